//! The page that goes to the recipient: the facts that went and nothing else (SHA-5).

use super::begin::Ground;
use super::facts::{Sharing, unseen};
use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::thing::{ConsentGiven, Person, Release, Share, ShareFact, ShareState, kind};
use crate::{House, Refused};
use jiff::civil::Date;
use regie_charter::{Parts, Whose};
use regie_terms::{
    Act, ActQuestion, Answer, ClientTold, ConsentAnswer, DeskAct, DossierId, DutyWord, Id, Party,
    PersonId, Purpose, RequestId,
};
use regie_vault::Of;
use serde::Serialize;

/// What the recipient gets, to print.
#[derive(Clone, Debug, Serialize)]
pub struct RecipientPage {
    /// The organisation that shares.
    pub organisation: String,
    /// How it is reached; empty when that is not set.
    pub contact: String,
    /// The kind of party.
    pub party: Party,
    /// Its name.
    pub recipient: String,
    /// The name of whom it is about.
    pub person: String,
    /// Purpose.
    pub purpose: Option<Purpose>,
    /// The purpose in words.
    pub purpose_text: String,
    /// The facts, in the words in which they went.
    pub facts: Vec<String>,
    /// How many facts went that stand still now, or were erased since: their words are not printed.
    pub left_out: usize,
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
    /// The last day on which somebody took their consent back after it went, and did not give it anew since.
    pub withdrawn: Option<Date>,
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
            closed: None,
        };
        let Ground {
            case,
            access,
            mut scope,
            own,
            standing,
        } = ground;
        let apart = unseen(&case, standing.relation);
        let Sharing { row, person } = Sharing::seen(&case, share, &apart)?;
        let key = case.share_key(person, row.value.law).or(Some(own));
        scope.moves.clear();
        scope.concerns = if withheld(&row.value) {
            Vec::new()
        } else {
            vec![person]
        };
        scope.parts = Parts {
            about: Whose::Persons(vec![person]),
            kinds: &[kind::DISCLOSURE, kind::PERSON, kind::CONSENT],
            only: Some(
                [share, person.0]
                    .into_iter()
                    .chain(case.consents_of(share).map(|c| c.id))
                    .collect(),
            ),
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
        let withdrawn = withdrawn(&opened.take::<ConsentGiven>(kind::CONSENT)?, went.shared_at);
        let on = went
            .happened_on
            .or(went.shared_at.map(|at| self.local(at).date()))
            .unwrap_or_else(|| self.today());
        let protocol = went
            .decision
            .iter()
            .flat_map(|d| &d.duties)
            .any(|d| d.what == DutyWord::InformRecipient);
        // What stands still is not printed either; what was erased has no words left.
        let still = |f: &ShareFact| case.entries.iter().any(|e| e.id == f.entry && e.still);
        let (out, facts): (Vec<ShareFact>, Vec<ShareFact>) = went
            .facts
            .into_iter()
            .filter(|f| !apart.contains(&f.entry))
            .partition(|f| still(f) || f.erased.is_some());
        Ok(RecipientPage {
            organisation: self.settings().organisation.clone(),
            contact: self.settings().contact.clone(),
            party: went.party,
            recipient: went.recipient,
            person: who.name(),
            purpose: went.purpose,
            purpose_text: went.purpose_text,
            facts: facts.into_iter().map(|f| f.text).collect(),
            left_out: out.len(),
            on,
            by: went.by,
            protocol,
            safety: went.safety.is_some(),
            decision: went.decision,
            withdrawn,
        })
    }
}

/// The last day on which a consent was taken back since it went, by somebody whose last word that is.
fn withdrawn(given: &[Of<ConsentGiven>], went: Option<i64>) -> Option<Date> {
    given
        .iter()
        .filter(|c| c.value.answer == ConsentAnswer::Withdrawn)
        .filter(|c| went.is_none_or(|at| at <= c.value.at))
        .filter(|c| {
            !given.iter().any(|later| {
                later.value.giver() == c.value.giver()
                    && (later.value.at, later.id) > (c.value.at, c.id)
            })
        })
        .map(|c| c.value.on)
        .max()
}

/// Whether something went.
pub(crate) fn happened(share: &Share) -> bool {
    matches!(share.state, ShareState::Shared | ShareState::Afterwards)
}

/// Whether it went for safety and two people have not let it be seen yet: then it is in nobody's list of who did what, whatever was told to
/// whom, and [`shown_to`] says who reads it all the same (SAF-3, SAF-4).
pub(crate) fn withheld(share: &Share) -> bool {
    (share.safety.is_some() || share.meldcode.is_some())
        && !share.release.as_ref().is_some_and(Release::given)
}

/// Whether a client may read of a disclosure. What went for safety is read by who was really told of it: the person it is about where the
/// professional told them, a parent or representative only where the professional says so of that very person. A child who was told is no
/// reason to tell the parent whom it concerns.
pub(crate) fn shown_to<S>(share: &Of<Share, S>, reader: PersonId) -> bool {
    if !withheld(&share.value) {
        return true;
    }
    let informed = share
        .value
        .safety
        .as_ref()
        .is_some_and(|s| s.client == ClientTold::Informed);
    (informed && share.person == Some(reader.0))
        || share.value.told.iter().any(|t| t.person == reader)
}
