//! Shielding: keeping a fact out of ordinary view (*afgeschermd*), and who sees it nonetheless.
//!
//! What is shielded is there for coordinator and substitute alone. To everybody else, colleagues and family, it is not there at all: no
//! card, no count, no link from what it corrects.

use super::kept::for_safety;
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::share::{asked, confirmed};
use crate::thing::{Entry, Release, TaskKind, kind};
use crate::{House, Refused};
use regie_charter::{Change, Parts, Scope, Whose};
use regie_terms::{Act, DeskAct, DossierId, Id, KeyId, PersonId, Question, Relation, RequestId};
use regie_vault::{Changes, Draft, Known, Of};

/// What shielding is judged by.
const KINDS: [&str; 2] = [kind::DOSSIER, kind::ENTRY];

/// What somebody does about what is kept out of view. The caller says which of the two of a release they are: an ask is never taken for a
/// confirmation because another asked first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shielding {
    /// Keeps it out of ordinary view, at once.
    Shield,
    /// Asks that it be seen again: nothing shows until another confirms.
    Ask,
    /// Confirms, as the second person, what another asked.
    Confirm,
}

impl Shielding {
    /// What leave is asked for beside that to edit; `None` where that is enough.
    pub(crate) fn task(self) -> Option<DeskAct> {
        match self {
            Self::Shield => None,
            Self::Ask => Some(DeskAct::AskRelease),
            Self::Confirm => Some(DeskAct::Release),
        }
    }

    fn act(self) -> &'static str {
        match self {
            Self::Shield => "shield-entry",
            Self::Ask => "ask-release",
            Self::Confirm => "unshield-entry",
        }
    }
}

/// Whether somebody who stands so to a dossier sees what is shielded in it.
pub(crate) fn sees_shielded(relation: Relation) -> bool {
    matches!(relation, Relation::Coordinator | Relation::Substitute)
}

/// The ids of an entry, of what it corrects and of what corrects it: one fact through time.
pub(crate) fn through_time<S>(entries: &[Of<Entry, S>], entry: Id) -> Vec<Id> {
    let mut chain = vec![entry];
    loop {
        let next = entries.iter().find_map(|e| {
            let of = e.of?;
            match (chain.contains(&e.id), chain.contains(&of)) {
                (true, false) => Some(of),
                (false, true) => Some(e.id),
                _ => None,
            }
        });
        match next {
            Some(id) => chain.push(id),
            None => return chain,
        }
    }
}

/// The ids of everything that is shielded: an entry counts when any version of its fact does.
pub(crate) fn shielded<S>(entries: &[Of<Entry, S>]) -> Vec<Id> {
    let mut out: Vec<Id> = Vec::new();
    for entry in entries.iter().filter(|e| e.value.shielded) {
        if !out.contains(&entry.id) {
            out.extend(through_time(entries, entry.id));
        }
    }
    out
}

impl House {
    /// Shields an entry with all its versions, or lets it be seen again, which takes two: one asks, and it stays as it is until another confirms.
    /// What was recorded for safety and not shielded is let be seen by the family in the same way. Gives whether it waits for that other; where
    /// there is nothing left to do, nothing is done. The line concerns nobody: the family's list of who did what must not show that there is
    /// something it does not show.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not edit the dossier; [`Refused::NotFound`] when there is no such entry for this caller;
    /// [`Refused::Invalid`] without a `reason`, and at `reason` with `same-person` for who asked already, `moved` for who asks while it waits for
    /// somebody to confirm what another asked, `not-asked` for who confirms what nobody asks.
    pub async fn shield_entry(
        &self,
        caller: &Caller,
        dossier: DossierId,
        entry: Id,
        step: Shielding,
        reason: &str,
        request: RequestId,
    ) -> Result<bool, Refused> {
        again!(self.shield_once(caller, dossier, entry, step, reason, request))
    }

