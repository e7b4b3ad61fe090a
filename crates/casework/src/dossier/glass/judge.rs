//! Judging a broken glass afterwards.

use super::{JUDGE_WITHIN, LONGEST, required};
use crate::dossier::open::TRIES;
use crate::dossier::view::GlassView;
use crate::guard::Caller;
use crate::thing::{BrokenGlass, Incident, Review, Task, TaskKind, kind};
use crate::{FieldError, House, Refused, day_number};
use regie_charter::{Change, Parts, View, Whose};
use regie_terms::{ActQuestion, DeskAct, DossierId, Function, Id, Relation, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft};
use serde::Serialize;

/// A broken glass that waits for judgement.
#[derive(Clone, Debug, Serialize)]
pub struct GlassQueueRow {
    /// The dossier.
    pub dossier: DossierId,
    /// The glass.
    pub glass: GlassView,
}

impl House {
    fn judge_question(&self, caller: &Caller, relation: Relation) -> Result<ActQuestion, Refused> {
        let (_, function) = caller.staff()?;
        Ok(ActQuestion {
            charter: self.settings().charter,
            on: self.today(),
            act: DeskAct::JudgeGlass,
            function,
            relation,
            declarations: caller.declarations(),
            closed: None,
        })
    }

    /// A broken glass, for the one who judges it.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when there is no such glass in this dossier, [`Refused::Denied`] for anybody but coordinator
    /// and substitute.
    pub async fn glass_to_judge(
        &self,
        caller: &Caller,
        dossier: DossierId,
        glass: Id,
    ) -> Result<GlassQueueRow, Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let reviews = self
            .vault()
            .routing(Where::Of(glass), &[kind::REVIEW])
            .await?;
        let mut only = vec![glass];
        only.extend(reviews.iter().map(|r| r.id));
        let mut scope = self.scope("view-glass", actor, RequestId::fresh());
        scope.dossier = Some(dossier);
        scope.facts.clone_from(&standing.facts);
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::GLASS, kind::REVIEW],
            only: Some(only),
        };
        let question = self.judge_question(caller, standing.relation)?;
        let verdict = self.charters().judge_act::<View>(scope, &question, &[])?;
        let permit = match verdict.ruling {
            Ok(permit) => permit,
            Err(denial) => {
                self.vault().refuse(denial, None).await?;
                return Err(Refused::Denied(verdict.answers));
            }
        };
        let receipt = self.vault().look(permit, standing.key).await?;
        let mut opened = self.vault().open(receipt).await?;
        let glass = self.glasses(&mut opened)?.pop().filter(|g| g.judged);
        let glass = glass.ok_or(Refused::NotFound)?;
        Ok(GlassQueueRow { dossier, glass })
    }

    /// Judges a broken glass. Each of coordinator and substitute judges once; "not justified" opens an incident (ACC-5).
    ///
    /// # Errors
    /// [`Refused::Invalid`] without a ground, [`Refused::NotFound`] when there is no such glass here.
    pub async fn judge_glass(
        &self,
        caller: &Caller,
        dossier: DossierId,
        glass: Id,
        justified: Option<bool>,
        because: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        let mut errors = Vec::new();
        if justified.is_none() {
            errors.push(FieldError::new("justified", "missing"));
        }
        let because = required("because", because, LONGEST)
            .map_err(|e| errors.push(e))
            .ok();
        let (Some(justified), Some(because), true) = (justified, because, errors.is_empty()) else {
            return Err(Refused::Invalid(errors));
        };
        for _ in 0..TRIES {
            match self
                .judge_once(caller, dossier, glass, justified, because.as_str(), request)
                .await
            {
                Err(Refused::Busy) => {}
                other => return other,
            }
        }
        Err(Refused::Busy)
    }

    async fn judge_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        glass: Id,
        justified: bool,
        because: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let found = self
            .vault()
            .routing(Where::Id(glass), &[kind::GLASS])
            .await?
            .into_iter()
            .next();
        let mine = found.filter(|g| g.dossier == Some(dossier.0));
        let about = self
            .vault()
            .routing(Where::Of(glass), &[kind::REVIEW, kind::TASK])
            .await?;
        let me = caller.account();
        let mut scope = self.asked(caller, "judge-glass", actor, request);
        scope.dossier = Some(dossier);
        scope.concerns.clone_from(&standing.people);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::REVIEW],
            only: None,
        };
        let verdict = self.charters().judge_act::<Change>(
            scope,
            &self.judge_question(caller, standing.relation)?,
            &[],
        )?;
        let permit = match verdict.ruling {
            Ok(permit) => permit,
            Err(denial) => {
                self.vault().refuse(denial, None).await?;
                return Err(Refused::Denied(verdict.answers));
            }
        };
        let (Some(key), Some(glass_row)) = (standing.key, mine) else {
            return Err(Refused::NotFound);
        };
        if about.is_empty() {
            // Nobody was asked to judge it: somebody looked with a reason because of their function.
            return Err(Refused::NotFound);
        }
        if glass_row.account == Some(me.0) {
            // Nobody judges themselves (FLD-8).
            return Err(Refused::field("justified", "own-glass"));
        }
        if about
            .iter()
            .any(|r| r.kind == kind::REVIEW && r.account == Some(me.0))
        {
            // The same form once more is answered as the first time; other words would be lost without saying so.
            return if self.done_before(caller, "judge-glass", request).await? {
                Ok(())
            } else {
                Err(Refused::field("justified", "judged-before"))
            };
        }
        let now = self.now();
        let review = Review {
            justified,
            because: because.to_owned(),
            name: caller.name().to_owned(),
            place: Some(standing.relation),
            at: now,
        };
        let mut changes = Changes {
            line_key: Some(key),
            ..Changes::default()
        };
        let review = Draft::new(kind::REVIEW, key, &review)?
            .dossier(dossier.0)
            .account(me.0)
            .of(glass);
        let review_id = review.id;
        changes.add.push(review);
        changes.remove = about
            .iter()
            .filter(|r| r.kind == kind::TASK && r.account == Some(me.0))
            .map(|r| r.id)
            .collect();
        if !justified {
            // What was not right does not go on until tomorrow.
            let mut stored = self
                .vault()
                .facts_for_judgement(&permit, &[kind::GLASS])
                .await?;
            let stored = stored.take::<BrokenGlass>(kind::GLASS)?;
            if let Some(open) = stored.into_iter().find(|g| g.id == glass)
                && now < open.value.until
            {
                let ended = BrokenGlass {
                    until: now,
                    ..open.value
                };
                changes.replace.push(
                    Draft::new(kind::GLASS, open.key, &ended)?
                        .id(open.id)
                        .dossier(dossier.0)
                        .account(glass_row.account.unwrap_or(me.0))
                        .due(day_number(self.today()))
                        .version(open.version + 1),
                );
            }
            // Nothing about the client: an incident outlives the file. The words stand in the review, under the file's key.
            let incident = Incident {
                what: "glass-not-justified".to_owned(),
                dossier: Some(dossier),
                review: Some(review_id),
                text: String::new(),
                at: now,
            };
            let incident = Draft::new(kind::INCIDENT, STAFF, &incident)?
                .of(glass)
                .account(glass_row.account.unwrap_or(me.0));
            let task = Task {
                what: TaskKind::JudgeIncident,
                since: self.today(),
                dossier: Some(dossier),
                person: None,
            };
            for dpo in self.holders(Function::Dpo).await? {
                changes.add.push(
                    Draft::new(kind::TASK, STAFF, &task)?
                        .account(dpo.0)
                        .of(incident.id)
                        .due(day_number(self.today()) + JUDGE_WITHIN),
                );
            }
            changes.add.push(incident);
        }
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}
