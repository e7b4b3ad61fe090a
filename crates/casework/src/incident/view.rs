//! An incident as whoever judges it sees it: what happened and where it stands.

use crate::act::{Allowed, again};
use crate::dossier::GlassView;
use crate::guard::Caller;
use crate::thing::{Incident, IncidentJudgement, IncidentOutcome, kind};
use crate::{House, Refused};
use regie_terms::{AccountId, DossierId, Id, PersonId, RequestId};
use regie_vault::Of;
use regie_vault::open::Where;
use serde::Serialize;

/// An incident.
#[derive(Clone, Debug, Serialize)]
pub struct IncidentPage {
    /// The incident.
    pub id: Id,
    /// What: `glass-not-justified`, `shared-without-permission`.
    pub what: String,
    /// The dossier it happened in.
    pub dossier: Option<DossierId>,
    /// What was written about it: the ground of a judgement, or the ids of the rules that stood in the way.
    pub text: String,
    /// When it was found, milliseconds since 1970 UTC.
    pub at: i64,
    /// Who did what it is about.
    pub by: Option<String>,
    /// The broken glass it is about, while that is there.
    pub glass: Option<GlassView>,
    /// The judgements so far, oldest first.
    pub judgements: Vec<JudgementView>,
    /// Whether nothing is left to judge.
    pub settled: bool,
}

/// A judgement of an incident.
#[derive(Clone, Debug, Serialize)]
pub struct JudgementView {
    /// What it was judged to be.
    pub outcome: IncidentOutcome,
    /// Why.
    pub because: String,
    /// By whom.
    pub name: String,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
}

const KINDS: [&str; 4] = [
    kind::INCIDENT,
    kind::INCIDENT_JUDGEMENT,
    kind::GLASS,
    kind::REVIEW,
];

impl House {
    /// An incident, with the broken glass it is about and the judgements so far. Of the dossier nothing else is shown; a look at a
    /// glass concerns the people of its dossier, who see that glass themselves.
    ///
    /// # Errors
    /// [`Refused::Denied`] for whoever does not judge incidents, whether or not there is such an incident; [`Refused::NotFound`] when there
    /// is none.
    pub async fn incident(&self, caller: &Caller, incident: Id) -> Result<IncidentPage, Refused> {
        again!(self.incident_once(caller, incident))
    }

    async fn incident_once(&self, caller: &Caller, incident: Id) -> Result<IncidentPage, Refused> {
        let (mut scope, task) =
            self.incident_scope(caller, "view-incident", &KINDS, RequestId::fresh())?;
        let found = self
            .vault()
            .routing(Where::Id(incident), &[kind::INCIDENT])
            .await?
            .pop();
        let mut only = vec![incident];
        let about = found.as_ref().and_then(|row| row.of);
        if let Some(about) = about {
            let glass = self
                .vault()
                .routing(Where::Id(about), &[kind::GLASS])
                .await?
                .pop();
            if let Some(glass) = glass {
                only.push(about);
                let reviews = self.vault().routing(Where::Of(about), &[kind::REVIEW]);
                only.extend(reviews.await?.iter().map(|r| r.id));
                if let Some(dossier) = glass.dossier {
                    let people = self
                        .vault()
                        .routing(Where::Dossier(dossier), &[kind::PERSON]);
                    scope.concerns = people.await?.iter().map(|r| PersonId(r.id)).collect();
                }
            }
        }
        let judgements = self
            .vault()
            .routing(Where::Of(incident), &[kind::INCIDENT_JUDGEMENT])
            .await?;
        only.extend(judgements.iter().map(|r| r.id));
        scope.parts.only = Some(only);
        let Allowed { permit, .. } = self.allow_task(scope, &task, &[]).await?;
        let receipt = self.vault().look(permit, None).await?;
        let mut opened = self.vault().open(receipt).await?;
        let stored = opened
            .take::<Incident>(kind::INCIDENT)?
            .pop()
            .ok_or(Refused::NotFound)?;
        let judgements = opened.take::<IncidentJudgement>(kind::INCIDENT_JUDGEMENT)?;
        let glass = self.glasses(&mut opened)?.pop();
        let ground = glass
            .iter()
            .flat_map(|g| &g.reviews)
            .find(|r| Some(r.id) == stored.value.review)
            .map(|r| r.because.clone());
        let by = match stored.account.map(AccountId) {
            Some(account) => self.names(vec![account]).await?.pop().map(|(_, n)| n),
            None => None,
        };
        Ok(IncidentPage {
            id: incident,
            what: stored.value.what,
            dossier: stored.value.dossier,
            text: ground.unwrap_or(stored.value.text),
            at: stored.value.at,
            by,
            glass,
            settled: settled(&judgements),
            judgements: judgements.into_iter().map(|j| shown(j.value)).collect(),
        })
    }
}

/// Whether somebody said what it was; looking further into it leaves it open.
pub(super) fn settled<S>(judgements: &[Of<IncidentJudgement, S>]) -> bool {
    judgements
        .iter()
        .any(|j| j.value.outcome != IncidentOutcome::LookInto)
}

fn shown(judgement: IncidentJudgement) -> JudgementView {
    JudgementView {
        outcome: judgement.outcome,
        because: judgement.because,
        name: judgement.name,
        at: judgement.at,
    }
}
