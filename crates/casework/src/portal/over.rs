//! A question for consent that is over: what its address still says to somebody who was asked it, from an old link or a page back.
//!
//! It says no more than the list of questions does by not having it any more. Given up, changed into another matter, gone another way, or kept
//! from the reader since are one answer: told apart they would say that another said no, or that it went for safety. What went and the reader
//! may read of stands in their file already, and is pointed to.
//!
//! Nothing of the question is opened for it, so that it has no line and shows no word.

use super::file::visible_shares;
use super::own::{Own, OwnGround, PortalCapacity};
use super::receipt::answered;
use crate::act::{Case, again};
use crate::consent::{open_to, own_answer};
use crate::guard::Caller;
use crate::thing::{ConsentWay, Share};
use crate::{House, Refused};
use regie_charter::Capacity;
use regie_terms::{Id, PersonId};
use regie_vault::Known;
use serde::Serialize;

/// That a question was asked of the reader once and is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct QuestionOver {
    /// About whom it was.
    pub person: PersonId,
    /// In what capacity the reader was asked.
    pub capacity: PortalCapacity,
    /// Whether something went that the reader may read of in the file of that person. `false` says nothing of whether anything did.
    pub went: bool,
    /// Whether the reader's own answers have a receipt.
    pub answered: bool,
}

impl House {
    /// Whether a question that this client is not asked today was asked of them once. `None` for who never was asked it, as for one that is not
    /// there: both take the same reading. So is it for who may no longer act for whom it is about.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for staff.
    pub async fn question_over(
        &self,
        caller: &Caller,
        share: Id,
    ) -> Result<Option<QuestionOver>, Refused> {
        again!(self.question_over_once(caller, share))
    }

    async fn question_over_once(
        &self,
        caller: &Caller,
        share: Id,
    ) -> Result<Option<QuestionOver>, Refused> {
        caller.client(Capacity::Subject)?;
        let mut over = None;
        for ground in self.own_grounds(caller, "portal-view").await? {
            let OwnGround {
                own, case, allowed, ..
            } = ground;
            let asked = case
                .share(share)
                .filter(|s| s.person == Some(own.person.0))
                .filter(|s| was_asked(s, &case, &own) && !open_to(s, &own, &case, allowed));
            if asked.is_some() {
                over = Some(QuestionOver {
                    person: own.person,
                    capacity: own.capacity,
                    answered: answered(&case, &own, share),
                    went: visible_shares(&case, &own, allowed).any(|s| s.id == share),
                });
            }
        }
        Ok(over)
    }
}

/// Whether somebody was asked in the portal, in the capacity in which they act today: they stand among those who were, or answered there. Who got
/// authority after it was asked and did not answer is not known to have seen it, whatever became of it: to them it is a question that was not there.
fn was_asked(share: &Known<Share>, case: &Case, own: &Own) -> bool {
    let asked = (own.me, own.capacity.consenter());
    share.value.asked.contains(&asked)
        || case
            .consents_of(share.id)
            .any(|c| own_answer(c, own) && c.value.way == ConsentWay::Portal)
}
