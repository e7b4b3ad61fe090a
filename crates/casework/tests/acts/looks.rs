//! How many lines one act of work leaves in the list of whom it is about, and what is told of an answer that was seen.

use crate::world::{TODAY, World, denied, entry, faults, nothing, share};
use regie_casework::consent::{ConsentInput, FormFile};
use regie_casework::share::{SafetyInput, ShareInput, SharePart};
use regie_casework::thing::TaskKind;
use regie_terms::{Id, PersonId, RequestId};

use regie_testkit::paper::PDF;

/// The acts in somebody's own list, oldest first.
async fn list_of(w: &World, person: PersonId) -> Vec<String> {
    let found = w.ledger.lines_about(person, i64::MAX, 1000).await.unwrap();
    found.iter().rev().map(|(_, l)| l.act.clone()).collect()
}

/// The mother's yes, on paper.
fn on_paper() -> ConsentInput {
    ConsentInput {
        of: "parent-or-guardian".into(),
        answer: "given".into(),
        way: "on-paper".into(),
        form: "written".into(),
        on: TODAY.to_string(),
        ..ConsentInput::default()
    }
}

async fn part(w: &World, login: &str, id: Id, part: SharePart) -> regie_casework::share::SharePage {
    let caller = w.caller(login).await;
    w.house
        .open_share_part(&caller, w.dossier, id, part)
        .await
        .unwrap()
}

async fn waiting(w: &World, login: &str) -> Vec<TaskKind> {
    let caller = w.caller(login).await;
    let tasks = w.house.caseload(&caller).await.unwrap().tasks;
    tasks.iter().map(|t| t.what).collect()
}

