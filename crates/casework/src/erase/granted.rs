//! That a request allows what is about to be done.

use crate::act::Case;
use crate::thing::{Request, RequestDecision};
use regie_terms::{Id, PersonId, Right};
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
    // The last decision counts, unless whoever looked at it again said that it has to be taken anew.
    let decision = case
        .decision_on(request)
        .filter(|d| !case.set_aside(d.id))
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
