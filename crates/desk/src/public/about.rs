//! `/openbaar`: what Regie is for, and where to read more.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::guard::Desk;
use crate::page::Page;

#[derive(Template)]
#[template(path = "public/about.html")]
struct AboutPage<'a> {
    p: &'a Page,
    /// What the charter is called, and the first day of the version in force.
    charter: String,
    since: Option<String>,
    /// The public key that proofs are signed with, and its short form; not there when the key store does not answer.
    key: Option<(String, String)>,
}

/// Draws it.
pub(super) async fn get(State(desk): State<Desk>, page: Page) -> Response {
    let (charter, since) = super::of::named(&desk, page.t);
    page.show(&AboutPage {
        p: &page,
        charter,
        since,
        key: desk.house.proof_key().await.ok().map(|key| {
            let short = regie_casework::portal::fingerprint(&key);
            (super::key::hex(&key), short)
        }),
    })
}
