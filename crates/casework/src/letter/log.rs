//! What the organisation posted, for its data protection officer: which letter, when, to which kind of address and why. No name and no address.

use super::view::PostedRow;
use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::thing::{Posted, kind};
use crate::{House, Refused};
use regie_terms::{DeskAct, Id, Relation, RequestId};
use regie_vault::open::Where;

impl House {
    /// What was posted, newest first.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who does not read the log.
    pub async fn posted(&self, caller: &Caller) -> Result<Vec<PostedRow>, Refused> {
        again!(self.posted_once(caller))
    }

    async fn posted_once(&self, caller: &Caller) -> Result<Vec<PostedRow>, Refused> {
        let task = self.task_question(caller, DeskAct::ReadLog, Relation::None)?;
        let mut scope =
            self.account_scope(caller, "view-posted", &[kind::POSTED], RequestId::fresh())?;
        let rows = self
            .vault()
            .routing(Where::NoDossier, &[kind::POSTED])
            .await?;
        scope.parts.only = Some(rows.iter().map(|r| r.id).collect::<Vec<Id>>());
        let Allowed { permit, .. } = self.allow_task(scope, &task, &[]).await?;
        let receipt = self.vault().look(permit, None).await?;
        let mut opened = self.vault().open(receipt).await?;
        let mut posted = opened.take::<Posted>(kind::POSTED)?;
        posted.sort_by_key(|p| std::cmp::Reverse((p.value.at, p.id)));
        Ok(posted
            .into_iter()
            .map(|p| PostedRow {
                dossier: p.value.dossier,
                person: p.value.person,
                letter: p.value.letter,
                address: p.value.address,
                on: p.value.on,
                by: p.value.by,
                no_portal: p.value.no_portal,
                no_collect: p.value.no_collect,
                returned: p.value.returned,
            })
            .collect())
    }
}
