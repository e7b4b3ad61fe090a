//! Logging in: password, then code, then a fresh session.

use super::{SESSION, Session, fresh_token, password, second};
use crate::House;
use crate::thing::{Account, AccountKind, kind};
use regie_charter::{Actor, Capacity};
use regie_terms::{AccountId, RequestId};
use regie_vault::{Changes, Scratch, VaultError};
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

const TICKET: &str = "login-ticket";
const USED: &str = "code-used";

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

#[derive(Serialize, Deserialize)]
struct Waiting {
    login: String,
    tries: u8,
}

/// What an unknown login's password is held against, so that it takes as long as a known one's.
fn nobody() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| password::hash_password("a password that nobody has").unwrap_or_default())
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
        if let Some(minutes) = self.attempts().wait(&login, address, now) {
            return Err(LoginRefused::Wait(minutes));
        }
        let found = self.find_account(&login).await?;
        let hash = found
            .as_ref()
            .map_or_else(|| nobody().to_owned(), |(_, a)| a.password.clone());
        let typed: String = password.chars().take(password::LONGEST + 1).collect();
        let right = tokio::task::spawn_blocking(move || password::verify(&typed, &hash))
            .await
            .unwrap_or(false);
        let Some((id, _)) =
            found.filter(|(_, a)| right && a.ended.is_none_or(|day| self.today() < day))
        else {
            self.attempts().failed(&login, address, now);
            return Err(LoginRefused::Wrong);
        };
        let token = fresh_token()?;
        let kept = Scratch {
            account: Some(id),
            at: now,
            until: now + 5 * 60_000,
            value: Waiting { login, tries: 0 },
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
        if let Some(minutes) = self.attempts().wait(&waiting.value.login, address, now) {
            return Err(LoginRefused::Wait(minutes));
        }
        let account = self.account(id.0).await?.ok_or(LoginRefused::Expired)?;
        let step = second::step(&account.totp, code, now);
        let used = format!("{id} {}", step.unwrap_or_default());
        let fresh = step.is_some()
            && self
                .vault()
                .scratch::<()>(USED, &used, now)
                .await?
                .is_none();
        if !fresh {
            self.attempts().failed(&waiting.value.login, address, now);
            let tries = waiting.value.tries + 1;
            if tries >= 5 {
                self.vault().drop_scratch(TICKET, ticket).await?;
            } else {
                let value = Waiting {
                    login: waiting.value.login,
                    tries,
                };
                self.vault()
                    .keep_scratch(TICKET, ticket, &Scratch { value, ..waiting })
                    .await?;
            }
            self.login_line(id, "login-failed").await?;
            return Err(LoginRefused::Wrong);
        }
        // A code works once, also within its own half minute.
        let kept = Scratch {
            account: Some(id),
            at: now,
            until: now + 3 * 60_000,
            value: (),
        };
        self.vault().keep_scratch(USED, &used, &kept).await?;
        if !self.vault().drop_scratch(TICKET, ticket).await? {
            return Err(LoginRefused::Expired);
        }
        self.attempts().succeeded(&waiting.value.login);
        self.begin_session(id, &account).await
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
