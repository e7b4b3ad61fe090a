//! Asking for a right: by whom, on paper, with what the charter still needs, and by when.

use crate::world::{Family, TODAY, World, denied, faults, nothing};
use jiff::civil::{Date, date};
use regie_casework::dossier::TaskAbout;
use regie_casework::request::{
    CompleteInput, DecideInput, RecordInput, RequestPage, RequestState, RightInput,
};
use regie_casework::thing::{RequestOf, TaskKind};
use regie_casework::{Caller, Refused};
use regie_terms::{
    Charter, Consenter, Id, NeedWord, Outcome, PersonId, Representative, RequestId, Right,
};

/// A request as the portal sends it.
pub fn asks(right: Right, words: &str) -> RightInput {
    RightInput {
        right: right.as_str().to_owned(),
        words: words.to_owned(),
        language: "nl".to_owned(),
        ..RightInput::default()
    }
}

/// Asks in the portal.
pub async fn ask(
    w: &World,
    login: &str,
    person: PersonId,
    input: &RightInput,
) -> Result<Id, Refused> {
    let who = w.caller(login).await;
    w.house
        .ask_right(&who, person, input, RequestId::fresh())
        .await
}

/// A request from paper with everything filled in.
pub fn paper(person: PersonId, right: Right, by: &str) -> RecordInput {
    RecordInput {
        person: person.to_string(),
        right: right.as_str().to_owned(),
        by: vec![by.to_owned()],
        words: "Het staat er verkeerd.".to_owned(),
        received: TODAY.to_string(),
        way: "paper".to_owned(),
        signed: "yes".to_owned(),
        identity: "document".to_owned(),
        language: "nl".to_owned(),
        ..RecordInput::default()
    }
}

/// A decision in words.
pub fn decides(outcome: &str, ground: &str) -> DecideInput {
    DecideInput {
        outcome: outcome.to_owned(),
        ground: ground.to_owned(),
        because: "Wij hebben uw verzoek bekeken.".to_owned(),
        parts: Vec::new(),
    }
}

/// Decides.
pub async fn decide(w: &World, login: &str, id: Id, input: &DecideInput) -> Result<(), Refused> {
    let who = w.caller(login).await;
    w.house
        .decide_request(&who, w.dossier, id, input, RequestId::fresh())
        .await
}

/// The page of the coordinator.
pub async fn page(w: &World, id: Id) -> RequestPage {
    let noor = w.caller("noor").await;
    w.house.request_page(&noor, w.dossier, id).await.unwrap()
}

/// What waits for somebody, by kind and last day.
pub async fn waits(w: &World, login: &str) -> Vec<(TaskKind, Option<Date>)> {
    let who = w.caller(login).await;
    let tasks = w.house.caseload(&who).await.unwrap().tasks;
    tasks.iter().map(|t| (t.what, t.due)).collect()
}

async fn of_noor(w: &World) -> Vec<regie_casework::request::RequestRow> {
    let noor = w.caller("noor").await;
    w.house.requests_of(&noor, w.dossier).await.unwrap().rows
}

#[tokio::test]
async fn terms_are_those_of_each_charter() {
    let (weeks, month) = (date(2026, 12, 19), date(2026, 12, 21));
    for (charter, access, rectification) in [
        (Charter::Wet, month, month),
        (Charter::Utrecht, month, month),
        (Charter::UtrechtZuidoost, month, weeks),
        (Charter::Kempen, weeks, weeks),
    ] {
        let w = World::with(Family {
            charter,
            ..Family::default()
        })
        .await;
        let mother = w.caller("moeder").await;
        for (right, by, carry_out) in [
            (Right::Access, access, None),
            (Right::Rectification, rectification, Some(date(2027, 2, 21))),
        ] {
            let id = ask(&w, "moeder", w.mother, &asks(right, "Dit klopt niet."))
                .await
                .unwrap();
            let one = w.house.my_request(&mother, id).await.unwrap();
            assert_eq!(one.row.state, RequestState::Open, "{charter} {right}");
            assert_eq!(one.answer_by, Some(by), "{charter} {right}");
            assert_eq!(one.row.due, Some(by));
            assert_eq!(one.carry_out_by, None, "nothing was granted yet");
            let form = w
                .house
                .right_form(&mother, w.mother, right, None)
                .await
                .unwrap();
            assert_eq!(form.answer_by, Some(by));
            assert_eq!(form.answer.terms.unwrap().carry_out_by, carry_out);
        }
        let tasks = waits(&w, "noor").await;
        let due: Vec<Option<Date>> = tasks.iter().map(|t| t.1).collect();
        assert!(due.contains(&Some(rectification)), "{charter}: {tasks:?}");
        w.done().await;
    }
}

