//! What stands by triage when something is recorded: whether somebody is still at the front door, what they were told, which data go with the last
//! decision, and whether a law was crossed to.

use crate::act::Case;
use crate::thing::Triage;
use regie_charter::{Beyond as Takes, Triage as Charted};
use regie_terms::{Data, Law, PersonId, Says};
use regie_vault::Known;
use serde::Serialize;

/// What recording takes of a category that does not go with the last triage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Beyond {
    /// A motive.
    Motive,
    /// A new triage, and nothing else will do.
    Triage,
}

/// Which data go with the last triage of somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Limit {
    /// How serious and complex it was judged.
    pub says: Says,
    /// The categories that go with it.
    pub data: Vec<Data>,
    /// What another takes.
    pub beyond: Beyond,
    /// When it was decided, milliseconds since 1970 UTC.
    pub at: i64,
}

impl Case {
    /// Whether somebody is still at the front door: the dossier began there, and no first conversation with them stands in it. Of the family: with none of
    /// them.
    pub(crate) fn at_front_door(&self, people: &[PersonId]) -> bool {
        let began = self.dossier.as_ref().is_some_and(|d| d.value.front_door);
        let talked = |person: &PersonId| {
            let mut all = self.conversations.iter();
            all.any(|c| c.person == Some(person.0))
        };
        began && !people.iter().any(talked)
    }

    /// Whether somebody was told at the start how the work goes: with the dossier, or in their own first conversation.
    pub(crate) fn told_at_start(&self, person: PersonId) -> bool {
        let told = |c: &Known<crate::thing::Conversation>| {
            c.person == Some(person.0) && !c.value.told.is_empty()
        };
        self.dossier.as_ref().is_some_and(|d| d.value.told_client)
            || self.conversations.iter().any(told)
    }

    /// The decisions about somebody, or about the family that they belong to. What is shielded is none of them: what it allows would tell of it.
    fn decided_about(&self, person: Option<PersonId>) -> impl Iterator<Item = &Known<Triage>> {
        let about = move |t: &&Known<Triage>| {
            t.person.is_none() || t.person == person.map(|person| person.0)
        };
        self.triages
            .iter()
            .filter(|t| !t.value.shielded)
            .filter(about)
    }

    /// Which data go with the last decision about somebody (`None`: the family) that said how serious it is; `None` where nothing limits them.
    pub(crate) fn triage_limit(
        &self,
        charted: &Charted<'_>,
        person: Option<PersonId>,
    ) -> Option<Limit> {
        let said = |t: &&Known<Triage>| t.value.dimension.is_some();
        let last = self
            .decided_about(person)
            .filter(said)
            .max_by_key(|t| (t.value.at, t.id))?;
        let name = &last.value.dimension.as_ref()?.name;
        let dimension = charted.dimension(name)?;
        Some(Limit {
            says: dimension.says.clone(),
            data: dimension.data.clone()?,
            beyond: match dimension.beyond {
                Takes::Motive => Beyond::Motive,
                Takes::Triage => Beyond::Triage,
            },
            at: last.value.at,
        })
    }

    /// Whether recording something about somebody under a law crosses to it, and no decision says so: they get help here, and have nothing under that law.
    /// Where the charter has no such moment, nothing is crossed.
    pub(crate) fn crosses(&self, charted: &Charted<'_>, person: PersonId, law: Law) -> bool {
        let helped = self
            .files
            .iter()
            .any(|f| f.person == Some(person.0) && !f.value.involved);
        let decided = |t: &Known<Triage>| {
            t.value.law == Some(law)
                && t.value.outcome == crate::thing::TriageOutcome::GoOn
                && (t.person.is_none() || t.person == Some(person.0))
        };
        helped
            && charted.crossing().is_some()
            && self.file(person, law).is_none()
            && !self.triages.iter().any(decided)
    }
}
