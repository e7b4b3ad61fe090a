//! Who works here: staff alone, found by an index of their own. There are fifty clients to one member of staff, and no list of staff may read them all.

use crate::House;
use crate::thing::{Account, AccountKind, kind};
use regie_terms::Id;
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
}
