//! Writing, beside what waits, that it does.

use crate::thing::{MailNotice, TaskKind, kind};
use crate::{House, Refused};
use regie_terms::{AccountId, DossierId, PersonId};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft, Known};

impl House {
    /// Adds to a change that something waits in the portal for these people of a dossier: for each account by which they can look at it. For what
    /// must not show nobody calls this.
    pub(crate) async fn tell_portal(
        &self,
        dossier: DossierId,
        people: &[PersonId],
        changes: &mut Changes,
    ) -> Result<(), Refused> {
        let rows = self
            .vault()
            .vouched(Where::Dossier(dossier.0), &[kind::PORTAL])
            .await?;
        let mut told: Vec<AccountId> = Vec::new();
        for row in rows.iter().filter(|r| self.opens(r)) {
            let (Some(account), Some(person)) = (row.account, row.person) else {
                continue;
            };
            let (account, person) = (AccountId(account), PersonId(person));
            if !people.contains(&person) || told.contains(&account) {
                continue;
            }
            told.push(account);
            changes
                .add
                .extend(self.notice(account, (dossier, person)).await?);
        }
        Ok(())
    }

    /// The same for one account, as whom it is known in a dossier.
    pub(crate) async fn tell_account(
        &self,
        account: AccountId,
        of: (DossierId, PersonId),
        changes: &mut Changes,
    ) -> Result<(), Refused> {
        changes.add.extend(self.notice(account, of).await?);
        Ok(())
    }

    /// A notice for an account; `None` where one waits already, or somebody is to reach them in another way.
    pub(super) async fn notice(
        &self,
        account: AccountId,
        (dossier, person): (DossierId, PersonId),
    ) -> Result<Option<Draft>, Refused> {
        let waits = |n: &Known<MailNotice>| n.value.sent.is_none() && n.value.seen.is_none();
        if self.notices_of(account).await?.iter().any(waits) {
            return Ok(None);
        }
        // Somebody is reaching them in another way already.
        let otherwise = self.tasks_of(person.0, |what| what == TaskKind::ReachOtherwise);
        if !otherwise.await?.is_empty() {
            return Ok(None);
        }
        let now = self.now();
        let notice = MailNotice {
            dossier,
            person,
            since: now,
            tries: 0,
            next: now,
            sending: None,
            sent: None,
            seen: None,
        };
        Ok(Some(
            Draft::new(kind::MAIL_NOTICE, STAFF, &notice)?.account(account.0),
        ))
    }

    /// What is kept of the mail of an account.
    pub(super) async fn notices_of(
        &self,
        account: AccountId,
    ) -> Result<Vec<Known<MailNotice>>, Refused> {
        let rows = self
            .vault()
            .routing(Where::Account(account.0), &[kind::MAIL_NOTICE])
            .await?;
        let ids = rows.iter().map(|r| r.id).collect();
        let mut facts = self.vault().facts_of(ids, &[kind::MAIL_NOTICE]).await?;
        Ok(facts.take::<MailNotice>(kind::MAIL_NOTICE)?)
    }
}
