//! `regie ledger verify | checkpoint | adopt | replay | prove`.

use crate::config::Config;
use crate::password;
use crate::rules::Rules;
use crate::wiring::{CONTROLLER, Trouble, Where};
use regie_casework::administer::NotAdopted;
use regie_casework::guard::{LoginRefused, Proof};
use regie_casework::{Clock, House, Refused};
use regie_charter::{Charters, Parts, Scope, Whose};
use regie_ledger::checkpoint::Checkpoint;
use regie_ledger::verify::Problem;
use regie_terms::RequestId;
use regie_vault::Vault;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Verify the ledger, sign its head, adopt changed rules, ask its decisions again, check a saved proof.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  regie ledger verify --data /var/lib/regie\n  regie ledger checkpoint --data /var/lib/regie"
)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Check that every line and every row is as it was written; exit 1 with the first line that is not
    #[command(
        after_help = "Examples:\n  regie ledger verify --data /var/lib/regie\n  regie ledger verify --data /var/lib/regie --checkpoint /media/dpo/2026-11-21.json --json\n\nA copy on a medium that cannot be written is verified as it is. Exit codes: 0 intact, 1 not intact, 2 it could not be read."
    )]
    Verify {
        #[command(flatten)]
        place: Where,
        /// A checkpoint that was kept outside; may be given more than once
        #[arg(long, value_name = "FILE")]
        checkpoint: Vec<PathBuf>,
        /// Print the report as JSON
        #[arg(long)]
        json: bool,
    },
    /// Adopt the rule files this program carries, after an upgrade that changed them, or those of a folder: two people prove who they are
    #[command(
        after_help = "Example:\n  regie ledger adopt --data /var/lib/regie --administrator beheer --officer daan\n  regie ledger adopt --data /var/lib/regie --rules /etc/regie/charters --administrator beheer --officer daan\n\nWhat changed is shown by `regie charter table --all` of the old rules and the new, and by `regie ledger replay`."
    )]
    Adopt {
        #[command(flatten)]
        place: Where,
        /// Login name of a functional administrator
        #[arg(long, value_name = "LOGIN")]
        administrator: String,
        /// Login name of a data protection officer
        #[arg(long, value_name = "LOGIN")]
        officer: String,
        #[command(flatten)]
        rules: Rules,
        /// Configuration file, as `serve` has it: which charter the organisation goes by, and which folder of rules; without it the charter stays as
        /// it is
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
        /// File with the administrator's password and, on the next line, a code; without it they are asked
        #[arg(long, value_name = "FILE")]
        administrator_file: Option<PathBuf>,
        /// File with the officer's password and, on the next line, a code; without it they are asked
        #[arg(long, value_name = "FILE")]
        officer_file: Option<PathBuf>,
    },
    /// Ask every decision again by the rules for its day; exit 1 when one would now be answered otherwise
    #[command(
        after_help = "Examples:\n  regie ledger replay --data /var/lib/regie\n  regie ledger replay --data /var/lib/regie --rules charters\n\nThat it was asked is a line of the ledger. Exit codes: 0 every answer is the same, 1 one would be another, 2 it could not be read."
    )]
    Replay(super::replay::Arguments),
    /// Check a proof of who looked that somebody saved; it needs no database and no configuration
    #[command(
        after_help = "Examples:\n  regie ledger prove proof-who-looked.json\n  regie ledger prove proof-who-looked.json --key 3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29\n\nThe key stands at /.well-known/regie-key of the organisation's site. Exit codes: 0 it holds, 1 it does not, 2 it could not be read."
    )]
    Prove(super::prove::Arguments),
    /// Sign the head of the chain
    #[command(
        after_help = "Example:\n  regie ledger checkpoint --data /var/lib/regie --export /media/dpo/2026-11-21.json"
    )]
    Checkpoint {
        #[command(flatten)]
        place: Where,
        /// Write the signed head to this file, for somebody outside to keep
        #[arg(long, value_name = "FILE")]
        export: Option<PathBuf>,
        /// Configuration file, as `serve` has it, where it names a folder of rules
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
}

