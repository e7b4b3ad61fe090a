//! What a paper says: plain text in blocks. Nothing in it is markup; a `#` in a name is a letter like any other.

use jiff::civil::Date;
use serde::Serialize;

/// The language a paper is in. A screen reader takes its voice from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Dutch.
    Nl,
    /// English.
    En,
}

/// How deep a heading stands under the title of the paper. A level that skips one is drawn one under the heading before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// A part of the paper.
    One,
    /// Within a part.
    Two,
    /// Within that.
    Three,
}

/// One block of a paper. Lines in a text stay lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase", tag = "kind")]
pub enum Block {
    /// A heading; it is a bookmark too.
    Heading {
        /// How deep.
        level: Level,
        /// Its text.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// Its text.
        text: String,
    },
    /// A list with bullets. An empty one is not drawn.
    List {
        /// Its items.
        items: Vec<String>,
    },
    /// Labels with what stands at them. None is not drawn.
    Pairs {
        /// Label and value.
        rows: Vec<(String, String)>,
    },
    /// A table whose first row names its columns, and is repeated on every page. Rows are as long as the header: what is missing is blank, what is
    /// over is left out. Without a header it is not drawn.
    Table {
        /// The names of the columns.
        header: Vec<String>,
        /// The rows.
        rows: Vec<Vec<String>>,
    },
    /// A link. Its address stands behind its text, for who reads it on paper; one that is not `https:`, `http:`, `mailto:` or `tel:` is text alone.
    Link {
        /// Its text.
        text: String,
        /// Where it goes.
        address: String,
    },
}

impl Block {
    /// A heading.
    pub fn heading(level: Level, text: impl Into<String>) -> Self {
        let text = text.into();
        Self::Heading { level, text }
    }

    /// A paragraph.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph { text: text.into() }
    }
}

/// A paper, ready to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// Its language.
    pub language: Language,
    /// What it is: on the paper, and in the title bar of who opens it.
    pub title: String,
    /// Who it is from.
    pub organisation: String,
    /// A mark on top of every page.
    pub mark: Option<String>,
    /// The lines of the address, where it goes in a window envelope; none for who takes it themself. At most six are shown.
    pub address: Vec<String>,
    /// Where it was written.
    pub place: Option<String>,
    /// The day on it. No other day or moment is in the file, so that the same paper is the same bytes.
    pub date: Date,
    /// What it says.
    pub blocks: Vec<Block>,
}

impl Paper {
    /// Every text of it, so that each can be made fit to be drawn.
    pub(crate) fn texts(&mut self) -> Vec<&mut String> {
        let mut all = vec![&mut self.title, &mut self.organisation];
        all.extend(&mut self.mark);
        all.extend(&mut self.address);
        all.extend(&mut self.place);
        for block in &mut self.blocks {
            match block {
                Block::Heading { text, .. } | Block::Paragraph { text } => all.push(text),
                Block::List { items } => all.extend(items),
                Block::Pairs { rows } => {
                    for (label, value) in rows {
                        all.extend([label, value]);
                    }
                }
                Block::Table { header, rows } => {
                    all.extend(header);
                    all.extend(rows.iter_mut().flatten());
                }
                Block::Link { text, address } => all.extend([text, address]),
            }
        }
        all
    }
}
