//! A client's way into the portal: one person has one login, and a way in is ended and opened again by whoever may invite.

use crate::world::{World, denied, faults, nothing, person};
use regie_casework::administer::{ClientInput, Invited, PortalInput, PortalState};
use regie_casework::dossier::{PersonInput, StartInput, Started};
use regie_casework::portal::PortalCapacity;
use regie_casework::{Caller, Refused};
use regie_ledger::db::Arg;
use regie_terms::{AccountId, DossierId, PersonId, RequestId};

const BSN: &str = "999900006";
const WORDS: &str = "een lange blauwe trein";

/// A dossier of its own about one person with this number; gives both.
async fn known(w: &World, given: &str, born: &str, bsn: &str) -> (DossierId, PersonId) {
    let noor = w.caller("noor").await;
    let form = StartInput {
        person: PersonInput {
            bsn: bsn.into(),
            ..person(given, born)
        },
        anyway: "yes".into(),
        ..w.start()
    };
    let started = w
        .house
        .start_dossier(&noor, &form, RequestId::fresh())
        .await
        .unwrap();
    let Started::New { dossier, .. } = started else {
        panic!("a dossier was to be begun")
    };
    let open = w.house.open_dossier(&noor, dossier).await.unwrap();
    (dossier, open.people[0].id)
}

async fn invite(w: &World, at: (DossierId, PersonId)) -> Result<Invited, Refused> {
    let noor = w.caller("noor").await;
    w.house
        .invite_client(
            &noor,
            at.0,
            at.1,
            &ClientInput::default(),
            RequestId::fresh(),
        )
        .await
}

fn because(reason: &str) -> PortalInput {
    PortalInput {
        reason: reason.into(),
    }
}

/// Somebody who came by invitation: their account, the secret of their second factor, and a session.
async fn came(w: &World, invited: &Invited) -> (AccountId, String, Caller, String) {
    let secret = w.accept(invited, WORDS).await.unwrap();
    let token = w.login(&invited.login, WORDS, &secret).await.unwrap();
    let caller = w.house.caller(&token.0).await.unwrap();
    (invited.account, secret, caller, token.0)
}

async fn accounts(w: &World) -> usize {
    let rows = w
        .ledger
        .db()
        .rows("SELECT id FROM record WHERE kind = 'account'", &[])
        .await;
    rows.unwrap().len()
}

#[tokio::test]
async fn one_person_in_two_dossiers_has_one_login_and_two_files_apart() {
    let w = World::new().await;
    let one = known(&w, "Puk", "1990-02-03", BSN).await;
    let two = known(&w, "Puk", "1990-02-03", BSN).await;
    let invited = invite(&w, one).await.unwrap();
    // Not come yet: the same account, with a new code for it.
    let again = invite(&w, two).await.unwrap();
    assert_eq!(
        (again.account, again.login.as_str(), again.known),
        (invited.account, invited.login.as_str(), false)
    );
    let (account, _, client, _) = came(&w, &again).await;
    let files = w.house.my_files(&client).await.unwrap();
    let mut there: Vec<_> = files.iter().map(|f| (f.dossier, f.person)).collect();
    there.sort_unstable();
    let mut expected = [one, two];
    expected.sort_unstable();
    assert_eq!(there, expected);
    assert!(
        files
            .iter()
            .all(|f| f.capacity == PortalCapacity::Subject && f.known == 0)
    );
    // Who came already needs no code, and asking twice is answered as once.
    let three = known(&w, "Puk", "1990-02-03", BSN).await;
    let before = accounts(&w).await;
    let noor = w.caller("noor").await;
    let request = RequestId::fresh();
    for _ in 0..2 {
        let linked = w
            .house
            .invite_client(&noor, three.0, three.1, &ClientInput::default(), request)
            .await
            .unwrap();
        assert_eq!(
            (linked.account, linked.known, linked.code),
            (account, true, None)
        );
    }
    assert_eq!(accounts(&w).await, before, "no account more");
    let (dossier, person) = three;
    let found = w.ledger.lines_about(person, i64::MAX, 1).await.unwrap();
    assert_eq!(
        (found[0].1.act.as_str(), found[0].1.dossier),
        ("invite-client", Some(dossier))
    );
    // What is judged on moved: the session reads the account anew.
    let token = w.house.login_demo(&invited.login).await.unwrap();
    let client = w.house.caller(&token.0).await.unwrap();
    assert_eq!(w.house.my_files(&client).await.unwrap().len(), 3);
    w.done().await;
}

