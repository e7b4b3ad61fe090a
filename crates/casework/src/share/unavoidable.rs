//! Going without consent because the support cannot do without, as it is typed (ZO 4.6, KE-X.III). Utrecht and the law alone do not know it.

use crate::check::Check;
use crate::thing::ShareUnavoidable;
use regie_terms::{Consulted, Set, Text, Unavoidable};
use serde::Deserialize;

/// The part of a form about it. All blank: it is not claimed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct UnavoidableInput {
    /// Why, in plain words that the client reads.
    pub because: String,
    /// `colleague`, `manager`, `dpo`.
    pub consulted: Vec<String>,
}

/// The longest reason, in characters.
const LONGEST: usize = 2000;

impl UnavoidableInput {
    /// Reads it. Somebody consulted without a reason is no claim yet, and the reason is asked.
    pub(crate) fn read(&self, check: &mut Check) -> Option<ShareUnavoidable> {
        let consulted: Set<Consulted> = check.words("unavoidable_consulted", &self.consulted);
        if self.because.trim().is_empty() && consulted.is_empty() {
            return None;
        }
        Some(ShareUnavoidable {
            because: check.needed("unavoidable_because", &self.because, LONGEST),
            consulted: consulted.iter().collect(),
        })
    }
}

/// In the words of a question.
pub(crate) fn unavoidable_question(claimed: &ShareUnavoidable) -> Unavoidable {
    Unavoidable {
        because: Text::new(&claimed.because),
        consulted: claimed.consulted.iter().copied().collect(),
    }
}
