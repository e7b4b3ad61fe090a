//! What stands still: it is stored and nothing else works on it until the restriction is lifted (GDPR 18).
//!
//! Here is the one place that sees to it. Whatever is opened or read to judge with comes by [`Vault::load`](crate::Vault), and whatever is written by
//! [`Vault::change`]. Of what stands still staff and the program get the marks that rules look at (what kind of fact, about whom, whether it is
//! kept from somebody) and none of its words; its file is not opened for them at all; and nothing is written over it, after it or beside it about
//! the same person. The client reads it, in the portal; and who decides on a request that is about it reads that, by a look of its own.

use crate::open::{Routing, Where};
use crate::{Draft, Vault, VaultError};
use regie_charter::{Capacity, Scope};
use regie_ledger::row::RecordRow;
use regie_terms::Id;
use std::collections::{HashMap, HashSet};
use zeroize::Zeroizing;

/// The kind of the record by which something stands still: `of` which record, or none for all about a `person` that was there; with the `person` itself as
/// `of` nothing stands still by it, and nothing new is recorded about them. `due` is the day it was lifted.
pub const RESTRICTION: &str = "restriction";

/// The kinds of records that can stand still.
pub const STANDS_STILL: [&str; 4] = ["entry", "document", "document-file", "meeting"];

/// What holds a file itself, of which nothing is left without its content.
const FILE: &str = "document-file";

/// The names in a record whose words stay: they come from fixed lists, or say who, when and about whom.
const MARKS: [&str; 17] = [
    "kind",
    "category",
    "purpose",
    "law",
    "statement",
    "moment",
    "about_day",
    "by",
    "of",
    "client",
    "consulted",
    "asked_by",
    "readers",
    "review_on",
    "others_who",
    "until",
    "held_on",
];

/// Lists of which nothing stays.
const EMPTIED: [&str; 7] = [
    "consents",
    "looked_again",
    "who",
    "states",
    "participants",
    "talked",
    "agreed",
];

/// What stands still in one dossier.
#[derive(Clone, Debug, Default)]
pub(crate) struct Still {
    records: HashSet<Id>,
    /// About whom everything that was there stands still, and the restriction that says so.
    people: HashMap<Id, Id>,
    /// About whom nothing new is recorded.
    closed: HashSet<Id>,
}

impl Still {
    /// Whether a record stands still: by itself, or with all about the person, where it was there before. Ids follow the time they were given out.
    fn holds(&self, id: Id, person: Option<Id>) -> bool {
        let since = person.and_then(|p| self.people.get(&p));
        self.records.contains(&id) || since.is_some_and(|since| id < *since)
    }

    /// Whether nothing new is recorded about somebody.
    fn closes(&self, person: Option<Id>) -> bool {
        person.is_some_and(|p| self.closed.contains(&p))
    }
}

/// Whether somebody who acts so reads what stands still: the client does.
pub(crate) fn reads(capacity: Capacity) -> bool {
    match capacity {
        Capacity::Subject | Capacity::ParentOrGuardian | Capacity::Representative => true,
        Capacity::Staff(_) | Capacity::System => false,
    }
}

/// Whether staff look at what stands still to decide on the request that is about it, and at nothing beside it.
pub(crate) fn judges(scope: &Scope) -> bool {
    scope.still && scope.parts.only.is_some()
}

/// Whether a record of this kind can stand still.
pub(crate) fn can(kind: &str) -> bool {
    STANDS_STILL.contains(&kind)
}

