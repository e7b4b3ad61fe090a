//! A request by which somebody exercises a right, and the decision on it (RIG-1 to RIG-12).
//!
//! Whether it may be granted, who has to act and by when is the charter's answer, asked again at each step; what stands here is what was asked, what
//! was decided and what was done.

use super::share::Outsider;
use jiff::civil::Date;
use regie_terms::{
    AccountId, Answer, Consenter, Id, Law, PersonId, Reason, Refusal, RequestAbout, Right,
};
use serde::{Deserialize, Serialize};

/// What a request is about, one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequestOf {
    /// A recorded fact.
    Entry,
    /// A document.
    Document,
    /// Something that was shared.
    Disclosure,
    /// A decision on an earlier request.
    Decision,
}

/// That something was done: when and by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestDone {
    /// The day.
    pub on: Date,
    /// The name of who did it, or wrote down that it was done.
    pub by: String,
    /// When it was written down, milliseconds since 1970 UTC.
    pub at: i64,
}

/// One thing that a request is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestThing {
    /// What kind of thing.
    pub kind: RequestOf,
    /// Which one, of the dossier of the request.
    pub id: Id,
    /// That what was granted of it was carried out.
    #[serde(default)]
    pub done: Option<RequestDone>,
}

/// How a request came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequestWay {
    /// In the portal, by the asker.
    Portal,
    /// On paper, written down by the professional.
    Paper,
    /// At the desk, in words.
    Oral,
}

/// How it was made sure who asks (RIG-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IdentityBy {
    /// By logging in to the portal with a second factor.
    Portal,
    /// By a passport, identity card, driving licence or residence document that was looked at, of which nothing is kept.
    Document,
    /// Somebody of the team knows them in person.
    Known,
}

/// That it is sure who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identified {
    /// How.
    pub how: IdentityBy,
    /// The day.
    pub on: Date,
    /// The name of who saw to it; empty for the portal.
    #[serde(default)]
    pub by: String,
}

/// Somebody who makes the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requester {
    /// In which capacity.
    pub of: Consenter,
    /// Which person of the dossier.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// What stands for them where they have authority: their person's id, or that of the record of their authority.
    #[serde(default)]
    pub holder: Option<Id>,
    /// Who, where they are no person of the dossier.
    #[serde(default)]
    pub outsider: Option<Outsider>,
    /// Since which day they ask it.
    pub on: Date,
}

/// Somebody who was asked in the portal to join, since the charter wants them to make the request as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joining {
    /// In which capacity.
    pub of: Consenter,
    /// Who.
    pub person: PersonId,
    /// That they said they do not join: the day. Who joins stands with [`Request::by`].
    #[serde(default)]
    pub declined: Option<Date>,
    /// Why, in their own words; theirs alone to read, with the team.
    #[serde(default)]
    pub because: Option<String>,
}

/// That more time is taken, and why; the asker was told so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extended {
    /// Why, in words that the asker reads.
    pub because: String,
    /// The day.
    pub on: Date,
    /// The name of who decided it.
    pub by: String,
}

/// A recipient of the data who was told what changed (RIG-7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldRecipient {
    /// The disclosure by which they got it.
    pub share: Id,
    /// How they were told, in a few words.
    pub how: String,
    /// When and by whom.
    pub done: RequestDone,
}

