//! The rows a change writes, as the ledger sees them: sealed bytes and plain routing columns.

use crate::db::{Arg, Col, Conn, DbError, PackedRow};
use crate::digest::{DigestKey, Sum};
use regie_charter::{Change, Permit};
use regie_terms::{ControllerId, Id, KeyId};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// One row of the table `record`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRow {
    /// Its id.
    pub id: Id,
    /// What kind of thing it is, kebab-case.
    pub kind: String,
    /// 1 when written, one more each time it is replaced.
    pub version: i64,
    /// The dossier it belongs to.
    pub dossier: Option<Id>,
    /// The person it is about.
    pub person: Option<Id>,
    /// The account it is for, by or about; by kind.
    pub account: Option<Id>,
    /// The record it answers, corrects or judges.
    pub of: Option<Id>,
    /// A term: days since 1970-01-01.
    pub due: Option<i64>,
    /// The key it is sealed under.
    pub key: KeyId,
    /// Nonce and ciphertext.
    pub sealed: Vec<u8>,
}

/// The columns of the table, as they are written.
pub(crate) const RECORD_COLUMNS: &str =
    "id, kind, version, dossier, person, account, of_record, due, key, sealed";

/// The columns in the order that [`RecordRow::read`] expects.
pub const RECORD: [Col; 10] = [
    Col::Bytes("id"),
    Col::Text("kind"),
    Col::Int("version"),
    Col::Bytes("dossier"),
    Col::Bytes("person"),
    Col::Bytes("account"),
    Col::Bytes("of_record"),
    Col::Int("due"),
    Col::Bytes("key"),
    Col::Bytes("sealed"),
];

impl RecordRow {
    /// Reads a row selected with [`RECORD`].
    ///
    /// # Errors
    /// [`DbError::Column`] when a column holds something else.
    pub fn read(row: &PackedRow<'_>) -> Result<Self, DbError> {
        let maybe = |i: usize| -> Result<Option<Id>, DbError> {
            row.maybe_bytes(i)?
                .map(|b| Id::from_slice(b).map_err(|_| DbError::Column(i)))
                .transpose()
        };
        Ok(Self {
            id: Id::from_bytes(row.array(0)?),
            kind: row.text(1)?.to_owned(),
            version: row.int(2)?,
            dossier: maybe(3)?,
            person: maybe(4)?,
            account: maybe(5)?,
            of: maybe(6)?,
            due: row.maybe_int(7)?,
            key: KeyId(Id::from_bytes(row.array(8)?)),
            sealed: row.bytes(9)?.to_vec(),
        })
    }

    /// The keyed digest over all columns.
    #[must_use]
    pub fn digest(&self, key: &DigestKey, controller: ControllerId) -> [u8; 32] {
        let plain = |id: &Option<Id>| id.map(|i| *i.as_bytes());
        key.row("record")
            .int(controller.0)
            .bytes(self.id.as_bytes())
            .text(&self.kind)
            .int(self.version)
            .maybe_bytes(plain(&self.dossier).as_ref().map(<[u8; 16]>::as_slice))
            .maybe_bytes(plain(&self.person).as_ref().map(<[u8; 16]>::as_slice))
            .maybe_bytes(plain(&self.account).as_ref().map(<[u8; 16]>::as_slice))
            .maybe_bytes(plain(&self.of).as_ref().map(<[u8; 16]>::as_slice))
            .maybe_int(self.due)
            .bytes(self.key.0.as_bytes())
            .bytes(&self.sealed)
            .done()
    }
}

/// One row of the table `finding`: a blind index entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingRow {
    /// Which index, kebab-case.
    pub kind: String,
    /// The keyed hash of what is looked for.
    pub tag: Vec<u8>,
    /// The record found.
    pub record: Id,
}

impl FindingRow {
    /// The keyed digest over all columns.
    #[must_use]
    pub fn digest(&self, key: &DigestKey, controller: ControllerId) -> [u8; 32] {
        key.row("finding")
            .int(controller.0)
            .text(&self.kind)
            .bytes(&self.tag)
            .bytes(self.record.as_bytes())
            .done()
    }
}

/// The kind of the record that says that a key is retired; its id is the key's. Nothing is written under such a key any more.
pub const RETIRED: &str = "retired-key";

/// Seals one row anew; `None` when it does not open.
pub type Anew = Arc<dyn Fn(RecordRow) -> Option<RecordRow> + Send + Sync>;

/// Which of the rows under a key are sealed anew.
#[derive(Clone, Debug)]
pub enum Which {
    /// All of them.
    All,
    /// These; where another lies there in the open of the dossier, what was decided about was not all there is.
    Exactly(Vec<Id>),
    /// These alone; the others stay as they are.
    Only(Vec<Id>),
}

/// That everything under a key is sealed anew under another, in the same transaction as the rest of the change: row by row, so that it takes the
/// memory of one.
#[derive(Clone)]
pub struct Rekey {
    /// The dossier whose rows lie under it.
    pub dossier: Id,
    /// Kinds of rows that lie under it and belong to no dossier in the open.
    pub loose: &'static [&'static str],
    /// The key that is left.
    pub from: KeyId,
    /// The keys it may go under.
    pub to: Vec<KeyId>,
    /// Which of the rows.
    pub which: Which,
    /// Opens a row and seals its next version. The vault does; the ledger knows no cipher.
    pub anew: Anew,
}

impl std::fmt::Debug for Rekey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rekey").finish_non_exhaustive()
    }
}

