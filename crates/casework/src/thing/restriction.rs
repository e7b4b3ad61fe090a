//! A restriction: something is stored, and nothing else works on it until that is lifted (GDPR 18; RIG-8, RIG-10).
//!
//! That it stands is in the plain columns of its record: no `due` while it does. The vault sees to it that nothing works on what stands still.

use jiff::civil::Date;
use regie_terms::Id;
use serde::{Deserialize, Serialize};

/// On which of the four grounds of GDPR 18(1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RestrictionGround {
    /// The person says that it is wrong, and that is being looked into.
    AccuracyContested,
    /// It may not be kept, and the person does not want it erased.
    UnlawfulNoErasure,
    /// It is not needed here any more, and the person needs it for a claim.
    NeededForClaim,
    /// The person objects, and that is being judged.
    ObjectionPending,
}

impl RestrictionGround {
    /// All of them, in the order in which a form offers them.
    pub const ALL: [Self; 4] = [
        Self::AccuracyContested,
        Self::UnlawfulNoErasure,
        Self::NeededForClaim,
        Self::ObjectionPending,
    ];
}

/// Why a restriction is lifted (GDPR 18(2), 18(3)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LiftGround {
    /// The person agrees.
    Consent,
    /// For a claim in law.
    Claim,
    /// To protect the rights of somebody else.
    RightsOfOthers,
    /// An important public interest.
    PublicInterest,
    /// What was contested or objected to is decided on.
    Decided,
}

impl LiftGround {
    /// All of them, in the order in which a form offers them.
    pub const ALL: [Self; 5] = [
        Self::Consent,
        Self::Decided,
        Self::Claim,
        Self::RightsOfOthers,
        Self::PublicInterest,
    ];
}

/// That a restriction was lifted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lifted {
    /// On what ground.
    pub ground: LiftGround,
    /// Why, in words that the person reads.
    pub because: String,
    /// The day the person was told that it would be, never after the lifting (GDPR 18(3)); none where telling them first would endanger another.
    pub told_on: Option<Date>,
    /// The day.
    pub on: Date,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// The name of who lifted it.
    pub by: String,
}

/// A restriction. The plain columns: `of` the entry or document that stands still, or none for all that is recorded about `person`; `due` the day it
/// was lifted, none while it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restriction {
    /// On what ground.
    pub ground: RestrictionGround,
    /// Why, in words that the person reads.
    pub because: String,
    /// The first day.
    pub since: Date,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// The name of who restricted it.
    pub by: String,
    /// The request it follows from, where there was one.
    #[serde(default)]
    pub request: Option<Id>,
    /// That it was lifted.
    #[serde(default)]
    pub lifted: Option<Lifted>,
}
