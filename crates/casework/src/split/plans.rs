//! The versions of the support plan and the case meetings: each side keeps its own parts of them.
//!
//! The facts that are its parts were told apart before. Those who stay keep the versions as rows, with the parts and the people of their side; the
//! one who leaves gets copies with theirs. Of who was not there because of somebody on the other side the reason goes, and nothing else in a
//! version has words.

use super::plan::Plan;
use super::sides::{Sides, across};
use crate::Refused;
use crate::entry::through_time;
use crate::plan::evaluation_task;
use crate::thing::{Meeting, Plan as Version, SplitTo, kind};
use regie_terms::{AccountId, DossierId, Id};
use regie_vault::{Draft, Side};

impl Sides {
    /// A meeting as a side keeps it: with the people of that side, what was agreed there, and in new words where it was decided so.
    fn meeting(
        &self,
        side: Side,
        meeting: &Meeting,
        (known, text): (&dyn Fn(Id) -> Option<Id>, Option<&str>),
    ) -> Meeting {
        let mut value = meeting.clone();
        value.talked.retain(|one| !self.other(side, one.person.0));
        for one in &mut value.talked {
            one.because = one.because.take().filter(|b| !self.tells(side, b));
        }
        value.agreed = meeting.agreed.iter().filter_map(|id| known(*id)).collect();
        if let Some(text) = text {
            value.summary = text.to_owned();
            value.told_how.clear();
            value.participants.retain(|p| !self.tells(side, &p.name));
            for one in &mut value.participants {
                one.brought.clear();
                one.ground.clear();
            }
        }
        value
    }
}

impl Plan<'_> {
    /// The case meetings, each on the side that was decided.
    pub fn meetings(&mut self) -> Result<(), Refused> {
        for one in &self.case.meetings {
            let mine = self.sides.side(one.person);
            let choice = self.choice(one.id);
            if mine.is_none() && choice.is_none() {
                return Err(Refused::field("split", "undecided"));
            }
            let side = match (mine, choice) {
                (Some(side), _) => side,
                (None, Some((SplitTo::Leaver, _))) => Side::Leaves,
                (None, _) => Side::Stays,
            };
            let both = matches!(choice, Some((SplitTo::Both | SplitTo::Anew, _)));
            let sides = match mine.is_none() && both {
                true => vec![side, across(side)],
                false => vec![side],
            };
            for on in sides {
                let words = match choice {
                    Some((SplitTo::Anew, texts)) => Some(self.text(on, texts)),
                    _ => None,
                };
                let known = |id: Id| {
                    let versions = through_time(&self.case.entries, id);
                    versions.into_iter().find_map(|id| self.known(on, id))
                };
                let value = self.sides.meeting(on, &one.value, (&known, words));
                let person = match on {
                    Side::Leaves => Some(self.sides.leaver.0),
                    Side::Stays => one.person,
                };
                if on == side {
                    let mut draft = Draft::over(kind::MEETING, one, &value)?;
                    draft.person = person;
                    self.over(draft, on);
                } else {
                    let draft = Draft::new(kind::MEETING, one.key, &value)?;
                    let mut draft = self.sides.placed(draft, on);
                    draft.person = person;
                    draft.account = one.account;
                    self.changes.add.push(draft);
                }
            }
        }
        Ok(())
    }

    /// A version as a side keeps it; `None` where nothing of it is about them.
    fn version(&self, side: Side, version: &Version) -> Option<Version> {
        // Where a fact was written in new words its newest version alone is left.
        let one = |id: Id| {
            let versions = through_time(&self.case.entries, id);
            versions.into_iter().find_map(|id| self.known(side, id))
        };
        let known = |ids: &[Id]| -> Vec<Id> { ids.iter().filter_map(|id| one(*id)).collect() };
        let mut value = version.clone();
        value.parts = known(&version.parts);
        value.rests_on = known(&version.rests_on);
        value
            .talked
            .retain(|one| !self.sides.other(side, one.person.0));
        for one in &mut value.talked {
            one.because = one.because.take().filter(|b| !self.sides.tells(side, b));
        }
        value.evaluation = version.evaluation.and_then(|mut evaluation| {
            evaluation.concluded = one(evaluation.concluded)?;
            Some(evaluation)
        });
        let nothing = value.parts.is_empty() && value.evaluation.is_none();
        (!nothing).then_some(value)
    }

    /// The versions of the plan. That the newest is looked at again comes back to `coordinator` of the new dossier too.
    pub fn plans(&mut self, coordinator: AccountId) -> Result<(), Refused> {
        let last = self.case.plans.last().map(|p| p.id);
        for one in &self.case.plans {
            match self.version(Side::Stays, &one.value) {
                Some(value) => self.over(Draft::over(kind::PLAN, one, &value)?, Side::Stays),
                None => self.remove(one.id),
            }
            let Some(value) = self.version(Side::Leaves, &one.value) else {
                continue;
            };
            // A director of the whole plan does not direct theirs: whoever coordinates it does.
            let value = Version {
                director: None,
                ..value
            };
            let draft = Draft::new(kind::PLAN, one.key, &value)?;
            let id = draft.id;
            let mut draft = self.sides.placed(draft, Side::Leaves);
            draft.account = one.account;
            self.changes.add.push(draft);
            if Some(one.id) == last {
                let fresh = DossierId(self.sides.dossier(Side::Leaves));
                let on = (id, value.evaluate_on);
                self.changes
                    .add
                    .push(evaluation_task(coordinator, fresh, on, self.today)?);
            }
        }
        Ok(())
    }
}
