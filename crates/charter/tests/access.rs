//! The access question, walked over everything it can say, against the table of DECISIONS.md written down here
//! once more and by hand; and the table that is published.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::path::Path;

use jiff::civil::date;
use regie_charter::Charters;
use regie_terms::*;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Expected {
    In,
    WithReason,
    Glass,
    Out,
}

/// The column of Utrecht; the law by itself lets in the data protection officer alone.
fn table(
    charter: Charter,
    function: Function,
    relation: Relation,
    act: Act,
    away: bool,
) -> Expected {
    use Expected::{Glass, In, Out, WithReason};
    let view = act == Act::View;
    if function == Function::Dpo {
        return if view { WithReason } else { Out };
    }
    if charter == Charter::Wet {
        return Out;
    }
    match (function, relation) {
        (Function::Professional, Relation::Coordinator | Relation::Substitute) => In,
        (Function::Professional, Relation::Involved) if view => In,
        (Function::Professional, _) if away => Glass,
        (Function::Support, Relation::Involved) if view => In,
        (Function::FunctionalAdministrator, _) if view => WithReason,
        _ => Out,
    }
}

#[test]
fn every_combination_is_as_the_table_says() {
    let charters = Charters::builtin().unwrap();
    let mut asked = 0;
    for charter in [Charter::Utrecht, Charter::Wet] {
        for on in [
            date(2017, 8, 7),
            date(2018, 5, 24),
            date(2018, 5, 25),
            date(2026, 11, 21),
        ] {
            for bits in 0..32u8 {
                let flag = |place: u8| bits & (1 << place) != 0;
                let declarations: Set<Declaration> = Declaration::ALL
                    .iter()
                    .enumerate()
                    .filter(|(place, _)| flag(u8::try_from(*place).unwrap()))
                    .map(|(_, word)| *word)
                    .collect();
                let (coordinator_present, substitute_present) = (flag(3), flag(4));
                for function in Function::ALL {
                    for relation in Relation::ALL {
                        for act in Act::ALL {
                            for reason in [None, Text::new("weekend duty")] {
                                let answer = charters
                                    .ask(&Question::Access(Access {
                                        charter,
                                        on,
                                        act: *act,
                                        who: Who {
                                            function: *function,
                                            relation: *relation,
                                            declarations,
                                        },
                                        coordinator_present,
                                        substitute_present,
                                        reason: reason.clone(),
                                    }))
                                    .unwrap();
                                let away = !coordinator_present && !substitute_present;
                                let expected = table(charter, *function, *relation, *act, away);
                                let mut needs = Vec::new();
                                if reason.is_none()
                                    && matches!(expected, Expected::WithReason | Expected::Glass)
                                {
                                    needs.push(NeedWord::Reason);
                                }
                                if !declarations.contains(Declaration::Confidentiality) {
                                    needs.push(NeedWord::Declaration);
                                }
                                let (outcome, duties) = match expected {
                                    Expected::Out => (Outcome::Prohibited, vec![]),
                                    _ if !needs.is_empty() => (Outcome::Incomplete, vec![]),
                                    Expected::Glass => (
                                        Outcome::Permitted,
                                        vec![DutyWord::Review, DutyWord::ShowReasonInDossier],
                                    ),
                                    _ => (Outcome::Permitted, vec![]),
                                };
                                if expected == Expected::Out {
                                    needs.clear();
                                }
                                let told = format!(
                                    "{charter} {on} {function} {relation} {act} {bits:b} {answer:?}"
                                );
                                assert_eq!(answer.outcome, outcome, "{told}");
                                let what: Vec<NeedWord> =
                                    answer.needs.iter().map(|need| need.what).collect();
                                assert_eq!(what, needs, "{told}");
                                let what: Vec<DutyWord> =
                                    answer.duties.iter().map(|duty| duty.what).collect();
                                assert_eq!(what, duties, "{told}");
                                asked += 1;
                            }
                        }
                    }
                }
            }
        }
    }
    assert_eq!(asked, 2 * 4 * 32 * 11 * 4 * 2 * 2);
}

#[test]
fn the_review_names_coordinator_and_substitute() {
    let charters = Charters::builtin().unwrap();
    let question = r#"{"question": "access", "charter": "utrecht", "on": "2026-11-21", "act": "view",
        "who": {"function": "professional", "relation": "none", "declarations": ["confidentiality"]},
        "coordinator_present": false, "substitute_present": false, "reason": "weekend duty"}"#;
    let answer = charters.ask(&Question::read(question).unwrap()).unwrap();
    let json = serde_json::to_value(&answer).unwrap();
    assert_eq!(
        json["duties"],
        serde_json::json!([
            {"what": "review", "by": ["coordinator", "substitute"]},
            {"what": "show-reason-in-dossier"}
        ])
    );
}

/// Run with `REGIE_WRITE_GOLDEN=1` to write the file anew, and read the difference before you keep it.
#[test]
fn who_may_what_is_the_published_table() {
    let charters = Charters::builtin().unwrap();
    let mut text = String::new();
    for (charter, on) in [
        (Charter::Utrecht, date(2017, 8, 7)),
        (Charter::Utrecht, date(2018, 5, 25)),
        (Charter::Wet, date(2018, 5, 25)),
    ] {
        text.push_str(&charters.table(charter, on).unwrap().to_string());
        text.push('\n');
    }
    let path = Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../charters/who-may-what.txt"
    ));
    if std::env::var_os("REGIE_WRITE_GOLDEN").is_some() {
        std::fs::write(path, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), text);
}
