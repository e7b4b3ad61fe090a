//! The key store: data keys, wrapped by the controller's key, apart from the content.
//!
//! Destroying a key here is what makes last year's backup of the content unreadable. The key store therefore has
//! its own database, its own log and its own backup of at most 35 days.

pub mod escrow;
mod files;
mod rotate;
mod service;
pub use rotate::Rotated;
pub use service::{FileKey, Generation, KeyService, Turn};

use crate::VaultError;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use regie_ledger::db::copy::{Copied, CopyError};
use regie_ledger::db::{Arg, Col, Db, Store, in_list};
use regie_terms::{ControllerId, Id, KeyId};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, RwLock};
use zeroize::Zeroizing;

/// A secret of 32 bytes that is wiped when dropped.
pub type Secret = Zeroizing<[u8; 32]>;

/// The key of row digests.
pub const DIGEST: KeyId = fixed(1);
/// The key of blind indexes.
pub const INDEX: KeyId = fixed(2);
/// The seed of the signing key of checkpoints.
pub const SIGNING: KeyId = fixed(3);
/// The key of staff records and of lines that belong to no dossier.
pub const STAFF: KeyId = fixed(4);
/// The key of drafts and sessions.
pub const DRAFTS: KeyId = fixed(5);

const ALL_FIXED: [KeyId; 5] = [DIGEST, INDEX, SIGNING, STAFF, DRAFTS];

/// Whether a key guards the whole rather than one file.
pub(crate) fn is_fixed(id: KeyId) -> bool {
    ALL_FIXED.contains(&id)
}

/// The ids of the keys that guard the whole.
pub const FIXED_IDS: [[u8; 16]; 5] = [
    *DIGEST.0.as_bytes(),
    *INDEX.0.as_bytes(),
    *SIGNING.0.as_bytes(),
    *STAFF.0.as_bytes(),
    *DRAFTS.0.as_bytes(),
];

/// How many keys a store has before there is a dossier.
pub const FIXED: u64 = ALL_FIXED.len() as u64;

const fn fixed(n: u8) -> KeyId {
    KeyId(Id::from_bytes([
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, n,
    ]))
}

/// Thirty-two random bytes from the operating system.
///
/// # Errors
/// [`VaultError::NoRandomness`] when the system gives none.
pub fn random() -> Result<Secret, VaultError> {
    let mut bytes = Zeroizing::new([0; 32]);
    getrandom::fill(bytes.as_mut_slice()).map_err(|_| VaultError::NoRandomness)?;
    Ok(bytes)
}

/// Nonce (24 bytes, random) and ciphertext with tag.
pub(crate) fn seal(
    cipher: &XChaCha20Poly1305,
    plain: &[u8],
    bound: &[u8],
) -> Result<Vec<u8>, VaultError> {
    let mut nonce = [0u8; 24];
    getrandom::fill(&mut nonce).map_err(|_| VaultError::NoRandomness)?;
    let payload = Payload {
        msg: plain,
        aad: bound,
    };
    let sealed = cipher
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| VaultError::Damaged)?;
    let mut out = Vec::with_capacity(24 + sealed.len());
    out.extend_from_slice(&nonce);
    out.extend_from_slice(&sealed);
    Ok(out)
}

pub(crate) fn unseal(
    cipher: &XChaCha20Poly1305,
    sealed: &[u8],
    bound: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, rest) = sealed.split_first_chunk::<24>()?;
    cipher
        .decrypt(
            &XNonce::from(*nonce),
            Payload {
                msg: rest,
                aad: bound,
            },
        )
        .ok()
        .map(Zeroizing::new)
}

/// How many unwrapped keys are kept at hand.
const AT_HAND: usize = 50_000;

/// The store of wrapped data keys.
pub struct KeyStore {
    db: Db,
    controller: ControllerId,
    service: Box<dyn KeyService>,
    at_hand: RwLock<AtHand>,
}

/// Unwrapped keys, and those that must not be kept any more.
#[derive(Default)]
struct AtHand {
    ciphers: HashMap<KeyId, Arc<XChaCha20Poly1305>>,
    destroyed: HashSet<KeyId>,
}

