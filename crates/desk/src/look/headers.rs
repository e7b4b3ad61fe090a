//! The headers every answer carries, so that no page can forget one.

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, LOCATION, REFERRER_POLICY, SET_COOKIE,
    STRICT_TRANSPORT_SECURITY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// What a page may load: our own files. `connect-src` is there for the small script (drafts, the live
/// checklist, extending the session).
pub const CSP: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const PERMISSIONS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), \
encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), \
payment=(), picture-in-picture=(), publickey-credentials-get=(self), screen-wake-lock=(), usb=(), \
xr-spatial-tracking=()";

/// Middleware: puts the security headers on. `tls` says whether the site is served over TLS.
pub(super) async fn guarded(State(tls): State<bool>, request: Request, next: Next) -> Response {
    let public =
        request.uri().path() == "/openbaar" || request.uri().path().starts_with("/openbaar/");
    let mut response = next.run(request).await;
    let ok = response.status().is_success();
    let headers = response.headers_mut();
    // What is no page, such as a scanned form, is held tighter by whoever answers it.
    if !headers.contains_key(CONTENT_SECURITY_POLICY) {
        put(headers, CONTENT_SECURITY_POLICY, CSP);
    }
    put(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(headers, REFERRER_POLICY, "no-referrer");
    put(
        headers,
        HeaderName::from_static("permissions-policy"),
        PERMISSIONS,
    );
    put(
        headers,
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    put(
        headers,
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    put(headers, HeaderName::from_static("x-frame-options"), "DENY");
    put(
        headers,
        HeaderName::from_static("x-robots-tag"),
        "noindex, nofollow",
    );
    if tls {
        put(headers, STRICT_TRANSPORT_SECURITY, "max-age=63072000");
    }
    // Assets say for themselves how long they hold. A public page may rest in a cache for a minute, in the
    // language of the cookie or of the browser; one that sets a cookie may not. Everything else stays nowhere.
    if !headers.contains_key(CACHE_CONTROL) {
        if public && ok && !headers.contains_key(SET_COOKIE) {
            put(headers, CACHE_CONTROL, "public, max-age=60");
            put(headers, VARY, "Cookie, Accept-Language");
        } else {
            put(headers, CACHE_CONTROL, "no-store");
        }
    }
    response
}

fn put(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}

/// Tells the browser to forget what it holds of this site, at logout. The cookie itself is ended by whoever set
/// it; this is the second lock.
pub fn clear_site(headers: &mut HeaderMap) {
    put(
        headers,
        HeaderName::from_static("clear-site-data"),
        "\"cache\", \"cookies\", \"storage\"",
    );
}

/// Leaves for the neutral site of [`super::Look::exit`], forgetting what the browser holds. The cache is left
/// out here: emptying it can take seconds that somebody in a hurry does not have, and `no-store` kept it empty.
#[must_use]
pub fn leave(exit: &str) -> Response {
    let to = HeaderValue::from_str(exit).unwrap_or_else(|_| HeaderValue::from_static("/"));
    let forget = HeaderValue::from_static("\"cookies\", \"storage\"");
    (
        StatusCode::SEE_OTHER,
        [
            (LOCATION, to),
            (HeaderName::from_static("clear-site-data"), forget),
        ],
    )
        .into_response()
}
