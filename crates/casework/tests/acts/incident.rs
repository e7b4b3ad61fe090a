//! From a broken glass that was not justified to what the data protection officer says about it.

use crate::world::{World, denied, faults, nothing};
use regie_casework::Caller;
use regie_casework::dossier::TaskAbout;
use regie_casework::thing::{IncidentOutcome, TaskKind};
use regie_terms::{Act, Id, Outcome, RequestId};

/// Olaf broke the glass while both were away, and Noor judged that it was not justified; the incident's id.
async fn unjustified(w: &World) -> Id {
    w.broken().await;
    let noor = w.caller("noor").await;
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    w.house
        .judge_glass(
            &noor,
            w.dossier,
            page.glasses[0].id,
            Some(false),
            "Er was geen dienst.",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let daan = w.caller("daan").await;
    let tasks = w.house.caseload(&daan).await.unwrap().tasks;
    assert_eq!(tasks.len(), 1);
    assert_eq!(tasks[0].what, TaskKind::JudgeIncident);
    let kind = "glass-not-justified".to_owned();
    let about = TaskAbout::Incident(kind, w.house.now());
    assert_eq!(tasks[0].about, Some(about));
    tasks[0].of.unwrap()
}

async fn judge(
    w: &World,
    who: &Caller,
    incident: Id,
    outcome: &str,
    because: &str,
) -> Vec<(&'static str, &'static str)> {
    let request = RequestId::fresh();
    match w
        .house
        .judge_incident(who, incident, outcome, because, request)
        .await
    {
        Ok(()) => Vec::new(),
        refused => faults(refused),
    }
}

/// Whoever may look because of their function, with a reason, breaks no glass: nobody is asked to judge it.
#[tokio::test]
async fn an_officer_who_looks_with_a_reason_is_not_judged_for_it() {
    let w = World::new().await;
    let daan = w.caller("daan").await;
    let request = RequestId::fresh();
    w.house
        .break_glass(&daan, w.dossier, Act::View, "Een klacht.", request)
        .await
        .unwrap();
    let _ = w.house.open_dossier(&daan, w.dossier).await.unwrap();
    for login in ["noor", "sam"] {
        let who = w.caller(login).await;
        assert!(w.house.caseload(&who).await.unwrap().tasks.is_empty());
    }
    w.done().await;
}

#[tokio::test]
async fn the_officer_sees_what_happened_looks_into_it_and_settles_it_once() {
    let w = World::new().await;
    let incident = unjustified(&w).await;
    // It does not go on until tomorrow.
    let olaf = w.caller("olaf").await;
    assert!(!denied(w.house.open_dossier(&olaf, w.dossier).await).is_empty());
    let daan = w.caller("daan").await;
    let page = w.house.incident(&daan, incident).await.unwrap();
    assert_eq!(page.what, "glass-not-justified");
    assert_eq!(page.dossier, Some(w.dossier));
    assert_eq!(page.text, "Er was geen dienst.");
    assert_eq!(page.by.as_deref(), Some("olaf Test"));
    let glass = page.glass.unwrap();
    assert_eq!(glass.reason, "Even kijken.");
    assert_eq!(glass.reviews.len(), 1);
    assert!(page.judgements.is_empty() && !page.settled);

    assert_eq!(
        judge(&w, &daan, incident, "ramp", "").await,
        [("outcome", "unknown"), ("because", "missing")]
    );
    assert_eq!(
        judge(&w, &daan, incident, "look-into", "Ik vraag het Olaf.").await,
        []
    );
    let page = w.house.incident(&daan, incident).await.unwrap();
    assert_eq!((page.judgements.len(), page.settled), (1, false));
    assert_eq!(
        w.house.caseload(&daan).await.unwrap().tasks.len(),
        1,
        "it still waits"
    );

    let request = RequestId::fresh();
    for _ in 0..2 {
        let outcome =
            w.house
                .judge_incident(&daan, incident, "breach", "Nieuwsgierigheid.", request);
        outcome.await.unwrap();
    }
    let page = w.house.incident(&daan, incident).await.unwrap();
    assert_eq!(
        page.text, "Er was geen dienst.",
        "the incident stays as it was found"
    );
    let said: Vec<_> = page.judgements.iter().map(|j| j.outcome).collect();
    assert_eq!(said, [IncidentOutcome::LookInto, IncidentOutcome::Breach]);
    assert!(page.settled);
    assert!(w.house.caseload(&daan).await.unwrap().tasks.is_empty());
    assert_eq!(
        judge(&w, &daan, incident, "no-breach", "Toch niet.").await,
        [("outcome", "judged")]
    );
    let lines = w.ledger.lines_about(w.child, i64::MAX, 100).await.unwrap();
    let looks = lines.iter().filter(|l| l.1.act == "view-incident").count();
    assert_eq!(
        looks, 3,
        "each look at the glass is a line the family can see"
    );
    w.done().await;
}

#[tokio::test]
async fn nobody_else_sees_or_judges_and_what_is_not_there_is_none() {
    let w = World::new().await;
    let incident = unjustified(&w).await;
    for login in ["noor", "olaf", "beheer", "gemeente"] {
        let who = w.caller(login).await;
        let there = denied(w.house.incident(&who, incident).await);
        let not = denied(w.house.incident(&who, Id::fresh()).await);
        assert_eq!(there, not, "{login}");
        assert_eq!(there[0].outcome, Outcome::Prohibited);
        let request = RequestId::fresh();
        let refused = w
            .house
            .judge_incident(&who, incident, "breach", "x", request);
        denied(refused.await);
    }
    let daan = w.caller("daan").await;
    let request = RequestId::fresh();
    nothing(w.house.incident(&daan, w.dossier.0).await);
    nothing(w.house.incident(&daan, Id::fresh()).await);
    let refused = w
        .house
        .judge_incident(&daan, Id::fresh(), "breach", "x", request);
    nothing(refused.await);
    w.done().await;
}

#[tokio::test]
async fn who_has_no_dossiers_has_a_list_of_what_waits_and_others_have_none() {
    let w = World::new().await;
    for login in ["daan", "beheer"] {
        let who = w.caller(login).await;
        let list = w.house.caseload(&who).await.unwrap();
        assert!(list.dossiers.is_empty() && list.tasks.is_empty(), "{login}");
    }
    let who = w.caller("gemeente").await;
    denied(w.house.caseload(&who).await);
    w.done().await;
}

#[tokio::test]
async fn each_of_two_incidents_of_one_moment_has_its_own_ground() {
    let w = World::new().await;
    let first = unjustified(&w).await;
    // The clock stands still: both judgements are of the same millisecond.
    let sam = w.caller("sam").await;
    let page = w.house.open_dossier(&sam, w.dossier).await.unwrap();
    let glass = page.glasses[0].id;
    let because = "Niemand vroeg het hem.";
    w.house
        .judge_glass(
            &sam,
            w.dossier,
            glass,
            Some(false),
            because,
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let daan = w.caller("daan").await;
    let tasks = w.house.caseload(&daan).await.unwrap().tasks;
    let second = tasks.iter().find_map(|t| t.of.filter(|of| *of != first));
    let mut grounds = Vec::new();
    for incident in [first, second.unwrap()] {
        grounds.push(w.house.incident(&daan, incident).await.unwrap().text);
    }
    assert_eq!(grounds, ["Er was geen dienst.", because]);
    w.done().await;
}
