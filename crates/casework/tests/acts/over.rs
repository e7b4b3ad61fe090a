//! A question for consent that is over, at its old address: what whoever was asked it still reads, and nobody else.

use crate::world::{World, nothing};
use jiff::civil::date;
use regie_casework::portal::{PortalCapacity, QuestionOver};
use regie_casework::share::{SafetyInput, ShareInput};
use regie_terms::{Id, RequestId};

/// What it says to somebody.
async fn over(w: &World, login: &str, share: Id) -> Option<QuestionOver> {
    let who = w.caller(login).await;
    w.house.question_over(&who, share).await.unwrap()
}

/// A girl of fourteen: she and her mother both have to agree.
async fn asked() -> (World, Id) {
    let w = World::born(date(2012, 1, 1)).await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let share = w.asked(&[fact]).await;
    (w, share)
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    GivenUp,
    Changed,
    Safety,
    SharedForSafety,
}

async fn update(w: &World, share: Id, input: &ShareInput) {
    let noor = w.caller("noor").await;
    w.house
        .update_share(&noor, w.dossier, share, input, RequestId::fresh())
        .await
        .unwrap();
}

async fn ended(w: &World, share: Id, how: End) {
    let noor = w.caller("noor").await;
    match how {
        End::GivenUp => {
            let gone = w
                .house
                .give_up_share(&noor, w.dossier, share, RequestId::fresh());
            gone.await.unwrap();
        }
        End::Changed => {
            let other = ShareInput {
                recipient: Some("De Linde".into()),
                ..ShareInput::default()
            };
            update(w, share, &other).await;
        }
        End::Safety | End::SharedForSafety => {
            let safe = ShareInput {
                safety: Some(SafetyInput {
                    of: "client".into(),
                    because: "Er is gevaar.".into(),
                    consulted: vec!["colleague".into()],
                    anonymised: "yes".into(),
                    client: "postponed".into(),
                    postponed_because: "Dan slaat hij weer.".into(),
                }),
                ..ShareInput::default()
            };
            update(w, share, &safe).await;
            if how == End::SharedForSafety {
                let went = w
                    .house
                    .share_now(&noor, w.dossier, share, RequestId::fresh());
                went.await.unwrap();
            }
        }
    }
}

#[tokio::test]
async fn however_a_question_ended_its_address_says_the_same() {
    let ways = [
        End::GivenUp,
        End::Changed,
        End::Safety,
        End::SharedForSafety,
    ];
    for answers in [vec![], vec![("moeder", "yes"), ("kind", "no")]] {
        for how in ways {
            let (w, share) = asked().await;
            for (login, answer) in &answers {
                w.answer(login, share, answer).await.unwrap();
            }
            for login in ["moeder", "kind"] {
                assert_eq!(over(&w, login, share).await, None, "it is asked still");
            }
            ended(&w, share, how).await;
            let before = w.ledger.length().await.unwrap();
            let said = |capacity| QuestionOver {
                person: w.child,
                capacity,
                went: false,
                answered: !answers.is_empty(),
            };
            assert_eq!(
                over(&w, "moeder", share).await,
                Some(said(PortalCapacity::ParentOrGuardian)),
                "{how:?} {answers:?}"
            );
            assert_eq!(
                over(&w, "kind", share).await,
                Some(said(PortalCapacity::Subject)),
                "{how:?} {answers:?}"
            );
            // Who was not asked has no such page, as nobody has of what is not there.
            for login in ["vader", "vreemde"] {
                assert_eq!(over(&w, login, share).await, None, "{login}");
            }
            assert_eq!(over(&w, "moeder", Id::fresh()).await, None);
            let logins = 5;
            assert_eq!(
                w.ledger.length().await.unwrap(),
                before + logins,
                "nothing is opened: no line but those of logging in"
            );
            nothing(w.answer("moeder", share, "no").await);
            w.done().await;
        }
    }
}

#[tokio::test]
async fn what_went_is_pointed_to_and_what_is_asked_anew_is_asked() {
    let (w, share) = asked().await;
    ended(&w, share, End::Changed).await;
    assert!(over(&w, "moeder", share).await.is_some());
    let noor = w.caller("noor").await;
    let page = w.house.open_share(&noor, w.dossier, share).await.unwrap();
    assert!(page.asked.is_empty(), "nobody is asked it as it is now");
    w.house
        .ask_consent(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(over(&w, "moeder", share).await, None);
    for login in ["moeder", "kind"] {
        w.answer(login, share, "yes").await.unwrap();
    }
    let noor = w.caller("noor").await;
    w.house
        .share_now(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    for login in ["moeder", "kind"] {
        assert!(over(&w, login, share).await.unwrap().went, "{login}");
    }
    assert_eq!(over(&w, "vader", share).await, None);
    nothing(w.house.question_over(&noor, share).await);
    // Who may no longer act for her has no page of it either.
    w.day(date(2028, 1, 1));
    assert_eq!(over(&w, "moeder", share).await, None);
    assert!(over(&w, "kind", share).await.unwrap().went);
    w.done().await;
}
