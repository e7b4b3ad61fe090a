//! The one writer: takes what is waiting, writes all lines and the changes that belong to them in one transaction with one
//! flush, then answers all.
//!
//! Each change has a savepoint of its own, so a bad one fails alone. When the COMMIT itself is lost, the request ids
//! are looked up before anybody is answered. On PostgreSQL several programs may write to one
//! database: the chain's row is locked first, and everything a line depends on is read under that lock.

use crate::LedgerError;
use crate::db::{Arg, Col, Conn, Db, DbError, in_list, value_list};
use crate::digest::DigestKey;
use crate::line::{BEFORE_THE_FIRST, Body, Concerned, Hash, Hashed, Sealed, reworded};
use crate::row::{
    FindingRow, RECORD, RECORD_COLUMNS, RecordRow, Rows, Written, facts_digest, facts_key,
    finding_key, insert, record_key,
};
use regie_charter::{Decided, InputDigest, Scope};
use regie_terms::{ControllerId, Id, PersonId};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use subtle::ConstantTimeEq;
use tokio::sync::{mpsc, oneshot};

/// The most that goes into one transaction.
const GROUP: usize = 256;

/// What the writer is asked to write.
pub(crate) struct Job {
    pub scope: Scope,
    pub decided: Decided,
    pub done: bool,
    pub rows: Option<Rows>,
    pub sealed: Option<Sealed>,
    pub answer: oneshot::Sender<Result<Place, LedgerError>>,
}

/// Where a line came to stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub seq: i64,
    pub repeated: bool,
}

/// A request that stands in a line.
#[derive(Clone, Copy)]
struct Stands {
    seq: i64,
    input: Option<InputDigest>,
}

impl Stands {
    /// The answer to the same request once more: the line it has, unless it came with other words.
    fn place(self, again: &Scope, repeated: bool) -> Result<Place, LedgerError> {
        if reworded(self.input, again.input) {
            return Err(LedgerError::Reworded);
        }
        Ok(Place {
            seq: self.seq,
            repeated,
        })
    }
}

pub(crate) struct Writer {
    pub db: Db,
    pub controller: ControllerId,
    pub digest: Arc<DigestKey>,
    /// Set while the last group could not be written because of the database.
    pub failing: Arc<AtomicBool>,
}

/// A line ready to be inserted.
struct Ready {
    job: usize,
    seq: i64,
    at: i64,
    request: [u8; 16],
    act: &'static str,
    dossier: Option<[u8; 16]>,
    account: [u8; 16],
    body: Vec<u8>,
    sealed: Option<Sealed>,
    persons: Vec<u8>,
    concerned: Vec<Concerned>,
    written: Vec<u8>,
    delta: [u8; 32],
    hash: Hash,
}

impl Writer {
    /// Runs until every sender is gone.
    pub async fn run(self, mut jobs: mpsc::Receiver<Job>) {
        let mut group = Vec::with_capacity(GROUP);
        while jobs.recv_many(&mut group, GROUP).await > 0 {
            self.write(std::mem::take(&mut group)).await;
        }
    }

    async fn write(&self, mut group: Vec<Job>) {
        let results = match self.attempt(&mut group).await {
            Ok(results) => {
                self.failing.store(false, Ordering::Relaxed);
                results
            }
            Err(error) => {
                self.failing.store(true, Ordering::Relaxed);
                tracing::error!(%error, jobs = group.len(), "a group of lines could not be written");
                self.after_failure(&group, &error).await
            }
        };
        for (job, result) in group.into_iter().zip(results) {
            // Nobody waiting any more is no reason to undo what is durable.
            let _ = job.answer.send(result);
        }
    }

