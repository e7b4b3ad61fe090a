//! Coming in by invitation: the person sets their own password and second factor, and nobody else ever knows either.

use super::change::replaced;
use super::invite::{Kept, code_form};
use crate::guard::{
    PasswordProblem, check_password, hash_password, login_form, totp_code, totp_uri,
    verify_password,
};
use crate::thing::{Account, InvitationFor, kind};
use crate::{FieldError, House, Refused};
use regie_charter::{Actor, Capacity, Parts, Whose};
use regie_terms::{AccountId, RequestId};
use regie_vault::{Changes, Of, Scratch, VaultError};
use serde::Serialize;
use subtle::ConstantTimeEq;

/// The longest password that is looked at, in characters.
const LONGEST: usize = 201;
/// A step of the second factor, milliseconds.
const STEP: i64 = 30_000;

/// What the form is filled with. `login` and `code` are those of the invitation.
#[derive(Clone, Default)]
pub struct AcceptInput {
    /// The name to log in with.
    pub login: String,
    /// The code of the invitation.
    pub code: String,
    /// The password: a new one, or where it stays the one there is.
    pub password: String,
    /// The new password once more.
    pub again: String,
    /// A code of the second factor: of the new one, or where it stays of the one there is.
    pub totp: String,
}

/// What somebody who was invited has to choose.
#[derive(Clone, Serialize)]
pub struct Welcome {
    /// The name to log in with.
    pub login: String,
    /// What the invitation is for.
    pub what: InvitationFor,
    /// The secret of the new second factor, base32; `None` when the old one stays.
    pub secret: Option<String>,
    /// The same for an authenticator app to scan.
    pub uri: Option<String>,
}

impl std::fmt::Debug for Welcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Welcome")
            .field("what", &self.what)
            .finish_non_exhaustive()
    }
}

/// Why an invitation does not let in. A wrong name, a wrong code, a used one and one that ran out are the same answer.
#[derive(Debug)]
pub enum InvitationRefused {
    /// Name and code do not belong together, or do not work any more.
    Wrong,
    /// Too much failed; wait this many minutes.
    Wait(i64),
    /// Fields to be mended; the code still works.
    Invalid(Vec<FieldError>),
    /// The system cannot do it now.
    Unavailable(String),
}

impl From<VaultError> for InvitationRefused {
    fn from(error: VaultError) -> Self {
        tracing::error!(%error, "an invitation could not be handled");
        Self::Unavailable(error.to_string())
    }
}

/// An invitation that works.
struct Standing {
    account: Of<Account>,
    invitation: regie_terms::Id,
    what: InvitationFor,
    secret: String,
    version: i64,
}

impl House {
    /// What there is to choose for whoever has this code. `address` is where the request comes from, for slowing guesses down.
    ///
    /// # Errors
    /// [`InvitationRefused::Wrong`] for a code that does not work with this name.
    pub async fn invitation(
        &self,
        login: &str,
        code: &str,
        address: &str,
    ) -> Result<Welcome, InvitationRefused> {
        let standing = self.invited(login, code, address).await?;
        let login = standing.account.value.login.clone();
        let fresh = standing.what != InvitationFor::Password;
        Ok(Welcome {
            uri: fresh.then(|| totp_uri(&standing.secret, &login)),
            secret: fresh.then_some(standing.secret),
            what: standing.what,
            login,
        })
    }

    /// Takes up an invitation: sets what it is for, and uses the code up. Every session the account still had ends. Logging in comes after.
    ///
    /// # Errors
    /// [`InvitationRefused::Invalid`] with the fields to be mended: `password` (`too-short`, `too-long`, `common`, `wrong`), `again`
    /// (`different`), `totp` (`wrong`).
    pub async fn accept_invitation(
        &self,
        input: &AcceptInput,
        address: &str,
        request: RequestId,
    ) -> Result<(), InvitationRefused> {
        for _ in 0..crate::dossier::TRIES {
            match self.accept_once(input, address, request).await {
                Err(InvitationRefused::Unavailable(why)) if why.is_empty() => {}
                other => return other,
            }
        }
        Err(InvitationRefused::Unavailable(
            "its facts keep moving".to_owned(),
        ))
    }

