//! What the charter says to a form of the plan that is still being filled, and what the form itself still lacks.

use super::input::{Colleague, PlanInput, offered, open_parts};
use super::write::Ground;
use crate::check::Check;
use crate::entry::{LabelPreview, deciding, family, in_order};
use crate::guard::Caller;
use crate::{House, Refused};
use regie_terms::{DossierId, Id, PersonId, QuestionKind, RequestId};

/// What a form of the plan is drawn from: ids alone, whose words are those of the page of the dossier.
#[derive(Clone, Debug)]
pub struct PlanPreview {
    /// What the charter says to the form, and what it lacks.
    pub said: LabelPreview,
    /// The version that it is made from.
    pub version: Option<Id>,
    /// Who belongs to the family.
    pub family: Vec<PersonId>,
    /// The colleagues who can direct it and do something in it.
    pub staff: Vec<Colleague>,
    /// The parts that are worked at.
    pub open: Vec<Id>,
    /// The facts that it can rest on, and that can become a part.
    pub offered: Vec<Id>,
}

impl House {
    /// The checklist beside a form of the plan as it stands. Nothing is opened and nothing saved, so there is no line; somebody who may not write the
    /// plan gets the refusal, with its line, of the act itself.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not write it.
    pub async fn preview_plan(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &PlanInput,
    ) -> Result<PlanPreview, Refused> {
        let Ground {
            case,
            access,
            scope,
            ..
        } = self
            .plan_ground(caller, dossier, "write-plan", RequestId::fresh())
            .await?;
        let today = self.today();
        let mut labels = input.new_labels();
        if labels.is_empty() {
            // What is asked of anything that may still be typed.
            labels.push(input.labelled(("", ""), ""));
        }
        let mut answers = Vec::new();
        for label in &labels {
            for question in label.half(&case, self.settings().charter, today) {
                answers.push(self.charters().ask(&question)?);
            }
        }
        let decided = deciding(&answers).cloned().ok_or(Refused::NotFound)?;
        let staff = self.plan_staff(dossier).await?;
        let mut check = Check::default();
        let before = case.plans.last().map(|p| &p.value);
        input.read(
            &mut check,
            (&case, before),
            &staff,
            (scope.at, caller.name(), today),
            &self.form(QuestionKind::Recording),
        );
        let open = open_parts(&case, before);
        Ok(PlanPreview {
            said: LabelPreview {
                answers: vec![self.charters().ask(&access)?, decided],
                unfilled: in_order(check.faults()),
                otherwise: Vec::new(),
                weighed: Default::default(),
            },
            version: case.plans.last().map(|p| p.id),
            family: family(&case),
            open: open.iter().map(|e| e.id).collect(),
            offered: offered(&case).map(|e| e.id).collect(),
            staff,
        })
    }
}
