//! `/openbaar/klacht`: how to complain, and to whom.

use askama::Template;
use axum::response::Response;

use crate::page::Page;

#[derive(Template)]
#[template(path = "public/complaint.html")]
struct ComplaintPage<'a> {
    p: &'a Page,
}

/// Draws it.
pub(super) async fn get(page: Page) -> Response {
    page.show(&ComplaintPage { p: &page })
}
