//! What the acts with letters begin with: leave in the dossier, and which letter it is.

use super::{KINDS, LetterAt};
use crate::act::{Allowed, Case, Gate};
use crate::dossier::Standing;
use crate::guard::Caller;
use crate::portal::Own;
use crate::share::{Sharing, concerned, unseen};
use crate::thing::{LetterKind, kind};
use crate::{House, Refused};
use regie_charter::{Change, Mode, Parts, Scope, Whose};
use regie_terms::{
    Act, ActQuestion, Data, DeskAct, DossierId, Id, KeyId, Outcome, PersonId, Question, RequestId,
    Set,
};

/// What an act with a letter is judged by.
pub(super) struct LetterGround {
    pub standing: Standing,
    pub case: Case,
    pub scope: Scope,
    pub access: Question,
    /// The task beside leave in the dossier: who handles requests makes the letters about them.
    pub task: Option<ActQuestion>,
    /// The key of the dossier's own records.
    pub own: KeyId,
}

/// What a letter is about, as far as it is theirs to know whom it is for.
pub(super) struct Matter {
    /// As whom they read it; `None` for an invitation, which says nothing.
    pub reader: Option<(Own, Set<Data>)>,
    /// About whom it is.
    pub person: PersonId,
    /// The key it is kept under.
    pub key: KeyId,
    /// Whom its lines concern.
    pub concerns: Vec<PersonId>,
    /// What is opened for it, beside people and dossier.
    pub only: Vec<Id>,
    /// What it is about, in the plain column.
    pub of: Option<Id>,
}

impl House {
    /// Turns away who may not, with a line, and reads what is judged with.
    pub(super) async fn letter_ground(
        &self,
        caller: &Caller,
        dossier: DossierId,
        of_request: bool,
        (act, may): (&'static str, Act),
        request: RequestId,
    ) -> Result<LetterGround, Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, may, None)?;
        let task = self.task_question(caller, DeskAct::DecideRequest, standing.relation)?;
        let task = Some(task).filter(|_| of_request);
        let mut scope = self.asked(caller, act, actor, request);
        scope.dossier = Some(dossier);
        scope.facts.clone_from(&standing.facts);
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::POSTING],
            only: None,
        };
        let Allowed { permit, .. } = self
            .allow_letter::<Change>(&scope, standing.refusal_key(), (&access, task.as_ref()))
            .await?;
        let case = self.case(&Gate::of(permit), &KINDS).await?;
        let own = standing.key.ok_or(Refused::NotFound)?;
        Ok(LetterGround {
            standing,
            case,
            scope,
            access,
            task,
            own,
        })
    }

    /// Leave by the questions of a ground.
    pub(super) async fn allow_letter<K: Mode>(
        &self,
        scope: &Scope,
        key: Option<KeyId>,
        (access, task): (&Question, Option<&ActQuestion>),
    ) -> Result<Allowed<K>, Refused> {
        let asked = std::slice::from_ref(access);
        self.allow_under(scope.clone(), key, |scope| match task {
            Some(task) => self.charters().judge_act(scope, task, asked),
            None => self.charters().judge(scope, asked),
        })
        .await
    }

    /// Whether this caller handles the requests of a dossier to which they stand so.
    pub(super) fn handles_requests(
        &self,
        caller: &Caller,
        standing: &Standing,
    ) -> Result<bool, Refused> {
        let task = self.task_question(caller, DeskAct::DecideRequest, standing.relation)?;
        Ok(self.charters().act(&task)?.outcome == Outcome::Permitted)
    }

    /// What a letter is about.
    ///
    /// # Errors
    /// [`Refused::NotFound`] where there is no such letter for that person: it is not theirs to know, or nothing of the kind waits.
    pub(super) fn letter_matter(
        &self,
        ground: &LetterGround,
        at: &LetterAt,
    ) -> Result<Matter, Refused> {
        let case = &ground.case;
        case.person(at.person).ok_or(Refused::NotFound)?;
        let reader = |about: PersonId| {
            self.as_client(case, at.dossier, at.person, about)?
                .ok_or(Refused::NotFound)
        };
        match at.letter {
            LetterKind::Invitation => Ok(Matter {
                reader: None,
                person: at.person,
                key: case.any_file(at.person).unwrap_or(ground.own),
                concerns: Vec::new(),
                only: Vec::new(),
                of: None,
            }),
            LetterKind::Decision | LetterKind::Receipt => {
                let row = case.request(at.about).ok_or(Refused::NotFound)?;
                let person = row.person.map(PersonId).ok_or(Refused::NotFound)?;
                let (own, allowed) = reader(person)?;
                let only = self.request_parts(case, &own, allowed, row.id)?;
                let only = only.ok_or(Refused::NotFound)?;
                let decided = case.decision_on(row.id).is_some();
                if (at.letter == LetterKind::Decision) != decided || row.value.withdrawn.is_some() {
                    return Err(Refused::NotFound);
                }
                Ok(Matter {
                    reader: Some((own, allowed)),
                    person,
                    key: row.key,
                    concerns: self.request_concerns(case, person, &row.value)?,
                    only,
                    of: Some(row.id),
                })
            }
            LetterKind::Consent => {
                let apart = unseen(case, ground.standing.relation);
                let Sharing { row, person } = Sharing::seen(case, at.about, &apart)?;
                let facts: Vec<Id> = row.value.facts.iter().map(|f| f.entry).collect();
                let (own, allowed) = reader(person)?;
                let hidden = facts.iter().any(|fact| apart.contains(fact));
                if hidden || !self.may_ask_on_paper(case, &own, allowed, row.id)? {
                    return Err(Refused::NotFound);
                }
                let mut only = facts;
                only.push(row.id);
                Ok(Matter {
                    reader: Some((own, allowed)),
                    person,
                    key: case.share_key(person, row.value.law).unwrap_or(ground.own),
                    concerns: concerned(case, &row.value, person),
                    only,
                    of: Some(row.id),
                })
            }
        }
    }
}
