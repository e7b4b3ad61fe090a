//! Whether the ledger can do its work, for whoever watches it.

use crate::db::Arg;
use crate::{Ledger, LedgerError};
use std::sync::atomic::Ordering;

impl Ledger {
    /// Whether the database answers and takes lines. Only when the last line could not be written something is written to find
    /// out, as large as lines are together, in the table that no line vouches for; otherwise whoever watches would wait for
    /// work to succeed, and the work for whoever watches.
    ///
    /// # Errors
    /// [`LedgerError::Database`] when it does not.
    pub async fn works(&self) -> Result<(), LedgerError> {
        let db = &self.inner.db;
        self.length().await?;
        db.takes_writes().await?;
        if !self.inner.failing.load(Ordering::Relaxed) {
            return Ok(());
        }
        let me = Arg::Int(self.inner.controller.0);
        let token = Arg::Bytes(b"whether it can be written");
        db.execute(
            "INSERT INTO session (controller, token, kind, at, until, body) VALUES ($1, $2, 'try', 0, 0, $3) \
             ON CONFLICT (controller, token) DO UPDATE SET body = excluded.body",
            &[me, token, Arg::Bytes(&[0; 64 * 1024])],
        )
        .await?;
        db.execute(
            "DELETE FROM session WHERE controller = $1 AND token = $2",
            &[me, token],
        )
        .await?;
        self.inner.failing.store(false, Ordering::Relaxed);
        Ok(())
    }
}
