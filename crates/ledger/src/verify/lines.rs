//! The chain: is every line as it was written, and is none missing?

use super::readers::{Piece, Read, Reader};
use super::rows::concern_digest;
use super::walk::{ON, Walk};
use super::{Check, Problem};
use crate::db::{Arg, DbError};
use crate::digest::Sum;
use crate::line::{BEFORE_THE_FIRST, Concerned, Hash, Hashed};
use crate::list::Told;
use crate::writer::head_holds;
use std::ops::ControlFlow;

/// What the rows add up to, by what the lines say.
#[derive(Default)]
pub(super) struct Sums {
    pub(super) records: Sum,
    pub(super) concern: Sum,
}

/// The head of the chain as it is stored.
#[derive(PartialEq, Eq)]
pub(super) struct Head {
    pub(super) seq: i64,
    hash: Hash,
    mac: Vec<u8>,
}

impl Reader {
    /// The head of the chain; `None` when it is gone.
    pub(super) async fn head(&mut self) -> Result<Option<Head>, DbError> {
        let chain = self
            .conn
            .row(
                "SELECT seq, hash, mac FROM chain WHERE controller = $1",
                &[Arg::Int(self.controller.0)],
            )
            .await?;
        chain
            .map(|chain| {
                Ok(Head {
                    seq: chain.int(0)?,
                    hash: chain.array(1)?,
                    mac: chain.bytes(2)?.to_vec(),
                })
            })
            .transpose()
    }

    /// Recomputes the hash of the lines after `after`, each from the one before, and adds up what they say of rows. That the line
    /// `after` itself is as it was written is found out where it is among the lines, and that it is the same one where the pieces are
    /// put together.
    pub(super) async fn lines(&mut self, after: i64, upto: Option<i64>) -> Result<Read, DbError> {
        let before = self
            .conn
            .row(
                "SELECT hash FROM line WHERE controller = $1 AND seq = $2",
                &[Arg::Int(self.controller.0), Arg::Int(after)],
            )
            .await?;
        // Nothing stands before the first line, whatever a row says.
        let before = before.filter(|_| after > 0);
        let mut previous = before
            .and_then(|row| row.array(0).ok())
            .unwrap_or(BEFORE_THE_FIRST);
        let mut read = Read::new(Piece::Lines(after, upto));
        read.first = previous;
        let mut seq = after;
        let (controller, digest) = (self.controller, self.digest.clone());
        let wrong = |seq, what| Ok(ControlFlow::Break(Problem::at(seq, "line", what)));
        let found = self
            .each(Walk::lines(after, upto), |row| {
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
                if !concerned.is_empty() {
                    let wrote = !hashed.written.is_empty();
                    let told = Told::read(hashed.at, hashed.act, hashed.body, wrote);
                    let Some(told) = told else {
                        return wrong(seq, "the open part of this line cannot be read");
                    };
                    for c in concerned {
                        let link = c.link(controller, &told);
                        let person = c.person.0.as_bytes();
                        let place = (person.as_slice(), c.count, seq);
                        read.concern
                            .add(&concern_digest(&digest, controller, place, &link));
                    }
                }
                read.records.plus(Sum::from_bytes(&row.array(11)?));
                previous = hash;
                ON
            })
            .await?;
        read.found = found.map(|mut problem| {
            problem.line.get_or_insert(seq);
            problem
        });
        read.count = seq - after;
        read.last = previous;
        Ok(read)
    }
}

/// What all lines together come to.
struct Chain {
    seq: i64,
    hash: Hash,
    sums: Sums,
}

/// Puts the pieces of the chain together, in their order; or gives the first line that is not intact.
fn joined(read: &[Read]) -> Result<Chain, Problem> {
    let mut chain = Chain {
        seq: 0,
        hash: BEFORE_THE_FIRST,
        sums: Sums::default(),
    };
    for part in read {
        let Piece::Lines(after, _) = part.piece else {
            continue;
        };
        if part.count == 0 && part.found.is_none() {
            continue;
        }
        // The piece before this one came to its end too early.
        if after != chain.seq {
            let missing = chain.seq + 1;
            return Err(Problem::at(missing, "line", "this line is missing"));
        }
        // Two pieces that read the line between them otherwise do not follow each other, whatever each of them is by itself.
        if part.first != chain.hash {
            let what = "this line is not as it was written";
            return Err(Problem::at(after + 1, "line", what));
        }
        if let Some(problem) = &part.found {
            return Err(problem.clone());
        }
        chain.seq += part.count;
        chain.hash = part.last;
        chain.sums.records.plus(part.records);
        chain.sums.concern.plus(part.concern);
    }
    Ok(chain)
}