    /// Was it written all the same? Asked by request id until the database answers, for a while.
    async fn after_failure(
        &self,
        group: &[Job],
        error: &DbError,
    ) -> Vec<Result<Place, LedgerError>> {
        let refused = || -> Vec<Result<Place, LedgerError>> {
            group
                .iter()
                .map(|_| Err(LedgerError::unwritten(error)))
                .collect()
        };
        if !matches!(error, DbError::Unreachable(_)) {
            return refused();
        }
        for pause in [0u64, 50, 200, 500, 1000, 2000] {
            tokio::time::sleep(Duration::from_millis(pause)).await;
            let Ok(mut conn) = self.db.writer().await else {
                continue;
            };
            match self.settled(&mut conn, group).await {
                Ok(found) => {
                    return group
                        .iter()
                        .map(|job| match found.get(job.scope.request.0.as_bytes()) {
                            Some(stands) => stands.place(&job.scope, false),
                            None => Err(LedgerError::unwritten(error)),
                        })
                        .collect();
                }
                Err(_) => conn.discard(),
            }
        }
        group.iter().map(|_| Err(LedgerError::Unknown)).collect()
    }

    /// As [`Writer::written_already`], once nobody holds the chain: the connection that was lost may still be committing.
    async fn settled(
        &self,
        conn: &mut Conn,
        group: &[Job],
    ) -> Result<HashMap<[u8; 16], Stands>, DbError> {
        conn.begin().await?;
        conn.execute(
            "UPDATE chain SET seq = seq WHERE controller = $1",
            &[Arg::Int(self.controller.0)],
        )
        .await?;
        let found = self.written_already(conn, group).await?;
        conn.plain("ROLLBACK").await?;
        Ok(found)
    }

    async fn written_already(
        &self,
        conn: &mut Conn,
        group: &[Job],
    ) -> Result<HashMap<[u8; 16], Stands>, DbError> {
        let ids: Vec<[u8; 16]> = group
            .iter()
            .map(|j| *j.scope.request.0.as_bytes())
            .collect();
        let mut args = vec![Arg::Int(self.controller.0)];
        let list = in_list(2, &ids, &mut args);
        let sql =
            format!("SELECT request, seq, body FROM line WHERE controller = $1 AND request {list}");
        conn.rows(&sql, &args)
            .await?
            .iter()
            .map(|row| {
                // What stands in a damaged line is for `verify` to say; here the request's id decides then.
                let body: Option<Body> = serde_json::from_slice(row.bytes(2)?).ok();
                let stands = Stands {
                    seq: row.int(1)?,
                    input: body.and_then(|b| b.input),
                };
                Ok((row.array(0)?, stands))
            })
            .collect()
    }

    async fn attempt(&self, group: &mut [Job]) -> Result<Vec<Result<Place, LedgerError>>, DbError> {
        let mut conn = self.db.writer().await?;
        let result = self.transaction(&mut conn, group).await;
        let lost = matches!(result, Err(DbError::Unreachable(_)));
        if lost || (result.is_err() && conn.plain("ROLLBACK").await.is_err()) {
            conn.discard();
        }
        result
    }

