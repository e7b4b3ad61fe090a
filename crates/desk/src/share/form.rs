//! `/dossier/{id}/delen/{share}/formulier/{consent}`: the form of a consent as it was handed in.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::Here;
use crate::guard::{Desk, Me};
use crate::page::{Page, Scanned, Trouble, scanned};
use crate::staff::dossier::{id_of, refused};

#[derive(Template)]
#[template(path = "share/form.html")]
struct FormPage<'a> {
    p: &'a Page,
    at: Here,
    /// The photo, as an address that holds it whole, so that it is asked for and written down once.
    photo: String,
}

/// Shows it.
pub(super) async fn get(
    State(desk): State<Desk>,
    Me(caller): Me,
    Path((dossier, share, consent)): Path<(String, String, String)>,
    page: Page,
) -> Result<Response, Trouble> {
    let here = Here::of(&dossier, &share);
    let said = desk
        .house
        .consent_form(&caller, here.dossier, id_of(&consent))
        .await;
    let form = match said {
        Ok(form) => form,
        Err(why) => return refused(&page, why, &format!("{}/glas", here.dossier())),
    };
    let photo = match scanned(form) {
        Scanned::File(response) => return Ok(response),
        Scanned::Photo(photo) => photo,
    };
    Ok(page.show(&FormPage {
        p: &page,
        at: here,
        photo,
    }))
}