#[tokio::test]
async fn a_share_from_begin_to_shared_is_five_looks_and_two_acts() {
    let w = World::new().await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let before = list_of(&w, w.child).await.len();
    let noor = w.caller("noor").await;
    let list = w.house.shares(&noor, w.dossier).await.unwrap();
    assert_eq!(
        list.people.iter().map(|p| p.1.as_str()).collect::<Vec<_>>(),
        ["Sara Proef", "Karel Proef", "Mieke Proef"]
    );
    let typed = ShareInput {
        facts: None,
        ..share(w.child, &[])
    };
    let id = w
        .house
        .begin_share(&noor, w.dossier, &typed, RequestId::fresh())
        .await
        .unwrap();
    let words = part(&w, "noor", id, SharePart::Words).await;
    assert_eq!(words.row.recipient, "De Regenboog");
    assert!(
        words.row.person_name.is_empty() && words.possible.is_empty() && words.facts.is_empty(),
        "a step of words opens nothing of the child"
    );
    let facts = part(&w, "noor", id, SharePart::Facts).await;
    assert_eq!(facts.possible.len(), 1);
    let marked = ShareInput {
        facts: Some(vec![fact.to_string()]),
        ..ShareInput::default()
    };
    w.house
        .update_share(&noor, w.dossier, id, &marked, RequestId::fresh())
        .await
        .unwrap();
    for _ in 0..3 {
        part(&w, "noor", id, SharePart::Words).await;
    }
    let consents = part(&w, "noor", id, SharePart::Consents).await;
    assert_eq!(
        consents.must_agree[0].name.as_deref(),
        Some("Mieke Proef"),
        "who has to agree"
    );
    assert!(consents.facts.is_empty(), "what goes stands elsewhere");
    w.house
        .record_consent(
            &noor,
            w.dossier,
            id,
            &on_paper(),
            Some(FormFile(PDF)),
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let page = w.house.open_share(&noor, w.dossier, id).await.unwrap();
    assert_eq!(page.facts[0].text, "Slaapt slecht.");
    w.house
        .share_now(&noor, w.dossier, id, RequestId::fresh())
        .await
        .unwrap();
    w.house.open_share(&noor, w.dossier, id).await.unwrap();
    assert_eq!(
        list_of(&w, w.child).await[before..],
        [
            "view-dossier",   // the list, with whom one can be begun for
            "view-dossier",   // the facts that could go
            "view-dossier",   // who has to agree
            "record-consent", // the yes
            "view-dossier",   // what goes
            "disclose",       // it went
            "view-dossier",   // what went
        ]
    );
    // A step of something that went opens nothing: it is not there any more.
    for gone in [SharePart::Words, SharePart::Facts] {
        let said = w.house.open_share_part(&noor, w.dossier, id, gone).await;
        assert_eq!(faults(said), [("share", "not-preparing")]);
    }
    // The paper for the recipient is one line, with what it rests on.
    let paper = w.house.recipient_page(&noor, w.dossier, id).await.unwrap();
    assert!(!paper.safety && !paper.decision.unwrap().because.is_empty());
    let now = list_of(&w, w.child).await;
    assert_eq!(
        (now.len() - before, now.last().unwrap().as_str()),
        (8, "print")
    );
    // Every page had a line all the same: reading back one's own words concerns nobody.
    assert_eq!(
        w.count("prepare-share", true).await,
        5,
        "four looks and one change"
    );
    w.done().await;
}

#[tokio::test]
async fn anothers_words_about_a_child_are_a_look_at_the_child() {
    let w = World::new().await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let id = w.share(&[fact]).await;
    let before = list_of(&w, w.child).await.len();
    part(&w, "noor", id, SharePart::Words).await;
    assert_eq!(list_of(&w, w.child).await.len(), before, "her own words");
    part(&w, "sam", id, SharePart::Words).await;
    assert_eq!(list_of(&w, w.child).await.len(), before + 1, "not his own");
    let sam = w.caller("sam").await;
    let more = ShareInput {
        necessity: Some("Ze mist lessen.".into()),
        ..ShareInput::default()
    };
    w.house
        .update_share(&sam, w.dossier, id, &more, RequestId::fresh())
        .await
        .unwrap();
    part(&w, "noor", id, SharePart::Words).await;
    assert_eq!(
        list_of(&w, w.child).await.len(),
        before + 2,
        "his stand among hers"
    );
    // Who may only look walks no steps.
    let olaf = w.caller("olaf").await;
    for step in [SharePart::Words, SharePart::Facts, SharePart::Consents] {
        denied(w.house.open_share_part(&olaf, w.dossier, id, step).await);
    }
    w.done().await;
}

#[tokio::test]
async fn a_visit_to_the_portal_is_one_look_for_each_person() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    w.house
        .record_entry(&noor, w.dossier, &entry(w.child), RequestId::fresh())
        .await
        .unwrap();
    w.asked(&[fact]).await;
    let mother = w.caller("moeder").await;
    let before = (
        w.count("portal-view", true).await,
        list_of(&w, w.child).await.len(),
    );
    let files = w.house.my_files(&mother).await.unwrap();
    assert!(w.house.my_endings(&mother).await.unwrap().is_empty());
    assert_eq!(
        (
            w.count("portal-view", true).await - before.0,
            list_of(&w, w.child).await.len() - before.1
        ),
        (2, 1),
        "herself and her child"
    );
    let child = files.iter().find(|f| f.person == w.child).unwrap();
    assert_eq!(
        (child.known, child.waiting, child.shared_with.len()),
        (2, 1, 0)
    );
    let own = files.iter().find(|f| f.person == w.mother).unwrap();
    assert_eq!((own.known, own.waiting), (0, 0));
    // Who looked is one more, and so is a request.
    let looked = w.house.who_looked(&mother, w.child, None).await.unwrap();
    assert_eq!(looked.name, "Sara Proef");
    assert_eq!(w.count("portal-view", true).await, before.0 + 3);
    let stranger = w.caller("vreemde").await;
    nothing(w.house.who_looked(&stranger, w.child, None).await);
    w.done().await;
}

