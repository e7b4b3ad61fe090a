//! What tells a task from another of its kind: which of it may be opened for the list, and what is said of it.

use super::caseload::stands;
use crate::entry::sees_shielded;
use crate::guard::Caller;
use crate::thing::{Task, TaskKind, kind};
use crate::{House, Refused};
use regie_terms::{Access, AccountId, Act, DeskAct, Id, Outcome, Question, Relation, Right, Who};
use regie_vault::Known;
use regie_vault::open::Where;
use serde::Serialize;

/// What tells a task from another of its kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaskAbout {
    /// To whom a disclosure goes; for coordinator and substitute.
    Recipient(String),
    /// What kind of incident, and when it was found, milliseconds since 1970 UTC.
    Incident(String, i64),
    /// Whose second factor was lost, or whose caseload it is.
    Account(String),
    /// Which right somebody exercises; for who may handle the request.
    Right(Right),
}

impl TaskKind {
    /// Whether it is about a disclosure.
    const fn of_share(self) -> bool {
        matches!(
            self,
            Self::InformClient
                | Self::ConsentAnswered
                | Self::ConsentWithdrawn
                | Self::Complete
                | Self::ReleaseShare
                | Self::FinishShare
                | Self::AnswerQuery
        )
    }
}

impl TaskKind {
    /// Whether it is about a request by which somebody exercises a right.
    const fn of_right(self) -> bool {
        matches!(
            self,
            Self::DecideRequest | Self::CarryOutRequest | Self::TellRecipients
        )
    }
}

impl House {
    /// What is opened beside the tasks so that they can be told apart: of the disclosures those of a dossier that the reader coordinates or stands in
    /// for, where the charter lets them look at it; the incidents, for whoever judges them.
    pub(super) fn told_apart(
        &self,
        caller: &Caller,
        standings: &[(Id, Relation)],
        waits: &[Known<Task>],
    ) -> Result<Vec<Id>, Refused> {
        let (_, function) = caller.staff()?;
        let looks = |relation: Relation| -> Result<bool, Refused> {
            if !sees_shielded(relation) {
                return Ok(false);
            }
            let question = Question::Access(Access {
                charter: self.settings().charter,
                on: self.today(),
                act: Act::View,
                who: Who {
                    function,
                    relation,
                    declarations: caller.declarations(),
                },
                coordinator_present: true,
                substitute_present: true,
                reason: None,
            });
            Ok(self.charters().ask(&question)?.outcome == Outcome::Permitted)
        };
        let mut out = Vec::new();
        for task in waits {
            let may = match (task.value.what, task.value.dossier) {
                (TaskKind::JudgeIncident, _) => {
                    let judge =
                        self.task_question(caller, DeskAct::JudgeIncident, Relation::None)?;
                    self.charters().act(&judge)?.outcome == Outcome::Permitted
                }
                (what, Some(dossier)) if what.of_share() => looks(stands(standings, dossier.0))?,
                (what, Some(dossier)) if what.of_right() => {
                    let relation = stands(standings, dossier.0);
                    let handle = self.task_question(caller, DeskAct::DecideRequest, relation)?;
                    looks(relation)? && self.charters().act(&handle)?.outcome == Outcome::Permitted
                }
                _ => false,
            };
            out.extend(task.of.filter(|_| may));
        }
        Ok(out)
    }

    /// Whose second factor was lost, by the request that waits: the name, or for a client none; and whose caseload is to be looked at, by the account.
    pub(super) async fn lost_factors(
        &self,
        waits: &[Known<Task>],
    ) -> Result<Vec<(Id, String)>, Refused> {
        let mut out = Vec::new();
        for task in waits {
            let Some(asked) = task.of else { continue };
            if task.value.what == TaskKind::HandOver {
                let names = self.names(vec![AccountId(asked)]).await?;
                out.extend(names.into_iter().map(|(_, name)| (asked, name)));
            }
            if task.value.what != TaskKind::ConfirmFactor {
                continue;
            }
            let row = self
                .vault()
                .routing(Where::Id(asked), &[kind::FACTOR_REQUEST])
                .await?
                .pop();
            let Some(account) = row.and_then(|row| row.account).map(AccountId) else {
                continue;
            };
            let names = self.names(vec![account]).await?;
            out.extend(names.into_iter().map(|(_, name)| (asked, name)));
        }
        out.retain(|(_, name)| !name.is_empty());
        Ok(out)
    }
}