/// Runs it.
pub async fn run(arguments: Arguments) -> Result<(), Trouble> {
    match arguments.command {
        Command::Verify {
            place,
            checkpoint,
            json,
        } => verify(&place, &checkpoint, json).await,
        Command::Replay(arguments) => super::replay::run(arguments).await,
        Command::Prove(arguments) => super::prove::run(&arguments),
        Command::Adopt {
            place,
            administrator,
            officer,
            rules,
            config,
            administrator_file,
            officer_file,
        } => {
            let both = [(administrator, administrator_file), (officer, officer_file)];
            let mut config = Config::read(config.as_deref())?;
            rules.over(&mut config);
            adopt(&place, &config, both).await
        }
        Command::Checkpoint {
            place,
            export,
            config,
        } => {
            let config = Config::read(config.as_deref())?;
            sign(&place, &Rules::of(config.rules), export).await
        }
    }
}

async fn verify(place: &Where, files: &[PathBuf], json: bool) -> Result<(), Trouble> {
    let mut outside = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file)
            .map_err(|e| Trouble::new(format!("{}: {e}", file.display())))?;
        let checkpoint: Checkpoint = serde_json::from_str(&text)
            .map_err(|_| Trouble::new(format!("{}: not a checkpoint", file.display())))?;
        outside.push(checkpoint);
    }
    let (vault, keys) = place.open_to_read().await?;
    if let Some(kept) = kept(&place.checkpoint_file()?)? {
        outside.push(kept);
    }
    let started = Instant::now();
    let mut report = vault
        .ledger()
        .verify(&keys.signing_key().await?.verifying_key(), &outside)
        .await?;
    keys.verify().await?;
    let orphan = vault.without_key().await?;
    vault.close().await;
    if report.problem.is_none() && orphan.is_some() {
        report.problem = Some(Problem {
            line: None,
            table: "data_key",
            what: "the key of a record is not in the key store".to_owned(),
        });
    }
    if json {
        println!("{}", serde_json::to_string(&report)?);
    } else if let Some(problem) = &report.problem {
        match problem.line {
            Some(line) => println!(
                "line {line} is not intact: {} (table {})",
                problem.what, problem.table
            ),
            None => println!("not intact: {} (table {})", problem.what, problem.table),
        }
    } else {
        println!(
            "intact: {} lines, {} rows, {} checkpoints, in {:.2} s",
            report.lines,
            report.rows,
            report.checkpoints,
            started.elapsed().as_secs_f64()
        );
    }
    match report.problem {
        None => Ok(()),
        Some(_) => Err(Trouble {
            what: String::new(),
            code: 1,
        }),
    }
}

async fn sign(place: &Where, rules: &Rules, export: Option<PathBuf>) -> Result<(), Trouble> {
    let charters = rules.sound()?;
    let (vault, _) = place.open().await?;
    own_rules(&vault, &charters).await?;
    let checkpoint = keep(&vault, &charters, &place.checkpoint_file()?).await?;
    vault.close().await;
    match export {
        Some(file) => {
            std::fs::write(&file, serde_json::to_vec(&checkpoint)?)
                .map_err(|e| Trouble::new(format!("{}: {e}", file.display())))?;
            println!(
                "the head of controller {} is signed and written to {}",
                CONTROLLER.0,
                file.display()
            );
        }
        None => println!("{}", serde_json::to_string(&checkpoint)?),
    }
    Ok(())
}

/// The checkpoint kept beside the key store, when there is one.
fn kept(file: &Path) -> Result<Option<Checkpoint>, Trouble> {
    match std::fs::read_to_string(file) {
        Ok(text) => serde_json::from_str(&text)
            .map(Some)
            .map_err(|_| Trouble::new(format!("{}: not a checkpoint", file.display()))),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(Trouble::new(format!("{}: {e}", file.display()))),
    }
}

