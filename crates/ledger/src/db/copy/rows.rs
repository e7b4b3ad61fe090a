//! The stream: values, rows, and reading them again.

use super::{Copied, CopyError, MARK, Table, byte, tables};
use crate::db::{Arg, Col, DbError, PackedRow, SCHEMA, Store};
use regie_terms::ControllerId;
use std::io::{self, Read, Write};

/// A value of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Nothing,
    /// A whole number.
    Int(i64),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A text.
    Text(String),
}

impl Value {
    pub(super) fn of(row: &PackedRow<'_>, at: usize, column: Col) -> Result<Self, DbError> {
        Ok(match column {
            Col::Int(_) => row.maybe_int(at)?.map_or(Self::Nothing, Self::Int),
            Col::Bytes(_) => row
                .maybe_bytes(at)?
                .map_or(Self::Nothing, |b| Self::Bytes(b.to_vec())),
            Col::Text(_) => Self::Text(row.text(at)?.to_owned()),
        })
    }

    pub(super) fn arg(&self, column: Col) -> Arg<'_> {
        match (self, column) {
            (Self::Int(value), _) => Arg::Int(*value),
            (Self::Bytes(value), _) => Arg::Bytes(value),
            (Self::Text(value), _) => Arg::Text(value),
            (Self::Nothing, Col::Int(_)) => Arg::MaybeInt(None),
            (Self::Nothing, _) => Arg::MaybeBytes(None),
        }
    }

    /// The 16 bytes of an id.
    #[must_use]
    pub fn id(&self) -> Option<[u8; 16]> {
        match self {
            Self::Bytes(bytes) => bytes.as_slice().try_into().ok(),
            _ => None,
        }
    }

    pub(super) fn size(&self) -> usize {
        match self {
            Self::Nothing => 1,
            Self::Int(_) => 9,
            Self::Bytes(bytes) => 5 + bytes.len(),
            Self::Text(text) => 5 + text.len(),
        }
    }

    pub(super) fn write(&self, out: &mut (dyn Write + Send)) -> io::Result<()> {
        let (tag, bytes) = match self {
            Self::Nothing => return out.write_all(&[0]),
            Self::Int(value) => {
                out.write_all(&[1])?;
                return out.write_all(&value.to_le_bytes());
            }
            Self::Bytes(bytes) => (2, bytes.as_slice()),
            Self::Text(text) => (3, text.as_bytes()),
        };
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        out.write_all(&[tag])?;
        out.write_all(&length.to_le_bytes())?;
        out.write_all(bytes)
    }

    fn read(from: &mut (dyn Read + Send)) -> Result<Self, CopyError> {
        let [tag] = array::<1>(from)?;
        match tag {
            0 => Ok(Self::Nothing),
            1 => Ok(Self::Int(i64::from_le_bytes(array(from)?))),
            2 | 3 => {
                let length = u64::from(u32::from_le_bytes(array(from)?));
                let mut bytes = Vec::new();
                from.take(length).read_to_end(&mut bytes)?;
                if u64::try_from(bytes.len()).ok() != Some(length) {
                    return Err(CopyError::Form("it ends in the middle of a row"));
                }
                match tag {
                    2 => Ok(Self::Bytes(bytes)),
                    _ => String::from_utf8(bytes)
                        .map(Self::Text)
                        .map_err(|_| CopyError::Form("a text in it is none")),
                }
            }
            _ => Err(CopyError::Form(
                "a value in it has a form that is not known",
            )),
        }
    }
}

fn array<const N: usize>(from: &mut (dyn Read + Send)) -> Result<[u8; N], CopyError> {
    let mut out = [0; N];
    from.read_exact(&mut out).map_err(|e| match e.kind() {
        io::ErrorKind::UnexpectedEof => CopyError::Form("it ends too early"),
        _ => CopyError::Stream(e),
    })?;
    Ok(out)
}

/// The rows of a stream, one after the other.
pub struct Rows<'a> {
    from: &'a mut (dyn Read + Send),
    pub(super) tables: &'static [Table],
    counts: Vec<u64>,
    head: Option<(i64, [u8; 32])>,
}

impl<'a> Rows<'a> {
    /// Begins to read a stream of this store and this controller.
    ///
    /// # Errors
    /// [`CopyError::Form`] when it is another one, or of a newer program.
    pub fn new(
        from: &'a mut (dyn Read + Send),
        store: Store,
        controller: ControllerId,
    ) -> Result<Self, CopyError> {
        if array::<13>(from)? != *MARK {
            return Err(CopyError::Form("it does not begin as a copy does"));
        }
        if array::<1>(from)? != [byte(store)] {
            return Err(CopyError::Form("it is of the other store"));
        }
        if i64::from_le_bytes(array(from)?) > SCHEMA {
            return Err(CopyError::Form("a newer program made it"));
        }
        if i64::from_le_bytes(array(from)?) != controller.0 {
            return Err(CopyError::Form("it is of another organisation"));
        }
        let tables = tables(store);
        Ok(Self {
            from,
            tables,
            counts: vec![0; tables.len()],
            head: None,
        })
    }

    /// The next row, with the name of its table; `None` once all were there.
    ///
    /// # Errors
    /// [`CopyError`] when the stream is not whole.
    pub fn next_row(&mut self) -> Result<Option<(&'static str, Vec<Value>)>, CopyError> {
        Ok(self
            .next_of()?
            .and_then(|(at, row)| Some((self.tables.get(at)?.name, row))))
    }

    pub(super) fn next_of(&mut self) -> Result<Option<(usize, Vec<Value>)>, CopyError> {
        let [at] = array::<1>(self.from)?;
        let Some(at) = usize::from(at).checked_sub(1) else {
            for count in &self.counts {
                if u64::from_le_bytes(array(self.from)?) != *count {
                    return Err(CopyError::Form(
                        "it has another number of rows than it says",
                    ));
                }
            }
            return Ok(None);
        };
        let unknown = || CopyError::Form("a row in it is of a table that is not known");
        let table = self.tables.get(at).ok_or_else(unknown)?;
        let mut row = Vec::with_capacity(table.columns.len());
        for _ in table.columns {
            row.push(Value::read(self.from)?);
        }
        if let Some(count) = self.counts.get_mut(at) {
            *count += 1;
        }
        if table.name == "chain"
            && let [Value::Int(seq), Value::Bytes(hash), ..] = row.as_slice()
            && let Ok(hash) = hash.as_slice().try_into()
        {
            self.head = Some((*seq, hash));
        }
        Ok(Some((at, row)))
    }

    pub(super) fn copied(&self) -> Copied {
        let names = self.tables.iter().map(|table| table.name);
        Copied {
            rows: names.zip(self.counts.iter().copied()).collect(),
            head: self.head,
        }
    }
}
