//! Where a request comes from, for slowing guesses down.

use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};

/// The client's address: of the connection or, behind a proxy of our own, the last one that proxy wrote down. What
/// stands before it in the header was sent by the client and says nothing.
#[must_use]
pub fn address(extensions: &Extensions, headers: &HeaderMap, behind_proxy: bool) -> String {
    let told = || {
        let last = headers.get_all("x-forwarded-for").iter().next_back()?;
        let last = last.to_str().ok()?.rsplit(',').next()?.trim();
        last.parse::<std::net::IpAddr>()
            .ok()
            .map(|address| address.to_string())
    };
    let connected = || {
        extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|info| info.0.ip().to_string())
    };
    behind_proxy
        .then(told)
        .flatten()
        .or_else(connected)
        .unwrap_or_else(|| "unknown".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn the_proxy_is_believed_only_when_there_is_one_and_only_its_own_word() {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 4000))));
        let mut headers = HeaderMap::new();
        headers.append(
            "x-forwarded-for",
            HeaderValue::from_static("6.6.6.6, 10.0.0.9"),
        );
        assert_eq!(address(&extensions, &headers, false), "127.0.0.1");
        assert_eq!(address(&extensions, &headers, true), "10.0.0.9");
        headers.append(
            "x-forwarded-for",
            HeaderValue::from_static("not an address"),
        );
        assert_eq!(address(&extensions, &headers, true), "127.0.0.1");
    }
}
