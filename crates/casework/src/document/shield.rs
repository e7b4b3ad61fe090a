//! Keeping a document out of ordinary view, or letting it be seen again; as for an entry.

use super::{Ground, SHIELDING};
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::entry::{asked_or_confirmed, document_for_safety, left};
use crate::guard::Caller;
use crate::thing::kind;
use crate::{House, Refused};
use regie_terms::{Act, DeskAct, DossierId, Id, RequestId};
use regie_vault::{Changes, Draft};

impl House {
    /// Shields a document, or lets it be seen again, which takes two as for an entry, also where it was put in for safety and not shielded. Gives
    /// whether it waits for the second. The line concerns nobody.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not edit the dossier; [`Refused::NotFound`] when there is no such document for this caller;
    /// [`Refused::Invalid`] without a `reason`, and with `reason: same-person` for who asked already.
    pub async fn shield_document(
        &self,
        caller: &Caller,
        dossier: DossierId,
        document: Id,
        shield: bool,
        reason: &str,
        request: RequestId,
    ) -> Result<bool, Refused> {
        again!(self.shield_document_once(caller, (dossier, document), shield, reason, request))
    }

    async fn shield_document_once(
        &self,
        caller: &Caller,
        at: (DossierId, Id),
        shield: bool,
        reason: &str,
        request: RequestId,
    ) -> Result<bool, Refused> {
        // The first of the two to say so asks; the same form sent again is answered as the first time.
        let before = self.vault().ledger().line_of_request(request).await?;
        let [put_aside, put_back, ask] = SHIELDING;
        let asked_before = before.as_ref().is_some_and(|l| l.act == ask);
        let put_back_before = before.is_some_and(|l| l.act == put_back);
        // Until the document is read nobody knows which of the two it is; a refusal is called the same for both.
        let act = match shield {
            true => put_aside,
            false if put_back_before => put_back,
            false => ask,
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
            return Ok(asked_before);
        };
        let asked = stored.value.release.clone().filter(|r| !r.given());
        let task = match (shield, &asked) {
            (true, _) => None,
            (false, Some(_)) => {
                scope.act = put_back;
                Some(DeskAct::Release)
            }
            (false, None) => Some(DeskAct::AskRelease),
        };
        let mut check = Check::default();
        let reason = check.needed("reason", reason, 1000);
        check.done()?;
        let kept = stored.value.shielded || document_for_safety(&stored.value);
        if (shield && stored.value.shielded) || (!shield && !kept) {
            return Ok(false);
        }
        let release = asked_or_confirmed(caller, shield, asked, &reason, scope.at)?;
        let waits = release.as_ref().is_some_and(|r| !r.given());
        stored.value.release = left(release, stored.value.safety.is_some());
        stored.value.shielded = shield || (waits && stored.value.shielded);
        let changes = Changes {
            reason: Some(reason),
            line_key: Some(stored.key),
            replace: vec![Draft::over(kind::DOCUMENT, &stored, &stored.value)?],
            ..Changes::default()
        };
        scope.moves = vec![at.0.0];
        scope.parts.only = Some(vec![stored.id]);
        let Allowed { permit, .. } = self
            .allow_shielding(caller, scope, stored.key, access, (task, standing.relation))
            .await?;
        let _ = self.write(permit, changes).await?;
        Ok(waits)
    }
}
