//! The public pages: what Regie is for here, what each charter promises, its rules in plain words, who may what, and how to complain. They
//! read no cookie but the language and say nothing about who is reading.

mod about;
mod authorisations;
mod complaint;
mod key;
mod of;
mod promises;
mod rules;

use axum::Router;
use axum::routing::get;

use crate::guard::Desk;

/// The public addresses.
pub fn rooms() -> Router<Desk> {
    Router::new()
        .route("/openbaar", get(about::get))
        .route("/openbaar/charter", get(promises::here))
        .route("/openbaar/charter/{charter}", get(promises::get))
        .route("/openbaar/charter/{charter}/regels", get(rules::get))
        .route("/openbaar/autorisaties", get(authorisations::get))
        .route("/openbaar/klacht", get(complaint::get))
        .route("/.well-known/regie-key", get(key::get))
}
