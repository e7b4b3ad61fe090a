//! What was shared already, by telephone or in danger, is recorded with the verdict of that moment (FLD-18).
//!
//! The form is never refused for what the charter says: what was missing becomes a task, and what went without permission an incident.

use super::begin::{Ground, blank_share, new_share};
use super::facts::Marked;
use super::input::{Among, ShareInput};
use super::now::{Follows, ShareDone, freeze};
use super::print::withheld;
use crate::act::{Allowed, again};
use crate::check::{Check, FIRST_DAY};
use crate::entry::{Among as Asked, EntryConsentInput};
use crate::guard::Caller;
use crate::thing::{ConsentGiven, ConsentWay, EntryConsent, Incident, ShareState, TaskKind, kind};
use crate::{House, Refused};
use regie_charter::{Parts, Whose};
use regie_terms::{
    Act, Answer, Consent, Consenter, DossierId, Function, Outcome, PersonId, RequestId,
};
use regie_vault::keys::STAFF;
use regie_vault::{Changes, Draft};
use serde::Deserialize;

/// Days within which what was missing is completed, and an incident is judged.
const WITHIN: i64 = 7;

/// A disclosure that happened, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct AfterwardsInput {
    /// What was shared, with whom, why.
    pub share: ShareInput,
    /// The day it happened.
    pub happened_on: String,
    /// Consents that were there at that moment.
    pub consents: Vec<EntryConsentInput>,
}

impl House {
    /// The answers of access and disclosure as the half-filled form stands, in this order: the checklist beside it. What is not chosen yet is
    /// what asks least; a day the charter does not know is judged as today. Nothing is opened and nothing saved.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not edit.
    pub async fn preview_afterwards(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &AfterwardsInput,
    ) -> Result<Vec<Answer>, Refused> {
        let Ground {
            case,
            access,
            scope,
            ..
        } = self
            .share_ground(
                caller,
                dossier,
                "disclose-afterwards",
                Act::Edit,
                RequestId::fresh(),
            )
            .await?;
        let today = self.today();
        let mut aside = Check::default();
        let typed = input.share.person.as_deref().unwrap_or_default();
        let typed = typed.trim().parse().ok().map(PersonId);
        let principal = case.dossier.as_ref().map(|d| d.value.principal);
        let person = typed.filter(|p| case.person(*p).is_some()).or(principal);
        let person = person.ok_or(Refused::NotFound)?;
        let mut share = blank_share(&case, Some(person), scope.at, caller.name());
        input
            .share
            .apply(&mut aside, &case, person, &mut share, &Among::all());
        let data = Marked::of(&case, person, &share.facts)
            .map(|m| m.data)
            .unwrap_or_default();
        let on = aside.maybe_day("happened_on", &input.happened_on, FIRST_DAY, today);
        let (first, last) = (case.opened().unwrap_or(today), on.unwrap_or(today));
        let among = Asked {
            holders: case.holders_over(&[person], last).collect(),
            days: (first, last),
        };
        let given = among.read_all(&input.consents, &mut aside);
        let consents: Vec<Consent> = given.iter().map(EntryConsent::asked).collect();
        let on_day = |day| {
            let question = self.disclosure(&case, (person, &share), data, consents.clone(), day)?;
            self.charters().ask(&question).ok()
        };
        let disclosure = on.and_then(on_day).or_else(|| on_day(today));
        Ok(vec![
            self.charters().ask(&access)?,
            disclosure.ok_or(Refused::NotFound)?,
        ])
    }

    /// Records a disclosure that happened already.
    ///
    /// # Errors
    /// [`Refused::Denied`] only for those who may not edit the dossier; [`Refused::Invalid`] with the fields to be mended.
    pub async fn share_afterwards(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &AfterwardsInput,
        request: RequestId,
    ) -> Result<ShareDone, Refused> {
        again!(self.share_afterwards_once(caller, dossier, input, request))
    }

