//! Triage: the moments at which somebody weighs how much data are needed, and what they decided (PC 6, KE-X 2); the first conversation, and through whom
//! somebody came.
//!
//! The moments, the questions and what goes with how serious a case is come from `triage.toml` of the charter. A decision is a record under the key of the
//! file it is about and is never written over. What it allows is looked at where something is recorded (`stands.rs`).

mod decide;
mod input;
mod page;
mod referral;
mod stands;
mod talk;
mod view;

pub(crate) use input::read_answers;
pub use input::{ANSWERS, TriageInput};
pub use page::{AskView, MomentView, TriagePage};
pub use referral::{Gathered, ReferralInput};
pub use stands::{Beyond, Limit};
pub use talk::{TalkInput, TalkPage};
pub use view::{ConversationView, ReferralView, TriageView};

/// The longest answer, in characters.
pub(crate) const LONGEST: usize = 4000;
