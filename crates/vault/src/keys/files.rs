//! Small secret files: written so that they are whole after any crash, and destroyed so that their bytes are gone.

use crate::VaultError;
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// What went wrong with a file, with its name.
pub(super) fn failed(path: &Path, why: impl std::fmt::Display) -> VaultError {
    VaultError::KeyFile(format!("{}: {why}", path.display()))
}

/// The file beside `path` whose name has `end` behind it.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// Makes durable what was made, renamed or removed in the folder of `path`.
pub(super) fn sync_folder(path: &Path) -> Result<(), VaultError> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let opened = File::open(folder).map_err(|e| failed(folder, e))?;
    opened.sync_all().map_err(|e| failed(folder, e))
}

/// Makes a file of mode 0600 that was not there, and makes it durable.
pub(super) fn create(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .map_err(|e| failed(path, e))?;
    file.write_all(bytes).map_err(|e| failed(path, e))?;
    file.sync_all().map_err(|e| failed(path, e))?;
    sync_folder(path)
}

/// Puts a whole file in place: whoever looks finds what was there before or all of the new one. What was there before is destroyed.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let fresh = beside(path, ".new");
    // What an interrupted one left says nothing that is used.
    destroy(&fresh)?;
    create(&fresh, bytes)?;
    exchange(&fresh, path)
}

/// Puts `fresh` in the place of `path`, and destroys what stood there. At every moment `path` is one of the two, whole.
pub(super) fn exchange(fresh: &Path, path: &Path) -> Result<(), VaultError> {
    let old = beside(path, ".old");
    retire(path)?;
    if path.exists() {
        std::fs::hard_link(path, &old).map_err(|e| failed(&old, e))?;
        sync_folder(path)?;
    }
    std::fs::rename(fresh, path).map_err(|e| failed(path, e))?;
    sync_folder(path)?;
    destroy(&old)
}

/// Finishes what an interrupted [`exchange`] left beside `path`: its old content, by another name.
pub(super) fn retire(path: &Path) -> Result<(), VaultError> {
    let old = beside(path, ".old");
    let known = |path: &Path| std::fs::metadata(path).map(|m| (m.dev(), m.ino())).ok();
    match (known(&old), known(path)) {
        (None, _) => Ok(()),
        // The exchange did not happen yet: this is a second name of what is in use.
        (Some(old_file), Some(file)) if old_file == file => {
            std::fs::remove_file(&old).map_err(|e| failed(&old, e))?;
            sync_folder(&old)
        }
        (Some(_), Some(_)) => destroy(&old),
        (Some(_), None) => Err(failed(
            &old,
            "it is there without the file whose place it had; nothing was removed",
        )),
    }
}

/// Overwrites a file, removes it and makes both durable; nothing where there is none. What a disk or a file system that copies keeps of it is out of reach.
pub(super) fn destroy(path: &Path) -> Result<(), VaultError> {
    let mut file = match OpenOptions::new().write(true).open(path) {
        Ok(file) => file,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(failed(path, e)),
    };
    let length = file.metadata().map_err(|e| failed(path, e))?.len();
    let zeros = vec![0u8; usize::try_from(length).unwrap_or(4096).min(1 << 20)];
    let overwritten = file
        .seek(SeekFrom::Start(0))
        .and_then(|_| file.write_all(&zeros))
        .and_then(|()| file.sync_all());
    overwritten.map_err(|e| failed(path, e))?;
    std::fs::remove_file(path).map_err(|e| failed(path, e))?;
    sync_folder(path)
}

/// Reads a secret file. One that others can read is refused.
pub(super) fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let mut file = File::open(path).map_err(|e| failed(path, e))?;
    let found = file.metadata().map_err(|e| failed(path, e))?;
    let mode = found.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(failed(
            path,
            format!("mode {mode:o}, but only its owner may read it (chmod 600)"),
        ));
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(
        usize::try_from(found.len()).unwrap_or(0).min(1 << 20),
    ));
    file.read_to_end(&mut bytes).map_err(|e| failed(path, e))?;
    Ok(bytes)
}
