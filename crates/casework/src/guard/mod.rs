//! The guard: turns a session into a [`Caller`], and nobody behind it asks who someone is.
//!
//! Login is a password (argon2id) and a code (TOTP) for everybody; there is no way around the second factor. Every login, every one that fails for a
//! known account, and every logout is a ledger line; a session that ends by itself is not, since nobody does anything then.

mod agree;
mod attempts;
mod demo;
mod draft;
mod epoch;
mod hashing;
mod late;
mod login;
mod memory;
mod password;
mod request;
mod second;

pub use agree::Proof;
pub(crate) use attempts::{Attempts, Door, NotNow};
pub use demo::DemoAccount;
pub(crate) use draft::DRAFT;
pub(crate) use hashing::Hashing;
pub(crate) use late::ENDED;
pub(crate) use login::login_form;
pub use login::{LoginRefused, Ticket, Token};
pub(crate) use memory::Memory;
pub use password::{PasswordProblem, check as check_password, hash_password};
pub use request::own_request;
pub(crate) use second::step;
pub use second::{fresh_secret, totp_code, totp_uri};

use crate::thing::{Account, AccountKind, kind};
use crate::{House, Refused};
use regie_charter::{Actor, Capacity, InputDigest};
use regie_terms::{AccountId, Declaration, Function, Id, Set};
use regie_vault::Scratch;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use subtle::ConstantTimeEq;

const SESSION: &str = "session";

/// A session as kept.
#[derive(Clone, Serialize, Deserialize)]
struct Session {
    started: i64,
    function: Option<Function>,
    csrf: String,
    /// What it began with; see [`epoch`](mod@epoch).
    #[serde(default)]
    epoch: String,
}

/// Somebody who is logged in, acting in one capacity. Made by [`House::caller`] only, for one request.
#[must_use = "a caller is made to act"]
pub struct Caller {
    account: AccountId,
    kind: AccountKind,
    name: String,
    function: Option<Function>,
    functions: Vec<Function>,
    declarations: Set<Declaration>,
    /// When the account was last opened again after it had ended, milliseconds since 1970 UTC.
    reopened: Option<i64>,
    /// Version of the account's facts when they were read.
    version: i64,
    csrf: String,
    token: String,
    idle_until: i64,
    ends: i64,
    /// A digest of what came with this request, where a form did.
    input: Option<InputDigest>,
}

impl Caller {
    /// The account.
    #[must_use]
    pub fn account(&self) -> AccountId {
        self.account
    }
    /// Staff or client.
    #[must_use]
    pub fn kind(&self) -> AccountKind {
        self.kind
    }
    /// The name shown; empty for a client.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
    /// The function acted in; `None` for a client, or when several are held and none was chosen yet.
    #[must_use]
    pub fn function(&self) -> Option<Function> {
        self.function
    }
    /// All functions held.
    #[must_use]
    pub fn functions(&self) -> &[Function] {
        &self.functions
    }
    /// What was signed.
    #[must_use]
    pub fn declarations(&self) -> Set<Declaration> {
        self.declarations
    }
    /// The token that every form of this session carries.
    #[must_use]
    pub fn csrf(&self) -> &str {
        &self.csrf
    }
    /// When the session ends if nothing is done, milliseconds since 1970 UTC.
    #[must_use]
    pub fn idle_until(&self) -> i64 {
        self.idle_until
    }
    /// When the session ends whatever is done, milliseconds since 1970 UTC.
    #[must_use]
    pub fn ends(&self) -> i64 {
        self.ends
    }
    /// Whether a form's token is this session's; takes the same time whatever was sent.
    #[must_use]
    pub fn csrf_matches(&self, sent: &str) -> bool {
        bool::from(self.csrf.as_bytes().ct_eq(sent.as_bytes()))
    }

    pub(crate) fn version(&self) -> i64 {
        self.version
    }

    /// Whether what was given at a moment, milliseconds since 1970 UTC, is still this account's: an end in between took it away, also where
    /// the account was opened again.
    pub(crate) fn has_since(&self, at: i64) -> bool {
        self.reopened.is_none_or(|reopened| reopened < at)
    }

