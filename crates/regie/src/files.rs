//! Whether the files of an installation are there and can be used, told by name before anything is opened.
//!
//! A database opens a file that is missing or closed to it with a number of its own; whoever runs the program needs the name of the
//! file and what to do.

use crate::wiring::Trouble;
use std::io::ErrorKind;
use std::path::Path;

/// What is done with an installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Lines are written.
    Write,
    /// It is looked at only, as far as it can be; a backup mounted read only will do.
    Read,
}

/// Whether there is something with this name.
///
/// # Errors
/// [`Trouble`] when a folder on the way to it is closed to this user.
pub fn there(path: &Path) -> Result<bool, Trouble> {
    match std::fs::metadata(path) {
        Ok(_) => Ok(true),
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(false),
        Err(e) => Err(closed(path, "cannot be looked at", &e)),
    }
}

/// Refuses a file that this user cannot read.
///
/// # Errors
/// [`Trouble`] with the file's name.
pub fn readable(file: &Path) -> Result<(), Trouble> {
    if file.is_dir() {
        return Err(Trouble::new(format!(
            "{}: a file is expected, and this is a folder",
            file.display()
        )));
    }
    match std::fs::File::open(file) {
        Ok(_) => Ok(()),
        Err(e) => Err(closed(file, "cannot be read", &e)),
    }
}

/// The text in a file.
///
/// # Errors
/// [`Trouble`] with the file's name, when it cannot be read or holds no text.
pub fn text(file: &Path) -> Result<String, Trouble> {
    std::fs::read_to_string(file).map_err(|e| match e.kind() {
        ErrorKind::InvalidData => Trouble::new(format!("{} holds no text", file.display())),
        _ => Trouble::new(format!("{}: {e}", file.display())),
    })
}

/// A folder that one desk serves at a time, until this is dropped or the program ends, however it ends.
#[must_use = "another desk may come in when it is dropped"]
#[derive(Debug)]
pub struct Alone(#[expect(dead_code, reason = "the lock goes with the file")] std::fs::File);

/// Takes a folder with an SQLite database for this desk alone. A database of one machine is for one desk: what a desk keeps in memory another would
/// not know of, and they would wait for each other at every line.
///
/// # Errors
/// [`Trouble`] when another desk serves it, or the lock cannot be made.
pub fn alone(folder: &Path) -> Result<Alone, Trouble> {
    lock(
        folder,
        "serve.lock",
        "is served already by another `regie`: stop that one first. More than one desk can serve a PostgreSQL database",
    )
}

/// Takes a file in a folder as a sign that somebody is at work there, until what is given is dropped or the program ends, however it ends.
///
/// # Errors
/// [`Trouble`] with `taken` when somebody is, or when the lock cannot be made.
pub fn lock(folder: &Path, name: &str, taken: &str) -> Result<Alone, Trouble> {
    let path = folder.join(name);
    let file = std::fs::OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|e| closed(&path, "cannot be made", &e))?;
    match file.try_lock() {
        Ok(()) => Ok(Alone(file)),
        Err(std::fs::TryLockError::WouldBlock) => {
            Err(Trouble::new(format!("{} {taken}", folder.display())))
        }
        Err(std::fs::TryLockError::Error(e)) => Err(closed(&path, "cannot be locked", &e)),
    }
}

/// Refuses a database file that this user cannot write, or that is in a folder where its log cannot be made.
///
/// # Errors
/// [`Trouble`] with the name of the file or the folder.
pub fn writable(file: &Path) -> Result<(), Trouble> {
    std::fs::OpenOptions::new()
        .write(true)
        .open(file)
        .map_err(|e| closed(file, "cannot be written", &e))?;
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    match tempfile::tempfile_in(folder) {
        Ok(_) => Ok(()),
        // A full disk is the database's own to tell: it may still be read, and says so in its own words.
        Err(e) if matches!(e.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => Ok(()),
        Err(e) => Err(closed(
            folder,
            "cannot be written, and the database keeps its log in it",
            &e,
        )),
    }
}

fn closed(path: &Path, how: &str, error: &std::io::Error) -> Trouble {
    let who = match error.kind() {
        ErrorKind::PermissionDenied => "; run this as the user that `regie init` was run as",
        _ => "",
    };
    Trouble::new(format!("{} {how}: {error}{who}", path.display()))
}
