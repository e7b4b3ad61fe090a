//! Recording entries: charter, seal, one durable line each; without HTTP, as an import or the API's inner side does it.

use super::ground::{Ground, Place, flushes_per_second};
use super::{percentile, print};
use crate::wiring::Trouble;
use regie_casework::House;
use regie_casework::dossier::DossierPage;
use regie_casework::entry::EntryInput;
use regie_casework::guard::Token;
use regie_terms::{DossierId, RequestId};
use serde::Serialize;
use std::time::{Duration, Instant};

/// How many entries are recorded a second.
#[derive(clap::Args)]
pub struct Arguments {
    /// How many dossiers there are
    #[arg(long, default_value_t = 1000)]
    dossiers: u64,
    /// How many are recorded at a time, each in another dossier
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
    clients: usize,
    recorded_per_second: f64,
    p50_ms: f64,
    p99_ms: f64,
    flushes_per_second: f64,
}

/// Runs it.
pub async fn run(arguments: Arguments) -> std::result::Result<(), Trouble> {
    let ground = Ground::fill(&arguments.place, arguments.dossiers).await?;
    let house = ground.house().await?;
    let sessions = ground.sessions(&house, 5000).await?;
    let flushes = flushes_per_second(&ground.folder)?;
    let until = Instant::now() + Duration::from_secs(arguments.seconds);
    let started = Instant::now();
    let mut tasks = Vec::new();
    for n in 0..arguments.clients {
        let Some((token, dossiers)) = sessions.get(n % sessions.len()) else {
            continue;
        };
        let Some(dossier) = dossiers.get(n / sessions.len() % dossiers.len()) else {
            continue;
        };
        tasks.push(tokio::spawn(recorder(
            house.clone(),
            Token(token.0.clone()),
            *dossier,
            until,
        )));
    }
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await.map_err(Trouble::new)??);
    }
    let lasted = started.elapsed();
    times.sort_unstable();
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    let rate = times.len() as f64 / lasted.as_secs_f64();
    print(
        arguments.json,
        &Result {
            database: house.database_kind().to_owned(),
            clients: arguments.clients,
            recorded_per_second: rate,
            p50_ms: percentile(&times, 0.50),
            p99_ms: percentile(&times, 0.99),
            flushes_per_second: flushes,
        },
    )
}

async fn recorder(
    house: House,
    token: Token,
    dossier: DossierId,
    until: Instant,
) -> std::result::Result<Vec<Duration>, Trouble> {
    let caller = house
        .caller(&token.0)
        .await
        .map_err(|e| Trouble::new(format!("{e:?}")))?;
    let page = house.open_dossier(&caller, dossier).await?;
    let input = input(&page).ok_or_else(|| Trouble::new("a dossier without people"))?;
    let mut times = Vec::new();
    while Instant::now() < until {
        let caller = house
            .caller(&token.0)
            .await
            .map_err(|e| Trouble::new(format!("{e:?}")))?;
        let sent = Instant::now();
        house
            .record_entry(&caller, dossier, &input, RequestId::fresh())
            .await?;
        times.push(sent.elapsed());
    }
    Ok(times)
}

/// A plain fact about the principal, under the dossier's own law.
fn input(page: &DossierPage) -> Option<EntryInput> {
    let person = page.people.first()?.id.to_string();
    let law = page.laws.first()?.as_str().to_owned();
    Some(EntryInput {
        person,
        law,
        kind: "what".to_owned(),
        category: "family-situation".to_owned(),
        purpose: "support".to_owned(),
        basis: "Wmo 2015 artikel 2.3.2".to_owned(),
        need: "nodig voor het plan".to_owned(),
        source: "client".to_owned(),
        statement: "fact".to_owned(),
        together: "yes".to_owned(),
        moment: "later".to_owned(),
        text: "De klant vertelt dat het thuis rustiger is sinds de dagbesteding is begonnen."
            .to_owned(),
        ..EntryInput::default()
    })
}
