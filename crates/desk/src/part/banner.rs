//! A message across the page.

use std::borrow::Cow;

use askama::Template;

use super::Action;

/// What kind of message it is; each has its own sign and colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Good to know.
    Info,
    /// It worked.
    Good,
    /// Look out.
    Care,
    /// It went wrong, or it cannot be undone.
    Alarm,
    /// Somebody broke the glass of this dossier (PC 4, PV 4).
    Glass,
}

/// A button in a banner: a form of hidden fields.
#[derive(Clone, Debug)]
pub struct Press {
    /// Where it is sent.
    pub action: &'static str,
    /// The fields, the token of the session among them.
    pub fields: Vec<(&'static str, String)>,
    /// The words on the button.
    pub text: Cow<'static, str>,
}

/// A banner.
#[derive(Clone, Debug, Template)]
#[template(path = "part/banner.html")]
pub struct Banner {
    /// What kind of message.
    pub mood: Mood,
    /// The message in a few words.
    pub title: Cow<'static, str>,
    /// The rest, a paragraph each.
    pub lines: Vec<String>,
    /// Where to go from here.
    pub actions: Vec<Action>,
    /// A button that changes something, with its form.
    pub button: Option<Press>,
    /// Read aloud at once by a screen reader; for the answer to something just done.
    pub loud: bool,
}

impl Banner {
    /// A banner with a title alone.
    #[must_use]
    pub fn new(mood: Mood, title: impl Into<Cow<'static, str>>) -> Self {
        Banner {
            mood,
            title: title.into(),
            lines: Vec::new(),
            actions: Vec::new(),
            button: None,
            loud: false,
        }
    }

    /// Adds a paragraph.
    #[must_use]
    pub fn line(mut self, line: impl Into<String>) -> Self {
        self.lines.push(line.into());
        self
    }

    /// Adds a way to go from here.
    #[must_use]
    pub fn action(mut self, action: Action) -> Self {
        self.actions.push(action);
        self
    }

    /// With a button that changes something.
    #[must_use]
    pub fn button(mut self, button: Press) -> Self {
        self.button = Some(button);
        self
    }

    /// Read aloud at once.
    #[must_use]
    pub fn loud(mut self) -> Self {
        self.loud = true;
        self
    }

    fn class(&self) -> &'static str {
        match self.mood {
            Mood::Info => "info",
            Mood::Good => "good",
            Mood::Care => "care",
            Mood::Alarm => "alarm",
            Mood::Glass => "glass",
        }
    }
}
