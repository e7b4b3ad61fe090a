//! Asking in the portal: for oneself, or for whom one acts (POR-5, RIG-12).

use super::input::things;
use super::question::needs_words;
use super::{LONGEST, input};
use crate::act::{Allowed, Case, again};
use crate::check::Check;
use crate::consent::named;
use crate::guard::Caller;
use crate::portal::{
    Own, OwnGround, PortalCapacity, visible_documents, visible_entries, visible_laws,
    visible_shares,
};
use crate::thing::{
    Identified, IdentityBy, Joining, Request, RequestOf, RequestThing, RequestWay, Requester, kind,
};
use crate::{House, Refused, day_number};
use regie_terms::{
    AccountId, Data, DossierId, Id, Outcome, PersonId, RequestAbout, RequestId, Right, Set,
};
use regie_vault::{Changes, Draft, Known};
use serde::Deserialize;

/// A request as typed in the portal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct RightInput {
    /// The right.
    pub right: String,
    /// What it is about, each as [`super::ThingView::named`]; none for the whole file.
    pub things: Vec<String>,
    /// The decision that somebody should look at again; only for an objection or a human review.
    pub decision: String,
    /// The asker's own words.
    pub words: String,
    /// `nl` or `en`.
    pub language: String,
}

/// The language of an answer: Dutch where nothing else was said.
pub(super) fn language(typed: &str) -> String {
    match typed.trim() {
        "en" => "en".to_owned(),
        _ => "nl".to_owned(),
    }
}

/// Whether a right may be used against a decision.
pub(super) const fn against_decision(right: Right) -> bool {
    matches!(right, Right::Objection | Right::HumanReview)
}

/// What a client may name in a request: what they see of the file, and decisions on requests that are theirs to know.
pub(super) struct Namable<'a> {
    case: &'a Case,
    entries: Vec<Id>,
    documents: Vec<Id>,
    shares: Vec<Id>,
}

impl<'a> Namable<'a> {
    pub fn of(case: &'a Case, own: &Own, allowed: Set<Data>) -> Self {
        Self {
            case,
            entries: visible_entries(case, own, allowed).map(|e| e.id).collect(),
            documents: visible_documents(case, own, allowed)
                .map(|d| d.id)
                .collect(),
            shares: visible_shares(case, own, allowed).map(|s| s.id).collect(),
        }
    }

    /// Whether they see it.
    pub fn knows(&self, kind: RequestOf, id: Id) -> bool {
        match kind {
            RequestOf::Entry => self.entries.contains(&id),
            RequestOf::Document => self.documents.contains(&id),
            RequestOf::Disclosure => self.shares.contains(&id),
            RequestOf::Decision => self.case.decisions.iter().any(|d| d.id == id),
        }
    }
}

impl House {
    /// Asks. Gives the request. Where the charter wants somebody else to make it as well, it waits for them: those of the dossier are asked in
    /// their portal.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for somebody for whom this client may not act; [`Refused::Invalid`] with the fields to be mended, among them `things: unknown`
    /// for what the client does not see, `decision: unknown` or `decision: already`; [`Refused::Denied`] where the charter forbids the request itself.
    pub async fn ask_right(
        &self,
        caller: &Caller,
        person: PersonId,
        input: &RightInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        again!(self.ask_right_once(caller, person, input, request))
    }

