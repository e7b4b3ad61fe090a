//! A store as one stream of rows: out of a database that is in use, and into an empty one.
//!
//! The stream is the same whichever kind of database it comes from or goes to. It begins with [`MARK`] and which store it is; each row is the number of
//! its table and its columns, in the order of the table's key; it ends with how many rows each table had. Numbers are little-endian. It is
//! neither sealed nor vouched for here: whoever writes it somewhere sees to that. Sessions and drafts do not go along.

mod rows;
pub use rows::{Rows, Value};

use super::{Arg, Col, Conn, Db, DbError, SCHEMA, Store};
use crate::row::{RECORD, insert};
use regie_terms::ControllerId;
use std::io::{self, Read, Write};

/// What a stream begins with.
const MARK: &[u8; 13] = b"regie-copy-1\n";

/// Rows fetched at a time.
const PAGE: i64 = 256;
/// Rows of a few numbers and ids fetched at a time.
const SMALL: i64 = 4096;
/// Large records fetched at a time.
const FEW: i64 = 4;
/// Rows written at a time, unless they are large.
const BATCH: usize = 64;
/// Bytes that are written without waiting for more rows.
const LARGE: usize = 1 << 20;

/// Why a copy was not made.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The database.
    #[error(transparent)]
    Database(#[from] DbError),
    /// The stream.
    #[error("the copy cannot be read or written: {0}")]
    Stream(#[from] io::Error),
    /// The stream is not what it should be.
    #[error("the copy is not whole: {0}")]
    Form(&'static str),
}

/// A table as it is copied.
struct Table {
    name: &'static str,
    /// The first `key` of them are the primary key, after the controller.
    columns: &'static [Col],
    key: usize,
}

const CONTENT: [Table; 6] = [
    Table {
        name: "chain",
        columns: &[Col::Int("seq"), Col::Bytes("hash"), Col::Bytes("mac")],
        key: 1,
    },
    Table {
        name: "line",
        columns: &[
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
        ],
        key: 1,
    },
    Table {
        name: "concern",
        columns: &[
            Col::Bytes("person"),
            Col::Int("count"),
            Col::Int("seq"),
            Col::Bytes("link"),
        ],
        key: 2,
    },
    Table {
        name: "facts",
        columns: &[Col::Bytes("thing"), Col::Int("version")],
        key: 1,
    },
    Table {
        name: "record",
        columns: &RECORD,
        key: 1,
    },
    Table {
        name: "finding",
        columns: &[Col::Text("kind"), Col::Bytes("tag"), Col::Bytes("record")],
        key: 3,
    },
];

const KEYS: [Table; 1] = [Table {
    name: "data_key",
    columns: &[Col::Bytes("id"), Col::Int("made"), Col::Bytes("wrapped")],
    key: 1,
}];

/// The tables that a walk takes in parts, by size: the condition and the page of each.
const PARTS: [(&str, i64); 2] = [
    ("AND OCTET_LENGTH(sealed) <= 65536", PAGE),
    ("AND OCTET_LENGTH(sealed) > 65536", FEW),
];

const fn tables(store: Store) -> &'static [Table] {
    match store {
        Store::Content => &CONTENT,
        Store::Keys => &KEYS,
    }
}

const fn byte(store: Store) -> u8 {
    match store {
        Store::Content => 1,
        Store::Keys => 2,
    }
}

/// What a copy holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// Rows of each table.
    pub rows: Vec<(&'static str, u64)>,
    /// The head of the chain in it: its line and that line's hash.
    pub head: Option<(i64, [u8; 32])>,
}

/// A copy that was written into a database and does not stand yet.
#[must_use = "it stands only once it is kept"]
pub struct Loaded {
    conn: Conn,
    /// What it holds.
    pub copied: Copied,
}

impl Loaded {
    /// Lets it stand.
    ///
    /// # Errors
    /// [`DbError`] as the database says; then nothing stands.
    pub async fn keep(mut self) -> Result<Copied, DbError> {
        self.conn.plain("COMMIT").await?;
        Ok(self.copied)
    }

    /// Takes it back.
    ///
    /// # Errors
    /// [`DbError`] as the database says; nothing stands all the same.
    pub async fn drop_it(mut self) -> Result<(), DbError> {
        self.conn.plain("ROLLBACK").await
    }
}

impl Db {
    /// Writes what a controller has in a store as a stream. The content is as it was at one moment, whatever is written meanwhile. Of the key store every
    /// key is in it that was there all the time; content that was copied before finds the keys that it needs.
    ///
    /// # Errors
    /// [`CopyError`] when either side fails.
    pub async fn copy_out(
        &self,
        store: Store,
        controller: ControllerId,
        out: &mut (dyn Write + Send),
    ) -> Result<Copied, CopyError> {
        out.write_all(MARK)?;
        out.write_all(&[byte(store)])?;
        out.write_all(&SCHEMA.to_le_bytes())?;
        out.write_all(&controller.0.to_le_bytes())?;
        let mut conn = self.reader().await?;
        // The key store is read page by page without holding it: destroying a key waits for nobody who reads.
        let snapshot = store == Store::Content;
        if snapshot {
            conn.snapshot().await?;
        }
        let mut copied = Copied::default();
        let result = walk(&mut conn, store, controller, out, &mut copied).await;
        if result.is_err() {
            conn.discard();
            return result.map(|()| copied);
        }
        if snapshot {
            conn.plain("COMMIT").await?;
        }
        out.write_all(&[0])?;
        for (_, count) in &copied.rows {
            out.write_all(&count.to_le_bytes())?;
        }
        Ok(copied)
    }

    /// Writes a stream into a store whose tables are there and empty, in one transaction. Of the keys only those that are `wanted` by their id.
    ///
    /// # Errors
    /// [`CopyError`] when the stream is not whole, or the database does not take it; then nothing stands.
    pub async fn copy_in(
        &self,
        store: Store,
        controller: ControllerId,
        from: &mut (dyn Read + Send),
        wanted: &(dyn Fn([u8; 16]) -> bool + Sync),
    ) -> Result<Loaded, CopyError> {
        let mut rows = Rows::new(from, store, controller)?;
        let mut conn = self.writer().await?;
        conn.begin().await?;
        match load(&mut conn, controller, &mut rows, wanted).await {
            Ok(()) => Ok(Loaded {
                conn,
                copied: rows.copied(),
            }),
            Err(error) => {
                // The first error is the one to tell.
                if conn.plain("ROLLBACK").await.is_err() {
                    conn.discard();
                }
                Err(error)
            }
        }
    }

    /// Whether a store whose tables are there holds nothing.
    ///
    /// # Errors
    /// [`DbError`] as the database says.
    pub async fn holds_nothing(&self, store: Store) -> Result<bool, DbError> {
        for table in tables(store) {
            let sql = format!("SELECT 1 FROM {} LIMIT 1", table.name);
            if !self.rows(&sql, &[]).await?.is_empty() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

async fn walk(
    conn: &mut Conn,
    store: Store,
    controller: ControllerId,
    out: &mut (dyn Write + Send),
    copied: &mut Copied,
) -> Result<(), CopyError> {
    for (at, table) in tables(store).iter().enumerate() {
        let parts: &[(&str, i64)] = match table.name {
            "record" => &PARTS,
            "line" => &[("", PAGE)],
            _ => &[("", SMALL)],
        };
        let number = u8::try_from(at + 1).unwrap_or(u8::MAX);
        let mut count = 0;
        for part in parts {
            let mut after: Option<Vec<Value>> = None;
            loop {
                let page = page(conn, controller, table, *part, after.as_deref()).await?;
                after = None;
                for row in page {
                    out.write_all(&[number])?;
                    for value in &row {
                        value.write(out)?;
                    }
                    if table.name == "chain"
                        && let [Value::Int(seq), Value::Bytes(hash), ..] = row.as_slice()
                    {
                        let hash = hash.as_slice().try_into().map_err(|_| DbError::Column(1))?;
                        copied.head = Some((*seq, hash));
                    }
                    count += 1;
                    after = Some(row);
                }
                if after.is_none() {
                    break;
                }
            }
        }
        copied.rows.push((table.name, count));
    }
    Ok(())
}

async fn page(
    conn: &mut Conn,
    controller: ControllerId,
    table: &Table,
    (and, most): (&str, i64),
    after: Option<&[Value]>,
) -> Result<Vec<Vec<Value>>, CopyError> {
    let key: Vec<&str> = table
        .columns
        .iter()
        .take(table.key)
        .map(Col::name)
        .collect();
    let key_names = key.join(", ");
    let mut args = vec![Arg::Int(controller.0), Arg::Int(most)];
    let beyond = match after {
        None => String::new(),
        Some(after) => {
            let places: Vec<String> = (0..table.key).map(|i| format!("${}", i + 3)).collect();
            let key = after.iter().zip(table.columns).take(table.key);
            args.extend(key.map(|(value, column)| value.arg(*column)));
            format!("AND ({key_names}) > ({})", places.join(", "))
        }
    };
    let rest = format!(
        "FROM {} WHERE controller = $1 {beyond} {and} ORDER BY {key_names} LIMIT $2",
        table.name
    );
    let packed = conn.packed(table.columns, &rest, &args).await?;
    let mut rows = Vec::new();
    for row in packed.rows() {
        let row = row?;
        let values = table.columns.iter().enumerate();
        let values = values.map(|(at, column)| Value::of(&row, at, *column));
        rows.push(values.collect::<Result<_, _>>()?);
    }
    Ok(rows)
}

async fn load(
    conn: &mut Conn,
    controller: ControllerId,
    rows: &mut Rows<'_>,
    wanted: &(dyn Fn([u8; 16]) -> bool + Sync),
) -> Result<(), CopyError> {
    let mut waiting: Vec<Vec<Value>> = Vec::new();
    let (mut of, mut size) = (0, 0);
    loop {
        let next = rows.next_of()?;
        let other = next.as_ref().is_none_or(|(at, _)| *at != of);
        if !waiting.is_empty() && (other || waiting.len() >= BATCH || size >= LARGE) {
            let table = rows.tables.get(of);
            put(conn, controller, table, &waiting).await?;
            waiting.clear();
            size = 0;
        }
        let Some((at, row)) = next else {
            return Ok(());
        };
        of = at;
        let key = rows.tables.get(at).is_some_and(|t| t.name == "data_key");
        if key && !row.first().and_then(Value::id).is_some_and(wanted) {
            continue;
        }
        size += row.iter().map(Value::size).sum::<usize>();
        waiting.push(row);
    }
}

async fn put(
    conn: &mut Conn,
    controller: ControllerId,
    table: Option<&Table>,
    rows: &[Vec<Value>],
) -> Result<(), CopyError> {
    let Some(table) = table else {
        return Ok(());
    };
    let names: Vec<&str> = table.columns.iter().map(Col::name).collect();
    let head = format!(
        "INSERT INTO {} (controller, {}) VALUES",
        table.name,
        names.join(", ")
    );
    let rows: Vec<Vec<Arg<'_>>> = rows
        .iter()
        .map(|row| {
            let values = row.iter().zip(table.columns);
            let values = values.map(|(value, column)| value.arg(*column));
            std::iter::once(Arg::Int(controller.0))
                .chain(values)
                .collect()
        })
        .collect();
    Ok(insert(conn, &head, table.columns.len() + 1, "", &rows).await?)
}
