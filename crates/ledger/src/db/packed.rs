//! Many rows in one value.
//!
//! The driver hands rows over one at a time and copies every column on the way; for a dossier of forty rows, or a
//! ledger of a million lines, that costs more than finding them. So the database is asked to put the rows one
//! behind the other in one value: of each row first a line of text with its numbers and the lengths of its
//! bytes, then the bytes.

use super::{Arg, Conn, Db, DbError, Row};

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

/// Rows that came as one value.
#[derive(Debug)]
pub struct Packed {
    row: Option<Row>,
    columns: usize,
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
        let bytes = self.row.as_ref().map(|row| row.maybe_bytes(0));
        PackedRows {
            // No rows at all are one row with nothing in it.
            rest: bytes.and_then(Result::ok).flatten().unwrap_or_default(),
            columns: self.columns,
        }
    }
}

/// The rows of a [`Packed`].
#[derive(Clone, Debug)]
pub struct PackedRows<'a> {
    rest: &'a [u8],
    columns: usize,
}

/// A field of the line of text before the bytes. `i` is a number, `b` the length of bytes, `-` nothing.
enum Field {
    Nothing,
    Int(i64),
    Length(usize),
}

fn field(head: &[u8]) -> Option<(Field, &[u8])> {
    let (kind, rest) = head.split_first()?;
    if *kind == b'-' {
        return Some((Field::Nothing, rest));
    }
    let negative = rest.first() == Some(&b'-');
    let digits = rest.get(usize::from(negative)..)?;
    let mut value: i64 = 0;
    let mut used = 0;
    for digit in digits.iter().take_while(|b| b.is_ascii_digit()) {
        let digit = i64::from(digit - b'0');
        // Counted downwards, because the least number has no opposite.
        value = value.checked_mul(10)?.checked_sub(digit)?;
        used += 1;
    }
    if !negative {
        value = value.checked_neg()?;
    }
    let rest = digits.get(used..)?;
    let field = match kind {
        b'i' if used > 0 => Field::Int(value),
        b'b' if used > 0 => Field::Length(usize::try_from(value).ok()?),
        _ => return None,
    };
    Some((field, rest))
}

impl<'a> PackedRows<'a> {
    fn read(&mut self) -> Result<PackedRow<'a>, DbError> {
        let mut values = [Value::Nothing; MOST];
        let mut lengths = [0usize; MOST];
        let mut head = self.rest;
        let fields = values.iter_mut().zip(&mut lengths).take(self.columns);
        for (index, (value, length)) in fields.enumerate() {
            let (field, rest) = field(head).ok_or(DbError::Column(index))?;
            head = rest;
            match field {
                Field::Nothing => {}
                Field::Int(number) => *value = Value::Int(number),
                Field::Length(bytes) => {
                    *value = Value::Bytes(&[]);
                    *length = bytes;
                }
            }
        }
        let Some((b'\n', mut body)) = head.split_first() else {
            return Err(DbError::Column(self.columns));
        };
        for (index, (value, length)) in values.iter_mut().zip(lengths).enumerate() {
            if let Value::Bytes(bytes) = value {
                let (mine, rest) = body
                    .split_at_checked(length)
                    .ok_or(DbError::Column(index))?;
                *bytes = mine;
                body = rest;
            }
        }
        self.rest = body;
        Ok(PackedRow { values })
    }
}

impl<'a> Iterator for PackedRows<'a> {
    type Item = Result<PackedRow<'a>, DbError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let row = self.read();
        if row.is_err() {
            self.rest = &[];
        }
        Some(row)
    }
}

/// The expression that packs one row, and how rows are put together, as each database writes it.
fn expression(columns: &[Col], postgres: bool) -> (String, &'static str) {
    let head = columns.iter().map(|column| match column {
        Col::Int(name) => format!("COALESCE('i' || {name}, '-')"),
        Col::Bytes(name) | Col::Text(name) => format!("COALESCE('b' || OCTET_LENGTH({name}), '-')"),
    });
    let body = columns
        .iter()
        .filter_map(|column| match (column, postgres) {
            (Col::Int(_), _) => None,
            (Col::Text(name), true) => {
                Some(format!("COALESCE(CONVERT_TO({name}, 'UTF8'), ''::bytea)"))
            }
            (Col::Bytes(name), true) => Some(format!("COALESCE({name}, ''::bytea)")),
            (Col::Text(name) | Col::Bytes(name), false) => Some((*name).to_owned()),
        });
    if postgres {
        let (head, body): (Vec<_>, Vec<_>) = (head.collect(), body.collect());
        let (head, body) = (head.join(" || "), body.join(" || "));
        (
            format!("CONVERT_TO({head} || E'\\n', 'UTF8') || {body}"),
            "STRING_AGG(packed, ''::bytea)",
        )
    } else {
        // SQLite puts the bytes of texts and blobs behind each other as they are, and of nothing nothing.
        let all: Vec<_> = head
            .chain(std::iter::once("x'0A'".to_owned()))
            .chain(body)
            .collect();
        (
            format!("CONCAT({})", all.join(", ")),
            "CAST(GROUP_CONCAT(packed, '') AS BLOB)",
        )
    }
}

impl Conn {
    /// Runs `SELECT columns rest` and gives all rows in one value, in the order that `rest` asks for.
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
        let (row, all) = expression(columns, matches!(self, Self::Postgres(_)));
        let sql = format!("SELECT {all} FROM (SELECT {row} AS packed {rest}) AS rows_of_it");
        let row = self.row(&sql, args).await?;
        row.as_ref().map(|row| row.maybe_bytes(0)).transpose()?;
        Ok(Packed {
            row,
            columns: columns.len().min(MOST),
        })
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
    use super::*;

    fn packed(bytes: &[u8], columns: usize) -> Vec<Result<PackedRow<'_>, DbError>> {
        let rest = bytes;
        PackedRows { rest, columns }.collect()
    }

    #[test]
    fn rows_come_back_as_they_went_in() {
        let bytes = b"i-9223372036854775808b3-\nabci7b0b2\nxy---\n-i1-\n";
        let rows = packed(bytes, 3);
        assert_eq!(rows.len(), 4);
        assert_eq!(rows[3].as_ref().unwrap().int(1).unwrap(), 1);
        let first = rows[0].as_ref().unwrap();
        assert_eq!(first.int(0).unwrap(), i64::MIN);
        assert_eq!(first.text(1).unwrap(), "abc");
        assert_eq!(first.maybe_bytes(2).unwrap(), None);
        let second = rows[1].as_ref().unwrap();
        assert_eq!(second.int(0).unwrap(), 7);
        assert_eq!(second.bytes(1).unwrap(), b"");
        assert_eq!(second.array::<2>(2).unwrap(), *b"xy");
        assert!(second.array::<3>(2).is_err());
        assert!(second.int(1).is_err() && second.bytes(0).is_err() && second.int(9).is_err());
    }

    #[test]
    fn damaged_rows_are_an_error_and_the_end() {
        for bad in [
            &b"i7"[..],
            b"i7\n",
            b"b4\nabc",
            b"b-1\nabc",
            b"i\nabc",
            b"ib\n",
            b"x7\nabc",
            b"i99999999999999999999b0\n",
        ] {
            let rows = packed(bad, 2);
            assert_eq!(rows.len(), 1, "{bad:?}");
            assert!(rows[0].is_err(), "{bad:?}");
        }
        assert!(packed(b"", 2).is_empty());
    }
}
