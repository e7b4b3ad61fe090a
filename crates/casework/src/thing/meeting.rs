//! A case meeting: who took part, what each brought in and on which ground, and what was agreed (KE-X 2).
//!
//! What was agreed is recorded as facts of the dossier; what our own people told somebody from outside is a disclosure of its own. Here stands
//! what is left: that it was held, and what came to the table.

use super::plan::Presence;
use jiff::civil::Date;
use regie_terms::{Id, Law, Party};
use serde::{Deserialize, Serialize};

/// Somebody who took part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// The name.
    pub name: String,
    /// The organisation; none for a colleague.
    #[serde(default)]
    pub organisation: Option<String>,
    /// What kind of organisation; none for a colleague.
    #[serde(default)]
    pub party: Option<Party>,
    /// What they brought in, in a line; empty where nothing.
    #[serde(default)]
    pub brought: String,
    /// On which ground, in a line.
    #[serde(default)]
    pub ground: String,
}

/// A case meeting. The plain columns say about whom: one person, or nobody for the family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// The day.
    pub held_on: Date,
    /// The law of the help that it was about.
    pub law: Law,
    /// What it was about, in a sentence.
    pub summary: String,
    /// Which of those it is about were there, or why not.
    pub talked: Vec<Presence>,
    /// How those it is about know that their case is discussed.
    pub told_how: String,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// The facts that say what was agreed.
    #[serde(default)]
    pub agreed: Vec<Id>,
    /// When it was written, milliseconds since 1970 UTC.
    pub at: i64,
    /// The name of who wrote it.
    pub by: String,
}
