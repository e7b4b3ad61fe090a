//! Who is away when: absences, recorded in the calendar of each.

use super::find::read_date;
use crate::act::again;
use crate::guard::Caller;
use crate::thing::{Absence, kind};
use crate::{FieldError, House, Refused, day_number};
use jiff::civil::Date;
use regie_charter::{Change, Parts, View, Whose};
use regie_terms::{ActQuestion, DeskAct, Id, Relation, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft};
use serde::Serialize;

/// A row of one's calendar.
#[derive(Clone, Debug, Serialize)]
pub struct AbsenceRow {
    /// The absence.
    pub id: Id,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

impl House {
    fn calendar_question(&self, caller: &Caller) -> Result<ActQuestion, Refused> {
        let (_, function) = caller.staff()?;
        Ok(ActQuestion {
            charter: self.settings().charter,
            on: self.today(),
            act: DeskAct::Calendar,
            function,
            relation: Relation::None,
            declarations: caller.declarations(),
            closed: None,
        })
    }

    /// The caller's own absences, from today on.
    ///
    /// # Errors
    /// [`Refused::Denied`] when the charter says no.
    pub async fn absences(&self, caller: &Caller) -> Result<Vec<AbsenceRow>, Refused> {
        let (actor, _) = caller.staff()?;
        let rows = self
            .vault()
            .routing(Where::Account(caller.account().0), &[kind::ABSENCE])
            .await?;
        let today = day_number(self.today());
        let only = rows
            .iter()
            .filter(|r| r.due.is_some_and(|last| today <= last))
            .map(|r| r.id)
            .collect();
        let mut scope = self.scope("view-calendar", actor, RequestId::fresh());
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::ABSENCE],
            only: Some(only),
        };
        let verdict =
            self.charters()
                .judge_act::<View>(scope, &self.calendar_question(caller)?, &[])?;
        let permit = match verdict.ruling {
            Ok(permit) => permit,
            Err(denial) => {
                self.vault().refuse(denial, None).await?;
                return Err(Refused::Denied(verdict.answers));
            }
        };
        let receipt = self.vault().look(permit, None).await?;
        let mut opened = self.vault().open(receipt).await?;
        let mut out: Vec<AbsenceRow> = opened
            .take::<Absence>(kind::ABSENCE)?
            .into_iter()
            .map(|a| AbsenceRow {
                id: a.id,
                from: a.value.from,
                until: a.value.until,
            })
            .collect();
        out.sort_by_key(|a| a.from);
        Ok(out)
    }

    /// Records an absence of the caller, both days included.
    ///
    /// # Errors
    /// [`Refused::Invalid`] when the days cannot be read, are in the wrong order, begin more than
    /// a year ago, are past, or end more than two years ahead; `from: overlaps` when one of them is in the calendar already.
    pub async fn add_absence(
        &self,
        caller: &Caller,
        from: &str,
        until: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.add_absence_once(caller, from, until, request))
    }

    async fn add_absence_once(
        &self,
        caller: &Caller,
        from: &str,
        until: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        let (actor, _) = caller.staff()?;
        let mut errors = Vec::new();
        let first = read_date(from);
        let last = read_date(until);
        let today = self.today();
        match first {
            None => errors.push(FieldError::new("from", "not-a-date")),
            Some(first) if first < today.saturating_sub(jiff::Span::new().years(1)) => {
                errors.push(FieldError::new("from", "too-long-ago"));
            }
            Some(_) => {}
        }
        match (first, last) {
            (_, None) => errors.push(FieldError::new("until", "not-a-date")),
            (Some(first), Some(last)) if last < first => {
                errors.push(FieldError::new("until", "before-the-first"))
            }
            (_, Some(last)) if last < today => errors.push(FieldError::new("until", "in-the-past")),
            (_, Some(last)) if day_number(last) > day_number(today) + 730 => {
                errors.push(FieldError::new("until", "too-far-ahead"));
            }
            _ => {}
        }
        let (Some(from), Some(until), true) = (first, last, errors.is_empty()) else {
            return Err(Refused::Invalid(errors));
        };
        if self.done_before(caller, "record-absence", request).await? {
            return Ok(());
        }
        let mut scope = self.asked(caller, "record-absence", actor, request);
        self.judged_on(&mut scope, caller.account().0).await?;
        if self.away_between(caller, from, until).await? {
            return Err(Refused::field("from", "overlaps"));
        }
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::ABSENCE],
            only: None,
        };
        let draft = Draft::new(kind::ABSENCE, STAFF, &Absence { from, until })?
            .account(caller.account().0)
            .due(day_number(until));
        self.change_calendar(
            caller,
            scope,
            Changes {
                add: vec![draft],
                ..Changes::default()
            },
        )
        .await
    }

    /// Whether the calendar of the caller has an absence on any of these days, both included.
    async fn away_between(
        &self,
        caller: &Caller,
        from: Date,
        until: Date,
    ) -> Result<bool, Refused> {
        let rows = self
            .vault()
            .routing(Where::Account(caller.account().0), &[kind::ABSENCE])
            .await?;
        let ids: Vec<Id> = rows
            .iter()
            .filter(|r| r.due.is_none_or(|last| day_number(from) <= last))
            .map(|r| r.id)
            .collect();
        if ids.is_empty() {
            return Ok(false);
        }
        let mut facts = self.vault().facts_of(ids, &[kind::ABSENCE]).await?;
        Ok(facts
            .take::<Absence>(kind::ABSENCE)?
            .iter()
            .any(|a| a.value.from <= until && from <= a.value.until))
    }

    /// Takes an absence of the caller away: back early.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when it is not the caller's.
    pub async fn drop_absence(
        &self,
        caller: &Caller,
        absence: Id,
        request: RequestId,
    ) -> Result<(), Refused> {
        let (actor, _) = caller.staff()?;
        let row = self
            .vault()
            .routing(Where::Id(absence), &[kind::ABSENCE])
            .await?
            .into_iter()
            .next();
        if row.and_then(|r| r.account) != Some(caller.account().0) {
            return Err(Refused::NotFound);
        }
        let mut scope = self.asked(caller, "drop-absence", actor, request);
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::ABSENCE],
            only: Some(vec![absence]),
        };
        self.change_calendar(
            caller,
            scope,
            Changes {
                remove: vec![absence],
                ..Changes::default()
            },
        )
        .await
    }

    async fn change_calendar(
        &self,
        caller: &Caller,
        mut scope: regie_charter::Scope,
        changes: Changes,
    ) -> Result<(), Refused> {
        // Whether somebody is there is a fact that breaking the glass is judged by.
        scope.moves = vec![caller.account().0];
        let verdict =
            self.charters()
                .judge_act::<Change>(scope, &self.calendar_question(caller)?, &[])?;
        match verdict.ruling {
            Ok(permit) => {
                let _ = self.write(permit, changes).await?;
                Ok(())
            }
            Err(denial) => {
                self.vault().refuse(denial, None).await?;
                Err(Refused::Denied(verdict.answers))
            }
        }
    }
}
