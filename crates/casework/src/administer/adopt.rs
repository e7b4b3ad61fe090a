//! Adopting the rule files that the program carries: the functional administrator and the data protection officer together (KE-X 3).
//!
//! Until rule files are adopted nothing can be opened under them, not even a session. So this is done at the console, by two people who each
//! prove who they are.

use crate::House;
use crate::Refused;
use crate::act::Allowed;
use crate::guard::{Caller, LoginRefused, Proof};
use regie_charter::Change;
use regie_terms::{DeskAct, Function, Relation, RequestId};
use regie_vault::Changes;

/// Why rule files were not adopted.
#[derive(Debug)]
pub enum NotAdopted {
    /// The functional administrator could not be let in.
    Administrator(LoginRefused),
    /// The data protection officer could not be let in.
    Officer(LoginRefused),
    /// One account cannot be both.
    SamePerson,
    /// The rules do not let one of them.
    Refused(Refused),
}

impl House {
    /// Adopts the rule files this program carries: two lines, each of who agreed and with the hash of the files. Gives the place of the second.
    ///
    /// # Errors
    /// [`NotAdopted`]; then nothing counts that did not before.
    pub async fn adopt_rules(
        &self,
        administrator: &Proof,
        officer: &Proof,
    ) -> Result<i64, NotAdopted> {
        let first = self
            .proven(administrator, Function::FunctionalAdministrator)
            .await
            .map_err(NotAdopted::Administrator)?;
        let second = self
            .proven(officer, Function::Dpo)
            .await
            .map_err(NotAdopted::Officer)?;
        if first.account() == second.account() {
            return Err(NotAdopted::SamePerson);
        }
        self.agree(&first).await?;
        self.agree(&second).await
    }

    async fn agree(&self, who: &Caller) -> Result<i64, NotAdopted> {
        let agreed = async {
            let scope = self.account_scope(who, "adopt-charter", &[], RequestId::fresh())?;
            let task = self.task_question(who, DeskAct::AdoptCharter, Relation::None)?;
            let Allowed { permit, .. } = self.allow_task::<Change>(scope, &task, &[]).await?;
            Ok(self.write(permit, Changes::default()).await?.seq)
        };
        agreed.await.map_err(NotAdopted::Refused)
    }
}
