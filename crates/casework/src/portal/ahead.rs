//! From which day others decide: said beforehand, so that nobody is surprised on a birthday (CON-2, CON-3).
//!
//! No age stands here. The charter is asked the question of today with the date of each birthday to come, and a birthday on which it names others than on
//! the one before is told of. It is asked as things stand now: who has authority and who can weigh a matter may change before that day.

use super::own::Own;
use crate::act::Case;
use crate::consent::named;
use crate::{House, Refused};
use jiff::civil::Date;
use regie_terms::{Consenter, Representative, Set, Subject, birthday, years};
use serde::Serialize;

/// For how many birthdays the charter is asked.
const BIRTHDAYS: i16 = 25;

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
        let born = subject.born;
        let ask = |subject: &Subject, on: Date| -> Result<Set<Consenter>, Refused> {
            let charter = self.settings().charter;
            let question = Self::consent_question(charter, on, subject.clone(), Set::EMPTY);
            Ok(named(&self.charters().ask(&question)?))
        };
        let who = |on: Date| ask(&subject, on);
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
        let mut before = who(today)?;
        let mut ahead = Vec::new();
        let lived = years(born, today);
        for on in (1..=BIRTHDAYS).filter_map(|more| birthday(born, lived + more)) {
            let now = who(on)?;
            if now != before {
                ahead.push(Ahead {
                    on,
                    subject: now.contains(Consenter::Subject),
                    parent: now.contains(Consenter::ParentOrGuardian),
                    reader: reads(on, now)?,
                });
            }
            before = now;
        }
        Ok(ahead)
    }
}
