//! What pages show of triage, of the first conversation and of who referred.

use crate::thing::{
    Answered, Conversation, Referral, ReferralFrom, SupportAnswer, Triage, TriageOutcome, Worded,
};
use jiff::civil::Date;
use regie_terms::{Id, Law, PersonId};
use regie_vault::Of;
use serde::Serialize;

/// A decision of triage.
#[derive(Clone, Debug, Serialize)]
pub struct TriageView {
    /// Its id.
    pub id: Id,
    /// About whom; `None` for the family.
    pub person: Option<PersonId>,
    /// Their name; empty for the family, and in the portal.
    pub person_name: String,
    /// At which moment.
    pub moment: Worded,
    /// The questions with their answers.
    pub answered: Vec<Answered>,
    /// What came of it.
    pub outcome: TriageOutcome,
    /// How serious and complex.
    pub dimension: Option<Worded>,
    /// Why.
    pub because: String,
    /// The law crossed to.
    pub law: Option<Law>,
    /// Whether it is kept from the family.
    pub shielded: bool,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// By whom; empty where staff are shown by function only.
    pub by: String,
}

impl TriageView {
    /// Of what is stored.
    pub(crate) fn of(triage: &Of<Triage>, person_name: String, named: bool) -> Self {
        let value = triage.value.clone();
        Self {
            id: triage.id,
            person: triage.person.map(PersonId),
            person_name,
            moment: value.moment,
            answered: value.answered,
            outcome: value.outcome,
            dimension: value.dimension,
            because: value.because,
            law: value.law,
            shielded: value.shielded,
            at: value.at,
            by: if named { value.by } else { String::new() },
        }
    }
}

/// A first conversation.
#[derive(Clone, Debug, Serialize)]
pub struct ConversationView {
    /// With whom.
    pub person: Option<PersonId>,
    /// Their name; empty in the portal.
    pub person_name: String,
    /// The day.
    pub on: Date,
    /// What was told.
    pub told: Vec<Worded>,
    /// Whether they could put their question into words themselves.
    pub in_words: bool,
    /// What they said to the offer of client support.
    pub support: SupportAnswer,
    /// By whom; empty where staff are shown by function only.
    pub by: String,
}

impl ConversationView {
    /// Of what is stored.
    pub(crate) fn of(talk: &Of<Conversation>, person_name: String, named: bool) -> Self {
        let value = talk.value.clone();
        Self {
            person: talk.person.map(PersonId),
            person_name,
            on: value.on,
            told: value.told,
            in_words: value.in_words,
            support: value.support,
            by: if named { value.by } else { String::new() },
        }
    }
}

/// Through whom somebody came.
#[derive(Clone, Debug, Serialize)]
pub struct ReferralView {
    /// Who came.
    pub person: Option<PersonId>,
    /// Their name; empty in the portal.
    pub person_name: String,
    /// Through whom.
    pub from: ReferralFrom,
    /// Who it was, where that may be known.
    pub name: Option<String>,
    /// What they are and where they work.
    pub role: Option<String>,
    /// Which data they gave.
    pub gave: Option<String>,
    /// Why it was not talked over with the client first; never in the portal.
    pub danger: Option<String>,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// By whom; empty in the portal where staff are shown by function only.
    pub by: String,
}

impl ReferralView {
    /// Of what is stored.
    pub(crate) fn of(referral: &Of<Referral>, person_name: String, named: bool) -> Self {
        let value = referral.value.clone();
        Self {
            person: referral.person.map(PersonId),
            person_name,
            from: value.from,
            name: value.name,
            role: value.role,
            gave: value.gave,
            danger: value.danger,
            at: value.at,
            by: if named { value.by } else { String::new() },
        }
    }
}
