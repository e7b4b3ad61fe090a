//! Logging in: password, then code, then a fresh session.

use super::attempts::{Door, NotNow};
use super::epoch::epoch;
use super::{SESSION, Session, fresh_token, second};
use crate::House;
use crate::thing::{Account, AccountKind, kind};
use regie_charter::{Actor, Capacity};
use regie_terms::{AccountId, RequestId};
use regie_vault::{Changes, Scratch, VaultError};
use serde::{Deserialize, Serialize};

const TICKET: &str = "login-ticket";
const USED: &str = "code-used";
/// Codes that are tried on one password.
const TRIES: u8 = 5;

/// Proof that the password was right; a few minutes long, for the page that asks the code.
#[must_use = "a ticket is exchanged for a session"]
pub struct Ticket(pub String);

/// A session's secret, for the cookie.
#[must_use = "a token is set as a cookie"]
pub struct Token(pub String);

/// Why somebody is not let in. The page says the same for a wrong name, a wrong password and an ended account.
#[derive(Debug)]
pub enum LoginRefused {
    /// Name, password or code is not right.
    Wrong,
    /// Too much failed; wait this many minutes.
    Wait(i64),
    /// The page stood open too long; begin again.
    Expired,
    /// The system cannot do it now.
    Unavailable(String),
}

impl From<VaultError> for LoginRefused {
    fn from(error: VaultError) -> Self {
        tracing::error!(%error, "a login could not be handled");
        Self::Unavailable(error.to_string())
    }
}

