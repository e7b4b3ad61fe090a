//! A table that is still readable on a phone: there each row becomes a small card with the heads beside the
//! values.

use std::borrow::Cow;

use askama::Template;

use super::Badge;

/// What stands in one place of a table.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Words.
    Text(String),
    /// Words that lead somewhere: address, words.
    Link(String, String),
    /// A badge.
    Badge(Badge),
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Cell::Text(text.into())
    }
}

/// A table. The first cell of a row names the row.
#[derive(Clone, Debug, Template)]
#[template(path = "part/table.html")]
pub struct Table {
    /// What the table shows; read aloud and seen.
    pub caption: Cow<'static, str>,
    /// The heads of the columns.
    pub heads: Vec<Cow<'static, str>>,
    /// The rows, each as long as the heads.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    fn head(&self, at: &usize) -> &str {
        self.heads.get(*at).map_or("", |head| head.as_ref())
    }
}