#[tokio::test]
async fn a_number_typed_wrong_opens_nobodys_file() {
    let w = World::new().await;
    let one = known(&w, "Puk", "1990-02-03", BSN).await;
    invite(&w, one).await.unwrap();
    let other = known(&w, "Mies", "1991-03-04", BSN).await;
    assert_eq!(
        faults(invite(&w, other).await),
        [("person", "bsn-elsewhere")]
    );
    let none = known(&w, "Mies", "1990-02-03", "").await;
    let invited = invite(&w, none).await.unwrap();
    let (_, _, client, _) = came(&w, &invited).await;
    let files = w.house.my_files(&client).await.unwrap();
    assert_eq!(
        files.iter().map(|f| f.person).collect::<Vec<_>>(),
        [none.1],
        "without a number an account of their own"
    );
    w.done().await;
}

#[tokio::test]
async fn a_way_in_is_ended_at_once_and_opened_again_with_a_line_each() {
    let w = World::new().await;
    let at = known(&w, "Puk", "1990-02-03", BSN).await;
    let invited = invite(&w, at).await.unwrap();
    let (_, secret, client, token) = came(&w, &invited).await;
    let (noor, olaf) = (w.caller("noor").await, w.caller("olaf").await);
    let why = because("Op verzoek van Puk.");
    denied(
        w.house
            .end_portal(&olaf, at.0, at.1, &why, RequestId::fresh())
            .await,
    );
    denied(w.house.portal_page(&olaf, at.0).await);
    assert_eq!(
        faults(
            w.house
                .end_portal(&noor, at.0, at.1, &because(" "), RequestId::fresh())
                .await
        ),
        [("reason", "missing")]
    );
    nothing(
        w.house
            .reopen_portal(&noor, at.0, at.1, &why, RequestId::fresh())
            .await,
    );
    nothing(
        w.house
            .end_portal(&noor, at.0, PersonId::fresh(), &why, RequestId::fresh())
            .await,
    );
    let request = RequestId::fresh();
    for _ in 0..2 {
        w.house
            .end_portal(&noor, at.0, at.1, &why, request)
            .await
            .unwrap();
    }
    assert_eq!(w.count("end-portal", true).await, 1);
    assert!(w.house.caller(&token).await.is_err(), "out at once");
    assert!(w.login(&invited.login, WORDS, &secret).await.is_none());
    // Whoever still holds what a request began with gets nothing either.
    assert!(
        w.house.my_files(&client).await.is_err_and(|_| true) || {
            w.house.my_files(&client).await.unwrap().is_empty()
        }
    );
    let state = async || w.house.portal_page(&noor, at.0).await.unwrap().people[0].state;
    assert!(matches!(state().await, PortalState::Ended { .. }));
    assert_eq!(faults(invite(&w, at).await), [("person", "portal-ended")]);

    w.house
        .reopen_portal(&noor, at.0, at.1, &because("Puk wil weer kijken."), request)
        .await
        .unwrap_err();
    w.house
        .reopen_portal(
            &noor,
            at.0,
            at.1,
            &because("Puk wil weer kijken."),
            RequestId::fresh(),
        )
        .await
        .unwrap();
    assert_eq!(w.count("reopen-portal", true).await, 1);
    assert_eq!(state().await, PortalState::Open { invited: false });
    let token = w.login(&invited.login, WORDS, &secret).await.unwrap();
    let client = w.house.caller(&token.0).await.unwrap();
    let file = w.house.my_files(&client).await.unwrap().remove(0);
    assert_eq!(
        file.reopened,
        Some(w.house.today()),
        "the client is told that it was closed and is open again"
    );
    w.later(31 * 24 * 60);
    let token = w.login(&invited.login, WORDS, &secret).await.unwrap();
    let client = w.house.caller(&token.0).await.unwrap();
    assert_eq!(w.house.my_files(&client).await.unwrap()[0].reopened, None);
    w.done().await;
}

