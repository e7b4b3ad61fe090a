//! Invitations: a code that works once, for three days, with which a person sets what nobody else may know.
//!
//! The code is kept as a hash beside the sessions; that it still counts is a record of the ledger, taken away by the change that uses it. So a
//! code cannot be used twice, also not by two at the same moment, and a new one puts the old one out of use.

use super::account::came;
use crate::act::{Allowed, again};
use crate::guard::{Caller, fresh_secret};
use crate::thing::{Account, Invitation, InvitationFor, kind};
use crate::{House, Refused};
use regie_charter::Scope;
use regie_terms::{AccountId, DeskAct, Id, Relation, RequestId};
use regie_vault::keys::STAFF;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft, Known, Scratch, VaultError};
use serde::{Deserialize, Serialize};

/// How long a code works, milliseconds: three days.
const KEPT: i64 = 3 * 24 * 3_600_000;
/// How long the same request is answered with the same code, milliseconds: a double submit, not a second look.
const SHOWN: i64 = 2 * 60_000;
/// What codes are made of: no letter or digit that is mistaken for another.
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Letters in a code; each is five bits.
const LENGTH: usize = 16;

const CODE: &str = "invitation";
const ANSWER: &str = "invitation-answer";

/// An invitation that was made. The code is shown this once.
#[derive(Clone, Serialize)]
pub struct Invited {
    /// For whom.
    pub account: AccountId,
    /// The name to log in with.
    pub login: String,
    /// The code, in groups of four; `None` when this request was answered before and the code shown then.
    pub code: Option<String>,
    /// What it is for.
    pub what: InvitationFor,
    /// Until when it works, milliseconds since 1970 UTC, not included.
    pub until: i64,
    /// Whether the person logs in as they did already: there is no code then, and none is needed.
    pub known: bool,
}

impl std::fmt::Debug for Invited {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Invited")
            .field("account", &self.account)
            .field("what", &self.what)
            .finish_non_exhaustive()
    }
}

/// What is kept under a code.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    /// The record that says it still counts.
    pub invitation: Id,
    /// The secret of the second factor that is offered with it.
    pub secret: String,
}

/// An invitation before it is written.
pub(super) struct Prepared {
    code: String,
    secret: String,
    draft: Draft,
    /// Those it puts out of use.
    old: Vec<Id>,
    invited: Invited,
}

/// The one form of a code as typed.
pub(super) fn code_form(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .take(LENGTH * 2)
        .flat_map(char::to_uppercase)
        .collect()
}

fn fresh_code() -> Result<String, VaultError> {
    let bytes = regie_vault::keys::random()?;
    Ok(bytes
        .iter()
        .take(LENGTH)
        .filter_map(|b| LETTERS.get(usize::from(b & 31)))
        .map(|l| char::from(*l))
        .collect())
}

fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join("-")
}

impl Prepared {
    /// Puts it among what a change writes.
    pub fn add_to(&self, changes: &mut Changes) {
        changes.add.push(self.draft.clone());
        changes.remove.extend(self.old.iter().copied());
    }
}

impl House {
    /// Makes an invitation that is still to be written.
    pub(super) async fn prepare_invitation(
        &self,
        scope: &Scope,
        account: AccountId,
        login: &str,
        what: InvitationFor,
    ) -> Result<Prepared, Refused> {
        let code = fresh_code()?;
        let until = scope.at + KEPT;
        let invitation = Invitation {
            what,
            by: scope.actor.account,
            at: scope.at,
            until,
        };
        let draft = Draft::new(kind::INVITATION, STAFF, &invitation)?.account(account.0);
        let old = self
            .vault()
            .routing(Where::Account(account.0), &[kind::INVITATION])
            .await?
            .iter()
            .map(|r| r.id)
            .collect();
        let invited = Invited {
            account,
            login: login.to_owned(),
            code: Some(grouped(&code)),
            what,
            until,
            known: false,
        };
        Ok(Prepared {
            code,
            secret: fresh_secret()?,
            draft,
            old,
            invited,
        })
    }

    /// Hands out the code of an invitation that was written: from now on it works.
    pub(super) async fn hand_out(
        &self,
        prepared: Prepared,
        request: RequestId,
    ) -> Result<Invited, Refused> {
        let Prepared {
            code,
            secret,
            draft,
            invited,
            ..
        } = prepared;
        let (now, account) = (self.now(), Some(invited.account));
        self.vault().drop_scratch_of(CODE, invited.account).await?;
        let value = Kept {
            invitation: draft.id,
            secret,
        };
        self.vault()
            .keep_scratch(
                CODE,
                &code,
                &Scratch {
                    account,
                    at: now,
                    until: invited.until,
                    value,
                },
            )
            .await?;
        let shown = Scratch {
            account,
            at: now,
            until: now + SHOWN,
            value: invited.code.clone(),
        };
        self.vault()
            .keep_scratch(ANSWER, &request.to_string(), &shown)
            .await?;
        Ok(invited)
    }

