//! A client at the desk: the professional who helps them is involved until midnight (FLD-10).
//!
//! It begins at an exact find in the same session, the client is there and knows it, and the reason is read by the client and by whoever keeps the dossier.
//! Nothing ends it but the day.

use super::Place;
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::dossier::Standing;
use crate::guard::Caller;
use crate::thing::{Involvement, kind};
use crate::{House, Refused, day_number};
use regie_charter::{Parts, Scope, Whose};
use regie_terms::{Act, ActQuestion, DeskAct, DossierId, Outcome, Question, Relation, RequestId};
use regie_vault::{Changes, Draft};
use serde::Deserialize;

/// The longest reason, in characters.
const LONGEST: usize = 500;

/// A claim, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ClaimInput {
    /// That the client is there and knows it.
    pub present: String,
    /// What it is for.
    pub why: String,
}

impl House {
    /// Whether the caller may claim a dossier that they found a moment ago; for the form.
    ///
    /// # Errors
    /// [`Refused::Denied`], with its line, for who may not; [`Refused::NotFound`] when they did not find it in this session, whether or not there is one.
    pub async fn may_claim(&self, caller: &Caller, dossier: DossierId) -> Result<(), Refused> {
        let (.., standing) = self
            .claim_ground(caller, dossier, RequestId::fresh())
            .await?;
        self.claimable(caller, dossier, &standing).await
    }

    /// Makes the caller involved until the end of the day.
    ///
    /// # Errors
    /// As [`House::may_claim`]; [`Refused::Invalid`]: `present`, `why`.
    pub async fn claim_at_desk(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &ClaimInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.claim_once(caller, dossier, input, request))
    }

    async fn claim_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &ClaimInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        // Who claimed it is involved by it: the same form again is done already.
        if self.done_before(caller, "claim-at-desk", request).await? {
            return Ok(());
        }
        let (scope, task, standing) = self.claim_ground(caller, dossier, request).await?;
        self.claimable(caller, dossier, &standing).await?;
        let mut check = Check::default();
        if !Check::yes(&input.present) {
            check.fault("present", "missing");
        }
        let why = check.needed("why", &input.why, LONGEST);
        check.done()?;
        let key = standing.key.ok_or(Refused::NotFound)?;
        let access = self.access_as_involved(caller, &standing)?;
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(key), |scope| {
                self.charters()
                    .judge_act(scope, &task, std::slice::from_ref(&access))
            })
            .await?;
        let today = self.today();
        let involved = Involvement {
            since: today,
            why: Some(why.clone()),
            claimed: Some(self.now()),
        };
        let draft = Draft::new(Place::Involved.kind(), key, &involved)?
            .dossier(dossier.0)
            .account(caller.account().0)
            .due(day_number(today));
        let changes = Changes {
            add: vec![draft],
            line_key: Some(key),
            reason: Some(why),
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        Ok(())
    }

    /// What the charter would say to looking, were the caller involved.
    fn access_as_involved(
        &self,
        caller: &Caller,
        standing: &Standing,
    ) -> Result<Question, Refused> {
        let involved = Standing {
            relation: Relation::Involved,
            glass: None,
            ..standing.clone().told()
        };
        self.access_question(caller, &involved, Act::View, None)
    }

    /// Whether it was found in this session: to anybody else a dossier that is there and one that is not are the same.
    async fn claimable(
        &self,
        caller: &Caller,
        dossier: DossierId,
        standing: &Standing,
    ) -> Result<(), Refused> {
        if self.found_lately(caller, dossier).await? && standing.exists() {
            Ok(())
        } else {
            Err(Refused::NotFound)
        }
    }

    /// Whether somebody who found a dossier could claim it; nothing is done by it, so there is no line.
    pub(in crate::dossier) fn could_claim(
        &self,
        caller: &Caller,
        standing: &Standing,
    ) -> Result<bool, Refused> {
        let task = self.task_question(caller, DeskAct::ClaimAtDesk, standing.relation)?;
        let access = self.access_as_involved(caller, standing)?;
        Ok(self.charters().act(&task)?.outcome == Outcome::Permitted
            && self.charters().ask(&access)?.outcome == Outcome::Permitted)
    }

    async fn claim_ground(
        &self,
        caller: &Caller,
        dossier: DossierId,
        request: RequestId,
    ) -> Result<(Scope, ActQuestion, Standing), Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let task = self.task_question(caller, DeskAct::ClaimAtDesk, standing.relation)?;
        let mut scope = self.asked(caller, "claim-at-desk", actor, request);
        scope.dossier = Some(dossier);
        scope.concerns.clone_from(&standing.people);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::INVOLVEMENT],
            only: None,
        };
        self.gate_task(&scope, &task).await?;
        Ok((scope, task, standing))
    }
}
