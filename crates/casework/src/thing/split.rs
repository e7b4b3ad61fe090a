//! A split: that somebody objects to one dossier together, what was weighed, and what goes where.

use super::request::{Identified, RequestWay, Requester};
use jiff::civil::Date;
use regie_terms::{AccountId, Answer, Id};
use serde::{Deserialize, Serialize};

/// Where something of the joint dossier goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SplitTo {
    /// To the one who leaves.
    Leaver,
    /// To those who stay.
    Stayers,
    /// To both, a copy each.
    Both,
    /// With the one it is about, as it is, although it names another.
    AsItIs,
    /// Written anew, for each in words of their own.
    Anew,
    /// Authority that goes on: its holder is known without a name from then on.
    Keep,
    /// Authority that the dossier knows of no longer.
    Drop,
}

impl SplitTo {
    /// As it is written in a form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Leaver => "leaver",
            Self::Stayers => "stayers",
            Self::Both => "both",
            Self::AsItIs => "as-it-is",
            Self::Anew => "anew",
            Self::Keep => "keep",
            Self::Drop => "drop",
        }
    }
}

/// What was decided about one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SplitChoice {
    /// The thing.
    pub thing: Id,
    /// Where it goes.
    pub to: SplitTo,
    /// Its new words for the one who leaves.
    #[serde(default)]
    pub leaver: String,
    /// Its new words for those who stay.
    #[serde(default)]
    pub stayers: String,
    /// The version of the thing that was decided about.
    pub version: i64,
    /// The name of who decided.
    pub by: String,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
}

/// What was weighed and decided (TRI-5).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SplitDecision {
    /// Whether it is split.
    pub split: bool,
    /// Whether one dossier together is needed.
    pub necessity: String,
    /// Whether that weighs up against what the one who objects has against it.
    pub proportionality: String,
    /// Whether less would do: to shield something, say.
    pub subsidiarity: String,
    /// What it means for somebody's safety.
    pub safety: String,
    /// Why, in words that the one who objects reads.
    pub because: String,
    /// What the charter said at that moment.
    pub answer: Answer,
    /// The last day for an objection.
    #[serde(default)]
    pub object_by: Option<Date>,
    /// The name of who decided.
    pub by: String,
    /// The day.
    pub on: Date,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// Who decided.
    pub account: AccountId,
}

/// That somebody objects to one dossier together. The plain columns: `person` who wants a dossier of their own, `account` who asked it in the portal or
/// wrote it down, `due` the last day for the answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Split {
    /// Why, in their own words. Empty in the dossier of those who stay.
    pub words: String,
    /// The day it came in.
    pub received: Date,
    /// When it was written down, milliseconds since 1970 UTC.
    pub at: i64,
    /// How it came in.
    pub way: RequestWay,
    /// Who asks.
    #[serde(default)]
    pub asked_by: Option<Requester>,
    /// Who asks it with them, as a professional wrote down. Who asks the same in the portal does so by themself.
    #[serde(default)]
    pub joined: Vec<Requester>,
    /// How it was made sure who asks, once it was.
    #[serde(default)]
    pub identity: Option<Identified>,
    /// Whether it is signed; what is sent from the portal counts as signed.
    #[serde(default)]
    pub signed: bool,
    /// The name of the professional who wrote it down.
    #[serde(default)]
    pub by: Option<String>,
    /// What was decided.
    #[serde(default)]
    pub decision: Option<SplitDecision>,
    /// Where things go, as far as that was decided.
    #[serde(default)]
    pub choices: Vec<SplitChoice>,
    /// The day it was split.
    #[serde(default)]
    pub done: Option<Date>,
}

impl Split {
    /// Whether it still waits: to be decided, or to be carried out.
    #[must_use]
    pub fn open(&self) -> bool {
        self.done.is_none() && self.decision.as_ref().is_none_or(|d| d.split)
    }

    /// Everybody who asks it.
    pub fn askers(&self) -> impl Iterator<Item = &Requester> {
        self.asked_by.iter().chain(&self.joined)
    }

    /// What was decided about a thing.
    #[must_use]
    pub fn choice(&self, thing: Id) -> Option<&SplitChoice> {
        self.choices.iter().find(|c| c.thing == thing)
    }
}
