//! Somebody answers for a client without standing in the dossier: by name and capacity, or it is no answer.

use crate::world::{Family, TODAY, World, faults};
use jiff::civil::date;
use regie_casework::consent::ConsentInput;
use regie_casework::dossier::AuthorityInput;
use regie_casework::share::{ShareInput, ShareStage};
use regie_casework::thing::Outsider;
use regie_terms::{Consenter, Outcome, Representative, RequestId};

fn said(of: &str, answer: &str) -> ConsentInput {
    ConsentInput {
        of: of.into(),
        answer: answer.into(),
        way: "at-the-table".into(),
        form: "oral".into(),
        on: TODAY.to_string(),
        ..ConsentInput::default()
    }
}

#[tokio::test]
async fn a_parent_who_is_not_in_the_dossier_agrees_by_name_or_not_at_all() {
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
    let noor = w.caller("noor").await;
    let put = async |input: &ConsentInput| {
        w.house
            .record_consent(&noor, w.dossier, share, input, None, RequestId::fresh())
            .await
    };
    let nameless = said("parent-or-guardian", "given");
    assert_eq!(faults(put(&nameless).await), [("holder_name", "missing")]);
    let blank = ConsentInput {
        holder_name: " \u{200b} ".into(),
        ..nameless.clone()
    };
    assert_eq!(faults(put(&blank).await), [("holder_name", "missing")]);
    // Only a parent or guardian can answer in that place.
    let mentor = ConsentInput {
        holder_name: "Ans de Verre".into(),
        holder_as: "mentor".into(),
        ..nameless.clone()
    };
    assert_eq!(faults(put(&mentor).await), [("holder_as", "unknown")]);
    // Who stands in the dossier has a name there.
    let child = ConsentInput {
        holder_name: "Ans de Verre".into(),
        ..said("subject", "given")
    };
    assert_eq!(faults(put(&child).await), [("holder_name", "known")]);
    assert!(
        w.house
            .open_share(&noor, w.dossier, share)
            .await
            .unwrap()
            .consents
            .is_empty()
    );

    put(&ConsentInput {
        holder_as: String::new(),
        ..mentor
    })
    .await
    .unwrap();
    w.answer("kind", share, "yes").await.unwrap();
    let page = w.house.open_share(&noor, w.dossier, share).await.unwrap();
    let given = page
        .consents
        .iter()
        .find(|c| c.of == Consenter::ParentOrGuardian)
        .unwrap();
    assert_eq!(
        (given.name.as_deref(), given.outsider),
        (Some("Ans de Verre"), Some(Representative::ParentOrGuardian))
    );
    w.house
        .share_now(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    // The one it is about reads who decided for them; the page for the recipient does not say it.
    let child = w.caller("kind").await;
    let mine = w.house.my_file(&child, w.child).await.unwrap();
    assert_eq!(
        mine.shares[0].agreed_for,
        [Outsider {
            name: "Ans de Verre".to_owned(),
            kind: Some(Representative::ParentOrGuardian)
        }]
    );
    let paper = w
        .house
        .recipient_page(&noor, w.dossier, share)
        .await
        .unwrap();
    assert!(!serde_json::to_string(&paper).unwrap().contains("Verre"));
    w.done().await;
}

#[tokio::test]
async fn a_mentor_whose_name_is_not_recorded_answers_as_mentor() {
    let w = World::with(Family {
        born: date(2004, 3, 1),
        mother: false,
        child_can_weigh: false,
        ..Family::default()
    })
    .await;
    let noor = w.caller("noor").await;
    let mentor = AuthorityInput {
        person: w.child.to_string(),
        kind: "mentor".into(),
        rests: "appointment".into(),
        kept: "seen".into(),
        ..AuthorityInput::default()
    };
    w.house
        .add_authority(&noor, w.dossier, (&mentor, None), RequestId::fresh())
        .await
        .unwrap();
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let share = w.share(&[fact]).await;
    let must = w
        .house
        .open_share(&noor, w.dossier, share)
        .await
        .unwrap()
        .must_agree;
    assert_eq!(must.len(), 1);
    assert_eq!(
        (must[0].of, must[0].capacities.as_slice()),
        (
            Consenter::Representative,
            [Representative::Mentor].as_slice()
        )
    );
    let yes = ConsentInput {
        holder_name: "Mo Mentor".into(),
        holder_as: "curator".into(),
        ..said("representative", "given")
    };
    let put = async |input: &ConsentInput| {
        w.house
            .record_consent(&noor, w.dossier, share, input, None, RequestId::fresh())
            .await
    };
    assert_eq!(faults(put(&yes).await), [("holder_as", "unknown")]);
    let yes = ConsentInput {
        holder_as: "mentor".into(),
        ..yes
    };
    put(&yes).await.unwrap();
    let list = w
        .house
        .share_checklist(&noor, w.dossier, share, None)
        .await
        .unwrap();
    assert_eq!(list.disclosure.outcome, Outcome::Permitted);
    w.done().await;
}

/// What somebody by name answers as a parent.
fn by(name: &str, answer: &str) -> ConsentInput {
    ConsentInput {
        holder_name: name.into(),
        ..said("parent-or-guardian", answer)
    }
}

/// A child of fourteen; who has authority over it is not recorded.
async fn family() -> World {
    World::with(Family {
        born: date(2012, 3, 1),
        mother: false,
        ..Family::default()
    })
    .await
}

#[tokio::test]
async fn a_no_by_name_is_not_undone_by_anothers_yes() {
    let w = family().await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let share = w.asked(&[fact]).await;
    let noor = w.caller("noor").await;
    let put = async |input: ConsentInput| {
        w.later(1);
        w.house
            .record_consent(&noor, w.dossier, share, &input, None, RequestId::fresh())
            .await
    };
    let stage = async || {
        let page = w.house.open_share(&noor, w.dossier, share).await.unwrap();
        let last = page
            .must_agree
            .iter()
            .find(|one| one.of == Consenter::ParentOrGuardian)
            .and_then(|one| one.last);
        let who = page.consents.iter().find(|c| Some(c.id) == last).unwrap();
        (page.row.stage, who.name.clone().unwrap())
    };
    w.answer("kind", share, "yes").await.unwrap();
    put(by("Cor Derde", "given")).await.unwrap();
    assert_eq!(stage().await, (ShareStage::Ready, "Cor Derde".to_owned()));
    put(by("Bea Anders", "refused")).await.unwrap();
    // Who said yes before says so again; and somebody new.
    for name in ["Cor Derde", "Dirk Vierde", "bea anders"] {
        let said_no = [("holder_name", "said-no")];
        assert_eq!(faults(put(by(name, "given")).await), said_no, "{name}");
    }
    assert_eq!(
        stage().await,
        (ShareStage::Refused, "Bea Anders".to_owned())
    );
    let now = w
        .house
        .share_now(&noor, w.dossier, share, RequestId::fresh())
        .await;
    assert!(now.is_err());
    // Each no is its own giver's to change.
    put(by("Cor Derde", "withdrawn")).await.unwrap();
    put(by("Cor Derde", "given")).await.unwrap();
    assert_eq!(
        stage().await,
        (ShareStage::Refused, "Bea Anders".to_owned())
    );
    let now = w
        .house
        .share_now(&noor, w.dossier, share, RequestId::fresh())
        .await;
    assert!(now.is_err());
    put(by("Bea Anders", "given")).await.unwrap();
    assert_eq!(stage().await.0, ShareStage::Ready);
    w.house
        .share_now(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    put(by("Cor Derde", "withdrawn")).await.unwrap();
    assert_eq!(stage().await.0, ShareStage::SharedThenWithdrawn);
    w.done().await;
}

#[tokio::test]
async fn who_took_a_yes_back_did_not_say_yes_for_the_reader() {
    let w = family().await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let more = w
        .fact(w.child, "jeugdwet", "help-request", "Eet slecht.")
        .await;
    let share = w.asked(&[fact]).await;
    let noor = w.caller("noor").await;
    let put = async |input: ConsentInput| {
        w.later(1);
        w.house
            .record_consent(&noor, w.dossier, share, &input, None, RequestId::fresh())
            .await
            .unwrap();
    };
    // A yes to less than what went.
    put(by("Dirk Vierde", "given")).await;
    let marked = ShareInput {
        facts: Some(vec![fact.to_string(), more.to_string()]),
        ..ShareInput::default()
    };
    w.house
        .update_share(&noor, w.dossier, share, &marked, RequestId::fresh())
        .await
        .unwrap();
    w.house
        .ask_consent(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    w.answer("kind", share, "yes").await.unwrap();
    put(by("Ans de Verre", "given")).await;
    put(by("Cor Derde", "given")).await;
    let names = async || {
        let child = w.caller("kind").await;
        let mine = w.house.my_file(&child, w.child).await.unwrap();
        let names = mine.shares[0].agreed_for.iter().map(|o| o.name.clone());
        names.collect::<Vec<_>>()
    };
    w.house
        .share_now(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(names().await, ["Ans de Verre", "Cor Derde"]);
    // What is taken back later was a yes when it went.
    put(by("Ans de Verre", "withdrawn")).await;
    assert_eq!(names().await, ["Ans de Verre", "Cor Derde"]);
    w.done().await;
}
