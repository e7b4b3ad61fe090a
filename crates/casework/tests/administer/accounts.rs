//! Accounts: made, listed, changed, ended.

use crate::world::{PASSWORD, World, account, denied, faults, nothing};
use regie_casework::administer::{AccountChange, AccountInput, AccountState};
use regie_casework::dossier::AssignInput;
use regie_casework::{Caller, Refused};
use regie_terms::{AccountId, Function, NeedWord, RequestId};

/// A change on the form as it is drawn now.
async fn drawn(
    w: &World,
    admin: &Caller,
    login: &str,
    name: &str,
    functions: &[&str],
) -> AccountChange {
    AccountChange {
        version: w.version(admin, login).await,
        ..change(name, functions)
    }
}

fn change(name: &str, functions: &[&str]) -> AccountChange {
    AccountChange {
        name: name.into(),
        functions: functions.iter().map(|f| (*f).to_owned()).collect(),
        team: String::new(),
        version: String::new(),
    }
}

#[tokio::test]
async fn from_one_administrator_to_a_colleague_at_work() {
    let w = World::new().await;
    let admin = w.caller("beheer").await;
    let invited = w
        .house
        .create_account(
            &admin,
            &account("Nieuw.Pro", &["professional"]),
            RequestId::fresh(),
        )
        .await
        .unwrap();
    assert_eq!(invited.login, "nieuw.pro");
    let row = w.house.account_page(&admin, invited.account).await.unwrap();
    assert_eq!(
        row.state,
        AccountState::Invited {
            until: invited.until
        }
    );
    assert!(
        w.login("nieuw.pro", "", &w.totp).await.is_none(),
        "an account whose person did not come opens with nothing"
    );

    let secret = w.accept(&invited, "een lange blauwe trein").await.unwrap();
    let token = w
        .login("nieuw.pro", "een lange blauwe trein", &secret)
        .await
        .unwrap();
    let new = w.house.caller(&token.0).await.unwrap();
    let needs = denied(w.house.caseload(&new).await);
    assert_eq!(needs[0].needs[0].what, NeedWord::Declaration);
    assert!(!w.house.missing_declarations(&new).unwrap().is_empty());
    let all: Vec<String> = ["confidentiality", "integrity", "code-of-conduct"]
        .map(str::to_owned)
        .to_vec();
    w.house
        .sign_declarations(
            &new,
            &all,
            "een lange blauwe trein",
            "here",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let new = w.house.caller(&token.0).await.unwrap();
    assert!(w.house.missing_declarations(&new).unwrap().is_empty());
    w.house.caseload(&new).await.unwrap();
    let row = w
        .house
        .account_page(&w.caller("beheer").await, invited.account)
        .await
        .unwrap();
    assert_eq!((row.state, row.signed.len()), (AccountState::Active, 3));
    w.done().await;
}

#[tokio::test]
async fn only_who_has_the_task_administers_and_a_refusal_is_a_line() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let form = account("erbij", &["professional"]);
    denied(
        w.house
            .create_account(&noor, &form, RequestId::fresh())
            .await,
    );
    denied(w.house.accounts(&noor, 1).await);
    denied(w.house.account_page(&noor, w.id("sam")).await);
    denied(
        w.house
            .change_account(
                &noor,
                w.id("sam"),
                &change("Sam", &["professional"]),
                RequestId::fresh(),
            )
            .await,
    );
    denied(
        w.house
            .end_account(&noor, w.id("sam"), RequestId::fresh())
            .await,
    );
    denied(
        w.house
            .invite_again(&noor, w.id("sam"), RequestId::fresh())
            .await,
    );
    for act in ["create-account", "change-account", "end-account", "invite"] {
        assert_eq!(
            (w.count(act, false).await, w.count(act, true).await),
            (1, 0),
            "{act}"
        );
    }
    assert_eq!(w.count("view-accounts", false).await, 2);
    w.done().await;
}

