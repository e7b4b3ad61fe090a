//! Asking a decision: what, about whom, why, and what was found by whom.

use super::{Ground, LONGEST, found};
use crate::act::{Allowed, Case, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{Acting, ActingWhat, Task, TaskKind, kind};
use crate::{House, Refused, day_number};
use regie_charter::{Parts, Whose};
use regie_terms::{
    AccountId, Act, Consenter, Data, DeskAct, DossierId, Id, PersonId, RequestId, Set,
};
use regie_vault::keys::STAFF;
use regie_vault::{Changes, Draft};
use serde::Deserialize;

/// Days within which it is decided.
const WITHIN: i64 = 7;

/// What is asked, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ActingInput {
    /// `cannot-weigh`, `limit`, `shut-out`.
    pub what: String,
    /// About whom.
    pub person: String,
    /// Against whom: the representative, the parent; blank for nobody.
    pub against: String,
    /// For what it is to count; for what somebody cannot weigh.
    pub matter: String,
    /// The categories of a limit; none for all.
    pub data: Vec<String>,
    /// Why.
    pub because: String,
    /// What was found: what somebody does not oversee, or the sign of danger.
    pub found: String,
    /// By whom that was found.
    pub found_by: String,
}

impl House {
    /// Asks a decision about who acts for somebody. Nothing changes until it is decided.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not ask it or not edit the dossier; [`Refused::Invalid`] with the fields to be mended: `person:
    /// decides-not` for somebody whom the charter asks nothing in any case, `person: asked` and `against: asked` where it waits or stands already,
    /// `against: acts-not` for who acts for nobody here.
    pub async fn ask_acting(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &ActingInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        again!(self.ask_acting_once(caller, dossier, input, request))
    }

