//! Sessions, drafts and attempts at login: what comes and goes, and is no ledger matter.
//!
//! Rows are found by a hash of a token (or of a login name or address), never by the token itself, and their content is sealed.

use crate::{Vault, VaultError, keys};
use regie_ledger::db::{Arg, Row};
use regie_terms::{AccountId, Id};
use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

/// One short-lived thing.
#[derive(Clone, Debug)]
pub struct Scratch<T> {
    /// The account it belongs to.
    pub account: Option<AccountId>,
    /// When it was last written, milliseconds since 1970 UTC.
    pub at: i64,
    /// When it ends, milliseconds since 1970 UTC; not valid at that moment any more.
    pub until: i64,
    /// The content.
    pub value: T,
}

/// What a thing is bound to: all its plain columns. Changed in any of them, it does not open.
fn bound(
    controller: i64,
    kind: &str,
    token: &[u8],
    account: Option<&[u8]>,
    at: i64,
    until: i64,
) -> Vec<u8> {
    let mut bound = b"regie-scratch-2".to_vec();
    bound.extend_from_slice(&at.to_le_bytes());
    bound.extend_from_slice(&until.to_le_bytes());
    bound.push(u8::from(account.is_some()));
    bound.extend_from_slice(account.unwrap_or(&[0; 16]));
    bound.extend_from_slice(&controller.to_le_bytes());
    bound.extend_from_slice(&(kind.len() as u64).to_le_bytes());
    bound.extend_from_slice(kind.as_bytes());
    bound.extend_from_slice(token);
    bound
}

impl Vault {
    /// Writes or overwrites the thing of `kind` found by `token`.
    ///
    /// # Errors
    /// [`VaultError`] when it cannot be sealed or written.
    pub async fn keep_scratch<T: Serialize>(
        &self,
        kind: &'static str,
        token: &str,
        thing: &Scratch<T>,
    ) -> Result<(), VaultError> {
        let me = self.ledger().controller().0;
        let tag = self.tag(kind, token);
        let body = self.seal_scratch(kind, &tag, thing).await?;
        let account = thing.account.map(|a| *a.0.as_bytes());
        let account = account.as_ref().map(<[u8; 16]>::as_slice);
        self.ledger()
            .db()
            .execute(
                "INSERT INTO session (controller, token, kind, account, at, until, body) VALUES ($1, $2, $3, $4, $5, $6, $7) \
                 ON CONFLICT (controller, token) DO UPDATE SET account = excluded.account, at = excluded.at, \
                 until = excluded.until, body = excluded.body",
                &[
                    Arg::Int(me),
                    Arg::Bytes(&tag),
                    Arg::Text(kind),
                    Arg::MaybeBytes(account),
                    Arg::Int(thing.at),
                    Arg::Int(thing.until),
                    Arg::Bytes(&body),
                ],
            )
            .await?;
        Ok(())
    }

    /// Reads the thing of `kind` found by `token`, unless it has ended at `now` (milliseconds since 1970 UTC).
    ///
    /// # Errors
    /// [`VaultError`] when it cannot be read or unsealed.
    pub async fn scratch<T: DeserializeOwned>(
        &self,
        kind: &'static str,
        token: &str,
        now: i64,
    ) -> Result<Option<Scratch<T>>, VaultError> {
        Ok(self
            .scratch_and_facts(kind, token, now)
            .await?
            .map(|(thing, _)| thing))
    }

