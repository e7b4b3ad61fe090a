//! Rows as SQLite puts them into one value, and the expression that makes it do so.

use super::{Col, MOST, PackedRow, Value};
use crate::db::DbError;

/// What is left of a value with many rows.
#[derive(Clone, Debug)]
pub(super) struct InOne<'a> {
    pub(super) rest: &'a [u8],
    pub(super) columns: usize,
}

/// A field of the line of text before the bytes. `i` is followed by a number, `b` by the length of bytes; either alone is nothing.
enum Field {
    Nothing,
    Int(i64),
    Length(usize),
}

fn field(head: &[u8]) -> Option<(Field, &[u8])> {
    let (kind, rest) = head.split_first()?;
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
        b'i' | b'b' if used == 0 && !negative => Field::Nothing,
        b'i' if used > 0 => Field::Int(value),
        b'b' if used > 0 => Field::Length(usize::try_from(value).ok()?),
        _ => return None,
    };
    Some((field, rest))
}

impl<'a> InOne<'a> {
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

impl<'a> Iterator for InOne<'a> {
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

/// The expression that packs one row, as SQLite writes it: one call for the whole row, which puts numbers, texts and blobs behind each
/// other as they are and nothing for nothing. Any expression around a column would be carried out for each row by itself.
pub(super) fn expression(columns: &[Col]) -> String {
    let head = columns.iter().map(|column| match column {
        Col::Int(name) => format!("'i', {name}"),
        Col::Bytes(name) | Col::Text(name) => format!("'b', OCTET_LENGTH({name})"),
    });
    let body = columns.iter().filter_map(|column| match column {
        Col::Int(_) => None,
        Col::Text(name) | Col::Bytes(name) => Some((*name).to_owned()),
    });
    let all: Vec<_> = head
        .chain(std::iter::once("x'0A'".to_owned()))
        .chain(body)
        .collect();
    format!("CONCAT({})", all.join(", "))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
    use super::*;

    fn packed(bytes: &[u8], columns: usize) -> Vec<Result<PackedRow<'_>, DbError>> {
        let rest = bytes;
        InOne { rest, columns }.collect()
    }

    #[test]
    fn rows_come_back_as_they_went_in() {
        let bytes = b"i-9223372036854775808b3b\nabci7b0b2\nxyibb\nii1b\n";
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
            b"i-b\n",
            b"ib-\n",
            b"i7\nabc",
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
