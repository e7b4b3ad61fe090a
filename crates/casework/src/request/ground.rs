//! What the acts of staff on requests begin with: of who takes them in and decides, and of who looks again at a decision.

use super::KINDS;
use crate::act::{Allowed, Case, Gate};
use crate::dossier::Standing;
use crate::guard::Caller;
use crate::thing::{Request, kind};
use crate::{House, Refused};
use regie_charter::{Change, Parts, Scope, View, Whose};
use regie_terms::{Act, ActQuestion, DeskAct, DossierId, Id, KeyId, Outcome, Question, RequestId};
use regie_vault::Known;
use regie_vault::open::Where;

/// What the charter was asked, and what an act goes on with.
pub(super) struct Handling {
    pub case: Case,
    /// By which more of the dossier is read to judge with.
    pub gate: Gate<Change>,
    pub scope: Scope,
    pub task: ActQuestion,
    /// Leave in the dossier itself; none for who looks again at a decision and has no part in it.
    pub access: Option<Question>,
    pub standing: Standing,
    /// The key of the dossier's own records.
    pub own: KeyId,
}

impl Handling {
    /// A request of this dossier.
    pub fn row(&self, id: Id) -> Result<&Known<Request>, Refused> {
        self.case.request(id).ok_or(Refused::NotFound)
    }

    /// The questions beside the task itself.
    pub fn questions(&self) -> Vec<Question> {
        self.access.clone().into_iter().collect()
    }
}

impl House {
    /// Turns away who may not handle requests in a dossier, with a line, and reads what it is judged by. `review` is for who looks again at a
    /// decision: they are let into that alone, and not into the dossier.
    pub(super) async fn handling(
        &self,
        caller: &Caller,
        dossier: DossierId,
        act: &'static str,
        (may, review): (Act, bool),
        request: RequestId,
    ) -> Result<Handling, Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let what = if review {
            DeskAct::ReviewDecision
        } else {
            DeskAct::DecideRequest
        };
        let task = self.task_question(caller, what, standing.relation)?;
        let access = if review {
            None
        } else {
            Some(self.access_question(caller, &standing, may, None)?)
        };
        let mut scope = self.asked(caller, act, actor, request);
        scope.dossier = Some(dossier);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::REQUEST],
            only: None,
        };
        let asked: Vec<Question> = access.clone().into_iter().collect();
        let Allowed { permit, .. } = self
            .allow_under::<Change>(scope.clone(), standing.refusal_key(), |scope| {
                self.charters().judge_act(scope, &task, &asked)
            })
            .await?;
        let own = standing.key.ok_or(Refused::NotFound)?;
        let gate = Gate::of(permit);
        let case = self.case(&gate, &KINDS).await?;
        Ok(Handling {
            case,
            gate,
            scope,
            task,
            access,
            standing,
            own,
        })
    }

    /// Whether a request is about a decision, so that somebody else decides it.
    pub(super) async fn is_review(&self, id: Id) -> Result<bool, Refused> {
        let row = self
            .vault()
            .routing(Where::Id(id), &[kind::REQUEST])
            .await?
            .pop();
        Ok(row.is_some_and(|r| r.of.is_some()))
    }

    /// Whether this caller is one of those who look again at decisions.
    pub(super) fn reviews(&self, caller: &Caller) -> Result<bool, Refused> {
        let task =
            self.task_question(caller, DeskAct::ReviewDecision, regie_terms::Relation::None)?;
        Ok(self.charters().act(&task)?.outcome == Outcome::Permitted)
    }

    /// Leave to change, by the task and what else is asked.
    pub(super) async fn allow_handling(
        &self,
        scope: Scope,
        key: KeyId,
        task: &ActQuestion,
        questions: &[Question],
    ) -> Result<Allowed<Change>, Refused> {
        self.allow_under(scope, Some(key), |scope| {
            self.charters().judge_act(scope, task, questions)
        })
        .await
    }

    /// Leave to look, by the same.
    pub(super) async fn allow_handling_look(
        &self,
        scope: Scope,
        key: KeyId,
        task: &ActQuestion,
        questions: &[Question],
    ) -> Result<Allowed<View>, Refused> {
        self.allow_under(scope, Some(key), |scope| {
            self.charters().judge_act(scope, task, questions)
        })
        .await
    }
}
