//! Correcting: a new entry that points to the old one and says why. The old one stays (REC-15, RIG-6).

use super::input::EntryInput;
use super::record::{From, Recorded};
use super::whom::Whom;
use crate::act::{Case, again};
use crate::guard::Caller;
use crate::{House, Refused};
use regie_terms::{DossierId, Id, Relation, RequestId};

impl House {
    /// Corrects an entry. The whole label is given anew; whom it is about, a person or the family, stays as it was, and `input.person`
    /// is left aside.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when there is no such entry in this dossier; [`Refused::Invalid`] with `entry: corrected` when a later one stands
    /// already, or without a reason (`correction`); else as [`House::record_entry`].
    pub async fn correct_entry(
        &self,
        caller: &Caller,
        dossier: DossierId,
        entry: Id,
        input: &EntryInput,
        reason: &str,
        request: RequestId,
    ) -> Result<Recorded, Refused> {
        again!(self.record_once(
            caller,
            dossier,
            input,
            From::Correcting(entry, reason),
            request
        ))
    }
}

/// Whom the entry is about, when somebody who stands so to the dossier can correct it.
pub(super) fn correctable(case: &Case, entry: Id, relation: Relation) -> Result<Whom, Refused> {
    let found = case
        .entries
        .iter()
        .find(|e| e.id == entry)
        .ok_or(Refused::NotFound)?;
    if !super::sees_shielded(relation) && super::shielded(&case.entries).contains(&entry) {
        return Err(Refused::NotFound);
    }
    if found.still {
        return Err(Refused::field("entry", "restricted"));
    }
    if case.entries.iter().any(|e| e.of == Some(entry)) {
        return Err(Refused::field("entry", "corrected"));
    }
    Ok(Whom::of(found.person))
}
