//! `regie bench`: the measurements of docs/performance.md, each repeatable by anybody.

mod decide;
mod ground;
mod http;
mod open;
mod record;
mod rotate;
mod server;
mod sweep;
mod verify;

use crate::wiring::Trouble;
use clap::builder::RangedU64ValueParser;
use serde::Serialize;
use std::time::Duration;

/// Measure.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  regie bench decide")]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// How long a decision takes, on one core
    #[command(after_help = "Example:\n  regie bench decide --json")]
    Decide(decide::Arguments),
    /// How many dossiers are opened a second over HTTP
    #[command(after_help = "Example:\n  regie bench open --dossiers 1000 --seconds 10")]
    Open(open::Arguments),
    /// How many entries are recorded a second
    #[command(after_help = "Example:\n  regie bench record --seconds 10")]
    Record(record::Arguments),
    /// How long verifying the ledger takes
    #[command(after_help = "Example:\n  regie bench verify --lines 1000000")]
    Verify(verify::Arguments),
    /// How long replacing the controller's key takes
    #[command(after_help = "Example:\n  regie bench rotate --keys 200000")]
    Rotate(rotate::Arguments),
    /// How long destroying what is over takes
    #[command(after_help = "Example:\n  regie bench sweep --dossiers 20000")]
    Sweep(sweep::Arguments),
}

/// Runs it.
pub async fn run(arguments: Arguments) -> Result<(), Trouble> {
    match arguments.command {
        Command::Decide(a) => decide::run(&a),
        Command::Open(a) => open::run(a).await,
        Command::Record(a) => record::run(a).await,
        Command::Verify(a) => verify::run(a).await,
        Command::Rotate(a) => rotate::run(a).await,
        Command::Sweep(a) => sweep::run(a).await,
    }
}

/// How many requests at a time: one at least, and no more than the server takes connections.
fn clients() -> RangedU64ValueParser<usize> {
    RangedU64ValueParser::new().range(1..=500)
}

/// Prints a result as a table of two columns, or as one line of JSON.
fn print(json: bool, result: &impl Serialize) -> Result<(), Trouble> {
    if json {
        println!("{}", serde_json::to_string(result)?);
        return Ok(());
    }
    let value = serde_json::to_value(result)?;
    let rows: Vec<(String, String)> = value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| {
            let shown = match value {
                serde_json::Value::Number(n) if n.is_f64() => {
                    format!("{:.3}", n.as_f64().unwrap_or_default())
                }
                serde_json::Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            (name.replace('_', " "), shown)
        })
        .collect();
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, value) in rows {
        println!("{name:<width$}  {value}");
    }
    Ok(())
}

/// The `share` (0 to 1) slowest of sorted times, in milliseconds.
fn percentile(sorted: &[Duration], share: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index"
    )]
    let index = (last as f64 * share).round() as usize;
    sorted.get(index).map_or(0.0, |d| d.as_secs_f64() * 1000.0)
}