#[tokio::test]
async fn ending_one_way_in_leaves_the_other_dossier_open() {
    let w = World::new().await;
    let one = known(&w, "Puk", "1990-02-03", BSN).await;
    let two = known(&w, "Puk", "1990-02-03", BSN).await;
    let invited = invite(&w, one).await.unwrap();
    let (_, secret, _, token) = came(&w, &invited).await;
    assert!(invite(&w, two).await.unwrap().known);
    let noor = w.caller("noor").await;
    let end = async |at: (DossierId, PersonId)| {
        w.house
            .end_portal(&noor, at.0, at.1, &because("Verhuisd."), RequestId::fresh())
            .await
            .unwrap();
    };
    end(one).await;
    assert!(w.house.caller(&token).await.is_err(), "its sessions end");
    let token = w.login(&invited.login, WORDS, &secret).await.unwrap();
    let client = w.house.caller(&token.0).await.unwrap();
    let files = w.house.my_files(&client).await.unwrap();
    assert_eq!(files.iter().map(|f| f.person).collect::<Vec<_>>(), [two.1]);
    nothing(w.house.my_file(&client, one.1).await);
    assert_eq!(
        w.house.my_endings(&client).await.unwrap(),
        [w.house.today()],
        "told that one is closed"
    );
    end(two).await;
    assert!(w.login(&invited.login, WORDS, &secret).await.is_none());
    // Another dossier begins: the same login, opened for that one alone.
    let three = known(&w, "Puk", "1990-02-03", BSN).await;
    assert!(invite(&w, three).await.unwrap().known);
    let token = w.login(&invited.login, WORDS, &secret).await.unwrap();
    let client = w.house.caller(&token.0).await.unwrap();
    let files = w.house.my_files(&client).await.unwrap();
    assert_eq!(
        files.iter().map(|f| f.person).collect::<Vec<_>>(),
        [three.1]
    );
    w.done().await;
}

#[tokio::test]
async fn lists_of_staff_read_no_account_of_a_client() {
    let mut w = World::new().await;
    let at = known(&w, "Puk", "1990-02-03", BSN).await;
    let invited = invite(&w, at).await.unwrap();
    for n in 0..50 {
        let function = [regie_terms::Function::Support];
        w.lay(&format!("hulp{n:02}"), &function).await;
    }
    // Damaged on purpose: whatever reads it fails.
    w.ledger
        .db()
        .execute(
            "UPDATE record SET sealed = $1 WHERE id = $2",
            &[
                Arg::Bytes(&[0; 40]),
                Arg::Bytes(invited.account.0.as_bytes()),
            ],
        )
        .await
        .unwrap();
    let (noor, admin) = (w.caller("noor").await, w.caller("beheer").await);
    let place = regie_casework::dossier::Place::Coordinator;
    let names: Vec<String> = w
        .house
        .colleagues(&noor, place)
        .await
        .unwrap()
        .into_iter()
        .map(|c| c.name)
        .collect();
    assert_eq!(names, ["noor Test", "olaf Test", "sam Test"]);
    let first = w.house.accounts(&admin, 1).await.unwrap();
    assert_eq!((first.rows.len(), first.pages, first.all), (50, 2, 57));
    assert_eq!(first.rows[0].login, "beheer");
    let last = w.house.accounts(&admin, 99).await.unwrap();
    assert_eq!((last.rows.len(), last.page), (7, 2));
    assert_eq!(last.rows[6].login, "vera");
    // On whichever page an account stands, its login name leads to it; a part of it does not.
    let found = w.house.find_staff(&admin, " Vera ").await.unwrap();
    assert_eq!(found, w.id("vera"));
    for (login, code) in [("ver", "unknown"), ("", "missing")] {
        let found = w.house.find_staff(&admin, login).await;
        assert_eq!(crate::world::faults(found), [("login", code)]);
    }
    crate::world::denied(w.house.find_staff(&noor, "vera").await);
    let id = w.id("vera");
    w.house
        .end_account(&admin, id, RequestId::fresh())
        .await
        .unwrap();
    let first = w.house.accounts(&admin, 2).await.unwrap();
    assert_eq!(first.rows[6].login, "vera", "who left stands last");
}