    async fn transaction(
        &self,
        conn: &mut Conn,
        group: &mut [Job],
    ) -> Result<Vec<Result<Place, LedgerError>>, DbError> {
        conn.begin().await?;
        let me = self.controller.0;
        let chain = conn
            .row(
                "UPDATE chain SET seq = seq WHERE controller = $1 RETURNING seq, hash, mac",
                &[Arg::Int(me)],
            )
            .await?
            .ok_or_else(|| {
                DbError::Other(
                    "the chain has no beginning; was the database initialised?".to_owned(),
                )
            })?;
        let (mut seq, mut previous): (i64, Hash) = (chain.int(0)?, chain.array(1)?);
        // Going on from a head that somebody else wrote would vouch for it.
        if !head_holds(
            &self.digest,
            self.controller,
            seq,
            &previous,
            chain.bytes(2)?,
        ) {
            return Err(DbError::Other(
                "the head of the ledger is not as it was written; run `regie ledger verify`"
                    .to_owned(),
            ));
        }

        let repeated = if group.iter().any(|j| j.rows.is_some()) {
            self.written_already(conn, group).await?
        } else {
            HashMap::new()
        };
        let mut facts = self.facts(conn, group).await?;
        let mut heads = self.heads(conn, group).await?;

        let mut results: Vec<Result<Place, LedgerError>> = Vec::with_capacity(group.len());
        let mut ready: Vec<Ready> = Vec::with_capacity(group.len());
        let mut seen: HashMap<[u8; 16], Stands> = repeated;
        for (index, job) in group.iter_mut().enumerate() {
            if let Some(stands) = seen.get(job.scope.request.0.as_bytes()) {
                results.push(stands.place(&job.scope, true));
                continue;
            }
            if job.done
                && job
                    .scope
                    .facts
                    .iter()
                    .any(|(thing, version)| facts.get(thing).copied().unwrap_or(0) != *version)
            {
                results.push(Err(LedgerError::Moved));
                continue;
            }
            let mut written = Written::default();
            if let Some(rows) = job.rows.take() {
                conn.plain("SAVEPOINT one").await?;
                match self
                    .change(conn, &rows, &job.scope, &mut facts, &mut written)
                    .await
                {
                    Ok(()) => conn.plain("RELEASE SAVEPOINT one").await?,
                    Err(Stop::Database(error @ (DbError::Unreachable(_) | DbError::Full(_)))) => {
                        return Err(error);
                    }
                    Err(stop) => {
                        conn.plain("ROLLBACK TO SAVEPOINT one").await?;
                        conn.plain("RELEASE SAVEPOINT one").await?;
                        results.push(Err(stop.into()));
                        continue;
                    }
                }
            }
            seq += 1;
            let line = self.line(index, seq, job, written, &heads, &previous);
            previous = line.hash;
            for c in &line.concerned {
                heads.insert(*c.person.0.as_bytes(), (c.count, line.hash));
            }
            let input = job.scope.input;
            seen.insert(line.request, Stands { seq, input });
            results.push(Ok(Place {
                seq,
                repeated: false,
            }));
            ready.push(line);
        }
        self.insert_lines(conn, &ready).await?;
        conn.execute(
            "UPDATE chain SET seq = $2, hash = $3, mac = $4 WHERE controller = $1",
            &[
                Arg::Int(me),
                Arg::Int(seq),
                Arg::Bytes(&previous),
                Arg::Bytes(&self.digest.head(self.controller, seq, &previous)),
            ],
        )
        .await?;
        conn.plain("COMMIT").await?;
        debug_assert!(ready.iter().all(|l| l.job < group.len()));
        Ok(results)
    }

    async fn facts(&self, conn: &mut Conn, group: &[Job]) -> Result<HashMap<Id, i64>, DbError> {
        let mut ids: Vec<[u8; 16]> = group
            .iter()
            .flat_map(|j| j.scope.facts.iter().map(|(id, _)| id).chain(&j.scope.moves))
            .map(|id| *id.as_bytes())
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let mut found = HashMap::with_capacity(ids.len());
        for chunk in ids.chunks(GROUP) {
            let mut args = vec![Arg::Int(self.controller.0)];
            let list = in_list(2, chunk, &mut args);
            let rest = format!("FROM facts WHERE controller = $1 AND thing {list}");
            let columns = [Col::Bytes("thing"), Col::Int("version")];
            for row in conn.packed(&columns, &rest, &args).await?.rows() {
                let row = row?;
                found.insert(Id::from_bytes(row.array(0)?), row.int(1)?);
            }
        }
        Ok(found)
    }

