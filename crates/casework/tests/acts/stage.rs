//! How far a disclosure really is, as colleagues and the family see it.

use crate::world::{Family, TODAY, World, faults};
use jiff::civil::date;
use regie_casework::consent::{ConsentInput, Together};
use regie_casework::entry::Shielding;
use regie_casework::portal::Basis;
use regie_casework::share::{ShareInput, ShareStage, UnavoidableInput};
use regie_terms::{Charter, Consenter, Id, RequestId};

/// What the list of disclosures, the dossier and the disclosure itself say; they say the same.
async fn stage(w: &World, share: Id) -> ShareStage {
    let noor = w.caller("noor").await;
    let list = w.house.shares(&noor, w.dossier).await.unwrap();
    let row = list.rows.into_iter().find(|r| r.id == share).unwrap();
    let open = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    let there = open.shares.into_iter().find(|s| s.id == share).unwrap();
    assert_eq!(there.stage, row.stage);
    // What it follows from is named by the look that opened it.
    let lines = w.ledger.lines_about(w.child, i64::MAX, 1).await.unwrap();
    let look = &lines[0].1;
    assert_eq!(look.act, "view-dossier");
    assert!(look.body.kinds.iter().any(|kind| kind == "consent"));
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
    // Who said yes reads nothing of the other's no; who said no reads that it does not go.
    assert_eq!(together(&w, "moeder").await, Some(Together::Waits));
    assert_eq!(together(&w, "kind").await, Some(Together::NotEverybody));
    assert_eq!(stage(&w, share).await, ShareStage::Refused);

    w.answer("kind", share, "yes").await.unwrap();
    assert_eq!(stage(&w, share).await, ShareStage::Ready);
    assert_eq!(together(&w, "kind").await, Some(Together::Everybody));
    w.answer("moeder", share, "withdraw").await.unwrap();
    assert_eq!(stage(&w, share).await, ShareStage::Withdrawn);
    assert_eq!(together(&w, "kind").await, Some(Together::Waits));
    assert_eq!(together(&w, "moeder").await, Some(Together::NotEverybody));
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

#[tokio::test]
async fn who_cannot_be_asked_in_the_portal_is_still_to_be_asked() {
    let w = World::with(Family {
        born: date(2012, 3, 1),
        mother: false,
        ..Family::default()
    })
    .await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let share = w.asked(&[fact]).await;
    // The child reads it in the portal; whose authority is not recorded has none.
    let parent = vec![(Consenter::ParentOrGuardian, None)];
    assert_eq!(stage(&w, share).await, ShareStage::ToAsk(parent.clone()));
    w.answer("kind", share, "yes").await.unwrap();
    assert_eq!(stage(&w, share).await, ShareStage::ToAsk(parent));
    w.done().await;
}

#[tokio::test]
async fn a_yes_at_the_table_is_to_something_and_a_no_to_anything() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let whole = crate::world::share(w.child, &[fact]);
    let begun = w
        .house
        .begin_share(&noor, w.dossier, &whole, RequestId::fresh())
        .await
        .unwrap();
    let said = |answer: &str| ConsentInput {
        of: "parent-or-guardian".into(),
        answer: answer.into(),
        way: "at-the-table".into(),
        form: "oral".into(),
        on: TODAY.to_string(),
        ..ConsentInput::default()
    };
    let put = async |answer: &str| {
        let input = said(answer);
        w.house
            .record_consent(&noor, w.dossier, begun, &input, None, RequestId::fresh())
            .await
    };
    let prepare = async |input: ShareInput| {
        w.house
            .update_share(&noor, w.dossier, begun, &input, RequestId::fresh())
            .await
            .unwrap();
    };
    let without = [
        ShareInput {
            facts: Some(Vec::new()),
            ..ShareInput::default()
        },
        ShareInput {
            purpose: Some(String::new()),
            ..ShareInput::default()
        },
        ShareInput {
            purpose_text: Some(String::new()),
            ..ShareInput::default()
        },
    ];
    for part in without {
        prepare(whole.clone()).await;
        prepare(part).await;
        assert_eq!(faults(put("given").await), [("answer", "not-yet")]);
    }
    put("refused").await.unwrap();
    prepare(whole.clone()).await;
    put("given").await.unwrap();
    w.done().await;
}

/// How many tasks wait for the coordinator.
async fn tasks(w: &World) -> usize {
    let noor = w.caller("noor").await;
    w.house.caseload(&noor).await.unwrap().tasks.len()
}

/// Changes what is filled in here; the rest stays.
async fn update(w: &World, share: Id, input: ShareInput) {
    let noor = w.caller("noor").await;
    w.house
        .update_share(&noor, w.dossier, share, &input, RequestId::fresh())
        .await
        .unwrap();
}

fn unavoidable() -> ShareInput {
    ShareInput {
        unavoidable: Some(UnavoidableInput {
            because: "Zonder dit komt er geen plek.".into(),
            consulted: vec!["colleague".into(), "manager".into()],
        }),
        ..ShareInput::default()
    }
}

