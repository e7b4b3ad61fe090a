//! The receipts of what a client answered: one for each answer, of one's own alone.

use crate::world::{Family, World, nothing};
use jiff::civil::date;
use regie_casework::consent::{ConsentInput, Reply};
use regie_casework::entry::Shielding;
use regie_casework::portal::{MyReceipts, PortalCapacity};
use regie_casework::share::{SafetyInput, ShareInput};
use regie_casework::thing::ConsentWay;
use regie_terms::{ConsentAnswer, Data, Id, Law, Party, Purpose, RequestId};

/// A girl of fifteen whose mother has authority, asked whether a school may know how she sleeps.
async fn asked() -> (World, Id, Id) {
    let w = World::born(date(2011, 3, 1)).await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let share = w.asked(&[fact]).await;
    (w, share, fact)
}

async fn receipts(w: &World, login: &str, share: Id) -> MyReceipts {
    let who = w.caller(login).await;
    w.house.my_receipts(&who, share).await.unwrap()
}

async fn none(w: &World, login: &str, share: Id) {
    let who = w.caller(login).await;
    nothing(w.house.my_receipts(&who, share).await);
}

async fn say(w: &World, login: &str, share: Id, answer: &str, reason: &str) {
    let who = w.caller(login).await;
    let shown = w.house.consent_asked(&who, share).await.unwrap().unwrap();
    let reply = Reply {
        answer: answer.into(),
        version: shown.version.to_string(),
        reason: reason.into(),
    };
    w.house
        .answer_consent(&who, share, &reply, RequestId::fresh())
        .await
        .unwrap();
}

#[tokio::test]
async fn a_receipt_says_what_was_asked_and_what_was_answered() {
    let (w, share, _) = asked().await;
    none(&w, "moeder", share).await;
    say(&w, "moeder", share, "yes", "Goed idee.").await;
    let mine = receipts(&w, "moeder", share).await;
    assert_eq!(
        (mine.person, mine.giver, mine.capacity),
        (w.child, w.mother, PortalCapacity::ParentOrGuardian)
    );
    assert_eq!(
        (mine.name.as_str(), mine.giver_name.as_str()),
        ("Sara Proef", "Mieke Proef")
    );
    let [one] = mine.receipts.as_slice() else {
        panic!("one answer, one receipt");
    };
    assert_eq!(
        (one.answer, one.way, one.on),
        (
            ConsentAnswer::Given,
            ConsentWay::Portal,
            crate::world::TODAY
        )
    );
    assert_eq!(
        (one.party, one.recipient.as_str(), one.purpose),
        (
            Party::School,
            "De Regenboog",
            Some(Purpose::SupplementaryCare)
        )
    );
    assert!(!one.purpose_text.is_empty());
    let shown = w.caller("moeder").await;
    let shown = w.house.consent_asked(&shown, share).await.unwrap().unwrap();
    assert_eq!(one.purpose_text, shown.purpose_text, "as it was told");
    assert_eq!(
        one.facts,
        [(Data::HelpRequest, Some("Slaapt slecht.".to_owned()))]
    );
    assert_eq!(one.reason.as_deref(), Some("Goed idee."));
    assert_eq!(one.keep.map(|keep| keep.law), Some(Law::Jeugdwet));
    assert!(!one.because.is_empty(), "why she decides");
    assert_eq!(one.shown, Some(shown.version), "what she saw");
    w.done().await;
}

#[tokio::test]
async fn nobody_gets_anothers_answer_or_reason() {
    let (w, share, _) = asked().await;
    say(&w, "moeder", share, "no", "Dat gaat de school niets aan.").await;
    none(&w, "kind", share).await;
    say(&w, "kind", share, "yes", "Graag.").await;
    let hers = receipts(&w, "kind", share).await;
    let text = serde_json::to_string(&hers).unwrap();
    assert_eq!(hers.receipts.len(), 1);
    assert_eq!(hers.capacity, PortalCapacity::Subject);
    for anothers in [
        "niets aan",
        "refused",
        "Mieke",
        "moeder",
        &serde_json::to_string(&w.mother).unwrap(),
    ] {
        assert!(!text.contains(anothers), "{anothers}: {text}");
    }
    let mothers = serde_json::to_string(&receipts(&w, "moeder", share).await).unwrap();
    assert!(!mothers.contains("Graag") && !mothers.contains("\"given\""));
    for other in ["vader", "vreemde"] {
        none(&w, other, share).await;
    }
    none(&w, "noor", share).await;
    none(&w, "moeder", Id::fresh()).await;
    w.done().await;
}

#[tokio::test]
async fn a_withdrawal_has_its_receipt_beside_that_of_the_yes() {
    let (w, share, _) = asked().await;
    say(&w, "moeder", share, "yes", "").await;
    let yes = receipts(&w, "moeder", share).await.receipts;
    w.later(5);
    say(&w, "moeder", share, "withdraw", "").await;
    let both = receipts(&w, "moeder", share).await.receipts;
    assert_eq!(
        both.iter().map(|r| r.answer).collect::<Vec<_>>(),
        [ConsentAnswer::Withdrawn, ConsentAnswer::Given]
    );
    assert_eq!(
        serde_json::to_string(&both[1]).unwrap(),
        serde_json::to_string(&yes[0]).unwrap(),
        "the old one stays as it was"
    );
    w.done().await;
}

