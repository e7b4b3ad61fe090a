//! Invitations: used once, in time, by whoever has name and code.

use crate::world::{PASSWORD, World, account, to_mend, wrong};
use regie_casework::administer::{AcceptInput, InvitationRefused};
use regie_casework::thing::InvitationFor;
use regie_terms::RequestId;

#[tokio::test]
async fn a_code_is_used_once_also_by_two_at_the_same_moment() {
    let w = World::new().await;
    let admin = w.caller("beheer").await;
    let invited = w
        .house
        .create_account(&admin, &account("erbij", &["support"]), RequestId::fresh())
        .await
        .unwrap();
    let code = invited.code.clone().unwrap();
    let secret = w
        .house
        .invitation("erbij", &code, "here")
        .await
        .unwrap()
        .secret
        .unwrap();
    let (mine, theirs) = (
        w.chosen(&invited, "een lange blauwe trein", &secret),
        w.chosen(&invited, "een korte rode tram", &secret),
    );
    let request = RequestId::fresh();
    let (a, b) = tokio::join!(
        w.house.accept_invitation(&mine, "here", request),
        w.house
            .accept_invitation(&theirs, "there", RequestId::fresh())
    );
    assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
    assert_eq!(w.count("accept-invitation", true).await, 1);
    wrong(w.house.invitation("erbij", &code, "here").await);
    wrong(
        w.house
            .accept_invitation(&theirs, "here", RequestId::fresh())
            .await,
    );
    if a.is_ok() {
        w.house
            .accept_invitation(&mine, "here", request)
            .await
            .unwrap();
        assert!(
            w.login("erbij", "een lange blauwe trein", &secret)
                .await
                .is_some()
        );
        assert!(
            w.login("erbij", "een korte rode tram", &secret)
                .await
                .is_none()
        );
    }
    w.done().await;
}

#[tokio::test]
async fn a_code_works_three_days_and_a_new_one_puts_the_old_one_out_of_use() {
    let w = World::new().await;
    let admin = w.caller("beheer").await;
    let first = w
        .house
        .create_account(&admin, &account("erbij", &["support"]), RequestId::fresh())
        .await
        .unwrap();
    w.later(3 * 24 * 60 - 1);
    let code = first.code.clone().unwrap();
    w.house
        .invitation(" ERBIJ ", &code.to_lowercase().replace('-', " "), "here")
        .await
        .unwrap();
    w.later(1);
    wrong(w.house.invitation("erbij", &code, "here").await);
    let admin = w.caller("beheer").await;
    let second = w
        .house
        .invite_again(&admin, first.account, RequestId::fresh())
        .await
        .unwrap();
    let third = w
        .house
        .invite_again(&admin, first.account, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(third.what, InvitationFor::Begin);
    wrong(
        w.house
            .invitation("erbij", &second.code.unwrap(), "here")
            .await,
    );
    wrong(
        w.house
            .invitation("noor", third.code.as_ref().unwrap(), "here")
            .await,
    );
    w.accept(&third, "een lange blauwe trein").await.unwrap();
    w.done().await;
}

#[tokio::test]
async fn what_is_chosen_is_checked_and_the_code_still_works_after() {
    let w = World::new().await;
    let admin = w.caller("beheer").await;
    let invited = w
        .house
        .create_account(&admin, &account("erbij", &["support"]), RequestId::fresh())
        .await
        .unwrap();
    let secret = w
        .house
        .invitation("erbij", invited.code.as_ref().unwrap(), "here")
        .await
        .unwrap()
        .secret
        .unwrap();
    let good = w.chosen(&invited, "een lange blauwe trein", &secret);
    let with = |password: &str, again: &str, totp: &str| AcceptInput {
        password: password.into(),
        again: again.into(),
        totp: totp.into(),
        ..good.clone()
    };
    for (form, expected) in [
        (
            with("kort", "kort", &good.totp),
            vec![("password", "too-short")],
        ),
        (
            with("Wachtwoord123!", "Wachtwoord123!", &good.totp),
            vec![("password", "common")],
        ),
        (
            with("ik ben erbij hoor", "ik ben erbij hoor", &good.totp),
            vec![("password", "common")],
        ),
        (
            with(&"lang ".repeat(41), &"lang ".repeat(41), &good.totp),
            vec![("password", "too-long")],
        ),
        (
            with(
                "een lange blauwe trein",
                "een lange blauwe tram",
                &good.totp,
            ),
            vec![("again", "different")],
        ),
        (
            with("een lange blauwe trein", "een lange blauwe trein", "000"),
            vec![("totp", "wrong")],
        ),
        (
            with("", "", ""),
            vec![("password", "too-short"), ("totp", "wrong")],
        ),
    ] {
        assert_eq!(
            to_mend(
                w.house
                    .accept_invitation(&form, "here", RequestId::fresh())
                    .await
            ),
            expected
        );
    }
    assert_eq!(w.count("accept-invitation", true).await, 0);
    w.house
        .accept_invitation(&good, "here", RequestId::fresh())
        .await
        .unwrap();
    // The code that confirmed the factor does not log in as well.
    let ticket = w
        .house
        .login_password("erbij", "een lange blauwe trein", "here")
        .await
        .unwrap();
    assert!(
        w.house
            .login_code(&ticket.0, &good.totp, "here")
            .await
            .is_err()
    );
    w.done().await;
}

#[tokio::test]
async fn guessing_codes_is_slowed_down_without_keeping_the_person_from_logging_in() {
    let w = World::new().await;
    for _ in 0..5 {
        wrong(
            w.house
                .invitation("noor", "AAAA-BBBB-CCCC-DDDD", "here")
                .await,
        );
    }
    assert!(matches!(
        w.house.invitation("noor", "", "here").await,
        Err(InvitationRefused::Wait(_))
    ));
    assert!(
        w.house
            .login_password("noor", PASSWORD, "there")
            .await
            .is_ok()
    );
    w.done().await;
}

#[tokio::test]
async fn a_forgotten_password_is_chosen_anew_with_the_second_factor_that_stays() {
    let w = World::new().await;
    let admin = w.caller("beheer").await;
    let old = w.house.login_demo("noor").await.unwrap();
    let invited = w
        .house
        .invite_again(&admin, w.id("noor"), RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(invited.what, InvitationFor::Password);
    let welcome = w
        .house
        .invitation("noor", invited.code.as_ref().unwrap(), "here")
        .await
        .unwrap();
    assert!(
        welcome.secret.is_none() && welcome.uri.is_none(),
        "nobody gets a new factor this way"
    );
    let form = AcceptInput {
        totp: "123456".into(),
        ..w.chosen(&invited, "een lange blauwe trein", &w.totp)
    };
    assert_eq!(
        to_mend(
            w.house
                .accept_invitation(&form, "here", RequestId::fresh())
                .await
        ),
        [("totp", "wrong")]
    );
    assert!(w.house.caller(&old.0).await.is_ok());
    w.accept(&invited, "een lange blauwe trein").await.unwrap();
    assert!(
        w.house.caller(&old.0).await.is_err(),
        "sessions end with the old password"
    );
    assert!(w.login("noor", PASSWORD, &w.totp).await.is_none());
    assert!(
        w.login("noor", "een lange blauwe trein", &w.totp)
            .await
            .is_some()
    );
    w.done().await;
}
