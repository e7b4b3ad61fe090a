//! Writing a version of the plan: what is new is recorded with it, and the day on which it is looked at again comes back as a task.

use super::input::{Colleague, NewPart, PlanInput, ReadyPlan};
use crate::act::{Allowed, Case, Gate, again};
use crate::check::Check;
use crate::dossier::Standing;
use crate::entry::{family, in_order, kept_from_family};
use crate::guard::Caller;
use crate::thing::{Entry, Evaluation, Plan, Task, TaskKind, kind};
use crate::{House, Refused, day_number};
use jiff::ToSpan;
use jiff::civil::Date;
use regie_charter::{Change, Parts, Scope, Whose};
use regie_terms::{
    AccountId, Act, ActQuestion, DeskAct, DossierId, Id, KeyId, PersonId, Question, QuestionKind,
    RequestId,
};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft, Known};

/// Days before the day on which the plan is looked at again that it comes up as a task; our own term.
const AHEAD: i64 = 14;

/// What the acts on a plan are judged by.
const KINDS: [&str; 9] = [
    kind::DOSSIER,
    kind::PERSON,
    kind::AUTHORITY,
    kind::FILE,
    kind::ENTRY,
    kind::DOCUMENT,
    kind::CONTRIBUTION,
    kind::RESTRICTION,
    kind::PLAN,
];

/// What an act on a plan goes on with.
pub(super) struct Ground {
    pub standing: Standing,
    pub case: Case,
    pub scope: Scope,
    pub task: ActQuestion,
    pub access: Question,
    /// The key of the dossier's own records.
    pub own: KeyId,
}

impl House {
    /// Writes the next version of the plan, or looks at it again where the form has what was concluded. The same request again answers as the first
    /// time.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not write the plan, or where the charter does not let something new on it be recorded, with the answers of the
    /// task, of access and of recording, in this order; [`Refused::Invalid`] with all fields to be mended, and at `version` (`moved`) when
    /// somebody else wrote a version meanwhile.
    pub async fn write_plan(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &PlanInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        again!(self.write_plan_once(caller, dossier, input, request))
    }

