//! The letters that went to somebody, in their own portal: what, when, and to which kind of address. Of nobody but themself.

use super::view::{MyLetter, MyLetters};
use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::portal::{OwnGround, PortalCapacity};
use crate::thing::{Person, Posting, kind};
use crate::{House, Refused};
use regie_terms::{Id, PersonId, RequestId};
use regie_vault::open::Where;

impl House {
    /// The letters that went to this client, newest first. A look with its line.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for anybody else's, whoever acts for them, and for staff.
    pub async fn my_letters(
        &self,
        caller: &Caller,
        person: PersonId,
    ) -> Result<MyLetters, Refused> {
        again!(self.my_letters_once(caller, person))
    }

    async fn my_letters_once(
        &self,
        caller: &Caller,
        person: PersonId,
    ) -> Result<MyLetters, Refused> {
        let OwnGround {
            own,
            case,
            question,
            mut scope,
            ..
        } = self
            .own_ground(caller, Some(person), "portal-view", RequestId::fresh())
            .await?;
        if own.capacity != PortalCapacity::Subject {
            return Err(Refused::NotFound);
        }
        let rows = self
            .vault()
            .routing(Where::Dossier(own.dossier.0), &[kind::POSTING])
            .await?;
        let mut only: Vec<Id> = rows
            .iter()
            .filter(|r| r.person == Some(person.0))
            .map(|r| r.id)
            .collect();
        only.push(person.0);
        scope.parts.kinds = &[kind::PERSON, kind::POSTING];
        scope.parts.only = Some(only);
        let key = case.any_file(person);
        let Allowed { permit, .. } = self
            .allow_under(scope, key, |scope| {
                self.charters().judge_own(scope, &question)
            })
            .await?;
        let receipt = self.vault().look(permit, key).await?;
        let mut opened = self.vault().open(receipt).await?;
        let name = opened
            .take::<Person>(kind::PERSON)?
            .pop()
            .ok_or(Refused::NotFound)?
            .value
            .name();
        let named = case
            .dossier
            .as_ref()
            .is_some_and(|d| !d.value.staff_by_function);
        let mut postings = opened.take::<Posting>(kind::POSTING)?;
        postings.sort_by_key(|p| std::cmp::Reverse((p.value.at, p.id)));
        let mut rows = Vec::new();
        for one in postings {
            let about = one.of.filter(|_| one.value.letter.of_request());
            let value = one.value;
            rows.push(MyLetter {
                letter: value.letter,
                way: value.way,
                on: value.on,
                address: value.address,
                no_portal: value.no_portal,
                no_collect: value.no_collect,
                returned: value.returned.map(|r| r.on),
                request: about.filter(|id| {
                    case.request(*id)
                        .is_some_and(|r| r.value.by.iter().any(|by| by.person == Some(own.me)))
                }),
                by: named.then_some(value.by),
            });
        }
        Ok(MyLetters { name, rows })
    }
}
