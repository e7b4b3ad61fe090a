//! Consent: asking for it, writing down what was answered, and answering in the portal.
//!
//! Who has to agree is the charter's answer on the day, never a setting (CON-2 to CON-4). An answer is never overwritten: a withdrawal is
//! another one, and works from then on (CON-8).

mod answer;
mod ask;
mod asked;
mod differ;
mod form;
mod record;
mod stands;

pub use answer::Reply;
pub(crate) use ask::{Candidate, named};
pub use asked::{ConsentAsked, Together};
pub(crate) use asked::{open_to, own_answer};
pub use differ::Parents;
pub use record::{ConsentInput, FormFile};
pub(crate) use stands::last_words;

use crate::thing::Share;

/// What somebody was told when they were asked, in the words of the vocabulary: with whom, for what, which purpose.
pub(crate) fn told(share: &Share) -> String {
    let purpose = share.purpose.map(|p| p.as_str()).unwrap_or_default();
    format!(
        "{} ({}); {purpose}; {}",
        share.recipient, share.party, share.purpose_text
    )
}
