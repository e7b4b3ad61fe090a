//! `regie restore`: a backup into an empty place, with what was destroyed since destroyed again.

use crate::backup::restore::{From, restore};
use crate::config::Config;
use crate::rules::Rules;
use crate::wiring::{Trouble, Where};
use regie_ledger::db::Place;
use regie_terms::Id;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Put a backup back in an empty place, and destroy again what was destroyed since.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  regie restore /srv/backup --data /var/lib/regie-restored --identity /root/backup.key\n  regie restore /srv/backup --data /var/lib/regie-again --identity /root/backup.key --live-keys /var/lib/regie\n\nThe controller's key is in no backup: put it back before with `regie keys recover`, or name the key folder that still stands with --live-keys. Exit\ncodes: 0 whole, 1 put back and not whole (what is lost or not intact is named), 2 not put back."
)]
pub struct Arguments {
    /// Folder with the backups, as `regie backup` had it
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    place: Where,
    /// File with the private key of the backups
    #[arg(long, value_name = "FILE")]
    identity: PathBuf,
    /// Folder with the backups of the key store, where it is another
    #[arg(long, value_name = "DIR")]
    keys_from: Option<PathBuf>,
    /// Which backup of the content, by its name; the newest by default
    #[arg(long, value_name = "NAME")]
    content: Option<String>,
    /// Key folder that still stands: its key store is newer than any backup, and what it does not hold any more was destroyed
    #[arg(long, value_name = "DIR", conflicts_with = "keys_from")]
    live_keys: Option<PathBuf>,
    /// PostgreSQL database of the key store that still stands, where it is not a file in that folder
    #[arg(long, value_name = "URL", requires = "live_keys")]
    live_key_store: Option<String>,
    /// Content that still stands and is newer than the backup, though you do not want it back: a SQLite file or postgres://…
    #[arg(long, value_name = "FILE|URL", conflicts_with = "key_store_only")]
    newer: Option<String>,
    /// The content stays as it is; only the key store, which is gone, is put back
    #[arg(long, conflicts_with_all = ["content", "live_keys"])]
    key_store_only: bool,
    /// Remove records too whose key was made after the key store was backed up: nobody destroyed them, and nobody can read them
    #[arg(long)]
    without_lost: bool,
    /// Configuration file, as `serve` has it, where it names a folder of rules
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Runs it.
pub async fn run(arguments: Arguments) -> Result<(), Trouble> {
    let config = Config::read(arguments.config.as_deref())?;
    let live_key_store = arguments.live_key_store;
    let live_key_store: Option<Place> = live_key_store.map(|text| text.parse()).transpose()?;
    let newer: Option<Place> = arguments.newer.map(|text| text.parse()).transpose()?;
    let from = From {
        content: arguments.folder.join("content"),
        keys: arguments
            .keys_from
            .or_else(|| config.backup.as_ref().and_then(|c| c.keys.clone()))
            .unwrap_or_else(|| arguments.folder.join("keys")),
        which: arguments.content,
        identity: arguments.identity,
        live_keys: arguments.live_keys,
        live_key_store,
        newer,
        keys_only: arguments.key_store_only,
        without_lost: arguments.without_lost,
    };
    let restored = restore(&arguments.place, &Rules::of(config.rules), &from).await?;
    match &restored.content {
        Some(manifest) => println!(
            "content: of {}, up to line {}",
            manifest.made,
            manifest.head.as_ref().map_or(0, |head| head.line)
        ),
        None => println!("content: as it stood"),
    }
    match restored.keys_of {
        Some(of) => println!("key store: of {of}, {} keys", restored.keys),
        None => println!("key store: as it stood, {} keys", restored.keys),
    }
    if restored.left_out > 0 {
        println!(
            "left out: {} keys that were destroyed since",
            restored.left_out
        );
    }
    list("destroyed again", &restored.destroyed);
    let lost = match arguments.without_lost {
        true => "removed, for its key is lost",
        false => "lost, for its key is newer than the key store",
    };
    list(lost, &restored.lost);
    let mut code = 0;
    if let Some(problem) = &restored.report.problem {
        println!("not intact: {} (table {})", problem.what, problem.table);
        code = 1;
    } else {
        println!(
            "intact: {} lines, {} rows",
            restored.report.lines, restored.report.rows
        );
    }
    if !restored.lost.is_empty() && !arguments.without_lost {
        println!(
            "look for a newer backup of the key store; without one, begin again in an empty place with --without-lost"
        );
        code = 1;
    }
    match code {
        0 => Ok(()),
        code => Err(Trouble {
            what: String::new(),
            code,
        }),
    }
}

fn list(what: &str, of: &BTreeMap<Option<Id>, usize>) {
    for (dossier, records) in of {
        match dossier {
            Some(dossier) => println!("{what}: dossier {dossier}, {records} records"),
            None => println!("{what}: outside any dossier, {records} records"),
        }
    }
}