    /// The answer to a request that was carried out before. When the code was shown long ago it is not shown again: a new invitation is.
    pub(super) async fn handed_out(
        &self,
        account: AccountId,
        request: RequestId,
    ) -> Result<Invited, Refused> {
        let stored = self
            .stored_account(account)
            .await?
            .ok_or(Refused::NotFound)?;
        let shown: Option<Scratch<Option<String>>> = self
            .vault()
            .scratch(ANSWER, &request.to_string(), self.now())
            .await?;
        let code = shown
            .filter(|s| s.account == Some(account))
            .and_then(|s| s.value);
        let invitation = self.invitation_of(account).await?.map(|i| i.value);
        Ok(Invited {
            account,
            known: invitation.is_none() && came(&stored.value),
            login: stored.value.login,
            code,
            what: invitation.as_ref().map_or(InvitationFor::Begin, |i| i.what),
            until: invitation.map_or(0, |i| i.until),
        })
    }

    /// For whom a code was handed out in answer to this request, while it may still be shown.
    pub(super) async fn answered(
        &self,
        request: RequestId,
    ) -> Result<Option<AccountId>, VaultError> {
        let shown: Option<Scratch<Option<String>>> = self
            .vault()
            .scratch(ANSWER, &request.to_string(), self.now())
            .await?;
        Ok(shown.and_then(|s| s.account))
    }

    /// The invitation of an account that still counts, its term apart.
    pub(super) async fn invitation_of(
        &self,
        account: AccountId,
    ) -> Result<Option<Known<Invitation>>, VaultError> {
        let rows = self
            .vault()
            .routing(Where::Account(account.0), &[kind::INVITATION])
            .await?;
        let ids: Vec<Id> = rows.iter().map(|r| r.id).collect();
        if ids.is_empty() {
            return Ok(None);
        }
        Ok(self
            .vault()
            .facts_of(ids, &[kind::INVITATION])
            .await?
            .take::<Invitation>(kind::INVITATION)?
            .pop())
    }

    /// What is kept under a code that was typed, when it belongs to an account and works now.
    pub(super) async fn under_code(&self, code: &str) -> Result<Option<Scratch<Kept>>, VaultError> {
        self.vault()
            .scratch(CODE, &code_form(code), self.now())
            .await
    }

    /// Forgets every code of an account.
    pub(super) async fn forget_codes(&self, account: AccountId) -> Result<(), VaultError> {
        self.vault().drop_scratch_of(CODE, account).await?;
        self.vault().drop_scratch_of(ANSWER, account).await?;
        Ok(())
    }

    /// Invites a member of staff anew: because the first code ran out, or because the password was forgotten. In the second case the code of the
    /// second factor is asked with it; who lost that too gets a new account.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those without the task, [`Refused::NotFound`] when there is no such account of staff,
    /// [`Refused::Invalid`] (`account: ended`) when it has ended.
    pub async fn invite_again(
        &self,
        caller: &Caller,
        account: AccountId,
        request: RequestId,
    ) -> Result<Invited, Refused> {
        again!(self.invite_again_once(caller, account, request))
    }

    async fn invite_again_once(
        &self,
        caller: &Caller,
        account: AccountId,
        request: RequestId,
    ) -> Result<Invited, Refused> {
        let mut scope = self.account_scope(caller, "invite", &[kind::INVITATION], request)?;
        let task = self.task_question(caller, DeskAct::Administer, Relation::None)?;
        self.gate_task(&scope, &task).await?;
        let stored = self.staff_account(&mut scope, account).await?;
        if self.done_before(caller, "invite", request).await? {
            return self.handed_out(account, request).await;
        }
        if stored.value.ended.is_some() {
            return Err(Refused::field("account", "ended"));
        }
        let prepared = self
            .prepare_invitation(
                &scope,
                account,
                &stored.value.login,
                again_for(&stored.value),
            )
            .await?;
        let Allowed { permit, .. } = self.allow_task(scope, &task, &[]).await?;
        let mut changes = Changes::default();
        prepared.add_to(&mut changes);
        let done = self.write(permit, changes).await?;
        if done.repeated {
            return self.handed_out(account, request).await;
        }
        self.hand_out(prepared, request).await
    }
}

/// What somebody who is invited anew still has to choose.
pub(super) fn again_for(account: &Account) -> InvitationFor {
    if came(account) {
        InvitationFor::Password
    } else {
        InvitationFor::Begin
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = fresh_code().unwrap();
        assert_eq!(code.len(), LENGTH);
        assert_ne!(code, fresh_code().unwrap());
        let shown = grouped(&code);
        assert_eq!(shown.len(), LENGTH + 3);
        assert_eq!(
            code_form(&format!("  {} ", shown.to_lowercase().replace('-', " - "))),
            code
        );
        assert_eq!(code_form(&"A".repeat(5000)).len(), LENGTH * 2);
    }
}
