//! Verifying: is every line as it was written, and does every row say what the lines say?
//!
//! Lines are read once in order and their hashes recomputed; rows are read once and their digests added up. Only when a
//! sum is off are rows and lines compared one by one, in as many passes as keep the memory bounded, to say
//! which line and which row.

use crate::checkpoint::{Checkpoint, Head, map_root};
use crate::db::{Arg, Conn, Db, DbError, SCHEMA};
use crate::digest::{DigestKey, Sum};
use crate::line::{BEFORE_THE_FIRST, Concerned, Hash, Hashed};
use crate::row::{
    FindingRow, RECORD_COLUMNS, REMOVED, RecordRow, Written, facts_digest, facts_key, finding_key,
    record_key,
};
use data_encoding::HEXLOWER;
use ed25519_dalek::VerifyingKey;
use regie_terms::{ControllerId, Id};
use serde::Serialize;
use std::collections::HashMap;

const PAGE: i64 = 4096;

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

    async fn page(&mut self, after: i64) -> Result<Vec<crate::db::Row>, DbError> {
        self.conn
            .rows(
                "SELECT seq, at, request, act, dossier, account, body, key, sealed, persons, written, delta, hash FROM line \
                 WHERE controller = $1 AND seq > $2 ORDER BY seq LIMIT $3",
                &[Arg::Int(self.controller.0), Arg::Int(after), Arg::Int(PAGE)],
            )
            .await
    }

    async fn lines(&mut self) -> Result<Result<Sums, Problem>, DbError> {
        let chain = self
            .conn
            .row(
                "SELECT seq, hash FROM chain WHERE controller = $1",
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
        loop {
            let rows = self.page(seq).await?;
            if rows.is_empty() {
                break;
            }
            for row in &rows {
                seq += 1;
                if row.int(0)? != seq {
                    return Ok(Err(Problem::at(seq, "line", "this line is missing")));
                }
                let hashed = Hashed {
                    controller: self.controller,
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
                let stored: Hash = row.array(12)?;
                if hash != stored {
                    return Ok(Err(Problem::at(
                        seq,
                        "line",
                        "this line is not as it was written",
                    )));
                }
                let Some(concerned) = Concerned::unpack_all(hashed.persons) else {
                    return Ok(Err(Problem::at(
                        seq,
                        "line",
                        "the people of this line cannot be read",
                    )));
                };
                for c in concerned {
                    sums.concern
                        .add(&self.concern_digest(c.person.0.as_bytes(), c.count, seq));
                }
                sums.records.plus(Sum::from_bytes(&row.array(11)?));
                previous = hash;
            }
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
        Ok(Ok(sums))
    }

    fn concern_digest(&self, person: &[u8], count: i64, seq: i64) -> [u8; 32] {
        self.digest
            .row("concern")
            .int(self.controller.0)
            .bytes(person)
            .int(count)
            .int(seq)
            .done()
    }

    /// Adds up all rows and holds the sums against the lines'.
    async fn rows(&mut self, sums: &Sums) -> Result<Option<Problem>, DbError> {
        let mut concern = Sum::default();
        let mut total = Sum::default();
        let mut count = 0;
        self.each_concern(|digest, _| {
            count += 1;
            concern.add(&digest);
        })
        .await?;
        self.each_row(|_, digest, _| {
            count += 1;
            total.add(&digest);
        })
        .await?;
        self.report.rows = count;
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
    ) -> Result<(), DbError> {
        let (mut person, mut count) = (Vec::new(), 0);
        loop {
            let rows = self
                .conn
                .rows(
                    "SELECT person, count, seq FROM concern WHERE controller = $1 AND (person, count) > ($2, $3) \
                     ORDER BY person, count LIMIT $4",
                    &[Arg::Int(self.controller.0), Arg::Bytes(&person), Arg::Int(count), Arg::Int(PAGE)],
                )
                .await?;
            let Some(last) = rows.last() else {
                return Ok(());
            };
            person = last.bytes(0)?.to_vec();
            count = last.int(1)?;
            for row in &rows {
                let (who, n, seq) = (row.bytes(0)?, row.int(1)?, row.int(2)?);
                f(
                    self.concern_digest(who, n, seq),
                    (Id::from_slice(who).map_err(|_| DbError::Column(0))?, n, seq),
                );
            }
        }
    }

    /// Calls `f` with key hash, digest and table of every row that lines carry digests of.
    async fn each_row(
        &mut self,
        mut f: impl FnMut([u8; 16], [u8; 32], &'static str),
    ) -> Result<(), DbError> {
        let me = self.controller;
        let mut after: Vec<u8> = Vec::new();
        loop {
            let sql = format!(
                "SELECT {RECORD_COLUMNS} FROM record WHERE controller = $1 AND id > $2 ORDER BY id LIMIT $3"
            );
            let rows = self
                .conn
                .rows(&sql, &[Arg::Int(me.0), Arg::Bytes(&after), Arg::Int(PAGE)])
                .await?;
            let Some(last) = rows.last() else { break };
            after = last.bytes(0)?.to_vec();
            for row in &rows {
                let record = RecordRow::read(row)?;
                f(
                    record_key(record.id),
                    record.digest(self.digest, me),
                    "record",
                );
            }
        }
        let mut after: Vec<u8> = Vec::new();
        loop {
            let rows = self
                .conn
                .rows("SELECT thing, version FROM facts WHERE controller = $1 AND thing > $2 ORDER BY thing LIMIT $3", &[
                    Arg::Int(me.0),
                    Arg::Bytes(&after),
                    Arg::Int(PAGE),
                ])
                .await?;
            let Some(last) = rows.last() else { break };
            after = last.bytes(0)?.to_vec();
            for row in &rows {
                let thing = Id::from_bytes(row.array(0)?);
                f(
                    facts_key(thing),
                    facts_digest(self.digest, me, thing, row.int(1)?),
                    "facts",
                );
            }
        }
        let (mut kind, mut tag, mut found) = (String::new(), Vec::new(), Vec::new());
        loop {
            let rows = self
                .conn
                .rows(
                    "SELECT kind, tag, record FROM finding WHERE controller = $1 AND (kind, tag, record) > ($2, $3, $4) \
                     ORDER BY kind, tag, record LIMIT $5",
                    &[Arg::Int(me.0), Arg::Text(&kind), Arg::Bytes(&tag), Arg::Bytes(&found), Arg::Int(PAGE)],
                )
                .await?;
            let Some(last) = rows.last() else { break };
            (kind, tag, found) = (
                last.text(0)?.to_owned(),
                last.bytes(1)?.to_vec(),
                last.bytes(2)?.to_vec(),
            );
            for row in &rows {
                let finding = FindingRow {
                    kind: row.text(0)?.to_owned(),
                    tag: row.bytes(1)?.to_vec(),
                    record: Id::from_bytes(row.array(2)?),
                };
                f(
                    finding_key(&finding),
                    finding.digest(self.digest, me),
                    "finding",
                );
            }
        }
        Ok(())
    }

    /// How many passes keep a comparison within some tens of megabytes.
    fn passes(&self) -> u8 {
        u8::try_from((self.report.rows / 500_000 + 1).min(255)).unwrap_or(255)
    }

    async fn which_row(&mut self) -> Result<Problem, DbError> {
        let passes = self.passes();
        let mut first: Option<Problem> = None;
        for pass in 0..passes {
            let mine = |key: &[u8; 16]| key.last().is_some_and(|b| b % passes == pass);
            let mut expected: HashMap<[u8; 16], ([u8; 32], i64)> = HashMap::new();
            let mut seq = 0;
            loop {
                let rows = self
                    .conn
                    .rows("SELECT seq, written FROM line WHERE controller = $1 AND seq > $2 ORDER BY seq LIMIT $3", &[
                        Arg::Int(self.controller.0),
                        Arg::Int(seq),
                        Arg::Int(PAGE),
                    ])
                    .await?;
                if rows.is_empty() {
                    break;
                }
                for row in &rows {
                    seq = row.int(0)?;
                    for entry in row.bytes(1)?.chunks_exact(Written::SIZE) {
                        let (key, digest) = entry.split_at(16);
                        let key: [u8; 16] = key.try_into().map_err(|_| DbError::Column(1))?;
                        if mine(&key) {
                            expected.insert(
                                key,
                                (digest.try_into().map_err(|_| DbError::Column(1))?, seq),
                            );
                        }
                    }
                }
            }
            let mut found: Vec<Problem> = Vec::new();
            self.each_row(|key, digest, table| {
                if !mine(&key) {
                    return;
                }
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
            let mut seq = 0;
            loop {
                let rows = self
                    .conn
                    .rows("SELECT seq, persons FROM line WHERE controller = $1 AND seq > $2 ORDER BY seq LIMIT $3", &[
                        Arg::Int(self.controller.0),
                        Arg::Int(seq),
                        Arg::Int(PAGE),
                    ])
                    .await?;
                if rows.is_empty() {
                    break;
                }
                for row in &rows {
                    seq = row.int(0)?;
                    for c in Concerned::unpack_all(row.bytes(1)?).unwrap_or_default() {
                        if mine(&c.person.0) {
                            expected.insert((c.person.0, c.count), seq);
                        }
                    }
                }
            }
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
