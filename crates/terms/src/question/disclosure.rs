//! disclosure: may this be shared?

use jiff::civil::Date;
use serde::Serialize;

use super::parts::{Consent, Safety, Subject, Unavoidable, Weighing};
use crate::node::Node;
use crate::read::{Fields, Path};
use crate::unreadable::Unreadable;
use crate::vocabulary::{Charter, Conversation, Data, Law, Party, Purpose, ReceiverRelation};
use crate::word::Set;

/// May these data of this person go from one party to another?
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Disclosure {
    /// The charter asked.
    pub charter: Charter,
    /// The day of the disclosure.
    pub on: Date,
    /// The law the case falls under.
    pub law: Law,
    /// Whose data.
    pub subject: Subject,
    /// Who gives.
    pub from: Giver,
    /// Who receives.
    pub to: Receiver,
    /// Why, out of [`Purpose::disclosure`]; `None` when no purpose was chosen.
    pub purpose: Option<Purpose>,
    /// The categories that would go.
    pub data: Set<Data>,
    /// The three questions of the weighing.
    pub weighing: Weighing,
    /// How far the three-way conversation got.
    pub conversation: Conversation,
    /// What was answered when consent was asked, in the order it was written down.
    pub consents: Vec<Consent>,
    /// That safety is at stake.
    pub safety: Option<Safety>,
    /// Whether nobody can be traced in the data.
    pub anonymous: bool,
    /// Whether the client was confronted first (enforcement, KE-X 2).
    pub confronted: bool,
    /// That going without consent is unavoidable.
    pub unavoidable: Option<Unavoidable>,
}

/// Who gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Giver {
    /// What they are.
    pub party: Party,
}

/// Who receives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Receiver {
    /// What they are.
    pub party: Party,
    /// How they stand to the help given.
    pub relation: ReceiverRelation,
    /// Whether they committed themselves to the protocol (ZO 7).
    pub partner: bool,
}

impl Disclosure {
    pub(crate) fn read(node: &Node<'_>) -> Result<Disclosure, Unreadable> {
        let fields = super::top(
            node,
            &[
                "question",
                "charter",
                "on",
                "law",
                "subject",
                "from",
                "to",
                "purpose",
                "data",
                "weighing",
                "conversation",
                "consents",
                "safety",
                "anonymous",
                "confronted",
                "unavoidable",
            ],
        )?;
        let on = fields.date("on")?;
        Ok(Disclosure {
            charter: fields.word("charter")?,
            on,
            law: fields.word("law")?,
            subject: fields.object("subject", |node, path| Subject::read(node, path, on))?,
            from: fields.object("from", Giver::read)?,
            to: fields.object("to", Receiver::read)?,
            purpose: fields.word_or_null("purpose", Purpose::disclosure())?,
            data: fields.words("data")?,
            weighing: fields
                .optional_object("weighing", Weighing::read)?
                .unwrap_or_default(),
            conversation: fields.word("conversation")?,
            consents: fields.objects("consents", Consent::read)?,
            safety: fields.optional_object("safety", Safety::read)?,
            anonymous: fields.optional_bool("anonymous")?,
            confronted: fields.optional_bool("confronted")?,
            unavoidable: fields.optional_object("unavoidable", Unavoidable::read)?,
        })
    }
}

impl Giver {
    fn read(node: &Node<'_>, path: Path<'_>) -> Result<Giver, Unreadable> {
        let fields = Fields::of(node, path, &["party"])?;
        Ok(Giver {
            party: fields.word("party")?,
        })
    }
}

impl Receiver {
    fn read(node: &Node<'_>, path: Path<'_>) -> Result<Receiver, Unreadable> {
        let fields = Fields::of(node, path, &["party", "relation", "partner"])?;
        Ok(Receiver {
            party: fields.word("party")?,
            relation: fields.word("relation")?,
            partner: fields.bool("partner")?,
        })
    }
}
