//! Reading what stands still, to decide on the request that is about it: what is stored only may be used with the consent of the person (GDPR 18(2);
//! RIG-8, RIG-10), and who asks a decision about it asks that it be read for that. Nothing beside it comes out, it is read by who handles the
//! request alone, as long as it is undecided, and each look is a line of its own.

use super::ground::Handling;
use super::list::Words;
use crate::act::{Allowed, Case, again};
use crate::document::{DocumentView, readable};
use crate::dossier::EntryView;
use crate::guard::Caller;
use crate::thing::{Request, Scan, kind};
use crate::{House, Refused, ScanView};
use regie_charter::{Parts, Whose};
use regie_terms::{Act, DossierId, Id, PersonId, RequestId, Right};
use regie_vault::Opened;

/// What stands still and a request is about.
pub struct StillPage {
    /// The right.
    pub right: Right,
    /// What was asked, in the asker's words.
    pub words: String,
    /// The facts, as they were recorded.
    pub entries: Vec<EntryView>,
    /// The documents; each is opened by itself.
    pub documents: Vec<DocumentView>,
}

/// Leave to read it, and what of it there is.
struct Ground {
    handling: Handling,
    person: PersonId,
    entries: Vec<Id>,
    documents: Vec<Id>,
}

impl House {
    /// What stands still of what an undecided request is about: the things it names, or all about the person where it names none.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not handle it; [`Refused::NotFound`] for a request of another dossier, one that is decided, and where nothing
    /// stands still.
    pub async fn request_still(
        &self,
        caller: &Caller,
        dossier: DossierId,
        request: Id,
    ) -> Result<StillPage, Refused> {
        again!(self.request_still_once(caller, dossier, request))
    }

    async fn request_still_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        request: Id,
    ) -> Result<StillPage, Refused> {
        let ground = self.still_ground(caller, dossier, request).await?;
        let about = [ground.person.0, request];
        let only = about.iter().chain(&ground.entries).chain(&ground.documents);
        let only = only.copied().collect();
        let kinds = &[kind::PERSON, kind::REQUEST, kind::ENTRY, kind::DOCUMENT];
        let mut opened = self.open_still(ground.handling, kinds, only).await?;
        let shown = opened.take::<Request>(kind::REQUEST)?.pop();
        let shown = shown.ok_or(Refused::NotFound)?.value;
        let words = Words::take(&mut opened)?;
        let name = |person: Option<Id>| {
            let found = person.and_then(|p| words.name(PersonId(p)));
            found.unwrap_or_default()
        };
        Ok(StillPage {
            right: shown.right,
            words: shown.words,
            entries: words
                .entries()
                .map(|e| EntryView::of(e, name(e.person), None, false))
                .collect(),
            documents: words
                .documents()
                .map(|d| DocumentView::of(d, name))
                .collect(),
        })
    }

    /// The file of a document that stands still, of those that an undecided request is about.
    ///
    /// # Errors
    /// As [`House::request_still`], and [`Refused::NotFound`] for a document that is none of them.
    pub async fn request_still_document(
        &self,
        caller: &Caller,
        dossier: DossierId,
        request: Id,
        document: Id,
    ) -> Result<ScanView, Refused> {
        again!(self.request_still_document_once(caller, dossier, request, document))
    }

    async fn request_still_document_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        request: Id,
        document: Id,
    ) -> Result<ScanView, Refused> {
        let ground = self.still_ground(caller, dossier, request).await?;
        if !ground.documents.contains(&document) {
            return Err(Refused::NotFound);
        }
        let only = self.files_of(document).await?;
        let kinds = &[kind::DOCUMENT_FILE];
        let mut opened = self.open_still(ground.handling, kinds, only).await?;
        let scan = opened.take::<Scan>(kind::DOCUMENT_FILE)?.pop();
        ScanView::of(scan.ok_or(Refused::NotFound)?.value)
    }

    async fn still_ground(
        &self,
        caller: &Caller,
        dossier: DossierId,
        id: Id,
    ) -> Result<Ground, Refused> {
        let leave = (Act::View, false);
        let mut handling = self
            .handling(
                caller,
                dossier,
                "read-for-request",
                leave,
                RequestId::fresh(),
            )
            .await?;
        let row = handling.row(id)?.clone();
        let person = row.person.map(PersonId).ok_or(Refused::NotFound)?;
        let case = &handling.case;
        let review = row.of.is_some();
        if review || !case.request_state(&row, false).undecided() {
            return Err(Refused::NotFound);
        }
        let relation = handling.standing.relation;
        let (entries, documents) = case.still_of(person, &row.value, |d| readable(d, relation));
        if entries.is_empty() && documents.is_empty() {
            return Err(Refused::NotFound);
        }
        handling.scope.concerns = self.request_concerns(case, person, &row.value)?;
        Ok(Ground {
            handling,
            person,
            entries,
            documents,
        })
    }

    async fn open_still(
        &self,
        handling: Handling,
        kinds: &'static [&'static str],
        only: Vec<Id>,
    ) -> Result<Opened, Refused> {
        let questions = handling.questions();
        let Handling {
            mut scope,
            task,
            own,
            ..
        } = handling;
        scope.moves.clear();
        scope.parts = Parts {
            about: Whose::Household,
            kinds,
            only: Some(only),
        };
        scope.still = true;
        let Allowed { permit, .. } = self
            .allow_handling_look(scope, own, &task, &questions)
            .await?;
        let receipt = self.vault().look(permit, Some(own)).await?;
        Ok(self.vault().open(receipt).await?)
    }
}

impl Case {
    /// The facts and documents that stand still among what a request is about. Of documents only those that `reads`.
    pub(super) fn still_of(
        &self,
        person: PersonId,
        request: &Request,
        reads: impl Fn(&crate::thing::Document) -> bool,
    ) -> (Vec<Id>, Vec<Id>) {
        let about = |id: Id, whose: Option<Id>| {
            let named = request.things.iter().any(|t| t.id == id);
            named || (request.things.is_empty() && whose.is_none_or(|one| one == person.0))
        };
        let entries = self.entries.iter();
        let documents = self.documents.iter();
        (
            entries
                .filter(|e| e.still && about(e.id, e.person))
                .map(|e| e.id)
                .collect(),
            documents
                .filter(|d| d.still && about(d.id, d.person) && reads(&d.value))
                .map(|d| d.id)
                .collect(),
        )
    }
}
