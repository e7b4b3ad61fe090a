//! What can go wrong, and the page that says so.

use std::sync::atomic::{AtomicU64, Ordering};

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::Page;
use crate::part::Checklist;

/// Anything a handler answers instead of its page: `return Trouble::NotFound.into_response()`, or with `?` from
/// a handler that answers `Result<Response, Trouble>`.
#[derive(Clone, Debug)]
pub enum Trouble {
    /// No such page, no such dossier, or not yours: one page for all, so that an address tells nothing.
    NotFound,
    /// The charter says no; the decision shows why and what could be done.
    Refused(Box<Checklist>),
    /// Not allowed, without a decision to show: a token that does not fit, or a page of another room.
    Forbidden,
    /// The form was sent before, or lay open too long: its token is no longer good. What was typed is in the
    /// draft.
    Stale,
    /// As [`Trouble::Stale`], and what was typed is kept: it comes back on the page at this address.
    Kept(String),
    /// Somebody else changed the same things at the same moment, again and again.
    Busy,
    /// The request cannot be read.
    Unreadable,
    /// More was sent than is taken.
    TooLarge,
    /// Too many tries; after so many seconds it may be tried again.
    TooMany {
        /// Seconds to wait.
        seconds: u32,
    },
    /// Something in the program failed. Nothing was opened without a line, nothing half-saved.
    Broken,
    /// The store cannot be reached at the moment, or its disk is full.
    Away,
}

/// Carries a trouble inside a response to the layer that draws it.
#[derive(Clone)]
pub(super) struct Told(pub(super) Trouble);

impl Trouble {
    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Trouble::NotFound => StatusCode::NOT_FOUND,
            Trouble::Refused(_) | Trouble::Forbidden | Trouble::Stale | Trouble::Kept(_) => {
                StatusCode::FORBIDDEN
            }
            Trouble::Busy => StatusCode::CONFLICT,
            Trouble::Unreadable => StatusCode::BAD_REQUEST,
            Trouble::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Trouble::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Trouble::Broken => StatusCode::INTERNAL_SERVER_ERROR,
            Trouble::Away => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The middle of the keys of its texts: `trouble-<word>-title` and `trouble-<word>-text`.
    fn word(&self) -> &'static str {
        match self {
            Trouble::NotFound => "not-found",
            Trouble::Refused(_) => "refused",
            Trouble::Forbidden => "forbidden",
            Trouble::Stale => "stale",
            Trouble::Kept(_) => "kept",
            Trouble::Busy => "busy",
            Trouble::Unreadable => "unreadable",
            Trouble::TooLarge => "too-large",
            Trouble::TooMany { .. } => "too-many",
            Trouble::Broken => "broken",
            Trouble::Away => "away",
        }
    }

    /// Seconds after which to try again, where that is known.
    pub(super) fn wait(&self) -> Option<u32> {
        match self {
            Trouble::TooMany { seconds } => Some(*seconds),
            Trouble::Away => Some(30),
            _ => None,
        }
    }

    /// Draws the page.
    pub(super) fn page(&self, p: &Page) -> Response {
        let number = matches!(self, Trouble::Broken | Trouble::Away).then(reference);
        if let Some(number) = &number {
            tracing::error!(number, kind = self.word(), "a page of trouble was shown");
        }
        let checklist = match self {
            Trouble::Refused(checklist) => Some(&**checklist),
            _ => None,
        };
        let back = match self {
            Trouble::Kept(back) => Some(back.as_str()),
            _ => None,
        };
        // Where it is away, its text says when to try again; the term that a program reads stands in the head of the answer.
        let minutes = match self {
            Trouble::TooMany { seconds } => Some(i64::from(*seconds).saturating_add(59) / 60),
            _ => None,
        };
        p.show_as(
            self.status(),
            &TroublePage {
                p,
                word: self.word(),
                checklist,
                back,
                minutes,
                number,
            },
        )
    }
}

/// A number to give on the telephone; it also stands in the log. It counts, it does not identify anybody.
fn reference() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{}-{count}", jiff::Timestamp::now().as_second())
}

#[derive(Template)]
#[template(path = "trouble.html")]
struct TroublePage<'a> {
    p: &'a Page,
    word: &'static str,
    checklist: Option<&'a Checklist>,
    back: Option<&'a str>,
    minutes: Option<i64>,
    number: Option<String>,
}

impl TroublePage<'_> {
    fn said(&self, what: &str) -> &'static str {
        self.p.t.say(&format!("trouble-{}-{what}", self.word))
    }

    /// What to do next; staff may be told more, such as how to find somebody.
    fn next(&self) -> &'static str {
        let staff = self.p.who.is_some() && !self.p.in_portal();
        let own = format!("trouble-{}-next-staff", self.word);
        staff
            .then(|| self.p.t.may_say(&own))
            .flatten()
            .unwrap_or_else(|| self.said("next"))
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Told(self));
        response
    }
}
