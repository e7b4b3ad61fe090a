//! From the front door into a dossier: who referred, what was asked there, what may be recorded before the first conversation, and the table of teams.

use crate::world::{World, denied, faults, person};
use regie_casework::administer::ClientInput;
use regie_casework::door::{SignalInput, TeamsInput};
use regie_casework::dossier::{StartInput, Started};
use regie_casework::entry::EntryInput;
use regie_casework::triage::{ReferralInput, TalkInput};
use regie_casework::{Caller, FieldError, Refused};
use regie_terms::{Charter, DossierId, NeedWord, Outcome, PersonId, RequestId};

async fn started(w: &World, form: &StartInput) -> DossierId {
    let vera = w.caller("vera").await;
    let done = w.house.start_dossier(&vera, form, RequestId::fresh()).await;
    match done.unwrap() {
        Started::New { dossier, .. } => dossier,
        Started::Exists { found } => panic!("{found:?}"),
    }
}

/// The one person of a new dossier, and that person in the portal.
async fn client(w: &World, dossier: DossierId) -> (PersonId, Caller) {
    let noor = w.caller("noor").await;
    let page = w.house.open_dossier(&noor, dossier).await.unwrap();
    let person = page.people[0].id;
    let form = ClientInput::default();
    let invited = w
        .house
        .invite_client(&noor, dossier, person, &form, RequestId::fresh())
        .await
        .unwrap();
    let secret = w.accept(&invited, "een lange blauwe trein").await.unwrap();
    let token = w.login(&invited.login, "een lange blauwe trein", &secret);
    let token = token.await.unwrap();
    (person, w.house.caller(&token.0).await.unwrap())
}

fn referred(from: &str) -> ReferralInput {
    ReferralInput {
        from: from.into(),
        role: "huisarts".into(),
        gave: "Dat er een vraag is.".into(),
        discussed: "yes".into(),
        ..ReferralInput::default()
    }
}

#[tokio::test]
async fn a_professional_who_refers_is_named_to_the_client() {
    let w = World::new().await;
    let with = |referral: ReferralInput| StartInput {
        referral,
        ..w.start()
    };
    let vera = w.caller("vera").await;
    let nameless = with(referred("professional"));
    let start = |form: StartInput| {
        let (w, vera) = (&w, &vera);
        async move { w.house.start_dossier(vera, &form, RequestId::fresh()).await }
    };
    assert_eq!(
        faults(start(nameless).await),
        [("referral_name", "missing")]
    );
    assert_eq!(
        faults(start(with(ReferralInput::default())).await),
        [("referral_from", "unpicked")]
    );
    let named = ReferralInput {
        name: "P. Huisarts".into(),
        ..referred("professional")
    };
    let dossier = started(&w, &with(named)).await;
    let (person, client) = client(&w, dossier).await;
    let file = w.house.my_file(&client, person).await.unwrap();
    let [one] = file.referrals.as_slice() else {
        panic!("one referral")
    };
    assert_eq!(one.name.as_deref(), Some("P. Huisarts"));
    assert_eq!(one.gave.as_deref(), Some("Dat er een vraag is."));
    w.done().await;
}

#[tokio::test]
async fn who_signals_is_kept_only_where_they_agree_and_a_danger_stays_from_the_client() {
    let w = World::new().await;
    let vera = w.caller("vera").await;
    let with = |referral: ReferralInput| StartInput {
        referral,
        ..w.start()
    };
    let named = ReferralInput {
        name: "Buurvrouw Bep".into(),
        ..referred("signal")
    };
    let asked = w
        .house
        .start_dossier(&vera, &with(named), RequestId::fresh())
        .await;
    assert_eq!(faults(asked), [("referral_name", "not-agreed")]);
    let dossier = started(&w, &with(referred("signal"))).await;
    let (puk, client_one) = client(&w, dossier).await;
    let file = w.house.my_file(&client_one, puk).await.unwrap();
    assert_eq!(file.referrals.len(), 1);
    assert_eq!(file.referrals[0].name, None);

    let unsaid = ReferralInput {
        discussed: "no".into(),
        ..referred("signal")
    };
    let other = |referral: ReferralInput| StartInput {
        person: person("Ander", "1980-05-05"),
        ..with(referral)
    };
    let asked = w
        .house
        .start_dossier(&vera, &other(unsaid.clone()), RequestId::fresh())
        .await;
    assert_eq!(faults(asked), [("referral_danger", "missing")]);
    let danger = ReferralInput {
        danger: "De partner dreigt.".into(),
        ..unsaid
    };
    let dossier = started(&w, &other(danger)).await;
    let noor = w.caller("noor").await;
    let page = w.house.open_dossier(&noor, dossier).await.unwrap();
    assert_eq!(
        page.referrals[0].danger.as_deref(),
        Some("De partner dreigt.")
    );
    let (who, client_two) = client(&w, dossier).await;
    let file = w.house.my_file(&client_two, who).await.unwrap();
    assert!(file.referrals.is_empty());
    w.done().await;
}

