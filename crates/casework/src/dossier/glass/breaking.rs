//! Breaking the glass.

use super::{JUDGE_WITHIN, LONGEST, required};
use crate::act::Allowed;
use crate::dossier::Standing;
use crate::dossier::open::TRIES;
use crate::guard::Caller;
use crate::thing::{BrokenGlass, Task, TaskKind, kind};
use crate::{House, Refused, day_number};
use regie_terms::{Act, DossierId, DutyWord, Outcome, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::{Changes, Draft};

/// The shortest reason, in characters: a letter is none.
const SHORTEST: usize = 10;

impl House {
    /// Breaks the glass: the dossier is open to the caller for the time set in the settings.
    ///
    /// # Errors
    /// [`Refused::Invalid`] without a reason, [`Refused::Denied`] while coordinator or substitute is there, and to who does not know
    /// of such a dossier.
    pub async fn break_glass(
        &self,
        caller: &Caller,
        dossier: DossierId,
        act: Act,
        reason: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        let reason = required("reason", reason, LONGEST).map_err(|e| Refused::Invalid(vec![e]))?;
        if reason.as_str().chars().count() < SHORTEST {
            // The client reads it, and two people judge by it.
            return Err(Refused::field("reason", "too-short"));
        }
        for _ in 0..TRIES {
            match self
                .break_once(caller, dossier, act, reason.as_str(), request)
                .await
            {
                Err(Refused::Busy) => {}
                other => return other,
            }
        }
        Err(Refused::Busy)
    }

    /// Whether the caller's own place in the dossier gives leave, so that there is no glass to break.
    fn may_without_glass(
        &self,
        caller: &Caller,
        standing: &Standing,
        act: Act,
    ) -> Result<bool, Refused> {
        let there = Standing {
            coordinator_present: true,
            substitute_present: true,
            glass: None,
            ..standing.clone()
        };
        let question = self.access_question(caller, &there, act, None)?;
        Ok(self.charters().ask(&question)?.outcome == Outcome::Permitted)
    }

    async fn break_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        act: Act,
        reason: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        let (_, function) = caller.staff()?;
        let (mut standing, _) = self.glass_standing(caller, dossier, act).await?;
        // A glass that is open already does not make the next one easier.
        standing.glass = None;
        if standing.exists() && self.may_without_glass(caller, &standing, act)? {
            return Ok(());
        }
        // A reason for a dossier that is not there opens nothing: it is refused like one without, with the same line.
        let reason_counts = standing.exists().then_some(reason);
        let question = self.access_question(caller, &standing, act, reason_counts)?;
        // Who looks because of their function, with a reason, breaks no glass and is not judged for it.
        let answer = self.charters().ask(&question)?;
        let reviewed = answer.duties.iter().any(|d| d.what == DutyWord::Review);
        let mut scope = self.glass_scope(caller, dossier, &standing, request)?;
        if answer.outcome == Outcome::Permitted && !reviewed {
            scope.act = "enter-with-reason";
        }
        if self.done_before(caller, scope.act, request).await? {
            return Ok(());
        }
        let Allowed { permit, .. } = self
            .allow_change_under(scope, standing.key, &[question])
            .await?;
        let Some(key) = standing.key else {
            return Err(Refused::NotFound);
        };
        let now = self.now();
        let until = now + self.settings().glass_hours * 3_600_000;
        let glass = BrokenGlass {
            name: caller.name().to_owned(),
            function,
            act,
            reason: reason.to_owned(),
            at: now,
            until,
            coordinator: standing.coordinator,
            substitute: standing.substitute,
            judged: reviewed,
        };
        let draft = Draft::new(kind::GLASS, key, &glass)?
            .dossier(dossier.0)
            .account(caller.account().0)
            .due(day_number(self.local(until).date()));
        let mut changes = Changes {
            line_key: Some(key),
            reason: Some(reason.to_owned()),
            ..Changes::default()
        };
        let judges = standing.coordinator.into_iter().chain(standing.substitute);
        for judge in judges.filter(|_| reviewed) {
            let task = Task {
                what: TaskKind::JudgeGlass,
                since: self.today(),
                dossier: Some(dossier),
                person: None,
            };
            changes.add.push(
                Draft::new(kind::TASK, STAFF, &task)?
                    .account(judge.0)
                    .of(draft.id)
                    .due(day_number(self.today()) + JUDGE_WITHIN),
            );
        }
        changes.add.push(draft);
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}
