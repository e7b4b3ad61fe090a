//! The page of a dossier that does not open: the same for one that is not yours and one that does not exist.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use regie_casework::Refused;

use crate::page::{Page, Trouble};
use crate::part::Checklist;
use crate::refuse;

#[derive(Template)]
#[template(path = "staff/refused.html")]
struct RefusedPage<'a> {
    p: &'a Page,
    checklist: Checklist,
    /// The way in with a reason, where the charter leaves one.
    glass: Option<String>,
    /// The reader knows that there is such a dossier: they found it exactly, or have or had a way in.
    known: bool,
    /// Where it says who keeps a dossier that the reader found.
    who: Option<String>,
}

/// The page of a refusal about a dossier. `glass` is the address where a reason can be given, used only where the
/// charter says that a reason is what is missing.
///
/// # Errors
/// The page of any other refusal.
pub fn refused(page: &Page, refused: Refused, glass: &str) -> Result<Response, Trouble> {
    drawn(page, refused, glass, None)
}

/// The same for somebody who found the dossier exactly: that it exists is no news to them, and `who` is where it says who keeps it.
///
/// # Errors
/// The page of any other refusal.
pub(super) fn refused_found(
    page: &Page,
    refused: Refused,
    glass: &str,
    who: String,
) -> Result<Response, Trouble> {
    drawn(page, refused, glass, Some(who))
}

fn drawn(
    page: &Page,
    refused: Refused,
    glass: &str,
    who: Option<String>,
) -> Result<Response, Trouble> {
    let t = page.t;
    match refused {
        Refused::Denied(answers) => {
            let Some(answer) = refuse::deciding(&answers) else {
                return Err(Trouble::Forbidden);
            };
            let checklist = Checklist::of(t, t.say("dossier-refused-why"), answer);
            let glass = refuse::asks_reason(answer).then(|| glass.to_owned());
            Ok(page.show_as(
                StatusCode::FORBIDDEN,
                &RefusedPage {
                    p: page,
                    checklist,
                    // A reason is asked only of who knows that there is something to open.
                    known: glass.is_some() || who.is_some(),
                    glass,
                    who,
                },
            ))
        }
        other => Err(refuse::trouble(t, other)),
    }
}
