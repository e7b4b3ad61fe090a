//! Whose word an answer is, and which answers stand.
//!
//! Several people who are not in the dossier can answer in one place: a parent where no authority is recorded, a mentor without a name. Each of
//! them has a last word of their own, and a no that stands is theirs alone to change: another's yes takes nothing away from it (CON-5, CON-8).

use super::Candidate;
use crate::act::Case;
use crate::thing::{ConsentGiven, Outsider, ShareMatter};
use regie_terms::{ConsentAnswer, Consenter, Id, PersonId};
use regie_vault::Known;

/// Who gave an answer, in which capacity: a person of the dossier, somebody by name, or else whoever holds that authority.
#[derive(PartialEq, Eq)]
pub(crate) enum Giver<'a> {
    Person(Consenter, PersonId),
    Outsider(Consenter, &'a Outsider),
    Holder(Consenter, Option<Id>),
}

impl ConsentGiven {
    /// Whose word it is.
    pub(crate) fn giver(&self) -> Giver<'_> {
        match (self.person, &self.outsider) {
            (Some(person), _) => Giver::Person(self.of, person),
            (None, Some(outsider)) => Giver::Outsider(self.of, outsider),
            (None, None) => Giver::Holder(self.of, self.holder),
        }
    }

    /// Whether it was answered in this place among those who have to agree. A no of somebody of whom was not known which authority they hold
    /// stands in each of those.
    pub(crate) fn in_place(&self, (of, person, holder): Candidate) -> bool {
        let placeless = self.holder.is_none() && self.answer != ConsentAnswer::Given;
        self.of == of
            && self.person == person
            && (person.is_some() || self.holder == holder || placeless)
    }
}

/// The last word of everybody who answered, in the order of `answers`: oldest first.
pub(crate) fn last_words<'a>(
    answers: impl Iterator<Item = &'a Known<ConsentGiven>>,
) -> Vec<&'a Known<ConsentGiven>> {
    let answers: Vec<_> = answers.collect();
    let later = |at: usize, one: &ConsentGiven| {
        let rest = answers.iter().skip(at.saturating_add(1));
        rest.into_iter().any(|c| c.value.giver() == one.giver())
    };
    answers
        .iter()
        .enumerate()
        .filter(|(at, one)| !later(*at, &one.value))
        .map(|(_, one)| *one)
        .collect()
}

impl Case {
    /// What decides in a place: a no or a withdrawal that stands there, else the last yes to this matter, else the last yes to another.
    pub(crate) fn deciding(
        &self,
        share: Id,
        place: Candidate,
        matter: &ShareMatter,
    ) -> Option<&Known<ConsentGiven>> {
        let there = last_words(self.consents_of(share).filter(|c| c.value.in_place(place)));
        let last = |keep: &dyn Fn(&ConsentGiven) -> bool| {
            let mut kept = there.iter().rev().filter(|c| keep(&c.value));
            kept.next().copied()
        };
        last(&|c| c.answer != ConsentAnswer::Given)
            .or_else(|| last(&|c| c.is_for(matter)))
            .or_else(|| last(&|_| true))
    }

    /// Whether somebody's answer by name stands against another's yes in the same place: then that yes counts for nothing.
    pub(crate) fn undone(&self, share: Id, yes: &ConsentGiven) -> bool {
        yes.person.is_none()
            && self.against(share, (yes.of, yes.person, yes.holder), |no| {
                no.giver() != yes.giver()
            })
    }

    /// Whether a no or withdrawal of somebody who is not in the dossier stands in a place, of one that `whose` takes.
    pub(crate) fn against(
        &self,
        share: Id,
        place: Candidate,
        whose: impl Fn(&ConsentGiven) -> bool,
    ) -> bool {
        last_words(self.consents_of(share)).iter().any(|c| {
            c.value.answer != ConsentAnswer::Given
                && c.value.outsider.is_some()
                && c.value.in_place(place)
                && whose(&c.value)
        })
    }
}
