//! An answer to a request waits for whoever asked until they have seen it; then it waits no longer. That a yes was taken back after it went
//! waits until it is written down what was done about it.

use super::begin::Ground;
use super::facts::Sharing;
use super::settle::answered;
use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::thing::{Task, TaskKind, kind};
use crate::{House, Refused};
use regie_charter::{Parts, Whose};
use regie_terms::{Act, DossierId, Id, RequestId};
use regie_vault::Changes;
use regie_vault::open::Where;

impl House {
    /// Takes away what waited for the caller to be seen about a disclosure: that somebody answered, or took a yes back. The look that showed it has its
    /// own line and concerns the person; this one says that it was seen, and concerns nobody. Nothing waits: nothing is written.
    pub(super) async fn seen(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
    ) -> Result<(), Refused> {
        again!(self.seen_once(caller, dossier, share))
    }

    async fn seen_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
    ) -> Result<(), Refused> {
        let mine: Vec<Id> = self
            .vault()
            .routing(Where::Of(share), &[kind::TASK])
            .await?
            .iter()
            .filter(|r| r.account == Some(caller.account().0))
            .map(|r| r.id)
            .collect();
        if mine.is_empty() {
            return Ok(());
        }
        let seen: Vec<(Id, TaskKind)> = self
            .vault()
            .facts_of(mine, &[kind::TASK])
            .await?
            .take::<Task>(kind::TASK)?
            .iter()
            .filter(|t| answered(t.value.what))
            .map(|t| (t.id, t.value.what))
            .collect();
        if seen.is_empty() {
            return Ok(());
        }
        let Ground {
            case,
            access,
            mut scope,
            own,
            ..
        } = self
            .share_ground(caller, dossier, "see-answer", Act::View, RequestId::fresh())
            .await?;
        let Sharing { row, person } = Sharing::of(&case, share)?;
        let remove: Vec<Id> = seen.into_iter().map(|(id, _)| id).collect();
        if remove.is_empty() {
            return Ok(());
        }
        let key = case.share_key(person, row.value.law).unwrap_or(own);
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::TASK],
            only: Some(remove.clone()),
        };
        let Allowed { permit, .. } = self.allow_change_under(scope, Some(key), &[access]).await?;
        let changes = Changes {
            remove,
            line_key: Some(key),
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}
