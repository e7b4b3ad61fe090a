//! Letters: paper for who has no portal (POR-5, POR-6).
//!
//! A letter is made from what stands already, and says no more than the portal of whom it is for would. It is shown in the portal, collected at the
//! desk, or posted: that only once it is written down why the portal and collecting are both impossible, in a sealed envelope marked confidential,
//! and never to an address that is not safe. What went is kept as it went. What was posted stands in a log of the dossier, in the portal of whom it
//! went to, and in one of the organisation, without names and addresses, for the data protection officer.

mod address;
mod ground;
mod input;
mod list;
mod log;
mod mine;
mod page;
mod returned;
mod send;
mod view;

pub use address::{AddressBar, Reach};
pub use input::SendInput;
pub use view::{
    LetterAt, LetterPage, LetterText, Letters, MyLetter, MyLetters, PostedRow, PostingRow,
};

use crate::thing::kind;

/// What making letters is judged by.
const KINDS: [&str; 16] = [
    kind::DOSSIER,
    kind::PERSON,
    kind::AUTHORITY,
    kind::ACTING,
    kind::FILE,
    kind::ENTRY,
    kind::DISCLOSURE,
    kind::CONSENT,
    kind::CONSENT_QUERY,
    kind::DOCUMENT,
    kind::REQUEST,
    kind::REQUEST_DECISION,
    kind::RESTRICTION,
    kind::NOTICE,
    kind::SAFE_CONTACT,
    kind::POSTING,
];

/// The longest reason, in characters.
pub const LONGEST: usize = 1000;
