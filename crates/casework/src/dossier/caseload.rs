//! The caseload: what waits for me today, and my own dossiers. There is no other list of dossiers.

use super::told::TaskAbout;
use crate::guard::Caller;
use crate::thing::{
    BrokenGlass, Dossier, Incident, Request, Share, Task, TaskKind, kind, order_of,
};
use crate::{House, Refused, date_of};
use jiff::civil::Date;
use regie_charter::{Parts, View, Whose};
use regie_terms::{ActQuestion, DeskAct, DossierId, Id, Law, Relation, RequestId};
use regie_vault::Known;
use regie_vault::open::{Routing, Where};
use serde::Serialize;

/// One's own dossiers and what waits.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Caseload {
    /// What waits, the most urgent first.
    pub tasks: Vec<TaskRow>,
    /// Dossiers that the reader is let into for a time: by a glass they broke, or a reason they gave. The one that closes first stands first.
    pub entered: Vec<EnteredRow>,
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
    /// By what it is put in order and looked up: the title without its prefix, in lower case.
    pub sorted: String,
    /// What tells it from another dossier of the same title.
    pub apart: Option<Apart>,
    /// The laws.
    pub laws: Vec<Law>,
    /// The first day.
    pub opened: Date,
    /// How the reader stands to it.
    pub relation: Relation,
    /// How many things wait in it.
    pub waiting: usize,
}

/// A dossier that somebody without a part in it is let into for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EnteredRow {
    /// The dossier.
    pub dossier: DossierId,
    /// What colleagues call it.
    pub title: String,
    /// Until when, milliseconds since 1970 UTC.
    pub until: i64,
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
    /// What tells that dossier from another of the same title.
    pub apart: Option<Apart>,
    /// What it is about: a broken glass, a disclosure.
    pub of: Option<Id>,
    /// What tells it from another task of its kind, where the reader may know that.
    pub about: Option<TaskAbout>,
    /// Since when.
    pub since: Date,
    /// By when.
    pub due: Option<Date>,
    /// Whether that is past.
    pub late: bool,
}

/// What tells a dossier from another of the same title in one caseload: what stands in the dossier itself, so that nothing more is opened for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Apart {
    /// The neighbourhood team.
    pub neighbourhood: String,
    /// The first day.
    pub opened: Date,
}

const KINDS: [&str; 6] = [
    kind::DOSSIER,
    kind::TASK,
    kind::DISCLOSURE,
    kind::REQUEST,
    kind::INCIDENT,
    kind::GLASS,
];

