//! Several people who have authority over somebody, of whom one says yes and another no: nothing moves, and the professional is told (CON-5).

use super::Candidate;
use crate::act::Case;
use crate::thing::{Share, ShareMatter};
use crate::{House, Refused};
use regie_terms::{ConsentAnswer, Consenter, Id, PersonId};
use regie_vault::Known;
use serde::Serialize;

/// How those who have authority stand to each other in one matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Parents {
    /// One said yes and another said no.
    Differ,
    /// One said yes and another has not answered.
    Waits,
}

impl Case {
    /// What each of several people with authority answered, where there are several: yes, no, or nothing that counts.
    fn parents(
        &self,
        share: Id,
        places: &[Candidate],
        matter: &ShareMatter,
    ) -> Vec<(Candidate, Option<bool>)> {
        let parental = |c: &&Candidate| c.0 == Consenter::ParentOrGuardian;
        places
            .iter()
            .filter(parental)
            .map(|place| {
                let last = self.deciding(share, *place, matter);
                let counts = last.filter(|c| c.value.is_for(matter));
                let yes = counts.map(|c| c.value.answer == ConsentAnswer::Given);
                (*place, yes)
            })
            .collect()
    }
}

impl Case {
    /// To what a court narrowed the appointment of somebody who has to agree.
    pub fn narrowed(&self, person: PersonId, holder: Option<Id>) -> Option<String> {
        let of = |a: &&Known<crate::thing::Authority>| {
            a.person == Some(person.0) && Some(crate::act::holder(a)) == holder
        };
        let found = self.authorities.iter().filter(of);
        found.into_iter().find_map(|a| a.value.narrowed.clone())
    }
}

impl House {
    /// How those who have authority over whom a disclosure is about stand to each other, among who has to agree to it.
    pub(crate) fn parents_of(
        case: &Case,
        share: Id,
        value: &Share,
        places: &[Candidate],
    ) -> Option<Parents> {
        let all = case.parents(share, places, &value.matter());
        let said = |what: Option<bool>| all.iter().any(|(_, yes)| *yes == what);
        match (said(Some(true)), said(Some(false)), said(None)) {
            (true, true, _) => Some(Parents::Differ),
            (true, false, true) => Some(Parents::Waits),
            _ => None,
        }
    }

    /// Whether an answer that somebody with authority now gives differs from what another with authority answered.
    pub(crate) fn now_differ(
        &self,
        case: &Case,
        (share, person): (&Known<Share>, PersonId),
        me: PersonId,
        answer: ConsentAnswer,
    ) -> Result<bool, Refused> {
        let places = self.who_must(case, share.id, person, &share.value)?;
        let yes = answer == ConsentAnswer::Given;
        let all = case.parents(share.id, &places, &share.value.matter());
        Ok(all
            .iter()
            .any(|(place, other)| place.1 != Some(me) && *other == Some(!yes)))
    }
}
