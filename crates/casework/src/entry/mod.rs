//! Recording: an entry with its whole label, correcting one, and the working notes that stay outside the dossier until they are put in.
//!
//! Two questions are asked together: may this person edit the dossier, and may this fact be recorded. Nothing is required beyond the label that
//! makes the fact lawful (FLD-1). Putting in a document is `document`'s.

mod correct;
mod domain;
mod input;
mod kept;
mod note;
mod preview;
mod question;
mod record;
mod said;
mod shield;
mod weighed;
mod whom;

pub use domain::Domain;
pub use input::{EntryInput, FAMILY};
pub(crate) use input::{LONGEST_LABEL, Ready, in_order};
pub(crate) use kept::{
    document_for_safety, document_kept_from, kept_from, kept_from_family, told_of_document,
    told_of_entry, waiting,
};
pub use note::NoteView;
pub use preview::{LabelPreview, Otherwise};
pub(crate) use question::{deciding, family};
pub(crate) use record::KINDS;
pub use record::Recorded;
pub(crate) use said::Among;
pub use said::EntryConsentInput;
pub use shield::Shielding;
pub(crate) use shield::{asked_or_confirmed, left, sees_shielded, shielded, through_time};
pub use weighed::Weighed;
