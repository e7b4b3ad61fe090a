//! recording: may this be recorded?

use jiff::civil::Date;
use serde::Serialize;

use super::parts::{Consent, Safety, Subject, Weighing};
use crate::node::Node;
use crate::text::Text;
use crate::unreadable::Unreadable;
use crate::vocabulary::{About, Charter, Data, Kind, Law, Moment, Purpose};
use crate::word::Set;

/// May this fact be recorded in the dossier?
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recording {
    /// The charter asked.
    pub charter: Charter,
    /// The day of recording.
    pub on: Date,
    /// The law the fact falls under.
    pub law: Law,
    /// The person the fact is about.
    pub subject: Subject,
    /// Whether that person is the client.
    pub about: About,
    /// The moment of triage.
    pub moment: Moment,
    /// *Dat* or *wat* (PC 6).
    pub kind: Kind,
    /// Why, out of [`Purpose::recording`]; `None` when no purpose was chosen.
    pub purpose: Option<Purpose>,
    /// The categories recorded.
    pub data: Set<Data>,
    /// The three questions of the weighing.
    pub weighing: Weighing,
    /// What was answered when consent was asked, in the order it was written down.
    pub consents: Vec<Consent>,
    /// Whether the client agrees to the help.
    pub agrees_to_help: bool,
    /// Whether the client was informed at the start.
    pub told_client: bool,
    /// That safety is at stake.
    pub safety: Option<Safety>,
    /// Whether nobody can be traced in the data.
    pub anonymous: bool,
    /// The article, and why, that makes a special category strictly necessary.
    pub legal_ground: Option<Text>,
}

impl Recording {
    pub(crate) fn read(node: &Node<'_>) -> Result<Recording, Unreadable> {
        let fields = super::top(
            node,
            &[
                "question",
                "charter",
                "on",
                "law",
                "subject",
                "about",
                "moment",
                "kind",
                "purpose",
                "data",
                "weighing",
                "consents",
                "agrees_to_help",
                "told_client",
                "safety",
                "anonymous",
                "legal_ground",
            ],
        )?;
        let on = fields.date("on")?;
        Ok(Recording {
            charter: fields.word("charter")?,
            on,
            law: fields.word("law")?,
            subject: fields.object("subject", |node, path| Subject::read(node, path, on))?,
            about: fields.word("about")?,
            moment: fields.word("moment")?,
            kind: fields.word("kind")?,
            purpose: fields.word_or_null("purpose", Purpose::recording())?,
            data: fields.words("data")?,
            weighing: fields
                .optional_object("weighing", Weighing::read)?
                .unwrap_or_default(),
            consents: fields.objects("consents", Consent::read)?,
            agrees_to_help: fields.bool("agrees_to_help")?,
            told_client: fields.bool("told_client")?,
            safety: fields.optional_object("safety", Safety::read)?,
            anonymous: fields.optional_bool("anonymous")?,
            legal_ground: fields.optional_text("legal_ground")?,
        })
    }
}
