//! A connection: statements with their values, transactions.

use super::{DbError, Row};
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments, AssertSqlSafe, Executor};

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

/// A connection taken from the pool.
#[derive(Debug)]
pub enum Conn {
    /// SQLite.
    Sqlite(sqlx::pool::PoolConnection<sqlx::Sqlite>),
    /// PostgreSQL.
    Postgres(sqlx::pool::PoolConnection<sqlx::Postgres>),
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

pub(super) fn postgres_args(args: &[Arg<'_>]) -> PgArguments {
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

    /// As [`Conn::row`], within a transaction that may write: the row stays as it is until that ends, whoever else would change it.
    ///
    /// # Errors
    /// [`DbError`] as the database says.
    pub async fn held(&mut self, sql: &str, args: &[Arg<'_>]) -> Result<Option<Row>, DbError> {
        match self {
            // Nobody else writes meanwhile.
            Self::Sqlite(_) => self.row(sql, args).await,
            Self::Postgres(_) => self.row(&format!("{sql} FOR SHARE"), args).await,
        }
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
            // A table that is read page by page is read in the order of its key: a plan for any page at all, or for a table whose size
            // the server does not know yet, sorts what is left of it for each.
            Self::Postgres(_) => {
                "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL plan_cache_mode = 'force_custom_plan'; \
                 SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off"
            }
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
