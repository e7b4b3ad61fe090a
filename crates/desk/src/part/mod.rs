//! The parts pages are drawn from. Each is data with a template of its own and stands on a page as
//! `{{ part }}`; each carries the language it is drawn in, under the name `t`, where it needs one.
//!
//! Parts know nothing of dossiers: a page turns what an act answered into parts.

mod answer;
mod badge;
mod banner;
mod checklist;
pub mod contact;
mod fact;
mod list;
mod said;
mod table;

pub use badge::{Badge, Tone};
pub use banner::{Banner, Mood, Press};
pub use checklist::{Because, Checklist, Outcome, State, Step};
pub use fact::{Action, Fact, Standing};
pub use list::{Empty, Pairs, Task, Tasks};
pub use said::{Said, brought};
pub use table::{Cell, Table};

/// Parts are drawn by templates that escape what they hold, so a page does not escape them again.
macro_rules! safe {
    ($($part:ty),* $(,)?) => { $(impl askama::filters::HtmlSafe for $part {})* };
}
safe!(
    Badge, Banner, Checklist, Fact, Empty, Pairs, Said, Tasks, Table
);
