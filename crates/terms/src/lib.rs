//! The words of the trade and the shapes of questions and answers. No I/O, no rules.
//!
//! Partners rely on the words and shapes here: they are what `regie decide` and `/v1/decisions` read and write. What a question leads to is for the rule files
//! and `charter`; who may see an answer is for those that ask.

mod age;
mod answer;
mod bsn;
mod day;
mod id;
mod node;
mod question;
mod read;
mod text;
mod unreadable;
mod vocabulary;
mod word;

pub use age::{Age, birthday, years};
pub use answer::{Answer, Duty, Keep, Need, Of, Reason, Says, Terms};
pub use bsn::{Bsn, NoBsn};
pub use day::{dutch_day, english_day, month_names};
pub use id::*;
pub use question::{
    Access, ActQuestion, Breach, Consent, ConsentQuestion, Disclosure, Giver, Question, Receiver,
    Recording, Request, Retention, Safety, Subject, Unavoidable, Weighing, Who,
};
pub use text::{Text, turns_direction};
pub use unreadable::Unreadable;
pub use vocabulary::*;
pub use word::{Set, UnknownWord, Word};
