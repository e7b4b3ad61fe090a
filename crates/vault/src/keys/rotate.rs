//! Replacing the controller's key: what survives in the key store is wrapped anew, and the old key is destroyed.
//!
//! A copy of the key store from before then opens with nothing that is left; so what was destroyed in between stays destroyed. It may be cut short at any
//! moment and is done beside programs that make keys: the key of row digests is wrapped anew first, and whoever makes a key wraps it as
//! that one is wrapped.

use super::{DIGEST, KeyStore};
use crate::{Vault, VaultError};
use regie_charter::{Change, Permit};
use regie_ledger::db::{Arg, Col};
use regie_terms::{Id, KeyId};
use std::fmt::Write as _;

/// Keys wrapped anew by one statement.
const BATCH: usize = 1024;

/// Keys wrapped anew in one transaction, so that whoever makes keys waits for a moment only.
const TOGETHER: i64 = 8 * 1024;

/// What replacing the controller's key came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rotated {
    /// The old key is destroyed; so many data keys were wrapped anew.
    Done(u64),
    /// The key service replaces its key by its own means.
    Elsewhere,
}

/// A key's id and how it is wrapped.
type Wrapped = ([u8; 16], Vec<u8>);

impl KeyStore {
    /// Makes a new controller's key, wraps every data key by it, and destroys the old one. What an interrupted one left is gone on with. Programs may
    /// make and destroy keys meanwhile.
    ///
    /// # Errors
    /// [`VaultError::Turning`] when another program is at it, [`VaultError::NotPrepared`] where other machines have the key too;
    /// [`VaultError`] otherwise when it was cut short: then either key is there, and doing it again goes on.
    pub async fn rotate(&self) -> Result<Rotated, VaultError> {
        let Some(turn) = self.service.turn()? else {
            return Ok(Rotated::Elsewhere);
        };
        let me = Arg::Int(self.controller.0);
        // From here on every key that is made is wrapped by the new one; the row is locked until those that are being made by the old one stand.
        let first = self.service.unwrap(DIGEST, &self.first().await?)?;
        let first = turn.wrap(DIGEST, &first)?;
        self.db
            .execute(
                "UPDATE data_key SET wrapped = $3 WHERE controller = $1 AND id = $2",
                &[me, Arg::Bytes(DIGEST.0.as_bytes()), Arg::Bytes(&first)],
            )
            .await?;
        let mut done = 0;
        // The second time nothing is left to do; the old key is destroyed only then.
        loop {
            let anew = self.wrap_all(turn.as_ref()).await?;
            if anew == 0 {
                break;
            }
            done += anew;
        }
        self.db.scrub_keys().await?;
        turn.finish()?;
        Ok(Rotated::Done(done))
    }

    /// Goes on with replacing the controller's key where that was cut short; gives whether it was.
    ///
    /// # Errors
    /// As [`KeyStore::rotate`].
    pub async fn settle(&self) -> Result<bool, VaultError> {
        let begun = self.service.begun(&self.first().await?)?;
        if begun {
            self.rotate().await?;
        }
        Ok(begun)
    }

    /// The key of row digests as it is wrapped: by the same controller's key as all that are made now.
    pub(super) async fn first(&self) -> Result<Vec<u8>, VaultError> {
        let row = self
            .db
            .row(
                "SELECT wrapped FROM data_key WHERE controller = $1 AND id = $2",
                &[Arg::Int(self.controller.0), Arg::Bytes(DIGEST.0.as_bytes())],
            )
            .await?
            .ok_or(VaultError::Destroyed)?;
        Ok(row.bytes(0)?.to_vec())
    }

