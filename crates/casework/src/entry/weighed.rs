//! What stands by triage while something is recorded: the front door, the data that go with the last decision, and a law that is crossed to
//! (REC-6, TRI-7, FLD-16). For safety none of it stands in the way, and a correction mends what is there.

use super::input::{EntryInput, FAMILY, Ready};
use super::whom::Whom;
use crate::House;
use crate::act::Case;
use crate::check::Check;
use crate::triage::{Beyond, Limit};
use regie_charter::Triage;
use regie_terms::{Moment, PersonId};
use serde::Serialize;

/// What a form of recording says of triage, before anything is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Weighed {
    /// Which data go with the last decision about whom the form is about; `None` where nothing limits them.
    pub limit: Option<Limit>,
    /// Whether the charter asks how serious it is, and nobody said so yet.
    pub untriaged: bool,
    /// Whether whom it is about is still at the front door.
    pub at_front_door: bool,
}

impl House {
    fn charted(&self) -> Triage<'_> {
        self.charters()
            .triage(self.settings().charter, self.today())
    }

    /// Faults of a form against what stands by triage: `moment: front-door` for a later moment with somebody who is still there, `law: crossing` for a law
    /// that nobody decided to cross to, `beyond: missing` and `category: outside` for data that do not go with the last decision.
    pub(crate) fn weigh(&self, check: &mut Check, case: &Case, ready: Option<&Ready>) {
        let Some(ready) = ready.filter(|r| r.safety.is_none()) else {
            return;
        };
        let charted = self.charted();
        let label = &ready.label;
        let people = ready.whom.people(case);
        if case.at_front_door(&people) && label.moment.is_some_and(|m| m != Moment::FrontDoor) {
            check.fault("moment", "front-door");
        }
        if let Whom::One(person) = ready.whom
            && case.crosses(&charted, person, label.law)
        {
            check.fault("law", "crossing");
        }
        let limit = case.triage_limit(&charted, ready.whom.person());
        let Some(limit) = limit.filter(|one| !one.data.contains(&label.category)) else {
            return;
        };
        match limit.beyond {
            Beyond::Triage => check.fault("category", "outside"),
            Beyond::Motive if label.beyond.is_none() => check.fault("beyond", "missing"),
            Beyond::Motive => {}
        }
    }

    /// What a form says of triage as it stands: of whom it is about, or of whom the dossier is first of all about while that is not chosen.
    pub(super) fn weighed(&self, case: &Case, input: &EntryInput) -> Weighed {
        let charted = self.charted();
        let typed = input.person.trim();
        let known = typed.parse().ok().map(PersonId);
        let person = match known.filter(|p| case.person(*p).is_some()) {
            Some(person) => Some(person),
            None if typed == FAMILY => None,
            None => case.dossier.as_ref().map(|d| d.value.principal),
        };
        let limit = case.triage_limit(&charted, person);
        let (_, asked) = charted.dimensions();
        let said = case.triages.iter().any(|t| {
            let about = t.person.is_none() || t.person == person.map(|p| p.0);
            about && !t.value.shielded && t.value.dimension.is_some()
        });
        let people = person.map_or_else(|| super::family(case), |one| vec![one]);
        Weighed {
            limit,
            untriaged: asked && !said,
            at_front_door: case.at_front_door(&people),
        }
    }
}