#[tokio::test]
async fn before_the_first_conversation_only_that_something_is_there() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let form = StartInput {
        door: ["Ja.", "Hulp bij de post.", "Sociaal.", "Nee."]
            .map(str::to_owned)
            .into(),
        ..w.start()
    };
    let dossier = started(&w, &form).await;
    let page = w.house.open_dossier(&noor, dossier).await.unwrap();
    let person = page.people[0].id;
    assert_eq!(page.at_front_door, [person]);
    assert_eq!(page.triages[0].moment.name, "front-door");
    assert_eq!(page.triages[0].answered.len(), 4);
    let entry = |kind: &str, moment: &str| EntryInput {
        person: person.to_string(),
        law: "wmo".into(),
        kind: kind.into(),
        category: "help-request".into(),
        purpose: "support".into(),
        text: "Vraagt hulp bij de post.".into(),
        basis: "Wmo 2015 5.1.1".into(),
        need: "Zonder dit past de hulp niet.".into(),
        source: "client".into(),
        statement: "client-view".into(),
        moment: moment.into(),
        ..EntryInput::default()
    };
    let record = |input: EntryInput| {
        let (w, noor) = (&w, &noor);
        async move {
            w.house
                .record_entry(noor, dossier, &input, RequestId::fresh())
                .await
        }
    };
    assert_eq!(
        faults(record(entry("what", "later")).await),
        [("moment", "front-door")]
    );
    let answers = denied(record(entry("what", "front-door")).await);
    assert!(
        answers[1]
            .because
            .iter()
            .any(|why| why.rule == "wet.recording.what-at-the-front-door")
    );
    record(entry("that", "front-door")).await.unwrap();
    let talk = TalkInput {
        person: person.to_string(),
        on: w.house.today().to_string(),
        told: ["way-of-working", "recorded", "shared-with", "rights"]
            .map(str::to_owned)
            .into(),
        in_words: "yes".into(),
        support: "not-wanted".into(),
    };
    w.house
        .first_conversation(&noor, dossier, &talk, RequestId::fresh())
        .await
        .unwrap();
    record(entry("what", "first-conversation")).await.unwrap();
    let page = w.house.open_dossier(&noor, dossier).await.unwrap();
    assert!(page.at_front_door.is_empty());
    w.done().await;
}

#[tokio::test]
async fn a_worry_about_somebody_who_did_not_ask_is_recorded_on_a_ground_alone() {
    let w = World::new().await;
    let vera = w.caller("vera").await;
    let ask = |input: SignalInput| {
        let (house, vera) = (w.house.clone(), &vera);
        async move { house.early_signal(vera, &input).await }
    };
    let plain = ask(SignalInput::default()).await.unwrap();
    assert_eq!(plain.outcome, Outcome::Prohibited);
    assert!(
        plain
            .because
            .iter()
            .any(|why| why.rule == "wet.recording.early-signal")
    );
    let article = SignalInput {
        article: "Jeugdwet 7.1.4.1".into(),
        ..SignalInput::default()
    };
    assert_eq!(ask(article).await.unwrap().outcome, Outcome::Permitted);
    let danger = SignalInput {
        danger: "yes".into(),
        ..SignalInput::default()
    };
    let answer = ask(danger.clone()).await.unwrap();
    assert_ne!(answer.outcome, Outcome::Prohibited);
    let over = SignalInput {
        consulted: "yes".into(),
        ..danger
    };
    let answer = ask(over).await.unwrap();
    assert!(
        !answer
            .needs
            .iter()
            .any(|n| n.what == NeedWord::Consultation)
    );
    assert_eq!(
        w.count("start-dossier", true).await,
        0,
        "nothing is written"
    );
    let beheer = w.caller("beheer").await;
    denied(w.house.early_signal(&beheer, &SignalInput::default()).await);
    for charter in [Charter::Kempen, Charter::UtrechtZuidoost] {
        let house = w.desk_under(charter).await;
        let answer = house
            .early_signal(&vera, &SignalInput::default())
            .await
            .unwrap();
        assert_eq!(answer.outcome, Outcome::Prohibited, "{charter}");
    }
    w.done().await;
}

async fn set(
    w: &World,
    who: &Caller,
    areas: &str,
    crisis: &str,
    version: &str,
) -> Result<(), Refused> {
    let input = TeamsInput {
        areas: areas.into(),
        crisis: crisis.into(),
        version: version.into(),
    };
    w.house.set_teams(who, &input, RequestId::fresh()).await
}

#[tokio::test]
async fn the_administrator_keeps_the_teams_whole_or_not_at_all() {
    let w = World::new().await;
    let (beheer, vera) = (w.caller("beheer").await, w.caller("vera").await);
    let numbers = w.house.crisis_lines(&vera).await.unwrap();
    assert_eq!(
        numbers[0].phone, "112",
        "there is a list before anybody made one"
    );
    denied(set(&w, &vera, "3561;Overvecht", "", "0").await);
    let Err(Refused::Invalid(wrong)) = set(&w, &beheer, "3561;A\n35;B", "x", "0").await else {
        panic!("it was kept")
    };
    assert_eq!(
        wrong,
        [
            FieldError::limit("areas", "postcode", 2),
            FieldError::limit("crisis", "columns", 1)
        ]
    );
    assert_eq!(w.house.team_of(&vera, "3561 AB").await.unwrap(), None);
    set(
        &w,
        &beheer,
        "3561;Overvecht\n3561 XY;Zuilen",
        "Crisisdienst;030 1234567;Dag en nacht",
        "0",
    )
    .await
    .unwrap();
    let team = |typed: &'static str| {
        let (house, vera) = (w.house.clone(), &vera);
        async move { house.team_of(vera, typed).await.unwrap() }
    };
    assert_eq!(team("3561 AB Utrecht").await.as_deref(), Some("Overvecht"));
    assert_eq!(team("3561xy").await.as_deref(), Some("Zuilen"));
    assert_eq!(team("9999 ZZ").await, None);
    assert_eq!(team("").await, None);
    let numbers = w.house.crisis_lines(&vera).await.unwrap();
    assert_eq!(numbers[0].name, "Crisisdienst");
    assert_eq!(
        faults(set(&w, &beheer, "3562;Overvecht", "", "0").await),
        [("areas", "moved")]
    );
    assert_eq!(w.count("set-teams", true).await, 1);
    w.done().await;
}
