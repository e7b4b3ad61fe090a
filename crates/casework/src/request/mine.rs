//! A client's own requests: the list, the form for a right, and one request with what was decided (RIG-11, POR-5, FLD-19).

use super::ask::{Namable, against_decision, requester};
use super::list::Words;
use super::question::needs_words;
use super::state::RequestState;
use super::view::{MyDecision, MyRequest, MyRequestRow, MyRequests, RightForm};
use crate::act::{Allowed, Case, again};
use crate::consent::named;
use crate::guard::Caller;
use crate::portal::{Own, OwnGround};
use crate::thing::{
    Dossier, Identified, IdentityBy, Person, Request, RequestDecision, RequestOf, RequestOutcome,
    RequestThing, RequestWay, kind,
};
use crate::{House, Refused, date_of};
use regie_terms::{
    Consenter, Data, Id, NeedWord, PersonId, Question, RequestAbout, RequestId, Right, Set,
};
use regie_vault::{Known, Of, Opened};

/// What the pages here open.
const SHOWN: [&str; 7] = [
    kind::DOSSIER,
    kind::PERSON,
    kind::REQUEST,
    kind::REQUEST_DECISION,
    kind::ENTRY,
    kind::DOCUMENT,
    kind::DISCLOSURE,
];

impl House {
    /// The requests about a person that this client makes, was asked to join or can join today.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for somebody for whom this client may not act.
    pub async fn my_requests(
        &self,
        caller: &Caller,
        person: PersonId,
    ) -> Result<MyRequests, Refused> {
        again!(self.my_requests_once(caller, person))
    }

    async fn my_requests_once(
        &self,
        caller: &Caller,
        person: PersonId,
    ) -> Result<MyRequests, Refused> {
        let ground = self
            .own_ground(caller, Some(person), "portal-view", RequestId::fresh())
            .await?;
        let mut seen = Vec::new();
        for row in &ground.case.requests {
            if self.may_see(&ground.case, row, &ground.own)? {
                seen.push(row.id);
            }
        }
        let mut only = seen;
        only.push(person.0);
        let (own, case, mut opened) = self.my_look(ground, only).await?;
        let requests = opened.take::<Request>(kind::REQUEST)?;
        let words = Words::take(&mut opened)?;
        let mut rows = Vec::new();
        for one in &requests {
            rows.push(self.my_row(&case, one, &own)?);
        }
        rows.sort_by_key(|r| std::cmp::Reverse((r.received, r.id)));
        Ok(MyRequests {
            person,
            name: words.name(person).unwrap_or_default(),
            capacity: own.capacity,
            rows,
        })
    }

    fn my_row(&self, case: &Case, shown: &Of<Request>, own: &Own) -> Result<MyRequestRow, Refused> {
        let row = self.request_row(case, shown)?;
        let value = &shown.value;
        let mine = value.by.iter().any(|r| r.person == Some(own.me));
        let declined = value
            .joining
            .iter()
            .any(|j| j.person == own.me && j.declined.is_some());
        let yours = row.state == RequestState::Joining
            && !mine
            && !declined
            && named(&self.whole_answer(case, own.person, value)?)
                .contains(own.capacity.consenter());
        Ok(MyRequestRow {
            id: row.id,
            right: row.right,
            received: row.received,
            state: row.state,
            due: row.due,
            yours,
        })
    }

    /// How many requests wait for this client to join them.
    pub(crate) fn joins_waiting(&self, case: &Case, own: &Own) -> Result<usize, Refused> {
        let mut waiting = 0;
        for row in &case.requests {
            let undecided = case.request_state(row, true).undecided();
            let value = &row.value;
            let answered = value.by.iter().any(|r| r.person == Some(own.me))
                || value
                    .joining
                    .iter()
                    .any(|j| j.person == own.me && j.declined.is_some());
            if undecided && !answered && self.may_see(case, row, own)? {
                let missing = named(&self.whole_answer(case, own.person, value)?);
                waiting += usize::from(missing.contains(own.capacity.consenter()));
            }
        }
        Ok(waiting)
    }

    async fn my_look(
        &self,
        ground: OwnGround,
        mut only: Vec<Id>,
    ) -> Result<(Own, std::sync::Arc<Case>, Opened), Refused> {
        let OwnGround {
            own,
            case,
            question,
            mut scope,
            ..
        } = ground;
        only.push(own.dossier.0);
        only.sort_unstable();
        only.dedup();
        scope.parts.kinds = &SHOWN;
        scope.parts.only = Some(only);
        let key = case.any_file(own.person);
        let asked: Question = question;
        let Allowed { permit, .. } = self
            .allow_under(scope, key, |scope| self.charters().judge_own(scope, &asked))
            .await?;
        let receipt = self.vault().look(permit, key).await?;
        let opened = self.vault().open(receipt).await?;
        Ok((own, case, opened))
    }

