//! Two people who let something be seen that is kept from the family: one asks, another confirms, so that nobody shows it alone.

use regie_terms::AccountId;
use serde::{Deserialize, Serialize};

/// Who asked that something may be seen, and who confirmed it. Never by one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// Who asked.
    pub asked_by: AccountId,
    /// Their name.
    pub asked_name: String,
    /// When, milliseconds since 1970 UTC.
    pub asked_at: i64,
    /// Why it may be seen now.
    pub because: String,
    /// Who confirmed; `None` while it waits for a second person.
    #[serde(default)]
    pub given: Option<Confirmed>,
}

/// The second of the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// Who.
    pub by: AccountId,
    /// Their name.
    pub name: String,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
}

impl Release {
    /// Whether both have said so.
    #[must_use]
    pub fn given(&self) -> bool {
        self.given.is_some()
    }
}
