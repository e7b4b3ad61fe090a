//! The caseload: what waits for me today, and my own dossiers. There is no other list of dossiers.

use crate::guard::Caller;
use crate::thing::{Dossier, Task, TaskKind, kind, order_of};
use crate::{House, Refused, date_of};
use jiff::civil::Date;
use regie_charter::{Parts, View, Whose};
use regie_terms::{ActQuestion, DeskAct, DossierId, Id, Law, Relation, RequestId};
use regie_vault::open::Where;
use serde::Serialize;

/// One's own dossiers and what waits.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Caseload {
    /// What waits, the most urgent first.
    pub tasks: Vec<TaskRow>,
    /// The dossiers, those coordinated first.
    pub dossiers: Vec<CaseloadRow>,
}

/// One dossier of the caseload.
#[derive(Clone, Debug, Serialize)]
pub struct CaseloadRow {
    /// The dossier.
    pub id: DossierId,
    /// What colleagues call it.
    pub title: String,
    /// The laws.
    pub laws: Vec<Law>,
    /// The first day.
    pub opened: Date,
    /// How the reader stands to it.
    pub relation: Relation,
    /// How many things wait in it.
    pub waiting: usize,
}

/// Something that waits.
#[derive(Clone, Debug, Serialize)]
pub struct TaskRow {
    /// The task.
    pub id: Id,
    /// What.
    pub what: TaskKind,
    /// In which dossier.
    pub dossier: Option<DossierId>,
    /// What colleagues call it.
    pub title: String,
    /// What it is about: a broken glass, a disclosure.
    pub of: Option<Id>,
    /// Since when.
    pub since: Date,
    /// By when.
    pub due: Option<Date>,
    /// Whether that is past.
    pub late: bool,
}

const KINDS: [&str; 2] = [kind::DOSSIER, kind::TASK];

impl House {
    /// The caller's caseload.
    ///
    /// # Errors
    /// [`Refused::Denied`] when the caller's function has none.
    pub async fn caseload(&self, caller: &Caller) -> Result<Caseload, Refused> {
        let (actor, function) = caller.staff()?;
        let me = caller.account().0;
        let rows = self
            .vault()
            .vouched(
                Where::Account(me),
                &[
                    kind::COORDINATION,
                    kind::SUBSTITUTION,
                    kind::INVOLVEMENT,
                    kind::TASK,
                ],
            )
            .await?;
        let today = self.today();
        let mut standings: Vec<(Id, Relation)> = Vec::new();
        for row in rows
            .iter()
            .filter(|r| r.due.is_none_or(|last| crate::day_number(today) <= last))
        {
            let relation = match row.kind.as_str() {
                kind::COORDINATION => Relation::Coordinator,
                kind::SUBSTITUTION => Relation::Substitute,
                kind::INVOLVEMENT => Relation::Involved,
                _ => continue,
            };
            if let Some(dossier) = row.dossier
                && !standings.iter().any(|(d, _)| *d == dossier)
            {
                standings.push((dossier, relation));
            }
        }
        let task_ids: Vec<Id> = rows
            .iter()
            .filter(|r| r.kind == kind::TASK)
            .map(|r| r.id)
            .collect();
        let mut only: Vec<Id> = standings.iter().map(|(d, _)| *d).chain(task_ids).collect();
        // A task may lie in a dossier one has no part in any more; its title is not shown then.
        only.sort_unstable();
        only.dedup();
        let mut scope = self.scope("caseload", actor, RequestId::fresh());
        scope.facts = vec![(me, caller.version())];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &KINDS,
            only: Some(only),
        };
        let question = ActQuestion {
            charter: self.settings().charter,
            on: today,
            act: DeskAct::Caseload,
            function,
            relation: Relation::None,
            declarations: caller.declarations(),
        };
        let verdict = self.charters().judge_act::<View>(scope, &question, &[])?;
        let permit = match verdict.ruling {
            Ok(permit) => permit,
            Err(denial) => {
                self.vault().refuse(denial, None).await?;
                return Err(Refused::Denied(verdict.answers));
            }
        };
        let receipt = self.vault().look(permit, None).await?;
        let mut opened = self.vault().open(receipt).await?;
        let stored = opened.take::<Dossier>(kind::DOSSIER)?;
        let title = |id: Option<Id>| {
            stored
                .iter()
                .find(|d| Some(d.id) == id)
                .map(|d| d.value.title.clone())
        };
        let mut tasks: Vec<TaskRow> = opened
            .take::<Task>(kind::TASK)?
            .into_iter()
            // What begins on a later day does not wait yet.
            .filter(|t| t.value.since <= today)
            .map(|t| {
                let due = t.due.map(date_of);
                TaskRow {
                    id: t.id,
                    what: t.value.what,
                    dossier: t.value.dossier,
                    title: title(t.value.dossier.map(|d| d.0)).unwrap_or_default(),
                    of: t.of,
                    since: t.value.since,
                    due,
                    late: due.is_some_and(|d| d < today),
                }
            })
            .collect();
        tasks.sort_by_key(|t| (t.due.unwrap_or(Date::MAX), t.since));
        let mut dossiers: Vec<CaseloadRow> = stored
            .iter()
            .filter(|d| d.value.closed.is_none())
            .map(|d| CaseloadRow {
                id: DossierId(d.id),
                title: d.value.title.clone(),
                laws: d.value.laws.clone(),
                opened: d.value.opened,
                relation: standings
                    .iter()
                    .find(|(s, _)| *s == d.id)
                    .map_or(Relation::None, |(_, r)| *r),
                waiting: tasks
                    .iter()
                    .filter(|t| t.dossier.map(|i| i.0) == Some(d.id))
                    .count(),
            })
            .collect();
        dossiers.sort_by_cached_key(|d| (d.relation, order_of(&d.title)));
        Ok(Caseload { tasks, dossiers })
    }
}
