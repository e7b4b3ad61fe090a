//! Deciding what was asked, and looking again at what stands: it stays, or it ends.

use super::{Ground, LONGEST, found};
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{Acting, ActingDecision, ActingLift, ActingWhat, Person, Task, TaskKind, kind};
use crate::{House, Refused, day_number};
use jiff::ToSpan;
use jiff::civil::Date;
use regie_charter::{Parts, Whose};
use regie_terms::{AccountId, DeskAct, DossierId, Id, PersonId, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::{Changes, Draft};
use serde::Deserialize;

/// How long before the day on which it is looked at again that waits, in days.
const BEFORE: i64 = 14;
/// How long something stands at most before it is looked at again, in years: our own term.
const LONGEST_YEARS: i64 = 1;

/// A decision, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct DecideInput {
    /// `yes` or `no`: whether it stands from now on.
    pub answer: String,
    /// Why.
    pub because: String,
    /// The day it is looked at again; for a yes.
    pub review_on: String,
}

impl House {
    /// Decides what was asked, or, of what stands, whether it goes on. A yes that somebody cannot weigh a matter holds from now on, and ends with a no.
    ///
    /// Letting a parent in again takes two as well: the first no waits for a second person.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not decide it; [`Refused::Invalid`]: `answer` (`unpicked`, `same-person` for who asked it, `over` for what
    /// ended already), `because`, `review_on`; [`Refused::NotFound`] when it is not of this dossier.
    pub async fn decide_acting(
        &self,
        caller: &Caller,
        dossier: DossierId,
        acting: Id,
        input: &DecideInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.decide_acting_once(caller, dossier, acting, input, request))
    }

    async fn decide_acting_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        acting: Id,
        input: &DecideInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        const ACT: &str = "decide-acting";
        let Ground {
            standing,
            mut scope,
            case,
            ..
        } = self
            .acting_ground(
                caller,
                dossier,
                &[DeskAct::DecideActing, DeskAct::ShutOut],
                ACT,
                request,
            )
            .await?;
        let (row, person) = found(&case, acting)?;
        let what = row.value.what;
        let task = self.task_question(caller, what.task(), standing.relation)?;
        self.gate_task(&scope, &task).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let (_, function) = caller.staff()?;
        let today = self.today();
        let mut check = Check::default();
        let yes = match input.answer.trim() {
            "yes" => Some(true),
            "no" => Some(false),
            "" => {
                check.fault("answer", "unpicked");
                None
            }
            _ => {
                check.fault("answer", "unknown");
                None
            }
        };
        let because = check.needed("because", &input.because, LONGEST);
        let last = today.saturating_add(LONGEST_YEARS.years());
        let review_on = match yes {
            Some(true) => check.day("review_on", &input.review_on, today, last),
            _ => None,
        };
        let lifts = what == ActingWhat::ShutOut && row.value.stands() && yes == Some(false);
        let first = if lifts {
            row.value.lifting.as_ref().map(|l| l.by)
        } else {
            // Who asked does not decide it, nor that it goes on.
            let goes_on = row.value.stands() && yes == Some(true);
            (row.value.waits() || goes_on).then_some(row.value.asked_by)
        };
        if !row.value.waits() && !row.value.stands() {
            check.fault("answer", "over");
        } else if first == Some(caller.account()) {
            check.fault("answer", "same-person");
        }
        check.done()?;
        let yes = yes.ok_or_else(|| Refused::field("answer", "unpicked"))?;
        let mut value = row.value.clone();
        let waits_for_second = lifts && value.lifting.is_none();
        if waits_for_second {
            value.lifting = Some(ActingLift {
                by: caller.account(),
                name: caller.name().to_owned(),
                because,
                at: scope.at,
            });
        } else {
            value.lifting = None;
            value.decisions.push(ActingDecision {
                yes,
                because,
                by: caller.account(),
                name: caller.name().to_owned(),
                function,
                at: scope.at,
                review_on,
            });
        }
        scope.concerns = what.concerns(person);
        scope.parts = Parts {
            about: Whose::Persons(vec![person]),
            kinds: &[kind::ACTING, kind::PERSON],
            only: None,
        };
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(row.key), |scope| {
                self.charters().judge_act(scope, &task, &[])
            })
            .await?;
        let mut changes = Changes {
            replace: vec![Draft::over(kind::ACTING, row, &value)?],
            line_key: Some(row.key),
            ..Changes::default()
        };
        if what == ActingWhat::CannotWeigh {
            let known = case.person(person).ok_or(Refused::NotFound)?;
            if known.value.can_weigh == value.stands() {
                let changed = Person {
                    can_weigh: !value.stands(),
                    ..known.value.clone()
                };
                changes
                    .replace
                    .push(Draft::over(kind::PERSON, known, &changed)?);
            }
        }
        let of = (dossier, acting, person);
        if waits_for_second {
            let mut who = self.who_may(what.task()).await?;
            who.extend(
                [standing.coordinator, standing.substitute]
                    .into_iter()
                    .flatten(),
            );
            who.retain(|one| *one != caller.account());
            changes.add.extend(waiting(
                TaskKind::DecideActing,
                who,
                of,
                (today, today.saturating_add(7.days())),
            )?);
        } else {
            let done = |what| matches!(what, TaskKind::DecideActing | TaskKind::ReviewActing);
            changes.remove = self.tasks_of(acting, done).await?;
            changes
                .add
                .extend(self.review(caller, &standing, &value, of)?);
        }
        let _ = self.write(permit, changes).await?;
        Ok(())
    }

    /// The tasks to look again: for who decided, and for who keeps the dossier.
    fn review(
        &self,
        caller: &Caller,
        standing: &crate::dossier::Standing,
        value: &Acting,
        of: (DossierId, Id, PersonId),
    ) -> Result<Vec<Draft>, Refused> {
        let Some(on) = value.review_on() else {
            return Ok(Vec::new());
        };
        let who = std::iter::once(caller.account()).chain(standing.coordinator);
        let since = on.saturating_sub(BEFORE.days()).max(self.today());
        waiting(TaskKind::ReviewActing, who.collect(), of, (since, on))
    }
}

/// A task for each of these, from a day until another.
fn waiting(
    what: TaskKind,
    mut who: Vec<AccountId>,
    (dossier, acting, person): (DossierId, Id, PersonId),
    (since, due): (Date, Date),
) -> Result<Vec<Draft>, Refused> {
    who.sort_unstable();
    who.dedup();
    let task = Task {
        what,
        since,
        dossier: Some(dossier),
        person: Some(person),
    };
    let draft = |one: AccountId| -> Result<Draft, Refused> {
        Ok(Draft::new(kind::TASK, STAFF, &task)?
            .account(one.0)
            .of(acting)
            .due(day_number(due)))
    };
    who.into_iter().map(draft).collect()
}
