//! A document about oneself: that it is there, and opening it where it holds nobody else's data (FLD-3, RIG-2).

use super::file::About;
use super::own::{Own, OwnGround, PortalCapacity};
use super::view::alone;
use crate::act::{Allowed, Case, again};
use crate::entry::document_kept_from;
use crate::guard::Caller;
use crate::thing::{Document, Person, Scan, kind};
use crate::{House, Refused, ScanView};
use regie_terms::{Data, Id, PersonId, RequestId, Set};
use regie_vault::Known;

/// A document, to be shown to the client.
pub struct MyScan {
    /// The name of the person it is about.
    pub name: String,
    /// In what capacity the reader looks.
    pub capacity: PortalCapacity,
    /// What it is.
    pub title: String,
    /// The document itself.
    pub scan: ScanView,
}

impl House {
    /// A document about a person for whom this client may act. A look of its own, with its own line.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for somebody else's, for one that is not about that person alone, and for one that is kept out of ordinary view.
    pub async fn my_document(
        &self,
        caller: &Caller,
        person: PersonId,
        document: Id,
    ) -> Result<MyScan, Refused> {
        again!(self.my_document_once(caller, person, document))
    }

    async fn my_document_once(
        &self,
        caller: &Caller,
        person: PersonId,
        document: Id,
    ) -> Result<MyScan, Refused> {
        let OwnGround {
            own,
            case,
            allowed,
            question,
            mut scope,
        } = self
            .own_ground(caller, Some(person), "view-document", RequestId::fresh())
            .await?;
        let found = visible_documents(&case, &own, allowed)
            .find(|d| d.id == document && alone(d))
            .ok_or(Refused::NotFound)?;
        let mut only = vec![person.0, document];
        only.extend(self.files_of(document).await?);
        scope.parts.kinds = &[kind::PERSON, kind::DOCUMENT, kind::DOCUMENT_FILE];
        scope.parts.only = Some(only);
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(found.key), |scope| {
                self.charters().judge_own(scope, &question)
            })
            .await?;
        let receipt = self.vault().look(permit, Some(found.key)).await?;
        let mut opened = self.vault().open(receipt).await?;
        let name = opened.take::<Person>(kind::PERSON)?.pop();
        let document = opened.take::<Document>(kind::DOCUMENT)?.pop();
        let scan = opened.take::<Scan>(kind::DOCUMENT_FILE)?.pop();
        let (Some(name), Some(document), Some(scan)) = (name, document, scan) else {
            return Err(Refused::NotFound);
        };
        Ok(MyScan {
            name: name.value.name(),
            capacity: own.capacity,
            title: document.value.title,
            scan: ScanView::of(scan.value)?,
        })
    }
}

/// The documents about a person that a reader may know of, within the matters they may act in: about that person, or about the family where both
/// belong to it.
pub(crate) fn visible_documents<'a>(
    case: &'a Case,
    own: &Own,
    allowed: Set<Data>,
) -> impl Iterator<Item = &'a Known<Document>> {
    let (about, me) = (About::of(case, own), own.me);
    case.documents.iter().filter(move |d| {
        about.reads(d.person)
            && !document_kept_from(d, me)
            && allowed.contains(d.value.label.category)
    })
}
