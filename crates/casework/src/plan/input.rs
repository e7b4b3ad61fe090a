//! The form of the plan: as typed and as read.

use super::rows::{
    PART_KIND, PART_LAW, PART_PERSON, PART_TEXT, STATE, STATE_BECAUSE, THERE, THERE_BECAUSE, at,
    doer, yes_no,
};
use crate::act::Case;
use crate::check::Check;
use crate::entry::{EntryInput, Ready, family, kept_from_family, through_time};
use crate::thing::{PartKind, PartStands, PartState, Plan, PlanPart, Presence};
use jiff::ToSpan;
use jiff::civil::Date;
use regie_charter::FormOf;
use regie_terms::{AccountId, Data, Id, Kind, Purpose};
use regie_vault::Known;
use serde::Deserialize;

/// The most new parts on one form.
pub const MOST_NEW: usize = 4;
/// The most parts that are open, and people of a family, on one form.
pub const MOST_ROWS: usize = 24;
/// The longest sentence, in characters.
const LONGEST: usize = 1000;

/// A goal or an agreement that is not there yet, as typed. One of which nothing is typed is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct NewPartInput {
    /// `goal` or `agreement`.
    pub kind: String,
    /// About whom: a person of the dossier, or `family`.
    pub person: String,
    /// What it is.
    pub text: String,
    /// The law it falls under, where another than that of the rest.
    pub law: String,
    /// Who does it: `person:<id>`, `staff:<account>`, `network`, `partner`, or blank.
    pub who: String,
    /// The name of somebody of the network, or of a partner.
    pub who_name: String,
    /// What kind of organisation a partner is.
    pub party: String,
}

impl NewPartInput {
    /// Whether nothing was typed.
    #[must_use]
    pub fn blank(&self) -> bool {
        let typed = [&self.text, &self.kind, &self.who_name];
        typed.into_iter().all(|text| text.trim().is_empty())
    }
}

/// How a part stands, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct StateInput {
    /// The part.
    pub part: String,
    /// `open`, `reached`, `let-go`; blank for as it was.
    pub state: String,
    /// Why, where it stands otherwise now.
    pub because: String,
}

/// Whether somebody was there, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct PresenceInput {
    /// Who.
    pub person: String,
    /// `yes` or `no`.
    pub there: String,
    /// Why not.
    pub because: String,
}

/// What was concluded, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct EvaluationInput {
    /// `yes` when the plan still fits, `no` when not.
    pub fits: String,
    /// What was concluded.
    pub concluded: String,
    /// About whom: a person of the dossier, or `family`.
    pub person: String,
}

/// A version of the plan as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct PlanInput {
    /// The version the form was made from; blank for none.
    pub version: String,
    /// Goals and agreements that are not there yet.
    pub parts: Vec<NewPartInput>,
    /// How the others stand.
    pub states: Vec<StateInput>,
    /// Facts of the dossier that become a goal.
    pub as_goal: Vec<String>,
    /// Facts of the dossier that become an agreement.
    pub as_agreement: Vec<String>,
    /// Facts of the dossier that the plan rests on.
    pub rests_on: Vec<String>,
    /// The day it was talked over: until today.
    pub talked_on: String,
    /// Who of the family was there.
    pub talked: Vec<PresenceInput>,
    /// Who directs it, an account; blank for who coordinates the dossier.
    pub director: String,
    /// The day it is looked at again: after today, within two years.
    pub evaluate_on: String,
    /// What was concluded, where the plan is looked at again.
    pub evaluation: Option<EvaluationInput>,
    /// The label of what is new: law, basis, need, source, moment, and what the charter asks besides.
    pub label: EntryInput,
}

/// A colleague with a place in the dossier.
pub type Colleague = (AccountId, String);

/// A part that is recorded with a version.
pub(super) struct NewPart {
    pub ready: Ready,
    pub part: Option<PlanPart>,
}

