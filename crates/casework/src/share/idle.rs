//! What is begun and lies still: a disclosure in preparation that nobody touched for a while waits for whoever coordinates, to be finished or given up.

use crate::act::responsible;
use crate::dossier::Standing;
use crate::guard::Caller;
use crate::thing::{Task, TaskKind, kind};
use crate::{House, Refused};
use jiff::ToSpan;
use regie_terms::{DossierId, Id, PersonId};
use regie_vault::keys::STAFF;
use regie_vault::{Changes, Draft};

/// Days without anybody touching it, after which it waits; our own term.
const LIES_STILL: i64 = 14;

impl House {
    /// Adds to the changes of an act on a disclosure in preparation that it was touched today: it waits from [`LIES_STILL`] days on, and no longer
    /// from the earlier day. It has no term by which it must be done.
    pub(crate) async fn touched(
        &self,
        caller: &Caller,
        standing: &Standing,
        (dossier, share, person): (DossierId, Id, PersonId),
        changes: &mut Changes,
    ) -> Result<(), Refused> {
        let task = Task {
            what: TaskKind::FinishShare,
            since: self.today().saturating_add(LIES_STILL.days()),
            dossier: Some(dossier),
            person: Some(person),
        };
        let before = self.tasks_of(share, |what| what == TaskKind::FinishShare);
        changes.remove.extend(before.await?);
        let account = responsible(standing, caller);
        changes.add.push(
            Draft::new(kind::TASK, STAFF, &task)?
                .account(account.0)
                .of(share),
        );
        Ok(())
    }
}
