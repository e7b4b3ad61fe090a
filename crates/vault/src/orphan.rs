//! Records whose key is gone: a row that nobody can read any more and that nobody destroyed. Or that was destroyed, and came back with a backup.

use crate::{Changes, Vault, VaultError};
use regie_charter::{Change, Permit};
use regie_ledger::db::{Arg, Col};
use regie_ledger::row::RETIRED;
use regie_terms::{DossierId, Id, KeyId};
use std::collections::{BTreeMap, HashSet};

/// Rows looked at a time.
const PAGE: i64 = 4096;

/// What is stored in the open, signed rather than sealed.
const UNSEALED: [u8; 16] = [0; 16];

/// Records of which one line says that they were removed.
const LINE: usize = 2048;

/// The records without a key, each with the key that it lies under, by the dossier that they belong to in the open.
pub type Orphans = BTreeMap<Option<Id>, Vec<(Id, KeyId)>>;

impl Vault {
    /// The first record sealed under a key that is not in the key store. Destroying takes the rows with the key, so there
    /// should be none.
    ///
    /// # Errors
    /// [`VaultError::Database`] when either store cannot be read.
    pub async fn without_key(&self) -> Result<Option<Id>, VaultError> {
        let found = self.orphaned(true).await?;
        Ok(found.into_values().flatten().next().map(|(id, _)| id))
    }

    /// All of them.
    ///
    /// # Errors
    /// [`VaultError::Database`] when either store cannot be read.
    pub async fn orphans(&self) -> Result<Orphans, VaultError> {
        self.orphaned(false).await
    }

    async fn orphaned(&self, first: bool) -> Result<Orphans, VaultError> {
        let mut orphans = Orphans::new();
        let mut after = Vec::new();
        loop {
            let page = self
                .ledger()
                .db()
                .packed(
                    &[Col::Bytes("id"), Col::Bytes("key"), Col::Bytes("dossier")],
                    "FROM record WHERE controller = $1 AND id > $2 ORDER BY id LIMIT $3",
                    &[
                        Arg::Int(self.ledger().controller().0),
                        Arg::Bytes(&after),
                        Arg::Int(PAGE),
                    ],
                )
                .await?;
            let mut rows: Vec<([u8; 16], [u8; 16], Option<Id>)> = Vec::new();
            for row in page.rows() {
                let row = row?;
                let dossier = row.maybe_bytes(2)?.and_then(|d| Id::from_slice(d).ok());
                rows.push((row.array(0)?, row.array(1)?, dossier));
            }
            let Some((last, ..)) = rows.last() else {
                return Ok(orphans);
            };
            after = last.to_vec();
            let mut keys: Vec<[u8; 16]> = rows.iter().map(|(_, key, _)| *key).collect();
            keys.sort_unstable();
            keys.dedup();
            let present = self.keys().present(&keys).await?;
            for (id, key, dossier) in rows {
                if key == UNSEALED || present.contains(&key) {
                    continue;
                }
                let key = KeyId(Id::from_bytes(key));
                // What is being destroyed loses its key before its rows.
                if first && self.is_begun(&[key]).await? {
                    continue;
                }
                let of = orphans.entry(dossier).or_default();
                of.push((Id::from_bytes(id), key));
                if first {
                    return Ok(orphans);
                }
            }
        }
    }

    /// Removes records whose key is gone, as a backup brings them back, with a line for each dossier; `leave` gives the program's own leave for the act
    /// `destroy-again` about a dossier. A record whose key is there is not removed.
    ///
    /// # Errors
    /// [`VaultError`] when some could not be removed; doing it again goes on.
    pub async fn destroy_again(
        &self,
        orphans: &Orphans,
        leave: impl Fn(Option<DossierId>) -> Option<Permit<Change>> + Send,
    ) -> Result<(), VaultError> {
        let gone = self.orphans().await?;
        for (dossier, records) in orphans {
            let gone: HashSet<_> = gone.get(dossier).into_iter().flatten().collect();
            if !records.iter().all(|record| gone.contains(record)) {
                return Err(VaultError::OutOfScope);
            }
            for some in records.chunks(LINE) {
                let permit = leave(dossier.map(DossierId))
                    .filter(|permit| permit.scope().act == "destroy-again")
                    .ok_or(VaultError::OutOfScope)?;
                let changes = Changes {
                    remove: some.iter().map(|(id, _)| *id).collect(),
                    ..Changes::default()
                };
                let _ = self.change(permit, changes).await?;
            }
        }
        Ok(())
    }
}

/// The keys that records of a content database lie under, and those that are retired in it.
///
/// # Errors
/// [`VaultError::Database`] when it cannot be read.
pub async fn keys_in_use(
    db: &regie_ledger::db::Db,
    controller: regie_terms::ControllerId,
) -> Result<(HashSet<[u8; 16]>, HashSet<[u8; 16]>), VaultError> {
    let me = Arg::Int(controller.0);
    let read = async |column: Col, rest: &str, args: &[Arg<'_>]| {
        let packed = db.packed(&[column], rest, args).await?;
        let rows = packed.rows();
        rows.map(|row| row?.array(0))
            .collect::<Result<HashSet<[u8; 16]>, _>>()
    };
    let used = "FROM (SELECT DISTINCT key FROM record WHERE controller = $1) AS used";
    let used = read(Col::Bytes("key"), used, &[me]).await?;
    let left = "FROM record WHERE controller = $1 AND dossier IS NULL AND kind = $2";
    let left = read(Col::Bytes("id"), left, &[me, Arg::Text(RETIRED)]).await?;
    Ok((used, left))
}
