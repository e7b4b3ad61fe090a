//! What the acts of staff on a split begin with, and what the charter says of it.

use super::KINDS;
use crate::act::{Allowed, Case, Gate};
use crate::dossier::Standing;
use crate::guard::Caller;
use crate::thing::{Request, Requester, Split, kind};
use crate::{House, Refused};
use regie_charter::{Change, Parts, Scope, Whose};
use regie_terms::{
    Act, ActQuestion, Answer, Consenter, DeskAct, DossierId, Id, PersonId, Question, RequestAbout,
    RequestId, Right,
};
use regie_vault::{Changes, Draft, Known};

/// What an act on a split goes on with.
pub(super) struct Ground {
    pub case: Case,
    pub scope: Scope,
    pub task: ActQuestion,
    pub access: Question,
    pub standing: Standing,
    pub gate: Gate<Change>,
}

impl Ground {
    /// An objection of this dossier that somebody made: not the mark of an earlier split.
    pub fn split(&self, id: Id) -> Result<(&Known<Split>, PersonId), Refused> {
        let found = self.case.splits.iter().find(|s| s.id == id);
        let found = found.ok_or(Refused::NotFound)?;
        Ok((found, found.person.map(PersonId).ok_or(Refused::NotFound)?))
    }
}

impl House {
    /// Turns away who may not, with a line, and reads the dossier.
    pub(super) async fn split_ground(
        &self,
        caller: &Caller,
        dossier: DossierId,
        act: &'static str,
        request: RequestId,
    ) -> Result<Ground, Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let task = self.task_question(caller, DeskAct::DecideRequest, standing.relation)?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        let mut scope = self.asked(caller, act, actor, request);
        scope.dossier = Some(dossier);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::SPLIT],
            only: None,
        };
        let asked = [access.clone()];
        let Allowed { permit, .. } = self
            .allow_under::<Change>(scope.clone(), standing.refusal_key(), |scope| {
                self.charters().judge_act(scope, &task, &asked)
            })
            .await?;
        let gate = Gate::of(permit);
        let case = self.case(&gate, &KINDS).await?;
        Ok(Ground {
            case,
            scope,
            task,
            access,
            standing,
            gate,
        })
    }

    /// Writes an objection anew, by an act that the charter lets whoever handles it take.
    pub(super) async fn split_written(
        &self,
        ground: Ground,
        row: &Known<Split>,
        value: &Split,
    ) -> Result<(), Refused> {
        let Ground {
            scope,
            task,
            access,
            ..
        } = ground;
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(row.key), |scope| {
                self.charters()
                    .judge_act(scope, &task, std::slice::from_ref(&access))
            })
            .await?;
        let changes = Changes {
            line_key: Some(row.key),
            replace: vec![Draft::over(kind::SPLIT, row, value)?],
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        Ok(())
    }

    /// An objection to one dossier together, as a question to the charter: it is an objection (GDPR 21), made by who made it and by who made
    /// another about the same person that waits too.
    ///
    /// # Errors
    /// [`Refused::NotFound`] where the person is not known today.
    pub(super) fn split_question(
        &self,
        case: &Case,
        (id, person): (Option<Id>, PersonId),
        split: &Split,
    ) -> Result<Question, Refused> {
        let others = case.splits.iter().filter(|s| {
            Some(s.id) != id && s.person == Some(person.0) && s.value.decision.is_none()
        });
        let others = others.filter(|s| s.value.open() && s.value.identity.is_some());
        let others = others.flat_map(|s| s.value.askers());
        let request = Request {
            right: Right::Objection,
            about: RequestAbout::Own,
            things: Vec::new(),
            words: split.words.clone(),
            law: None,
            received: split.received,
            at: split.at,
            way: split.way,
            signed: split.signed,
            identity: split.identity.clone(),
            by: split.askers().chain(others).cloned().collect(),
            joining: Vec::new(),
            language: String::new(),
            extended: None,
            withdrawn: None,
            done: None,
            told: Vec::new(),
            informed: None,
        };
        self.request_question(case, person, &request, RequestAbout::Own, None)
            .ok_or(Refused::NotFound)
    }

    /// What the charter says to it.
    ///
    /// # Errors
    /// As [`House::split_question`].
    pub(super) fn split_answer(
        &self,
        case: &Case,
        about: (Option<Id>, PersonId),
        split: &Split,
    ) -> Result<Answer, Refused> {
        let question = self.split_question(case, about, split)?;
        Ok(self.charters().ask(&question)?)
    }
}

/// Somebody who asks it for themself.
pub(super) fn themself(person: PersonId, on: jiff::civil::Date) -> Requester {
    Requester {
        of: Consenter::Subject,
        person: Some(person),
        holder: Some(person.0),
        outsider: None,
        on,
    }
}
