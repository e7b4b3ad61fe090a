//! Triage from the charter, what it lets be recorded, the first conversation, and who reads of it.

use crate::world::{Family, World, entry, faults, triage};
use regie_casework::entry::{EntryInput, FAMILY};
use regie_casework::thing::{SupportAnswer, TriageOutcome};
use regie_casework::triage::{TalkInput, TriageInput};
use regie_casework::{Caller, Refused};
use regie_terms::{Charter, Id, PersonId, RequestId};

async fn decide(w: &World, who: &Caller, input: &TriageInput) -> Result<Id, Refused> {
    w.house
        .decide_triage(who, w.dossier, input, RequestId::fresh())
        .await
}

async fn record(w: &World, input: &EntryInput) -> Result<Id, Refused> {
    let noor = w.caller("noor").await;
    w.house
        .record_entry(&noor, w.dossier, input, RequestId::fresh())
        .await
        .map(|recorded| recorded.entry)
}

async fn kempen() -> World {
    World::with(Family {
        charter: Charter::Kempen,
        ..Family::default()
    })
    .await
}

fn of(category: &str, person: PersonId) -> EntryInput {
    EntryInput {
        category: category.into(),
        ..entry(person)
    }
}

/// A decision at the moment of a complex question of the Kempen, with this dimension.
fn judged(person: PersonId, dimension: &str) -> TriageInput {
    TriageInput {
        dimension: dimension.into(),
        ..triage(person, "complex", 14)
    }
}

#[tokio::test]
async fn the_moments_are_those_of_the_charter() {
    let names = |w: &World| -> Vec<String> {
        let moments = w.house.triage_page().moments.into_iter();
        moments.map(|one| one.name).collect()
    };
    let w = World::new().await;
    assert_eq!(
        names(&w),
        [
            "front-door",
            "first-conversation",
            "supplementary-care",
            "evaluation",
            "objection",
            "escalation",
            "other-law"
        ]
    );
    assert!(!w.house.triage_page().dimension_asked);
    let w = kempen().await;
    assert_eq!(
        names(&w),
        ["comes-in", "complex", "escalation", "other-law"]
    );
    assert!(w.house.triage_page().dimension_asked);
    let w = World::with(Family {
        charter: Charter::UtrechtZuidoost,
        ..Family::default()
    })
    .await;
    assert_eq!(
        names(&w),
        ["front-door", "first-conversation", "later", "other-law"]
    );
    let page = w.house.triage_page();
    assert_eq!(page.moments[0].source, "Regie");
}

#[tokio::test]
async fn a_decision_is_kept_as_it_was_taken_and_the_client_reads_it() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let first = decide(&w, &noor, &triage(w.child, "evaluation", 2))
        .await
        .unwrap();
    w.later(5);
    let second = TriageInput {
        outcome: "other".into(),
        dimension: "simple".into(),
        person: FAMILY.into(),
        ..triage(w.child, "evaluation", 2)
    };
    let second = decide(&w, &noor, &second).await.unwrap();
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    let ids: Vec<Id> = page.triages.iter().map(|t| t.id).collect();
    assert_eq!(ids, [second, first], "newest first, and both");
    assert_eq!(page.triages[0].outcome, TriageOutcome::Other);
    assert_eq!(page.triages[0].person, None);
    assert_eq!(
        page.triages[1].answered[0].answer.as_deref(),
        Some("Antwoord 1.")
    );
    let mother = w.caller("moeder").await;
    let file = w.house.my_file(&mother, w.child).await.unwrap();
    let read: Vec<Id> = file.triages.iter().map(|t| t.id).collect();
    assert_eq!(read, [second, first]);
    assert_eq!(file.triages[1].because, "Dit past bij de vraag.");
    // What is about the child alone is not in the mother's own file.
    let own = w.house.my_file(&mother, w.mother).await.unwrap();
    assert_eq!(
        own.triages.iter().map(|t| t.id).collect::<Vec<_>>(),
        [second]
    );
    w.done().await;
}

