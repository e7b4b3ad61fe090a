//! What staff do besides opening a dossier. Asked inside the program only: `regie decide` does not read it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::vocabulary::{Charter, Declaration, DeskAct, Function, Relation};
use crate::word::Set;

/// May this member of staff do this?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActQuestion {
    /// The charter asked.
    pub charter: Charter,
    /// The day of the act.
    pub on: Date,
    /// What they want to do.
    pub act: DeskAct,
    /// The function they act in.
    pub function: Function,
    /// How they stand to the dossier the act is about; [`Relation::None`] where it is about none.
    pub relation: Relation,
    /// What they signed.
    pub declarations: Set<Declaration>,
    /// The day the dossier the act is about was closed; `None` for an open one, and where the act is about none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Date>,
}
