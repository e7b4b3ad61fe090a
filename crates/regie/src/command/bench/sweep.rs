//! How long destroying what is over takes: a population of which some dossiers were closed long ago, a list that two people approved, and the sweep.

use super::print;
use crate::command::seed;
use crate::config::Config;
use crate::population::{household, lay_staff};
use crate::wiring::{Trouble, Where};
use jiff::civil::date;
use regie_casework::{Clock, House};
use regie_terms::{AccountId, Function, RequestId};
use regie_testkit::{Entries, Neighbourhood};
use serde::Serialize;
use std::path::PathBuf;
use std::time::Instant;

/// How long destroying what is over takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// How many dossiers there are, 20 to 10 million
    #[arg(long, value_name = "N", default_value_t = 20_000, value_parser = clap::value_parser!(u64).range(20..=10_000_000))]
    dossiers: u64,
    /// One in so many is due
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..=1000))]
    one_in: u64,
    /// Entries in each dossier, at most 30
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(0..=30))]
    entries: u32,
    /// Folder for the data, empty; a temporary one by default
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// PostgreSQL database for the content, an empty one
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Result {
    database: &'static str,
    dossiers: u64,
    destroyed: u64,
    files: u64,
    keys: u64,
    records: u64,
    listed_seconds: f64,
    seconds: f64,
    dossiers_per_second: f64,
    peak_memory_megabytes: u64,
}

/// Runs it.
pub async fn run(arguments: Arguments) -> std::result::Result<(), Trouble> {
    let temporary = tempfile::Builder::new().prefix("regie-bench-").tempdir()?;
    let folder = arguments
        .data
        .clone()
        .unwrap_or(temporary.path().to_owned());
    let place = Where {
        data: arguments.database.is_none().then(|| folder.clone()),
        database: arguments.database.clone(),
        keys: Some(folder),
        key_store: None,
    };
    let config = Config {
        demo: true,
        ..Config::default()
    };
    place.prepare().await?;
    let house = place.house(&config, Clock::System).await?;
    let secret = regie_casework::guard::fresh_secret()?;
    let first = house.administrator("inrichting", seed::PASSWORD, &secret)?;
    house.found(first).await?;
    let two = lay(&house, &arguments).await?;
    house.close().await;
    // The sweep begins as it does on its own: with nothing at hand.
    let house = place.house(&config, Clock::System).await?;
    let started = Instant::now();
    approve(&house, &two).await?;
    let listed_seconds = started.elapsed().as_secs_f64();
    let started = Instant::now();
    let swept = house
        .destroy_approved(house.today(), |swept| {
            if swept.dossiers.is_multiple_of(2048) {
                eprintln!(
                    "{} dossiers after {:.0} s",
                    swept.dossiers,
                    started.elapsed().as_secs_f64()
                );
            }
            true
        })
        .await?;
    let seconds = started.elapsed().as_secs_f64();
    let database = house.database_kind();
    house.close().await;
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    print(
        arguments.json,
        &Result {
            database,
            dossiers: arguments.dossiers,
            destroyed: swept.dossiers,
            files: swept.files,
            keys: swept.keys,
            records: swept.records,
            listed_seconds,
            seconds,
            dossiers_per_second: swept.dossiers as f64 / seconds,
            peak_memory_megabytes: peak(),
        },
    )
}

/// Lays the population; every so many dossiers one was closed in 1991. Gives the logins of two managers.
async fn lay(house: &House, arguments: &Arguments) -> std::result::Result<Vec<String>, Trouble> {
    let neighbourhood = Neighbourhood::new(1, house.today())
        .with_extra_staff(arguments.dossiers / 60)
        .with_entries(Entries::Exactly(arguments.entries));
    let logins = lay_staff(house, &neighbourhood, Some(seed::PASSWORD)).await?;
    let staff: Vec<AccountId> = logins.iter().map(|l| l.id).collect();
    let members = neighbourhood.staff();
    let names: Vec<String> = members.iter().map(|s| s.name.clone()).collect();
    let mut done = 0;
    while done < arguments.dossiers {
        let until = (done + 200).min(arguments.dossiers);
        let mut batch = Vec::new();
        for index in done..until {
            let plan = neighbourhood.household(index);
            for mut new in household(house, &plan, &staff, &names, None)?.dossiers {
                if index.is_multiple_of(arguments.one_in) {
                    new.dossier.opened = date(1990, 1, 1);
                    new.dossier.closed = Some(date(1991, 6, 30));
                } else {
                    new.dossier.closed = None;
                }
                batch.push(new);
            }
        }
        house.lay_dossiers(batch).await?;
        done = until;
        if done.is_multiple_of(20_000) {
            eprintln!("{done} dossiers laid");
        }
    }
    let may = |function: &Function| {
        matches!(
            function,
            Function::Manager | Function::FunctionalAdministrator
        )
    };
    let two: Vec<String> = members
        .iter()
        .filter(|member| member.functions.len() == 1 && member.functions.iter().any(may))
        .map(|member| member.login.clone())
        .take(2)
        .collect();
    if two.len() < 2 {
        return Err(Trouble::new(
            "there are no two people who may approve a list",
        ));
    }
    Ok(two)
}

async fn approve(house: &House, two: &[String]) -> std::result::Result<(), Trouble> {
    let mut list = None;
    for login in two {
        let nobody = |_| Trouble::new("nobody is logged in");
        let token = house.login_demo(login).await.map_err(|_| nobody(()))?;
        let caller = house.caller(&token.0).await.map_err(|_| nobody(()))?;
        let id = match list {
            Some(id) => id,
            None => {
                let input = regie_casework::life::PrepareInput {
                    way: "destroy".to_owned(),
                };
                house
                    .prepare_destruction(&caller, &input, RequestId::fresh())
                    .await?
            }
        };
        list = Some(id);
        house
            .approve_destruction(&caller, id, RequestId::fresh())
            .await?;
    }
    Ok(())
}

/// The most memory that this process had at once, in megabytes; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.trim().split(' ').next()?.parse::<u64>().ok())
        .map_or(0, |kilobytes| kilobytes / 1024)
}
