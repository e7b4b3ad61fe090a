//! Making a list of what may be destroyed, and the page of it.

use super::{APPROVALS, PAGE, packed};
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::life::term::may_go;
use crate::thing::{Certificate, EndGroup, EndList, EndWay, Term, kind};
use crate::{House, Refused, date_of, day_number};
use jiff::ToSpan;
use jiff::civil::Date;
use regie_terms::{AccountId, DeskAct, File, Id, Keep, Law, Relation, RequestId, Set};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft, Known};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};

/// How many rows a page shows.
const SHOWN: usize = 50;

/// What goes on a list, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct PrepareInput {
    /// `destroy`, or `strip` to keep counts in which nobody can be traced.
    pub way: String,
}

/// One file on a list.
#[derive(Clone, Debug, Serialize)]
pub struct EndRow {
    /// Its term.
    pub term: Id,
    /// The law.
    pub law: Law,
    /// The sort of file.
    pub file: File,
    /// The day the dossier was closed.
    pub closed: Date,
    /// The last day kept and the last day by which it is destroyed.
    pub keep: Option<Keep>,
    /// Whether something stands in the way: it will be kept, whatever the list says.
    pub held: bool,
    /// Whether the reader has a part in the dossier.
    pub own: bool,
}

/// A list as who works on it sees it.
#[derive(Clone, Debug, Serialize)]
pub struct EndListPage {
    /// The list.
    pub id: Id,
    /// What stands in it.
    pub list: EndList,
    /// How many files are on it that are still there.
    pub left: usize,
    /// The first of them.
    pub rows: Vec<EndRow>,
    /// Which page, from 1.
    pub page: usize,
    /// How many pages.
    pub pages: usize,
    /// How many of the files on it the reader has a part in.
    pub own: usize,
    /// Whether the reader approved it.
    pub approved: bool,
    /// How many more have to approve it.
    pub waits_for: usize,
    /// What was done by it, once something was.
    pub certificate: Option<Id>,
    /// Whether all of it was done, or it was put away.
    pub done: bool,
}

impl House {
    /// Makes a list of all files whose last day is over and that the charter lets go, and that stand on no other list. Gives its id.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not; [`Refused::Invalid`] at `way`: `unpicked`, `unknown`, `nothing` where no file may go.
    pub async fn prepare_destruction(
        &self,
        caller: &Caller,
        input: &PrepareInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        again!(self.prepare_once(caller, input, request))
    }

    async fn prepare_once(
        &self,
        caller: &Caller,
        input: &PrepareInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        let act = "prepare-destruction";
        let task = self.task_question(caller, DeskAct::PrepareDestruction, Relation::None)?;
        let scope = self.account_scope(caller, act, &[kind::END_LIST, kind::TERM], request)?;
        self.gate_task(&scope, &task).await?;
        let id = request.0;
        if self.done_before(caller, act, request).await? {
            return Ok(id);
        }
        let mut check = Check::default();
        let way = check.pick::<EndWay>("way", &input.way);
        check.done()?;
        let mut ids = Vec::new();
        let mut groups: BTreeMap<(Law, File, i16), u32> = BTreeMap::new();
        let listed = self.on_lists().await?;
        for term in self.terms_over().await? {
            let value = term.value;
            if listed.contains(&term.id) || !self.may_go_now(&value)? {
                continue;
            }
            *groups
                .entry((value.law, value.file, value.closed.year()))
                .or_default() += 1;
            ids.push(term.id);
        }
        if ids.is_empty() {
            return Err(Refused::field("way", "nothing"));
        }
        let group = |((law, file, closed), count)| EndGroup {
            law,
            file,
            closed,
            count,
        };
        let list = EndList {
            way: way.unwrap_or_default(),
            on: self.today(),
            at: scope.at,
            by: caller.name().to_owned(),
            groups: groups.into_iter().map(group).collect(),
            terms: packed(&ids),
            left_out: Vec::new(),
            approved: Vec::new(),
            dropped: None,
        };
        let changes = Changes {
            add: vec![Draft::new(kind::END_LIST, STAFF, &list)?.id(id)],
            ..Changes::default()
        };
        let Allowed { permit, .. } = self.allow_task(scope, &task, &[]).await?;
        let _ = self.write(permit, changes).await?;
        Ok(id)
    }

    /// The terms whose last day is over, the earliest first.
    pub(super) async fn terms_over(&self) -> Result<Vec<Known<Term>>, Refused> {
        let last = day_number(self.today().saturating_sub(1.days()));
        let mut after = None;
        let mut out = Vec::new();
        loop {
            let limit = i64::try_from(PAGE).unwrap_or(i64::MAX);
            let rows = self.vault().over(kind::TERM, last, after, limit).await?;
            let Some(end) = rows.last() else {
                return Ok(out);
            };
            after = end.due.map(|due| (due, end.id));
            let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
            out.extend(self.terms(&ids).await?);
        }
    }

    /// Whether the charter lets a file go today, as far as its term says: what stands in the way is asked when it goes.
    pub(super) fn may_go_now(&self, term: &Term) -> Result<bool, Refused> {
        Ok(may_go(&self.kept(term.asked(Set::EMPTY, term.closed))?))
    }

