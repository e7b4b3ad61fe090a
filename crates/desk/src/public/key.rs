//! `/.well-known/regie-key`: the public key that proofs of who looked are signed with, to hold a saved proof against.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use std::fmt::Write as _;

use crate::guard::Desk;

/// A key as people copy it.
pub(super) fn hex(key: &[u8; 32]) -> String {
    key.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Gives it, as one line of text.
pub(super) async fn get(State(desk): State<Desk>) -> Response {
    match desk.house.proof_key().await {
        Ok(key) => {
            let text = format!("{}\n", hex(&key));
            ([(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
        }
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}
