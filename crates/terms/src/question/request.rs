//! request: a person exercises a right.

use jiff::civil::Date;
use serde::Serialize;

use super::parts::Subject;
use crate::node::Node;
use crate::text::Text;
use crate::unreadable::Unreadable;
use crate::vocabulary::{Charter, Consenter, Law, Refusal, RequestAbout, Right};
use crate::word::Set;

/// May this request be granted, and by when must it be answered?
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Request {
    /// The charter asked.
    pub charter: Charter,
    /// The day of asking.
    pub on: Date,
    /// The right that is exercised.
    pub right: Right,
    /// The day the request came in; all terms run from it.
    pub received: Date,
    /// Who made it.
    pub by: Set<Consenter>,
    /// Whether it is signed.
    pub signed: bool,
    /// Whether it is sure who asks.
    pub identity_established: bool,
    /// Whose data.
    pub subject: Subject,
    /// What it is about.
    pub about: RequestAbout,
    /// The ground on which it would be refused.
    pub refusal: Option<Refusal>,
    /// Why more time is taken.
    pub extended_because: Option<Text>,
    /// The law the data fall under, where that matters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub law: Option<Law>,
}

impl Request {
    pub(crate) fn read(node: &Node<'_>) -> Result<Request, Unreadable> {
        let fields = super::top(
            node,
            &[
                "question",
                "charter",
                "on",
                "right",
                "received",
                "by",
                "signed",
                "identity_established",
                "subject",
                "about",
                "refusal",
                "extended_because",
                "law",
            ],
        )?;
        let on = fields.date("on")?;
        Ok(Request {
            charter: fields.word("charter")?,
            on,
            right: fields.word("right")?,
            received: fields.date("received")?,
            by: fields.words("by")?,
            signed: fields.bool("signed")?,
            identity_established: fields.bool("identity_established")?,
            subject: fields.object("subject", |node, path| Subject::read(node, path, on))?,
            about: fields.word("about")?,
            refusal: fields.optional_word("refusal")?,
            extended_because: fields.optional_text("extended_because")?,
            law: fields.optional_word("law")?,
        })
    }
}
