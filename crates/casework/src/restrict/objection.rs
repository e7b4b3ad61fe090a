//! An objection: the processing of what it is about stops while it is judged (GDPR 18(1)(d), 21; RIG-10). What begins and ends it are the acts on
//! the request; here is what they add to their changes.

use super::Restricting;
use super::lift::with_lifted;
use crate::act::Case;
use crate::entry::{document_for_safety, kept_from_family};
use crate::thing::{LiftGround, Lifted, Request, Restriction, RestrictionGround};
use crate::{House, Refused};
use regie_terms::{DossierId, Id, KeyId, Outcome, PersonId, Right};
use regie_vault::Draft;

impl House {
    /// What an act adds to its change by which an objection is made by all whom the charter names, and it is sure who they are: the things it names stand
    /// still from now on. Where it names none that is all that is recorded about the person, without what is kept from the family, since who objects
    /// knows nothing of that; and nothing new is recorded about the person, but for safety. What stands still already stays as it is. While
    /// somebody still has to join, nothing begins. `id` is the objection's, `own` the dossier's key.
    ///
    /// # Errors
    /// [`Refused::NotFound`] where the person is not known today.
    pub(crate) fn begin_objection(
        &self,
        case: &Case,
        (dossier, person, own): (DossierId, PersonId, KeyId),
        (id, request): (Id, &Request),
        by: &str,
    ) -> Result<Vec<Draft>, Refused> {
        if request.right != Right::Objection
            || self.whole_answer(case, person, request)?.outcome == Outcome::Incomplete
        {
            return Ok(Vec::new());
        }
        let value = Restriction {
            ground: RestrictionGround::ObjectionPending,
            because: String::new(),
            since: self.today(),
            at: self.now(),
            by: by.to_owned(),
            request: Some(id),
            lifted: None,
        };
        let mut drafts = Vec::new();
        let about: Vec<Id> = if request.things.is_empty() {
            let draft = Restricting::Person(person).draft(
                case.any_file(person).unwrap_or(own),
                (dossier, Some(person)),
                &value,
            )?;
            // About the person themself: nothing stands still by it, and nothing new is recorded.
            drafts.push(draft.of(person.0));
            case.known_about(person)
        } else {
            request.things.iter().map(|thing| thing.id).collect()
        };
        for what in about.into_iter().map(Restricting::Thing) {
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
    /// was `granted` of it goes on standing still until it is erased or lifted; what is new can be recorded again.
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
            told_on: Some(today),
            on: today,
            at: self.now(),
            by: by.to_owned(),
        };
        case.restrictions
            .iter()
            .filter(|r| r.due.is_none() && r.value.request == Some(objection))
            .filter(|r| r.value.ground == RestrictionGround::ObjectionPending)
            .filter(|r| r.of == r.person || !granted(r.of))
            .map(|row| with_lifted(row, ended.clone()))
            .collect()
    }
}

impl Case {
    /// What is recorded about somebody and not kept from the family: each fact by its last version, and the documents.
    fn known_about(&self, person: PersonId) -> Vec<Id> {
        let apart = kept_from_family(&self.entries);
        let last = |id: Id| !self.entries.iter().any(|e| e.of == Some(id));
        let entries = self
            .entries
            .iter()
            .filter(|e| e.person == Some(person.0) && last(e.id) && !apart.contains(&e.id));
        let documents = self.documents.iter().filter(|d| {
            let kept = d.value.shielded || document_for_safety(&d.value);
            d.person == Some(person.0) && !kept
        });
        let entries = entries.map(|e| e.id);
        entries.chain(documents.map(|d| d.id)).collect()
    }
}