#[tokio::test]
async fn the_coordinator_has_it_on_the_list_with_the_right_and_it_is_late_after_its_day() {
    let w = World::new().await;
    let id = ask(&w, "moeder", w.mother, &asks(Right::Access, ""))
        .await
        .unwrap();
    let noor = w.caller("noor").await;
    let tasks = w.house.caseload(&noor).await.unwrap().tasks;
    assert_eq!(tasks.len(), 1);
    assert_eq!(tasks[0].of, Some(id));
    assert_eq!(tasks[0].about, Some(TaskAbout::Right(Right::Access)));
    assert_eq!(
        w.house
            .open_dossier(&noor, w.dossier)
            .await
            .unwrap()
            .requests,
        Some(1)
    );
    assert!(!of_noor(&w).await[0].late);
    w.day(date(2026, 12, 22));
    assert!(of_noor(&w).await[0].late);
    let noor = w.caller("noor").await;
    assert!(w.house.caseload(&noor).await.unwrap().tasks[0].late);
    let mother = w.caller("moeder").await;
    let mine = w.house.my_requests(&mother, w.mother).await.unwrap();
    assert_eq!(mine.rows[0].due, Some(date(2026, 12, 21)));
    w.done().await;
}

/// What the charter still needs of a request from paper.
async fn needs(w: &World, id: Id) -> Vec<NeedWord> {
    let one = page(w, id).await;
    one.answer.needs.iter().map(|n| n.what).collect()
}

async fn record(w: &World, input: &RecordInput) -> Result<Id, Refused> {
    let noor = w.caller("noor").await;
    w.house
        .record_request(&noor, w.dossier, input, RequestId::fresh())
        .await
}

async fn complete(w: &World, id: Id, input: &CompleteInput) -> Result<(), Refused> {
    let noor = w.caller("noor").await;
    w.house
        .complete_request(&noor, w.dossier, id, input, RequestId::fresh())
        .await
}

#[tokio::test]
async fn nothing_is_granted_before_it_is_sure_who_asks() {
    let w = World::new().await;
    let input = RecordInput {
        identity: String::new(),
        ..paper(w.mother, Right::Access, "subject")
    };
    let id = record(&w, &input).await.unwrap();
    assert_eq!(needs(&w, id).await, [NeedWord::Identity]);
    let answers = denied(decide(&w, "noor", id, &decides("granted", "")).await);
    assert!(
        answers
            .iter()
            .any(|a| a.needs.iter().any(|n| n.what == NeedWord::Identity))
    );
    assert_eq!(page(&w, id).await.row.state, RequestState::Open);
    // What a form says that is no proof is no proof.
    for (typed, code) in [
        ("portal", "unknown"),
        ("paspoort", "unknown"),
        ("", "nothing"),
    ] {
        let input = CompleteInput {
            identity: typed.into(),
            ..CompleteInput::default()
        };
        assert_eq!(faults(complete(&w, id, &input).await), [("identity", code)]);
    }
    let input = CompleteInput {
        identity: "document".into(),
        ..CompleteInput::default()
    };
    complete(&w, id, &input).await.unwrap();
    let one = page(&w, id).await;
    assert_eq!(one.identity.unwrap().by, "noor Test");
    decide(&w, "noor", id, &decides("granted", ""))
        .await
        .unwrap();
    w.done().await;
}

#[tokio::test]
async fn in_the_kempen_a_request_without_a_signature_waits_and_elsewhere_it_does_not() {
    for (charter, waits) in [(Charter::Kempen, true), (Charter::Utrecht, false)] {
        let w = World::with(Family {
            charter,
            ..Family::default()
        })
        .await;
        let input = RecordInput {
            signed: String::new(),
            ..paper(w.mother, Right::Access, "subject")
        };
        let id = record(&w, &input).await.unwrap();
        let expected: &[NeedWord] = if waits { &[NeedWord::Identity] } else { &[] };
        assert_eq!(needs(&w, id).await, expected, "{charter}");
        if waits {
            denied(decide(&w, "noor", id, &decides("granted", "")).await);
            let input = CompleteInput {
                signed: "yes".into(),
                ..CompleteInput::default()
            };
            complete(&w, id, &input).await.unwrap();
        }
        decide(&w, "noor", id, &decides("granted", ""))
            .await
            .unwrap();
        w.done().await;
    }
}