impl Vault {
    /// What stands still in a dossier. That a restriction stands counts only when its seal holds.
    pub(crate) async fn still(&self, dossier: Id) -> Result<Still, VaultError> {
        let at = Where::Dossier(dossier);
        let standing: Vec<Routing> = self
            .vouched(at, &[RESTRICTION])
            .await?
            .into_iter()
            .filter(|row| row.due.is_none())
            .collect();
        if standing.is_empty() {
            return Ok(Still::default());
        }
        let mut still = Still::default();
        for row in &standing {
            match (row.of, row.person) {
                (Some(of), Some(person)) if of == person => drop(still.closed.insert(person)),
                (Some(of), _) => drop(still.records.insert(of)),
                (None, Some(person)) => {
                    still.people.insert(person, row.id);
                    still.closed.insert(person);
                }
                (None, None) => {}
            }
        }
        // What corrects it and what it corrects are the same fact; a document's file goes with it.
        let mut rows = self.routing(at, &STANDS_STILL).await?;
        loop {
            let before = rows.len();
            rows.retain(|row| {
                let tied = row.of.is_some_and(|of| still.records.contains(&of));
                let held = still.holds(row.id, row.person) || tied;
                if held {
                    still.records.insert(row.id);
                    still.records.extend(row.of);
                }
                !held
            });
            if rows.len() == before {
                return Ok(still);
            }
        }
    }

    /// Which of these rows stand still.
    pub(crate) async fn among(&self, rows: &[RecordRow]) -> Result<HashSet<Id>, VaultError> {
        let mut dossiers: Vec<Id> = rows
            .iter()
            .filter(|row| can(&row.kind))
            .filter_map(|row| row.dossier)
            .collect();
        dossiers.sort_unstable();
        dossiers.dedup();
        let mut found = HashSet::new();
        for dossier in dossiers {
            let still = self.still(dossier).await?;
            let held = |row: &&RecordRow| {
                row.dossier == Some(dossier) && can(&row.kind) && still.holds(row.id, row.person)
            };
            found.extend(rows.iter().filter(held).map(|row| row.id));
        }
        Ok(found)
    }

    /// Refuses a change that works on something that stands still: writes over it or after it, or records more about somebody about whom everything
    /// stands still; that, unless it is `for_safety`.
    pub(crate) async fn lets_still(
        &self,
        drafts: &[&Draft],
        for_safety: bool,
    ) -> Result<(), VaultError> {
        let mut known: Option<(Id, Still)> = None;
        for draft in drafts.iter().filter(|draft| can(draft.kind)) {
            let Some(dossier) = draft.dossier else {
                continue;
            };
            let still = match known.take() {
                Some((of, still)) if of == dossier => still,
                _ => self.still(dossier).await?,
            };
            // What is new may have an id of before: its form stood open.
            let own = draft.version > 1 && still.holds(draft.id, draft.person);
            let after = draft.of.is_some_and(|of| still.holds(of, None));
            let new = draft.version == 1 && !for_safety && still.closes(draft.person);
            if own || after || new {
                return Err(VaultError::StandsStill);
            }
            known = Some((dossier, still));
        }
        Ok(())
    }
}

/// What is left of a record that stands still: its marks. `None` for a file, of which nothing is.
pub(crate) fn hushed(kind: &'static str, body: &[u8]) -> Result<Option<Vec<u8>>, VaultError> {
    if kind == FILE {
        return Ok(None);
    }
    let mut value: serde_json::Value =
        serde_json::from_slice(body).map_err(|_| VaultError::Shape(kind))?;
    hush(&mut value, false);
    serde_json::to_vec(&value)
        .map(Some)
        .map_err(|_| VaultError::Shape(kind))
}

fn hush(value: &mut serde_json::Value, mark: bool) {
    use serde_json::Value::{Array, Object, String};
    match value {
        String(text) if !mark => {
            drop(Zeroizing::new(std::mem::take(text)));
        }
        Array(values) => values.iter_mut().for_each(|value| hush(value, mark)),
        Object(fields) => {
            for (name, value) in fields.iter_mut() {
                match value {
                    Array(values) if EMPTIED.contains(&name.as_str()) => values.clear(),
                    _ => hush(value, MARKS.contains(&name.as_str())),
                }
            }
        }
        _ => {}
    }
}

/// The kind's fixed name.
pub(crate) fn named(kind: &str) -> Option<&'static str> {
    STANDS_STILL.into_iter().find(|one| *one == kind)
}
