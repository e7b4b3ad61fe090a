//! Changing an account of staff: name, functions, team.

use super::account::{AccountChange, read_functions, read_name, read_team};
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{Account, kind};
use crate::{House, Refused};
use regie_terms::{AccountId, DeskAct, Function, Relation, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::{Changes, Draft, Known, VaultError};

/// Days within which the managers look at what hangs on somebody who changed team or function.
const LOOK_WITHIN: i64 = 7;

impl House {
    /// Changes name, functions and team. A function that is taken away stops working at the next request.
    /// Where dossiers still hang on somebody who goes to another team, or who cannot keep a dossier any more, a task for the managers says so.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when there is no such account of staff; [`Refused::Invalid`] with the fields to be mended, among them
    /// `functions: last-administrator`, `account: ended`, and `functions: moved` when the form was drawn from what stands no more.
    pub async fn change_account(
        &self,
        caller: &Caller,
        account: AccountId,
        input: &AccountChange,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.change_account_once(caller, account, input, request))
    }

    async fn change_account_once(
        &self,
        caller: &Caller,
        account: AccountId,
        input: &AccountChange,
        request: RequestId,
    ) -> Result<(), Refused> {
        let mut scope = self.account_scope(caller, "change-account", &[kind::ACCOUNT], request)?;
        let task = self.task_question(caller, DeskAct::Administer, Relation::None)?;
        self.gate_task(&scope, &task).await?;
        let stored = self.staff_account(&mut scope, account).await?;
        if self.done_before(caller, "change-account", request).await? {
            return Ok(());
        }
        let mut check = Check::default();
        let name = read_name(&mut check, &input.name);
        let functions = read_functions(&mut check, &input.functions);
        let team = read_team(&mut check, &input.team);
        if stored.value.ended.is_some() {
            check.fault("account", "ended");
        }
        // A form that lay open, or came back as a draft, gives nobody what was taken away since.
        if input.version.trim().parse() != Ok(stored.version) {
            check.fault("functions", "moved");
        }
        let administrator = Function::FunctionalAdministrator;
        if stored.value.functions.contains(&administrator) != functions.contains(&administrator)
            && !self.another_administrator(&mut scope, account).await?
            && !functions.contains(&administrator)
        {
            check.fault("functions", "last-administrator");
        }
        check.done()?;
        let changed = Account {
            name,
            functions,
            team,
            ..stored.value.clone()
        };
        // Who goes to another team, or cannot keep a dossier any more, leaves dossiers behind: the managers look at them.
        let moved = stored.value.team != changed.team
            || (self.can_keep(&stored.value)? && !self.can_keep(&changed)?);
        let look = if moved {
            self.look_at_caseload(&mut scope, account, LOOK_WITHIN)
                .await?
        } else {
            Vec::new()
        };
        let Allowed { permit, .. } = self.allow_task(scope, &task, &[]).await?;
        let changes = Changes {
            add: look,
            replace: vec![replaced(&stored, &changed)?],
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}

/// An account as it is written over the one that was read.
pub(super) fn replaced(stored: &Known<Account>, changed: &Account) -> Result<Draft, VaultError> {
    Ok(Draft::new(kind::ACCOUNT, STAFF, changed)?
        .id(stored.id)
        .version(stored.version + 1))
}