/// Refuses rules by which nothing is done here. What the program does by itself is a line too, and carries the rules that are adopted.
pub async fn own_rules(vault: &Vault, charters: &Charters) -> Result<(), Trouble> {
    if vault.ledger().has_adopted(charters.hash()).await? {
        return Ok(());
    }
    Err(Trouble::new(
        "the rule files were not adopted here: name the configuration that `regie serve` runs with, `--config FILE`, when it names a folder of rules; after an upgrade let `regie ledger adopt` come first",
    ))
}

/// Signs the head and keeps it beside the key store, so that a database put back to an earlier day is found.
pub async fn keep(vault: &Vault, charters: &Charters, file: &Path) -> Result<Checkpoint, Trouble> {
    let at = jiff::Timestamp::now().as_millisecond();
    let permit = charters
        .start_up(scope("checkpoint", at))
        .ok_or_else(|| Trouble::new("no leave for a checkpoint"))?;
    let key = vault.keys().signing_key().await?;
    let checkpoint = vault.ledger().checkpoint(permit, &key, at).await?;
    let fresh = file.with_extension("new");
    std::fs::write(&fresh, serde_json::to_vec(&checkpoint)?)
        .and_then(|()| std::fs::rename(&fresh, file))
        .map_err(|e| Trouble::new(format!("{}: {e}", file.display())))?;
    Ok(checkpoint)
}

async fn adopt(
    place: &Where,
    config: &Config,
    who: [(String, Option<PathBuf>); 2],
) -> Result<(), Trouble> {
    let house = place.house(config, Clock::System).await?;
    let charter = house.settings().charter;
    if house.rules_adopted().await? {
        println!(
            "these rule files were adopted before, under the charter `{charter}`; nothing was changed"
        );
        house.close().await;
        return Ok(());
    }
    let mut proofs = Vec::new();
    for (login, file) in who {
        let (password, code) = password::proof(&login, file.as_deref())?;
        proofs.push(Proof {
            login,
            password,
            code,
        });
    }
    let [administrator, officer] = proofs.as_slice() else {
        return Err(Trouble::new("two people adopt rules"));
    };
    let line = house
        .adopt_rules(administrator, officer)
        .await
        .map_err(|why| Trouble::new(told(&why)))?;
    house.close().await;
    println!("adopted under the charter `{charter}`, in line {line}; start `regie serve` again");
    Ok(())
}

fn told(why: &NotAdopted) -> String {
    let (whose, refused) = match why {
        NotAdopted::Administrator(refused) => ("functional administrator", refused),
        NotAdopted::Officer(refused) => ("data protection officer", refused),
        NotAdopted::SamePerson => {
            return "the functional administrator and the data protection officer are one account; two people adopt rules".to_owned();
        }
        NotAdopted::Refused(Refused::Denied(_)) => {
            return "the rules do not let them: did both sign their declarations?".to_owned();
        }
        NotAdopted::Refused(_) => {
            return "the ledger could not be written; nothing was adopted".to_owned();
        }
    };
    match refused {
        LoginRefused::Wait(minutes) => {
            format!("too many attempts for the {whose}; try again in {minutes} minutes")
        }
        LoginRefused::Unavailable(_) => {
            "the database cannot be read now; nothing was adopted".to_owned()
        }
        LoginRefused::Wrong | LoginRefused::Expired => format!(
            "the {whose} was not let in: login name, password and code have to be right, the code fresh, and the account has to hold that function"
        ),
    }
}

/// An act of the program itself, at `at` milliseconds since 1970 UTC.
pub fn scope(act: &'static str, at: i64) -> Scope {
    Scope {
        act,
        actor: House::system(),
        request: RequestId::fresh(),
        at,
        dossier: None,
        concerns: Vec::new(),
        parts: Parts {
            about: Whose::Household,
            kinds: &[],
            only: None,
        },
        facts: Vec::new(),
        moves: Vec::new(),
        input: None,
        still: false,
    }
}