    /// The last count and line hash of every person concerned.
    async fn heads(
        &self,
        conn: &mut Conn,
        group: &[Job],
    ) -> Result<HashMap<[u8; 16], (i64, Hash)>, DbError> {
        let mut ids: Vec<[u8; 16]> = group
            .iter()
            .flat_map(|j| &j.scope.concerns)
            .map(|p| *p.0.as_bytes())
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let mut found = HashMap::with_capacity(ids.len());
        for chunk in ids.chunks(GROUP) {
            let mut args = vec![Arg::Int(self.controller.0)];
            let list = value_list(2, chunk, &mut args);
            // Each person costs two look-ups however long their own list is. Outer joins, because SQLite is free to turn an inner
            // one round and then walks the whole ledger as soon as the list is longer than some thirty people.
            let rest = format!(
                "FROM (VALUES {list}) AS p \
                 LEFT JOIN concern c ON c.controller = $1 AND c.person = p.column1 AND c.count = \
                 (SELECT MAX(x.count) FROM concern x WHERE x.controller = $1 AND x.person = p.column1) \
                 LEFT JOIN line l ON l.controller = $1 AND l.seq = c.seq"
            );
            let columns = [
                Col::Bytes("p.column1"),
                Col::Int("c.count"),
                Col::Bytes("l.hash"),
            ];
            for row in conn.packed(&columns, &rest, &args).await?.rows() {
                let row = row?;
                if let Some(count) = row.maybe_int(1)? {
                    found.insert(row.array(0)?, (count, row.array(2)?));
                }
            }
        }
        Ok(found)
    }

