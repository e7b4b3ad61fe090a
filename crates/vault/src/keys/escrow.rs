//! The controller's key in the hands of several people, of whom a number together can put it back.
//!
//! What is split is an *escrow* key of its own. `controller.escrow`, beside the controller's key, holds the controller's key sealed to it, and is
//! written anew each time that key is replaced; so shares stay good, and an old controller's key does not come back by them. The escrow's own key is kept
//! nowhere once it is split. Shares are made by Shamir's scheme over GF(256): fewer than the number say nothing about it.

use super::files::{self, beside, failed};
use super::service::{Generation, secret, secret_text, text_secret};
use crate::VaultError;
use age::secrecy::ExposeSecret;
use data_encoding::{BASE32_NOPAD, BASE64, HEXLOWER};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use zeroize::Zeroizing;

const FORMAT: &str = "regie-escrow-1";
/// What a share begins with.
const MARK: &str = "regie-share-1";
/// What an age key begins with; the rest of it is split.
const AGE: &str = "AGE-SECRET-KEY-1";

/// The most shares.
pub const MOST: u8 = 20;

/// What stands in `controller.escrow`. Nothing in it opens anything without shares.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Escrow {
    format: String,
    /// Which splitting it was; shares carry it too.
    set: String,
    /// The escrow's public key, as age writes it.
    recipient: String,
    /// How many shares put it back.
    threshold: u8,
    /// A digest of each share, so that one that is not of this set is told.
    shares: Vec<String>,
    /// The controller's key, sealed; two while it is being replaced, the older first.
    keys: Vec<Sealed>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed {
    /// Which controller's key it is.
    generation: String,
    /// An age file, in base64.
    sealed: String,
}

/// One person's share.
pub struct Share {
    set: String,
    number: u8,
    bytes: Zeroizing<Vec<u8>>,
}

impl std::fmt::Debug for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Share")
            .field("set", &self.set)
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

impl Share {
    /// Its number within the set, from 1.
    #[must_use]
    pub fn number(&self) -> u8 {
        self.number
    }

    /// Which splitting it belongs to.
    #[must_use]
    pub fn set(&self) -> &str {
        &self.set
    }

    /// The share on one line, for a file or on paper; the last four bytes tell a slip of the pen.
    #[must_use]
    pub fn line(&self) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new(self.bytes.to_vec());
        bytes.extend_from_slice(&self.check());
        let text = Zeroizing::new(BASE32_NOPAD.encode(&bytes));
        let mut line = Zeroizing::new(format!("{MARK} {}", self.set));
        for (at, sign) in text.chars().enumerate() {
            if at % 5 == 0 {
                line.push(' ');
            }
            line.push(sign);
        }
        line
    }

    fn check(&self) -> [u8; 4] {
        let mut hash = Sha256::new();
        hash.update(MARK);
        hash.update(&self.set);
        hash.update(self.bytes.as_slice());
        let [a, b, c, d, ..]: [u8; 32] = hash.finalize().into();
        [a, b, c, d]
    }

    fn digest(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(b"regie-share-digest-1");
        hash.update(self.bytes.as_slice());
        HEXLOWER.encode(&hash.finalize())
    }

    /// Reads the text of a card: the line that begins as shares do, and whatever stands around it.
    ///
    /// # Errors
    /// [`VaultError::Escrow`] with what is wrong, never with what was read.
    pub fn read(text: &str) -> Result<Self, VaultError> {
        let wrong = |why: &str| VaultError::Escrow(why.to_owned());
        let mut lines = text.lines().map(str::trim);
        let line = lines
            .find_map(|line| line.strip_prefix(MARK))
            .ok_or_else(|| wrong("no line of it begins as a share does (regie-share-1)"))?;
        let mut words = line.split_whitespace();
        let set = words.next().unwrap_or_default().to_ascii_lowercase();
        let signs = Zeroizing::new(words.collect::<String>().to_ascii_uppercase());
        let decoded = BASE32_NOPAD.decode(signs.as_bytes());
        let bytes = Zeroizing::new(decoded.map_err(|_| {
            wrong("signs are missing or wrong in it: capitals and the digits 2 to 7 are expected")
        })?);
        let (share, check) = bytes
            .split_last_chunk::<4>()
            .filter(|(share, _)| share.len() > 1)
            .ok_or_else(|| wrong("it is too short"))?;
        let share = Self {
            set,
            number: share.first().copied().unwrap_or_default(),
            bytes: Zeroizing::new(share.to_vec()),
        };
        if share.check() != *check {
            return Err(wrong(
                "a sign in it was copied wrongly: its check does not hold",
            ));
        }
        Ok(share)
    }
}

