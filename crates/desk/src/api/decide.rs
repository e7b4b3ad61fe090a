//! `POST /v1/decisions`: a question in, the charter's answer out. The charter is public and the question holds no
//! client, so nobody has to log in; only its size is limited.

use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use regie_terms::{Question, Unreadable};

use super::{Problem, json};
use crate::guard::Desk;

/// The longest question, in bytes.
const LONGEST: usize = 64 * 1024;
/// How long it may take to come.
const WITHIN: std::time::Duration = std::time::Duration::from_secs(10);

/// Answers one question.
pub(super) async fn post(State(desk): State<Desk>, request: Request) -> Response {
    if !is_json(&request) {
        let title = "a question is sent as application/json";
        return Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, title).into_response();
    }
    let body = axum::body::to_bytes(request.into_body(), LONGEST);
    let Ok(body) = tokio::time::timeout(WITHIN, body).await else {
        let title = "a question comes within ten seconds";
        return Problem::new(StatusCode::REQUEST_TIMEOUT, title).into_response();
    };
    let Ok(body) = body else {
        return Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "a question has at most 65536 bytes",
        )
        .into_response();
    };
    let read = std::str::from_utf8(&body).map_err(|error| {
        let found = format!("no UTF-8 at byte {}", error.valid_up_to());
        Unreadable::new("question", found, "one JSON object")
    });
    match read
        .and_then(Question::read)
        .and_then(|question| desk.house.charters().ask(&question))
    {
        Ok(answer) => json(StatusCode::OK, "application/json", &answer),
        Err(unreadable) => Problem {
            detail: Some(unreadable.to_string()),
            field: Some(unreadable.field),
            found: Some(unreadable.found),
            accepted: Some(unreadable.accepted),
            ..Problem::new(StatusCode::BAD_REQUEST, "the question cannot be read")
        }
        .into_response(),
    }
}

fn is_json(request: &Request) -> bool {
    request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| {
            let kind = kind.split(';').next().unwrap_or_default().trim();
            kind.eq_ignore_ascii_case("application/json")
        })
}

/// Any other method.
pub(super) async fn other() -> Response {
    let mut response = Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "questions are asked with POST",
    )
    .into_response();
    response
        .headers_mut()
        .insert(ALLOW, HeaderValue::from_static("POST"));
    response
}
