//! The form of a disclosure. A field that is absent stays as it was, so that each step of the way can be a page of its own.

use super::facts::Marked;
use super::safety::SafetyInput;
use super::unavoidable::UnavoidableInput;
use crate::act::Case;
use crate::check::Check;
use crate::thing::{Share, ShareFact, ShareWeighing};
use regie_charter::FormOf;
use regie_terms::{Conversation, Party, PersonId, Purpose, ReceiverRelation};
use serde::Deserialize;

/// The longest name of a recipient, in characters.
const LONGEST_NAME: usize = 200;
/// The longest other text, in characters.
const LONGEST: usize = 2000;
/// The most facts in one disclosure.
const MOST_FACTS: usize = 200;

/// A disclosure as typed. `None`: not on this page, stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ShareInput {
    /// Whose data; only when it is begun.
    pub person: Option<String>,
    /// The kind of party.
    pub party: Option<String>,
    /// Its name: which school, which doctor.
    pub recipient: Option<String>,
    /// `directly-involved`, `substitute`, `other`.
    pub relation: Option<String>,
    /// `yes` when it committed itself to the protocol.
    pub partner: Option<String>,
    /// Purpose.
    pub purpose: Option<String>,
    /// The purpose in words that the client reads.
    pub purpose_text: Option<String>,
    /// The entries marked.
    pub facts: Option<Vec<String>>,
    /// Why it is needed.
    pub necessity: Option<String>,
    /// Why not less.
    pub proportionality: Option<String>,
    /// Why not another way.
    pub subsidiarity: Option<String>,
    /// `held`, `failed`, `not-tried`.
    pub conversation: Option<String>,
    /// `yes` when the client was confronted first (enforcement).
    pub confronted: Option<String>,
    /// The safety route.
    pub safety: Option<SafetyInput>,
    /// That it is unavoidable without consent.
    pub unavoidable: Option<UnavoidableInput>,
}

/// Out of which receivers and purposes is chosen.
pub(crate) struct Among {
    receivers: Vec<Party>,
    purposes: Vec<Purpose>,
}

impl Among {
    /// Those the charter's form offers.
    pub(crate) fn offered(form: &FormOf<'_>) -> Self {
        Self {
            receivers: form.receivers(),
            purposes: form.purposes(),
        }
    }

    /// All there is a word for: what happened already is written down as it was.
    pub(crate) fn all() -> Self {
        Self {
            receivers: Party::ALL.to_vec(),
            purposes: Purpose::disclosure().to_vec(),
        }
    }
}

impl ShareInput {
    /// Puts what was typed into `share`, of what stands in `among`.
    pub(crate) fn apply(
        &self,
        check: &mut Check,
        case: &Case,
        person: PersonId,
        share: &mut Share,
        among: &Among,
    ) {
        if let Some(typed) = &self.party
            && let Some(party) = check.word("party", typed, &among.receivers)
        {
            share.party = party;
        }
        if let Some(typed) = &self.recipient {
            share.recipient = check.needed("recipient", typed, LONGEST_NAME);
        }
        if let Some(typed) = &self.relation
            && let Some(relation) = check.word("relation", typed, ReceiverRelation::ALL)
        {
            share.relation = relation;
        }
        if let Some(typed) = &self.partner {
            share.partner = Check::yes(typed);
        }
        if let Some(typed) = &self.purpose {
            share.purpose = check.maybe_word("purpose", typed, &among.purposes);
        }
        if let Some(typed) = &self.conversation
            && let Some(conversation) = check.word("conversation", typed, Conversation::ALL)
        {
            share.conversation = conversation;
        }
        if let Some(typed) = &self.confronted {
            share.confronted = Check::yes(typed);
        }
        if let Some(typed) = &self.purpose_text {
            share.purpose_text = check
                .text("purpose_text", typed, LONGEST)
                .unwrap_or_default();
        }
        self.weighing(check, &mut share.weighing);
        if let Some(typed) = &self.safety {
            share.safety = typed.read(check);
        }
        if let Some(typed) = &self.unavoidable {
            share.unavoidable = typed.read(check);
        }
        if let Some(typed) = &self.facts {
            self::facts(check, case, person, typed, share);
        }
    }

    fn weighing(&self, check: &mut Check, weighing: &mut ShareWeighing) {
        for (field, typed, into) in [
            ("necessity", &self.necessity, &mut weighing.necessity),
            (
                "proportionality",
                &self.proportionality,
                &mut weighing.proportionality,
            ),
            (
                "subsidiarity",
                &self.subsidiarity,
                &mut weighing.subsidiarity,
            ),
        ] {
            if let Some(typed) = typed {
                *into = check.text(field, typed, LONGEST).unwrap_or_default();
            }
        }
    }
}

/// Marks the facts. They are about one person and fall under one law; that law is the disclosure's.
fn facts(check: &mut Check, case: &Case, person: PersonId, typed: &[String], share: &mut Share) {
    if typed.len() > MOST_FACTS {
        check.fault("facts", "too-many");
        return;
    }
    let mut facts: Vec<ShareFact> = Vec::new();
    for typed in typed.iter().filter(|t| !t.trim().is_empty()) {
        let Some(entry) = check.id("facts", typed) else {
            return;
        };
        if !facts.iter().any(|f| f.entry == entry) {
            facts.push(ShareFact::new(entry, String::new()));
        }
    }
    match Marked::of(case, person, &facts) {
        Ok(marked) => {
            share.law = marked.law.unwrap_or(share.law);
            share.facts = facts;
        }
        Err(code) => check.fault("facts", code),
    }
}
