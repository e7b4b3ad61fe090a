//! `/`: what waits for me today, and my own dossiers. There is no other list of dossiers.

use askama::Template;
use axum::extract::{Request, State};
use axum::response::Response;
use regie_casework::Refused;
use regie_casework::dossier::{Apart, Caseload, CaseloadRow, TaskAbout, TaskRow};
use regie_casework::thing::{AccountKind, TaskKind};
use regie_terms::{Function, Outcome, Relation};

use super::narrow::{LONG, Narrow, chosen};
use crate::administer::handover_way;
use crate::form::Form;
use crate::guard::{Desk, Me, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Action, Badge, Banner, Cell, Checklist, Empty, Mood, Table, Task, Tasks, Tone};
use crate::request::days_left;
use crate::words::{Lang, days_until};
use crate::{portal, refuse};

#[derive(Template)]
#[template(path = "staff/caseload.html")]
struct CaseloadPage<'a> {
    p: &'a Page,
    /// Dossiers that the reader is let into for a time.
    entered: Vec<Banner>,
    tasks: Option<Tasks>,
    /// Whether the reader's function has dossiers of its own; others see what waits alone.
    own: bool,
    dossiers: Option<Table>,
    /// The form that makes a long list shorter, with what can be chosen; none where the list is short.
    narrow: Option<Narrow<'a>>,
    /// Where dossiers are handed over, for who has some that are theirs to hand over.
    hand_over: Option<Action>,
    empty: Empty,
    calm: Empty,
}

#[derive(Template)]
#[template(path = "staff/no_caseload.html")]
struct NoCaseloadPage<'a> {
    p: &'a Page,
    checklist: Option<Checklist>,
    /// Something has to be there first, such as a declaration that was not signed.
    missing: bool,
}

/// Acts that end here say so on top of the page: `?klaar=<word>`.
const DONE: [(&str, &str); 3] = [
    ("beoordeeld", "staff-done-judged"),
    ("onterecht", "staff-done-incident"),
    ("incident", "staff-done-incident-judged"),
];

/// Draws it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    if caller.kind() == AccountKind::Client {
        return Ok(see_other(portal::HOME));
    }
    let t = page.t;
    let page = with_notice(page, &request, &DONE);
    let form = Form::from_query(request.uri().query().unwrap_or_default());
    drop(request);
    match desk.house.caseload(&caller).await {
        Ok(caseload) => {
            let own = !caseload.dossiers.is_empty() || has_dossiers(caller.function());
            Ok(drawn(&desk, &page, &form, &caseload, own))
        }
        // Some functions have no dossiers of their own; for them this is where they begin, not a refusal.
        Err(Refused::Denied(answers)) => {
            let answer = refuse::deciding(&answers);
            let missing = answer.is_some_and(|answer| answer.outcome == Outcome::Incomplete);
            let title = if missing {
                "staff-not-yet-what"
            } else {
                "staff-no-caseload-why"
            };
            let checklist = answer.map(|answer| Checklist::of(t, t.say(title), answer));
            Ok(page.show(&NoCaseloadPage {
                p: &page,
                checklist,
                missing,
            }))
        }
        Err(refused) => Err(refuse::trouble(t, refused)),
    }
}

