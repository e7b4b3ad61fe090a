//! consent: who has to agree?

use jiff::civil::Date;
use serde::Serialize;

use super::parts::Subject;
use crate::node::Node;
use crate::unreadable::Unreadable;
use crate::vocabulary::{Charter, Data};
use crate::word::Set;

/// Who has to agree for this person, in the matter these data are about?
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConsentQuestion {
    /// The charter asked.
    pub charter: Charter,
    /// The day of asking.
    pub on: Date,
    /// Whose data.
    pub subject: Subject,
    /// The categories concerned.
    pub data: Set<Data>,
}

impl ConsentQuestion {
    pub(crate) fn read(node: &Node<'_>) -> Result<ConsentQuestion, Unreadable> {
        let fields = super::top(node, &["question", "charter", "on", "subject", "data"])?;
        let on = fields.date("on")?;
        Ok(ConsentQuestion {
            charter: fields.word("charter")?,
            on,
            subject: fields.object("subject", |node, path| Subject::read(node, path, on))?,
            data: fields.words("data")?,
        })
    }
}
