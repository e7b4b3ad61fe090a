//! `/dossier/{id}/document/{document}/tonen`: letting the family see a document that was put in for safety, by two people as with a fact.

use axum::extract::{Path, State};
use axum::response::Response;

use super::Here;
use crate::form::Form;
use crate::guard::{Desk, Me};
use crate::page::{Page, Trouble};
use crate::staff::dossier::release::{What, form, sent};

/// The form.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, document)): Path<(String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let at = Here::of(&dossier, &document);
    let what = What::Document(at.document);
    form(&desk, &caller, page, at.dossier, what).await
}

/// Asks, or confirms.
pub(super) async fn post(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, document)): Path<(String, String)>,
    page: Page,
    typed: Form,
) -> Result<Response, Trouble> {
    let at = Here::of(&dossier, &document);
    let what = What::Document(at.document);
    sent(&desk, &caller, &page, typed, at.dossier, what).await
}
