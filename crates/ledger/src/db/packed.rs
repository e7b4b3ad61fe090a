//! Many rows in one value.
//!
//! SQLite's driver hands rows over one at a time and copies every column on the way; for a dossier of forty rows, or a
//! ledger of a million lines, that costs more than finding them. So SQLite is asked to put the rows one
//! behind the other in one value: of each row first a line of text with its numbers and the lengths of its
//! bytes, then the bytes.
//!
//! PostgreSQL sends all rows behind each other by itself, and its driver leaves them where they were received; there the
//! packing would cost more than it saves. Its rows are taken as they come.

mod in_one;

use super::conn::postgres_args;
use super::{Arg, Conn, Db, DbError, Row};
use in_one::{InOne, expression};
use sqlx::postgres::PgRow;
use sqlx::{AssertSqlSafe, Row as _, ValueRef as _};

/// The most columns a packed query has.
const MOST: usize = 16;

/// A column to be packed, by its name or any expression.
#[derive(Clone, Copy, Debug)]
pub enum Col {
    /// A whole number or nothing.
    Int(&'static str),
    /// Bytes or nothing.
    Bytes(&'static str),
    /// A text or nothing.
    Text(&'static str),
}

impl Col {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Int(name) | Self::Bytes(name) | Self::Text(name) => name,
        }
    }
}

/// Rows that came in one go.
#[derive(Debug)]
pub struct Packed {
    rows: Rows,
    columns: Vec<Col>,
}

#[derive(Debug)]
enum Rows {
    /// One value with all of them.
    Value(Option<Row>),
    /// As PostgreSQL sent them.
    Sent(Vec<PgRow>),
}

#[derive(Clone, Copy, Debug, Default)]
enum Value<'a> {
    #[default]
    Nothing,
    Int(i64),
    Bytes(&'a [u8]),
}

/// One row of it; columns are counted from 0.
#[derive(Clone, Copy, Debug)]
pub struct PackedRow<'a> {
    values: [Value<'a>; MOST],
}

impl<'a> PackedRow<'a> {
    fn value(&self, index: usize) -> Value<'a> {
        self.values.get(index).copied().unwrap_or_default()
    }

    /// A whole number.
    ///
    /// # Errors
    /// [`DbError::Column`] when the column holds something else.
    pub fn int(&self, index: usize) -> Result<i64, DbError> {
        self.maybe_int(index)?.ok_or(DbError::Column(index))
    }

    /// A whole number or nothing.
    ///
    /// # Errors
    /// [`DbError::Column`] when the column holds something else.
    pub fn maybe_int(&self, index: usize) -> Result<Option<i64>, DbError> {
        match self.value(index) {
            Value::Nothing => Ok(None),
            Value::Int(value) => Ok(Some(value)),
            Value::Bytes(_) => Err(DbError::Column(index)),
        }
    }

    /// Bytes.
    ///
    /// # Errors
    /// [`DbError::Column`] when the column holds something else.
    pub fn bytes(&self, index: usize) -> Result<&'a [u8], DbError> {
        self.maybe_bytes(index)?.ok_or(DbError::Column(index))
    }

    /// Bytes or nothing.
    ///
    /// # Errors
    /// [`DbError::Column`] when the column holds something else.
    pub fn maybe_bytes(&self, index: usize) -> Result<Option<&'a [u8]>, DbError> {
        match self.value(index) {
            Value::Nothing => Ok(None),
            Value::Bytes(value) => Ok(Some(value)),
            Value::Int(_) => Err(DbError::Column(index)),
        }
    }

    /// A text.
    ///
    /// # Errors
    /// [`DbError::Column`] when the column holds something else.
    pub fn text(&self, index: usize) -> Result<&'a str, DbError> {
        std::str::from_utf8(self.bytes(index)?).map_err(|_| DbError::Column(index))
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