impl From<NotNow> for LoginRefused {
    fn from(not_now: NotNow) -> Self {
        match not_now {
            NotNow::Wait(minutes) => Self::Wait(minutes),
            NotNow::Broken(error) => error.into(),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Waiting {
    login: String,
    tries: u8,
    /// The password and second factor it rests on.
    epoch: String,
}

/// One form for a login name: trimmed and lower case.
#[must_use]
pub(crate) fn login_form(login: &str) -> String {
    login.trim().to_lowercase()
}

impl House {
    /// First step: name and password. `address` is where the request comes from, for slowing guesses down.
    ///
    /// # Errors
    /// [`LoginRefused`]; a wrong name and a wrong password are the same answer after the same work.
    pub async fn login_password(
        &self,
        login: &str,
        password: &str,
        address: &str,
    ) -> Result<Ticket, LoginRefused> {
        let login = login_form(login);
        let now = self.now();
        let attempt = self.attempt(Door::Password, &login, address).await?;
        let found = self.find_account(&login).await?;
        let hash = found.as_ref().map_or("", |(_, a)| a.password.as_str());
        let right = self.verified(password, hash).await;
        let (id, account) = match found {
            Some((id, account)) if right && account.works_on(self.today()) => (id, account),
            Some((id, _)) => {
                self.note_failure(id);
                return Err(LoginRefused::Wrong);
            }
            None => return Err(LoginRefused::Wrong),
        };
        self.was_right(attempt).await?;
        let token = fresh_token()?;
        let kept = Scratch {
            account: Some(id),
            at: now,
            until: now + 5 * 60_000,
            value: Waiting {
                login,
                tries: 0,
                epoch: epoch(&account),
            },
        };
        self.vault().keep_scratch(TICKET, &token, &kept).await?;
        Ok(Ticket(token))
    }

    /// Second step: the code. Gives a fresh session token; whatever session the browser had before is not carried on.
    ///
    /// # Errors
    /// [`LoginRefused::Wrong`] for a wrong or used code; after five the ticket is gone.
    pub async fn login_code(
        &self,
        ticket: &str,
        code: &str,
        address: &str,
    ) -> Result<Token, LoginRefused> {
        let now = self.now();
        let waiting: Scratch<Waiting> = self
            .vault()
            .scratch(TICKET, ticket, now)
            .await?
            .ok_or(LoginRefused::Expired)?;
        let id = waiting.account.ok_or(LoginRefused::Expired)?;
        let attempt = self
            .attempt(Door::Code, &waiting.value.login, address)
            .await?;
        // Counted on the ticket before it is looked at, too.
        let tries = self
            .vault()
            .change_scratch(TICKET, ticket, now, |found: Option<Scratch<Waiting>>| {
                let Some(mut waiting) = found.filter(|w| w.value.tries < TRIES) else {
                    return (None, None);
                };
                waiting.value.tries += 1;
                let tries = waiting.value.tries;
                (Some(waiting), Some(tries))
            })
            .await?;
        let account = self.account(id.0).await?.ok_or(LoginRefused::Expired)?;
        // The password that was right is not the password any more.
        let Some(tries) = tries.filter(|_| waiting.value.epoch == epoch(&account)) else {
            self.vault().drop_scratch(TICKET, ticket).await?;
            return Err(LoginRefused::Expired);
        };
        let step = second::step(&account.totp, code, now);
        let fresh = match step {
            Some(step) => self.use_code(id, step).await?,
            None => false,
        };
        if !fresh {
            if tries >= TRIES {
                self.vault().drop_scratch(TICKET, ticket).await?;
            }
            self.login_line(id, "login-failed").await?;
            return Err(LoginRefused::Wrong);
        }
        if !self.vault().drop_scratch(TICKET, ticket).await? {
            return Err(LoginRefused::Expired);
        }
        self.is_in(attempt, id).await?;
        self.begin_session(id, &account).await
    }

    /// A code of the second factor works once, also within its own half minute, and also when it comes many times at once: `false` when
    /// that of this step was used before.
    pub(crate) async fn use_code(&self, id: AccountId, step: u64) -> Result<bool, VaultError> {
        let now = self.now();
        self.vault()
            .change_scratch(USED, &format!("{id} {step}"), now, |found| {
                let used = Scratch {
                    account: Some(id),
                    at: now,
                    until: now + 3 * 60_000,
                    value: (),
                };
                match found {
                    Some(_) => (None, false),
                    None => (Some(used), true),
                }
            })
            .await
    }

    /// Writes that a known account's password was wrong. Not waited for: an answer that took the time of a line would say that there is
    /// such an account. There are no more of them than attempts that are looked at.
    fn note_failure(&self, id: AccountId) {
        let house = self.clone();
        tokio::spawn(async move {
            if let Err(error) = house.login_line(id, "login-failed").await {
                tracing::error!(%error, "a login that failed is not in the ledger");
            }
        });
    }

    /// The demo's button: in without password or code. Works only where the settings say it is the demo.
    ///
    /// # Errors
    /// [`LoginRefused::Wrong`] everywhere else, or for an unknown login.
    pub async fn login_demo(&self, login: &str) -> Result<Token, LoginRefused> {
        if !self.settings().demo {
            return Err(LoginRefused::Wrong);
        }
        let (id, account) = self
            .find_account(&login_form(login))
            .await?
            .ok_or(LoginRefused::Wrong)?;
        self.begin_session(id, &account).await
    }

    async fn begin_session(&self, id: AccountId, account: &Account) -> Result<Token, LoginRefused> {
        let now = self.now();
        self.login_line(id, "login").await?;
        let token = fresh_token()?;
        let function = match (account.kind, account.functions.as_slice()) {
            (AccountKind::Staff, [only]) => Some(*only),
            _ => None,
        };
        let ends = now + self.settings().session_hours * 3_600_000;
        let until = self.idle_from(now, ends);
        let value = Session {
            started: now,
            function,
            csrf: fresh_token()?,
            epoch: epoch(account),
        };
        self.vault()
            .keep_scratch(
                SESSION,
                &token,
                &Scratch {
                    account: Some(id),
                    at: now,
                    until,
                    value,
                },
            )
            .await?;
        self.remember_session(&token, id, ends).await?;
        Ok(Token(token))
    }

    pub(super) async fn login_line(
        &self,
        id: AccountId,
        act: &'static str,
    ) -> Result<(), VaultError> {
        let actor = Actor {
            account: id,
            capacity: Capacity::System,
        };
        let scope = self.scope(act, actor, RequestId::fresh());
        if let Some(permit) = self.charters().start_up(scope) {
            let _ = self.vault().change(permit, Changes::default()).await?;
        }
        Ok(())
    }

    pub(crate) async fn find_account(
        &self,
        login: &str,
    ) -> Result<Option<(AccountId, Account)>, VaultError> {
        let Some(id) = self.vault().found("login", login).await?.into_iter().next() else {
            return Ok(None);
        };
        let mut facts = self.vault().facts_of(vec![id], &[kind::ACCOUNT]).await?;
        Ok(facts
            .take::<Account>(kind::ACCOUNT)?
            .pop()
            .map(|a| (AccountId(a.id), a.value)))
    }
}
