//! The client's own words: adding to the dossier, saying that a fact is wrong, giving one's own side of it (POR-4, FLD-5).
//!
//! They stand at once, beside what the professional wrote and never in its place: for their writer, for whom they are about, and for staff who
//! may see the fact. A professional takes them in as a correction, as a fact of its own, or lets both versions stand with an answer. What
//! somebody wrote stays theirs to read, with what was done with it.
//!
//! Nobody else of the family reads them before they are taken in, and their lines are in nobody's list: a child who writes something must not be
//! known by it to who lives in the same house. Writer and person read those lines all the same (`portal/looked.rs`).

mod answer;
mod bring;
mod query;
mod seen;
mod take_back;
mod view;
mod write;

pub use bring::NotBrought;
pub use query::QueryView;
pub(crate) use seen::{reads_words, waiting_words};
pub use view::{BroughtView, MyQuery, MyTaken, MyWords, TakenView, WordsView};
pub use write::WordsInput;

/// The longest text of a client, in characters.
pub(crate) const LONGEST_WORDS: usize = 4000;
/// The longest answer of a professional, in characters.
pub(crate) const LONGEST_ANSWER: usize = 2000;