#[tokio::test]
async fn what_the_charter_asks_is_answered_and_told_at_its_field() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    assert_eq!(
        faults(
            decide(
                &w,
                &noor,
                &TriageInput {
                    moment: "escalation".into(),
                    ..TriageInput::default()
                }
            )
            .await
        ),
        [
            ("person", "unpicked"),
            ("answer-1", "missing"),
            ("answer-2", "missing"),
            ("outcome", "unpicked"),
            ("because", "missing"),
            ("readers", "unpicked"),
        ],
        "the third question may be left open, and nobody has to judge how serious it is"
    );
    let at = |moment: &str| TriageInput {
        ..triage(w.child, moment, 2)
    };
    assert_eq!(
        faults(decide(&w, &noor, &at("verzonnen")).await),
        [("moment", "unknown")]
    );
    let stranger = TriageInput {
        person: w.stranger.to_string(),
        ..at("evaluation")
    };
    assert_eq!(
        faults(decide(&w, &noor, &stranger).await),
        [("person", "unknown")]
    );
    let odd = TriageInput {
        dimension: "7d".into(),
        outcome: "ja".into(),
        ..at("evaluation")
    };
    assert_eq!(
        faults(decide(&w, &noor, &odd).await),
        [("outcome", "unknown"), ("dimension", "unknown")]
    );
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    assert!(page.triages.is_empty(), "nothing half-saved");
    let olaf = w.caller("olaf").await;
    let denied = decide(&w, &olaf, &at("evaluation")).await;
    assert!(matches!(denied, Err(Refused::Denied(_))));

    let w = kempen().await;
    let noor = w.caller("noor").await;
    assert_eq!(
        faults(decide(&w, &noor, &judged(w.child, "")).await),
        [("dimension", "unpicked")],
        "the Kempen ask how serious it is"
    );
    w.done().await;
}

#[tokio::test]
async fn what_is_kept_from_the_family_leaves_no_trace_with_them() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let mother = w.caller("moeder").await;
    let looked = async || {
        let lines = w.ledger.lines_about(w.child, i64::MAX, 100).await.unwrap();
        lines.iter().filter(|l| l.1.act == "decide-triage").count()
    };
    let secret = TriageInput {
        readers: "nobody".into(),
        ..triage(w.child, "escalation", 3)
    };
    let id = decide(&w, &noor, &secret).await.unwrap();
    for login in ["noor", "sam"] {
        let who = w.caller(login).await;
        let page = w.house.open_dossier(&who, w.dossier).await.unwrap();
        assert!(
            page.triages.iter().any(|t| t.id == id && t.shielded),
            "{login}"
        );
    }
    let file = w.house.my_file(&mother, w.child).await.unwrap();
    assert!(file.triages.is_empty());
    assert_eq!(looked().await, 0);
    let read = TriageInput {
        readers: "family".into(),
        ..triage(w.child, "escalation", 3)
    };
    let id = decide(&w, &noor, &read).await.unwrap();
    let file = w.house.my_file(&mother, w.child).await.unwrap();
    assert_eq!(file.triages.iter().map(|t| t.id).collect::<Vec<_>>(), [id]);
    assert_eq!(looked().await, 1);

    // A colleague who is involved neither sees it nor writes one.
    w.house
        .assign(
            &noor,
            w.dossier,
            &regie_casework::dossier::AssignInput {
                account: w.caller("olaf").await.account().to_string(),
                place: "involved".into(),
                why: "Doet het huisbezoek.".into(),
                ..Default::default()
            },
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let olaf = w.caller("olaf").await;
    let page = w.house.open_dossier(&olaf, w.dossier).await.unwrap();
    assert_eq!(page.triages.iter().map(|t| t.id).collect::<Vec<_>>(), [id]);
    w.done().await;
}

