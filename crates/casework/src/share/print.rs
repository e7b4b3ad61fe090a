//! The page that goes to the recipient: the facts that went and nothing else (SHA-5).

use super::begin::Ground;
use super::facts::Sharing;
use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::thing::{Person, Share, ShareState, kind};
use crate::{House, Refused};
use jiff::civil::Date;
use regie_charter::{Parts, Whose};
use regie_terms::{
    Act, ActQuestion, Answer, DeskAct, DossierId, DutyWord, Id, Party, Purpose, RequestId,
};
use serde::Serialize;

/// What the recipient gets, to print.
#[derive(Clone, Debug, Serialize)]
pub struct RecipientPage {
    /// The organisation that shares.
    pub organisation: String,
    /// The kind of party.
    pub party: Party,
    /// Its name.
    pub recipient: String,
    /// The name of whom it is about.
    pub person: String,
    /// Their date of birth.
    pub born: Date,
    /// Purpose.
    pub purpose: Option<Purpose>,
    /// The purpose in words.
    pub purpose_text: String,
    /// The facts, in the words in which they went.
    pub facts: Vec<String>,
    /// The day it was shared.
    pub on: Date,
    /// By whom.
    pub by: String,
    /// Whether the outline of the protocol goes with it (SHA-6).
    pub protocol: bool,
    /// Whether it went for safety (SAF-1).
    pub safety: bool,
    /// The decision of that moment: on which rules and articles it rests.
    pub decision: Option<Answer>,
}

impl House {
    /// The recipient's page of a disclosure that happened. Printing is a line of its own (FLD-9).
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not print it; [`Refused::NotFound`] for a disclosure of another dossier, or one that did not
    /// happen.
    pub async fn recipient_page(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
    ) -> Result<RecipientPage, Refused> {
        again!(self.recipient_page_once(caller, dossier, share))
    }

    async fn recipient_page_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
    ) -> Result<RecipientPage, Refused> {
        let ground = self
            .share_ground(caller, dossier, "print", Act::View, RequestId::fresh())
            .await?;
        let (_, function) = caller.staff()?;
        let print = ActQuestion {
            charter: self.settings().charter,
            on: self.today(),
            act: DeskAct::Print,
            function,
            relation: ground.standing.relation,
            declarations: caller.declarations(),
        };
        let Ground {
            case,
            access,
            mut scope,
            own,
            ..
        } = ground;
        let Sharing { row, person } = Sharing::of(&case, share)?;
        let key = case.share_key(person, row.value.law).or(Some(own));
        scope.moves.clear();
        scope.concerns = vec![person];
        scope.parts = Parts {
            about: Whose::Persons(vec![person]),
            kinds: &[kind::DISCLOSURE, kind::PERSON],
            only: Some(vec![share, person.0]),
        };
        let Allowed { permit, .. } = self
            .allow_under(scope, key, |scope| {
                self.charters()
                    .judge_act(scope, &print, std::slice::from_ref(&access))
            })
            .await?;
        if !happened(&row.value) {
            return Err(Refused::NotFound);
        }
        let receipt = self.vault().look(permit, key).await?;
        let mut opened = self.vault().open(receipt).await?;
        let who = opened
            .take::<Person>(kind::PERSON)?
            .pop()
            .ok_or(Refused::NotFound)?
            .value;
        let went = opened
            .take::<Share>(kind::DISCLOSURE)?
            .pop()
            .ok_or(Refused::NotFound)?
            .value;
        let on = went
            .happened_on
            .or(went.shared_at.map(|at| self.local(at).date()))
            .unwrap_or_else(|| self.today());
        let protocol = went
            .decision
            .iter()
            .flat_map(|d| &d.duties)
            .any(|d| d.what == DutyWord::InformRecipient);
        Ok(RecipientPage {
            organisation: self.settings().organisation.clone(),
            party: went.party,
            recipient: went.recipient,
            person: who.name(),
            born: who.born,
            purpose: went.purpose,
            purpose_text: went.purpose_text,
            facts: went.facts.into_iter().map(|f| f.text).collect(),
            on,
            by: went.by,
            protocol,
            safety: went.safety.is_some(),
            decision: went.decision,
        })
    }
}

/// Whether something went.
pub(crate) fn happened(share: &Share) -> bool {
    matches!(share.state, ShareState::Shared | ShareState::Afterwards)
}

/// Whether the family may not be shown it yet: telling them was postponed, and has not been done since (SAF-3).
pub(crate) fn withheld(share: &Share) -> bool {
    let postponed = share
        .safety
        .as_ref()
        .is_some_and(|s| s.client == regie_terms::ClientTold::Postponed);
    postponed && share.informed_on.is_none()
}
