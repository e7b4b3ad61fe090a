//! What the charter says to a form that is still being filled.

use super::input::DocumentInput;
use crate::entry::KINDS;
use crate::guard::Caller;
use crate::{House, Refused};
use regie_charter::{Parts, Whose};
use regie_terms::{Act, Answer, DossierId, RequestId};

impl House {
    /// The answers of access and recording as the form stands, in this order: the checklist beside it. Of a family the answer is given that stands
    /// in the way. Nothing is opened and nothing saved, so there is no line.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not edit.
    pub async fn preview_document(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &DocumentInput,
    ) -> Result<Vec<Answer>, Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        let mut scope = self.scope("add-document", actor, RequestId::fresh());
        scope.dossier = Some(dossier);
        scope.concerns.clone_from(&standing.people);
        scope.facts.clone_from(&standing.facts);
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[],
            only: None,
        };
        let gate = self.gate(&scope, &standing, &access).await?;
        let case = self.case(&gate, &KINDS).await?;
        let questions = input
            .label
            .half(&case, self.settings().charter, self.today());
        self.as_it_stands(&access, &questions)
    }
}
