//! Putting a backup back, and destroying again what was destroyed since.
//!
//! What is destroyed is known by the keys: a key that the newest key store does not have any more, one that the newest ledger calls retired, and, where
//! that ledger is newer than the key store, one that nothing lies under in it any more. None of them gets into the key store that is put back; the records under them are
//! removed, a line for each dossier.

use super::{Hashed, Kept, Manifest, identity};
use crate::command::ledger::{keep, own_rules, scope};
use crate::rules::Rules;
use crate::wiring::{CONTROLLER, Trouble, Where};
use age::Decryptor;
use age::x25519::Identity;
use jiff::Timestamp;
use regie_charter::{Charters, Scope};
use regie_ledger::db::copy::{Copied, Loaded, Rows, Value};
use regie_ledger::db::{Db, Place};
use regie_ledger::row::RETIRED;
use regie_ledger::verify::Report;
use regie_terms::{DossierId, Id};
use regie_vault::keys::{FIXED_IDS, FileKey, KeyStore};
use regie_vault::{Changes, Orphans, Vault};
use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Ids of keys.
type Keys = HashSet<[u8; 16]>;

/// What is put back, from where.
#[derive(Debug)]
pub struct From {
    /// Folder with the backups of the content.
    pub content: PathBuf,
    /// Folder with the backups of the key store.
    pub keys: PathBuf,
    /// Which of the content's, by the name of its manifest; the newest without it.
    pub which: Option<String>,
    /// The private key that opens them.
    pub identity: PathBuf,
    /// The key folder of an installation that still stands, whose key store is newer than any backup.
    pub live_keys: Option<PathBuf>,
    /// Where that key store is, when it is not a file in that folder.
    pub live_key_store: Option<Place>,
    /// A content database that still stands and is newer than the backup, such as one that was damaged.
    pub newer: Option<Place>,
    /// Whether the content stays and only the key store is put back.
    pub keys_only: bool,
    /// Whether records whose key is lost, not destroyed, are removed too.
    pub without_lost: bool,
}

/// What it came to.
#[derive(Debug, Default)]
pub struct Restored {
    /// The content that was put back; `None` where it stayed.
    pub content: Option<Manifest>,
    /// When the key store is of; `None` for one that still stood.
    pub keys_of: Option<Timestamp>,
    /// How many keys were put back.
    pub keys: u64,
    /// How many of the key store's keys were destroyed since, and left out.
    pub left_out: u64,
    /// How many records were removed again of which dossier.
    pub destroyed: BTreeMap<Option<Id>, usize>,
    /// Records whose key was made after the key store was backed up, by dossier: they cannot be read, and were not destroyed.
    pub lost: BTreeMap<Option<Id>, usize>,
    /// What verifying found.
    pub report: Report,
}

/// What a ledger says of keys, and how new it is; `None` is newer than any backup.
struct Known {
    used: Keys,
    retired: Keys,
    of: Option<Timestamp>,
}

