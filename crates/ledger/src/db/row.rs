//! One row of an answer, whichever database gave it.

use super::DbError;
use sqlx::Row as _;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;

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
