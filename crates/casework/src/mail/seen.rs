//! A client who comes to the portal has seen that something waits.

use crate::guard::Caller;
use crate::thing::{MailNotice, TaskKind, kind};
use crate::{House, Refused};
use regie_charter::Capacity;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft};

impl House {
    /// Takes away what would tell this client by mail that something waits, and the work to reach them in another way: they are here. Nothing waits:
    /// nothing is written.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for staff; [`Refused::Unavailable`] when the database does not answer.
    pub async fn came_to_portal(&self, caller: &Caller) -> Result<(), Refused> {
        caller.client(Capacity::Subject)?;
        let mut changes = Changes::default();
        for notice in self.notices_of(caller.account()).await? {
            let value = &notice.value;
            if value.seen.is_some() {
                continue;
            }
            // One that went today is kept until the day is over, so that no second one goes.
            match value.sent.or(value.sending) {
                Some(at) if self.local(at).date() == self.today() => {
                    let seen = MailNotice {
                        seen: Some(self.now()),
                        ..value.clone()
                    };
                    changes
                        .replace
                        .push(Draft::over(kind::MAIL_NOTICE, &notice, &seen)?);
                }
                _ => changes.remove.push(notice.id),
            }
        }
        let links = self
            .vault()
            .routing(Where::Account(caller.account().0), &[kind::PORTAL])
            .await?;
        for person in links.iter().filter_map(|link| link.person) {
            let waits = self.tasks_of(person, |what| what == TaskKind::ReachOtherwise);
            changes.remove.extend(waits.await?);
        }
        changes.remove.sort_unstable();
        changes.remove.dedup();
        if changes.remove.is_empty() && changes.replace.is_empty() {
            return Ok(());
        }
        let permit = self.mail_permit(None)?;
        let _ = self.vault().change(permit, changes).await?;
        Ok(())
    }
}
