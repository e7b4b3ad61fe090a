//! Opening a database: where it is, and how each kind is set up.

use super::{Db, DbError, DbKind};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

/// Where a database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A SQLite file.
    File(PathBuf),
    /// A PostgreSQL address.
    Postgres(String),
}

impl Place {
    /// What an operator may read of it: the file, or host and database without user and password.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            // Taken apart as it will be when it is opened: a password may hold whatever parts an address.
            Self::Postgres(url) => PgConnectOptions::from_str(url).map_or_else(
                |_| "postgres://…".to_owned(),
                |to| {
                    let database = to.get_database().unwrap_or("the user's own database");
                    format!("{}:{}/{database}", to.get_host(), to.get_port())
                },
            ),
        }
    }
}

impl FromStr for Place {
    type Err = DbError;
    fn from_str(text: &str) -> Result<Self, DbError> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Ok(Self::Postgres(text.to_owned()))
        } else if text.is_empty() || text.contains("://") {
            Err(DbError::Address(
                text.split("://").next().unwrap_or_default().to_owned(),
            ))
        } else {
            Ok(Self::File(PathBuf::from(text)))
        }
    }
}

/// The file that was opened, by name and by what the file system knows it by.
///
/// A file that was moved or removed can still be written through an open connection; what is written then is not where
/// anybody will look for it after the next start. So every connection is handed out only while the name still leads to the file.
#[derive(Clone, Debug)]
pub(super) struct OpenFile {
    path: PathBuf,
    known_by: (u64, u64),
}

impl OpenFile {
    fn new(path: &Path) -> Result<Self, DbError> {
        Ok(Self {
            path: path.to_owned(),
            known_by: known_by(path)?,
        })
    }

    /// Fails when the name leads to another file by now.
    pub(super) fn check(&self) -> Result<(), DbError> {
        if known_by(&self.path)? == self.known_by {
            return Ok(());
        }
        Err(DbError::Unreachable(format!(
            "{} is not the file that was opened; put it back, or start again",
            self.path.display()
        )))
    }
}

/// Device and number of a file.
fn known_by(path: &Path) -> Result<(u64, u64), DbError> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path)
        .map(|found| (found.dev(), found.ino()))
        .map_err(|e| DbError::Unreachable(format!("{}: {e}", path.display())))
}

/// Makes an empty file that only its owner can read, when there is none yet.
fn private_file(file: &Path) -> Result<(), DbError> {
    use std::os::unix::fs::OpenOptionsExt;
    match std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
    {
        Ok(_) => Ok(()),
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(e) => Err(DbError::Unreachable(format!("{}: {e}", file.display()))),
    }
}

/// How every SQLite file is opened.
fn sqlite_options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .busy_timeout(Duration::from_secs(5))
        .foreign_keys(true)
        .statement_cache_capacity(256)
        .pragma("cache_size", "-8000")
        .disable_statement_logging()
}

impl Db {
    /// Opens a SQLite file, making it when absent and `create` is set.
    ///
    /// Write-ahead log with `synchronous=FULL`: what was committed survives loss of power. One connection writes.
    ///
    /// # Errors
    /// [`DbError`] when the file cannot be opened.
    pub async fn sqlite(file: &Path, create: bool) -> Result<Self, DbError> {
        if create {
            private_file(file)?;
        }
        let options = sqlite_options(file)
            .create_if_missing(create)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("secure_delete", "ON");
        Self::sqlite_pools(file, options).await
    }

    /// Opens a SQLite file that cannot be written, such as a backup on a medium mounted read only. Nothing is made beside it.
    ///
    /// # Errors
    /// [`DbError::Unreachable`] when it is a copy of a database in use, whose last lines stand in its log and not in the file.
    pub async fn sqlite_read_only(file: &Path) -> Result<Self, DbError> {
        let beside = |end: &str| {
            let mut name = file.as_os_str().to_owned();
            name.push(end);
            PathBuf::from(name)
        };
        let log = beside("-wal");
        let unfolded = std::fs::metadata(&log).is_ok_and(|found| found.len() > 0);
        if unfolded && !beside("-shm").exists() {
            return Err(DbError::Unreachable(format!(
                "what was written last stands in {} and not in the file yet, and it cannot be read without writing; \
                 copy both to a folder that can be written",
                log.display()
            )));
        }
        let options = sqlite_options(file).read_only(true).immutable(!unfolded);
        Self::sqlite_pools(file, options).await
    }

    async fn sqlite_pools(file: &Path, options: SqliteConnectOptions) -> Result<Self, DbError> {
        let pool = |max: u32, options: SqliteConnectOptions| {
            SqlitePoolOptions::new()
                .max_connections(max)
                .test_before_acquire(false)
                .acquire_timeout(Duration::from_secs(10))
                .idle_timeout(None)
                .max_lifetime(None)
                .connect_lazy_with(options)
        };
        let write = pool(1, options.clone());
        drop(write.acquire().await?);
        let read = pool(4, options.pragma("query_only", "ON"));
        Ok(Self {
            kind: DbKind::Sqlite {
                write,
                read,
                file: OpenFile::new(file)?,
            },
        })
    }

    /// Opens a PostgreSQL database by its address.
    ///
    /// # Errors
    /// [`DbError`] when it cannot be reached.
    pub async fn postgres(url: &str) -> Result<Self, DbError> {
        let options = PgConnectOptions::from_str(url)
            .map_err(|_| DbError::Address("postgres://…".to_owned()))?
            .statement_cache_capacity(256)
            .options([
                ("synchronous_commit", "on"),
                ("lock_timeout", "10s"),
                ("client_min_messages", "warning"),
                // Every statement finds its rows by an index whatever is bound, so one plan is as good as another and making it
                // anew each time costs more than carrying it out.
                ("plan_cache_mode", "force_generic_plan"),
                ("jit", "off"),
            ])
            .disable_statement_logging();
        // The pool would go on trying and then say only that it took too long; a connection of its own says why.
        let first = tokio::time::timeout(Duration::from_secs(5), options.connect()).await;
        first
            .map_err(|_| DbError::Unreachable("no answer within 5 seconds".to_owned()))??
            .close()
            .await?;
        let pool = PgPoolOptions::new()
            .max_connections(12)
            .test_before_acquire(false)
            .acquire_timeout(Duration::from_secs(5))
            .connect_lazy_with(options);
        Ok(Self {
            kind: DbKind::Postgres(pool),
        })
    }

    /// Opens what the operator named: `postgres://…`, or a SQLite file.
    ///
    /// # Errors
    /// [`DbError`] when it cannot be opened.
    pub async fn open(at: &Place, create: bool) -> Result<Self, DbError> {
        match at {
            Place::File(path) => Self::sqlite(path, create).await,
            Place::Postgres(url) => Self::postgres(url).await,
        }
    }
}
