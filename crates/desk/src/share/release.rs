//! `POST …/tonen` lets what went for safety be seen by the whole family: one asks, another confirms.

use axum::extract::{Path, State};
use axum::response::Response;
use regie_casework::Refused;

use super::Here;
use super::overview::again;
use crate::form::Form;
use crate::guard::{Desk, Me, request_of, see_other};
use crate::page::{Page, Trouble};
use crate::staff::dossier::refused;

/// The longest reason, in characters; `casework` holds to the same.
const LONGEST: usize = 1000;

/// Asks, or confirms.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, share)): Path<(String, String)>,
    page: Page,
    mut form: Form,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &share);
    let page = page.at(here.page());
    let request = request_of(&caller, &form);
    let (said, done) = if form.value("stap") == "bevestig" {
        let said = desk
            .house
            .release_share(&caller, here.dossier, here.share, request)
            .await;
        (said, "getoond")
    } else {
        let because = form.needed("release_because", LONGEST);
        let said = desk
            .house
            .ask_release(&caller, here.dossier, here.share, &because, request)
            .await;
        (said, "gevraagd")
    };
    match said {
        Ok(()) => Ok(see_other(&format!("{}?klaar={done}", here.page()))),
        Err(Refused::Invalid(_)) if !form.ok() => again(&desk, &caller, &page, here, &form).await,
        // Somebody else was first, or it is the same person: the page says how it stands.
        Err(Refused::Invalid(_)) => Ok(see_other(&here.page())),
        Err(why) => refused(&page, why, &here.glass()),
    }
}
