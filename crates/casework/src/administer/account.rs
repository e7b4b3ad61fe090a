//! What is typed about an account, and what all acts on accounts look up.

use crate::check::Check;
use crate::guard::login_form;
use crate::thing::{Account, AccountKind, kind};
use crate::{House, Refused};
use regie_charter::Scope;
use regie_terms::{AccountId, Function, Id};
use regie_vault::{Known, VaultError};
use serde::Deserialize;

/// The longest name of a member of staff or a team, in characters.
const LONGEST_NAME: usize = 100;
/// The longest login name, in characters.
pub(super) const LONGEST_LOGIN: usize = 60;
/// The shortest login name, in characters.
const SHORTEST_LOGIN: usize = 3;

/// What stands for "who administers" among the facts: moved whenever that changes, so that two who end each other at the same moment do not
/// both succeed.
const ADMINISTRATORS: Id = Id::from_bytes(*b"administrators..");

/// A new account for staff, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct AccountInput {
    /// The name to log in with: letters, digits and `.`, `-`, `_`, `@`.
    pub login: String,
    /// The name colleagues see.
    pub name: String,
    /// The functions, out of the charter's closed list.
    pub functions: Vec<String>,
    /// The team; may be blank.
    pub team: String,
}

/// What may be changed about it afterwards, as typed: all of it stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct AccountChange {
    /// The name colleagues see.
    pub name: String,
    /// The functions.
    pub functions: Vec<String>,
    /// The team; may be blank.
    pub team: String,
    /// The version of the account the form was drawn from.
    pub version: String,
}

pub(super) fn read_name(check: &mut Check, typed: &str) -> String {
    check.needed("name", typed, LONGEST_NAME)
}

pub(super) fn read_team(check: &mut Check, typed: &str) -> Option<String> {
    check.text("team", typed, LONGEST_NAME)
}

/// The functions of a form, in the order of the list, each once. At least one.
pub(super) fn read_functions(check: &mut Check, typed: &[String]) -> Vec<Function> {
    let chosen = check.words::<Function>("functions", typed);
    let functions: Vec<Function> = Function::ALL
        .iter()
        .copied()
        .filter(|f| chosen.contains(*f))
        .collect();
    if functions.is_empty() && typed.iter().all(|t| t.trim().is_empty()) {
        check.fault("functions", "unpicked");
    }
    functions
}

/// A login name in its one form.
pub(super) fn read_login(check: &mut Check, typed: &str) -> String {
    let login = login_form(&check.needed("login", typed, LONGEST_LOGIN));
    if login.is_empty() {
        return login;
    }
    if login.chars().count() < SHORTEST_LOGIN {
        check.fault("login", "too-short");
    } else if typed.trim().chars().any(char::is_control)
        || !login
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@'))
    {
        check.fault("login", "characters");
    }
    login
}

/// Checks the login name of an account that is made outside the pages as they check theirs; gives it in its one form.
///
/// # Errors
/// [`Refused::Invalid`] with what is wrong with `login`.
pub fn check_login(typed: &str) -> Result<String, Refused> {
    let mut check = Check::default();
    let login = read_login(&mut check, typed);
    check.done()?;
    Ok(login)
}

impl House {
    /// An account, for judging and changing it.
    pub(crate) async fn stored_account(
        &self,
        id: AccountId,
    ) -> Result<Option<Known<Account>>, VaultError> {
        let mut facts = self.vault().facts_of(vec![id.0], &[kind::ACCOUNT]).await?;
        Ok(facts.take::<Account>(kind::ACCOUNT)?.pop())
    }

    /// An account of staff, read after the version of its facts, which goes into the scope. Clients' accounts are no business of who
    /// administers staff: they are not there.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when there is none.
    pub(super) async fn staff_account(
        &self,
        scope: &mut Scope,
        id: AccountId,
    ) -> Result<Known<Account>, Refused> {
        self.judged_on(scope, id.0).await?;
        scope.moves.push(id.0);
        self.stored_account(id)
            .await?
            .filter(|a| a.value.kind == AccountKind::Staff)
            .ok_or(Refused::NotFound)
    }

    /// Makes the facts of a thing part of what is judged on, once.
    pub(crate) async fn judged_on(&self, scope: &mut Scope, thing: Id) -> Result<(), VaultError> {
        if !scope.facts.iter().any(|(known, _)| *known == thing) {
            let version = self.vault().facts_version(thing).await?;
            scope.facts.push((thing, version));
        }
        Ok(())
    }

    /// Claims a login name: whether it is free, and that it is claimed once.
    pub(super) async fn claim_login(
        &self,
        scope: &mut Scope,
        login: &str,
    ) -> Result<bool, Refused> {
        let tag = self.vault().tag("login-claim", login);
        let claim = tag
            .get(..16)
            .and_then(|first| Id::from_slice(first).ok())
            .ok_or(Refused::Busy)?;
        self.judged_on(scope, claim).await?;
        scope.moves.push(claim);
        Ok(self.vault().found("login", login).await?.is_empty())
    }

    /// Whether somebody else could still administer if this one could not: somebody who came and has not ended.
    pub(super) async fn another_administrator(
        &self,
        scope: &mut Scope,
        but: AccountId,
    ) -> Result<bool, Refused> {
        self.judged_on(scope, ADMINISTRATORS).await?;
        scope.moves.push(ADMINISTRATORS);
        Ok(self
            .staff()
            .await?
            .iter()
            .any(|a| a.id != but.0 && administers(&a.value)))
    }
}

/// Whether an account can administer: it has the function, its person came, and it has no end.
pub(super) fn administers(account: &Account) -> bool {
    account
        .functions
        .contains(&Function::FunctionalAdministrator)
        && account.ended.is_none()
        && came(account)
}

/// Whether the person set a password: until then nobody can log in with it.
pub(super) fn came(account: &Account) -> bool {
    !account.password.is_empty()
}
