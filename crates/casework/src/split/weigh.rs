//! The triage: what is weighed, and whether the dossier is split (TRI-5).

use super::LONGEST;
use super::ground::Ground;
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{SplitDecision, TaskKind, kind};
use crate::{House, Refused};
use jiff::ToSpan;
use regie_terms::{AccountId, DossierId, Id, Outcome, RequestId};
use regie_vault::{Changes, Draft};
use serde::Deserialize;

/// Weeks within which somebody may object to the decision, as for any decision on a request.
const OBJECT_WITHIN_WEEKS: i64 = 6;

/// The weighing as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct WeighInput {
    /// `split` or `joint`.
    pub outcome: String,
    /// Whether one dossier together is needed.
    pub necessity: String,
    /// Whether it weighs up.
    pub proportionality: String,
    /// Whether less would do.
    pub subsidiarity: String,
    /// What it means for somebody's safety.
    pub safety: String,
    /// Why, in words that the one who objects reads.
    pub because: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Weighed {
    Split,
    Joint,
}

impl House {
    /// Decides whether somebody gets a dossier of their own. It is told to who objected, and to nobody else.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not, and where the charter forbids it; [`Refused::NotFound`] for an objection of another dossier;
    /// [`Refused::Invalid`] with the fields to be mended, among them `outcome: decided`, and `outcome: needs` where the charter needs more before it is split.
    pub async fn weigh_split(
        &self,
        caller: &Caller,
        dossier: DossierId,
        split: Id,
        input: &WeighInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.weigh_once(caller, dossier, split, input, request))
    }

    async fn weigh_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        split: Id,
        input: &WeighInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        const ACT: &str = "weigh-split";
        let ground = self.split_ground(caller, dossier, ACT, request).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let (row, person) = ground.split(split)?;
        let row = row.clone();
        let mut check = Check::default();
        let outcome = check.pick::<Weighed>("outcome", &input.outcome);
        if row.value.decision.is_some() {
            check.fault("outcome", "decided");
        }
        let necessity = check.needed("necessity", &input.necessity, LONGEST);
        let proportionality = check.needed("proportionality", &input.proportionality, LONGEST);
        let subsidiarity = check.needed("subsidiarity", &input.subsidiarity, LONGEST);
        let safety = check.needed("safety", &input.safety, LONGEST);
        let because = check.needed("because", &input.because, LONGEST);
        check.done()?;
        let Some(outcome) = outcome else {
            return Err(Refused::field("outcome", "unpicked"));
        };
        let about = (Some(split), person);
        let asked = self.split_question(&ground.case, about, &row.value)?;
        let answer = self.charters().ask(&asked)?;
        if outcome == Weighed::Split && answer.outcome == Outcome::Incomplete {
            // The page says what the charter still needs: who asks it with them, or that it is sure who they are.
            return Err(Refused::field("outcome", "needs"));
        }
        let Ground {
            scope,
            task,
            access,
            ..
        } = ground;
        let today = self.today();
        let mut value = row.value.clone();
        value.decision = Some(SplitDecision {
            split: outcome == Weighed::Split,
            necessity,
            proportionality,
            subsidiarity,
            safety,
            because,
            answer,
            object_by: today.checked_add(OBJECT_WITHIN_WEEKS.weeks()).ok(),
            by: caller.name().to_owned(),
            on: today,
            at: scope.at,
            account: caller.account(),
        });
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(row.key), |scope| {
                let mut questions = vec![access.clone()];
                if outcome == Weighed::Split {
                    questions.push(asked.clone());
                }
                self.charters().judge_act(scope, &task, &questions)
            })
            .await?;
        let mut changes = Changes {
            line_key: Some(row.key),
            replace: vec![Draft::over(kind::SPLIT, &row, &value)?],
            ..Changes::default()
        };
        if outcome == Weighed::Joint {
            changes.remove = self
                .tasks_of(split, |what| what == TaskKind::SplitDossier)
                .await?;
        }
        match row.account.map(AccountId) {
            Some(account) => {
                self.tell_account(account, (dossier, person), &mut changes)
                    .await?;
            }
            None => self.tell_portal(dossier, &[person], &mut changes).await?,
        }
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}
