//! Taking one's own words back, before anybody took them in.

use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::portal::OwnGround;
use crate::thing::{TaskKind, kind};
use crate::{House, Refused};
use regie_terms::{Id, PersonId, RequestId};
use regie_vault::Changes;

impl House {
    /// Takes back what this client wrote. It is gone, for staff too; that it was written and taken back are lines of the ledger.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for what somebody else wrote; [`Refused::Invalid`] with `words: taken` once it was taken in.
    pub async fn take_words_back(
        &self,
        caller: &Caller,
        person: PersonId,
        words: Id,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.take_words_back_once(caller, person, words, request))
    }

    async fn take_words_back_once(
        &self,
        caller: &Caller,
        person: PersonId,
        words: Id,
        request: RequestId,
    ) -> Result<(), Refused> {
        const ACT: &str = "take-words-back";
        let OwnGround {
            own,
            case,
            question,
            mut scope,
            ..
        } = self.own_ground(caller, Some(person), ACT, request).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let found = case
            .contributions
            .iter()
            .find(|c| c.id == words && c.person == Some(own.person.0))
            .filter(|c| c.account == Some(caller.account().0))
            .ok_or(Refused::NotFound)?;
        if found.value.taken.is_some() {
            return Err(Refused::field("words", "taken"));
        }
        let key = found.key;
        scope.moves = vec![own.dossier.0];
        scope.concerns = Vec::new();
        scope.parts.kinds = &[kind::CONTRIBUTION];
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(key), |scope| {
                self.charters().judge_own(scope, &question)
            })
            .await?;
        let mut remove = vec![words];
        remove.extend(
            self.tasks_of(words, |what| what == TaskKind::TakeWords)
                .await?,
        );
        let changes = Changes {
            remove,
            line_key: Some(key),
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}
