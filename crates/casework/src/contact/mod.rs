//! A safe channel for each person: how they can be reached without anybody in their house noticing (FLD-19).
//!
//! The person says so in the portal, or a professional writes it down. Staff read it where they would call or write. The rest of the family reads
//! neither it nor that it is there: its lines concern nobody, and the page in the portal is there for one's own file alone.

mod input;
mod set;

pub use input::{ContactInput, ContactView};