/// A request. The plain columns: `person` about whom, `account` who asked or wrote it down, `of` the decision it is about, `due` the last day for the
/// answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Request {
    /// The right that is exercised.
    pub right: Right,
    /// What it is about, in the charter's words.
    pub about: RequestAbout,
    /// The things it is about; empty for the whole file.
    #[serde(default)]
    pub things: Vec<RequestThing>,
    /// The asker's own words; empty where the right says enough.
    #[serde(default)]
    pub words: String,
    /// The law it is about, where that was said or follows from what it is about.
    #[serde(default)]
    pub law: Option<Law>,
    /// The day it came in; all terms run from it.
    pub received: Date,
    /// When it was written down, milliseconds since 1970 UTC.
    pub at: i64,
    /// How it came in.
    pub way: RequestWay,
    /// Whether it is signed; what is sent from the portal counts as signed.
    pub signed: bool,
    /// How it was made sure who asks, once it was.
    #[serde(default)]
    pub identity: Option<Identified>,
    /// Who makes it.
    pub by: Vec<Requester>,
    /// Who was asked to join.
    #[serde(default)]
    pub joining: Vec<Joining>,
    /// In which language the asker is answered: `nl` or `en`.
    pub language: String,
    /// That more time is taken.
    #[serde(default)]
    pub extended: Option<Extended>,
    /// That the asker took it back: the day.
    #[serde(default)]
    pub withdrawn: Option<Date>,
    /// That all that was granted was carried out.
    #[serde(default)]
    pub done: Option<RequestDone>,
    /// Who of the earlier recipients was told.
    #[serde(default)]
    pub told: Vec<ToldRecipient>,
    /// That the asker was told that it was done.
    #[serde(default)]
    pub informed: Option<RequestDone>,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequestOutcome {
    /// All that was asked.
    Granted,
    /// A part of it.
    Partly,
    /// Nothing of it.
    Refused,
    /// Nothing is left to decide: the asker took it back.
    WithdrawnByAsker,
}

impl RequestOutcome {
    /// Whether something is to be carried out.
    #[must_use]
    pub fn grants(self) -> bool {
        matches!(self, Self::Granted | Self::Partly)
    }
}

/// On what a request, or a part of it, is refused: a ground that the charter gives as a choice, or what its own answer says without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestGround {
    /// A ground of the charter that the decider claims.
    Refusal(Refusal),
    /// The charter itself forbids it, such as correcting an impression; which rules stands with the decision.
    Charter,
    /// What the charter needs did not come: who asks was not made sure, or somebody who has to join did not.
    Incomplete,
}

impl RequestGround {
    /// All of them, those that are claimed first.
    pub const ALL: [Self; 6] = [
        Self::Refusal(Refusal::LegalDutyToKeep),
        Self::Refusal(Refusal::GoodCareOrProtection),
        Self::Refusal(Refusal::LegitimateInterest),
        Self::Refusal(Refusal::RightsOfOthers),
        Self::Charter,
        Self::Incomplete,
    ];

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Refusal(refusal) => refusal.as_str(),
            Self::Charter => "charter",
            Self::Incomplete => "incomplete",
        }
    }

    /// The ground of a word.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|g| g.as_str() == word)
    }

    /// What is claimed in a question to the charter.
    #[must_use]
    pub const fn claimed(self) -> Option<Refusal> {
        match self {
            Self::Refusal(refusal) => Some(refusal),
            Self::Charter | Self::Incomplete => None,
        }
    }
}

impl Serialize for RequestGround {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for RequestGround {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let word = String::deserialize(from)?;
        Self::read(&word).ok_or_else(|| serde::de::Error::custom("no ground"))
    }
}

/// What was decided of one part. Parts are withheld, not the whole (RIG-3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidedPart {
    /// The thing of the request.
    pub thing: Id,
    /// What kind of thing.
    pub kind: RequestOf,
    /// Whether it is granted.
    pub granted: bool,
    /// On what ground it is refused.
    #[serde(default)]
    pub ground: Option<RequestGround>,
    /// The rules of the charter behind that.
    #[serde(default)]
    pub rules: Vec<Reason>,
    /// Why, in words.
    #[serde(default)]
    pub because: String,
    /// Whether saying so would endanger somebody: then the asker reads nothing of this part.
    #[serde(default)]
    pub endangers: bool,
}

/// The formal decision on a request (RIG-11). The plain columns: `of` the request, `person` about whom, `account` who decided.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RequestDecision {
    /// What was decided.
    pub outcome: RequestOutcome,
    /// What was decided of each part; empty where the whole was decided as one.
    #[serde(default)]
    pub parts: Vec<DecidedPart>,
    /// On what ground it is refused, where it is as a whole.
    #[serde(default)]
    pub ground: Option<RequestGround>,
    /// The motivation, in words that the asker reads.
    pub because: String,
    /// What the charter said at that moment: the rules, their articles, the duties and terms.
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

impl RequestDecision {
    /// Whether something of a thing is to be carried out: all was granted, or this part.
    #[must_use]
    pub fn grants(&self, thing: Id) -> bool {
        self.outcome.grants()
            && self
                .parts
                .iter()
                .find(|p| p.thing == thing)
                .is_none_or(|p| p.granted)
    }
}
