//! The requests of a dossier, for those who handle them, and what a page of one is made from.

use super::ground::Handling;
use super::state::RequestState;
use super::view::{DecisionView, PartView, RequestRow, Requests, ThingView};
use crate::act::{Allowed, Case, again};
use crate::consent::named;
use crate::guard::Caller;
use crate::thing::{
    Document, Dossier, Entry, Person, Request, RequestDecision, RequestOf, RequestThing, Share,
    kind,
};
use crate::{House, Refused, date_of};
use regie_charter::{Parts, Whose};
use regie_terms::{Act, DossierId, Id, PersonId, RequestAbout, RequestId};
use regie_vault::open::Where;
use regie_vault::{Of, Opened, VaultError};

/// What was opened to show a request: names and words.
pub(super) struct Words {
    people: Vec<Of<Person>>,
    entries: Vec<Of<Entry>>,
    documents: Vec<Of<Document>>,
    shares: Vec<Of<Share>>,
}

impl Words {
    pub fn take(opened: &mut Opened) -> Result<Self, VaultError> {
        let people = opened.take::<Person>(kind::PERSON)?;
        Self::with(people, opened)
    }

    /// The same where the people were taken out already.
    pub fn with(people: Vec<Of<Person>>, opened: &mut Opened) -> Result<Self, VaultError> {
        Ok(Self {
            people,
            entries: opened.take::<Entry>(kind::ENTRY)?,
            documents: opened.take::<Document>(kind::DOCUMENT)?,
            shares: opened.take::<Share>(kind::DISCLOSURE)?,
        })
    }

    pub fn name(&self, person: PersonId) -> Option<String> {
        let found = self.people.iter().find(|p| p.id == person.0);
        found.map(|p| p.value.name())
    }

    pub fn people(&self) -> Vec<(PersonId, String)> {
        let mut people: Vec<&Of<Person>> = self.people.iter().collect();
        people.sort_by_key(|p| p.value.born);
        people
            .iter()
            .map(|p| (PersonId(p.id), p.value.name()))
            .collect()
    }

    pub fn entries(&self) -> impl Iterator<Item = &Of<Entry>> {
        self.entries.iter()
    }

    pub fn documents(&self) -> impl Iterator<Item = &Of<Document>> {
        self.documents.iter()
    }

    /// The words of a thing; `None` for what was not opened.
    pub fn of(&self, kind: RequestOf, id: Id) -> Option<String> {
        match kind {
            RequestOf::Entry => {
                let found = self.entries.iter().find(|e| e.id == id);
                found.map(|e| e.value.text.clone())
            }
            RequestOf::Document => {
                let found = self.documents.iter().find(|d| d.id == id);
                found.map(|d| d.value.title.clone())
            }
            RequestOf::Disclosure => {
                let found = self.shares.iter().find(|s| s.id == id);
                found.map(|s| s.value.recipient.clone())
            }
            RequestOf::Decision => None,
        }
    }

    pub fn recipient(&self, id: Id) -> Option<&Of<Share>> {
        self.shares.iter().find(|s| s.id == id)
    }

    pub fn thing(
        &self,
        thing: &RequestThing,
        about: RequestAbout,
        granted: Option<bool>,
    ) -> Option<ThingView> {
        Some(ThingView {
            kind: thing.kind,
            id: thing.id,
            named: super::ask::thing_name(thing),
            text: self.of(thing.kind, thing.id)?,
            about,
            granted,
            done: thing.done.clone(),
        })
    }

    /// The parts of a decision whose words were opened.
    pub fn parts(&self, decision: &RequestDecision) -> Vec<PartView> {
        decision
            .parts
            .iter()
            .filter_map(|p| {
                Some(PartView {
                    text: self.of(p.kind, p.thing)?,
                    kind: p.kind,
                    granted: p.granted,
                    ground: p.ground,
                    rules: p.rules.clone(),
                    because: p.because.clone(),
                    endangers: p.endangers,
                })
            })
            .collect()
    }
}

