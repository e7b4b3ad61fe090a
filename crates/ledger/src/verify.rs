//! Verifying: is every line as it was written, and does every row say what the lines say?
//!
//! Lines are read once in order and their hashes recomputed; rows are read once and their digests added up. Only when a
//! sum is off are rows and lines compared one by one, in as many passes as keep the memory bounded, to say
//! which line and which row.

use crate::checkpoint::{Checkpoint, Head, map_root};
use crate::db::{Arg, Col, Conn, Db, DbError, Packed, PackedRow, SCHEMA};
use crate::digest::{DigestKey, Sum};
use crate::line::{BEFORE_THE_FIRST, Concerned, Hash, Hashed};
use crate::row::{
    FindingRow, RECORD, REMOVED, RecordRow, Written, facts_digest, facts_key, finding_key,
    record_key,
};
use crate::writer::head_holds;
use data_encoding::HEXLOWER;
use ed25519_dalek::VerifyingKey;
use regie_terms::{ControllerId, Id};
use serde::Serialize;
use std::collections::HashMap;
use std::future::Future;
use std::ops::ControlFlow;
use std::pin::pin;
use std::task::Poll;

/// Rows fetched at a time.
const PAGE: i64 = 1024;
/// Records with more than 64 kB sealed are fetched this many at a time: an attachment may be megabytes.
const FEW: i64 = 4;

/// How a table is walked: in the order of its first `key.len()` columns.
struct Walk {
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

    fn lines() -> Self {
        Self::new("line", &Self::LINES, vec![Key::Int(0)])
    }

    /// Which rows every line wrote.
    fn written() -> Self {
        const COLUMNS: [Col; 2] = [Col::Int("seq"), Col::Bytes("written")];
        Self::new("line", &COLUMNS, vec![Key::Int(0)])
    }

    /// Whom every line concerns.
    fn persons() -> Self {
        const COLUMNS: [Col; 2] = [Col::Int("seq"), Col::Bytes("persons")];
        Self::new("line", &COLUMNS, vec![Key::Int(0)])
    }

    fn concern() -> Self {
        const COLUMNS: [Col; 3] = [Col::Bytes("person"), Col::Int("count"), Col::Int("seq")];
        Self::new(
            "concern",
            &COLUMNS,
            vec![Key::Bytes(Vec::new()), Key::Int(0)],
        )
    }

    fn records() -> Self {
        Self {
            and: "AND OCTET_LENGTH(sealed) <= 65536",
            ..Self::new("record", &RECORD, vec![Key::Bytes(Vec::new())])
        }
    }

    fn large_records() -> Self {
        Self {
            and: "AND OCTET_LENGTH(sealed) > 65536",
            page: FEW,
            ..Self::new("record", &RECORD, vec![Key::Bytes(Vec::new())])
        }
    }

    fn facts() -> Self {
        const COLUMNS: [Col; 2] = [Col::Bytes("thing"), Col::Int("version")];
        Self::new("facts", &COLUMNS, vec![Key::Bytes(Vec::new())])
    }

    fn findings() -> Self {
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
type Step = Result<ControlFlow<Problem>, DbError>;

const ON: Step = Ok(ControlFlow::Continue(()));

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Lines read.
    pub lines: i64,
    /// Rows read, all tables together.
    pub rows: i64,
    /// Checkpoints whose signature and head were checked.
    pub checkpoints: usize,
    /// The first thing that is not as it was written; `None` when all is intact.
    pub problem: Option<Problem>,
}

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The first line that is not intact, or whose row is not; `None` when no line ever wrote the row.
    pub line: Option<i64>,
    /// The table.
    pub table: &'static str,
    /// What is wrong, in words for the operator.
    pub what: String,
}

impl Problem {
    fn at(line: i64, table: &'static str, what: impl Into<String>) -> Self {
        Self {
            line: Some(line),
            table,
            what: what.into(),
        }
    }
}

/// A row as it is stored.
enum Stored {
    Record(RecordRow),
    Facts(Id, i64),
    Finding(FindingRow),
}

impl Stored {
    fn table(&self) -> &'static str {
        match self {
            Self::Record(_) => "record",
            Self::Facts(..) => "facts",
            Self::Finding(_) => "finding",
        }
    }

    fn key(&self) -> [u8; 16] {
        match self {
            Self::Record(row) => record_key(row.id),
            Self::Facts(thing, _) => facts_key(*thing),
            Self::Finding(row) => finding_key(row),
        }
    }

    fn digest(&self, key: &DigestKey, controller: ControllerId) -> [u8; 32] {
        match self {
            Self::Record(row) => row.digest(key, controller),
            Self::Facts(thing, version) => facts_digest(key, controller, *thing, *version),
            Self::Finding(row) => row.digest(key, controller),
        }
    }
}

