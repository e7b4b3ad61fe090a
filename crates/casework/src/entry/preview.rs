//! What the charter says to a form that is still being filled.

use super::input::EntryInput;
use super::record::KINDS;
use crate::guard::Caller;
use crate::{House, Refused};
use regie_charter::{Parts, Whose};
use regie_terms::{Act, Answer, DossierId, RequestId};

impl House {
    /// The answers of access and recording as the form stands, in this order: the checklist beside it. Of a family the answer is given that stands
    /// in the way. Nothing is opened and nothing saved, so there is no line; somebody who may not edit gets the refusal, with its line, of the act itself.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not edit.
    pub async fn preview_entry(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &EntryInput,
    ) -> Result<Vec<Answer>, Refused> {
        self.preview_label(caller, dossier, "record-entry", input)
            .await
    }

    /// The same for a form with the label of an entry in it. A refusal is a line of `act`.
    pub(crate) async fn preview_label(
        &self,
        caller: &Caller,
        dossier: DossierId,
        act: &'static str,
        label: &EntryInput,
    ) -> Result<Vec<Answer>, Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        let mut scope = self.scope(act, actor, RequestId::fresh());
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
        let mut answers = Vec::new();
        for question in label.half(&case, self.settings().charter, self.today()) {
            answers.push(self.charters().ask(&question)?);
        }
        let deciding = super::question::deciding(&answers).ok_or(Refused::NotFound)?;
        Ok(vec![self.charters().ask(&access)?, deciding.clone()])
    }
}
