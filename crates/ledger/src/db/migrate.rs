//! The tables, made when they are not there.

use super::{Arg, Conn, Db, DbError};

/// Which tables: the content, or the key store that stands apart from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// Lines, records, findings, sessions.
    Content,
    /// Wrapped data keys.
    Keys,
}

const CONTENT: [&str; 2] = [
    include_str!("../../../../migrations/sqlite/content/0001_first.sql"),
    include_str!("../../../../migrations/postgres/content/0001_first.sql"),
];

const KEYS: [&str; 2] = [
    include_str!("../../../../migrations/sqlite/keys/0001_first.sql"),
    include_str!("../../../../migrations/postgres/keys/0001_first.sql"),
];

/// The newest schema this program knows.
pub const SCHEMA: i64 = 1;

impl Store {
    /// The table that says which schema there is.
    const fn table(self) -> &'static str {
        match self {
            Self::Content => "schema_content",
            Self::Keys => "schema_keys",
        }
    }
}

impl Db {
    /// The schema a database has; `None` when its tables were never made. Only reads.
    ///
    /// # Errors
    /// [`DbError::Other`] when the database was made by a newer program.
    pub async fn schema(&self, store: Store) -> Result<Option<i64>, DbError> {
        let table = store.table();
        let mut conn = self.reader().await?;
        let catalogue = match conn {
            Conn::Sqlite(_) => {
                "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = $1"
            }
            Conn::Postgres(_) => {
                "SELECT COUNT(*) FROM pg_tables WHERE schemaname = ANY (current_schemas(false)) AND tablename = $1"
            }
        };
        let made = conn.row(catalogue, &[Arg::Text(table)]).await?;
        if made.map_or(Ok(0), |row| row.int(0))? == 0 {
            return Ok(None);
        }
        let found = conn
            .row(
                &format!("SELECT COALESCE(MAX(version), 0) FROM {table}"),
                &[],
            )
            .await?;
        let version = found.map_or(Ok(0), |row| row.int(0))?;
        if version > SCHEMA {
            return Err(newer(version));
        }
        Ok(Some(version))
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
        let table = store.table();
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
            return Err(newer(version));
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
}

fn newer(version: i64) -> DbError {
    DbError::Other(format!(
        "schema {version} is newer than this program, which knows {SCHEMA}"
    ))
}
