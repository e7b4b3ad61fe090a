//! Decisions about who acts for somebody: that a person cannot weigh a matter, that a representative may do less, that a parent is kept out for a
//! child's safety (CON-3, ZO 10.3, KE-X.III). One asks, another decides, both with reasons; a decision is looked at again, and ended by another one.

use jiff::civil::Date;
use regie_terms::{AccountId, Data, Function};
use serde::{Deserialize, Serialize};

/// What is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActingWhat {
    /// That the person cannot weigh the matter themself.
    CannotWeigh,
    /// That a representative sees and answers nothing in some matters, or in all.
    Limit,
    /// That a parent is kept out of a child's file, for the safety of the child.
    ShutOut,
}

/// What was asked and what was decided. The plain columns say about whom, and against whom: a person of the dossier, or nobody.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Acting {
    /// What is asked.
    pub what: ActingWhat,
    /// For what it counts, in words.
    #[serde(default)]
    pub matter: String,
    /// Which categories a limit is about; none for all.
    #[serde(default)]
    pub data: Vec<Data>,
    /// Why it is asked.
    pub because: String,
    /// What was found: what somebody does not oversee, or the sign of danger.
    pub found: String,
    /// By whom that was found.
    pub found_by: String,
    /// Who asked.
    pub asked_by: AccountId,
    /// Their name.
    pub asked_name: String,
    /// In which function.
    pub asked_function: Function,
    /// When, milliseconds since 1970 UTC.
    pub asked_at: i64,
    /// What was decided, oldest first: on the asking, and each time it was looked at again. None while it waits.
    #[serde(default)]
    pub decisions: Vec<ActingDecision>,
    /// That somebody asked to let a parent in again, which waits for another to decide it.
    #[serde(default)]
    pub lifting: Option<ActingLift>,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActingDecision {
    /// Whether it stands from now on.
    pub yes: bool,
    /// Why.
    pub because: String,
    /// Who decided.
    pub by: AccountId,
    /// Their name.
    pub name: String,
    /// In which function.
    pub function: Function,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// The day it is looked at again, while it stands.
    #[serde(default)]
    pub review_on: Option<Date>,
}

/// The first of two who let a parent in again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActingLift {
    /// Who.
    pub by: AccountId,
    /// Their name.
    pub name: String,
    /// Why.
    pub because: String,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
}

impl Acting {
    /// Whether it waits for somebody to decide it.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.decisions.is_empty()
    }

    /// Whether it stands: the last decision was a yes. One that was not looked at again in time goes on standing.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.decisions.last().is_some_and(|d| d.yes)
    }

    /// The day it is looked at again.
    #[must_use]
    pub fn review_on(&self) -> Option<Date> {
        let last = self.decisions.last().filter(|d| d.yes)?;
        last.review_on
    }
}
