//! The ledger: no line, no look.
//!
//! It owns the database handle, the one writer and the chain of lines. A permit goes in, and once its line is durable a
//! [`Receipt`] (for a view) or [`Done`] (for a change) comes out. It leaves the keys and the meaning of sealed bytes to the vault, and the question whether
//! something may happen to the charter.

pub mod checkpoint;
pub mod db;
mod digest;
pub mod line;
pub mod list;
pub mod map;
pub mod proof;
pub mod read;
pub mod row;
pub mod verify;
mod works;
mod writer;

pub use digest::{DigestKey, Sum};
pub use row::SealedChange;

use db::{Arg, Db, DbError};
use line::Sealed;
use regie_charter::{Capacity, Denial, InputDigest, Permit, Scope, View};
use regie_terms::{ControllerId, Function};
use std::collections::HashSet;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, RwLock};
use tokio::sync::{mpsc, oneshot};
use writer::{Job, Place, Writer};

/// Why a line was not written.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The facts that were judged have changed since; judge again.
    #[error("the facts moved since they were judged")]
    Moved,
    /// There are lines, and the row that says where the chain ends is gone.
    #[error(
        "not intact: the head of the chain is gone (table chain) while its lines stand; put back a backup"
    )]
    HeadGone,
    /// The permit comes from rule files that this ledger never adopted.
    #[error("these rule files were not adopted by this ledger")]
    NotAdopted,
    /// This request was carried out before, with other words; nothing was written now.
    #[error("the request was carried out before with another input")]
    Reworded,
    /// The database did not take it; nothing was written.
    #[error("nothing was written: {0}")]
    Unwritten(String),
    /// A row with this key is there already; nothing was written.
    #[error("nothing was written: the key is taken")]
    Taken,
    /// The database was lost while committing and could not be asked since. Whether the line stands is not known.
    #[error("the database was lost while committing; look again before repeating")]
    Unknown,
    /// Reading failed.
    #[error(transparent)]
    Database(#[from] DbError),
    /// The program is stopping.
    #[error("the program is stopping")]
    Stopping,
}

impl LedgerError {
    pub(crate) fn unwritten(error: &DbError) -> Self {
        match error {
            DbError::Duplicate(_) => Self::Taken,
            other => Self::Unwritten(other.to_string()),
        }
    }
}

/// Proof that a line about looking is durable. It opens, once, what the permit named, in the database it was written in.
#[must_use = "a receipt that is not used is a line without a look"]
pub struct Receipt {
    database: [u8; 32],
    seq: i64,
    scope: Scope,
}

impl Receipt {
    /// What may be opened.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        &self.scope
    }
    /// The line's place in the chain.
    #[must_use]
    pub fn seq(&self) -> i64 {
        self.seq
    }
    /// The database the line stands in.
    #[must_use]
    pub fn database(&self) -> [u8; 32] {
        self.database
    }
}

/// Proof that a change and its line are durable together: only the ledger can make one.
#[non_exhaustive]
#[must_use = "say to the user that it is done"]
pub struct Done {
    /// The act that was done.
    pub act: &'static str,
    /// The database it was done in.
    pub database: [u8; 32],
    /// The line's place in the chain.
    pub seq: i64,
    /// The same request had been carried out before; nothing was done twice.
    pub repeated: bool,
}

/// The handle on the chain; cheap to clone.
#[derive(Clone)]
pub struct Ledger {
    inner: Arc<Inner>,
}

struct Inner {
    db: Db,
    controller: ControllerId,
    database: [u8; 32],
    digest: Arc<DigestKey>,
    adopted: RwLock<HashSet<[u8; 32]>>,
    /// The map of people of the newest checkpoint, and the line it was made at.
    map: RwLock<Option<(i64, Arc<map::Map>)>>,
    jobs: mpsc::Sender<Job>,
    failing: Arc<AtomicBool>,
}

impl std::fmt::Debug for Ledger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ledger")
            .field("controller", &self.inner.controller)
            .finish_non_exhaustive()
    }
}

/// Laying the first stone: the rule files it is laid with are adopted by it, and it is the first line.
pub(crate) const FOUND: &str = "found";
/// Adopting rule files: a line of each of the two who do.
const ADOPT: &str = "adopt-charter";
/// That somebody was not let in is written down also while the rules are still to be adopted.
const NOT_IN: &str = "login-failed";

impl Ledger {
    /// Prepares an empty database: tables and the beginning of the chain. Does nothing to one that has them.
    ///
    /// # Errors
    /// [`DbError`] as the database says.
    pub async fn prepare(db: &Db, controller: ControllerId) -> Result<(), DbError> {
        db.migrate(db::Store::Content).await?;
        let mut conn = db.writer().await?;
        conn.execute(
            // Where lines stand a head that is gone is damage, and no beginning.
            "INSERT INTO chain (controller, seq, hash, mac) SELECT $1, 0, $2, $2 \
             WHERE NOT EXISTS (SELECT 1 FROM line WHERE controller = $1) ON CONFLICT (controller) DO NOTHING",
            &[Arg::Int(controller.0), Arg::Bytes(&line::BEFORE_THE_FIRST)],
        )
        .await?;
        Ok(())
    }