fn concern_digest(
    key: &DigestKey,
    controller: ControllerId,
    person: &[u8],
    count: i64,
    seq: i64,
) -> [u8; 32] {
    key.row("concern")
        .int(controller.0)
        .bytes(person)
        .int(count)
        .int(seq)
        .done()
}

struct Sums {
    records: Sum,
    concern: Sum,
}

/// Verifies one controller's chain and rows, in one snapshot.
///
/// `key` checks checkpoints; `outside` are checkpoints kept outside the database.
///
/// # Errors
/// [`DbError`] when the database cannot be read; what is wrong with its content is in the report.
pub async fn verify(
    db: &Db,
    controller: ControllerId,
    digest: &DigestKey,
    key: &VerifyingKey,
    outside: &[Checkpoint],
) -> Result<Report, DbError> {
    let mut conn = db.reader().await?;
    conn.snapshot().await?;
    let mut check = Check {
        conn,
        controller,
        digest,
        report: Report::default(),
    };
    let result = check.all(key, outside).await;
    check.conn.plain("COMMIT").await?;
    result.map(|problem| Report {
        problem,
        ..check.report
    })
}

struct Check<'a> {
    conn: Conn,
    controller: ControllerId,
    digest: &'a DigestKey,
    report: Report,
}

impl Check<'_> {
    async fn all(
        &mut self,
        key: &VerifyingKey,
        outside: &[Checkpoint],
    ) -> Result<Option<Problem>, DbError> {
        let schema = self
            .conn
            .rows("SELECT version FROM schema_content ORDER BY version", &[])
            .await?;
        let versions = schema
            .iter()
            .map(|r| r.int(0))
            .collect::<Result<Vec<_>, _>>()?;
        if versions != (1..=SCHEMA).collect::<Vec<_>>() {
            return Ok(Some(Problem {
                line: None,
                table: "schema_content",
                what: format!("versions 1 to {SCHEMA} are expected"),
            }));
        }
        let sums = match self.lines().await? {
            Ok(sums) => sums,
            Err(problem) => return Ok(Some(problem)),
        };
        if let Some(problem) = self.rows(&sums).await? {
            return Ok(Some(problem));
        }
        self.checkpoints(key, outside).await
    }

    /// Calls `f` with every row of a table in order, until it finds something wrong. The next page is on its way while
    /// the rows of this one are looked at.
    async fn each(
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

    async fn lines(&mut self) -> Result<Result<Sums, Problem>, DbError> {
        let chain = self
            .conn
            .row(
                "SELECT seq, hash, mac FROM chain WHERE controller = $1",
                &[Arg::Int(self.controller.0)],
            )
            .await?;
        let Some(chain) = chain else {
            return Ok(Err(Problem {
                line: None,
                table: "chain",
                what: "the head of the chain is gone".to_owned(),
            }));
        };
        let (end, head): (i64, Hash) = (chain.int(0)?, chain.array(1)?);
        let mut previous = BEFORE_THE_FIRST;
        let mut sums = Sums {
            records: Sum::default(),
            concern: Sum::default(),
        };
        let mut seq = 0;
        let (controller, digest) = (self.controller, self.digest);
        let wrong = |seq, what| Ok(ControlFlow::Break(Problem::at(seq, "line", what)));
        let found = self
            .each(Walk::lines(), |row| {
                seq += 1;
                if row.int(0)? != seq {
                    return wrong(seq, "this line is missing");
                }
                let hashed = Hashed {
                    controller,
                    seq,
                    at: row.int(1)?,
                    request: row.bytes(2)?,
                    act: row.text(3)?,
                    dossier: row.maybe_bytes(4)?,
                    account: row.maybe_bytes(5)?,
                    body: row.bytes(6)?,
                    key: row.maybe_bytes(7)?,
                    sealed: row.maybe_bytes(8)?,
                    persons: row.bytes(9)?,
                    written: row.bytes(10)?,
                    delta: row.bytes(11)?,
                };
                let hash = hashed.hash(&previous);
                if hash != row.array::<32>(12)? {
                    return wrong(seq, "this line is not as it was written");
                }
                let Some(concerned) = Concerned::unpack_all(hashed.persons) else {
                    return wrong(seq, "the people of this line cannot be read");
                };
                for c in concerned {
                    let person = c.person.0.as_bytes();
                    let digest = concern_digest(digest, controller, person, c.count, seq);
                    sums.concern.add(&digest);
                }
                sums.records.plus(Sum::from_bytes(&row.array(11)?));
                previous = hash;
                ON
            })
            .await?;
        if let Some(mut problem) = found {
            problem.line.get_or_insert(seq);
            return Ok(Err(problem));
        }
        self.report.lines = seq;
        if end != seq || head != previous {
            let what = if end > seq {
                "lines after this one were removed"
            } else {
                "the head of the chain says something else"
            };
            return Ok(Err(Problem::at(seq.min(end) + 1, "chain", what)));
        }
        if !head_holds(self.digest, self.controller, end, &head, chain.bytes(2)?) {
            let what = "the head of the chain was not written by this program";
            return Ok(Err(Problem::at(end, "chain", what)));
        }
        Ok(Ok(sums))
    }

    /// Adds up all rows and holds the sums against the lines'.
    async fn rows(&mut self, sums: &Sums) -> Result<Option<Problem>, DbError> {
        let mut concern = Sum::default();
        let mut total = Sum::default();
        let (mut listed, mut stored) = (0, 0);
        let found = self
            .each_concern(|digest, _| {
                listed += 1;
                concern.add(&digest);
            })
            .await?;
        if found.is_some() {
            return Ok(found);
        }
        let (controller, digest) = (self.controller, self.digest);
        let found = self
            .each_row(|row| {
                stored += 1;
                total.add(&row.digest(digest, controller));
            })
            .await?;
        if found.is_some() {
            return Ok(found);
        }
        self.report.rows = listed + stored;
        if concern != sums.concern {
            return self.which_concern().await.map(Some);
        }
        if total != sums.records {
            return self.which_row().await.map(Some);
        }
        Ok(None)
    }

    async fn each_concern(
        &mut self,
        mut f: impl FnMut([u8; 32], (Id, i64, i64)),
    ) -> Result<Option<Problem>, DbError> {
        let (controller, digest) = (self.controller, self.digest);
        self.each(Walk::concern(), |row| {
            let person: [u8; 16] = row.array(0)?;
            let (count, seq) = (row.int(1)?, row.int(2)?);
            f(
                concern_digest(digest, controller, &person, count, seq),
                (Id::from_bytes(person), count, seq),
            );
            ON
        })
        .await
    }

    /// Calls `f` with every row that lines carry digests of.
    async fn each_row(&mut self, mut f: impl FnMut(Stored)) -> Result<Option<Problem>, DbError> {
        for walk in [Walk::records(), Walk::large_records()] {
            let found = self
                .each(walk, |row| {
                    f(Stored::Record(RecordRow::read(row)?));
                    ON
                })
                .await?;
            if found.is_some() {
                return Ok(found);
            }
        }
        let found = self
            .each(Walk::facts(), |row| {
                f(Stored::Facts(Id::from_bytes(row.array(0)?), row.int(1)?));
                ON
            })
            .await?;
        if found.is_some() {
            return Ok(found);
        }
        self.each(Walk::findings(), |row| {
            f(Stored::Finding(FindingRow {
                kind: row.text(0)?.to_owned(),
                tag: row.bytes(1)?.to_vec(),
                record: Id::from_bytes(row.array(2)?),
            }));
            ON
        })
        .await
    }

    /// How many passes keep a comparison within some tens of megabytes.
    fn passes(&self) -> u8 {
        u8::try_from((self.report.rows / 500_000 + 1).min(255)).unwrap_or(255)
    }

    async fn which_row(&mut self) -> Result<Problem, DbError> {
        let passes = self.passes();
        let (controller, digests) = (self.controller, self.digest);
        let mut first: Option<Problem> = None;
        for pass in 0..passes {
            let mine = |key: &[u8; 16]| key.last().is_some_and(|b| b % passes == pass);
            let mut expected: HashMap<[u8; 16], ([u8; 32], i64)> = HashMap::new();
            self.each(Walk::written(), |row| {
                let seq = row.int(0)?;
                for entry in row.bytes(1)?.chunks_exact(Written::SIZE) {
                    let (key, digest) = entry.split_at(16);
                    let key: [u8; 16] = key.try_into().map_err(|_| DbError::Column(1))?;
                    if mine(&key) {
                        let digest = digest.try_into().map_err(|_| DbError::Column(1))?;
                        expected.insert(key, (digest, seq));
                    }
                }
                ON
            })
            .await?;
            let mut found: Vec<Problem> = Vec::new();
            self.each_row(|row| {
                let (key, table) = (row.key(), row.table());
                if !mine(&key) {
                    return;
                }
                let digest = row.digest(digests, controller);
                match expected.remove(&key) {
                    None => found.push(Problem {
                        line: None,
                        table,
                        what: "a row that no line wrote".to_owned(),
                    }),
                    Some((REMOVED, seq)) => found.push(Problem::at(
                        seq,
                        table,
                        "a row that this line removed is back",
                    )),
                    Some((d, seq)) if d != digest => {
                        found.push(Problem::at(
                            seq,
                            table,
                            "the row this line wrote says something else now",
                        ));
                    }
                    Some(_) => {}
                }
            })
            .await?;
            found.extend(
                expected
                    .iter()
                    .filter(|(_, (digest, _))| *digest != REMOVED)
                    .map(|(key, (_, seq))| {
                        Problem::at(
                            *seq,
                            Written::table_of(key),
                            "a row this line wrote is gone",
                        )
                    }),
            );
            first = found
                .into_iter()
                .chain(first)
                .min_by_key(|p| p.line.unwrap_or(i64::MAX));
        }
        Ok(first.unwrap_or(Problem {
            line: None,
            table: "record",
            what: "the rows do not add up to what the lines say".to_owned(),
        }))
    }

    async fn which_concern(&mut self) -> Result<Problem, DbError> {
        let passes = self.passes();
        let mut first: Option<Problem> = None;
        for pass in 0..passes {
            let mine = |id: &Id| id.as_bytes().last().is_some_and(|b| b % passes == pass);
            let mut expected: HashMap<(Id, i64), i64> = HashMap::new();
            self.each(Walk::persons(), |row| {
                let seq = row.int(0)?;
                for c in Concerned::unpack_all(row.bytes(1)?).unwrap_or_default() {
                    if mine(&c.person.0) {
                        expected.insert((c.person.0, c.count), seq);
                    }
                }
                ON
            })
            .await?;
            let mut found: Vec<Problem> = Vec::new();
            self.each_concern(|_, (person, count, seq)| {
                if !mine(&person) {
                    return;
                }
                match expected.remove(&(person, count)) {
                    Some(s) if s == seq => {}
                    Some(s) => found.push(Problem::at(
                        s,
                        "concern",
                        "somebody's list points to another line",
                    )),
                    None => found.push(Problem {
                        line: None,
                        table: "concern",
                        what: "a row that no line wrote".to_owned(),
                    }),
                }
            })
            .await?;
            found.extend(
                expected
                    .values()
                    .map(|s| Problem::at(*s, "concern", "this line is gone from somebody's list")),
            );
            first = found
                .into_iter()
                .chain(first)
                .min_by_key(|p| p.line.unwrap_or(i64::MAX));
        }
        Ok(first.unwrap_or(Problem {
            line: None,
            table: "concern",
            what: "the lists of people do not add up to what the lines say".to_owned(),
        }))
    }

    async fn checkpoints(
        &mut self,
        key: &VerifyingKey,
        outside: &[Checkpoint],
    ) -> Result<Option<Problem>, DbError> {
        let rows = self
            .conn
            .rows("SELECT sealed FROM record WHERE controller = $1 AND kind = 'checkpoint' AND dossier IS NULL", &[Arg::Int(
                self.controller.0,
            )])
            .await?;
        let mut all = Vec::new();
        for row in rows {
            all.push(
                serde_json::from_slice::<Checkpoint>(row.bytes(0)?)
                    .map_err(|_| DbError::Column(0))?,
            );
        }
        all.extend(outside.iter().cloned());
        let mut latest: Option<Head> = None;
        for checkpoint in &all {
            let Some(head) = checkpoint.verified(key) else {
                return Ok(Some(Problem {
                    line: None,
                    table: "record",
                    what: "a checkpoint is not signed by this key".to_owned(),
                }));
            };
            if head.controller != self.controller
                || head.database != HEXLOWER.encode(&self.digest.database(self.controller))
            {
                return Ok(Some(Problem {
                    line: None,
                    table: "record",
                    what: "a checkpoint of another database".to_owned(),
                }));
            }
            let line = self
                .conn
                .row(
                    "SELECT hash FROM line WHERE controller = $1 AND seq = $2",
                    &[Arg::Int(self.controller.0), Arg::Int(head.seq)],
                )
                .await?;
            match line {
                Some(row) if HEXLOWER.encode(row.bytes(0)?) == head.hash => {}
                Some(_) => {
                    return Ok(Some(Problem::at(
                        head.seq,
                        "line",
                        "a checkpoint signed another line here",
                    )));
                }
                None if head.seq == 0 => {}
                None => {
                    let what = format!(
                        "lines up to {} were signed in a checkpoint and are gone",
                        head.seq
                    );
                    return Ok(Some(Problem::at(self.report.lines + 1, "line", what)));
                }
            }
            self.report.checkpoints += 1;
            if latest.as_ref().is_none_or(|l| l.seq < head.seq) {
                latest = Some(head);
            }
        }
        if let Some(head) = latest {
            let (people, root) = map_root(&mut self.conn, self.controller, head.seq).await?;
            if people != head.people || HEXLOWER.encode(&root) != head.map {
                return Ok(Some(Problem::at(
                    head.seq,
                    "concern",
                    "the map of people is not the one signed",
                )));
            }
        }
        Ok(None)
    }
}
