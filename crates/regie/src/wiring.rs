//! Start-up: where the database and the key store are, and how the house is put together. Nothing else wires it.

use crate::config::Config;
use regie_casework::{Clock, House};
use regie_charter::Charters;
use regie_ledger::Ledger;
use regie_ledger::db::{Db, Place};
use regie_terms::ControllerId;
use regie_vault::Vault;
use regie_vault::keys::{FileKey, KeyStore};
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// What the operator is told. One line, no personal data.
#[derive(Debug)]
pub struct Trouble {
    /// What went wrong and what to do.
    pub what: String,
    /// The program's exit code: 1 when it answered no, 2 when it could not do its work.
    pub code: u8,
}

impl Trouble {
    /// It could not do its work.
    pub fn new(what: impl fmt::Display) -> Self {
        Self {
            what: what.to_string(),
            code: 2,
        }
    }
}

macro_rules! from {
    ($($error:ty),+ $(,)?) => {$(
        impl From<$error> for Trouble {
            fn from(error: $error) -> Self {
                Self::new(error)
            }
        }
    )+};
}
from!(
    regie_ledger::db::DbError,
    regie_vault::VaultError,
    std::io::Error,
    serde_json::Error,
    regie_charter::Problems,
);

impl From<regie_ledger::LedgerError> for Trouble {
    fn from(error: regie_ledger::LedgerError) -> Self {
        // That a ledger is not whole is an answer, and it is no.
        let code = match error {
            regie_ledger::LedgerError::HeadGone => 1,
            _ => 2,
        };
        Self {
            code,
            ..Self::new(error)
        }
    }
}

impl From<regie_casework::Refused> for Trouble {
    fn from(refused: regie_casework::Refused) -> Self {
        use regie_casework::Refused;
        Self::new(match refused {
            Refused::Unavailable(what) => what,
            Refused::Invalid(errors) if errors.iter().any(|e| e.code == "founded-before") => {
                "this database was initialised before; nothing was changed".to_owned()
            }
            Refused::Invalid(errors) => {
                let fields: Vec<&str> = errors.iter().map(|e| e.field).collect();
                format!("not accepted: {}", fields.join(", "))
            }
            other => format!("not done: {other:?}"),
        })
    }
}

/// Runs a command to its end.
pub fn run(command: impl Future<Output = Result<(), Trouble>>) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("regie: {error}");
            return ExitCode::from(2);
        }
    };
    match runtime.block_on(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            if !trouble.what.is_empty() {
                eprintln!("regie: {}", trouble.what);
            }
            ExitCode::from(trouble.code)
        }
    }
}

/// Where everything of one installation is.
#[derive(clap::Args, Clone, Debug)]
pub struct Where {
    /// Folder with the SQLite database and the keys
    #[arg(
        long,
        value_name = "DIR",
        required_unless_present = "database",
        conflicts_with = "database"
    )]
    pub data: Option<PathBuf>,
    /// PostgreSQL database, postgres://user@host/name
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// Folder with the controller's key and the key store; by default the data folder, or one of its own per
    /// PostgreSQL database under $XDG_DATA_HOME/regie
    #[arg(long, value_name = "DIR", env = "REGIE_KEYS")]
    pub keys: Option<PathBuf>,
    /// PostgreSQL database for the key store, another than that of the content; by default a file in the key folder. Needed
    /// when more than one machine serves: each has the controller's key in its own key folder
    #[arg(
        long,
        value_name = "URL",
        env = "REGIE_KEY_STORE",
        requires = "database"
    )]
    pub key_store: Option<String>,
}

/// The organisation a database is for, until one holds several.
pub const CONTROLLER: ControllerId = ControllerId(1);

impl Where {
    fn key_store(&self, folder: &Path) -> Result<Place, Trouble> {
        match &self.key_store {
            None => Ok(Place::File(folder.join("keys.db"))),
            Some(url) if Some(url) == self.database.as_ref() => Err(Trouble::new(
                "--key-store is the database of the content; keys are kept apart from it",
            )),
            Some(url) => match url.parse()? {
                place @ Place::Postgres(_) => Ok(place),
                Place::File(_) => Err(Trouble::new("--key-store takes postgres://…")),
            },
        }
    }