    /// Starts the writer of a prepared database. Must be called within a tokio runtime.
    ///
    /// # Errors
    /// [`LedgerError::Database`] when the database is not prepared or cannot be read; [`LedgerError::HeadGone`] when it is not whole.
    pub async fn start(
        db: Db,
        controller: ControllerId,
        digest: DigestKey,
    ) -> Result<Self, LedgerError> {
        let me = [Arg::Int(controller.0)];
        let head = db
            .row("SELECT seq FROM chain WHERE controller = $1", &me)
            .await?;
        if head.is_none() {
            let line = db
                .row("SELECT seq FROM line WHERE controller = $1 LIMIT 1", &me)
                .await?;
            return Err(match line {
                Some(_) => LedgerError::HeadGone,
                None => DbError::Other(
                    "the database is not initialised; run `regie init` first".to_owned(),
                )
                .into(),
            });
        }
        let database = digest.database(controller);
        let digest = Arc::new(digest);
        let (jobs, waiting) = mpsc::channel(1024);
        let failing = Arc::new(AtomicBool::new(false));
        let writer = Writer {
            db: db.clone(),
            controller,
            digest: digest.clone(),
            failing: failing.clone(),
        };
        tokio::spawn(writer.run(waiting));
        let ledger = Self {
            inner: Arc::new(Inner {
                db,
                controller,
                database,
                digest,
                adopted: RwLock::new(HashSet::new()),
                map: RwLock::new(None),
                jobs,
                failing,
            }),
        };
        ledger.read_adopted().await?;
        Ok(ledger)
    }

    /// The database under it; for the vault and for sessions.
    #[must_use]
    pub fn db(&self) -> &Db {
        &self.inner.db
    }

    /// The organisation whose chain this is.
    #[must_use]
    pub fn controller(&self) -> ControllerId {
        self.inner.controller
    }

    /// The id of this database; a receipt of another one opens nothing here.
    #[must_use]
    pub fn database(&self) -> [u8; 32] {
        self.inner.database
    }

    fn kept_map(&self) -> Option<(i64, Arc<map::Map>)> {
        self.inner.map.read().ok().and_then(|kept| kept.clone())
    }

    fn keep_map(&self, seq: i64, map: Arc<map::Map>) {
        if let Ok(mut kept) = self.inner.map.write() {
            *kept = Some((seq, map));
        }
    }

    pub(crate) fn digest_key(&self) -> &Arc<DigestKey> {
        &self.inner.digest
    }

    /// The digest of what was sent to `place`, as lines carry it; keyed, so that a line says nothing about it.
    #[must_use]
    pub fn input_digest(&self, place: &str, content: &[u8]) -> InputDigest {
        let digest = self.inner.digest.row("input").int(self.inner.controller.0);
        InputDigest(digest.text(place).bytes(content).done())
    }

    /// Writes the line of a look. When this returns, the line is durable.
    ///
    /// # Errors
    /// [`LedgerError::Moved`] when the facts changed since; any other: no line, no look.
    pub async fn look(
        &self,
        permit: Permit<View>,
        sealed: Option<Sealed>,
    ) -> Result<Receipt, LedgerError> {
        self.check_adopted(permit.decided().hash).await?;
        let (mut scope, decided) = permit.spend();
        // Each look is one of its own, whatever was typed to come to it; a line about looking says nothing of that.
        scope.input = None;
        let kept = scope.clone();
        let place = self.send(scope, decided, true, None, sealed).await?;
        if place.repeated {
            // A request id belongs to one look; the second has no line of its own.
            return Err(LedgerError::Taken);
        }
        Ok(Receipt {
            database: self.inner.database,
            seq: place.seq,
            scope: kept,
        })
    }

    /// Writes the line of a denial.
    ///
    /// # Errors
    /// [`LedgerError`] when it could not be written; the refusal stands all the same.
    pub async fn refuse(&self, denial: Denial, sealed: Option<Sealed>) -> Result<i64, LedgerError> {
        let mut scope = denial.scope().clone();
        // Nothing was done with what was typed.
        scope.input = None;
        let decided = denial.decided().clone();
        drop(denial);
        Ok(self.send(scope, decided, false, None, sealed).await?.seq)
    }

    /// Writes a change and its line in one transaction.
    ///
    /// # Errors
    /// [`LedgerError::Moved`] when the facts or a row changed since; [`LedgerError::Reworded`] for a request carried out before with
    /// another input; any other: neither line nor change.
    pub async fn change(&self, change: SealedChange) -> Result<Done, LedgerError> {
        let SealedChange {
            permit,
            rows,
            sealed,
        } = change;
        // What brings rule files in cannot be judged by adopted ones. The name of an act says nothing by itself: it lays the first stone, which
        // the writer sees to once more, or changes nothing.
        let act = permit.scope().act;
        let free = match act {
            FOUND if self.is_founded().await? => return Err(LedgerError::NotAdopted),
            FOUND => true,
            ADOPT | NOT_IN => rows.is_empty(),
            _ => false,
        };
        if !free {
            self.check_adopted(permit.decided().hash).await?;
        }
        let (scope, decided) = permit.spend();
        let place = self.send(scope, decided, true, Some(rows), sealed).await?;
        Ok(Done {
            act,
            database: self.database(),
            seq: place.seq,
            repeated: place.repeated,
        })
    }

