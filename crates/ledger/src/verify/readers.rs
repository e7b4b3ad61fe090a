//! Connections that see the same state, and the work they share.

use super::lines::Head;
use super::{Check, Problem};
use crate::db::{Conn, Db, DbError};
use crate::digest::{DigestKey, Sum};
use crate::line::{BEFORE_THE_FIRST, Hash};
use regie_terms::ControllerId;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::task::JoinSet;

/// The most connections that one verification takes.
const MOST: usize = 4;

/// How often it is tried to see the same state from a further connection, while others go on writing.
const TRIES: u8 = 20;

/// The fewest lines that are worth a piece of their own.
const PIECE: i64 = 4096;

/// One connection in a snapshot.
pub(super) struct Reader {
    pub(super) conn: Conn,
    pub(super) controller: ControllerId,
    pub(super) digest: Arc<DigestKey>,
}

/// A reader, and others that see the same state as far as they can be had: one for every core and one more, since each waits
/// for the database in between.
pub(super) async fn open(
    db: &Db,
    controller: ControllerId,
    digest: &Arc<DigestKey>,
) -> Result<(Reader, Vec<Reader>), DbError> {
    let reader = |conn| Reader {
        conn,
        controller,
        digest: digest.clone(),
    };
    let mut first = reader(db.reader().await?);
    let mut others = Vec::new();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    while others.len() < cores.min(MOST - 1) {
        // Connections are not waited for: whoever else verifies may be waiting for these.
        let Ok(Ok(conn)) = tokio::time::timeout(Duration::from_secs(1), db.reader()).await else {
            break;
        };
        others.push(reader(conn));
    }
    // What is verified changes only together with the head of the chain: where that is the same, everything is.
    match together(&mut first, &mut others).await {
        Ok(true) => Ok((first, others)),
        Ok(false) => {
            first.begin().await?;
            Ok((first, Vec::new()))
        }
        Err(error) => {
            // One that may still be in the middle of a snapshot goes back to nobody.
            for reader in std::iter::once(first).chain(others) {
                reader.conn.discard();
            }
            Err(error)
        }
    }
}

/// Begins a snapshot in each; whether all of them see the same state. Where they do not, none is left in one.
async fn together(first: &mut Reader, others: &mut [Reader]) -> Result<bool, DbError> {
    for _ in 0..TRIES {
        let head = first.begin().await?;
        let mut same = true;
        for other in &mut *others {
            same &= other.begin().await? == head;
        }
        if same {
            return Ok(true);
        }
        for reader in std::iter::once(&mut *first).chain(&mut *others) {
            reader.conn.plain("COMMIT").await?;
        }
    }
    Ok(false)
}

impl Reader {
    async fn begin(&mut self) -> Result<Option<Head>, DbError> {
        self.conn.snapshot().await?;
        self.head().await
    }
}

/// A piece of the work.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// The lines after this one, up to and including the other or all that come.
    Lines(i64, Option<i64>),
    /// The lists of people.
    Concern,
    /// All other rows.
    Rows,
}

/// What came of a piece.
pub(super) struct Read {
    pub(super) piece: Piece,
    pub(super) found: Option<Problem>,
    /// How many lines or rows.
    pub(super) count: i64,
    /// What they say that records add up to, or what records do add up to.
    pub(super) records: Sum,
    /// The same of the lists of people.
    pub(super) concern: Sum,
    /// The hash that the first line was held against: that of the line before it, as this piece read it.
    pub(super) first: Hash,
    /// The hash of the last line.
    pub(super) last: Hash,
}

impl Read {
    pub(super) fn new(piece: Piece) -> Self {
        Self {
            piece,
            found: None,
            count: 0,
            records: Sum::default(),
            concern: Sum::default(),
            first: BEFORE_THE_FIRST,
            last: Hash::default(),
        }
    }
}

impl Check {
    /// Reads everything once, shared out among the readers. The lists of people come first, lines last and in their order.
    pub(super) async fn read(&mut self, end: i64) -> Result<Vec<Read>, DbError> {
        let several = i64::try_from(self.others.len() * 6 + 1).unwrap_or(1);
        let size = (end / several + 1).max(PIECE);
        let mut pieces = VecDeque::from([Piece::Concern, Piece::Rows]);
        let mut after = 0;
        while after + size < end && !self.others.is_empty() {
            pieces.push_back(Piece::Lines(after, Some(after + size)));
            after += size;
        }
        // The last is open: it meets what stands beyond the head.
        pieces.push_back(Piece::Lines(after, None));
        let pieces = Arc::new(Mutex::new(pieces));
        let mut working = JoinSet::new();
        for reader in self.others.drain(..) {
            let pieces = pieces.clone();
            working.spawn(async move { reader.work(&pieces).await });
        }
        let mut read = self.reader.take(&pieces).await;
        while let Some(done) = working.join_next().await {
            let (reader, more) =
                done.map_err(|_| DbError::Other("a part of the verification stopped".to_owned()))?;
            self.others.push(reader);
            read.extend(more);
        }
        let mut read = read.into_iter().collect::<Result<Vec<_>, _>>()?;
        read.sort_by_key(|r| match r.piece {
            Piece::Concern => -2,
            Piece::Rows => -1,
            Piece::Lines(after, _) => after,
        });
        Ok(read)
    }
}

impl Reader {
    async fn work(mut self, pieces: &Mutex<VecDeque<Piece>>) -> (Self, Vec<Result<Read, DbError>>) {
        let read = self.take(pieces).await;
        (self, read)
    }

    /// Takes pieces until none are left.
    async fn take(&mut self, pieces: &Mutex<VecDeque<Piece>>) -> Vec<Result<Read, DbError>> {
        let next = || {
            let mut left = pieces.lock().unwrap_or_else(PoisonError::into_inner);
            left.pop_front()
        };
        let mut done = Vec::new();
        while let Some(piece) = next() {
            done.push(match piece {
                Piece::Lines(after, upto) => self.lines(after, upto).await,
                Piece::Concern => self.concern().await,
                Piece::Rows => self.rows().await,
            });
        }
        done
    }
}
