//! Addresses other machines look for.

use std::sync::Arc;

use axum::Extension;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use super::Look;

const TEXT: &str = "text/plain; charset=utf-8";

/// Nothing here is for search engines, the public pages included: they are for those who come to read them.
pub(super) async fn robots() -> Response {
    ([(CONTENT_TYPE, TEXT)], "User-agent: *\nDisallow: /\n").into_response()
}

/// `security.txt` (RFC 9116); none where no address is configured: reports would go to a stranger.
pub(super) async fn security(Extension(look): Extension<Arc<Look>>) -> Response {
    if look.security_contact.is_empty() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let text = format!(
        "Contact: {}\nExpires: {}\nPreferred-Languages: nl, en\n",
        look.security_contact, look.security_until
    );
    ([(CONTENT_TYPE, TEXT)], text).into_response()
}
