//! Case meetings: who took part and on which ground, that the client knows and reads it, and that they go with a split and an erased file.

use crate::plan::{first, written};
use crate::splitting::{agreed, carry, choose_rest, known, sealed};
use crate::world::{World, denied, faults};
use regie_casework::entry::{EntryInput, FAMILY};
use regie_casework::meeting::{MeetingInput, MeetingView, ParticipantInput};
use regie_casework::plan::{PlanInput, PresenceInput};
use regie_terms::{Id, Outcome, PersonId, RequestId};

fn meeting(w: &World, about: Option<PersonId>) -> MeetingInput {
    let text = |t: &str| t.to_owned();
    let there = |person: PersonId| PresenceInput {
        person: person.to_string(),
        there: text("no"),
        because: text("Dat wilde zij zelf niet."),
    };
    MeetingInput {
        person: about.map_or_else(|| text(FAMILY), |id| id.to_string()),
        held_on: text("2026-11-18"),
        summary: text("Hoe het op school gaat."),
        talked: vec![there(w.child), there(w.mother), there(w.father)],
        told_how: text("Besproken op 10 november."),
        participants: vec![
            ParticipantInput {
                name: text("Noor"),
                ..ParticipantInput::default()
            },
            ParticipantInput {
                name: text("Juf Anna"),
                organisation: text("De Regenboog"),
                party: text("school"),
                brought: text("Zij komt weer elke dag."),
                ground: text("Toestemming voor dit overleg."),
            },
        ],
        agreed: vec![text("De mentor belt wekelijks.")],
        label: EntryInput {
            law: text("jeugdwet"),
            basis: text("Jeugdwet 4.1.3"),
            need: text("Zonder dit weet niemand wie wat doet."),
            source: text("own-observation"),
            moment: text("later"),
            ..EntryInput::default()
        },
    }
}

async fn held(w: &World, input: &MeetingInput) -> Id {
    let noor = w.caller("noor").await;
    let done = w
        .house
        .record_meeting(&noor, w.dossier, input, RequestId::fresh());
    done.await.unwrap()
}

async fn read(w: &World) -> Vec<MeetingView> {
    let noor = w.caller("noor").await;
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    page.meetings
}

#[tokio::test]
async fn a_meeting_says_who_took_part_and_the_client_reads_that_it_was_held() {
    let w = World::new().await;
    let olaf = w.caller("olaf").await;
    let input = meeting(&w, Some(w.child));
    let said = w
        .house
        .record_meeting(&olaf, w.dossier, &input, RequestId::fresh())
        .await;
    assert_eq!(denied(said)[0].outcome, Outcome::Prohibited);
    let noor = w.caller("noor").await;
    let request = RequestId::fresh();
    for _ in 0..2 {
        let done = w.house.record_meeting(&noor, w.dossier, &input, request);
        assert_eq!(done.await.unwrap(), request.0);
    }
    assert_eq!(w.count("record-meeting", true).await, 1);
    let all = read(&w).await;
    let one = &all[0];
    assert_eq!((all.len(), one.person), (1, Some(w.child)));
    // Only whom it is about is asked whether they were there.
    assert_eq!(one.meeting.talked.len(), 1);
    let took = &one.meeting.participants;
    assert_eq!(
        (took[1].organisation.as_deref(), took[1].ground.as_str()),
        (Some("De Regenboog"), "Toestemming voor dit overleg.")
    );
    assert_eq!(one.agreed[0].1, "De mentor belt wekelijks.");

    let mother = w.caller("moeder").await;
    let mine = w.house.my_file(&mother, w.child).await.unwrap().meetings;
    assert_eq!(
        (mine[0].summary.as_str(), mine[0].told_how.as_str()),
        ("Hoe het op school gaat.", "Besproken op 10 november.")
    );
    assert_eq!(mine[0].agreed, ["De mentor belt wekelijks."]);
    assert_eq!(mine[0].brought, ["Zij komt weer elke dag."]);
    // Whose word that was is not told with it (SHA-13).
    assert!(mine[0].participants.iter().all(|p| p.brought.is_empty()));
    assert!(mine[0].participants.iter().any(|p| p.name == "Juf Anna"));
    let own = w.house.my_file(&mother, w.mother).await.unwrap();
    assert!(own.meetings.is_empty(), "it is about the child alone");
    let father = w.caller("vader").await;
    let own = w.house.my_file(&father, w.father).await.unwrap();
    assert!(own.meetings.is_empty());
    let lines = w.house.who_looked(&mother, w.child, None).await.unwrap();
    assert!(lines.lines.iter().any(|l| l.act == "record-meeting"));
}