/// The page with the notice its address asks for; an unknown word asks for none.
pub(super) fn with_notice(page: Page, request: &Request, done: &[(&str, &'static str)]) -> Page {
    let query = Form::from_query(request.uri().query().unwrap_or_default());
    let word = query.value("klaar");
    match done.iter().find(|(known, _)| *known == word) {
        Some((_, key)) => {
            let notice = Banner::new(Mood::Good, page.t.say(key)).loud();
            page.noting(notice)
        }
        None => page,
    }
}

/// Whether somebody in this function can belong to a dossier.
const fn has_dossiers(function: Option<Function>) -> bool {
    matches!(
        function,
        Some(Function::Professional | Function::FrontDoor | Function::Support)
    )
}

/// A dossier's title, with what tells it from another of the same title.
fn titled(t: Lang, title: &str, apart: Option<&Apart>) -> String {
    match apart {
        None => title.to_owned(),
        Some(apart) => {
            let since = t.with("staff-since", "day", t.day(apart.opened));
            format!("{title} ({}, {since})", apart.neighbourhood)
        }
    }
}

fn drawn(desk: &Desk, page: &Page, form: &Form, caseload: &Caseload, own: bool) -> Response {
    let t = page.t;
    let tasks: Vec<Task> = caseload
        .tasks
        .iter()
        .map(|task| waiting(t, desk, task))
        .collect();
    let all = &caseload.dossiers;
    let shown: Vec<&CaseloadRow> = all.iter().filter(|row| chosen(form, row)).collect();
    let long = all.len() >= LONG;
    let narrow = long.then(|| Narrow::of(t, form, all, shown.len()));
    let none_of_many = shown.is_empty() && !all.is_empty();
    let rows: Vec<Vec<Cell>> = shown
        .into_iter()
        .map(|row| {
            let laws: Vec<&str> = row.laws.iter().map(|law| t.of(law)).collect();
            let waits = match row.waiting {
                0 => Cell::Text("–".to_owned()),
                n => Cell::Badge(Badge::new(t.with("staff-waits", "number", n), Tone::Care)),
            };
            vec![
                Cell::Link(
                    format!("/dossier/{}", row.id),
                    titled(t, &row.title, row.apart.as_ref()),
                ),
                Cell::Text(t.list(&laws)),
                Cell::Text(t.of(&row.relation).to_owned()),
                Cell::Text(t.day(row.opened)),
                waits,
            ]
        })
        .collect();
    let heads = [
        "staff-head-dossier",
        "staff-head-laws",
        "staff-head-part",
        "staff-head-since",
        "staff-head-waits",
    ];
    let dossiers = (!rows.is_empty()).then(|| Table {
        caption: t.say("staff-dossiers-caption").into(),
        heads: heads.iter().map(|key| t.say(key).into()).collect(),
        rows,
    });
    page.show(&CaseloadPage {
        p: page,
        entered: caseload
            .entered
            .iter()
            .map(|one| {
                let until = t.moment(desk.house.local(one.until).timestamp());
                let says = t.with("staff-find-open-until", "moment", until);
                Banner::new(Mood::Glass, one.title.clone())
                    .line(says)
                    .action(Action::new(
                        format!("/dossier/{}", one.dossier),
                        t.say("staff-find-open"),
                    ))
            })
            .collect(),
        tasks: (!tasks.is_empty()).then_some(Tasks { tasks }),
        own,
        dossiers,
        narrow,
        hand_over: all
            .iter()
            .any(|row| matches!(row.relation, Relation::Coordinator | Relation::Substitute))
            .then(|| handover_way(t)),
        calm: Empty {
            text: t.say("staff-calm").into(),
            hint: Some(t.say("staff-calm-hint").into()),
            action: None,
        },
        empty: if none_of_many {
            Empty {
                text: t.say("narrow-none").into(),
                hint: None,
                action: Some(crate::part::Action::new("/", t.say("narrow-all"))),
            }
        } else {
            Empty {
                text: t.say("staff-no-dossiers").into(),
                hint: Some(t.say("staff-no-dossiers-hint").into()),
                action: Some(crate::part::Action::new("/vind", t.say("staff-way-find"))),
            }
        },
    })
}

/// What tells a task from another of its kind.
fn told_apart(t: Lang, desk: &Desk, about: &TaskAbout) -> String {
    match about {
        TaskAbout::Recipient(name) => t.with("staff-task-to", "recipient", name.as_str()),
        TaskAbout::Account(name) => name.clone(),
        TaskAbout::Right(right) => t.of(right).to_owned(),
        TaskAbout::Incident(what, at) => {
            let found = t.moment(desk.house.local(*at).timestamp());
            let what = t.may_say(&format!("incident-what-{what}")).unwrap_or(what);
            t.with2("staff-task-found", "what", what, "moment", found)
        }
    }
}

/// Whether it is about a request by which somebody exercises a right.
const fn of_request(what: TaskKind) -> bool {
    matches!(
        what,
        TaskKind::DecideRequest
            | TaskKind::ReviewDecision
            | TaskKind::CarryOutRequest
            | TaskKind::TellRecipients
    )
}

fn waiting(t: Lang, desk: &Desk, task: &TaskRow) -> Task {
    let at = |rest: String| {
        task.dossier
            .map(|dossier| format!("/dossier/{dossier}{rest}"))
            .unwrap_or_default()
    };
    let of = task.of.map(|of| format!("/{of}")).unwrap_or_default();
    let (key, href) = match task.what {
        TaskKind::JudgeGlass => ("staff-task-judge-glass", at(format!("/glas{of}"))),
        TaskKind::InformClient => ("staff-task-inform-client", at(format!("/delen{of}"))),
        TaskKind::ConsentAnswered => ("staff-task-consent-answered", at(format!("/delen{of}"))),
        TaskKind::ConsentWithdrawn => ("staff-task-consent-withdrawn", at(format!("/delen{of}"))),
        TaskKind::Complete => ("staff-task-complete", at(format!("/delen{of}"))),
        TaskKind::ReviewDocument => (
            "staff-task-review-document",
            at(format!("/document{of}/opnieuw")),
        ),
        TaskKind::NameCoordinator => ("staff-task-name-coordinator", at("/betrokkenen".to_owned())),
        TaskKind::ReleaseFact => ("staff-task-release", at(of.replace('/', "#gegeven-"))),
        TaskKind::ReleaseDocument => ("staff-task-release", at(of.replace('/', "#document-"))),
        TaskKind::ReleaseShare => ("staff-task-release", at(format!("/delen{of}"))),
        TaskKind::TellRecipient => ("staff-task-tell-recipient", at(format!("/delen{of}"))),
        TaskKind::FinishShare => ("staff-task-finish-share", at(format!("/delen{of}"))),
        TaskKind::TakeWords => ("staff-task-take-words", at(format!("/woorden{of}"))),
        TaskKind::AnswerQuery => (
            "staff-task-answer-query",
            at(format!("/delen{of}/toestemming")),
        ),
        TaskKind::ReachOtherwise => (
            "staff-task-reach-otherwise",
            at(format!("/persoon{of}/bereikt")),
        ),
        TaskKind::DecideRequest => ("staff-task-decide-request", at(format!("/verzoek{of}"))),
        TaskKind::ReviewDecision => ("staff-task-review-decision", at(format!("/verzoek{of}"))),
        TaskKind::CarryOutRequest => ("staff-task-carry-out-request", at(format!("/verzoek{of}"))),
        TaskKind::TellRecipients => ("staff-task-tell-recipients", at(format!("/verzoek{of}"))),
        TaskKind::SplitDossier => ("staff-task-split-dossier", at(format!("/splitsen{of}"))),
        TaskKind::EvaluatePlan => ("staff-task-evaluate-plan", at("/plan/evalueren".to_owned())),
        TaskKind::RemoveMeldcode => (
            "staff-task-remove-meldcode",
            at(format!("/meldcode{of}/verwijderen")),
        ),
        TaskKind::HandOver => (
            "staff-task-hand-over",
            format!("/caseload/overdragen?van={}", of.trim_start_matches('/')),
        ),
        // About an account: on the page where it is confirmed.
        TaskKind::ConfirmFactor => ("staff-task-confirm-factor", "/beheer/code".to_owned()),
        TaskKind::DecideActing => ("staff-task-decide-acting", at(format!("/besluit{of}"))),
        TaskKind::ReviewActing => ("staff-task-review-acting", at(format!("/besluit{of}"))),
        TaskKind::ParentsDiffer => ("staff-task-parents-differ", at(format!("/delen{of}"))),
        TaskKind::RecordAuthority => ("staff-task-record-authority", at("/gezag".to_owned())),
        TaskKind::TellBirthday => ("staff-task-tell-birthday", at(format!("/verjaardag{of}"))),
        // An incident is judged by somebody who has no part in the dossier.
        TaskKind::JudgeIncident => ("staff-task-judge-incident", format!("/incident{of}")),
    };
    let badge = task
        .due
        .map(|due| match days_until(desk.house.today(), due) {
            _ if task.late => Badge::new(t.with("staff-late", "day", t.day(due)), Tone::Alarm),
            0 => Badge::new(t.say("staff-due-today"), Tone::Care),
            // Of a request it counts down, for both sides in the same words.
            _ if of_request(task.what) => days_left(t, desk.house.today(), due),
            _ => Badge::new(t.with("staff-due", "day", t.day(due)), Tone::Plain),
        });
    let mut about = vec![titled(t, &task.title, task.apart.as_ref())];
    about.extend(task.about.as_ref().map(|what| told_apart(t, desk, what)));
    // When an incident was found is said to the minute.
    if !matches!(task.about, Some(TaskAbout::Incident(..))) {
        about.push(t.with("staff-since", "day", t.day(task.since)));
    }
    about.retain(|part| !part.is_empty());
    Task {
        href,
        what: t.say(key).to_owned(),
        about: Some(about.join(" · ")),
        badge,
    }
}
