//! Style, script, fonts and pictures, served from memory under an address that changes when they change.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

struct Asset {
    name: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
}

macro_rules! assets {
    ($($name:literal as $kind:literal),* $(,)?) => {
        static ASSETS: &[Asset] = &[$(Asset {
            name: $name,
            kind: $kind,
            bytes: include_bytes!(concat!("../../assets/", $name)),
        }),*];
    };
}
assets!(
    "regie.css" as "text/css; charset=utf-8",
    "regie.js" as "text/javascript; charset=utf-8",
    "regie.svg" as "image/svg+xml",
    "noto-sans-latin.woff2" as "font/woff2",
    "noto-sans-latin-ext.woff2" as "font/woff2",
);

/// The folder all assets are served from. One fingerprint of all of them together, so that the style can name
/// the fonts beside it by their plain names.
pub(super) static PREFIX: LazyLock<String> = LazyLock::new(|| {
    let mut print = Fingerprint::new();
    for asset in ASSETS {
        print.eat(asset.name.as_bytes());
        print.eat(asset.bytes);
    }
    format!("/vast/{:016x}/", print.0)
});

/// FNV-1a, 64 bits. It tells versions apart for a cache; nothing is protected by it.
struct Fingerprint(u64);

impl Fingerprint {
    const fn new() -> Self {
        Fingerprint(0xcbf2_9ce4_8422_2325)
    }

    fn eat(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

/// The address of an asset of this version, for a template: `address("regie.css")`.
#[must_use]
pub fn address(name: &str) -> String {
    format!("{}{name}", PREFIX.as_str())
}

/// The bytes of an asset, for tests and for pages that carry one inside.
#[must_use]
pub fn asset(name: &str) -> Option<&'static [u8]> {
    ASSETS
        .iter()
        .find(|asset| asset.name == name)
        .map(|asset| asset.bytes)
}

pub(super) async fn serve(Path(name): Path<String>) -> Response {
    match ASSETS.iter().find(|asset| asset.name == name) {
        Some(asset) => (
            [
                (CONTENT_TYPE, HeaderValue::from_static(asset.kind)),
                (
                    CACHE_CONTROL,
                    HeaderValue::from_static("public, max-age=31536000, immutable"),
                ),
            ],
            asset.bytes,
        )
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Browsers ask for this by themselves; the picture is named in the page, so there is nothing to give.
pub(super) async fn favicon() -> StatusCode {
    StatusCode::NO_CONTENT
}