#[tokio::test]
async fn a_meeting_without_ground_or_word_to_the_client_is_not_written_down() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let mut input = meeting(&w, Some(w.child));
    input.told_how = " ".into();
    input.talked[0].because = String::new();
    input.participants[1].ground = String::new();
    input.participants[1].party = String::new();
    input.held_on = "2026-12-01".into();
    let said = w
        .house
        .record_meeting(&noor, w.dossier, &input, RequestId::fresh())
        .await;
    let mut found = faults(said);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("ground-2", "missing"),
            ("held_on", "too-late"),
            ("there_because-1", "missing"),
            ("told_how", "missing"),
            ("who_party-2", "unpicked"),
        ]
    );
    assert!(read(&w).await.is_empty());
}

#[tokio::test]
async fn what_was_agreed_in_a_meeting_goes_into_the_plan_without_typing_it_again() {
    let w = World::new().await;
    held(&w, &meeting(&w, None)).await;
    let agreed = read(&w).await[0].agreed[0].0;
    let input = PlanInput {
        parts: Vec::new(),
        as_agreement: vec![agreed.to_string()],
        ..first(&w)
    };
    written(&w, &input).await;
    let father = w.caller("vader").await;
    let file = w.house.my_file(&father, w.father).await.unwrap();
    let plan = file.plan.unwrap();
    assert_eq!(
        (plan.parts[0].entry, plan.parts[0].text.as_str()),
        (agreed, "De mentor belt wekelijks.")
    );
    assert_eq!(file.meetings.len(), 1);
    assert!(file.meetings[0].family);
}

#[tokio::test]
async fn a_meeting_stands_still_with_all_about_somebody_and_goes_with_their_file() {
    let w = World::new().await;
    held(&w, &meeting(&w, Some(w.child))).await;
    let noor = w.caller("noor").await;
    let input = regie_casework::restrict::RestrictInput {
        ground: "accuracy-contested".into(),
        because: "Zij zegt dat het niet klopt.".into(),
        ..Default::default()
    };
    let what = regie_casework::restrict::Restricting::Person(w.child);
    w.house
        .restrict(&noor, w.dossier, what, &input, RequestId::fresh())
        .await
        .unwrap();
    let one = read(&w).await.remove(0);
    assert!(one.still);
    assert_eq!(one.meeting.summary, "");
    assert!(one.meeting.participants.is_empty() && one.agreed.is_empty());
    let more = meeting(&w, Some(w.child));
    let said = w
        .house
        .record_meeting(&noor, w.dossier, &more, RequestId::fresh())
        .await;
    assert_eq!(faults(said), [("person", "restricted")]);

    let w = World::new().await;
    held(&w, &meeting(&w, Some(w.child))).await;
    let noor = w.caller("noor").await;
    let request = w.requested(w.child, "erasure", &[], "granted").await;
    let input = regie_casework::erase::EraseInput {
        verzoek: request.to_string(),
        reason: "Toegewezen.".into(),
        sure: "yes".into(),
    };
    let what = regie_casework::erase::Erasing::File(w.child, regie_terms::Law::Jeugdwet);
    w.house
        .erase(&noor, w.dossier, what, &input, RequestId::fresh())
        .await
        .unwrap();
    assert!(read(&w).await.is_empty());
    assert!(!sealed(&w, w.dossier).await.contains("Juf Anna"));
}

#[tokio::test]
async fn a_split_decides_about_a_meeting_of_the_family_and_leaves_no_trace() {
    let w = known().await;
    let mut about = meeting(&w, None);
    about.summary = "Karel en Mieke maken ruzie.".into();
    held(&w, &about).await;
    let mut own = meeting(&w, Some(w.child));
    own.participants[1].brought = "Sara zegt dat Karel schreeuwt.".into();
    held(&w, &own).await;
    let split = agreed(&w, "vader", w.father, "Ik wil een eigen dossier.").await;
    choose_rest(&w, split).await;
    let fresh = carry(&w, split).await;
    let noor = w.caller("noor").await;
    let theirs = w.house.open_dossier(&noor, fresh).await.unwrap().meetings;
    assert_eq!((theirs.len(), theirs[0].person), (1, Some(w.father)));
    assert_eq!(read(&w).await.len(), 2);
    let stays = sealed(&w, w.dossier).await;
    assert!(!stays.contains("schreeuwt"));
    assert!(stays.contains("Nieuwe woorden voor wie blijft."));
}
