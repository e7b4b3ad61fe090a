//! `/dossier/{id}/document/nieuw/toets`: what the charter says to a form that is still being filled. For the script the decision alone; without
//! script the whole page again, as it was typed.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::put_in::{address, preview, show};
use crate::entry::{by_script, checklist, fragment};
use crate::form::Form;
use crate::guard::{Desk, Me, see_other};
use crate::page::{Page, Trouble};
use crate::part::{Banner, Mood};
use crate::refuse;
use crate::staff::dossier::dossier_of;

/// Somebody who reloads lands on the form.
pub(super) async fn back(Path(dossier): Path<String>) -> Response {
    see_other(&address(dossier_of(&dossier)))
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
        let said = preview(&desk, &caller, dossier, &form)
            .await
            .map_err(|why| refuse::trouble(page.t, why))?;
        return fragment(checklist(page.t, ("document", &form), &said));
    }
    let mut page = page.at(address(dossier));
    if form.file("file").is_some() {
        // A page that was only tested is no page with errors, and the file is gone all the same.
        let told = page.t.say("document-file-again");
        page = page.noting(Banner::new(Mood::Info, told).loud());
    }
    show(&desk, &caller, &page, form, dossier, StatusCode::OK).await
}