/// Where the escrow of a controller's key is.
#[must_use]
pub fn file(key_file: &Path) -> PathBuf {
    key_file.with_extension("escrow")
}

/// Makes an escrow key, seals the controller's key to it and splits it. An earlier escrow is destroyed, and its shares open nothing any more.
///
/// # Errors
/// [`VaultError::Escrow`] for numbers that cannot be: one person alone is never enough. [`VaultError`] when a file cannot be read or written.
pub fn split(key_file: &Path, shares: u8, threshold: u8) -> Result<Vec<Share>, VaultError> {
    if threshold < 2 || shares < threshold || shares > MOST {
        return Err(VaultError::Escrow(format!(
            "{shares} shares of which {threshold} put the key back: two at least, and no more than there are shares, of which there can be {MOST}"
        )));
    }
    let identity = age::x25519::Identity::generate();
    let text = identity.to_string();
    let secret = text.expose_secret().strip_prefix(AGE);
    let secret = secret.ok_or_else(|| {
        VaultError::Escrow("the escrow key has another form than is known".to_owned())
    })?;
    let mut set = [0; 4];
    getrandom::fill(&mut set).map_err(|_| VaultError::NoRandomness)?;
    let set = HEXLOWER.encode(&set);
    let dealer = blahaj::Sharks(threshold);
    let dealt: Vec<Share> = dealer
        .dealer(secret.as_bytes())
        .take(usize::from(shares))
        .map(|share| {
            let bytes = Zeroizing::new(Vec::from(&share));
            Share {
                set: set.clone(),
                number: bytes.first().copied().unwrap_or_default(),
                bytes,
            }
        })
        .collect();
    let escrow = Escrow {
        format: FORMAT.to_owned(),
        set,
        recipient: identity.to_public().to_string(),
        threshold,
        shares: dealt.iter().map(Share::digest).collect(),
        keys: Vec::new(),
    };
    let next = beside(key_file, ".next");
    let mut keys = vec![key_file];
    if next.exists() {
        keys.push(&next);
    }
    write(key_file, escrow, &keys)?;
    Ok(dealt)
}

/// Seals these keys anew, where there is an escrow; what was sealed before is destroyed.
pub(super) fn keep(key_file: &Path, keys: &[&Path]) -> Result<(), VaultError> {
    let at = file(key_file);
    files::retire(&at)?;
    match at.exists() {
        true => write(key_file, read(&at)?, keys),
        false => Ok(()),
    }
}

/// The escrow as it stands.
pub(super) fn bytes(key_file: &Path) -> Result<Option<Vec<u8>>, VaultError> {
    let at = file(key_file);
    match std::fs::read(&at) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(failed(&at, e)),
    }
}

fn write(key_file: &Path, escrow: Escrow, keys: &[&Path]) -> Result<(), VaultError> {
    let at = file(key_file);
    let recipient =
        age::x25519::Recipient::from_str(&escrow.recipient).map_err(|e| failed(&at, e))?;
    let keys = keys.iter().map(|path| {
        let key = secret(path)?;
        let sealed = age::encrypt(&recipient, &secret_text(&key)).map_err(|e| failed(&at, e))?;
        Ok(Sealed {
            generation: HEXLOWER.encode(&Generation::of(&key).0),
            sealed: BASE64.encode(&sealed),
        })
    });
    let escrow = Escrow {
        keys: keys.collect::<Result<_, VaultError>>()?,
        ..escrow
    };
    let text = serde_json::to_vec_pretty(&escrow).map_err(|e| failed(&at, e))?;
    files::replace(&at, &text)
}

