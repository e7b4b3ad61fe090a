//! Verifying: is every line as it was written, and does every row say what the lines say?
//!
//! Lines are read once and their hashes recomputed; rows are read once and their digests added up. Several connections that see
//! the same state share the work. Only when a sum is off are rows and lines compared one by one, in as many passes
//! as keep the memory bounded, to say which line and which row.

mod checkpoints;
mod lines;
mod readers;
mod rows;
mod walk;
mod which;

use crate::checkpoint::Checkpoint;
use crate::db::{Db, DbError, SCHEMA};
use crate::digest::DigestKey;
use ed25519_dalek::VerifyingKey;
use readers::Reader;
use regie_terms::ControllerId;
use serde::Serialize;
use std::sync::Arc;

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

/// Verifies one controller's chain and rows, all as they were at one moment.
///
/// `key` checks checkpoints; `outside` are checkpoints kept outside the database.
///
/// # Errors
/// [`DbError`] when the database cannot be read; what is wrong with its content is in the report.
pub async fn verify(
    db: &Db,
    controller: ControllerId,
    digest: &Arc<DigestKey>,
    key: &VerifyingKey,
    outside: &[Checkpoint],
) -> Result<Report, DbError> {
    let (reader, others) = readers::open(db, controller, digest).await?;
    let mut check = Check {
        reader,
        others,
        report: Report::default(),
    };
    let result = check.all(key, outside).await;
    let Check {
        reader,
        others,
        report,
    } = check;
    for mut reader in std::iter::once(reader).chain(others) {
        // What was found stands, also where a connection ends badly.
        if reader.conn.plain("COMMIT").await.is_err() {
            reader.conn.discard();
        }
    }
    result.map(|problem| Report { problem, ..report })
}

struct Check {
    /// Reads what is read by one.
    reader: Reader,
    /// Sees the same state, and takes part where work is shared.
    others: Vec<Reader>,
    report: Report,
}

impl Check {
    async fn all(
        &mut self,
        key: &VerifyingKey,
        outside: &[Checkpoint],
    ) -> Result<Option<Problem>, DbError> {
        let schema = self
            .reader
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
        let Some(head) = self.reader.head().await? else {
            return Ok(Some(Problem {
                line: None,
                table: "chain",
                what: "the head of the chain is gone".to_owned(),
            }));
        };
        let read = self.read(head.seq).await?;
        let sums = match self.lines(&head, &read) {
            Ok(sums) => sums,
            Err(problem) => return Ok(Some(problem)),
        };
        if let Some(problem) = self.rows(&sums, &read).await? {
            return Ok(Some(problem));
        }
        self.checkpoints(key, outside).await
    }
}
