//! `regie seed`: a synthetic population of any size, streamed.

use crate::command::serve::check_adopted;
use crate::config::Config;
use crate::population::{household, lay_staff};
use crate::wiring::{Trouble, Where};
use regie_casework::Clock;
use regie_terms::AccountId;
use regie_testkit::{Entries, Neighbourhood};
use std::path::PathBuf;
use std::time::Instant;

/// Lay a synthetic population of any size.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  regie init --data /tmp/groot --admin beheer --password-file /root/beheer.txt\n  regie seed --dossiers 10000 --data /tmp/groot\n\nThe dossiers go by the charter that `init` or the last `ledger adopt` named. The staff have login names of their own, so a place is filled once."
)]
pub struct Arguments {
    /// How many dossiers, 1 to 10 million
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    dossiers: u64,
    /// Entries in each dossier, at most 1000; varied by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=1000))]
    entries: Option<u32>,
    /// The same seed gives the same people
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    seed: u64,
    /// Give all synthetic staff the same, published password. Only for an installation that nobody else reaches: without it nobody can log in as them
    #[arg(long)]
    shared_password: bool,
    #[command(flatten)]
    place: Where,
    /// Configuration file, as `serve` has it, where it names a folder of rules
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// The password of all synthetic staff, where it is asked for.
pub const PASSWORD: &str = "zeven groene fietsen";

/// Runs it.
pub async fn run(arguments: Arguments) -> Result<(), Trouble> {
    // Without a configuration they go by the charter that was adopted here.
    let config = Config::read(arguments.config.as_deref())?;
    let house = arguments.place.house(&config, Clock::System).await?;
    check_adopted(&house, &config).await?;
    let started = Instant::now();
    let count = lay(
        &house,
        arguments.seed,
        arguments.dossiers,
        arguments.entries,
        None,
        arguments.shared_password.then_some(PASSWORD),
        |done| {
            eprintln!(
                "{done} of {} dossiers, {:.0} a second",
                arguments.dossiers,
                done as f64 / started.elapsed().as_secs_f64()
            );
        },
    )
    .await?;
    house.close().await;
    println!(
        "{count} dossiers laid under the charter `{}` in {:.1} s",
        house.settings().charter,
        started.elapsed().as_secs_f64()
    );
    if arguments.shared_password {
        println!(
            "The synthetic staff have the password `{PASSWORD}`, which everybody can know; their second factors are not shown. Use `regie demo` to look around."
        );
    } else {
        println!(
            "Nobody can log in as the synthetic staff: no password was made for them. The administrator can invite them again; `regie demo` is there to look around."
        );
    }
    Ok(())
}

/// Lays staff and dossiers; calls `progress` every few thousand.
///
/// Without `password` nobody can log in as one of the staff until they are invited again.
///
/// With `rest`, dossiers keep that many entries at most, but for those that one of the first `rest.0` of the staff coordinates.
pub async fn lay(
    house: &regie_casework::House,
    seed: u64,
    dossiers: u64,
    entries: Option<u32>,
    rest: Option<(usize, u32)>,
    password: Option<&str>,
    mut progress: impl FnMut(u64),
) -> Result<u64, Trouble> {
    let mut neighbourhood = Neighbourhood::new(seed, house.today()).with_extra_staff(dossiers / 60);
    if let Some(n) = entries {
        neighbourhood = neighbourhood.with_entries(Entries::Exactly(n));
    }
    let logins = lay_staff(house, &neighbourhood, password).await?;
    let staff: Vec<AccountId> = logins.iter().map(|l| l.id).collect();
    let names: Vec<String> = neighbourhood.staff().into_iter().map(|s| s.name).collect();
    let mut done = 0;
    while done < dossiers {
        let until = (done + 200).min(dossiers);
        let mut batch = Vec::new();
        for index in done..until {
            let mut plan = neighbourhood.household(index);
            if let Some((first, most)) = rest {
                for dossier in plan.dossiers.iter_mut().filter(|d| d.coordinator >= first) {
                    dossier
                        .entries
                        .truncate(usize::try_from(most).unwrap_or(usize::MAX));
                }
            }
            batch.extend(household(house, &plan, &staff, &names, None)?.dossiers);
        }
        house.lay_dossiers(batch).await?;
        done = until;
        if done.is_multiple_of(5000) || done == dossiers {
            progress(done);
        }
    }
    Ok(done)
}