/// Puts a backup back in `place`, which holds nothing yet, or nothing but its content.
pub async fn restore(place: &Where, rules: &Rules, from: &From) -> Result<Restored, Trouble> {
    let charters = rules.sound()?;
    let identity = identity(&from.identity)?;
    let key_file = place.key_file()?;
    let chosen = match from.keys_only {
        true => None,
        false => Some(chosen(from)?),
    };
    let live = from.live_keys.as_deref();
    let keys_backup = match live {
        Some(_) => None,
        None => Some(newest(&from.keys, Kept::Keys)?),
    };
    controller_key(&key_file, live)?;
    let (content_db, keys_db) = place.empty(chosen.is_some()).await?;

    let mut restored = Restored::default();
    if let (Some((folder, manifest)), Some(db)) = (&chosen, &content_db) {
        let loaded = load(db, folder, manifest, &identity, &|_| true).await?;
        loaded.keep().await?;
    }
    let known = known(place, from, &identity, chosen.as_ref(), content_db.as_ref()).await?;
    if let Some(db) = content_db {
        db.close().await;
    }

    // Of the keys, none that was destroyed.
    let keys_of = keys_backup.as_ref().map(|(_, manifest)| manifest.made);
    let ledger_is_newer = match (known.of, keys_of) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(ledger), Some(keys)) => ledger > keys,
    };
    let left_out: Mutex<Keys> = Mutex::default();
    let wanted = |id: [u8; 16]| {
        let gone = known.retired.contains(&id) || (ledger_is_newer && !known.used.contains(&id));
        if gone && !FIXED_IDS.contains(&id) {
            let mut left_out = left_out.lock().unwrap_or_else(PoisonError::into_inner);
            left_out.insert(id);
            return false;
        }
        true
    };
    let copied = match (&keys_backup, live) {
        (Some((folder, manifest)), _) => {
            let loaded = load(&keys_db, folder, manifest, &identity, &wanted).await?;
            loaded.keep().await?
        }
        (None, Some(folder)) => {
            from_live(&keys_db, folder, from.live_key_store.as_ref(), &wanted).await?
        }
        (None, None) => return Err(Trouble::new("there is no key store to put back")),
    };
    keys_db.close().await;
    let left_out = left_out
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    restored.left_out = u64::try_from(left_out.len()).unwrap_or_default();
    restored.keys = copied.rows.iter().map(|(_, n)| n).sum::<u64>() - restored.left_out;
    restored.keys_of = keys_of;

    let (vault, keys) = place.open().await?;
    own_rules(&vault, &charters).await?;
    // What was made after the key store was backed up has a key that nobody destroyed.
    let content_of = chosen.as_ref().map(|(_, manifest)| manifest.made);
    let content_is_newer = match (content_of, keys_of) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(content), Some(keys)) => content > keys,
    };
    let (destroyed, lost) = apart(vault.orphans().await?, &left_out, content_is_newer);
    restored.content = chosen.map(|(_, manifest)| manifest);
    restored.destroyed = counted(&destroyed);
    restored.lost = counted(&lost);
    again(&vault, &charters, &destroyed).await?;
    if from.without_lost {
        again(&vault, &charters, &lost).await?;
    }
    let at = jiff::Timestamp::now().as_millisecond();
    let permit = charters
        .start_up(scope("restore", at))
        .ok_or_else(|| Trouble::new("no leave to put a backup back"))?;
    let _ = vault.change(permit, Changes::default()).await?;
    let signing = keys.signing_key().await?.verifying_key();
    restored.report = vault.ledger().verify(&signing, &[]).await?;
    keys.verify().await?;
    if restored.report.problem.is_none() {
        keep(&vault, &charters, &place.checkpoint_file()?).await?;
    }
    vault.close().await;
    Ok(restored)
}

/// The backup of the content that is put back.
fn chosen(from: &From) -> Result<(PathBuf, Manifest), Trouble> {
    let Some(which) = &from.which else {
        return newest(&from.content, Kept::Content);
    };
    let stem = which.trim_end_matches(".json").trim_end_matches(".age");
    let path = from.content.join(format!("{stem}.json"));
    Ok((from.content.clone(), Manifest::read(&path)?))
}

fn newest(folder: &Path, kept: Kept) -> Result<(PathBuf, Manifest), Trouble> {
    match Manifest::all(folder, kept)?.pop() {
        Some((_, manifest)) => Ok((folder.to_owned(), manifest)),
        None => Err(Trouble::new(format!(
            "{}: no backup of the {} is there; a file without its manifest is none",
            folder.display(),
            match kept {
                Kept::Content => "content",
                Kept::Keys => "key store",
            }
        ))),
    }
}

