//! Somebody who is put into a dossier, as typed.

use super::{PersonInput, REASON};
use crate::Refused;
use crate::act::Case;
use crate::check::{Check, FIRST_DAY};
use crate::entry::{Among, EntryConsentInput};
use crate::guard::Caller;
use crate::thing::{Agreement, Person};
use jiff::civil::Date;
use regie_terms::{Law, PersonId};
use serde::Deserialize;

/// How many people of a household can be named at once.
const MOST: usize = 20;

/// Somebody who is put into a dossier, as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct NewPersonInput {
    /// Who.
    pub person: PersonInput,
    /// Under which of the dossier's laws they get help themselves; none for an involved person.
    pub laws: Vec<String>,
    /// Why they have to be known here.
    pub need: String,
    /// What an involved person, or who decides for them, answered.
    pub agreement: EntryConsentInput,
    /// The people of this dossier who have parental authority over them.
    pub parents: Vec<String>,
    /// The people of this dossier over whom they have parental authority.
    pub children: Vec<String>,
    /// Since when that authority is there; blank for since the child's birth.
    pub authority_since: String,
}

/// A form of somebody new, as read.
pub(super) struct Ready {
    pub(super) person: Person,
    pub(super) laws: Vec<Law>,
    pub(super) need: String,
    pub(super) agreement: Option<Agreement>,
    pub(super) parents: Vec<PersonId>,
    pub(super) children: Vec<PersonId>,
    pub(super) since: Option<Date>,
}

impl NewPersonInput {
    /// Reads the form of a dossier as it stands; what is wrong is said of all fields together.
    pub(super) fn read(
        &self,
        case: &Case,
        caller: &Caller,
        today: Date,
        now: i64,
    ) -> Result<Ready, Refused> {
        let mut check = Check::default();
        if case.is_closed() {
            check.fault("given", "closed");
        }
        let person = self.person.read(&mut check, today);
        let known = case
            .dossier
            .as_ref()
            .map(|d| d.value.laws.as_slice())
            .unwrap_or_default();
        let chosen: Vec<Law> = self
            .laws
            .iter()
            .filter_map(|typed| check.maybe_word("laws", typed, known))
            .collect();
        let laws = known
            .iter()
            .copied()
            .filter(|law| chosen.contains(law))
            .collect();
        let need = check.needed("need", &self.need, REASON);
        // Nobody agreed to being known here before they were born.
        let born = person.as_ref().map_or(FIRST_DAY, |p| p.born);
        let agreement = read_agreement(&mut check, &self.agreement, caller, (born, today), now);
        let parents = people(&mut check, case, "parents", &self.parents);
        let children = people(&mut check, case, "children", &self.children);
        // Authority over somebody is no older than they are; over several, than the eldest.
        let over = children
            .iter()
            .filter_map(|id| case.person(*id).map(|p| p.value.born))
            .chain(Some(born).filter(|_| !parents.is_empty()));
        let eldest = over.min().unwrap_or(FIRST_DAY);
        let since = check.maybe_day("authority_since", &self.authority_since, eldest, today);
        if parents.iter().any(|p| children.contains(p)) {
            check.fault("children", "both-ways");
        }
        if let Some(person) = &person {
            // Nobody has authority as a parent over somebody who was there before them.
            let born = |id: &PersonId| case.person(*id).map(|p| p.value.born);
            if parents
                .iter()
                .filter_map(born)
                .any(|day| day >= person.born)
            {
                check.fault("parents", "younger");
            }
            if children
                .iter()
                .filter_map(born)
                .any(|day| day <= person.born)
            {
                check.fault("children", "older");
            }
        }
        check.done()?;
        let person = person.ok_or_else(|| Refused::field("born", "missing"))?;
        Ok(Ready {
            person,
            laws,
            need,
            agreement,
            parents,
            children,
            since,
        })
    }
}

/// People of this dossier; anybody else is unknown.
fn people(check: &mut Check, case: &Case, field: &'static str, typed: &[String]) -> Vec<PersonId> {
    if typed.len() > MOST {
        check.fault(field, "too-many");
    }
    let mut read: Vec<PersonId> = Vec::new();
    for typed in typed.iter().take(MOST).filter(|t| !t.trim().is_empty()) {
        match check.id(field, typed).map(PersonId) {
            Some(id) if case.person(id).is_none() => check.fault(field, "unknown"),
            Some(id) if !read.contains(&id) => read.push(id),
            _ => {}
        }
    }
    read
}

fn read_agreement(
    check: &mut Check,
    typed: &EntryConsentInput,
    caller: &Caller,
    (first, today): (Date, Date),
    now: i64,
) -> Option<Agreement> {
    let among = Among {
        // Who has authority over them is asked in this same form.
        holders: Vec::new(),
        days: (first, today),
    };
    Some(Agreement {
        said: among.read(typed, check)?,
        at: now,
        by: caller.account(),
    })
}
