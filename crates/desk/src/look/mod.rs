//! The ground under every room: style and fonts, headers, languages, error pages, and the few addresses that
//! belong to no room.

mod assets;
mod headers;
mod wellknown;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

pub use assets::{address, asset};
pub use headers::{CSP, clear_site, leave};

use crate::page::calm;
use crate::words::{speak, taal};

/// What this installation says about itself on every page.
#[derive(Clone, Debug)]
pub struct Look {
    /// The organisation whose dossiers these are; stands in the header.
    pub organisation: String,
    /// Where the quick exit of the portal goes: a neutral site, `https://…`.
    pub exit: String,
    /// Where a finder of a hole writes to, for `security.txt`: `mailto:…` or `https://…`.
    pub security_contact: String,
    /// Where a complaint goes, in at most a few lines; empty when it is not known.
    pub complaints_contact: String,
    /// How to reach the data protection officer; empty when it is not known.
    pub dpo_contact: String,
    /// Until when `security.txt` holds (RFC 9116 asks for it), as RFC 3339.
    pub security_until: String,
    /// A demo with made-up people: a line on every page says so.
    pub demo: bool,
    /// Served over TLS: browsers are told to stay there (HSTS).
    pub tls: bool,
    /// After how many seconds without a sign of life a session ends.
    pub idle_seconds: u32,
    /// How many seconds before that the warning comes; at least 20 are needed to answer it (WCAG 2.2.1).
    pub warn_seconds: u32,
}

impl Default for Look {
    fn default() -> Self {
        Look {
            organisation: "Buurtteam".to_owned(),
            exit: "https://www.weeronline.nl/".to_owned(),
            security_contact: String::new(),
            complaints_contact: String::new(),
            dpo_contact: String::new(),
            security_until: "2027-11-21T00:00:00Z".to_owned(),
            demo: false,
            tls: true,
            idle_seconds: 15 * 60,
            warn_seconds: 2 * 60,
        }
    }
}

/// Puts `rooms` on the ground they share: the assets, `/taal`, `/robots.txt` and `/.well-known/security.txt`,
/// the language of each request, error pages in place of bare errors (a panic included), and the security
/// headers on everything.
pub fn ground(look: Look, rooms: Router) -> Router {
    let look = Arc::new(look);
    rooms
        .route("/taal", post(taal))
        .route("/robots.txt", get(wellknown::robots))
        .route("/.well-known/security.txt", get(wellknown::security))
        .route("/favicon.ico", get(assets::favicon))
        .route(
            &format!("{}{{name}}", assets::PREFIX.as_str()),
            get(assets::serve),
        )
        .layer(axum::middleware::from_fn(calm))
        .layer(axum::middleware::from_fn(speak))
        .layer(axum::Extension(Arc::clone(&look)))
        .layer(axum::middleware::from_fn_with_state(
            look.tls,
            headers::guarded,
        ))
}
