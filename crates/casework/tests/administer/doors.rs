//! Doors that hold, also when much comes at once: guesses, codes, sessions that were left, and what is left behind.

use crate::world::{PASSWORD, World, account, faults};
use regie_casework::guard::{LoginRefused, NoCaller, Token, totp_code};
use regie_casework::thing::InvitationFor;
use regie_ledger::db::Arg;
use regie_terms::{Id, RequestId};

/// Sends many guesses at once; gives how many were looked at.
async fn burst(w: &World, login: &str, address: &str, many: usize) -> usize {
    let guesses: Vec<_> = (0..many)
        .map(|n| {
            let (house, login, address) = (w.house.clone(), login.to_owned(), address.to_owned());
            tokio::spawn(async move {
                let guess = format!("een verkeerd wachtwoord {n}");
                house.login_password(&login, &guess, &address).await
            })
        })
        .collect();
    let mut looked_at = 0;
    for guess in guesses {
        match guess.await.unwrap() {
            Err(LoginRefused::Wrong) => looked_at += 1,
            Err(LoginRefused::Wait(minutes)) => assert!((1..=15).contains(&minutes)),
            other => panic!("{:?}", other.map(|_| ())),
        }
    }
    looked_at
}

async fn password(w: &World, login: &str, address: &str) -> Result<String, LoginRefused> {
    w.house
        .login_password(login, PASSWORD, address)
        .await
        .map(|ticket| ticket.0)
}

#[tokio::test]
async fn however_many_guesses_come_at_once_five_are_looked_at_and_the_owner_gets_in_elsewhere() {
    let w = World::with(false).await;
    assert_eq!(burst(&w, "noor", "192.0.2.7", 40).await, 5);
    assert!(matches!(
        password(&w, "noor", "192.0.2.7").await,
        Err(LoginRefused::Wait(15))
    ));
    assert!(password(&w, "noor", "192.0.2.8").await.is_ok());
    assert!(password(&w, "sam", "192.0.2.7").await.is_ok());
    // Another desk, or the same one started anew, has not forgotten.
    let desk = w.another_desk().await;
    assert!(matches!(
        desk.login_password("noor", PASSWORD, "192.0.2.7").await,
        Err(LoginRefused::Wait(_))
    ));
    w.later(15);
    assert!(password(&w, "noor", "192.0.2.7").await.is_ok());
    w.done().await;
}

#[tokio::test]
async fn an_account_that_is_guessed_at_from_everywhere_waits_a_little_and_its_owner_not_where_they_were()
 {
    let w = World::with(false).await;
    assert!(w.login("noor", PASSWORD, &w.totp).await.is_some(), "`here`");
    for n in 0..10 {
        assert_eq!(burst(&w, "noor", &format!("192.0.2.{n}"), 1).await, 1);
    }
    assert!(matches!(
        password(&w, "noor", "192.0.2.100").await,
        Err(LoginRefused::Wait(1))
    ));
    assert!(
        password(&w, "noor", "here").await.is_ok(),
        "others' guesses do not keep them out where they got in before"
    );
    w.later(1);
    assert!(
        password(&w, "noor", "192.0.2.100").await.is_ok(),
        "and nowhere for long"
    );
    // One network of IPv6 is one address.
    for n in 0..5 {
        assert_eq!(burst(&w, "sam", &format!("2001:db8::{n}"), 1).await, 1);
    }
    assert_eq!(burst(&w, "sam", "2001:db8::ffff", 1).await, 0);
    assert_eq!(burst(&w, "sam", "2001:db8:0:1::1", 1).await, 1);
    w.done().await;
}

#[tokio::test]
async fn right_ones_are_not_counted() {
    let w = World::with(false).await;
    for _ in 0..20 {
        assert!(password(&w, "noor", "here").await.is_ok());
    }
    w.done().await;
}

#[tokio::test]
async fn codes_are_counted_before_they_are_looked_at_too() {
    let w = World::with(false).await;
    let ticket = password(&w, "noor", "here").await.unwrap();
    let guesses: Vec<_> = (0..30)
        .map(|_| {
            let (house, ticket) = (w.house.clone(), ticket.clone());
            tokio::spawn(async move { house.login_code(&ticket, "nonsense", "here").await })
        })
        .collect();
    let mut looked_at = 0;
    for guess in guesses {
        if matches!(guess.await.unwrap(), Err(LoginRefused::Wrong)) {
            looked_at += 1;
        }
    }
    assert_eq!(looked_at, 5);
    assert_eq!(w.count("login-failed", true).await, 5);
    assert!(
        password(&w, "noor", "here").await.is_ok(),
        "a wrong code is no wrong password"
    );
    w.done().await;
}

