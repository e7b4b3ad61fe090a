//! Ending an account of staff: out at once, everywhere.

use super::account::administers;
use super::change::replaced;
use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::thing::{Account, kind};
use crate::{House, Refused};
use regie_terms::{AccountId, DeskAct, Relation, RequestId};
use regie_vault::open::Where;
use regie_vault::{Changes, VaultError};

impl House {
    /// Ends an account of staff from today. Its sessions end with it, and an invitation that still waited. What it coordinated stays as it
    /// is: naming somebody else is for coordinator, substitute or manager.
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
        let Allowed { permit, .. } = self.allow_task(scope, &task, &[]).await?;
        let ended = Account {
            ended: Some(self.today()),
            ..stored.value.clone()
        };
        let changes = Changes {
            replace: vec![replaced(&stored, &ended)?],
            remove: waiting.iter().map(|r| r.id).collect(),
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        self.leave_nothing(account).await
    }

    /// Ends every session, and drops what was typed and not sent: nobody comes back for it.
    async fn leave_nothing(&self, account: AccountId) -> Result<(), Refused> {
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
