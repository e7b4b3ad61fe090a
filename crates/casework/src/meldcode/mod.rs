//! The Meldcode as a path of its own: a matter with five steps, for its own circle of readers (SAF-5, FLD-14; PC 3, ZO 8; Wmo 2015 3.3, Jeugdwet 4.1.7).
//!
//! All of it is kept from the family and from colleagues from its first moment: its lines concern nobody, and to everybody outside the circle a matter is
//! not there. The circle is coordinator, substitute and whom they named. Whoever is outside gets what somebody gets where there is no matter.

mod circle;
mod end;
mod ground;
mod open;
mod remove;
mod report;
mod step;
mod view;

pub use circle::CircleInput;
pub use end::CloseMatterInput;
pub use open::OpenInput;
pub use remove::RemoveInput;
pub use report::ReportInput;
pub use step::StepInput;
pub use view::{
    ColleagueView, MatterPage, MatterRow, Matters, RecordView, ReportView, StepStands, StepView,
};

use crate::thing::kind;

/// What the acts on a matter are judged by.
const KINDS: [&str; 9] = [
    kind::DOSSIER,
    kind::PERSON,
    kind::FILE,
    kind::ENTRY,
    kind::DISCLOSURE,
    kind::MELDCODE,
    kind::MELDCODE_STEP,
    kind::MELDCODE_READER,
    kind::INVOLVEMENT,
];

/// The longest text, in characters.
const LONGEST: usize = 4000;
