//! Opening: against a receipt, the parts it names and no others.

use crate::change::Bound;
use crate::keys::{self, STAFF};
use crate::still;
use crate::{Vault, VaultError};
use regie_charter::{Mode, Parts, Permit, Whose};
use regie_ledger::db::{Arg, Col, DbError, PackedRow};
use regie_ledger::row::{RECORD, RecordRow};
use regie_ledger::{LedgerError, Receipt};
use regie_terms::{DossierId, Id, KeyId};
use serde::de::DeserializeOwned;
use std::marker::PhantomData;
use zeroize::Zeroizing;

pub(crate) struct Thing {
    row: RecordRow,
    body: Zeroizing<Vec<u8>>,
    /// It stands still: see [`crate::still`].
    still: bool,
}

/// The unsealed parts that a permit named. It cannot be copied, shown or written out; a view takes from it what it shows.
#[must_use = "what was opened is meant to be looked at"]
pub struct Opened {
    things: Vec<Thing>,
    seq: i64,
}

/// What a question to the charter is made from. Read without a line because nobody sees it: the only use is to judge.
#[must_use = "facts are read to judge"]
pub struct Facts {
    pub(crate) things: Vec<Thing>,
}

/// Marks what was opened against a receipt.
#[derive(Clone, Copy, Debug)]
pub enum Shown {}

/// Marks what was read to judge with.
#[derive(Clone, Copy, Debug)]
pub enum Judged {}

/// One thing read to judge with. A page is not drawn from it: what draws pages takes what was [`Opened`], which is another type.
pub type Known<T> = Of<T, Judged>;

/// One thing taken out: its content and the plain columns. Where it comes from is part of the type, and only the vault says so.
#[derive(Clone, Debug)]
pub struct Of<T, From = Shown> {
    /// Its id.
    pub id: Id,
    /// Its version.
    pub version: i64,
    /// The dossier it belongs to.
    pub dossier: Option<Id>,
    /// The person it is about.
    pub person: Option<Id>,
    /// The account it is for, by or about.
    pub account: Option<Id>,
    /// The record it answers, corrects or judges.
    pub of: Option<Id>,
    /// A term: days since 1970-01-01.
    pub due: Option<i64>,
    /// The key it is sealed under.
    pub key: KeyId,
    /// Whether it stands still: nothing works on it until that is lifted. To anybody but the client its words are not in `value`.
    pub still: bool,
    /// The content.
    pub value: T,
    from: PhantomData<From>,
}

impl<T> Known<T> {
    /// Something that is not stored, to try a question on.
    #[must_use]
    pub fn made_up(id: Id, key: KeyId, value: T) -> Self {
        Self {
            id,
            version: 1,
            dossier: None,
            person: None,
            account: None,
            of: None,
            due: None,
            key,
            still: false,
            value,
            from: PhantomData,
        }
    }
}

impl Thing {
    fn read<T: DeserializeOwned, From>(
        &self,
        kind: &'static str,
    ) -> Result<Of<T, From>, VaultError> {
        let value = serde_json::from_slice(&self.body).map_err(|_| VaultError::Shape(kind))?;
        let row = &self.row;
        Ok(Of {
            id: row.id,
            version: row.version,
            dossier: row.dossier,
            person: row.person,
            account: row.account,
            of: row.of,
            due: row.due,
            key: row.key,
            still: self.still,
            value,
            from: PhantomData,
        })
    }
}

fn take<T: DeserializeOwned, From>(
    things: &mut Vec<Thing>,
    kind: &'static str,
) -> Result<Vec<Of<T, From>>, VaultError> {
    let mut out = Vec::new();
    let mut rest = Vec::with_capacity(things.len());
    for thing in things.drain(..) {
        if thing.row.kind != kind {
            rest.push(thing);
            continue;
        }
        out.push(thing.read(kind)?);
    }
    *things = rest;
    out.sort_by_key(|t| t.id);
    Ok(out)
}

impl Opened {
    /// Takes out everything of one kind, oldest first.
    ///
    /// # Errors
    /// [`VaultError::Shape`] when something stored does not have the shape of `T`.
    pub fn take<T: DeserializeOwned>(
        &mut self,
        kind: &'static str,
    ) -> Result<Vec<Of<T>>, VaultError> {
        take(&mut self.things, kind)
    }

    /// Reads everything of one kind, oldest first, to judge with: what a page may show may be judged with as well, and stays here to be taken.
    ///
    /// # Errors
    /// [`VaultError::Shape`] when something stored does not have the shape of `T`.
    pub fn judged<T: DeserializeOwned>(
        &self,
        kind: &'static str,
    ) -> Result<Vec<Known<T>>, VaultError> {
        let of_kind = self.things.iter().filter(|thing| thing.row.kind == kind);
        let mut out: Vec<Known<T>> = of_kind
            .map(|thing| thing.read(kind))
            .collect::<Result<_, _>>()?;
        out.sort_by_key(|t| t.id);
        Ok(out)
    }

