//! The public pages: what Regie is for here, the charter in plain words, what each charter promises, who may what, and how to complain. They
//! read no cookie but the language and say nothing about who is reading.

mod about;
mod authorisations;
mod charter;
mod complaint;
mod promises;

use axum::Router;
use axum::routing::get;

use crate::guard::Desk;

/// The public addresses.
pub fn rooms() -> Router<Desk> {
    Router::new()
        .route("/openbaar", get(about::get))
        .route("/openbaar/charter", get(charter::get))
        .route("/openbaar/charter/{charter}", get(promises::get))
        .route("/openbaar/autorisaties", get(authorisations::get))
        .route("/openbaar/klacht", get(complaint::get))
}
