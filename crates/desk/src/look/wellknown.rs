//! Addresses other machines look for.

use std::sync::Arc;

use axum::Extension;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use super::Look;

const TEXT: &str = "text/plain; charset=utf-8";

/// Nothing here is for search engines, the public pages included: they are for those who come to read them.
pub(super) async fn robots() -> Response {
    ([(CONTENT_TYPE, TEXT)], "User-agent: *\nDisallow: /\n").into_response()
}

/// `security.txt` (RFC 9116).
pub(super) async fn security(Extension(look): Extension<Arc<Look>>) -> Response {
    let text = format!(
        "Contact: {}\nExpires: {}\nPreferred-Languages: nl, en\n",
        look.security_contact, look.security_until
    );
    ([(CONTENT_TYPE, TEXT)], text).into_response()
}
