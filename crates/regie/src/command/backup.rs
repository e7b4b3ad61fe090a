//! `regie backup`: both stores, sealed, beside a program that serves.

use crate::backup::take::{expire, take};
use crate::backup::{KEY_DAYS, Manifest, recipient};
use crate::config::Config;
use crate::wiring::{Trouble, Where};
use jiff::Timestamp;
use std::path::PathBuf;

/// Back up the content and the key store, sealed, while the desk is served.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  regie backup /srv/backup --data /var/lib/regie --recipient /etc/regie-backup.pub\n  regie backup /srv/backup --keys-to /srv/backup-keys --data /var/lib/regie --recipient /etc/regie-backup.pub\n\nThe content goes to the folder `content`, the key store to the folder `keys` unless --keys-to names another. Backups of the key store that are older\nthan 35 days are removed; those of the content stay until you remove them. The controller's key is in neither."
)]
pub struct Arguments {
    /// Folder for the backups
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    place: Where,
    /// Folder for those of the key store, on another medium
    #[arg(long, value_name = "DIR")]
    keys_to: Option<PathBuf>,
    /// Public key that they are sealed to, `age1…`, or a file with it; `regie keys pair` makes one
    #[arg(long, value_name = "KEY")]
    recipient: Option<String>,
    /// Configuration file, TOML, whose [backup] has both
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print both manifests as JSON
    #[arg(long)]
    json: bool,
}

/// Runs it.
pub async fn run(arguments: Arguments) -> Result<(), Trouble> {
    let config = Config::read(arguments.config.as_deref())?.backup;
    let named = arguments
        .recipient
        .or_else(|| config.as_ref().and_then(|c| c.recipient.clone()))
        .ok_or_else(|| {
            Trouble::new("say what backups are sealed to: --recipient KEY, or `recipient` under [backup] in the configuration")
        })?;
    let recipient = recipient(&named)?;
    let content = arguments.folder.join("content");
    let keys = arguments
        .keys_to
        .or_else(|| config.and_then(|c| c.keys))
        .unwrap_or_else(|| arguments.folder.join("keys"));
    let (vault, _) = arguments.place.open_to_read().await?;
    let taken = take(&vault, &recipient, &content, &keys).await;
    vault.close().await;
    // Whatever became of the new one, an old key store is kept no longer.
    let old = expire(&keys, Timestamp::now())?;
    let taken = taken?;
    if arguments.json {
        println!("{}", serde_json::to_string(&taken)?);
        return Ok(());
    }
    for (manifest, folder) in taken.iter().zip([&content, &keys]) {
        println!("{}", said(manifest, folder.join(&manifest.file).display()));
    }
    if !old.is_empty() {
        println!(
            "removed: {} files of the key store of more than {KEY_DAYS} days ago",
            old.len()
        );
    }
    Ok(())
}

fn said(manifest: &Manifest, path: std::path::Display<'_>) -> String {
    let rows: u64 = manifest.rows.values().sum();
    match &manifest.head {
        Some(head) => format!("content: up to line {}, {rows} rows, in {path}", head.line),
        None => format!("key store: {rows} keys, in {path}"),
    }
}
