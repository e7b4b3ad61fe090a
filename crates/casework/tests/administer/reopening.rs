//! Opening an ended account of staff again: begun anew, with nothing of before in it.

use crate::world::{PASSWORD, World, denied, faults, nothing};
use regie_casework::Caller;
use regie_casework::administer::{AccountState, Invited};
use regie_casework::dossier::{AssignInput, FindInput};
use regie_casework::thing::{InvitationFor, TaskKind};
use regie_terms::{AccountId, Act, DossierId, Function, NeedWord, Outcome, Relation, RequestId};

const NEW: &str = "een lange blauwe trein";
const REASON: &str = "Weekenddienst, het kan niet wachten.";

fn as_(place: &str, account: AccountId) -> AssignInput {
    AssignInput {
        place: place.into(),
        account: account.to_string(),
        until: String::new(),
        why: "Werkt mee.".into(),
    }
}

async fn end(w: &World, login: &str) {
    let admin = w.caller("beheer").await;
    w.house
        .end_account(&admin, w.id(login), RequestId::fresh())
        .await
        .unwrap();
}

async fn reopen(w: &World, login: &str) -> Invited {
    let admin = w.caller("beheer").await;
    w.house
        .reopen_account(&admin, w.id(login), RequestId::fresh())
        .await
        .unwrap()
}

/// The whole way in of somebody who came back: the code, a login, every declaration signed.
async fn back(w: &World, invited: &Invited) -> Caller {
    let secret = w.accept(invited, NEW).await.unwrap();
    let token = w.login(&invited.login, NEW, &secret).await.unwrap();
    let new = w.house.caller(&token.0).await.unwrap();
    let needs = denied(w.house.caseload(&new).await);
    assert_eq!(needs[0].needs[0].what, NeedWord::Declaration);
    assert_eq!(w.house.missing_declarations(&new).unwrap().len(), 1);
    let all = ["confidentiality", "integrity", "code-of-conduct"].map(str::to_owned);
    w.house
        .sign_declarations(&new, &all, NEW, "here", RequestId::fresh())
        .await
        .unwrap();
    w.house.caller(&token.0).await.unwrap()
}

async fn waiting(w: &World, login: &str) -> Vec<(TaskKind, Option<DossierId>)> {
    let caseload = w.house.caseload(&w.caller(login).await).await.unwrap();
    caseload.tasks.iter().map(|t| (t.what, t.dossier)).collect()
}

async fn assign(w: &World, by: &str, dossier: DossierId, place: &str, login: &str) {
    let by = w.caller(by).await;
    w.house
        .assign(&by, dossier, &as_(place, w.id(login)), RequestId::fresh())
        .await
        .unwrap();
}

#[tokio::test]
async fn who_comes_back_begins_anew_and_has_no_dossier_by_it() {
    let w = World::new().await;
    let dossier = w.dossier().await;
    assign(&w, "noor", dossier, "involved", "olaf").await;
    let before = w.house.login_demo("noor").await.unwrap();
    let noor = w.house.caller(&before.0).await.unwrap();
    w.house
        .add_note(&noor, dossier, "Nog bellen.", RequestId::fresh())
        .await
        .unwrap();
    for login in ["noor", "sam", "olaf"] {
        end(&w, login).await;
        let invited = reopen(&w, login).await;
        assert_eq!(
            (invited.login.as_str(), invited.what, invited.known),
            (login, InvitationFor::Begin, false)
        );
        let admin = w.caller("beheer").await;
        let row = w.house.account_page(&admin, w.id(login)).await.unwrap();
        let until = invited.until;
        assert_eq!(row.state, AccountState::Invited { until });
        assert!(row.signed.is_empty() && row.appointed == 0);
        assert_eq!(row.functions, [Function::Professional]);
        assert!(
            w.login(login, PASSWORD, &w.totp).await.is_none(),
            "the old password is none"
        );
        let new = back(&w, &invited).await;
        // Whatever they were there: coordinator, substitute, involved.
        let no = denied(w.house.open_dossier(&new, dossier).await);
        assert_eq!(no[0].outcome, Outcome::Prohibited, "{login}");
        denied(w.house.own_notes(&new, dossier).await);
        let caseload = w.house.caseload(&new).await.unwrap();
        assert!(caseload.dossiers.is_empty(), "{login}");
    }
    assert!(w.house.caller(&before.0).await.is_err(), "the old session");
    assert!(w.login("noor", PASSWORD, &w.totp).await.is_none());
    assert_eq!(w.count("reopen-account", true).await, 3);

    // A place that is given again is one, with one's own notes.
    assert_eq!(
        waiting(&w, "mara").await,
        [(TaskKind::NameCoordinator, Some(dossier))]
    );
    assign(&w, "mara", dossier, "coordinator", "noor").await;
    let noor = w.caller("noor").await;
    let open = w.house.open_dossier(&noor, dossier).await.unwrap();
    assert_eq!(open.relation, Relation::Coordinator);
    let places: Vec<&str> = open.places.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(places, ["noor Test"]);
    assert_eq!(w.house.own_notes(&noor, dossier).await.unwrap().len(), 1);
    w.done().await;
}