/// A version as read.
pub(super) struct ReadyPlan<'a> {
    /// What is recorded with it; the last one what was concluded, where it was evaluated.
    pub new: Vec<NewPart>,
    /// Facts that are written over: they become a part, or stand otherwise now.
    pub changed: Vec<(&'a Known<crate::thing::Entry>, PlanPart)>,
    /// The facts that become a part.
    pub taken: Vec<Id>,
    pub rests_on: Vec<Id>,
    pub talked_on: Date,
    pub talked: Vec<Presence>,
    pub director: Option<AccountId>,
    pub evaluate_on: Date,
    pub fits: Option<bool>,
}

/// The newest version of a fact, when something may be done with it.
pub(super) fn newest(case: &Case, part: Id) -> Option<&Known<crate::thing::Entry>> {
    let versions = through_time(&case.entries, part);
    versions.into_iter().find_map(|id| {
        let last = !case.entries.iter().any(|e| e.of == Some(id));
        case.entries.iter().find(|e| e.id == id && last)
    })
}

/// The parts of a version that are worked at, by the newest version of each fact.
pub(super) fn open_parts<'a>(
    case: &'a Case,
    plan: Option<&Plan>,
) -> Vec<&'a Known<crate::thing::Entry>> {
    let parts = plan.map(|p| p.parts.as_slice()).unwrap_or_default();
    let found = parts.iter().filter_map(|part| newest(case, *part));
    found
        .filter(|e| !e.still)
        .filter(|e| {
            let part = e.value.plan.as_ref();
            part.is_some_and(|p| p.stands() == PartStands::Open)
        })
        .collect()
}

/// The facts that can become a part, or that a plan can rest on: what stands and the family may read.
pub(super) fn offered(case: &Case) -> impl Iterator<Item = &Known<crate::thing::Entry>> {
    let apart = kept_from_family(&case.entries);
    case.entries.iter().filter(move |e| {
        !apart.contains(&e.id) && e.value.plan.is_none() && case.standing_entry(e.id).is_some()
    })
}

impl PlanInput {
    /// The label of something new about somebody, as the form of a fact.
    pub(super) fn labelled(&self, (person, law): (&str, &str), text: &str) -> EntryInput {
        let together = self.talked.iter().any(|one| Check::yes(&one.there));
        EntryInput {
            person: person.to_owned(),
            text: text.to_owned(),
            kind: Kind::What.as_str().to_owned(),
            category: Data::SupportPlan.as_str().to_owned(),
            purpose: Purpose::Support.as_str().to_owned(),
            // What is agreed is a fact: that it was.
            statement: "fact".to_owned(),
            together: if together { "yes" } else { "no" }.to_owned(),
            law: if law.trim().is_empty() {
                self.label.law.clone()
            } else {
                law.to_owned()
            },
            basis: self.label.basis.clone(),
            need: self.label.need.clone(),
            proportionality: self.label.proportionality.clone(),
            subsidiarity: self.label.subsidiarity.clone(),
            source: self.label.source.clone(),
            source_name: self.label.source_name.clone(),
            moment: self.label.moment.clone(),
            ..EntryInput::default()
        }
    }

    /// What is new on the form, as the forms of facts.
    pub(super) fn new_labels(&self) -> Vec<EntryInput> {
        let parts = self.parts.iter().filter(|part| !part.blank());
        let mut all: Vec<EntryInput> = parts
            .map(|part| self.labelled((&part.person, &part.law), &part.text))
            .collect();
        let concluded = self.evaluation.as_ref();
        all.extend(concluded.map(|one| self.labelled((&one.person, ""), &one.concluded)));
        all
    }

