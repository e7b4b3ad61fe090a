//! What the guard remembers of accounts, so that a request does not unseal what did not change.
//!
//! An account is remembered with the version of its facts, which every request reads anew: one that was changed or ended is never taken
//! from memory. Names of colleagues are only shown, not judged by, and may be a minute old.

use crate::thing::Account;
use regie_terms::AccountId;
use std::collections::HashMap;
use std::sync::{Arc, RwLock};

/// How long a name is shown without looking again, milliseconds.
const NAME_KEPT: i64 = 60_000;
/// How many accounts are remembered.
const KEPT: usize = 5_000;

/// Accounts and names of late.
#[derive(Default)]
pub(crate) struct Memory {
    accounts: RwLock<HashMap<AccountId, (i64, Arc<Account>)>>,
    names: RwLock<HashMap<AccountId, (i64, String)>>,
}

impl Memory {
    /// The account, when it was read at this version of its facts.
    pub fn account(&self, id: AccountId, version: i64) -> Option<Arc<Account>> {
        let accounts = self.accounts.read().ok()?;
        accounts
            .get(&id)
            .filter(|(known, _)| *known == version)
            .map(|(_, account)| account.clone())
    }

    /// Remembers an account as read at `version`, at `now` (milliseconds since 1970 UTC).
    pub fn keep(&self, id: AccountId, version: i64, now: i64, account: Arc<Account>) {
        self.keep_name(id, now, account.name.clone());
        if let Ok(mut accounts) = self.accounts.write() {
            if accounts.len() >= KEPT {
                accounts.clear();
            }
            accounts.insert(id, (version, account));
        }
    }

    /// A name read less than a minute before `now`.
    pub fn name(&self, id: AccountId, now: i64) -> Option<String> {
        let names = self.names.read().ok()?;
        names
            .get(&id)
            .filter(|(at, _)| (0..NAME_KEPT).contains(&(now - at)))
            .map(|(_, name)| name.clone())
    }

    /// Remembers a name.
    pub fn keep_name(&self, id: AccountId, now: i64, name: String) {
        if let Ok(mut names) = self.names.write() {
            if names.len() >= KEPT {
                names.clear();
            }
            names.insert(id, (now, name));
        }
    }
}
