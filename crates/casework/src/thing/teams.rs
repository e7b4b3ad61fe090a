//! Which neighbourhood team works for which postcode, and whom to call at once in a crisis (PC 6.1).

use serde::{Deserialize, Serialize};

/// A postcode with the team that works there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// Four digits, or four digits and two letters without a space.
    pub postcode: String,
    /// The name of the neighbourhood team.
    pub team: String,
}

/// Whom to call at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrisisLine {
    /// Who it is.
    pub name: String,
    /// The telephone number, as it is shown.
    pub phone: String,
    /// When, or for what.
    #[serde(default)]
    pub when: Option<String>,
}

/// The table of the teams and the list for a crisis; there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Teams {
    /// The postcodes, in their order.
    pub areas: Vec<Area>,
    /// Whom to call, the first one first.
    pub crisis: Vec<CrisisLine>,
    /// When it was last changed, milliseconds since 1970 UTC.
    pub at: i64,
    /// The name of who changed it.
    pub by: String,
}
