//! Sharing.

use axum::Router;

use crate::guard::Desk;

/// The addresses of sharing.
pub fn rooms() -> Router<Desk> {
    Router::new()
}
