//! How long replacing the controller's key takes.

use super::print;
use crate::wiring::{CONTROLLER, Trouble};
use regie_ledger::db::{Db, Place};
use regie_vault::keys::{FileKey, KeyStore, Rotated};
use serde::Serialize;
use std::time::Instant;

/// How long replacing the controller's key takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// How many data keys there are, 1 to 10 million
    #[arg(long, value_name = "N", default_value_t = 200_000, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    keys: u64,
    /// PostgreSQL database for the key store, an empty one; a file in a temporary folder without it
    #[arg(long, value_name = "URL")]
    key_store: Option<String>,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Result {
    database: &'static str,
    keys: u64,
    seconds: f64,
    keys_per_second: f64,
}

/// Keys made in one transaction while the store is filled.
const MADE: u64 = 10_000;

/// Runs it.
pub async fn run(arguments: Arguments) -> std::result::Result<(), Trouble> {
    let folder = tempfile::tempdir()?;
    let at: Place = match &arguments.key_store {
        Some(url) => url.parse()?,
        None => Place::File(folder.path().join("keys.db")),
    };
    let service = FileKey::create(&folder.path().join("controller.key"))?;
    let db = Db::open(&at, true).await?;
    let database = db.kind();
    KeyStore::prepare(&db, CONTROLLER, &service).await?;
    let keys = KeyStore::open(db, CONTROLLER, Box::new(service)).await?;
    let mut missing = arguments.keys;
    while missing > 0 {
        let now = missing.min(MADE);
        let _ = keys.make(usize::try_from(now).unwrap_or(0), 0).await?;
        missing -= now;
    }
    let started = Instant::now();
    let rotated = keys.rotate().await?;
    let seconds = started.elapsed().as_secs_f64();
    keys.close().await;
    let Rotated::Done(keys) = rotated else {
        return Err(Trouble::new("the key was not replaced"));
    };
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    print(
        arguments.json,
        &Result {
            database,
            keys,
            seconds,
            keys_per_second: keys as f64 / seconds,
        },
    )
}
