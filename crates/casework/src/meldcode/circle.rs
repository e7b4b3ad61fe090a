//! Who reads a matter besides coordinator and substitute.

use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{MeldcodeReader, kind};
use crate::{House, Refused};
use regie_terms::{Act, DeskAct, DossierId, Id, RequestId};
use regie_vault::{Changes, Draft};
use serde::Deserialize;

/// Who reads along, as typed: all of them, each time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CircleInput {
    /// Which involved colleagues.
    pub readers: Vec<String>,
}

const ACT: &str = "name-meldcode-readers";

impl House {
    /// Says who reads a matter: whoever was named and is not here does so no longer.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not; [`Refused::NotFound`] for a matter that is not there for them; [`Refused::Invalid`] at `readers`
    /// (`not-involved`).
    pub async fn name_meldcode_readers(
        &self,
        caller: &Caller,
        dossier: DossierId,
        matter: Id,
        input: &CircleInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.name_readers_once(caller, dossier, matter, input, request))
    }

    async fn name_readers_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        matter: Id,
        input: &CircleInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        let what = (ACT, DeskAct::OpenMeldcode, Act::Edit);
        let ground = self.meldcode_ground(caller, dossier, what, request).await?;
        let key = ground.matter(matter)?.key;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let mut check = Check::default();
        let named = self.named(&mut check, dossier, &input.readers).await?;
        check.done()?;
        let before = || {
            let all = ground.case.meldcode_readers.iter();
            all.filter(|r| r.of == Some(matter))
        };
        let mut changes = Changes {
            line_key: Some(key),
            ..Changes::default()
        };
        let stays = |account: Option<Id>| named.iter().any(|n| Some(n.0) == account);
        let gone = before().filter(|r| !stays(r.account));
        changes.remove = gone.map(|r| r.id).collect();
        for one in &named {
            if before().any(|r| r.account == Some(one.0)) {
                continue;
            }
            let value = MeldcodeReader {
                at: ground.scope.at,
                by: caller.name().to_owned(),
            };
            let draft = Draft::new(kind::MELDCODE_READER, key, &value)?;
            let draft = draft.dossier(dossier.0).account(one.0).of(matter);
            changes.add.push(draft);
        }
        let Allowed { permit, .. } = self
            .allow_meldcode(ground.scope, key, (&ground.task, &ground.access))
            .await?;
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}
