//! Writing in one's own words, about a fact or as an addition.

use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::portal::{OwnGround, visible_entries};
use crate::thing::{Contribution, Task, TaskKind, WordsAbout, kind};
use crate::{House, Refused, day_number};
use regie_terms::{AccountId, DossierId, Id, PersonId, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft};
use serde::Deserialize;

/// Days within which words are taken in; our own term.
const TAKEN_WITHIN: i64 = 14;

/// A client's words as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct WordsInput {
    /// `wrong` or `own-side`; only where they are about a fact.
    pub what: String,
    /// The words.
    pub text: String,
}

impl House {
    /// Writes something about a person for whom this client may act: about the fact `entry`, or as an addition. It stands at once, and waits for
    /// whoever coordinates.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for anybody else's file, and for a fact that this client does not see; [`Refused::Invalid`] at `what` and `text`.
    pub async fn write_words(
        &self,
        caller: &Caller,
        person: PersonId,
        entry: Option<Id>,
        input: &WordsInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        again!(self.write_words_once(caller, person, entry, input, request))
    }

    async fn write_words_once(
        &self,
        caller: &Caller,
        person: PersonId,
        entry: Option<Id>,
        input: &WordsInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        const ACT: &str = "write-words";
        let OwnGround {
            own,
            case,
            allowed,
            question,
            mut scope,
        } = self.own_ground(caller, Some(person), ACT, request).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(request.0);
        }
        let about = match entry {
            None => None,
            Some(id) => Some(
                visible_entries(&case, &own, allowed)
                    .find(|e| e.id == id)
                    .ok_or(Refused::NotFound)?,
            ),
        };
        let mut check = Check::default();
        let what = match about {
            None => Some(WordsAbout::Addition),
            Some(_) => check
                .pick::<WordsAbout>("what", &input.what)
                .filter(|what| *what != WordsAbout::Addition),
        };
        if what.is_none() && check.ok() {
            check.fault("what", "unknown");
        }
        let text = check.needed("text", &input.text, super::LONGEST_WORDS);
        check.done()?;
        let what = what.ok_or_else(|| Refused::field("what", "unpicked"))?;
        // What is about one person lies with the fact it is about; what is about the family in the file of whom it was written for.
        let key = about
            .filter(|e| e.person.is_some())
            .map(|e| e.key)
            .or(case.any_file(own.person))
            .ok_or(Refused::NotFound)?;
        let at = scope.at;
        scope.moves = vec![own.dossier.0];
        scope.concerns = Vec::new();
        scope.parts.kinds = &[kind::CONTRIBUTION];
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(key), |scope| {
                self.charters().judge_own(scope, &question)
            })
            .await?;
        let words = Contribution {
            what,
            text,
            writer: own.me,
            capacity: own.capacity.consenter(),
            at,
            taken: None,
            brought: None,
        };
        let mut draft = Draft::new(kind::CONTRIBUTION, key, &words)?
            .id(request.0)
            .dossier(own.dossier.0)
            .person(own.person.0)
            .account(caller.account().0);
        draft.of = entry;
        let mut changes = Changes {
            line_key: Some(key),
            add: vec![draft],
            ..Changes::default()
        };
        if let Some(coordinator) = self.keeper_of(own.dossier).await? {
            let task = Task {
                what: TaskKind::TakeWords,
                since: self.today(),
                dossier: Some(own.dossier),
                person: Some(own.person),
            };
            changes.add.push(
                Draft::new(kind::TASK, STAFF, &task)?
                    .account(coordinator.0)
                    .of(request.0)
                    .due(day_number(self.today()) + TAKEN_WITHIN),
            );
        }
        let _ = self.write(permit, changes).await?;
        Ok(request.0)
    }

    /// The account for whom what a client does waits: who coordinates the dossier, or did last, so that it is handed on with the rest.
    pub(crate) async fn keeper_of(&self, dossier: DossierId) -> Result<Option<AccountId>, Refused> {
        let rows = self
            .vault()
            .vouched(Where::Dossier(dossier.0), &[kind::COORDINATION])
            .await?;
        Ok(rows.last().and_then(|r| r.account.or(r.of)).map(AccountId))
    }
}
