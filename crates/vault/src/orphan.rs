//! Records whose key is gone: a row that nobody can read any more and that nobody destroyed.

use crate::{Vault, VaultError};
use regie_ledger::db::{Arg, Col};
use regie_terms::{Id, KeyId};

/// Rows looked at a time.
const PAGE: i64 = 4096;

/// What is stored in the open, signed rather than sealed.
const UNSEALED: [u8; 16] = [0; 16];

impl Vault {
    /// The first record sealed under a key that is not in the key store. Destroying takes the rows with the key, so there
    /// should be none.
    ///
    /// # Errors
    /// [`VaultError::Database`] when either store cannot be read.
    pub async fn without_key(&self) -> Result<Option<Id>, VaultError> {
        let mut after = Vec::new();
        loop {
            let page = self
                .ledger()
                .db()
                .packed(
                    &[Col::Bytes("id"), Col::Bytes("key")],
                    "FROM record WHERE controller = $1 AND id > $2 ORDER BY id LIMIT $3",
                    &[
                        Arg::Int(self.ledger().controller().0),
                        Arg::Bytes(&after),
                        Arg::Int(PAGE),
                    ],
                )
                .await?;
            let mut rows: Vec<([u8; 16], [u8; 16])> = Vec::new();
            for row in page.rows() {
                let row = row?;
                rows.push((row.array(0)?, row.array(1)?));
            }
            let Some((last, _)) = rows.last() else {
                return Ok(None);
            };
            after = last.to_vec();
            let mut keys: Vec<[u8; 16]> = rows.iter().map(|(_, key)| *key).collect();
            keys.sort_unstable();
            keys.dedup();
            let present = self.keys().present(&keys).await?;
            let orphans = rows
                .iter()
                .filter(|(_, key)| *key != UNSEALED && !present.contains(key));
            for (id, key) in orphans {
                // One that is being destroyed loses its key before its rows.
                if !self.is_begun(&[KeyId(Id::from_bytes(*key))]).await? {
                    return Ok(Some(Id::from_bytes(*id)));
                }
            }
        }
    }
}
