//! How long verifying takes.

use super::ground::{Ground, Place};
use super::print;
use crate::wiring::Trouble;
use serde::Serialize;
use std::time::Instant;

/// How long verifying the ledger takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// How many lines there are, 1 to a thousand million; they are looks at dossiers
    #[arg(long, value_name = "N", default_value_t = 1_000_000, value_parser = clap::value_parser!(u64).range(1..=1_000_000_000))]
    lines: u64,
    #[command(flatten)]
    place: Place,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Result {
    database: String,
    lines: i64,
    rows: i64,
    seconds: f64,
    lines_per_second: f64,
    intact: bool,
    peak_memory_mb: f64,
}

/// Runs it.
pub async fn run(arguments: Arguments) -> std::result::Result<(), Trouble> {
    let ground = Ground::fill(&arguments.place, 200).await?;
    let (vault, keys) = ground.place.open().await?;
    let house = ground.house().await?;
    let sessions = ground.sessions(&house, 200).await?;
    let there = vault.ledger().length().await?;
    let missing = i64::try_from(arguments.lines).unwrap_or(i64::MAX) - there;
    let mut tasks = Vec::new();
    let writers = 256;
    for n in 0..writers {
        let Some(seat) = sessions.get(n % sessions.len()) else {
            continue;
        };
        let share = missing / 256 + i64::from(n == 0) * (missing % 256);
        let (house, token, dossiers) = (house.clone(), seat.token.0.clone(), seat.dossiers.clone());
        tasks.push(tokio::spawn(async move {
            let caller = house
                .caller(&token)
                .await
                .map_err(|e| Trouble::new(format!("{e:?}")))?;
            for dossier in dossiers
                .iter()
                .cycle()
                .take(usize::try_from(share).unwrap_or(0))
            {
                house.look_only(&caller, *dossier).await?;
            }
            Ok::<(), Trouble>(())
        }));
    }
    for task in tasks {
        task.await.map_err(Trouble::new)??;
    }
    let key = keys.signing_key().await?.verifying_key();
    let started = Instant::now();
    let report = vault.ledger().verify(&key, &[]).await?;
    let seconds = started.elapsed().as_secs_f64();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status
        .lines()
        .find(|l| l.starts_with("VmHWM:"))
        .unwrap_or_default();
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    print(
        arguments.json,
        &Result {
            database: house.database_kind().to_owned(),
            lines: report.lines,
            rows: report.rows,
            seconds,
            lines_per_second: report.lines as f64 / seconds,
            intact: report.problem.is_none(),
            peak_memory_mb: peak
                .split_whitespace()
                .nth(1)
                .and_then(|n| n.parse::<f64>().ok())
                .unwrap_or(0.0)
                / 1024.0,
        },
    )
}
