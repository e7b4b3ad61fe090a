//! Making a proof from the newest checkpoint.

use super::{LaterLine, ProofLine, Step};
use crate::checkpoint::{Checkpoint, Head, Signed};
use crate::db::{Arg, DbError, Row};
use crate::line::Concerned;
use crate::list::Told;
use crate::{Ledger, LedgerError};
use data_encoding::HEXLOWER;
use regie_terms::PersonId;

/// How many lines are read at a time.
const PAGE: i64 = 512;

/// What a proof is made of, but for its words.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The signed head.
    pub checkpoint: Signed,
    /// The way up.
    pub path: Vec<Step>,
    /// The lines it covers.
    pub lines: Vec<ProofLine>,
    /// Those it does not cover yet.
    pub later: Vec<LaterLine>,
}

impl Ledger {
    /// What a proof of a person's list is made of, by a checkpoint that was found to be signed. `None` when the checkpoint has no line of theirs.
    ///
    /// # Errors
    /// [`LedgerError::Database`] when something cannot be read, or is not as it was signed: then `regie ledger verify` says what.
    pub async fn proof_of(
        &self,
        person: PersonId,
        (checkpoint, head): &(Checkpoint, Head),
    ) -> Result<Option<Parts>, LedgerError> {
        let mut conn = self.db().reader().await?;
        let map = self.map(&mut conn, checkpoint.tip.seq).await?;
        drop(conn);
        if HEXLOWER.encode(&map.root()) != head.map {
            let what = "the map of people is not the one signed; run `regie ledger verify`";
            return Err(DbError::Other(what.to_owned()).into());
        }
        let Some((count, path)) = map.path(person.0.as_bytes()) else {
            return Ok(None);
        };
        let (mut lines, mut later) = (Vec::new(), Vec::new());
        let mut after = 0;
        loop {
            let rows = self.told_after(person, after).await?;
            let Some(last) = rows.last() else { break };
            after = last.count;
            for row in rows {
                if row.count <= count {
                    lines.push(row.line);
                } else {
                    let ProofLine { at, who, what, .. } = row.line;
                    later.push(LaterLine { at, who, what });
                }
            }
        }
        let step = |(side, hash): (_, [u8; 32])| Step {
            side,
            hash: HEXLOWER.encode(&hash),
        };
        Ok(Some(Parts {
            checkpoint: checkpoint.signed.clone(),
            path: path.into_iter().map(step).collect(),
            lines,
            later,
        }))
    }

    async fn told_after(&self, person: PersonId, after: i64) -> Result<Vec<Numbered>, LedgerError> {
        let sql = "SELECT c.count, l.at, l.act, l.body, CAST(OCTET_LENGTH(l.written) AS BIGINT), l.persons \
             FROM concern c JOIN line l ON l.controller = c.controller AND l.seq = c.seq \
             WHERE c.controller = $1 AND c.person = $2 AND c.count > $3 ORDER BY c.count LIMIT $4";
        let args = [
            Arg::Int(self.controller().0),
            Arg::Bytes(person.0.as_bytes()),
            Arg::Int(after),
            Arg::Int(PAGE),
        ];
        let rows = self.db().rows(sql, &args).await?;
        let read = rows.iter().map(|row| numbered(person, row));
        read.collect::<Result<_, DbError>>().map_err(Into::into)
    }
}

/// A line with its number in the list.
struct Numbered {
    count: i64,
    line: ProofLine,
}

fn numbered(person: PersonId, row: &Row) -> Result<Numbered, DbError> {
    let count = row.int(0)?;
    let at = row.int(1)?;
    let told = Told::read(at, row.text(2)?, row.bytes(3)?, row.int(4)? > 0);
    let told = told.ok_or(DbError::Column(3))?;
    let concerned = Concerned::unpack_all(row.bytes(5)?).ok_or(DbError::Column(5))?;
    let mine = concerned
        .iter()
        .find(|c| c.person == person && c.count == count)
        .ok_or(DbError::Column(5))?;
    Ok(Numbered {
        count,
        line: ProofLine {
            at,
            who: told.who,
            what: told.what,
            salt: HEXLOWER.encode(&mine.salt),
        },
    })
}