    /// The line that stands for this look.
    #[must_use]
    pub fn seq(&self) -> i64 {
        self.seq
    }
}

impl Facts {
    /// Takes out everything of one kind, oldest first.
    ///
    /// # Errors
    /// [`VaultError::Shape`] when something stored does not have the shape of `T`.
    pub fn take<T: DeserializeOwned>(
        &mut self,
        kind: &'static str,
    ) -> Result<Vec<Known<T>>, VaultError> {
        take(&mut self.things, kind)
    }
}

/// A row's plain columns, for routing: which dossier, whose task, until when. Nothing sealed is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Routing {
    /// Its id.
    pub id: Id,
    /// What kind of thing.
    pub kind: String,
    /// Its version.
    pub version: i64,
    /// The dossier.
    pub dossier: Option<Id>,
    /// The person.
    pub person: Option<Id>,
    /// The account.
    pub account: Option<Id>,
    /// The record it answers, corrects or judges.
    pub of: Option<Id>,
    /// A term: days since 1970-01-01.
    pub due: Option<i64>,
    /// The key it is sealed under.
    pub key: KeyId,
}

/// Which rows to look up by their plain columns.
#[derive(Clone, Copy, Debug)]
pub enum Where {
    /// In this dossier.
    Dossier(Id),
    /// With this account.
    Account(Id),
    /// Answering, correcting or judging this record.
    Of(Id),
    /// With this id.
    Id(Id),
    /// In no dossier.
    NoDossier,
}

/// The plain columns, in the order that [`Routing::read`] expects.
pub(crate) const ROUTING: [Col; 9] = [
    Col::Bytes("id"),
    Col::Text("kind"),
    Col::Int("version"),
    Col::Bytes("dossier"),
    Col::Bytes("person"),
    Col::Bytes("account"),
    Col::Bytes("of_record"),
    Col::Int("due"),
    Col::Bytes("key"),
];

impl Routing {
    pub(crate) fn read(row: &PackedRow<'_>) -> Result<Self, DbError> {
        let maybe = |i: usize| -> Result<Option<Id>, DbError> {
            row.maybe_bytes(i)?
                .map(|b| Id::from_slice(b).map_err(|_| DbError::Column(i)))
                .transpose()
        };
        Ok(Self {
            id: Id::from_bytes(row.array(0)?),
            kind: row.text(1)?.to_owned(),
            version: row.int(2)?,
            dossier: maybe(3)?,
            person: maybe(4)?,
            account: maybe(5)?,
            of: maybe(6)?,
            due: row.maybe_int(7)?,
            key: KeyId(Id::from_bytes(row.array(8)?)),
        })
    }
}

impl Where {
    /// The rest of a query after its columns.
    fn rest<'a>(&'a self, kinds: &[&'a str], args: &mut Vec<Arg<'a>>) -> String {
        let (condition, id) = match self {
            Self::Dossier(id) => ("dossier = $2", Some(id)),
            Self::Account(id) => ("account = $2", Some(id)),
            Self::Of(id) => ("of_record = $2", Some(id)),
            Self::Id(id) => ("id = $2", Some(id)),
            Self::NoDossier => ("dossier IS NULL", None),
        };
        args.extend(id.map(|id| Arg::Bytes(id.as_bytes())));
        let mut rest = format!("FROM record WHERE controller = $1 AND {condition}");
        if !kinds.is_empty() {
            let from = args.len() + 1;
            let places: Vec<String> = (0..kinds.len()).map(|i| format!("${}", from + i)).collect();
            rest.push_str(&format!(" AND kind IN ({})", places.join(",")));
            args.extend(kinds.iter().map(|k| Arg::Text(k)));
        }
        rest
    }
}

impl Vault {
    /// Opens what the receipt's permit named. The receipt is used up.
    ///
    /// # Errors
    /// [`VaultError::OtherDatabase`] for a receipt of another database; [`VaultError::Destroyed`] when a key is gone.
    pub async fn open(&self, receipt: Receipt) -> Result<Opened, VaultError> {
        if receipt.database() != self.ledger().database() {
            return Err(VaultError::OtherDatabase);
        }
        let seq = receipt.seq();
        let scope = receipt.scope();
        let whole = still::reads(scope.actor.capacity) || still::judges(scope);
        let things = self.load(scope.dossier, &scope.parts, whole).await?;
        Ok(Opened { things, seq })
    }

