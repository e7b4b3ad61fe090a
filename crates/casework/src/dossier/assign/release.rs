//! Ending somebody's place in a dossier.

use super::{Ground, Place};
use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::{House, Refused};
use regie_terms::{DossierId, Id, RequestId};
use regie_vault::Changes;

impl House {
    /// Ends somebody's place. A coordinator's is not ended but given to somebody else.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when there is no such place in this dossier; [`Refused::Invalid`] (`place: coordinator-stays`).
    pub async fn release(
        &self,
        caller: &Caller,
        dossier: DossierId,
        appointment: Id,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.release_once(caller, dossier, appointment, request))
    }

    async fn release_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        appointment: Id,
        request: RequestId,
    ) -> Result<(), Refused> {
        let Ground {
            scope,
            task,
            key,
            rows,
            access,
        } = self
            .assign_ground(caller, dossier, "release", request)
            .await?;
        if self.done_before(caller, "release", request).await? {
            return Ok(());
        }
        let place = rows
            .iter()
            .find(|r| r.id == appointment)
            .and_then(|r| Place::of(&r.kind))
            .ok_or(Refused::NotFound)?;
        let questions = match place {
            Place::Coordinator => return Err(Refused::field("place", "coordinator-stays")),
            Place::Substitute => Vec::new(),
            Place::Involved => vec![access],
        };
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(key), |scope| {
                self.charters().judge_act(scope, &task, &questions)
            })
            .await?;
        let changes = Changes {
            remove: vec![appointment],
            line_key: Some(key),
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}
