//! The house: the vault, the charters, the clock and the settings that only the program's start-up wires together.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use regie_charter::{Actor, Capacity, Charters, FormOf, Parts, Scope, Whose};
use regie_terms::{AccountId, Charter, DossierId, Id, Party, PersonId, QuestionKind, RequestId};
use regie_vault::Vault;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Where the time comes from. Tests and the demo may set it; the charter itself knows no clock.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's.
    System,
    /// A settable one, milliseconds since 1970 UTC.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A settable clock that stands at `at`.
    #[must_use]
    pub fn at(at: Timestamp) -> Self {
        Self::Set(Arc::new(AtomicI64::new(at.as_millisecond())))
    }

    /// Now, in milliseconds since 1970 UTC.
    #[must_use]
    pub fn now(&self) -> i64 {
        match self {
            Self::System => Timestamp::now().as_millisecond(),
            Self::Set(at) => at.load(Ordering::SeqCst),
        }
    }

    /// Moves a settable clock; the machine's stays as it is.
    pub fn set(&self, at: Timestamp) {
        if let Self::Set(cell) = self {
            cell.store(at.as_millisecond(), Ordering::SeqCst);
        }
    }
}

/// What an operator may set; see docs/install.md.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The organisation responsible, as shown on every page.
    pub organisation: String,
    /// The charter that decides here.
    pub charter: Charter,
    /// What kind of party the organisation is: who gives, where it shares.
    pub party: Party,
    /// How long a broken glass stays open, in hours.
    pub glass_hours: i64,
    /// How long a session may be idle, in minutes.
    pub idle_minutes: i64,
    /// How long a session lasts at most, in hours.
    pub session_hours: i64,
    /// Whether people may log in with one button; the demo only.
    pub demo: bool,
    /// What the page on which one chooses who to be says to try first, in Dutch and in English; the demo only.
    pub try_first: Vec<(String, String)>,
    /// Whether cookies carry `Secure`; off only for the demo on loopback.
    pub secure: bool,
    /// Where the quick exit of the portal goes.
    pub quick_exit: String,
    /// Whom to tell about a weakness, for security.txt. Empty when none was set: then there is none.
    pub security_contact: String,
    /// Where a complaint goes: address, telephone, as a text of at most a few lines. Empty when none was set.
    pub complaints_contact: String,
    /// How to reach the data protection officer, in the same way.
    pub dpo_contact: String,
    /// How the organisation is reached, as text for the page that a recipient gets; empty when none is set.
    pub contact: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            organisation: "Buurtteams".to_owned(),
            charter: Charter::Utrecht,
            party: Party::NeighbourhoodTeam,
            glass_hours: 8,
            idle_minutes: 15,
            session_hours: 8,
            demo: false,
            try_first: Vec::new(),
            secure: true,
            quick_exit: "https://www.weeronline.nl".to_owned(),
            security_contact: String::new(),
            complaints_contact: String::new(),
            dpo_contact: String::new(),
            contact: String::new(),
        }
    }
}

/// Everything the acts need; cheap to clone.
#[derive(Clone)]
pub struct House {
    inner: Arc<Inner>,
}

struct Inner {
    vault: Vault,
    charters: Arc<Charters>,
    clock: Clock,
    settings: Settings,
    zone: TimeZone,
    attempts: crate::guard::Attempts,
    hashing: crate::guard::Hashing,
    memory: crate::guard::Memory,
    proof_key: tokio::sync::OnceCell<[u8; 32]>,
}

impl std::fmt::Debug for House {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("House")
            .field("settings", &self.inner.settings)
            .finish_non_exhaustive()
    }
}

impl House {
    /// Wires the house. Only start-up does this.
    #[must_use]
    pub fn new(vault: Vault, charters: Arc<Charters>, clock: Clock, settings: Settings) -> Self {
        // The zone is built in; UTC would be wrong by an hour or two, never by a day's worth of rights.
        let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
        Self {
            inner: Arc::new(Inner {
                vault,
                charters,
                clock,
                settings,
                zone,
                attempts: crate::guard::Attempts::default(),
                hashing: crate::guard::Hashing::default(),
                memory: crate::guard::Memory::default(),
                proof_key: tokio::sync::OnceCell::new(),
            }),
        }
    }

    pub(crate) fn vault(&self) -> &Vault {
        &self.inner.vault
    }

    pub(crate) fn attempts(&self) -> &crate::guard::Attempts {
        &self.inner.attempts
    }

    pub(crate) fn hashing(&self) -> &crate::guard::Hashing {
        &self.inner.hashing
    }

    pub(crate) fn memory(&self) -> &crate::guard::Memory {
        &self.inner.memory
    }

    /// The rule files in force; for the public pages and the API.
    #[must_use]
    pub fn charters(&self) -> &Charters {
        &self.inner.charters
    }

