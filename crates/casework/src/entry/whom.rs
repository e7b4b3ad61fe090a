//! About whom something is recorded: a person, or the family (FLD-6).

use super::question::family;
use crate::act::Case;
use regie_terms::{Id, KeyId, Law, PersonId};

/// About whom: a person of the dossier, or everybody who gets help in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whom {
    One(PersonId),
    Family,
}

impl Whom {
    /// As it is stored: no person is the family.
    pub fn of(person: Option<Id>) -> Self {
        person.map_or(Self::Family, |id| Self::One(PersonId(id)))
    }

    /// The one person.
    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::One(person) => Some(person),
            Self::Family => None,
        }
    }

    /// Everybody it is about.
    pub fn people(self, case: &Case) -> Vec<PersonId> {
        self.person()
            .map_or_else(|| family(case), |person| vec![person])
    }

    /// The key of what is recorded about them under a law, where there is one already. What is about the family lies under the dossier's `own`: it is
    /// in nobody's file alone.
    pub fn filed(self, case: &Case, law: Law, own: KeyId) -> Option<KeyId> {
        match self {
            Self::One(person) => case.file(person, law).map(|f| f.key),
            Self::Family => Some(own),
        }
    }
}