impl std::fmt::Debug for KeyStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyStore").finish_non_exhaustive()
    }
}

impl KeyStore {
    /// Closes the store; see [`crate::Vault::close`].
    pub async fn close(&self) {
        self.db.close().await;
    }

    /// Writes every wrapped key as a stream, for a backup of the key store; see [`Db::copy_out`]. What it is written into is to be sealed.
    ///
    /// # Errors
    /// [`CopyError`] when either side fails.
    pub async fn copy_out(
        &self,
        out: &mut (dyn std::io::Write + Send),
    ) -> Result<Copied, CopyError> {
        self.db.copy_out(Store::Keys, self.controller, out).await
    }

    /// Which controller's key wraps what is made now; `None` where wrapped keys do not say.
    ///
    /// # Errors
    /// [`VaultError`] when the store cannot be read.
    pub async fn generation(&self) -> Result<Option<Generation>, VaultError> {
        Ok(Generation::of_wrapped(&self.first().await?))
    }

    /// What people with shares put the controller's key back from, to be kept with a backup of the key store; `None` when it was never split.
    ///
    /// # Errors
    /// [`VaultError`] when it cannot be read.
    pub fn escrow(&self) -> Result<Option<Vec<u8>>, VaultError> {
        self.service.escrow()
    }

    /// Makes the tables and the fixed keys of a new controller. Does nothing to one that has them.
    ///
    /// # Errors
    /// [`VaultError`] when the store cannot be written.
    pub async fn prepare(
        db: &Db,
        controller: ControllerId,
        service: &dyn KeyService,
    ) -> Result<(), VaultError> {
        db.migrate(Store::Keys).await?;
        for id in ALL_FIXED {
            let wrapped = service.wrap(id, &random()?)?;
            db.execute(
                "INSERT INTO data_key (controller, id, made, wrapped) VALUES ($1, $2, $3, $4) ON CONFLICT (controller, id) DO NOTHING",
                &[Arg::Int(controller.0), Arg::Bytes(id.0.as_bytes()), Arg::Int(0), Arg::Bytes(&wrapped)],
            )
            .await?;
        }
        Ok(())
    }

    /// Opens a prepared store and checks that `service` can unwrap its keys.
    ///
    /// # Errors
    /// [`VaultError::WrongKey`] when it cannot.
    pub async fn open(
        db: Db,
        controller: ControllerId,
        service: Box<dyn KeyService>,
    ) -> Result<Self, VaultError> {
        let store = Self {
            db,
            controller,
            service,
            at_hand: RwLock::default(),
        };
        store.secret(DIGEST).await?;
        Ok(store)
    }

    /// The bytes of a key; for the fixed ones.
    ///
    /// # Errors
    /// [`VaultError::Destroyed`] when it is not in the store, [`VaultError::WrongKey`] when it cannot be unwrapped.
    pub async fn secret(&self, id: KeyId) -> Result<Secret, VaultError> {
        let row = self
            .db
            .row(
                "SELECT wrapped FROM data_key WHERE controller = $1 AND id = $2",
                &[Arg::Int(self.controller.0), Arg::Bytes(id.0.as_bytes())],
            )
            .await?
            .ok_or(VaultError::Destroyed)?;
        self.service.unwrap(id, row.bytes(0)?)
    }

    /// The signing key of checkpoints.
    ///
    /// # Errors
    /// As [`KeyStore::secret`].
    pub async fn signing_key(&self) -> Result<ed25519_dalek::SigningKey, VaultError> {
        Ok(ed25519_dalek::SigningKey::from_bytes(
            &*self.secret(SIGNING).await?,
        ))
    }

    /// The key of row digests.
    ///
    /// # Errors
    /// As [`KeyStore::secret`].
    pub async fn digest_key(&self) -> Result<regie_ledger::DigestKey, VaultError> {
        Ok(regie_ledger::DigestKey::new(*self.secret(DIGEST).await?))
    }

