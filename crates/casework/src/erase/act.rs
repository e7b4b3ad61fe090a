//! The act itself.

use super::gather::{Gone, Written};
use super::{Erasing, granted};
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::entry::sees_shielded;
use crate::guard::Caller;
use crate::request::about;
use crate::thing::{NoticeOf, RequestDone, kind};
use crate::{House, Refused};
use regie_charter::{Parts, Whose};
use regie_terms::{Act, DeskAct, DossierId, PersonId, RequestId, Right};
use regie_vault::Draft;
use serde::{Deserialize, Serialize};

/// What erasing is judged by.
const KINDS: [&str; 16] = [
    kind::DOSSIER,
    kind::PERSON,
    kind::AUTHORITY,
    kind::ACTING,
    kind::FILE,
    kind::ENTRY,
    kind::DOCUMENT,
    kind::DISCLOSURE,
    kind::CONSENT,
    kind::CONSENT_QUERY,
    kind::CONTRIBUTION,
    kind::POSTING,
    kind::REQUEST,
    kind::REQUEST_DECISION,
    kind::NOTICE,
    kind::MEETING,
];

/// What is erased, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct EraseInput {
    /// The client's request that was granted.
    pub verzoek: String,
    /// Why: on what the request was granted.
    pub reason: String,
    /// That it is sure, and cannot be undone.
    pub sure: String,
}

/// That it was erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Erased {
    /// Whether the old keys are destroyed already; where not, the next sweep does it within minutes.
    pub destroyed: bool,
}

impl House {
    /// Erases a fact, a document, or somebody's whole file under a law, for a granted request. The same request again answers as the first time.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not do this, or when the charter no longer grants the request; [`Refused::NotFound`] for what is not there for
    /// this caller; [`Refused::Invalid`] at `verzoek` (`missing`, `unknown`, `other-right`, `other-thing`, `not-granted`), `reason` and `sure`.
    pub async fn erase(
        &self,
        caller: &Caller,
        dossier: DossierId,
        what: Erasing,
        input: &EraseInput,
        request: RequestId,
    ) -> Result<Erased, Refused> {
        let written = async { again!(self.erase_once(caller, dossier, what, input, request)) };
        written.await?;
        // It is erased once that is written; a key that could not be destroyed now is destroyed by the next sweep.
        let destroyed = match self.destroy_retired().await {
            Ok(_) => true,
            Err(error) => {
                tracing::error!(?error, "a key that was left is not destroyed yet");
                false
            }
        };
        Ok(Erased { destroyed })
    }

    async fn erase_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        what: Erasing,
        input: &EraseInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        let act = match what {
            Erasing::Thing(_) => "erase-fact",
            Erasing::File(..) => "erase-file",
        };
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        let mut scope = self.asked(caller, act, actor, request);
        scope.dossier = Some(dossier);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &KINDS,
            only: None,
        };
        let gate = self.gate(&scope, &standing, &access).await?;
        let case = self.case(&gate, &KINDS).await?;
        let own = standing.key.ok_or(Refused::NotFound)?;
        if self.done_before(caller, act, request).await? {
            return Ok(());
        }
        let (person, versions) = match what {
            Erasing::Thing(id) => {
                let gone = Gone::thing(&case, id).ok_or(Refused::NotFound)?;
                if !sees_shielded(standing.relation) && !gone.kept.is_empty() {
                    return Err(Refused::NotFound);
                }
                let person = gone.people.first().copied().map(PersonId);
                (person, gone.ids())
            }
            Erasing::File(person, law) => {
                case.file(person, law).ok_or(Refused::NotFound)?;
                (Some(person), Vec::new())
            }
        };

        let mut check = Check::default();
        let reason = check.needed("reason", &input.reason, 1000);
        if !Check::yes(&input.sure) {
            check.fault("sure", "missing");
        }
        let asked = check.id("verzoek", &input.verzoek);
        let found = asked.map(|id| granted(&case, id, Right::Erasure, &versions, person));
        if let Some(Err(code)) = &found {
            check.fault("verzoek", code);
        }
        check.done()?;
        let Some(Ok((row, decision))) = found else {
            return Err(Refused::field("verzoek", "unknown"));
        };
        let gone = match what {
            Erasing::Thing(id) => Gone::thing(&case, id).ok_or(Refused::NotFound)?,
            Erasing::File(person, law) => Gone::file(&case, person, law, decision),
        };
        let Written {
            mut changes,
            mut keys,
            went,
        } = self.gathered(&case, &gone, what).await?;
        let asker = row.person.map(PersonId).ok_or(Refused::NotFound)?;
        let question = self
            .request_question(&case, asker, &row.value, about(&case, &row.value), None)
            .ok_or(Refused::NotFound)?;
        let task = self.release_question(caller, DeskAct::DecideRequest, standing.relation)?;

        let mut done = row.value.clone();
        let by = RequestDone {
            on: self.today(),
            by: caller.name().to_owned(),
            at: scope.at,
        };
        match what {
            Erasing::Thing(_) => {
                let named = row.value.things.iter().map(|t| t.id);
                for thing in named.filter(|id| versions.contains(id)) {
                    done.carried_out(decision, Some(thing), &by);
                }
            }
            Erasing::File(..) => {
                done.carried_out(decision, None, &by);
            }
        }
        changes
            .replace
            .push(Draft::over(kind::REQUEST, row, &done)?);
        let notices = self
            .notices(
                caller,
                &standing,
                (&case, dossier),
                (NoticeOf::Erased, &gone.facts, &went),
                Some(row.id),
            )
            .await?;
        changes.add.extend(notices);
        let over = self.request_tasks_over(row.id, &case, &done, decision, asker);
        changes.remove.extend(over.await?);
        // Its line goes under the key that takes the place of the first; where nothing was there, the dossier's own.
        let first = gone.keys.first().copied().unwrap_or(own);
        changes.line_key = Some(first);
        changes.reason = Some(reason);
        if keys.is_empty() {
            keys.push(first);
        }
        scope.concerns = if gone.kept.is_empty() {
            row.person.map(PersonId).into_iter().collect()
        } else {
            Vec::new()
        };
        scope.parts.only = Some(changes.remove.clone());
        let questions = [access, question];
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(first), |scope| {
                self.charters().judge_act(scope, &task, &questions)
            })
            .await?;
        if !permit.scope().request.0.is_fresh() {
            return Err(Refused::field("request", "used"));
        }
        let now = self.now();
        let _ = self.vault().erase(permit, changes, &keys, now).await?;
        self.forget_drafts(&forms_about(dossier, &gone)).await
    }
}

/// Under which addresses forms stand that may hold words about what is gone: those of the dossier, and of whom it is about in the portal. Of what the
/// family does not read of nothing changes in the portal.
fn forms_about(dossier: DossierId, gone: &Gone) -> Vec<String> {
    let mut under = vec![format!("/dossier/{dossier}/")];
    if gone.ids().iter().any(|id| !gone.kept.contains(id)) {
        under.extend(gone.people.iter().map(|person| format!("/mijn/{person}/")));
    }
    under
}