#[tokio::test]
async fn it_is_one_look_with_its_line_and_ends_with_authority() {
    let w = World::born(date(2010, 11, 22)).await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let share = w.asked(&[fact]).await;
    say(&w, "moeder", share, "yes", "").await;
    let before = w.count("portal-view", true).await;
    receipts(&w, "moeder", share).await;
    assert_eq!(w.count("portal-view", true).await, before + 1);
    w.day(date(2026, 11, 22));
    none(&w, "moeder", share).await;
    w.done().await;
}

#[tokio::test]
async fn what_was_written_down_at_the_table_has_one_while_the_question_is_theirs_to_read() {
    let (w, share, _) = asked().await;
    let noor = w.caller("noor").await;
    let said = ConsentInput {
        of: "subject".into(),
        answer: "given".into(),
        way: "at-the-table".into(),
        form: "oral".into(),
        on: crate::world::TODAY.to_string(),
        ..ConsentInput::default()
    };
    w.house
        .record_consent(&noor, w.dossier, share, &said, None, RequestId::fresh())
        .await
        .unwrap();
    let mine = receipts(&w, "kind", share).await;
    assert_eq!(mine.receipts[0].way, ConsentWay::AtTheTable);
    assert_eq!(mine.receipts[0].shown, None);
    w.house
        .give_up_share(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    none(&w, "kind", share).await;
    w.done().await;
}

/// What becomes of a question after the mother answered it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    GivenUp,
    Changed,
    Safety,
    Shielded,
}

#[tokio::test]
async fn however_a_question_ended_the_receipt_is_the_same() {
    let mut seen: Vec<String> = Vec::new();
    for how in [End::GivenUp, End::Changed, End::Safety, End::Shielded] {
        let (w, share, fact) = asked().await;
        say(&w, "moeder", share, "no", "Liever niet.").await;
        let noor = w.caller("noor").await;
        let update = |input: ShareInput| {
            let (house, noor, dossier) = (w.house.clone(), &noor, w.dossier);
            async move {
                house
                    .update_share(noor, dossier, share, &input, RequestId::fresh())
                    .await
                    .unwrap();
            }
        };
        match how {
            End::GivenUp => {
                w.house
                    .give_up_share(&noor, w.dossier, share, RequestId::fresh())
                    .await
                    .unwrap();
            }
            End::Changed => {
                update(ShareInput {
                    recipient: Some("De Linde".into()),
                    ..ShareInput::default()
                })
                .await;
            }
            End::Safety => {
                update(ShareInput {
                    safety: Some(SafetyInput {
                        of: "client".into(),
                        because: "Er is gevaar.".into(),
                        consulted: vec!["colleague".into()],
                        anonymised: "yes".into(),
                        client: "postponed".into(),
                        postponed_because: "Dan slaat hij weer.".into(),
                    }),
                    ..ShareInput::default()
                })
                .await;
            }
            End::Shielded => {
                w.house
                    .shield_entry(
                        &noor,
                        w.dossier,
                        fact,
                        Shielding::Shield,
                        "Gevaar.",
                        RequestId::fresh(),
                    )
                    .await
                    .unwrap();
            }
        }
        let mine = receipts(&w, "moeder", share).await;
        assert_eq!(mine.receipts[0].facts, [(Data::HelpRequest, None)]);
        let mut text = serde_json::to_string(&mine).unwrap();
        let receipt = &mine.receipts[0];
        for id in [w.child.0, w.mother.0, share, receipt.id] {
            text = text.replace(&serde_json::to_string(&id).unwrap(), "id");
        }
        text = text.replace(&receipt.at.to_string(), "at");
        assert!(!text.contains("Slaapt") && !text.contains("Linde"));
        seen.push(text);
        let over = w.caller("moeder").await;
        let over = w.house.question_over(&over, share).await.unwrap().unwrap();
        assert!(over.answered, "{how:?}");
        w.done().await;
    }
    for one in &seen[1..] {
        assert_eq!(one, &seen[0]);
    }
}

#[tokio::test]
async fn a_fact_that_is_kept_from_the_reader_since_is_not_on_it() {
    let w = World::with(Family {
        born: date(2011, 3, 1),
        ..Family::default()
    })
    .await;
    let one = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let two = w
        .fact(w.child, "jeugdwet", "help-request", "Woont bij oma.")
        .await;
    let share = w.asked(&[one, two]).await;
    say(&w, "kind", share, "yes", "").await;
    say(&w, "moeder", share, "yes", "").await;
    let noor = w.caller("noor").await;
    w.house
        .share_now(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(
        receipts(&w, "moeder", share).await.receipts[0].facts.len(),
        2
    );
    let shield = Shielding::Shield;
    w.house
        .shield_entry(&noor, w.dossier, two, shield, "Gevaar.", RequestId::fresh())
        .await
        .unwrap();
    let mine = receipts(&w, "moeder", share).await;
    assert_eq!(
        mine.receipts[0].facts,
        [(Data::HelpRequest, Some("Slaapt slecht.".to_owned()))]
    );
    w.done().await;
}
