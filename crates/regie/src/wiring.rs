//! Start-up: what the operator is told, and running a command to its end. Where an installation is and how its house is put together, is in
//! [`crate::place`]; nothing else wires it.

pub use crate::place::{CONTROLLER, Where};
use std::fmt;
use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

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
    regie_ledger::db::copy::CopyError,
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
            Refused::Invalid(errors) if errors.iter().any(|e| e.code == "taken") => {
                "somebody here has the login name of one of the synthetic people already, as after an earlier `regie seed`; nothing was laid. Take an empty place".to_owned()
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

/// Makes a folder that only its owner can enter, when it is not there.
pub fn private_folder(path: &Path) -> Result<(), Trouble> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(|e| Trouble::new(format!("{} cannot be made: {e}", path.display())))
}

/// Sends the program's own messages to standard error, as REGIE_LOG says (`info` by default).
pub fn log() {
    use tracing_subscriber::EnvFilter;
    let filter =
        EnvFilter::try_from_env("REGIE_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    // A second start in one process keeps the first.
    let _ = tracing_subscriber::fmt()
        // A file or a journal shows the signs for colour as they are.
        .with_ansi(std::io::stderr().is_terminal())
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
}
