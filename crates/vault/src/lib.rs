//! The vault: keys, sealing, opening against a receipt, blind indexes.
//!
//! It opens sealed data only against a [`regie_ledger::Receipt`] and gives back only the parts the permit named. For a change it
//! seals against the permit and hands both to the ledger's writer. Doors stand beside, and each gives a type that no page is drawn from:
//! [`Vault::facts_for_judgement`] reads what a question to the charter is made from, behind a first leave; [`Vault::facts_of_linked`] who is who
//! around a client; [`Vault::facts_of`] the desk's own records; [`Vault::line_secret`] what was asked, for asking it again once a line says so.

pub mod around;
mod change;
mod destroy;
mod divide;
pub mod keys;
pub mod open;
mod orphan;
mod retire;
mod scratch;
pub mod still;
mod turn;

pub use change::{Changes, Draft, Find};
pub use destroy::Along;
pub use divide::{Dividing, Side};
pub use open::{Facts, Known, Of, Opened};
pub use orphan::{Orphans, keys_in_use};
pub use retire::{Erasing, Swept};
pub use scratch::Scratch;

use hmac::{Hmac, KeyInit as _, Mac};
use keys::KeyStore;
use regie_charter::{Denial, Permit, View};
use regie_ledger::db::DbError;
use regie_ledger::line::{Line, Sealed};
use regie_ledger::{Done, Ledger, LedgerError, Receipt};
use regie_terms::{ControllerId, KeyId, RequestId};
use sha2::Sha256;
use std::sync::Arc;
use zeroize::Zeroizing;

/// Why the vault could not do it. No text here carries personal data.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The line could not be written.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The database could not be read.
    #[error(transparent)]
    Database(#[from] DbError),
    /// The key was destroyed; what it sealed cannot be read any more.
    #[error("the key is not in the key store")]
    Destroyed,
    /// A key was wrapped by another controller key, or changed.
    #[error("a data key cannot be unwrapped with this controller key")]
    WrongKey,
    /// What was sealed was changed or put in another place.
    #[error("a sealed part does not open: it was changed or moved")]
    Damaged,
    /// The opened part does not have the shape expected.
    #[error("a stored `{0}` does not have the shape expected")]
    Shape(&'static str),
    /// The receipt is for another database.
    #[error("this receipt was written in another database")]
    OtherDatabase,
    /// A change would have written in another dossier than its permit is about.
    #[error("this leave is for another dossier")]
    OutOfScope,
    /// It stands still: nothing works on it until that is lifted.
    #[error("it stands still, and nothing works on it")]
    StandsStill,
    /// The key file.
    #[error("the controller's key file: {0}")]
    KeyFile(String),
    /// Another program is replacing the controller's key.
    #[error("another program is replacing the controller's key; wait until it is done")]
    Turning,
    /// Other machines have the controller's key in a file of their own.
    #[error(
        "other machines have the controller's key too: make the next one with `regie keys rotate --prepare`, copy it to their key folders, and then replace the key"
    )]
    NotPrepared,
    /// People could not put the controller's key back with these shares.
    #[error("{0}")]
    Escrow(String),
    /// The operating system gave no randomness.
    #[error("the system gives no randomness")]
    NoRandomness,
    /// Others kept changing a short-lived thing.
    #[error("something short-lived is being changed by too many at once")]
    Contended,
}

/// The vault of one controller; cheap to clone.
#[derive(Clone, Debug)]
pub struct Vault {
    ledger: Ledger,
    keys: Arc<KeyStore>,
    index: Arc<Zeroizing<[u8; 32]>>,
}

impl Vault {
    /// Puts a ledger and its key store together.
    ///
    /// # Errors
    /// [`VaultError`] when the index key cannot be had.
    pub async fn new(ledger: Ledger, keys: Arc<KeyStore>) -> Result<Self, VaultError> {
        let index = Arc::new(keys.secret(keys::INDEX).await?);
        Ok(Self {
            ledger,
            keys,
            index,
        })
    }

    /// The ledger under it, for reading lines and for health.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Closes both stores; SQLite folds its logs into the files, so that a copy of the file is whole. Nothing can be asked
    /// afterwards.
    pub async fn close(&self) {
        self.ledger.db().close().await;
        self.keys.close().await;
    }

    /// The key store, for making keys.
    #[must_use]
    pub fn keys(&self) -> &KeyStore {
        &self.keys
    }

    fn controller(&self) -> ControllerId {
        self.ledger.controller()
    }

