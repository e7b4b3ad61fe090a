//! `/dossier/{id}/document/{document}`: the document itself. Each look is a line of its own.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::Here;
use crate::guard::{Desk, Me};
use crate::page::{Page, Scanned, Trouble, scanned};
use crate::staff::dossier::refused;

#[derive(Template)]
#[template(path = "document/show.html")]
struct ShowPage<'a> {
    p: &'a Page,
    at: Here,
    photo: String,
}

/// Shows it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, document)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let at = Here::of(&dossier, &document);
    let said = desk.house.document(&caller, at.dossier, at.document).await;
    match said.map(scanned) {
        Ok(Scanned::File(response)) => Ok(response),
        Ok(Scanned::Photo(photo)) => Ok(page.show(&ShowPage {
            p: &page,
            at,
            photo,
        })),
        Err(why) => refused(&page, why, &format!("{}/glas", at.dossier())),
    }
}
