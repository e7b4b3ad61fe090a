//! Does a request stand in a line already? A request sent twice is one act, and after a lost COMMIT nobody is answered
//! before this is known.

use super::{Job, Place, Writer};
use crate::LedgerError;
use crate::db::{Arg, Conn, DbError, in_list};
use crate::line::{Body, reworded};
use regie_charter::{InputDigest, Scope};
use std::collections::HashMap;
use std::time::Duration;

/// A request that stands in a line.
#[derive(Clone, Copy)]
pub(super) struct Stands {
    pub(super) seq: i64,
    pub(super) input: Option<InputDigest>,
}

impl Stands {
    /// The answer to the same request once more: the line it has, unless it came with other words.
    pub(super) fn place(self, again: &Scope, repeated: bool) -> Result<Place, LedgerError> {
        if reworded(self.input, again.input) {
            return Err(LedgerError::Reworded);
        }
        Ok(Place {
            seq: self.seq,
            repeated,
        })
    }
}

impl Writer {
    /// Was it written all the same? Asked by request id until the database answers, for a while.
    pub(super) async fn after_failure(
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

    /// Which requests of the group stand in a line already.
    pub(super) async fn written_already(
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
}