    /// What stands on lists that are not done with.
    async fn on_lists(&self) -> Result<HashSet<Id>, Refused> {
        let mut out = HashSet::new();
        for list in self.open_lists().await? {
            out.extend(list.value.ids());
        }
        Ok(out)
    }

    /// The lists that are not done with.
    pub(super) async fn open_lists(&self) -> Result<Vec<Known<EndList>>, Refused> {
        let rows = self
            .vault()
            .routing(Where::NoDossier, &[kind::END_LIST])
            .await?;
        let open = rows.iter().filter(|row| row.due.is_none());
        let ids = open.map(|row| row.id).collect();
        let mut facts = self.vault().facts_of(ids, &[kind::END_LIST]).await?;
        Ok(facts.take::<EndList>(kind::END_LIST)?)
    }

    /// The page of a list; `page` from 1.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not; [`Refused::NotFound`] for a list that is not there.
    pub async fn end_list_page(
        &self,
        caller: &Caller,
        id: Id,
        page: usize,
    ) -> Result<EndListPage, Refused> {
        again!(self.end_list_once(caller, id, page))
    }

    async fn end_list_once(
        &self,
        caller: &Caller,
        id: Id,
        page: usize,
    ) -> Result<EndListPage, Refused> {
        let task = self.task_question(caller, DeskAct::ReadRetention, Relation::None)?;
        let mut scope = self.account_scope(
            caller,
            "view-end-list",
            &[kind::END_LIST],
            RequestId::fresh(),
        )?;
        scope.parts.only = Some(vec![id]);
        let Allowed { permit, .. } = self.allow_task(scope, &task, &[]).await?;
        let receipt = self.vault().look(permit, None).await?;
        let mut opened = self.vault().open(receipt).await?;
        let row = opened.take::<EndList>(kind::END_LIST)?.pop();
        let row = row.ok_or(Refused::NotFound)?;
        let certificates = self
            .vault()
            .routing(Where::Of(id), &[kind::CERTIFICATE])
            .await?;
        let mine = self.dossiers_of(caller.account()).await?;
        let terms = self.terms(&row.value.ids()).await?;
        let own = |t: &Term| mine.contains(&t.dossier.0);
        let pages = terms.len().div_ceil(SHOWN).max(1);
        let page = page.clamp(1, pages);
        let mut rows = Vec::new();
        for term in terms.iter().skip((page - 1) * SHOWN).take(SHOWN) {
            rows.push(self.end_row(term, own(&term.value)).await?);
        }
        let approved = &row.value.approved;
        Ok(EndListPage {
            id,
            left: terms.len(),
            rows,
            page,
            pages,
            own: terms.iter().filter(|t| own(&t.value)).count(),
            approved: approved.iter().any(|a| a.account == caller.account()),
            waits_for: APPROVALS.saturating_sub(approved.len()),
            certificate: certificates.first().map(|row| row.id),
            done: row.due.is_some(),
            list: row.value,
        })
    }

    pub(super) async fn end_row(&self, term: &Known<Term>, own: bool) -> Result<EndRow, Refused> {
        let value = term.value;
        let answer = self.kept(value.asked(Set::EMPTY, value.closed))?;
        Ok(EndRow {
            term: term.id,
            law: value.law,
            file: value.file,
            closed: value.closed,
            keep: answer.keep.flatten().or(term.due.map(|due| Keep {
                until: date_of(due),
                destroy_by: date_of(due),
            })),
            held: self.is_held(value.dossier).await?,
            own,
        })
    }

    /// Whether something is written down that stands in the way of destroying a dossier; not what.
    pub(super) async fn is_held(&self, dossier: regie_terms::DossierId) -> Result<bool, Refused> {
        let kinds = [kind::HOLD, kind::RESTRICTION];
        let rows = self
            .vault()
            .routing(Where::Dossier(dossier.0), &kinds)
            .await?;
        Ok(rows.iter().any(|row| row.due.is_none()))
    }

    /// The dossiers that somebody has a part in.
    pub(super) async fn dossiers_of(&self, account: AccountId) -> Result<HashSet<Id>, Refused> {
        let kinds = [kind::COORDINATION, kind::SUBSTITUTION, kind::INVOLVEMENT];
        let rows = self
            .vault()
            .routing(Where::Account(account.0), &kinds)
            .await?;
        Ok(rows.iter().filter_map(|row| row.dossier).collect())
    }

    /// The certificate of a list, to judge with.
    pub(super) async fn certificate_of(
        &self,
        list: Id,
    ) -> Result<Option<Known<Certificate>>, Refused> {
        let rows = self
            .vault()
            .routing(Where::Of(list), &[kind::CERTIFICATE])
            .await?;
        let ids = rows.iter().map(|row| row.id).collect();
        let mut facts = self.vault().facts_of(ids, &[kind::CERTIFICATE]).await?;
        Ok(facts.take::<Certificate>(kind::CERTIFICATE)?.pop())
    }
}
