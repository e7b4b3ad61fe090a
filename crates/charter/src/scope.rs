//! What an act is about, stated before the charter is asked: who acts, in what capacity, on which parts of what.
//!
//! Plain data. Leave to act is made of it in `permit`; which kinds of records there are is the vault's to know.

use regie_terms::{AccountId, DossierId, Function, Id, PersonId, RequestId};
use serde::{Deserialize, Serialize};

/// In what capacity somebody acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Capacity {
    /// A member of staff in one function.
    Staff(Function),
    /// The person the data are about.
    Subject,
    /// A parent with authority or a guardian, for a child.
    ParentOrGuardian,
    /// Any other representative (GDPR 4, BW 1; CON-3, CON-4).
    Representative,
    /// The program itself: start-up, a job at night.
    System,
}

/// Who acts: an account in one capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The account that logged in.
    pub account: AccountId,
    /// The capacity chosen for this act.
    pub capacity: Capacity,
}

/// Which persons' parts an act touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Everybody in the dossier.
    Household,
    /// These people only.
    Persons(Vec<PersonId>),
}

/// Which parts of a dossier an act touches. The vault gives back nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Whose.
    pub about: Whose,
    /// Which kinds of records, by the names the vault knows; empty means none.
    pub kinds: &'static [&'static str],
    /// Only these records, when given; of the kinds above.
    pub only: Option<Vec<Id>>,
}

/// What an act is about, stated before the charter is asked.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The act's name in the ledger, kebab-case, from a fixed list.
    pub act: &'static str,
    /// Who.
    pub actor: Actor,
    /// The request: the same id again is the same request and does nothing twice.
    pub request: RequestId,
    /// Milliseconds since 1970 UTC.
    pub at: i64,
    /// The dossier, when the act touches one.
    pub dossier: Option<DossierId>,
    /// The people whose list of "who looked" this line joins.
    pub concerns: Vec<PersonId>,
    /// The parts touched.
    pub parts: Parts,
    /// The facts the question was made from: thing and version. The writer refuses when one has moved.
    pub facts: Vec<(Id, i64)>,
    /// The things whose facts this act moves.
    pub moves: Vec<Id>,
    /// A digest of what was sent, for an act that a form asks for: the same request with other words is not the same request.
    pub input: Option<InputDigest>,
    /// Whether the act may do with what stands still what the law leaves (GDPR 18(2)): a look, reading what [`Parts::only`] names to decide on the
    /// request that is about it; a change, recording for somebody's safety.
    pub still: bool,
}

/// A keyed digest of what was sent with a request. Without the key nothing can be guessed from it; it is compared, and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct InputDigest(#[serde(with = "crate::hex")] pub [u8; 32]);
