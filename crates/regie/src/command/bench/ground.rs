//! What the measurements stand on: a folder or database with a population, its staff's sessions, the disk's own speed.

use crate::command::serve::check_adopted;
use crate::command::{demo, seed};
use crate::config::Config;
use crate::wiring::{Trouble, Where};
use regie_casework::guard::Token;
use regie_casework::{Clock, House};
use regie_terms::{DossierId, Relation};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Where a measurement runs.
#[derive(clap::Args, Clone)]
pub struct Place {
    /// Folder for the data; a fresh temporary one by default. One that is filled already is used as it is
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// PostgreSQL database; empty, or filled by an earlier run with the same --data
    #[arg(long, value_name = "URL", requires = "data")]
    database: Option<String>,
    /// Entries in the dossiers that are not opened, when all of thirty do not fit the disk; at most 30
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=30))]
    rest: Option<u32>,
}

/// How many of the staff are tried for a session.
const TRIED: usize = 128;

/// Somebody logged in, with the dossiers they coordinate.
pub struct Seat {
    pub token: Token,
    /// What a form must carry.
    pub csrf: String,
    /// At least one.
    pub dossiers: Vec<DossierId>,
}

/// A filled place.
pub struct Ground {
    pub folder: PathBuf,
    pub place: Where,
    pub database: Option<String>,
    _temporary: Option<tempfile::TempDir>,
}

/// The settings under which a measurement runs: the demo's, so that sessions need no codes.
fn config() -> Config {
    Config {
        demo: true,
        ..Config::default()
    }
}

impl Ground {
    /// Fills the place with `dossiers` dossiers of thirty entries, unless it is filled.
    pub async fn fill(place: &Place, dossiers: u64) -> Result<Self, Trouble> {
        let (folder, temporary) = match &place.data {
            Some(folder) => (folder.clone(), None),
            None => {
                let temporary = tempfile::Builder::new().prefix("regie-bench-").tempdir()?;
                (temporary.path().to_owned(), Some(temporary))
            }
        };
        let at = Where {
            data: place.database.is_none().then(|| folder.clone()),
            database: place.database.clone(),
            keys: Some(folder.clone()),
            key_store: None,
        };
        let ground = Self {
            folder,
            place: at,
            database: place.database.clone(),
            _temporary: temporary,
        };
        let people = demo::people_file(&ground.folder);
        if !people.exists() {
            ground.place.prepare().await?;
            let house = ground.house().await?;
            house
                .found(house.administrator(
                    "inrichting",
                    seed::PASSWORD,
                    &regie_casework::guard::fresh_secret()?,
                )?)
                .await?;
            let started = Instant::now();
            let rest = place.rest.map(|n| (TRIED, n));
            seed::lay(
                &house,
                1,
                dossiers,
                Some(30),
                rest,
                Some(seed::PASSWORD),
                |done| {
                    eprintln!(
                        "{done} of {dossiers} dossiers after {:.0} s",
                        started.elapsed().as_secs_f64()
                    );
                },
            )
            .await?;
            std::fs::write(people, "[]")?;
        }
        check_adopted(&ground.house().await?, &config()).await?;
        Ok(ground)
    }

    /// The house over it.
    pub async fn house(&self) -> Result<House, Trouble> {
        self.place.house(&config(), Clock::System).await
    }

    /// Sessions of staff and the dossiers they coordinate, until `dossiers` of them are known or no staff are left.
    pub async fn sessions(&self, house: &House, dossiers: usize) -> Result<Vec<Seat>, Trouble> {
        let mut out = Vec::new();
        let mut known = 0;
        let staff = regie_testkit::Neighbourhood::new(1, house.today())
            .with_extra_staff(20_000)
            .staff();
        for member in staff.into_iter().take(TRIED) {
            if known >= dossiers || out.len() >= 64 {
                break;
            }
            let Ok(token) = house.login_demo(&member.login).await else {
                continue;
            };
            let Ok(caller) = house.caller(&token.0).await else {
                continue;
            };
            let Ok(caseload) = house.caseload(&caller).await else {
                continue;
            };
            let mine: Vec<DossierId> = caseload
                .dossiers
                .iter()
                .filter(|d| d.relation == Relation::Coordinator)
                .map(|d| d.id)
                .collect();
            if !mine.is_empty() {
                known += mine.len();
                out.push(Seat {
                    token,
                    csrf: caller.csrf().to_owned(),
                    dossiers: mine,
                });
            }
        }
        if out.is_empty() {
            return Err(Trouble::new(
                "nobody has a dossier here; is the folder filled by another program?",
            ));
        }
        Ok(out)
    }
}

/// How many times a second this disk makes a small write durable.
pub fn flushes_per_second(folder: &Path) -> Result<f64, Trouble> {
    let mut file = tempfile::tempfile_in(folder)?;
    let started = Instant::now();
    let mut count = 0u32;
    while started.elapsed() < Duration::from_secs(1) {
        file.write_all(&[0; 4096])?;
        file.sync_data()?;
        count += 1;
    }
    Ok(f64::from(count) / started.elapsed().as_secs_f64())
}