/// How the reader stands to a dossier of the caseload.
pub(super) fn stands(standings: &[(Id, Relation)], dossier: Id) -> Relation {
    let found = standings.iter().find(|(d, _)| *d == dossier);
    found.map_or(Relation::None, |(_, relation)| *relation)
}

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
                    kind::GLASS,
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
        // Which of them wait today, and what they are about; shown is what is opened below.
        let mut waits: Vec<Known<Task>> = self
            .vault()
            .facts_of(task_ids, &[kind::TASK])
            .await?
            .take::<Task>(kind::TASK)?;
        // What begins on a later day does not wait yet.
        waits.retain(|t| t.value.since <= today);
        // Of who ended and came back nothing waits from before, but in a dossier that was given to them again.
        let back = caller.reopened().map(|at| self.local(at).date());
        waits.retain(|t| {
            let dossier = t.value.dossier.map(|d| d.0);
            back.is_none_or(|day| day <= t.value.since)
                || dossier.is_some_and(|d| stands(&standings, d) != Relation::None)
        });
        let told = self.told_apart(caller, &standings, &waits)?;
        // A task may lie in a dossier one has no part in any more; its title is not shown then.
        // One that is over by its day opens nothing, and is not looked at.
        let open = |r: &&Routing| r.due.is_some_and(|last| crate::day_number(today) <= last);
        let broken = || rows.iter().filter(|r| r.kind == kind::GLASS).filter(open);
        let mut only: Vec<Id> = (standings.iter().map(|(d, _)| *d))
            .chain(waits.iter().map(|t| t.id))
            .chain(told)
            .chain(broken().map(|r| r.id))
            .chain(broken().filter_map(|r| r.dossier))
            .collect();
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
            closed: None,
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
        let now = self.now();
        let mut entered: Vec<EnteredRow> = Vec::new();
        for glass in opened.take::<BrokenGlass>(kind::GLASS)? {
            let dossier = stored.iter().find(|d| Some(d.id) == glass.dossier);
            // What was given before an account ended is not the account's any more.
            let still = now < glass.value.until && caller.has_since(glass.value.at);
            let Some(dossier) = dossier.filter(|_| still) else {
                continue;
            };
            let row = EnteredRow {
                dossier: DossierId(dossier.id),
                title: dossier.value.title.clone(),
                until: glass.value.until,
            };
            match entered.iter_mut().find(|e| e.dossier == row.dossier) {
                Some(known) => known.until = known.until.max(row.until),
                None => entered.push(row),
            }
        }
        entered.sort_by_key(|e| e.until);
        let shares = opened.take::<Share>(kind::DISCLOSURE)?;
        let requests = opened.take::<Request>(kind::REQUEST)?;
        let incidents = opened.take::<Incident>(kind::INCIDENT)?;
        let accounts = self.lost_factors(&waits).await?;
        let found = |id: Option<Id>| stored.iter().find(|d| Some(d.id) == id);
        let apart = |one: &Dossier| {
            let same = |d: &&regie_vault::Of<Dossier>| d.value.title == one.title;
            (stored.iter().filter(same).count() > 1).then(|| Apart {
                neighbourhood: one.neighbourhood.clone(),
                opened: one.opened,
            })
        };
        let about = |what: TaskKind, dossier: Option<DossierId>, of: Option<Id>| match what {
            TaskKind::JudgeIncident => incidents
                .iter()
                .find(|i| Some(i.id) == of)
                .map(|i| TaskAbout::Incident(i.value.what.clone(), i.value.at)),
            TaskKind::ConfirmFactor | TaskKind::HandOver => accounts
                .iter()
                .find(|(asked, _)| Some(*asked) == of)
                .map(|(_, name)| TaskAbout::Account(name.clone())),
            TaskKind::DecideRequest | TaskKind::CarryOutRequest | TaskKind::TellRecipients => {
                requests
                    .iter()
                    .find(|r| Some(r.id) == of && r.dossier == dossier.map(|d| d.0))
                    .map(|r| TaskAbout::Right(r.value.right))
            }
            _ => shares
                .iter()
                .find(|s| Some(s.id) == of && s.dossier == dossier.map(|d| d.0))
                .map(|s| TaskAbout::Recipient(s.value.recipient.clone())),
        };
        let mut tasks: Vec<TaskRow> = Vec::new();
        for t in opened.take::<Task>(kind::TASK)? {
            let due = t.due.map(date_of);
            let twin = (tasks.iter_mut())
                .find(|other| other.what == t.value.what && t.of.is_some() && other.of == t.of);
            if let Some(twin) = twin {
                // Two of one kind about one thing are done in one go; the first that came says since when, the first term until when.
                twin.since = twin.since.min(t.value.since);
                twin.due = twin.due.into_iter().chain(due).min();
                continue;
            }
            let dossier = found(t.value.dossier.map(|d| d.0));
            tasks.push(TaskRow {
                id: t.id,
                what: t.value.what,
                dossier: t.value.dossier,
                title: dossier.map(|d| d.value.title.clone()).unwrap_or_default(),
                apart: dossier.and_then(|d| apart(&d.value)),
                of: t.of,
                about: about(t.value.what, t.value.dossier, t.of),
                since: t.value.since,
                due,
                late: false,
            });
        }
        for task in &mut tasks {
            task.late = task.due.is_some_and(|due| due < today);
        }
        tasks.sort_by_key(|t| (t.due.unwrap_or(Date::MAX), t.since));
        let mut dossiers: Vec<CaseloadRow> = stored
            .iter()
            .filter(|d| d.value.closed.is_none() && stands(&standings, d.id) != Relation::None)
            .map(|d| CaseloadRow {
                id: DossierId(d.id),
                title: d.value.title.clone(),
                sorted: order_of(&d.value.title),
                apart: apart(&d.value),
                laws: d.value.laws.clone(),
                opened: d.value.opened,
                relation: stands(&standings, d.id),
                waiting: tasks
                    .iter()
                    .filter(|t| t.dossier.map(|i| i.0) == Some(d.id))
                    .count(),
            })
            .collect();
        dossiers.sort_by(|a, b| (a.relation, &a.sorted).cmp(&(b.relation, &b.sorted)));
        Ok(Caseload {
            tasks,
            entered,
            dossiers,
        })
    }
}
