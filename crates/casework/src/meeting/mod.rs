//! Case meetings (KE-X 2): when, who took part and what each brought in, whether the client was there and how they know, and what was agreed.
//!
//! Who is not there weighs for themself what may be brought in, on a ground that stands beside it. What our own people tell somebody from outside is
//! a disclosure, asked about for each of them by itself with the purpose of case discussion: a consent counts for that one disclosure, and a
//! general one is no blank cheque. What was agreed is recorded as facts of the dossier, which can go into the plan.

mod input;
mod record;
mod view;

pub use input::{MOST_AGREED, MOST_PARTICIPANTS, MeetingInput, ParticipantInput};
pub use record::MeetingPreview;
pub use view::{MeetingView, MyMeeting};
pub(crate) use view::{meetings, my_meetings};
