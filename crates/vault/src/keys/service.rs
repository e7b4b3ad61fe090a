//! What wraps data keys: the controller's key in a file, or a service of one's own.
//!
//! A controller's key can be replaced. While that is under way there are two: `controller.key`, and `controller.key.next` beside it. Every wrapped key
//! says which of them wrapped it, so that each opens all the time, and after a crash it goes on where it was. Once nothing is wrapped by the old
//! key any more the new one takes its place, and the old one is overwritten and removed.

use super::files::{self, beside, failed};
use super::{Secret, escrow, random, seal, unseal};
use crate::VaultError;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use regie_terms::KeyId;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use zeroize::Zeroizing;

/// What wraps data keys: a file by default, a key service (KMIP, a cloud's KMS, an HSM) in production.
///
/// The place to plug one in: implement this and hand it to [`super::KeyStore::open`]. A service whose key is replaced by its own means needs no more than
/// the first two; [`super::KeyStore::rotate`] then says that it is done elsewhere.
pub trait KeyService: Send + Sync {
    /// Wraps a data key so that only this service can unwrap it, bound to the key's id.
    ///
    /// # Errors
    /// [`VaultError`] when the service does not answer.
    fn wrap(&self, id: KeyId, key: &Secret) -> Result<Vec<u8>, VaultError>;

    /// Unwraps what [`KeyService::wrap`] gave for the same id.
    ///
    /// # Errors
    /// [`VaultError::WrongKey`] when it was wrapped by another key or for another id.
    fn unwrap(&self, id: KeyId, wrapped: &[u8]) -> Result<Secret, VaultError>;

    /// Wraps by the same controller's key that wrapped `like`: which one that is may be changed by another program meanwhile.
    ///
    /// # Errors
    /// As [`KeyService::wrap`]; [`VaultError::WrongKey`] when that key is not here.
    fn wrap_like(&self, like: &[u8], id: KeyId, key: &Secret) -> Result<Vec<u8>, VaultError> {
        let _ = like;
        self.wrap(id, key)
    }

    /// Begins to replace the controller's key, or goes on with what was begun; the new key is durable when this returns. `None` when that is done elsewhere.
    ///
    /// # Errors
    /// [`VaultError::Turning`] when another program is at it; [`VaultError`] when the new key cannot be made.
    fn turn(&self) -> Result<Option<Box<dyn Turn + '_>>, VaultError> {
        Ok(None)
    }

    /// Whether replacing the key was begun and not finished, `first` being the wrapped key that is wrapped anew before all others.
    ///
    /// # Errors
    /// [`VaultError`] when it cannot be seen.
    fn begun(&self, first: &[u8]) -> Result<bool, VaultError> {
        let _ = first;
        Ok(false)
    }

    /// Whether what stands outside the key store lets people put the controller's key back, see [`super::escrow`]. What to keep with a backup of the key store.
    ///
    /// # Errors
    /// [`VaultError`] when it cannot be read.
    fn escrow(&self) -> Result<Option<Vec<u8>>, VaultError> {
        Ok(None)
    }
}

/// A controller's key that is being replaced. Dropped before [`Turn::finish`], both keys stay.
pub trait Turn: Send + Sync {
    /// Whether the new key wrapped this.
    fn wrapped(&self, wrapped: &[u8]) -> bool;

    /// Wraps by the new key.
    ///
    /// # Errors
    /// [`VaultError`] when the service does not answer.
    fn wrap(&self, id: KeyId, key: &Secret) -> Result<Vec<u8>, VaultError>;

    /// Puts the new key in the place of the old one and destroys the old one. To be called once nothing is wrapped by it any more.
    ///
    /// # Errors
    /// [`VaultError`] when it could not be done to the end; turning again goes on from there.
    fn finish(self: Box<Self>) -> Result<(), VaultError>;
}

/// Which controller's key it is: the beginning of a hash of it, by which it cannot be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generation(pub [u8; 8]);

impl Generation {
    /// That of a controller's key.
    #[must_use]
    pub fn of(key: &Secret) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"regie-controller-key-1");
        hash.update(key.as_slice());
        let full: [u8; 32] = hash.finalize().into();
        let mut out = [0; 8];
        out.iter_mut().zip(full).for_each(|(o, f)| *o = f);
        Self(out)
    }

    /// Which key wrapped this; `None` for what was wrapped before wrapped keys said so.
    #[must_use]
    pub fn of_wrapped(wrapped: &[u8]) -> Option<Self> {
        match wrapped.split_first_chunk::<8>() {
            Some((generation, rest)) if rest.len() == UNMARKED => Some(Self(*generation)),
            _ => None,
        }
    }
}

