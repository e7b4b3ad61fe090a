//! Sealing what a change writes.

use crate::keys;
use crate::open::Of;
use crate::{Vault, VaultError};
use regie_charter::{Change, Permit};
use regie_ledger::row::{FindingRow, RecordRow, Rows};
use regie_ledger::{Done, SealedChange};
use regie_terms::{ControllerId, Id, KeyId};
use serde::Serialize;
use zeroize::Zeroizing;

/// One thing to be sealed and stored. The plain columns are what rows are found by; see ARCHITECTURE.md.
#[derive(Clone)]
pub struct Draft {
    /// Its id.
    pub id: Id,
    /// What kind of thing it is.
    pub kind: &'static str,
    /// 1 for a new one; the version found plus one for a replacement.
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
    /// The data key of the file it belongs to, or the staff key.
    pub key: KeyId,
    body: Zeroizing<Vec<u8>>,
}

impl Draft {
    /// A new thing of `kind` under `key`, with the content `value`.
    ///
    /// # Errors
    /// [`VaultError::Shape`] when `value` does not serialise.
    pub fn new<T: Serialize>(
        kind: &'static str,
        key: KeyId,
        value: &T,
    ) -> Result<Self, VaultError> {
        let body = Zeroizing::new(serde_json::to_vec(value).map_err(|_| VaultError::Shape(kind))?);
        Ok(Self {
            id: Id::fresh(),
            kind,
            version: 1,
            dossier: None,
            person: None,
            account: None,
            of: None,
            due: None,
            key,
            body,
        })
    }

    /// What was `found`, as it becomes: the next version with the content `value`, under the same key and the same plain columns.
    ///
    /// # Errors
    /// [`VaultError::Shape`] when `value` does not serialise.
    pub fn over<T: Serialize, From>(
        kind: &'static str,
        found: &Of<T, From>,
        value: &T,
    ) -> Result<Self, VaultError> {
        Ok(Self {
            id: found.id,
            version: found.version + 1,
            dossier: found.dossier,
            person: found.person,
            account: found.account,
            of: found.of,
            due: found.due,
            ..Self::new(kind, found.key, value)?
        })
    }

    /// With this id, instead of a fresh one.
    #[must_use]
    pub fn id(self, id: Id) -> Self {
        Self { id, ..self }
    }
    /// In this dossier.
    #[must_use]
    pub fn dossier(self, dossier: Id) -> Self {
        Self {
            dossier: Some(dossier),
            ..self
        }
    }
    /// About this person.
    #[must_use]
    pub fn person(self, person: Id) -> Self {
        Self {
            person: Some(person),
            ..self
        }
    }
    /// For, by or about this account.
    #[must_use]
    pub fn account(self, account: Id) -> Self {
        Self {
            account: Some(account),
            ..self
        }
    }
    /// Answering, correcting or judging this record.
    #[must_use]
    pub fn of(self, of: Id) -> Self {
        Self {
            of: Some(of),
            ..self
        }
    }
    /// With a term.
    #[must_use]
    pub fn due(self, day: i64) -> Self {
        Self {
            due: Some(day),
            ..self
        }
    }
    /// With this version.
    #[must_use]
    pub fn version(self, version: i64) -> Self {
        Self { version, ..self }
    }
}

/// A blind index entry to be written.
#[derive(Clone)]
pub struct Find {
    /// Which index.
    pub kind: &'static str,
    /// What is looked for, in one form.
    pub value: Zeroizing<String>,
    /// The record found.
    pub record: Id,
}

/// All that one change writes.
#[derive(Clone, Default)]
pub struct Changes {
    /// New things.
    pub add: Vec<Draft>,
    /// Things replaced.
    pub replace: Vec<Draft>,
    /// Things removed.
    pub remove: Vec<Id>,
    /// New blind index entries.
    pub find: Vec<Find>,
    /// Things whose blind index entries are dropped first.
    pub unfind: Vec<Id>,
    /// A reason given in words, for the line.
    pub reason: Option<String>,
    /// The key the line's sealed part goes under; the staff key when there is none.
    pub line_key: Option<KeyId>,
}

impl Changes {
    /// All that it seals.
    pub(crate) fn drafts(&self) -> impl Iterator<Item = &Draft> {
        self.add.iter().chain(&self.replace)
    }
}

