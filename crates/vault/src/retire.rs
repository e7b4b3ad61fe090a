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
use regie_ledger::row::{Anew, RETIRED, RecordRow, Rekey};
use regie_ledger::{Done, LedgerError, SealedChange};
use regie_terms::{ControllerId, Id, KeyId};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What lies under a file's key and belongs to no dossier in the open: what was said of an incident about it.
const LOOSE: [&str; 1] = ["incident-judgement"];

/// A day in milliseconds.
const DAY: i64 = 24 * 3_600_000;

/// That a key is retired. Nothing in it is about anybody.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Retired {
    /// When, milliseconds since 1970 UTC.
    at: i64,
    /// When the key was destroyed, milliseconds since 1970 UTC.
    destroyed: Option<i64>,
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

    /// Writes a change after which nothing lies under the key `old` any more: what the change removes is gone, and everything else that lay there is
    /// sealed anew under a fresh key, each row by itself. What the change writes under `old` goes under the fresh one, as its line does. The key
    /// stays in the store until [`Vault::destroy_retired`].
    ///
    /// `now` is in milliseconds since 1970 UTC.
    ///
    /// # Errors
    /// As [`Vault::change`]; [`VaultError::OutOfScope`] for a key that is not that of a file of the permit's dossier.
    pub async fn erase(
        &self,
        permit: Permit<Change>,
        changes: Changes,
        old: KeyId,
        now: i64,
    ) -> Result<(Done, Erasing), VaultError> {
        let dossier = permit.scope().dossier.ok_or(VaultError::OutOfScope)?;
        let cipher = match self.keys().cipher(old).await {
            Err(VaultError::Destroyed) => return Err(self.gone(old).await),
            other => other?,
        };
        if keys::is_fixed(old) || self.lies_elsewhere(old, dossier.0).await? {
            return Err(VaultError::OutOfScope);
        }
        let fresh = self.keys().make(1, now).await?;
        let fresh = *fresh.first().ok_or(VaultError::NoRandomness)?;
        let written = self
            .erase_under(permit, changes, (old, cipher), (fresh, now), dossier.0)
            .await;
        match written {
            Ok(done) if !done.repeated => Ok((done, Erasing { old, fresh })),
            // Nothing lies under the fresh key. Where it is not known whether the change stands, it may.
            Ok(done) => {
                self.keys().destroy(fresh).await?;
                Ok((done, Erasing { old, fresh: old }))
            }
            Err(error) => {
                if !matches!(error, VaultError::Ledger(LedgerError::Unknown)) {
                    // What went wrong first is what is told; a key that nothing lies under harms nobody.
                    let _ = self.keys().destroy(fresh).await;
                }
                Err(error)
            }
        }
    }

    async fn erase_under(
        &self,
        permit: Permit<Change>,
        mut changes: Changes,
        (old, cipher): (KeyId, Arc<XChaCha20Poly1305>),
        (fresh, now): (KeyId, i64),
        dossier: Id,
    ) -> Result<Done, VaultError> {
        for draft in changes.add.iter_mut().chain(&mut changes.replace) {
            if draft.key == old {
                draft.key = fresh;
            }
        }
        let retired = Retired {
            at: now,
            destroyed: None,
        };
        changes
            .add
            .push(Draft::new(RETIRED, STAFF, &retired)?.id(old.0));
        let line_key = match changes.line_key {
            Some(key) if key == old => Some(fresh),
            other => other,
        };
        let reason = changes.reason.clone();
        let mut rows = self.rows(&permit, changes).await?;
        rows.rekey = Some(Rekey {
            dossier,
            loose: &LOOSE,
            from: old,
            to: fresh,
            anew: anew(
                self.controller(),
                cipher,
                self.keys().cipher(fresh).await?,
                fresh,
            ),
        });
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
            let mut known = self.facts_of(vec![row.id], &[RETIRED]).await?;
            let Some(known) = known.take::<Retired>(RETIRED)?.pop() else {
                continue;
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
