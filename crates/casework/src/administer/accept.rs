//! Coming in by invitation: the person sets their own password and second factor, and nobody else ever knows either.

use super::change::replaced;
use super::invite::{Kept, code_form};
use crate::guard::{Door, NotNow, PasswordProblem, check_password, login_form, step, totp_uri};
use crate::thing::{Account, InvitationFor, kind};
use crate::{FieldError, House, Refused};
use regie_charter::{Actor, Capacity, Parts, Whose};
use regie_terms::{AccountId, RequestId};
use regie_vault::{Changes, Known, Scratch, VaultError};
use serde::Serialize;

/// The longest password that is looked at, in characters.
const LONGEST: usize = 201;

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

impl From<NotNow> for InvitationRefused {
    fn from(not_now: NotNow) -> Self {
        match not_now {
            NotNow::Wait(minutes) => Self::Wait(minutes),
            NotNow::Broken(error) => error.into(),
        }
    }
}

/// An invitation that works.
struct Standing {
    account: Known<Account>,
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
        let mut used = None;
        for _ in 0..crate::dossier::TRIES {
            match self.accept_once(input, address, request, &mut used).await {
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
        used: &mut Option<u64>,
    ) -> Result<(), InvitationRefused> {
        if self.accepted_before(&input.login, request).await? {
            return Ok(());
        }
        let standing = self.invited(&input.login, &input.code, address).await?;
        let id = AccountId(standing.account.id);
        let account = self.choose(&standing, input, address, used).await?;
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
        // Whoever forgot a password failed with it, and comes now with the new one.
        Ok(self.forgive(&account.login, address).await?)
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
        let login = login_form(login);
        let attempt = self.attempt(Door::Invitation, &login, address).await?;
        match self.standing_invitation(&login, code).await? {
            Some(standing) => {
                self.was_right(attempt).await?;
                Ok(standing)
            }
            None => Err(InvitationRefused::Wrong),
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
        used: &mut Option<u64>,
    ) -> Result<Account, InvitationRefused> {
        // What stays has to be shown, and may not be guessed at.
        let guess = if standing.what == InvitationFor::Begin {
            None
        } else {
            let login = &standing.account.value.login;
            Some(self.attempt(Door::Invitation, login, address).await?)
        };
        let mut account = standing.account.value.clone();
        let mut errors: Vec<FieldError> = Vec::new();
        let typed: String = input.password.chars().take(LONGEST).collect();
        let old = (standing.what == InvitationFor::Factor).then(|| account.password.clone());
        if old.is_none() {
            match check_password(&typed, &account.login) {
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
        let wrong_factor = step.is_none() && standing.what == InvitationFor::Password;
        let hash = match old {
            Some(hash) => self.verified(&typed, &hash).await.then_some(hash),
            None => Some(self.hashed(&typed).await?),
        };
        if hash.is_none() {
            errors.push(FieldError::new("password", "wrong"));
        }
        if let Some(guess) = guess.filter(|_| !wrong_factor && hash.is_some()) {
            self.was_right(guess).await?;
        }
        let (Some(hash), Some(step), true) = (hash, step, errors.is_empty()) else {
            return Err(InvitationRefused::Invalid(errors));
        };
        // It works once, and does not log in any more; in a second round of this request it is the one used in the first.
        if *used != Some(step) && !self.use_code(AccountId(standing.account.id), step).await? {
            let wrong = FieldError::new("totp", "wrong");
            return Err(InvitationRefused::Invalid(vec![wrong]));
        }
        *used = Some(step);
        account.password = hash;
        Ok(account)
    }
}