    async fn share_afterwards_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &AfterwardsInput,
        request: RequestId,
    ) -> Result<ShareDone, Refused> {
        const ACT: &str = "disclose-afterwards";
        let Ground {
            standing,
            case,
            access,
            mut scope,
            own,
        } = self
            .share_ground(caller, dossier, ACT, Act::Edit, request)
            .await?;
        let id = request.0;
        if self.done_before(caller, ACT, request).await? {
            let decision = case
                .share(id)
                .and_then(|s| s.value.decision.clone())
                .ok_or(Refused::NotFound)?;
            return Ok(ShareDone {
                share: id,
                decision,
            });
        }
        let (today, at) = (self.today(), scope.at);
        let mut check = Check::default();
        let opened = case.opened().unwrap_or(today);
        let happened_on = check.day("happened_on", &input.happened_on, opened, today);
        let last = happened_on.unwrap_or(today);
        let typed = input.share.person.as_deref().unwrap_or_default();
        let about = typed.trim().parse().ok().map(PersonId);
        let among = Asked {
            holders: case.holders_over(about.as_slice(), last).collect(),
            days: (opened, last),
        };
        let read = among.read_all(&input.consents, &mut check);
        let (person, mut share) = new_share(
            &case,
            &input.share,
            (check, Among::all()),
            (at, caller.name()),
        )?;
        freeze(&case, person, &mut share)?;
        let happened_on = happened_on.ok_or_else(|| Refused::field("happened_on", "missing"))?;
        share.state = ShareState::Afterwards;
        share.happened_on = Some(happened_on);
        share.shared_at = Some(at);
        share.request = Some(request);

        let consents = read.iter().map(EntryConsent::asked).collect();
        let data = share
            .facts
            .iter()
            .filter_map(|f| case.standing_entry(f.entry))
            .map(|e| e.value.label.category)
            .collect();
        let question = self
            .disclosure(&case, (person, &share), data, consents, happened_on)
            .ok_or_else(|| Refused::field("happened_on", "too-early"))?;
        // A day before the charter's first version cannot be judged by it.
        if let Err(unreadable) = self.charters().ask(&question) {
            tracing::debug!(error = %unreadable, "a day that the charter does not know");
            return Err(Refused::field("happened_on", "too-early"));
        }
        let key = case.share_key(person, share.law).unwrap_or(own);
        scope.concerns = if withheld(&share) {
            Vec::new()
        } else {
            vec![person]
        };
        scope.parts = Parts {
            about: Whose::Persons(vec![person]),
            kinds: &[kind::DISCLOSURE],
            only: None,
        };
        let Allowed { permit, answers } = self
            .allow_under(scope, Some(key), |scope| {
                self.charters()
                    .judge_afterwards(scope, &access, std::slice::from_ref(&question))
            })
            .await?;
        let decision = answers.into_iter().nth(1).ok_or(Refused::NotFound)?;
        share.decision = Some(decision.clone());

        let mut changes = Changes {
            line_key: Some(key),
            ..Changes::default()
        };
        let matter = share.matter();
        for given in read {
            let consent = ConsentGiven {
                of: given.of,
                person: match given.of {
                    Consenter::Subject => Some(person),
                    _ => given.person,
                },
                answer: given.answer,
                form: given.form,
                way: ConsentWay::AtTheTable,
                on: given.on,
                at,
                by: caller.account(),
                told: crate::consent::told(&share),
                about: matter.clone(),
                holder: given.holder,
                outsider: given.outsider,
                reason: None,
                shown: None,
            };
            let draft = Draft::new(kind::CONSENT, key, &consent)?
                .dossier(dossier.0)
                .person(person.0);
            changes.add.push(draft.account(caller.account().0).of(id));
        }
        let mut follows = self.duties(caller, &standing, &case, id, &decision).await?;
        if decision.outcome == Outcome::Incomplete {
            follows.push(Follows {
                what: TaskKind::Complete,
                account: caller.account(),
                due: WITHIN,
            });
        }
        for one in follows {
            changes.add.push(one.draft(dossier, person, id, today)?);
        }
        // In danger what was missing becomes a task and no more; else it went without what the charter asks, and that is an incident.
        let incident = match decision.outcome {
            Outcome::Permitted => false,
            Outcome::Incomplete => share.safety.is_none(),
            Outcome::Prohibited => true,
        };
        if incident {
            let what = "shared-without-permission".to_owned();
            // The rules behind it and nothing about the client: an incident outlives the file.
            let rules: Vec<&str> = decision.because.iter().map(|b| b.rule.as_str()).collect();
            let incident = Incident {
                what,
                dossier: Some(dossier),
                review: None,
                text: rules.join(", "),
                at,
            };
            let incident = Draft::new(kind::INCIDENT, STAFF, &incident)?
                .of(id)
                .account(caller.account().0);
            for dpo in self.holders(Function::Dpo).await? {
                let task = Follows {
                    what: TaskKind::JudgeIncident,
                    account: dpo,
                    due: WITHIN,
                };
                changes
                    .add
                    .push(task.draft(dossier, person, incident.id, today)?);
            }
            changes.add.push(incident);
        }
        changes.add.push(
            Draft::new(kind::DISCLOSURE, key, &share)?
                .id(id)
                .dossier(dossier.0)
                .person(person.0)
                .account(caller.account().0),
        );
        let _ = self.write(permit, changes).await?;
        Ok(ShareDone {
            share: id,
            decision,
        })
    }
}
