//! Sweeping: what is short-lived and has ended, and what two people approved to be destroyed. While the desk is served it is done every five minutes;
//! `regie sweep` does it now.

use crate::command::serve::check_adopted;
use crate::config::Config;
use crate::wiring::{Trouble, Where};
use jiff::civil::Date;
use regie_casework::life::Swept;
use regie_casework::{Clock, House};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinHandle;

/// Destroy what two people approved and whose term is over.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  regie sweep --data /var/lib/regie --dry-run\n  regie sweep --data /var/lib/regie --dry-run --on 2031-01-01\n  regie sweep --data /var/lib/regie\n\nIt can be stopped at any point and goes on from there the next time. A desk that is served does the same every five minutes."
)]
pub struct Arguments {
    /// The day on which the charter is asked, today by default; a day to come only with --dry-run
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    place: Where,
    /// Configuration file, as `serve` has it
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Runs it.
pub async fn run(arguments: Arguments) -> Result<(), Trouble> {
    let config = Config::read(arguments.config.as_deref())?;
    let house = arguments.place.house(&config, Clock::System).await?;
    check_adopted(&house, &config).await?;
    let on = arguments.on.unwrap_or(house.today());
    if arguments.dry_run {
        let swept = house.destroy_dry(on).await?;
        house.close().await;
        println!("{}", dry(&swept, on));
        return Ok(());
    }
    if on > house.today() {
        return Err(Trouble::new(format!(
            "{on} is still to come: what goes then can be looked at with --dry-run"
        )));
    }
    let stop = Arc::new(AtomicBool::new(false));
    let asked = stop.clone();
    let listening = tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            asked.store(true, Ordering::SeqCst);
        }
    });
    let started = Instant::now();
    house.sweep().await?;
    let told = |swept: &Swept| {
        eprintln!(
            "{} files of {} dossiers destroyed, {} kept, {:.0} s",
            swept.files,
            swept.dossiers,
            swept.kept,
            started.elapsed().as_secs_f64()
        );
        !stop.load(Ordering::SeqCst)
    };
    let swept = house.destroy_approved(on, told).await;
    listening.abort();
    house.close().await;
    println!("{}", done(&swept?, stop.load(Ordering::SeqCst)));
    Ok(())
}

fn dry(swept: &Swept, on: Date) -> String {
    format!(
        "on {on}: {} files of {} dossiers would be destroyed by {} approved lists, {} would be kept; {} more may go and stand on no approved list",
        swept.files, swept.dossiers, swept.lists, swept.kept, swept.unlisted
    )
}

fn done(swept: &Swept, stopped: bool) -> String {
    let end = if stopped {
        "; stopped, the next sweep goes on from here"
    } else {
        ""
    };
    format!(
        "{} files destroyed and {} kept by {} approved lists: {} whole dossiers, {} keys, {} records{end}",
        swept.files, swept.kept, swept.lists, swept.dossiers, swept.keys, swept.records
    )
}

/// How often.
const EVERY: Duration = Duration::from_secs(5 * 60);

/// A sweep that goes on until it is dropped.
#[must_use = "dropped, it sweeps no more"]
pub struct Sweeping(JoinHandle<()>);

impl Drop for Sweeping {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Sweeps now and every five minutes. Says nothing, unless it fails; then it tries again the next time.
pub fn sweeping(house: &House) -> Sweeping {
    let house = house.clone();
    Sweeping(tokio::spawn(async move {
        let mut next = tokio::time::interval(EVERY);
        loop {
            next.tick().await;
            match house.sweep().await {
                Ok(gone) => tracing::debug!(gone, "swept"),
                Err(error) => tracing::warn!(?error, "what has ended was not swept"),
            }
            match house.destroy_approved(house.today(), |_| true).await {
                Ok(swept) if swept.files > 0 => {
                    tracing::info!(swept.files, swept.dossiers, "destroyed what was approved");
                }
                Ok(_) => {}
                Err(error) => tracing::warn!(?error, "what was approved was not destroyed"),
            }
        }
    }))
}
