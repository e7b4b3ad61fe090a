//! A notice: that somebody who got data before has to be told what became of them since (GDPR 19; RIG-7).

use jiff::civil::Date;
use regie_terms::Id;
use serde::{Deserialize, Serialize};

/// What became of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeOf {
    /// They were corrected.
    Rectified,
    /// They were erased.
    Erased,
    /// They stand still.
    Restricted,
    /// They stand still no longer.
    Lifted,
    /// The consent by which they went was withdrawn.
    Withdrawn,
}

/// That the recipient was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeTold {
    /// The day.
    pub on: Date,
    /// How, in a few words.
    pub how: String,
    /// The name of who told them, or wrote it down.
    pub by: String,
    /// When it was written down, milliseconds since 1970 UTC.
    pub at: i64,
}

/// A notice. The plain columns: `of` the disclosure by which the recipient got the data, `person` about whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What became of the data.
    pub what: NoticeOf,
    /// The facts, by their ids alone: of what was erased nothing else is left.
    pub facts: Vec<Id>,
    /// The day from which the recipient is to be told.
    pub since: Date,
    /// Whether the facts are kept from the family: then the family reads nothing of this.
    #[serde(default)]
    pub kept: bool,
    /// That they were told.
    #[serde(default)]
    pub told: Option<NoticeTold>,
}
