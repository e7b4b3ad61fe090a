//! A word or two in a small frame.

use std::borrow::Cow;

use askama::Template;

/// The colour of a badge. Never the only sign: the words say the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Plain.
    #[default]
    Plain,
    /// Belongs to the house: a law, a team.
    House,
    /// In order.
    Good,
    /// Asks attention.
    Care,
    /// Wrong, or cannot be undone.
    Alarm,
    /// A special category of data (GDPR 9 and 10).
    Special,
}

/// A badge.
#[derive(Clone, Debug, Template)]
#[template(path = "part/badge.html")]
pub struct Badge {
    /// The words.
    pub text: Cow<'static, str>,
    /// The colour.
    pub tone: Tone,
}

impl Badge {
    /// A badge with these words, in this colour.
    #[must_use]
    pub fn new(text: impl Into<Cow<'static, str>>, tone: Tone) -> Self {
        Badge {
            text: text.into(),
            tone,
        }
    }

    fn class(&self) -> &'static str {
        match self.tone {
            Tone::Plain => "plain",
            Tone::House => "house",
            Tone::Good => "good",
            Tone::Care => "care",
            Tone::Alarm => "alarm",
            Tone::Special => "special",
        }
    }
}
