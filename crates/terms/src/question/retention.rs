//! retention: until when is it kept?

use jiff::civil::Date;
use serde::Serialize;

use crate::node::Node;
use crate::unreadable::Unreadable;
use crate::vocabulary::{Charter, File, Hold, Law};
use crate::word::Set;

/// Until when is this file kept, and may it be destroyed on this day?
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Retention {
    /// The charter asked.
    pub charter: Charter,
    /// The day of asking; the terms are those of this day.
    pub on: Date,
    /// The law the file falls under.
    pub law: Law,
    /// What kind of file.
    pub file: File,
    /// The day it was closed.
    pub closed: Date,
    /// The day it was last changed; [`Retention::closed`] when it was left out.
    pub last_change: Date,
    /// What stands in the way of destroying it.
    pub holds: Set<Hold>,
    /// The last day, set by the controller where no document names a term. Inside the program only: nobody can ask it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set: Option<Date>,
}

impl Retention {
    pub(crate) fn read(node: &Node<'_>) -> Result<Retention, Unreadable> {
        let fields = super::top(
            node,
            &[
                "question",
                "charter",
                "on",
                "law",
                "file",
                "closed",
                "last_change",
                "holds",
            ],
        )?;
        let closed = fields.date("closed")?;
        Ok(Retention {
            charter: fields.word("charter")?,
            on: fields.date("on")?,
            law: fields.word("law")?,
            file: fields.word("file")?,
            closed,
            last_change: fields.optional_date("last_change")?.unwrap_or(closed),
            holds: fields.words("holds")?,
            set: None,
        })
    }
}