    /// Writes the rows of one change. Digests of what was there are taken from what is there now.
    async fn change(
        &self,
        conn: &mut Conn,
        rows: &Rows,
        scope: &Scope,
        facts: &mut HashMap<Id, i64>,
        written: &mut Written,
    ) -> Result<(), Stop> {
        let me = self.controller;
        let touched: Vec<[u8; 16]> = rows
            .replace
            .iter()
            .map(|r| *r.id.as_bytes())
            .chain(rows.remove.iter().map(|id| *id.as_bytes()))
            .collect();
        let mut old = HashMap::with_capacity(touched.len());
        for chunk in touched.chunks(GROUP) {
            let mut args = vec![Arg::Int(me.0)];
            let list = in_list(2, chunk, &mut args);
            let rest = format!("FROM record WHERE controller = $1 AND id {list}");
            for row in conn.packed(&RECORD, &rest, &args).await?.rows() {
                let record = RecordRow::read(&row?)?;
                old.insert(record.id, record);
            }
        }
        for record in &rows.replace {
            let before = old
                .get(&record.id)
                .filter(|o| o.version + 1 == record.version && o.kind == record.kind)
                .ok_or(Stop::Moved)?;
            written.note(
                record_key(record.id),
                Some(before.digest(&self.digest, me)),
                Some(record.digest(&self.digest, me)),
            );
            conn.execute(
                "UPDATE record SET version = $3, dossier = $4, person = $5, account = $6, of_record = $7, due = $8, key = $9, \
                 sealed = $10 WHERE controller = $1 AND id = $2",
                &[
                    Arg::Int(me.0),
                    Arg::Bytes(record.id.as_bytes()),
                    Arg::Int(record.version),
                    maybe(&record.dossier),
                    maybe(&record.person),
                    maybe(&record.account),
                    maybe(&record.of),
                    Arg::MaybeInt(record.due),
                    Arg::Bytes(record.key.0.as_bytes()),
                    Arg::Bytes(&record.sealed),
                ],
            )
            .await?;
        }
        for id in &rows.remove {
            let before = old.get(id).ok_or(Stop::Moved)?;
            written.note(record_key(*id), Some(before.digest(&self.digest, me)), None);
            conn.execute(
                "DELETE FROM record WHERE controller = $1 AND id = $2",
                &[Arg::Int(me.0), Arg::Bytes(id.as_bytes())],
            )
            .await?;
        }
        for id in rows.remove.iter().chain(&rows.unfind) {
            let dropped = conn
                .rows(
                    "DELETE FROM finding WHERE controller = $1 AND record = $2 RETURNING kind, tag",
                    &[Arg::Int(me.0), Arg::Bytes(id.as_bytes())],
                )
                .await?;
            for row in dropped {
                let finding = FindingRow {
                    kind: row.text(0)?.to_owned(),
                    tag: row.bytes(1)?.to_vec(),
                    record: *id,
                };
                written.note(
                    finding_key(&finding),
                    Some(finding.digest(&self.digest, me)),
                    None,
                );
            }
        }
        let add: Vec<Vec<Arg<'_>>> = rows
            .add
            .iter()
            .map(|r| {
                written.note(record_key(r.id), None, Some(r.digest(&self.digest, me)));
                vec![
                    Arg::Int(me.0),
                    Arg::Bytes(r.id.as_bytes()),
                    Arg::Text(&r.kind),
                    Arg::Int(r.version),
                    maybe(&r.dossier),
                    maybe(&r.person),
                    maybe(&r.account),
                    maybe(&r.of),
                    Arg::MaybeInt(r.due),
                    Arg::Bytes(r.key.0.as_bytes()),
                    Arg::Bytes(&r.sealed),
                ]
            })
            .collect();
        let head = format!("INSERT INTO record (controller, {RECORD_COLUMNS}) VALUES");
        insert(conn, &head, 11, "", &add).await?;
        let found: Vec<Vec<Arg<'_>>> = rows
            .findings
            .iter()
            .map(|f| {
                written.note(finding_key(f), None, Some(f.digest(&self.digest, me)));
                vec![
                    Arg::Int(me.0),
                    Arg::Text(&f.kind),
                    Arg::Bytes(&f.tag),
                    Arg::Bytes(f.record.as_bytes()),
                ]
            })
            .collect();
        insert(
            conn,
            "INSERT INTO finding (controller, kind, tag, record) VALUES",
            4,
            "",
            &found,
        )
        .await?;
        let mut moved: Vec<Id> = scope.moves.clone();
        moved.sort_unstable();
        moved.dedup();
        let mut versions = Vec::with_capacity(moved.len());
        for thing in &moved {
            let before = facts.get(thing).copied();
            let now = before.unwrap_or(0) + 1;
            let old = before.map(|v| facts_digest(&self.digest, me, *thing, v));
            written.note(
                facts_key(*thing),
                old,
                Some(facts_digest(&self.digest, me, *thing, now)),
            );
            versions.push((*thing, now));
        }
        let upserts: Vec<Vec<Arg<'_>>> = versions
            .iter()
            .map(|(thing, version)| {
                vec![
                    Arg::Int(me.0),
                    Arg::Bytes(thing.as_bytes()),
                    Arg::Int(*version),
                ]
            })
            .collect();
        insert(
            conn,
            "INSERT INTO facts (controller, thing, version) VALUES",
            3,
            " ON CONFLICT (controller, thing) DO UPDATE SET version = excluded.version",
            &upserts,
        )
        .await?;
        facts.extend(versions);
        Ok(())
    }

