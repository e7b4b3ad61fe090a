//! How far a disclosure really is: what was answered counts, not only what was done.

use super::facts::Marked;
use crate::act::Case;
use crate::consent::last_words;
use crate::thing::{Share, ShareState};
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
    /// Those who have to agree and whom nobody asked yet; who, where that is known here. They cannot answer in the portal, or were not asked there.
    ToAsk(Vec<(Consenter, Option<PersonId>)>),
    /// Those who were asked in the portal and have not answered.
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
        // What cannot go as it is marked is not ready, whatever was answered.
        if Marked::of(case, person, &value.facts).is_err() {
            return Ok(ShareStage::Preparing);
        }
        let question = self.share_question(case, share.id, person, value, self.today())?;
        let decision = self.charters().ask(&question)?;
        if decision.outcome == Outcome::Permitted && !value.facts.is_empty() {
            return Ok(ShareStage::Ready);
        }
        let asks = decision.needs.iter().any(|n| n.what == NeedWord::Consent);
        if !asks && decision.outcome != Outcome::Prohibited {
            return Ok(ShareStage::Preparing);
        }
        let Answers { missing, given } = self.answers(case, share, person)?;
        let unasked = |(of, who): &(Consenter, Option<PersonId>)| {
            let told = |person| value.asked.contains(&(person, *of));
            value.asked_at.is_none() || !who.is_some_and(told)
        };
        let to_ask: Vec<_> = missing.iter().copied().filter(unasked).collect();
        Ok(if given.contains(&ConsentAnswer::Refused) {
            ShareStage::Refused
        } else if given.contains(&ConsentAnswer::Withdrawn) {
            ShareStage::Withdrawn
        } else if missing.is_empty() || (given.is_empty() && value.asked_at.is_none()) {
            ShareStage::Preparing
        } else if to_ask.is_empty() {
            ShareStage::Waits(missing)
        } else {
            ShareStage::ToAsk(to_ask)
        })
    }

    /// What those who have to agree answered to a disclosure as it stands; nothing of anybody where nobody has to.
    pub(crate) fn answers(
        &self,
        case: &Case,
        share: &Known<Share>,
        person: PersonId,
    ) -> Result<Answers, Refused> {
        let matter = share.value.matter();
        let mut answers = Answers::default();
        for one in self.who_must(case, share.id, person, &share.value)? {
            match case
                .deciding(share.id, one, &matter)
                .filter(|c| c.value.is_for(&matter))
            {
                Some(last) => answers.given.push(last.value.answer),
                None => answers.missing.push((one.0, one.1)),
            }
        }
        Ok(answers)
    }
}

/// What those who have to agree answered.
#[derive(Default)]
pub(crate) struct Answers {
    /// Who has not answered this.
    pub missing: Vec<(Consenter, Option<PersonId>)>,
    /// What the others said, one each.
    pub given: Vec<ConsentAnswer>,
}

/// Whether the last word of somebody who answered is that they take it back.
fn taken_back(case: &Case, share: &Known<Share>) -> bool {
    last_words(case.consents_of(share.id))
        .iter()
        .any(|c| c.value.answer == ConsentAnswer::Withdrawn)
}