/// Nonce, key and tag.
const UNMARKED: usize = 24 + 32 + 16;

/// A controller's key and which one it is.
struct One {
    generation: Generation,
    cipher: XChaCha20Poly1305,
}

impl One {
    fn new(key: &Secret) -> Self {
        Self {
            generation: Generation::of(key),
            cipher: XChaCha20Poly1305::new(
                key.as_slice().try_into().unwrap_or(&Default::default()),
            ),
        }
    }

    fn read(path: &Path) -> Result<Self, VaultError> {
        Ok(Self::new(&secret(path)?))
    }

    fn wrap(&self, id: KeyId, key: &Secret) -> Result<Vec<u8>, VaultError> {
        let mut out = self.generation.0.to_vec();
        out.extend(seal(&self.cipher, key.as_slice(), &self.bound(id))?);
        Ok(out)
    }

    fn bound(&self, id: KeyId) -> Vec<u8> {
        [id.0.as_bytes().as_slice(), &self.generation.0].concat()
    }

    fn unwrap(&self, id: KeyId, wrapped: &[u8]) -> Option<Secret> {
        let plain = match Generation::of_wrapped(wrapped) {
            Some(by) if by != self.generation => None,
            Some(by) => unseal(&self.cipher, wrapped.get(by.0.len()..)?, &self.bound(id)),
            None => unseal(&self.cipher, wrapped, id.0.as_bytes()),
        }?;
        let key: [u8; 32] = plain.as_slice().try_into().ok()?;
        Some(Zeroizing::new(key))
    }
}

/// The controller's keys that are in the folder.
struct Ring {
    current: Arc<One>,
    next: Option<Arc<One>>,
}

impl Ring {
    fn read(path: &Path) -> Result<Self, VaultError> {
        let next = beside(path, NEXT);
        // In this order: it may take the place of the other meanwhile.
        let next = match next.exists() {
            true => Some(Arc::new(One::read(&next)?)),
            false => None,
        };
        let current = Arc::new(One::read(path)?);
        Ok(Self { current, next })
    }

    fn all(&self) -> impl Iterator<Item = &Arc<One>> {
        std::iter::once(&self.current).chain(&self.next)
    }

    fn that(&self, generation: Generation) -> Option<Arc<One>> {
        self.all().find(|one| one.generation == generation).cloned()
    }
}

/// What the name of a new controller's key ends in until it takes the place of the old one.
const NEXT: &str = ".next";

/// The bytes in the file of a controller's key.
pub(super) fn secret(path: &Path) -> Result<Secret, VaultError> {
    let text = files::read(path)?;
    text_secret(&text).ok_or_else(|| failed(path, "64 hexadecimal digits are expected"))
}

/// The key that 64 hexadecimal digits are.
pub(super) fn text_secret(text: &[u8]) -> Option<Secret> {
    let bytes = Zeroizing::new(data_encoding::HEXLOWER.decode(text.trim_ascii()).ok()?);
    let key: [u8; 32] = bytes.as_slice().try_into().ok()?;
    Some(Zeroizing::new(key))
}

/// How a key stands in its file.
pub(super) fn secret_text(key: &Secret) -> Zeroizing<Vec<u8>> {
    let text = Zeroizing::new(data_encoding::HEXLOWER.encode(key.as_slice()));
    let mut bytes = Zeroizing::new(Vec::with_capacity(65));
    bytes.extend_from_slice(text.as_bytes());
    bytes.push(b'\n');
    bytes
}

/// The controller's key in a file that only its owner can read.
pub struct FileKey {
    path: PathBuf,
    shared: bool,
    ring: RwLock<Ring>,
}

impl FileKey {
    /// Makes a new key file, mode 0600, without ever writing over one.
    ///
    /// # Errors
    /// [`VaultError::KeyFile`] when the file is there already or cannot be written.
    pub fn create(path: &Path) -> Result<Self, VaultError> {
        files::create(path, &secret_text(&random()?))?;
        Self::read(path)
    }

    /// Reads a key file, and the one that is to take its place when there is one. One that others can read is refused.
    ///
    /// # Errors
    /// [`VaultError::KeyFile`] with what is wrong.
    pub fn read(path: &Path) -> Result<Self, VaultError> {
        Ok(Self {
            path: path.to_owned(),
            shared: false,
            ring: RwLock::new(Ring::read(path)?),
        })
    }

