//! That a request allows what is about to be done, and the charter's question about it, put again.

use crate::House;
use crate::act::Case;
use crate::thing::{Request, RequestDecision};
use regie_terms::{Id, PersonId, Question, Request as Asked, Right, Text};
use regie_vault::Known;

/// The request and the last decision on it, where that grants the right for one of these things: the versions of a fact, or none of them for all that
/// is recorded about somebody. Else the code of what is wrong with it.
pub(crate) fn granted<'a>(
    case: &'a Case,
    request: Id,
    right: Right,
    things: &[Id],
    person: Option<PersonId>,
) -> Result<(&'a Known<Request>, &'a RequestDecision), &'static str> {
    let row = case.requests.iter().find(|r| r.id == request);
    let row = row.ok_or("unknown")?;
    let decision = case
        .decisions
        .iter()
        .filter(|d| d.of == Some(request))
        .max_by_key(|d| (d.value.at, d.id))
        .map(|d| &d.value);
    if row.value.right != right {
        return Err("other-right");
    }
    // What is about the family is in the file of each of them.
    if person.is_some_and(|p| row.person != Some(p.0)) {
        return Err("other-thing");
    }
    let named: Vec<Id> = row.value.things.iter().map(|t| t.id).collect();
    let whole = named.is_empty();
    let about = if things.is_empty() {
        whole
    } else {
        whole || things.iter().any(|id| named.contains(id))
    };
    if !about {
        return Err("other-thing");
    }
    let decision = decision
        .filter(|d| row.value.withdrawn.is_none() && d.outcome.grants())
        .ok_or("not-granted")?;
    let refused = |id: &Id| !decision.grants(*id);
    if things.iter().any(refused) {
        return Err("not-granted");
    }
    Ok((row, decision))
}

/// The question about a request as it stands today, nothing refused. `None` where the person is not known today.
pub(crate) fn asked_again(house: &House, case: &Case, row: &Known<Request>) -> Option<Question> {
    let request = &row.value;
    let today = house.today();
    Some(Question::Request(Asked {
        charter: house.settings().charter,
        on: today,
        right: request.right,
        received: request.received,
        by: request.by.iter().map(|r| r.of).collect(),
        signed: request.signed,
        identity_established: request.identity.is_some(),
        subject: case.subject(PersonId(row.person?), today)?,
        about: request.about,
        refusal: None,
        extended_because: request
            .extended
            .as_ref()
            .and_then(|e| Text::new(&e.because)),
        law: request.law,
    }))
}
