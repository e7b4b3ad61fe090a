//! Ending an account of staff: out at once, everywhere.

use super::account::administers;
use super::change::replaced;
use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::thing::{Account, Task, TaskKind, kind};
use crate::{House, Refused, day_number};
use regie_charter::Scope;
use regie_terms::{AccountId, DeskAct, DossierId, Relation, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft, VaultError};

/// Days within which a dossier whose coordinator left gets another one.
const NAME_WITHIN: i64 = 7;

impl House {
    /// Ends an account of staff from today. Its sessions end with it, and an invitation that still waited. Whoever it was counts as away from
    /// then on (`dossier/standing.rs`). What it coordinated stays as it is, and waits with a task for everybody who may name somebody in a dossier
    /// that is not theirs: the managers.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when there is no such account of staff; [`Refused::Invalid`] (`account: last-administrator`) when nobody
    /// could administer any more.
    pub async fn end_account(
        &self,
        caller: &Caller,
        account: AccountId,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.end_account_once(caller, account, request))
    }

    async fn end_account_once(
        &self,
        caller: &Caller,
        account: AccountId,
        request: RequestId,
    ) -> Result<(), Refused> {
        let mut scope = self.account_scope(caller, "end-account", &[kind::ACCOUNT], request)?;
        let task = self.task_question(caller, DeskAct::Administer, Relation::None)?;
        self.gate_task(&scope, &task).await?;
        let stored = self.staff_account(&mut scope, account).await?;
        if self.done_before(caller, "end-account", request).await? || stored.value.ended.is_some() {
            return self.leave_nothing(account).await;
        }
        if administers(&stored.value) && !self.another_administrator(&mut scope, account).await? {
            return Err(Refused::field("account", "last-administrator"));
        }
        let waiting = self
            .vault()
            .routing(
                Where::Account(account.0),
                &[kind::INVITATION, kind::FACTOR_REQUEST],
            )
            .await?;
        let mut remove = Vec::new();
        for row in &waiting {
            match row.kind.as_str() {
                kind::FACTOR_REQUEST => remove.extend(self.with_its_tasks(row.id).await?),
                _ => remove.push(row.id),
            }
        }
        let without = self.without_coordinator(&mut scope, account).await?;
        let Allowed { permit, .. } = self.allow_task(scope, &task, &[]).await?;
        let ended = Account {
            ended: Some(self.today()),
            ..stored.value.clone()
        };
        let changes = Changes {
            add: without,
            replace: vec![replaced(&stored, &ended)?],
            remove,
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        self.leave_nothing(account).await
    }

    /// The tasks to name somebody else in each dossier that an account coordinates, for everybody who may and stays.
    async fn without_coordinator(
        &self,
        scope: &mut Scope,
        account: AccountId,
    ) -> Result<Vec<Draft>, Refused> {
        let kept = self
            .vault()
            .vouched(Where::Account(account.0), &[kind::COORDINATION])
            .await?;
        let mut dossiers: Vec<DossierId> = kept
            .iter()
            .filter_map(|row| row.dossier.map(DossierId))
            .collect();
        dossiers.sort_unstable();
        dossiers.dedup();
        if dossiers.is_empty() {
            return Ok(Vec::new());
        }
        let mut names = self.who_may(DeskAct::Assign).await?;
        names.retain(|one| *one != account);
        let today = self.today();
        let mut tasks = Vec::new();
        for dossier in dossiers {
            // Given to somebody else at this very moment, it needs nobody: then this is judged again.
            self.judged_on(scope, dossier.0).await?;
            let task = Task {
                what: TaskKind::NameCoordinator,
                since: today,
                dossier: Some(dossier),
                person: None,
            };
            for manager in &names {
                tasks.push(
                    Draft::new(kind::TASK, STAFF, &task)?
                        .account(manager.0)
                        .of(dossier.0)
                        .due(day_number(today) + NAME_WITHIN),
                );
            }
        }
        Ok(tasks)
    }

    /// Ends every session, and drops what was typed and not sent: nobody comes back for it.
    pub(super) async fn leave_nothing(&self, account: AccountId) -> Result<(), Refused> {
        self.put_out(account).await?;
        self.vault()
            .drop_scratch_of(crate::guard::DRAFT, account)
            .await?;
        Ok(())
    }

    /// Ends every session of an account, and what could become one; codes of invitations too.
    pub(super) async fn put_out(&self, account: AccountId) -> Result<(), VaultError> {
        self.end_sessions(account).await?;
        self.forget_codes(account).await
    }

    /// Ends every session of an account, and logins that are under way.
    pub(super) async fn end_sessions(&self, account: AccountId) -> Result<(), VaultError> {
        self.vault().drop_scratch_of("session", account).await?;
        self.vault()
            .drop_scratch_of(crate::guard::ENDED, account)
            .await?;
        self.vault()
            .drop_scratch_of("login-ticket", account)
            .await?;
        Ok(())
    }
}
