//! Letting both versions stand: the client's words beside what the professional wrote, with an answer that the client reads.

use crate::act::{Allowed, Case, again};
use crate::check::Check;
use crate::entry::kept_from_family;
use crate::guard::Caller;
use crate::thing::{Contribution, TakenIn, TakenWay, Task, TaskKind, kind};
use crate::{House, Refused};
use regie_charter::{Parts, Whose};
use regie_terms::{AccountId, Act, DossierId, Id, PersonId, RequestId};
use regie_vault::{Changes, Draft, Known};

/// What answering is judged by.
const KINDS: [&str; 3] = [kind::DOSSIER, kind::ENTRY, kind::CONTRIBUTION];

impl House {
    /// Lets a client's words stand as they are, beside the fact they are about, and answers them.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not edit the dossier; [`Refused::NotFound`] for words of another dossier or about what the caller does not
    /// see; [`Refused::Invalid`] at `answer`, and with `words: taken` where they were taken in before.
    pub async fn answer_words(
        &self,
        caller: &Caller,
        dossier: DossierId,
        words: Id,
        answer: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.answer_words_once(caller, dossier, words, answer, request))
    }

    async fn answer_words_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        words: Id,
        answer: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        const ACT: &str = "answer-words";
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        let mut scope = self.asked(caller, ACT, actor, request);
        scope.dossier = Some(dossier);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::CONTRIBUTION],
            only: None,
        };
        let gate = self.gate(&scope, &standing, &access).await?;
        let case = self.case(&gate, &KINDS).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let apart = super::seen::unseen(&case, standing.relation);
        let found = case
            .contributions
            .iter()
            .find(|c| c.id == words)
            .filter(|c| c.of.is_none_or(|of| !apart.contains(&of)))
            .ok_or(Refused::NotFound)?;
        if found.value.taken.is_some() {
            return Err(Refused::field("words", "taken"));
        }
        let mut check = Check::default();
        let answer = check.needed("answer", answer, super::LONGEST_ANSWER);
        check.done()?;
        // Beside a fact whoever reads the fact reads them too, and of their being there. Otherwise they are the writer's and the person's alone.
        let kept = kept_from_family(&case.entries);
        scope.concerns = found
            .of
            .filter(|of| !kept.contains(of))
            .and(found.person)
            .map(PersonId)
            .into_iter()
            .collect();
        scope.parts.only = Some(vec![words]);
        let at = scope.at;
        let Allowed { permit, .. } = self
            .allow_change_under(scope, Some(found.key), &[access])
            .await?;
        let taken = TakenIn {
            way: TakenWay::Beside,
            entry: None,
            answer: Some(answer),
            at,
            by: caller.name().to_owned(),
            request,
        };
        let mut changes = Changes {
            line_key: Some(found.key),
            ..Changes::default()
        };
        let kept = found.of.is_some_and(|of| kept.contains(&of));
        self.words_done(&case, found, (taken, kept), &mut changes)
            .await?;
        let _ = self.write(permit, changes).await?;
        Ok(())
    }

    /// Adds to a change that a client's words were taken in: they wait for nobody any more, and their writer is told that there is something
    /// to read; not where what was made of them is `kept` from the family. Of words that were brought along whom they are about is told, and the task
    /// stays until all that came in the same file are done.
    pub(crate) async fn words_done(
        &self,
        case: &Case,
        words: &Known<Contribution>,
        (taken, kept): (TakenIn, bool),
        changes: &mut Changes,
    ) -> Result<(), Refused> {
        let value = Contribution {
            taken: Some(taken),
            ..words.value.clone()
        };
        changes
            .replace
            .push(Draft::over(kind::CONTRIBUTION, words, &value)?);
        let done = self.tasks_of(words.id, |what| what == TaskKind::TakeWords);
        let done = done.await?;
        match waits_beside(case, words) {
            None => changes.remove.extend(done),
            Some(next) => {
                let mut tasks = self.vault().facts_of(done, &[kind::TASK]).await?;
                for task in tasks.take::<Task>(kind::TASK)? {
                    let moved = Draft::over(kind::TASK, &task, &task.value)?.of(next);
                    changes.replace.push(moved);
                }
            }
        }
        // Of what is kept from the family nobody is told that it waits.
        let (Some(account), Some(dossier), false) = (words.account, words.dossier, kept) else {
            return Ok(());
        };
        let dossier = DossierId(dossier);
        if words.value.brought.is_some() {
            // The account is of the professional who took the file in.
            let people: Vec<PersonId> = words.person.map(PersonId).into_iter().collect();
            return self.tell_portal(dossier, &people, changes).await;
        }
        let of = (dossier, words.value.writer);
        self.tell_account(AccountId(account), of, changes).await
    }
}

/// Other words that came in the same file and wait still.
fn waits_beside(case: &Case, words: &Known<Contribution>) -> Option<Id> {
    let from = |c: &Contribution| c.brought.as_ref().map(|from| from.request);
    let batch = from(&words.value)?;
    let waits = |c: &&Known<Contribution>| {
        c.id != words.id && c.value.taken.is_none() && from(&c.value) == Some(batch)
    };
    case.contributions.iter().find(waits).map(|c| c.id)
}
