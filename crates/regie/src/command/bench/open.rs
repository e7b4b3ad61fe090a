//! Opening dossiers over HTTP: session check, charter, durable line, unsealing, page.

use super::ground::{Ground, Place, flushes_per_second};
use super::http::{Ask, load, scripts};
use super::server::Server;
use super::{percentile, print};
use crate::wiring::Trouble;
use serde::Serialize;

/// How many dossiers are opened a second.
#[derive(clap::Args)]
pub struct Arguments {
    /// How many dossiers there are, 1 to 10 million
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    dossiers: u64,
    /// How many requests are under way at a time, 1 to 500
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = super::clients())]
    clients: usize,
    /// For how many seconds, 1 to 300
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=300))]
    seconds: u64,
    #[command(flatten)]
    place: Place,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Result {
    database: String,
    dossiers: u64,
    clients: usize,
    opened_per_second: f64,
    p50_ms: f64,
    p99_ms: f64,
    slowest_ms: f64,
    refused: usize,
    page_bytes: usize,
    server_peak_memory_mb: f64,
    flushes_per_second: f64,
}

/// Runs it.
pub async fn run(arguments: Arguments) -> std::result::Result<(), Trouble> {
    let ground = Ground::fill(&arguments.place, arguments.dossiers).await?;
    let house = ground.house().await?;
    let sessions = ground.sessions(&house, 5000).await?;
    let database = house.database_kind().to_owned();
    let scripts = scripts(arguments.clients, &sessions, |_, dossier| Ask {
        path: format!("/dossier/{dossier}"),
        form: None,
    });
    let flushes = flushes_per_second(&ground.folder)?;
    let server = Server::start(&ground)?;
    // One round to warm up, then the measurement.
    load(server.address, scripts.clone(), 2).await?;
    let result = load(server.address, scripts, arguments.seconds).await?;
    let count = result.times.len();
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    let rate = count as f64 / result.lasted.as_secs_f64();
    print(
        arguments.json,
        &Result {
            database,
            dossiers: arguments.dossiers,
            clients: arguments.clients,
            opened_per_second: rate,
            p50_ms: percentile(&result.times, 0.50),
            p99_ms: percentile(&result.times, 0.99),
            slowest_ms: percentile(&result.times, 1.0),
            refused: result.refused,
            page_bytes: result.bytes / (count + result.refused).max(1),
            server_peak_memory_mb: server.peak_memory(),
            flushes_per_second: flushes,
        },
    )
}
