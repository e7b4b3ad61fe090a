//! `/mijn/{person}/contact`: how the team can reach the reader safely. Of nobody but themself.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::Caller;
use regie_terms::PersonId;

use super::person_of;
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::contact;
use crate::refuse;

/// What was just done, by the word in the address of the file.
pub(super) const DONE: (&str, &str) = ("contact", "contact-done");

fn address(person: PersonId) -> String {
    format!("/mijn/{person}/contact")
}

#[derive(Template)]
#[template(path = "portal/contact.html")]
struct ContactPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    here: String,
    back: String,
    ways: Vec<Choice>,
    tongues: Vec<Choice>,
}

/// The form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(person): Path<String>,
    page: Page,
) -> Result<Response, Trouble> {
    let person = person_of(&person);
    let (page, form) = desk.restored(&caller, page, &address(person)).await;
    show(&desk, &caller, page, form, person, StatusCode::OK).await
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: Page,
    form: Form,
    person: PersonId,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let t = page.t;
    let (_, known) = desk
        .house
        .my_contact(caller, person)
        .await
        .map_err(|why| refuse::trouble(t, why))?;
    let form = if form.faults().is_empty() {
        contact::filled(known.as_ref(), form)
    } else {
        form
    };
    Ok(page.show_as(
        status,
        &ContactPage {
            p: &page,
            f: Fields::new(t, "contact", &form),
            here: address(person),
            back: format!("/mijn/{person}"),
            ways: contact::ways(t),
            tongues: contact::tongues(t),
        },
    ))
}

/// Keeps it.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(person): Path<String>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let person = person_of(&person);
    if form.ok() {
        let input = contact::read(&form);
        let request = request_of(&caller, &form);
        let said = desk
            .house
            .set_my_contact(&caller, person, &input, request)
            .await;
        match said {
            Ok(()) => {
                desk.sent(&caller, &address(person)).await;
                return Ok(see_other(&format!("/mijn/{person}?klaar={}", DONE.0)));
            }
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, page, form, person, status).await
}
