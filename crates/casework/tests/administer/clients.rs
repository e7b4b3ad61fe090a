//! Clients' accounts for the portal.

use crate::world::{World, denied, faults, nothing, person};
use regie_casework::administer::ClientInput;
use regie_casework::dossier::NewPersonInput;
use regie_casework::thing::InvitationFor;
use regie_terms::{DossierId, PersonId, RequestId};

async fn family(w: &World) -> (DossierId, PersonId, PersonId) {
    let dossier = w.dossier().await;
    let noor = w.caller("noor").await;
    let mother = w.house.open_dossier(&noor, dossier).await.unwrap().people[0].id;
    let form = NewPersonInput {
        person: person("Kind", "2019-05-05"),
        laws: vec!["wmo".into()],
        need: "Woont in het gezin.".into(),
        parents: vec![mother.to_string()],
        ..NewPersonInput::default()
    };
    let child = w
        .house
        .add_person(&noor, dossier, &form, RequestId::fresh())
        .await
        .unwrap();
    (dossier, mother, child)
}

#[tokio::test]
async fn a_mother_comes_by_invitation_and_sees_herself_and_her_child() {
    let w = World::new().await;
    let (dossier, mother, _) = family(&w).await;
    let noor = w.caller("noor").await;
    let request = RequestId::fresh();
    let form = ClientInput::default();
    let invited = w
        .house
        .invite_client(&noor, dossier, mother, &form, request)
        .await
        .unwrap();
    assert_eq!(w.count("see-invitation", true).await, 0);
    assert_eq!(
        w.house
            .invite_client(&noor, dossier, mother, &form, request)
            .await
            .unwrap()
            .code,
        invited.code
    );
    // Made and shown is one line, shown once more another, and the mother reads both.
    assert_eq!(w.count("see-invitation", true).await, 1);
    assert_eq!(
        (invited.what, invited.login.len()),
        (InvitationFor::Begin, 9)
    );
    let secret = w.accept(&invited, "een lange blauwe trein").await.unwrap();
    let token = w
        .login(&invited.login, "een lange blauwe trein", &secret)
        .await
        .unwrap();
    let client = w.house.caller(&token.0).await.unwrap();
    assert_eq!(w.house.my_files(&client).await.unwrap().len(), 2);
    let list = w.house.who_looked(&client, mother, None).await.unwrap();
    let told = |act: &str| list.lines.iter().filter(|l| l.act == act).count();
    assert_eq!((told("invite-client"), told("see-invitation")), (1, 1));
    w.later(3);
    let shown = w
        .house
        .invite_client(&noor, dossier, mother, &form, request)
        .await;
    assert!(shown.unwrap().code.is_none());
    assert_eq!(
        w.count("see-invitation", true).await,
        1,
        "no code was shown: no line of one"
    );
    // Invited again she keeps account and second factor, and chooses a new password.
    let again = w
        .house
        .invite_client(&noor, dossier, mother, &form, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(
        (again.account, again.what),
        (invited.account, InvitationFor::Password)
    );
    assert_eq!(w.count("invite-client", true).await, 2);
    // No account of a client is in the list of who administers.
    let admin = w.caller("beheer").await;
    assert!(
        w.house
            .accounts(&admin, 1)
            .await
            .unwrap()
            .rows
            .iter()
            .all(|a| a.id != invited.account)
    );
    // Nor is one found by its login name, which says what any other name does.
    for login in [invited.login.as_str(), "niemand"] {
        let found = w.house.find_staff(&admin, login).await;
        assert_eq!(faults(found), [("login", "unknown")], "{login}");
    }
    nothing(
        w.house
            .end_account(&admin, invited.account, RequestId::fresh())
            .await,
    );
    w.done().await;
}

#[tokio::test]
async fn only_who_the_portal_has_something_for_and_only_by_who_keeps_the_dossier() {
    let w = World::new().await;
    let (dossier, mother, child) = family(&w).await;
    let (noor, olaf) = (w.caller("noor").await, w.caller("olaf").await);
    let form = ClientInput::default();
    denied(
        w.house
            .invite_client(&olaf, dossier, mother, &form, RequestId::fresh())
            .await,
    );
    assert_eq!(w.count("invite-client", false).await, 1);
    assert_eq!(
        faults(
            w.house
                .invite_client(&noor, dossier, child, &form, RequestId::fresh())
                .await
        ),
        [("person", "nothing-to-see")]
    );
    nothing(
        w.house
            .invite_client(&noor, dossier, PersonId::fresh(), &form, RequestId::fresh())
            .await,
    );
    for (login, code) in [
        ("noor", "taken"),
        ("x", "too-short"),
        ("puk de proef", "characters"),
    ] {
        let form = ClientInput {
            login: login.into(),
        };
        assert_eq!(
            faults(
                w.house
                    .invite_client(&noor, dossier, mother, &form, RequestId::fresh())
                    .await
            ),
            [("login", code)]
        );
    }
    let form = ClientInput {
        login: "Puk@example.org".into(),
    };
    assert_eq!(
        w.house
            .invite_client(&noor, dossier, mother, &form, RequestId::fresh())
            .await
            .unwrap()
            .login,
        "puk@example.org"
    );
    assert_eq!(w.count("invite-client", true).await, 1);
    w.done().await;
}