    /// Turns away who may not write the plan, with a line, and reads what it is judged by.
    pub(super) async fn plan_ground(
        &self,
        caller: &Caller,
        dossier: DossierId,
        act: &'static str,
        request: RequestId,
    ) -> Result<Ground, Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let task = self.task_question(caller, DeskAct::WritePlan, standing.relation)?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        let mut scope = self.asked(caller, act, actor, request);
        scope.dossier = Some(dossier);
        scope.concerns.clone_from(&standing.people);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::PLAN, kind::ENTRY],
            only: None,
        };
        let asked = [access.clone()];
        let Allowed { permit, .. } = self
            .allow_under::<Change>(scope.clone(), standing.refusal_key(), |scope| {
                self.charters().judge_act(scope, &task, &asked)
            })
            .await?;
        let case = self.case(&Gate::of(permit), &KINDS).await?;
        let own = standing.key.ok_or(Refused::NotFound)?;
        Ok(Ground {
            standing,
            case,
            scope,
            task,
            access,
            own,
        })
    }

    async fn write_plan_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &PlanInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        let act = match input.evaluation {
            Some(_) => "evaluate-plan",
            None => "write-plan",
        };
        let Ground {
            standing,
            case,
            mut scope,
            task,
            access,
            own,
        } = self.plan_ground(caller, dossier, act, request).await?;
        if self.done_before(caller, act, request).await? {
            return Ok(request.0);
        }
        let today = self.today();
        let before = case.plans.last();
        let staff = self.plan_staff(dossier).await?;
        let mut check = Check::default();
        let same = before.map(|p| p.id.to_string()).unwrap_or_default();
        if input.version.trim() != same {
            check.fault("version", "moved");
        }
        if input.evaluation.is_some() && before.is_none() {
            check.fault("version", "none");
        }
        let ready = input.read(
            &mut check,
            (&case, before.map(|p| &p.value)),
            &staff,
            (scope.at, caller.name(), today),
            &self.form(QuestionKind::Recording),
        );
        check.in_order(in_order).done()?;
        let ready = ready.ok_or_else(|| Refused::field("talked_on", "missing"))?;
        let asked = self.plan_questions(&case, &ready, access)?;
        scope.concerns = concerned(&case, &ready);
        let at = scope.at;
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(own), |scope| {
                self.charters().judge_act(scope, &task, &asked)
            })
            .await?;
        let mut changes = Changes {
            line_key: Some(own),
            ..Changes::default()
        };
        let mut parts = before.map(|p| p.value.parts.clone()).unwrap_or_default();
        parts.extend(&ready.taken);
        let mut concluded = None;
        let mut files: Vec<(PersonId, regie_terms::Law, KeyId)> = Vec::new();
        for NewPart { ready: one, part } in ready.new {
            let law = one.label.law;
            let made = one.whom.person().and_then(|person| {
                let made = files.iter().find(|f| (f.0, f.1) == (person, law));
                made.map(|(_, _, key)| *key)
            });
            let key = match made {
                Some(key) => key,
                None => {
                    let (key, file) = self.file_key(&case, dossier, one.whom, law, own).await?;
                    if let (Some(file), Some(person)) = (file, one.whom.person()) {
                        changes.add.push(file);
                        files.push((person, law, key));
                    }
                    key
                }
            };
            let id = Id::fresh();
            match part {
                Some(_) => parts.push(id),
                None => concluded = Some(id),
            }
            let entry = Entry {
                text: one.text,
                label: one.label,
                reading: None,
                about_day: None,
                at,
                by: caller.name().to_owned(),
                correction: None,
                shielded: false,
                release: None,
                consents: one.consents,
                safety: None,
                plan: part,
            };
            let mut draft = Draft::new(kind::ENTRY, key, &entry)?
                .id(id)
                .dossier(dossier.0)
                .account(caller.account().0);
            draft.person = one.whom.person().map(|p| p.0);
            changes.add.push(draft);
        }
        for (entry, part) in ready.changed {
            let value = Entry {
                plan: Some(part),
                ..entry.value.clone()
            };
            changes
                .replace
                .push(Draft::over(kind::ENTRY, entry, &value)?);
        }
        let director = ready.director.or(standing.coordinator);
        let name = staff.iter().find(|(account, _)| Some(*account) == director);
        let plan = Plan {
            parts,
            rests_on: ready.rests_on,
            talked_on: ready.talked_on,
            talked: ready.talked,
            director: ready.director,
            director_name: name.map(|(_, name)| name.clone()).unwrap_or_default(),
            evaluate_on: ready.evaluate_on,
            evaluation: ready
                .fits
                .zip(concluded)
                .map(|(fits, concluded)| Evaluation { fits, concluded }),
            at,
            by: caller.name().to_owned(),
        };
        changes.add.push(
            Draft::new(kind::PLAN, own, &plan)?
                .id(request.0)
                .dossier(dossier.0)
                .account(caller.account().0),
        );
        if let Some(before) = before {
            let waiting = self.tasks_of(before.id, |what| what == TaskKind::EvaluatePlan);
            changes.remove.extend(waiting.await?);
        }
        let both = [standing.coordinator, standing.substitute];
        for account in both.into_iter().flatten() {
            changes.add.push(evaluation_task(
                account,
                dossier,
                (request.0, plan.evaluate_on),
                today,
            )?);
        }
        let _ = self.write(permit, changes).await?;
        Ok(request.0)
    }

    /// The questions a version is put to the charter with: access, and recording for all that is new or stands otherwise now.
    fn plan_questions(
        &self,
        case: &Case,
        ready: &ReadyPlan<'_>,
        access: Question,
    ) -> Result<Vec<Question>, Refused> {
        let charter = self.settings().charter;
        let today = self.today();
        let unknown = || Refused::field("parts", "unknown");
        let mut asked = vec![access];
        for one in &ready.new {
            let questions = one.ready.questions(case, charter, today);
            asked.extend(questions.ok_or_else(unknown)?);
        }
        for (entry, _) in &ready.changed {
            // A sentence is added to a fact that was recorded: the question is about that fact, as it is labelled.
            let questions = crate::entry::Ready::again(entry).questions(case, charter, today);
            asked.extend(questions.ok_or_else(unknown)?);
        }
        Ok(asked)
    }

    /// The colleagues with a place in a dossier, coordinator and substitute first.
    pub(super) async fn plan_staff(&self, dossier: DossierId) -> Result<Vec<Colleague>, Refused> {
        let kinds = [kind::COORDINATION, kind::SUBSTITUTION, kind::INVOLVEMENT];
        let at = Where::Dossier(dossier.0);
        let rows = self.vault().vouched(at, &kinds).await?;
        let today = day_number(self.today());
        let last = |what: &str| rows.iter().rfind(|r| r.kind == what);
        let first = [last(kind::COORDINATION), last(kind::SUBSTITUTION)];
        let involved = rows
            .iter()
            .filter(|r| r.kind == kind::INVOLVEMENT && r.due.is_none_or(|last| today <= last));
        let mut accounts: Vec<AccountId> = Vec::new();
        for row in first.into_iter().flatten().chain(involved) {
            let account = row.account.map(AccountId);
            accounts.extend(account.filter(|a| !accounts.contains(a)));
        }
        let names = self.names(accounts.clone()).await?;
        let name = |account: AccountId| names.iter().find(|(id, _)| *id == account).cloned();
        Ok(accounts.into_iter().filter_map(name).collect())
    }
}

/// That a plan waits to be looked at again.
pub(crate) fn evaluation_task(
    account: AccountId,
    dossier: DossierId,
    (plan, on): (Id, Date),
    today: Date,
) -> Result<Draft, Refused> {
    let task = Task {
        what: TaskKind::EvaluatePlan,
        since: on.saturating_sub(AHEAD.days()).max(today),
        dossier: Some(dossier),
        person: None,
    };
    Ok(Draft::new(kind::TASK, STAFF, &task)?
        .account(account.0)
        .of(plan)
        .due(day_number(on)))
}

/// Whom the line of a version concerns: about whom something is new in it or stands otherwise, that the family may read of; everybody of the
/// family where nothing is. Nobody where all that is new is kept from them: a line would tell of it.
fn concerned(case: &Case, ready: &ReadyPlan<'_>) -> Vec<PersonId> {
    let apart = kept_from_family(&case.entries);
    let kept = |e: &Known<Entry>| apart.contains(&e.id);
    if ready.new.is_empty() && ready.changed.is_empty() {
        return family(case);
    }
    let mut people: Vec<PersonId> = Vec::new();
    for one in &ready.new {
        people.extend(one.ready.whom.people(case));
    }
    for (entry, _) in ready.changed.iter().filter(|(e, _)| !kept(e)) {
        people.extend(match entry.person {
            Some(person) => vec![PersonId(person)],
            None => family(case),
        });
    }
    people.sort_unstable();
    people.dedup();
    people
}
