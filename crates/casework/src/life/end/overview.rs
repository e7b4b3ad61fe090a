//! What has to be destroyed, for the data protection officer, the manager and who administers: what passed its latest day stands on top until it is done.

use super::list::EndRow;
use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::thing::{EndList, EndWay, kind};
use crate::{House, Refused};
use jiff::civil::Date;
use regie_charter::View;
use regie_terms::{DeskAct, File, Id, Law, Outcome, Relation, RequestId, Set};
use regie_vault::open::Where;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many rows the page shows of what is over.
const SHOWN: usize = 50;
/// How many lists the page shows.
const LISTS: usize = 50;

/// A list as the overview shows it.
#[derive(Clone, Debug, Serialize)]
pub struct EndListRow {
    /// Which.
    pub id: Id,
    /// The day on which it was made.
    pub on: Date,
    /// By whom.
    pub by: String,
    /// What is done with what is on it.
    pub way: EndWay,
    /// How many files were on it.
    pub files: u32,
    /// How many people approved it.
    pub approved: usize,
    /// Whether it was put away.
    pub dropped: bool,
    /// Whether all of it was done, or it was put away.
    pub done: bool,
}

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct Overview {
    /// Files that passed the latest day by which they had to be destroyed, the longest ago first; the first of them.
    pub late: Vec<EndRow>,
    /// How many of those there are.
    pub late_all: usize,
    /// How many files may be destroyed, by law, sort and year of closing; those above among them.
    pub over: Vec<(Law, File, i16, usize)>,
    /// How many in all.
    pub over_all: usize,
    /// The lists, newest first.
    pub lists: Vec<EndListRow>,
    /// Whether the reader may make a list.
    pub prepares: bool,
    /// Whether the reader may approve one.
    pub approves: bool,
}

impl House {
    /// What has to be destroyed.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not.
    pub async fn retention_overview(&self, caller: &Caller) -> Result<Overview, Refused> {
        again!(self.overview_once(caller))
    }

    async fn overview_once(&self, caller: &Caller) -> Result<Overview, Refused> {
        let task = self.task_question(caller, DeskAct::ReadRetention, Relation::None)?;
        let kinds = &[kind::END_LIST];
        let mut scope =
            self.account_scope(caller, "view-destruction", kinds, RequestId::fresh())?;
        let rows = self
            .vault()
            .routing(Where::NoDossier, &[kind::END_LIST])
            .await?;
        scope.parts.only = Some(rows.iter().map(|row| row.id).collect());
        let Allowed { permit, .. } = self.allow_task::<View>(scope, &task, &[]).await?;
        let receipt = self.vault().look(permit, None).await?;
        let mut opened = self.vault().open(receipt).await?;
        let mut lists = opened.take::<EndList>(kind::END_LIST)?;
        lists.sort_by_key(|l| std::cmp::Reverse((l.value.at, l.id)));
        let today = self.today();
        let mut late = Vec::new();
        let mut late_all = 0;
        let mut over: BTreeMap<(Law, File, i16), usize> = BTreeMap::new();
        let mut over_all = 0;
        let mine = self.dossiers_of(caller.account()).await?;
        for term in self.terms_over().await? {
            let value = term.value;
            let answer = self.kept(value.asked(Set::EMPTY, value.closed))?;
            if answer.outcome != Outcome::Permitted {
                continue;
            }
            over_all += 1;
            *over
                .entry((value.law, value.file, value.closed.year()))
                .or_default() += 1;
            let by = answer.keep.flatten().map(|keep| keep.destroy_by);
            if by.is_some_and(|by| by < today) {
                late_all += 1;
                if late.len() < SHOWN {
                    let own = mine.contains(&value.dossier.0);
                    late.push(self.end_row(&term, own).await?);
                }
            }
        }
        let may = |act| -> Result<bool, Refused> {
            let asked = self.task_question(caller, act, Relation::None)?;
            Ok(self.charters().act(&asked)?.outcome == Outcome::Permitted)
        };
        Ok(Overview {
            late,
            late_all,
            over: over
                .into_iter()
                .map(|((law, file, year), n)| (law, file, year, n))
                .collect(),
            over_all,
            lists: lists
                .into_iter()
                .take(LISTS)
                .map(|list| EndListRow {
                    id: list.id,
                    on: list.value.on,
                    way: list.value.way,
                    files: list.value.groups.iter().map(|g| g.count).sum(),
                    approved: list.value.approved.len(),
                    dropped: list.value.dropped.is_some(),
                    done: list.due.is_some(),
                    by: list.value.by,
                })
                .collect(),
            prepares: may(DeskAct::PrepareDestruction)?,
            approves: may(DeskAct::ApproveDestruction)?,
        })
    }
}