    /// Makes `count` data keys. They are durable when this returns; the content that uses them comes after.
    ///
    /// `made` is in milliseconds since 1970 UTC.
    ///
    /// # Errors
    /// [`VaultError`] when they cannot be written.
    pub async fn make(&self, count: usize, made: i64) -> Result<Vec<KeyId>, VaultError> {
        let mut keys = Vec::with_capacity(count);
        let mut conn = self.db.writer().await?;
        conn.begin().await?;
        // Another program may be replacing the controller's key: it waits until these stand, or these are wrapped by the new one.
        let like = conn
            .held(
                "SELECT wrapped FROM data_key WHERE controller = $1 AND id = $2",
                &[Arg::Int(self.controller.0), Arg::Bytes(DIGEST.0.as_bytes())],
            )
            .await;
        let like = match like {
            Ok(row) => row.map(|row| row.bytes(0).map(<[u8]>::to_vec)).transpose(),
            Err(error) => Err(error),
        };
        let like = match like
            .map_err(VaultError::from)
            .and_then(|found| found.ok_or(VaultError::Destroyed))
        {
            Ok(like) => like,
            Err(error) => {
                // The first error is the one to tell.
                let _ = conn.plain("ROLLBACK").await;
                return Err(error);
            }
        };
        for _ in 0..count {
            let id = KeyId::fresh();
            let key = random()?;
            let wrapped = match self.service.wrap_like(&like, id, &key) {
                Ok(wrapped) => wrapped,
                Err(error) => {
                    let _ = conn.plain("ROLLBACK").await;
                    return Err(error);
                }
            };
            let written = conn
                .execute(
                    "INSERT INTO data_key (controller, id, made, wrapped) VALUES ($1, $2, $3, $4)",
                    &[
                        Arg::Int(self.controller.0),
                        Arg::Bytes(id.0.as_bytes()),
                        Arg::Int(made),
                        Arg::Bytes(&wrapped),
                    ],
                )
                .await;
            if let Err(error) = written {
                // The first error is the one to tell.
                let _ = conn.plain("ROLLBACK").await;
                return Err(error.into());
            }
            self.keep(id, &key);
            keys.push(id);
        }
        conn.plain("COMMIT").await?;
        Ok(keys)
    }

    fn keep(&self, id: KeyId, key: &Secret) -> Arc<XChaCha20Poly1305> {
        let cipher = Arc::new(XChaCha20Poly1305::new(
            key.as_slice().try_into().unwrap_or(&Default::default()),
        ));
        if let Ok(mut at_hand) = self.at_hand.write() {
            if at_hand.ciphers.len() >= AT_HAND {
                at_hand.ciphers.clear();
            }
            // Somebody may have read it just before it was destroyed.
            if !at_hand.destroyed.contains(&id) {
                at_hand.ciphers.insert(id, cipher.clone());
            }
        }
        cipher
    }

    /// The cipher of a data key.
    ///
    /// # Errors
    /// [`VaultError::Destroyed`] when the key is gone: what it sealed cannot be read any more.
    pub(crate) async fn cipher(&self, id: KeyId) -> Result<Arc<XChaCha20Poly1305>, VaultError> {
        if let Ok(at_hand) = self.at_hand.read()
            && let Some(cipher) = at_hand.ciphers.get(&id)
        {
            return Ok(cipher.clone());
        }
        let key = self.secret(id).await?;
        Ok(self.keep(id, &key))
    }

    /// The ciphers of data keys, those not at hand read in one go. A key that is gone is not among them.
    ///
    /// # Errors
    /// [`VaultError::WrongKey`] when one cannot be unwrapped.
    pub(crate) async fn ciphers(
        &self,
        ids: impl Iterator<Item = KeyId>,
    ) -> Result<HashMap<KeyId, Arc<XChaCha20Poly1305>>, VaultError> {
        let mut found = HashMap::new();
        let mut missing: Vec<[u8; 16]> = Vec::new();
        {
            let at_hand = self.at_hand.read().ok();
            for id in ids {
                match at_hand.as_ref().and_then(|keys| keys.ciphers.get(&id)) {
                    Some(cipher) => {
                        found.entry(id).or_insert_with(|| cipher.clone());
                    }
                    None => missing.push(*id.0.as_bytes()),
                }
            }
        }
        missing.sort_unstable();
        missing.dedup();
        for chunk in missing.chunks(256) {
            let mut args = vec![Arg::Int(self.controller.0)];
            let rest = format!(
                "FROM data_key WHERE controller = $1 AND id {}",
                in_list(2, chunk, &mut args)
            );
            let columns = [Col::Bytes("id"), Col::Bytes("wrapped")];
            for row in self.db.packed(&columns, &rest, &args).await?.rows() {
                let row = row?;
                let id = KeyId(Id::from_bytes(row.array(0)?));
                let key = self.service.unwrap(id, row.bytes(1)?)?;
                found.insert(id, self.keep(id, &key));
            }
        }
        Ok(found)
    }

