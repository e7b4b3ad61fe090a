//! What is sent just after a session ended: kept as a draft for the account whose session it was, so that no typed word is lost where no
//! script saved it before (FLD-20). It stands sealed on the server, so that whichever desk the next login reaches has it.
//!
//! A token that is out is good for this and for nothing else: it opens nothing, and says nothing about who it belonged to.

use super::draft;
use crate::{House, Refused};
use regie_terms::AccountId;
use regie_vault::{Scratch, VaultError};
use serde::{Deserialize, Serialize};

/// The kind of scratch; [`super::SESSION`] is the session itself.
pub(crate) const ENDED: &str = "ended-session";
/// How long after its latest end a session's forms are still recognised, milliseconds.
const KNOWN: i64 = 12 * 3_600_000;
/// The most forms kept after one session.
const MOST: u8 = 5;

/// How many forms came already.
#[derive(Clone, Copy, Default, Serialize, Deserialize)]
struct Came {
    forms: u8,
}

impl House {
    /// Notes whose session a token is, for the hours after its end; `ends` in milliseconds since 1970 UTC.
    pub(super) async fn remember_session(
        &self,
        token: &str,
        account: AccountId,
        ends: i64,
    ) -> Result<(), VaultError> {
        let kept = Scratch {
            account: Some(account),
            at: self.now(),
            until: ends + KNOWN,
            value: Came::default(),
        };
        self.vault().keep_scratch(ENDED, token, &kept).await
    }

    /// Whether a form that comes with this token may still be kept: asked before the form is taken in.
    ///
    /// # Errors
    /// [`Refused::Unavailable`] when it cannot be read.
    pub async fn knew_session(&self, token: &str) -> Result<bool, Refused> {
        if token.len() != 43 {
            return Ok(false);
        }
        let known = self
            .vault()
            .scratch::<Came>(ENDED, token, self.now())
            .await?;
        Ok(known.is_some_and(|known| known.value.forms < MOST))
    }

    /// Keeps what came with the token of a session that has ended, as a draft of the form at `form`. `false` when nothing was kept: a token
    /// nobody knows, one that was logged out, or too many forms already.
    ///
    /// # Errors
    /// [`Refused::Invalid`] when it is far too long; [`Refused::Unavailable`] when it cannot be kept.
    pub async fn keep_late_draft(
        &self,
        token: &str,
        form: &str,
        content: &str,
    ) -> Result<bool, Refused> {
        if token.len() != 43 {
            return Ok(false);
        }
        let now = self.now();
        let counted = self
            .vault()
            .change_scratch(ENDED, token, now, |found: Option<Scratch<Came>>| {
                let Some(mut known) = found.filter(|known| known.value.forms < MOST) else {
                    return (None, None);
                };
                known.value.forms += 1;
                let account = known.account;
                (Some(known), account)
            })
            .await?;
        let Some(account) = counted else {
            return Ok(false);
        };
        draft::keep(self, account, form, content).await?;
        Ok(true)
    }

    /// Forgets a session that was ended on purpose: what comes after it is not its owner's.
    pub(super) async fn forget_session(&self, token: &str) -> Result<(), VaultError> {
        self.vault().drop_scratch(ENDED, token).await?;
        Ok(())
    }
}
