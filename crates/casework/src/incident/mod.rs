//! Incidents: what went wrong, shown to the data protection officer, who says what it was.
//!
//! The incident stays as it was found; each judgement is a record of its own that points to it. Opening one is for the acts that find it
//! (judging a broken glass, sharing afterwards); following up on a breach is for another act.

mod judge;
mod view;

pub use view::{IncidentPage, JudgementView};

use crate::guard::Caller;
use crate::thing::{IncidentJudgement, kind};
use crate::{House, Refused};
use regie_charter::Scope;
use regie_terms::{ActQuestion, DeskAct, Id, Relation, RequestId};
use regie_vault::Known;
use regie_vault::open::Where;

impl House {
    /// The scope of an act on an incident and the task it asks for. An incident belongs to no dossier in the open.
    fn incident_scope(
        &self,
        caller: &Caller,
        act: &'static str,
        kinds: &'static [&'static str],
        request: RequestId,
    ) -> Result<(Scope, ActQuestion), Refused> {
        let scope = self.account_scope(caller, act, kinds, request)?;
        let task = self.task_question(caller, DeskAct::JudgeIncident, Relation::None)?;
        Ok((scope, task))
    }

    /// The judgements of an incident, oldest first; for judging with.
    async fn judged(&self, incident: Id) -> Result<Vec<Known<IncidentJudgement>>, Refused> {
        let rows = self
            .vault()
            .routing(Where::Of(incident), &[kind::INCIDENT_JUDGEMENT])
            .await?;
        let ids = rows.iter().map(|r| r.id).collect();
        let mut facts = self
            .vault()
            .facts_of(ids, &[kind::INCIDENT_JUDGEMENT])
            .await?;
        Ok(facts.take(kind::INCIDENT_JUDGEMENT)?)
    }
}
