//! What changes on a birthday happens by itself; here is that child and parents are told before (CON-2, CON-3).
//!
//! The task to tell them is written down with the person and begins some weeks before the day: nothing has to run for it.

use super::standing::Standing;
use super::term::TOLD_BEFORE;
use crate::act::{Allowed, again, over, subject};
use crate::consent::named;
use crate::guard::Caller;
use crate::thing::{Acting, Authority, Person, Task, TaskKind, kind, of_age};
use crate::{House, Refused, day_number};
use jiff::ToSpan;
use jiff::civil::Date;
use regie_charter::{Parts, Scope, Whose};
use regie_terms::{
    AccountId, Act, Consenter, DossierId, Id, KeyId, Law, PersonId, Question, Representative,
    RequestId, Set, Subject, years,
};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft, Known};
use serde::Serialize;

/// Within how many days it is written down who has authority over a child who gets youth help: our own term (CON-5).
pub(crate) const AUTHORITY_WITHIN: i32 = 14;

/// What changes on a birthday, for who tells child and parents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BirthdayPage {
    /// What colleagues call the dossier.
    pub title: String,
    /// The name of whose birthday it is.
    pub name: String,
    /// Which day.
    pub on: Date,
    /// How old they are then.
    pub age: i16,
    /// Whether they decide from then.
    pub subject: bool,
    /// Whether who has authority over them decides from then, alone or with them.
    pub parent: bool,
    /// Whether they are of age from then: the authority of parents and guardians ends.
    pub of_age: bool,
    /// The names of who has authority over them now; `None` for who is not known here.
    pub holders: Vec<Option<String>>,
    /// Whether it still waits to be told.
    pub waits: bool,
}

/// A person as they are put into a dossier, for what will have to be done about them.
pub(crate) struct Newcomer<'a> {
    pub id: PersonId,
    pub person: &'a Person,
    pub laws: &'a [Law],
    /// Whether it is written down who has authority over them.
    pub authority: bool,
}

impl House {
    /// What waits for the coordinator because somebody is put into a dossier: to tell what changes on their birthdays, and to write down who has
    /// authority over them. Nothing about who gets no help.
    pub(crate) fn tasks_about(
        &self,
        dossier: DossierId,
        new: &Newcomer<'_>,
        coordinator: Option<AccountId>,
    ) -> Result<Vec<Draft>, Refused> {
        let today = self.today();
        let born = new.person.born;
        let (Some(coordinator), false) = (coordinator, new.laws.is_empty() || born > today) else {
            return Ok(Vec::new());
        };
        let as_is = |_| {
            Some(Subject {
                born,
                can_weigh: new.person.can_weigh,
                represented_by: Set::EMPTY,
                holders: Vec::new(),
            })
        };
        let mut days: Vec<Date> = self
            .birthdays(born, today, as_is)?
            .into_iter()
            .map(|(on, _)| on)
            .collect();
        days.extend(of_age(born).filter(|day| *day > today));
        days.sort_unstable();
        days.dedup();
        let task = |what, since: Date, due: Date| -> Result<Draft, Refused> {
            let task = Task {
                what,
                since,
                dossier: Some(dossier),
                person: Some(new.id),
            };
            Ok(Draft::new(kind::TASK, STAFF, &task)?
                .account(coordinator.0)
                .of(new.id.0)
                .due(day_number(due)))
        };
        let mut out = Vec::new();
        for on in days {
            let since = on.saturating_sub(TOLD_BEFORE.days()).max(today);
            out.push(task(TaskKind::TellBirthday, since, on)?);
        }
        if !new.authority && self.asks_parent(&as_is(today))? && new.laws.contains(&Law::Jeugdwet) {
            let due = today.saturating_add(AUTHORITY_WITHIN.days());
            out.push(task(TaskKind::RecordAuthority, today, due)?);
        }
        Ok(out)
    }

    /// Whether the charter asks a parent or guardian about somebody today.
    pub(crate) fn asks_parent(&self, subject: &Option<Subject>) -> Result<bool, Refused> {
        let Some(subject) = subject else {
            return Ok(false);
        };
        let charter = self.settings().charter;
        let question = Self::consent_question(charter, self.today(), subject.clone(), Set::EMPTY);
        Ok(named(&self.charters().ask(&question)?).contains(Consenter::ParentOrGuardian))
    }

    /// What changes on the birthday of somebody that is near, with a proposal of what to say: for who may edit.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not edit; [`Refused::NotFound`] when there is no such day.
    pub async fn birthday_page(
        &self,
        caller: &Caller,
        dossier: DossierId,
        person: PersonId,
    ) -> Result<BirthdayPage, Refused> {
        again!(self.birthday_page_once(caller, dossier, person))
    }

