//! Breaking the glass (PC 4, PV 4), and judging it afterwards.
//!
//! The line is written with the broken glass itself: name, reason and time stand in the dossier, coordinator and substitute
//! get a task, and "not justified" opens an incident.

use super::Standing;
use super::open::TRIES;
use super::view::{GlassView, StaffName};
use crate::act::Allowed;
use crate::guard::Caller;
use crate::thing::{BrokenGlass, Incident, Review, Task, TaskKind, kind};
use crate::{FieldError, House, Refused, day_number};
use regie_charter::{Change, Parts, Scope, View, Whose};
use regie_terms::{
    AccountId, Act, ActQuestion, Answer, DeskAct, DossierId, DutyWord, Id, Outcome, Relation,
    RequestId, Text,
};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft};
use serde::Serialize;

/// The longest reason, in characters.
const LONGEST: usize = 1000;
/// Days within which a broken glass is judged.
const JUDGE_WITHIN: i64 = 7;

/// What breaking a glass would ask now, and who could be asked instead.
#[derive(Clone, Debug, Serialize)]
pub struct GlassOffer {
    /// What the charter says to looking.
    pub view: Answer,
    /// What the charter says to looking and writing.
    pub edit: Answer,
    /// Whether the caller knows of the dossier: only then is it said who looks after it.
    pub known: bool,
    /// Who coordinates.
    pub coordinator: Option<StaffName>,
    /// Who stands in.
    pub substitute: Option<StaffName>,
}

impl GlassOffer {
    /// What the charter says to an act.
    #[must_use]
    pub fn of(&self, act: Act) -> &Answer {
        match act {
            Act::View => &self.view,
            Act::Edit => &self.edit,
        }
    }
}

/// A broken glass that waits for judgement.
#[derive(Clone, Debug, Serialize)]
pub struct GlassQueueRow {
    /// The dossier.
    pub dossier: DossierId,
    /// The glass.
    pub glass: GlassView,
}

/// Reads a text that must be there.
pub(crate) fn required(
    field: &'static str,
    text: &str,
    longest: usize,
) -> Result<Text, FieldError> {
    if text.chars().count() > longest {
        return Err(FieldError::limit(
            field,
            "too-long",
            i64::try_from(longest).unwrap_or(i64::MAX),
        ));
    }
    Text::new(text).ok_or(FieldError::new(field, "missing"))
}

impl House {
    /// How the caller stands to a dossier whose glass they would break.
    ///
    /// Who is there and who is away is told to whoever has a part in the dossier, and to whoever found it exactly a moment ago. To
    /// anybody else a dossier nobody looks after, one that is looked after and one that is not there are the same, and so is the line.
    ///
    /// # Errors
    /// [`Refused::Denied`] to who does not know of the dossier, unless their function alone leaves the way with a reason.
    async fn glass_standing(
        &self,
        caller: &Caller,
        dossier: DossierId,
        act: Act,
    ) -> Result<(Standing, bool), Refused> {
        let standing = self.standing(caller, dossier).await?;
        let found = self.found_lately(caller, dossier).await? && standing.exists();
        if found || standing.has_part() {
            return Ok((standing.told(), true));
        }
        let question = self.access_question(caller, &standing, act, None)?;
        if self.charters().ask(&question)?.outcome == Outcome::Prohibited {
            let scope = self.glass_scope(caller, dossier, &standing, RequestId::fresh())?;
            self.allow_change(scope, &[question]).await?;
        }
        Ok((standing, false))
    }

    fn glass_scope(
        &self,
        caller: &Caller,
        dossier: DossierId,
        standing: &Standing,
        request: RequestId,
    ) -> Result<Scope, Refused> {
        let (actor, _) = caller.staff()?;
        let mut scope = self.asked(caller, "break-glass", actor, request);
        scope.dossier = Some(dossier);
        scope.concerns.clone_from(&standing.people);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::GLASS],
            only: None,
        };
        Ok(scope)
    }

    /// What the charter says to breaking the glass now, without a reason yet: what the page shows before the form. No line, since
    /// nothing is asked for yet and nothing shown but rules and what the find told.
    ///
    /// # Errors
    /// [`Refused::Denied`], with its line, for who does not know of such a dossier; [`Refused::NotFound`] when the caller is not
    /// staff in a function.
    pub async fn glass_offer(
        &self,
        caller: &Caller,
        dossier: DossierId,
        act: Act,
    ) -> Result<GlassOffer, Refused> {
        let (standing, known) = self.glass_standing(caller, dossier, act).await?;
        let (coordinator, substitute) = if known {
            self.appointed(&standing).await?
        } else {
            (None, None)
        };
        let ask = |act| {
            let question = self.access_question(caller, &standing, act, None)?;
            Ok::<_, Refused>(self.charters().ask(&question)?)
        };
        Ok(GlassOffer {
            view: ask(Act::View)?,
            edit: ask(Act::Edit)?,
            known,
            coordinator,
            substitute,
        })
    }

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
        let _ = self.vault().change(permit, changes).await?;
        Ok(())
    }

    fn judge_question(&self, caller: &Caller, relation: Relation) -> Result<ActQuestion, Refused> {
        let (_, function) = caller.staff()?;
        Ok(ActQuestion {
            charter: self.settings().charter,
            on: self.today(),
            act: DeskAct::JudgeGlass,
            function,
            relation,
            declarations: caller.declarations(),
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
        let glass = self.glasses(&mut opened)?.pop().ok_or(Refused::NotFound)?;
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
        changes.add.push(
            Draft::new(kind::REVIEW, key, &review)?
                .dossier(dossier.0)
                .account(me.0)
                .of(glass),
        );
        changes.remove = about
            .iter()
            .filter(|r| r.kind == kind::TASK && r.account == Some(me.0))
            .map(|r| r.id)
            .collect();
        if !justified {
            // What was not right does not go on until tomorrow.
            let mut stored = self.vault().facts_of(vec![glass], &[kind::GLASS]).await?;
            if let Some(open) = stored.take::<BrokenGlass>(kind::GLASS)?.pop()
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
            for dpo in self.holders(regie_terms::Function::Dpo).await? {
                changes.add.push(
                    Draft::new(kind::TASK, STAFF, &task)?
                        .account(dpo.0)
                        .of(incident.id)
                        .due(day_number(self.today()) + JUDGE_WITHIN),
                );
            }
            changes.add.push(incident);
        }
        let _ = self.vault().change(permit, changes).await?;
        Ok(())
    }

    /// The accounts that hold a function; for tasks that go to a function rather than a person.
    pub(crate) async fn holders(
        &self,
        function: regie_terms::Function,
    ) -> Result<Vec<AccountId>, Refused> {
        Ok(self
            .staff()
            .await?
            .iter()
            .filter(|a| a.value.functions.contains(&function) && a.value.ended.is_none())
            .map(|a| AccountId(a.id))
            .collect())
    }
}

#[cfg(test)]
mod tests;