    /// What the form for a kind of question is drawn from today: what the charter here offers and asks.
    #[must_use]
    pub fn form(&self, kind: QuestionKind) -> FormOf<'_> {
        self.charters()
            .form(self.settings().charter, self.today(), kind)
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// The settings.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// Now, in milliseconds since 1970 UTC.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.inner.clock.now()
    }

    /// A moment in Dutch time.
    #[must_use]
    pub fn local(&self, at: i64) -> Zoned {
        Timestamp::from_millisecond(at)
            .unwrap_or(Timestamp::UNIX_EPOCH)
            .to_zoned(self.inner.zone.clone())
    }

    /// Today, in the Netherlands.
    #[must_use]
    pub fn today(&self) -> Date {
        self.local(self.now()).date()
    }

    /// A scope to fill in: who, what, when, and nothing touched yet.
    #[must_use]
    pub(crate) fn scope(&self, act: &'static str, actor: Actor, request: RequestId) -> Scope {
        Scope {
            act,
            actor,
            request,
            at: self.now(),
            dossier: None,
            concerns: Vec::new(),
            parts: Parts {
                about: Whose::Household,
                kinds: &[],
                only: None,
            },
            facts: Vec::new(),
            moves: Vec::new(),
            input: None,
            still: false,
        }
    }

    /// The same for what a form of the caller asks: the line carries the digest of what was sent.
    #[must_use]
    pub(crate) fn asked(
        &self,
        caller: &crate::guard::Caller,
        act: &'static str,
        actor: Actor,
        request: RequestId,
    ) -> Scope {
        Scope {
            input: caller.input(),
            ..self.scope(act, actor, request)
        }
    }

    /// The program itself as actor.
    #[must_use]
    pub fn system() -> Actor {
        Actor {
            account: AccountId(Id::from_bytes([0; 16])),
            capacity: Capacity::System,
        }
    }

    /// A person's tag in exact search; see [`crate::find`].
    #[must_use]
    pub(crate) fn dossier_scope(
        &self,
        mut scope: Scope,
        dossier: DossierId,
        concerns: Vec<PersonId>,
    ) -> Scope {
        scope.dossier = Some(dossier);
        scope.concerns = concerns;
        scope
    }
}

/// Days since 1970-01-01, as terms are stored.
#[must_use]
pub fn day_number(date: Date) -> i64 {
    i64::from((date - Date::constant(1970, 1, 1)).get_days())
}

/// The date of a stored term; out of range gives the last date there is.
#[must_use]
pub fn date_of(day: i64) -> Date {
    Date::constant(1970, 1, 1)
        .checked_add(jiff::Span::new().days(day))
        .unwrap_or(Date::MAX)
}

impl House {
    /// Closes the stores, when the program ends.
    pub async fn close(&self) {
        self.vault().close().await;
    }

    /// The public key that checkpoints and proofs are signed with; the same as long as the key store is.
    ///
    /// # Errors
    /// [`crate::Refused::Unavailable`] when the key store does not answer.
    pub async fn proof_key(&self) -> Result<[u8; 32], crate::Refused> {
        let read = async || {
            let key = self.vault().keys().signing_key().await?;
            Ok::<_, crate::Refused>(*key.verifying_key().as_bytes())
        };
        Ok(*self.inner.proof_key.get_or_try_init(read).await?)
    }

    /// Takes away what is short-lived and has ended: sessions, drafts, tickets, counts of attempts. Gives how many. No line: nothing of
    /// it was ever one. And destroys the keys that were left by erasing and not destroyed at once; of those there are lines.
    ///
    /// # Errors
    /// [`crate::Refused::Unavailable`] when the database does not answer.
    pub async fn sweep(&self) -> Result<u64, crate::Refused> {
        let gone = self.vault().sweep_scratch(self.now()).await?;
        self.destroy_retired().await?;
        Ok(gone)
    }

    /// Destroys the keys that erasing left behind. Gives how many.
    ///
    /// # Errors
    /// [`crate::Refused::Unavailable`] when one could not be destroyed; the next sweep tries again.
    pub(crate) async fn destroy_retired(&self) -> Result<u64, crate::Refused> {
        let leave = || {
            let scope = self.scope("destroy-key", Self::system(), RequestId::fresh());
            self.charters().start_up(scope)
        };
        Ok(self
            .vault()
            .destroy_retired(leave, self.now())
            .await?
            .destroyed)
    }

    /// Replaces the controller's key, so that no copy of the key store of before opens with a key that is left; of it there is a line. To be called
    /// once keys were destroyed. Gives whether it was done here: a key service may do it by its own means.
    ///
    /// # Errors
    /// [`crate::Refused::Unavailable`] when it was not done to the end, when another program is at it, or where other machines have the key too;
    /// then every key opens all the same, and the next time goes on.
    pub async fn rotate_keys(&self) -> Result<bool, crate::Refused> {
        let leave = || {
            let scope = self.scope("rotate-keys", Self::system(), RequestId::fresh());
            self.charters().start_up(scope)
        };
        let rotated = self.vault().rotate(leave).await?;
        Ok(matches!(rotated, regie_vault::keys::Rotated::Done(_)))
    }

    /// `sqlite` or `postgresql`, for the operator.
    #[must_use]
    pub fn database_kind(&self) -> &'static str {
        self.vault().ledger().db().kind()
    }

    /// Whether the database answers and takes lines.
    ///
    /// # Errors
    /// [`crate::Refused::Unavailable`] when it does not.
    pub async fn health(&self) -> Result<(), crate::Refused> {
        Ok(self.vault().ledger().works().await?)
    }

    /// Whether the rule files this program carries were adopted by this database, and the organisation goes by the charter it was founded or last
    /// adopted under. Without the first nothing can be opened; the second is as much a change of the rules.
    ///
    /// # Errors
    /// [`crate::Refused::Unavailable`] when the database does not answer.
    pub async fn rules_adopted(&self) -> Result<bool, crate::Refused> {
        let ledger = self.vault().ledger();
        let charter = ledger.adopted_charter().await?;
        let same = charter.is_none_or(|charter| charter == self.settings().charter.as_str());
        Ok(same && ledger.has_adopted(self.charters().hash()).await?)
    }
}
