//! The charter: rule files in, answers with reasons out. Pure: no clock, no database, no async.
//!
//! Rule files (`charters/`, TOML) are loaded and compiled once ([`Charters`]). A question ([`regie_terms::Question`])
//! becomes a set of named facts, the rules say what follows, and the answer names every rule that carried weight.
//! Which policy holds stands in the rule files alone; who is asking and what they then may touch is for those who
//! ask, and for `permit`.

mod again;
mod answer;
mod asking;
mod book;
mod builtin;
mod cases;
mod charters;
mod cited;
mod clauses;
mod conflict;
mod dates;
mod diff;
mod explain;
mod fact;
mod format;
mod hex;
mod judge;
mod laxer;
mod load;
mod offer;
mod permit;
mod places;
mod problem;
mod promise;
mod reach;
mod reasons;
mod rule;
mod scope;
mod situation;
mod standing;
mod steps;
mod strays;
mod table;
mod term;
mod triage;
mod view;

pub use again::Again;
pub use cases::Cases;
pub use charters::Charters;
pub use diff::{Alike, Diff, Difference, OffersOf, Side, Unseen};
pub use explain::Explanation;
pub use format::{Asked, Unit};
pub use judge::Decision;
pub use load::{Figure, OpenNorm, Value};
pub use offer::Offer;
pub use permit::{Change, Decided, Denial, Mode, Permit, Verdict, View};
pub use problem::{Problem, Problems, Report, Severity};
pub use promise::{Chapter, Document, Kept, Promise};
pub use scope::{Actor, Capacity, InputDigest, Parts, Scope, Whose};
pub use steps::{Field, FormOf};
pub use table::{AccessRow, ActRow, Cell, Table};
pub use triage::{Ask, Beyond, Dimension, Item, Step, Tell, Triage, When};
pub use view::RuleView;