fn read(at: &Path) -> Result<Escrow, VaultError> {
    let text = std::fs::read(at).map_err(|e| failed(at, e))?;
    let escrow: Escrow = serde_json::from_slice(&text)
        .map_err(|_| failed(at, "it is no escrow of a controller's key"))?;
    if escrow.format != FORMAT {
        return Err(failed(at, "it was written by a newer program"));
    }
    Ok(escrow)
}

/// Puts the controller's key back from what is sealed in `escrow`, by shares of several people, each with what it is called (the name of a file). Never
/// writes over a key that is there. Gives which key it was.
///
/// # Errors
/// [`VaultError::Escrow`] naming the share that is wrong, or how many are missing; [`VaultError::KeyFile`] when a key is there already.
pub fn recover(
    escrow: &Path,
    shares: &[(String, Share)],
    key_file: &Path,
) -> Result<Generation, VaultError> {
    let known = read(escrow)?;
    let mut good: Vec<&Share> = Vec::new();
    for (name, share) in shares {
        let wrong = |why: &str| Err(VaultError::Escrow(format!("{name}: {why}")));
        if share.set != known.set {
            return wrong(&format!(
                "it is of another splitting ({}, and {} is expected)",
                share.set, known.set
            ));
        }
        if !known.shares.contains(&share.digest()) {
            return wrong(
                "it is none of the shares that were made; its check holds, so it was changed on purpose or made up",
            );
        }
        if good.iter().any(|other| other.number == share.number) {
            return wrong("the same share was given twice; another person's is needed");
        }
        good.push(share);
    }
    if good.len() < usize::from(known.threshold) {
        return Err(VaultError::Escrow(format!(
            "{} of the {} shares that are needed: one person alone does not put the key back",
            good.len(),
            known.threshold
        )));
    }
    let dealt = good
        .iter()
        .map(|share| blahaj::Share::try_from(share.bytes.as_slice()))
        .collect::<Result<Vec<_>, _>>();
    let dealt = dealt.map_err(|why| VaultError::Escrow(why.to_owned()))?;
    let scheme = blahaj::Sharks(known.threshold);
    let joined = scheme.recover(&dealt);
    let joined = Zeroizing::new(joined.map_err(|why| VaultError::Escrow(why.to_owned()))?);
    let text = std::str::from_utf8(&joined).unwrap_or_default();
    let identity = Zeroizing::new(format!("{AGE}{text}"));
    let identity = age::x25519::Identity::from_str(&identity)
        .ok()
        .filter(|identity| identity.to_public().to_string() == known.recipient)
        .ok_or_else(|| {
            VaultError::Escrow("together these shares are not the escrow's key".to_owned())
        })?;
    let mut keys = Vec::new();
    for sealed in &known.keys {
        let bytes = BASE64.decode(sealed.sealed.as_bytes());
        let opened = bytes
            .ok()
            .and_then(|bytes| age::decrypt(&identity, &bytes).ok());
        let opened = opened.map(Zeroizing::new);
        let key = opened.as_deref().and_then(|text| text_secret(text));
        keys.push(key.ok_or_else(|| failed(escrow, "a key sealed in it does not open"))?);
    }
    let mut of = None;
    for (key, at) in keys
        .iter()
        .zip([key_file.to_owned(), beside(key_file, ".next")])
    {
        files::create(&at, &secret_text(key))?;
        of.get_or_insert(Generation::of(key));
    }
    // The shares stay good for what is put back.
    let own = file(key_file);
    if !own.exists() {
        files::create(&own, &std::fs::read(escrow).map_err(|e| failed(escrow, e))?)?;
    }
    of.ok_or_else(|| failed(escrow, "no key is sealed in it"))
}
