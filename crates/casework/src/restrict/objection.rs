//! An objection: the processing of what it is about stops while it is judged (GDPR 18(1)(d), 21; RIG-10). What begins and ends it are the acts on
//! the request; here is what they add to their changes.

use super::Restricting;
use super::lift::with_lifted;
use crate::act::Case;
use crate::thing::{LiftGround, Lifted, Request, Restriction, RestrictionGround};
use crate::{House, Refused};
use regie_terms::{DossierId, Id, KeyId, PersonId};
use regie_vault::Draft;

impl House {
    /// What an act that takes an objection in adds to its change: the things it names stand still from now on, or all that is recorded about the
    /// person where it names none. What stands still already stays as it is. `id` is the objection's, `own` the dossier's key.
    pub(crate) fn begin_objection(
        &self,
        case: &Case,
        (dossier, person, own): (DossierId, PersonId, KeyId),
        (id, request): (Id, &Request),
        by: &str,
    ) -> Result<Vec<Draft>, Refused> {
        let value = Restriction {
            ground: RestrictionGround::ObjectionPending,
            because: String::new(),
            since: self.today(),
            at: self.now(),
            by: by.to_owned(),
            request: Some(id),
            lifted: None,
        };
        let mut about: Vec<Restricting> = request
            .things
            .iter()
            .map(|thing| Restricting::Thing(thing.id))
            .collect();
        if about.is_empty() {
            about.push(Restricting::Person(person));
        }
        let mut drafts = Vec::new();
        for what in about {
            // A disclosure or a decision that is objected to is nothing that can stand still.
            let Some((_, whose, key, _)) = case.restrictable(what, own) else {
                continue;
            };
            if !case.stands_already(what) {
                drafts.push(what.draft(key, (dossier, whose), &value)?);
            }
        }
        Ok(drafts)
    }

    /// What an act that decides on an objection, or takes it back, adds to what it replaces: what stood still because of it does so no longer. What
    /// was `granted` of it goes on standing still until it is erased or lifted.
    pub(crate) fn end_objection(
        &self,
        case: &Case,
        objection: Id,
        granted: impl Fn(Option<Id>) -> bool,
        (because, by): (&str, &str),
    ) -> Result<Vec<Draft>, Refused> {
        let today = self.today();
        let ended = Lifted {
            ground: LiftGround::Decided,
            because: because.to_owned(),
            told_on: today,
            on: today,
            at: self.now(),
            by: by.to_owned(),
        };
        case.restrictions
            .iter()
            .filter(|r| r.due.is_none() && r.value.request == Some(objection))
            .filter(|r| r.value.ground == RestrictionGround::ObjectionPending)
            .filter(|r| !granted(r.of))
            .map(|row| with_lifted(row, ended.clone()))
            .collect()
    }
}
