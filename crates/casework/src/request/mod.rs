//! The life of a request by which somebody exercises a right: from asking to the decision to what is left to carry out (RIG-1 to RIG-12).
//!
//! Who has to make it, whether it may be refused and on what, and by when it is answered and carried out is the charter's answer to the question
//! `request`, put again at each step. In the portal a client asks for themself or for whom they act; on paper or at the desk the professional
//! writes it down. The decision is a formal one, with ground and motivation, and never changed: who objects makes another request, which somebody else
//! decides.

mod ask;
mod carry;
mod complete;
mod copy;
mod decide;
mod extend;
mod form;
mod ground;
mod input;
mod join;
mod list;
mod mine;
mod page;
mod parts;
mod question;
mod record;
mod state;
mod still;
mod task;
mod view;

pub use ask::RightInput;
pub use carry::CarryInput;
pub use complete::CompleteInput;
pub use decide::{DecideInput, PartInput};
pub use form::RequestForm;
pub(crate) use question::about;
pub use record::RecordInput;
pub(crate) use record::identity;
pub use state::RequestState;
pub use still::StillPage;
pub use view::{
    AskerView, Candidate, DecisionView, GroundView, JoiningView, MyDecision, MyRequest,
    MyRequestRow, MyRequests, PartChoice, PartView, RecipientView, RequestPage, RequestRow,
    Requests, RightForm, ThingView,
};

use crate::thing::kind;

/// What the acts on requests are judged by.
const KINDS: [&str; 11] = [
    kind::DOSSIER,
    kind::PERSON,
    kind::AUTHORITY,
    kind::ACTING,
    kind::FILE,
    kind::ENTRY,
    kind::DISCLOSURE,
    kind::DOCUMENT,
    kind::REQUEST,
    kind::REQUEST_DECISION,
    kind::RESTRICTION,
];

/// The longest text of a request or a decision, in characters.
pub const LONGEST: usize = 4000;
/// The longest reason for more time, or way of telling, in characters.
pub const LONGEST_REASON: usize = 1000;
