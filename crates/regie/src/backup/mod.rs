//! Backups: the content and the key store as sealed files of their own, each with a manifest that is written last.
//!
//! A file without a manifest is no backup, so that what was cut short is never taken for whole. Files are age files, sealed to a public key that the
//! operator names; its private part is nowhere on this machine. The controller's key is in none of them.

pub mod restore;
pub mod take;

use crate::files;
use crate::wiring::{CONTROLLER, Trouble};
use age::x25519::{Identity, Recipient};
use data_encoding::HEXLOWER;
use jiff::Timestamp;
use regie_ledger::db::Store;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Days that a backup of the key store is kept: an older one would bring back what was destroyed.
pub const KEY_DAYS: i64 = 35;

const FORMAT: &str = "regie-backup-1";

/// How the moment of a backup stands in its name, in UTC.
const STAMP: &str = "%Y%m%dT%H%M%S%3f";

/// What is written about a backup beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The form of this file.
    pub format: String,
    /// `content` or `keys`.
    pub store: Kept,
    /// The moment it is of. The content is as it was at one moment after it; a key store holds every key that was there from it on and was not destroyed while it was read.
    pub made: Timestamp,
    /// The organisation.
    pub controller: i64,
    /// The schema of the tables.
    pub schema: i64,
    /// The head of the chain in it, for the content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<Head>,
    /// Which controller's key wrapped its keys, for the key store; not the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generation: Option<String>,
    /// Rows of each table.
    pub rows: BTreeMap<String, u64>,
    /// The sealed file, beside this one.
    pub file: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// SHA-256 of the sealed file.
    pub sealed: String,
    /// SHA-256 of what is sealed in it.
    pub plain: String,
}

/// Which of the two stores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kept {
    /// The content.
    Content,
    /// The key store.
    Keys,
}

/// The head of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The number of its line.
    pub line: i64,
    /// That line's hash.
    pub hash: String,
}

impl Kept {
    /// What names of its files begin with, and the folder in a folder of backups.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Keys => "keys",
        }
    }

    /// The store.
    #[must_use]
    pub const fn store(self) -> Store {
        match self {
            Self::Content => Store::Content,
            Self::Keys => Store::Keys,
        }
    }

    /// The name of a backup made then.
    fn name(self, made: Timestamp) -> String {
        format!("{}-{}Z", self.word(), made.strftime(STAMP))
    }

    /// When the backup was made that a file belongs to, by its name; `None` for any other file.
    #[must_use]
    pub fn made(self, name: &str) -> Option<Timestamp> {
        let stem = name.split('.').next()?;
        let stamp = stem.strip_prefix(self.word())?.strip_prefix('-')?;
        let digits = stamp.strip_suffix('Z')?;
        let whole = digits.len() == "20261130T124014123".len();
        let made = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%S", digits.get(..15)?).ok()?;
        let made = made.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
        whole.then(|| made.timestamp())
    }
}

impl Manifest {
    /// Reads one.
    pub fn read(path: &Path) -> Result<Self, Trouble> {
        let text = files::text(path)?;
        let manifest: Self = serde_json::from_str(&text)
            .map_err(|_| Trouble::new(format!("{}: not a manifest of a backup", path.display())))?;
        if manifest.format != FORMAT || manifest.controller != CONTROLLER.0 {
            return Err(Trouble::new(format!(
                "{}: of another form, or of another organisation",
                path.display()
            )));
        }
        Ok(manifest)
    }

    /// The backups of a store in a folder, the oldest first. Without a manifest a file is none.
    pub fn all(folder: &Path, kept: Kept) -> Result<Vec<(PathBuf, Self)>, Trouble> {
        let mut all = Vec::new();
        for name in names(folder)? {
            if kept.made(&name).is_some() && name.ends_with(".json") {
                let path = folder.join(&name);
                let manifest = Self::read(&path)?;
                if manifest.store == kept {
                    all.push((path, manifest));
                }
            }
        }
        all.sort_by_key(|(_, manifest)| manifest.made);
        Ok(all)
    }

