//! What a client reads of triage, of the first conversation, and of through whom they came.

use super::file::About;
use super::own::Own;
use crate::Refused;
use crate::act::Case;
use crate::thing::{Conversation, Referral, Triage, kind};
use crate::triage::{ConversationView, ReferralView, TriageView};
use regie_terms::{Data, Id, Set};
use regie_vault::Opened;

/// What a reader reads of triage, of the first conversation and of who referred: what is about the person or the family, and not kept from them. It is
/// about the question for help, so that who may not act in that reads none of it.
pub(super) fn readable(case: &Case, own: &Own, allowed: Set<Data>) -> Vec<Id> {
    if !allowed.contains(Data::HelpRequest) {
        return Vec::new();
    }
    let about = About::of(case, own);
    let triages = case.triages.iter();
    let triages = triages.filter(|t| about.reads(t.person) && !t.value.shielded);
    let talks = case.conversations.iter();
    let talks = talks.filter(|c| c.person == Some(own.person.0));
    let referrals = case.referrals.iter();
    let referrals =
        referrals.filter(|r| r.person == Some(own.person.0) && r.value.danger.is_none());
    triages
        .map(|t| t.id)
        .chain(talks.map(|c| c.id))
        .chain(referrals.map(|r| r.id))
        .collect()
}

/// What was opened of it, newest first.
pub(super) struct Weighed {
    pub triages: Vec<TriageView>,
    pub conversations: Vec<ConversationView>,
    pub referrals: Vec<ReferralView>,
}

impl Weighed {
    /// Takes it out of what was opened; `named` where staff are shown by name.
    pub fn of(opened: &mut Opened, named: bool) -> Result<Self, Refused> {
        let mut triages: Vec<TriageView> = opened
            .take::<Triage>(kind::TRIAGE)?
            .iter()
            .map(|t| TriageView::of(t, String::new(), named))
            .collect();
        triages.sort_by_key(|t| std::cmp::Reverse((t.at, t.id)));
        let mut talks = opened.take::<Conversation>(kind::CONVERSATION)?;
        talks.sort_by_key(|c| std::cmp::Reverse((c.value.at, c.id)));
        let conversations = talks
            .iter()
            .map(|c| ConversationView::of(c, String::new(), named))
            .collect();
        let referrals = opened
            .take::<Referral>(kind::REFERRAL)?
            .iter()
            .map(|r| ReferralView::of(r, String::new(), named))
            .collect();
        Ok(Self {
            triages,
            conversations,
            referrals,
        })
    }
}
