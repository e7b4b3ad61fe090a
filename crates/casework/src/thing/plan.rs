//! The support plan: which facts make it up, who does what, and how it was talked over (PC 6.2, PC 6.4, KE-IX).
//!
//! A goal or an agreement is an [`Entry`](super::Entry) like any other, with its whole label: it is shared, corrected, shielded and erased as every fact is, and
//! nothing is typed twice. What makes it a part of the plan stands in it as a [`PlanPart`]. A [`Plan`] is one version: which parts it
//! had, whether the client was there, and when it is looked at again. It holds no words about anybody but why somebody was not there.

use jiff::civil::Date;
use regie_terms::{AccountId, Id, Party, PersonId};
use serde::{Deserialize, Serialize};

/// What a part of the plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartKind {
    /// What is to be reached.
    Goal,
    /// What was agreed that somebody does.
    Agreement,
}

/// What kind of party does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DoerOf {
    /// Somebody of the dossier: a client, or a person around them.
    Person,
    /// Somebody of the client's network who is not known in the dossier.
    Network,
    /// A colleague who works in the dossier.
    Colleague,
    /// A partner organisation.
    Partner,
}

/// Who does it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doer {
    /// As what.
    pub of: DoerOf,
    /// Which person of the dossier.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// The name as it was then, of a person or an organisation.
    pub name: String,
    /// What kind of organisation.
    #[serde(default)]
    pub party: Option<Party>,
}

/// How a part of the plan stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartStands {
    /// It is worked at.
    Open,
    /// It was reached, or done.
    Reached,
    /// It was let go.
    LetGo,
}

impl PartStands {
    /// As it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Reached => "reached",
            Self::LetGo => "let-go",
        }
    }
}

/// That a part of the plan came to stand otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartState {
    /// How it stands since then.
    pub state: PartStands,
    /// The day.
    pub on: Date,
    /// Why, in a sentence.
    pub because: String,
    /// When it was written, milliseconds since 1970 UTC.
    pub at: i64,
    /// The name of who wrote it.
    pub by: String,
}

/// What makes a fact a part of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanPart {
    /// What it is.
    pub kind: PartKind,
    /// Who does it; nobody for most goals.
    #[serde(default)]
    pub who: Vec<Doer>,
    /// How it came to stand, oldest first; nothing is written over. None while it is open.
    #[serde(default)]
    pub states: Vec<PartState>,
}

impl PlanPart {
    /// How it stood at a moment, milliseconds since 1970 UTC.
    #[must_use]
    pub fn stood(&self, at: i64) -> PartStands {
        let last = self.states.iter().rfind(|s| s.at <= at);
        last.map_or(PartStands::Open, |s| s.state)
    }

    /// How it stands.
    #[must_use]
    pub fn stands(&self) -> PartStands {
        self.stood(i64::MAX)
    }
}

/// Whether somebody was there when the plan was talked over (KE-IX: as a rule they are, and the file says so when not).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// Who.
    pub person: PersonId,
    /// Whether they were.
    pub there: bool,
    /// Why not.
    #[serde(default)]
    pub because: Option<String>,
}

/// That the plan was looked at with the client: does it still fit (PC 6.4)?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Whether it still fits.
    pub fits: bool,
    /// The fact that says what was concluded.
    pub concluded: Id,
}

/// One version of the plan of a dossier. A version is never written over; the next one stands beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The facts that were its parts, in their order.
    pub parts: Vec<Id>,
    /// Other facts of the dossier that it rests on.
    #[serde(default)]
    pub rests_on: Vec<Id>,
    /// The day it was talked over.
    pub talked_on: Date,
    /// Who of the family was there.
    pub talked: Vec<Presence>,
    /// Who directs it; `None` for who coordinates the dossier.
    #[serde(default)]
    pub director: Option<AccountId>,
    /// The name of who directed it then.
    pub director_name: String,
    /// The day it is looked at again.
    pub evaluate_on: Date,
    /// That it was looked at again, where this version came of that.
    #[serde(default)]
    pub evaluation: Option<Evaluation>,
    /// When it was written, milliseconds since 1970 UTC.
    pub at: i64,
    /// The name of who wrote it.
    pub by: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_part_stands_as_it_was_written_last_before_a_moment() {
        let state = |state, at| PartState {
            state,
            on: date(2026, 11, 1),
            because: String::new(),
            at,
            by: String::new(),
        };
        let part = PlanPart {
            kind: PartKind::Goal,
            who: Vec::new(),
            states: vec![state(PartStands::LetGo, 10), state(PartStands::Open, 20)],
        };
        let at = |at| part.stood(at);
        assert_eq!(
            [at(9), at(10), at(19), part.stands()],
            [
                PartStands::Open,
                PartStands::LetGo,
                PartStands::LetGo,
                PartStands::Open
            ]
        );
    }
}