    async fn accept_once(
        &self,
        input: &AcceptInput,
        address: &str,
        request: RequestId,
    ) -> Result<(), InvitationRefused> {
        if self.accepted_before(&input.login, request).await? {
            return Ok(());
        }
        let standing = self.invited(&input.login, &input.code, address).await?;
        let id = AccountId(standing.account.id);
        let account = self.choose(&standing, input, address).await?;
        let actor = Actor {
            account: id,
            capacity: Capacity::System,
        };
        let mut scope = self.scope("accept-invitation", actor, request);
        scope.facts = vec![(id.0, standing.version)];
        scope.moves = vec![id.0];
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::ACCOUNT, kind::INVITATION],
            only: None,
        };
        let unavailable =
            || InvitationRefused::Unavailable("the program has no leave for this".to_owned());
        let permit = self.charters().start_up(scope).ok_or_else(unavailable)?;
        let changes = Changes {
            replace: vec![replaced(&standing.account, &account)?],
            remove: vec![standing.invitation],
            ..Changes::default()
        };
        match self.write(permit, changes).await {
            Ok(_) => {}
            // Read anew: used meanwhile, or changed.
            Err(Refused::Busy) => return Err(InvitationRefused::Unavailable(String::new())),
            Err(other) => return Err(InvitationRefused::Unavailable(format!("{other:?}"))),
        }
        self.put_out(id).await?;
        self.attempts().succeeded(&attempt(&account.login));
        Ok(())
    }

    /// Whether this very request was carried out before.
    async fn accepted_before(
        &self,
        login: &str,
        request: RequestId,
    ) -> Result<bool, InvitationRefused> {
        let line = self
            .vault()
            .ledger()
            .line_of_request(request)
            .await
            .map_err(VaultError::from)?;
        let Some(line) = line.filter(|l| l.act == "accept-invitation") else {
            return Ok(false);
        };
        let found = self.find_account(&login_form(login)).await?;
        Ok(found.is_some_and(|(id, _)| id == line.body.actor.account))
    }

    async fn invited(
        &self,
        login: &str,
        code: &str,
        address: &str,
    ) -> Result<Standing, InvitationRefused> {
        let (login, now) = (login_form(login), self.now());
        if let Some(minutes) = self.attempts().wait(&attempt(&login), address, now) {
            return Err(InvitationRefused::Wait(minutes));
        }
        match self.standing_invitation(&login, code).await? {
            Some(standing) => Ok(standing),
            None => {
                self.attempts().failed(&attempt(&login), address, now);
                Err(InvitationRefused::Wrong)
            }
        }
    }

    async fn standing_invitation(
        &self,
        login: &str,
        code: &str,
    ) -> Result<Option<Standing>, InvitationRefused> {
        if code_form(code).is_empty() {
            return Ok(None);
        }
        let kept: Option<Scratch<Kept>> = self.under_code(code).await?;
        let Some((id, kept)) = kept.and_then(|k| Some((k.account?, k.value))) else {
            return Ok(None);
        };
        let version = self.vault().facts_version(id.0).await?;
        let (account, invitation) = (
            self.stored_account(id).await?,
            self.invitation_of(id).await?,
        );
        let (Some(account), Some(invitation)) = (account, invitation) else {
            return Ok(None);
        };
        let over = account.value.ended.is_some() || self.now() >= invitation.value.until;
        if over || account.value.login != login || invitation.id != kept.invitation {
            return Ok(None);
        }
        Ok(Some(Standing {
            account,
            invitation: invitation.id,
            what: invitation.value.what,
            secret: kept.secret,
            version,
        }))
    }

    /// The account as the person chose it, or what is wrong with what they chose.
    async fn choose(
        &self,
        standing: &Standing,
        input: &AcceptInput,
        address: &str,
    ) -> Result<Account, InvitationRefused> {
        let mut account = standing.account.value.clone();
        let mut errors: Vec<FieldError> = Vec::new();
        let typed: String = input.password.chars().take(LONGEST).collect();
        let old = (standing.what == InvitationFor::Factor).then(|| account.password.clone());
        if old.is_none() {
            match check_password(&typed) {
                Ok(()) if typed.to_lowercase().contains(&account.login) => {
                    errors.push(FieldError::new("password", "common"))
                }
                Ok(()) if input.password != input.again => {
                    errors.push(FieldError::new("again", "different"))
                }
                Ok(()) => {}
                Err(PasswordProblem::TooShort) => {
                    errors.push(FieldError::limit("password", "too-short", 12))
                }
                Err(PasswordProblem::TooLong) => {
                    errors.push(FieldError::limit("password", "too-long", 200))
                }
                Err(PasswordProblem::Common) => errors.push(FieldError::new("password", "common")),
            }
        }
        if standing.what != InvitationFor::Password {
            account.totp.clone_from(&standing.secret);
        }
        let step = step(&account.totp, &input.totp, self.now());
        if step.is_none() {
            errors.push(FieldError::new("totp", "wrong"));
        }
        // What stays has to be shown, and may not be guessed at.
        let wrong_factor = step.is_none() && standing.what == InvitationFor::Password;
        let hashing = tokio::task::spawn_blocking(move || match old {
            Some(hash) => Ok(verify_password(&typed, &hash).then_some(hash)),
            None => hash_password(&typed).map(Some),
        });
        let hash = hashing.await.map_err(|_| {
            InvitationRefused::Unavailable("a password was not hashed".to_owned())
        })??;
        if hash.is_none() {
            errors.push(FieldError::new("password", "wrong"));
        }
        if wrong_factor || hash.is_none() {
            self.attempts()
                .failed(&attempt(&account.login), address, self.now());
        }
        match (hash, step, errors.is_empty()) {
            (Some(hash), Some(step), true) => {
                self.use_up(AccountId(standing.account.id), step).await?;
                account.password = hash;
                Ok(account)
            }
            _ => Err(InvitationRefused::Invalid(errors)),
        }
    }

    /// A code of the second factor works once: this one does not log in any more.
    async fn use_up(&self, id: AccountId, step: i64) -> Result<(), VaultError> {
        let now = self.now();
        let used = Scratch {
            account: Some(id),
            at: now,
            until: now + 6 * STEP,
            value: (),
        };
        self.vault()
            .keep_scratch("code-used", &format!("{id} {step}"), &used)
            .await
    }
}

/// Under which name failures are counted: apart from those at login, so that nobody is kept out by somebody else's guesses here.
fn attempt(login: &str) -> String {
    format!("invitation {login}")
}

/// The step a code belongs to, one before and one after included.
fn step(secret: &str, typed: &str, now: i64) -> Option<i64> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    [0, -STEP, STEP].into_iter().find_map(|slack| {
        let code = totp_code(secret, now + slack)?;
        bool::from(code.as_bytes().ct_eq(typed.as_bytes())).then_some((now + slack) / STEP)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_code_belongs_to_its_step_and_an_account_without_a_factor_has_none() {
        let secret = crate::guard::fresh_secret().unwrap();
        let now = 1_700_000_000_000;
        let code = totp_code(&secret, now).unwrap();
        assert_eq!(step(&secret, &code, now), Some(now / STEP));
        assert_eq!(
            step(
                &secret,
                &format!("{} {}", &code[..3], &code[3..]),
                now + STEP
            ),
            Some(now / STEP)
        );
        assert_eq!(step(&secret, &code, now + 3 * STEP), None);
        assert_eq!(step("", "", now), None);
        assert_eq!(step("", "000000", now), None);
    }
}
