//! What clients say in their own words: about a fact, about themselves, and as a question before they answer a request for consent.

use jiff::civil::Date;
use regie_terms::{Consenter, Id, PersonId, RequestId};
use serde::{Deserialize, Serialize};

/// What a client means with their words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WordsAbout {
    /// Something that is not there yet.
    Addition,
    /// A fact that is wrong.
    Wrong,
    /// Their own side of a fact.
    OwnSide,
}

/// What a client wrote about a person for whom they may act. It stands beside what the professional wrote, never in its place.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Contribution {
    /// What they mean with it.
    pub what: WordsAbout,
    /// Their words.
    pub text: String,
    /// Who wrote it, as a person of the dossier.
    pub writer: PersonId,
    /// In which capacity.
    pub capacity: Consenter,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// What was done with it; `None` while it waits.
    #[serde(default)]
    pub taken: Option<TakenIn>,
    /// From where it was brought along, where it was.
    #[serde(default)]
    pub brought: Option<BroughtFrom>,
}

/// That something was brought along from another organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BroughtFrom {
    /// Its name, as the file says.
    pub organisation: String,
    /// Whether the file was signed by the key that this organisation publishes; otherwise the name is no more than what the file says.
    #[serde(default)]
    pub checked: bool,
    /// Whether they are somebody's own words there, written in the capacity that stands beside them; otherwise the organisation wrote it.
    #[serde(default)]
    pub own_words: bool,
    /// The day it was recorded there.
    #[serde(default)]
    pub recorded: Option<Date>,
    /// Whether a document came with it.
    pub document: bool,
    /// The request whose line says so.
    pub request: RequestId,
}

/// In which way a client's words were taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TakenWay {
    /// The fact was corrected.
    Correction,
    /// They became a fact of their own.
    Entry,
    /// Both versions stand beside each other.
    Beside,
}

/// What was done with a client's words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TakenIn {
    /// In which way.
    pub way: TakenWay,
    /// The entry that was made of them.
    #[serde(default)]
    pub entry: Option<Id>,
    /// What the professional answered; the client reads it.
    #[serde(default)]
    pub answer: Option<String>,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// The name of who did.
    pub by: String,
    /// The request whose line says so.
    pub request: RequestId,
}

/// What somebody asks before they answer a request for consent. Nobody else who is asked reads it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ConsentQuery {
    /// The question.
    pub text: String,
    /// Who asks it, as a person of the dossier.
    pub asker: PersonId,
    /// In which capacity.
    pub capacity: Consenter,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// What the professional answered.
    #[serde(default)]
    pub answered: Option<QueryAnswer>,
}

/// The answer to such a question.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct QueryAnswer {
    /// The answer.
    pub text: String,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// The name of who answered.
    pub by: String,
    /// The request whose line says so.
    pub request: RequestId,
}
