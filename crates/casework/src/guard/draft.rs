//! Drafts: no typed word is lost (FLD-20). What stands in a form is kept sealed on the server until it is sent, for the account that
//! typed it, also when the session ends in between.

use super::Caller;
use crate::{House, Refused};
use regie_terms::AccountId;
use regie_vault::Scratch;
use serde::{Deserialize, Serialize};

pub(crate) const DRAFT: &str = "form-draft";
/// How long a draft is kept, milliseconds: three days, a weekend.
const KEPT: i64 = 3 * 24 * 3_600_000;
/// The longest draft, in bytes as the desk writes it: an Arabic letter is six, so that the longest texts of a form fit in any script.
const LONGEST: usize = 256 * 1024;
/// The most drafts an account has; the one written longest ago makes room.
const MOST: u32 = 40;

/// What is kept of a form.
#[derive(Serialize, Deserialize)]
struct Typed {
    /// Its address: it is found by a hash of that, which does not say what it is about.
    form: String,
    /// What stood in it.
    content: String,
}

fn place(account: AccountId, form: &str) -> String {
    format!("{account} {form}")
}

/// Keeps a draft of the form at `form` for an account; gives whether an older one made room for it.
pub(super) async fn keep(
    house: &House,
    account: AccountId,
    form: &str,
    content: &str,
) -> Result<bool, Refused> {
    if content.len() > LONGEST || form.len() > 200 {
        return Err(Refused::field("draft", "too-long"));
    }
    let now = house.now();
    let kept = Scratch {
        account: Some(account),
        at: now,
        until: now + KEPT,
        value: Typed {
            form: form.to_owned(),
            content: content.to_owned(),
        },
    };
    let place = place(account, form);
    house.vault().keep_scratch(DRAFT, &place, &kept).await?;
    let gone = house
        .vault()
        .trim_scratch(DRAFT, account, MOST, &place)
        .await?;
    Ok(gone > 0)
}

impl House {
    /// Keeps what stands in a form; `form` is the form's address, `content` what the desk reads back later. Gives whether an older draft of the
    /// caller made room for it.
    ///
    /// # Errors
    /// [`Refused::Invalid`] when it is far too long.
    pub async fn keep_draft(
        &self,
        caller: &Caller,
        form: &str,
        content: &str,
    ) -> Result<bool, Refused> {
        keep(self, caller.account(), form, content).await
    }

    /// What stood in a form, when it was not sent.
    ///
    /// # Errors
    /// [`Refused::Unavailable`] when it cannot be read.
    pub async fn draft(&self, caller: &Caller, form: &str) -> Result<Option<String>, Refused> {
        let kept: Option<Scratch<Typed>> = self
            .vault()
            .scratch(DRAFT, &place(caller.account(), form), self.now())
            .await?;
        Ok(kept.map(|k| k.value.content))
    }

    /// Forgets what anybody typed in forms whose address begins so, because what it was about is gone.
    pub(crate) async fn forget_drafts(&self, under: &[String]) -> Result<(), Refused> {
        let such = |typed: &Typed| under.iter().any(|begin| typed.form.starts_with(begin));
        self.vault().drop_scratch_where(DRAFT, such).await?;
        Ok(())
    }

    /// Forgets a draft: the form was sent, or its writer throws it away.
    ///
    /// # Errors
    /// [`Refused::Unavailable`] when it cannot be written.
    pub async fn drop_draft(&self, caller: &Caller, form: &str) -> Result<(), Refused> {
        self.vault()
            .drop_scratch(DRAFT, &place(caller.account(), form))
            .await?;
        Ok(())
    }
}