impl House {
    /// A request that was opened, with how far it is and by when the next thing is to be done.
    pub(super) fn request_row(
        &self,
        case: &Case,
        shown: &Of<Request>,
    ) -> Result<RequestRow, Refused> {
        let row = case.request(shown.id).ok_or(Refused::NotFound)?;
        let person = shown.person.map(PersonId).ok_or(Refused::NotFound)?;
        // Once decided, the charter is not asked again who had to join.
        let joining = case.request_state(row, true).undecided()
            && !named(&self.whole_answer(case, person, &row.value)?).is_empty();
        let state = case.request_state(row, joining);
        let due = match state {
            RequestState::Joining | RequestState::Open => row.due.map(date_of),
            RequestState::CarryingOut => case
                .decision_on(row.id)
                .and_then(|d| d.value.answer.terms)
                .and_then(|t| t.carry_out_by),
            RequestState::Done | RequestState::Refused | RequestState::Withdrawn => None,
        };
        Ok(RequestRow {
            id: row.id,
            person,
            name: String::new(),
            right: shown.value.right,
            review: shown.of.is_some(),
            received: shown.value.received,
            state,
            due,
            late: due.is_some_and(|day| day < self.today()),
        })
    }

    /// The requests of a dossier.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not handle requests here.
    pub async fn requests_of(
        &self,
        caller: &Caller,
        dossier: DossierId,
    ) -> Result<Requests, Refused> {
        again!(self.requests_of_once(caller, dossier))
    }

    async fn requests_of_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
    ) -> Result<Requests, Refused> {
        let handling = self
            .handling(
                caller,
                dossier,
                "view-requests",
                (Act::View, false),
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
        scope.moves.clear();
        scope.concerns = standing.people;
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::DOSSIER, kind::PERSON, kind::REQUEST],
            only: None,
        };
        let Allowed { permit, .. } = self
            .allow_handling_look(scope, own, &task, &questions)
            .await?;
        let receipt = self.vault().look(permit, Some(own)).await?;
        let mut opened = self.vault().open(receipt).await?;
        let dossier = opened
            .take::<Dossier>(kind::DOSSIER)?
            .pop()
            .ok_or(Refused::NotFound)?;
        let words = Words::take(&mut opened)?;
        let mut rows = Vec::new();
        for one in &opened.take::<Request>(kind::REQUEST)? {
            let mut row = self.request_row(&case, one)?;
            row.name = words.name(row.person).unwrap_or_default();
            rows.push(row);
        }
        rows.sort_by_key(|r| {
            let far = r.due.unwrap_or(jiff::civil::Date::MAX);
            (!r.state.waits(), far, std::cmp::Reverse(r.received))
        });
        Ok(Requests {
            title: dossier.value.title,
            people: words.people(),
            rows,
        })
    }

    /// How many requests of a dossier wait, for who may handle them; none for anybody else. From the tasks alone: nothing is opened.
    pub(crate) async fn requests_waiting(&self, dossier: DossierId) -> Result<usize, Refused> {
        let rows = self
            .vault()
            .routing(Where::Dossier(dossier.0), &[kind::REQUEST])
            .await?;
        let mut waiting = 0;
        for row in rows {
            let tasks = self.vault().routing(Where::Of(row.id), &[kind::TASK]);
            if !tasks.await?.is_empty() {
                waiting += 1;
            }
        }
        Ok(waiting)
    }
}

/// A decision as staff read it.
pub(super) fn decision_view(
    case: &Case,
    words: &Words,
    decision: &Of<RequestDecision>,
) -> DecisionView {
    let value = &decision.value;
    DecisionView {
        id: decision.id,
        outcome: value.outcome,
        parts: words.parts(value),
        ground: value.ground,
        because: value.because.clone(),
        rules: value.answer.because.clone(),
        by: value.by.clone(),
        on: value.on,
        object_by: value.object_by,
        undone: case.set_aside(decision.id),
    }
}
