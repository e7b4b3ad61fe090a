//! Answering in the portal: yes, no, or no longer (POR-2, CON-8).
//!
//! A capacity that no longer counts sees neither the request nor a form for the answer. Nobody sees anybody else's answer.

use super::asked::{open_to, own_answer};
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::portal::OwnGround;
use crate::share::{happened, shown_to};
use crate::thing::{ConsentGiven, ConsentWay, Task, TaskKind, kind};
use crate::{House, Refused, day_number};
use regie_terms::{ConsentAnswer, ConsentForm, Id, PersonId, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft};
use serde::Deserialize;

/// Days within which an answer is looked at.
const LOOK_WITHIN: i64 = 7;

/// An answer as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Reply {
    /// `yes`, `no`, `withdraw`.
    pub answer: String,
    /// [`super::ConsentAsked::version`]; for a yes.
    pub version: String,
    /// A reason; nobody has to give one.
    pub reason: String,
}

impl House {
    /// Answers a request, or withdraws what was agreed to.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when this client is not, or no longer, one of those who decide, with a line; [`Refused::Invalid`] with `answer: changed` when
    /// something else would be shared than was shown, or `answer: nothing-to-withdraw`.
    pub async fn answer_consent(
        &self,
        caller: &Caller,
        share: Id,
        reply: &Reply,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.answer_consent_once(caller, share, reply, request))
    }

    async fn answer_consent_once(
        &self,
        caller: &Caller,
        share: Id,
        reply: &Reply,
        request: RequestId,
    ) -> Result<(), Refused> {
        const ACT: &str = "answer-consent";
        let row = self
            .vault()
            .routing(Where::Id(share), &[kind::DISCLOSURE])
            .await?
            .into_iter()
            .next();
        let person = row.and_then(|r| r.person).map(PersonId);
        let OwnGround {
            own,
            case,
            allowed,
            question,
            mut scope,
        } = self.own_ground(caller, person, ACT, request).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let found = case.share(share).ok_or(Refused::NotFound)?;
        let before = case
            .consents_of(share)
            .rfind(|c| own_answer(c, &own))
            .map(|c| c.value.answer);
        let given = before == Some(ConsentAnswer::Given);
        let mut check = Check::default();
        let answer = match reply.answer.trim() {
            "yes" => Some(ConsentAnswer::Given),
            "no" => Some(ConsentAnswer::Refused),
            "withdraw" => Some(ConsentAnswer::Withdrawn),
            "" => {
                check.fault("answer", "unpicked");
                None
            }
            _ => {
                check.fault("answer", "unknown");
                None
            }
        };
        let reason = check.text("reason", &reply.reason, 2000);
        let asked = open_to(found, &own, &case, allowed);
        // What was agreed to can be withdrawn at any moment, also after it went.
        let after = happened(&found.value) && given && shown_to(found, own.me);
        if !asked && !after {
            return Err(Refused::NotFound);
        }
        match answer {
            Some(ConsentAnswer::Withdrawn) if !given => {
                check.fault("answer", "nothing-to-withdraw")
            }
            Some(ConsentAnswer::Given | ConsentAnswer::Refused) if !asked => {
                check.fault("answer", "too-late")
            }
            Some(ConsentAnswer::Given) if reply.version.trim().parse() != Ok(found.version) => {
                check.fault("answer", "changed")
            }
            _ => {}
        }
        check.done()?;
        let answer = answer.ok_or_else(|| Refused::field("answer", "unpicked"))?;
        let at = scope.at;
        scope.moves = vec![own.dossier.0];
        scope.parts.kinds = &[kind::CONSENT];
        let Allowed { permit, .. } = self
            .allow_under(scope, case.any_file(own.person), |scope| {
                self.charters().judge_own(scope, &question)
            })
            .await?;
        let key = found.key;
        let consent = ConsentGiven {
            of: own.capacity.consenter(),
            person: Some(own.me),
            answer,
            form: ConsentForm::Written,
            way: ConsentWay::Portal,
            on: self.today(),
            at,
            by: caller.account(),
            told: super::told(&found.value),
            about: found.value.matter(),
            holder: own.holder,
            outsider: None,
            reason,
            shown: reply
                .version
                .trim()
                .parse()
                .ok()
                .filter(|shown| *shown == found.version),
        };
        let mut changes = Changes {
            line_key: Some(key),
            ..Changes::default()
        };
        changes.add.push(
            Draft::new(kind::CONSENT, key, &consent)?
                .dossier(own.dossier.0)
                .person(own.person.0)
                .account(caller.account().0)
                .of(share),
        );
        let withdrawn = answer == ConsentAnswer::Withdrawn;
        if let Some(asker) = found.account.filter(|_| withdrawn) {
            let at = (&*case, own.dossier);
            let told = self.notice_of_withdrawal(at, found, regie_terms::AccountId(asker))?;
            changes.add.extend(told);
        }
        // What went already is told to who got it, and that task is enough.
        let told = changes.add.len() > 1;
        if let Some(asker) = found.account.filter(|_| !told) {
            let parent = own.capacity == crate::portal::PortalCapacity::ParentOrGuardian;
            let about = (found, own.person);
            let what = if withdrawn {
                TaskKind::ConsentWithdrawn
            } else if parent && self.now_differ(&case, about, own.me, answer)? {
                TaskKind::ParentsDiffer
            } else {
                TaskKind::ConsentAnswered
            };
            let task = Task {
                what,
                since: self.today(),
                dossier: Some(own.dossier),
                person: Some(own.person),
            };
            let due = day_number(self.today()) + LOOK_WITHIN;
            changes.add.push(
                Draft::new(kind::TASK, STAFF, &task)?
                    .account(asker)
                    .of(share)
                    .due(due),
            );
        }
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}
