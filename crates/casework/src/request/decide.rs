//! The decision: a formal one, with ground, motivation and how to object (RIG-3, RIG-6, RIG-10, RIG-11).

use super::LONGEST;
use super::carry::recipients;
use super::ground::Handling;
pub use super::parts::PartInput;
use super::question::{about, about_of};
use super::task::of_request;
use crate::act::{Allowed, Case, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{
    Request, RequestDecision, RequestDone, RequestGround, RequestOf, RequestOutcome, RequestWay,
    TaskKind, kind,
};
use crate::{House, Refused, date_of};
use jiff::ToSpan;
use regie_terms::{
    AccountId, Act, Answer, DossierId, DutyWord, Id, PersonId, Question, RequestAbout, RequestId,
    Right,
};
use regie_vault::{Changes, Draft, Known};
use serde::Deserialize;

/// Weeks within which an objection against a decision is made: Awb 6:7, and for a body that is no administrative one the petition of UAVG 35.
const OBJECT_WITHIN_WEEKS: i64 = 6;

/// A decision as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct DecideInput {
    /// `granted`, `partly`, `refused`, `withdrawn-by-asker`.
    pub outcome: String,
    /// The ground, where it is refused as a whole.
    pub ground: String,
    /// The motivation, which the asker reads.
    pub because: String,
    /// The parts, where it is granted in part: those with a ground are refused.
    pub parts: Vec<PartInput>,
}

/// What was decided, with what the charter is asked for it.
struct Ready {
    decision: RequestDecision,
    questions: Vec<Question>,
}

