//! The one writer: takes what is waiting, writes all lines and the changes that belong to them in one transaction with one
//! flush, then answers all.
//!
//! Each change has a savepoint of its own, so a bad one fails alone. When the COMMIT itself is lost, the request ids
//! are looked up before anybody is answered. On PostgreSQL several programs may write to one
//! database: the chain's row is locked first, and everything a line depends on is read under that lock.

mod change;
mod group;
mod known;
mod line;
mod rekey;
mod stands;

use crate::LedgerError;
use crate::db::{Db, DbError};
use crate::digest::DigestKey;
use crate::line::{BEFORE_THE_FIRST, Hash, Sealed};
use crate::row::Rows;
use known::Known;
use regie_charter::{Decided, Scope};
use regie_terms::ControllerId;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
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

pub(crate) struct Writer {
    pub db: Db,
    pub controller: ControllerId,
    pub digest: Arc<DigestKey>,
    /// Set while the last group could not be written because of the database.
    pub failing: Arc<AtomicBool>,
}

impl Writer {
    /// Runs until every sender is gone.
    pub async fn run(self, mut jobs: mpsc::Receiver<Job>) {
        let mut group = Vec::with_capacity(GROUP);
        let mut known = Known::default();
        while jobs.recv_many(&mut group, GROUP).await > 0 {
            self.write(std::mem::take(&mut group), &mut known).await;
        }
    }

    async fn write(&self, mut group: Vec<Job>, known: &mut Known) {
        let results = match self.attempt(&mut group, known).await {
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

    async fn attempt(
        &self,
        group: &mut [Job],
        known: &mut Known,
    ) -> Result<Vec<Result<Place, LedgerError>>, DbError> {
        let mut conn = self.db.writer().await?;
        let result = self.transaction(&mut conn, group, known).await;
        if result.is_err() {
            // It may say what was undone.
            *known = Known::default();
        }
        let lost = matches!(result, Err(DbError::Unreachable(_)));
        if lost || (result.is_err() && conn.plain("ROLLBACK").await.is_err()) {
            conn.discard();
        }
        result
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