impl Check {
    /// Holds the lines against the head of the chain. Gives what the rows add up to by what the lines say, or the first line that
    /// is not intact.
    pub(super) fn lines(&mut self, head: &Head, read: &[Read]) -> Result<Sums, Problem> {
        let Chain { seq, hash, sums } = joined(read)?;
        self.report.lines = seq;
        if head.seq != seq || head.hash != hash {
            let what = if head.seq > seq {
                "lines after this one were removed"
            } else {
                "the head of the chain says something else"
            };
            return Err(Problem::at(seq.min(head.seq) + 1, "chain", what));
        }
        let (controller, digest) = (self.reader.controller, &self.reader.digest);
        if !head_holds(digest, controller, head.seq, &head.hash, &head.mac) {
            let what = "the head of the chain was not written by this program";
            return Err(Problem::at(head.seq, "chain", what));
        }
        Ok(sums)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(after: i64, upto: i64, count: i64) -> Read {
        Read {
            count,
            first: [u8::try_from(after).unwrap_or_default(); 32],
            last: [u8::try_from(after + count).unwrap_or_default(); 32],
            ..Read::new(Piece::Lines(after, Some(upto)))
        }
    }

    fn wrong(read: Read, line: i64) -> Read {
        let found = Some(Problem::at(
            line,
            "line",
            "this line is not as it was written",
        ));
        Read { found, ..read }
    }

    fn problem(read: &[Read]) -> Option<(Option<i64>, String)> {
        joined(read).err().map(|p| (p.line, p.what))
    }

    #[test]
    fn pieces_that_follow_each_other_are_one_chain() {
        let read = [
            Read::new(Piece::Concern),
            Read::new(Piece::Rows),
            piece(0, 10, 10),
            piece(10, 20, 10),
            piece(20, 30, 4),
        ];
        let chain = joined(&read).map(|chain| (chain.seq, chain.hash)).ok();
        assert_eq!(chain, Some((24, [24; 32])));
        assert_eq!(joined(&[]).map(|chain| chain.seq).ok(), Some(0));
    }

    #[test]
    fn a_line_gone_at_the_end_of_a_piece_is_the_first_that_is_missing() {
        let missing = |line| Some((Some(line), "this line is missing".to_owned()));
        let next = [piece(0, 10, 9), wrong(piece(10, 20, 0), 11)];
        assert_eq!(problem(&next), missing(10));
        let far = [
            piece(0, 10, 7),
            piece(10, 20, 0),
            wrong(piece(20, 30, 3), 21),
        ];
        assert_eq!(problem(&far), missing(8));
        let none_at_all = [piece(0, 10, 0), wrong(piece(10, 20, 0), 11)];
        assert_eq!(problem(&none_at_all), missing(1));
    }

    #[test]
    fn lines_gone_from_the_end_leave_a_shorter_chain() {
        let read = [piece(0, 10, 10), piece(10, 20, 3), piece(20, 30, 0)];
        assert_eq!(joined(&read).map(|chain| chain.seq).ok(), Some(13));
    }

    #[test]
    fn pieces_that_read_the_line_between_them_otherwise_are_no_chain() {
        let twin = Read {
            first: [99; 32],
            ..piece(10, 20, 10)
        };
        let told = Some((Some(11), "this line is not as it was written".to_owned()));
        assert_eq!(problem(&[piece(0, 10, 10), twin]), told);
    }

    #[test]
    fn the_first_of_several_problems_is_told() {
        let read = [
            piece(0, 10, 10),
            wrong(piece(10, 20, 2), 13),
            wrong(piece(20, 30, 0), 21),
        ];
        let told = Some((Some(13), "this line is not as it was written".to_owned()));
        assert_eq!(problem(&read), told);
    }
}
