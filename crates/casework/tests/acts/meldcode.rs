//! The Meldcode: its steps, its circle, its report to Veilig Thuis, its own term; and nothing of it for anybody else.

use crate::world::{TODAY, World, denied, faults};
use jiff::ToSpan;
use regie_casework::dossier::AssignInput;
use regie_casework::meldcode::{
    CircleInput, CloseMatterInput, OpenInput, RemoveInput, ReportInput, StepInput, StepStands,
};
use regie_casework::share::{ShareInput, SharePart};
use regie_casework::thing::{MeldcodeStep, MeldcodeWeighing, MeldcodeWhat, ShareState, TaskKind};
use regie_casework::{Caller, Refused};
use regie_ledger::db::Arg;
use regie_terms::{Id, RequestId};

const REPORTER: &str = "Buurvrouw Jansen van nummer 7";

fn opening(w: &World) -> OpenInput {
    OpenInput {
        people: vec![w.child.to_string()],
        signals: "Blauwe plekken op beide armen.".into(),
        reporter: REPORTER.into(),
        on: TODAY.to_string(),
        readers: Vec::new(),
    }
}

fn typed(text: &str) -> StepInput {
    StepInput {
        on: TODAY.to_string(),
        text: text.into(),
        ..StepInput::default()
    }
}

async fn opened(w: &World, who: &Caller) -> Id {
    let input = opening(w);
    let opened = w
        .house
        .open_meldcode(who, w.dossier, &input, RequestId::fresh());
    opened.await.unwrap()
}

async fn step(
    w: &World,
    who: &Caller,
    matter: Id,
    step: MeldcodeStep,
    input: StepInput,
) -> Result<(), Refused> {
    let at = (matter, step);
    w.house
        .step_meldcode(who, w.dossier, at, &input, RequestId::fresh())
        .await
}

fn consultation() -> StepInput {
    StepInput {
        with: vec!["colleague".into(), "veilig-thuis".into()],
        anonymous: "yes".into(),
        ..typed("Veilig Thuis raadt aan te melden.")
    }
}

fn talk() -> StepInput {
    StepInput {
        held: "unsafe".into(),
        ..typed("Dan slaat hij weer.")
    }
}

fn weighing(which: &str, answer: &str) -> StepInput {
    StepInput {
        which: which.into(),
        answer: answer.into(),
        ..typed("Zo is gewogen.")
    }
}

fn decision() -> StepInput {
    StepInput {
        decide: vec!["report".into(), "help".into()],
        ..typed("Er is gevaar.")
    }
}

fn reported(w: &World, kind: &str, client: &str, why: &str) -> ReportInput {
    ReportInput {
        kind: kind.into(),
        person: w.child.to_string(),
        recipient: "Veilig Thuis Utrecht".into(),
        text: "Wordt thuis geslagen.".into(),
        client: client.into(),
        postponed_because: why.into(),
    }
}

