//! Erasing: what stays is sealed anew under a fresh key, and the old key is destroyed, so that no copy of the content gives back what went.
//!
//! One transaction writes what is erased, what is sealed anew and that the old key is *retired*: a record whose id is the key's, and which says
//! nothing else. From then on the ledger's writer takes nothing under that key. Only after the COMMIT the key is destroyed, and then it is written
//! down that it was. Killed in between, the sweep at the next start finds a retired key that was not destroyed, and goes on from there.

use crate::change::Bound;
use crate::keys::{self, STAFF};
use crate::open::Where;
use crate::{Changes, Draft, Vault, VaultError};
use chacha20poly1305::XChaCha20Poly1305;
use regie_charter::{Change, Permit};
use regie_ledger::db::Arg;
use regie_ledger::row::{Anew, RETIRED, RecordRow, Rekey, Which};
use regie_ledger::{Done, LedgerError, SealedChange};
use regie_terms::{ControllerId, Id, KeyId};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What lies under a file's key and belongs to no dossier in the open: what was said of an incident about it.
pub(crate) const LOOSE: [&str; 1] = ["incident-judgement"];

/// A day in milliseconds.
const DAY: i64 = 24 * 3_600_000;

/// That a key is retired. Nothing in it is about anybody.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Retired {
    /// When, milliseconds since 1970 UTC.
    pub(crate) at: i64,
    /// When the key was destroyed, milliseconds since 1970 UTC.
    pub(crate) destroyed: Option<i64>,
    /// Whether what lies under it goes with it, instead of being sealed anew: see [`crate::destroy`].
    #[serde(default)]
    pub(crate) with_rows: bool,
}

/// A key that is being left, and the one that takes its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Erasing {
    /// The key that is destroyed.
    pub old: KeyId,
    /// The key that everything which stays goes under.
    pub fresh: KeyId,
}

/// What a sweep of retired keys did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// How many keys were destroyed.
    pub destroyed: u64,
    /// Keys under which something lies all the same, which were left as they are.
    pub kept: Vec<KeyId>,
}

impl Vault {
    /// Why a key is not in the store: it was left for another one since, and what was read must be read again; or it is gone for good.
    pub(crate) async fn gone(&self, key: KeyId) -> VaultError {
        match self.routing(Where::Id(key.0), &[RETIRED]).await {
            Ok(rows) if rows.is_empty() => VaultError::Destroyed,
            Ok(_) => LedgerError::Moved.into(),
            Err(error) => error,
        }
    }

    /// The cipher of a key that something is written or read under.
    ///
    /// # Errors
    /// As [`Vault::gone`] for a key that is not in the store; [`VaultError::WrongKey`] for one that cannot be unwrapped.
    pub(crate) async fn cipher(&self, key: KeyId) -> Result<Arc<XChaCha20Poly1305>, VaultError> {
        match self.keys().cipher(key).await {
            Err(VaultError::Destroyed) => Err(self.gone(key).await),
            other => other,
        }
    }

    /// Writes a change after which nothing lies under the keys `old` any more: what the change removes is gone, and everything else that lay there is
    /// sealed anew, what lay under one key under one fresh key, each row by itself. What the change writes under an old key goes under the fresh one,
    /// as its line does. The old keys stay in the store until [`Vault::destroy_retired`].
    ///
    /// `now` is in milliseconds since 1970 UTC.
    ///
    /// # Errors
    /// As [`Vault::change`]; [`VaultError::OutOfScope`] for a key that is not that of a file of the permit's dossier.
    pub async fn erase(
        &self,
        permit: Permit<Change>,
        changes: Changes,
        old: &[KeyId],
        now: i64,
    ) -> Result<(Done, Vec<Erasing>), VaultError> {
        let dossier = permit.scope().dossier.ok_or(VaultError::OutOfScope)?;
        let pairs = self.pairs(old.to_vec(), dossier.0, now).await?;
        let written = self
            .erase_under(permit, changes, &pairs, now, dossier.0)
            .await;
        let unused = self.unused(&written, &pairs).await;
        written.map(|done| (done, if unused { Vec::new() } else { pairs }))
    }

    /// A fresh key for each of these, all of which are keys of files of the dossier and nothing else.
    pub(crate) async fn pairs(
        &self,
        mut keys: Vec<KeyId>,
        dossier: Id,
        now: i64,
    ) -> Result<Vec<Erasing>, VaultError> {
        keys.sort_unstable_by_key(|key| key.0);
        keys.dedup();
        for key in &keys {
            drop(self.cipher(*key).await?);
            if keys::is_fixed(*key) || self.lies_elsewhere(*key, dossier).await? {
                return Err(VaultError::OutOfScope);
            }
        }
        let fresh = self.keys().make(keys.len(), now).await?;
        let pair = |(old, fresh)| Erasing { old, fresh };
        Ok(keys.into_iter().zip(fresh).map(pair).collect())
    }

    /// Whether nothing lies under the fresh keys after all; then they are destroyed.
    pub(crate) async fn unused(
        &self,
        written: &Result<Done, VaultError>,
        pairs: &[Erasing],
    ) -> bool {
        let unused = match written {
            Ok(done) => done.repeated,
            // Where it is not known whether the change stands, something may lie under them.
            Err(error) => !matches!(error, VaultError::Ledger(LedgerError::Unknown)),
        };
        if unused {
            for pair in pairs {
                // What went wrong first is what is told; a key that nothing lies under harms nobody.
                let _ = self.keys().destroy(pair.fresh).await;
            }
        }
        unused
    }

