//! When something in a file was last changed, as the law counts it (Jeugdwet 7.3.8 lid 3, Wmo 2015 5.3.4 lid 1).

use crate::House;
use crate::act::Case;
use jiff::civil::Date;
use regie_terms::{Law, PersonId};

impl House {
    /// The day on which something under a law about somebody, or about the family, was last recorded, corrected or decided; at least the day the dossier
    /// was closed, which changes it too.
    pub(crate) fn last_change(
        &self,
        case: &Case,
        person: PersonId,
        law: Law,
        closed: Date,
    ) -> Date {
        let mine = |about: Option<regie_terms::Id>| about.is_none_or(|one| one == person.0);
        let entries = case
            .entries
            .iter()
            .filter(|e| mine(e.person) && e.value.label.law == law)
            .map(|e| e.value.at);
        let documents = case
            .documents
            .iter()
            .filter(|d| mine(d.person) && d.value.label.law == law)
            .map(|d| d.value.at);
        entries
            .chain(documents)
            .map(|at| self.local(at).date())
            .fold(closed, Date::max)
    }
}