#[tokio::test]
async fn a_glass_broken_before_the_end_is_closed_and_what_waited_goes_to_the_next() {
    let w = World::new().await;
    let dossier = w.dossier().await;
    end(&w, "sam").await;
    end(&w, "noor").await;
    let olaf = w.caller("olaf").await;
    let find = FindInput {
        surname: "de Proef".into(),
        born: "1990-02-03".into(),
        ..FindInput::default()
    };
    let found = async |who: &Caller| w.house.find(who, &find).await.unwrap().remove(0);
    let smash = async |who: &Caller| {
        found(who).await;
        w.house
            .break_glass(who, dossier, Act::View, REASON, RequestId::fresh())
            .await
    };
    smash(&olaf).await.unwrap();
    w.house.open_dossier(&olaf, dossier).await.unwrap();
    end(&w, "olaf").await;
    let olaf = back(&w, &reopen(&w, "olaf").await).await;
    let no = denied(w.house.open_dossier(&olaf, dossier).await);
    assert_eq!(no[0].outcome, Outcome::Prohibited);
    let back_again = w.house.caseload(&olaf).await.unwrap();
    assert!(back_again.entered.is_empty() && back_again.tasks.is_empty());

    // Who kept it is nobody now: it is looked after by no one, not by somebody who does not know of it.
    reopen(&w, "noor").await;
    let row = found(&olaf).await;
    assert!(row.coordinator.is_none());
    assert!(!row.substitute.unwrap().present);
    assert_eq!(row.view.outcome, Outcome::Incomplete);
    // A new glass is broken for itself.
    smash(&olaf).await.unwrap();
    w.house.open_dossier(&olaf, dossier).await.unwrap();
    assert_eq!(w.house.caseload(&olaf).await.unwrap().entered.len(), 1);
    // What noor should have judged goes to who keeps it next.
    let mut w = w;
    w.lay("tess", &[Function::Professional]).await;
    assign(&w, "mara", dossier, "coordinator", "tess").await;
    assert_eq!(
        waiting(&w, "tess").await,
        [(TaskKind::JudgeGlass, Some(dossier))]
    );
    assert!(waiting(&w, "mara").await.is_empty());
    w.done().await;
}

#[tokio::test]
async fn only_an_ended_account_of_somebody_else_is_reopened_and_once() {
    let mut w = World::new().await;
    let admin = w.caller("beheer").await;
    let ask =
        async |who: &Caller, account, request| w.house.reopen_account(who, account, request).await;
    let fresh = RequestId::fresh;
    assert_eq!(
        faults(ask(&admin, w.id("noor"), fresh()).await),
        [("account", "not-ended")]
    );
    nothing(ask(&admin, AccountId::fresh(), fresh()).await);
    end(&w, "noor").await;
    denied(ask(&w.caller("mara").await, w.id("noor"), fresh()).await);
    assert_eq!(w.count("reopen-account", false).await, 1);

    let request = fresh();
    let first = ask(&admin, w.id("noor"), request).await.unwrap();
    let second = ask(&admin, w.id("noor"), request).await.unwrap();
    assert_eq!((first.code.is_some(), &first.code), (true, &second.code));
    assert_eq!(w.count("reopen-account", true).await, 1);
    assert_eq!(
        faults(ask(&admin, w.id("noor"), fresh()).await),
        [("account", "not-ended")]
    );
    // The code ran out: another is made as for anybody who did not come yet.
    w.later(4 * 24 * 60);
    assert!(w.accept(&first, NEW).await.is_err());
    let admin = w.caller("beheer").await;
    let again = w
        .house
        .invite_again(&admin, w.id("noor"), fresh())
        .await
        .unwrap();
    assert_eq!(again.what, InvitationFor::Begin);
    w.accept(&again, NEW).await.unwrap();

    // Whoever was ended while they were logged in does not let themselves in again.
    let ada = w.lay("ada", &[Function::FunctionalAdministrator]).await;
    let still = w.caller("ada").await;
    end(&w, "ada").await;
    let own = w.house.reopen_account(&still, ada, fresh()).await;
    assert_eq!(faults(own), [("account", "own-account")]);
    w.done().await;
}