/// Sees to it that the controller's key is there: put back by people before, or the one of an installation that still stands.
fn controller_key(key_file: &Path, live: Option<&Path>) -> Result<(), Trouble> {
    if crate::files::there(key_file)? {
        return Ok(());
    }
    let Some(live) = live else {
        return Err(Trouble::new(format!(
            "there is no {}: put the controller's key there first, by `regie keys recover` with two people's shares",
            key_file.display()
        )));
    };
    if let Some(folder) = key_file.parent() {
        crate::wiring::private_folder(folder)?;
    }
    for end in ["escrow", "key.next", "key"] {
        let from = live.join("controller").with_extension(end);
        if crate::files::there(&from)? {
            // With its mode.
            std::fs::copy(&from, key_file.with_extension(end))
                .map_err(|e| Trouble::new(format!("{}: {e}", from.display())))?;
        }
    }
    Ok(())
}

fn opened(
    folder: &Path,
    manifest: &Manifest,
    identity: &Identity,
) -> Result<Hashed<impl Read + Send + use<>>, Trouble> {
    let path = manifest.whole(folder)?;
    let not = |e: age::DecryptError| {
        Trouble::new(format!(
            "{} cannot be opened with this private key: {e}",
            path.display()
        ))
    };
    let file = BufReader::with_capacity(1 << 16, File::open(&path)?);
    let opened = Decryptor::new_buffered(file).map_err(not)?;
    let opened = opened
        .decrypt(std::iter::once(identity as &dyn age::Identity))
        .map_err(not)?;
    Ok(Hashed::of(opened))
}

/// That all of it was read and is what the manifest says.
fn as_said(
    mut from: Hashed<impl Read>,
    copied: &Copied,
    manifest: &Manifest,
) -> Result<(), Trouble> {
    let rest = std::io::copy(&mut from, &mut std::io::sink())?;
    let rows: BTreeMap<String, u64> = copied
        .rows
        .iter()
        .map(|(table, rows)| ((*table).to_owned(), *rows))
        .collect();
    if rest > 0 || from.hex() != manifest.plain || rows != manifest.rows {
        return Err(Trouble {
            what: format!("{} is not what its manifest says", manifest.file),
            code: 1,
        });
    }
    Ok(())
}

/// Writes a backup into a store, and gives it to be kept once it is known to be whole.
async fn load(
    db: &Db,
    folder: &Path,
    manifest: &Manifest,
    identity: &Identity,
    wanted: &(dyn Fn([u8; 16]) -> bool + Sync),
) -> Result<Loaded, Trouble> {
    let from = opened(folder, manifest, identity)?;
    let mut from = BufReader::with_capacity(1 << 16, from);
    let loaded = db
        .copy_in(manifest.store.store(), CONTROLLER, &mut from, wanted)
        .await?;
    let unread = !from.buffer().is_empty();
    let said = as_said(from.into_inner(), &loaded.copied, manifest);
    match said {
        Ok(()) if !unread => Ok(loaded),
        Ok(()) => {
            loaded.drop_it().await?;
            Err(Trouble::new(format!(
                "{} is longer than it says",
                manifest.file
            )))
        }
        Err(trouble) => {
            loaded.drop_it().await?;
            Err(trouble)
        }
    }
}

/// The key store of an installation that still stands.
async fn from_live(
    db: &Db,
    folder: &Path,
    at: Option<&Place>,
    wanted: &(dyn Fn([u8; 16]) -> bool + Sync),
) -> Result<Copied, Trouble> {
    let own = Place::File(folder.join("keys.db"));
    let at = at.unwrap_or(&own);
    if let Place::File(file) = at {
        crate::files::readable(file)?;
    }
    let live = Db::open(at, false).await?;
    let service = FileKey::read(&folder.join("controller.key"))?;
    let live = KeyStore::open(live, CONTROLLER, Box::new(service)).await?;
    let mut bytes = Vec::new();
    live.copy_out(&mut bytes).await?;
    live.close().await;
    let mut from = bytes.as_slice();
    let loaded = db
        .copy_in(Kept::Keys.store(), CONTROLLER, &mut from, wanted)
        .await?;
    Ok(loaded.keep().await?)
}

