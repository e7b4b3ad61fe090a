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

use crate::thing::{ConsentGiven, Share, ShareMatter};

/// What somebody was told when they were asked, in the words of the vocabulary: with whom, for what, which purpose.
pub(crate) fn told(share: &Share) -> String {
    format!("{}{}", told_of(&share.matter()), share.purpose_text)
}

/// How what was told begins; what follows is the purpose in words.
fn told_of(matter: &ShareMatter) -> String {
    let purpose = matter.purpose.map(|p| p.as_str()).unwrap_or_default();
    format!("{} ({}); {purpose}; ", matter.recipient, matter.party)
}

impl ConsentGiven {
    /// The purpose in words, as it was told when this was answered.
    pub(crate) fn purpose_told(&self) -> &str {
        self.told
            .strip_prefix(&told_of(&self.about))
            .unwrap_or(&self.told)
    }
}
