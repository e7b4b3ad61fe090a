//! On which grounds a request, or a part of it, can be refused: only those that the charter knows for that right (RIG-3, RIG-6).

use super::input::things;
use super::question::about_of;
use crate::act::Case;
use crate::check::Check;
use crate::entry::{document_kept_from, kept_from};
use crate::thing::{DecidedPart, Request, RequestGround, RequestOf, RequestThing};
use crate::{House, Refused};
use regie_terms::{Answer, DutyWord, NeedWord, Outcome, PersonId, Reason, RequestAbout};
use serde::Deserialize;

/// One part of a decision, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct PartInput {
    /// The thing, as [`super::ThingView::named`].
    pub thing: String,
    /// The ground on which it is refused; blank where it is granted.
    pub ground: String,
    /// Why, in words.
    pub because: String,
    /// `yes` where saying so would endanger somebody.
    pub endangers: String,
}

/// A ground as the charter knows it here: for the whole, for a part, and the rules it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    pub ground: RequestGround,
    pub whole: bool,
    pub part: bool,
    pub answer: Answer,
    pub rules: Vec<Reason>,
}

impl House {
    /// The grounds that the charter knows for a request, about what it is about.
    pub(super) fn grounds(
        &self,
        case: &Case,
        person: PersonId,
        request: &Request,
        about: RequestAbout,
    ) -> Result<Vec<Known>, Refused> {
        let base = self.request_answer(case, person, request, about, None)?;
        let barred = base.outcome == Outcome::Prohibited;
        // Whoever it may be reads no ground that tells of somebody: not while nobody knows who asks.
        let unknown = base.needs.iter().any(|n| n.what == NeedWord::Identity);
        let mut out = Vec::new();
        for ground in RequestGround::ALL {
            if unknown && ground != RequestGround::Incomplete {
                continue;
            }
            let answer = match ground.claimed() {
                Some(refusal) => {
                    self.request_answer(case, person, request, about, Some(refusal))?
                }
                None => base.clone(),
            };
            let (whole, part) = match ground {
                // What the charter forbids by itself needs no other ground.
                RequestGround::Refusal(_) if barred => (false, false),
                RequestGround::Refusal(_) => {
                    let all = answer.outcome == Outcome::Prohibited;
                    let some = answer
                        .duties
                        .iter()
                        .any(|d| d.what == DutyWord::WithholdParts);
                    (all, all || some)
                }
                RequestGround::Charter => (barred, barred),
                RequestGround::Incomplete => (base.outcome == Outcome::Incomplete, false),
            };
            if !whole && !part {
                continue;
            }
            let new = |r: &&Reason| {
                ground.claimed().is_none() || !base.because.iter().any(|b| b.rule == r.rule)
            };
            out.push(Known {
                ground,
                whole,
                part,
                rules: answer.because.iter().filter(new).cloned().collect(),
                answer,
            });
        }
        // What comes with every refusal, such as that it is explained, is no ground of one.
        let often: Vec<String> = out
            .iter()
            .flat_map(|one| one.rules.iter().map(|r| r.rule.clone()))
            .collect();
        for one in out.iter_mut().filter(|one| one.ground.claimed().is_some()) {
            one.rules
                .retain(|r| often.iter().filter(|rule| **rule == r.rule).count() < 2);
        }
        Ok(out)
    }

    /// Reads the parts that are refused, with their grounds. Of a request about the whole file any thing of the person can be withheld.
    pub(super) fn read_parts(
        &self,
        check: &mut Check,
        case: &Case,
        (person, request): (PersonId, &Request),
        typed: &[PartInput],
    ) -> Result<Vec<DecidedPart>, Refused> {
        let mut parts: Vec<DecidedPart> = Vec::new();
        for one in typed.iter().filter(|p| !p.ground.trim().is_empty()) {
            let names = [one.thing.clone()];
            let found = things(check, "parts", &names, |kind, id| {
                if request.things.is_empty() {
                    case.has_thing(person, kind, id)
                } else {
                    request.things.iter().any(|t| t.id == id && t.kind == kind)
                }
            });
            // What is wrong with it was noted as it was read.
            let Some(thing) = found.into_iter().next() else {
                if one.thing.trim().is_empty() {
                    check.fault("parts", "unknown");
                }
                continue;
            };
            if parts.iter().any(|p| p.thing == thing.id) {
                check.fault("parts", "twice");
                continue;
            }
            // What they see anyway, or asked about by name, cannot be left out of what they are told.
            let named = request.things.iter().any(|t| t.id == thing.id);
            if Check::yes(&one.endangers) && (named || case.seen_by_askers(request, &thing)) {
                check.fault("parts", "seen");
                continue;
            }
            let about = about_of(case, request, &thing);
            let grounds = self.grounds(case, person, request, about)?;
            let ground = RequestGround::read(one.ground.trim());
            let known = grounds
                .into_iter()
                .find(|g| g.part && Some(g.ground) == ground);
            let Some(known) = known else {
                check.fault("parts", "ground");
                continue;
            };
            parts.push(DecidedPart {
                thing: thing.id,
                kind: thing.kind,
                granted: false,
                ground,
                rules: known.rules,
                because: check
                    .text("parts", &one.because, super::LONGEST_REASON)
                    .unwrap_or_default(),
                endangers: Check::yes(&one.endangers),
            });
        }
        if !check.ok() {
            return Ok(parts);
        }
        if parts.is_empty() {
            check.fault("parts", "none-refused");
        }
        let all = !request.things.is_empty()
            && request
                .things
                .iter()
                .all(|t| parts.iter().any(|p| p.thing == t.id));
        if all {
            check.fault("parts", "all-refused");
        }
        let granted = |t: &&RequestThing| !parts.iter().any(|p| p.thing == t.id);
        let rest: Vec<DecidedPart> = request
            .things
            .iter()
            .filter(granted)
            .map(|t| DecidedPart {
                thing: t.id,
                kind: t.kind,
                granted: true,
                ground: None,
                rules: Vec::new(),
                because: String::new(),
                endangers: false,
            })
            .collect();
        parts.extend(rest);
        Ok(parts)
    }
}

impl Case {
    /// Whether somebody who makes a request reads a thing in the portal.
    fn seen_by_askers(&self, request: &Request, thing: &RequestThing) -> bool {
        let askers = request.by.iter().filter_map(|r| r.person);
        let sees = |me: PersonId| match thing.kind {
            RequestOf::Entry => !kept_from(&self.entries, me).contains(&thing.id),
            RequestOf::Document => {
                let found = self.documents.iter().find(|d| d.id == thing.id);
                found.is_some_and(|d| !document_kept_from(d, me))
            }
            _ => false,
        };
        askers.into_iter().any(sees)
    }
}