    async fn ask_right_once(
        &self,
        caller: &Caller,
        person: PersonId,
        input: &RightInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        const ACT: &str = "ask-right";
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
        let mut check = Check::default();
        let right = check.word("right", &input.right, Right::ALL);
        let namable = Namable::of(&case, &own, allowed);
        let mut named_things = things(&mut check, "things", &input.things, |kind, id| {
            kind != RequestOf::Decision && namable.knows(kind, id)
        });
        let decision = self.typed_decision(&mut check, &case, &own, &input.decision)?;
        if decision.is_some() && !right.is_none_or(against_decision) {
            check.fault("decision", "other-right");
        }
        // Who looks again is never who decided first, so it has to be known what was decided.
        if right == Some(Right::HumanReview) && input.decision.trim().is_empty() {
            check.fault("decision", "missing");
        }
        let words = match right {
            Some(right) if needs_words(right) => check.needed("words", &input.words, LONGEST),
            _ => check
                .text("words", &input.words, LONGEST)
                .unwrap_or_default(),
        };
        check.done()?;
        let Some(right) = right else {
            return Err(Refused::field("right", "unpicked"));
        };
        if let Some((decision, _)) = decision {
            named_things = vec![RequestThing {
                kind: RequestOf::Decision,
                id: decision,
                done: None,
            }];
        }
        let today = self.today();
        // A law that the client does not know the file by is not asked by.
        let law = case.law_of(person, &named_things).filter(|law| {
            !named_things.is_empty() || visible_laws(&case, &own, allowed).contains(law)
        });
        let mut value = Request {
            right,
            about: RequestAbout::Own,
            things: named_things,
            words,
            law,
            received: today,
            at: scope.at,
            way: RequestWay::Portal,
            signed: true,
            identity: Some(Identified {
                how: IdentityBy::Portal,
                on: today,
                by: String::new(),
            }),
            by: vec![requester(&own, today)],
            joining: Vec::new(),
            language: language(&input.language),
            extended: None,
            withdrawn: None,
            done: None,
            told: Vec::new(),
            informed: None,
        };
        let answer = self.whole_answer(&case, person, &value)?;
        let missing = self.people_as(&case, person, named(&answer));
        let portals = self.portals(own.dossier).await?;
        value.joining = missing
            .into_iter()
            .filter(|(_, one)| *one != own.me && portals.contains(one))
            .map(|(of, person)| Joining {
                of,
                person,
                declined: None,
                because: None,
            })
            .collect();
        let Some(terms) = answer.terms else {
            return Err(Refused::NotFound);
        };
        // What the charter forbids whoever asks it, such as to somebody who is about money only, is told at once. What it forbids because of what it is
        // about gets a decision.
        let barred = self
            .request_answer(&case, person, &value, RequestAbout::Own, None)?
            .outcome
            == Outcome::Prohibited;
        scope.concerns = self.request_concerns(&case, person, &value)?;
        scope.moves = vec![own.dossier.0];
        scope.parts.kinds = &[kind::REQUEST];
        let key = case.any_file(person).ok_or(Refused::NotFound)?;
        if barred {
            let asked = self
                .request_question(&case, person, &value, value.about, None)
                .ok_or(Refused::NotFound)?;
            let Allowed { .. } = self
                .allow_under::<regie_charter::Change>(scope.clone(), Some(key), |scope| {
                    self.charters()
                        .judge(scope, &[question.clone(), asked.clone()])
                })
                .await?;
        }
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(key), |scope| {
                self.charters().judge_own(scope, &question)
            })
            .await?;
        let mut draft = Draft::new(kind::REQUEST, key, &value)?
            .id(request.0)
            .dossier(own.dossier.0)
            .person(person.0)
            .account(caller.account().0)
            .due(day_number(terms.answer_by));
        if let Some((decision, _)) = decision {
            draft = draft.of(decision);
        }
        let mut changes = Changes {
            line_key: Some(key),
            add: vec![draft],
            ..Changes::default()
        };
        // While it is judged, nothing is done with what it is about.
        let at = (own.dossier, person, key);
        let still = self.begin_objection(&case, at, (request.0, &value), "")?;
        changes.add.extend(still);
        self.request_waits(
            (own.dossier, person, request.0),
            decision.map(|(_, first)| first),
            terms.answer_by,
            &mut changes,
        )
        .await?;
        let _ = self.write(permit, changes).await?;
        Ok(request.0)
    }

    /// The decision that a client wants looked at again, with who took it; on a request that is theirs to know, and not under way already.
    fn typed_decision(
        &self,
        check: &mut Check,
        case: &Case,
        own: &Own,
        typed: &str,
    ) -> Result<Option<(Id, AccountId)>, Refused> {
        if typed.trim().is_empty() {
            return Ok(None);
        }
        let id: Option<Id> = typed.trim().parse().ok();
        let found = id.and_then(|id| case.decisions.iter().find(|d| d.id == id));
        let Some(found) = found else {
            check.fault("decision", "unknown");
            return Ok(None);
        };
        let asked = found.of.and_then(|of| case.request(of));
        let theirs = match asked {
            Some(row) if row.person == Some(own.person.0) => self.may_see(case, row, own)?,
            _ => false,
        };
        if !theirs {
            check.fault("decision", "unknown");
        } else if found.value.object_by.is_some_and(|day| self.today() > day) {
            check.fault("decision", "too-late");
        } else if self.under_review(case, found.id)? {
            check.fault("decision", "already");
        }
        Ok(Some((found.id, found.value.account)))
    }

    /// Whether somebody asked to look again at a decision, and that waits.
    pub(super) fn under_review(&self, case: &Case, decision: Id) -> Result<bool, Refused> {
        Ok(case
            .reviews_of(decision)
            .any(|r| case.request_state(r, false).undecided()))
    }

    /// Whether a request is there for this client: they make it, were asked to join it, or are who the charter waits for.
    pub(crate) fn may_see(
        &self,
        case: &Case,
        row: &Known<Request>,
        own: &Own,
    ) -> Result<bool, Refused> {
        let value = &row.value;
        if row.person != Some(own.person.0) {
            return Ok(false);
        }
        if value.by.iter().any(|r| r.person == Some(own.me)) {
            return Ok(true);
        }
        // What is kept from them, they cannot join in asking about.
        let kept = crate::entry::kept_from(&case.entries, own.me);
        let shown = value.things.is_empty() || value.things.iter().any(|t| !kept.contains(&t.id));
        if !shown {
            return Ok(false);
        }
        if value.joining.iter().any(|j| j.person == own.me) {
            return Ok(true);
        }
        let state = case.request_state(row, true);
        if !state.undecided() {
            return Ok(false);
        }
        let missing = named(&self.whole_answer(case, own.person, value)?);
        Ok(missing.contains(own.capacity.consenter()))
    }
}

/// The client as one who makes a request.
pub(super) fn requester(own: &Own, today: jiff::civil::Date) -> Requester {
    Requester {
        of: own.capacity.consenter(),
        person: Some(own.me),
        holder: match own.capacity {
            PortalCapacity::Subject => Some(own.me.0),
            PortalCapacity::ParentOrGuardian | PortalCapacity::Representative => own.holder,
        },
        outsider: None,
        on: today,
    }
}

/// Where a request belongs, for the tasks about it.
pub(super) fn place(row: &Known<Request>) -> Result<(DossierId, PersonId, Id), Refused> {
    match (row.dossier, row.person) {
        (Some(dossier), Some(person)) => Ok((DossierId(dossier), PersonId(person), row.id)),
        _ => Err(Refused::NotFound),
    }
}

/// The word of a thing in a form, for views.
pub(super) fn thing_name(thing: &RequestThing) -> String {
    input::named(thing.kind, thing.id)
}
