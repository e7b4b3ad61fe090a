//! The rows of one change.

use super::{GROUP, Writer};
use crate::LedgerError;
use crate::db::{Arg, Conn, DbError, in_list};
use crate::row::{
    FindingRow, RECORD, RECORD_COLUMNS, RecordRow, Rows, Written, facts_digest, facts_key,
    finding_key, insert, record_key,
};
use regie_charter::Scope;
use regie_terms::{ControllerId, Id};
use std::collections::{HashMap, HashSet};

impl Writer {
    /// Writes the rows of one change. Digests of what was there are taken from what is there now.
    pub(super) async fn change(
        &self,
        conn: &mut Conn,
        rows: &Rows,
        scope: &Scope,
        facts: &mut HashMap<Id, Option<i64>>,
        written: &mut Written,
    ) -> Result<(), Stop> {
        let me = self.controller;
        let touched: Vec<[u8; 16]> = rows
            .replace
            .iter()
            .map(|r| *r.id.as_bytes())
            .chain(rows.remove.iter().map(|id| *id.as_bytes()))
            .collect();
        // What was there before counts once: a row taken over twice would no longer add up to what its line says.
        let mut once = HashSet::with_capacity(touched.len());
        if !touched.iter().all(|id| once.insert(id)) {
            return Err(DbError::Other("one change writes a row twice".to_owned()).into());
        }
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
            put_over(conn, me, record).await?;
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
            let before = facts.get(thing).copied().flatten();
            let now = before.unwrap_or(0) + 1;
            let old = before.map(|v| facts_digest(&self.digest, me, *thing, v));
            written.note(
                facts_key(*thing),
                old,
                Some(facts_digest(&self.digest, me, *thing, now)),
            );
            versions.push((*thing, now));
        }
        for rekey in &rows.rekey {
            self.rekey(conn, rekey, written).await?;
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
        facts.extend(
            versions
                .into_iter()
                .map(|(thing, version)| (thing, Some(version))),
        );
        Ok(())
    }
}

/// Writes the next version of a row over the one that is there.
pub(super) async fn put_over(
    conn: &mut Conn,
    me: ControllerId,
    record: &RecordRow,
) -> Result<(), DbError> {
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
    Ok(())
}

fn maybe(id: &Option<Id>) -> Arg<'_> {
    Arg::MaybeBytes(id.as_ref().map(|i| i.as_bytes().as_slice()))
}

/// Why one change stopped.
pub(super) enum Stop {
    Moved,
    /// A row that is to be sealed anew does not open.
    Sealed,
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
            Stop::Sealed => {
                Self::Unwritten("a row under the key that is left does not open".to_owned())
            }
            Stop::Database(error) => Self::unwritten(&error),
        }
    }
}
