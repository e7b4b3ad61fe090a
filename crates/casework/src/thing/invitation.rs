//! How somebody gets in for the first time, or again: invitations, and the replacement of a lost second factor.

use super::entry::EntryConsent;
use regie_terms::AccountId;
use serde::{Deserialize, Serialize};

/// What an invitation is for. Whatever is not replaced has to be shown: nobody who administers can make both halves of somebody's login.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InvitationFor {
    /// The first time: password and second factor are both still to be chosen.
    Begin,
    /// A new password; the second factor stays and its code is asked.
    Password,
    /// A new second factor; the password stays and is asked.
    Factor,
}

/// That somebody was invited. The code itself is not kept here; this record says that it still counts, and goes when it was used.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Invitation {
    /// What for.
    pub what: InvitationFor,
    /// Who invited.
    pub by: AccountId,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// Until when the code works, milliseconds since 1970 UTC, not included.
    pub until: i64,
}

/// That somebody asked for a new second factor for somebody else; a third person confirms it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FactorRequest {
    /// Who asked.
    pub by: AccountId,
    /// Why: what was lost, and how the person was recognised.
    pub reason: String,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
}

/// What an involved person, or who decides for them, said to being known in this dossier (REC-5).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Agreement {
    /// Who answered what, and when.
    #[serde(flatten)]
    pub said: EntryConsent,
    /// When it was written down, milliseconds since 1970 UTC.
    pub at: i64,
    /// Who wrote it down.
    pub by: AccountId,
}
