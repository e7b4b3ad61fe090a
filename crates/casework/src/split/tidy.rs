//! What waits because of what goes along: tasks, and notices by e-mail.

use super::plan::Written;
use crate::thing::{MailNotice, Task, TaskKind, kind};
use crate::{House, Refused};
use regie_terms::{DossierId, Id, PersonId};
use regie_vault::Draft;
use regie_vault::open::Where;

impl House {
    /// Lets tasks go along with what they are about, and takes away those about what is gone and about the split itself.
    pub(super) async fn tasks_along(
        &self,
        written: &mut Written,
        (fresh, split): (DossierId, Id),
    ) -> Result<(), Refused> {
        let gone = written.changes.remove.clone();
        let tasks = async |of: Id| -> Result<_, Refused> {
            let rows = self.vault().routing(Where::Of(of), &[kind::TASK]).await?;
            let ids = rows.iter().map(|r| r.id).collect();
            let mut facts = self.vault().facts_of(ids, &[kind::TASK]).await?;
            Ok(facts.take::<Task>(kind::TASK)?)
        };
        for id in &gone {
            let tasks = tasks(*id).await?;
            written.changes.remove.extend(tasks.iter().map(|t| t.id));
        }
        for id in written.left.clone() {
            if gone.contains(&id) {
                continue;
            }
            for task in tasks(id).await? {
                if id == split && task.value.what == TaskKind::SplitDossier {
                    written.changes.remove.push(task.id);
                    continue;
                }
                let value = Task {
                    dossier: Some(fresh),
                    ..task.value.clone()
                };
                let draft = Draft::over(kind::TASK, &task, &value)?;
                written.changes.replace.push(draft);
            }
        }
        Ok(())
    }

    /// Lets what was to be mailed to somebody go along: it says in which dossier something waits.
    pub(super) async fn mail_along(
        &self,
        written: &mut Written,
        (old, fresh): (DossierId, DossierId),
        leaver: PersonId,
    ) -> Result<(), Refused> {
        let rows = self
            .vault()
            .vouched(Where::Dossier(old.0), &[kind::PORTAL])
            .await?;
        for row in rows.iter().filter(|r| r.person == Some(leaver.0)) {
            let Some(account) = row.account else { continue };
            let at = Where::Account(account);
            let rows = self.vault().routing(at, &[kind::MAIL_NOTICE]).await?;
            let ids = rows.iter().map(|r| r.id).collect();
            let mut facts = self.vault().facts_of(ids, &[kind::MAIL_NOTICE]).await?;
            for notice in facts.take::<MailNotice>(kind::MAIL_NOTICE)? {
                if notice.value.dossier != old {
                    continue;
                }
                let value = MailNotice {
                    dossier: fresh,
                    ..notice.value.clone()
                };
                let draft = Draft::over(kind::MAIL_NOTICE, &notice, &value)?;
                written.changes.replace.push(draft);
            }
        }
        Ok(())
    }
}
