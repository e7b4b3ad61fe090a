//! Breaking the glass (PC 4, PV 4), and judging it afterwards.
//!
//! The line is written with the broken glass itself: name, reason and time stand in the dossier, coordinator and substitute
//! get a task, and "not justified" opens an incident.

mod breaking;
mod judge;
mod offer;
#[cfg(test)]
mod tests;

pub use judge::GlassQueueRow;
pub use offer::GlassOffer;

use super::Standing;
use crate::guard::Caller;
use crate::thing::kind;
use crate::{FieldError, House, Refused};
use regie_charter::{Parts, Scope, Whose};
use regie_terms::{Act, DossierId, Outcome, RequestId, Text};

/// The longest reason, in characters.
const LONGEST: usize = 1000;
/// Days within which a broken glass is judged.
const JUDGE_WITHIN: i64 = 7;

/// Reads a text that must be there.
fn required(field: &'static str, text: &str, longest: usize) -> Result<Text, FieldError> {
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
}