    /// When the account was opened again after an end, milliseconds since 1970 UTC.
    pub(crate) fn reopened(&self) -> Option<i64> {
        self.reopened
    }

    /// The token of the session, for what it remembers; it leaves this crate in a cookie only.
    pub(crate) fn session(&self) -> &str {
        &self.token
    }

    /// The digest of what came with this request; see [`House::with_input`].
    pub(crate) fn input(&self) -> Option<InputDigest> {
        self.input
    }

    /// Staff in the function chosen.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for a client, or when no function was chosen.
    pub(crate) fn staff(&self) -> Result<(Actor, Function), Refused> {
        match (self.kind, self.function) {
            (AccountKind::Staff, Some(function)) => Ok((
                Actor {
                    account: self.account,
                    capacity: Capacity::Staff(function),
                },
                function,
            )),
            _ => Err(Refused::NotFound),
        }
    }

    /// A client, in the capacity given.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for staff.
    pub(crate) fn client(&self, capacity: Capacity) -> Result<Actor, Refused> {
        match self.kind {
            AccountKind::Client => Ok(Actor {
                account: self.account,
                capacity,
            }),
            AccountKind::Staff => Err(Refused::NotFound),
        }
    }
}

/// Why there is no caller.
#[derive(Debug)]
pub enum NoCaller {
    /// No session, or it has ended.
    Nobody,
    /// The system cannot say now.
    Unavailable(String),
}

impl From<regie_vault::VaultError> for NoCaller {
    fn from(error: regie_vault::VaultError) -> Self {
        tracing::error!(%error, "a session could not be read");
        Self::Unavailable(error.to_string())
    }
}

/// A random token: 32 bytes, base64url.
fn fresh_token() -> Result<String, regie_vault::VaultError> {
    let bytes = regie_vault::keys::random()?;
    Ok(data_encoding::BASE64URL_NOPAD.encode(bytes.as_slice()))
}

impl House {
    /// Who is this? The one place where a token becomes a [`Caller`]. An account that ended is out at its next request.
    ///
    /// # Errors
    /// [`NoCaller::Nobody`] when the token has no session any more.
    pub async fn caller(&self, token: &str) -> Result<Caller, NoCaller> {
        if token.len() != 43 {
            return Err(NoCaller::Nobody);
        }
        let now = self.now();
        // One moment for both: a change after it makes the judgement stale, never wrong.
        let (session, version): (Scratch<Session>, i64) = self
            .vault()
            .scratch_and_facts(SESSION, token, now)
            .await?
            .ok_or(NoCaller::Nobody)?;
        let id = session.account.ok_or(NoCaller::Nobody)?;
        let account = self
            .known_account(id, version)
            .await?
            .ok_or(NoCaller::Nobody)?;
        if !account.works_on(self.today()) || session.value.epoch != epoch::epoch(&account) {
            return Err(NoCaller::Nobody);
        }
        let ends = session.value.started + self.settings().session_hours * 3_600_000;
        let mut idle_until = session.until;
        // Written at most once a minute, so that looking around is not a stream of writes.
        if now - session.at >= 60_000 {
            idle_until = self
                .touch_session(token, ends, |_| {})
                .await?
                .ok_or(NoCaller::Nobody)?;
        }
        let function = session
            .value
            .function
            .filter(|f| account.functions.contains(f));
        Ok(Caller {
            account: id,
            kind: account.kind,
            name: account.name.clone(),
            function,
            functions: account.functions.clone(),
            declarations: agree::signed_by(&account, self.today()),
            reopened: account.reopened,
            version,
            csrf: session.value.csrf,
            token: token.to_owned(),
            idle_until,
            ends,
            input: None,
        })
    }

    /// The caller with what they sent: `content` is the whole form as it came to the address `place`, without what differs each
    /// time anyway (the token, the request's id). Lines of what is done with it carry its digest, so that a form sent twice is
    /// told from one that was changed in between.
    pub fn with_input(&self, caller: Caller, place: &str, content: &[u8]) -> Caller {
        Caller {
            input: Some(self.vault().ledger().input_digest(place, content)),
            ..caller
        }
    }

