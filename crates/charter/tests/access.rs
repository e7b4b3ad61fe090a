//! The access question, walked over everything it can say, against the table written down here
//! once more and by hand; and the table that is published.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::path::Path;

use jiff::civil::{Date, date};
use regie_charter::Charters;
use regie_terms::*;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Expected {
    In,
    WithReason,
    Glass,
    Out,
}

/// The columns of Utrecht, Zuidoost and the Kempen; the law by itself lets in the data protection officer alone.
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
    match (charter, function, relation) {
        (Charter::Wet, ..) => Out,
        (_, Function::Professional, Relation::Coordinator | Relation::Substitute) => In,
        (Charter::Kempen, Function::Professional, Relation::Involved) => In,
        (_, Function::Professional, Relation::Involved) if view => In,
        (Charter::Utrecht, Function::Professional, _) if away => Glass,
        (Charter::Utrecht | Charter::Kempen, Function::Support, Relation::Involved) if view => In,
        (Charter::Utrecht, Function::FunctionalAdministrator, _) if view => WithReason,
        (Charter::Kempen, Function::Manager | Function::Complaints, _) if view => WithReason,
        _ => Out,
    }
}

/// What has to be signed.
fn to_sign(charter: Charter) -> Set<Declaration> {
    match charter {
        Charter::Kempen => Set::all(),
        _ => Set::from([Declaration::Confidentiality]),
    }
}

/// The first and last day of every version, and a day long after.
fn days(charter: Charter) -> Vec<Date> {
    let mut days = match charter {
        Charter::Utrecht => vec![date(2017, 8, 7)],
        Charter::Kempen => vec![date(2017, 6, 19)],
        Charter::UtrechtZuidoost | Charter::Wet => vec![date(2015, 1, 1), date(2017, 6, 19)],
    };
    days.extend([date(2018, 5, 24), date(2018, 5, 25), date(2026, 11, 21)]);
    days
}

#[test]
fn every_combination_is_as_the_table_says() {
    let charters = Charters::builtin().unwrap();
    let mut asked = 0;
    for charter in Charter::ALL {
        for on in days(*charter) {
            for bits in 0..32u8 {
                for function in Function::ALL {
                    for relation in Relation::ALL {
                        for act in Act::ALL {
                            for reason in [None, Text::new("weekend duty")] {
                                let flag = |place: u8| bits & (1 << place) != 0;
                                let declarations = Declaration::ALL.iter().enumerate();
                                let declarations = declarations
                                    .filter(|(place, _)| flag(u8::try_from(*place).unwrap()))
                                    .map(|(_, word)| *word)
                                    .collect();
                                as_the_table_says(
                                    &charters,
                                    Access {
                                        charter: *charter,
                                        on,
                                        act: *act,
                                        who: Who {
                                            function: *function,
                                            relation: *relation,
                                            declarations,
                                        },
                                        coordinator_present: flag(3),
                                        substitute_present: flag(4),
                                        reason,
                                    },
                                );
                                asked += 1;
                            }
                        }
                    }
                }
            }
        }
    }
    assert_eq!(asked, (4 + 5 + 4 + 5) * 32 * 11 * 4 * 2 * 2);
}

fn as_the_table_says(charters: &Charters, access: Access) {
    let charter = access.charter;
    let away = !access.coordinator_present && !access.substitute_present;
    let expected = table(
        charter,
        access.who.function,
        access.who.relation,
        access.act,
        away,
    );
    let unsigned = to_sign(charter).without(access.who.declarations);
    let mut needs = Vec::new();
    if access.reason.is_none() && matches!(expected, Expected::WithReason | Expected::Glass) {
        needs.push(Need::plain(NeedWord::Reason));
    }
    if !unsigned.is_empty() {
        needs.push(Need {
            of: Some(Of::Declarations(unsigned)),
            ..Need::plain(NeedWord::Declaration)
        });
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
    let answer = charters.ask(&Question::Access(access.clone())).unwrap();
    assert_eq!(answer.outcome, outcome, "{access:?} {answer:?}");
    assert_eq!(answer.needs, needs, "{access:?} {answer:?}");
    let what: Vec<DutyWord> = answer.duties.iter().map(|duty| duty.what).collect();
    assert_eq!(what, duties, "{access:?} {answer:?}");
    // Zuidoost leaves it to each partner (ZO 3.2c), and every answer says that this is a default.
    let says_default = answer
        .because
        .iter()
        .any(|reason| reason.rule == "utrecht-zuidoost.access.left-to-each-partner");
    assert_eq!(says_default, charter == Charter::UtrechtZuidoost);
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
    let text = charters.tables().unwrap();
    let path = Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../charters/who-may-what.txt"
    ));
    if std::env::var_os("REGIE_WRITE_GOLDEN").is_some() {
        std::fs::write(path, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), text);
}