#[tokio::test]
async fn data_outside_the_last_triage_take_a_motive() {
    let w = kempen().await;
    let noor = w.caller("noor").await;
    let health = || of("family-situation", w.child);
    let said = w
        .house
        .preview_entry(&noor, w.dossier, &health())
        .await
        .unwrap()
        .weighed;
    assert!(said.untriaged && said.limit.is_none());
    record(&w, &health()).await.unwrap();

    w.later(1);
    decide(&w, &noor, &judged(w.child, "1d")).await.unwrap();
    let said = w
        .house
        .preview_entry(&noor, w.dossier, &health())
        .await
        .unwrap()
        .weighed;
    assert!(!said.untriaged);
    let limit = said.limit.unwrap();
    assert!(!limit.data.contains(&regie_terms::Data::FamilySituation));
    assert_eq!(faults(record(&w, &health()).await), [("beyond", "missing")]);
    record(&w, &of("help-request", w.child)).await.unwrap();
    let motive = EntryInput {
        beyond: "De rechter vraagt er nu om.".into(),
        ..health()
    };
    let id = record(&w, &motive).await.unwrap();
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    let kept = page.entries.iter().find(|e| e.id == id).unwrap();
    assert_eq!(
        kept.label.beyond.as_deref(),
        Some("De rechter vraagt er nu om.")
    );
    // Another person of the family was not judged, and a new decision takes the place of the last.
    w.cross(w.mother, "jeugdwet").await;
    record(&w, &of("family-situation", w.mother)).await.unwrap();
    w.later(1);
    decide(&w, &noor, &judged(w.child, "3d")).await.unwrap();
    record(&w, &health()).await.unwrap();
    w.done().await;
}

#[tokio::test]
async fn a_charter_without_dimensions_of_its_own_limits_nothing() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let simple = TriageInput {
        dimension: "simple".into(),
        ..triage(w.child, "evaluation", 2)
    };
    decide(&w, &noor, &simple).await.unwrap();
    record(&w, &of("family-situation", w.child)).await.unwrap();
    w.done().await;
}

#[tokio::test]
async fn crossing_to_another_law_is_a_moment_of_triage() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let wmo = EntryInput {
        law: "wmo".into(),
        ..entry(w.child)
    };
    assert_eq!(faults(record(&w, &wmo).await), [("law", "crossing")]);
    let crossing = TriageInput {
        law: "wmo".into(),
        readers: "family".into(),
        ..triage(w.child, "other-law", 3)
    };
    let not = TriageInput {
        outcome: "not".into(),
        ..crossing.clone()
    };
    decide(&w, &noor, &not).await.unwrap();
    assert_eq!(faults(record(&w, &wmo).await), [("law", "crossing")]);
    let lawless = TriageInput {
        law: String::new(),
        ..crossing.clone()
    };
    assert_eq!(
        faults(decide(&w, &noor, &lawless).await),
        [("law", "unpicked")]
    );
    decide(&w, &noor, &crossing).await.unwrap();
    record(&w, &wmo).await.unwrap();
    w.done().await;
}

#[tokio::test]
async fn a_first_conversation_says_what_was_told_and_the_client_reads_it() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let talk = |input: TalkInput| {
        let (w, noor) = (&w, &noor);
        async move {
            w.house
                .first_conversation(noor, w.dossier, &input, RequestId::fresh())
                .await
        }
    };
    let full = TalkInput {
        person: w.child.to_string(),
        on: "2026-11-20".into(),
        told: ["way-of-working", "recorded", "shared-with", "rights"]
            .map(str::to_owned)
            .into(),
        in_words: "no".into(),
        support: "wanted".into(),
    };
    assert_eq!(
        faults(talk(TalkInput::default()).await),
        [
            ("person", "unpicked"),
            ("on", "missing"),
            ("told", "not-all"),
            ("in_words", "unpicked"),
            ("support", "unpicked"),
        ]
    );
    let half = TalkInput {
        told: vec!["recorded".into(), "verzonnen".into()],
        ..full.clone()
    };
    assert_eq!(faults(talk(half).await), [("told", "not-all")]);
    talk(full).await.unwrap();
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    let [held] = page.conversations.as_slice() else {
        panic!("one conversation")
    };
    assert_eq!((held.person, held.in_words), (Some(w.child), false));
    assert_eq!(held.support, SupportAnswer::Wanted);
    let mother = w.caller("moeder").await;
    let file = w.house.my_file(&mother, w.child).await.unwrap();
    assert_eq!(file.conversations[0].told.len(), 4);
    w.done().await;
}
