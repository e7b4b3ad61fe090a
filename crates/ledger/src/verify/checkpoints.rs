//! What was signed: does it still stand?

use super::readers::Reader;
use super::{Check, Problem};
use crate::checkpoint::{Checkpoint, Head, Tip};
use crate::db::{Arg, DbError};
use crate::map::map_root;
use data_encoding::HEXLOWER;
use ed25519_dalek::VerifyingKey;

impl Check {
    /// Checks every checkpoint, those in the database and those kept `outside`, and the map of people that the last one signed.
    pub(super) async fn checkpoints(
        &mut self,
        key: &VerifyingKey,
        outside: &[Checkpoint],
    ) -> Result<Option<Problem>, DbError> {
        let Reader {
            conn,
            controller,
            digest,
        } = &mut self.reader;
        let controller = *controller;
        let rows = conn
            .rows("SELECT sealed FROM record WHERE controller = $1 AND kind = 'checkpoint' AND dossier IS NULL", &[Arg::Int(
                controller.0,
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
        let mut latest: Option<(&Tip, Head)> = None;
        for checkpoint in &all {
            let Some(head) = checkpoint.verified(key) else {
                return Ok(Some(Problem {
                    line: None,
                    table: "record",
                    what: "a checkpoint is not signed by this key".to_owned(),
                }));
            };
            if head.controller != controller
                || head.database != HEXLOWER.encode(&digest.database(controller))
            {
                return Ok(Some(Problem {
                    line: None,
                    table: "record",
                    what: "a checkpoint of another database".to_owned(),
                }));
            }
            let tip = &checkpoint.tip;
            let line = conn
                .row(
                    "SELECT hash FROM line WHERE controller = $1 AND seq = $2",
                    &[Arg::Int(controller.0), Arg::Int(tip.seq)],
                )
                .await?;
            match line {
                Some(row) if HEXLOWER.encode(row.bytes(0)?) == tip.hash => {}
                Some(_) => {
                    return Ok(Some(Problem::at(
                        tip.seq,
                        "line",
                        "a checkpoint signed another line here",
                    )));
                }
                None if tip.seq == 0 => {}
                None => {
                    let what = format!(
                        "lines up to {} were signed in a checkpoint and are gone",
                        tip.seq
                    );
                    return Ok(Some(Problem::at(self.report.lines + 1, "line", what)));
                }
            }
            self.report.checkpoints += 1;
            if latest.as_ref().is_none_or(|(l, _)| l.seq < tip.seq) {
                latest = Some((tip, head));
            }
        }
        if let Some((tip, head)) = latest {
            let (people, root) = map_root(conn, controller, tip.seq).await?;
            if people != tip.people || HEXLOWER.encode(&root) != head.map {
                return Ok(Some(Problem::at(
                    tip.seq,
                    "concern",
                    "the map of people is not the one signed",
                )));
            }
        }
        Ok(None)
    }
}
