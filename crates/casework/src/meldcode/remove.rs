//! Removing a matter whose term is over: all its records go, and the keys they lay under are left (decision 0008).

use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{MeldcodeWhat, TaskKind, kind};
use crate::{House, Refused};
use regie_terms::{Act, DeskAct, DossierId, Id, KeyId, RequestId};
use regie_vault::{Changes, Draft};
use serde::Deserialize;

/// That it is removed, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct RemoveInput {
    /// That it is sure, and cannot be undone.
    pub sure: String,
}

const ACT: &str = "remove-meldcode";

impl House {
    /// Removes a matter whose suspicion did not hold and whose term is over. A disclosure that was made from it stays, with its own term, and points to it
    /// no longer in words; it stays there for coordinator and substitute alone.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not; [`Refused::NotFound`] for a matter that is not there for them; [`Refused::Invalid`] at `sure`: `missing`,
    /// `not-over` for one whose term is not over, or that has none.
    pub async fn remove_meldcode(
        &self,
        caller: &Caller,
        dossier: DossierId,
        matter: Id,
        input: &RemoveInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        let written = async { again!(self.remove_once(caller, dossier, matter, input, request)) };
        written.await?;
        // It is gone once that is written; a key that could not be destroyed now is destroyed by the next sweep.
        if let Err(error) = self.destroy_retired().await {
            tracing::error!(?error, "a key that was left is not destroyed yet");
        }
        Ok(())
    }

    async fn remove_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        matter: Id,
        input: &RemoveInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        let what = (ACT, DeskAct::EndMeldcode, Act::View);
        let ground = self.meldcode_ground(caller, dossier, what, request).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let line = ground.matter(matter)?.key;
        let over = ground.closed(matter).is_some_and(|r| {
            matches!(&r.value.what, MeldcodeWhat::Closed { keep: Some(keep), .. } if keep.until < self.today())
        });
        let mut check = Check::default();
        if !over {
            check.fault("sure", "not-over");
        } else if !Check::yes(&input.sure) {
            check.fault("sure", "missing");
        }
        check.done()?;
        let mut keys: Vec<KeyId> = vec![line];
        let mut changes = Changes {
            remove: vec![matter],
            line_key: Some(line),
            ..Changes::default()
        };
        let of = |of: Option<Id>| of == Some(matter);
        for one in ground.case.meldcode_steps.iter().filter(|r| of(r.of)) {
            changes.remove.push(one.id);
            keys.push(one.key);
        }
        for one in ground.case.meldcode_readers.iter().filter(|r| of(r.of)) {
            changes.remove.push(one.id);
            keys.push(one.key);
        }
        // What was begun from it and never went holds words of it, and goes nowhere any more.
        for share in ground.case.shares.iter() {
            let mine = share.value.meldcode == Some(matter);
            if mine && share.value.state == crate::thing::ShareState::Preparing {
                let mut value = share.value.clone();
                value.state = crate::thing::ShareState::GivenUp;
                if let Some(safety) = &mut value.safety {
                    safety.because = String::new();
                    safety.postponed_because = None;
                }
                keys.push(share.key);
                let draft = Draft::over(kind::DISCLOSURE, share, &value)?;
                changes.replace.push(draft);
            }
        }
        let tasks = self.tasks_of(matter, |what| what == TaskKind::RemoveMeldcode);
        changes.remove.extend(tasks.await?);
        keys.sort_unstable_by_key(|key| key.0);
        keys.dedup();
        let Allowed { permit, .. } = self
            .allow_meldcode(ground.scope, line, (&ground.task, &ground.access))
            .await?;
        if !permit.scope().request.0.is_fresh() {
            return Err(Refused::field("request", "used"));
        }
        let now = self.now();
        let _ = self.vault().erase(permit, changes, &keys, now).await?;
        self.forget_drafts(&[format!("/dossier/{dossier}/meldcode/{matter}")])
            .await
    }
}
