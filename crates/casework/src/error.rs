//! Why an act did not happen, in a form that a page and the API can both show. Nothing here carries personal data.

use regie_ledger::LedgerError;
use regie_terms::{Answer, Unreadable};
use regie_vault::VaultError;

/// Something wrong with one field of a form.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct FieldError {
    /// The field's name in the form.
    pub field: &'static str,
    /// What is wrong, as a key of the desk's texts: `missing`, `too-long`, `not-a-date`, …
    pub code: &'static str,
    /// A number that belongs to the text, such as the longest length allowed.
    pub limit: Option<i64>,
}

impl FieldError {
    /// A plain one.
    #[must_use]
    pub const fn new(field: &'static str, code: &'static str) -> Self {
        Self {
            field,
            code,
            limit: None,
        }
    }

    /// One with a number in its text.
    #[must_use]
    pub const fn limit(field: &'static str, code: &'static str, limit: i64) -> Self {
        Self {
            field,
            code,
            limit: Some(limit),
        }
    }
}

/// Why an act did not happen.
#[derive(Debug)]
pub enum Refused {
    /// No such thing, or not for this caller: the two are the same on purpose.
    NotFound,
    /// The charter says no, or not yet; a line about it stands. The answers say why.
    Denied(Vec<Answer>),
    /// Fields to be mended; nothing was saved.
    Invalid(Vec<FieldError>),
    /// Somebody else changed it meanwhile, again and again; try once more.
    Busy,
    /// The system cannot do it now. The text is for the operator's log, not for the page.
    Unavailable(String),
}

impl Refused {
    /// One field to be mended.
    #[must_use]
    pub fn field(field: &'static str, code: &'static str) -> Self {
        Self::Invalid(vec![FieldError::new(field, code)])
    }
}

impl From<VaultError> for Refused {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Ledger(LedgerError::Moved) => Self::Busy,
            VaultError::StandsStill => Self::field("entry", "restricted"),
            VaultError::Ledger(LedgerError::Reworded) => Self::field("request", "reworded"),
            other => {
                tracing::error!(error = %other, "the vault could not do it");
                Self::Unavailable(other.to_string())
            }
        }
    }
}

impl From<LedgerError> for Refused {
    fn from(error: LedgerError) -> Self {
        VaultError::Ledger(error).into()
    }
}

impl From<Unreadable> for Refused {
    fn from(error: Unreadable) -> Self {
        // A question the program itself could not put is a fault of the program or of the date.
        tracing::error!(%error, "the charter could not read a question");
        Self::Unavailable(error.to_string())
    }
}
