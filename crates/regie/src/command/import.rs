//! `regie import`: what somebody brings along from another organisation.

use crate::config::Config;
use crate::password;
use crate::wiring::{Trouble, Where};
use regie_casework::guard::{LoginRefused, Proof};
use regie_casework::words::NotBrought;
use regie_casework::{Clock, Refused};
use regie_exchange::portable::{Brought, NotPortable, Signed};
use regie_terms::{DossierId, Id, PersonId, RequestId};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Read a file in which somebody brings their data along, and take it in
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  regie import mijn-gegevens.zip\n  regie import mijn-gegevens.zip --key d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a\n  regie import mijn-gegevens.zip --data /var/lib/regie --login noor --dossier 01a0b2c3d4e57f8091a2b3c4d5e6f708 --person 01a0b2c3d4e57f8091a2b3c4d5e6f709\n\nWithout a place it only says what is in the file. Taken in, each fact waits in the dossier as the person's own words, until a professional takes it in. The ids of dossier and person stand in the address of the person's page.\n\nExit codes: 0 it is whole and as it was made, 1 it is not, 2 it could not be read."
)]
pub struct Arguments {
    /// The archive
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Public key of the organisation it should come from, 64 hexadecimal digits, as that organisation publishes it
    #[arg(long, value_name = "HEX")]
    key: Option<String>,
    /// Folder with the SQLite database and the keys, to take it in
    #[arg(
        long,
        value_name = "DIR",
        conflicts_with = "database",
        requires = "login"
    )]
    data: Option<PathBuf>,
    /// PostgreSQL database, postgres://user@host/name, to take it in
    #[arg(long, value_name = "URL", requires = "login")]
    database: Option<String>,
    /// Folder with the controller's key and the key store, as `serve` has it
    #[arg(long, value_name = "DIR", env = "REGIE_KEYS")]
    keys: Option<PathBuf>,
    /// Configuration file, as `serve` has it
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Login name of the professional who takes it in
    #[arg(long, value_name = "LOGIN", requires_all = ["dossier", "person"])]
    login: Option<String>,
    /// The dossier it is taken into
    #[arg(long, value_name = "ID", requires_all = ["login", "person"])]
    dossier: Option<Id>,
    /// The person of that dossier whose data they are
    #[arg(long, value_name = "ID", requires_all = ["login", "dossier"])]
    person: Option<Id>,
    /// File with the professional's password and, on the next line, a code; without it they are asked
    #[arg(long, value_name = "FILE", requires = "login")]
    login_file: Option<PathBuf>,
}

/// Runs it.
pub async fn run(arguments: Arguments) -> Result<(), Trouble> {
    let brought = read(&arguments.file, arguments.key.as_deref())?;
    println!("{}", said(&brought));
    let (Some(login), Some(dossier), Some(person)) =
        (arguments.login, arguments.dossier, arguments.person)
    else {
        return Ok(());
    };
    if arguments.data.is_none() && arguments.database.is_none() {
        return Err(Trouble::new(
            "where it is taken in is missing: give `--data DIR`, or `--database URL`",
        ));
    }
    let place = Where {
        data: arguments.data,
        database: arguments.database,
        keys: arguments.keys,
        key_store: None,
    };
    let config = Config::read(arguments.config.as_deref())?;
    let house = place.house(&config, Clock::System).await?;
    let (password, code) = password::proof(&login, arguments.login_file.as_deref())?;
    let proof = Proof {
        login,
        password,
        code,
    };
    let whom = (DossierId(dossier), PersonId(person));
    let taken = house
        .bring_in(&proof, whom, &brought, RequestId::fresh())
        .await;
    house.close().await;
    let waiting = taken.map_err(|why| Trouble::new(told(&why)))?;
    println!("{waiting} facts and documents wait in the dossier to be taken in");
    Ok(())
}

/// Why nothing was taken in; who somebody is never stands in it.
fn told(why: &NotBrought) -> String {
    let nothing = "nothing was taken in";
    match why {
        NotBrought::Who(LoginRefused::Wait(minutes)) => {
            format!("too many attempts; try again in {minutes} minutes. {nothing}")
        }
        NotBrought::Who(LoginRefused::Unavailable(_)) => {
            format!("the database cannot be read now; {nothing}")
        }
        NotBrought::Who(LoginRefused::Wrong | LoginRefused::Expired) => {
            format!(
                "login name, password or code are not right, or they are no professional; {nothing}"
            )
        }
        NotBrought::Refused(Refused::Invalid(faults)) => {
            let said = faults.iter().map(|fault| match (fault.field, fault.code) {
                ("person", _) => "the file is about somebody with another name or date of birth",
                ("file", "too-many") => "there is more in the file than is taken in at once",
                ("file", _) => "a document in the file cannot be read as what it says it is",
                _ => "it does not fit",
            });
            format!("{}; {nothing}", said.collect::<Vec<_>>().join("; "))
        }
        NotBrought::Refused(Refused::Denied(_)) => {
            format!("the rules do not let this professional edit that dossier; {nothing}")
        }
        NotBrought::Refused(Refused::NotFound) => {
            format!("there is no such person in that dossier; {nothing}")
        }
        NotBrought::Refused(_) => format!("the ledger could not be written; {nothing}"),
    }
}

/// Reads an archive, up to what one may hold.
fn read(file: &Path, key: Option<&str>) -> Result<Brought, Trouble> {
    let failed = |e: std::io::Error| Trouble::new(format!("{}: {e}", file.display()));
    if let Some(key) = key
        && !(key.len() == 64 && key.bytes().all(|b| b.is_ascii_hexdigit()))
    {
        return Err(Trouble::new(
            "`--key` is not a key: 64 hexadecimal digits are accepted".to_owned(),
        ));
    }
    crate::files::readable(file)?;
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(file).map_err(failed)?;
    let most = Brought::LARGEST + 1;
    let mut opened = opened.take(most as u64);
    opened.read_to_end(&mut bytes).map_err(failed)?;
    Brought::read(&bytes, key).map_err(|why| match why {
        NotPortable::NoZip => Trouble::new(format!("{}: {why}", file.display())),
        _ => Trouble {
            code: 1,
            ..Trouble::new(format!("{}: {why}", file.display()))
        },
    })
}

/// What it says of itself: whose it is says its file alone.
fn said(brought: &Brought) -> String {
    let data = &brought.data;
    let signed = match &brought.signed {
        Signed::ByTheKey => "signed by the key given, and not changed since".to_owned(),
        Signed::BySomeKey(key) => format!(
            "not changed since it was signed by the key {key}; who sent it is not established, and taken in it is shown so: give the key that the organisation publishes with --key"
        ),
    };
    let along = brought.files.len();
    format!(
        "made {made} by {from} (charter {charter})\n{signed}\n{facts} facts, {documents} documents of which {along} came along, {shared} disclosures",
        made = data.made,
        from = calm(&data.controller.name),
        charter = calm(&data.controller.charter),
        facts = data.facts.len(),
        documents = data.documents.len(),
        shared = data.disclosures.len(),
    )
}

/// A text from elsewhere as a terminal may have it: one line, with nothing in it that moves the cursor.
fn calm(text: &str) -> String {
    let shown = text.chars().filter(|c| !c.is_control());
    shown.take(200).collect()
}
