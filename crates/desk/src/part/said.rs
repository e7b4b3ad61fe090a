//! What a client said in their own words, beside a fact or by itself.

use askama::Template;

use super::{Action, Badge};

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
