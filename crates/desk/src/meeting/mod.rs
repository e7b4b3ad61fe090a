//! Case meetings: the list with what came of each, and the form. What our own people told somebody from outside is written down as a disclosure, which
//! the list leads to with who got it filled in.

mod form;
mod list;
mod test;

pub(crate) use list::who;

use axum::Router;
use axum::routing::{get, post};
use regie_terms::DossierId;

use crate::guard::Desk;

/// The addresses of meetings.
pub fn rooms() -> Router<Desk> {
    Router::new()
        .route("/dossier/{dossier}/overleg", get(list::get))
        .route(
            "/dossier/{dossier}/overleg/nieuw",
            get(form::get).post(form::post),
        )
        .route(
            "/dossier/{dossier}/overleg/nieuw/toets",
            get(test::back).merge(post(test::post)),
        )
}

fn list_of(dossier: DossierId) -> String {
    format!("/dossier/{dossier}/overleg")
}

fn form_of(dossier: DossierId) -> String {
    format!("{}/nieuw", list_of(dossier))
}