    fn content(&self) -> Result<Place, Trouble> {
        match (&self.data, &self.database) {
            (Some(folder), _) => Ok(Place::File(folder.join("content.db"))),
            (None, Some(url)) => match url.parse()? {
                place @ Place::Postgres(_) => Ok(place),
                Place::File(_) => Err(Trouble::new(
                    "--database takes postgres://…; use --data for a folder",
                )),
            },
            (None, None) => Err(Trouble::new("--data DIR or --database URL is expected")),
        }
    }

    /// The folder with the controller's key.
    pub fn key_folder(&self) -> Result<PathBuf, Trouble> {
        if let Some(folder) = self.keys.as_ref().or(self.data.as_ref()) {
            return Ok(folder.clone());
        }
        let base = std::env::var_os("XDG_DATA_HOME")
            .map(PathBuf::from)
            .or_else(|| {
                std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share"))
            })
            .ok_or_else(|| Trouble::new("say where the keys are kept with --keys DIR"))?;
        // Host and name, without user and password, in a form a folder can have.
        let url = self.database.as_deref().unwrap_or_default();
        let rest = url.split("://").nth(1).unwrap_or(url);
        let place = rest
            .rsplit('@')
            .next()
            .unwrap_or(rest)
            .split('?')
            .next()
            .unwrap_or(rest);
        let name: String = place
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() || c == '.' {
                    c
                } else {
                    '-'
                }
            })
            .collect();
        Ok(base.join("regie").join(name))
    }

    /// Makes keys and tables. Refuses to make a second controller key beside one that is there.
    pub async fn prepare(&self) -> Result<(), Trouble> {
        let folder = self.key_folder()?;
        private_folder(&folder)?;
        if let Some(data) = &self.data {
            private_folder(data)?;
        }
        let key_file = folder.join("controller.key");
        let service = if key_file.exists() {
            FileKey::read(&key_file)?
        } else {
            FileKey::create(&key_file)?
        };
        let keys = Db::open(&self.key_store(&folder)?, true).await?;
        KeyStore::prepare(&keys, CONTROLLER, &service).await?;
        keys.close().await;
        let content = Db::open(&self.content()?, true).await?;
        Ledger::prepare(&content, CONTROLLER).await?;
        content.close().await;
        Ok(())
    }

    /// Opens what [`Where::prepare`] made.
    pub async fn open(&self) -> Result<(Vault, Arc<KeyStore>), Trouble> {
        let folder = self.key_folder()?;
        let file = folder.join("controller.key");
        if !file.exists() {
            return Err(Trouble::new(format!(
                "there is no {}; run `regie init` first, or say --keys DIR",
                file.display()
            )));
        }
        let service = FileKey::read(&file)?;
        let keys = Db::open(&self.key_store(&folder)?, false).await?;
        let keys = Arc::new(KeyStore::open(keys, CONTROLLER, Box::new(service)).await?);
        let content = Db::open(&self.content()?, false).await?;
        content.migrate(regie_ledger::db::Store::Content).await?;
        let ledger = Ledger::start(content, CONTROLLER, keys.digest_key().await?).await?;
        let vault = Vault::new(ledger, keys.clone()).await?;
        Ok((vault, keys))
    }

    /// Opens it and puts the house together.
    pub async fn house(&self, config: &Config, clock: Clock) -> Result<House, Trouble> {
        let (vault, _) = self.open().await?;
        Self::around(vault, config, clock)
    }

    /// Puts the house together around an open vault.
    pub fn around(vault: Vault, config: &Config, clock: Clock) -> Result<House, Trouble> {
        let charters = Arc::new(Charters::builtin()?);
        Ok(House::new(vault, charters, clock, config.settings()?))
    }
}

/// Makes a folder that only its owner can enter, when it is not there.
pub fn private_folder(path: &Path) -> Result<(), Trouble> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(|e| Trouble::new(format!("{}: {e}", path.display())))
}

/// Sends the program's own messages to standard error, as REGIE_LOG says (`info` by default).
pub fn log() {
    use tracing_subscriber::EnvFilter;
    let filter =
        EnvFilter::try_from_env("REGIE_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    // A second start in one process keeps the first.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
}
