//! Who works here: staff alone, found by an index of their own. There are fifty clients to one member of staff, and no list of staff may read them all.

use crate::thing::{Account, AccountKind, kind};
use crate::{House, Refused};
use regie_terms::{AccountId, DeskAct, Function, Id, Outcome};
use regie_vault::{Find, Known, VaultError};
use zeroize::Zeroizing;

/// The index that finds every account of staff, those that ended included.
const WORKS_HERE: &str = "works-here";
/// Its one value.
const STAFF: &str = "staff";
/// How many accounts are read at a time.
const CHUNK: usize = 256;

/// What a new account is found by: its login, and staff by working here.
pub(crate) fn findings(id: Id, account: &Account) -> Vec<Find> {
    let find = |kind, value: String| Find {
        kind,
        value: Zeroizing::new(value),
        record: id,
    };
    let mut out = vec![find("login", account.login.clone())];
    if account.kind == AccountKind::Staff {
        out.push(find(WORKS_HERE, STAFF.to_owned()));
    }
    out
}

impl House {
    /// Every account of staff, for judging and for the names of colleagues; no account of a client is read.
    ///
    /// # Errors
    /// [`VaultError`] when they cannot be read or unsealed.
    pub(crate) async fn staff(&self) -> Result<Vec<Known<Account>>, VaultError> {
        let ids = self.vault().found(WORKS_HERE, STAFF).await?;
        let mut out = Vec::with_capacity(ids.len());
        for chunk in ids.chunks(CHUNK) {
            let mut facts = self
                .vault()
                .facts_of(chunk.to_vec(), &[kind::ACCOUNT])
                .await?;
            out.extend(facts.take::<Account>(kind::ACCOUNT)?);
        }
        Ok(out)
    }

    /// The account of staff with this login name, in its one form. Of a client's login it says what it says of one that is not there, and reads
    /// neither.
    pub(super) async fn staff_login(&self, login: &str) -> Result<Option<AccountId>, VaultError> {
        let named = self.vault().found("login", login).await?;
        let staff = self.vault().found(WORKS_HERE, STAFF).await?;
        let mut both = named.into_iter().filter(|id| staff.contains(id));
        Ok(both.next().map(AccountId))
    }

    /// The accounts that hold a function; for tasks that go to a function rather than a person.
    pub(crate) async fn holders(&self, function: Function) -> Result<Vec<AccountId>, Refused> {
        Ok(self
            .staff()
            .await?
            .iter()
            .filter(|a| a.value.functions.contains(&function) && a.value.ended.is_none())
            .map(|a| AccountId(a.id))
            .collect())
    }

    /// The accounts to which the charter gives a task without a part in a dossier, in one of their functions; for tasks that wait for whoever may do
    /// them. What they still have to sign does not count: the task waits for them meanwhile.
    ///
    /// # Errors
    /// [`Refused::Unavailable`] when accounts cannot be read.
    pub(crate) async fn who_may(&self, act: DeskAct) -> Result<Vec<AccountId>, Refused> {
        let mut out = Vec::new();
        for account in self.staff().await? {
            if account.value.ended.is_some() {
                continue;
            }
            for function in &account.value.functions {
                let question = self.task_of(*function, act);
                if self.charters().act(&question)?.outcome == Outcome::Permitted {
                    out.push(AccountId(account.id));
                    break;
                }
            }
        }
        Ok(out)
    }
}