    /// The form for a right: what the charter says to it when this client asks it now, and what can be named. With `decision` the one that somebody
    /// should look at again.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for somebody for whom this client may not act, and for a decision that is not theirs to know.
    pub async fn right_form(
        &self,
        caller: &Caller,
        person: PersonId,
        right: Right,
        decision: Option<Id>,
    ) -> Result<RightForm, Refused> {
        again!(self.right_form_once(caller, person, right, decision))
    }

    async fn right_form_once(
        &self,
        caller: &Caller,
        person: PersonId,
        right: Right,
        decision: Option<Id>,
    ) -> Result<RightForm, Refused> {
        let ground = self
            .own_ground(caller, Some(person), "portal-view", RequestId::fresh())
            .await?;
        let case = ground.case.clone();
        let about = match decision {
            None => None,
            Some(id) => {
                let found = case.decisions.iter().find(|d| d.id == id);
                let asked = found.and_then(|d| d.of).and_then(|of| case.request(of));
                let theirs = match asked {
                    Some(row) => self.may_see(&case, row, &ground.own)?,
                    None => false,
                };
                if !theirs || !against_decision(right) {
                    return Err(Refused::NotFound);
                }
                found
            }
        };
        let namable = Namable::of(&case, &ground.own, ground.allowed);
        let corrected = |id: Id| case.entries.iter().any(|e| e.of == Some(id));
        let entries = case.entries.iter().map(|e| (RequestOf::Entry, e.id));
        let entries = entries.filter(|(_, id)| !corrected(*id));
        let documents = case.documents.iter().map(|d| (RequestOf::Document, d.id));
        let shares = case.shares.iter().map(|s| (RequestOf::Disclosure, s.id));
        let mut things: Vec<RequestThing> = entries
            .chain(documents)
            .chain(shares)
            .filter(|(kind, id)| namable.knows(*kind, *id))
            .map(|(kind, id)| RequestThing {
                kind,
                id,
                done: None,
            })
            .collect();
        things.reverse();
        if about.is_some() {
            things.clear();
        }
        let mut only: Vec<Id> = things.iter().map(|t| t.id).collect();
        only.push(person.0);
        only.extend(about.map(|d| d.id));
        let today = self.today();
        let probe = Request {
            right,
            about: RequestAbout::Own,
            things: Vec::new(),
            words: String::new(),
            law: case.law_of(person, &[]),
            received: today,
            at: self.now(),
            way: RequestWay::Portal,
            signed: true,
            identity: Some(Identified {
                how: IdentityBy::Portal,
                on: today,
                by: String::new(),
            }),
            by: vec![requester(&ground.own, today)],
            joining: Vec::new(),
            language: String::new(),
            extended: None,
            withdrawn: None,
            done: None,
            told: Vec::new(),
            informed: None,
        };
        let answer = self.whole_answer(&case, person, &probe)?;
        let (own, case, mut opened) = self.my_look(ground, only).await?;
        let by_function = by_function(&mut opened)?;
        let decisions = opened.take::<RequestDecision>(kind::REQUEST_DECISION)?;
        let words = Words::take(&mut opened)?;
        let decision = match decisions.first() {
            Some(one) => Some(self.my_decision(&case, &words, one, by_function)?),
            None => None,
        };
        let portals = self.portals(own.dossier).await?;
        let joins = self.people_as(&case, person, named(&answer));
        let asked_there = joins
            .iter()
            .any(|(_, one)| *one != own.me && portals.contains(one));
        Ok(RightForm {
            asked_there,
            person,
            name: words.name(person).unwrap_or_default(),
            capacity: own.capacity,
            others: named(&answer).iter().collect(),
            answer_by: answer.terms.map(|t| t.answer_by),
            answer,
            things: things
                .iter()
                .filter_map(|t| words.thing(t, RequestAbout::Own, None))
                .collect(),
            words: needs_words(right),
            decision,
        })
    }

    /// One request, with what was decided in full; what would endanger somebody is not there.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for a request that is not there for this client.
    pub async fn my_request(&self, caller: &Caller, id: Id) -> Result<MyRequest, Refused> {
        again!(self.my_request_once(caller, id))
    }

    async fn my_request_once(&self, caller: &Caller, id: Id) -> Result<MyRequest, Refused> {
        let person = self.request_person(id).await?;
        let ground = self
            .own_ground(caller, person, "portal-view", RequestId::fresh())
            .await?;
        let parts = self.request_parts(&ground.case, &ground.own, ground.allowed, id)?;
        let mut only = parts.ok_or(Refused::NotFound)?;
        only.push(ground.own.person.0);
        let (own, case, mut opened) = self.my_look(ground, only).await?;
        let by_function = by_function(&mut opened)?;
        let people = opened.take::<Person>(kind::PERSON)?;
        self.request_read((&case, &own), people, &mut opened, by_function)
    }