    fn line(
        &self,
        index: usize,
        seq: i64,
        job: &mut Job,
        written: Written,
        heads: &HashMap<[u8; 16], (i64, Hash)>,
        previous: &Hash,
    ) -> Ready {
        let scope = &job.scope;
        let mut people: Vec<PersonId> = scope.concerns.clone();
        people.sort_unstable();
        people.dedup();
        let concerned: Vec<Concerned> = people
            .into_iter()
            .map(|person| {
                let (count, before) = heads.get(person.0.as_bytes()).copied().unwrap_or_default();
                Concerned {
                    person,
                    count: count + 1,
                    previous: before,
                }
            })
            .collect();
        let body = Body::new(scope, job.decided.clone(), job.done);
        let mut ready = Ready {
            job: index,
            seq,
            at: scope.at,
            request: *scope.request.0.as_bytes(),
            act: scope.act,
            dossier: scope.dossier.map(|d| *d.0.as_bytes()),
            account: *scope.actor.account.0.as_bytes(),
            // A struct of texts and numbers always serialises.
            body: serde_json::to_vec(&body).unwrap_or_default(),
            sealed: job.sealed.take(),
            persons: Concerned::pack_all(&concerned),
            concerned,
            written: written.packed,
            delta: written.delta.bytes(),
            hash: Hash::default(),
        };
        ready.hash = Hashed {
            controller: self.controller,
            seq,
            at: ready.at,
            request: &ready.request,
            act: ready.act,
            dossier: ready.dossier.as_ref().map(<[u8; 16]>::as_slice),
            account: Some(&ready.account),
            body: &ready.body,
            key: ready.sealed.as_ref().map(|s| s.key.0.as_bytes().as_slice()),
            sealed: ready.sealed.as_ref().map(|s| s.bytes.as_slice()),
            persons: &ready.persons,
            written: &ready.written,
            delta: &ready.delta,
        }
        .hash(previous);
        ready
    }

    async fn insert_lines(&self, conn: &mut Conn, ready: &[Ready]) -> Result<(), DbError> {
        let me = self.controller.0;
        let lines: Vec<Vec<Arg<'_>>> = ready
            .iter()
            .map(|l| {
                vec![
                    Arg::Int(me),
                    Arg::Int(l.seq),
                    Arg::Int(l.at),
                    Arg::Bytes(&l.request),
                    Arg::Text(l.act),
                    Arg::MaybeBytes(l.dossier.as_ref().map(<[u8; 16]>::as_slice)),
                    Arg::Bytes(&l.account),
                    Arg::Bytes(&l.body),
                    Arg::MaybeBytes(l.sealed.as_ref().map(|s| s.key.0.as_bytes().as_slice())),
                    Arg::MaybeBytes(l.sealed.as_ref().map(|s| s.bytes.as_slice())),
                    Arg::Bytes(&l.persons),
                    Arg::Bytes(&l.written),
                    Arg::Bytes(&l.delta),
                    Arg::Bytes(&l.hash),
                ]
            })
            .collect();
        insert(
            conn,
            "INSERT INTO line (controller, seq, at, request, act, dossier, account, body, key, sealed, persons, written, delta, \
             hash) VALUES",
            14,
            "",
            &lines,
        )
        .await?;
        let concerns: Vec<Vec<Arg<'_>>> = ready
            .iter()
            .flat_map(|l| l.concerned.iter().map(move |c| (l.seq, c)))
            .map(|(seq, c)| {
                vec![
                    Arg::Int(me),
                    Arg::Bytes(c.person.0.as_bytes()),
                    Arg::Int(c.count),
                    Arg::Int(seq),
                ]
            })
            .collect();
        insert(
            conn,
            "INSERT INTO concern (controller, person, count, seq) VALUES",
            4,
            "",
            &concerns,
        )
        .await
    }
}

/// Whether the head of a chain is one this program wrote; before the first line there is nothing to vouch for.
pub(crate) fn head_holds(
    digest: &DigestKey,
    controller: ControllerId,
    seq: i64,
    hash: &Hash,
    mac: &[u8],
) -> bool {
    if seq == 0 {
        return *hash == BEFORE_THE_FIRST;
    }
    bool::from(digest.head(controller, seq, hash).ct_eq(mac))
}

fn maybe(id: &Option<Id>) -> Arg<'_> {
    Arg::MaybeBytes(id.as_ref().map(|i| i.as_bytes().as_slice()))
}

/// Why one change stopped.
enum Stop {
    Moved,
    Database(DbError),
}

impl From<DbError> for Stop {
    fn from(error: DbError) -> Self {
        Self::Database(error)
    }
}

impl From<Stop> for LedgerError {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Moved => Self::Moved,
            Stop::Database(error) => Self::unwritten(&error),
        }
    }
}