#[tokio::test]
async fn one_code_lets_in_once_however_often_it_comes_at_once() {
    let w = World::with(false).await;
    let mut tickets = Vec::new();
    for n in 0..8 {
        tickets.push(password(&w, "noor", &format!("192.0.2.{n}")).await.unwrap());
    }
    let code = totp_code(&w.totp, w.house.now()).unwrap();
    let logins: Vec<_> = tickets
        .into_iter()
        .enumerate()
        .map(|(n, ticket)| {
            let (house, code) = (w.house.clone(), code.clone());
            tokio::spawn(async move {
                house
                    .login_code(&ticket, &code, &format!("192.0.2.{n}"))
                    .await
            })
        })
        .collect();
    let mut got_in = 0;
    for login in logins {
        got_in += usize::from(login.await.unwrap().is_ok());
    }
    assert_eq!(got_in, 1);
    w.done().await;
}

#[tokio::test]
async fn the_code_that_set_a_factor_was_used_and_one_that_was_used_sets_none() {
    let w = World::with(false).await;
    let admin = caller(&w, "beheer").await;
    let again = w
        .house
        .invite_again(&admin, w.id("noor"), RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(again.what, InvitationFor::Password);
    w.later(2);
    let token = {
        let ticket = password(&w, "noor", "here").await.unwrap();
        let code = totp_code(&w.totp, w.house.now()).unwrap();
        w.house.login_code(&ticket, &code, "here").await.unwrap()
    };
    let form = w.chosen(&again, "negen blauwe bussen", &w.totp);
    assert_eq!(
        crate::world::to_mend(
            w.house
                .accept_invitation(&form, "here", RequestId::fresh())
                .await
        ),
        [("totp", "wrong")],
        "this code logged in just now"
    );
    assert!(w.house.caller(&token.0).await.is_ok());
    w.done().await;
}

async fn caller(w: &World, login: &str) -> regie_casework::Caller {
    let token = w.login(login, PASSWORD, &w.totp).await.unwrap();
    w.house.caller(&token.0).await.unwrap()
}

#[tokio::test]
async fn a_session_that_was_left_stays_away_whatever_else_comes_with_it() {
    let w = World::new().await;
    for _ in 0..12 {
        let token = w.house.login_demo("noor").await.unwrap();
        // Late enough that each request also writes a sign of life.
        w.later(2);
        let leaving = w.house.caller(&token.0).await.unwrap();
        let stays: Vec<_> = (0..6)
            .map(|_| {
                let (house, token) = (w.house.clone(), token.0.clone());
                tokio::spawn(async move {
                    if let Ok(caller) = house.caller(&token).await {
                        let _ = house.extend_session(&caller).await;
                    }
                })
            })
            .collect();
        tokio::task::yield_now().await;
        w.house.logout(leaving).await.unwrap();
        for stay in stays {
            stay.await.unwrap();
        }
        assert!(matches!(
            w.house.caller(&token.0).await,
            Err(NoCaller::Nobody)
        ));
    }
    w.done().await;
}

/// Puts a session back as it stood, as a request would that was still writing it.
async fn put_back(w: &World, rows: &[regie_ledger::db::Row]) {
    for row in rows {
        w.ledger
            .db()
            .execute(
                "INSERT INTO session (controller, token, kind, account, at, until, body) \
                 VALUES (1, $1, 'session', $2, $3, $4, $5)",
                &[
                    Arg::Bytes(row.bytes(0).unwrap()),
                    Arg::MaybeBytes(row.maybe_bytes(1).unwrap()),
                    Arg::Int(row.int(2).unwrap()),
                    Arg::Int(row.int(3).unwrap()),
                    Arg::Bytes(row.bytes(4).unwrap()),
                ],
            )
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn a_new_password_ends_also_the_session_and_the_ticket_that_were_still_being_written() {
    let w = World::with(false).await;
    let admin = caller(&w, "beheer").await;
    let token: Token = w.login("noor", PASSWORD, &w.totp).await.unwrap();
    let rows = w
        .ledger
        .db()
        .rows(
            "SELECT token, account, at, until, body FROM session WHERE kind = 'session' AND account = $1",
            &[Arg::Bytes(w.id("noor").0.as_bytes())],
        )
        .await
        .unwrap();
    assert_eq!(rows.len(), 1);
    let again = w
        .house
        .invite_again(&admin, w.id("noor"), RequestId::fresh())
        .await
        .unwrap();
    w.later(2);
    w.accept(&again, "negen blauwe bussen").await.unwrap();
    put_back(&w, &rows).await;
    assert!(matches!(
        w.house.caller(&token.0).await,
        Err(NoCaller::Nobody)
    ));
    // Signing or a new name is no reason to be put out.
    let token = w
        .login("noor", "negen blauwe bussen", &w.totp)
        .await
        .unwrap();
    let admin = caller(&w, "beheer").await;
    let change = regie_casework::administer::AccountChange {
        name: "Noor Anders".into(),
        functions: vec!["professional".into()],
        team: "Overvecht".into(),
        version: w.version(&admin, "noor").await,
    };
    w.house
        .change_account(&admin, w.id("noor"), &change, RequestId::fresh())
        .await
        .unwrap();
    assert!(w.house.caller(&token.0).await.is_ok());
    w.done().await;
}

#[tokio::test]
async fn an_account_has_forty_drafts_and_the_oldest_makes_room() {
    let w = World::new().await;
    let (noor, sam) = (caller(&w, "noor").await, caller(&w, "sam").await);
    w.house.keep_draft(&sam, "/0", "reason=sam").await.unwrap();
    for number in 0..41 {
        w.house
            .keep_draft(&noor, &format!("/{number}"), "reason=1")
            .await
            .unwrap();
        w.later(1);
    }
    // Written again, it is no other.
    w.house.keep_draft(&noor, "/1", "reason=2").await.unwrap();
    let mut kept = Vec::new();
    for number in 0..41 {
        let draft = w.house.draft(&noor, &format!("/{number}")).await.unwrap();
        kept.extend(draft.map(|text| (number, text)));
    }
    assert_eq!(kept.len(), 40);
    assert_eq!(kept[0], (1, "reason=2".to_owned()));
    let of_sam = w.house.draft(&sam, "/0").await.unwrap();
    assert_eq!(of_sam.as_deref(), Some("reason=sam"));
    // The longest texts of a form in Arabic letters, and not without end.
    let long = "%D8%B3".repeat(12_000);
    w.house.keep_draft(&noor, "/1", &long).await.unwrap();
    let endless = "%D8%B3".repeat(60_000);
    assert!(w.house.keep_draft(&noor, "/1", &endless).await.is_err());
    w.done().await;
}

#[tokio::test]
async fn a_wrong_password_of_somebody_who_is_there_is_a_line_and_no_more_lines_than_were_looked_at()
{
    let w = World::with(false).await;
    burst(&w, "noor", "here", 20).await;
    burst(&w, "niemand", "here", 3).await;
    // The answer does not wait for its line.
    while w.count("login-failed", true).await < 5 {
        tokio::task::yield_now().await;
    }
    burst(&w, "noor", "here", 20).await;
    assert_eq!(w.count("login-failed", true).await, 5);
    let row = w
        .ledger
        .db()
        .row(
            "SELECT body FROM line WHERE act = 'login-failed' LIMIT 1",
            &[],
        )
        .await
        .unwrap()
        .unwrap();
    let body: serde_json::Value = serde_json::from_slice(row.bytes(0).unwrap()).unwrap();
    assert_eq!(
        body["actor"]["account"]
            .as_str()
            .map(|id| id.replace('-', "")),
        Some(w.id("noor").to_string())
    );
    w.done().await;
}

#[tokio::test]
async fn ending_an_account_leaves_no_draft_of_it() {
    let w = World::new().await;
    let (admin, noor, sam) = (
        w.caller("beheer").await,
        w.caller("noor").await,
        w.caller("sam").await,
    );
    for who in [&noor, &sam] {
        w.house.keep_draft(who, "/x", "reason=1").await.unwrap();
    }
    w.house
        .end_account(&admin, w.id("noor"), RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(w.house.draft(&noor, "/x").await.unwrap(), None);
    assert!(w.house.draft(&sam, "/x").await.unwrap().is_some());
    w.done().await;
}

#[tokio::test]
async fn nothing_is_named_by_an_id_that_is_not_one_of_ours() {
    let w = World::new().await;
    let admin = w.caller("beheer").await;
    for fixed in [[0; 16], *b"administrators..", [0xff; 16]] {
        let request = RequestId(Id::from_bytes(fixed));
        let made = w
            .house
            .create_account(&admin, &account("nieuw", &["professional"]), request)
            .await;
        assert_eq!(faults(made), [("request", "used")]);
    }
    assert_eq!(w.count("create-account", true).await, 0);
    w.done().await;
}