    /// Destroys a data key: it goes from the store, from the store's files and from what is at hand. Destroying one that is gone finishes what was
    /// begun. A key that guards the whole is not destroyed.
    ///
    /// # Errors
    /// [`VaultError`] when it could not be done to the end; then it has to be done again.
    pub(crate) async fn destroy(&self, id: KeyId) -> Result<(), VaultError> {
        if ALL_FIXED.contains(&id) {
            return Err(VaultError::OutOfScope);
        }
        self.db
            .execute(
                "DELETE FROM data_key WHERE controller = $1 AND id = $2",
                &[Arg::Int(self.controller.0), Arg::Bytes(id.0.as_bytes())],
            )
            .await?;
        self.forget(&[id]);
        Ok(self.db.scrub_keys().await?)
    }

    /// The same for many: the store's files are seen to once.
    ///
    /// # Errors
    /// As [`KeyStore::destroy`].
    pub(crate) async fn destroy_all(&self, ids: &[KeyId]) -> Result<(), VaultError> {
        if ids.iter().any(|id| is_fixed(*id)) {
            return Err(VaultError::OutOfScope);
        }
        for chunk in ids.chunks(256) {
            let chunk: Vec<[u8; 16]> = chunk.iter().map(|id| *id.0.as_bytes()).collect();
            let mut args = vec![Arg::Int(self.controller.0)];
            let list = in_list(2, &chunk, &mut args);
            let sql = format!("DELETE FROM data_key WHERE controller = $1 AND id {list}");
            self.db.execute(&sql, &args).await?;
        }
        self.forget(ids);
        Ok(self.db.scrub_keys().await?)
    }

    /// Keeps no key of these at hand any more: they were destroyed, here or by another desk.
    pub(crate) fn forget(&self, ids: &[KeyId]) {
        if let Ok(mut at_hand) = self.at_hand.write() {
            for id in ids {
                at_hand.ciphers.remove(id);
                at_hand.destroyed.insert(*id);
            }
        }
    }

    /// Which of these keys are in the store.
    pub(crate) async fn present(
        &self,
        ids: &[[u8; 16]],
    ) -> Result<std::collections::HashSet<[u8; 16]>, VaultError> {
        let mut found = std::collections::HashSet::with_capacity(ids.len());
        for chunk in ids.chunks(256) {
            let mut args = vec![Arg::Int(self.controller.0)];
            let list = in_list(2, chunk, &mut args);
            let rest = format!("FROM data_key WHERE controller = $1 AND id {list}");
            for row in self
                .db
                .packed(&[Col::Bytes("id")], &rest, &args)
                .await?
                .rows()
            {
                found.insert(row?.array(0)?);
            }
        }
        Ok(found)
    }

    /// Unwraps every key in the store; gives how many there are.
    ///
    /// # Errors
    /// [`VaultError::WrongKey`] when one was changed or swapped.
    pub async fn verify(&self) -> Result<u64, VaultError> {
        let mut after: Vec<u8> = Vec::new();
        let mut count = 0;
        loop {
            let rows = self
                .db
                .rows("SELECT id, wrapped FROM data_key WHERE controller = $1 AND id > $2 ORDER BY id LIMIT 2000", &[
                    Arg::Int(self.controller.0),
                    Arg::Bytes(&after),
                ])
                .await?;
            let Some(last) = rows.last() else {
                return Ok(count);
            };
            after = last.bytes(0)?.to_vec();
            for row in &rows {
                self.service
                    .unwrap(KeyId(Id::from_bytes(row.array(0)?)), row.bytes(1)?)?;
                count += 1;
            }
        }
    }
}
