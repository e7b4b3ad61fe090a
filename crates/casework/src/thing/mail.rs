//! That something waits for a client in the portal, and how far telling them by e-mail is. What it is, is not kept here.

use regie_terms::{DossierId, PersonId};
use serde::{Deserialize, Serialize};

/// That something waits. The plain column says for which account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MailNotice {
    /// In which dossier the account is known.
    pub dossier: DossierId,
    /// As whom.
    pub person: PersonId,
    /// Since when, milliseconds since 1970 UTC.
    pub since: i64,
    /// How often it was tried.
    #[serde(default)]
    pub tries: u32,
    /// Not tried before, milliseconds since 1970 UTC.
    pub next: i64,
    /// Given to the mail server then, without an answer so far, milliseconds since 1970 UTC.
    #[serde(default)]
    pub sending: Option<i64>,
    /// Taken by the mail server, milliseconds since 1970 UTC.
    #[serde(default)]
    pub sent: Option<i64>,
    /// The client came to the portal since, milliseconds since 1970 UTC.
    #[serde(default)]
    pub seen: Option<i64>,
}
