//! Decisions asked again, by the same rules and by changed ones.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

use jiff::civil::date;
use regie_charter::{
    Actor, Again, Capacity, Charters, Decided, Parts, Scope, Verdict, View, Whose,
};
use regie_terms::{
    AccountId, ActQuestion, Charter, Declaration, DeskAct, Function, Id, Outcome, Question,
    Relation, RequestId,
};
use regie_testkit::RuleFiles;

const OPENING: &str = r#"{"question":"access","charter":"utrecht","on":"2017-12-01","act":"view",
"who":{"function":"professional","relation":"coordinator","declarations":["confidentiality"]},
"coordinator_present":true,"substitute_present":true,"reason":null}"#;
const WHO_AGREES: &str = r#"{"question":"consent","charter":"kempen","on":"2026-11-21",
"subject":{"born":"2012-05-01","can_weigh":true,"represented_by":["parent-or-guardian"]},"data":["help-request"]}"#;

fn scope(capacity: Capacity) -> Scope {
    Scope {
        act: "view-dossier",
        actor: Actor {
            account: AccountId(Id::from_bytes([1; 16])),
            capacity,
        },
        request: RequestId(Id::from_bytes([2; 16])),
        at: 0,
        dossier: None,
        concerns: Vec::new(),
        parts: Parts {
            about: Whose::Household,
            kinds: &[],
            only: None,
        },
        facts: Vec::new(),
        moves: Vec::new(),
        input: None,
        still: false,
    }
}

const STAFF: Capacity = Capacity::Staff(Function::Professional);

fn kept(verdict: Verdict<View>) -> (Decided, String) {
    match verdict.ruling {
        Ok(permit) => (permit.decided().clone(), permit.questions().to_owned()),
        Err(denial) => (denial.decided().clone(), denial.questions().to_owned()),
    }
}

/// The rules in the folder, with one text put in the place of another in one file.
fn changed(file: &str, from: &str, to: &str) -> Charters {
    // Rules that change their name are promised under the old one.
    let files = RuleFiles::read().unwrap().without_promises();
    let files = files.with(file, from, to).unwrap();
    Charters::from_files(files.0).unwrap()
}

#[test]
fn what_was_decided_comes_out_the_same_by_the_rules_of_its_day() {
    let charters = Charters::builtin().unwrap();
    let opening = Question::read(OPENING).unwrap();
    let (decided, questions) = kept(charters.judge(scope(STAFF), &[opening]).unwrap());
    assert_eq!(decided.version, "2017-08-07");
    assert_eq!(charters.again(&decided, STAFF, &questions), Again::Same);

    // An act of the desk, with what was asked besides; refused for want of a declaration.
    let act = ActQuestion {
        charter: Charter::Kempen,
        on: date(2026, 11, 21),
        act: DeskAct::Find,
        function: Function::Complaints,
        relation: Relation::None,
        declarations: [Declaration::Confidentiality].into_iter().collect(),
        closed: None,
    };
    let who = Question::read(WHO_AGREES).unwrap();
    let verdict = charters.judge_act(scope(STAFF), &act, std::slice::from_ref(&who));
    let (decided, questions) = kept(verdict.unwrap());
    assert_eq!(decided.outcome, Outcome::Incomplete);
    assert!(
        decided
            .rules
            .contains(&"kempen.access.declarations".to_owned())
    );
    assert_eq!(charters.again(&decided, STAFF, &questions), Again::Same);

    // A girl of fourteen at her own file, and somebody who represents nobody here.
    for (capacity, outcome) in [
        (Capacity::Subject, Outcome::Permitted),
        (Capacity::Representative, Outcome::Prohibited),
    ] {
        let verdict = charters.judge_own(scope(capacity), &who);
        let (decided, questions) = kept(verdict.unwrap());
        assert_eq!(decided.outcome, outcome);
        assert_eq!(charters.again(&decided, capacity, &questions), Again::Same);
    }
}

#[test]
fn what_comes_out_otherwise_or_by_other_rules_is_told_apart() {
    let charters = Charters::builtin().unwrap();
    let opening = Question::read(OPENING).unwrap();
    let (decided, questions) = kept(charters.judge(scope(STAFF), &[opening]).unwrap());
    let barred = changed(
        "utrecht/access.toml",
        "id = \"coordinator\"\neffect = \"permit\"",
        "id = \"coordinator\"\neffect = \"say\"",
    );
    assert_eq!(
        barred.again(&decided, STAFF, &questions),
        Again::Otherwise(Outcome::Prohibited)
    );
    let renamed = changed(
        "utrecht/access.toml",
        "id = \"coordinator\"",
        "id = \"keeper\"",
    );
    assert_eq!(
        renamed.again(&decided, STAFF, &questions),
        Again::ByOtherRules {
            now: vec!["utrecht.access.keeper".to_owned()],
            then: vec!["utrecht.access.coordinator".to_owned()],
        }
    );
    assert_eq!(charters.again(&decided, STAFF, "[]"), Again::NothingAsked);
    let early = questions.replace("2017-12-01", "2016-12-01");
    let Again::Unanswered(why) = charters.again(&decided, STAFF, &early) else {
        panic!("no version held on that day");
    };
    assert!(why.contains("`on`"), "{why}");
}

#[test]
fn steps_and_questions_follow_from_the_rules() {
    use regie_terms::{NeedWord, QuestionKind};
    let charters = Charters::builtin().unwrap();
    let on = date(2026, 11, 21);
    let talks = |charter| {
        let needs = charters.may_need(charter, on, QuestionKind::Disclosure);
        needs.contains(NeedWord::ThreeWayConversation)
    };
    assert_eq!(
        Charter::ALL
            .iter()
            .copied()
            .filter(|c| talks(*c))
            .collect::<Vec<_>>(),
        [Charter::Utrecht]
    );
    let norms = |kind| -> Vec<(NeedWord, String)> {
        let asked = charters.norms(Charter::Kempen, on, kind);
        asked.map(|(need, norm)| (need, norm.id.clone())).collect()
    };
    let triage = (NeedWord::Necessity, "kempen.disclosure.triage".to_owned());
    assert!(norms(QuestionKind::Disclosure).contains(&triage));
    let triangle = (NeedWord::Necessity, "kempen.recording.triangle".to_owned());
    assert_eq!(norms(QuestionKind::Recording), [triage, triangle]);
    assert!(
        charters
            .may_need(Charter::Kempen, date(2017, 6, 18), QuestionKind::Disclosure)
            .is_empty()
    );
}
