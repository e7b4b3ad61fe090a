//! The dossier: how somebody stands to it, opening it, finding it, the caseload, breaking the glass, who is away.

mod assign;
mod authority;
mod birthday;
mod calendar;
mod caseload;
mod evidence;
mod find;
mod found;
mod glass;
mod open;
mod people;
mod person;
mod staff_names;
mod standing;
mod start;
mod term;
mod told;
mod view;

pub use assign::{
    AppointmentRow, AssignInput, Carrier, ClaimInput, Colleague, HandedOver, HandoverInput,
    HandoverPage, HandoverRow, LeftWhy, Place,
};
pub use authority::{AuthorityInput, AuthorityRow};
pub use birthday::BirthdayPage;
pub(crate) use birthday::{AUTHORITY_WITHIN, Newcomer};
pub use calendar::AbsenceRow;
pub use caseload::{Apart, Caseload, CaseloadRow, EnteredRow, TaskRow};
pub use find::{FindInput, Found, read_date};
pub(crate) use find::{name_born, surname_form};
pub use glass::{GlassOffer, GlassQueueRow};
pub use open::DossierPage;
pub(crate) use open::TRIES;
pub(crate) use people::agreed;
pub use person::{NewPersonInput, PersonInput};
pub(crate) use person::{bsn_born, findings};
pub(crate) use standing::Standing;
pub use start::{StartInput, Started};
pub use term::Decides;
pub use told::TaskAbout;
pub use view::{
    AgreementView, AuthorityView, EntryView, GlassView, PersonView, ReviewView, ShareView,
    StaffName, UnshieldView,
};