    /// Wraps by the new key whatever is not wrapped by it yet, in the order of the ids; gives how many.
    async fn wrap_all(&self, turn: &dyn super::Turn) -> Result<u64, VaultError> {
        let mut after: Vec<u8> = Vec::new();
        let mut done = 0;
        loop {
            let mut anew: Vec<Wrapped> = Vec::new();
            let page = self.page(&after, TOGETHER).await?;
            let Some((last, _)) = page.last() else {
                return Ok(done);
            };
            after = last.to_vec();
            for (id, wrapped) in &page {
                if !turn.wrapped(wrapped) {
                    let key = KeyId(Id::from_bytes(*id));
                    let secret = self.service.unwrap(key, wrapped)?;
                    anew.push((*id, turn.wrap(key, &secret)?));
                }
            }
            if !anew.is_empty() {
                self.put(&anew).await?;
                done += u64::try_from(anew.len()).unwrap_or_default();
            }
        }
    }

    /// The wrapped keys after this one.
    pub(super) async fn page(&self, after: &[u8], most: i64) -> Result<Vec<Wrapped>, VaultError> {
        let packed = self
            .db
            .packed(
                &[Col::Bytes("id"), Col::Bytes("wrapped")],
                "FROM data_key WHERE controller = $1 AND id > $2 ORDER BY id LIMIT $3",
                &[
                    Arg::Int(self.controller.0),
                    Arg::Bytes(after),
                    Arg::Int(most),
                ],
            )
            .await?;
        let rows = packed.rows();
        rows.map(|row| {
            let row = row?;
            Ok((row.array(0)?, row.bytes(1)?.to_vec()))
        })
        .collect()
    }

    async fn put(&self, anew: &[Wrapped]) -> Result<(), VaultError> {
        let mut conn = self.db.writer().await?;
        conn.begin().await?;
        for batch in anew.chunks(BATCH) {
            let mut values = String::with_capacity(batch.len() * 14);
            let mut args = vec![Arg::Int(self.controller.0)];
            for (at, (id, wrapped)) in batch.iter().enumerate() {
                let comma = if at > 0 { "," } else { "" };
                // Writing to a String does not fail.
                let _ = write!(values, "{comma}(${},${})", 2 * at + 2, 2 * at + 3);
                args.push(Arg::Bytes(id));
                args.push(Arg::Bytes(wrapped));
            }
            let next = 2 * batch.len() + 2;
            let ends = batch.first().zip(batch.last());
            args.extend(ends.iter().flat_map(|((first, _), (last, _))| {
                [Arg::Bytes(first.as_slice()), Arg::Bytes(last.as_slice())]
            }));
            // One that was destroyed meanwhile is not there and stays so. Between the first and the last of them, so that whichever side either
            // database begins with it reads no more of the table than that.
            let sql = format!(
                "UPDATE data_key SET wrapped = fresh.column2 FROM (VALUES {values}) AS fresh \
                 WHERE controller = $1 AND id = fresh.column1 AND id >= ${next} AND id <= ${}",
                next + 1
            );
            if let Err(error) = conn.execute(&sql, &args).await {
                // The first error is the one to tell.
                let _ = conn.plain("ROLLBACK").await;
                return Err(error.into());
            }
        }
        Ok(conn.plain("COMMIT").await?)
    }
}

impl Vault {
    /// Replaces the controller's key and writes a line about it; `leave` gives the program's own leave for the act `rotate-keys`. To be called after data
    /// keys were destroyed: from then on no copy of the key store of before opens with a key that is left.
    ///
    /// # Errors
    /// As [`KeyStore::rotate`]; [`VaultError::OutOfScope`] without leave, before anything is done.
    pub async fn rotate(
        &self,
        leave: impl FnOnce() -> Option<Permit<Change>> + Send,
    ) -> Result<Rotated, VaultError> {
        let permit = leave().filter(|permit| permit.scope().act == "rotate-keys");
        let permit = permit.ok_or(VaultError::OutOfScope)?;
        let rotated = self.keys().rotate().await?;
        if let Rotated::Done(_) = rotated {
            let _ = self.change(permit, crate::Changes::default()).await?;
        }
        Ok(rotated)
    }
}
