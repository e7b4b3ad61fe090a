//! How far a disclosure really is: what was answered counts, not only what was done.

use crate::act::Case;
use crate::consent::Candidate;
use crate::thing::{ConsentGiven, Share, ShareState};
use crate::{House, Refused};
use regie_terms::{ConsentAnswer, Consenter, NeedWord, Outcome, PersonId};
use regie_vault::Known;
use serde::Serialize;

/// How far a disclosure is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShareStage {
    /// Being prepared; nobody was asked anything yet.
    Preparing,
    /// Those who have to agree and have not answered; who, where that is known here.
    Waits(Vec<(Consenter, Option<PersonId>)>),
    /// Somebody who has to agree said no.
    Refused,
    /// Somebody who has to agree took their yes back before it went.
    Withdrawn,
    /// All that the charter asks is there.
    Ready,
    /// It went.
    Shared,
    /// It had gone already and was written down afterwards.
    Afterwards,
    /// It went, and somebody took their yes back since.
    SharedThenWithdrawn,
    /// Given up.
    GivenUp,
}

impl House {
    /// How far a disclosure is today.
    pub(crate) fn stage(&self, case: &Case, share: &Known<Share>) -> Result<ShareStage, Refused> {
        let value = &share.value;
        match value.state {
            ShareState::GivenUp => return Ok(ShareStage::GivenUp),
            ShareState::Shared | ShareState::Afterwards if taken_back(case, share) => {
                return Ok(ShareStage::SharedThenWithdrawn);
            }
            ShareState::Shared => return Ok(ShareStage::Shared),
            ShareState::Afterwards => return Ok(ShareStage::Afterwards),
            ShareState::Preparing => {}
        }
        let Some(person) = share.person.map(PersonId) else {
            return Ok(ShareStage::Preparing);
        };
        let question = self.share_question(case, share.id, person, value, self.today())?;
        let decision = self.charters().ask(&question)?;
        if decision.outcome == Outcome::Permitted && !value.facts.is_empty() {
            return Ok(ShareStage::Ready);
        }
        let asks = decision.needs.iter().any(|n| n.what == NeedWord::Consent);
        if !asks && decision.outcome != Outcome::Prohibited {
            return Ok(ShareStage::Preparing);
        }
        let matter = value.matter();
        let mut missing = Vec::new();
        let mut answers = Vec::new();
        for one in self.must_agree(case, share.id, person, value)? {
            let mut given = case.consents_of(share.id).filter(|c| is_of(&c.value, one));
            match given.next_back().filter(|c| c.value.is_for(&matter)) {
                Some(last) => answers.push(last.value.answer),
                None => missing.push((one.0, one.1)),
            }
        }
        Ok(if answers.contains(&ConsentAnswer::Refused) {
            ShareStage::Refused
        } else if answers.contains(&ConsentAnswer::Withdrawn) {
            ShareStage::Withdrawn
        } else if missing.is_empty() || (answers.is_empty() && value.asked_at.is_none()) {
            ShareStage::Preparing
        } else {
            ShareStage::Waits(missing)
        })
    }
}

/// Whether an answer is of this one of those who have to agree.
fn is_of(consent: &ConsentGiven, (of, person, holder): Candidate) -> bool {
    consent.of == of && consent.person == person && (person.is_some() || consent.holder == holder)
}

/// Whether the last word of somebody who answered is that they take it back.
fn taken_back(case: &Case, share: &Known<Share>) -> bool {
    let giver = |c: &ConsentGiven| (c.of, c.person, c.holder);
    let answers: Vec<&ConsentGiven> = case.consents_of(share.id).map(|c| &c.value).collect();
    answers.iter().enumerate().any(|(at, one)| {
        let later = answers.iter().skip(at.saturating_add(1));
        one.answer == ConsentAnswer::Withdrawn
            && !later.into_iter().any(|other| giver(other) == giver(one))
    })
}