/// Lets the report go with one fact, by the way of every disclosure.
async fn sent(w: &World, who: &Caller, share: Id, fact: Id) {
    let facts = ShareInput {
        facts: Some(vec![fact.to_string()]),
        ..crate::world::share(w.child, &[fact])
    };
    let facts = ShareInput {
        party: None,
        recipient: None,
        purpose: None,
        safety: None,
        ..facts
    };
    let house = &w.house;
    house
        .update_share(who, w.dossier, share, &facts, RequestId::fresh())
        .await
        .unwrap();
    for part in [SharePart::Facts, SharePart::Consents, SharePart::Overview] {
        let part = house.open_share_part(who, w.dossier, share, part);
        part.await.unwrap();
    }
    house
        .share_now(who, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    house.recipient_page(who, w.dossier, share).await.unwrap();
}

/// The whole way: five steps, a report that goes, closing without suspicion, and looks at it.
pub async fn walked(w: &World, fact: Id) -> Id {
    let noor = w.caller("noor").await;
    let matter = opened(w, &noor).await;
    let go = async |which, input| step(w, &noor, matter, which, input).await.unwrap();
    go(MeldcodeStep::Consultation, consultation()).await;
    go(MeldcodeStep::Talk, talk()).await;
    for which in MeldcodeWeighing::ALL {
        go(MeldcodeStep::Weighing, weighing(which.as_str(), "yes")).await;
    }
    go(MeldcodeStep::Decision, decision()).await;
    let input = reported(w, "report", "postponed", "Dan slaat hij weer.");
    let share = w
        .house
        .begin_meldcode_report(&noor, w.dossier, matter, &input, RequestId::fresh())
        .await
        .unwrap();
    sent(w, &noor, share, fact).await;
    w.house.meldcodes(&noor, w.dossier).await.unwrap();
    w.house.meldcode(&noor, w.dossier, matter).await.unwrap();
    let end = CloseMatterInput {
        end: "holds-not".into(),
        text: "Gevallen van de fiets.".into(),
        keep: "6".into(),
        unit: "months".into(),
        keep_because: "Besluit van de directie.".into(),
    };
    w.house
        .close_meldcode(&noor, w.dossier, matter, &end, RequestId::fresh())
        .await
        .unwrap();
    matter
}

#[tokio::test]
async fn the_five_steps_are_records_of_their_own_and_go_in_order() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let matter = opened(&w, &noor).await;
    let weighed = |which: &str| weighing(which, "yes");
    let go = async |which, input| step(&w, &noor, matter, which, input).await;
    // What comes before it was not done, and nobody says that there is danger.
    assert_eq!(
        faults(go(MeldcodeStep::Talk, talk()).await),
        [("danger", "order")]
    );
    // Veilig Thuis gives advice without a name.
    let named = StepInput {
        anonymous: String::new(),
        ..consultation()
    };
    assert_eq!(
        faults(go(MeldcodeStep::Consultation, named).await),
        [("anonymous", "missing")]
    );
    go(MeldcodeStep::Consultation, consultation())
        .await
        .unwrap();
    go(MeldcodeStep::Talk, talk()).await.unwrap();
    // "Can I help?" is not asked before "must I report?".
    assert_eq!(
        faults(go(MeldcodeStep::Weighing, weighed("can-help")).await),
        [("which", "order")]
    );
    for which in MeldcodeWeighing::ALL {
        assert_eq!(
            faults(go(MeldcodeStep::Decision, decision()).await),
            [("danger", "order")]
        );
        go(MeldcodeStep::Weighing, weighed(which.as_str()))
            .await
            .unwrap();
    }
    assert_eq!(
        MeldcodeWeighing::ALL.map(MeldcodeWeighing::as_str)[..3],
        ["suspicion", "must-report", "can-help"]
    );
    go(MeldcodeStep::Decision, decision()).await.unwrap();
    // A sign that came later stands beside the first.
    go(MeldcodeStep::Signals, typed("Komt niet meer op school."))
        .await
        .unwrap();
    let page = w.house.meldcode(&noor, w.dossier, matter).await.unwrap();
    assert!(page.steps.iter().all(|s| s.stands == StepStands::Done));
    let counts: Vec<usize> = page.steps.iter().map(|s| s.records.len()).collect();
    assert_eq!(counts, [2, 1, 1, 5, 1]);
    let first = &page.steps[0].records[0].record;
    assert!(
        matches!(&first.what, MeldcodeWhat::Signals { text, reporter }
            if text.starts_with("Blauwe") && reporter.as_deref() == Some(REPORTER))
    );
    w.done().await;
}

#[tokio::test]
async fn in_acute_danger_a_step_comes_first_and_what_was_left_out_stays_to_be_done() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let matter = opened(&w, &noor).await;
    let now = StepInput {
        danger: "yes".into(),
        ..decision()
    };
    step(&w, &noor, matter, MeldcodeStep::Decision, now)
        .await
        .unwrap();
    let page = w.house.meldcode(&noor, w.dossier, matter).await.unwrap();
    assert_eq!(
        page.left_out(),
        [
            MeldcodeStep::Consultation,
            MeldcodeStep::Talk,
            MeldcodeStep::Weighing
        ]
    );
    assert!(page.steps[4].records[0].record.danger);
    // It can be made good, and then it is done.
    step(
        &w,
        &noor,
        matter,
        MeldcodeStep::Consultation,
        consultation(),
    )
    .await
    .unwrap();
    let page = w.house.meldcode(&noor, w.dossier, matter).await.unwrap();
    assert_eq!(page.left_out().len(), 2);
    w.done().await;
}

async fn involve(w: &World, login: &str) {
    let noor = w.caller("noor").await;
    let input = AssignInput {
        account: w.caller(login).await.account().to_string(),
        place: "involved".into(),
        why: "Doet het huisbezoek.".into(),
        ..Default::default()
    };
    w.house
        .assign(&noor, w.dossier, &input, RequestId::fresh())
        .await
        .unwrap();
}

