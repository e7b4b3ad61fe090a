//! `regie teams import`: which neighbourhood team works for which postcode, from a table.

use crate::config::Config;
use crate::password;
use crate::wiring::{Trouble, Where};
use regie_casework::Clock;
use regie_casework::door::NotImported;
use regie_casework::guard::{LoginRefused, Proof};
use std::path::PathBuf;

/// The largest table that is read, in bytes.
const MOST: u64 = 4 * 1024 * 1024;

/// Keep the table of neighbourhood teams
#[derive(clap::Args)]
#[command(
    after_help = "Example:\n  regie teams import buurtteams.csv --data /var/lib/regie --login beheer"
)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Read a table of postcodes and teams, all of it or nothing, in the place of the one that is there
    #[command(
        after_help = "Example:\n  regie teams import buurtteams.csv --data /var/lib/regie --login beheer\n\nOne line a postcode, four digits or six signs, then `;` or `,` and the name of the team:\n  3561;Overvecht\n  3526 AB;Kanaleneiland\nA first line that begins with `postcode` is passed over.\n\nExit codes: 0 it is in, 1 a line cannot be read, 2 nothing was done."
    )]
    Import {
        /// The table
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Folder with the SQLite database and the keys
        #[arg(long, value_name = "DIR", conflicts_with = "database")]
        data: Option<PathBuf>,
        /// PostgreSQL database, postgres://user@host/name
        #[arg(long, value_name = "URL")]
        database: Option<String>,
        /// Folder with the controller's key and the key store, as `serve` has it
        #[arg(long, value_name = "DIR", env = "REGIE_KEYS")]
        keys: Option<PathBuf>,
        /// Configuration file, as `serve` has it
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
        /// Login name of the functional administrator who does this
        #[arg(long, value_name = "LOGIN")]
        login: String,
        /// File with the administrator's password and, on the next line, a code; without it they are asked
        #[arg(long, value_name = "FILE")]
        login_file: Option<PathBuf>,
    },
}

/// Runs it.
pub async fn run(arguments: Arguments) -> Result<(), Trouble> {
    let Command::Import {
        file,
        data,
        database,
        keys,
        config,
        login,
        login_file,
    } = arguments.command;
    if data.is_none() && database.is_none() {
        return Err(Trouble::new(
            "where it is kept is missing: give `--data DIR`, or `--database URL`",
        ));
    }
    crate::files::readable(&file)?;
    let shown = file.display().to_string();
    let unread = |why: String| Trouble::new(format!("{shown}: {why}"));
    let size = std::fs::metadata(&file).map_err(|why| unread(why.to_string()))?;
    if size.len() > MOST {
        return Err(unread("is larger than 4 MiB".to_owned()));
    }
    let text = std::fs::read_to_string(&file)
        .map_err(|_| unread("cannot be read as text (UTF-8)".to_owned()))?;
    let place = Where {
        data,
        database,
        keys,
        key_store: None,
    };
    let config = Config::read(config.as_deref())?;
    let house = place.house(&config, Clock::System).await?;
    let (password, code) = password::proof(&login, login_file.as_deref())?;
    let proof = Proof {
        login,
        password,
        code,
    };
    let imported = house.import_teams(&proof, &text).await;
    house.close().await;
    let count = imported.map_err(|why| told(&shown, why))?;
    println!("{count} postcodes have a team now");
    Ok(())
}

/// Why nothing was taken in.
fn told(file: &str, why: NotImported) -> Trouble {
    let nothing = "nothing was changed";
    match why {
        NotImported::Lines(lines) => {
            let said = lines.iter().map(|(line, code)| {
                let what = match *code {
                    "columns" => "two columns are expected: postcode and team",
                    "postcode" => "the postcode is not four digits, or four digits and two letters",
                    "team" => "the name of the team is missing or longer than 100 characters",
                    "twice" => "this postcode stands on an earlier line too",
                    _ => "there are more lines than are read",
                };
                format!("{file}:{line}: {what}")
            });
            let said: Vec<String> = said.collect();
            Trouble {
                code: 1,
                ..Trouble::new(format!("{}\n{nothing}", said.join("\n")))
            }
        }
        NotImported::Who(LoginRefused::Wait(minutes)) => Trouble::new(format!(
            "too many attempts; try again in {minutes} minutes. {nothing}"
        )),
        NotImported::Who(LoginRefused::Unavailable(_)) => {
            Trouble::new(format!("the database cannot be read now; {nothing}"))
        }
        NotImported::Who(LoginRefused::Wrong | LoginRefused::Expired) => Trouble::new(format!(
            "login name, password or code are not right, or they are no functional administrator; {nothing}"
        )),
        NotImported::Refused(_) => Trouble::new(format!(
            "the rules do not let them, or the ledger could not be written; {nothing}"
        )),
    }
}
