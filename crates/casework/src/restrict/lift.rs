//! Lifting a restriction: with consent, for a claim, another's rights or an important public interest, or because it was decided what it waited for.
//! The person is told before (GDPR 18(2), 18(3)).

use super::place::Found;
use super::{LONGEST, Restricting};
use crate::act::{Allowed, Case, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::notice::recipients_of;
use crate::thing::{LiftGround, Lifted, NoticeOf, Restriction, kind};
use crate::{House, Refused, day_number};
use regie_terms::{DeskAct, DossierId, Id, RequestId};
use regie_vault::{Changes, Draft, Known};
use serde::Deserialize;

/// Why a restriction is lifted, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct LiftInput {
    /// On what ground.
    pub ground: String,
    /// Why, in words that the client reads.
    pub because: String,
    /// The day the person was told; blank where telling them first would endanger the rights of somebody else or an important public interest.
    pub told_on: String,
}

impl House {
    /// Lifts what stands still by a restriction of its own.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not do this; [`Refused::NotFound`] for what is not there for this caller, or does not stand still by itself;
    /// [`Refused::Invalid`] at `ground` (`undecided` where nothing was decided yet), `because` and `told_on`.
    pub async fn lift(
        &self,
        caller: &Caller,
        dossier: DossierId,
        what: Restricting,
        input: &LiftInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.lift_once(caller, dossier, what, input, request))
    }

    async fn lift_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        what: Restricting,
        input: &LiftInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        let found = self
            .restrict_ground(caller, dossier, what, "lift-restriction", request)
            .await?;
        let Some(Found {
            standing,
            access,
            mut scope,
            case,
            ids,
            person,
            ..
        }) = found
        else {
            return Ok(());
        };
        let stands = |r: &&Known<Restriction>| {
            r.due.is_none()
                && match what {
                    Restricting::Thing(_) => r.of.is_some_and(|of| ids.contains(&of)),
                    Restricting::Person(_) => r.of.is_none() && r.person == person.map(|p| p.0),
                }
        };
        let row = case.restrictions.iter().find(stands);
        let row = row.ok_or(Refused::NotFound)?;
        let today = self.today();
        let mut check = Check::default();
        let ground = check.pick::<LiftGround>("ground", &input.ground);
        let because = check.needed("because", &input.because, LONGEST);
        let endangers = matches!(
            ground,
            Some(LiftGround::RightsOfOthers | LiftGround::PublicInterest)
        );
        let told_on = match endangers && input.told_on.trim().is_empty() {
            true => None,
            false => check.day("told_on", &input.told_on, row.value.since, today),
        };
        if ground == Some(LiftGround::Decided) && !decided(&case, row) {
            check.fault("ground", "undecided");
        }
        check.done()?;
        let Some(ground) = ground else {
            return Err(Refused::field("ground", "unpicked"));
        };
        let lifted = Lifted {
            ground,
            because: because.clone(),
            told_on,
            on: today,
            at: scope.at,
            by: caller.name().to_owned(),
        };
        let went: Vec<Id> = recipients_of(&case, &ids)
            .into_iter()
            .map(|r| r.share)
            .collect();
        let told = (NoticeOf::Lifted, ids.as_slice(), went.as_slice());
        let add = self
            .notices(caller, &standing, (&case, dossier), told, None)
            .await?;
        let changes = Changes {
            add,
            replace: vec![with_lifted(row, lifted)?],
            reason: Some(because),
            line_key: Some(row.key),
            ..Changes::default()
        };
        scope.parts.only = Some(vec![row.id]);
        let task = self.release_question(caller, DeskAct::DecideRequest, standing.relation)?;
        let key = row.key;
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(key), |scope| {
                self.charters()
                    .judge_act(scope, &task, std::slice::from_ref(&access))
            })
            .await?;
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}

/// Whether what a restriction waited for was decided.
fn decided(case: &Case, row: &Known<Restriction>) -> bool {
    let asked = row.value.request;
    asked.is_some() && case.decisions.iter().any(|d| d.of == asked)
}

/// The restriction as it becomes once it is lifted: from its plain `due` on it stands no more.
pub(super) fn with_lifted(row: &Known<Restriction>, lifted: Lifted) -> Result<Draft, Refused> {
    let day = day_number(lifted.on);
    let value = Restriction {
        lifted: Some(lifted),
        ..row.value.clone()
    };
    Ok(Draft::over(kind::RESTRICTION, row, &value)?.due(day))
}
