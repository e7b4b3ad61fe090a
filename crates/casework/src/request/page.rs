//! One request as its own page shows it to who handles it, or to who looks again at a decision.

use super::carry::{left, reads_it, recipients};
use super::ground::Handling;
use super::list::{Words, decision_view};
use super::question::{about, about_of};
use super::view::{
    AskerView, Candidate, DecisionView, GroundView, JoiningView, PartChoice, RecipientView,
    RequestPage, ThingView,
};
use crate::act::{Allowed, Case, again};
use crate::guard::Caller;
use crate::thing::{
    Dossier, Request, RequestDecision, RequestGround, RequestOf, RequestThing, kind,
};
use crate::{House, Refused, date_of};
use regie_charter::{Parts, Whose};
use regie_terms::{Act, DossierId, Id, PersonId, Relation, RequestId};
use regie_vault::{Known, Of};

/// What a page of a request opens.
pub(super) const SHOWN: [&str; 7] = [
    kind::DOSSIER,
    kind::PERSON,
    kind::REQUEST,
    kind::REQUEST_DECISION,
    kind::ENTRY,
    kind::DOCUMENT,
    kind::DISCLOSURE,
];

impl House {
    /// A request. For who looks again at a decision it shows that decision and the words of the asker, and nothing else of the dossier.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not handle it; [`Refused::NotFound`] for a request of another dossier.
    pub async fn request_page(
        &self,
        caller: &Caller,
        dossier: DossierId,
        id: Id,
    ) -> Result<RequestPage, Refused> {
        again!(self.request_page_once(caller, dossier, id))
    }

