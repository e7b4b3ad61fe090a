//! Two people approve a list, neither for a dossier they have a part in; what has to stay is left out, with a reason.

use super::APPROVALS;
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::life::LONGEST;
use crate::thing::{EndApproval, EndList, LeftOut, Reopened, kind};
use crate::{House, Refused, day_number};
use regie_terms::{DeskAct, Id, Relation, RequestId};
use regie_vault::{Changes, Draft, Known};
use serde::Deserialize;

/// What is left out, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct LeaveOutInput {
    /// Which file: its term.
    pub term: String,
    /// Why it stays.
    pub because: String,
}

/// Why a list is put away, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct DropInput {
    /// Why.
    pub because: String,
}

/// What is done to a list.
enum Doing<'a> {
    Approve,
    LeaveOut(&'a LeaveOutInput),
    Drop(&'a DropInput),
}

impl House {
    /// Approves a list as it stands. When two people have, the next sweep does it.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not; [`Refused::NotFound`] for a list that is not there; [`Refused::Invalid`] at `list`: `own` where the caller has a part in a
    /// dossier on it, `already` where they approved it, `done`.
    pub async fn approve_destruction(
        &self,
        caller: &Caller,
        list: Id,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.listed_once(caller, list, Doing::Approve, request))
    }

    /// Leaves one file out of a list. Who approved the list before has to do so again.
    ///
    /// # Errors
    /// As [`House::approve_destruction`]; [`Refused::Invalid`] at `term` and `because`.
    pub async fn leave_out(
        &self,
        caller: &Caller,
        list: Id,
        input: &LeaveOutInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.listed_once(caller, list, Doing::LeaveOut(input), request))
    }

    /// Puts a list away: nothing more is destroyed by it.
    ///
    /// # Errors
    /// As [`House::approve_destruction`]; [`Refused::Invalid`] at `because`.
    pub async fn drop_list(
        &self,
        caller: &Caller,
        list: Id,
        input: &DropInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.listed_once(caller, list, Doing::Drop(input), request))
    }

    async fn listed_once(
        &self,
        caller: &Caller,
        id: Id,
        doing: Doing<'_>,
        request: RequestId,
    ) -> Result<(), Refused> {
        let act = match doing {
            Doing::Approve => "approve-destruction",
            Doing::LeaveOut(_) => "leave-out",
            Doing::Drop(_) => "drop-list",
        };
        let task = self.task_question(caller, DeskAct::ApproveDestruction, Relation::None)?;
        let mut scope = self.account_scope(caller, act, &[kind::END_LIST], request)?;
        self.gate_task(&scope, &task).await?;
        if self.done_before(caller, act, request).await? {
            return Ok(());
        }
        // Two who approve at once, or approve what is being left out, come one after the other.
        self.judged_on(&mut scope, id).await?;
        scope.moves.push(id);
        let list = self.end_list(id).await?;
        let mut check = Check::default();
        if list.due.is_some() {
            check.fault("list", "done");
        }
        let mut value = list.value.clone();
        let at = scope.at;
        let mut reason = None;
        let mut draft_due = None;
        match doing {
            Doing::Approve => {
                if value.approved.iter().any(|a| a.account == caller.account()) {
                    check.fault("list", "already");
                }
                let mine = self.dossiers_of(caller.account()).await?;
                let terms = self.terms(&value.ids()).await?;
                if terms.iter().any(|t| mine.contains(&t.value.dossier.0)) {
                    check.fault("list", "own");
                }
                value.approved.push(EndApproval {
                    account: caller.account(),
                    name: caller.name().to_owned(),
                    at,
                });
            }
            Doing::LeaveOut(input) => {
                let term = check.id("term", &input.term);
                let because = check.needed("because", &input.because, LONGEST);
                if value.approved.len() >= APPROVALS {
                    check.fault("list", "approved");
                }
                match term.filter(|t| value.ids().contains(t)) {
                    Some(term) => value.left_out.push(LeftOut {
                        term,
                        because: because.clone(),
                        by: caller.name().to_owned(),
                        at,
                    }),
                    None if term.is_some() => check.fault("term", "unknown"),
                    None => {}
                }
                value.approved.clear();
                reason = Some(because);
            }
            Doing::Drop(input) => {
                let because = check.needed("because", &input.because, LONGEST);
                value.dropped = Some(Reopened {
                    on: self.today(),
                    because: because.clone(),
                    at,
                    by: caller.name().to_owned(),
                });
                draft_due = Some(day_number(self.today()));
                reason = Some(because);
            }
        }
        check.done()?;
        let changes = Changes {
            replace: vec![over(&list, &value, draft_due)?],
            reason,
            ..Changes::default()
        };
        let Allowed { permit, .. } = self.allow_task(scope, &task, &[]).await?;
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}

fn over(list: &Known<EndList>, value: &EndList, due: Option<i64>) -> Result<Draft, Refused> {
    let draft = Draft::over(kind::END_LIST, list, value)?;
    Ok(match due {
        Some(due) => draft.due(due),
        None => draft,
    })
}
