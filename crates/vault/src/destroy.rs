//! Destroying all that lies in a dossier when its term is over: first it is written down that nothing is written there any more, then the keys go, then
//! the rows.
//!
//! After the first step the writer takes nothing under the keys; after the second nobody reads what lies under them, in no copy of the content. Killed
//! in between, it is taken up where it was: the keys are in the store or they are not, the rows are there or they are not.

use crate::keys::{self, STAFF};
use crate::open::{ROUTING, Routing, Where};
use crate::retire::{LOOSE, Retired};
use crate::{Changes, Draft, Vault, VaultError};
use regie_charter::{Change, Permit};
use regie_ledger::db::{Arg, Col};
use regie_ledger::row::RETIRED;
use regie_terms::{Id, KeyId};

/// The act that says that a dossier is being destroyed.
const BEGIN: &str = "begin-destruction";
/// The act that takes its rows away.
const DESTROY: &str = "destroy-dossier";
/// A day in milliseconds.
const DAY: i64 = 24 * 3_600_000;

/// What is taken away with a dossier, besides what lies in it.
#[derive(Clone, Default)]
pub struct Along {
    /// Records outside the dossier that are about it alone.
    pub remove: Vec<Id>,
    /// Records under the staff's key as they become.
    pub replace: Vec<Draft>,
}

impl Vault {
    /// The keys that anything in a dossier lies under, but those that guard the whole.
    ///
    /// # Errors
    /// [`VaultError`] when the content cannot be read.
    pub async fn keys_of(&self, dossier: Id) -> Result<Vec<KeyId>, VaultError> {
        let rest = "FROM record WHERE controller = $1 AND dossier = $2 GROUP BY key ORDER BY key";
        let args = [
            Arg::Int(self.ledger().controller().0),
            Arg::Bytes(dossier.as_bytes()),
        ];
        let found = self.ledger().db().packed(&[Col::Bytes("key")], rest, &args);
        let mut out = Vec::new();
        for row in found.await?.rows() {
            let key = KeyId(Id::from_bytes(row?.array(0)?));
            if !keys::is_fixed(key) {
                out.push(key);
            }
        }
        Ok(out)
    }

    /// Whether a dossier is being destroyed: one of its keys is left and the rows under it are to go.
    ///
    /// # Errors
    /// [`VaultError`] when it cannot be read.
    pub async fn is_begun(&self, keys: &[KeyId]) -> Result<bool, VaultError> {
        for key in keys {
            if !self.routing(Where::Id(key.0), &[RETIRED]).await?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Writes down that all that lies under these keys of the permit's dossier is being destroyed. From then on nothing is written under them.
    ///
    /// `now` is in milliseconds since 1970 UTC.
    ///
    /// # Errors
    /// As [`Vault::change`]; [`VaultError::OutOfScope`] for another act, or a key that guards the whole.
    pub async fn begin_destroying(
        &self,
        permit: Permit<Change>,
        old: &[KeyId],
        now: i64,
    ) -> Result<(), VaultError> {
        if permit.scope().act != BEGIN || old.iter().any(|key| keys::is_fixed(*key)) {
            return Err(VaultError::OutOfScope);
        }
        let retired = Retired {
            at: now,
            destroyed: None,
            with_rows: true,
        };
        let mut changes = Changes::default();
        for key in old {
            changes
                .add
                .push(Draft::new(RETIRED, STAFF, &retired)?.id(key.0));
        }
        self.change(permit, changes).await.map(drop)
    }

    /// Destroys keys of which it is written down that what lies under them is being destroyed.
    ///
    /// # Errors
    /// [`VaultError::OutOfScope`] for a key of which that is not so; [`VaultError`] when it could not be done to the end: then it has to be done again.
    pub async fn destroy_begun(&self, old: &[KeyId]) -> Result<(), VaultError> {
        for chunk in old.chunks(128) {
            let ids: Vec<Id> = chunk.iter().map(|key| key.0).collect();
            let known = self
                .facts_of(ids, &[RETIRED])
                .await?
                .take::<Retired>(RETIRED)?;
            if chunk.len() != known.iter().filter(|one| one.value.with_rows).count() {
                return Err(VaultError::OutOfScope);
            }
        }
        self.keys().destroy_all(old).await
    }

    /// Takes away everything that lies in the permit's dossier, once its keys are destroyed. What another act writes there meanwhile stops it, and it is
    /// done again. Gives how many records went.
    ///
    /// `now` is in milliseconds since 1970 UTC.
    ///
    /// # Errors
    /// As [`Vault::change`]; [`VaultError::OutOfScope`] for another act, and while one of the keys is in the key store.
    pub async fn destroy_rows(
        &self,
        permit: Permit<Change>,
        old: &[KeyId],
        along: Along,
        now: i64,
    ) -> Result<usize, VaultError> {
        let dossier = permit.scope().dossier.ok_or(VaultError::OutOfScope)?.0;
        let ids: Vec<[u8; 16]> = old.iter().map(|key| *key.0.as_bytes()).collect();
        if permit.scope().act != DESTROY || !self.keys().present(&ids).await?.is_empty() {
            return Err(VaultError::OutOfScope);
        }
        let mut changes = Changes {
            remove: along.remove,
            replace: along.replace,
            ..Changes::default()
        };
        let rows = self.routing(Where::Dossier(dossier), &[]).await?;
        changes.remove.extend(rows.iter().map(|row| row.id));
        let loose = self.routing(Where::NoDossier, &LOOSE).await?;
        let under = loose.iter().filter(|row| old.contains(&row.key));
        changes.remove.extend(under.map(|row| row.id));
        changes.remove.sort_unstable();
        changes.remove.dedup();
        let count = changes.remove.len();
        for chunk in old.chunks(128) {
            let ids = chunk.iter().map(|key| key.0).collect();
            let mut known = self.facts_of(ids, &[RETIRED]).await?;
            for one in known.take::<Retired>(RETIRED)? {
                let retired = Retired {
                    destroyed: Some(now),
                    ..one.value.clone()
                };
                changes
                    .replace
                    .push(Draft::over(RETIRED, &one, &retired)?.due(now.div_euclid(DAY)));
            }
        }
        let _ = self.change(permit, changes).await?;
        Ok(count)
    }

    /// The rows of a kind that belong to no dossier in the open and whose term ended on or before a day (days since 1970-01-01), by that day, after the
    /// one named; at most `limit` of them.
    ///
    /// # Errors
    /// [`VaultError`] when they cannot be read.
    pub async fn over(
        &self,
        kind: &'static str,
        last: i64,
        after: Option<(i64, Id)>,
        limit: i64,
    ) -> Result<Vec<Routing>, VaultError> {
        let (due, id) = after.unwrap_or((i64::MIN, Id::from_bytes([0; 16])));
        let args = [
            Arg::Int(self.ledger().controller().0),
            Arg::Text(kind),
            Arg::Int(last),
            Arg::Int(due),
            Arg::Bytes(id.as_bytes()),
            Arg::Int(limit),
        ];
        let rest = "FROM record WHERE controller = $1 AND dossier IS NULL AND kind = $2 AND due <= $3 \
                    AND (due > $4 OR (due = $4 AND id > $5)) ORDER BY due, id LIMIT $6";
        let packed = self.ledger().db().packed(&ROUTING, rest, &args).await?;
        packed.rows().map(|row| Ok(Routing::read(&row?)?)).collect()
    }
}