impl House {
    /// Decides on a request. One that is about a decision is decided by who looks again, never by who took that decision.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not, and where the charter does not let it be granted: it forbids it, or something is still needed;
    /// [`Refused::NotFound`] for a request of another dossier; [`Refused::Invalid`] with the fields to be mended: `outcome` (`decided`, `withdrawn`, `own`, `asker-withdraws`), `ground`
    /// (`unpicked`, `unknown` for one that the charter does not know for this right), `because: missing`, `parts` (`unknown`, `ground`,
    /// `none-refused`, `all-refused`).
    pub async fn decide_request(
        &self,
        caller: &Caller,
        dossier: DossierId,
        id: Id,
        input: &DecideInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.decide_request_once(caller, dossier, id, input, request))
    }

    async fn decide_request_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        id: Id,
        input: &DecideInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        const ACT: &str = "decide-request";
        let review = self.is_review(id).await?;
        let handling = self
            .handling(caller, dossier, ACT, (Act::Edit, review), request)
            .await?;
        let row = handling.row(id)?.clone();
        let person = row.person.map(PersonId).ok_or(Refused::NotFound)?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let first = row
            .of
            .and_then(|of| handling.case.decisions.iter().find(|d| d.id == of))
            .cloned();
        let mut questions = handling.questions();
        let Ready {
            decision,
            questions: asked,
        } = self.read_decision(caller, &handling.case, &row, person, first.as_ref(), input)?;
        questions.extend(asked);
        let reopened = first
            .as_ref()
            .filter(|_| decision.outcome.grants())
            .and_then(|d| d.of)
            .and_then(|of| handling.case.request(of))
            .cloned();
        let Handling {
            case,
            mut scope,
            task,
            ..
        } = handling;
        scope.concerns = self.request_concerns(&case, person, &row.value)?;
        scope.parts.kinds = &[kind::REQUEST_DECISION];
        let Allowed { permit, .. } = self
            .allow_handling(scope, row.key, &task, &questions)
            .await?;
        let done = RequestDone {
            on: decision.on,
            by: decision.by.clone(),
            at: decision.at,
        };
        let mut changes = Changes {
            line_key: Some(row.key),
            remove: self.tasks_of(id, of_request).await?,
            ..Changes::default()
        };
        changes.add.push(
            Draft::new(kind::REQUEST_DECISION, row.key, &decision)?
                .dossier(dossier.0)
                .person(person.0)
                .account(caller.account().0)
                .of(id),
        );
        if row.value.right == Right::Objection {
            let granted = |of: Option<Id>| match of {
                Some(thing) => decision.grants(thing),
                None => decision.outcome.grants(),
            };
            let said = (decision.because.as_str(), caller.name());
            let ended = self.end_objection(&case, id, granted, said)?;
            changes.replace.extend(ended);
        }
        // What is decided anew is what whoever looked again asked for.
        for one in case.decisions_on(id) {
            for again in case.reviews_of(one.id).filter(|r| r.value.done.is_none()) {
                let granted = case.decision_on(again.id);
                if granted.is_some_and(|d| d.value.outcome.grants()) {
                    let mut value = again.value.clone();
                    value.done = Some(done.clone());
                    changes
                        .replace
                        .push(Draft::over(kind::REQUEST, again, &value)?);
                }
            }
        }
        if !case.decisions_on(id).is_empty() {
            // Of a decision taken anew it is seen anew what is left to carry out.
            let mut value = row.value.clone();
            (value.done, value.informed) = (None, None);
            changes
                .replace
                .push(Draft::over(kind::REQUEST, &row, &value)?);
        }
        let at = (dossier, person, id);
        match reopened {
            Some(old) => {
                let due = row.due.map(date_of);
                let to = self.keepers(dossier).await?;
                let at = (dossier, person, old.id);
                let drafts = self.request_tasks(TaskKind::DecideRequest, at, due, &to)?;
                changes.add.extend(drafts);
            }
            None if decision.outcome.grants() && first.is_none() => {
                let to = self.keepers(dossier).await?;
                let due = decision.answer.terms.and_then(|t| t.carry_out_by);
                let drafts = self.request_tasks(TaskKind::CarryOutRequest, at, due, &to)?;
                changes.add.extend(drafts);
                if has(&decision.answer, DutyWord::NotifyRecipients)
                    && !recipients(&case, person, &row.value, &decision).is_empty()
                {
                    let drafts = self.request_tasks(TaskKind::TellRecipients, at, due, &to)?;
                    changes.add.extend(drafts);
                }
            }
            None => {}
        }
        // Who makes it knows of it; to them it says only that something waits.
        let askers = row.value.by.iter().filter_map(|r| r.person);
        // Who is kept out since would find nothing.
        let askers: Vec<PersonId> = askers.filter(|p| !case.shut_out(person, *p)).collect();
        self.tell_portal(dossier, &askers, &mut changes).await?;
        let _ = self.write(permit, changes).await?;
        Ok(())
    }

    fn read_decision(
        &self,
        caller: &Caller,
        case: &Case,
        row: &Known<Request>,
        person: PersonId,
        first: Option<&Known<RequestDecision>>,
        input: &DecideInput,
    ) -> Result<Ready, Refused> {
        let value = &row.value;
        let mut check = Check::default();
        if value.withdrawn.is_some() {
            check.fault("outcome", "withdrawn");
        } else if !case.request_state(row, true).undecided() {
            check.fault("outcome", "decided");
        } else if first.is_some_and(|d| d.value.account == caller.account()) {
            // Nobody looks again at what they decided themselves.
            check.fault("outcome", "own");
        }
        check.done()?;
        let mut check = Check::default();
        let outcome = check.pick::<RequestOutcome>("outcome", &input.outcome);
        let mut ground = None;
        let mut parts = Vec::new();
        let whole = about(case, value);
        let mut answer = self.request_answer(case, person, value, whole, None)?;
        let mut questions = Vec::new();
        match outcome {
            Some(RequestOutcome::Granted) => {
                questions = self.questions_for(case, person, value, &[])?;
            }
            Some(RequestOutcome::Partly) => {
                parts = self.read_parts(&mut check, case, (person, value), &input.parts)?;
                let refused: Vec<Id> = parts
                    .iter()
                    .filter(|p| !p.granted)
                    .map(|p| p.thing)
                    .collect();
                questions = self.questions_for(case, person, value, &refused)?;
                // What is given is what the charter lets be given of the rest.
                answer = self.request_answer(case, person, value, RequestAbout::Own, None)?;
            }
            Some(RequestOutcome::Refused) => {
                let typed = input.ground.trim();
                let known = self.grounds(case, person, value, whole)?;
                let found = known
                    .into_iter()
                    .find(|k| k.whole && k.ground.as_str() == typed);
                match found {
                    Some(known) => {
                        ground = Some(known.ground);
                        answer = known.answer;
                    }
                    None if typed.is_empty() => check.fault("ground", "unpicked"),
                    None if RequestGround::read(typed).is_some() => {
                        check.fault("ground", "not-here");
                    }
                    None => check.fault("ground", "unknown"),
                }
            }
            // In the portal who asked takes it back themself.
            Some(RequestOutcome::WithdrawnByAsker) if value.way == RequestWay::Portal => {
                check.fault("outcome", "asker-withdraws");
            }
            Some(RequestOutcome::WithdrawnByAsker) | None => {}
        }
        let because = check.needed("because", &input.because, LONGEST);
        check.done()?;
        let Some(outcome) = outcome else {
            return Err(Refused::field("outcome", "unpicked"));
        };
        let today = self.today();
        let object_by = today.checked_add(OBJECT_WITHIN_WEEKS.weeks()).ok();
        let account: AccountId = caller.account();
        Ok(Ready {
            decision: RequestDecision {
                outcome,
                parts,
                ground,
                because,
                answer,
                object_by,
                by: caller.name().to_owned(),
                on: today,
                at: self.now(),
                account,
            },
            questions,
        })
    }

    /// The questions that all have to be permitted to grant a request but for the things `refused`: one for each kind of what it is about.
    fn questions_for(
        &self,
        case: &Case,
        person: PersonId,
        request: &Request,
        refused: &[Id],
    ) -> Result<Vec<Question>, Refused> {
        let mut abouts: Vec<RequestAbout> = request
            .things
            .iter()
            .filter(|t| !refused.contains(&t.id))
            .map(|t| match t.kind {
                RequestOf::Decision => request.about,
                _ => about_of(case, request, t),
            })
            .collect();
        if abouts.is_empty() {
            abouts.push(request.about);
        }
        abouts.sort_unstable();
        abouts.dedup();
        abouts
            .into_iter()
            .map(|about| {
                self.request_question(case, person, request, about, None)
                    .ok_or(Refused::NotFound)
            })
            .collect()
    }
}

/// Whether an answer has a duty.
pub(super) fn has(answer: &Answer, duty: DutyWord) -> bool {
    answer.duties.iter().any(|d| d.what == duty)
}