/// What an involved colleague gets of the dossier, but for what is random.
async fn colleague(w: &World) -> String {
    let olaf = w.caller("olaf").await;
    let open = w.house.open_dossier(&olaf, w.dossier).await.unwrap();
    assert!(!open.meldcode);
    let shares = w.house.shares(&olaf, w.dossier).await.unwrap();
    let list = w.house.meldcodes(&olaf, w.dossier).await.unwrap();
    let case = w.house.caseload(&olaf).await.unwrap();
    serde_json::to_string(&(
        open.entries.len(),
        open.shares,
        shares.rows,
        list.rows,
        case.tasks,
    ))
    .unwrap()
}

#[tokio::test]
async fn an_involved_colleague_outside_the_circle_sees_nothing_of_it() {
    let w = World::new().await;
    involve(&w, "olaf").await;
    let fact = w
        .fact(w.child, "jeugdwet", "problems", "Is bang thuis.")
        .await;
    let before = colleague(&w).await;
    let matter = walked(&w, fact).await;
    assert_eq!(colleague(&w).await, before);
    let (noor, olaf) = (w.caller("noor").await, w.caller("olaf").await);
    let share = w.house.meldcode(&noor, w.dossier, matter).await.unwrap();
    let share = share.reports[0].share;
    // To them it is what a matter and a disclosure are that were never there.
    let nothing = Id::from_bytes([7; 16]);
    for id in [matter, nothing] {
        assert!(matches!(
            w.house.meldcode(&olaf, w.dossier, id).await,
            Err(Refused::NotFound)
        ));
        denied(step(&w, &olaf, id, MeldcodeStep::Consultation, consultation()).await);
    }
    for id in [share, nothing] {
        assert!(matches!(
            w.house.open_share(&olaf, w.dossier, id).await,
            Err(Refused::NotFound)
        ));
    }
    let input = opening(&w);
    let begun = w
        .house
        .open_meldcode(&olaf, w.dossier, &input, RequestId::fresh());
    denied(begun.await);
    w.done().await;
}

#[tokio::test]
async fn who_is_named_reads_along_until_they_are_not_named_any_more() {
    let w = World::new().await;
    let (noor, olaf) = (w.caller("noor").await, w.caller("olaf").await);
    let matter = opened(&w, &noor).await;
    let name = async |who: Vec<String>| {
        let input = CircleInput { readers: who };
        w.house
            .name_meldcode_readers(&noor, w.dossier, matter, &input, RequestId::fresh())
            .await
    };
    let olaf_id = olaf.account().to_string();
    // Only who is involved in the dossier.
    assert_eq!(
        faults(name(vec![olaf_id.clone()]).await),
        [("readers", "not-involved")]
    );
    involve(&w, "olaf").await;
    name(vec![olaf_id]).await.unwrap();
    let page = w.house.meldcode(&olaf, w.dossier, matter).await.unwrap();
    assert!(!page.keeps && !page.edits);
    assert!(
        w.house
            .open_dossier(&olaf, w.dossier)
            .await
            .unwrap()
            .meldcode
    );
    // While who keeps the dossier is there, nobody else writes in it; that is the charter's to say.
    denied(
        step(
            &w,
            &olaf,
            matter,
            MeldcodeStep::Consultation,
            consultation(),
        )
        .await,
    );
    // Reporting and closing are the coordinator's.
    let input = reported(&w, "report", "informed", "");
    let tried = w
        .house
        .begin_meldcode_report(&olaf, w.dossier, matter, &input, RequestId::fresh());
    denied(tried.await);
    name(Vec::new()).await.unwrap();
    assert!(matches!(
        w.house.meldcode(&olaf, w.dossier, matter).await,
        Err(Refused::NotFound)
    ));
    assert!(
        !w.house
            .open_dossier(&olaf, w.dossier)
            .await
            .unwrap()
            .meldcode
    );
    w.done().await;
}

