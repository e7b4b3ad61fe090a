//! Keeping a document out of ordinary view, or letting it be seen again; as for an entry.

use super::{Ground, SHIELDING};
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::entry::{Shielding, asked_or_confirmed, document_for_safety, left};
use crate::guard::Caller;
use crate::thing::{TaskKind, kind};
use crate::{House, Refused};
use regie_terms::{Act, DossierId, Id, PersonId, RequestId};
use regie_vault::{Changes, Draft};

impl House {
    /// Shields a document, or lets it be seen again, which takes two as for an entry, also where it was put in for safety and not shielded. Gives
    /// whether it waits for the second. The line concerns nobody.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not edit the dossier; [`Refused::NotFound`] when there is no such document for this caller;
    /// [`Refused::Invalid`] as [`House::shield_entry`] has it.
    pub async fn shield_document(
        &self,
        caller: &Caller,
        dossier: DossierId,
        document: Id,
        step: Shielding,
        reason: &str,
        request: RequestId,
    ) -> Result<bool, Refused> {
        again!(self.shield_document_once(caller, (dossier, document), step, reason, request))
    }

    async fn shield_document_once(
        &self,
        caller: &Caller,
        at: (DossierId, Id),
        step: Shielding,
        reason: &str,
        request: RequestId,
    ) -> Result<bool, Refused> {
        let [put_aside, put_back, ask] = SHIELDING;
        let act = match step {
            Shielding::Shield => put_aside,
            Shielding::Ask => ask,
            Shielding::Confirm => put_back,
        };
        let ground = self
            .document_ground(caller, at, act, Act::Edit, request)
            .await?;
        let Some(Ground {
            mut scope,
            access,
            mut stored,
            standing,
        }) = ground
        else {
            return Ok(step == Shielding::Ask);
        };
        let asked = stored.value.release.clone().filter(|r| !r.given());
        let shield = step == Shielding::Shield;
        let mut check = Check::default();
        let reason = check.needed("reason", reason, 1000);
        check.done()?;
        let kept = stored.value.shielded || document_for_safety(&stored.value);
        if (shield && stored.value.shielded) || (!shield && !kept) {
            return Ok(false);
        }
        let release = asked_or_confirmed(caller, step, asked, &reason, scope.at)?;
        let waits = release.as_ref().is_some_and(|r| !r.given());
        stored.value.release = left(release, stored.value.safety.is_some());
        stored.value.shielded = shield || (waits && stored.value.shielded);
        let (add, remove) = match step {
            Shielding::Ask if waits => {
                let (of, person) = (
                    (TaskKind::ReleaseDocument, stored.id),
                    stored.person.map(PersonId),
                );
                let tasks = self.second_asked(caller, &standing, of, (at.0, person))?;
                (tasks, Vec::new())
            }
            _ => (Vec::new(), self.second_done(&[stored.id]).await?),
        };
        let changes = Changes {
            add,
            remove,
            reason: Some(reason),
            line_key: Some(stored.key),
            replace: vec![Draft::over(kind::DOCUMENT, &stored, &stored.value)?],
            ..Changes::default()
        };
        scope.moves = vec![at.0.0];
        scope.parts.only = Some(vec![stored.id]);
        let Allowed { permit, .. } = self
            .allow_shielding(
                caller,
                scope,
                stored.key,
                access,
                (step.task(), standing.relation),
            )
            .await?;
        let _ = self.write(permit, changes).await?;
        Ok(waits)
    }
}
