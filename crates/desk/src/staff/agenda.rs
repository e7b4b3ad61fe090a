//! `/agenda`: the days on which I am away. Whether a colleague may break the glass depends on it (PC 4).

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use jiff::Span;
use regie_casework::Caller;
use regie_casework::dossier::AbsenceRow;
use regie_terms::{Id, RequestId};

use super::caseload::with_notice;
use crate::form::{Between, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::Empty;
use crate::refuse;
use crate::words::Lang;

const HERE: &str = "/agenda";
const DONE: [(&str, &str); 2] = [
    ("bewaard", "staff-agenda-added"),
    ("weg", "staff-agenda-removed"),
];

struct Away {
    id: String,
    days: String,
    /// The id of the request to take it away, made with the page, so that a double click is one.
    request: String,
}

#[derive(Template)]
#[template(path = "staff/agenda.html")]
struct AgendaPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    lead: &'static str,
    away: Vec<Away>,
    none: Empty,
}

fn drawn<'a>(desk: &Desk, page: &'a Page, form: &'a Form, rows: &[AbsenceRow]) -> AgendaPage<'a> {
    let t = page.t;
    let away = rows
        .iter()
        .map(|row| Away {
            id: row.id.to_string(),
            days: days(t, row),
            request: RequestId::fresh().to_string(),
        })
        .collect();
    let none = Empty {
        text: t.say("staff-agenda-none").into(),
        hint: None,
        action: None,
    };
    AgendaPage {
        p: page,
        f: Fields::new(t, "agenda", form),
        lead: t.say(if desk.house.has_glass() {
            "staff-agenda-lead"
        } else {
            "staff-agenda-lead-only"
        }),
        away,
        none,
    }
}

fn days(t: Lang, row: &AbsenceRow) -> String {
    if row.from == row.until {
        t.day(row.from)
    } else {
        t.with2(
            "agenda-days",
            "from",
            t.day(row.from),
            "until",
            t.day(row.until),
        )
    }
}

async fn rows(desk: &Desk, caller: &Caller, t: Lang) -> Result<Vec<AbsenceRow>, Trouble> {
    desk.house
        .absences(caller)
        .await
        .map_err(|refused| refuse::trouble(t, refused))
}

/// The list and the form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let rows = rows(&desk, &caller, page.t).await?;
    let page = with_notice(page, &request, &DONE);
    let (page, form) = desk.restored(&caller, page, HERE).await;
    Ok(page.show(&drawn(&desk, &page, &form, &rows)))
}

/// Records days away.
pub(super) async fn add(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let today = desk.house.today();
    let near = Between {
        first: today.saturating_sub(Span::new().years(1)),
        last: today.saturating_add(Span::new().days(730)),
    };
    let from = form.date("from", near);
    let until = form.date("until", near);
    if let (Some(from), Some(until), true) = (from, until, form.ok()) {
        let done = desk
            .house
            .add_absence(
                &caller,
                &from.to_string(),
                &until.to_string(),
                request_of(&caller, &form),
            )
            .await;
        match done {
            Ok(()) => {
                desk.sent(&caller, HERE).await;
                return Ok(see_other("/agenda?klaar=bewaard"));
            }
            Err(refused) => refuse::into_form(page.t, &mut form, refused)?,
        }
    }
    let rows = rows(&desk, &caller, page.t).await?;
    Ok(page.again(&drawn(&desk, &page, &form, &rows)))
}

/// Back early: takes days away out of the calendar.
pub(super) async fn remove(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(absence): Path<String>,
    page: Page,
    form: Form,
) -> Result<Response, Trouble> {
    let id = absence.parse().unwrap_or_else(|_| Id::fresh());
    desk.house
        .drop_absence(&caller, id, request_of(&caller, &form))
        .await
        .map_err(|refused| refuse::trouble(page.t, refused))?;
    Ok(see_other("/agenda?klaar=weg"))
}

/// Somebody who logs in again after sending the form above comes back to the list.
pub(super) async fn back() -> Response {
    see_other(HERE)
}
