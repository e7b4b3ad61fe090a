//! The acts: what people do with dossiers, each of them the whole way through guard, charter, ledger and vault.
//!
//! Everything here takes a [`guard::Caller`] and plain input, and gives back plain views that screens and API show. Pages
//! are for `desk`; formats of others are for `exchange`.

mod act;
pub mod acting;
pub mod administer;
mod check;
pub mod consent;
pub mod contact;
pub mod document;
pub mod door;
pub mod dossier;
pub mod entry;
pub mod erase;
mod error;
pub mod guard;
mod house;
pub mod incident;
pub mod letter;
pub mod life;
pub mod mail;
pub mod meeting;
pub mod meldcode;
pub mod notice;
pub mod plan;
pub mod portal;
pub mod request;
pub mod restrict;
mod scan;
pub mod share;
pub mod split;
pub mod start;
pub mod thing;
pub mod triage;
pub mod words;

#[cfg(test)]
extern crate self as regie_casework;
/// The house that the tests of the acts stand in, for the few tests that need what is not open to them.
#[cfg(test)]
#[path = "../tests/acts/world.rs"]
#[allow(
    dead_code,
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "shared with the tests of the acts, which use all of it"
)]
mod world;

/// How surnames and birth dates are looked up; one form, used where they are stored and where they are found.
pub(crate) mod dossier_index {
    pub(crate) use crate::dossier::{bsn_born, findings, name_born, surname_form};
}

pub use error::{FieldError, Refused};
pub use guard::Caller;
pub use house::{Clock, House, Settings, date_of, day_number};
/// The rules as pages show them: the public reads what decides. What judges stays behind the acts.
pub use regie_charter::{Cell, Charters, Document, Field, FormOf, Kept, Offer, Promise, RuleView};
pub use scan::ScanView;
