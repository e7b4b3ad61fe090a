//! A lost second factor: two people, never one, and never the one who lost it.

use crate::world::{PASSWORD, World, account, denied, faults, nothing, to_mend};
use regie_casework::administer::AcceptInput;
use regie_casework::dossier::TaskAbout;
use regie_casework::thing::{InvitationFor, TaskKind};
use regie_terms::{Function, Id, RequestId};

/// Whose factor somebody is asked to confirm, and by when.
async fn asked_of(w: &World, login: &str) -> Vec<(Option<TaskAbout>, Option<Id>)> {
    let tasks = w.house.caseload(&w.caller(login).await).await;
    let mut rows = tasks.unwrap().tasks;
    rows.retain(|t| t.what == TaskKind::ConfirmFactor);
    assert!(rows.iter().all(|t| t.dossier.is_none() && t.due.is_some()));
    rows.into_iter().map(|t| (t.about, t.of)).collect()
}

#[tokio::test]
async fn the_second_person_hears_of_it_until_it_is_confirmed_or_given_up() {
    let w = World::new().await;
    let admin = w.caller("beheer").await;
    let ask = async |login: &str| {
        w.house
            .request_factor(&admin, login, "Telefoon kwijt.", RequestId::fresh())
            .await
            .unwrap()
    };
    let mara = w.caller("mara").await;
    let noor = ask("noor").await;
    let about = |name: &str| Some(TaskAbout::Account(name.to_owned()));
    assert_eq!(
        asked_of(&w, "mara").await,
        [(about("noor Test"), Some(noor))]
    );
    // Neither who asked nor whose it is confirms it; a colleague has no say in it.
    for other in ["beheer", "noor", "sam"] {
        assert_eq!(asked_of(&w, other).await, [], "{other}");
    }
    let sam = ask("sam").await;
    assert_eq!(asked_of(&w, "mara").await.len(), 2);
    w.house
        .confirm_factor(&mara, noor, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(asked_of(&w, "mara").await, [(about("sam Test"), Some(sam))]);
    w.house
        .drop_factor_request(&admin, sam, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(asked_of(&w, "mara").await, []);
    // Who has lost their own is asked nothing about it; and an account that ends leaves nothing waiting.
    let own = ask("mara").await;
    assert_eq!(asked_of(&w, "mara").await, []);
    w.house
        .drop_factor_request(&admin, own, RequestId::fresh())
        .await
        .unwrap();
    ask("olaf").await;
    assert_eq!(asked_of(&w, "mara").await.len(), 1);
    w.house
        .end_account(&admin, w.id("olaf"), RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(asked_of(&w, "mara").await, []);
    w.done().await;
}

#[tokio::test]
async fn one_asks_another_confirms_and_the_person_sets_a_new_factor_with_their_password() {
    let w = World::new().await;
    let (admin, mara) = (w.caller("beheer").await, w.caller("mara").await);
    let session = w.house.login_demo("noor").await.unwrap();
    let request = RequestId::fresh();
    let asked = w
        .house
        .request_factor(
            &admin,
            "Noor",
            "Telefoon kwijt; legitimatie gezien.",
            request,
        )
        .await
        .unwrap();
    assert_eq!(
        w.house
            .request_factor(
                &admin,
                "Noor",
                "Telefoon kwijt; legitimatie gezien.",
                request
            )
            .await
            .unwrap(),
        asked
    );
    assert!(
        w.house.caller(&session.0).await.is_ok(),
        "asking alone changes nothing"
    );
    let rows = w.house.factor_requests(&mara).await.unwrap();
    assert_eq!(
        (
            rows.len(),
            rows[0].login.as_str(),
            rows[0].by.as_str(),
            rows[0].may_confirm
        ),
        (1, "noor", "beheer Test", true)
    );

    let request = RequestId::fresh();
    let invited = w.house.confirm_factor(&mara, asked, request).await.unwrap();
    assert_eq!(
        w.house
            .confirm_factor(&mara, asked, request)
            .await
            .unwrap()
            .code,
        invited.code
    );
    assert_eq!(invited.what, InvitationFor::Factor);
    assert!(
        w.house.caller(&session.0).await.is_err(),
        "every session ended"
    );
    assert!(
        w.login("noor", PASSWORD, &w.totp).await.is_none(),
        "the lost factor does not work any more"
    );
    assert!(w.house.factor_requests(&mara).await.unwrap().is_empty());

    let secret = w
        .house
        .invitation("noor", invited.code.as_ref().unwrap(), "here")
        .await
        .unwrap()
        .secret
        .unwrap();
    let form = w.chosen(&invited, PASSWORD, &secret);
    let guess = AcceptInput {
        password: "een ander wachtwoord".into(),
        ..form
    };
    assert_eq!(
        to_mend(
            w.house
                .accept_invitation(&guess, "here", RequestId::fresh())
                .await
        ),
        [("password", "wrong")]
    );
    let secret = w.accept(&invited, PASSWORD).await.unwrap();
    assert!(w.login("noor", PASSWORD, &secret).await.is_some());
    for act in ["request-factor", "confirm-factor", "accept-invitation"] {
        assert_eq!(w.count(act, true).await, 1, "{act}");
    }
    w.done().await;
}

#[tokio::test]
async fn one_person_is_never_two() {
    let mut w = World::new().await;
    // One person with both functions: choosing the other one does not make them somebody else.
    w.lay(
        "beide",
        &[Function::FunctionalAdministrator, Function::Manager],
    )
    .await;
    let token = w.house.login_demo("beide").await.unwrap();
    let both = w.house.caller(&token.0).await.unwrap();
    w.house
        .choose_function(&both, Function::FunctionalAdministrator)
        .await
        .unwrap();
    let administers = w.house.caller(&token.0).await.unwrap();
    let asked = w
        .house
        .request_factor(&administers, "noor", "Telefoon kwijt.", RequestId::fresh())
        .await
        .unwrap();
    w.house
        .choose_function(&administers, Function::Manager)
        .await
        .unwrap();
    let manages = w.house.caller(&token.0).await.unwrap();
    assert!(!w.house.factor_requests(&manages).await.unwrap()[0].may_confirm);
    for caller in [&administers, &manages] {
        assert_eq!(
            faults(
                w.house
                    .confirm_factor(caller, asked, RequestId::fresh())
                    .await
            ),
            [("confirm", "same-person")]
        );
    }
    // Nor may the one who lost it be either of the two.
    assert_eq!(
        faults(
            w.house
                .request_factor(&administers, "beide", "Mijn telefoon.", RequestId::fresh())
                .await
        ),
        [("login", "own-account")]
    );
    let admin = w.caller("beheer").await;
    let own = w
        .house
        .request_factor(&admin, "beide", "Telefoon kwijt.", RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(
        faults(
            w.house
                .confirm_factor(&manages, own, RequestId::fresh())
                .await
        ),
        [("confirm", "own-account")]
    );
    assert_eq!(w.count("confirm-factor", true).await, 0);
    // The one-person way round: a second account of one's own. It confirms, and still does not get in: it lacks the password.
    w.house
        .choose_function(&manages, Function::FunctionalAdministrator)
        .await
        .unwrap();
    let administers = w.house.caller(&token.0).await.unwrap();
    let form = account("schaduw", &["manager"]);
    let invited = w
        .house
        .create_account(&administers, &form, RequestId::fresh())
        .await
        .unwrap();
    w.accept(&invited, "een lange blauwe trein").await.unwrap();
    let shadow = w.caller("schaduw").await;
    let words = ["confidentiality".to_owned()];
    w.house
        .sign_declarations(
            &shadow,
            &words,
            "een lange blauwe trein",
            "here",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let shadow = w.caller("schaduw").await;
    let code = w
        .house
        .confirm_factor(&shadow, asked, RequestId::fresh())
        .await
        .unwrap();
    let secret = w
        .house
        .invitation("noor", code.code.as_ref().unwrap(), "here")
        .await
        .unwrap()
        .secret
        .unwrap();
    let form = w.chosen(&code, "een lange blauwe trein", &secret);
    assert_eq!(
        to_mend(
            w.house
                .accept_invitation(&form, "here", RequestId::fresh())
                .await
        ),
        [("password", "wrong")]
    );
    // And a new password asks the factor that nobody has now.
    let reset = w
        .house
        .invite_again(&administers, w.id("noor"), RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(reset.what, InvitationFor::Password);
    let form = w.chosen(&reset, "een lange blauwe trein", &secret);
    assert_eq!(
        to_mend(
            w.house
                .accept_invitation(&form, "here", RequestId::fresh())
                .await
        ),
        [("totp", "wrong")]
    );
    w.done().await;
}

#[tokio::test]
async fn who_may_not_is_refused_with_a_line_and_what_does_not_go_says_why() {
    let w = World::new().await;
    let (admin, mara, noor) = (
        w.caller("beheer").await,
        w.caller("mara").await,
        w.caller("noor").await,
    );
    denied(
        w.house
            .request_factor(&noor, "sam", "Kwijt.", RequestId::fresh())
            .await,
    );
    denied(
        w.house
            .request_factor(&mara, "sam", "Kwijt.", RequestId::fresh())
            .await,
    );
    denied(w.house.factor_requests(&noor).await);
    denied(
        w.house
            .confirm_factor(&noor, Id::fresh(), RequestId::fresh())
            .await,
    );
    denied(
        w.house
            .drop_factor_request(&noor, Id::fresh(), RequestId::fresh())
            .await,
    );
    assert_eq!(
        (
            w.count("request-factor", false).await,
            w.count("confirm-factor", false).await
        ),
        (2, 1)
    );
    nothing(
        w.house
            .confirm_factor(&mara, Id::fresh(), RequestId::fresh())
            .await,
    );
    assert_eq!(
        faults(
            w.house
                .request_factor(&admin, "", " ", RequestId::fresh())
                .await
        ),
        [("login", "missing"), ("reason", "missing")]
    );
    assert_eq!(
        faults(
            w.house
                .request_factor(&admin, "niemand", "Kwijt.", RequestId::fresh())
                .await
        ),
        [("login", "unknown")]
    );
    let new = w
        .house
        .create_account(&admin, &account("erbij", &["support"]), RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(
        faults(
            w.house
                .request_factor(&admin, &new.login, "Kwijt.", RequestId::fresh())
                .await
        ),
        [("login", "not-come")]
    );
    let asked = w
        .house
        .request_factor(&admin, "sam", "Kwijt.", RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(
        faults(
            w.house
                .request_factor(&admin, "sam", "Kwijt.", RequestId::fresh())
                .await
        ),
        [("login", "asked-before")]
    );
    w.house
        .drop_factor_request(&mara, asked, RequestId::fresh())
        .await
        .unwrap();
    nothing(
        w.house
            .confirm_factor(&mara, asked, RequestId::fresh())
            .await,
    );
    assert!(
        w.login("sam", PASSWORD, &w.totp).await.is_some(),
        "nothing happened to it"
    );
    w.done().await;
}
