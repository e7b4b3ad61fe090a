//! Splitting the dossier of a family when one of them objects to one dossier together (TRI-5, HOU-2).
//!
//! Somebody says that they want a dossier of their own; nobody else of the family reads of it. Coordinator or substitute weighs it and decides. Then
//! everything that is not simply about one person is decided on one by one (`pieces.rs`), and only when nothing is left it is split: rows go with whom
//! they are about, what names the other is taken out (`strip.rs`), and all of it lies under fresh keys (`vault/src/divide.rs`).
//!
//! Who may do this is the rule for requests: an objection is one (GDPR 21). That things are decided one by one, and by whom, is a default of this system.

mod carry;
mod choose;
mod complete;
mod ground;
mod mine;
mod object;
mod papers;
mod pieces;
mod plan;
mod plans;
mod sides;
mod strip;
mod things;
mod tidy;
mod view;
mod weigh;

pub use carry::CarryInput;
pub use choose::ChooseInput;
pub use mine::MySplit;
pub use object::{ObjectInput, ObjectionInput};
pub use pieces::PieceOf;
pub use view::{PieceView, SplitPage, Splits};
pub use weigh::WeighInput;

use crate::thing::kind;

/// All that a dossier is, as far as splitting it looks at it.
pub(crate) const KINDS: [&str; 27] = [
    kind::DOSSIER,
    kind::PERSON,
    kind::AUTHORITY,
    kind::ACTING,
    kind::FILE,
    kind::ENTRY,
    kind::DISCLOSURE,
    kind::CONSENT,
    kind::DOCUMENT,
    kind::CONTRIBUTION,
    kind::CONSENT_QUERY,
    kind::SAFE_CONTACT,
    kind::REQUEST,
    kind::REQUEST_DECISION,
    kind::RESTRICTION,
    kind::NOTICE,
    kind::AGREEMENT,
    kind::GLASS,
    kind::REVIEW,
    kind::POSTING,
    kind::TRIAGE,
    kind::CONVERSATION,
    kind::REFERRAL,
    kind::MELDCODE,
    kind::SPLIT,
    kind::PLAN,
    kind::MEETING,
];

/// The longest text, in characters.
const LONGEST: usize = 4000;
