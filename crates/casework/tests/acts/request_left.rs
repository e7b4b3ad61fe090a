//! What is left of what was granted, and that it was done.

use crate::requests::{ask, asks, decide, decides, page, paper, waits};
use crate::world::{TODAY, World, denied, faults, nothing};
use jiff::civil::date;
use regie_casework::request::{CarryInput, RequestState, RightInput};
use regie_casework::thing::TaskKind;
use regie_terms::{Id, RequestId, Right};

async fn carry(w: &World, id: Id, what: &str, how: &str) -> Result<(), regie_casework::Refused> {
    let noor = w.caller("noor").await;
    let input = CarryInput {
        what: what.into(),
        on: w.house.today().to_string(),
        how: how.into(),
    };
    w.house
        .mark_carried_out(&noor, w.dossier, id, &input, RequestId::fresh())
        .await
}

/// A fact about the child that went to a school, by consent of the mother.
async fn went(w: &World) -> (Id, Id) {
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let share = w.asked(&[fact]).await;
    w.answer("moeder", share, "yes").await.unwrap();
    let noor = w.caller("noor").await;
    w.house
        .share_now(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    (fact, share)
}

#[tokio::test]
async fn what_was_granted_waits_until_it_is_done_and_recipients_were_told() {
    let w = World::new().await;
    let (fact, share) = went(&w).await;
    let other = w
        .fact(w.child, "jeugdwet", "help-request", "Eet slecht.")
        .await;
    let input = RightInput {
        things: vec![format!("entry:{fact}"), format!("entry:{other}")],
        ..asks(Right::Rectification, "Ze slaapt weer goed.")
    };
    let id = ask(&w, "moeder", w.child, &input).await.unwrap();
    assert_eq!(
        faults(carry(&w, id, &format!("entry:{fact}"), "").await),
        [("what", "not-granted")]
    );
    decide(&w, "noor", id, &decides("granted", ""))
        .await
        .unwrap();
    let by = Some(date(2027, 2, 21));
    let mut tasks = waits(&w, "noor").await;
    tasks.retain(|t| t.0 != TaskKind::ConsentAnswered);
    tasks.sort();
    assert_eq!(
        tasks,
        [
            (TaskKind::CarryOutRequest, by),
            (TaskKind::TellRecipients, by)
        ]
    );
    let one = page(&w, id).await;
    assert_eq!(one.row.due, by);
    let told: Vec<_> = one.recipients.iter().map(|r| r.share).collect();
    assert_eq!(told, [share], "the school, and once");
    assert_eq!(one.recipients[0].on, TODAY);

    for (what, how, code) in [
        ("", "", ("what", "unpicked")),
        ("whole", "", ("what", "unknown")),
        ("entry:x", "", ("what", "unknown")),
        (
            &*format!("told:{}", Id::fresh()),
            "Gebeld.",
            ("what", "unknown"),
        ),
        (&*format!("told:{share}"), " ", ("how", "missing")),
    ] {
        assert_eq!(faults(carry(&w, id, what, how).await), [code], "{what}");
    }
    carry(&w, id, &format!("entry:{fact}"), "").await.unwrap();
    assert_eq!(
        faults(carry(&w, id, &format!("entry:{fact}"), "").await),
        [("what", "already")]
    );
    assert_eq!(page(&w, id).await.row.state, RequestState::CarryingOut);
    carry(&w, id, &format!("entry:{other}"), "").await.unwrap();
    let one = page(&w, id).await;
    assert_eq!(one.row.state, RequestState::Done);
    assert!(one.informed.is_some(), "the portal says so at once");
    let mut tasks = waits(&w, "noor").await;
    tasks.retain(|t| t.0 != TaskKind::ConsentAnswered);
    assert_eq!(tasks, [(TaskKind::TellRecipients, by)]);
    carry(&w, id, &format!("told:{share}"), "Gebeld met de juf.")
        .await
        .unwrap();
    let mut tasks = waits(&w, "noor").await;
    tasks.retain(|t| t.0 != TaskKind::ConsentAnswered);
    assert!(tasks.is_empty());
    let (how, done) = page(&w, id).await.recipients[0].told.clone().unwrap();
    assert_eq!(
        (how.as_str(), done.by.as_str()),
        ("Gebeld met de juf.", "noor Test")
    );
    let mother = w.caller("moeder").await;
    assert_eq!(
        w.house.my_request(&mother, id).await.unwrap().done,
        Some(TODAY)
    );
    w.done().await;
}

#[tokio::test]
async fn who_asked_on_paper_has_to_be_told_and_it_waits_until_then() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let id = w
        .house
        .record_request(
            &noor,
            w.dossier,
            &paper(w.mother, Right::Restriction, "subject"),
            RequestId::fresh(),
        )
        .await
        .unwrap();
    decide(&w, "noor", id, &decides("granted", ""))
        .await
        .unwrap();
    assert_eq!(
        waits(&w, "noor").await,
        [(TaskKind::CarryOutRequest, None)],
        "nothing was shared, so nobody is told; a restriction has no term of its own"
    );
    // That it stands still is not ticked, it is done.
    assert_eq!(
        faults(carry(&w, id, "whole", "").await),
        [("what", "by-its-act")]
    );
    let still = regie_casework::restrict::RestrictInput {
        ground: "accuracy-contested".into(),
        because: "Dat is gevraagd.".into(),
        verzoek: id.to_string(),
    };
    let whole = regie_casework::restrict::Restricting::Person(w.mother);
    w.house
        .restrict(&noor, w.dossier, whole, &still, RequestId::fresh())
        .await
        .unwrap();
    let one = page(&w, id).await;
    assert_eq!(one.row.state, RequestState::Done);
    assert!(one.tell_asker);
    assert_eq!(waits(&w, "noor").await.len(), 1);
    carry(&w, id, "informed", "").await.unwrap();
    assert_eq!(
        faults(carry(&w, id, "informed", "").await),
        [("what", "already")]
    );
    assert!(waits(&w, "noor").await.is_empty());
    w.done().await;
}

