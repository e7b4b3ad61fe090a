//! Taking a backup, beside a program that serves.

use super::{FORMAT, Hashed, Head, KEY_DAYS, Kept, Manifest, names};
use crate::files;
use crate::wiring::{CONTROLLER, Trouble, private_folder};
use age::Encryptor;
use age::x25519::Recipient;
use data_encoding::HEXLOWER;
use jiff::Timestamp;
use regie_ledger::db::SCHEMA;
use regie_ledger::db::copy::Copied;
use regie_vault::Vault;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// What a file ends in until it is whole.
const PART: &str = ".part";

/// How often the key store is read anew where the controller's key was replaced meanwhile.
const TRIES: u8 = 5;

/// Takes both stores, the content first: every key it needs was made before it.
pub async fn take(
    vault: &Vault,
    recipient: &Recipient,
    content: &Path,
    keys: &Path,
) -> Result<[Manifest; 2], Trouble> {
    Ok([
        one(vault, recipient, content, Kept::Content).await?,
        one(vault, recipient, keys, Kept::Keys).await?,
    ])
}

/// Removes the backups of the key store that are older than [`KEY_DAYS`]; gives their names. The content's stay.
pub fn expire(keys: &Path, now: Timestamp) -> Result<Vec<String>, Trouble> {
    let limit = now.as_second() - KEY_DAYS * 24 * 3600;
    let mut old: Vec<String> = names(keys)?
        .into_iter()
        .filter(|name| {
            Kept::Keys
                .made(name)
                .is_some_and(|made| made.as_second() < limit)
        })
        .collect();
    // The manifest first: what is left without it is no backup.
    old.sort_by_key(|name| !name.ends_with(".json"));
    for name in &old {
        let path = keys.join(name);
        std::fs::remove_file(&path)
            .map_err(|e| Trouble::new(format!("{}: {e}", path.display())))?;
    }
    if !old.is_empty() {
        sync(keys)?;
    }
    Ok(old)
}

async fn one(
    vault: &Vault,
    recipient: &Recipient,
    folder: &Path,
    kept: Kept,
) -> Result<Manifest, Trouble> {
    private_folder(folder)?;
    let _alone = files::lock(
        folder,
        "backup.lock",
        "is where another `regie` is making a backup; wait until it is done",
    )?;
    // Nobody else is at it: these were cut short.
    for name in names(folder)? {
        if kept.made(&name).is_some() && name.ends_with(PART) {
            std::fs::remove_file(folder.join(name))?;
        }
    }
    let made = Timestamp::now();
    let name = kept.name(made);
    let file = format!("{name}.age");
    let part = folder.join(format!("{file}{PART}"));
    let (mut manifest, escrow) = match kept {
        Kept::Content => (write(vault, recipient, &part, kept).await?, None),
        Kept::Keys => keys(vault, recipient, &part).await?,
    };
    manifest.made = made;
    manifest.file.clone_from(&file);
    std::fs::rename(&part, folder.join(&file))?;
    sync(folder)?;
    // Read from the disk again, before anything says that it is a backup.
    manifest.whole(folder)?;
    if let Some(escrow) = escrow {
        put(folder, &format!("{name}.escrow"), &escrow)?;
    }
    put(
        folder,
        &format!("{name}.json"),
        &serde_json::to_vec_pretty(&manifest)?,
    )?;
    Ok(manifest)
}

/// The key store, with what its controller's key can be put back from: all of it of one controller's key.
async fn keys(
    vault: &Vault,
    recipient: &Recipient,
    part: &Path,
) -> Result<(Manifest, Option<Vec<u8>>), Trouble> {
    for _ in 0..TRIES {
        let before = vault.keys().generation().await?;
        let manifest = write(vault, recipient, part, Kept::Keys).await?;
        let escrow = vault.keys().escrow()?;
        if vault.keys().generation().await? == before {
            let generation = before.map(|generation| HEXLOWER.encode(&generation.0));
            return Ok((
                Manifest {
                    generation,
                    ..manifest
                },
                escrow,
            ));
        }
        std::fs::remove_file(part)?;
    }
    Err(Trouble::new(
        "the controller's key was replaced each time the key store was read; back up again when that is done",
    ))
}

async fn write(
    vault: &Vault,
    recipient: &Recipient,
    part: &Path,
    kept: Kept,
) -> Result<Manifest, Trouble> {
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(part)
        .map_err(|e| Trouble::new(format!("{}: {e}", part.display())))?;
    let recipients = std::iter::once(recipient as &dyn age::Recipient);
    let sealing = Encryptor::with_recipients(recipients).map_err(Trouble::new)?;
    let sealing = sealing.wrap_output(Hashed::of(BufWriter::new(file)))?;
    // Many small writes: each would be counted by itself.
    let mut out = BufWriter::with_capacity(1 << 16, Hashed::of(sealing));
    let copied: Copied = match kept {
        Kept::Content => {
            let db = vault.ledger().db();
            db.copy_out(kept.store(), CONTROLLER, &mut out).await
        }
        Kept::Keys => vault.keys().copy_out(&mut out).await,
    }?;
    let plain = out.into_inner().map_err(|e| e.into_error())?;
    let plain_hash = plain.hex();
    let mut sealed = plain.inner.finish()?;
    sealed.flush()?;
    let (bytes, sealed_hash) = (sealed.bytes, sealed.hex());
    let file = sealed.inner.into_inner().map_err(|e| e.into_error())?;
    file.sync_all()?;
    Ok(Manifest {
        format: FORMAT.to_owned(),
        store: kept,
        made: Timestamp::default(),
        controller: CONTROLLER.0,
        schema: SCHEMA,
        head: copied.head.map(|(line, hash)| Head {
            line,
            hash: HEXLOWER.encode(&hash),
        }),
        generation: None,
        rows: copied
            .rows
            .iter()
            .map(|(table, rows)| ((*table).to_owned(), *rows))
            .collect(),
        file: String::new(),
        bytes,
        sealed: sealed_hash,
        plain: plain_hash,
    })
}

/// Puts a small file in place, whole or not at all.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Trouble> {
    let part = folder.join(format!("{name}{PART}"));
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&part, folder.join(name))?;
    sync(folder)
}

fn sync(folder: &Path) -> Result<(), Trouble> {
    Ok(File::open(folder)?.sync_all()?)
}