/// The rows of one change, sealed already. What stands in `add` and `findings` must not be there yet, what stands in `replace` must be
/// there with one version less, what stands in `remove` must be there.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// New records, version 1.
    pub add: Vec<RecordRow>,
    /// Records replaced; `version` is the new one.
    pub replace: Vec<RecordRow>,
    /// Records removed, with their blind index entries.
    pub remove: Vec<Id>,
    /// New blind index entries.
    pub findings: Vec<FindingRow>,
    /// Records whose blind index entries are dropped before the new ones are written.
    pub unfind: Vec<Id>,
    /// What is sealed anew once all of the above is written.
    pub rekey: Vec<Rekey>,
}

impl Rows {
    /// Whether nothing is written by it but the line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.add.is_empty()
            && self.replace.is_empty()
            && self.remove.is_empty()
            && self.findings.is_empty()
            && self.unfind.is_empty()
            && self.rekey.is_empty()
    }

    /// The keys that what it writes lies under.
    pub(crate) fn keys(&self) -> impl Iterator<Item = KeyId> {
        self.add.iter().chain(&self.replace).map(|row| row.key)
    }
}

/// Leave to change together with the sealed rows: what the writer takes.
#[must_use = "a sealed change that is not written did not happen"]
pub struct SealedChange {
    pub(crate) permit: Permit<Change>,
    pub(crate) rows: Rows,
    pub(crate) sealed: Option<crate::line::Sealed>,
}

impl SealedChange {
    /// Binds rows to the leave to write them. The vault is the caller.
    pub fn new(permit: Permit<Change>, rows: Rows, sealed: Option<crate::line::Sealed>) -> Self {
        Self {
            permit,
            rows,
            sealed,
        }
    }
}

/// What a line says of the rows it wrote: for each row its table, its key's hash and its new digest (zeros: removed).
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// Packed entries of [`Written::SIZE`] bytes.
    pub packed: Vec<u8>,
    /// What the change did to the sum.
    pub delta: Sum,
}

/// The tables whose rows lines carry digests of; their order is part of the format.
const TABLES: [&str; 3] = ["record", "finding", "facts"];

/// The digest that stands for a row that is gone.
pub const REMOVED: [u8; 32] = [0; 32];

impl Written {
    /// Bytes per entry: hash of table and key (16), digest (32).
    pub const SIZE: usize = 16 + 32;

    /// A row's table (one byte) and 15 bytes of a hash of its key.
    #[must_use]
    pub fn key_of(table: &str, key: &[&[u8]]) -> [u8; 16] {
        let mut hash = Sha256::new();
        hash.update(table.as_bytes());
        for part in key {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        let full: [u8; 32] = hash.finalize().into();
        let mut out = [0; 16];
        out.iter_mut().zip(full).for_each(|(o, f)| *o = f);
        if let Some(first) = out.first_mut() {
            *first = TABLES
                .iter()
                .position(|t| *t == table)
                .and_then(|i| u8::try_from(i).ok())
                .unwrap_or(u8::MAX);
        }
        out
    }

    /// The table a key belongs to.
    #[must_use]
    pub fn table_of(key: &[u8; 16]) -> &'static str {
        key.first()
            .and_then(|i| TABLES.get(usize::from(*i)))
            .copied()
            .unwrap_or("record")
    }

    /// Notes a row: its key, its old digest when it was there, its new one when it stays.
    pub fn note(&mut self, key: [u8; 16], old: Option<[u8; 32]>, new: Option<[u8; 32]>) {
        if let Some(old) = old {
            self.delta.remove(&old);
        }
        if let Some(new) = new {
            self.delta.add(&new);
        }
        self.packed.extend_from_slice(&key);
        self.packed.extend_from_slice(&new.unwrap_or(REMOVED));
    }
}

/// The key hash of a record.
#[must_use]
pub fn record_key(id: Id) -> [u8; 16] {
    Written::key_of("record", &[id.as_bytes()])
}

/// The key hash of a blind index entry.
#[must_use]
pub fn finding_key(row: &FindingRow) -> [u8; 16] {
    Written::key_of(
        "finding",
        &[row.kind.as_bytes(), &row.tag, row.record.as_bytes()],
    )
}

/// The key hash and digest of a facts row.
#[must_use]
pub fn facts_digest(
    key: &DigestKey,
    controller: ControllerId,
    thing: Id,
    version: i64,
) -> [u8; 32] {
    key.row("facts")
        .int(controller.0)
        .bytes(thing.as_bytes())
        .int(version)
        .done()
}

/// The key hash of a facts row.
#[must_use]
pub fn facts_key(thing: Id) -> [u8; 16] {
    Written::key_of("facts", &[thing.as_bytes()])
}

/// Inserts rows many at a time. `width` columns each; statements come in sizes of powers of two up to 64, so that few are
/// prepared.
pub(crate) async fn insert(
    conn: &mut Conn,
    head: &str,
    width: usize,
    tail: &str,
    rows: &[Vec<Arg<'_>>],
) -> Result<(), DbError> {
    let mut rest = rows;
    while !rest.is_empty() {
        let size = if rest.len() >= 64 {
            64
        } else {
            1 << rest.len().ilog2()
        };
        let (now, later) = rest.split_at(size);
        let mut sql = String::with_capacity(head.len() + size * width * 5 + tail.len());
        sql.push_str(head);
        let mut n = 0;
        for i in 0..size {
            sql.push_str(if i == 0 { " (" } else { ", (" });
            for j in 0..width {
                n += 1;
                if j > 0 {
                    sql.push(',');
                }
                sql.push('$');
                sql.push_str(&n.to_string());
            }
            sql.push(')');
        }
        sql.push_str(tail);
        let args: Vec<Arg<'_>> = now.iter().flatten().copied().collect();
        conn.execute(&sql, &args).await?;
        rest = later;
    }
    Ok(())
}
