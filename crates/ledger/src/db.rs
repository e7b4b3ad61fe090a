//! The one place that knows which kind of database it talks to.
//!
//! Everything above speaks one SQL text in the shared subset (`$1` placeholders, `BIGINT`, bytes, `ON CONFLICT`,
//! `RETURNING`). What differs between SQLite and PostgreSQL, opening, locking and types, differs here and nowhere else.

mod list;
mod packed;
pub use list::{in_list, value_list};
pub use packed::{Col, Packed, PackedRow, PackedRows};

use sqlx::postgres::{PgArguments, PgConnectOptions, PgPool, PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteRow, SqliteSynchronous,
};
use sqlx::{Arguments, AssertSqlSafe, ConnectOptions, Executor, Row as _};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

/// What went wrong with the database. The text is for the operator and carries no personal data: statements
/// have placeholders, and the values bound to them are never part of an error.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The address is not one of the two kinds.
    #[error("`{0}` is not a database address: a folder or postgres://user@host/name is expected")]
    Address(String),
    /// The database could not be reached or was lost.
    #[error("the database is not reachable: {0}")]
    Unreachable(String),
    /// The disk of the database is full.
    #[error("the disk of the database is full: {0}")]
    Full(String),
    /// Another program holds the database.
    #[error("the database is locked by another program: {0}")]
    Locked(String),
    /// A value exists already.
    #[error("a row with this key is there already: {0}")]
    Duplicate(String),
    /// Anything else.
    #[error("the database answered: {0}")]
    Other(String),
    /// A column did not hold what the program expects.
    #[error("column {0} does not hold what is expected")]
    Column(usize),
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as E;
        match &error {
            E::Database(inner) => {
                let code = inner.code().unwrap_or_default().into_owned();
                // Messages of constraint errors may repeat values; the code and constraint are enough.
                let constraint = inner.constraint().unwrap_or("").to_owned();
                match (inner.is_unique_violation(), code.as_str()) {
                    (true, _) => Self::Duplicate(constraint),
                    (_, "13" | "53100") => Self::Full(code),
                    (_, "5" | "6" | "261" | "517" | "55P03") => Self::Locked(code),
                    // SQLite input/output errors (a vanished file) and PostgreSQL shutting down or refusing.
                    (_, c) if c.starts_with("57P") || c.starts_with("08") || c == "14" => {
                        Self::Unreachable(code)
                    }
                    (_, c) if c.parse::<u32>().is_ok_and(|n| n & 0xff == 10) => {
                        Self::Unreachable(format!("input/output error {c}"))
                    }
                    _ => Self::Other(format!("error {code}: {}", first_line(inner.message()))),
                }
            }
            E::Io(_)
            | E::Tls(_)
            | E::PoolTimedOut
            | E::PoolClosed
            | E::WorkerCrashed
            | E::Protocol(_) => Self::Unreachable(first_line(&error.to_string())),
            _ => Self::Other(first_line(&error.to_string())),
        }
    }
}

fn first_line(text: &str) -> String {
    text.lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(200)
        .collect()
}

