//! What the form for a request from paper is drawn from.

use super::ground::Handling;
use super::list::Words;
use super::page::SHOWN;
use super::view::{Candidate, ThingView};
use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::thing::{Dossier, RequestOf, RequestThing, kind};
use crate::{House, Refused};
use regie_charter::{Parts, Whose};
use regie_terms::{Act, DossierId, Id, PersonId, RequestId, Right};

impl House {
    /// What the paper form offers: who can make a request for each person, and what it can be about.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not handle requests here.
    pub async fn request_form(
        &self,
        caller: &Caller,
        dossier: DossierId,
        person: Option<PersonId>,
        right: Right,
    ) -> Result<RequestForm, Refused> {
        again!(self.request_form_once(caller, dossier, person, right))
    }

    async fn request_form_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        person: Option<PersonId>,
        right: Right,
    ) -> Result<RequestForm, Refused> {
        let handling = self
            .handling(
                caller,
                dossier,
                "view-requests",
                (Act::Edit, false),
                RequestId::fresh(),
            )
            .await?;
        let questions = handling.questions();
        let Handling {
            case,
            mut scope,
            task,
            standing,
            own,
            ..
        } = handling;
        let known = person.filter(|p| case.subject(*p, self.today()).is_some());
        scope.moves.clear();
        scope.concerns = known.map_or(standing.people, |p| vec![p]);
        let mut only: Vec<Id> = case.people.iter().map(|p| p.id).collect();
        only.push(dossier.0);
        let mut things = Vec::new();
        if let Some(person) = known {
            let about = |whose: Option<Id>| whose.is_none_or(|one| one == person.0);
            let corrected = |id: Id| case.entries.iter().any(|e| e.of == Some(id));
            let thing = |kind, id| RequestThing {
                kind,
                id,
                done: None,
            };
            things.extend(
                case.entries
                    .iter()
                    .filter(|e| about(e.person) && !corrected(e.id))
                    .map(|e| thing(RequestOf::Entry, e.id)),
            );
            things.extend(
                case.documents
                    .iter()
                    .filter(|d| about(d.person))
                    .map(|d| thing(RequestOf::Document, d.id)),
            );
            things.extend(
                case.shares
                    .iter()
                    .filter(|s| s.person == Some(person.0) && crate::share::happened(&s.value))
                    .map(|s| thing(RequestOf::Disclosure, s.id)),
            );
        }
        only.extend(things.iter().map(|t| t.id));
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &SHOWN,
            only: Some(only),
        };
        let Allowed { permit, .. } = self
            .allow_handling_look(scope, own, &task, &questions)
            .await?;
        let receipt = self.vault().look(permit, Some(own)).await?;
        let mut opened = self.vault().open(receipt).await?;
        let title = opened
            .take::<Dossier>(kind::DOSSIER)?
            .pop()
            .map(|d| d.value.title)
            .unwrap_or_default();
        let words = Words::take(&mut opened)?;
        let candidates = match known {
            Some(person) => self
                .candidates(&case, person, right)?
                .into_iter()
                .map(|(_, c)| {
                    let name = c.person.and_then(|p| words.name(p));
                    (c, name)
                })
                .collect(),
            None => Vec::new(),
        };
        Ok(RequestForm {
            title,
            people: words.people(),
            person: known,
            candidates,
            things: things
                .iter()
                .filter_map(|t| words.thing(t, regie_terms::RequestAbout::Own, None))
                .collect(),
            opened: case.opened(),
        })
    }
}

/// What the form for a request from paper is drawn from.
#[derive(Clone, Debug, serde::Serialize)]
pub struct RequestForm {
    /// What colleagues call the dossier.
    pub title: String,
    /// The people of the dossier.
    pub people: Vec<(PersonId, String)>,
    /// The person chosen.
    pub person: Option<PersonId>,
    /// Who can make it for them, with their names.
    pub candidates: Vec<(Candidate, Option<String>)>,
    /// What it can be about.
    pub things: Vec<ThingView>,
    /// The day the dossier was opened.
    pub opened: Option<jiff::civil::Date>,
}
