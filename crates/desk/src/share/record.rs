//! `POST /dossier/{id}/delen/{share}/toestemming`: an answer given at the table or on paper, with the form when there is one.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::consent::{ConsentInput, FormFile};
use regie_casework::{Caller, FieldError, Refused};
use regie_terms::Outcome;

use super::Here;
use super::agree::{address, show};
use crate::entry::day;
use crate::form::Form;
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::staff::dossier::refused;

/// What the form says. Paper is written, the table is spoken.
fn read(form: &Form) -> ConsentInput {
    let (of, who) = form
        .value("who")
        .split_once(':')
        .unwrap_or((form.value("who"), ""));
    let way = form.value("way");
    let written = if way == "on-paper" { "written" } else { "oral" };
    ConsentInput {
        of: of.to_owned(),
        who: who.to_owned(),
        answer: form.value("answer").to_owned(),
        way: way.to_owned(),
        form: written.to_owned(),
        on: day(form, "on"),
        holder_name: form.value("holder_name").to_owned(),
        holder_as: form.value("holder_as").to_owned(),
        reason: form.value("reason").to_owned(),
    }
}

/// Who and capacity are one field here.
fn as_drawn(error: FieldError) -> FieldError {
    let field = match error.field {
        "of" => "who",
        "form" => "way",
        other => other,
    };
    FieldError { field, ..error }
}

/// Where to go when it was written down: on to the disclosure when nothing is missing any more, else back for the next answer. Asking the charter
/// opens nothing.
async fn after(desk: &Desk, caller: &Caller, here: Here) -> String {
    let ready = desk
        .house
        .share_checklist(caller, here.dossier, here.share, None)
        .await
        .is_ok_and(|list| list.disclosure.outcome == Outcome::Permitted);
    if ready { here.page() } else { address(here) }
}

/// Writes it down.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, share)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &share);
    if form.ok() {
        let input = read(&form);
        let bytes = form.file("file").map(|file| file.bytes.clone());
        let said = desk
            .house
            .record_consent(
                &caller,
                here.dossier,
                here.share,
                &input,
                bytes.as_deref().map(FormFile),
                request_of(&caller, &form),
            )
            .await;
        match said {
            Ok(()) => {
                desk.sent(&caller, &address(here)).await;
                return Ok(see_other(&after(&desk, &caller, here).await));
            }
            Err(why @ Refused::Denied(_)) => return refused(&page, why, &here.glass()),
            Err(Refused::Invalid(errors)) => {
                let errors = errors.into_iter().map(as_drawn).collect();
                refuse::into_form(page.t, &mut form, Refused::Invalid(errors))?;
                if bytes.is_some() {
                    form.file_again("file");
                }
            }
            Err(why) => return Err(refuse::trouble(page.t, why)),
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    show(&desk, &caller, &page, form, here, status).await
}