    async fn shield_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        entry: Id,
        step: Shielding,
        reason: &str,
        request: RequestId,
    ) -> Result<bool, Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        let mut scope = self.asked(caller, step.act(), actor, request);
        scope.dossier = Some(dossier);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::ENTRY],
            only: None,
        };
        let gate = self.gate(&scope, &standing, &access).await?;
        let case = self.case(&gate, &KINDS).await?;
        let chain = through_time(&case.entries, entry);
        let asked = case
            .entries
            .iter()
            .filter(|e| chain.contains(&e.id))
            .find_map(|e| e.value.release.clone().filter(|r| !r.given()));
        if self.done_before(caller, step.act(), request).await? {
            return Ok(step == Shielding::Ask);
        }
        let stored = case
            .entries
            .iter()
            .find(|e| e.id == entry)
            .ok_or(Refused::NotFound)?;
        if !sees_shielded(standing.relation) && shielded(&case.entries).contains(&entry) {
            return Err(Refused::NotFound);
        }
        if stored.still {
            return Err(Refused::field("reason", "restricted"));
        }
        let mut check = Check::default();
        let reason = check.needed("reason", reason, 1000);
        check.done()?;
        let shield = step == Shielding::Shield;
        // What was recorded for safety is kept from the family without a shield, and asked for as it lies.
        let touched = |e: &Entry| match step {
            Shielding::Shield => !e.shielded,
            Shielding::Ask | Shielding::Confirm => e.shielded || for_safety(e),
        };
        let fact = || case.entries.iter().filter(|e| chain.contains(&e.id));
        if !fact().any(|e| touched(&e.value)) {
            return Ok(false);
        }
        let release = asked_or_confirmed(caller, step, asked, &reason, scope.at)?;
        let waits = release.as_ref().is_some_and(|r| !r.given());
        let mut changes = Changes {
            reason: Some(reason),
            line_key: Some(stored.key),
            ..Changes::default()
        };
        for one in fact().filter(|e| touched(&e.value)) {
            changes.replace.push(with_shield(
                one,
                shield || (waits && one.value.shielded),
                left(release.clone(), one.value.safety.is_some()),
            )?);
        }
        match step {
            Shielding::Ask if waits => {
                let (of, person) = ((TaskKind::ReleaseFact, entry), stored.person.map(PersonId));
                changes.add = self.second_asked(caller, &standing, of, (dossier, person))?;
            }
            _ => changes.remove = self.second_done(&chain).await?,
        }
        scope.parts.only = Some(chain);
        let Allowed { permit, .. } = self
            .allow_shielding(
                caller,
                scope,
                stored.key,
                access,
                (step.task(), standing.relation),
            )
            .await?;
        let _ = self.write(permit, changes).await?;
        Ok(waits)
    }

    /// Leave to shield what lies under `key`, or for `task`: to ask that it be seen, or to confirm that.
    pub(crate) async fn allow_shielding(
        &self,
        caller: &Caller,
        scope: Scope,
        key: KeyId,
        access: Question,
        (task, relation): (Option<DeskAct>, Relation),
    ) -> Result<Allowed<Change>, Refused> {
        let Some(task) = task else {
            return self.allow_change_under(scope, Some(key), &[access]).await;
        };
        let task = self.release_question(caller, task, relation)?;
        self.allow_under(scope, Some(key), |scope| {
            self.charters()
                .judge_act(scope, &task, std::slice::from_ref(&access))
        })
        .await
    }
}

/// What becomes of a request that something kept be seen: shielding ends it, one asks, another confirms. Who asks while it waits is told so, and
/// confirms nothing by it.
pub(crate) fn asked_or_confirmed(
    caller: &Caller,
    step: Shielding,
    waiting: Option<Release>,
    reason: &str,
    at: i64,
) -> Result<Option<Release>, Refused> {
    match (step, waiting) {
        (Shielding::Shield, _) => Ok(None),
        (Shielding::Ask, None) => Ok(Some(asked(caller, reason.to_owned(), at))),
        (Shielding::Ask, Some(of)) if of.asked_by != caller.account() => {
            Err(Refused::field("reason", "moved"))
        }
        // Who asked already is told the same, whichever form they have before them.
        (_, waiting) => confirmed(caller, waiting.as_ref(), "reason", at).map(Some),
    }
}

/// What is kept of a request that something be seen. What two people let be seen may be shielded, and asked for, once more; that they did stays with
/// what was recorded for safety, which is kept from the family without it.
pub(crate) fn left(release: Option<Release>, for_safety: bool) -> Option<Release> {
    release.filter(|r| for_safety || !r.given())
}

/// The entry as it is written over the one that was read; nothing but the shield, and who asked to take it away, differs.
fn with_shield(
    stored: &Known<Entry>,
    shield: bool,
    release: Option<Release>,
) -> Result<Draft, Refused> {
    let value = Entry {
        shielded: shield,
        release,
        ..stored.value.clone()
    };
    Ok(Draft::over(kind::ENTRY, stored, &value)?)
}
