//! What is left to do of what was granted, and that it was done: the carrying out, telling who got the data before, telling the asker (RIG-7).

use super::LONGEST_REASON;
use super::decide::has;
use super::ground::Handling;
use super::input::read;
use super::state::RequestState;
use crate::act::{Allowed, Case, again};
use crate::check::Check;
use crate::entry::through_time;
use crate::guard::Caller;
use crate::share::happened;
use crate::thing::{
    Request, RequestDecision, RequestDone, RequestOf, RequestWay, Share, TaskKind, ToldRecipient,
    kind,
};
use crate::{House, Refused};
use regie_terms::{Act, DossierId, DutyWord, Id, PersonId, RequestId, Right};
use regie_vault::{Changes, Draft, Known};
use serde::Deserialize;

/// That something was done, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CarryInput {
    /// What: a thing as [`super::ThingView::named`], `whole`, `told:<disclosure>`, or `informed`.
    pub what: String,
    /// The day.
    pub on: String,
    /// How a recipient was told.
    pub how: String,
}

/// The disclosures by which somebody got what was granted to be changed.
pub(super) fn recipients<'a>(
    case: &'a Case,
    person: PersonId,
    request: &Request,
    decision: &RequestDecision,
) -> Vec<&'a Known<Share>> {
    if !decision.outcome.grants() {
        return Vec::new();
    }
    let granted: Vec<Id> = request
        .things
        .iter()
        .filter(|t| decision.grants(t.id))
        .flat_map(|t| match t.kind {
            RequestOf::Entry => through_time(&case.entries, t.id),
            _ => vec![t.id],
        })
        .collect();
    let went = |s: &&Known<Share>| {
        s.person == Some(person.0)
            && happened(&s.value)
            && (request.things.is_empty()
                || granted.contains(&s.id)
                || s.value.facts.iter().any(|f| granted.contains(&f.entry)))
    };
    case.shares.iter().filter(went).collect()
}

/// What is left of a granted request: carrying out, recipients, the asker.
pub(super) struct Left {
    pub carry_out: bool,
    pub recipients: bool,
    pub asker: bool,
}

/// What is left of what was granted.
pub(super) fn left(
    case: &Case,
    person: PersonId,
    request: &Request,
    decision: &RequestDecision,
) -> Left {
    let told = |s: &&Known<Share>| request.told.iter().any(|t| t.share == s.id);
    Left {
        carry_out: request.done.is_none(),
        recipients: has(&decision.answer, DutyWord::NotifyRecipients)
            && !recipients(case, person, request, decision).iter().all(told),
        asker: has(&decision.answer, DutyWord::InformClient) && request.informed.is_none(),
    }
}

/// Whether something is done by an act of its own, which writes it down: erasing and restricting facts and documents.
fn by_its_act(right: Right, typed: &str) -> bool {
    let thing = matches!(
        read(typed),
        Some((RequestOf::Entry | RequestOf::Document, _))
    );
    matches!(right, Right::Erasure | Right::Restriction) && (thing || typed == "whole")
}

/// Whether the asker reads in the portal at once what was done.
pub(super) fn reads_it(request: &Request) -> bool {
    request.way == RequestWay::Portal
}

impl House {
    /// Writes down that something of a granted request was done.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not handle requests here; [`Refused::NotFound`] for a request of another dossier; [`Refused::Invalid`] with the
    /// fields to be mended: `what` (`not-granted`, `unknown`, `already`), `on`, `how`.
    pub async fn mark_carried_out(
        &self,
        caller: &Caller,
        dossier: DossierId,
        id: Id,
        input: &CarryInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.mark_carried_out_once(caller, dossier, id, input, request))
    }

    async fn mark_carried_out_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        id: Id,
        input: &CarryInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        const ACT: &str = "carry-out-request";
        let handling = self
            .handling(caller, dossier, ACT, (Act::Edit, false), request)
            .await?;
        let row = handling.row(id)?.clone();
        let person = row.person.map(PersonId).ok_or(Refused::NotFound)?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let questions = handling.questions();
        let Handling {
            case,
            mut scope,
            task,
            ..
        } = handling;
        let state = case.request_state(&row, false);
        let decision = match case.decision_on(id) {
            // What whoever looked again granted is carried out by deciding anew.
            Some(one)
                if row.of.is_none()
                    && matches!(state, RequestState::CarryingOut | RequestState::Done) =>
            {
                &one.value
            }
            _ => return Err(Refused::field("what", "not-granted")),
        };
        let mut check = Check::default();
        let on = check.day("on", &input.on, decision.on, self.today());
        let mut value = row.value.clone();
        let typed = input.what.trim();
        let done = |on| RequestDone {
            on,
            by: caller.name().to_owned(),
            at: scope.at,
        };
        let today = self.today();
        let by = done(on.unwrap_or(today));
        if let Some(share) = typed.strip_prefix("told:") {
            let how = check.needed("how", &input.how, LONGEST_REASON);
            let share: Option<Id> = share.parse().ok();
            let known = recipients(&case, person, &value, decision);
            match share.filter(|id| known.iter().any(|s| s.id == *id)) {
                None => check.fault("what", "unknown"),
                Some(one) if value.told.iter().any(|t| t.share == one) => {
                    check.fault("what", "already");
                }
                Some(share) => value.told.push(ToldRecipient {
                    share,
                    how,
                    done: by.clone(),
                }),
            }
        } else if typed == "informed" {
            if value.informed.is_some() {
                check.fault("what", "already");
            }
            value.informed = Some(by.clone());
        } else if by_its_act(value.right, typed) {
            // Done is what was done: the acts that erase and restrict write it down.
            check.fault("what", "by-its-act");
        } else if typed == "whole" && value.things.is_empty() {
            if value.done.is_some() {
                check.fault("what", "already");
            }
            value.carried_out(decision, None, &by);
        } else {
            let found = read(typed).and_then(|(kind, id)| {
                value
                    .things
                    .iter()
                    .find(|t| t.id == id && t.kind == kind)
                    .cloned()
            });
            match found {
                None if typed.is_empty() => check.fault("what", "unpicked"),
                None => check.fault("what", "unknown"),
                Some(thing) if !decision.grants(thing.id) => check.fault("what", "not-granted"),
                Some(thing) if thing.done.is_some() => check.fault("what", "already"),
                Some(thing) => {
                    value.carried_out(decision, Some(thing.id), &by);
                }
            }
        }
        check.done()?;
        scope.concerns = self.request_concerns(&case, person, &value)?;
        let changes = Changes {
            replace: vec![Draft::over(kind::REQUEST, &row, &value)?],
            remove: self
                .request_tasks_over(id, &case, &value, decision, person)
                .await?,
            line_key: Some(row.key),
            ..Changes::default()
        };
        let Allowed { permit, .. } = self
            .allow_handling(scope, row.key, &task, &questions)
            .await?;
        let _ = self.write(permit, changes).await?;
        Ok(())
    }

    /// The tasks about a granted request that are over as it stands in `value`.
    pub(crate) async fn request_tasks_over(
        &self,
        id: Id,
        case: &Case,
        value: &Request,
        decision: &RequestDecision,
        person: PersonId,
    ) -> Result<Vec<Id>, Refused> {
        let left = left(case, person, value, decision);
        self.tasks_of(id, |what| match what {
            TaskKind::CarryOutRequest => !left.carry_out && !left.asker,
            TaskKind::TellRecipients => !left.recipients,
            _ => false,
        })
        .await
    }
}
