//! The list of staff accounts, and one of them.

use super::account::{LONGEST_LOGIN, came};
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::{Caller, login_form};
use crate::thing::{Account, Invitation, Signed, kind};
use crate::{House, Refused, day_number};
use jiff::civil::Date;
use regie_charter::View;
use regie_terms::{AccountId, DeskAct, Function, Id, Relation, RequestId};
use regie_vault::open::Where;
use serde::Serialize;

/// How many accounts a page holds.
const PAGE: usize = 50;
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
    /// Its version: a form drawn from it carries this.
    pub version: i64,
}

/// A page of the list of staff accounts.
#[derive(Clone, Debug, Serialize)]
pub struct AccountList {
    /// The accounts of this page, by name; those that ended stand last of all.
    pub rows: Vec<AccountRow>,
    /// Which page it is, from 1.
    pub page: usize,
    /// How many there are, at least 1.
    pub pages: usize,
    /// How many accounts there are.
    pub all: usize,
}

impl House {
    /// Whether the caller may administer accounts; for a page that shows none of them.
    ///
    /// # Errors
    /// [`Refused::Denied`], with its line, for those without the task.
    pub async fn may_administer(&self, caller: &Caller) -> Result<(), Refused> {
        let scope = self.account_scope(caller, "view-accounts", KINDS, RequestId::fresh())?;
        let task = self.task_question(caller, DeskAct::Administer, Relation::None)?;
        self.gate_task(&scope, &task).await
    }

    /// A page of the accounts of staff, by name; those that ended last. `page` counts from 1; one that is not there is the last. Only this page's
    /// accounts are opened.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those without the task.
    pub async fn accounts(&self, caller: &Caller, page: usize) -> Result<AccountList, Refused> {
        again!(self.accounts_once(caller, page))
    }

    async fn accounts_once(&self, caller: &Caller, page: usize) -> Result<AccountList, Refused> {
        self.may_administer(caller).await?;
        let today = self.today();
        let mut staff: Vec<_> = self
            .staff()
            .await?
            .into_iter()
            .map(|a| {
                let ended = a.value.ended.is_some_and(|on| on <= today);
                let name = a.value.name.to_lowercase();
                ((ended, name, a.value.login), a.id)
            })
            .collect();
        staff.sort_unstable();
        let pages = staff.len().div_ceil(PAGE).max(1);
        let page = page.clamp(1, pages);
        let mut only: Vec<Id> = staff
            .iter()
            .skip((page - 1) * PAGE)
            .take(PAGE)
            .map(|(_, id)| *id)
            .collect();
        for account in only.clone() {
            let waiting = self
                .vault()
                .routing(Where::Account(account), &[kind::INVITATION])
                .await?;
            only.extend(waiting.iter().map(|r| r.id));
        }
        let mut rows = self.open_accounts(caller, only, "view-accounts").await?;
        rows.sort_by_cached_key(|row| {
            let ended = matches!(row.state, AccountState::Ended { .. });
            (ended, row.name.to_lowercase(), row.login.clone())
        });
        Ok(AccountList {
            rows,
            page,
            pages,
            all: staff.len(),
        })
    }

    /// The account of staff with exactly this login name. Nothing of it is opened: its page does, with its line.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those without the task; [`Refused::Invalid`]: `login` (`missing`, `too-long`, `unknown`), where a client's is unknown
    /// like any other.
    pub async fn find_staff(&self, caller: &Caller, login: &str) -> Result<AccountId, Refused> {
        self.may_administer(caller).await?;
        let mut check = Check::default();
        let login = login_form(&check.needed("login", login, LONGEST_LOGIN));
        check.done()?;
        self.staff_login(&login)
            .await?
            .ok_or_else(|| Refused::field("login", "unknown"))
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
                version: a.version,
            })
            .collect())
    }
}
