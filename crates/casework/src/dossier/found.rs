//! What a caller found of late by an exact value, for as long as the session remembers it.
//!
//! By its address a dossier that is not there and one that is not yours are the same. Only an exact find says that a dossier
//! exists, and it is a line; so the way in with a reason starts there, and not at an address that somebody tries.

use crate::guard::Caller;
use crate::{House, Refused};
use regie_terms::DossierId;
use regie_vault::Scratch;

const FOUND: &str = "found";
/// How long a find is remembered, milliseconds: half an hour. What somebody needs longer is found again, with a line.
const KEPT: i64 = 30 * 60_000;

/// Sessions share nothing: what was found in one is not known in another.
fn place(caller: &Caller, dossier: DossierId) -> String {
    format!("{} {dossier}", caller.session())
}

impl House {
    /// Remembers in the caller's session that a dossier was found. Only after the line of the find is durable.
    ///
    /// # Errors
    /// [`Refused::Unavailable`] when it cannot be written.
    pub(super) async fn remember_found(
        &self,
        caller: &Caller,
        dossier: DossierId,
    ) -> Result<(), Refused> {
        let now = self.now();
        let kept = Scratch {
            account: Some(caller.account()),
            at: now,
            until: (now + KEPT).min(caller.ends()),
            value: (),
        };
        Ok(self
            .vault()
            .keep_scratch(FOUND, &place(caller, dossier), &kept)
            .await?)
    }

    /// Whether the caller knows that there is such a dossier: by a part in it, or by an exact find of the last half hour in this session. The
    /// same is read whether or not there is one.
    ///
    /// # Errors
    /// [`Refused::Unavailable`] when it cannot be read.
    pub async fn knows_of(&self, caller: &Caller, dossier: DossierId) -> Result<bool, Refused> {
        let standing = self.standing(caller, dossier).await?;
        let found = self.found_lately(caller, dossier).await?;
        Ok(standing.exists() && (found || standing.has_part()))
    }

    /// Whether this session found the dossier less than half an hour ago.
    ///
    /// # Errors
    /// [`Refused::Unavailable`] when it cannot be read.
    pub(super) async fn found_lately(
        &self,
        caller: &Caller,
        dossier: DossierId,
    ) -> Result<bool, Refused> {
        let kept: Option<Scratch<()>> = self
            .vault()
            .scratch(FOUND, &place(caller, dossier), self.now())
            .await?;
        Ok(kept.is_some())
    }
}
