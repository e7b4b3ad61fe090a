//! The front door: an anonymous conversation of which nothing is stored, whom to call in a crisis, and the table of the teams.

mod ask;
mod crisis;
mod teams;

use axum::Router;
use axum::routing::get;

use crate::guard::Desk;

/// The addresses.
pub fn rooms() -> Router<Desk> {
    Router::new()
        .route("/voordeur", get(ask::get).post(ask::post))
        .route("/voordeur/crisis", get(crisis::get))
        .route("/beheer/teams", get(teams::get).post(teams::post))
}
