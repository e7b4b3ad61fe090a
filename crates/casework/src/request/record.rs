//! Writing down a request that came on paper or at the desk (POR-5, RIG-11).

use super::LONGEST;
use super::ask::{against_decision, language};
use super::ground::Handling;
use super::input::things;
use super::question::needs_words;
use super::view::Candidate;
use crate::act::{Allowed, Case, again, holder};
use crate::check::Check;
use crate::consent::named;
use crate::guard::Caller;
use crate::thing::{
    Authority, Identified, IdentityBy, Request, RequestOf, RequestThing, RequestWay, Requester,
    kind,
};
use crate::{House, Refused, day_number};
use jiff::civil::Date;
use regie_terms::{
    Act, Consenter, DossierId, Id, Law, PersonId, Representative, RequestAbout, RequestId, Right,
};
use regie_vault::{Changes, Draft, Known};
use serde::Deserialize;

/// A request as the professional types it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct RecordInput {
    /// About whom: a person of the dossier.
    pub person: String,
    /// The right.
    pub right: String,
    /// Who asks, each as [`Candidate::value`]; one at least.
    pub by: Vec<String>,
    /// What it is about, in the charter's words; blank for the person's own data.
    pub about: String,
    /// The things it is about, each as [`super::ThingView::named`]; none for the whole file.
    pub things: Vec<String>,
    /// The law, where it is about the file of one.
    pub law: String,
    /// The decision that somebody should look at again.
    pub decision: String,
    /// What was asked, in the asker's words.
    pub words: String,
    /// The day it came in.
    pub received: String,
    /// `paper` or `oral`.
    pub way: String,
    /// Whether it is signed.
    pub signed: String,
    /// How it was made sure who asks: `document`, `known`; blank while it was not.
    pub identity: String,
    /// `nl` or `en`.
    pub language: String,
}

/// How identity was established at the desk; the portal establishes its own.
pub(crate) fn identity(
    check: &mut Check,
    typed: &str,
    (on, by): (Date, &str),
) -> Option<Identified> {
    if typed.trim().is_empty() {
        return None;
    }
    let how = check.pick::<IdentityBy>("identity", typed)?;
    if how == IdentityBy::Portal {
        check.fault("identity", "unknown");
        return None;
    }
    Some(Identified {
        how,
        on,
        by: by.to_owned(),
    })
}

impl House {
    /// Who can make a request for a person, as the dossier knows them on a day: themself, and who has authority over or represents them.
    pub(crate) fn candidates(
        &self,
        case: &Case,
        person: PersonId,
        right: Right,
    ) -> Result<Vec<(Requester, Candidate)>, Refused> {
        let today = self.today();
        let blank = Request {
            right,
            about: RequestAbout::Own,
            things: Vec::new(),
            words: String::new(),
            law: None,
            received: today,
            at: 0,
            way: RequestWay::Paper,
            signed: true,
            identity: None,
            by: Vec::new(),
            joining: Vec::new(),
            language: String::new(),
            extended: None,
            withdrawn: None,
            done: None,
            told: Vec::new(),
            informed: None,
        };
        let named = named(&self.whole_answer(case, person, &blank)?);
        let mut out = vec![(
            Requester {
                of: Consenter::Subject,
                person: Some(person),
                holder: Some(person.0),
                outsider: None,
                on: today,
            },
            Candidate {
                value: Consenter::Subject.as_str().to_owned(),
                of: Consenter::Subject,
                person: Some(person),
                kind: None,
            },
        )];
        let out_of_it = |a: &&Known<Authority>| {
            let by = a.value.by;
            by.is_none_or(|by| !case.shut_out(person, by))
        };
        for authority in case.authority_over(person, today).filter(out_of_it) {
            let parent = authority.value.kind == Representative::ParentOrGuardian
                && !named.contains(Consenter::Representative);
            let of = if parent {
                Consenter::ParentOrGuardian
            } else {
                Consenter::Representative
            };
            let holder = holder(authority);
            out.push((
                Requester {
                    of,
                    person: authority.value.by,
                    holder: Some(holder),
                    outsider: None,
                    on: today,
                },
                Candidate {
                    value: format!("{of}:{holder}"),
                    of,
                    person: authority.value.by,
                    kind: Some(authority.value.kind),
                },
            ));
        }
        out.dedup_by(|a, b| a.1.value == b.1.value);
        Ok(out)
    }

    /// Writes a request down. Gives it.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not handle requests here; [`Refused::Invalid`] with the fields to be mended, `person: unknown`, `things: unknown`
    /// for what is not of this dossier or not about that person, `by: unpicked` among them.
    pub async fn record_request(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &RecordInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        again!(self.record_request_once(caller, dossier, input, request))
    }