    /// What of a request is opened for somebody who reads it as a client: themself, or on a paper made for them. Without people and dossier.
    /// `None` where it is not theirs to know.
    pub(crate) fn request_parts(
        &self,
        case: &Case,
        own: &Own,
        allowed: Set<Data>,
        id: Id,
    ) -> Result<Option<Vec<Id>>, Refused> {
        let row = case.request(id).ok_or(Refused::NotFound)?;
        if !self.may_see(case, row, own)? {
            return Ok(None);
        }
        let namable = Namable::of(case, own, allowed);
        let mut only = vec![id];
        only.extend(case.decisions_on(id).iter().map(|d| d.id));
        only.extend(seen_things(row, case, &namable));
        Ok(Some(only))
    }

    /// A request as a client reads it, from what was opened for them.
    pub(crate) fn request_read(
        &self,
        (case, own): (&Case, &Own),
        people: Vec<Of<Person>>,
        opened: &mut Opened,
        by_function: bool,
    ) -> Result<MyRequest, Refused> {
        let shown = opened
            .take::<Request>(kind::REQUEST)?
            .pop()
            .ok_or(Refused::NotFound)?;
        let id = shown.id;
        let mut decisions = opened.take::<RequestDecision>(kind::REQUEST_DECISION)?;
        decisions.sort_by_key(|d| std::cmp::Reverse((d.value.at, d.id)));
        let words = Words::with(people, opened)?;
        let value = &shown.value;
        let listed = self.my_row(case, &shown, own)?;
        let answer = self.whole_answer(case, own.person, value)?;
        let undecided = listed.state.undecided();
        let last = case.decision_on(id).map(|d| &d.value);
        let mine = value.by.iter().any(|r| r.person == Some(own.me));
        let mut views = Vec::new();
        for one in &decisions {
            views.push(self.my_decision(case, &words, one, by_function)?);
        }
        Ok(MyRequest {
            person: own.person,
            name: words.name(own.person).unwrap_or_default(),
            capacity: own.capacity,
            whole: value.things.is_empty(),
            things: value
                .things
                .iter()
                .filter_map(|t| {
                    let granted = last.map(|d| d.grants(t.id));
                    words.thing(t, RequestAbout::Own, granted)
                })
                .collect(),
            words: value.words.clone(),
            answer_by: shown.due.map(date_of),
            carry_out_by: last
                .and_then(|d| d.answer.terms)
                .and_then(|t| t.carry_out_by),
            others: if undecided {
                others(named(&answer), own, mine)
            } else {
                Vec::new()
            },
            mine,
            declined: value
                .joining
                .iter()
                .find(|j| j.person == own.me)
                .and_then(|j| j.declined),
            identify: undecided && answer.needs.iter().any(|n| n.what == NeedWord::Identity),
            extended: value.extended.as_ref().map(|e| e.because.clone()),
            decisions: views,
            done: value.done.as_ref().map(|d| d.on),
            withdrawn: value.withdrawn,
            row: listed,
        })
    }

    /// A decision as the asker reads it. A part that would endanger somebody is left out, and where nothing else was refused, nothing was.
    fn my_decision(
        &self,
        case: &Case,
        words: &Words,
        decision: &Of<RequestDecision>,
        by_function: bool,
    ) -> Result<MyDecision, Refused> {
        let value = &decision.value;
        let mut parts = words.parts(value);
        parts.retain(|p| !p.endangers);
        let some = parts.iter().any(|p| !p.granted);
        let outcome = match value.outcome {
            RequestOutcome::Partly if !some => RequestOutcome::Granted,
            other => other,
        };
        if outcome == RequestOutcome::Granted {
            parts.clear();
        }
        let open = value.object_by.is_some_and(|day| self.today() <= day);
        Ok(MyDecision {
            id: decision.id,
            outcome,
            parts,
            ground: value.ground,
            because: value.because.clone(),
            rules: value.answer.because.clone(),
            by: (!by_function).then(|| value.by.clone()),
            on: value.on,
            object_by: value.object_by,
            may_object: open
                && !case.set_aside(decision.id)
                && !self.under_review(case, decision.id)?,
        })
    }
}

/// Whether staff are shown by function only here.
fn by_function(opened: &mut Opened) -> Result<bool, Refused> {
    let dossier = opened.take::<Dossier>(kind::DOSSIER)?.pop();
    Ok(dossier.is_none_or(|d| d.value.staff_by_function))
}

/// Who else still has to join, as the reader may know it.
fn others(missing: Set<Consenter>, own: &Own, mine: bool) -> Vec<Consenter> {
    let me = own.capacity.consenter();
    missing.iter().filter(|of| mine || *of != me).collect()
}

/// The things of a request and of what was decided on it that the reader sees.
fn seen_things(row: &Known<Request>, case: &Case, namable: &Namable<'_>) -> Vec<Id> {
    let asked = row.value.things.iter().map(|t| (t.kind, t.id));
    let decided = case.decisions_on(row.id);
    let decided = decided
        .iter()
        .flat_map(|d| d.value.parts.iter().map(|p| (p.kind, p.thing)));
    let seen = |(kind, id): &(RequestOf, Id)| {
        !matches!(kind, RequestOf::Decision) && namable.knows(*kind, *id)
    };
    asked
        .chain(decided)
        .filter(seen)
        .map(|(_, id)| id)
        .collect()
}