    /// As [`Vault::scratch`], with the version of its account's facts at that same moment.
    ///
    /// # Errors
    /// [`VaultError`] when it cannot be read or unsealed.
    pub async fn scratch_and_facts<T: DeserializeOwned>(
        &self,
        kind: &'static str,
        token: &str,
        now: i64,
    ) -> Result<Option<(Scratch<T>, i64)>, VaultError> {
        let me = self.ledger().controller().0;
        let tag = self.tag(kind, token);
        let row = self
            .ledger()
            .db()
            .row(
                "SELECT s.account, s.at, s.until, s.body, COALESCE(f.version, 0) FROM session s \
                 LEFT JOIN facts f ON f.controller = s.controller AND f.thing = s.account \
                 WHERE s.controller = $1 AND s.token = $2 AND s.kind = $3",
                &[Arg::Int(me), Arg::Bytes(&tag), Arg::Text(kind)],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        if row.int(2)? <= now {
            return Ok(None);
        }
        let thing = self.unseal_scratch(kind, &tag, &row).await?;
        Ok(Some((thing, row.int(4)?)))
    }

    pub(crate) async fn seal_scratch<T: Serialize>(
        &self,
        kind: &'static str,
        tag: &[u8],
        thing: &Scratch<T>,
    ) -> Result<Vec<u8>, VaultError> {
        let me = self.ledger().controller().0;
        let text =
            Zeroizing::new(serde_json::to_vec(&thing.value).map_err(|_| VaultError::Shape(kind))?);
        let cipher = self.keys().cipher(keys::DRAFTS).await?;
        let account = thing.account.map(|a| *a.0.as_bytes());
        let account = account.as_ref().map(<[u8; 16]>::as_slice);
        let bound = bound(me, kind, tag, account, thing.at, thing.until);
        keys::seal(&cipher, &text, &bound)
    }

    /// Opens a row that begins with account, at, until and body.
    pub(crate) async fn unseal_scratch<T: DeserializeOwned>(
        &self,
        kind: &'static str,
        tag: &[u8],
        row: &Row,
    ) -> Result<Scratch<T>, VaultError> {
        let me = self.ledger().controller().0;
        let cipher = self.keys().cipher(keys::DRAFTS).await?;
        let bound = bound(me, kind, tag, row.maybe_bytes(0)?, row.int(1)?, row.int(2)?);
        let plain = keys::unseal(&cipher, row.bytes(3)?, &bound).ok_or(VaultError::Damaged)?;
        let account = row
            .maybe_bytes(0)?
            .map(|b| Id::from_slice(b).map(AccountId))
            .transpose()
            .map_err(|_| VaultError::Shape(kind))?;
        Ok(Scratch {
            account,
            at: row.int(1)?,
            until: row.int(2)?,
            value: serde_json::from_slice(&plain).map_err(|_| VaultError::Shape(kind))?,
        })
    }

    /// Takes the thing of `kind` found by `token` away.
    ///
    /// # Errors
    /// [`VaultError`] when it cannot be written.
    pub async fn drop_scratch(&self, kind: &'static str, token: &str) -> Result<bool, VaultError> {
        let tag = self.tag(kind, token);
        let gone = self
            .ledger()
            .db()
            .execute(
                "DELETE FROM session WHERE controller = $1 AND token = $2 AND kind = $3",
                &[
                    Arg::Int(self.ledger().controller().0),
                    Arg::Bytes(&tag),
                    Arg::Text(kind),
                ],
            )
            .await?;
        Ok(gone > 0)
    }

    /// Takes everything of `kind` of an account away: all its sessions end at once.
    ///
    /// # Errors
    /// [`VaultError`] when it cannot be written.
    pub async fn drop_scratch_of(
        &self,
        kind: &'static str,
        account: AccountId,
    ) -> Result<u64, VaultError> {
        Ok(self
            .ledger()
            .db()
            .execute(
                "DELETE FROM session WHERE controller = $1 AND account = $2 AND kind = $3",
                &[
                    Arg::Int(self.ledger().controller().0),
                    Arg::Bytes(account.0.as_bytes()),
                    Arg::Text(kind),
                ],
            )
            .await?)
    }

    /// Takes away the things of `kind`, of whatever account, whose content is such. What does not open stays until it ends. Gives how many went.
    ///
    /// # Errors
    /// [`VaultError`] when they cannot be read or taken away.
    pub async fn drop_scratch_where<T: DeserializeOwned>(
        &self,
        kind: &'static str,
        such: impl Fn(&T) -> bool + Send,
    ) -> Result<u64, VaultError> {
        let me = Arg::Int(self.ledger().controller().0);
        let db = self.ledger().db();
        let rows = db
            .rows(
                "SELECT account, at, until, body, token FROM session WHERE controller = $1 AND kind = $2",
                &[me, Arg::Text(kind)],
            )
            .await?;
        let mut all = 0;
        for row in rows {
            let tag = row.bytes(4)?;
            let found = self.unseal_scratch::<T>(kind, tag, &row).await;
            if found.is_ok_and(|thing| such(&thing.value)) {
                let of = [
                    Arg::Int(self.ledger().controller().0),
                    Arg::Bytes(tag),
                    Arg::Text(kind),
                ];
                let gone = "DELETE FROM session WHERE controller = $1 AND token = $2 AND kind = $3";
                all += db.execute(gone, &of).await?;
            }
        }
        Ok(all)
    }

    /// Leaves an account `most` things of `kind` (at least one), the latest written, `token` among them; takes the others away.
    ///
    /// # Errors
    /// [`VaultError`] when it cannot be written.
    pub async fn trim_scratch(
        &self,
        kind: &'static str,
        account: AccountId,
        most: u32,
        token: &str,
    ) -> Result<u64, VaultError> {
        let tag = self.tag(kind, token);
        Ok(self
            .ledger()
            .db()
            .execute(
                "DELETE FROM session WHERE controller = $1 AND account = $2 AND kind = $3 AND token <> $4 AND token NOT IN \
                 (SELECT token FROM session WHERE controller = $1 AND account = $2 AND kind = $3 AND token <> $4 \
                 ORDER BY at DESC, token LIMIT $5)",
                &[
                    Arg::Int(self.ledger().controller().0),
                    Arg::Bytes(account.0.as_bytes()),
                    Arg::Text(kind),
                    Arg::Bytes(&tag),
                    Arg::Int(i64::from(most.saturating_sub(1))),
                ],
            )
            .await?)
    }

    /// Takes away what has ended at `now` (milliseconds since 1970 UTC), a thousand rows at a time, so that others write in between.
    /// Gives how many.
    ///
    /// # Errors
    /// [`VaultError`] when it cannot be written.
    pub async fn sweep_scratch(&self, now: i64) -> Result<u64, VaultError> {
        let mut all = 0;
        loop {
            let gone = self
                .ledger()
                .db()
                .execute(
                    "DELETE FROM session WHERE (controller, token) IN \
                     (SELECT controller, token FROM session WHERE until <= $1 LIMIT 1000)",
                    &[Arg::Int(now)],
                )
                .await?;
            all += gone;
            if gone < 1000 {
                return Ok(all);
            }
        }
    }
}
