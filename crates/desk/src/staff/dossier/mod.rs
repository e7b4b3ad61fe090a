//! The dossier: opening it, being refused with the reason, breaking the glass and judging that.

mod cards;
mod claim;
mod contact;
mod erase;
mod glass;
mod head;
mod judge;
mod open;
mod refused;
pub(crate) mod release;
pub(crate) mod shield;
pub(crate) mod still;
mod words;

use axum::Router;
use axum::routing::get;
use regie_terms::{DossierId, Id};

pub(crate) use cards::{agreed, apart, badges, fact, label_rows, still_text, whose};
pub(crate) use head::kept;
pub use head::who;
pub use refused::refused;

use crate::guard::Desk;

/// The addresses of a dossier.
pub fn rooms() -> Router<Desk> {
    Router::new()
        .route("/dossier/{dossier}", get(open::get))
        .route(
            "/dossier/{dossier}/balie",
            get(claim::get).post(claim::post),
        )
        .route("/dossier/{dossier}/glas", get(glass::get).post(glass::post))
        .route(
            "/dossier/{dossier}/glas/{glass}",
            get(judge::get).post(judge::post),
        )
        .route(
            "/dossier/{dossier}/persoon/{person}/contact",
            get(contact::get).post(contact::post),
        )
        .route(
            "/dossier/{dossier}/persoon/{person}/bereikt",
            get(contact::reached).post(contact::post_reached),
        )
        .route(
            "/dossier/{dossier}/namen",
            get(contact::names).post(contact::post_names),
        )
        .route(
            "/dossier/{dossier}/woorden/{words}",
            get(words::get).post(words::post),
        )
        .route(
            "/dossier/{dossier}/woorden/{words}/document",
            get(words::document),
        )
        .route(
            "/dossier/{dossier}/feit/{entry}/afschermen",
            get(shield::get).post(shield::post),
        )
        .route(
            "/dossier/{dossier}/feit/{entry}/tonen",
            get(release::get).post(release::post),
        )
        .route(
            "/dossier/{dossier}/feit/{entry}/beperken",
            get(still::thing).post(still::do_thing),
        )
        .route(
            "/dossier/{dossier}/persoon/{person}/beperken",
            get(still::person).post(still::do_person),
        )
        .route(
            "/dossier/{dossier}/feit/{entry}/wissen",
            get(erase::thing).post(erase::do_thing),
        )
        .route(
            "/dossier/{dossier}/persoon/{person}/wissen",
            get(erase::person).post(erase::do_person),
        )
}

/// The dossier of an address. What is no id becomes one that belongs to nothing, so that it is asked, written down
/// and refused as any other.
#[must_use]
pub fn dossier_of(address: &str) -> DossierId {
    address.parse().unwrap_or_else(|_| DossierId::fresh())
}

/// The same for any other thing.
#[must_use]
pub fn id_of(address: &str) -> Id {
    address.parse().unwrap_or_else(|_| Id::fresh())
}
