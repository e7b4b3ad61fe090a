//! Erasing what was granted to be erased: one fact with all its versions, a document, or a person's whole file under a law (RIG-5, RIG-6).
//!
//! It is asked once, with a reason, for a request that was granted and names it; the charter's answer to that request is asked again at that moment.
//! What stays in the file is sealed anew under a fresh key and the old key is destroyed (`vault/src/retire.rs`), so that no copy of the database gives
//! the words back. A disclosure keeps that something went, to whom and when; the words that went are gone from it.

mod act;
mod gather;
mod granted;

pub use act::{EraseInput, Erased};
pub(crate) use gather::{Gone, Written};
pub(crate) use granted::granted;

use regie_terms::{Id, Law, PersonId};

/// What is to be erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasing {
    /// A fact with all its versions, or a document.
    Thing(Id),
    /// All that is recorded about somebody under a law.
    File(PersonId, Law),
}
