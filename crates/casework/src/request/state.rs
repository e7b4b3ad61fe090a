//! How far a request is.

use crate::act::Case;
use crate::thing::{Request, RequestDecision, RequestDone, RequestOutcome, RequestWay};
use regie_terms::Id;
use regie_vault::Known;
use serde::Serialize;

/// How far a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequestState {
    /// Somebody else has to join first.
    Joining,
    /// It waits for a decision.
    Open,
    /// Granted, in whole or in part, and not carried out yet.
    CarryingOut,
    /// Granted and carried out.
    Done,
    /// Refused.
    Refused,
    /// Taken back by the asker.
    Withdrawn,
}

impl RequestState {
    /// Whether nothing was decided yet.
    #[must_use]
    pub const fn undecided(self) -> bool {
        matches!(self, Self::Joining | Self::Open)
    }

    /// Whether somebody still has work on it.
    #[must_use]
    pub const fn waits(self) -> bool {
        matches!(self, Self::Joining | Self::Open | Self::CarryingOut)
    }
}

impl Case {
    /// A request of this dossier.
    pub fn request(&self, id: Id) -> Option<&Known<Request>> {
        self.requests.iter().find(|r| r.id == id)
    }

    /// The decisions on a request, oldest first.
    pub fn decisions_on(&self, request: Id) -> Vec<&Known<RequestDecision>> {
        let mut all: Vec<_> = self
            .decisions
            .iter()
            .filter(|d| d.of == Some(request))
            .collect();
        all.sort_by_key(|d| (d.value.at, d.id));
        all
    }

    /// The decision that counts: the last one.
    pub fn decision_on(&self, request: Id) -> Option<&Known<RequestDecision>> {
        self.decisions_on(request).pop()
    }

    /// The requests to look again at a decision.
    pub fn reviews_of(&self, decision: Id) -> impl Iterator<Item = &Known<Request>> {
        self.requests.iter().filter(move |r| r.of == Some(decision))
    }

    /// Whether a decision has to be taken again: whoever looked at it once more said that the asker is right.
    pub fn set_aside(&self, decision: Id) -> bool {
        self.reviews_of(decision).any(|r| {
            self.decision_on(r.id)
                .is_some_and(|d| d.value.outcome.grants())
        })
    }

    /// How far a request is; `joining` where the charter says that somebody still has to join.
    pub fn request_state(&self, row: &Known<Request>, joining: bool) -> RequestState {
        if row.value.withdrawn.is_some() {
            return RequestState::Withdrawn;
        }
        let decision = self.decision_on(row.id).filter(|d| !self.set_aside(d.id));
        match decision.map(|d| d.value.outcome) {
            None if joining => RequestState::Joining,
            None => RequestState::Open,
            Some(RequestOutcome::WithdrawnByAsker) => RequestState::Withdrawn,
            Some(RequestOutcome::Refused) => RequestState::Refused,
            Some(RequestOutcome::Granted | RequestOutcome::Partly) => match row.value.done {
                Some(_) => RequestState::Done,
                None => RequestState::CarryingOut,
            },
        }
    }
}

impl Request {
    /// Marks that what was granted was carried out: of one thing, or of the whole file where it names none. Gives whether nothing granted is left.
    pub(crate) fn carried_out(
        &mut self,
        decision: &RequestDecision,
        thing: Option<Id>,
        done: &RequestDone,
    ) -> bool {
        let mark = |t: &&mut crate::thing::RequestThing| thing.is_none_or(|id| id == t.id);
        for one in self
            .things
            .iter_mut()
            .filter(|t| decision.grants(t.id))
            .filter(mark)
        {
            one.done.get_or_insert_with(|| done.clone());
        }
        let left = self
            .things
            .iter()
            .any(|t| decision.grants(t.id) && t.done.is_none());
        if !left {
            self.done.get_or_insert_with(|| done.clone());
            if self.way == RequestWay::Portal {
                // They read it in the portal at once.
                self.informed.get_or_insert_with(|| done.clone());
            }
        }
        !left
    }
}
