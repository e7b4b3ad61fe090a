//! The list of staff accounts, and one of them.

use super::account::came;
use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::thing::{Account, AccountKind, Invitation, Signed, kind};
use crate::{House, Refused, day_number};
use jiff::civil::Date;
use regie_charter::View;
use regie_terms::{AccountId, DeskAct, Function, Id, Relation, RequestId};
use regie_vault::open::Where;
use serde::Serialize;

/// How many accounts are read at a time while looking for those of staff.
const CHUNK: usize = 256;
const KINDS: &[&str] = &[kind::ACCOUNT, kind::INVITATION];

/// How an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum AccountState {
    /// Its person can log in.
    Active,
    /// Its person was invited and has not come yet.
    Invited {
        /// Until when the code works, milliseconds since 1970 UTC; past when it ran out.
        until: i64,
    },
    /// It has ended.
    Ended {
        /// The first day on which it no longer works.
        on: Date,
    },
}

/// An account of staff as who administers sees it.
#[derive(Clone, Debug, Serialize)]
pub struct AccountRow {
    /// The account.
    pub id: AccountId,
    /// The login name.
    pub login: String,
    /// The name colleagues see.
    pub name: String,
    /// The functions.
    pub functions: Vec<Function>,
    /// The team.
    pub team: Option<String>,
    /// What was signed, and when.
    pub signed: Vec<Signed>,
    /// How it stands.
    pub state: AccountState,
    /// Whether it is the reader's own.
    pub own: bool,
    /// How many dossiers it coordinates or stands in for; only on its own page.
    pub appointed: usize,
}

impl House {
    /// The accounts of staff, by name; those that ended last.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those without the task.
    pub async fn accounts(&self, caller: &Caller) -> Result<Vec<AccountRow>, Refused> {
        again!(self.accounts_once(caller))
    }

    async fn accounts_once(&self, caller: &Caller) -> Result<Vec<AccountRow>, Refused> {
        let scope = self.account_scope(caller, "view-accounts", KINDS, RequestId::fresh())?;
        let task = self.task_question(caller, DeskAct::Administer, Relation::None)?;
        self.gate_task(&scope, &task).await?;
        let rows = self.vault().routing(Where::NoDossier, KINDS).await?;
        let accounts: Vec<Id> = rows
            .iter()
            .filter(|r| r.kind == kind::ACCOUNT)
            .map(|r| r.id)
            .collect();
        let mut staff: Vec<Id> = Vec::new();
        for chunk in accounts.chunks(CHUNK) {
            let mut facts = self
                .vault()
                .facts_of(chunk.to_vec(), &[kind::ACCOUNT])
                .await?;
            let found = facts.take::<Account>(kind::ACCOUNT)?;
            staff.extend(
                found
                    .iter()
                    .filter(|a| a.value.kind == AccountKind::Staff)
                    .map(|a| a.id),
            );
        }
        let waiting = rows.iter().filter(|r| {
            r.kind == kind::INVITATION && r.account.is_some_and(|a| staff.contains(&a))
        });
        let mut only: Vec<Id> = staff.clone();
        only.extend(waiting.map(|r| r.id));
        let mut out = self.open_accounts(caller, only, "view-accounts").await?;
        out.sort_by_cached_key(|row| {
            (
                matches!(row.state, AccountState::Ended { .. }),
                row.name.to_lowercase(),
                row.login.clone(),
            )
        });
        Ok(out)
    }

    /// One account of staff, and how many dossiers it is appointed in.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those without the task, [`Refused::NotFound`] when there is no such account of staff.
    pub async fn account_page(
        &self,
        caller: &Caller,
        account: AccountId,
    ) -> Result<AccountRow, Refused> {
        again!(self.account_page_once(caller, account))
    }

    async fn account_page_once(
        &self,
        caller: &Caller,
        account: AccountId,
    ) -> Result<AccountRow, Refused> {
        let mut scope = self.account_scope(caller, "view-accounts", KINDS, RequestId::fresh())?;
        let task = self.task_question(caller, DeskAct::Administer, Relation::None)?;
        self.gate_task(&scope, &task).await?;
        self.staff_account(&mut scope, account).await?;
        let kinds = [kind::INVITATION, kind::COORDINATION, kind::SUBSTITUTION];
        let rows = self
            .vault()
            .routing(Where::Account(account.0), &kinds)
            .await?;
        let waiting = rows
            .iter()
            .filter(|r| r.kind == kind::INVITATION)
            .map(|r| r.id);
        let only = std::iter::once(account.0).chain(waiting).collect();
        let mut row = self
            .open_accounts(caller, only, "view-accounts")
            .await?
            .pop()
            .ok_or(Refused::NotFound)?;
        row.appointed = rows.iter().filter(|r| r.kind != kind::INVITATION).count();
        Ok(row)
    }

    async fn open_accounts(
        &self,
        caller: &Caller,
        only: Vec<Id>,
        act: &'static str,
    ) -> Result<Vec<AccountRow>, Refused> {
        let mut scope = self.account_scope(caller, act, KINDS, RequestId::fresh())?;
        scope.parts.only = Some(only);
        let task = self.task_question(caller, DeskAct::Administer, Relation::None)?;
        let Allowed { permit, .. } = self.allow_task::<View>(scope, &task, &[]).await?;
        let receipt = self.vault().look(permit, None).await?;
        let mut opened = self.vault().open(receipt).await?;
        let invitations = opened.take::<Invitation>(kind::INVITATION)?;
        let today = self.today();
        let state = |id: Id, account: &Account| match account.ended {
            Some(on) if day_number(on) <= day_number(today) => AccountState::Ended { on },
            _ if came(account) => AccountState::Active,
            _ => AccountState::Invited {
                until: invitations
                    .iter()
                    .find(|i| i.account == Some(id))
                    .map_or(0, |i| i.value.until),
            },
        };
        Ok(opened
            .take::<Account>(kind::ACCOUNT)?
            .into_iter()
            .map(|a| AccountRow {
                id: AccountId(a.id),
                state: state(a.id, &a.value),
                own: a.id == caller.account().0,
                login: a.value.login,
                name: a.value.name,
                functions: a.value.functions,
                team: a.value.team,
                signed: a.value.signed,
                appointed: 0,
            })
            .collect())
    }
}
