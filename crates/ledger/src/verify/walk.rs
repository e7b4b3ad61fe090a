//! Reading a table from its first row to its last, a page at a time.

use super::Problem;
use super::readers::Reader;
use crate::db::{Arg, Col, Conn, DbError, Packed, PackedRow};
use crate::row::RECORD;
use regie_terms::ControllerId;
use std::ops::ControlFlow;

/// Rows fetched at a time: few enough that what the database packs is still near the processor when it is looked at.
const PAGE: i64 = 256;

/// Rows of a few numbers and ids fetched at a time.
const SMALL: i64 = 4096;

/// Records with more than 64 kB sealed are fetched this many at a time: an attachment may be megabytes.
const FEW: i64 = 4;

/// How a table is walked: in the order of its first `key.len()` columns.
pub(super) struct Walk {
    table: &'static str,
    columns: &'static [Col],
    /// Beyond `controller = $1`.
    and: &'static str,
    /// What comes before the first row.
    key: Vec<Key>,
    /// The last of the first column, where the walk ends before the table does.
    upto: Option<i64>,
    page: i64,
}

#[derive(Clone)]
enum Key {
    Int(i64),
    Bytes(Vec<u8>),
    Text(String),
}

impl Walk {
    fn new(table: &'static str, columns: &'static [Col], key: Vec<Key>) -> Self {
        Self {
            table,
            columns,
            and: "",
            key,
            upto: None,
            page: PAGE,
        }
    }

    const LINES: [Col; 13] = [
        Col::Int("seq"),
        Col::Int("at"),
        Col::Bytes("request"),
        Col::Text("act"),
        Col::Bytes("dossier"),
        Col::Bytes("account"),
        Col::Bytes("body"),
        Col::Bytes("key"),
        Col::Bytes("sealed"),
        Col::Bytes("persons"),
        Col::Bytes("written"),
        Col::Bytes("delta"),
        Col::Bytes("hash"),
    ];

    /// The lines after `after`.
    pub(super) fn lines(after: i64, upto: Option<i64>) -> Self {
        Self {
            upto,
            ..Self::new("line", &Self::LINES, vec![Key::Int(after)])
        }
    }

    /// Which rows every line wrote.
    pub(super) fn written() -> Self {
        const COLUMNS: [Col; 2] = [Col::Int("seq"), Col::Bytes("written")];
        Self::new("line", &COLUMNS, vec![Key::Int(0)])
    }

    /// Whom every line concerns, and what it tells them.
    pub(super) fn persons() -> Self {
        const COLUMNS: [Col; 6] = [
            Col::Int("seq"),
            Col::Bytes("persons"),
            Col::Int("at"),
            Col::Bytes("body"),
            Col::Bytes("written"),
            Col::Text("act"),
        ];
        Self::new("line", &COLUMNS, vec![Key::Int(0)])
    }

    pub(super) fn concern() -> Self {
        const COLUMNS: [Col; 4] = [
            Col::Bytes("person"),
            Col::Int("count"),
            Col::Int("seq"),
            Col::Bytes("link"),
        ];
        let key = vec![Key::Bytes(Vec::new()), Key::Int(0)];
        Self {
            page: SMALL,
            ..Self::new("concern", &COLUMNS, key)
        }
    }

    pub(super) fn records() -> Self {
        Self {
            and: "AND OCTET_LENGTH(sealed) <= 65536",
            ..Self::new("record", &RECORD, vec![Key::Bytes(Vec::new())])
        }
    }

    pub(super) fn large_records() -> Self {
        Self {
            and: "AND OCTET_LENGTH(sealed) > 65536",
            page: FEW,
            ..Self::new("record", &RECORD, vec![Key::Bytes(Vec::new())])
        }
    }

    pub(super) fn facts() -> Self {
        const COLUMNS: [Col; 2] = [Col::Bytes("thing"), Col::Int("version")];
        Self::new("facts", &COLUMNS, vec![Key::Bytes(Vec::new())])
    }

    pub(super) fn findings() -> Self {
        const COLUMNS: [Col; 3] = [Col::Text("kind"), Col::Bytes("tag"), Col::Bytes("record")];
        let key = vec![
            Key::Text(String::new()),
            Key::Bytes(Vec::new()),
            Key::Bytes(Vec::new()),
        ];
        Self::new("finding", &COLUMNS, key)
    }

    /// The next page after `key`.
    async fn page(
        &self,
        conn: &mut Conn,
        controller: ControllerId,
        key: Vec<Key>,
    ) -> Result<Packed, DbError> {
        let names: Vec<&str> = self
            .columns
            .iter()
            .take(key.len())
            .map(|c| c.name())
            .collect();
        let names = names.join(", ");
        let places: Vec<String> = (0..key.len()).map(|i| format!("${}", i + 2)).collect();
        let next = key.len() + 2;
        let upto = match self.upto {
            Some(_) => format!(
                "AND {} <= ${}",
                self.columns.first().map_or("", Col::name),
                next + 1
            ),
            None => String::new(),
        };
        let rest = format!(
            "FROM {} WHERE controller = $1 AND ({names}) > ({}) {upto} {} ORDER BY {names} LIMIT ${next}",
            self.table,
            places.join(", "),
            self.and,
        );
        let mut args = vec![Arg::Int(controller.0)];
        args.extend(key.iter().map(|k| match k {
            Key::Int(value) => Arg::Int(*value),
            Key::Bytes(value) => Arg::Bytes(value),
            Key::Text(value) => Arg::Text(value),
        }));
        args.push(Arg::Int(self.page));
        args.extend(self.upto.map(Arg::Int));
        conn.packed(self.columns, &rest, &args).await
    }

    /// The key of a row.
    fn key_of(&self, row: &PackedRow<'_>) -> Result<Vec<Key>, DbError> {
        self.key
            .iter()
            .enumerate()
            .map(|(i, like)| {
                Ok(match like {
                    Key::Int(_) => Key::Int(row.int(i)?),
                    Key::Bytes(_) => Key::Bytes(row.bytes(i)?.to_vec()),
                    Key::Text(_) => Key::Text(row.text(i)?.to_owned()),
                })
            })
            .collect()
    }
}

/// What a step of a walk says: go on, or this is wrong.
pub(super) type Step = Result<ControlFlow<Problem>, DbError>;

pub(super) const ON: Step = Ok(ControlFlow::Continue(()));

impl Reader {
    /// Calls `f` with every row of a table in order, until it finds something wrong. Pages are not fetched ahead: other readers work
    /// meanwhile.
    pub(super) async fn each(
        &mut self,
        walk: Walk,
        mut f: impl FnMut(&PackedRow<'_>) -> Step + Send,
    ) -> Result<Option<Problem>, DbError> {
        let unreadable = || Problem {
            line: None,
            table: walk.table,
            what: "a row that cannot be read".to_owned(),
        };
        let mut after = walk.key.clone();
        loop {
            let page = walk.page(&mut self.conn, self.controller, after).await?;
            let mut last = None;
            for row in page.rows() {
                match row.and_then(|row| f(last.insert(row))) {
                    Ok(ControlFlow::Continue(())) => {}
                    Ok(ControlFlow::Break(problem)) => return Ok(Some(problem)),
                    Err(DbError::Column(_)) => return Ok(Some(unreadable())),
                    Err(error) => return Err(error),
                }
            }
            after = match last.map(|row| walk.key_of(&row)) {
                None => return Ok(None),
                Some(Ok(key)) => key,
                Some(Err(_)) => return Ok(Some(unreadable())),
            };
        }
    }
}
