//! One recorded fact with its privacy label.

use std::borrow::Cow;

use askama::Template;

use super::{Badge, Said};
use crate::words::Lang;

/// Somewhere to go, by link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The address, inside this site.
    pub href: String,
    /// The words of the link.
    pub text: Cow<'static, str>,
}

impl Action {
    /// A link with these words.
    #[must_use]
    pub fn new(href: impl Into<String>, text: impl Into<Cow<'static, str>>) -> Self {
        Action {
            href: href.into(),
            text: text.into(),
        }
    }
}

/// Whether a fact still stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// As it was written.
    #[default]
    Current,
    /// A later entry corrects it; it is kept and shown small.
    Corrected,
    /// Stored and nothing else (GDPR 18).
    Restricted,
}

/// A card with one fact: the text, its badges, and the whole label behind them.
#[derive(Clone, Debug, Template)]
#[template(path = "part/fact.html")]
pub struct Fact {
    /// The language it is drawn in.
    pub t: Lang,
    /// The id of the element, so that a link can lead to it.
    pub id: String,
    /// What kind of fact, in a few words: the category.
    pub title: Cow<'static, str>,
    /// The fact, as it was typed. Line ends are kept.
    pub text: String,
    /// That/what, source, purpose, special category.
    pub badges: Vec<Badge>,
    /// When and by whom: "Opgeschreven op 3 maart 2026 door Noor Bakker, samen met de cliënt".
    pub written: String,
    /// The whole label: each part by name.
    pub label: Vec<(Cow<'static, str>, String)>,
    /// How the client sees it, beside what the professional wrote: the words above it, and theirs.
    pub reading: Option<(&'static str, String)>,
    /// What clients say to it in their own words, each beside it.
    pub said: Vec<Said>,
    /// Whether it still stands.
    pub standing: Standing,
    /// What can be done with it.
    pub actions: Vec<Action>,
}

impl Fact {
    fn class(&self) -> &'static str {
        match self.standing {
            Standing::Current => "current",
            Standing::Corrected => "corrected",
            Standing::Restricted => "restricted",
        }
    }
}
