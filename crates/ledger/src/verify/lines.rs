//! The chain: is every line as it was written, and is none missing?

use super::rows::concern_digest;
use super::walk::{ON, Walk};
use super::{Check, Problem};
use crate::db::{Arg, DbError};
use crate::digest::Sum;
use crate::line::{BEFORE_THE_FIRST, Concerned, Hash, Hashed};
use crate::writer::head_holds;
use std::ops::ControlFlow;

/// What the rows add up to, by what the lines say.
pub(super) struct Sums {
    pub(super) records: Sum,
    pub(super) concern: Sum,
}

impl Check<'_> {
    /// Recomputes the hash of every line from the one before, up to the head of the chain. Gives what the rows add up to by
    /// what the lines say, or the first line that is not intact.
    pub(super) async fn lines(&mut self) -> Result<Result<Sums, Problem>, DbError> {
        let chain = self
            .conn
            .row(
                "SELECT seq, hash, mac FROM chain WHERE controller = $1",
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
        let (controller, digest) = (self.controller, self.digest);
        let wrong = |seq, what| Ok(ControlFlow::Break(Problem::at(seq, "line", what)));
        let found = self
            .each(Walk::lines(), |row| {
                seq += 1;
                if row.int(0)? != seq {
                    return wrong(seq, "this line is missing");
                }
                let hashed = Hashed {
                    controller,
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
                if hash != row.array::<32>(12)? {
                    return wrong(seq, "this line is not as it was written");
                }
                let Some(concerned) = Concerned::unpack_all(hashed.persons) else {
                    return wrong(seq, "the people of this line cannot be read");
                };
                for c in concerned {
                    let person = c.person.0.as_bytes();
                    let digest = concern_digest(digest, controller, person, c.count, seq);
                    sums.concern.add(&digest);
                }
                sums.records.plus(Sum::from_bytes(&row.array(11)?));
                previous = hash;
                ON
            })
            .await?;
        if let Some(mut problem) = found {
            problem.line.get_or_insert(seq);
            return Ok(Err(problem));
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
        if !head_holds(self.digest, self.controller, end, &head, chain.bytes(2)?) {
            let what = "the head of the chain was not written by this program";
            return Ok(Err(Problem::at(end, "chain", what)));
        }
        Ok(Ok(sums))
    }
}
