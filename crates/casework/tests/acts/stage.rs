//! How far a disclosure really is, as colleagues and the family see it.

use crate::world::World;
use jiff::civil::date;
use regie_casework::consent::Together;
use regie_casework::share::ShareStage;
use regie_terms::{Consenter, Id, RequestId};

/// What the list of disclosures, the dossier and the disclosure itself say; they say the same.
async fn stage(w: &World, share: Id) -> ShareStage {
    let noor = w.caller("noor").await;
    let list = w.house.shares(&noor, w.dossier).await.unwrap();
    let row = list.rows.into_iter().find(|r| r.id == share).unwrap();
    let open = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    let there = open.shares.into_iter().find(|s| s.id == share).unwrap();
    assert_eq!(there.stage, row.stage);
    let page = w.house.open_share(&noor, w.dossier, share).await.unwrap();
    assert_eq!(page.row.stage, row.stage);
    row.stage
}

/// How it stands with all, as this client sees it.
async fn together(w: &World, login: &str) -> Option<Together> {
    let client = w.caller(login).await;
    let asked = w.house.consents_asked(&client).await.unwrap();
    asked[0].together
}

#[tokio::test]
async fn a_disclosure_says_who_it_waits_for_and_that_it_does_not_go() {
    let w = World::born(date(2012, 3, 1)).await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let share = w.share(&[fact]).await;
    assert_eq!(stage(&w, share).await, ShareStage::Preparing);
    let noor = w.caller("noor").await;
    w.house
        .ask_consent(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    let child = (Consenter::Subject, Some(w.child));
    let mother = (Consenter::ParentOrGuardian, Some(w.mother));
    assert_eq!(
        stage(&w, share).await,
        ShareStage::Waits(vec![child, mother])
    );
    w.answer("kind", share, "no").await.unwrap();
    assert_eq!(stage(&w, share).await, ShareStage::Refused);
    // Who has not answered yet reads nothing of what the other said.
    assert_eq!(together(&w, "moeder").await, None);
    w.answer("moeder", share, "yes").await.unwrap();
    assert_eq!(together(&w, "moeder").await, Some(Together::NotEverybody));
    assert_eq!(stage(&w, share).await, ShareStage::Refused);

    w.answer("kind", share, "yes").await.unwrap();
    assert_eq!(stage(&w, share).await, ShareStage::Ready);
    assert_eq!(together(&w, "kind").await, Some(Together::Everybody));
    w.answer("moeder", share, "withdraw").await.unwrap();
    assert_eq!(stage(&w, share).await, ShareStage::Withdrawn);
    assert_eq!(together(&w, "kind").await, Some(Together::NotEverybody));
    w.answer("moeder", share, "yes").await.unwrap();

    w.house
        .share_now(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(stage(&w, share).await, ShareStage::Shared);
    w.answer("moeder", share, "withdraw").await.unwrap();
    assert_eq!(stage(&w, share).await, ShareStage::SharedThenWithdrawn);
    w.done().await;
}

#[tokio::test]
async fn one_answer_of_two_still_waits_for_the_other() {
    let w = World::born(date(2012, 3, 1)).await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let share = w.asked(&[fact]).await;
    w.answer("kind", share, "yes").await.unwrap();
    assert_eq!(
        stage(&w, share).await,
        ShareStage::Waits(vec![(Consenter::ParentOrGuardian, Some(w.mother))])
    );
    assert_eq!(together(&w, "kind").await, Some(Together::Waits));
    w.done().await;
}
