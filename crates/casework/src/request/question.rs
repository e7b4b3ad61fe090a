//! A request as a question to the charter, and what its answer says of who still has to join.

use crate::act::{Case, holder};
use crate::consent::named;
use crate::thing::{Authority, Request, RequestOf, RequestThing, Requester, Statement};
use crate::{House, Refused};
use jiff::civil::Date;
use regie_terms::{
    Answer, Consenter, Data, Id, PersonId, Question, Refusal, Representative, Request as Asked,
    RequestAbout, Right, Set, Text,
};
use regie_vault::Known;

/// What a thing is about, in the charter's words: what a professional concluded is an impression.
pub(super) fn about_of(case: &Case, request: &Request, thing: &RequestThing) -> RequestAbout {
    if request.about != RequestAbout::Own {
        return request.about;
    }
    let judged = thing.kind == RequestOf::Entry
        && case
            .entries
            .iter()
            .any(|e| e.id == thing.id && e.value.label.statement == Statement::Judgement);
    if judged {
        RequestAbout::Impression
    } else {
        RequestAbout::Own
    }
}

/// What a request as a whole is about: an impression only where it is about nothing else.
pub(crate) fn about(case: &Case, request: &Request) -> RequestAbout {
    let mut all = request.things.iter().map(|t| about_of(case, request, t));
    match all.next() {
        None => request.about,
        Some(first) if all.all(|other| other == first) => first,
        Some(_) => RequestAbout::Own,
    }
}

/// Which categories a request is about: those of what it names, or all.
fn matters(case: &Case, request: &Request) -> Set<Data> {
    if request.things.is_empty() {
        return Data::ALL.iter().copied().collect();
    }
    let named = |id: Id| request.things.iter().any(|t| t.id == id);
    let entries = case.entries.iter().filter(|e| named(e.id));
    let documents = case.documents.iter().filter(|d| named(d.id));
    let entries = entries.map(|e| e.value.label.category);
    entries
        .chain(documents.map(|d| d.value.label.category))
        .collect()
}

/// Whether somebody who makes the request may still do so in that capacity today, as far as the dossier knows: who is kept out, or may not act in
/// what it is about, does not.
fn counts(
    case: &Case,
    person: PersonId,
    (request, requester): (&Request, &Requester),
    today: Date,
) -> bool {
    let may = |a: &Known<Authority>| {
        let by = a.value.by;
        by.is_none_or(|by| case.can_be_asked(person, by, matters(case, request)))
    };
    let has = |parent: bool| {
        case.authority_over(person, today).any(|a| {
            let same = requester.holder == Some(holder(a));
            same && may(a) && (!parent || a.value.kind == Representative::ParentOrGuardian)
        })
    };
    match requester.of {
        Consenter::Subject => requester.person == Some(person),
        Consenter::ParentOrGuardian => has(true) && every_parent(case, person, request, today),
        Consenter::Representative => has(false),
    }
}

/// Whether every parent with authority makes a request that changes what there is about a child: where they differ, nothing moves. To see it and to
/// take it along each may ask alone.
fn every_parent(case: &Case, person: PersonId, request: &Request, today: Date) -> bool {
    let alone = matches!(
        request.right,
        Right::Information | Right::Access | Right::Portability | Right::HumanReview
    );
    alone
        || case
            .authority_over(person, today)
            .filter(|a| a.value.kind == Representative::ParentOrGuardian)
            .filter(|a| a.value.by.is_none_or(|by| !case.shut_out(person, by)))
            .all(|a| request.by.iter().any(|r| r.holder == Some(holder(a))))
}

