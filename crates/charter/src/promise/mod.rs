//! What a charter promises, in the words of whoever it is about, each promise with the rules that keep it.
//!
//! `promises.toml` beside the rule files. It decides nothing: it says what the rules together are for, what happens when somebody does
//! not hold to it, and how far the system keeps it. The rules it names have to be there, and each rule of a charter stands under one.

mod held;
mod read;

use jiff::civil::Date;
use regie_terms::{Charter, Says};
use serde::Deserialize;

use crate::Charters;
use crate::format::Dated;
use crate::view::{articles, places};

pub(crate) use held::unpromised;
pub(crate) use read::read;

/// The name of the file.
pub(crate) const PROMISES: &str = "promises.toml";

/// How far the system keeps a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kept {
    /// It does.
    Now,
    /// A part of it; what is missing is said.
    Partly,
    /// It does not; people have to.
    NotYet,
}

/// The document a charter is from one day on.
#[derive(Debug)]
pub struct Document {
    /// The first day.
    pub from: Date,
    /// How places in it begin (`PV`, `KE-X`).
    pub cites: Vec<String>,
    /// What it is called, within a sentence.
    pub name: Says,
}

impl Document {
    /// Whether a place is one in this document.
    #[must_use]
    pub fn has(&self, place: &str) -> bool {
        self.cites.iter().any(|name| {
            place
                .strip_prefix(name.as_str())
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
        })
    }
}

/// Promises about one thing, under one heading.
#[derive(Debug)]
pub struct Chapter {
    /// Its name within the charter.
    pub id: String,
    /// The heading.
    pub title: Says,
    /// In the order of the document.
    pub promises: Vec<Promise>,
}

/// One promise.
#[derive(Clone, Debug)]
pub struct Promise {
    /// Its name within the charter.
    pub id: String,
    /// What is promised.
    pub says: Says,
    /// What happens when somebody does not hold to it.
    pub broken: Says,
    /// How far the system keeps it.
    pub kept: Kept,
    /// What is missing, where it does not keep all of it.
    pub yet: Option<Says>,
    /// What shows how far: ids of requirements, and names of tests for what is kept of a requirement that is not met as a whole.
    pub shown: Vec<String>,
    /// The ids of the rules that keep it; none where it lies in how the system is built, or where nothing keeps it yet.
    pub rules: Vec<String>,
    /// The first day it is promised.
    pub from: Date,
    /// The last day; `None` when it still is.
    pub until: Option<Date>,
    source: Option<Dated>,
    law: Option<Dated>,
    file: String,
    line: usize,
}

impl Promise {
    /// Whether it is promised on a day.
    #[must_use]
    pub fn holds(&self, on: Date) -> bool {
        self.from <= on && self.until.is_none_or(|last| on <= last)
    }

    /// Its places in the document as they are on a day.
    #[must_use]
    pub fn places(&self, on: Date) -> Vec<&str> {
        self.source
            .as_ref()
            .map_or_else(Vec::new, |dated| places(dated, on))
    }

    /// The articles of law as they are on a day.
    #[must_use]
    pub fn articles(&self, on: Date) -> Vec<String> {
        self.law
            .as_ref()
            .map_or_else(Vec::new, |dated| articles(dated, on))
    }

    /// Whether neither the document nor the law promises it: it is a default of this system.
    #[must_use]
    pub const fn is_of_the_system(&self) -> bool {
        self.source.is_none() && self.law.is_none()
    }
}

/// What stands in the file of one charter.
#[derive(Debug, Default)]
pub(crate) struct Promises {
    documents: Vec<Document>,
    chapters: Vec<Chapter>,
}

impl Charters {
    /// The document that a charter is on a day; `None` before the first, and where the charter promises nothing.
    #[must_use]
    pub fn document(&self, charter: Charter, on: Date) -> Option<&Document> {
        let documents = &self.library.promises.get(&charter)?.documents;
        documents.iter().rev().find(|one| one.from <= on)
    }

    /// What a charter promises, on whatever day, in the order of its document.
    #[must_use]
    pub fn promised(&self, charter: Charter) -> &[Chapter] {
        let promises = self.library.promises.get(&charter);
        promises.map_or(&[], |promises| promises.chapters.as_slice())
    }
}
