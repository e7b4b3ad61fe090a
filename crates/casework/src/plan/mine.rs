//! The plan as the client reads it: the parts about them and about the family they belong to.
//!
//! A version in which nothing differs that the reader may read is not there for them, neither its day nor its line: it would tell that something
//! was written that they do not see.

use super::view::as_it_stood;
use crate::act::Case;
use crate::thing::{Doer, DoerOf, Entry, PartKind, PartStands, PartState, Plan};
use jiff::civil::Date;
use regie_terms::{Id, PersonId};
use regie_vault::{Known, Of};
use serde::Serialize;

/// A goal or an agreement, as the client reads it.
#[derive(Clone, Debug, Serialize)]
pub struct MyPart {
    /// The fact, by which it stands among what is known about them.
    pub entry: Id,
    /// Whether it is about the family rather than about this person.
    pub family: bool,
    /// What it is.
    pub kind: PartKind,
    /// The text.
    pub text: String,
    /// Who does it; a colleague without a name where staff are shown by function only.
    pub who: Vec<Doer>,
    /// How it stands.
    pub state: PartStands,
    /// How it came to stand so, oldest first.
    pub states: Vec<PartState>,
}

/// That the plan was looked at again.
#[derive(Clone, Debug, Serialize)]
pub struct MyEvaluation {
    /// The day.
    pub on: Date,
    /// Whether it still fits.
    pub fits: bool,
    /// What was concluded, where the reader may read that.
    pub concluded: Option<String>,
}

/// The plan of a dossier, as a client reads it.
#[derive(Clone, Debug, Serialize)]
pub struct MyPlan {
    /// When the newest version that differs for the reader was written, milliseconds since 1970 UTC.
    pub at: i64,
    /// Who directs it; `None` where staff are shown by function only.
    pub director: Option<String>,
    /// The day that version was talked over.
    pub talked_on: Date,
    /// Whether this person was there, and why not; `None` where that was not written down.
    pub there: Option<(bool, Option<String>)>,
    /// The day it is looked at again.
    pub evaluate_on: Date,
    /// The parts: goals first.
    pub parts: Vec<MyPart>,
    /// The times it was looked at again, newest first.
    pub evaluations: Vec<MyEvaluation>,
}

/// What a reader sees of a version.
#[derive(PartialEq, Eq)]
struct Seen {
    parts: Vec<(Id, usize)>,
    rests_on: Vec<Id>,
    director: Option<regie_terms::AccountId>,
    talked_on: Date,
    there: Option<(bool, Option<String>)>,
    evaluate_on: Date,
    evaluated: Option<Id>,
}

fn there(plan: &Plan, person: PersonId) -> Option<(bool, Option<String>)> {
    let found = plan.talked.iter().find(|one| one.person == person);
    found.map(|one| (one.there, one.because.clone()))
}

/// The versions that differ for a reader who sees these facts of a person's file, oldest first. Those about nothing they see are none of them.
fn differing<'a, P, E>(
    plans: &'a [Of<Plan, P>],
    entries: &[Of<Entry, E>],
    (person, sees): (PersonId, &[Id]),
) -> Vec<&'a Of<Plan, P>> {
    let mut out: Vec<&Of<Plan, P>> = Vec::new();
    let mut last: Option<Seen> = None;
    for plan in plans {
        let value = &plan.value;
        let states = |id: Id| {
            let entry = as_it_stood(entries, id, value.at.saturating_add(1))?;
            let part = entry.value.plan.as_ref()?;
            let count = part.states.iter().filter(|s| s.at <= value.at).count();
            sees.contains(&entry.id).then_some((entry.id, count))
        };
        let rests = value.rests_on.iter().filter(|id| sees.contains(id));
        let evaluated = value.evaluation.map(|e| e.concluded);
        let seen = Seen {
            parts: value.parts.iter().filter_map(|id| states(*id)).collect(),
            rests_on: rests.copied().collect(),
            director: value.director,
            talked_on: value.talked_on,
            there: there(value, person),
            evaluate_on: value.evaluate_on,
            evaluated: evaluated.filter(|id| sees.contains(id)),
        };
        // Of a version without anything to read nothing else is read either.
        let nothing = seen.parts.is_empty() && seen.evaluated.is_none();
        let same = last.as_ref().is_some_and(|last| {
            // That it was talked over again says nothing where nothing came of it that the reader sees.
            (&last.parts, &last.rests_on) == (&seen.parts, &seen.rests_on)
                && (last.director, last.evaluate_on) == (seen.director, seen.evaluate_on)
                && seen.evaluated.is_none()
        });
        if !nothing && !same {
            out.push(plan);
            last = Some(seen);
        }
    }
    out
}

/// The versions whose lines would tell the reader of something they do not see.
pub(crate) fn unseen_versions(case: &Case, person: PersonId, sees: &[Id]) -> Vec<Id> {
    let shown = differing(&case.plans, &case.entries, (person, sees));
    let hidden = |p: &&Known<Plan>| !shown.iter().any(|s| s.id == p.id);
    case.plans.iter().filter(hidden).map(|p| p.id).collect()
}

/// The plan of what was opened for a reader of a person's file; `None` where there is none for them.
pub(crate) fn my_plan(
    mut plans: Vec<Of<Plan>>,
    entries: &[Of<Entry>],
    person: PersonId,
    (named, coordinator): (bool, Option<&str>),
) -> Option<MyPlan> {
    plans.sort_by_key(|p| (p.value.at, p.id));
    // Everything that was opened is what the reader sees.
    let sees: Vec<Id> = entries.iter().map(|e| e.id).collect();
    let shown = differing(&plans, entries, (person, &sees));
    let newest = shown.last()?;
    let value = &newest.value;
    let mut parts: Vec<MyPart> = value
        .parts
        .iter()
        .filter_map(|id| {
            let entry = as_it_stood(entries, *id, i64::MAX)?;
            let part = entry.value.plan.as_ref()?;
            let mut who = part.who.clone();
            let mut states = part.states.clone();
            if !named {
                for one in who.iter_mut().filter(|w| w.of == DoerOf::Colleague) {
                    one.name = String::new();
                }
                states.iter_mut().for_each(|s| s.by = String::new());
            }
            Some(MyPart {
                entry: entry.id,
                family: entry.person.is_none(),
                kind: part.kind,
                text: entry.value.text.clone(),
                who,
                state: part.stands(),
                states,
            })
        })
        .collect();
    parts.sort_by_key(|p| (p.kind, p.family));
    let evaluations = shown.iter().rev().filter_map(|plan| {
        let one = plan.value.evaluation?;
        let text = entries.iter().find(|e| e.id == one.concluded);
        Some(MyEvaluation {
            on: plan.value.talked_on,
            fits: one.fits,
            concluded: text.map(|e| e.value.text.clone()),
        })
    });
    let director = match value.director {
        None => coordinator.map(str::to_owned),
        Some(_) => Some(value.director_name.clone()),
    };
    Some(MyPlan {
        at: value.at,
        director: director.filter(|_| named),
        talked_on: value.talked_on,
        there: there(value, person),
        evaluate_on: value.evaluate_on,
        evaluations: evaluations.collect(),
        parts,
    })
}