    async fn erase_under(
        &self,
        permit: Permit<Change>,
        mut changes: Changes,
        pairs: &[Erasing],
        now: i64,
        dossier: Id,
    ) -> Result<Done, VaultError> {
        let fresh_of = |key: KeyId| pairs.iter().find(|p| p.old == key).map_or(key, |p| p.fresh);
        for draft in changes.add.iter_mut().chain(&mut changes.replace) {
            draft.key = fresh_of(draft.key);
        }
        changes.line_key = changes.line_key.map(fresh_of);
        for pair in pairs {
            let retired = Retired {
                at: now,
                destroyed: None,
                with_rows: false,
            };
            let draft = Draft::new(RETIRED, STAFF, &retired)?.id(pair.old.0);
            changes.add.push(draft);
        }
        let (reason, line_key) = (changes.reason.clone(), changes.line_key);
        let mut rows = self.rows(&permit, changes).await?;
        for pair in pairs {
            rows.rekey.push(Rekey {
                dossier,
                loose: &LOOSE,
                from: pair.old,
                to: vec![pair.fresh],
                which: Which::All,
                anew: anew(
                    self.controller(),
                    self.cipher(pair.old).await?,
                    self.keys().cipher(pair.fresh).await?,
                    pair.fresh,
                ),
            });
        }
        let request = permit.scope().request;
        let sealed = self
            .seal_line(permit.questions(), reason.as_deref(), request, line_key)
            .await?;
        Ok(self
            .ledger()
            .change(SealedChange::new(permit, rows, sealed))
            .await?)
    }

    /// Whether something under a key lies where erasing would not find it. The whole table is walked, before the chain is held.
    async fn lies_elsewhere(&self, key: KeyId, dossier: Id) -> Result<bool, VaultError> {
        let [loose] = LOOSE;
        let found = self
            .ledger()
            .db()
            .row(
                "SELECT 1 FROM record WHERE controller = $1 AND key = $2 \
                 AND (dossier <> $3 OR (dossier IS NULL AND kind <> $4)) LIMIT 1",
                &[
                    Arg::Int(self.controller().0),
                    Arg::Bytes(key.0.as_bytes()),
                    Arg::Bytes(dossier.as_bytes()),
                    Arg::Text(loose),
                ],
            )
            .await?;
        Ok(found.is_some())
    }

    /// Destroys the keys that are retired and still there, and writes a line for each; `leave` gives the program's own leave for the act
    /// `destroy-key`. Keys that another desk destroyed are kept at hand here no longer. A key under which something lies is not destroyed.
    ///
    /// # Errors
    /// [`VaultError`] when one could not be destroyed; the next sweep tries again.
    pub async fn destroy_retired(
        &self,
        leave: impl Fn() -> Option<Permit<Change>> + Send,
        now: i64,
    ) -> Result<Swept, VaultError> {
        let rows = self.routing(Where::NoDossier, &[RETIRED]).await?;
        let (waiting, done): (Vec<_>, Vec<_>) = rows.into_iter().partition(|r| r.due.is_none());
        let done: Vec<KeyId> = done.into_iter().map(|row| KeyId(row.id)).collect();
        self.keys().forget(&done);
        let mut swept = Swept::default();
        for row in waiting {
            let key = KeyId(row.id);
            let mut known = self.facts_of(vec![row.id], &[RETIRED]).await?;
            let Some(known) = known.take::<Retired>(RETIRED)?.pop() else {
                continue;
            };
            if known.value.with_rows {
                continue;
            }
            let lies = self
                .ledger()
                .db()
                .row(
                    "SELECT 1 FROM record WHERE controller = $1 AND key = $2 LIMIT 1",
                    &[Arg::Int(self.controller().0), Arg::Bytes(key.0.as_bytes())],
                )
                .await?;
            if lies.is_some() {
                tracing::error!("something lies under a key that is retired; it is kept");
                swept.kept.push(key);
                continue;
            }
            self.keys().destroy(key).await?;
            let Some(permit) = leave() else {
                return Err(VaultError::OutOfScope);
            };
            let retired = Retired {
                destroyed: Some(now),
                ..known.value.clone()
            };
            let draft = Draft::over(RETIRED, &known, &retired)?.due(now.div_euclid(DAY));
            let changes = Changes {
                replace: vec![draft],
                ..Changes::default()
            };
            match self.change(permit, changes).await {
                Ok(_) => swept.destroyed += 1,
                // Another desk was first.
                Err(VaultError::Ledger(LedgerError::Moved)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(swept)
    }
}

/// Opens a row under one key and seals its next version under another.
fn anew(
    controller: ControllerId,
    old: Arc<XChaCha20Poly1305>,
    fresh: Arc<XChaCha20Poly1305>,
    key: KeyId,
) -> Anew {
    let bound = move |row: &RecordRow| {
        Bound {
            controller,
            id: &row.id,
            kind: &row.kind,
            version: row.version,
            dossier: &row.dossier,
            person: &row.person,
            account: &row.account,
            of: &row.of,
            due: row.due,
        }
        .bytes()
    };
    Arc::new(move |mut row: RecordRow| {
        let body = keys::unseal(&old, &row.sealed, &bound(&row))?;
        row.version += 1;
        row.key = key;
        row.sealed = keys::seal(&fresh, &body, &bound(&row)).ok()?;
        Some(row)
    })
}
