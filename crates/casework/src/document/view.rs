//! What a page shows of a document, and who sees that it is there.

use crate::dossier::{AgreementView, UnshieldView, agreed};
use crate::entry::{document_for_safety, sees_shielded, told_of_document};
use crate::restrict::StillView;
use crate::thing::{Document, Label, LookedAgain, Readers};
use jiff::civil::Date;
use regie_terms::{Id, PersonId, Relation};
use regie_vault::Of;
use serde::Serialize;

/// A document with its whole label; the file itself is opened apart.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentView {
    /// The document.
    pub id: Id,
    /// About whom; `None` for the family.
    pub person: Option<PersonId>,
    /// Their name; empty for the family.
    pub person_name: String,
    /// What it is.
    pub title: String,
    /// The label.
    pub label: Label,
    /// Why an excerpt or the conclusion will not do.
    pub excerpt: String,
    /// Who may read it.
    pub readers: Readers,
    /// The day it is looked at again.
    pub review_on: Date,
    /// Whether there are data of other people in it.
    pub others: bool,
    /// The names of those of them who are in this dossier.
    pub others_who: Vec<String>,
    /// The day it is from.
    pub about_day: Option<Date>,
    /// Put in, milliseconds since 1970 UTC.
    pub at: i64,
    /// By whom.
    pub by: String,
    /// Whether it is kept out of ordinary view.
    pub shielded: bool,
    /// Whether it is kept from the family alone: it was put in for safety and is not shielded.
    pub kept: bool,
    /// The name of the one of the family who was told of what is kept from the rest, and reads it.
    pub told: Option<String>,
    /// That somebody asked to let it be seen, which waits for another to confirm it.
    pub unshield: Option<UnshieldView>,
    /// Who was asked whether it may be kept here, and what they said.
    pub consents: Vec<AgreementView>,
    /// The times it was looked at again and kept, oldest first.
    pub looked_again: Vec<LookedAgain>,
    /// That it stands still: then nothing works on it, and its words are not here.
    pub still: Option<StillView>,
}

/// Whether a document is there for somebody who may open the dossier and stands so to it.
pub(crate) fn readable(document: &Document, relation: Relation) -> bool {
    sees_shielded(relation) || (!document.shielded && document.readers == Readers::Involved)
}

impl DocumentView {
    /// The view of a stored document; `name_of` gives the names of the people of the dossier.
    pub(crate) fn of(document: &Of<Document>, name_of: impl Fn(Option<Id>) -> String) -> Self {
        let value = document.value.clone();
        let kept = !value.shielded && document_for_safety(&value);
        let names = value.others_who.iter().map(|p| name_of(Some(p.0)));
        Self {
            id: document.id,
            person: document.person.map(PersonId),
            person_name: document
                .person
                .map(|p| name_of(Some(p)))
                .unwrap_or_default(),
            others_who: names.filter(|n| !n.is_empty()).collect(),
            title: value.title,
            label: value.label,
            excerpt: value.excerpt,
            readers: value.readers,
            review_on: value.review_on,
            others: value.others,
            about_day: value.about_day,
            at: value.at,
            by: value.by,
            shielded: value.shielded,
            kept,
            told: told_of_document(document)
                .filter(|_| kept)
                .map(|person| name_of(Some(person))),
            unshield: value
                .release
                .as_ref()
                .filter(|r| !r.given())
                .map(UnshieldView::of),
            consents: agreed(&value.consents, |person| name_of(Some(person.0))),
            looked_again: value.looked_again,
            still: None,
        }
    }
}
