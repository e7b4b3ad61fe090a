//! Opening a closed dossier again where help begins again (RET-4).

use super::LONGEST;
use super::close::Ground;
use crate::act::again;
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{Closure, Dossier, Reopened, kind};
use crate::{House, Refused};
use regie_terms::{DeskAct, DossierId, Id, RequestId};
use regie_vault::open::Where;
use regie_vault::{Changes, Draft};
use serde::Deserialize;

/// Why a dossier is opened again, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ReopenInput {
    /// Why.
    pub because: String,
}

impl House {
    /// Opens a closed dossier again: its terms run no more. Until when that is possible is the charter's answer.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not, and where the charter says that a new one begins; [`Refused::Invalid`] at `because` (`open` for one that is).
    pub async fn reopen_dossier(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &ReopenInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.reopen_once(caller, dossier, input, request))
    }

    async fn reopen_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        input: &ReopenInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        let act = ("reopen-dossier", DeskAct::ReopenDossier);
        let Some(ground) = self.life_ground(caller, dossier, act, request).await? else {
            return Ok(());
        };
        let Ground {
            scope,
            access,
            task,
            case,
            dossier: known,
            key,
        } = ground;
        let mut check = Check::default();
        if known.value.closed.is_none() {
            check.fault("because", "open");
        }
        let because = check.needed("because", &input.because, LONGEST);
        check.done()?;
        let reopened = Reopened {
            on: self.today(),
            because: because.clone(),
            at: scope.at,
            by: caller.name().to_owned(),
        };
        let open = Dossier {
            closed: None,
            terms: Vec::new(),
            ..known.value.clone()
        };
        let mut changes = Changes {
            reason: Some(because),
            line_key: Some(key),
            ..Changes::default()
        };
        changes
            .replace
            .push(Draft::over(kind::DOSSIER, &known, &open)?);
        let last = case.closures.iter().max_by_key(|c| (c.value.at, c.id));
        if let Some(closure) = last.filter(|c| c.value.reopened.is_none()) {
            let value = Closure {
                reopened: Some(reopened),
                ..closure.value.clone()
            };
            changes
                .replace
                .push(Draft::over(kind::CLOSURE, closure, &value)?);
        }
        for file in &case.files {
            changes.remove.extend(self.terms_for(file.id).await?);
        }
        self.life_written(scope, (&task, &access), key, changes)
            .await
    }

    /// The terms that were written down of a file.
    pub(super) async fn terms_for(&self, file: Id) -> Result<Vec<Id>, Refused> {
        let rows = self.vault().routing(Where::Of(file), &[kind::TERM]).await?;
        Ok(rows.iter().map(|row| row.id).collect())
    }
}
