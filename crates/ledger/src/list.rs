//! A person's own list: what each line tells whom it concerns, and how their lines are chained.
//!
//! Every person has a chain of their own beside the chain of all lines. Its links are made of no more than that person may know and prove: when, in
//! which function, and what kind of thing it was, with a salt. They say nothing of the act, the dossier or the other people of the line, and a proof
//! that shows one person's links needs nothing else of any line (see [`crate::proof`]).

use crate::line::{Body, Hash};
use regie_charter::Capacity;
use regie_terms::{ControllerId, Outcome, PersonId, QuestionKind};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What kind of thing a line tells of. So coarse that something which is kept from the family later on does not stand out among their lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// Somebody looked.
    Looked,
    /// Somebody did something with the file: wrote in it, shared from it, worked at a request.
    Worked,
    /// Somebody who is not involved gave a reason and came in: by a broken glass, or to inspect.
    WithReason,
    /// Somebody was turned away.
    Refused,
    /// Somebody who may look with a reason was asked for it, and saw nothing.
    Asked,
}

impl What {
    /// Its name, as it is hashed and written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Looked => "looked",
            Self::Worked => "worked",
            Self::WithReason => "with-reason",
            Self::Refused => "refused",
            Self::Asked => "asked",
        }
    }
}

/// What a line tells whom it concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Milliseconds since 1970 UTC.
    pub at: i64,
    /// In which function or capacity.
    pub who: Capacity,
    /// What kind of thing.
    pub what: What,
}

/// As much of a stored line as most lines need.
#[derive(Deserialize)]
struct Short {
    actor: ShortActor,
    done: bool,
}

#[derive(Deserialize)]
struct ShortActor {
    capacity: Capacity,
}

impl Told {
    /// What the line of an act tells; `wrote` is whether it wrote any row.
    #[must_use]
    pub fn of(at: i64, act: &str, body: &Body, wrote: bool) -> Self {
        let what = match body.done {
            true => done(act, wrote),
            false if only_asked(body) => What::Asked,
            false => What::Refused,
        };
        Self {
            at,
            who: body.actor.capacity,
            what,
        }
    }

    /// The same from the open part of a line as it is stored; `None` when that cannot be read.
    #[must_use]
    pub fn read(at: i64, act: &str, body: &[u8], wrote: bool) -> Option<Self> {
        let short: Short = serde_json::from_slice(body).ok()?;
        if !short.done {
            return Some(Self::of(
                at,
                act,
                &serde_json::from_slice(body).ok()?,
                wrote,
            ));
        }
        Some(Self {
            at,
            who: short.actor.capacity,
            what: done(act, wrote),
        })
    }
}

fn done(act: &str, wrote: bool) -> What {
    match act {
        "break-glass" | "enter-with-reason" => What::WithReason,
        _ if wrote => What::Worked,
        _ => What::Looked,
    }
}

/// Whether a line is of somebody who may look with a reason and was asked for it: nobody was turned away. Whoever then gives it has a line that
/// it happened, and whoever does not saw nothing. By the rules about getting in alone: something else that could not be done yet, such as recording
/// without saying why it is needed, was stopped and stays. The outcome and the rules say it, never what the dossier holds.
fn only_asked(body: &Body) -> bool {
    let subject = |rule: &String| rule.split('.').nth(1) == Some(QuestionKind::Access.as_str());
    let decided = &body.decided;
    decided.outcome == Outcome::Incomplete
        && matches!(body.actor.capacity, Capacity::Staff(_))
        && !decided.rules.is_empty()
        && decided.rules.iter().all(subject)
}

/// Makes a salt unguessable: what a link says could be guessed without it.
pub type Salt = [u8; 16];

/// What stands before the first link of a list.
pub const BEFORE: Hash = [0; 32];

/// Whose list, and where in it.
#[derive(Clone, Copy, Debug)]
pub struct At {
    /// The organisation.
    pub controller: ControllerId,
    /// Whose.
    pub person: PersonId,
    /// The first line that concerns somebody is 1.
    pub count: i64,
}

/// The link of a line in somebody's list: over the link before it, and what the line tells them.
#[must_use]
pub fn link(at: At, previous: &Hash, salt: &Salt, told: &Told) -> Hash {
    let (who, function) = match told.who {
        Capacity::Staff(function) => ("staff", function.as_str()),
        Capacity::Subject => ("subject", ""),
        Capacity::ParentOrGuardian => ("parent-or-guardian", ""),
        Capacity::Representative => ("representative", ""),
        Capacity::System => ("system", ""),
    };
    // Everything before the words has a fixed width, and no word holds a line break.
    let mut bytes = Vec::with_capacity(192);
    bytes.extend_from_slice(b"regie-link-1");
    bytes.extend_from_slice(&at.controller.0.to_le_bytes());
    bytes.extend_from_slice(at.person.0.as_bytes());
    bytes.extend_from_slice(&at.count.to_le_bytes());
    bytes.extend_from_slice(previous);
    bytes.extend_from_slice(salt);
    bytes.extend_from_slice(&told.at.to_le_bytes());
    for word in [told.what.as_str(), "\n", who, "\n", function] {
        bytes.extend_from_slice(word.as_bytes());
    }
    Sha256::digest(&bytes).into()
}
