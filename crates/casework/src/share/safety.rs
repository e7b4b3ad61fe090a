//! The safety route as it is typed: whose safety, why, who was consulted, and what the client knows (SAF-1 to SAF-4).

use crate::check::Check;
use crate::thing::ShareSafety;
use regie_terms::{ClientTold, Consulted, Safety, SafetyOf, Set, Text, Word};
use serde::Deserialize;

/// The part of a form about safety. Without `of` the route is not taken and the rest is left aside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SafetyInput {
    /// `client`, `environment`, `employee`; blank when safety is not at stake.
    pub of: String,
    /// Why, in plain words.
    pub because: String,
    /// `colleague`, `manager`, `dpo`.
    pub consulted: Vec<String>,
    /// `yes` when the client was not named.
    pub anonymised: String,
    /// `informed`, `impossible`, `postponed`.
    pub client: String,
    /// Why telling the client is postponed.
    pub postponed_because: String,
}

/// The longest text here, in characters.
const LONGEST: usize = 2000;

impl SafetyInput {
    /// Reads it as something that will be kept.
    pub(crate) fn read(&self, check: &mut Check) -> Option<ShareSafety> {
        let of = check.maybe_word("safety_of", &self.of, SafetyOf::ALL)?;
        let because = check.needed("safety_because", &self.because, LONGEST);
        let consulted: Set<Consulted> = check.words("safety_consulted", &self.consulted);
        let client = check.word("safety_client", &self.client, ClientTold::ALL);
        let postponed_because =
            check.text("safety_postponed_because", &self.postponed_because, LONGEST);
        Some(ShareSafety {
            of,
            because,
            consulted: consulted.iter().collect(),
            anonymised: Check::yes(&self.anonymised),
            client: client?,
            postponed_because,
        })
    }

    /// Reads a half-filled form for a question: what is not there yet counts as not done.
    pub(crate) fn lenient(&self) -> Option<ShareSafety> {
        Some(ShareSafety {
            of: SafetyOf::from_word(self.of.trim())?,
            because: self.because.clone(),
            consulted: self
                .consulted
                .iter()
                .filter_map(|c| Consulted::from_word(c.trim()))
                .collect(),
            anonymised: Check::yes(&self.anonymised),
            client: ClientTold::from_word(self.client.trim()).unwrap_or(ClientTold::Postponed),
            postponed_because: Some(self.postponed_because.clone()),
        })
    }
}

/// In the words of a question.
pub(crate) fn safety_question(safety: &ShareSafety) -> Safety {
    Safety {
        of: safety.of,
        consulted: safety.consulted.iter().copied().collect(),
        anonymised: safety.anonymised,
        client: safety.client,
        postponed_because: safety.postponed_because.as_deref().and_then(Text::new),
    }
}