    async fn ask_acting_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &ActingInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        const ACT: &str = "ask-acting";
        let Ground {
            standing,
            mut scope,
            task,
            case,
        } = self
            .acting_ground(caller, dossier, &[DeskAct::AskActing], ACT, request)
            .await?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        self.gate(&scope, &standing, &access).await.map(drop)?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(request.0);
        }
        let (_, function) = caller.staff()?;
        let mut check = Check::default();
        let what = check.pick::<ActingWhat>("what", &input.what);
        let person = self.about(&mut check, &case, what, &input.person)?;
        let against = self.against(&mut check, &case, what, person, &input.against);
        let matter = match what {
            Some(ActingWhat::CannotWeigh) => check.needed("matter", &input.matter, LONGEST),
            _ => String::new(),
        };
        let data: Vec<Data> = match what {
            Some(ActingWhat::Limit) => (input.data.iter())
                .filter_map(|typed| check.maybe_word("data", typed, Data::ALL))
                .collect(),
            _ => Vec::new(),
        };
        let because = check.needed("because", &input.because, LONGEST);
        let found = check.needed("found", &input.found, LONGEST);
        let found_by = check.needed("found_by", &input.found_by, 200);
        check.done()?;
        let (Some(what), Some(person)) = (what, person) else {
            return Err(Refused::field("person", "unknown"));
        };
        let key = case.any_file(person).ok_or(Refused::NotFound)?;
        scope.concerns = what.concerns(person);
        scope.parts = Parts {
            about: Whose::Persons(vec![person]),
            kinds: &[kind::ACTING],
            only: None,
        };
        let asked = Acting {
            what,
            matter,
            data,
            because,
            found,
            found_by,
            asked_by: caller.account(),
            asked_name: caller.name().to_owned(),
            asked_function: function,
            asked_at: scope.at,
            decisions: Vec::new(),
            lifting: None,
        };
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(key), |scope| {
                self.charters()
                    .judge_act(scope, &task, std::slice::from_ref(&access))
            })
            .await?;
        let mut draft = Draft::new(kind::ACTING, key, &asked)?
            .id(request.0)
            .dossier(dossier.0)
            .person(person.0);
        draft.of = against.map(|a| a.0);
        let mut changes = Changes {
            add: vec![draft],
            line_key: Some(key),
            ..Changes::default()
        };
        let others = [standing.coordinator, standing.substitute];
        changes.add.extend(
            self.deciders(caller, what, others, (dossier, request.0, person))
                .await?,
        );
        let _ = self.write(permit, changes).await?;
        Ok(request.0)
    }

    /// About whom it is asked. Nobody is said not to weigh a matter in which they are asked nothing anyhow: that is the charter's to say, not an age's.
    fn about(
        &self,
        check: &mut Check,
        case: &Case,
        what: Option<ActingWhat>,
        typed: &str,
    ) -> Result<Option<PersonId>, Refused> {
        let Some(person) = check.id("person", typed).map(PersonId) else {
            return Ok(None);
        };
        let today = self.today();
        let Some(mut subject) = case.subject(person, today) else {
            check.fault("person", "unknown");
            return Ok(None);
        };
        if what == Some(ActingWhat::CannotWeigh) {
            let able = subject.can_weigh;
            subject.can_weigh = true;
            let charter = self.settings().charter;
            let question = Self::consent_question(charter, today, subject, Set::EMPTY);
            let asked = crate::consent::named(&self.charters().ask(&question)?);
            let waits = case.acting.iter().any(|a| {
                a.person == Some(person.0)
                    && a.value.what == ActingWhat::CannotWeigh
                    && (a.value.waits() || a.value.stands())
            });
            if !asked.contains(Consenter::Subject) {
                check.fault("person", "decides-not");
            } else if waits || !able {
                check.fault("person", "asked");
            }
        }
        Ok(Some(person))
    }

    /// Against whom it is asked: somebody of this dossier who has authority over, or represents, whom it is about.
    fn against(
        &self,
        check: &mut Check,
        case: &Case,
        what: Option<ActingWhat>,
        person: Option<PersonId>,
        typed: &str,
    ) -> Option<PersonId> {
        let what = what.filter(|what| *what != ActingWhat::CannotWeigh)?;
        let against = check.id("against", typed).map(PersonId)?;
        let person = person?;
        let acts = case
            .authority_over(person, self.today())
            .any(|a| a.value.by == Some(against));
        let before = case.acting.iter().any(|a| {
            (a.person, a.of) == (Some(person.0), Some(against.0))
                && a.value.what == what
                && (a.value.waits() || (what == ActingWhat::ShutOut && a.value.stands()))
        });
        if case.person(against).is_none() || !acts {
            check.fault("against", "acts-not");
        } else if before {
            check.fault("against", "asked");
        }
        Some(against)
    }

    /// The tasks by which everybody who can decide hears of it: not who asked.
    async fn deciders(
        &self,
        caller: &Caller,
        what: ActingWhat,
        others: [Option<AccountId>; 2],
        (dossier, acting, person): (DossierId, Id, PersonId),
    ) -> Result<Vec<Draft>, Refused> {
        let mut who = self.who_may(what.task()).await?;
        if what == ActingWhat::ShutOut {
            who.extend(others.into_iter().flatten());
        }
        who.sort_unstable();
        who.dedup();
        who.retain(|one| *one != caller.account());
        let today = self.today();
        let task = Task {
            what: TaskKind::DecideActing,
            since: today,
            dossier: Some(dossier),
            person: Some(person),
        };
        let draft = |one: AccountId| -> Result<Draft, Refused> {
            Ok(Draft::new(kind::TASK, STAFF, &task)?
                .account(one.0)
                .of(acting)
                .due(day_number(today) + WITHIN))
        };
        who.into_iter().map(draft).collect()
    }

    /// Takes back a question that nobody decided yet: by who asked it.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when it is not the caller's, or was decided.
    pub async fn drop_acting(
        &self,
        caller: &Caller,
        dossier: DossierId,
        acting: Id,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.drop_acting_once(caller, dossier, acting, request))
    }

    async fn drop_acting_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        acting: Id,
        request: RequestId,
    ) -> Result<(), Refused> {
        const ACT: &str = "drop-acting";
        let Ground {
            mut scope,
            task,
            case,
            ..
        } = self
            .acting_ground(caller, dossier, &[DeskAct::AskActing], ACT, request)
            .await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let (row, person) = found(&case, acting)?;
        if !row.value.waits() || row.value.asked_by != caller.account() {
            return Err(Refused::NotFound);
        }
        scope.concerns = row.value.what.concerns(person);
        scope.parts.only = Some(vec![acting]);
        let mut remove = self
            .tasks_of(acting, |what| what == TaskKind::DecideActing)
            .await?;
        remove.push(acting);
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(row.key), |scope| {
                self.charters().judge_act(scope, &task, &[])
            })
            .await?;
        let changes = Changes {
            remove,
            line_key: Some(row.key),
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}