    async fn send(
        &self,
        scope: Scope,
        decided: regie_charter::Decided,
        done: bool,
        rows: Option<row::Rows>,
        sealed: Option<Sealed>,
    ) -> Result<Place, LedgerError> {
        let (answer, wait) = oneshot::channel();
        let job = Job {
            scope,
            decided,
            done,
            rows,
            sealed,
            answer,
        };
        self.inner
            .jobs
            .send(job)
            .await
            .map_err(|_| LedgerError::Stopping)?;
        wait.await.map_err(|_| LedgerError::Stopping)?
    }

    async fn check_adopted(&self, hash: [u8; 32]) -> Result<(), LedgerError> {
        let known = || {
            self.inner
                .adopted
                .read()
                .is_ok_and(|set| set.contains(&hash))
        };
        if known() {
            return Ok(());
        }
        // Adopted since, here or by another desk.
        self.read_adopted().await?;
        if known() {
            Ok(())
        } else {
            Err(LedgerError::NotAdopted)
        }
    }

    /// Reads which rule files count: those the first stone was laid with, and those that an administrator and an officer adopted, a line of each by two
    /// accounts under one charter. Gives the charter of the last.
    async fn read_adopted(&self) -> Result<Option<String>, LedgerError> {
        let rows = self
            .inner
            .db
            .rows(
                "SELECT seq, act, body FROM line WHERE controller = $1 AND act IN ('found', 'adopt-charter')",
                &[Arg::Int(self.inner.controller.0)],
            )
            .await?;
        let mut lines = Vec::with_capacity(rows.len());
        for row in &rows {
            let body: line::Body =
                serde_json::from_slice(row.bytes(2)?).map_err(|_| DbError::Column(2))?;
            lines.push((row.int(0)?, row.text(1)? == FOUND, body));
        }
        // Here and not by the database: sorting there would walk the whole chain.
        lines.sort_unstable_by_key(|(seq, ..)| *seq);
        let mut found = HashSet::new();
        let mut waiting: Vec<(regie_charter::Decided, regie_charter::Actor)> = Vec::new();
        let mut charter = None;
        for (seq, founding, body) in lines.into_iter().filter(|(.., body)| body.done) {
            let (decided, actor) = (body.decided, body.actor);
            let same = |other: &regie_charter::Decided| {
                (other.hash, &other.charter) == (decided.hash, &decided.charter)
            };
            let counts = match (founding, actor.capacity) {
                (true, Capacity::System) if seq == 1 => true,
                (false, Capacity::Staff(Function::FunctionalAdministrator | Function::Dpo)) => {
                    waiting.iter().any(|(what, who)| {
                        same(what) && who.account != actor.account && who.capacity != actor.capacity
                    })
                }
                _ => continue,
            };
            if counts {
                waiting.retain(|(what, _)| !same(what));
                found.insert(decided.hash);
                charter = Some(decided.charter);
            } else {
                waiting.push((decided, actor));
            }
        }
        if let Ok(mut adopted) = self.inner.adopted.write() {
            adopted.extend(found);
        }
        Ok(charter)
    }

    /// Whether somebody has acted here yet other than the program itself.
    ///
    /// # Errors
    /// [`LedgerError::Database`] when it cannot be read.
    pub async fn is_founded(&self) -> Result<bool, LedgerError> {
        Ok(self.length().await? > 0)
    }

    /// The charter that the organisation was founded or last adopted under; `None` before its first stone.
    ///
    /// # Errors
    /// [`LedgerError::Database`] when it cannot be read.
    pub async fn adopted_charter(&self) -> Result<Option<String>, LedgerError> {
        self.read_adopted().await
    }

    /// Whether rule files with this hash were adopted here, by this program or another one on the same database.
    ///
    /// # Errors
    /// [`LedgerError::Database`] when it cannot be read.
    pub async fn has_adopted(&self, hash: [u8; 32]) -> Result<bool, LedgerError> {
        match self.check_adopted(hash).await {
            Ok(()) => Ok(true),
            Err(LedgerError::NotAdopted) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// How many lines there are.
    ///
    /// # Errors
    /// [`LedgerError::Database`] when it cannot be read.
    pub async fn length(&self) -> Result<i64, LedgerError> {
        let row = self
            .inner
            .db
            .row(
                "SELECT seq FROM chain WHERE controller = $1",
                &[Arg::Int(self.inner.controller.0)],
            )
            .await?;
        Ok(row.map_or(Ok(0), |r| r.int(0))?)
    }
}