#[tokio::test]
async fn what_may_go_without_consent_is_not_everybodys_yes() {
    for charter in [Charter::Kempen, Charter::UtrechtZuidoost] {
        let w = World::with(Family {
            charter,
            born: date(2012, 3, 1),
            ..Family::default()
        })
        .await;
        let fact = w
            .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
            .await;
        let share = w.asked(&[fact]).await;
        w.answer("moeder", share, "no").await.unwrap();
        w.answer("kind", share, "yes").await.unwrap();
        assert_eq!(together(&w, "moeder").await, Some(Together::NotEverybody));
        update(&w, share, unavoidable()).await;
        assert_eq!(stage(&w, share).await, ShareStage::Ready, "{charter}");
        for login in ["moeder", "kind"] {
            assert_eq!(together(&w, login).await, None, "{charter} {login}");
        }
        w.done().await;
    }
}

#[tokio::test]
async fn another_receiver_or_more_facts_close_the_request_until_it_is_asked_anew() {
    let w = World::born(date(2012, 3, 1)).await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let more = w
        .fact(w.child, "jeugdwet", "help-request", "Eet slecht.")
        .await;
    let share = w.asked(&[fact, more]).await;
    let sees = async || {
        let mother = w.caller("moeder").await;
        let asked = w.house.consents_asked(&mother).await.unwrap();
        assert_eq!(
            w.house
                .consent_asked(&mother, share)
                .await
                .unwrap()
                .is_some(),
            !asked.is_empty()
        );
        !asked.is_empty()
    };
    w.answer("moeder", share, "no").await.unwrap();
    assert_eq!(tasks(&w).await, 1);
    // Less than was asked is no other matter.
    let marked = |facts: &[Id]| ShareInput {
        facts: Some(facts.iter().map(ToString::to_string).collect()),
        ..ShareInput::default()
    };
    update(&w, share, marked(&[fact])).await;
    assert!(sees().await);
    let veilig_thuis = ShareInput {
        party: Some("veilig-thuis".into()),
        recipient: Some("Veilig Thuis".into()),
        purpose: Some("answer-veilig-thuis".into()),
        ..ShareInput::default()
    };
    update(&w, share, veilig_thuis).await;
    assert!(!sees().await, "nobody reads that it goes to Veilig Thuis");
    let noor = w.caller("noor").await;
    let page = w.house.open_share(&noor, w.dossier, share).await.unwrap();
    assert_eq!((page.asked.len(), page.asked_at), (0, None));
    assert_eq!(tasks(&w).await, 0);

    let school = ShareInput {
        party: Some("school".into()),
        recipient: Some("De Regenboog".into()),
        purpose: Some("supplementary-care".into()),
        ..ShareInput::default()
    };
    update(&w, share, school).await;
    assert!(!sees().await, "not asked anew yet");
    w.house
        .ask_consent(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    assert!(sees().await);
    update(&w, share, marked(&[fact, more])).await;
    assert!(!sees().await, "more than was asked");
    w.done().await;
}

#[tokio::test]
async fn what_cannot_go_as_it_is_marked_is_not_ready() {
    let w = World::new().await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let share = w.asked(&[fact]).await;
    w.answer("moeder", share, "yes").await.unwrap();
    assert_eq!(stage(&w, share).await, ShareStage::Ready);
    let noor = w.caller("noor").await;
    let why = "Anders leest de vader het.";
    w.house
        .shield_entry(
            &noor,
            w.dossier,
            fact,
            Shielding::Shield,
            why,
            RequestId::fresh(),
        )
        .await
        .unwrap();
    assert_eq!(stage(&w, share).await, ShareStage::Preparing);
    let page = w.house.open_share(&noor, w.dossier, share).await.unwrap();
    assert_eq!(page.facts_wrong, Some("unknown"));
    let now = w
        .house
        .share_now(&noor, w.dossier, share, RequestId::fresh())
        .await;
    assert_eq!(faults(now), [("facts", "unknown")]);
    w.done().await;
}

#[tokio::test]
async fn why_it_could_not_be_done_without_stands_only_where_it_went_by_that() {
    // Utrecht knows nothing of the kind: a claim is nothing it can go by.
    for (charter, basis) in [
        (Charter::Utrecht, Basis::Consent),
        (Charter::Kempen, Basis::Unavoidable),
    ] {
        let w = World::with(Family {
            charter,
            ..Family::default()
        })
        .await;
        let fact = w
            .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
            .await;
        let share = w.asked(&[fact]).await;
        w.answer("moeder", share, "yes").await.unwrap();
        update(&w, share, unavoidable()).await;
        let noor = w.caller("noor").await;
        w.house
            .share_now(&noor, w.dossier, share, RequestId::fresh())
            .await
            .unwrap();
        let mother = w.caller("moeder").await;
        let mine = w.house.my_file(&mother, w.child).await.unwrap();
        assert_eq!(
            (mine.shares[0].basis, mine.shares[0].unavoidable.is_some()),
            (basis, basis == Basis::Unavoidable)
        );
        w.done().await;
    }
}
