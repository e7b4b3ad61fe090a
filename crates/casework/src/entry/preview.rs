//! What the charter says to a form that is still being filled, and what the form itself still lacks.

use super::input::{EntryInput, in_order};
use super::question::deciding;
use super::record::KINDS;
use super::weighed::Weighed;
use crate::act::Case;
use crate::check::Check;
use crate::guard::Caller;
use crate::share::SafetyInput;
use crate::{FieldError, House, Refused};
use jiff::civil::Date;
use regie_charter::{FormOf, Parts, Whose};
use regie_terms::{Act, Answer, ClientTold, DossierId, Outcome, QuestionKind, RequestId, SafetyOf};

/// What stands beside a form of an entry or a document while it is filled.
#[derive(Clone, Debug)]
pub struct LabelPreview {
    /// The answers of access and recording as the form stands, in this order. Of a family the answer is given that stands in the way.
    pub answers: Vec<Answer>,
    /// What the form still lacks besides, in the order of its fields: what the charter permits is not recorded before that is there.
    pub unfilled: Vec<FieldError>,
    /// Where it is prohibited: what could be filled in so that it no more is.
    pub otherwise: Vec<Otherwise>,
    /// What stands by triage.
    pub weighed: Weighed,
}

/// What makes recording possible that is prohibited without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Otherwise {
    /// An article that makes it strictly necessary.
    LegalGround,
    /// That safety is at stake.
    Safety,
}

impl House {
    /// The checklist beside a form as it stands. Nothing is opened and nothing saved, so there is no line; somebody who may not edit gets the refusal,
    /// with its line, of the act itself.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not edit.
    pub async fn preview_entry(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &EntryInput,
    ) -> Result<LabelPreview, Refused> {
        let lacks = |check: &mut Check, case: &Case, today: Date, form: &FormOf<'_>| {
            let ready = input.read(check, case, None, today, form);
            self.weigh(check, case, ready.as_ref());
        };
        self.preview_label(caller, dossier, "record-entry", input, lacks)
            .await
    }

    /// The same for a form with the label of an entry in it, which `lacks` reads whole. A refusal is a line of `act`.
    pub(crate) async fn preview_label(
        &self,
        caller: &Caller,
        dossier: DossierId,
        act: &'static str,
        label: &EntryInput,
        lacks: impl FnOnce(&mut Check, &Case, Date, &FormOf<'_>) + Send,
    ) -> Result<LabelPreview, Refused> {
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
        let decided = self.half_asked(label, &case)?.ok_or(Refused::NotFound)?;
        let mut otherwise = Vec::new();
        if decided.outcome == Outcome::Prohibited {
            for way in [Otherwise::LegalGround, Otherwise::Safety] {
                let with = self.half_asked(&way.taken(label), &case)?;
                if with.is_some_and(|answer| answer.outcome != Outcome::Prohibited) {
                    otherwise.push(way);
                }
            }
        }
        let mut check = Check::default();
        let form = self.form(QuestionKind::Recording);
        lacks(&mut check, &case, self.today(), &form);
        Ok(LabelPreview {
            answers: vec![self.charters().ask(&access)?, decided],
            unfilled: in_order(check.faults()),
            otherwise,
            weighed: self.weighed(&case, label),
        })
    }

    /// The answer to the half-filled form that decides.
    fn half_asked(&self, label: &EntryInput, case: &Case) -> Result<Option<Answer>, Refused> {
        let mut answers = Vec::new();
        for question in label.half(case, self.settings().charter, self.today()) {
            answers.push(self.charters().ask(&question)?);
        }
        Ok(deciding(&answers).cloned())
    }
}

impl Otherwise {
    /// The form as it would be with this filled in.
    fn taken(self, label: &EntryInput) -> EntryInput {
        let mut with = label.clone();
        match self {
            Self::LegalGround => with.legal_ground = "?".to_owned(),
            Self::Safety => {
                with.safety = SafetyInput {
                    of: SafetyOf::Client.as_str().to_owned(),
                    because: "?".to_owned(),
                    client: ClientTold::Informed.as_str().to_owned(),
                    ..SafetyInput::default()
                }
            }
        }
        with
    }
}