#[tokio::test]
async fn a_form_says_what_is_wrong_at_each_field_and_saves_nothing() {
    let w = World::new().await;
    let admin = w.caller("beheer").await;
    let before = w.house.accounts(&admin, 1).await.unwrap().all;
    let empty = AccountInput::default();
    assert_eq!(
        faults(
            w.house
                .create_account(&admin, &empty, RequestId::fresh())
                .await
        ),
        [
            ("login", "missing"),
            ("name", "missing"),
            ("functions", "unpicked")
        ]
    );
    let bad = |login: &str| account(login, &["professional"]);
    for (login, code) in [
        ("ab", "too-short"),
        ("jan klaassen", "characters"),
        ("naïef", "characters"),
        ("jan\u{7}klaassen", "characters"),
        ("NOOR", "taken"),
    ] {
        assert_eq!(
            faults(
                w.house
                    .create_account(&admin, &bad(login), RequestId::fresh())
                    .await
            ),
            [("login", code)],
            "{login}"
        );
    }
    let long = AccountInput {
        name: "é".repeat(101),
        team: "t".repeat(101),
        ..account(&"l".repeat(61), &["king"])
    };
    assert_eq!(
        faults(
            w.house
                .create_account(&admin, &long, RequestId::fresh())
                .await
        ),
        [
            ("login", "too-long"),
            ("name", "too-long"),
            ("functions", "unknown"),
            ("team", "too-long")
        ]
    );
    assert_eq!(
        faults(
            w.house
                .create_account(&admin, &account("leeg", &[]), RequestId::fresh())
                .await
        ),
        [("functions", "unpicked")]
    );
    assert_eq!(w.house.accounts(&admin, 1).await.unwrap().all, before);
    w.done().await;
}

#[tokio::test]
async fn a_form_sent_twice_makes_one_account_and_shows_one_code() {
    let w = World::new().await;
    let admin = w.caller("beheer").await;
    let request = RequestId::fresh();
    let form = account("erbij", &["front-door"]);
    let first = w
        .house
        .create_account(&admin, &form, request)
        .await
        .unwrap();
    let second = w
        .house
        .create_account(&admin, &form, request)
        .await
        .unwrap();
    assert_eq!((first.account, &first.code), (second.account, &second.code));
    assert_eq!(w.count("create-account", true).await, 1);
    w.later(5);
    assert_eq!(
        w.house
            .create_account(&admin, &form, request)
            .await
            .unwrap()
            .code,
        None,
        "shown once"
    );
    assert_eq!(
        faults(
            w.house
                .create_account(&admin, &form, RequestId::fresh())
                .await
        ),
        [("login", "taken")]
    );
    w.done().await;
}

#[tokio::test]
async fn two_who_claim_one_login_name_at_once_get_one() {
    let w = World::new().await;
    let (one, other) = (w.caller("beheer").await, w.caller("beheer").await);
    let form = account("dubbel", &["support"]);
    let (a, b) = tokio::join!(
        w.house.create_account(&one, &form, RequestId::fresh()),
        w.house.create_account(&other, &form, RequestId::fresh())
    );
    let lost = if a.is_ok() { b } else { a };
    assert_eq!(faults(lost), [("login", "taken")]);
    assert_eq!(w.count("create-account", true).await, 1);
    w.done().await;
}

#[tokio::test]
async fn a_function_taken_away_stops_at_the_next_request_and_leave_given_before_fails() {
    let w = World::new().await;
    let admin = w.caller("beheer").await;
    let token = w.house.login_demo("noor").await.unwrap();
    let before = w.house.caller(&token.0).await.unwrap();
    let request = RequestId::fresh();
    let first = drawn(&w, &admin, "noor", "Noor Anders", &["support"]).await;
    for _ in 0..2 {
        w.house
            .change_account(&admin, w.id("noor"), &first, request)
            .await
            .unwrap();
    }
    assert_eq!(w.count("change-account", true).await, 1);
    assert!(
        matches!(w.house.caseload(&before).await, Err(Refused::Busy)),
        "judged on facts that moved"
    );
    let after = w.house.caller(&token.0).await.unwrap();
    assert_eq!((after.function(), after.name()), (None, "Noor Anders"));
    assert_eq!(after.functions(), [Function::Support]);
    // What was taken away is not given back by a form from before.
    let old = AccountChange {
        functions: vec!["professional".into(), "support".into()],
        ..first
    };
    for version in [old.version.clone(), String::new()] {
        let old = AccountChange {
            version,
            ..old.clone()
        };
        let change = w
            .house
            .change_account(&admin, w.id("noor"), &old, RequestId::fresh());
        assert_eq!(faults(change.await), [("functions", "moved")]);
    }
    let blank = drawn(&w, &admin, "noor", " ", &["support"]).await;
    assert_eq!(
        faults(
            w.house
                .change_account(&admin, w.id("noor"), &blank, RequestId::fresh())
                .await
        ),
        [("name", "missing")]
    );
    nothing(
        w.house
            .change_account(
                &admin,
                AccountId::fresh(),
                &change("x", &["support"]),
                RequestId::fresh(),
            )
            .await,
    );
    w.done().await;
}

