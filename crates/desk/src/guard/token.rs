//! Whether a request that changes something was sent by a page of ours: its token, and what the browser says about
//! where it came from.

use axum::http::{HeaderMap, Method};
use data_encoding::BASE64URL_NOPAD;
use subtle::ConstantTimeEq;

/// Whether a request may change something.
#[must_use]
pub fn changes(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Whether the browser says that the request comes from this site, or says nothing. `Origin` is not looked at:
/// with `no-referrer` browsers send `null`.
#[must_use]
pub fn from_here(headers: &HeaderMap) -> bool {
    headers
        .get("sec-fetch-site")
        .is_none_or(|site| site == "same-origin" || site == "none")
}

/// Whether the request was made by our script in the background.
#[must_use]
pub fn by_script(headers: &HeaderMap) -> bool {
    headers
        .get("x-requested-with")
        .is_some_and(|by| by == "regie")
}

/// Whether two tokens are the same; takes the same time whatever was sent. An empty one is none.
#[must_use]
pub fn same(kept: &str, sent: &str) -> bool {
    !kept.is_empty() && bool::from(kept.as_bytes().ct_eq(sent.as_bytes()))
}

/// A random token: 32 bytes, base64url. `None` when the system gives no randomness.
#[must_use]
pub fn fresh() -> Option<String> {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).ok()?;
    Some(BASE64URL_NOPAD.encode(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn an_empty_token_fits_nothing() {
        assert!(!same("", ""));
        assert!(!same("a", "b"));
        assert!(!same("a", "aa"));
        assert!(same("a", "a"));
        assert_ne!(fresh(), fresh());
    }

    #[test]
    fn another_site_is_seen() {
        let mut headers = HeaderMap::new();
        assert!(from_here(&headers));
        for (site, here) in [
            ("same-origin", true),
            ("none", true),
            ("same-site", false),
            ("cross-site", false),
        ] {
            headers.insert("sec-fetch-site", HeaderValue::from_static(site));
            assert_eq!(from_here(&headers), here, "{site}");
        }
    }
}
