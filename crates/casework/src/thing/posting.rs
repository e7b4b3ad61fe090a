//! A letter, and how it reached whom it is for (POR-5, POR-6).

use super::{IdentityBy, Tongue};
use jiff::civil::Date;
use regie_terms::{AccountId, DossierId, Id, PersonId};
use serde::{Deserialize, Serialize};

/// What a letter is. Each is made from what stands in the dossier already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LetterKind {
    /// The decision on a request.
    Decision,
    /// That a request came in, and by when it is answered.
    Receipt,
    /// A request for consent, with a form to sign.
    Consent,
    /// That something waits, and never what.
    Invitation,
}

impl LetterKind {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Decision,
        Self::Receipt,
        Self::Consent,
        Self::Invitation,
    ];

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Receipt => "receipt",
            Self::Consent => "consent",
            Self::Invitation => "invitation",
        }
    }

    /// Whether it is about a request.
    #[must_use]
    pub const fn of_request(self) -> bool {
        matches!(self, Self::Decision | Self::Receipt)
    }
}

/// How a letter reached whom it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LetterWay {
    /// It is shown in their portal.
    Portal,
    /// They collected it at the desk.
    Collected,
    /// By post, in a sealed envelope marked confidential.
    Posted,
}

impl LetterWay {
    /// All of them, the least paper first.
    pub const ALL: [Self; 3] = [Self::Portal, Self::Collected, Self::Posted];

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Portal => "portal",
            Self::Collected => "collected",
            Self::Posted => "posted",
        }
    }
}

/// To which kind of address a letter went. The address itself is on the letter and nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AddressKind {
    /// Where they live.
    Home,
    /// Where they said that they can be reached safely.
    Safe,
}

impl AddressKind {
    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Safe => "safe",
        }
    }
}

/// That a letter came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterReturned {
    /// The day.
    pub on: Date,
    /// What stood on it, or was heard.
    pub note: String,
    /// The name of who wrote it down.
    pub by: String,
    /// When it was written down, milliseconds since 1970 UTC.
    pub at: i64,
}

/// A letter as it went. The plain columns: `person` to whom, `account` who sent it, `of` what it is about.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Posting {
    /// What it is.
    pub letter: LetterKind,
    /// How it went.
    pub way: LetterWay,
    /// The day.
    pub on: Date,
    /// When it was written down, milliseconds since 1970 UTC.
    pub at: i64,
    /// The name of who sent it or handed it over.
    pub by: String,
    /// Its language.
    pub language: Tongue,
    /// How it was made sure who collected it.
    #[serde(default)]
    pub identity: Option<IdentityBy>,
    /// To which kind of address it was posted.
    #[serde(default)]
    pub address: Option<AddressKind>,
    /// Whether that address is kept from colleagues.
    #[serde(default)]
    pub secret: bool,
    /// Why the portal was impossible.
    #[serde(default)]
    pub no_portal: Option<String>,
    /// Why collecting was impossible.
    #[serde(default)]
    pub no_collect: Option<String>,
    /// That it came back.
    #[serde(default)]
    pub returned: Option<LetterReturned>,
}

/// The same of what was posted, for the organisation's own log: without a name and without an address. `of` is the posting.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Posted {
    /// In which dossier.
    pub dossier: DossierId,
    /// To whom.
    pub person: PersonId,
    /// Which letter, by its posting.
    pub posting: Id,
    /// What it is.
    pub letter: LetterKind,
    /// To which kind of address.
    pub address: AddressKind,
    /// The day.
    pub on: Date,
    /// When it was written down, milliseconds since 1970 UTC.
    pub at: i64,
    /// Who posted it.
    pub account: AccountId,
    /// Their name.
    pub by: String,
    /// Why the portal was impossible.
    pub no_portal: String,
    /// Why collecting was impossible.
    pub no_collect: String,
    /// The day it came back.
    #[serde(default)]
    pub returned: Option<Date>,
}
