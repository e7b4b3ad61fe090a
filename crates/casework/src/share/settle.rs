//! What comes after sharing: telling the client, completing what was missing. And giving up before it.

use super::begin::Ground;
use super::facts::Sharing;
use super::prepare::{preparing, replaced};
use super::print::happened;
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{Share, ShareState, Task, TaskKind, Told, kind};
use crate::{House, Refused};
use jiff::civil::Date;
use regie_charter::{Parts, Whose};
use regie_terms::{Act, DossierId, Id, PersonId, RequestId};
use regie_vault::Changes;
use regie_vault::open::Where;
use serde::Deserialize;

/// What was done after sharing, as typed. Blank: not done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SettleInput {
    /// The day the client was told what was shared, and why.
    pub informed_on: String,
    /// What was done about what was missing.
    pub completion: String,
    /// Who was told, by their person's ids; asked for what went for safety, one by one.
    pub told: Vec<String>,
}

impl House {
    /// Writes down that the client was told, or what was done about what was missing; the tasks go (SAF-3, FLD-18).
    ///
    /// # Errors
    /// [`Refused::Invalid`] when neither is filled in, or the day lies before the disclosure; [`Refused::NotFound`] for a disclosure of another
    /// dossier, or one that did not happen.
    pub async fn settle_share(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        input: &SettleInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.settle_share_once(caller, dossier, share, input, request))
    }

    async fn settle_share_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        input: &SettleInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        let Ground {
            case,
            access,
            mut scope,
            own,
            ..
        } = self
            .share_ground(caller, dossier, "settle-share", Act::Edit, request)
            .await?;
        if self.done_before(caller, "settle-share", request).await? {
            return Ok(());
        }
        let Sharing { row, person } = Sharing::of(&case, share)?;
        if !happened(&row.value) {
            return Err(Refused::NotFound);
        }
        let mut value = row.value.clone();
        let went = value
            .happened_on
            .or(value.shared_at.map(|at| self.local(at).date()))
            .unwrap_or_else(|| self.today());
        let mut check = Check::default();
        let informed_on = check.maybe_day("informed_on", &input.informed_on, went, self.today());
        let completion = check.text("completion", &input.completion, 2000);
        let mut told: Vec<PersonId> = Vec::new();
        if value.safety.is_some() {
            let holders = case
                .authority_over(person, self.today())
                .filter_map(|a| a.value.by)
                .collect();
            let family = value.family(person, holders);
            for typed in input.told.iter().filter(|t| !t.trim().is_empty()) {
                match family.iter().find(|f| f.0.to_string() == typed.trim()) {
                    Some((one, None)) => told.push(*one),
                    Some((_, Some(_))) => {}
                    None => check.fault("told", "unknown"),
                }
            }
            if check.ok() && informed_on.is_some() && told.is_empty() {
                check.fault("told", "missing");
            }
            if check.ok() && informed_on.is_none() && !told.is_empty() {
                check.fault("informed_on", "unpicked");
            }
        }
        if check.ok() && informed_on.is_none() && completion.is_none() {
            check.fault("informed_on", "missing");
        }
        check.done()?;
        value.informed_on = informed_on.or(value.informed_on);
        value.told.extend(
            told.into_iter()
                .zip(std::iter::repeat(informed_on))
                .filter_map(|(person, on)| Some(Told { person, on: on? })),
        );
        value.completion = completion.clone().or(value.completion);

        let remove = self
            .tasks_of(share, |what| match what {
                TaskKind::InformClient => informed_on.is_some(),
                TaskKind::Complete
                | TaskKind::ConsentAnswered
                | TaskKind::ConsentWithdrawn
                | TaskKind::ParentsDiffer => completion.is_some(),
                TaskKind::JudgeGlass
                | TaskKind::JudgeIncident
                | TaskKind::ReviewDocument
                | TaskKind::NameCoordinator
                | TaskKind::HandOver
                | TaskKind::ReleaseFact
                | TaskKind::ReleaseDocument
                | TaskKind::ReleaseShare
                | TaskKind::FinishShare
                | TaskKind::TakeWords
                | TaskKind::AnswerQuery
                | TaskKind::ReachOtherwise
                | TaskKind::ConfirmFactor
                | TaskKind::DecideRequest
                | TaskKind::ReviewDecision
                | TaskKind::CarryOutRequest
                | TaskKind::TellRecipients
                | TaskKind::TellRecipient
                | TaskKind::DecideActing
                | TaskKind::ReviewActing
                | TaskKind::RecordAuthority
                | TaskKind::TellBirthday
                | TaskKind::SplitDossier
                | TaskKind::EvaluatePlan
                | TaskKind::RemoveMeldcode => false,
            })
            .await?;

        scope.concerns = if super::print::withheld(&value) {
            Vec::new()
        } else {
            vec![person]
        };
        scope.parts = Parts {
            about: Whose::Persons(vec![person]),
            kinds: &[kind::DISCLOSURE],
            only: Some(vec![share]),
        };
        let key = case.share_key(person, value.law).unwrap_or(own);
        let Allowed { permit, .. } = self.allow_change_under(scope, Some(key), &[access]).await?;
        let replace = vec![replaced(row, key, &value)?];
        let _ = self
            .write(
                permit,
                Changes {
                    replace,
                    remove,
                    line_key: Some(key),
                    ..Changes::default()
                },
            )
            .await?;
        Ok(())
    }

    /// The tasks about something that an act makes superfluous.
    pub(crate) async fn tasks_of(
        &self,
        of: Id,
        done: impl Fn(TaskKind) -> bool + Send,
    ) -> Result<Vec<Id>, Refused> {
        let rows = self.vault().routing(Where::Of(of), &[kind::TASK]).await?;
        let mut facts = self
            .vault()
            .facts_of(rows.iter().map(|t| t.id).collect(), &[kind::TASK])
            .await?;
        Ok(facts
            .take::<Task>(kind::TASK)?
            .iter()
            .filter(|t| done(t.value.what))
            .map(|t| t.id)
            .collect())
    }

    /// Gives a disclosure up before anything went.
    ///
    /// # Errors
    /// [`Refused::Invalid`] with `share: not-preparing` when something went already; [`Refused::NotFound`] for a disclosure of another dossier.
    pub async fn give_up_share(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.give_up_share_once(caller, dossier, share, request))
    }

    async fn give_up_share_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        request: RequestId,
    ) -> Result<(), Refused> {
        let Ground {
            case,
            access,
            scope,
            own,
            ..
        } = self
            .share_ground(caller, dossier, "give-up-share", Act::Edit, request)
            .await?;
        if self.done_before(caller, "give-up-share", request).await? {
            return Ok(());
        }
        let Sharing { row, person } = Sharing::of(&case, share)?;
        preparing(row)?;
        let mut value = row.value.clone();
        value.state = ShareState::GivenUp;
        let remove = self.tasks_of(share, prepared).await?;
        let key = case.share_key(person, value.law).unwrap_or(own);
        let Allowed { permit, .. } = self.allow_change_under(scope, Some(key), &[access]).await?;
        let replace = vec![replaced(row, key, &value)?];
        let _ = self
            .write(
                permit,
                Changes {
                    replace,
                    remove,
                    line_key: Some(key),
                    ..Changes::default()
                },
            )
            .await?;
        Ok(())
    }
}

impl Share {
    /// Who of the family can be told of it: the person it is about and `holders` of authority, each once, with the day on which they were.
    pub(crate) fn family(
        &self,
        person: PersonId,
        holders: Vec<PersonId>,
    ) -> Vec<(PersonId, Option<Date>)> {
        let mut out: Vec<(PersonId, Option<Date>)> = Vec::new();
        let on = |one| self.told.iter().find(|t| t.person == one).map(|t| t.on);
        for one in std::iter::once(person).chain(holders) {
            if !out.iter().any(|o| o.0 == one) {
                out.push((one, on(one)));
            }
        }
        out
    }
}

/// Tasks about answers to a request that is over.
pub(super) fn answered(what: TaskKind) -> bool {
    matches!(
        what,
        TaskKind::ConsentAnswered | TaskKind::ConsentWithdrawn | TaskKind::ParentsDiffer
    )
}

/// Tasks of a disclosure in preparation, once it goes or is given up.
pub(super) fn prepared(what: TaskKind) -> bool {
    answered(what) || matches!(what, TaskKind::FinishShare | TaskKind::AnswerQuery)
}
