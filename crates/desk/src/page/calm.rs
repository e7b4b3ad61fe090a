//! The layer that turns whatever goes wrong into a page somebody can read.

use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::trouble::Told;
use super::{Page, Slot, Trouble};

/// Middleware: a [`Trouble`], a bare error of the framework and a panic all become a page in the reader's
/// language. Answers that carry a page or data of their own pass as they are; `/v1` (the API) has its own words.
///
/// The handler runs in a task of its own, so that one that panics answers, and one whose reader left still
/// finishes what it was writing.
pub async fn calm(mut request: Request, next: Next) -> Response {
    // The slot is laid here, outside the guard, so that a page made after the guard ran still knows the reader.
    request.extensions_mut().insert(Slot::default());
    let extensions = request.extensions().clone();
    let uri = request.uri().clone();
    let response = match tokio::spawn(next.run(request)).await {
        Ok(response) => response,
        Err(_) => Trouble::Broken.into_response(),
    };
    if uri.path().starts_with("/v1/") {
        return response;
    }
    let trouble = match response.extensions().get::<Told>() {
        Some(told) => told.0.clone(),
        None => match bare(&response) {
            Some(trouble) => trouble,
            None => return response,
        },
    };
    let page = Page::of(&extensions, &uri);
    let retry = response.headers().get(RETRY_AFTER).cloned();
    let mut drawn = trouble.page(&page);
    if let Some(after) = retry.or_else(|| trouble.wait().map(HeaderValue::from)) {
        drawn.headers_mut().insert(RETRY_AFTER, after);
    }
    drawn
}

/// What an answer of the framework means, if it is an error without a page.
fn bare(response: &Response) -> Option<Trouble> {
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return None;
    }
    let kind = response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    if kind.starts_with("text/html") || kind.starts_with("application/") {
        return None;
    }
    Some(match status {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Trouble::NotFound,
        StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED => Trouble::Forbidden,
        StatusCode::PAYLOAD_TOO_LARGE => Trouble::TooLarge,
        StatusCode::TOO_MANY_REQUESTS => Trouble::TooMany { seconds: 60 },
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => Trouble::Away,
        _ if status.is_client_error() => Trouble::Unreadable,
        _ => Trouble::Broken,
    })
}