impl House {
    /// The question about a request as it stands today, refused on `refusal`. `None` where the person is not known today.
    pub(crate) fn request_question(
        &self,
        case: &Case,
        person: PersonId,
        request: &Request,
        about: RequestAbout,
        refusal: Option<Refusal>,
    ) -> Option<Question> {
        let today = self.today();
        let mut subject = case.subject(person, today)?;
        let standing = |r: &&Requester| counts(case, person, (request, r), today);
        let by: Set<Consenter> = request.by.iter().filter(standing).map(|r| r.of).collect();
        if by.contains(Consenter::Representative) {
            // One representative's appointment does not widen another's (CON-4).
            let holders: Vec<Option<Id>> = request.by.iter().map(|r| r.holder).collect();
            subject.represented_by = case
                .authority_over(person, today)
                .filter(|a| holders.contains(&Some(holder(a))))
                .map(|a| a.value.kind)
                .collect();
        }
        Some(Question::Request(Asked {
            charter: self.settings().charter,
            on: today,
            right: request.right,
            received: request.received,
            by,
            signed: request.signed,
            identity_established: request.identity.is_some(),
            subject,
            about,
            refusal,
            extended_because: request
                .extended
                .as_ref()
                .and_then(|e| Text::new(&e.because)),
            law: request.law,
        }))
    }

    /// What the charter says to it.
    ///
    /// # Errors
    /// [`Refused::NotFound`] where the person is not known today.
    pub(super) fn request_answer(
        &self,
        case: &Case,
        person: PersonId,
        request: &Request,
        about: RequestAbout,
        refusal: Option<Refusal>,
    ) -> Result<Answer, Refused> {
        let question = self
            .request_question(case, person, request, about, refusal)
            .ok_or(Refused::NotFound)?;
        Ok(self.charters().ask(&question)?)
    }

    /// What the charter says to a request as a whole, nothing refused.
    pub(crate) fn whole_answer(
        &self,
        case: &Case,
        person: PersonId,
        request: &Request,
    ) -> Result<Answer, Refused> {
        self.request_answer(case, person, request, about(case, request), None)
    }

    /// The people of the dossier in these capacities today.
    pub(super) fn people_as(
        &self,
        case: &Case,
        person: PersonId,
        capacities: Set<Consenter>,
    ) -> Vec<(Consenter, PersonId)> {
        let mut out = Vec::new();
        for of in capacities.iter() {
            if of == Consenter::Subject {
                out.push((of, person));
                continue;
            }
            for authority in case.authority_over(person, self.today()) {
                let parent = authority.value.kind == Representative::ParentOrGuardian;
                let Some(by) = authority.value.by else {
                    continue;
                };
                let asked = !out.contains(&(of, by)) && !case.shut_out(person, by);
                if (parent || of == Consenter::Representative) && asked {
                    out.push((of, by));
                }
            }
        }
        out
    }

    /// Whom a line about a request concerns: whom it is about, where everybody who may look at their list in the portal knows of the request too.
    /// A request that somebody made alone, or that is about what is kept from one of them, would tell of itself there: its lines concern nobody,
    /// and its own page tells who asked it what.
    pub(crate) fn request_concerns(
        &self,
        case: &Case,
        person: PersonId,
        request: &Request,
    ) -> Result<Vec<PersonId>, Refused> {
        let subject = case
            .subject(person, self.today())
            .ok_or(Refused::NotFound)?;
        let who =
            Self::consent_question(self.settings().charter, self.today(), subject, Set::EMPTY);
        let who = self.people_as(case, person, named(&self.charters().ask(&who)?));
        let missing = named(&self.whole_answer(case, person, request)?);
        let missing = self.people_as(case, person, missing);
        let kept = crate::entry::kept_from_family(&case.entries);
        let hidden = request.things.iter().any(|t| kept.contains(&t.id));
        // Who makes it knows what it names, whatever was put out of view since; others are told of it only where it names nothing that is.
        let knows = |one: &(Consenter, PersonId)| {
            let joins = request.joining.iter().any(|j| j.person == one.1)
                || missing.iter().any(|m| m.1 == one.1);
            request.by.iter().any(|r| r.person == Some(one.1)) || (joins && !hidden)
        };
        Ok(if who.iter().all(knows) {
            vec![person]
        } else {
            Vec::new()
        })
    }
}

/// Whether a right cannot be judged without the asker's own words: what should stand there, what it is about.
pub(super) const fn needs_words(right: Right) -> bool {
    matches!(
        right,
        Right::Rectification | Right::Restriction | Right::Objection | Right::HumanReview
    )
}
