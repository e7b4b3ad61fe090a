//! A decision of triage, the first conversation with its telling, and who referred (PC 6, KE-X 2, KE-X.I to III, ZO 4.1).

use jiff::civil::Date;
use regie_terms::{Charter, Law, Says};
use serde::{Deserialize, Serialize};

/// What came of a moment of triage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TriageOutcome {
    /// It goes on here.
    GoOn,
    /// It does not.
    Not,
    /// Something else, as the motive says.
    Other,
}

impl TriageOutcome {
    /// All of them, in the order of a form.
    pub const ALL: [Self; 3] = [Self::GoOn, Self::Not, Self::Other];

    /// As it is written in a form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GoOn => "go-on",
            Self::Not => "not",
            Self::Other => "other",
        }
    }
}

/// A question of the charter as it was asked, with what was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Its name in the rule file.
    pub ask: String,
    /// In which words it was asked.
    pub asks: Says,
    /// The heading it stood under, where it did.
    #[serde(default)]
    pub step: Option<Says>,
    /// The answer; `None` where it was left open, which the charter allows.
    #[serde(default)]
    pub answer: Option<String>,
}

/// A name in the rule file, with the words it had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worded {
    /// The name.
    pub name: String,
    /// The words.
    pub says: Says,
}

/// A decision of triage. It is never written over: whoever thinks otherwise later decides anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Triage {
    /// The charter whose moment it is.
    pub charter: Charter,
    /// At which moment.
    pub moment: Worded,
    /// The questions, in order.
    pub answered: Vec<Answered>,
    /// What came of it.
    pub outcome: TriageOutcome,
    /// How serious and complex; `None` where the charter does not ask it and nobody said so.
    #[serde(default)]
    pub dimension: Option<Worded>,
    /// Why: the outcome and the dimension.
    pub because: String,
    /// The law crossed to, at such a moment.
    #[serde(default)]
    pub law: Option<Law>,
    /// Kept from the family and from who does not see what is shielded.
    #[serde(default)]
    pub shielded: bool,
    /// When it was decided, milliseconds since 1970 UTC.
    pub at: i64,
    /// The name of who decided.
    pub by: String,
}

/// What came of offering independent client support (TRI-9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SupportAnswer {
    /// They want it.
    Wanted,
    /// They do not.
    NotWanted,
    /// They think about it.
    Later,
}

impl SupportAnswer {
    /// All of them, in the order of a form.
    pub const ALL: [Self; 3] = [Self::Wanted, Self::NotWanted, Self::Later];

    /// As it is written in a form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Wanted => "wanted",
            Self::NotWanted => "not-wanted",
            Self::Later => "later",
        }
    }
}

/// The first conversation with somebody: what they were told, and that independent support was offered. With it they are past the front door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversation {
    /// The day.
    pub on: Date,
    /// What was told, in the words of the charter.
    pub told: Vec<Worded>,
    /// Whether they could put their question into words themselves.
    pub in_words: bool,
    /// What they said to the offer of independent client support.
    pub support: SupportAnswer,
    /// When it was written down, milliseconds since 1970 UTC.
    pub at: i64,
    /// The name of who held it.
    pub by: String,
}

/// Through whom somebody came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReferralFrom {
    /// By themselves.
    Oneself,
    /// A professional referred them.
    Professional,
    /// Somebody else gave a signal.
    Signal,
}

impl ReferralFrom {
    /// All of them, in the order of a form.
    pub const ALL: [Self; 3] = [Self::Oneself, Self::Professional, Self::Signal];

    /// As it is written in a form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Oneself => "oneself",
            Self::Professional => "professional",
            Self::Signal => "signal",
        }
    }
}

/// Through whom somebody came, and what was told of them (SHA-13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// Through whom.
    pub from: ReferralFrom,
    /// Who it was: of a professional always, of somebody else only where they agreed to be named.
    #[serde(default)]
    pub name: Option<String>,
    /// What a professional is and where they work.
    #[serde(default)]
    pub role: Option<String>,
    /// Which data they gave.
    #[serde(default)]
    pub gave: Option<String>,
    /// Why it was not talked over with the client first: somebody was in danger. Then the client does not read of it.
    #[serde(default)]
    pub danger: Option<String>,
    /// When it was written down, milliseconds since 1970 UTC.
    pub at: i64,
    /// The name of who wrote it down.
    pub by: String,
}