    async fn record_request_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &RecordInput,
        request: RequestId,
    ) -> Result<Id, Refused> {
        const ACT: &str = "record-request";
        let Handling {
            case,
            mut scope,
            task,
            access,
            own,
            ..
        } = self
            .handling(caller, dossier, ACT, (Act::Edit, false), request)
            .await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(request.0);
        }
        let today = self.today();
        let mut check = Check::default();
        let person = check.id("person", &input.person).map(PersonId);
        let person = match person {
            Some(one) if case.subject(one, today).is_some() => Some(one),
            Some(_) => {
                check.fault("person", "unknown");
                None
            }
            None => None,
        };
        let right = check.word("right", &input.right, Right::ALL);
        let about = check
            .maybe_word("about", &input.about, RequestAbout::ALL)
            .unwrap_or(RequestAbout::Own);
        let mut named_things = match person {
            Some(person) => things(&mut check, "things", &input.things, |kind, id| {
                case.has_thing(person, kind, id)
            }),
            None => Vec::new(),
        };
        let mut first = None;
        if !input.decision.trim().is_empty() {
            let id: Option<Id> = input.decision.trim().parse().ok();
            let found = id.and_then(|id| case.decisions.iter().find(|d| d.id == id));
            match found.filter(|d| d.person == person.map(|p| p.0)) {
                None => check.fault("decision", "unknown"),
                Some(_) if !right.is_none_or(against_decision) => {
                    check.fault("decision", "other-right");
                }
                Some(d) if self.under_review(&case, d.id)? => check.fault("decision", "already"),
                Some(d) => {
                    first = Some((d.id, d.value.account));
                    named_things = vec![RequestThing {
                        kind: RequestOf::Decision,
                        id: d.id,
                        done: None,
                    }];
                }
            }
        }
        let words = match right {
            Some(right) if needs_words(right) => check.needed("words", &input.words, LONGEST),
            _ => check
                .text("words", &input.words, LONGEST)
                .unwrap_or_default(),
        };
        let law = check.maybe_word("law", &input.law, Law::ALL);
        let opened = case.opened().unwrap_or(today);
        let received = check.day("received", &input.received, opened, today);
        let way = check.pick::<RequestWay>("way", &input.way);
        if way == Some(RequestWay::Portal) {
            check.fault("way", "unknown");
        }
        let identity = identity(&mut check, &input.identity, (today, caller.name()));
        let by = match (person, right) {
            (Some(person), Some(right)) => {
                let known = self.candidates(&case, person, right)?;
                let mut by = Vec::new();
                let typed_any = input.by.iter().any(|t| !t.trim().is_empty());
                for typed in input.by.iter().filter(|t| !t.trim().is_empty()) {
                    match known.iter().find(|(_, c)| c.value == typed.trim()) {
                        Some((requester, _)) if !by.contains(requester) => {
                            by.push(requester.clone());
                        }
                        Some(_) => {}
                        None => check.fault("by", "unknown"),
                    }
                }
                if !typed_any {
                    check.fault("by", "unpicked");
                }
                by
            }
            _ => Vec::new(),
        };
        check.done()?;
        let (Some(person), Some(right), Some(received), Some(way)) = (person, right, received, way)
        else {
            return Err(Refused::field("right", "unpicked"));
        };
        let law = law.or_else(|| case.law_of(person, &named_things));
        let value = Request {
            right,
            about,
            things: named_things,
            words,
            law,
            received,
            at: scope.at,
            way,
            signed: Check::yes(&input.signed),
            identity,
            by,
            joining: Vec::new(),
            language: language(&input.language),
            extended: None,
            withdrawn: None,
            done: None,
            told: Vec::new(),
            informed: None,
        };
        let answer = self.whole_answer(&case, person, &value)?;
        let terms = answer.terms.ok_or(Refused::NotFound)?;
        scope.concerns = self.request_concerns(&case, person, &value)?;
        let key = case.any_file(person).unwrap_or(own);
        let questions: Vec<_> = access.into_iter().collect();
        let Allowed { permit, .. } = self.allow_handling(scope, key, &task, &questions).await?;
        let mut draft = Draft::new(kind::REQUEST, key, &value)?
            .id(request.0)
            .dossier(dossier.0)
            .person(person.0)
            .account(caller.account().0)
            .due(day_number(terms.answer_by));
        if let Some((decision, _)) = first {
            draft = draft.of(decision);
        }
        let mut changes = Changes {
            line_key: Some(key),
            add: vec![draft],
            ..Changes::default()
        };
        // While it is judged, nothing is done with what it is about.
        let at = (dossier, person, key);
        let still = self.begin_objection(&case, at, (request.0, &value), caller.name())?;
        changes.add.extend(still);
        self.request_waits(
            (dossier, person, request.0),
            first.map(|(_, who)| who),
            terms.answer_by,
            &mut changes,
        )
        .await?;
        let _ = self.write(permit, changes).await?;
        Ok(request.0)
    }
}
