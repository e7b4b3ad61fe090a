//! Judging an incident (KE-II, KE-X 3; GDPR 33(5)): a data breach, none, or something to look further into.

use super::view::settled;
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{IncidentJudgement, IncidentOutcome, kind};
use crate::{House, Refused};
use regie_terms::{Id, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft};

/// The longest ground, in characters.
const LONGEST: usize = 2000;

impl House {
    /// Judges an incident. `outcome` is `breach`, `no-breach` or `look-into`; the last leaves it open, with its tasks, until a later judgement.
    /// The same request again answers as the first time.
    ///
    /// # Errors
    /// [`Refused::Denied`] for whoever does not judge incidents; [`Refused::NotFound`] when there is no such incident; [`Refused::Invalid`] at
    /// `outcome` or `because`, among them `outcome: judged` when it was settled already and `outcome: own` for who did it.
    pub async fn judge_incident(
        &self,
        caller: &Caller,
        incident: Id,
        outcome: &str,
        because: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.judge_incident_once(caller, incident, outcome, because, request))
    }

    async fn judge_incident_once(
        &self,
        caller: &Caller,
        incident: Id,
        outcome: &str,
        because: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        const ACT: &str = "judge-incident";
        let (mut scope, task) =
            self.incident_scope(caller, ACT, &[kind::INCIDENT_JUDGEMENT], request)?;
        self.gate_task(&scope, &task).await?;
        // Before it is read: two who judge at once are told apart by its version.
        scope
            .facts
            .push((incident, self.vault().facts_version(incident).await?));
        scope.moves = vec![incident];
        let row = self
            .vault()
            .routing(Where::Id(incident), &[kind::INCIDENT])
            .await?
            .pop()
            .ok_or(Refused::NotFound)?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let mut check = Check::default();
        let outcome = check.pick::<IncidentOutcome>("outcome", outcome);
        let because = check.needed("because", because, LONGEST);
        let me = caller.account();
        if settled(&self.judged(incident).await?) {
            check.fault("outcome", "judged");
        } else if row.account == Some(me.0) {
            // Nobody judges themselves (FLD-8).
            check.fault("outcome", "own");
        }
        check.done()?;
        let Some(outcome) = outcome else {
            return Err(Refused::field("outcome", "unpicked"));
        };
        let judgement = IncidentJudgement {
            outcome,
            because,
            name: caller.name().to_owned(),
            at: scope.at,
        };
        // Under the key of the glass or the disclosure it is about: what is written here is about somebody.
        let about = match row.of {
            Some(about) => self.vault().routing(Where::Id(about), &[]).await?.pop(),
            None => None,
        };
        let key = about.map_or(STAFF, |about| about.key);
        let mut changes = Changes {
            line_key: Some(key),
            add: vec![
                Draft::new(kind::INCIDENT_JUDGEMENT, key, &judgement)?
                    .account(me.0)
                    .of(incident),
            ],
            ..Changes::default()
        };
        if outcome != IncidentOutcome::LookInto {
            let tasks = self
                .vault()
                .routing(Where::Of(incident), &[kind::TASK])
                .await?;
            changes.remove = tasks.iter().map(|r| r.id).collect();
        }
        let Allowed { permit, .. } = self.allow_task(scope, &task, &[]).await?;
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}