    /// A sign of life of a session, with what else changes in it; gives when it ends if nothing is done. `None` when it is not there any
    /// more: one that was left stays away.
    async fn touch_session(
        &self,
        token: &str,
        ends: i64,
        change: impl Fn(&mut Session),
    ) -> Result<Option<i64>, regie_vault::VaultError> {
        let now = self.now();
        let until = self.idle_from(now, ends);
        self.vault()
            .change_scratch(SESSION, token, now, |found: Option<Scratch<Session>>| {
                let Some(mut session) = found else {
                    return (None, None);
                };
                (session.at, session.until) = (now, until);
                change(&mut session.value);
                (Some(session), Some(until))
            })
            .await
    }

    fn idle_from(&self, now: i64, ends: i64) -> i64 {
        (now + self.settings().idle_minutes * 60_000).min(ends)
    }

    /// An account as it was at `version` of its facts, from memory when it was read at that version before.
    async fn known_account(
        &self,
        id: AccountId,
        version: i64,
    ) -> Result<Option<Arc<Account>>, regie_vault::VaultError> {
        if let Some(known) = self.memory().account(id, version) {
            return Ok(Some(known));
        }
        let read = self.account(id.0).await?.map(Arc::new);
        if let Some(account) = &read {
            self.memory().keep(id, version, self.now(), account.clone());
        }
        Ok(read)
    }

    /// Reads an account for judging who somebody is.
    pub(crate) async fn account(&self, id: Id) -> Result<Option<Account>, regie_vault::VaultError> {
        let mut facts = self.vault().facts_of(vec![id], &[kind::ACCOUNT]).await?;
        Ok(facts.take::<Account>(kind::ACCOUNT)?.pop().map(|a| a.value))
    }

    /// The names of staff, for showing who coordinates and who recorded.
    pub(crate) async fn names(
        &self,
        accounts: Vec<AccountId>,
    ) -> Result<Vec<(AccountId, String)>, Refused> {
        let now = self.now();
        let mut known = Vec::with_capacity(accounts.len());
        let mut unknown = Vec::new();
        for id in accounts {
            match self.memory().name(id, now) {
                Some(name) => known.push((id, name)),
                None => unknown.push(id.0),
            }
        }
        if unknown.is_empty() {
            return Ok(known);
        }
        let mut facts = self.vault().facts_of(unknown, &[kind::ACCOUNT]).await?;
        for account in facts.take::<Account>(kind::ACCOUNT)? {
            let id = AccountId(account.id);
            self.memory().keep_name(id, now, account.value.name.clone());
            known.push((id, account.value.name));
        }
        Ok(known)
    }

    /// Chooses the function to act in (ACC-8).
    ///
    /// # Errors
    /// [`Refused::Invalid`] when the account does not hold it.
    pub async fn choose_function(
        &self,
        caller: &Caller,
        function: Function,
    ) -> Result<(), Refused> {
        if !caller.functions.contains(&function) {
            return Err(Refused::field("function", "unknown"));
        }
        self.touch_session(&caller.token, caller.ends, |session| {
            session.function = Some(function);
        })
        .await?
        .map(|_| ())
        .ok_or(Refused::NotFound)
    }

    /// Extends the session by the idle time, up to its end; gives the new end when idle (WCAG 2.2.1).
    ///
    /// # Errors
    /// [`Refused::NotFound`] when it has ended meanwhile.
    pub async fn extend_session(&self, caller: &Caller) -> Result<i64, Refused> {
        self.touch_session(&caller.token, caller.ends, |_| {})
            .await?
            .ok_or(Refused::NotFound)
    }

    /// Ends the session; that somebody left is a line, once.
    ///
    /// # Errors
    /// [`Refused::Unavailable`] when it could not be ended, or the line could not be written; out is out all the same.
    pub async fn logout(&self, caller: Caller) -> Result<(), Refused> {
        let ended = self.vault().drop_scratch(SESSION, &caller.token).await?;
        self.forget_session(&caller.token).await?;
        if ended {
            self.login_line(caller.account, "logout").await?;
        }
        Ok(())
    }
}
