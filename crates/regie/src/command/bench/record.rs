//! Recording entries over HTTP: form, session check, charter, sealing, one durable line each.

use super::ground::{Ground, Place, Seat, flushes_per_second};
use super::http::{Ask, load, scripts};
use super::server::Server;
use super::{percentile, print};
use crate::wiring::Trouble;
use regie_casework::House;
use regie_casework::dossier::DossierPage;
use regie_terms::DossierId;
use serde::Serialize;
use std::collections::HashMap;

/// How many entries are recorded a second.
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

/// Dossiers that are written in, of each member of staff; enough that nobody waits for a colleague's facts to settle.
const OF_EACH: usize = 20;

#[derive(Serialize)]
struct Result {
    database: String,
    dossiers: u64,
    clients: usize,
    recorded_per_second: f64,
    p50_ms: f64,
    p99_ms: f64,
    slowest_ms: f64,
    refused: usize,
    server_peak_memory_mb: f64,
    flushes_per_second: f64,
}

/// Runs it.
pub async fn run(arguments: Arguments) -> std::result::Result<(), Trouble> {
    let ground = Ground::fill(&arguments.place, arguments.dossiers).await?;
    let house = ground.house().await?;
    let mut sessions = ground.sessions(&house, 5000).await?;
    let database = house.database_kind().to_owned();
    let mut forms = HashMap::new();
    for seat in &mut sessions {
        seat.dossiers.truncate(OF_EACH);
        for dossier in &seat.dossiers {
            forms.insert(*dossier, form(&house, seat, *dossier).await?);
        }
    }
    let scripts = scripts(arguments.clients, &sessions, |_, dossier| Ask {
        path: format!("/dossier/{dossier}/vastleggen"),
        form: forms.get(&dossier).cloned(),
    });
    let flushes = flushes_per_second(&ground.folder)?;
    let server = Server::start(&ground)?;
    load(server.address, scripts.clone(), 2).await?;
    let result = load(server.address, scripts, arguments.seconds).await?;
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    let rate = result.times.len() as f64 / result.lasted.as_secs_f64();
    print(
        arguments.json,
        &Result {
            database,
            dossiers: arguments.dossiers,
            clients: arguments.clients,
            recorded_per_second: rate,
            p50_ms: percentile(&result.times, 0.50),
            p99_ms: percentile(&result.times, 0.99),
            slowest_ms: percentile(&result.times, 1.0),
            refused: result.refused,
            server_peak_memory_mb: server.peak_memory(),
            flushes_per_second: flushes,
        },
    )
}

/// The form of a plain fact about the principal, under the dossier's own law.
async fn form(
    house: &House,
    seat: &Seat,
    dossier: DossierId,
) -> std::result::Result<String, Trouble> {
    let caller = house
        .caller(&seat.token.0)
        .await
        .map_err(|e| Trouble::new(format!("{e:?}")))?;
    let page = house.open_dossier(&caller, dossier).await?;
    filled(&page, &seat.csrf).ok_or_else(|| Trouble::new("a dossier without people"))
}

fn filled(page: &DossierPage, csrf: &str) -> Option<String> {
    let person = page.people.first()?.id.to_string();
    let fields = [
        ("csrf", csrf),
        ("person", person.as_str()),
        ("law", page.laws.first()?.as_str()),
        ("kind", "what"),
        ("category", "family-situation"),
        ("motive", "speelt mee in de vraag"),
        ("purpose", "support"),
        ("basis", "Wmo 2015 artikel 2.3.2"),
        ("need", "nodig voor het plan"),
        ("source", "client"),
        ("statement", "fact"),
        ("together", "yes"),
        ("moment", "later"),
        (
            "text",
            "De cliënt vertelt dat het thuis rustiger is sinds de dagbesteding is begonnen.",
        ),
    ];
    let pairs = fields.map(|(name, value)| format!("{name}={}", encoded(value)));
    Some(pairs.join("&"))
}

fn encoded(value: &str) -> String {
    value
        .bytes()
        .map(|byte| match byte {
            b' ' => "+".to_owned(),
            _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