    /// Reads what a further question to the charter is made from: these kinds of the dossier that `leave` is about. The charter has said by then
    /// that this caller may act there: there is no way to unseal first and ask later. No line is written for it, because what comes out is judged
    /// and not shown; the act that follows writes its own.
    ///
    /// # Errors
    /// [`VaultError::OutOfScope`] for leave that is about no dossier; [`LedgerError::NotAdopted`](regie_ledger::LedgerError::NotAdopted) for leave
    /// by rule files that this ledger never adopted; [`VaultError`] when it cannot be read or unsealed.
    pub async fn facts_for_judgement<K: Mode>(
        &self,
        leave: &Permit<K>,
        kinds: &'static [&'static str],
    ) -> Result<Facts, VaultError> {
        let dossier = leave.scope().dossier.ok_or(VaultError::OutOfScope)?;
        if !self.ledger().has_adopted(leave.decided().hash).await? {
            return Err(LedgerError::NotAdopted.into());
        }
        let parts = Parts {
            about: Whose::Household,
            kinds,
            only: None,
        };
        let whole = still::reads(leave.scope().actor.capacity);
        Ok(Facts {
            things: self.load(Some(dossier), &parts, whole).await?,
        })
    }

    /// Reads single records of the desk itself for judging: an account at login, a task, an absence. Nothing about a client comes out by it: what
    /// belongs to a dossier has to lie under the staff's key.
    ///
    /// # Errors
    /// [`VaultError::OutOfScope`] for a record of a dossier under the key of a file; [`VaultError`] when they cannot be read or unsealed.
    pub async fn facts_of(
        &self,
        ids: Vec<Id>,
        kinds: &'static [&'static str],
    ) -> Result<Facts, VaultError> {
        let parts = Parts {
            about: Whose::Household,
            kinds,
            only: Some(ids),
        };
        let things = self.load(None, &parts, false).await?;
        let foreign = |t: &Thing| t.row.dossier.is_some() && t.row.key != STAFF;
        if things.iter().any(foreign) {
            return Err(VaultError::OutOfScope);
        }
        Ok(Facts { things })
    }

    /// Loads and unseals the parts. Of what stands still the words come out with `whole` only.
    pub(crate) async fn load(
        &self,
        dossier: Option<DossierId>,
        parts: &Parts,
        whole: bool,
    ) -> Result<Vec<Thing>, VaultError> {
        let mut args = vec![Arg::Int(self.ledger().controller().0)];
        let mut sql = "FROM record WHERE controller = $1".to_owned();
        let mut next = 2;
        let mut list = |sql: &mut String, column: &str, count: usize| {
            sql.push_str(&format!(" AND {column} IN ("));
            for i in 0..count {
                sql.push_str(&format!("{}${next}", if i > 0 { "," } else { "" }));
                next += 1;
            }
            sql.push(')');
        };
        let dossier_bytes = dossier.map(|d| *d.0.as_bytes());
        if let Some(d) = &dossier_bytes {
            list(&mut sql, "dossier", 1);
            args.push(Arg::Bytes(d));
        }
        let ids: Vec<[u8; 16]> = parts.only.iter().flatten().map(|i| *i.as_bytes()).collect();
        if parts.only.is_some() {
            let Some(last) = ids.last() else {
                return Ok(Vec::new());
            };
            let size = ids.len().next_power_of_two();
            list(&mut sql, "id", size);
            args.extend((0..size).map(|i| Arg::Bytes(ids.get(i).unwrap_or(last))));
        } else if dossier.is_none() {
            // "Everything" is not a value that exists.
            return Ok(Vec::new());
        }
        if parts.kinds.is_empty() {
            return Ok(Vec::new());
        }
        list(&mut sql, "kind", parts.kinds.len());
        args.extend(parts.kinds.iter().map(|k| Arg::Text(k)));
        let packed = self.ledger().db().packed(&RECORD, &sql, &args).await?;
        let rows = packed
            .rows()
            .map(|row| RecordRow::read(&row?))
            .filter(|row| match (&parts.about, row) {
                (Whose::Persons(people), Ok(row)) => row
                    .person
                    .is_none_or(|person| people.iter().any(|p| p.0 == person)),
                _ => true,
            })
            .collect::<Result<Vec<_>, DbError>>()?;
        let still = self.among(&rows).await?;
        let mut things = self.unsealed(rows).await?;
        if still.is_empty() {
            return Ok(things);
        }
        let mut out = Vec::with_capacity(things.len());
        for mut thing in things.drain(..) {
            thing.still = still.contains(&thing.row.id);
            match still::named(&thing.row.kind) {
                Some(kind) if thing.still && !whole => {
                    let Some(left) = still::hushed(kind, &thing.body)? else {
                        continue;
                    };
                    thing.body = Zeroizing::new(left);
                }
                _ => {}
            }
            out.push(thing);
        }
        Ok(out)
    }

    /// Unseals rows.
    pub(crate) async fn unsealed(&self, rows: Vec<RecordRow>) -> Result<Vec<Thing>, VaultError> {
        let ciphers = self.keys().ciphers(rows.iter().map(|row| row.key)).await?;
        let mut things = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(cipher) = ciphers.get(&row.key) else {
                return Err(self.gone(row.key).await);
            };
            let bound = Bound {
                controller: self.ledger().controller(),
                id: &row.id,
                kind: &row.kind,
                version: row.version,
                dossier: &row.dossier,
                person: &row.person,
                account: &row.account,
                of: &row.of,
                due: row.due,
            }
            .bytes();
            let body = keys::unseal(cipher, &row.sealed, &bound).ok_or(VaultError::Damaged)?;
            things.push(Thing {
                row,
                body,
                still: false,
            });
        }
        Ok(things)
    }

    /// Looks up plain columns: whose task it is, what answers what. Nothing is unsealed; ids and dates of terms come out.
    ///
    /// `kinds` empty means all.
    ///
    /// # Errors
    /// [`VaultError::Database`] when it cannot be read.
    pub async fn routing(&self, which: Where, kinds: &[&str]) -> Result<Vec<Routing>, VaultError> {
        let mut args = vec![Arg::Int(self.ledger().controller().0)];
        let rest = which.rest(kinds, &mut args);
        let packed = self.ledger().db().packed(&ROUTING, &rest, &args).await?;
        let mut found = packed
            .rows()
            .map(|row| Routing::read(&row?))
            .collect::<Result<Vec<_>, DbError>>()?;
        // Sorted here: asked to sort, SQLite walks the whole table in order of its key instead of using the index.
        found.sort_by_key(|r: &Routing| r.id);
        Ok(found)
    }

    /// As [`Vault::routing`], of rows whose seal holds: for what gives a right, such as who coordinates and whose portal it
    /// is. Plain columns alone can be written by whoever can write the database.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] when the seal of one does not hold.
    pub async fn vouched(&self, which: Where, kinds: &[&str]) -> Result<Vec<Routing>, VaultError> {
        let mut args = vec![Arg::Int(self.ledger().controller().0)];
        let rest = which.rest(kinds, &mut args);
        let packed = self.ledger().db().packed(&RECORD, &rest, &args).await?;
        let rows = packed
            .rows()
            .map(|row| RecordRow::read(&row?))
            .collect::<Result<Vec<_>, DbError>>()?;
        let mut found: Vec<Routing> = self
            .unsealed(rows)
            .await?
            .into_iter()
            .map(|thing| Routing {
                id: thing.row.id,
                kind: thing.row.kind,
                version: thing.row.version,
                dossier: thing.row.dossier,
                person: thing.row.person,
                account: thing.row.account,
                of: thing.row.of,
                due: thing.row.due,
                key: thing.row.key,
            })
            .collect();
        found.sort_by_key(|r: &Routing| r.id);
        Ok(found)
    }

    /// The version of a thing's facts; 0 when none was ever moved.
    ///
    /// # Errors
    /// [`VaultError::Database`] when it cannot be read.
    pub async fn facts_version(&self, thing: Id) -> Result<i64, VaultError> {
        let row = self
            .ledger()
            .db()
            .row(
                "SELECT version FROM facts WHERE controller = $1 AND thing = $2",
                &[
                    Arg::Int(self.ledger().controller().0),
                    Arg::Bytes(thing.as_bytes()),
                ],
            )
            .await?;
        Ok(row.map_or(Ok(0), |r| r.int(0))?)
    }

    /// The records an exact value finds in a blind index. Ids only; knowing that there is one is itself a look, so the caller
    /// has written its line.
    ///
    /// # Errors
    /// [`VaultError::Database`] when it cannot be read.
    pub async fn found(&self, kind: &'static str, value: &str) -> Result<Vec<Id>, VaultError> {
        let tag = self.tag(kind, value);
        let rows = self
            .ledger()
            .db()
            .rows("SELECT record FROM finding WHERE controller = $1 AND kind = $2 AND tag = $3 ORDER BY record", &[
                Arg::Int(self.ledger().controller().0),
                Arg::Text(kind),
                Arg::Bytes(&tag),
            ])
            .await?;
        rows.iter()
            .map(|row| Ok(Id::from_bytes(row.array(0)?)))
            .collect::<Result<_, DbError>>()
            .map_err(Into::into)
    }
}
