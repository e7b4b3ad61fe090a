//! Restricting: what is recorded is stored and nothing else works on it, anywhere, until that is lifted (GDPR 18; RIG-8). The same while an objection
//! is judged (GDPR 21; RIG-10).
//!
//! That nothing works on it is the vault's to see to (`vault/src/still.rs`): staff get no word of it, and nothing is written over it. Who asks for it
//! is sent to whoever coordinates. The client reads it in the portal, with since when and why it stands still.

mod lift;
mod objection;
mod place;
mod view;

pub use lift::LiftInput;
pub use place::{RestrictInput, Restricting};
pub use view::StillView;
pub(crate) use view::{StandsStill, standing_for};

use crate::thing::kind;

/// What restricting and lifting are judged by.
const KINDS: [&str; 12] = [
    kind::DOSSIER,
    kind::PERSON,
    kind::AUTHORITY,
    kind::ACTING,
    kind::FILE,
    kind::ENTRY,
    kind::DOCUMENT,
    kind::DISCLOSURE,
    kind::NOTICE,
    kind::REQUEST,
    kind::REQUEST_DECISION,
    kind::RESTRICTION,
];

/// The longest reason, in characters.
const LONGEST: usize = 1000;
