//! `/dossier/{id}/verzoek/{request}/kopie.pdf` and `/bestand`: what who asked on paper or at the desk gets of a granted request, as they would read it
//! in the portal.

use axum::extract::{Path, State};
use axum::response::Response;

use super::Here;
use crate::guard::{Desk, Me};
use crate::page::{self, Page, Trouble};
use crate::portal::{along, archived, copy};
use crate::staff::dossier::refused;

/// The copy.
pub(super) async fn paper(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, request)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &request);
    let file = desk
        .house
        .request_copy(&caller, here.dossier, here.request)
        .await;
    match file {
        Ok(file) => page::paper(copy(page.t, &desk, &file), "kopie.pdf").await,
        Err(why) => refused(&page, why, &here.glass()),
    }
}

/// The file to take along.
pub(super) async fn file(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, request)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &request);
    let archive = desk
        .house
        .request_along(&caller, here.dossier, here.request, &along())
        .await;
    match archive {
        Ok(archive) => Ok(archived(archive)),
        Err(why) => refused(&page, why, &here.glass()),
    }
}