    /// The tag of a blind index: HMAC-SHA-256 with the index key over kind and value. The caller
    /// brings the value into one form first (digits only, lower case).
    #[must_use]
    pub fn tag(&self, kind: &str, value: &str) -> Vec<u8> {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.index.as_slice()) else {
            // HMAC takes keys of any length.
            return Vec::new();
        };
        mac.update(&self.controller().0.to_le_bytes());
        mac.update(&(kind.len() as u64).to_le_bytes());
        mac.update(kind.as_bytes());
        mac.update(value.as_bytes());
        mac.finalize().into_bytes().to_vec()
    }

    /// Writes the line of a look; its question is sealed under `key`, or the staff key when no dossier is touched.
    ///
    /// # Errors
    /// [`VaultError::Ledger`] when there is no line; then nothing may be opened.
    pub async fn look(
        &self,
        permit: Permit<View>,
        key: Option<KeyId>,
    ) -> Result<Receipt, VaultError> {
        let permit = permit.renewed(RequestId::fresh());
        let sealed = self
            .seal_line(permit.questions(), None, permit.scope().request, key)
            .await?;
        Ok(self.ledger.look(permit, sealed).await?)
    }

    /// Writes the line of a denial.
    ///
    /// # Errors
    /// [`VaultError::Ledger`] when it could not be written.
    pub async fn refuse(&self, denial: Denial, key: Option<KeyId>) -> Result<i64, VaultError> {
        let denial = denial.renewed(RequestId::fresh());
        let sealed = self
            .seal_line(denial.questions(), None, denial.scope().request, key)
            .await?;
        Ok(self.ledger.refuse(denial, sealed).await?)
    }

    /// Writes the line of a denial about somebody who has no file: its open part alone, which rules and which people, and nothing of what was asked.
    ///
    /// # Errors
    /// [`VaultError::Ledger`] when it could not be written.
    pub async fn refuse_unfiled(&self, denial: Denial) -> Result<i64, VaultError> {
        let denial = denial.renewed(RequestId::fresh());
        Ok(self.ledger.refuse(denial, None).await?)
    }

    pub(crate) async fn seal_line(
        &self,
        questions: &str,
        reason: Option<&str>,
        request: RequestId,
        key: Option<KeyId>,
    ) -> Result<Option<Sealed>, VaultError> {
        let key = key.unwrap_or(keys::STAFF);
        let cipher = match self.cipher(key).await {
            Ok(cipher) => cipher,
            // A line about a destroyed file keeps only its open part.
            Err(VaultError::Destroyed) => return Ok(None),
            Err(other) => return Err(other),
        };
        let text = Zeroizing::new(
            serde_json::to_vec(&LineSecret {
                reason: reason.map(str::to_owned),
                questions: questions.to_owned(),
            })
            .map_err(|_| VaultError::Shape("line"))?,
        );
        let bytes = keys::seal(&cipher, &text, &line_bound(self.controller(), request))?;
        Ok(Some(Sealed { key, bytes }))
    }

    /// Reads the sealed part of a line, when its key is still there: for asking old decisions again. `asked` is the line of the act `replay`, in this
    /// database, that says that this is done; only what stands before it is read.
    ///
    /// # Errors
    /// [`VaultError::OutOfScope`] for any other act or a line after it; [`VaultError::Damaged`] when the line was changed.
    pub async fn line_secret(
        &self,
        line: &Line,
        asked: &Done,
    ) -> Result<Option<LineSecret>, VaultError> {
        let here = asked.database == self.ledger().database();
        if asked.act != "replay" || !here || line.seq >= asked.seq {
            return Err(VaultError::OutOfScope);
        }
        let Some(sealed) = &line.sealed else {
            return Ok(None);
        };
        let cipher = match self.keys.cipher(sealed.key).await {
            Ok(cipher) => cipher,
            Err(VaultError::Destroyed) => return Ok(None),
            Err(other) => return Err(other),
        };
        let plain = keys::unseal(
            &cipher,
            &sealed.bytes,
            &line_bound(self.controller(), line.request),
        )
        .ok_or(VaultError::Damaged)?;
        serde_json::from_slice(&plain)
            .map(Some)
            .map_err(|_| VaultError::Shape("line"))
    }
}

fn line_bound(controller: ControllerId, request: RequestId) -> Vec<u8> {
    let mut bound = b"regie-line-secret-1".to_vec();
    bound.extend_from_slice(&controller.0.to_le_bytes());
    bound.extend_from_slice(request.0.as_bytes());
    bound
}

/// The sealed part of a line.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct LineSecret {
    /// A reason given in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The questions asked, as JSON text.
    pub questions: String,
}