pub(crate) struct Bound<'a> {
    pub controller: ControllerId,
    pub id: &'a Id,
    pub kind: &'a str,
    pub version: i64,
    pub dossier: &'a Option<Id>,
    pub person: &'a Option<Id>,
    pub account: &'a Option<Id>,
    pub of: &'a Option<Id>,
    pub due: Option<i64>,
}

impl Bound<'_> {
    /// What a sealed thing is bound to: all its plain columns. In another place it does not open.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(160);
        out.extend_from_slice(b"regie-record-1");
        out.extend_from_slice(&self.controller.0.to_le_bytes());
        out.extend_from_slice(self.id.as_bytes());
        out.extend_from_slice(&(self.kind.len() as u64).to_le_bytes());
        out.extend_from_slice(self.kind.as_bytes());
        out.extend_from_slice(&self.version.to_le_bytes());
        for id in [self.dossier, self.person, self.account, self.of] {
            match id {
                Some(id) => {
                    out.push(1);
                    out.extend_from_slice(id.as_bytes());
                }
                None => out.push(0),
            }
        }
        match self.due {
            Some(day) => {
                out.push(1);
                out.extend_from_slice(&day.to_le_bytes());
            }
            None => out.push(0),
        }
        out
    }
}

impl Vault {
    /// Seals a change against its permit and writes line and rows together: leave for one dossier writes nothing in another.
    ///
    /// # Errors
    /// [`VaultError::Ledger`] when neither line nor change stands; [`VaultError::Destroyed`] when a key is gone;
    /// [`VaultError::OutOfScope`] for a thing in another dossier than the permit is about; [`VaultError::StandsStill`] for one that stands still.
    pub async fn change(
        &self,
        permit: Permit<Change>,
        changes: Changes,
    ) -> Result<Done, VaultError> {
        let (reason, line_key) = (changes.reason.clone(), changes.line_key);
        let rows = self.rows(&permit, changes).await?;
        let sealed = self
            .seal_line(
                permit.questions(),
                reason.as_deref(),
                permit.scope().request,
                line_key,
            )
            .await?;
        Ok(self
            .ledger()
            .change(SealedChange::new(permit, rows, sealed))
            .await?)
    }

    /// Seals what a change writes.
    pub(crate) async fn rows(
        &self,
        permit: &Permit<Change>,
        changes: Changes,
    ) -> Result<Rows, VaultError> {
        if let Some(about) = permit.scope().dossier
            && changes
                .drafts()
                .any(|draft| draft.dossier.is_some_and(|dossier| dossier != about.0))
        {
            return Err(VaultError::OutOfScope);
        }
        self.sealed_rows(changes, permit.scope().still).await
    }

    /// The same, where whoever calls has seen to it that everything is where the leave is about. With `still` something new may be recorded about
    /// somebody about whom everything stands still.
    pub(crate) async fn sealed_rows(
        &self,
        changes: Changes,
        still: bool,
    ) -> Result<Rows, VaultError> {
        let Changes {
            add,
            replace,
            remove,
            find,
            unfind,
            ..
        } = changes;
        self.lets_still(&add.iter().chain(&replace).collect::<Vec<_>>(), still)
            .await?;
        let mut rows = Rows {
            remove,
            unfind,
            ..Rows::default()
        };
        for draft in add {
            rows.add.push(self.seal(draft).await?);
        }
        for draft in replace {
            rows.replace.push(self.seal(draft).await?);
        }
        rows.findings = find
            .iter()
            .map(|f| FindingRow {
                kind: f.kind.to_owned(),
                tag: self.tag(f.kind, &f.value),
                record: f.record,
            })
            .collect();
        Ok(rows)
    }

    async fn seal(&self, draft: Draft) -> Result<RecordRow, VaultError> {
        let cipher = self.cipher(draft.key).await?;
        let bound = Bound {
            controller: self.ledger().controller(),
            id: &draft.id,
            kind: draft.kind,
            version: draft.version,
            dossier: &draft.dossier,
            person: &draft.person,
            account: &draft.account,
            of: &draft.of,
            due: draft.due,
        }
        .bytes();
        let sealed = keys::seal(&cipher, &draft.body, &bound)?;
        Ok(RecordRow {
            id: draft.id,
            kind: draft.kind.to_owned(),
            version: draft.version,
            dossier: draft.dossier,
            person: draft.person,
            account: draft.account,
            of: draft.of,
            due: draft.due,
            key: draft.key,
            sealed,
        })
    }
}
