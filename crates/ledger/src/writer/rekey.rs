//! Sealing anew what lies under a key that is left, and keeping everything out from under it afterwards.

use super::change::{Stop, put_over};
use super::known::Known;
use super::{GROUP, Job, Writer};
use crate::db::{Arg, Col, Conn, DbError, in_list};
use crate::row::{RECORD, RETIRED, RecordRow, Rekey, Rows, Which, Written, record_key};
use regie_terms::{Id, KeyId};

/// Whether it is the key of a file: the fixed ones are never retired.
fn of_a_file(key: &KeyId) -> bool {
    key.0.as_bytes().iter().take(15).any(|byte| *byte != 0)
}

impl Writer {
    /// Seals every row anew that lies under the key, one after the other. The lock of the chain is held: what lies there now is all that ever will.
    pub(super) async fn rekey(
        &self,
        conn: &mut Conn,
        rekey: &Rekey,
        written: &mut Written,
    ) -> Result<(), Stop> {
        let me = self.controller;
        let id = [Col::Bytes("id")];
        let mut args = vec![
            Arg::Int(me.0),
            Arg::Bytes(rekey.from.0.as_bytes()),
            Arg::Bytes(rekey.dossier.as_bytes()),
        ];
        let mut ids: Vec<[u8; 16]> = Vec::new();
        let rest = "FROM record WHERE controller = $1 AND key = $2 AND dossier = $3";
        for row in conn.packed(&id, rest, &args).await?.rows() {
            ids.push(row?.array(0)?);
        }
        match &rekey.which {
            Which::All => {}
            Which::Only(these) => ids.retain(|id| these.iter().any(|t| t.as_bytes() == id)),
            Which::Exactly(these) => {
                if ids.iter().any(|id| !these.contains(&Id::from_bytes(*id))) {
                    return Err(Stop::Moved);
                }
            }
        }
        args.truncate(2);
        for kind in rekey.loose {
            let mut args = args.clone();
            args.push(Arg::Text(kind));
            let rest =
                "FROM record WHERE controller = $1 AND key = $2 AND dossier IS NULL AND kind = $3";
            for row in conn.packed(&id, rest, &args).await?.rows() {
                ids.push(row?.array(0)?);
            }
        }
        for id in ids {
            let args = [Arg::Int(me.0), Arg::Bytes(&id)];
            let rest = "FROM record WHERE controller = $1 AND id = $2";
            let found = conn.packed(&RECORD, rest, &args).await?;
            let row = found.rows().next().ok_or(Stop::Moved)??;
            let before = RecordRow::read(&row)?;
            let (known, old) = (
                (before.id, before.version + 1),
                before.digest(&self.digest, me),
            );
            let after = (rekey.anew)(before).ok_or(Stop::Sealed)?;
            if (after.id, after.version) != known || !rekey.to.contains(&after.key) {
                return Err(Stop::Sealed);
            }
            written.note(
                record_key(after.id),
                Some(old),
                Some(after.digest(&self.digest, me)),
            );
            put_over(conn, me, &after).await?;
        }
        Ok(())
    }

    /// Reads which of the keys that a group writes under are retired, those not known yet.
    pub(super) async fn keys(
        &self,
        conn: &mut Conn,
        group: &[Job],
        known: &mut Known,
    ) -> Result<(), DbError> {
        let mut ids: Vec<[u8; 16]> = group
            .iter()
            .flat_map(keys_of)
            .filter(|key| of_a_file(key) && !known.keys.contains_key(key))
            .map(|key| *key.0.as_bytes())
            .collect();
        ids.sort_unstable();
        ids.dedup();
        for chunk in ids.chunks(GROUP) {
            let mut args = vec![Arg::Int(self.controller.0), Arg::Text(RETIRED)];
            let list = in_list(3, chunk, &mut args);
            let rest = format!("FROM record WHERE controller = $1 AND kind = $2 AND id {list}");
            for row in conn.packed(&[Col::Bytes("id")], &rest, &args).await?.rows() {
                let id = Id::from_bytes(row?.array(0)?);
                known.keys.insert(KeyId(id), true);
            }
        }
        for id in ids {
            known.keys.entry(KeyId(Id::from_bytes(id))).or_insert(false);
        }
        Ok(())
    }
}

/// The keys that what a job writes lies under, its line among it.
fn keys_of(job: &Job) -> impl Iterator<Item = KeyId> {
    let rows = job.rows.iter().flat_map(Rows::keys);
    rows.chain(job.sealed.as_ref().map(|sealed| sealed.key))
}

impl Known {
    /// Whether a job would write something under a key that is retired.
    pub(super) fn retired(&self, job: &Job) -> bool {
        keys_of(job).any(|key| self.keys.get(&key).copied().unwrap_or(false))
    }

    /// What a change retired.
    pub(super) fn retire(&mut self, rows: &Rows) {
        let retired = rows.add.iter().filter(|row| row.kind == RETIRED);
        self.keys.extend(retired.map(|row| (KeyId(row.id), true)));
    }
}
