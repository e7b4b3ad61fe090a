//! The portal: the pages of clients and of those who act for them.

use axum::Router;

use crate::guard::Desk;
use crate::page::Way;

/// Where a client begins.
pub const HOME: &str = "/mijn";

/// Where a client can go from every page.
#[must_use]
pub fn ways() -> Vec<Way> {
    Vec::new()
}

/// The addresses of the portal.
pub fn rooms() -> Router<Desk> {
    Router::new()
}
