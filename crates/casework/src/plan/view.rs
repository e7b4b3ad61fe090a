//! The versions of the plan as the page of the dossier shows them.

use crate::entry::{shielded, through_time};
use crate::thing::{Doer, Entry, PartKind, PartStands, PartState, Plan};
use jiff::civil::Date;
use regie_terms::{Id, PersonId};
use regie_vault::Of;
use serde::Serialize;

/// A goal or an agreement, as it stood in a version.
#[derive(Clone, Debug, Serialize)]
pub struct PartView {
    /// The fact.
    pub entry: Id,
    /// About whom; `None` for the family.
    pub person: Option<PersonId>,
    /// Their name; empty for the family.
    pub person_name: String,
    /// What it is.
    pub kind: PartKind,
    /// The text; empty where it stands still.
    pub text: String,
    /// Who does it.
    pub who: Vec<Doer>,
    /// How it stood.
    pub state: PartStands,
    /// How it came to stand so, oldest first.
    pub states: Vec<PartState>,
    /// Whether it stands still: nothing works on it, and its words are not here.
    pub still: bool,
    /// Whether it is kept out of ordinary view.
    pub shielded: bool,
}

/// Whether somebody was there.
#[derive(Clone, Debug, Serialize)]
pub struct PresenceView {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Whether they were.
    pub there: bool,
    /// Why not.
    pub because: Option<String>,
}

/// That the plan was looked at again.
#[derive(Clone, Debug, Serialize)]
pub struct EvaluationView {
    /// Whether it still fits.
    pub fits: bool,
    /// What was concluded; `None` where the reader does not see that, or it is gone.
    pub concluded: Option<String>,
}

/// A version of the plan.
#[derive(Clone, Debug, Serialize)]
pub struct PlanVersion {
    /// The version.
    pub id: Id,
    /// Written, milliseconds since 1970 UTC.
    pub at: i64,
    /// By whom.
    pub by: String,
    /// Who directs it; of the newest version who does so today.
    pub director: String,
    /// Whether that is somebody else than who coordinates the dossier.
    pub named: Option<regie_terms::AccountId>,
    /// The day it was talked over.
    pub talked_on: Date,
    /// Who of the family was there.
    pub talked: Vec<PresenceView>,
    /// The day it is looked at again.
    pub evaluate_on: Date,
    /// That it was, with this version.
    pub evaluation: Option<EvaluationView>,
    /// The parts that the reader sees.
    pub parts: Vec<PartView>,
    /// Other facts that it rests on, as the reader sees them.
    pub rests_on: Vec<(Id, String)>,
}

/// The version of a fact that stood before a moment; the first one where none did.
pub(super) fn as_it_stood<S>(
    entries: &[Of<Entry, S>],
    part: Id,
    before: i64,
) -> Option<&Of<Entry, S>> {
    let versions = through_time(entries, part);
    let found = entries.iter().filter(|e| versions.contains(&e.id));
    let mut found: Vec<&Of<Entry, S>> = found.collect();
    found.sort_by_key(|e| (e.value.at, e.id));
    let last = found.iter().rposition(|e| e.value.at < before);
    found.get(last.unwrap_or(0)).copied()
}

/// The versions, newest first, for somebody who does not see the entries in `apart`. `today` names who coordinates the dossier now.
pub(crate) fn versions(
    mut plans: Vec<Of<Plan>>,
    entries: &[Of<Entry>],
    name_of: impl Fn(Option<Id>) -> String,
    apart: &[Id],
    today: Option<&str>,
) -> Vec<PlanVersion> {
    plans.sort_by_key(|p| (p.value.at, p.id));
    let hidden = shielded(entries);
    let seen =
        |id: Id, before: i64| as_it_stood(entries, id, before).filter(|e| !apart.contains(&e.id));
    let mut out = Vec::new();
    for (at, plan) in plans.iter().enumerate() {
        let value = &plan.value;
        let next = plans.get(at + 1);
        let before = next.map_or(i64::MAX, |p| p.value.at);
        let parts = value.parts.iter().filter_map(|id| {
            let entry = seen(*id, before)?;
            let part = entry.value.plan.as_ref()?;
            Some(PartView {
                entry: entry.id,
                person: entry.person.map(PersonId),
                person_name: entry.person.map(|p| name_of(Some(p))).unwrap_or_default(),
                kind: part.kind,
                text: entry.value.text.clone(),
                who: part.who.clone(),
                state: part.stood(before.saturating_sub(1)),
                states: part
                    .states
                    .iter()
                    .filter(|s| s.at < before)
                    .cloned()
                    .collect(),
                still: entry.still,
                shielded: hidden.contains(&entry.id),
            })
        });
        let text = |id: Id| {
            seen(id, before)
                .filter(|e| !e.still)
                .map(|e| e.value.text.clone())
        };
        out.push(PlanVersion {
            id: plan.id,
            at: value.at,
            by: value.by.clone(),
            director: match (value.director, next, today) {
                (None, None, Some(today)) => today.to_owned(),
                _ => value.director_name.clone(),
            },
            named: value.director,
            talked_on: value.talked_on,
            talked: value
                .talked
                .iter()
                .map(|one| PresenceView {
                    person: one.person,
                    name: name_of(Some(one.person.0)),
                    there: one.there,
                    because: one.because.clone(),
                })
                .collect(),
            evaluate_on: value.evaluate_on,
            evaluation: value.evaluation.map(|one| EvaluationView {
                fits: one.fits,
                concluded: text(one.concluded),
            }),
            parts: parts.collect(),
            rests_on: value
                .rests_on
                .iter()
                .filter_map(|id| Some((seen(*id, before)?.id, text(*id)?)))
                .collect(),
        });
    }
    out.reverse();
    out
}
