//! What the address of a question says once it is over, to somebody who was asked it; to anybody else it is no page.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::Caller;
use regie_terms::Id;

use crate::guard::Desk;
use crate::page::{Page, Trouble};
use crate::part::{Banner, Mood};
use crate::refuse;

#[derive(Template)]
#[template(path = "portal/over.html")]
struct OverPage<'a> {
    p: &'a Page,
    /// Where what is shared stands: the very thing, where something went that the reader may read of.
    shared: String,
    went: bool,
    /// Where the receipts of the reader's own answers are.
    receipt: Option<String>,
}

/// Draws it. With another status than 200 an answer came too late, which is said.
pub(super) async fn show(
    desk: &Desk,
    caller: &Caller,
    mut page: Page,
    share: Id,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let t = page.t;
    let over = desk
        .house
        .question_over(caller, share)
        .await
        .map_err(|why| refuse::trouble(t, why))?
        .ok_or(Trouble::NotFound)?;
    if status != StatusCode::OK {
        let late = Banner::new(Mood::Care, t.say("portal-over-late"));
        page = page.noting(late.line(t.say("portal-over-late-text")).loud());
    }
    let mut shared = format!("/mijn/{}/gedeeld", over.person);
    if over.went {
        shared = format!("{shared}#gedeeld-{share}");
    }
    Ok(page.show_as(
        status,
        &OverPage {
            p: &page,
            shared,
            went: over.went,
            receipt: over
                .answered
                .then(|| format!("/mijn/toestemming/{share}/bewijs")),
        },
    ))
}
