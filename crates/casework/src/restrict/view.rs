//! That something stands still, as a page shows it.

use crate::entry::through_time;
use crate::thing::{Entry, Restriction, RestrictionGround};
use jiff::civil::Date;
use regie_terms::Id;
use regie_vault::Of;
use serde::Serialize;

/// That something stands still: since when, on what ground and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StillView {
    /// The restriction.
    pub id: Id,
    /// Whether all that is recorded about the person stands still, and not this alone.
    pub person: bool,
    /// Since when.
    pub since: Date,
    /// On what ground.
    pub ground: RestrictionGround,
    /// Why.
    pub because: String,
    /// Who restricted it.
    pub by: String,
}

impl StillView {
    /// Of what is stored.
    pub(crate) fn of<S>(row: &Of<Restriction, S>) -> Self {
        Self {
            id: row.id,
            person: row.of.is_none(),
            since: row.value.since,
            ground: row.value.ground,
            because: row.value.because.clone(),
            by: row.value.by.clone(),
        }
    }
}

/// Something that may stand still.
pub(crate) trait StandsStill {
    /// Its id and whom it is about.
    fn stands(&self) -> (Id, Option<Id>);
}

impl<T, S> StandsStill for Of<T, S> {
    fn stands(&self) -> (Id, Option<Id>) {
        (self.id, self.person)
    }
}

/// The restriction by which something stands still: its own before that of all about the person.
pub(crate) fn standing_for<'a, S, E>(
    restrictions: &'a [Of<Restriction, S>],
    entries: &[Of<Entry, E>],
    thing: &impl StandsStill,
) -> Option<&'a Of<Restriction, S>> {
    let (id, person) = thing.stands();
    let versions = through_time(entries, id);
    let stands = |r: &&Of<Restriction, S>| r.due.is_none();
    let own = |r: &&Of<Restriction, S>| r.of.is_some_and(|of| versions.contains(&of));
    let all = |r: &&Of<Restriction, S>| r.of.is_none() && r.person.is_some() && r.person == person;
    let mut standing = restrictions.iter().filter(stands);
    standing.clone().find(own).or_else(|| standing.find(all))
}
