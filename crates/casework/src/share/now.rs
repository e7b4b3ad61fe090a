//! Sharing, once the charter permits it: the words of the facts are kept as they went, with the decision (SHA-1).

use super::attach::on_paper;
use super::begin::Ground;
use super::facts::{Marked, Sharing};
use super::prepare::{preparing, replaced};
use super::print::withheld;
use crate::act::{Allowed, Case, again, responsible};
use crate::dossier::Standing;
use crate::guard::Caller;
use crate::thing::{Share, ShareFact, ShareState, Task, TaskKind, kind};
use crate::{House, Refused, day_number};
use jiff::civil::Date;
use regie_charter::{Parts, Whose};
use regie_terms::{
    AccountId, Act, Answer, ConsentAnswer, DossierId, DutyWord, Id, PersonId, RequestId,
};
use regie_vault::keys::STAFF;
use regie_vault::{Changes, Draft};
use serde::Serialize;

/// Days within which the client is told what went without consent; our own term, the documents name none.
const TELL_WITHIN: i64 = 7;
/// Days after which telling that was postponed is looked at again; our own term.
const LOOK_AGAIN: i64 = 14;

/// That something was shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShareDone {
    /// The disclosure.
    pub share: Id,
    /// The decision at that moment.
    pub decision: Answer,
}

/// A task that follows from a disclosure.
pub(super) struct Follows {
    pub what: TaskKind,
    pub account: AccountId,
    pub due: i64,
}

impl Follows {
    pub fn draft(
        &self,
        dossier: DossierId,
        person: PersonId,
        of: Id,
        today: Date,
    ) -> Result<Draft, Refused> {
        let task = Task {
            what: self.what,
            since: today,
            dossier: Some(dossier),
            person: Some(person),
        };
        Ok(Draft::new(kind::TASK, STAFF, &task)?
            .account(self.account.0)
            .of(of)
            .due(day_number(today) + self.due))
    }
}

impl House {
    /// Shares. Both questions are asked anew, on facts that the writer checks again: a consent withdrawn meanwhile stops it.
    ///
    /// # Errors
    /// [`Refused::Denied`] with the answers of access and disclosure, in this order; [`Refused::Invalid`] when it is not in preparation or its facts no
    /// longer stand.
    pub async fn share_now(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        request: RequestId,
    ) -> Result<ShareDone, Refused> {
        again!(self.share_now_once(caller, dossier, share, request))
    }

    async fn share_now_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        request: RequestId,
    ) -> Result<ShareDone, Refused> {
        let Ground {
            standing,
            case,
            access,
            mut scope,
            own,
        } = self
            .share_ground(caller, dossier, "disclose", Act::Edit, request)
            .await?;
        let Sharing { row, person } = Sharing::of(&case, share)?;
        if self.done_before(caller, "disclose", request).await? {
            let decision = row.value.decision.clone().ok_or(Refused::NotFound)?;
            return Ok(ShareDone { share, decision });
        }
        preparing(row)?;
        let mut value = row.value.clone();
        freeze(&case, person, &mut value)?;
        let today = self.today();
        let question = self.share_question(&case, share, person, &value, today)?;
        let questions = [access, question];
        let key = case.share_key(person, value.law).unwrap_or(own);
        // What is not shared concerns nobody; an attempt on the safety route must not show in the portal.
        let Allowed { .. } = self
            .allow_change_under(scope.clone(), Some(key), &questions)
            .await?;
        scope.concerns = if withheld(&value) {
            Vec::new()
        } else {
            vec![person]
        };
        scope.parts = Parts {
            about: Whose::Persons(vec![person]),
            kinds: &[kind::DISCLOSURE],
            only: Some(vec![share]),
        };
        let at = scope.at;
        let Allowed { permit, answers } = self
            .allow_change_under(scope, Some(key), &questions)
            .await?;
        let decision = answers.into_iter().nth(1).ok_or(Refused::NotFound)?;
        value.state = ShareState::Shared;
        value.shared_at = Some(at);
        value.request = Some(request);
        value.by = caller.name().to_owned();
        value.decision = Some(decision.clone());
        let mut changes = Changes {
            replace: vec![replaced(row, key, &value)?],
            line_key: Some(key),
            ..Changes::default()
        };
        changes.remove = self.tasks_of(share, super::settle::prepared).await?;
        for follows in self
            .duties(caller, &standing, &case, share, &decision)
            .await?
        {
            changes
                .add
                .push(follows.draft(dossier, person, share, today)?);
        }
        let _ = self.write(permit, changes).await?;
        Ok(ShareDone { share, decision })
    }

    /// The tasks that a decision's duties come to. The note in the dossier is the disclosure itself; the outline of the protocol stands on the
    /// recipient's page.
    pub(super) async fn duties(
        &self,
        caller: &Caller,
        standing: &Standing,
        case: &Case,
        share: Id,
        decision: &Answer,
    ) -> Result<Vec<Follows>, Refused> {
        let account = responsible(standing, caller);
        let mut follows = Vec::new();
        for duty in &decision.duties {
            let (what, due) = match duty.what {
                DutyWord::InformClient => (TaskKind::InformClient, TELL_WITHIN),
                DutyWord::InformClientLater => (TaskKind::InformClient, LOOK_AGAIN),
                DutyWord::KeepForm if self.form_missing(case, share).await? => {
                    (TaskKind::Complete, TELL_WITHIN)
                }
                _ => continue,
            };
            follows.push(Follows { what, account, due });
        }
        Ok(follows)
    }

    /// Whether a written consent on paper stands without its form.
    async fn form_missing(&self, case: &Case, share: Id) -> Result<bool, Refused> {
        let written = case
            .consents_of(share)
            .filter(|c| on_paper(&c.value) && c.value.answer == ConsentAnswer::Given);
        for consent in written {
            let forms = self
                .vault()
                .routing(
                    regie_vault::open::Where::Of(consent.id),
                    &[kind::CONSENT_FORM],
                )
                .await?;
            if forms.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Keeps the words of the marked facts as they go. They move from one sealed record into another; nobody sees them here.
pub(super) fn freeze(case: &Case, person: PersonId, share: &mut Share) -> Result<(), Refused> {
    let marked =
        Marked::of(case, person, &share.facts).map_err(|code| Refused::field("facts", code))?;
    if marked.entries.is_empty() {
        return Err(Refused::field("facts", "missing"));
    }
    share.facts = marked
        .entries
        .iter()
        .map(|e| ShareFact::new(e.id, e.value.text.clone()))
        .collect();
    share.law = marked.law.unwrap_or(share.law);
    Ok(())
}
