//! The API: the charter for partners and other systems, and the program's health. Its errors are problem details
//! (RFC 9457), not pages.

mod decide;
mod health;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Serialize;

use crate::guard::Desk;

/// The addresses of the API.
pub fn rooms() -> Router<Desk> {
    Router::new()
        .route("/v1/decisions", post(decide::post).fallback(decide::other))
        .route("/health", get(health::get))
}

/// What went wrong, for a program to read. Never holds anything of the request but words of the vocabulary.
#[derive(Default, Serialize)]
struct Problem {
    /// In a few words, the same for every problem of this status.
    title: &'static str,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// The path of the field that could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<String>,
}

impl Problem {
    fn new(status: StatusCode, title: &'static str) -> Self {
        Problem {
            title,
            status: status.as_u16(),
            ..Problem::default()
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        json(status, "application/problem+json", &self)
    }
}

fn json(status: StatusCode, kind: &'static str, content: &impl Serialize) -> Response {
    match serde_json::to_vec(content) {
        Ok(body) => (
            status,
            [(CONTENT_TYPE, HeaderValue::from_static(kind))],
            body,
        )
            .into_response(),
        Err(error) => {
            tracing::error!(%error, "an answer could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
