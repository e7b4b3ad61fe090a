//! What waits because of a request, and for whom.

use crate::thing::{Task, TaskKind, kind};
use crate::{House, Refused, day_number};
use jiff::civil::Date;
use regie_terms::{AccountId, DeskAct, DossierId, Id, PersonId};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft};

/// Whether a task is about a request.
pub(super) const fn of_request(what: TaskKind) -> bool {
    matches!(
        what,
        TaskKind::DecideRequest
            | TaskKind::ReviewDecision
            | TaskKind::CarryOutRequest
            | TaskKind::TellRecipients
    )
}

impl House {
    /// Who has the work on a request: the coordinator, else the substitute, else whoever may name one.
    pub(super) async fn keepers(&self, dossier: DossierId) -> Result<Vec<AccountId>, Refused> {
        let rows = self
            .vault()
            .vouched(
                Where::Dossier(dossier.0),
                &[kind::COORDINATION, kind::SUBSTITUTION],
            )
            .await?;
        for place in [kind::COORDINATION, kind::SUBSTITUTION] {
            let row = rows.iter().rfind(|r| r.kind == place);
            if let Some(account) = row.and_then(|r| r.account).map(AccountId) {
                let stored = self.stored_account(account).await?;
                if stored.is_some_and(|a| a.value.works_on(self.today())) {
                    return Ok(vec![account]);
                }
            }
        }
        self.who_may(DeskAct::Assign).await
    }

    /// A task about a request for each of these.
    pub(super) fn request_tasks(
        &self,
        what: TaskKind,
        (dossier, person, of): (DossierId, PersonId, Id),
        due: Option<Date>,
        accounts: &[AccountId],
    ) -> Result<Vec<Draft>, Refused> {
        let task = Task {
            what,
            since: self.today(),
            dossier: Some(dossier),
            person: Some(person),
        };
        let mut drafts = Vec::new();
        for account in accounts {
            let mut draft = Draft::new(kind::TASK, STAFF, &task)?
                .account(account.0)
                .of(of);
            if let Some(day) = due {
                draft = draft.due(day_number(day));
            }
            drafts.push(draft);
        }
        Ok(drafts)
    }

    /// Adds to what a new request changes that it waits: for a review for those who look again, and not for who decided first.
    pub(super) async fn request_waits(
        &self,
        at: (DossierId, PersonId, Id),
        first: Option<AccountId>,
        due: Date,
        changes: &mut Changes,
    ) -> Result<(), Refused> {
        let (what, accounts) = match first {
            Some(first) => {
                let mut who = self.who_may(DeskAct::ReviewDecision).await?;
                who.retain(|account| *account != first);
                (TaskKind::ReviewDecision, who)
            }
            None => (TaskKind::DecideRequest, self.keepers(at.0).await?),
        };
        changes
            .add
            .extend(self.request_tasks(what, at, Some(due), &accounts)?);
        Ok(())
    }
}
