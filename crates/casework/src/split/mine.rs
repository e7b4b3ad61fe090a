//! What the one who objects reads of it in the portal. Nobody else of the family reads that there is anything.

use crate::act::{Allowed, again};
use crate::consent::named;
use crate::guard::Caller;
use crate::portal::{OwnGround, PortalCapacity};
use crate::thing::{Person, Split, kind};
use crate::{House, Refused, date_of};
use jiff::civil::Date;
use regie_terms::{Consenter, PersonId, RequestId};
use serde::Serialize;

/// The last objection of the reader to one dossier together.
#[derive(Clone, Debug, Serialize)]
pub struct MySplit {
    /// The name of whom it is about.
    pub name: String,
    /// In what capacity the reader acts.
    pub capacity: PortalCapacity,
    /// Whether a new objection can be made.
    pub can: bool,
    /// Who else has to ask it, in the charter's words.
    pub others: Vec<Consenter>,
    /// What was asked: the day it came in, the words, and the last day for the answer.
    pub asked: Option<(Date, String, Option<Date>)>,
    /// What was decided: whether it is split, why, on which day, and the last day for an objection.
    pub decided: Option<(bool, String, Date, Option<Date>)>,
    /// The day it was split.
    pub done: Option<Date>,
}

impl House {
    /// One's own objection to one dossier together, for the page on which it is made.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for anybody for whom this client may not act.
    pub async fn my_split(&self, caller: &Caller, person: PersonId) -> Result<MySplit, Refused> {
        again!(self.my_split_once(caller, person))
    }

    async fn my_split_once(&self, caller: &Caller, person: PersonId) -> Result<MySplit, Refused> {
        let OwnGround {
            own,
            case,
            question,
            mut scope,
            ..
        } = self
            .own_ground(caller, Some(person), "portal-view", RequestId::fresh())
            .await?;
        let mine = |account: Option<regie_terms::Id>| {
            account == Some(caller.account().0)
                || (account.is_none() && own.capacity == PortalCapacity::Subject)
        };
        let last = case
            .splits
            .iter()
            .rfind(|s| s.person == Some(person.0) && mine(s.account));
        let mut only = vec![person.0];
        only.extend(last.map(|s| s.id));
        scope.parts.kinds = &[kind::PERSON, kind::SPLIT];
        scope.parts.only = Some(only);
        let key = case.any_file(person);
        let Allowed { permit, .. } = self
            .allow_under(scope, key, |scope| {
                self.charters().judge_own(scope, &question)
            })
            .await?;
        let receipt = self.vault().look(permit, key).await?;
        let mut opened = self.vault().open(receipt).await?;
        let who = opened.take::<Person>(kind::PERSON)?.pop();
        let split = opened.take::<Split>(kind::SPLIT)?.pop();
        let waits = split.as_ref().is_some_and(|s| s.value.open());
        let wish = match &last {
            Some(row) if row.value.open() => row.value.clone(),
            _ => self.wish(&own, String::new()),
        };
        let id = last.filter(|s| s.value.open()).map(|s| s.id);
        let answer = self.split_answer(&case, (id, person), &wish)?;
        let decision = split.as_ref().and_then(|s| s.value.decision.as_ref());
        Ok(MySplit {
            name: who.ok_or(Refused::NotFound)?.value.name(),
            capacity: own.capacity,
            can: !waits && case.people.len() > 1,
            others: named(&answer).iter().collect(),
            asked: split
                .as_ref()
                .map(|s| (s.value.received, s.value.words.clone(), s.due.map(date_of))),
            decided: decision.map(|d| (d.split, d.because.clone(), d.on, d.object_by)),
            done: split.as_ref().and_then(|s| s.value.done),
        })
    }
}
