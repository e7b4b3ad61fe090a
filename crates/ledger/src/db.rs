//! The one place that knows which kind of database it talks to.
//!
//! Everything above speaks one SQL text in the shared subset (`$1` placeholders, `BIGINT`, bytes, `ON CONFLICT`,
//! `RETURNING`). What differs between SQLite and PostgreSQL, opening, locking and types, differs here and nowhere else.

mod conn;
pub mod copy;
mod error;
mod list;
mod migrate;
mod open;
mod packed;
mod row;
pub use conn::{Arg, Conn};
pub use error::DbError;
pub use list::{in_list, value_list};
pub use migrate::{SCHEMA, Store};
pub use open::Place;
pub use packed::{Col, Packed, PackedRow, PackedRows};
pub use row::Row;

use open::OpenFile;
use sqlx::postgres::PgPool;
use sqlx::sqlite::SqlitePool;

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

impl Db {
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

    /// That this database would take a write, as far as it says so itself: a PostgreSQL server that is a standby or was set to take none says no.
    /// A full disk is only found by writing.
    ///
    /// # Errors
    /// [`DbError::Other`] when it takes none, and as the database says.
    pub async fn takes_writes(&self) -> Result<(), DbError> {
        let DbKind::Postgres(_) = self.kind else {
            return Ok(());
        };
        let sql = "SELECT 1::bigint WHERE current_setting('transaction_read_only') = 'off'";
        match self.row(sql, &[]).await? {
            Some(_) => Ok(()),
            None => Err(DbError::Other("it takes no writes".to_owned())),
        }
    }

    /// Runs one statement by itself on the writing connection; for the two things that are no ledger
    /// matter, sessions and keys.
    ///
    /// # Errors
    /// [`DbError`] as the database says.
    pub async fn execute(&self, sql: &str, args: &[Arg<'_>]) -> Result<u64, DbError> {
        self.writer().await?.execute(sql, args).await
    }

    /// Once rows of the table of keys were deleted: sees to it that what stood in them stands in no file of the database any more. SQLite overwrites
    /// what is deleted (`secure_delete`) and folds and empties its log here; PostgreSQL writes the table anew. What the disk or an archive of
    /// PostgreSQL's log keeps is out of its reach.
    ///
    /// # Errors
    /// [`DbError`] when it could not be done now, because somebody is reading among other things.
    pub async fn scrub_keys(&self) -> Result<(), DbError> {
        let mut conn = self.writer().await?;
        match &self.kind {
            DbKind::Postgres(_) => conn.plain("VACUUM FULL data_key").await,
            DbKind::Sqlite { .. } => {
                for pause in [0u64, 5, 20, 100, 400] {
                    tokio::time::sleep(std::time::Duration::from_millis(pause)).await;
                    let busy = conn
                        .row("PRAGMA wal_checkpoint(TRUNCATE)", &[])
                        .await?
                        .map_or(Ok(0), |row| row.int(0))?;
                    if busy == 0 {
                        return Ok(());
                    }
                }
                Err(DbError::Other(
                    "the log of the key store is being read and could not be emptied".to_owned(),
                ))
            }
        }
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
