//! Opening dossiers over HTTP: session check, charter, durable line, unsealing, page.

use super::ground::{Ground, Place, flushes_per_second};
use super::http::{Script, load};
use super::{percentile, print};
use crate::wiring::Trouble;
use serde::Serialize;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

/// How many dossiers are opened a second.
#[derive(clap::Args)]
pub struct Arguments {
    /// How many dossiers there are
    #[arg(long, default_value_t = 1000)]
    dossiers: u64,
    /// How many requests are under way at a time
    #[arg(long, default_value_t = 64)]
    clients: usize,
    /// For how long, at most 300
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=300))]
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

/// The server, ended when dropped.
struct Server {
    child: Child,
    address: SocketAddr,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn start(ground: &Ground) -> std::result::Result<Self, Trouble> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("demo").arg("--data").arg(&ground.folder).args([
            "--listen",
            "127.0.0.1:0",
            "--json",
        ]);
        if let Some(url) = &ground.database {
            command.arg("--database").arg(url);
        }
        let mut child = command
            .env("REGIE_LOG", "warn")
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        if let Some(out) = child.stdout.take() {
            BufReader::new(out).read_line(&mut line)?;
        }
        let printed: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
        let address = printed
            .get("url")
            .and_then(|u| u.as_str())
            .and_then(|u| u.strip_prefix("http://"));
        let address = address.and_then(|a| a.parse().ok());
        match address {
            Some(address) => Ok(Self { child, address }),
            None => {
                let _ = child.kill();
                let _ = child.wait();
                Err(Trouble::new("the server did not start"))
            }
        }
    }

    /// The most memory it had resident, in megabytes; 0 where the system does not say.
    fn peak_memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))
            .unwrap_or_default();
        let line = status
            .lines()
            .find(|l| l.starts_with("VmHWM:"))
            .unwrap_or_default();
        line.split_whitespace()
            .nth(1)
            .and_then(|n| n.parse::<f64>().ok())
            .unwrap_or(0.0)
            / 1024.0
    }
}

/// Runs it.
pub async fn run(arguments: Arguments) -> std::result::Result<(), Trouble> {
    let ground = Ground::fill(&arguments.place, arguments.dossiers).await?;
    let house = ground.house().await?;
    let sessions = ground.sessions(&house, 5000).await?;
    let database = house.database_kind().to_owned();
    let scripts: Vec<Script> = (0..arguments.clients)
        .filter_map(|n| {
            let (token, dossiers) = sessions.get(n % sessions.len())?;
            let mut paths: Vec<String> = dossiers.iter().map(|d| format!("/dossier/{d}")).collect();
            // Clients that share a caseload begin at different ends of it.
            let shift = (n / sessions.len() * 7) % paths.len();
            paths.rotate_left(shift);
            Some(Script {
                cookie: format!("regie={}", token.0),
                paths,
            })
        })
        .collect();
    let flushes = flushes_per_second(&ground.folder)?;
    let server = Server::start(&ground)?;
    // One round to warm up, then the measurement.
    let warm: Vec<Script> = scripts
        .iter()
        .map(|s| Script {
            cookie: s.cookie.clone(),
            paths: s.paths.clone(),
        })
        .collect();
    load(server.address, warm, 2).await?;
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
