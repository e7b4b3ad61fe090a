//! The pages of the staff: the caseload, finding, the dossier, breaking the glass, who is away.

mod agenda;
mod caseload;
pub mod dossier;
mod find;
mod incident;

use axum::Router;
use axum::routing::{get, post};
use regie_terms::Function;

use crate::guard::Desk;
use crate::page::Way;

/// Where staff can go from every page. What a function may not do is refused with its reason, not hidden.
#[must_use]
pub fn ways(function: Option<Function>) -> Vec<Way> {
    if function.is_none() {
        return Vec::new();
    }
    let mut ways = vec![
        Way {
            href: "/",
            key: "staff-way-caseload",
        },
        Way {
            href: "/vind",
            key: "staff-way-find",
        },
        Way {
            href: "/agenda",
            key: "staff-way-agenda",
        },
    ];
    ways.extend(crate::administer::ways(function));
    ways
}

/// The addresses of the staff.
pub fn rooms() -> Router<Desk> {
    Router::new()
        .route("/", get(caseload::get))
        .route("/vind", get(find::get).post(find::post))
        .route("/agenda", get(agenda::get).post(agenda::add))
        .route(
            "/agenda/{absence}/weg",
            get(agenda::back).merge(post(agenda::remove)),
        )
        .route(
            "/incident/{incident}",
            get(incident::get).post(incident::post),
        )
        .merge(dossier::rooms())
}
