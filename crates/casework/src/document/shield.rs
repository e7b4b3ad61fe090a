//! Keeping a document out of ordinary view, or letting it be seen again; as for an entry.

use super::{Ground, SHIELDING, replaced};
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::{House, Refused};
use regie_terms::{Act, DossierId, Id, RequestId};
use regie_vault::Changes;

impl House {
    /// Shields a document, or takes the shield away. The line concerns nobody.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not edit the dossier; [`Refused::NotFound`] when there is no such document for this caller;
    /// [`Refused::Invalid`] without a `reason`.
    pub async fn shield_document(
        &self,
        caller: &Caller,
        dossier: DossierId,
        document: Id,
        shield: bool,
        reason: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.shield_document_once(caller, (dossier, document), shield, reason, request))
    }

    async fn shield_document_once(
        &self,
        caller: &Caller,
        at: (DossierId, Id),
        shield: bool,
        reason: &str,
        request: RequestId,
    ) -> Result<(), Refused> {
        let [put_aside, put_back] = SHIELDING;
        let act = if shield { put_aside } else { put_back };
        let ground = self
            .document_ground(caller, at, act, Act::Edit, request)
            .await?;
        let Some(Ground {
            mut scope,
            access,
            mut stored,
            ..
        }) = ground
        else {
            return Ok(());
        };
        let mut check = Check::default();
        let reason = check.needed("reason", reason, 1000);
        check.done()?;
        if stored.value.shielded == shield {
            return Ok(());
        }
        stored.value.shielded = shield;
        let changes = Changes {
            reason: Some(reason),
            line_key: Some(stored.key),
            replace: vec![replaced(&stored, &stored.value)?],
            ..Changes::default()
        };
        scope.moves = vec![at.0.0];
        scope.parts.only = Some(vec![stored.id]);
        let Allowed { permit, .. } = self
            .allow_change_under(scope, Some(stored.key), &[access])
            .await?;
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}
