//! `/dossier/{id}/delen/{share}/{step}/toets`: what the charter says to a step that is still being filled.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::Here;
use super::aside::checklist;
use super::step::{Step, show};
use crate::entry::{by_script, fragment};
use crate::form::Form;
use crate::guard::{Desk, Me, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;

/// Somebody who reloads lands on the step.
pub(super) async fn back(
    Path((dossier, share, step)): Path<(String, String, String)>,
) -> Result<Response, Trouble> {
    let step = Step::of(&step).ok_or(Trouble::NotFound)?;
    Ok(see_other(&Here::of(&dossier, &share).at(step.word())))
}

/// Asks.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, share, step)): Path<(String, String, String)>,
    page: Page,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &share);
    let step = Step::of(&step).ok_or(Trouble::NotFound)?;
    if by_script(&headers) {
        let live = desk
            .house
            .share_checklist(&caller, here.dossier, here.share, Some(&step.read(&form)))
            .await
            .map_err(|why| refuse::trouble(page.t, why))?;
        return fragment(Some(checklist(page.t, here, &live)));
    }
    let page = page.at(here.at(step.word()));
    show(&desk, &caller, &page, form, (here, step), StatusCode::OK).await
}
