//! The split itself.

use super::ground::Ground;
use super::pieces::blocks;
use super::plan::Plan;
use super::sides::Sides;
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{Involvement, SplitTo, kind};
use crate::{House, Refused};
use regie_terms::{DossierId, Id, Outcome, PersonId, Relation, RequestId};
use regie_vault::open::Where;
use regie_vault::{Draft, Side};
use serde::Deserialize;

/// The act that the vault divides for.
const ACT: &str = "split-dossier";

/// The last step as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CarryInput {
    /// The account of who coordinates the new dossier.
    pub coordinator: String,
    /// That it is sure, and cannot be undone.
    pub sure: String,
}

impl House {
    /// Splits a dossier. Gives the new one. The same request again answers as the first time.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not; [`Refused::NotFound`] for an objection of another dossier; [`Refused::Invalid`] at `coordinator`, `sure` and
    /// `split`: `not-now` where it was not decided so, `undecided` while something is to be decided about, and what else stands in the way.
    pub async fn split_dossier(
        &self,
        caller: &Caller,
        dossier: DossierId,
        split: Id,
        input: &CarryInput,
        request: RequestId,
    ) -> Result<DossierId, Refused> {
        let done = async { again!(self.split_once(caller, dossier, split, input, request)) };
        let fresh = done.await?;
        // It is split once that is written; a key that could not be destroyed now is destroyed by the next sweep.
        if let Err(error) = self.destroy_retired().await {
            tracing::error!(?error, "a key that was left is not destroyed yet");
        }
        Ok(fresh)
    }

    async fn split_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        split: Id,
        input: &CarryInput,
        request: RequestId,
    ) -> Result<DossierId, Refused> {
        let fresh = DossierId(request.0);
        let ground = self.split_ground(caller, dossier, ACT, request).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(fresh);
        }
        let (row, person) = ground.split(split)?;
        let row = row.clone();
        let Ground {
            case,
            mut scope,
            task,
            access,
            standing,
            gate,
        } = ground;
        let mut check = Check::default();
        let coordinator = self
            .read_appointed(
                &mut check,
                &mut scope,
                "coordinator",
                &input.coordinator,
                Relation::Coordinator,
            )
            .await?;
        if !Check::yes(&input.sure) {
            check.fault("sure", "missing");
        }
        if row.value.done.is_some() || !row.value.decision.as_ref().is_some_and(|d| d.split) {
            check.fault("split", "not-now");
        }
        let sides = match Sides::of(&case, person, (dossier.0, fresh.0)) {
            Ok(sides) => Some(sides),
            Err(code) => {
                check.fault("split", code);
                None
            }
        };
        for code in blocks(&case, split) {
            check.fault("split", code);
        }
        let today = self.today();
        let papers = self.papers(dossier).await?;
        if let Some(sides) = &sides {
            let decided = |p: &super::pieces::Piece| {
                let choice = row.value.choice(p.id);
                choice.is_some_and(|c| c.version == p.version && p.ways.contains(&c.to))
            };
            if !sides.pieces(&case, &papers, today).iter().all(decided) {
                check.fault("split", "undecided");
            }
        }
        let about = (Some(split), person);
        let asked = self.split_question(&case, about, &row.value)?;
        if self.charters().ask(&asked)?.outcome == Outcome::Incomplete {
            check.fault("split", "needs");
        }
        check.done()?;
        let (Some(sides), Some(coordinator)) = (sides, coordinator) else {
            return Err(Refused::field("coordinator", "unpicked"));
        };
        let both = |d: &regie_vault::Known<crate::thing::Document>| {
            let choice = row.value.choice(d.id);
            choice.is_some_and(|c| c.to != SplitTo::AsItIs)
        };
        let scans = if case.documents.iter().any(both) {
            self.scans(&gate).await?
        } else {
            Vec::new()
        };
        let mut plan = Plan::new(&case, &sides, &row, today);
        plan.facts()?;
        plan.documents(&scans)?;
        plan.shares()?;
        plan.glasses()?;
        plan.words()?;
        plan.acting()?;
        plan.papers(&papers);
        plan.postings(&papers)?;
        plan.plans(coordinator)?;
        plan.meetings()?;
        plan.people()?;
        plan.dossiers()?;
        plan.objections()?;
        let since = Involvement {
            since: today,
            why: None,
            claimed: None,
        };
        let key = case.any_file(person).ok_or(Refused::NotFound)?;
        let appointed = Draft::new(kind::COORDINATION, key, &since)?.account(coordinator.0);
        plan.changes.add.push(sides.placed(appointed, Side::Leaves));
        let rows = self.vault().routing(Where::Dossier(dossier.0), &[]).await?;
        let mut written = plan.finished(&rows)?;
        self.tasks_along(&mut written, (fresh, split)).await?;
        self.mail_along(&mut written, (dossier, fresh), person)
            .await?;
        // The weighing stands sealed in the line, under a key of the one who objected.
        written.changes.reason = row.value.decision.as_ref().map(|d| {
            [&d.necessity, &d.proportionality, &d.subsidiarity, &d.safety]
                .map(String::as_str)
                .join("\n")
        });
        written.changes.line_key = Some(key);
        scope.moves = vec![dossier.0, fresh.0];
        scope.facts.push((fresh.0, 0));
        scope.concerns = case.people.iter().map(|p| PersonId(p.id)).collect();
        scope.parts.only = Some(written.left.clone());
        let Allowed { permit, .. } = self
            .allow_under(scope, standing.key, |scope| {
                let questions = [access.clone(), asked.clone()];
                self.charters().judge_act(scope, &task, &questions)
            })
            .await?;
        if !permit.scope().request.0.is_fresh() {
            return Err(Refused::field("request", "used"));
        }
        let _ = self
            .vault()
            .divide(permit, written.changes, written.dividing, self.now())
            .await?;
        Ok(fresh)
    }
}
