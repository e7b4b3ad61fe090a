//! The support plan: one family, one plan, one director (PC 6.2 to 6.4, ZO 1, KE-IX, KE-X 2).
//!
//! Its goals and agreements are facts of the dossier, each recorded as any fact is, so that what the charter decides about recording, sharing,
//! shielding, correcting and erasing counts for them too. A version of the plan names its parts, says who of the family was there when it was talked
//! over, or why not, who directs it, and when it is looked at again; that day comes back as a task. Looking again is the next version, with what
//! was concluded as a fact of its own.
//!
//! The family reads the parts they may read of, and nothing of a version that differs in nothing else (`mine.rs`).

mod input;
mod mine;
mod preview;
mod rows;
mod view;
mod write;

pub use input::{Colleague, EvaluationInput, NewPartInput, PlanInput, PresenceInput, StateInput};
pub use input::{MOST_NEW, MOST_ROWS};
pub use mine::{MyEvaluation, MyPart, MyPlan};
pub(crate) use mine::{my_plan, unseen_versions};
pub use preview::PlanPreview;
pub(crate) use view::versions;
pub use view::{EvaluationView, PartView, PlanVersion, PresenceView};
pub(crate) use write::evaluation_task;
