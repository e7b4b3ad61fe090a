//! From which day others decide: said beforehand, so that nobody is surprised on a birthday (CON-2, CON-3).
//!
//! The days are those on which the charter names others than before; `dossier` asks for them.

use super::own::Own;
use crate::act::Case;
use crate::consent::named;
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
        let mut alone = subject.clone();
        alone.represented_by = kinds;
        // As themselves, by their authority, or by their own appointment: each where the charter names it then.
        let reads = |on: Date, now: Set<Consenter>| -> Result<bool, Refused> {
            let of = Consenter::Representative;
            Ok((own.person == own.me && now.contains(Consenter::Subject))
                || (kinds.contains(Representative::ParentOrGuardian)
                    && now.contains(Consenter::ParentOrGuardian))
                || (!kinds.is_empty() && now.contains(of) && ask(&alone, on)?.contains(of)))
        };
        let told = |(on, now): (Date, Set<Consenter>)| -> Result<Ahead, Refused> {
            Ok(Ahead {
                on,
                subject: now.contains(Consenter::Subject),
                parent: now.contains(Consenter::ParentOrGuardian),
                reader: reads(on, now)?,
            })
        };
        self.birthdays(&subject)?.into_iter().map(told).collect()
    }
}