#[tokio::test]
async fn an_ended_account_is_out_at_the_next_request_everywhere() {
    let w = World::new().await;
    let admin = w.caller("beheer").await;
    let (one, two) = (
        w.house.login_demo("noor").await.unwrap(),
        w.house.login_demo("noor").await.unwrap(),
    );
    assert!(w.house.caller(&one.0).await.is_ok());
    let request = RequestId::fresh();
    for _ in 0..2 {
        w.house
            .end_account(&admin, w.id("noor"), request)
            .await
            .unwrap();
    }
    assert_eq!(w.count("end-account", true).await, 1);
    for token in [one, two] {
        assert!(w.house.caller(&token.0).await.is_err());
    }
    assert!(w.login("noor", PASSWORD, &w.totp).await.is_none());
    let row = w.house.account_page(&admin, w.id("noor")).await.unwrap();
    assert_eq!(
        row.state,
        AccountState::Ended {
            on: crate::world::TODAY
        }
    );
    assert_eq!(
        faults(
            w.house
                .invite_again(&admin, w.id("noor"), RequestId::fresh())
                .await
        ),
        [("account", "ended")]
    );
    nothing(
        w.house
            .end_account(&admin, AccountId::fresh(), RequestId::fresh())
            .await,
    );
    w.done().await;
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let mut w = World::new().await;
    let admin = w.caller("beheer").await;
    let (me, last) = (w.id("beheer"), ("account", "last-administrator"));
    assert_eq!(
        faults(w.house.end_account(&admin, me, RequestId::fresh()).await),
        [last]
    );
    let other = drawn(&w, &admin, "beheer", "Beheer", &["manager"]).await;
    assert_eq!(
        faults(
            w.house
                .change_account(&admin, me, &other, RequestId::fresh())
                .await
        ),
        [("functions", "last-administrator")]
    );
    // Somebody who was invited and did not come cannot administer.
    let form = account("tweede", &["functional-administrator"]);
    w.house
        .create_account(&admin, &form, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(
        faults(w.house.end_account(&admin, me, RequestId::fresh()).await),
        [last]
    );
    // Two who end each other at the same moment: one stays.
    let ada = w.lay("ada", &[Function::FunctionalAdministrator]).await;
    let second = w.caller("ada").await;
    let (a, b) = tokio::join!(
        w.house.end_account(&admin, ada, RequestId::fresh()),
        w.house.end_account(&second, me, RequestId::fresh())
    );
    assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
    w.done().await;
}

#[tokio::test]
async fn the_list_has_staff_only_and_says_how_much_somebody_keeps() {
    let w = World::new().await;
    let dossier = w.dossier().await;
    let admin = w.caller("beheer").await;
    let rows = w.house.accounts(&admin, 1).await.unwrap().rows;
    let logins: Vec<&str> = rows.iter().map(|r| r.login.as_str()).collect();
    assert_eq!(
        logins,
        ["beheer", "bo", "mara", "noor", "olaf", "sam", "vera"]
    );
    assert_eq!(rows.iter().filter(|r| r.own).count(), 1);
    assert_eq!(
        w.house
            .account_page(&admin, w.id("noor"))
            .await
            .unwrap()
            .appointed,
        1
    );
    let mara = w.caller("mara").await;
    let form = AssignInput {
        place: "coordinator".into(),
        account: w.id("olaf").to_string(),
        ..AssignInput::default()
    };
    w.house
        .assign(&mara, dossier, &form, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(
        w.house
            .account_page(&admin, w.id("noor"))
            .await
            .unwrap()
            .appointed,
        0
    );
    w.done().await;
}
