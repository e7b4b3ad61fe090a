//! What a client said in their own words, beside a fact or by itself.

use askama::Template;

use super::{Action, Badge};
use crate::words::Lang;
use regie_casework::words::BroughtView;

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

/// From where words were brought along, in words: whether it was made sure who sent them stands in it.
#[must_use]
pub fn brought(t: Lang, from: Option<&BroughtView>) -> Option<String> {
    let from = from?;
    let key = if from.checked {
        "own-brought-checked"
    } else {
        "own-brought-unchecked"
    };
    let said = t.with(key, "name", from.organisation.as_str());
    Some(match from.recorded {
        Some(day) => format!("{said} {}", t.with("own-brought-on", "day", t.day(day))),
        None => said,
    })
}
