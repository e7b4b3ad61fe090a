//! A document that must be kept itself, where its conclusion will not do (FLD-3).

use super::entry::{EntryConsent, Label};
use super::release::Release;
use super::share::ShareSafety;
use jiff::civil::Date;
use regie_terms::PersonId;
use serde::{Deserialize, Serialize};

/// Which of those who may open the dossier may read a document. Who may open the dossier is the charter's to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Readers {
    /// Coordinator and substitute.
    Coordinator,
    /// Everybody who may open the dossier.
    Involved,
}

/// What is known about a document; the file itself lies apart.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Document {
    /// What it is, in a few words.
    pub title: String,
    /// The label, as an entry has one.
    pub label: Label,
    /// Why an excerpt or the conclusion will not do.
    pub excerpt: String,
    /// Who may read it.
    pub readers: Readers,
    /// The day it is looked at again.
    pub review_on: Date,
    /// Whether there are data of other people in it than those it is about.
    pub others: bool,
    /// Which people of this dossier those are, as far as they are in it.
    #[serde(default)]
    pub others_who: Vec<PersonId>,
    /// The day it is from.
    #[serde(default)]
    pub about_day: Option<Date>,
    /// When it was put in, milliseconds since 1970 UTC.
    pub at: i64,
    /// The name of who put it in.
    pub by: String,
    /// Kept out of ordinary view (shielded, *afgeschermd*).
    #[serde(default)]
    pub shielded: bool,
    /// That somebody asked to take the shield away; gone once another confirmed it.
    #[serde(default)]
    pub release: Option<Release>,
    /// Consents given or refused for recording it; apart from the legal basis (FLD-15).
    #[serde(default)]
    pub consents: Vec<EntryConsent>,
    /// That safety was at stake when it was put in.
    #[serde(default)]
    pub safety: Option<ShareSafety>,
    /// The times it was looked at again and kept, oldest first.
    #[serde(default)]
    pub looked_again: Vec<LookedAgain>,
}

/// That a document was looked at again and is still needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookedAgain {
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// The name of who looked.
    pub by: String,
    /// Why it is still needed.
    pub because: String,
    /// Until which day, when it is looked at once more.
    pub until: Date,
}

/// A paper as it was handed in: a photo or PDF.
#[derive(Clone, Serialize, Deserialize)]
pub struct Scan {
    /// The file's kind by its content: `application/pdf`, `image/jpeg`, `image/png`.
    pub media: String,
    /// Base64.
    pub content: String,
}
