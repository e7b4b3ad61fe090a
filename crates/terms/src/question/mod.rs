//! The seven questions a charter answers, and how they are read.
//!
//! Reading is strict: an unknown word, an unknown, missing or repeated field and a date that does not exist make
//! a question unreadable, and the message says where. What the answer is stands in the rule files.

mod access;
mod breach;
mod consent;
mod desk;
mod disclosure;
mod parts;
mod recording;
mod request;
mod retention;

use jiff::civil::Date;
use serde::Serialize;

pub use self::access::{Access, Who};
pub use self::breach::Breach;
pub use self::consent::ConsentQuestion;
pub use self::desk::ActQuestion;
pub use self::disclosure::{Disclosure, Giver, Receiver};
pub use self::parts::{Consent, Safety, Subject, Unavoidable, Weighing};
pub use self::recording::Recording;
pub use self::request::Request;
pub use self::retention::Retention;

use crate::node::Node;
use crate::read::{Fields, Path};
use crate::unreadable::{Unreadable, shown};
use crate::vocabulary::{Charter, QuestionKind};
use crate::word::{Word, accepted};

/// A question the charter can be asked. It serialises to the JSON it was read from, its fields in the order they are
/// declared in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "question", rename_all = "kebab-case")]
pub enum Question {
    /// May this be shared?
    Disclosure(Disclosure),
    /// May this be recorded?
    Recording(Recording),
    /// May this person open the dossier?
    Access(Access),
    /// Who has to agree?
    Consent(ConsentQuestion),
    /// Until when is it kept?
    Retention(Retention),
    /// May this request of a person be granted, and by when?
    Request(Request),
    /// What has to be done about this breach?
    Breach(Breach),
}

impl Question {
    /// Reads a question from JSON.
    ///
    /// # Errors
    /// [`Unreadable`] with the first field that cannot be read. A text that is no JSON names the field
    /// `question`.
    pub fn read(json: &str) -> Result<Question, Unreadable> {
        let node: Node<'_> = serde_json::from_str(json).map_err(|error| {
            Unreadable::new(
                "question",
                format!(
                    "no JSON at line {}, column {}",
                    error.line(),
                    error.column()
                ),
                "one JSON object",
            )
        })?;
        let kinds = || accepted(QuestionKind::ALL);
        let Node::Fields(fields) = &node else {
            return Err(Unreadable::new("question", node.shape(), "a JSON object"));
        };
        let kind = fields
            .iter()
            .find_map(|(name, value)| (name == "question").then_some(value))
            .ok_or_else(|| Unreadable::new("question", "no such field", kinds()))?;
        let Node::Text(word) = kind else {
            return Err(Unreadable::new("question", kind.shape(), kinds()));
        };
        let kind = QuestionKind::from_word(word)
            .ok_or_else(|| Unreadable::new("question", shown(word), kinds()))?;
        Ok(match kind {
            QuestionKind::Disclosure => Question::Disclosure(Disclosure::read(&node)?),
            QuestionKind::Recording => Question::Recording(Recording::read(&node)?),
            QuestionKind::Access => Question::Access(Access::read(&node)?),
            QuestionKind::Consent => Question::Consent(ConsentQuestion::read(&node)?),
            QuestionKind::Retention => Question::Retention(Retention::read(&node)?),
            QuestionKind::Request => Question::Request(Request::read(&node)?),
            QuestionKind::Breach => Question::Breach(Breach::read(&node)?),
        })
    }

    /// Which shape of question it is.
    #[must_use]
    pub const fn kind(&self) -> QuestionKind {
        match self {
            Question::Disclosure(_) => QuestionKind::Disclosure,
            Question::Recording(_) => QuestionKind::Recording,
            Question::Access(_) => QuestionKind::Access,
            Question::Consent(_) => QuestionKind::Consent,
            Question::Retention(_) => QuestionKind::Retention,
            Question::Request(_) => QuestionKind::Request,
            Question::Breach(_) => QuestionKind::Breach,
        }
    }

    /// The charter that is asked.
    #[must_use]
    pub const fn charter(&self) -> Charter {
        match self {
            Question::Disclosure(q) => q.charter,
            Question::Recording(q) => q.charter,
            Question::Access(q) => q.charter,
            Question::Consent(q) => q.charter,
            Question::Retention(q) => q.charter,
            Question::Request(q) => q.charter,
            Question::Breach(q) => q.charter,
        }
    }

    /// The day the question is asked on; it selects the version of the charter.
    #[must_use]
    pub const fn on(&self) -> Date {
        match self {
            Question::Disclosure(q) => q.on,
            Question::Recording(q) => q.on,
            Question::Access(q) => q.on,
            Question::Consent(q) => q.on,
            Question::Retention(q) => q.on,
            Question::Request(q) => q.on,
            Question::Breach(q) => q.on,
        }
    }
}

/// The fields of a whole question.
fn top<'n>(node: &'n Node<'n>, known: &[&str]) -> Result<Fields<'n>, Unreadable> {
    Fields::of(node, Path::TOP, known)
}
