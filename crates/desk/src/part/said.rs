//! What a client said in their own words, beside a fact or by itself.

use askama::Template;

use jiff::civil::Date;

use super::{Action, Badge};
use crate::words::Lang;

/// Somebody's own words, with what was done with them.
#[derive(Clone, Debug, Template)]
#[template(path = "part/said.html")]
pub struct Said {
    /// Whose words they are.
    pub title: String,
    /// How they stand.
    pub badge: Option<Badge>,
    /// The words. Line ends are kept.
    pub text: String,
    /// When they were written, and what was done with them.
    pub lines: Vec<String>,
    /// What was answered: the words above it, and the answer.
    pub answer: Option<(String, String)>,
    /// What can be done with them.
    pub actions: Vec<Action>,
}

/// From where words were brought along, in words.
#[must_use]
pub fn brought(t: Lang, from: Option<&(String, Option<Date>)>) -> Option<String> {
    let (organisation, recorded) = from?;
    Some(match recorded {
        Some(day) => t.with2(
            "own-brought-on",
            "name",
            organisation.as_str(),
            "day",
            t.day(*day),
        ),
        None => t.with("own-brought", "name", organisation.as_str()),
    })
}
