//! How a dossier ends: closing, what stands in the way of destroying it, its terms, and the list by which it is destroyed.

use jiff::civil::Date;
use regie_terms::{AccountId, Data, DossierId, File, Hold, Id, Law, PersonId};
use serde::{Deserialize, Serialize};

/// Why a dossier was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClosedWhy {
    /// What the help was for was reached.
    Reached,
    /// The client did not want to go on.
    ClientStopped,
    /// The client moved to another municipality.
    Moved,
    /// Another organisation helps from here on.
    HandedOver,
    /// The client died.
    Died,
    /// Something else, told in words.
    Other,
}

impl ClosedWhy {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Reached,
        Self::ClientStopped,
        Self::Moved,
        Self::HandedOver,
        Self::Died,
        Self::Other,
    ];

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::ClientStopped => "client-stopped",
            Self::Moved => "moved",
            Self::HandedOver => "handed-over",
            Self::Died => "died",
            Self::Other => "other",
        }
    }
}

/// How long a file is kept where no document says so, as it was set when the dossier was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetTerm {
    /// Under which law.
    pub law: Law,
    /// Which sort of file.
    pub file: File,
    /// The last day it is kept.
    pub until: Date,
    /// On what that rests.
    pub because: String,
    /// By whom it was set.
    pub by: String,
}

/// That a dossier was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// From which day.
    pub on: Date,
    /// Why.
    pub why: ClosedWhy,
    /// That in words, for the client.
    pub because: String,
    /// How the client was told, or why not.
    pub told: String,
    /// When that was written down, milliseconds since 1970 UTC.
    pub at: i64,
    /// By whom.
    pub by: String,
    /// That it was opened again.
    #[serde(default)]
    pub reopened: Option<Reopened>,
}

/// That a closed dossier was opened again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopened {
    /// From which day.
    pub on: Date,
    /// Why.
    pub because: String,
    /// When that was written down, milliseconds since 1970 UTC.
    pub at: i64,
    /// By whom.
    pub by: String,
}

/// What stands in the way of destroying a dossier (RET-5, RET-7); its plain `due` is the day it was lifted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldOn {
    /// What.
    pub hold: Hold,
    /// Since when.
    pub since: Date,
    /// In words: which complaint, which case.
    pub because: String,
    /// When that was written down, milliseconds since 1970 UTC.
    pub at: i64,
    /// By whom.
    pub by: String,
    /// That it stands no more.
    #[serde(default)]
    pub lifted: Option<Reopened>,
}

/// Until when one file of a closed dossier is kept. It says nothing of the person; its plain `due` is the last day kept, as it was worked out when the
/// dossier was closed. When that day is over the charter is asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The dossier.
    pub dossier: DossierId,
    /// Whose file.
    pub person: PersonId,
    /// Under which law.
    pub law: Law,
    /// Which sort of file.
    pub file: File,
    /// The day the dossier was closed.
    pub closed: Date,
    /// The last day, where it was set because no document names a term.
    #[serde(default)]
    pub set: Option<Date>,
}

/// What is done with files whose term is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndWay {
    /// They are destroyed.
    #[default]
    Destroy,
    /// They are destroyed but for counts in which nobody can be traced (ZO 5.2).
    Strip,
}

/// Files of one sort on a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EndGroup {
    /// The law.
    pub law: Law,
    /// The sort of file.
    pub file: File,
    /// The year in which the dossiers were closed.
    pub closed: i16,
    /// How many.
    pub count: u32,
}

/// One file that was left out of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Its term.
    pub term: Id,
    /// Why: what the care of a good professional asks (KE-X 5), say.
    pub because: String,
    /// By whom.
    pub by: String,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
}

/// That somebody approved a list as it stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndApproval {
    /// Whose account.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
}

/// Files to be destroyed together, once two people have approved it (FLD-11). It names nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndList {
    /// What is done with them.
    pub way: EndWay,
    /// The day on which it was made.
    pub on: Date,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// By whom.
    pub by: String,
    /// What is on it, by sort.
    pub groups: Vec<EndGroup>,
    /// The terms on it, 16 bytes each, as base64.
    pub terms: String,
    /// What was left out since.
    #[serde(default)]
    pub left_out: Vec<LeftOut>,
    /// Who approved it.
    #[serde(default)]
    pub approved: Vec<EndApproval>,
    /// That somebody put it away instead.
    #[serde(default)]
    pub dropped: Option<Reopened>,
}

/// What was destroyed of one sort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndedGroup {
    /// The law.
    pub law: Law,
    /// The sort of file.
    pub file: File,
    /// How many files.
    pub files: u32,
    /// By which rules, by their ids.
    pub rules: Vec<String>,
}

/// What is left of files that were stripped: how many there were of one sort. Never of fewer than ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndCell {
    /// The law.
    pub law: Law,
    /// The sort of file.
    pub file: File,
    /// The year in which the dossiers were closed.
    pub closed: i16,
    /// How many; ten or more.
    pub count: u32,
}

/// What was destroyed by a list, by which rule and by whom, and nothing about anybody (RET-6, FLD-11).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// What was done.
    pub way: EndWay,
    /// The first and the last moment at which something of the list was destroyed, milliseconds since 1970 UTC.
    pub from: i64,
    /// See `from`.
    pub until: i64,
    /// What was destroyed, by sort.
    pub groups: Vec<EndedGroup>,
    /// What kinds of data stood in it.
    pub data: Vec<Data>,
    /// How many dossiers nothing is left of.
    pub dossiers: u32,
    /// How many keys were destroyed.
    pub keys: u32,
    /// How many records.
    pub records: u64,
    /// How many files of the list were kept after all, because something stands in the way.
    pub kept: u32,
    /// Who made the list, and who approved it.
    pub by: Vec<String>,
    /// When all of the list was done, milliseconds since 1970 UTC; `None` while it goes on.
    #[serde(default)]
    pub done: Option<i64>,
    /// From when no key that was destroyed is left in any backup of the key store either, milliseconds since 1970 UTC.
    #[serde(default)]
    pub final_from: Option<i64>,
    /// What is left of what was stripped.
    #[serde(default)]
    pub cells: Vec<EndCell>,
}
