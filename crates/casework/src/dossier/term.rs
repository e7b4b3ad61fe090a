//! From which day others decide about somebody in it.

use crate::consent::named;
use crate::{House, Refused};
use jiff::ToSpan;
use jiff::civil::Date;
use regie_terms::{Consenter, Set, Subject, birthday, years};
use serde::Serialize;

/// For how many birthdays the charter is asked.
const BIRTHDAYS: i16 = 25;
/// How long beforehand colleagues are told that others will decide, in days.
pub(super) const TOLD_BEFORE: i64 = 60;

/// From which day others decide about somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Decides {
    /// The first day.
    pub on: Date,
    /// Whether the person decides from then.
    pub subject: bool,
    /// Whether who has authority over them decides from then, alone or with them.
    pub parent: bool,
}

impl House {
    /// The birthdays after a day on which the charter names others than before, the first one first, with whom it names from then. `subject` is the
    /// person as they are known on a day.
    ///
    /// No age stands here: the charter is asked the question of today with the date of each birthday to come, as things stand now: who has authority
    /// and who can weigh a matter may change before that day (CON-2, CON-3). Authority that has a last day is counted until then.
    pub(crate) fn birthdays(
        &self,
        born: Date,
        from: Date,
        subject: impl Fn(Date) -> Option<Subject>,
    ) -> Result<Vec<(Date, Set<Consenter>)>, Refused> {
        let who = |on: Date| -> Result<Set<Consenter>, Refused> {
            let Some(subject) = subject(on) else {
                return Ok(Set::EMPTY);
            };
            let charter = self.settings().charter;
            let question = Self::consent_question(charter, on, subject, Set::EMPTY);
            Ok(named(&self.charters().ask(&question)?))
        };
        let mut before = who(from)?;
        let mut out = Vec::new();
        let lived = years(born, from);
        for on in (1..=BIRTHDAYS).filter_map(|more| birthday(born, lived + more)) {
            let now = who(on)?;
            if now != before {
                out.push((on, now));
            }
            before = now;
        }
        Ok(out)
    }

    /// The first of these days, for colleagues, where it comes soon.
    pub(crate) fn decides_soon(
        &self,
        born: Date,
        subject: impl Fn(Date) -> Option<Subject>,
    ) -> Result<Option<Decides>, Refused> {
        let last = self.today().saturating_add(TOLD_BEFORE.days());
        let first = self
            .birthdays(born, self.today(), subject)?
            .into_iter()
            .next();
        Ok(first
            .filter(|(on, _)| *on <= last)
            .map(|(on, now)| Decides {
                on,
                subject: now.contains(Consenter::Subject),
                parent: now.contains(Consenter::ParentOrGuardian),
            }))
    }
}