/// A value to bind.
#[derive(Clone, Copy, Debug)]
pub enum Arg<'a> {
    /// A whole number.
    Int(i64),
    /// A whole number or nothing.
    MaybeInt(Option<i64>),
    /// Bytes.
    Bytes(&'a [u8]),
    /// Bytes or nothing.
    MaybeBytes(Option<&'a [u8]>),
    /// A short text.
    Text(&'a str),
}

/// Which tables: the content, or the key store that stands apart from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// Lines, records, findings, sessions.
    Content,
    /// Wrapped data keys.
    Keys,
}

/// A database: one SQLite file or one PostgreSQL database.
#[derive(Clone, Debug)]
pub struct Db {
    kind: DbKind,
}

#[derive(Clone, Debug)]
enum DbKind {
    Sqlite {
        write: SqlitePool,
        read: SqlitePool,
        file: OpenFile,
    },
    Postgres(PgPool),
}

/// The file that was opened, by name and by what the file system knows it by.
///
/// A file that was moved or removed can still be written through an open connection; what is written then is not where
/// anybody will look for it after the next start. So every connection is handed out only while the name still leads to the file.
#[derive(Clone, Debug)]
struct OpenFile {
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

    fn check(&self) -> Result<(), DbError> {
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

/// A connection taken from the pool.
#[derive(Debug)]
pub enum Conn {
    /// SQLite.
    Sqlite(sqlx::pool::PoolConnection<sqlx::Sqlite>),
    /// PostgreSQL.
    Postgres(sqlx::pool::PoolConnection<sqlx::Postgres>),
}

/// One row of an answer.
#[derive(Debug)]
pub enum Row {
    /// SQLite.
    Sqlite(SqliteRow),
    /// PostgreSQL.
    Postgres(PgRow),
}

macro_rules! get {
    ($self:ident, $index:ident, $type:ty) => {
        match $self {
            Self::Sqlite(row) => row.try_get::<$type, _>($index),
            Self::Postgres(row) => row.try_get::<$type, _>($index),
        }
        .map_err(|_| DbError::Column($index))
    };
}

impl Row {
    /// A whole number.
    ///
    /// # Errors
    /// [`DbError::Column`] when the column holds something else.
    pub fn int(&self, index: usize) -> Result<i64, DbError> {
        get!(self, index, i64)
    }
    /// A whole number or nothing.
    ///
    /// # Errors
    /// [`DbError::Column`] when the column holds something else.
    pub fn maybe_int(&self, index: usize) -> Result<Option<i64>, DbError> {
        get!(self, index, Option<i64>)
    }
    /// Bytes, borrowed from the row.
    ///
    /// # Errors
    /// [`DbError::Column`] when the column holds something else.
    pub fn bytes(&self, index: usize) -> Result<&[u8], DbError> {
        get!(self, index, &[u8])
    }
    /// Bytes or nothing.
    ///
    /// # Errors
    /// [`DbError::Column`] when the column holds something else.
    pub fn maybe_bytes(&self, index: usize) -> Result<Option<&[u8]>, DbError> {
        get!(self, index, Option<&[u8]>)
    }
    /// A text.
    ///
    /// # Errors
    /// [`DbError::Column`] when the column holds something else.
    pub fn text(&self, index: usize) -> Result<&str, DbError> {
        get!(self, index, &str)
    }
    /// Exactly `N` bytes.
    ///
    /// # Errors
    /// [`DbError::Column`] when the column holds something else.
    pub fn array<const N: usize>(&self, index: usize) -> Result<[u8; N], DbError> {
        self.bytes(index)?
            .try_into()
            .map_err(|_| DbError::Column(index))
    }
}

fn sqlite_args(args: &[Arg<'_>]) -> SqliteArguments {
    let mut out = SqliteArguments::default();
    for arg in args {
        // Numbers, bytes and texts always encode.
        let _ = match *arg {
            Arg::Int(v) => out.add(v),
            Arg::MaybeInt(v) => out.add(v),
            Arg::Bytes(v) => out.add(v.to_vec()),
            Arg::MaybeBytes(v) => out.add(v.map(<[u8]>::to_vec)),
            Arg::Text(v) => out.add(v.to_owned()),
        };
    }
    out
}

fn postgres_args(args: &[Arg<'_>]) -> PgArguments {
    let mut out = PgArguments::default();
    for arg in args {
        let _ = match *arg {
            Arg::Int(v) => out.add(v),
            Arg::MaybeInt(v) => out.add(v),
            Arg::Bytes(v) => out.add(v),
            Arg::MaybeBytes(v) => out.add(v),
            Arg::Text(v) => out.add(v),
        };
    }
    out
}

impl Conn {
    /// Runs a statement; gives the number of rows touched.
    ///
    /// # Errors
    /// [`DbError`] as the database says.
    pub async fn execute(&mut self, sql: &str, args: &[Arg<'_>]) -> Result<u64, DbError> {
        Ok(match self {
            Self::Sqlite(c) => sqlx::query_with(AssertSqlSafe(sql), sqlite_args(args))
                .execute(&mut **c)
                .await?
                .rows_affected(),
            Self::Postgres(c) => sqlx::query_with(AssertSqlSafe(sql), postgres_args(args))
                .execute(&mut **c)
                .await?
                .rows_affected(),
        })
    }

    /// Runs a query and gives all rows.
    ///
    /// # Errors
    /// [`DbError`] as the database says.
    pub async fn rows(&mut self, sql: &str, args: &[Arg<'_>]) -> Result<Vec<Row>, DbError> {
        Ok(match self {
            Self::Sqlite(c) => sqlx::query_with(AssertSqlSafe(sql), sqlite_args(args))
                .fetch_all(&mut **c)
                .await?
                .into_iter()
                .map(Row::Sqlite)
                .collect(),
            Self::Postgres(c) => sqlx::query_with(AssertSqlSafe(sql), postgres_args(args))
                .fetch_all(&mut **c)
                .await?
                .into_iter()
                .map(Row::Postgres)
                .collect(),
        })
    }

    /// Runs a query and gives its first row.
    ///
    /// # Errors
    /// [`DbError`] as the database says.
    pub async fn row(&mut self, sql: &str, args: &[Arg<'_>]) -> Result<Option<Row>, DbError> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }

    /// Starts a transaction that may write. SQLite takes the write lock at once, so that it cannot fail half-way.
    ///
    /// # Errors
    /// [`DbError`] as the database says.
    pub async fn begin(&mut self) -> Result<(), DbError> {
        let sql = match self {
            Self::Sqlite(_) => "BEGIN IMMEDIATE",
            Self::Postgres(_) => "BEGIN",
        };
        self.plain(sql).await
    }

    /// Starts a transaction that reads one state of the database, whatever others write meanwhile.
    ///
    /// # Errors
    /// [`DbError`] as the database says.
    pub async fn snapshot(&mut self) -> Result<(), DbError> {
        let sql = match self {
            Self::Sqlite(_) => "BEGIN",
            Self::Postgres(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        self.plain(sql).await
    }

    /// Runs a statement without parameters and without preparing it.
    ///
    /// # Errors
    /// [`DbError`] as the database says.
    pub async fn plain(&mut self, sql: &'static str) -> Result<(), DbError> {
        match self {
            Self::Sqlite(c) => (&mut **c).execute(sqlx::raw_sql(sql)).await.map(|_| ())?,
            Self::Postgres(c) => (&mut **c).execute(sqlx::raw_sql(sql)).await.map(|_| ())?,
        }
        Ok(())
    }

    /// Gives the connection up instead of back to the pool; after an error that may have left it broken.
    pub fn discard(self) {
        match self {
            Self::Sqlite(c) => drop(c.detach()),
            Self::Postgres(c) => drop(c.detach()),
        }
    }
}

const CONTENT: [&str; 2] = [
    include_str!("../../../migrations/sqlite/content/0001_first.sql"),
    include_str!("../../../migrations/postgres/content/0001_first.sql"),
];
const KEYS: [&str; 2] = [
    include_str!("../../../migrations/sqlite/keys/0001_first.sql"),
    include_str!("../../../migrations/postgres/keys/0001_first.sql"),
];

/// The newest schema this program knows.
pub const SCHEMA: i64 = 1;

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
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(create)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(5))
            .foreign_keys(true)
            .statement_cache_capacity(256)
            .pragma("cache_size", "-8000")
            .pragma("secure_delete", "ON")
            .disable_statement_logging();
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
            ])
            .disable_statement_logging();
        let pool = PgPoolOptions::new()
            .max_connections(12)
            .test_before_acquire(false)
            .acquire_timeout(Duration::from_secs(5))
            .connect_lazy_with(options);
        drop(pool.acquire().await?);
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

    /// `sqlite` or `postgresql`, for the operator.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.kind {
            DbKind::Sqlite { .. } => "sqlite",
            DbKind::Postgres(_) => "postgresql",
        }
    }

    /// A connection to write on. SQLite has one.
    ///
    /// # Errors
    /// [`DbError::Unreachable`] when none can be had in time.
    pub async fn writer(&self) -> Result<Conn, DbError> {
        Ok(match &self.kind {
            DbKind::Sqlite { write, file, .. } => {
                file.check()?;
                Conn::Sqlite(write.acquire().await?)
            }
            DbKind::Postgres(pool) => Conn::Postgres(pool.acquire().await?),
        })
    }

    /// A connection to read on.
    ///
    /// # Errors
    /// [`DbError::Unreachable`] when none can be had in time.
    pub async fn reader(&self) -> Result<Conn, DbError> {
        Ok(match &self.kind {
            DbKind::Sqlite { read, file, .. } => {
                file.check()?;
                Conn::Sqlite(read.acquire().await?)
            }
            DbKind::Postgres(pool) => Conn::Postgres(pool.acquire().await?),
        })
    }

    /// Reads all rows on a reading connection. A connection the database closed meanwhile is replaced once.
    ///
    /// # Errors
    /// [`DbError`] as the database says.
    pub async fn rows(&self, sql: &str, args: &[Arg<'_>]) -> Result<Vec<Row>, DbError> {
        let mut conn = self.reader().await?;
        match conn.rows(sql, args).await {
            Err(DbError::Unreachable(_)) => {
                conn.discard();
                let mut conn = self.reader().await?;
                conn.rows(sql, args).await
            }
            other => other,
        }
    }

    /// Reads the first row on a reading connection.
    ///
    /// # Errors
    /// [`DbError`] as the database says.
    pub async fn row(&self, sql: &str, args: &[Arg<'_>]) -> Result<Option<Row>, DbError> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }

    /// Runs one statement by itself on the writing connection; for the two things that are no ledger
    /// matter, sessions and keys.
    ///
    /// # Errors
    /// [`DbError`] as the database says.
    pub async fn execute(&self, sql: &str, args: &[Arg<'_>]) -> Result<u64, DbError> {
        self.writer().await?.execute(sql, args).await
    }

    /// Makes the tables when they are not there, and says which schema the database has.
    ///
    /// # Errors
    /// [`DbError::Other`] when the database was made by a newer program.
    pub async fn migrate(&self, store: Store) -> Result<i64, DbError> {
        let [sqlite, postgres] = match store {
            Store::Content => CONTENT,
            Store::Keys => KEYS,
        };
        let table = match store {
            Store::Content => "schema_content",
            Store::Keys => "schema_keys",
        };
        let mut conn = self.writer().await?;
        let kind_text = match conn {
            Conn::Sqlite(_) => sqlite,
            Conn::Postgres(_) => postgres,
        };
        conn.begin().await?;
        if matches!(conn, Conn::Postgres(_)) {
            // Two programs starting at once: the second waits here.
            conn.execute("SELECT pg_advisory_xact_lock($1)", &[Arg::Int(0x5245_4749)])
                .await?;
        }
        conn.execute(
            &format!("CREATE TABLE IF NOT EXISTS {table} (version BIGINT NOT NULL PRIMARY KEY)"),
            &[],
        )
        .await?;
        let found = conn
            .row(
                &format!("SELECT COALESCE(MAX(version), 0) FROM {table}"),
                &[],
            )
            .await?;
        let mut version = found.map_or(Ok(0), |row| row.int(0))?;
        if version > SCHEMA {
            conn.plain("ROLLBACK").await?;
            return Err(DbError::Other(format!(
                "schema {version} is newer than this program, which knows {SCHEMA}"
            )));
        }
        if version == 0 {
            conn.plain(kind_text).await?;
            version = SCHEMA;
            conn.execute(
                &format!("INSERT INTO {table} (version) VALUES ($1)"),
                &[Arg::Int(version)],
            )
            .await?;
        }
        conn.plain("COMMIT").await?;
        Ok(version)
    }

    /// Closes all connections; SQLite folds its log into the file.
    pub async fn close(&self) {
        match &self.kind {
            DbKind::Sqlite { write, read, .. } => {
                read.close().await;
                write.close().await;
            }
            DbKind::Postgres(pool) => pool.close().await,
        }
    }
}

/// Where a database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A SQLite file.
    File(PathBuf),
    /// A PostgreSQL address.
    Postgres(String),
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
