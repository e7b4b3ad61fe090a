//! How a dossier ends: closing and opening again, until when each of its files is kept, what stands in the way of destroying it, and destroying it when two
//! people approved that (RET-1 to RET-8, FLD-11).
//!
//! Until when is the charter's answer to the question `retention`, asked for each file under its own law, on the day that it is shown, and once more at the
//! moment that it is destroyed. What is written down when a dossier is closed (a `term` of each file) is where looking begins, not what decides.

mod change;
mod close;
mod end;
mod hold;
mod page;
mod reopen;
mod term;

pub use close::CloseInput;
pub use end::{
    CertificateView, DropInput, EndListPage, EndListRow, EndRow, LeaveOutInput, Overview,
    PrepareInput, Swept,
};
pub use hold::{HoldInput, LiftHoldInput};
pub use page::{ClosureView, HoldView, LifePage};
pub use reopen::ReopenInput;
pub use term::{FileTerm, KeepView};

/// The longest text in words, in characters.
const LONGEST: usize = 1000;