    async fn birthday_page_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        person: PersonId,
    ) -> Result<BirthdayPage, Refused> {
        let (mut scope, access, key) = self
            .birthday_scope(caller, dossier, person, "view-birthday", RequestId::fresh())
            .await?;
        scope.moves.clear();
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::DOSSIER, kind::PERSON, kind::AUTHORITY, kind::ACTING],
            only: None,
        };
        let Allowed { permit, .. } = self.allow_look_under(scope, Some(key), &[access]).await?;
        let receipt = self.vault().look(permit, Some(key)).await?;
        let mut opened = self.vault().open(receipt).await?;
        let title = opened
            .take::<crate::thing::Dossier>(kind::DOSSIER)?
            .pop()
            .ok_or(Refused::NotFound)?
            .value
            .title;
        let people = opened.take::<Person>(kind::PERSON)?;
        let authorities = opened.take::<Authority>(kind::AUTHORITY)?;
        let acting = opened.take::<Acting>(kind::ACTING)?;
        let one = people
            .iter()
            .find(|p| p.id == person.0)
            .ok_or(Refused::NotFound)?;
        let born = one.value.born;
        let today = self.today();
        let on_day = |on| {
            let about = (born, one.value.can_weigh);
            subject(about, over(&authorities, person, on), on)
        };
        let span = TOLD_BEFORE.days();
        let (from, last) = (today.saturating_sub(span), today.saturating_add(span));
        let mut days: Vec<(Date, Set<Consenter>)> = self.birthdays(born, from, on_day)?;
        let grown = of_age(born);
        if let Some(day) = grown
            && !days.iter().any(|(on, _)| *on == day)
            && let Some(then) = on_day(day)
        {
            let charter = self.settings().charter;
            let question = Self::consent_question(charter, day, then, Set::EMPTY);
            days.push((day, named(&self.charters().ask(&question)?)));
        }
        days.retain(|(on, _)| from < *on && *on <= last);
        days.sort_by_key(|(on, _)| *on);
        let (on, now) = days.into_iter().next().ok_or(Refused::NotFound)?;
        // Nobody tells a parent who is kept out of the file what changes in it.
        let holds = |a: &&regie_vault::Of<Authority>| {
            let out = |by| crate::acting::shut_out(&acting, person, by);
            a.value.kind == Representative::ParentOrGuardian && !a.value.by.is_some_and(out)
        };
        let name = |id: PersonId| people.iter().find(|p| p.id == id.0).map(|p| p.value.name());
        Ok(BirthdayPage {
            title,
            name: one.value.name(),
            on,
            age: years(born, on),
            subject: now.contains(Consenter::Subject),
            parent: now.contains(Consenter::ParentOrGuardian),
            of_age: grown == Some(on),
            holders: over(&authorities, person, today)
                .filter(holds)
                .map(|a| a.value.by.and_then(name))
                .collect(),
            waits: !self.to_tell(person).await?.is_empty(),
        })
    }

    /// Writes down that child and parents were told what changes on a birthday.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not edit; [`Refused::NotFound`] for somebody who is not in this dossier.
    pub async fn told_birthday(
        &self,
        caller: &Caller,
        dossier: DossierId,
        person: PersonId,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.told_birthday_once(caller, dossier, person, request))
    }

    async fn told_birthday_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        person: PersonId,
        request: RequestId,
    ) -> Result<(), Refused> {
        const ACT: &str = "tell-birthday";
        let (scope, access, key) = self
            .birthday_scope(caller, dossier, person, ACT, request)
            .await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let remove = self.to_tell(person).await?;
        let Allowed { permit, .. } = self.allow_change_under(scope, Some(key), &[access]).await?;
        let changes = Changes {
            remove,
            line_key: Some(key),
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        Ok(())
    }

    /// The tasks to tell what changes on a birthday of somebody, which have begun.
    async fn to_tell(&self, person: PersonId) -> Result<Vec<Id>, Refused> {
        let rows = self
            .vault()
            .routing(Where::Of(person.0), &[kind::TASK])
            .await?;
        let ids = rows.iter().map(|r| r.id).collect();
        let tasks: Vec<Known<Task>> = self
            .vault()
            .facts_of(ids, &[kind::TASK])
            .await?
            .take::<Task>(kind::TASK)?;
        let today = self.today();
        let begun =
            |t: &&Known<Task>| t.value.what == TaskKind::TellBirthday && t.value.since <= today;
        Ok(tasks.iter().filter(begun).map(|t| t.id).collect())
    }

    async fn birthday_scope(
        &self,
        caller: &Caller,
        dossier: DossierId,
        person: PersonId,
        act: &'static str,
        request: RequestId,
    ) -> Result<(Scope, Question, KeyId), Refused> {
        let (actor, _) = caller.staff()?;
        let standing: Standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        let mut scope = self.asked(caller, act, actor, request);
        scope.dossier = Some(dossier);
        scope.concerns = vec![person];
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::TASK],
            only: None,
        };
        self.gate(&scope, &standing, &access).await.map(drop)?;
        let key = standing.key.ok_or(Refused::NotFound)?;
        if !standing.people.contains(&person) {
            return Err(Refused::NotFound);
        }
        Ok((scope, access, key))
    }
}