#[tokio::test]
async fn an_answer_waits_until_who_asked_has_seen_it() {
    let w = World::new().await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let id = w.asked(&[fact]).await;
    w.answer("moeder", id, "yes").await.unwrap();
    assert_eq!(waiting(&w, "noor").await, [TaskKind::ConsentAnswered]);
    part(&w, "sam", id, SharePart::Consents).await;
    part(&w, "noor", id, SharePart::Words).await;
    assert_eq!(
        waiting(&w, "noor").await,
        [TaskKind::ConsentAnswered],
        "somebody else saw it, or a page without it was seen"
    );
    assert_eq!(w.count("see-answer", true).await, 0);
    part(&w, "noor", id, SharePart::Consents).await;
    assert!(waiting(&w, "noor").await.is_empty());
    w.answer("moeder", id, "withdraw").await.unwrap();
    assert_eq!(waiting(&w, "noor").await, [TaskKind::ConsentWithdrawn]);
    let noor = w.caller("noor").await;
    for _ in 0..2 {
        w.house.open_share(&noor, w.dossier, id).await.unwrap();
    }
    assert!(waiting(&w, "noor").await.is_empty());
    assert_eq!(w.count("see-answer", true).await, 2, "once each");
    // What went already: the recipient has to hear it, and looking is not telling.
    let other = w.asked(&[fact]).await;
    w.answer("moeder", other, "yes").await.unwrap();
    w.house
        .share_now(&noor, w.dossier, other, RequestId::fresh())
        .await
        .unwrap();
    w.answer("moeder", other, "withdraw").await.unwrap();
    w.house.open_share(&noor, w.dossier, other).await.unwrap();
    assert_eq!(waiting(&w, "noor").await, [TaskKind::TellRecipient]);
    let told = regie_casework::notice::ToldInput {
        on: "2026-11-21".into(),
        how: "De school heeft het gehoord.".into(),
    };
    w.house
        .tell_recipient(&noor, w.dossier, other, &told, RequestId::fresh())
        .await
        .unwrap();
    assert!(waiting(&w, "noor").await.is_empty());
    // The client reads that, and how, they were told.
    let mother = w.caller("moeder").await;
    let file = w.house.my_file(&mother, w.child).await.unwrap();
    let shown = file.shares.iter().find(|s| s.id == other).unwrap();
    let told = shown.notices[0].told.as_ref().unwrap();
    assert_eq!(told.how, "De school heeft het gehoord.");
    assert!(
        !list_of(&w, w.child)
            .await
            .contains(&"see-answer".to_owned()),
        "the look concerned the child already"
    );
    w.done().await;
}

#[tokio::test]
async fn nobody_has_to_agree_where_no_consent_is_asked() {
    let w = World::new().await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let id = w.share(&[fact]).await;
    assert_eq!(
        part(&w, "noor", id, SharePart::Consents)
            .await
            .must_agree
            .len(),
        1
    );
    let noor = w.caller("noor").await;
    let safety = ShareInput {
        safety: Some(SafetyInput {
            of: "client".into(),
            because: "Er is concreet gevaar thuis.".into(),
            consulted: vec!["colleague".into()],
            anonymised: "yes".into(),
            client: "informed".into(),
            postponed_because: String::new(),
        }),
        ..ShareInput::default()
    };
    w.house
        .update_share(&noor, w.dossier, id, &safety, RequestId::fresh())
        .await
        .unwrap();
    let page = part(&w, "noor", id, SharePart::Consents).await;
    assert!(page.must_agree.is_empty());
    w.done().await;
}

#[tokio::test]
async fn a_form_that_comes_in_after_sharing_is_attached_and_settles_the_task() {
    let w = World::new().await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let id = w.share(&[fact]).await;
    let noor = w.caller("noor").await;
    w.house
        .record_consent(&noor, w.dossier, id, &on_paper(), None, RequestId::fresh())
        .await
        .unwrap();
    w.house
        .share_now(&noor, w.dossier, id, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(waiting(&w, "noor").await, [TaskKind::Complete]);
    let page = w.house.open_share(&noor, w.dossier, id).await.unwrap();
    let consent = page.consents[0].id;
    assert!(!page.consents[0].has_form);
    let put = async |login: &str, consent: Id, file: Option<&'static [u8]>, request| {
        let caller = w.caller(login).await;
        w.house
            .attach_form(&caller, w.dossier, id, consent, file.map(FormFile), request)
            .await
    };
    denied(put("olaf", consent, Some(PDF), RequestId::fresh()).await);
    nothing(put("noor", Id::fresh(), Some(PDF), RequestId::fresh()).await);
    for (file, code) in [(None, "missing"), (Some(&b"<html>"[..]), "not-a-form")] {
        assert_eq!(
            faults(put("noor", consent, file, RequestId::fresh()).await),
            [("file", code)]
        );
    }
    let before = list_of(&w, w.child).await.len();
    w.house
        .may_attach_form(&noor, w.dossier, id, consent)
        .await
        .unwrap();
    assert_eq!(
        list_of(&w, w.child).await.len(),
        before,
        "asking opens nothing"
    );
    let request = RequestId::fresh();
    for _ in 0..2 {
        put("noor", consent, Some(PDF), request).await.unwrap();
    }
    assert_eq!(w.count("attach-form", true).await, 1);
    assert_eq!(list_of(&w, w.child).await.last().unwrap(), "attach-form");
    assert!(waiting(&w, "noor").await.is_empty());
    let form = w
        .house
        .consent_form(&noor, w.dossier, consent)
        .await
        .unwrap();
    assert_eq!(form.bytes, PDF);
    nothing(put("noor", consent, Some(PDF), RequestId::fresh()).await);
    w.done().await;
}