    /// Reads the whole form.
    pub(super) fn read<'a>(
        &self,
        check: &mut Check,
        (case, before): (&'a Case, Option<&Plan>),
        staff: &[Colleague],
        (now, by, today): (i64, &str, Date),
        form: &FormOf<'_>,
    ) -> Option<ReadyPlan<'a>> {
        let first = case.opened().unwrap_or(crate::check::FIRST_DAY);
        let talked_on = check.day("talked_on", &self.talked_on, first, today);
        let talked = self.talked(check, case);
        let mut new = Vec::new();
        for (row, typed) in self.parts.iter().enumerate().filter(|(_, p)| !p.blank()) {
            if row >= MOST_NEW {
                check.fault("parts", "too-many");
                break;
            }
            new.extend(self.part(check, case, (row, typed), staff, (today, form)));
        }
        let mut changed = self.states(check, (case, before), (now, by, talked_on.unwrap_or(today)));
        let taken = self.taken(check, case, &mut changed);
        let rests_on = self.rests_on(check, case);
        let director = self.director(check, staff);
        let last = today.saturating_add(2.years());
        let tomorrow = today.saturating_add(1.day());
        let evaluate_on = check.day("evaluate_on", &self.evaluate_on, tomorrow, last);
        let fits = match &self.evaluation {
            None => None,
            Some(typed) => {
                let fits = yes_no(check, "fits", &typed.fits);
                let ready = self.recorded(
                    check,
                    case,
                    (&typed.person, "", &typed.concluded),
                    ("concluded", "concluded_about", "law"),
                    (today, form),
                );
                new.extend(ready.map(|ready| NewPart { ready, part: None }));
                fits
            }
        };
        let open = open_parts(case, before).len() + new.len() + taken.len();
        if open > MOST_ROWS {
            check.fault("parts", "too-many");
        }
        if before.is_none_or(|plan| plan.parts.is_empty()) && taken.is_empty() && new.is_empty() {
            check.fault(PART_TEXT[0], "missing");
        }
        Some(ReadyPlan {
            new,
            changed,
            taken,
            rests_on,
            talked_on: talked_on?,
            talked,
            director,
            evaluate_on: evaluate_on?,
            fits,
        })
    }

    /// Something new with its label. What is wrong with the label stands at the fields that all of them share.
    fn recorded(
        &self,
        check: &mut Check,
        case: &Case,
        (person, law, text): (&str, &str, &str),
        (text_at, person_at, law_at): (&'static str, &'static str, &'static str),
        (today, form): (Date, &FormOf<'_>),
    ) -> Option<Ready> {
        let mut own = Check::default();
        let ready = self
            .labelled((person, law), text)
            .read(&mut own, case, None, today, form);
        for fault in own.faults() {
            let field = match fault.field {
                "text" => text_at,
                "person" => person_at,
                "law" if !law.trim().is_empty() => law_at,
                shared => shared,
            };
            check.again(field, fault);
        }
        if let Some(ready) = &ready
            && let Some(person) = ready.whom.person()
            && case.closed_to_new(person)
        {
            check.fault(person_at, "restricted");
        }
        ready
    }

    fn part(
        &self,
        check: &mut Check,
        case: &Case,
        (row, typed): (usize, &NewPartInput),
        staff: &[Colleague],
        (today, form): (Date, &FormOf<'_>),
    ) -> Option<NewPart> {
        let kind = check.pick::<PartKind>(at(&PART_KIND, row), &typed.kind);
        let who = doer(check, case, (row, typed), staff);
        let ready = self.recorded(
            check,
            case,
            (&typed.person, &typed.law, &typed.text),
            (
                at(&PART_TEXT, row),
                at(&PART_PERSON, row),
                at(&PART_LAW, row),
            ),
            (today, form),
        );
        Some(NewPart {
            ready: ready?,
            part: Some(PlanPart {
                kind: kind?,
                who: who.into_iter().collect(),
                states: Vec::new(),
            }),
        })
    }

    fn talked(&self, check: &mut Check, case: &Case) -> Vec<Presence> {
        let mut out: Vec<Presence> = Vec::new();
        for (row, person) in family(case).into_iter().enumerate() {
            let name = person.to_string();
            let place = self.talked.iter().position(|p| p.person.trim() == name);
            let row = place.unwrap_or(row);
            let typed = place.and_then(|row| self.talked.get(row));
            let typed = typed.cloned().unwrap_or_default();
            let there = yes_no(check, at(&THERE, row), &typed.there);
            let field = at(&THERE_BECAUSE, row);
            let because = match there {
                Some(false) => Some(check.needed(field, &typed.because, LONGEST)),
                _ => check.text(field, &typed.because, LONGEST).filter(|_| false),
            };
            out.extend(there.map(|there| Presence {
                person,
                there,
                because,
            }));
        }
        out
    }

    fn states<'a>(
        &self,
        check: &mut Check,
        (case, before): (&'a Case, Option<&Plan>),
        (now, by, on): (i64, &str, Date),
    ) -> Vec<(&'a Known<crate::thing::Entry>, PlanPart)> {
        let mut out: Vec<(&Known<crate::thing::Entry>, PlanPart)> = Vec::new();
        for (row, typed) in self.states.iter().enumerate().take(MOST_ROWS) {
            let field = at(&STATE, row);
            if typed.state.trim().is_empty() {
                continue;
            }
            let state = check.pick::<PartStands>(field, &typed.state);
            let part = typed.part.trim().parse::<Id>().ok();
            let open = open_parts(case, before);
            let found = open.into_iter().find(|e| Some(e.id) == part);
            let (Some(state), Some(entry)) = (state, found) else {
                check.fault(field, "unknown");
                continue;
            };
            let field = at(&STATE_BECAUSE, row);
            let because = match state {
                PartStands::Open => {
                    check.text(field, &typed.because, LONGEST);
                    continue;
                }
                _ => check.needed(field, &typed.because, LONGEST),
            };
            let Some(mut part) = entry.value.plan.clone() else {
                continue;
            };
            part.states.push(PartState {
                state,
                on,
                because,
                at: now,
                by: by.to_owned(),
            });
            if !out.iter().any(|(e, _)| e.id == entry.id) {
                out.push((entry, part));
            }
        }
        out
    }

    fn taken<'a>(
        &self,
        check: &mut Check,
        case: &'a Case,
        changed: &mut Vec<(&'a Known<crate::thing::Entry>, PlanPart)>,
    ) -> Vec<Id> {
        let mut out = Vec::new();
        let goals = self
            .as_goal
            .iter()
            .map(|id| ("as_goal", PartKind::Goal, id));
        let agreed = self.as_agreement.iter();
        let agreed = agreed.map(|id| ("as_agreement", PartKind::Agreement, id));
        for (field, kind, typed) in goals.chain(agreed) {
            if typed.trim().is_empty() {
                continue;
            }
            let id = typed.trim().parse::<Id>().ok();
            let found = offered(case).find(|e| Some(e.id) == id);
            let Some(entry) = found else {
                check.fault(field, "unknown");
                continue;
            };
            if out.contains(&entry.id) {
                check.fault(field, "twice");
                continue;
            }
            out.push(entry.id);
            changed.push((
                entry,
                PlanPart {
                    kind,
                    who: Vec::new(),
                    states: Vec::new(),
                },
            ));
        }
        out
    }

    fn rests_on(&self, check: &mut Check, case: &Case) -> Vec<Id> {
        let mut out: Vec<Id> = Vec::new();
        for typed in self.rests_on.iter().filter(|t| !t.trim().is_empty()) {
            let id = typed.trim().parse::<Id>().ok();
            match id.filter(|id| offered(case).any(|e| e.id == *id)) {
                Some(id) if out.contains(&id) => {}
                Some(id) => out.push(id),
                None => check.fault("rests_on", "unknown"),
            }
        }
        out
    }

    fn director(&self, check: &mut Check, staff: &[Colleague]) -> Option<AccountId> {
        let typed = self.director.trim();
        if typed.is_empty() {
            return None;
        }
        let found = staff
            .iter()
            .find(|(account, _)| account.to_string() == typed);
        if found.is_none() {
            check.fault("director", "unknown");
        }
        found.map(|(account, _)| *account)
    }
}