    async fn request_page_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        id: Id,
    ) -> Result<RequestPage, Refused> {
        let about_decision = self.is_review(id).await?;
        let reviewing = about_decision && self.reviews(caller)?;
        let handling = self
            .handling(
                caller,
                dossier,
                "view-request",
                (Act::View, reviewing),
                RequestId::fresh(),
            )
            .await?;
        let row = handling.row(id)?.clone();
        let person = row.person.map(PersonId).ok_or(Refused::NotFound)?;
        let questions = handling.questions();
        let Handling {
            case,
            mut scope,
            task,
            own,
            standing,
            ..
        } = handling;
        let relation = standing.relation;
        let first = row
            .of
            .and_then(|of| case.decisions.iter().find(|d| d.id == of));
        let before = first.and_then(|d| d.of);
        let mut only = vec![id, dossier.0];
        only.extend(case.decisions_on(id).iter().map(|d| d.id));
        only.extend(row.of);
        only.extend(before);
        if reviewing {
            only.push(person.0);
        } else {
            only.extend(case.people.iter().map(|p| p.id));
            only.extend(self.nameable(&case, person, &row.value));
        }
        only.sort_unstable();
        only.dedup();
        scope.moves.clear();
        scope.concerns = self.request_concerns(&case, person, &row.value)?;
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
            .filter(|_| !reviewing)
            .unwrap_or_default();
        let requests = opened.take::<Request>(kind::REQUEST)?;
        let decisions = opened.take::<RequestDecision>(kind::REQUEST_DECISION)?;
        let words = Words::take(&mut opened)?;
        let shown = requests
            .iter()
            .find(|r| r.id == id)
            .ok_or(Refused::NotFound)?;
        let objected = first.and_then(|d| {
            let shown = decisions.iter().find(|o| o.id == d.id)?;
            let asked = requests.iter().find(|r| Some(r.id) == before);
            let asked = asked.map(|r| r.value.words.clone()).unwrap_or_default();
            Some((decision_view(&case, &words, shown), asked))
        });
        let may_decide = about_decision == reviewing;
        let own_decision = first.is_some_and(|d| d.value.account == caller.account());
        self.drawn(
            (&case, &words),
            (&row, shown, &decisions),
            (dossier, title),
            (may_decide, own_decision, relation, objected),
        )
    }

    /// Everything of a person that a request could be about: what it names, or what of the whole file can be withheld.
    fn nameable(&self, case: &Case, person: PersonId, request: &Request) -> Vec<Id> {
        let mut ids: Vec<Id> = request.things.iter().map(|t| t.id).collect();
        let about = |whose: Option<Id>| whose.is_none_or(|one| one == person.0);
        if request.things.is_empty() {
            ids.extend(
                case.entries
                    .iter()
                    .filter(|e| about(e.person))
                    .map(|e| e.id),
            );
            ids.extend(
                case.documents
                    .iter()
                    .filter(|d| about(d.person))
                    .map(|d| d.id),
            );
        }
        ids.extend(
            case.shares
                .iter()
                .filter(|s| s.person == Some(person.0) && crate::share::happened(&s.value))
                .map(|s| s.id),
        );
        ids
    }

    fn drawn(
        &self,
        (case, words): (&Case, &Words),
        (row, shown, decisions): (&Known<Request>, &Of<Request>, &[Of<RequestDecision>]),
        (dossier, title): (DossierId, String),
        (may_decide, own, relation, objected): (
            bool,
            bool,
            Relation,
            Option<(DecisionView, String)>,
        ),
    ) -> Result<RequestPage, Refused> {
        let value = &shown.value;
        let mut listed = self.request_row(case, shown)?;
        let person = listed.person;
        listed.name = words.name(person).unwrap_or_default();
        let decision = case
            .decision_on(row.id)
            .filter(|d| !case.set_aside(d.id))
            .map(|d| &d.value);
        let whole = value.things.is_empty();
        let things: Vec<ThingView> = value
            .things
            .iter()
            .filter_map(|t| {
                let granted = decision.map(|d| d.grants(t.id));
                words.thing(t, about_of(case, value, t), granted)
            })
            .collect();
        let whole_about = about(case, value);
        let known = self.grounds(case, person, value, whole_about)?;
        let known = if listed.state.undecided() {
            known
        } else {
            Vec::new()
        };
        let mut parts = Vec::new();
        if listed.state.undecided() && !listed.review {
            for thing in self.part_things(case, person, value) {
                let about = about_of(case, value, &thing);
                let grounds: Vec<RequestGround> = self
                    .grounds(case, person, value, about)?
                    .into_iter()
                    .filter(|g| g.part)
                    .map(|g| g.ground)
                    .collect();
                let view = words.thing(&thing, about, None);
                if let (Some(thing), false) = (view, grounds.is_empty()) {
                    parts.push(PartChoice { thing, grounds });
                }
            }
        }
        let (recipients, tell_asker) = match decision.filter(|_| row.of.is_none()) {
            Some(decision) => {
                let left = left(case, person, value, decision);
                let all = recipients(case, person, value, decision);
                let all = if super::decide::has(
                    &decision.answer,
                    regie_terms::DutyWord::NotifyRecipients,
                ) {
                    all
                } else {
                    Vec::new()
                };
                let views = all
                    .iter()
                    .filter_map(|s| self.recipient(words, value, s.id));
                let asker = left.asker && !reads_it(value);
                (views.collect(), asker)
            }
            None => (Vec::new(), false),
        };
        let candidates: Vec<(Candidate, Option<String>)> = self
            .candidates(case, person, value.right)?
            .into_iter()
            .filter(|(one, _)| {
                !value
                    .by
                    .iter()
                    .any(|r| (r.of, r.holder) == (one.of, one.holder))
            })
            .map(|(_, c)| {
                let name = c.person.and_then(|p| words.name(p));
                (c, name)
            })
            .collect();
        Ok(RequestPage {
            dossier,
            title,
            about: whole_about,
            whole,
            things,
            words: value.words.clone(),
            law: value.law,
            way: value.way,
            signed: value.signed,
            identity: value.identity.clone(),
            by: value
                .by
                .iter()
                .map(|r| AskerView {
                    of: r.of,
                    person: r.person,
                    name: r
                        .person
                        .and_then(|p| words.name(p))
                        .or_else(|| r.outsider.as_ref().map(|o| o.name.clone())),
                    on: r.on,
                })
                .collect(),
            joining: value
                .joining
                .iter()
                .map(|j| JoiningView {
                    of: j.of,
                    name: words.name(j.person).unwrap_or_default(),
                    declined: j.declined,
                    because: j.because.clone(),
                })
                .collect(),
            candidates,
            language: value.language.clone(),
            extended: value.extended.clone(),
            more_time: self.more_time(case, row)?,
            answer_by: shown.due.map(date_of),
            answer: self.whole_answer(case, person, value)?,
            may_decide: may_decide && listed.state.undecided(),
            own,
            still: row.of.is_none() && listed.state.undecided() && {
                let (entries, documents) =
                    case.still_of(person, value, |d| crate::document::readable(d, relation));
                !entries.is_empty() || !documents.is_empty()
            },
            grounds: known
                .into_iter()
                .map(|k| GroundView {
                    ground: k.ground,
                    whole: k.whole,
                    rules: k.rules,
                })
                .collect(),
            parts,
            decisions: {
                let mut all: Vec<&Of<RequestDecision>> =
                    decisions.iter().filter(|d| d.of == Some(row.id)).collect();
                all.sort_by_key(|d| (d.value.at, d.id));
                all.iter().map(|d| decision_view(case, words, d)).collect()
            },
            objected,
            recipients,
            tell_asker,
            informed: value.informed.clone(),
            done: value.done.clone(),
            withdrawn: value.withdrawn,
            row: listed,
        })
    }

    fn recipient(&self, words: &Words, request: &Request, share: Id) -> Option<RecipientView> {
        let shown = words.recipient(share)?;
        let on = shown
            .value
            .happened_on
            .or(shown.value.shared_at.map(|at| self.local(at).date()))?;
        Some(RecipientView {
            share,
            recipient: shown.value.recipient.clone(),
            on,
            told: request
                .told
                .iter()
                .find(|t| t.share == share)
                .map(|t| (t.how.clone(), t.done.clone())),
        })
    }

    /// What can be withheld: what the request names, or of the whole file every fact that stands and every document of the person.
    fn part_things(&self, case: &Case, person: PersonId, request: &Request) -> Vec<RequestThing> {
        if !request.things.is_empty() {
            return if request.things.len() > 1 {
                request.things.clone()
            } else {
                Vec::new()
            };
        }
        let about = |whose: Option<Id>| whose.is_none_or(|one| one == person.0);
        let corrected = |id: Id| case.entries.iter().any(|e| e.of == Some(id));
        let thing = |kind, id| RequestThing {
            kind,
            id,
            done: None,
        };
        let entries = case
            .entries
            .iter()
            .filter(|e| about(e.person) && !corrected(e.id))
            .map(|e| thing(RequestOf::Entry, e.id));
        let documents = case
            .documents
            .iter()
            .filter(|d| about(d.person))
            .map(|d| thing(RequestOf::Document, d.id));
        entries.chain(documents).collect()
    }
}
