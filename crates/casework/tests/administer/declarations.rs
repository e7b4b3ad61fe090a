//! Declarations: signed by the person, with the password, before anything works.

use crate::world::{PASSWORD, World, account, denied, faults};
use regie_terms::{Declaration, RequestId};

fn list(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| (*w).to_owned()).collect()
}

#[tokio::test]
async fn everybody_signs_whatever_their_function_and_only_once() {
    let w = World::new().await;
    let admin = w.caller("beheer").await;
    for function in ["board", "partner", "professional"] {
        let invited = w
            .house
            .create_account(
                &admin,
                &account(&format!("x-{function}"), &[function]),
                RequestId::fresh(),
            )
            .await
            .unwrap();
        w.accept(&invited, "een lange blauwe trein").await.unwrap();
        let token = w.house.login_demo(&invited.login).await.unwrap();
        let new = w.house.caller(&token.0).await.unwrap();
        let rows = w.house.declarations(&new).await.unwrap();
        assert_eq!(
            rows.iter().map(|r| r.what).collect::<Vec<_>>(),
            Declaration::ALL
        );
        assert!(rows.iter().all(|r| r.signed.is_none()));
        let request = RequestId::fresh();
        for _ in 0..2 {
            let words = list(&["confidentiality"]);
            w.house
                .sign_declarations(&new, &words, "een lange blauwe trein", "here", request)
                .await
                .unwrap();
        }
        let rows = w.house.declarations(&new).await.unwrap();
        assert_eq!(
            rows.iter()
                .filter(|r| r.signed == Some(crate::world::TODAY))
                .count(),
            1
        );
        let new = w.house.caller(&token.0).await.unwrap();
        assert!(
            w.house.missing_declarations(&new).unwrap().is_empty(),
            "{function}"
        );
    }
    assert_eq!(w.count("sign-declaration", true).await, 3);
    w.done().await;
}

#[tokio::test]
async fn signing_asks_the_password_and_a_choice() {
    let w = World::with(false).await;
    let token = w.login("noor", PASSWORD, &w.totp).await.unwrap();
    let noor = w.house.caller(&token.0).await.unwrap();
    let sign = async |words: &[&str], password: &str| {
        w.house
            .sign_declarations(&noor, &list(words), password, "here", RequestId::fresh())
            .await
    };
    assert_eq!(
        faults(sign(&[], PASSWORD).await),
        [("declarations", "unpicked")]
    );
    assert_eq!(
        faults(sign(&["integrity", "loyalty"], "").await),
        [("declarations", "unknown"), ("password", "missing")]
    );
    for _ in 0..5 {
        assert_eq!(
            faults(sign(&["integrity"], "iets anders dan dat").await),
            [("password", "wrong")]
        );
    }
    assert_eq!(
        faults(sign(&["integrity"], PASSWORD).await),
        [("password", "wait")]
    );
    assert_eq!(w.count("sign-declaration", true).await, 0);
    w.done().await;
}

#[tokio::test]
async fn the_first_administrator_signs_before_anything_else() {
    let w = World::new().await;
    let first = w.house.administrator("eerste", PASSWORD, &w.totp).unwrap();
    w.house.lay_accounts(vec![first]).await.unwrap();
    let token = w.login("eerste", PASSWORD, &w.totp).await.unwrap();
    let first = w.house.caller(&token.0).await.unwrap();
    denied(w.house.accounts(&first, 1).await);
    assert_eq!(
        w.house.missing_declarations(&first).unwrap(),
        [Declaration::Confidentiality]
    );
    let words = list(&["confidentiality"]);
    w.house
        .sign_declarations(&first, &words, PASSWORD, "here", RequestId::fresh())
        .await
        .unwrap();
    w.house
        .accounts(&w.house.caller(&token.0).await.unwrap(), 1)
        .await
        .unwrap();
    w.done().await;
}

#[tokio::test]
async fn only_the_demonstration_asks_no_password() {
    for demo in [true, false] {
        let w = World::with(demo).await;
        let first = w.house.administrator("eerste", PASSWORD, &w.totp).unwrap();
        w.house.lay_accounts(vec![first]).await.unwrap();
        let token = w.login("eerste", PASSWORD, &w.totp).await.unwrap();
        let first = w.house.caller(&token.0).await.unwrap();
        let words = list(&["confidentiality"]);
        let signed = w
            .house
            .sign_declarations(&first, &words, "", "here", RequestId::fresh())
            .await;
        if demo {
            signed.unwrap();
        } else {
            assert_eq!(faults(signed), [("password", "missing")]);
        }
        w.done().await;
    }
}
