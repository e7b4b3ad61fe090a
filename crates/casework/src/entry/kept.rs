//! What is kept from the family: what is shielded, and what was recorded for safety until two people let it be seen (SAF-3, SAF-4).
//!
//! For safety it is the same as with a disclosure that went for safety: who was told reads it, nobody else of the family does, and its lines are in
//! nobody's list. To colleagues it is there; shielding keeps it from them too.

use super::shield::{shielded, through_time};
use crate::thing::{Document, Entry, Release, ShareSafety};
use regie_terms::{ClientTold, Id, PersonId};
use regie_vault::Of;

fn waits(safety: Option<&ShareSafety>, release: Option<&Release>) -> bool {
    safety.is_some() && !release.is_some_and(Release::given)
}

/// Who was told of what was recorded for safety, and reads it: whom it is about, or nobody.
fn told(safety: Option<&ShareSafety>, about: Option<Id>) -> Option<Id> {
    about.filter(|_| safety.is_some_and(|s| s.client == ClientTold::Informed))
}

/// Whether an entry was recorded for safety, and two people have not let it be seen yet.
pub(crate) fn for_safety(entry: &Entry) -> bool {
    waits(entry.safety.as_ref(), entry.release.as_ref())
}

/// The ids of everything that is kept from the family, whoever of them was told of it: each fact with all its versions.
pub(crate) fn kept_from_family<S>(entries: &[Of<Entry, S>]) -> Vec<Id> {
    let mut out = shielded(entries);
    for entry in entries.iter().filter(|e| for_safety(&e.value)) {
        if !out.contains(&entry.id) {
            out.extend(through_time(entries, entry.id));
        }
    }
    out
}

/// What waits for a second person who lets the fact of an entry be seen, whichever of its versions it stands with.
pub(crate) fn waiting<S>(entries: &[Of<Entry, S>], entry: Id) -> Option<&Release> {
    let fact = through_time(entries, entry);
    entries
        .iter()
        .filter(|e| fact.contains(&e.id))
        .find_map(|e| e.value.release.as_ref().filter(|r| !r.given()))
}

/// Who of the family reads a fact that was recorded for safety; `fact` is all its versions. What the last of them that speaks of safety says stands.
fn reader_of<S>(entries: &[Of<Entry, S>], fact: &[Id]) -> Option<Id> {
    let last = entries
        .iter()
        .filter(|e| fact.contains(&e.id) && e.value.safety.is_some())
        .max_by_key(|e| (e.value.at, e.id))?;
    told(last.value.safety.as_ref(), last.person)
}

/// Who of the family reads the fact of an entry although it is kept from them: who was told of it. `None` where none of them does.
pub(crate) fn told_of_entry<S>(entries: &[Of<Entry, S>], entry: Id) -> Option<Id> {
    reader_of(entries, &through_time(entries, entry))
}

/// The ids of everything that is kept from somebody of the family, each fact with all its versions. A later version without safety does not let
/// an earlier one be seen; one that says that the person it is about was told does, to that person.
pub(crate) fn kept_from<S>(entries: &[Of<Entry, S>], reader: PersonId) -> Vec<Id> {
    let mut out = shielded(entries);
    for entry in entries.iter().filter(|e| for_safety(&e.value)) {
        if out.contains(&entry.id) {
            continue;
        }
        let fact = through_time(entries, entry.id);
        if reader_of(entries, &fact) != Some(reader.0) {
            out.extend(fact);
        }
    }
    out
}

/// Whether a document was put in for safety, and two people have not let it be seen yet.
pub(crate) fn document_for_safety(document: &Document) -> bool {
    waits(document.safety.as_ref(), document.release.as_ref())
}

/// Whether a document is kept from somebody of the family.
pub(crate) fn document_kept_from<S>(document: &Of<Document, S>, reader: PersonId) -> bool {
    let value = &document.value;
    value.shielded || (document_for_safety(value) && told_of_document(document) != Some(reader.0))
}

/// Who of the family reads a document that was put in for safety: who was told of it. `None` where none of them does.
pub(crate) fn told_of_document<S>(document: &Of<Document, S>) -> Option<Id> {
    told(document.value.safety.as_ref(), document.person)
}
