//! Lists: things to do, pairs of a name and a value, and the page's word when there is nothing.

use std::borrow::Cow;

use askama::Template;

use super::{Action, Badge};

/// Something that waits for the reader.
#[derive(Clone, Debug)]
pub struct Task {
    /// Where to do it; empty where it is not done on a page.
    pub href: String,
    /// What it is.
    pub what: String,
    /// For whom, or why.
    pub about: Option<String>,
    /// By when, or how it stands.
    pub badge: Option<Badge>,
}

/// What waits, in the order it should be done.
#[derive(Clone, Debug, Template)]
#[template(path = "part/tasks.html")]
pub struct Tasks {
    /// The tasks.
    pub tasks: Vec<Task>,
}

/// Names and values.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "part/pairs.html")]
pub struct Pairs {
    /// Each name with its value.
    pub rows: Vec<(Cow<'static, str>, String)>,
    /// Beside each other in a strip, as on top of a dossier, where there is room.
    pub strip: bool,
}

impl Pairs {
    /// No pairs yet.
    #[must_use]
    pub fn new() -> Self {
        Pairs::default()
    }

    /// Adds a pair.
    #[must_use]
    pub fn row(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        self.rows.push((name.into(), value.into()));
        self
    }

    /// Draws them beside each other.
    #[must_use]
    pub fn strip(mut self) -> Self {
        self.strip = true;
        self
    }
}

/// Said where a list is empty: that it is, and what could make it not so.
#[derive(Clone, Debug, Template)]
#[template(path = "part/empty.html")]
pub struct Empty {
    /// That there is nothing.
    pub text: Cow<'static, str>,
    /// Why, or what will come here.
    pub hint: Option<Cow<'static, str>>,
    /// What the reader can do about it.
    pub action: Option<Action>,
}
