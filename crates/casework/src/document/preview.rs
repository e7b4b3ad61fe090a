//! What the charter says to a form that is still being filled.

use super::input::DocumentInput;
use crate::act::Case;
use crate::check::Check;
use crate::entry::LabelPreview;
use crate::guard::Caller;
use crate::{House, Refused};
use jiff::civil::Date;
use regie_charter::FormOf;
use regie_terms::DossierId;

impl House {
    /// As [`House::preview_entry`], for the form of a document.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not edit.
    pub async fn preview_document(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &DocumentInput,
    ) -> Result<LabelPreview, Refused> {
        let lacks = |check: &mut Check, case: &Case, today: Date, form: &FormOf<'_>| {
            let read = input.read(check, case, today, form);
            self.weigh(check, case, read.as_ref().map(|r| &r.ready));
        };
        self.preview_label(caller, dossier, "add-document", &input.label, lacks)
            .await
    }
}
