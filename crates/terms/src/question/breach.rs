//! breach: the step plan (KE-II).

use jiff::civil::Date;
use serde::Serialize;

use crate::node::Node;
use crate::unreadable::Unreadable;
use crate::vocabulary::{Charter, Risk};

/// What has to be done about this breach?
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Breach {
    /// The charter asked.
    pub charter: Charter,
    /// The day of asking.
    pub on: Date,
    /// Whether data were lost.
    pub lost: bool,
    /// Whether unlawful processing cannot be ruled out.
    pub unlawful: bool,
    /// Whether the data are sensitive.
    pub sensitive: bool,
    /// Whether they are many, or of many people.
    pub many: bool,
    /// Whether the impact may be high.
    pub high_impact: bool,
    /// Whether data were destroyed or affected.
    pub destroyed_or_affected: bool,
    /// Whether whoever has them cannot read them.
    pub unintelligible: bool,
    /// Whether the people concerned may suffer from it.
    pub may_suffer: bool,
    /// Whether they can do something to protect themselves.
    pub can_protect_self: bool,
    /// The risk, once somebody weighed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk: Option<Risk>,
}

impl Breach {
    pub(crate) fn read(node: &Node<'_>) -> Result<Breach, Unreadable> {
        let fields = super::top(
            node,
            &[
                "question",
                "charter",
                "on",
                "lost",
                "unlawful",
                "sensitive",
                "many",
                "high_impact",
                "destroyed_or_affected",
                "unintelligible",
                "may_suffer",
                "can_protect_self",
                "risk",
            ],
        )?;
        Ok(Breach {
            charter: fields.word("charter")?,
            on: fields.date("on")?,
            lost: fields.bool("lost")?,
            unlawful: fields.bool("unlawful")?,
            sensitive: fields.bool("sensitive")?,
            many: fields.bool("many")?,
            high_impact: fields.bool("high_impact")?,
            destroyed_or_affected: fields.bool("destroyed_or_affected")?,
            unintelligible: fields.bool("unintelligible")?,
            may_suffer: fields.bool("may_suffer")?,
            can_protect_self: fields.bool("can_protect_self")?,
            risk: fields.optional_word("risk")?,
        })
    }
}