#[tokio::test]
async fn access_leaves_a_copy_and_nobody_to_tell() {
    let w = World::new().await;
    went(&w).await;
    let id = ask(&w, "moeder", w.child, &asks(Right::Access, ""))
        .await
        .unwrap();
    decide(&w, "noor", id, &decides("granted", ""))
        .await
        .unwrap();
    let one = page(&w, id).await;
    assert!(
        one.recipients.is_empty(),
        "the charter asks it for a change only"
    );
    assert_eq!(one.row.state, RequestState::CarryingOut);
    carry(&w, id, "whole", "").await.unwrap();
    assert_eq!(page(&w, id).await.row.state, RequestState::Done);
    w.done().await;
}

#[tokio::test]
async fn what_the_system_did_for_a_request_of_the_portal_leaves_no_task() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let fact = w
        .fact(w.mother, "wmo", "help-request", "Wil anders wonen.")
        .await;
    let input = regie_casework::request::RightInput {
        things: vec![format!("entry:{fact}")],
        ..asks(Right::Erasure, "")
    };
    let id = ask(&w, "moeder", w.mother, &input).await.unwrap();
    decide(&w, "noor", id, &decides("granted", ""))
        .await
        .unwrap();
    assert_eq!(waits(&w, "noor").await.len(), 1);
    let erase = regie_casework::erase::EraseInput {
        verzoek: id.to_string(),
        reason: "Toegewezen.".into(),
        sure: "yes".into(),
    };
    let what = regie_casework::erase::Erasing::Thing(fact);
    w.house
        .erase(&noor, w.dossier, what, &erase, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(page(&w, id).await.row.state, RequestState::Done);
    assert!(waits(&w, "noor").await.is_empty());
    w.done().await;
}

#[tokio::test]
async fn who_asked_on_paper_gets_the_copy_and_the_file_that_the_portal_would_give() {
    let w = World::new().await;
    let (noor, olaf) = (w.caller("noor").await, w.caller("olaf").await);
    w.fact(w.mother, "wmo", "help-request", "Wil anders wonen.")
        .await;
    let refused = w
        .fact(w.mother, "wmo", "help-request", "Over een ander.")
        .await;
    w.fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let asked = async |right| {
        let input = paper(w.mother, right, "subject");
        w.house
            .record_request(&noor, w.dossier, &input, RequestId::fresh())
            .await
            .unwrap()
    };
    let access = asked(Right::Access).await;
    let copy = async |who, id| w.house.request_copy(who, w.dossier, id).await;
    nothing(copy(&noor, access).await.map(|_| ()));
    let mut partly = decides("partly", "");
    partly.parts = vec![regie_casework::request::PartInput {
        thing: format!("entry:{refused}"),
        ground: "rights-of-others".into(),
        because: "Het gaat over een ander.".into(),
        endangers: String::new(),
    }];
    decide(&w, "noor", access, &partly).await.unwrap();
    let file = copy(&noor, access).await.unwrap();
    let texts: Vec<&str> = file.entries.iter().map(|e| e.text.as_str()).collect();
    assert_eq!(texts, ["Wil anders wonen."]);
    denied(copy(&olaf, access).await.map(|_| ()));
    let mother = w.caller("moeder").await;
    let looked = w.house.who_looked(&mother, w.mother, None).await.unwrap();
    assert!(looked.lines.iter().any(|l| l.act == "copy-for-request"));
    // What may be taken along is another right.
    let along = regie_casework::portal::Along {
        readme: String::new(),
        held_back: String::new(),
        held_back_en: String::new(),
    };
    let take = async |id| w.house.request_along(&noor, w.dossier, id, &along).await;
    nothing(take(access).await);
    let portability = asked(Right::Portability).await;
    decide(&w, "noor", portability, &decides("granted", ""))
        .await
        .unwrap();
    let archive = take(portability).await.unwrap();
    let read = regie_exchange::portable::Brought::read(&archive, None).unwrap();
    assert_eq!(read.data.facts.len(), 2);
    w.done().await;
}
