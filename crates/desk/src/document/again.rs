//! `/dossier/{id}/document/{document}/opnieuw`: is it still needed? Then until when, and why; else it goes. The conclusion can be recorded first.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::document::AgainInput;
use regie_casework::{Caller, Refused};

use super::{Here, card};
use crate::entry::{day, glass};
use crate::form::{Choice, Fields, Form};
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::part::Fact;
use crate::refuse;
use crate::staff::dossier::refused;

#[derive(Template)]
#[template(path = "document/again.html")]
struct AgainPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    at: Here,
    name: &'a str,
    answers: Vec<Choice>,
    document: Fact,
}

/// The form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, document)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let at = Here::of(&dossier, &document);
    let (page, form) = desk.restored(&caller, page, &at.at("opnieuw")).await;
    show(&desk, &caller, &page, &form, at, StatusCode::OK).await
}

async fn show(
    desk: &Desk,
    caller: &Caller,
    page: &Page,
    form: &Form,
    at: Here,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let open = match super::editable(desk, caller, page, at.dossier).await? {
        Ok(open) => open,
        Err(answer) => return Ok(answer),
    };
    let t = page.t;
    let found = open.documents.iter().find(|one| one.id == at.document);
    let found = found.ok_or(Trouble::NotFound)?;
    let drawn = AgainPage {
        p: page,
        f: Fields::new(t, "again", form),
        at,
        name: &open.title,
        answers: Choice::words(t, "again-answer", ["keep", "out"]),
        document: Fact {
            // What can be done stands on this page already, but for opening it.
            actions: vec![crate::part::Action::new(at.page(), t.say("document-open"))],
            ..card(t, at.dossier, found, (false, false), &|at| {
                desk.house.local(at)
            })
        },
    };
    Ok(page.show_as(status, &drawn))
}

/// Keeps it or takes it out.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, document)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let at = Here::of(&dossier, &document);
    if form.ok() {
        let input = AgainInput {
            answer: form.value("answer").to_owned(),
            until: day(&form, "until"),
            because: form.value("because").to_owned(),
        };
        let request = request_of(&caller, &form);
        let said =
            desk.house
                .look_at_document_again(&caller, at.dossier, at.document, &input, request);
        match said.await {
            Ok(()) => {
                desk.sent(&caller, &at.at("opnieuw")).await;
                let done = if input.answer.trim() == "out" {
                    "document-weg"
                } else {
                    "document-blijft"
                };
                return Ok(see_other(&format!("{}?klaar={done}", at.dossier())));
            }
            Err(why @ Refused::Denied(_)) => return refused(&page, why, &glass(at.dossier)),
            Err(why) => refuse::into_form(page.t, &mut form, why)?,
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, &form, at, status).await
}
