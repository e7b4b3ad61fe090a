//! Making an account for a member of staff, with the invitation by which they come.

use super::account::{AccountInput, read_functions, read_login, read_name, read_team};
use super::invite::Invited;
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{Account, AccountKind, InvitationFor, kind};
use crate::{House, Refused};
use regie_terms::{AccountId, DeskAct, Relation, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::{Changes, Draft};

impl House {
    /// Makes an account for a member of staff. Nobody can log in with it until its person used the code; no function works until
    /// they signed their declarations.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those without the task; [`Refused::Invalid`] with the fields to be mended, `login: taken` among them.
    pub async fn create_account(
        &self,
        caller: &Caller,
        input: &AccountInput,
        request: RequestId,
    ) -> Result<Invited, Refused> {
        again!(self.create_account_once(caller, input, request))
    }

    async fn create_account_once(
        &self,
        caller: &Caller,
        input: &AccountInput,
        request: RequestId,
    ) -> Result<Invited, Refused> {
        let mut scope = self.account_scope(
            caller,
            "create-account",
            &[kind::ACCOUNT, kind::INVITATION],
            request,
        )?;
        let task = self.task_question(caller, DeskAct::Administer, Relation::None)?;
        self.gate_task(&scope, &task).await?;
        let id = AccountId(request.0);
        if self.done_before(caller, "create-account", request).await? {
            return self.handed_out(id, request).await;
        }
        let mut check = Check::default();
        let login = read_login(&mut check, &input.login);
        let name = read_name(&mut check, &input.name);
        let functions = read_functions(&mut check, &input.functions);
        let team = read_team(&mut check, &input.team);
        if !login.is_empty() && !self.claim_login(&mut scope, &login).await? {
            check.fault("login", "taken");
        }
        check.done()?;
        scope.moves.push(id.0);
        let prepared = self
            .prepare_invitation(&scope, id, &login, InvitationFor::Begin)
            .await?;
        let Allowed { permit, .. } = self.allow_task(scope, &task, &[]).await?;
        let mut changes = new_account(
            id,
            unopened(AccountKind::Staff, login, name, functions, team),
        )?;
        prepared.add_to(&mut changes);
        let done = self.write(permit, changes).await?;
        if done.repeated {
            return self.handed_out(id, request).await;
        }
        self.hand_out(prepared, request).await
    }
}

/// An account whose person has not come yet: nothing opens it.
pub(super) fn unopened(
    kind: AccountKind,
    login: String,
    name: String,
    functions: Vec<regie_terms::Function>,
    team: Option<String>,
) -> Account {
    Account {
        kind,
        login,
        name,
        // Neither fits anything that can be typed.
        password: String::new(),
        totp: String::new(),
        functions,
        team,
        signed: Vec::new(),
        ended: None,
        reopened: None,
        try_this: None,
    }
}

/// What writing a new account takes.
pub(super) fn new_account(id: AccountId, account: Account) -> Result<Changes, Refused> {
    Ok(Changes {
        add: vec![Draft::new(kind::ACCOUNT, STAFF, &account)?.id(id.0)],
        find: super::findings(id.0, &account),
        ..Changes::default()
    })
}
