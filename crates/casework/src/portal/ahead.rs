//! From which day others decide: said beforehand, so that nobody is surprised on a birthday (CON-2, CON-3).
//!
//! The days are those on which the charter names others than before; `dossier` asks for them.

use super::own::Own;
use crate::act::Case;
use crate::consent::named;
use crate::thing::of_age;
use crate::{House, Refused};
use jiff::civil::Date;
use regie_terms::{Consenter, Representative, Set, Subject};
use serde::Serialize;

/// A day from which others decide about somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Ahead {
    /// The first day.
    pub on: Date,
    /// Whether the person decides from then.
    pub subject: bool,
    /// Whether who has authority over them decides from then, alone or with them.
    pub parent: bool,
    /// Whether they are of age from then: the authority of parents and guardians ends.
    pub of_age: bool,
    /// Whether the reader decides, and can look, from then: in the capacity in which they look today or in another.
    pub reader: bool,
}

impl House {
    /// The birthdays to come on which the charter names others than before, the first one first.
    pub(super) fn ahead(&self, case: &Case, own: &Own) -> Result<Vec<Ahead>, Refused> {
        let today = self.today();
        let Some(subject) = case.subject(own.person, today) else {
            return Ok(Vec::new());
        };
        let ask = |subject: &Subject, on: Date| -> Result<Set<Consenter>, Refused> {
            let charter = self.settings().charter;
            let question = Self::consent_question(charter, on, subject.clone(), Set::EMPTY);
            Ok(named(&self.charters().ask(&question)?))
        };
        let kinds: Set<Representative> = case
            .authority_over(own.person, today)
            .filter(|a| a.value.by == Some(own.me))
            .map(|a| a.value.kind)
            .collect();
        // As whom the reader stands by their own appointments on a day: some end by then.
        let alone = |on: Date| {
            let mut alone = case.subject(own.person, on)?;
            alone.represented_by = case
                .authority_over(own.person, on)
                .filter(|a| a.value.by == Some(own.me))
                .map(|a| a.value.kind)
                .collect();
            Some(alone)
        };
        // As themselves, by their authority, or by their own appointment: each where the charter names it then.
        let reads = |on: Date, now: Set<Consenter>| -> Result<bool, Refused> {
            let of = Consenter::Representative;
            Ok((own.person == own.me && now.contains(Consenter::Subject))
                || (kinds.contains(Representative::ParentOrGuardian)
                    && now.contains(Consenter::ParentOrGuardian))
                || (now.contains(of)
                    && match alone(on) {
                        Some(alone) => {
                            !alone.represented_by.is_empty() && ask(&alone, on)?.contains(of)
                        }
                        None => false,
                    }))
        };
        let told = |(on, now): (Date, Set<Consenter>)| -> Result<Ahead, Refused> {
            Ok(Ahead {
                on,
                subject: now.contains(Consenter::Subject),
                parent: now.contains(Consenter::ParentOrGuardian),
                reader: reads(on, now)?,
                of_age: of_age(subject.born) == Some(on),
            })
        };
        let days = self.birthdays(subject.born, today, |on| case.subject(own.person, on))?;
        if days.is_empty() && own.person == own.me {
            return Ok(self.grown(case, own, subject.born).into_iter().collect());
        }
        days.into_iter().map(told).collect()
    }

    /// The day on which the authority over who reads about themself ends, where somebody has it and nothing else changes before.
    fn grown(&self, case: &Case, own: &Own, born: Date) -> Option<Ahead> {
        let today = self.today();
        let parental = |kind| kind == Representative::ParentOrGuardian;
        let mut held = case.authority_over(own.person, today);
        let on = of_age(born).filter(|day| *day > today)?;
        held.any(|a| parental(a.value.kind)).then_some(Ahead {
            on,
            subject: true,
            parent: false,
            reader: true,
            of_age: true,
        })
    }
}
