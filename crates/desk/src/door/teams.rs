//! `/beheer/teams`: which neighbourhood team works for which postcode, and whom to call in a crisis.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::door::TeamsInput;
use regie_casework::{Caller, FieldError, Refused};

use crate::entry::done;
use crate::form::{Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;

const HERE: &str = "/beheer/teams";

#[derive(Template)]
#[template(path = "door/teams.html")]
struct TeamsPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    /// The lines that cannot be read, each with its number.
    wrong: Vec<String>,
}

/// The table as it is.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    request: Request,
) -> Result<Response, Trouble> {
    let page = done(page, &request, &[("bewaard", "teams-done")]);
    drop(request);
    let may = desk.house.may_administer(&caller).await;
    may.map_err(|why| refuse::trouble(page.t, why))?;
    let (page, mut form) = desk.restored(&caller, page, HERE).await;
    if !form.came("version") {
        let now = desk.house.teams(&caller).await;
        let now = now.map_err(|why| refuse::trouble(page.t, why))?;
        form = form
            .set("areas", now.areas())
            .set("crisis", now.crisis())
            .set("version", now.version.to_string());
    }
    Ok(show(&page, &form, Vec::new(), StatusCode::OK))
}

fn show(page: &Page, form: &Form, wrong: Vec<String>, status: StatusCode) -> Response {
    page.show_as(
        status,
        &TeamsPage {
            p: page,
            f: Fields::new(page.t, "teams", form),
            wrong,
        },
    )
}

/// A line that cannot be read, in words.
fn line(page: &Page, fault: &FieldError) -> Option<String> {
    let number = fault.limit?;
    let what = page.t.word("teams-wrong", fault.code);
    Some(page.t.with2("teams-line", "number", number, "what", what))
}

/// Keeps it, whole.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let input = TeamsInput {
        areas: form.value("areas").to_owned(),
        crisis: form.value("crisis").to_owned(),
        version: form.value("version").to_owned(),
    };
    match set(&desk, &caller, &form, &input).await {
        Ok(()) => {
            desk.sent(&caller, HERE).await;
            Ok(see_other(&format!("{HERE}?klaar=bewaard")))
        }
        Err(Refused::Invalid(faults)) => {
            let wrong: Vec<String> = faults.iter().filter_map(|one| line(&page, one)).collect();
            let mut told: Vec<FieldError> = Vec::new();
            for fault in faults {
                let code = if fault.limit.is_some() {
                    "lines"
                } else {
                    fault.code
                };
                if !told.iter().any(|one| one.field == fault.field) {
                    told.push(FieldError::new(fault.field, code));
                }
            }
            refuse::into_form(page.t, &mut form, Refused::Invalid(told))?;
            Ok(show(&page, &form, wrong, StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(why) => Err(refuse::trouble(page.t, why)),
    }
}

async fn set(desk: &Desk, caller: &Caller, form: &Form, input: &TeamsInput) -> Result<(), Refused> {
    let id = request_of(caller, form);
    refuse::when_sound(form, desk.house.set_teams(caller, input, id)).await
}