#[tokio::test]
async fn a_girl_of_thirteen_and_her_mother_ask_together() {
    let w = World::born(date(2013, 3, 1)).await;
    let id = ask(
        &w,
        "kind",
        w.child,
        &asks(Right::Access, "Ik wil alles lezen."),
    )
    .await
    .unwrap();
    let child = w.caller("kind").await;
    let mother = w.caller("moeder").await;
    let mine = w.house.my_request(&child, id).await.unwrap();
    assert_eq!(mine.row.state, RequestState::Joining);
    assert_eq!(mine.others, [Consenter::ParentOrGuardian]);
    // Waits for the mother, and not for the father, who has no authority.
    assert_eq!(w.house.my_files(&mother).await.unwrap()[1].joins, 1);
    let hers = w.house.my_requests(&mother, w.child).await.unwrap();
    assert!(hers.rows[0].yours);
    let father = w.caller("vader").await;
    nothing(w.house.my_request(&father, id).await);
    denied(decide(&w, "noor", id, &decides("granted", "")).await);

    let join = async |answer: Option<bool>, because: &str| {
        let mother = w.caller("moeder").await;
        w.house
            .join_request(&mother, id, answer, because, RequestId::fresh())
            .await
    };
    assert_eq!(faults(join(None, "").await), [("join", "unpicked")]);
    join(Some(false), "Dat is niets voor haar.").await.unwrap();
    // Why is hers and the team's; the girl reads only that it waits.
    let seen = w.house.my_request(&child, id).await.unwrap();
    assert_eq!(seen.row.state, RequestState::Joining);
    assert!(!format!("{seen:?}").contains("niets voor haar"));
    let one = page(&w, id).await;
    assert_eq!(one.joining[0].declined, Some(TODAY));
    assert_eq!(
        one.joining[0].because.as_deref(),
        Some("Dat is niets voor haar.")
    );
    // It stands so until she changes it, or is closed because somebody did not join.
    join(Some(true), "").await.unwrap();
    assert_eq!(faults(join(Some(true), "").await), [("join", "already")]);
    let seen = w.house.my_request(&child, id).await.unwrap();
    assert_eq!(seen.row.state, RequestState::Open);
    decide(&w, "noor", id, &decides("granted", ""))
        .await
        .unwrap();
    assert_eq!(faults(join(Some(true), "").await), [("join", "too-late")]);
    w.done().await;
}

#[tokio::test]
async fn in_the_kempen_she_asks_to_see_her_youth_file_alone_and_her_mother_reads_of_it_nowhere() {
    let w = World::with(Family {
        charter: Charter::Kempen,
        born: date(2013, 3, 1),
        ..Family::default()
    })
    .await;
    let mother = w.caller("moeder").await;
    let before = format!("{:?}", w.house.my_requests(&mother, w.child).await.unwrap());
    let looks = async || {
        let list = w.house.who_looked(&mother, w.child, None).await.unwrap();
        let acts = list.lines.into_iter().map(|l| l.act);
        acts.filter(|act| act.contains("right") || act.contains("request"))
            .collect::<Vec<_>>()
    };
    let id = ask(&w, "kind", w.child, &asks(Right::Access, ""))
        .await
        .unwrap();
    let child = w.caller("kind").await;
    let mine = w.house.my_request(&child, id).await.unwrap();
    assert_eq!((mine.row.state, mine.others.len()), (RequestState::Open, 0));
    nothing(w.house.my_request(&mother, id).await);
    page(&w, id).await;
    decide(&w, "noor", id, &decides("granted", ""))
        .await
        .unwrap();
    let after = format!("{:?}", w.house.my_requests(&mother, w.child).await.unwrap());
    assert_eq!(before, after);
    assert_eq!(looks().await, [""; 0], "her list has no line of it either");
    // To have something erased she needs her mother also there.
    let id = ask(&w, "kind", w.child, &asks(Right::Erasure, ""))
        .await
        .unwrap();
    let mine = w.house.my_request(&child, id).await.unwrap();
    assert_eq!(mine.row.state, RequestState::Joining);
    w.done().await;
}

