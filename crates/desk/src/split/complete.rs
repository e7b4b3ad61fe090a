//! `/dossier/{id}/splitsen/{split}/aanvullen`: what is still needed before it can be decided to split.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::Refused;
use regie_casework::request::CompleteInput;

use super::{Here, page};
use crate::form::Form;
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;

/// Somebody who reloads lands on the page.
pub(super) async fn back(Path((dossier, split)): Path<(String, String)>) -> Response {
    see_other(&Here::of(&dossier, &split).address())
}

/// Writes it down.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, split)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &split);
    let page = page.at(here.address());
    let input = CompleteInput {
        identity: form.value("identity").to_owned(),
        signed: form.value("signed").to_owned(),
        by: form.values("by").map(str::to_owned).collect(),
    };
    let id = request_of(&caller, &form);
    let act = desk
        .house
        .complete_split(&caller, here.dossier, here.split, &input, id);
    match refuse::when_sound(&form, act).await {
        Ok(()) => return Ok(see_other(&here.address())),
        Err(why @ Refused::Denied(_)) => return here.refused(&page, why),
        Err(why) => refuse::into_form(page.t, &mut form, why)?,
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    page::show(&desk, &caller, &page, &form, here, status).await
}
