//! Opening a document: a look of its own, with its own line.

use super::Ground;
use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::thing::{Scan, kind};
use crate::{House, Refused, ScanView};
use regie_terms::{Act, DossierId, Id, RequestId};
use regie_vault::open::Where;

impl House {
    /// The document itself, to be shown. The line concerns those it is about.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not look at the dossier; [`Refused::NotFound`] when there is no such document for this caller.
    pub async fn document(
        &self,
        caller: &Caller,
        dossier: DossierId,
        document: Id,
    ) -> Result<ScanView, Refused> {
        again!(self.document_once(caller, dossier, document))
    }

    async fn document_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        document: Id,
    ) -> Result<ScanView, Refused> {
        let ground = self
            .document_ground(
                caller,
                (dossier, document),
                "view-document",
                Act::View,
                RequestId::fresh(),
            )
            .await?;
        let Some(Ground {
            mut scope,
            access,
            stored,
            ..
        }) = ground
        else {
            return Err(Refused::NotFound);
        };
        scope.parts.kinds = &[kind::DOCUMENT_FILE];
        scope.parts.only = Some(self.files_of(document).await?);
        let Allowed { permit, .. } = self
            .allow_look_under(scope, Some(stored.key), &[access])
            .await?;
        let receipt = self.vault().look(permit, Some(stored.key)).await?;
        let mut opened = self.vault().open(receipt).await?;
        let scan = opened
            .take::<Scan>(kind::DOCUMENT_FILE)?
            .pop()
            .ok_or(Refused::NotFound)?;
        ScanView::of(scan.value)
    }

    /// The files of a document; one, as long as nothing was done by hand.
    pub(crate) async fn files_of(&self, document: Id) -> Result<Vec<Id>, Refused> {
        let rows = self
            .vault()
            .routing(Where::Of(document), &[kind::DOCUMENT_FILE])
            .await?;
        Ok(rows.iter().map(|r| r.id).collect())
    }
}
