//! Letters as pages show them.

use super::address::Reach;
use crate::consent::ConsentAsked;
use crate::contact::ContactView;
use crate::request::MyRequest;
use crate::thing::{AddressKind, IdentityBy, LetterKind, LetterReturned, LetterWay, Tongue};
use jiff::civil::Date;
use regie_terms::{DossierId, Id, PersonId};
use serde::Serialize;

/// Which letter: to whom, and about what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LetterAt {
    /// The dossier.
    pub dossier: DossierId,
    /// To whom: a person of the dossier.
    pub person: PersonId,
    /// What it is.
    pub letter: LetterKind,
    /// The request or disclosure it is about; for an invitation anything, which is not looked at.
    pub about: Id,
}

/// What a letter says, as the portal of whom it is for would say it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LetterText {
    /// A request: its decision, or that it came in.
    Request(Box<MyRequest>),
    /// A request for consent.
    Consent(Box<ConsentAsked>),
    /// That something waits.
    Invitation,
}

/// A letter that can be made, and how it can go.
#[derive(Clone, Debug, Serialize)]
pub struct LetterPage {
    /// What colleagues call the dossier.
    pub title: String,
    /// The name of whom it is for.
    pub name: String,
    /// What it is.
    pub letter: LetterKind,
    /// What it says.
    pub text: LetterText,
    /// In which language they are written to, where that was said.
    pub tongue: Option<Tongue>,
    /// Where it could be posted to.
    pub reach: Vec<Reach>,
    /// How they can be reached safely.
    pub contact: Option<ContactView>,
    /// Whether it can be shown in their portal.
    pub portal: bool,
    /// The version of the dossier's facts that it was made from.
    pub version: i64,
}

/// The letters of a dossier.
#[derive(Clone, Debug, Serialize)]
pub struct Letters {
    /// What colleagues call it.
    pub title: String,
    /// Whom can be written to.
    pub people: Vec<(PersonId, String)>,
    /// The letters that went, newest first.
    pub rows: Vec<PostingRow>,
}

/// A letter that went.
#[derive(Clone, Debug, Serialize)]
pub struct PostingRow {
    /// Which.
    pub id: Id,
    /// What it is.
    pub letter: LetterKind,
    /// To whom.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// How it went.
    pub way: LetterWay,
    /// The day.
    pub on: Date,
    /// Who sent it or handed it over.
    pub by: String,
    /// How it was made sure who collected it.
    pub identity: Option<IdentityBy>,
    /// To which kind of address.
    pub address: Option<AddressKind>,
    /// Why the portal was impossible.
    pub no_portal: Option<String>,
    /// Why collecting was impossible.
    pub no_collect: Option<String>,
    /// That it came back.
    pub returned: Option<LetterReturned>,
    /// Whether the reader may see the letter itself.
    pub readable: bool,
}

/// The letters that somebody got, in their portal.
#[derive(Clone, Debug, Serialize)]
pub struct MyLetters {
    /// Their name.
    pub name: String,
    /// The letters, newest first.
    pub rows: Vec<MyLetter>,
}

/// A letter as whom it went to reads of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MyLetter {
    /// What it is.
    pub letter: LetterKind,
    /// How it went.
    pub way: LetterWay,
    /// The day.
    pub on: Date,
    /// To which kind of address.
    pub address: Option<AddressKind>,
    /// Why the portal was impossible.
    pub no_portal: Option<String>,
    /// Why collecting was impossible.
    pub no_collect: Option<String>,
    /// The day it came back.
    pub returned: Option<Date>,
    /// The request it is about, where it is theirs to know.
    pub request: Option<Id>,
    /// Who sent it; `None` where staff are shown by function only.
    pub by: Option<String>,
}

/// What was posted, in the organisation's log: without a name and without an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PostedRow {
    /// In which dossier.
    pub dossier: DossierId,
    /// To whom.
    pub person: PersonId,
    /// What it is.
    pub letter: LetterKind,
    /// To which kind of address.
    pub address: AddressKind,
    /// The day.
    pub on: Date,
    /// Who posted it.
    pub by: String,
    /// Why the portal was impossible.
    pub no_portal: String,
    /// Why collecting was impossible.
    pub no_collect: String,
    /// The day it came back.
    pub returned: Option<Date>,
}
