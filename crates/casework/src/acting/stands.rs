//! Which decisions stand, and what follows from them.

use crate::act::Case;
use crate::thing::{Acting, ActingDecision, ActingWhat};
use regie_terms::{Data, PersonId, Set};
use regie_vault::Of;
use serde::Deserialize;

/// Of a decision, what somebody's leave is judged by. Its reasons are not taken out.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Standing {
    what: ActingWhat,
    #[serde(default)]
    data: Vec<Data>,
    #[serde(default)]
    decisions: Vec<Yes>,
}

#[derive(Clone, Debug, Deserialize)]
struct Yes {
    yes: bool,
}

impl From<&Acting> for Standing {
    fn from(whole: &Acting) -> Self {
        let yes = |d: &ActingDecision| Yes { yes: d.yes };
        Self {
            what: whole.what,
            data: whole.data.clone(),
            decisions: whole.decisions.iter().map(yes).collect(),
        }
    }
}

/// What both the whole and the part of it that is judged by can say.
pub(crate) trait Stands {
    fn what(&self) -> ActingWhat;
    fn data(&self) -> &[Data];
    fn stands(&self) -> bool;
}

impl Stands for Standing {
    fn what(&self) -> ActingWhat {
        self.what
    }
    fn data(&self) -> &[Data] {
        &self.data
    }
    fn stands(&self) -> bool {
        self.decisions.last().is_some_and(|d| d.yes)
    }
}

impl Stands for Acting {
    fn what(&self) -> ActingWhat {
        self.what
    }
    fn data(&self) -> &[Data] {
        &self.data
    }
    fn stands(&self) -> bool {
        self.decisions
            .last()
            .is_some_and(|d: &ActingDecision| d.yes)
    }
}

fn standing<T: Stands, S>(
    all: &[Of<T, S>],
    what: ActingWhat,
    person: PersonId,
    against: PersonId,
) -> impl Iterator<Item = &Of<T, S>> {
    let about = (Some(person.0), Some(against.0));
    all.iter()
        .filter(move |a| (a.person, a.of) == about && a.value.what() == what && a.value.stands())
}

/// Whether a parent is kept out of somebody's file.
pub(crate) fn shut_out<T: Stands, S>(all: &[Of<T, S>], person: PersonId, parent: PersonId) -> bool {
    standing(all, ActingWhat::ShutOut, person, parent)
        .next()
        .is_some()
}

/// In which matters somebody may not act for somebody.
pub(crate) fn limited<T: Stands, S>(
    all: &[Of<T, S>],
    person: PersonId,
    representative: PersonId,
) -> Set<Data> {
    let mut out = Set::EMPTY;
    for limit in standing(all, ActingWhat::Limit, person, representative) {
        let data = limit.value.data();
        if data.is_empty() {
            return Data::ALL.iter().copied().collect();
        }
        for one in data {
            out.insert(*one);
        }
    }
    out
}

impl Case {
    /// Whether a parent is kept out of somebody's file.
    pub fn shut_out(&self, person: PersonId, parent: PersonId) -> bool {
        shut_out(&self.acting, person, parent)
    }

    /// Whether somebody can be asked in a matter about somebody: they are not kept out, and no limit takes a part of it away.
    pub fn can_be_asked(&self, person: PersonId, one: PersonId, data: Set<Data>) -> bool {
        let limited = limited(&self.acting, person, one);
        !self.shut_out(person, one) && !data.iter().any(|d| limited.contains(d))
    }
}
