//! Dividing: one dossier becomes two, and nothing of the one lies under a key of the other.
//!
//! This is the one way by which a row leaves its dossier, and it serves one act. The leave has to be for that act, and name exactly the two
//! dossiers; the other must not exist yet. Every key of a file belongs to one side; everything that lies under one of them is sealed anew under a
//! fresh key of the side it goes to, in the same transaction as the rest, and the old keys are left as erasing leaves them (`retire.rs`): destroyed
//! after the COMMIT, and by the next sweep where that was cut short.

use crate::change::Bound;
use crate::keys::{self, STAFF};
use crate::retire::{Erasing, LOOSE, Retired};
use crate::{Changes, Draft, Vault, VaultError};
use chacha20poly1305::XChaCha20Poly1305;
use regie_charter::{Change, Permit};
use regie_ledger::row::{Anew, RETIRED, RecordRow, Rekey, Which};
use regie_ledger::{Done, SealedChange};
use regie_terms::{ControllerId, Id, KeyId};
use std::collections::HashMap;
use std::sync::Arc;

/// The one act that divides.
const ACT: &str = "split-dossier";

/// On which side of a division something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// In the dossier that was there.
    Stays,
    /// In the dossier that is new.
    Leaves,
}

/// How a dossier is divided.
#[derive(Clone, Debug)]
pub struct Dividing {
    /// The id of the new dossier.
    pub fresh: Id,
    /// Every key of a file of the dossier as it is, and on which side that file is from now on.
    pub keys: Vec<(KeyId, Side)>,
    /// Every row that lies under one of those keys and that the change does not write or remove, with the key whose place it takes: its own, or
    /// another of the side it goes to.
    pub rows: Vec<(Id, KeyId)>,
    /// Rows of the dossier under the staff's key that go along: a link to the portal, say.
    pub along: Vec<Id>,
}

impl Vault {
    /// Writes a change that divides a dossier. What the change seals under an old key goes under the fresh one in its place, and has to stand in the
    /// dossier that this key belongs to from now on.
    ///
    /// `now` is in milliseconds since 1970 UTC.
    ///
    /// # Errors
    /// [`VaultError::OutOfScope`] for leave that is not for this act on exactly these two dossiers, for a thing in a third, for one under a key of the
    /// other side, and for a key that is not of a file here; [`regie_ledger::LedgerError::Moved`] where a row lies under one of the keys that
    /// `dividing` does not know of; else as [`Vault::change`].
    pub async fn divide(
        &self,
        permit: Permit<Change>,
        changes: Changes,
        dividing: Dividing,
        now: i64,
    ) -> Result<Done, VaultError> {
        let scope = permit.scope();
        let dossier = scope.dossier.ok_or(VaultError::OutOfScope)?.0;
        let fresh = dividing.fresh;
        let new = scope.facts.contains(&(fresh, 0));
        if scope.act != ACT || scope.moves != [dossier, fresh] || !new || fresh == dossier {
            return Err(VaultError::OutOfScope);
        }
        let home = |key: KeyId| {
            let found = dividing.keys.iter().find(|(one, _)| *one == key);
            found.map(|(_, side)| match side {
                Side::Stays => dossier,
                Side::Leaves => fresh,
            })
        };
        let placed = |draft: &Draft| match (draft.dossier, home(draft.key)) {
            (Some(at), Some(home)) => at == home,
            (Some(at), None) => draft.key == STAFF && (at == dossier || at == fresh),
            (None, Some(_)) => false,
            (None, None) => keys::is_fixed(draft.key),
        };
        let known = |(_, key): &(Id, KeyId)| home(*key).is_some();
        if !changes.drafts().all(placed) || !dividing.rows.iter().all(known) {
            return Err(VaultError::OutOfScope);
        }
        let old = dividing.keys.iter().map(|(key, _)| *key).collect();
        let pairs = self.pairs(old, dossier, now).await?;
        let written = self
            .divide_under(permit, changes, &dividing, &pairs, now)
            .await;
        let _ = self.unused(&written, &pairs).await;
        written
    }

    async fn divide_under(
        &self,
        permit: Permit<Change>,
        mut changes: Changes,
        dividing: &Dividing,
        pairs: &[Erasing],
        now: i64,
    ) -> Result<Done, VaultError> {
        let dossier = permit.scope().dossier.ok_or(VaultError::OutOfScope)?.0;
        let fresh_of = |key: KeyId| pairs.iter().find(|p| p.old == key).map_or(key, |p| p.fresh);
        for draft in changes.add.iter_mut().chain(&mut changes.replace) {
            draft.key = fresh_of(draft.key);
        }
        changes.line_key = changes.line_key.map(fresh_of);
        for pair in pairs {
            let retired = Retired {
                at: now,
                destroyed: None,
            };
            let draft = Draft::new(RETIRED, STAFF, &retired)?.id(pair.old.0);
            changes.add.push(draft);
        }
        let (reason, line_key) = (changes.reason.clone(), changes.line_key);
        let mut rows = self.sealed_rows(changes, false).await?;
        let mut places = HashMap::new();
        for (key, side) in &dividing.keys {
            let fresh = fresh_of(*key);
            let place = Place {
                key: fresh,
                cipher: self.keys().cipher(fresh).await?,
                dossier: match side {
                    Side::Stays => dossier,
                    Side::Leaves => dividing.fresh,
                },
            };
            places.insert(*key, place);
        }
        let goes: Arc<HashMap<Id, KeyId>> = Arc::new(dividing.rows.iter().copied().collect());
        let places = Arc::new(places);
        let exactly: Vec<Id> = dividing.rows.iter().map(|(id, _)| *id).collect();
        for pair in pairs {
            let (places, goes, own) = (places.clone(), goes.clone(), pair.old);
            let place = move |row: &RecordRow| {
                // What belongs to no dossier in the open stays with its key.
                let key = goes.get(&row.id).copied().unwrap_or(own);
                places.get(&key).cloned()
            };
            rows.rekey.push(Rekey {
                dossier,
                loose: &LOOSE,
                from: pair.old,
                to: pairs.iter().map(|p| p.fresh).collect(),
                which: Which::Exactly(exactly.clone()),
                anew: moved(self.controller(), self.cipher(pair.old).await?, place),
            });
        }
        if !dividing.along.is_empty() {
            let cipher = self.keys().cipher(STAFF).await?;
            let place = Place {
                key: STAFF,
                cipher: cipher.clone(),
                dossier: dividing.fresh,
            };
            rows.rekey.push(Rekey {
                dossier,
                loose: &[],
                from: STAFF,
                to: vec![STAFF],
                which: Which::Only(dividing.along.clone()),
                anew: moved(self.controller(), cipher, move |_| Some(place.clone())),
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
}

/// Where a row goes.
#[derive(Clone)]
struct Place {
    key: KeyId,
    cipher: Arc<XChaCha20Poly1305>,
    dossier: Id,
}

/// Opens a row and seals its next version where it goes.
fn moved(
    controller: ControllerId,
    old: Arc<XChaCha20Poly1305>,
    place: impl Fn(&RecordRow) -> Option<Place> + Send + Sync + 'static,
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
        let place = place(&row)?;
        let body = keys::unseal(&old, &row.sealed, &bound(&row))?;
        row.version += 1;
        row.key = place.key;
        row.dossier = row.dossier.map(|_| place.dossier);
        row.sealed = keys::seal(&place.cipher, &body, &bound(&row)).ok()?;
        Some(row)
    })
}
