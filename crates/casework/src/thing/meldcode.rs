//! A Meldcode matter: suspected violence at home or child abuse, with its five steps (PC 3, ZO 8; Wmo 2015 3.3, Jeugdwet 4.1.7).

use jiff::civil::Date;
use regie_terms::{ClientTold, Consulted, Id, PersonId};
use serde::{Deserialize, Serialize};

/// The five steps, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeldcodeStep {
    /// The signs in a row.
    Signals,
    /// Consulting a colleague, and Veilig Thuis without a name.
    Consultation,
    /// Talking with those concerned.
    Talk,
    /// The five weighings.
    Weighing,
    /// Deciding: a report, help, or both.
    Decision,
}

impl MeldcodeStep {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [
        Self::Signals,
        Self::Consultation,
        Self::Talk,
        Self::Weighing,
        Self::Decision,
    ];

    /// As it is written in an address.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Signals => "signals",
            Self::Consultation => "consultation",
            Self::Talk => "talk",
            Self::Weighing => "weighing",
            Self::Decision => "decision",
        }
    }
}

/// The five weighings of step 4. Whether it must be reported comes before whether one can help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeldcodeWeighing {
    /// Whether there is a suspicion, after the steps before.
    Suspicion,
    /// Whether somebody is unsafe, acutely or for long: then it must be reported.
    MustReport,
    /// Whether effective help can be given or organised here.
    CanHelp,
    /// Whether those concerned accept that help.
    Accepted,
    /// Whether it leads to lasting safety in the time that was set.
    Lasting,
}

impl MeldcodeWeighing {
    /// All of them, in the order in which they are asked.
    pub const ALL: [Self; 5] = [
        Self::Suspicion,
        Self::MustReport,
        Self::CanHelp,
        Self::Accepted,
        Self::Lasting,
    ];

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Suspicion => "suspicion",
            Self::MustReport => "must-report",
            Self::CanHelp => "can-help",
            Self::Accepted => "accepted",
            Self::Lasting => "lasting",
        }
    }
}

/// Who was consulted at step 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeldcodeAdviser {
    /// A colleague.
    Colleague,
    /// The manager.
    Manager,
    /// Veilig Thuis, for advice: without the names of those concerned.
    VeiligThuis,
    /// The organisation's own specialist on it.
    Specialist,
}

impl MeldcodeAdviser {
    /// All of them, in the order of a form.
    pub const ALL: [Self; 4] = [
        Self::Colleague,
        Self::VeiligThuis,
        Self::Specialist,
        Self::Manager,
    ];

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Colleague => "colleague",
            Self::Manager => "manager",
            Self::VeiligThuis => "veilig-thuis",
            Self::Specialist => "specialist",
        }
    }

    /// As the charter counts it when something goes for safety: the specialist is a colleague, Veilig Thuis is nobody of one's own.
    #[must_use]
    pub const fn consulted(self) -> Option<Consulted> {
        match self {
            Self::Colleague | Self::Specialist => Some(Consulted::Colleague),
            Self::Manager => Some(Consulted::Manager),
            Self::VeiligThuis => None,
        }
    }
}

/// Whether there was a talk at step 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeldcodeTalk {
    /// It was held.
    Held,
    /// It was tried and did not come about.
    Failed,
    /// It is left out, because it would endanger somebody.
    Unsafe,
}

impl MeldcodeTalk {
    /// All of them, in the order of a form.
    pub const ALL: [Self; 3] = [Self::Held, Self::Failed, Self::Unsafe];

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Failed => "failed",
            Self::Unsafe => "unsafe",
        }
    }
}

/// How a matter ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeldcodeEnd {
    /// The suspicion holds.
    Holds,
    /// It does not: what was written down has a term of its own.
    HoldsNot,
}

impl MeldcodeEnd {
    /// All of them, in the order of a form.
    pub const ALL: [Self; 2] = [Self::Holds, Self::HoldsNot];

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::HoldsNot => "holds-not",
        }
    }
}

/// How long a matter is kept whose suspicion does not hold. No document names a term: whoever closes it says it, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeldcodeKeep {
    /// How many months after closing.
    pub months: i64,
    /// The last day it is kept.
    pub until: Date,
    /// On what that rests.
    pub because: String,
}

/// The matter. Who reads it besides coordinator and substitute are records of their own ([`MeldcodeReader`]); so is all that is done in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meldcode {
    /// About whom: who may be the victim.
    pub people: Vec<PersonId>,
    /// When it was opened, milliseconds since 1970 UTC.
    pub at: i64,
    /// By whom.
    pub by: String,
}

/// That a colleague reads a matter: `account` who, `of` the matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeldcodeReader {
    /// Since when, milliseconds since 1970 UTC.
    pub at: i64,
    /// By whom they were named.
    pub by: String,
}

/// Something done in a matter. It is never written over: what is done again stands beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeldcodeRecord {
    /// The day it was done.
    pub on: Date,
    /// What.
    pub what: MeldcodeWhat,
    /// Whether it was done in acute danger, before what comes before it.
    #[serde(default)]
    pub danger: bool,
    /// When it was written down, milliseconds since 1970 UTC.
    pub at: i64,
    /// By whom.
    pub by: String,
}

/// What is done in a matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "did")]
pub enum MeldcodeWhat {
    /// Step 1.
    Signals {
        /// The signs, as they were seen and heard.
        text: String,
        /// Who told of them; protected: shown in the matter alone.
        #[serde(default)]
        reporter: Option<String>,
    },
    /// Step 2.
    Consultation {
        /// With whom.
        with: Vec<MeldcodeAdviser>,
        /// Whether nobody's name was said.
        anonymous: bool,
        /// What came of it.
        text: String,
    },
    /// Step 3.
    Talk {
        /// Whether it was held.
        held: MeldcodeTalk,
        /// With whom and what was said; or why not.
        text: String,
    },
    /// One weighing of step 4.
    Weighing {
        /// Which.
        which: MeldcodeWeighing,
        /// What it came to.
        yes: bool,
        /// Why.
        text: String,
    },
    /// Step 5.
    Decision {
        /// Whether it is reported to Veilig Thuis.
        report: bool,
        /// Whether help is given or organised.
        help: bool,
        /// Why.
        text: String,
    },
    /// That a disclosure to Veilig Thuis was begun.
    Report {
        /// Which.
        share: Id,
        /// Whether it answers a question of theirs; else it reports.
        answers: bool,
        /// What the client knows of it.
        client: ClientTold,
        /// Note: what they asked, or what is reported.
        text: String,
    },
    /// That the matter was closed.
    Closed {
        /// How.
        end: MeldcodeEnd,
        /// Why.
        text: String,
        /// How long it is kept, where the suspicion does not hold.
        #[serde(default)]
        keep: Option<MeldcodeKeep>,
    },
}

impl MeldcodeWhat {
    /// The step it belongs to; `None` for what comes after the steps.
    #[must_use]
    pub const fn step(&self) -> Option<MeldcodeStep> {
        Some(match self {
            Self::Signals { .. } => MeldcodeStep::Signals,
            Self::Consultation { .. } => MeldcodeStep::Consultation,
            Self::Talk { .. } => MeldcodeStep::Talk,
            Self::Weighing { .. } => MeldcodeStep::Weighing,
            Self::Decision { .. } => MeldcodeStep::Decision,
            Self::Report { .. } | Self::Closed { .. } => return None,
        })
    }
}