impl Packed {
    /// The rows, one after the other; ends after the first that cannot be read.
    #[must_use]
    pub fn rows(&self) -> PackedRows<'_> {
        PackedRows(match &self.rows {
            Rows::Value(row) => {
                let bytes = row.as_ref().map(|row| row.maybe_bytes(0));
                Rest::Value(InOne {
                    // No rows at all are one row with nothing in it.
                    rest: bytes.and_then(Result::ok).flatten().unwrap_or_default(),
                    columns: self.columns.len(),
                })
            }
            Rows::Sent(rows) => Rest::Sent(rows.iter(), &self.columns),
        })
    }
}

/// The rows of a [`Packed`].
#[derive(Clone, Debug)]
pub struct PackedRows<'a>(Rest<'a>);

#[derive(Clone, Debug)]
enum Rest<'a> {
    Value(InOne<'a>),
    Sent(std::slice::Iter<'a, PgRow>, &'a [Col]),
}

/// A row as PostgreSQL sent it.
fn sent<'a>(row: &'a PgRow, columns: &[Col]) -> Result<PackedRow<'a>, DbError> {
    let mut values = [Value::Nothing; MOST];
    for (index, (value, column)) in values.iter_mut().zip(columns).enumerate() {
        let wrong = DbError::Column(index);
        let Ok(raw) = row.try_get_raw(index) else {
            return Err(wrong);
        };
        *value = match column {
            _ if raw.is_null() => Value::Nothing,
            // Any whole number: a literal in a statement is a narrow one.
            Col::Int(_) => Value::Int(row.try_get_unchecked(index).map_err(|_| wrong)?),
            Col::Bytes(_) | Col::Text(_) => Value::Bytes(raw.as_bytes().map_err(|_| wrong)?),
        };
    }
    Ok(PackedRow { values })
}

impl<'a> Iterator for PackedRows<'a> {
    type Item = Result<PackedRow<'a>, DbError>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Rest::Value(rows) => rows.next(),
            Rest::Sent(rows, columns) => {
                let row = sent(rows.next()?, columns);
                if row.is_err() {
                    *rows = [].iter();
                }
                Some(row)
            }
        }
    }
}

impl Conn {
    /// Runs `SELECT columns rest` and gives all rows in one go, in the order that `rest` asks for.
    ///
    /// `rest` begins with `FROM`. At most sixteen columns, one of them bytes or text; all rows together must fit in memory.
    ///
    /// # Errors
    /// [`DbError`] as the database says.
    pub async fn packed(
        &mut self,
        columns: &[Col],
        rest: &str,
        args: &[Arg<'_>],
    ) -> Result<Packed, DbError> {
        let columns: Vec<Col> = columns.iter().take(MOST).copied().collect();
        let rows = match self {
            Self::Sqlite(_) => {
                let row = expression(&columns);
                let sql = format!(
                    "SELECT CAST(GROUP_CONCAT(packed, '') AS BLOB) FROM (SELECT {row} AS packed {rest}) AS rows_of_it"
                );
                let row = self.row(&sql, args).await?;
                row.as_ref().map(|row| row.maybe_bytes(0)).transpose()?;
                Rows::Value(row)
            }
            Self::Postgres(conn) => {
                let names: Vec<&str> = columns.iter().map(Col::name).collect();
                let sql = format!("SELECT {} {rest}", names.join(", "));
                let query = sqlx::query_with(AssertSqlSafe(sql), postgres_args(args));
                Rows::Sent(query.fetch_all(&mut **conn).await?)
            }
        };
        Ok(Packed { rows, columns })
    }
}

impl Db {
    /// As [`Conn::packed`], on a reading connection. A connection the database closed meanwhile is replaced once.
    ///
    /// # Errors
    /// [`DbError`] as the database says.
    pub async fn packed(
        &self,
        columns: &[Col],
        rest: &str,
        args: &[Arg<'_>],
    ) -> Result<Packed, DbError> {
        let mut conn = self.reader().await?;
        match conn.packed(columns, rest, args).await {
            Err(DbError::Unreachable(_)) => {
                conn.discard();
                self.reader().await?.packed(columns, rest, args).await
            }
            other => other,
        }
    }
}
