//! What stands around a dossier: who looks after it, whether they are there, who may have broken the glass. One query, the same
//! for a dossier that is there and one that is not.
//!
//! An appointment counts only when its seal holds: plain columns alone can be written by whoever can write the database.

use crate::open::{Facts, Routing, Where};
use crate::{Vault, VaultError};
use regie_charter::{Parts, Whose};
use regie_ledger::db::{Arg, Col};
use regie_ledger::row::RecordRow;
use regie_terms::{DossierId, Id, PersonId};

/// What to read around a dossier.
#[derive(Clone, Copy, Debug)]
pub struct Around {
    /// Kinds of the dossier's own records whose plain columns are wanted.
    pub kinds: &'static [&'static str],
    /// Those among them whose accounts look after it.
    pub appointed: [&'static str; 2],
    /// The kind that says when an account is away. Of the appointed; unsealed.
    pub absence: &'static str,
    /// The kind of the accounts themselves. Of the appointed; unsealed. An account that ended is away for good.
    pub accounts: &'static str,
    /// The kinds, beside the appointed, that only count when they are of `account`; their seal is checked too.
    pub own: [&'static str; 2],
    /// Whose `own`.
    pub account: Id,
    /// Absences that ended before this day are left out: days since 1970-01-01.
    pub today: i64,
}

/// What was found around a dossier.
pub struct Found {
    /// The dossier's own records, oldest first.
    pub rows: Vec<Routing>,
    /// The version of the dossier's facts at that moment; 0 when nothing was found.
    pub version: i64,
    /// The version of the calendar of everybody who was appointed, as it was when their absences were read: the facts of their account. Each once.
    pub calendars: Vec<(Id, i64)>,
    /// The appointments, the accounts and absences of the appointed and the account's own, to judge with.
    pub facts: Facts,
}

/// That an account is linked to a person of a dossier; the seal of the link held. Only the vault makes one.
pub struct Linked {
    link: Routing,
    dossier: DossierId,
    person: PersonId,
}

impl Linked {
    /// The plain columns of the link.
    #[must_use]
    pub fn routing(&self) -> &Routing {
        &self.link
    }
    /// The dossier.
    #[must_use]
    pub fn dossier(&self) -> DossierId {
        self.dossier
    }
    /// As whom the account is known there.
    #[must_use]
    pub fn person(&self) -> PersonId {
        self.person
    }
}

const COLUMNS: [Col; 13] = [
    Col::Bytes("id"),
    Col::Text("kind"),
    Col::Int("version"),
    Col::Bytes("dossier"),
    Col::Bytes("person"),
    Col::Bytes("account"),
    Col::Bytes("of_record"),
    Col::Int("due"),
    Col::Bytes("key"),
    Col::Int("facts"),
    Col::Int("around"),
    Col::Int("calendar"),
    Col::Bytes("sealed"),
];

impl Vault {
    /// The links of `kind` between an account and people of dossiers, oldest first.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] when the seal of one does not hold.
    pub async fn linked(&self, account: Id, kind: &'static str) -> Result<Vec<Linked>, VaultError> {
        let rows = self.vouched(Where::Account(account), &[kind]).await?;
        Ok(rows
            .into_iter()
            .filter_map(|link| {
                Some(Linked {
                    dossier: DossierId(link.dossier?),
                    person: PersonId(link.person?),
                    link,
                })
            })
            .collect())
    }

    /// Reads, of the dossier somebody is linked to, what says for whom they may act there: people and who has authority over them, and
    /// no other kind. It is judged with before the charter has said anything; the caller takes out of them no more than that takes.
    ///
    /// # Errors
    /// [`VaultError`] when it cannot be read or unsealed.
    pub async fn facts_of_linked(&self, link: &Linked) -> Result<Facts, VaultError> {
        let parts = Parts {
            about: Whose::Household,
            kinds: &["person", "authority"],
            only: None,
        };
        Ok(Facts {
            things: self.load(Some(link.dossier), &parts, false).await?,
        })
    }

    /// Reads what stands around a dossier.
    ///
    /// # Errors
    /// [`VaultError`] when it cannot be read or unsealed.
    pub async fn around(&self, dossier: DossierId, what: &Around) -> Result<Found, VaultError> {
        let [one, other] = what.appointed;
        let [own, other_own] = what.own;
        let mut args = vec![
            Arg::Int(self.ledger().controller().0),
            Arg::Bytes(dossier.0.as_bytes()),
            Arg::Text(one),
            Arg::Text(other),
            Arg::Text(what.absence),
            Arg::Text(own),
            Arg::Text(other_own),
            Arg::Bytes(what.account.as_bytes()),
            Arg::Int(what.today),
            Arg::Text(what.accounts),
        ];
        let from = args.len() + 1;
        let kinds: Vec<String> = (0..what.kinds.len())
            .map(|i| format!("${}", from + i))
            .collect();
        args.extend(what.kinds.iter().map(|kind| Arg::Text(kind)));
        let columns = "id, kind, version, dossier, person, account, of_record, due, key";
        let rest = format!(
            "FROM (SELECT {columns}, 0 AS around, \
               COALESCE((SELECT f.version FROM facts f WHERE f.controller = $1 AND f.thing = $2), 0) AS facts, \
               CASE WHEN kind IN ($3, $4) THEN \
                 COALESCE((SELECT c.version FROM facts c WHERE c.controller = $1 AND c.thing = record.account), 0) END AS calendar, \
               CASE WHEN kind IN ($3, $4) OR (kind IN ($6, $7) AND account = $8) THEN sealed END AS sealed \
             FROM record WHERE controller = $1 AND dossier = $2 AND kind IN ({}) \
             UNION ALL \
             SELECT {columns}, 1 AS around, 0 AS facts, NULL AS calendar, sealed FROM record \
             WHERE controller = $1 AND kind = $5 AND due >= $9 AND account IN \
               (SELECT a.account FROM record a WHERE a.controller = $1 AND a.dossier = $2 AND a.kind IN ($3, $4)) \
             UNION ALL \
             SELECT {columns}, 1 AS around, 0 AS facts, NULL AS calendar, sealed FROM record \
             WHERE controller = $1 AND kind = $10 AND id IN \
               (SELECT a.account FROM record a WHERE a.controller = $1 AND a.dossier = $2 AND a.kind IN ($3, $4)) \
            ) AS found",
            kinds.join(",")
        );
        let packed = self.ledger().db().packed(&COLUMNS, &rest, &args).await?;
        let (mut rows, mut sealed, mut version) = (Vec::new(), Vec::new(), 0);
        let mut calendars: Vec<(Id, i64)> = Vec::new();
        for row in packed.rows() {
            let row = row?;
            let routing = Routing::read(&row)?;
            if let Some(bytes) = row.maybe_bytes(12)? {
                sealed.push(RecordRow {
                    id: routing.id,
                    kind: routing.kind.clone(),
                    version: routing.version,
                    dossier: routing.dossier,
                    person: routing.person,
                    account: routing.account,
                    of: routing.of,
                    due: routing.due,
                    key: routing.key,
                    sealed: bytes.to_vec(),
                });
            }
            if let (Some(account), Some(calendar)) = (routing.account, row.maybe_int(11)?)
                && !calendars.iter().any(|(known, _)| *known == account)
            {
                calendars.push((account, calendar));
            }
            if row.int(10)? == 0 {
                version = row.int(9)?;
                rows.push(routing);
            }
        }
        // Sorted here: asked to sort, SQLite walks the whole table in order of its key instead of using the index.
        rows.sort_by_key(|r: &Routing| r.id);
        let facts = Facts {
            things: self.unsealed(sealed).await?,
        };
        Ok(Found {
            rows,
            version,
            calendars,
            facts,
        })
    }
}