#[tokio::test]
async fn at_sixteen_her_mother_may_no_longer_ask() {
    let w = World::born(date(2010, 11, 21)).await;
    nothing(ask(&w, "moeder", w.child, &asks(Right::Access, "")).await);
    assert!(of_noor(&w).await.is_empty());
    let id = ask(&w, "kind", w.child, &asks(Right::Access, ""))
        .await
        .unwrap();
    let child = w.caller("kind").await;
    assert_eq!(
        w.house.my_request(&child, id).await.unwrap().row.state,
        RequestState::Open
    );
    // On paper it can be written down as it came, and it can only be closed: the girl did not ask.
    let by = format!("parent-or-guardian:{}", w.mother);
    let id = record(&w, &paper(w.child, Right::Access, &by))
        .await
        .unwrap();
    assert_eq!(needs(&w, id).await, [NeedWord::Consent]);
    denied(decide(&w, "noor", id, &decides("granted", "")).await);
    decide(&w, "noor", id, &decides("refused", "incomplete"))
        .await
        .unwrap();
    assert_eq!(page(&w, id).await.row.state, RequestState::Refused);
    w.done().await;
}

#[tokio::test]
async fn what_a_mother_asked_before_the_birthday_waits_for_the_girl_after_it() {
    let w = World::born(date(2014, 11, 22)).await;
    let id = ask(&w, "moeder", w.child, &asks(Right::Access, ""))
        .await
        .unwrap();
    assert_eq!(page(&w, id).await.row.state, RequestState::Open);
    w.day(date(2026, 11, 22));
    assert_eq!(page(&w, id).await.row.state, RequestState::Joining);
    let child = w.caller("kind").await;
    assert!(w.house.my_requests(&child, w.child).await.unwrap().rows[0].yours);
    w.house
        .join_request(&child, id, Some(true), "", RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(page(&w, id).await.row.state, RequestState::Open);
    w.done().await;
}

#[tokio::test]
async fn who_is_about_money_only_is_told_so_at_once() {
    let w = World::with(Family {
        born: date(1990, 1, 1),
        mother: false,
        child_can_weigh: false,
        mother_as: vec![Representative::Bewindvoerder],
        ..Family::default()
    })
    .await;
    let answers = denied(ask(&w, "moeder", w.child, &asks(Right::Access, "")).await);
    assert!(
        answers
            .iter()
            .flat_map(|a| &a.because)
            .any(|r| r.rule == "wet.request.nobody")
    );
    assert!(of_noor(&w).await.is_empty());
    w.done().await;
}

/// Asks with things named.
fn about(right: Right, things: &[String]) -> RightInput {
    RightInput {
        things: things.to_vec(),
        ..asks(right, "Dit klopt niet.")
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_request_is_said_at_its_field_and_nothing_is_kept() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let fathers = w.fact(w.father, "wmo", "help-request", "Zoekt werk.").await;
    let elsewhere = {
        let input = regie_casework::entry::EntryInput {
            law: "wmo".into(),
            ..crate::world::entry(w.stranger)
        };
        w.house
            .record_entry(&noor, w.other_dossier, &input, RequestId::fresh())
            .await
            .unwrap()
            .entry
    };
    let named = |id: Id| format!("entry:{id}");
    let unknown_right = RightInput {
        right: "vergeten".into(),
        ..asks(Right::Access, "")
    };
    for (input, field, code) in [
        (unknown_right, "right", "unknown"),
        (RightInput::default(), "right", "unpicked"),
        (asks(Right::Rectification, " \n"), "words", "missing"),
        (
            about(Right::Erasure, &[named(elsewhere)]),
            "things",
            "unknown",
        ),
        (
            about(Right::Erasure, &[named(fathers)]),
            "things",
            "unknown",
        ),
        (
            about(Right::Erasure, &["entry:1".into()]),
            "things",
            "unknown",
        ),
        (
            about(Right::Erasure, &[format!("document:{fact}")]),
            "things",
            "unknown",
        ),
        (
            RightInput {
                decision: Id::fresh().to_string(),
                ..asks(Right::HumanReview, "Kijk nog eens.")
            },
            "decision",
            "unknown",
        ),
        (
            asks(Right::HumanReview, "Kijk nog eens."),
            "decision",
            "missing",
        ),
    ] {
        let said = ask(&w, "moeder", w.child, &input).await;
        assert!(faults(said).contains(&(field, code)), "{input:?}");
    }
    let long = asks(Right::Objection, &"a".repeat(4001));
    assert_eq!(
        faults(ask(&w, "moeder", w.child, &long).await),
        [("words", "too-long")]
    );
    for (change, field, code) in [
        (
            RecordInput {
                person: w.stranger.to_string(),
                ..paper(w.child, Right::Access, "subject")
            },
            "person",
            "unknown",
        ),
        (
            RecordInput {
                by: Vec::new(),
                ..paper(w.child, Right::Access, "subject")
            },
            "by",
            "unpicked",
        ),
        (paper(w.child, Right::Access, "buurman"), "by", "unknown"),
        (
            RecordInput {
                received: "2026-11-22".into(),
                ..paper(w.child, Right::Access, "subject")
            },
            "received",
            "too-late",
        ),
        (
            RecordInput {
                way: "portal".into(),
                ..paper(w.child, Right::Access, "subject")
            },
            "way",
            "unknown",
        ),
        (
            RecordInput {
                things: vec![named(fathers)],
                ..paper(w.child, Right::Erasure, "subject")
            },
            "things",
            "unknown",
        ),
    ] {
        let said = record(&w, &change).await;
        assert!(faults(said).contains(&(field, code)), "{field}");
    }
    assert!(of_noor(&w).await.is_empty());
    assert!(waits(&w, "noor").await.is_empty());
    w.done().await;
}

#[tokio::test]
async fn a_form_sent_twice_is_one_request_and_others_get_nowhere() {
    let w = World::new().await;
    let request = RequestId::fresh();
    let mother = w.caller("moeder").await;
    let input = asks(Right::Portability, "");
    let first = w.house.ask_right(&mother, w.mother, &input, request).await;
    let again = w.house.ask_right(&mother, w.mother, &input, request).await;
    assert_eq!(first.unwrap(), again.unwrap());
    assert_eq!(of_noor(&w).await.len(), 1);
    let id = of_noor(&w).await[0].id;
    // Not for other clients, nor for staff without a part in it, nor by the address of another dossier.
    for login in ["kind", "vader", "vreemde"] {
        let other = w.caller(login).await;
        nothing(w.house.my_request(&other, id).await);
        nothing(
            w.house
                .withdraw_request(&other, id, RequestId::fresh())
                .await,
        );
    }
    for login in ["olaf", "daan", "gemeente", "lena"] {
        let other: Caller = w.caller(login).await;
        denied(w.house.requests_of(&other, w.dossier).await);
        denied(w.house.request_page(&other, w.dossier, id).await);
        denied(decide(&w, login, id, &decides("granted", "")).await);
    }
    let noor = w.caller("noor").await;
    nothing(w.house.request_page(&noor, w.other_dossier, id).await);
    w.house
        .withdraw_request(&mother, id, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(page(&w, id).await.row.state, RequestState::Withdrawn);
    assert!(waits(&w, "noor").await.is_empty());
    assert_eq!(
        faults(decide(&w, "noor", id, &decides("granted", "")).await),
        [("outcome", "withdrawn")]
    );
    assert_eq!(
        faults(
            w.house
                .withdraw_request(&mother, id, RequestId::fresh())
                .await
        ),
        [("withdraw", "already")]
    );
    w.done().await;
}

#[tokio::test]
async fn what_a_reader_sees_of_the_file_can_be_named_and_nothing_else() {
    let w = World::new().await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let kept = w
        .fact(w.child, "jeugdwet", "help-request", "Dit is geheim.")
        .await;
    let noor = w.caller("noor").await;
    w.house
        .shield_entry(
            &noor,
            w.dossier,
            kept,
            regie_casework::entry::Shielding::Shield,
            "Gevaarlijk.",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let mother = w.caller("moeder").await;
    let form = w
        .house
        .right_form(&mother, w.child, Right::Erasure, None)
        .await
        .unwrap();
    let named: Vec<&str> = form.things.iter().map(|t| t.text.as_str()).collect();
    assert_eq!(named, ["Slaapt slecht."]);
    let input = about(Right::Erasure, &[format!("entry:{kept}")]);
    assert_eq!(
        faults(ask(&w, "moeder", w.child, &input).await),
        [("things", "unknown")]
    );
    let id = ask(
        &w,
        "moeder",
        w.child,
        &about(Right::Erasure, &[format!("entry:{fact}")]),
    )
    .await
    .unwrap();
    let one = page(&w, id).await;
    assert_eq!(one.things[0].text, "Slaapt slecht.");
    assert_eq!((one.things[0].kind, one.whole), (RequestOf::Entry, false));
    assert_eq!(one.answer.outcome, Outcome::Permitted);
    w.done().await;
}