    /// With other machines that have this key in a file of their own: then it is not replaced before [`FileKey::prepare`] and whoever runs them put the
    /// new one there too.
    #[must_use]
    pub fn shared(self, shared: bool) -> Self {
        Self { shared, ..self }
    }

    /// Makes the key that is to take the place of this one, without using it; gives its file. One that is there already stays.
    ///
    /// # Errors
    /// [`VaultError`] when it cannot be written.
    pub fn prepare(&self) -> Result<PathBuf, VaultError> {
        let _alone = self.alone()?;
        self.next()
    }

    fn next(&self) -> Result<PathBuf, VaultError> {
        files::retire(&self.path)?;
        let next = beside(&self.path, NEXT);
        if !next.exists() {
            // By another name until it is whole.
            let fresh = beside(&self.path, ".fresh");
            files::destroy(&fresh)?;
            files::create(&fresh, &secret_text(&random()?))?;
            std::fs::rename(&fresh, &next).map_err(|e| failed(&next, e))?;
            files::sync_folder(&next)?;
        }
        self.reload()?;
        Ok(next)
    }

    /// Held by the one program that replaces the key.
    fn alone(&self) -> Result<File, VaultError> {
        let path = beside(&self.path, ".lock");
        let opened = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path);
        let file = opened.map_err(|e| failed(&path, e))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(std::fs::TryLockError::WouldBlock) => Err(VaultError::Turning),
            Err(std::fs::TryLockError::Error(e)) => Err(failed(&path, e)),
        }
    }

    fn reload(&self) -> Result<(), VaultError> {
        let ring = Ring::read(&self.path)?;
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = ring;
        Ok(())
    }

    fn with<T>(&self, f: impl Fn(&Ring) -> Option<T>) -> Result<T, VaultError> {
        let look = || f(&self.ring.read().unwrap_or_else(PoisonError::into_inner));
        if let Some(found) = look() {
            return Ok(found);
        }
        // Another program may have replaced it since it was read.
        self.reload()?;
        look().ok_or(VaultError::WrongKey)
    }
}

impl KeyService for FileKey {
    fn wrap(&self, id: KeyId, key: &Secret) -> Result<Vec<u8>, VaultError> {
        self.with(|ring| Some(ring.current.clone()))?.wrap(id, key)
    }

    fn unwrap(&self, id: KeyId, wrapped: &[u8]) -> Result<Secret, VaultError> {
        self.with(|ring| ring.all().find_map(|one| one.unwrap(id, wrapped)))
    }

    fn wrap_like(&self, like: &[u8], id: KeyId, key: &Secret) -> Result<Vec<u8>, VaultError> {
        match Generation::of_wrapped(like) {
            Some(by) => self.with(|ring| ring.that(by))?.wrap(id, key),
            None => self.wrap(id, key),
        }
    }

    fn turn(&self) -> Result<Option<Box<dyn Turn + '_>>, VaultError> {
        let alone = self.alone()?;
        let prepared = beside(&self.path, NEXT).exists();
        if self.shared && !prepared {
            return Err(VaultError::NotPrepared);
        }
        self.next()?;
        let new = self.with(|ring| ring.next.clone())?;
        // Whoever holds shares can put back either, before anything is wrapped by the new one.
        escrow::keep(&self.path, &[&self.path, &beside(&self.path, NEXT)])?;
        Ok(Some(Box::new(FileTurn {
            of: self,
            new,
            _alone: alone,
        })))
    }

    fn begun(&self, first: &[u8]) -> Result<bool, VaultError> {
        files::retire(&self.path)?;
        self.reload()?;
        let by = Generation::of_wrapped(first);
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        Ok(by.is_some() && ring.next.as_ref().map(|one| one.generation) == by)
    }

    fn escrow(&self) -> Result<Option<Vec<u8>>, VaultError> {
        escrow::bytes(&self.path)
    }
}

struct FileTurn<'a> {
    of: &'a FileKey,
    new: Arc<One>,
    _alone: File,
}

impl Turn for FileTurn<'_> {
    fn wrapped(&self, wrapped: &[u8]) -> bool {
        Generation::of_wrapped(wrapped) == Some(self.new.generation)
    }

    fn wrap(&self, id: KeyId, key: &Secret) -> Result<Vec<u8>, VaultError> {
        self.new.wrap(id, key)
    }

    fn finish(self: Box<Self>) -> Result<(), VaultError> {
        let path = &self.of.path;
        let next = beside(path, NEXT);
        escrow::keep(path, &[&next])?;
        files::exchange(&next, path)?;
        self.of.reload()
    }
}
