//! `/dossier/{id}/overleg/nieuw/toets`: what the charter says to the form of a meeting that is still being filled. For the script the decision alone;
//! without script the whole page again, as it was typed.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::form::{read, show};
use super::form_of;
use crate::entry::{by_script, checklist, fragment};
use crate::form::Form;
use crate::guard::{Desk, Me, see_other};
use crate::page::{Page, Trouble};
use crate::refuse;
use crate::staff::dossier::dossier_of;

/// Somebody who reloads lands on the form.
pub(super) async fn back(Path(dossier): Path<String>) -> Response {
    see_other(&form_of(dossier_of(&dossier)))
}

/// Asks.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path(dossier): Path<String>,
    page: Page,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Trouble> {
    let dossier = dossier_of(&dossier);
    if by_script(&headers) {
        let said = desk
            .house
            .preview_meeting(&caller, dossier, &read(&form))
            .await
            .map_err(|why| refuse::trouble(page.t, why))?;
        return fragment(checklist(page.t, ("meeting", &form), &said.said));
    }
    let page = page.at(form_of(dossier));
    show(&desk, &caller, &page, form, dossier, StatusCode::OK).await
}
