//! One group in one transaction: what every line depends on is read under the lock of the chain, then each is written after
//! the other.

use super::change::Stop;
use super::known::Known;
use super::line::Ready;
use super::stands::Stands;
use super::{GROUP, Job, Place, Writer, head_holds};
use crate::LedgerError;
use crate::db::{Arg, Col, Conn, DbError, in_list, value_list};
use crate::line::Hash;
use crate::row::Written;
use regie_terms::Id;
use std::collections::HashMap;

/// What stands before the first change of a group.
const FIRST: &str = "SAVEPOINT one";
/// What stands between two changes: the savepoint of the one before, kept or gone back to, makes way on the same trip to the database.
const NEXT: &str = "RELEASE SAVEPOINT one; SAVEPOINT one";

impl Writer {
    /// Writes a group, a savepoint each, and commits. Gives for each whether it was written; an error undoes the whole group.
    pub(super) async fn transaction(
        &self,
        conn: &mut Conn,
        group: &mut [Job],
        known: &mut Known,
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
        known.at(seq, &previous);
        self.facts(conn, group, known).await?;
        self.heads(conn, group, known).await?;
        self.keys(conn, group, known).await?;

        let mut results: Vec<Result<Place, LedgerError>> = Vec::with_capacity(group.len());
        let mut ready: Vec<Ready> = Vec::with_capacity(group.len());
        let mut seen: HashMap<[u8; 16], Stands> = repeated;
        let mut savepoint = FIRST;
        for (index, job) in group.iter_mut().enumerate() {
            if let Some(stands) = seen.get(job.scope.request.0.as_bytes()) {
                results.push(stands.place(&job.scope, true));
                continue;
            }
            if job.done
                && job.scope.facts.iter().any(|(thing, version)| {
                    known.facts.get(thing).copied().flatten().unwrap_or(0) != *version
                })
            {
                results.push(Err(LedgerError::Moved));
                continue;
            }
            // What was sealed under a key that is left since is sealed again, under the one that took its place.
            if known.retired(job) {
                results.push(Err(LedgerError::Moved));
                continue;
            }
            // Of two that lay the first stone at once, one did.
            if job.done && job.scope.act == crate::FOUND && seq > 0 {
                results.push(Err(LedgerError::Moved));
                continue;
            }
            let mut written = Written::default();
            if let Some(rows) = job.rows.take() {
                conn.plain(savepoint).await?;
                savepoint = NEXT;
                match self
                    .change(conn, &rows, &job.scope, &mut known.facts, &mut written)
                    .await
                {
                    Ok(()) => known.retire(&rows),
                    Err(Stop::Database(error @ (DbError::Unreachable(_) | DbError::Full(_)))) => {
                        return Err(error);
                    }
                    Err(stop) => {
                        conn.plain("ROLLBACK TO SAVEPOINT one").await?;
                        results.push(Err(stop.into()));
                        continue;
                    }
                }
            }
            seq += 1;
            let line = self.line(index, seq, job, written, &known.heads, &previous);
            previous = line.hash;
            for c in &line.concerned {
                known
                    .heads
                    .insert(*c.person.0.as_bytes(), (c.count, line.hash));
            }
            let input = job.scope.input;
            seen.insert(line.request, Stands { seq, input });
            results.push(Ok(Place {
                seq,
                repeated: false,
            }));
            ready.push(line);
        }
        if savepoint == NEXT {
            conn.plain("RELEASE SAVEPOINT one").await?;
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
        known.left(seq, &previous);
        debug_assert!(ready.iter().all(|l| l.job < group.len()));
        Ok(results)
    }

    /// The version of everything that was judged on or moves.
    async fn facts(
        &self,
        conn: &mut Conn,
        group: &[Job],
        known: &mut Known,
    ) -> Result<(), DbError> {
        let ids = known.unknown_facts(group);
        for chunk in ids.chunks(GROUP) {
            let mut args = vec![Arg::Int(self.controller.0)];
            let list = in_list(2, chunk, &mut args);
            let rest = format!("FROM facts WHERE controller = $1 AND thing {list}");
            let columns = [Col::Bytes("thing"), Col::Int("version")];
            for row in conn.packed(&columns, &rest, &args).await?.rows() {
                let row = row?;
                let (thing, version) = (Id::from_bytes(row.array(0)?), row.int(1)?);
                known.facts.insert(thing, Some(version));
            }
        }
        for id in ids {
            known.facts.entry(Id::from_bytes(id)).or_default();
        }
        Ok(())
    }

    /// The last count and line hash of every person concerned.
    async fn heads(
        &self,
        conn: &mut Conn,
        group: &[Job],
        known: &mut Known,
    ) -> Result<(), DbError> {
        let ids = known.unknown_people(group);
        for chunk in ids.chunks(GROUP) {
            let mut args = vec![Arg::Int(self.controller.0)];
            let list = value_list(2, chunk, &mut args);
            // Each person costs three look-ups however long their own list is. Nested, because a join either database is free to
            // turn round, and then it walks the whole ledger as soon as the list is longer than some thirty people; materialised,
            // because SQLite would look up once more for each mention of a column.
            let rest = format!(
                "FROM (WITH head AS MATERIALIZED (SELECT p.column1 AS person, \
                 (SELECT MAX(c.count) FROM concern c WHERE c.controller = $1 AND c.person = p.column1) AS count, \
                 (SELECT l.hash FROM line l WHERE l.controller = $1 AND l.seq = \
                   (SELECT c.seq FROM concern c WHERE c.controller = $1 AND c.person = p.column1 ORDER BY c.count DESC LIMIT 1)) AS hash \
                 FROM (VALUES {list}) AS p) SELECT person, count, hash FROM head) AS heads"
            );
            let columns = [Col::Bytes("person"), Col::Int("count"), Col::Bytes("hash")];
            for row in conn.packed(&columns, &rest, &args).await?.rows() {
                let row = row?;
                if let Some(count) = row.maybe_int(1)? {
                    known.heads.insert(row.array(0)?, (count, row.array(2)?));
                }
            }
        }
        for id in ids {
            known.heads.entry(id).or_default();
        }
        Ok(())
    }
}