    /// Reads the sealed file once and holds it against what stands here; gives where it is.
    pub fn whole(&self, folder: &Path) -> Result<PathBuf, Trouble> {
        let path = folder.join(&self.file);
        let not = |why: &str| Trouble {
            what: format!(
                "{} is not whole: {why}; take another backup",
                path.display()
            ),
            code: 1,
        };
        if self.file.contains('/') {
            return Err(not("its manifest names a file elsewhere"));
        }
        let mut file = std::fs::File::open(&path)
            .map_err(|e| Trouble::new(format!("{}: {e}", path.display())))?;
        let mut hash = Hashed::of(std::io::sink());
        std::io::copy(&mut file, &mut hash)?;
        if hash.bytes != self.bytes {
            return Err(not("it has another length than its manifest says"));
        }
        if hash.hex() != self.sealed {
            return Err(not("its digest is another than its manifest says"));
        }
        Ok(path)
    }
}

/// The names of the files in a folder; none where there is no folder.
fn names(folder: &Path) -> Result<Vec<String>, Trouble> {
    let failed = |e: std::io::Error| Trouble::new(format!("{}: {e}", folder.display()));
    let listed = match std::fs::read_dir(folder) {
        Ok(listed) => listed,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(failed(e)),
    };
    let mut names = Vec::new();
    for entry in listed {
        names.extend(entry.map_err(failed)?.file_name().into_string());
    }
    Ok(names)
}

/// Bytes that pass by, counted and with their SHA-256.
pub struct Hashed<T> {
    inner: T,
    hash: Sha256,
    bytes: u64,
}

impl<T> Hashed<T> {
    /// Around a reader or a writer.
    pub fn of(inner: T) -> Self {
        Self {
            inner,
            hash: Sha256::new(),
            bytes: 0,
        }
    }

    /// The SHA-256 of what passed so far, in hexadecimal digits.
    pub fn hex(&self) -> String {
        HEXLOWER.encode(&self.hash.clone().finalize())
    }

    fn passed(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        self.bytes += u64::try_from(bytes.len()).unwrap_or_default();
    }
}

impl<T: Write> Write for Hashed<T> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.passed(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}

impl<T: Read> Read for Hashed<T> {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(bytes)?;
        self.passed(bytes.get(..read).unwrap_or_default());
        Ok(read)
    }
}

/// The public key that backups are sealed to: `age1…`, or a file with it on a line of its own.
pub fn recipient(named: &str) -> Result<Recipient, Trouble> {
    let text = match named.starts_with("age1") {
        true => named.to_owned(),
        false => files::text(Path::new(named))?,
    };
    let line = text.lines().map(str::trim).find(|l| l.starts_with("age1"));
    line.and_then(|line| Recipient::from_str(line).ok())
        .ok_or_else(|| {
            Trouble::new(format!(
                "`{named}` is no public key for backups: `age1…` is expected, or a file with it; `regie keys pair` makes one"
            ))
        })
}

/// The private key that opens backups, from its file.
pub fn identity(path: &Path) -> Result<Identity, Trouble> {
    let text = files::text(path)?;
    let mut lines = text.lines().map(str::trim);
    let line = lines.find(|line| line.starts_with("AGE-SECRET-KEY-1"));
    line.and_then(|line| Identity::from_str(line).ok())
        .ok_or_else(|| {
            Trouble::new(format!(
                "{}: no line of it is the private key of backups (AGE-SECRET-KEY-1…)",
                path.display()
            ))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_backups_are_taken_for_backups() {
        let made: Timestamp = "2026-11-30T12:40:14.123Z".parse().unwrap_or_default();
        let name = Kept::Keys.name(made);
        assert_eq!(name, "keys-20261130T124014123Z");
        let second = "2026-11-30T12:40:14Z".parse().ok();
        assert_eq!(Kept::Keys.made(&format!("{name}.age")), second);
        assert_eq!(Kept::Keys.made(&format!("{name}.json.part")), second);
        for other in [
            "keys.db",
            "keys-mine.age",
            "keys-20261130T124014Z.age",
            "keys-20261330T124014123Z.age",
            "content-20261130T124014123Z.age",
        ] {
            assert_eq!(Kept::Keys.made(other), None, "{other}");
        }
    }
}
