//! access: may this person open the dossier?

use jiff::civil::Date;
use serde::Serialize;

use crate::node::Node;
use crate::read::{Fields, Path};
use crate::text::Text;
use crate::unreadable::Unreadable;
use crate::vocabulary::{Act, Charter, Declaration, Function, Relation};
use crate::word::Set;

/// May this person view or edit this dossier today?
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Access {
    /// The charter asked.
    pub charter: Charter,
    /// The day of the act.
    pub on: Date,
    /// What they want to do.
    pub act: Act,
    /// Who wants it.
    pub who: Who,
    /// Whether the coordinator is there.
    pub coordinator_present: bool,
    /// Whether the coordinator's substitute is there.
    pub substitute_present: bool,
    /// Why, where a reason is asked.
    pub reason: Option<Text>,
}

/// Somebody acting in one function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Who {
    /// The function they act in.
    pub function: Function,
    /// How they stand to this dossier.
    pub relation: Relation,
    /// What they signed.
    pub declarations: Set<Declaration>,
}

impl Access {
    pub(crate) fn read(node: &Node<'_>) -> Result<Access, Unreadable> {
        let fields = super::top(
            node,
            &[
                "question",
                "charter",
                "on",
                "act",
                "who",
                "coordinator_present",
                "substitute_present",
                "reason",
            ],
        )?;
        Ok(Access {
            charter: fields.word("charter")?,
            on: fields.date("on")?,
            act: fields.word("act")?,
            who: fields.object("who", Who::read)?,
            coordinator_present: fields.bool("coordinator_present")?,
            substitute_present: fields.bool("substitute_present")?,
            reason: fields.optional_text("reason")?,
        })
    }
}

impl Who {
    fn read(node: &Node<'_>, path: Path<'_>) -> Result<Who, Unreadable> {
        let fields = Fields::of(node, path, &["function", "relation", "declarations"])?;
        Ok(Who {
            function: fields.word("function")?,
            relation: fields.word("relation")?,
            declarations: fields.words("declarations")?,
        })
    }
}