#[tokio::test]
async fn the_report_goes_the_way_of_a_disclosure_with_what_is_known_and_comes_back_to_the_matter() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let fact = w
        .fact(w.child, "jeugdwet", "problems", "Is bang thuis.")
        .await;
    let matter = opened(&w, &noor).await;
    step(
        &w,
        &noor,
        matter,
        MeldcodeStep::Consultation,
        consultation(),
    )
    .await
    .unwrap();
    let begin = async |input: ReportInput| {
        w.house
            .begin_meldcode_report(&noor, w.dossier, matter, &input, RequestId::fresh())
            .await
    };
    assert_eq!(
        faults(begin(reported(&w, "report", "postponed", "")).await),
        [("postponed_because", "missing")]
    );
    let other = ReportInput {
        person: w.mother.to_string(),
        ..reported(&w, "report", "informed", "")
    };
    assert_eq!(faults(begin(other).await), [("person", "unknown")]);
    for (kind, purpose) in [
        ("report", "investigate-abuse"),
        ("answer", "answer-veilig-thuis"),
    ] {
        let share = begin(reported(&w, kind, "postponed", "Dan slaat hij weer."))
            .await
            .unwrap();
        let page = w.house.open_share(&noor, w.dossier, share).await.unwrap();
        let shown = serde_json::to_string(&page).unwrap();
        assert!(shown.contains(purpose), "{kind}");
        assert!(shown.contains("veilig-thuis") && shown.contains("Wordt thuis geslagen."));
        assert!(!shown.contains(REPORTER));
        // Nobody is asked in the portal for what the portal does not show.
        let asked = w
            .house
            .ask_consent(&noor, w.dossier, share, RequestId::fresh())
            .await;
        assert!(matches!(asked, Err(Refused::Invalid(_))));
        sent(&w, &noor, share, fact).await;
        let paper = w.house.recipient_page(&noor, w.dossier, share).await;
        let paper = serde_json::to_string(&paper.unwrap()).unwrap();
        assert!(!paper.contains(REPORTER));
    }
    let page = w.house.meldcode(&noor, w.dossier, matter).await.unwrap();
    let went = |r: &regie_casework::meldcode::ReportView| r.state == Some(ShareState::Shared);
    assert!(page.reports.len() == 2 && page.reports.iter().all(went));
    // Telling the client waits for the coordinator.
    let tasks = w.house.caseload(&noor).await.unwrap().tasks;
    let tell = tasks.iter().filter(|t| t.what == TaskKind::InformClient);
    assert_eq!(tell.count(), 2);
    w.done().await;
}

/// How many rows of a kind there are.
async fn rows(w: &World, kind: &str) -> i64 {
    let sql = "SELECT COUNT(*) FROM record WHERE controller = $1 AND kind = $2";
    let args = [Arg::Int(1), Arg::Text(kind)];
    let row = w.ledger.db().row(sql, &args).await.unwrap();
    row.unwrap().int(0).unwrap()
}

#[tokio::test]
async fn what_does_not_hold_has_a_term_of_its_own_and_is_removed_after_it() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let fact = w
        .fact(w.child, "jeugdwet", "problems", "Is bang thuis.")
        .await;
    let open = opened(&w, &noor).await;
    let close = async |input: CloseMatterInput| {
        w.house
            .close_meldcode(&noor, w.dossier, open, &input, RequestId::fresh())
            .await
    };
    let half = CloseMatterInput {
        end: "holds-not".into(),
        text: "Gevallen van de fiets.".into(),
        ..CloseMatterInput::default()
    };
    assert_eq!(
        faults(close(half).await),
        [
            ("keep_because", "missing"),
            ("unit", "unpicked"),
            ("keep", "missing")
        ]
    );
    let matter = walked(&w, fact).await;
    let again = step(&w, &noor, matter, MeldcodeStep::Signals, typed("Toch.")).await;
    assert_eq!(faults(again), [("text", "closed")]);
    let remove = async |sure: &str| {
        let input = RemoveInput { sure: sure.into() };
        let noor = w.caller("noor").await;
        w.house
            .remove_meldcode(&noor, w.dossier, matter, &input, RequestId::fresh())
            .await
    };
    let waits = async || {
        let noor = w.caller("noor").await;
        let tasks = w.house.caseload(&noor).await.unwrap().tasks;
        tasks
            .iter()
            .any(|t| t.what == TaskKind::RemoveMeldcode && t.of == Some(matter))
    };
    w.day(TODAY + 6.months());
    assert_eq!(faults(remove("yes").await), [("sure", "not-over")]);
    assert!(!waits().await);
    w.day(TODAY + 6.months() + 1.day());
    assert!(waits().await);
    assert_eq!(faults(remove("").await), [("sure", "missing")]);
    remove("yes").await.unwrap();
    assert!(!waits().await);
    assert_eq!(w.count("remove-meldcode", true).await, 1);
    // The other matter stays, with its first step.
    assert_eq!(rows(&w, "meldcode").await, 1);
    assert_eq!(rows(&w, "meldcode-step").await, 1);
    let noor = w.caller("noor").await;
    assert!(matches!(
        w.house.meldcode(&noor, w.dossier, matter).await,
        Err(Refused::NotFound)
    ));
    w.house.meldcode(&noor, w.dossier, open).await.unwrap();
    w.done().await;
}
