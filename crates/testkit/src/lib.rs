//! Synthetic people, so that nobody ever needs a real dossier to build, show or measure Regie.
//!
//! [`Neighbourhood`] makes households of any number, one at a time and always the same;
//! [`Neighbourhood::demo`] has the hand-written families that show each special case of the charters. Both
//! give plans, and leave recording them to whoever asks. Every citizen service number starts with 9999 and
//! passes the eleven-test: such numbers are never issued.

mod bsn;
mod demo;
mod household;
mod name;
mod neighbourhood;
pub mod paper;
mod people;
mod place;
mod questions;
mod random;
mod rules;
mod staff;
mod text;

pub use demo::{Asking, Card, Deed, Happening, Meeting, Page, Paper, Planning, Sharing, card};
pub use household::{
    Authority, AuthorityKind, DossierPlan, EntryPlan, Flags, Household, Person, Representation,
    Source, Statement, Who,
};
pub use neighbourhood::{Entries, Neighbourhood};
pub use place::{Address, NeighbourhoodTeam, Team};
pub use questions::questions;
pub use rules::RuleFiles;
pub use staff::{Absence, StaffMember, place as staff_place};
