//! What stands in the way of destroying a dossier: a complaint, a court case, archive law (RET-5, RET-7).

use super::LONGEST;
use crate::act::again;
use crate::check::{Check, FIRST_DAY};
use crate::guard::Caller;
use crate::thing::{HoldOn, Reopened, kind};
use crate::{House, Refused, day_number};
use regie_terms::{DeskAct, DossierId, Hold, Id, RequestId};
use regie_vault::{Changes, Draft};
use serde::Deserialize;

/// What stands in the way, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct HoldInput {
    /// `complaint`, `court-case` or `archive-law`.
    pub hold: String,
    /// Since when; blank for today.
    pub since: String,
    /// Which complaint, which case.
    pub because: String,
}

/// That it stands no more, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct LiftHoldInput {
    /// How it ended.
    pub because: String,
}

impl House {
    /// Writes down that a dossier may not be destroyed, whatever its term.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not; [`Refused::Invalid`] at `hold`, `since` and `because`.
    pub async fn set_hold(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &HoldInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.hold_once(caller, dossier, input, request))
    }

    async fn hold_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &HoldInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        let act = ("set-hold", DeskAct::SetHold);
        let Some(ground) = self.life_ground(caller, dossier, act, request).await? else {
            return Ok(());
        };
        let today = self.today();
        let mut check = Check::default();
        let hold = check.word::<Hold>("hold", &input.hold, Hold::ALL);
        let since = check.maybe_day("since", &input.since, FIRST_DAY, today);
        let because = check.needed("because", &input.because, LONGEST);
        check.done()?;
        let Some(hold) = hold else {
            return Err(Refused::field("hold", "unpicked"));
        };
        let value = HoldOn {
            hold,
            since: since.unwrap_or(today),
            because: because.clone(),
            at: ground.scope.at,
            by: caller.name().to_owned(),
            lifted: None,
        };
        let changes = Changes {
            add: vec![
                Draft::new(kind::HOLD, ground.key, &value)?
                    .dossier(dossier.0)
                    .account(caller.account().0),
            ],
            reason: Some(because),
            line_key: Some(ground.key),
            ..Changes::default()
        };
        self.life_written(
            ground.scope,
            (&ground.task, &ground.access),
            ground.key,
            changes,
        )
        .await
    }

    /// Writes down that something stands in the way no more.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not; [`Refused::NotFound`] for what does not stand here; [`Refused::Invalid`] at `because`.
    pub async fn lift_hold(
        &self,
        caller: &Caller,
        dossier: DossierId,
        hold: Id,
        input: &LiftHoldInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.lift_hold_once(caller, dossier, hold, input, request))
    }

    async fn lift_hold_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        hold: Id,
        input: &LiftHoldInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        let act = ("lift-hold", DeskAct::SetHold);
        let Some(ground) = self.life_ground(caller, dossier, act, request).await? else {
            return Ok(());
        };
        let stands = |h: &&regie_vault::Known<HoldOn>| h.id == hold && h.due.is_none();
        let found = ground.case.holds.iter().find(stands);
        let found = found.ok_or(Refused::NotFound)?;
        let mut check = Check::default();
        let because = check.needed("because", &input.because, LONGEST);
        check.done()?;
        let today = self.today();
        let value = HoldOn {
            lifted: Some(Reopened {
                on: today,
                because: because.clone(),
                at: ground.scope.at,
                by: caller.name().to_owned(),
            }),
            ..found.value.clone()
        };
        let changes = Changes {
            replace: vec![Draft::over(kind::HOLD, found, &value)?.due(day_number(today))],
            reason: Some(because),
            line_key: Some(ground.key),
            ..Changes::default()
        };
        self.life_written(
            ground.scope,
            (&ground.task, &ground.access),
            ground.key,
            changes,
        )
        .await
    }
}
