//! Whether the family reads of staff by name or by function only, where a name would endanger them (FLD-19).

use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{Dossier, kind};
use crate::{House, Refused};
use regie_charter::{Parts, Whose};
use regie_terms::{Act, DossierId, RequestId};
use regie_vault::{Changes, Draft};

const CASE: [&str; 1] = [kind::DOSSIER];

impl House {
    /// Shows staff to the family by function only, or by name again; the line has the reason. Where it stands so already nothing is done.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not edit the dossier; [`Refused::Invalid`] at `by_function` and `reason`.
    pub async fn show_staff_by_function(
        &self,
        caller: &Caller,
        dossier: DossierId,
        (by_function, reason): (&str, &str),
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.show_staff_once(caller, dossier, (by_function, reason), request))
    }

    async fn show_staff_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        (by_function, reason): (&str, &str),
        request: RequestId,
    ) -> Result<(), Refused> {
        const ACT: &str = "show-staff";
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        let mut scope = self.asked(caller, ACT, actor, request);
        scope.dossier = Some(dossier);
        // The family sees what it does; the reason is not theirs to read.
        scope.concerns.clone_from(&standing.people);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::DOSSIER],
            only: None,
        };
        let gate = self.gate(&scope, &standing, &access).await?;
        let case = self.case(&gate, &CASE).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let mut check = Check::default();
        let wanted = match by_function.trim() {
            "yes" => Some(true),
            "no" => Some(false),
            "" => {
                check.fault("by_function", "unpicked");
                None
            }
            _ => {
                check.fault("by_function", "unknown");
                None
            }
        };
        let reason = check.needed("reason", reason, 1000);
        check.done()?;
        let stored = case.dossier.as_ref().ok_or(Refused::NotFound)?;
        let wanted = wanted.ok_or_else(|| Refused::field("by_function", "unpicked"))?;
        if stored.value.staff_by_function == wanted {
            return Ok(());
        }
        let value = Dossier {
            staff_by_function: wanted,
            ..stored.value.clone()
        };
        let Allowed { permit, .. } = self
            .allow_change_under(scope, Some(stored.key), &[access])
            .await?;
        let changes = Changes {
            replace: vec![Draft::over(kind::DOSSIER, stored, &value)?],
            line_key: Some(stored.key),
            reason: Some(reason),
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}
