//! What the charter says to a form that is still being filled.

use super::input::DocumentInput;
use crate::guard::Caller;
use crate::{House, Refused};
use regie_terms::{Answer, DossierId};

impl House {
    /// As [`House::preview_entry`], for the label of a document.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not edit.
    pub async fn preview_document(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &DocumentInput,
    ) -> Result<Vec<Answer>, Refused> {
        self.preview_label(caller, dossier, "add-document", &input.label)
            .await
    }
}