/// What the newest ledger there is says: one that still stands, else the newest backup of the content.
async fn known(
    place: &Where,
    from: &From,
    identity: &Identity,
    chosen: Option<&(PathBuf, Manifest)>,
    content: Option<&Db>,
) -> Result<Known, Trouble> {
    let of_db = async |db: &Db, of| {
        let (used, retired) = regie_vault::keys_in_use(db, CONTROLLER).await?;
        Ok::<_, Trouble>(Known { used, retired, of })
    };
    let mut known = match (content, chosen) {
        (Some(db), Some((_, manifest))) => of_db(db, Some(manifest.made)).await?,
        _ => {
            let db = place.content_to_read().await?;
            let known = of_db(&db, None).await?;
            db.close().await;
            known
        }
    };
    let newer = match (&from.newer, chosen) {
        (Some(at), _) => {
            if let Place::File(file) = at {
                crate::files::readable(file)?;
            }
            let db = Db::open(at, false).await?;
            let newer = of_db(&db, None).await?;
            db.close().await;
            Some(newer)
        }
        (None, None) => None,
        (None, Some((_, manifest))) => {
            let (folder, newest) = newest(&from.content, Kept::Content)?;
            (newest.made > manifest.made)
                .then(|| of_backup(&folder, &newest, identity))
                .transpose()?
        }
    };
    if let Some(newer) = newer {
        // What was in use in the older and is in use no more was destroyed, or left, whatever the key store still has.
        let gone = known.used.difference(&newer.used).copied();
        known.retired.extend(gone);
        known.retired.extend(newer.retired);
        known.used = newer.used;
        known.of = newer.of;
    }
    Ok(known)
}

/// The same of a backup, without putting it anywhere.
fn of_backup(folder: &Path, manifest: &Manifest, identity: &Identity) -> Result<Known, Trouble> {
    let opened = opened(folder, manifest, identity)?;
    let mut from = BufReader::with_capacity(1 << 16, opened);
    let mut rows = Rows::new(&mut from, manifest.store.store(), CONTROLLER)?;
    let mut known = Known {
        used: Keys::new(),
        retired: Keys::new(),
        of: Some(manifest.made),
    };
    while let Some((table, row)) = rows.next_row()? {
        // In the order of the columns of a record: id, kind, version, dossier, person, account, of_record, due, key, sealed.
        if table == "record"
            && let [id, Value::Text(kind), _, _, _, _, _, _, key, _] = row.as_slice()
        {
            known.used.extend(key.id());
            if kind == RETIRED {
                known.retired.extend(id.id());
            }
        }
    }
    Ok(known)
}

/// What was destroyed, and what is lost: with content that is newer than the key store, what lies under a key that the key store never had.
fn apart(orphans: Orphans, left_out: &Keys, content_is_newer: bool) -> (Orphans, Orphans) {
    let (mut destroyed, mut lost) = (Orphans::new(), Orphans::new());
    for (dossier, records) in orphans {
        for (id, key) in records {
            let known = left_out.contains(key.0.as_bytes());
            let of = if known || !content_is_newer {
                &mut destroyed
            } else {
                &mut lost
            };
            of.entry(dossier).or_default().push((id, key));
        }
    }
    (destroyed, lost)
}

fn counted(orphans: &Orphans) -> BTreeMap<Option<Id>, usize> {
    orphans.iter().map(|(id, all)| (*id, all.len())).collect()
}

async fn again(vault: &Vault, charters: &Charters, orphans: &Orphans) -> Result<(), Trouble> {
    let at = jiff::Timestamp::now().as_millisecond();
    let leave = |dossier: Option<DossierId>| {
        charters.start_up(Scope {
            dossier,
            ..scope("destroy-again", at)
        })
    };
    Ok(vault.destroy_again(orphans, leave).await?)
}
