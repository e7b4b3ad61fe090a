//! Reading a table from its first row to its last, a page at a time.

use super::{Check, Problem};
use crate::db::{Arg, Col, Conn, DbError, Packed, PackedRow};
use crate::row::RECORD;
use regie_terms::ControllerId;
use std::future::Future;
use std::ops::ControlFlow;
use std::pin::pin;
use std::task::Poll;

/// Rows fetched at a time.
const PAGE: i64 = 1024;

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

    pub(super) fn lines() -> Self {
        Self::new("line", &Self::LINES, vec![Key::Int(0)])
    }

    /// Which rows every line wrote.
    pub(super) fn written() -> Self {
        const COLUMNS: [Col; 2] = [Col::Int("seq"), Col::Bytes("written")];
        Self::new("line", &COLUMNS, vec![Key::Int(0)])
    }

    /// Whom every line concerns.
    pub(super) fn persons() -> Self {
        const COLUMNS: [Col; 2] = [Col::Int("seq"), Col::Bytes("persons")];
        Self::new("line", &COLUMNS, vec![Key::Int(0)])
    }

    pub(super) fn concern() -> Self {
        const COLUMNS: [Col; 3] = [Col::Bytes("person"), Col::Int("count"), Col::Int("seq")];
        Self::new(
            "concern",
            &COLUMNS,
            vec![Key::Bytes(Vec::new()), Key::Int(0)],
        )
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
        let rest = format!(
            "FROM {} WHERE controller = $1 AND ({names}) > ({}) {} ORDER BY {names} LIMIT ${}",
            self.table,
            places.join(", "),
            self.and,
            key.len() + 2,
        );
        let mut args = vec![Arg::Int(controller.0)];
        args.extend(key.iter().map(|k| match k {
            Key::Int(value) => Arg::Int(*value),
            Key::Bytes(value) => Arg::Bytes(value),
            Key::Text(value) => Arg::Text(value),
        }));
        args.push(Arg::Int(self.page));
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

impl Check<'_> {
    /// Calls `f` with every row of a table in order, until it finds something wrong. The next page is on its way while
    /// the rows of this one are looked at.
    pub(super) async fn each(
        &mut self,
        walk: Walk,
        mut f: impl FnMut(&PackedRow<'_>) -> Step,
    ) -> Result<Option<Problem>, DbError> {
        let unreadable = || Problem {
            line: None,
            table: walk.table,
            what: "a row that cannot be read".to_owned(),
        };
        let mut page = walk
            .page(&mut self.conn, self.controller, walk.key.clone())
            .await?;
        loop {
            let last = match page.rows().last() {
                None => return Ok(None),
                Some(row) => row.and_then(|row| walk.key_of(&row)),
            };
            let Ok(after) = last else {
                return Ok(Some(unreadable()));
            };
            let mut fetch = pin!(walk.page(&mut self.conn, self.controller, after));
            let early = std::future::poll_fn(|context| {
                Poll::Ready(match fetch.as_mut().poll(context) {
                    Poll::Ready(page) => Some(page),
                    Poll::Pending => None,
                })
            })
            .await;
            for row in page.rows() {
                match row.and_then(|row| f(&row)) {
                    Ok(ControlFlow::Continue(())) => {}
                    Ok(ControlFlow::Break(problem)) => return Ok(Some(problem)),
                    Err(DbError::Column(_)) => return Ok(Some(unreadable())),
                    Err(error) => return Err(error),
                }
            }
            page = match early {
                Some(page) => page?,
                None => fetch.await?,
            };
        }
    }
}
