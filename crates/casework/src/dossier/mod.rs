//! The dossier: how somebody stands to it, opening it, finding it, the caseload, breaking the glass, who is away.

mod calendar;
mod caseload;
mod find;
mod glass;
mod open;
mod standing;
mod view;

pub use calendar::AbsenceRow;
pub use caseload::{Caseload, CaseloadRow, TaskRow};
pub(crate) use find::{name_born, surname_form};
pub use find::{FindInput, Found, read_date};
pub use glass::GlassQueueRow;
pub use open::DossierPage;
pub(crate) use glass::required;
pub(crate) use open::TRIES;
pub(crate) use standing::Standing;
pub use view::{AuthorityView, EntryView, GlassView, PersonView, ReviewView, ShareView, StaffName};
