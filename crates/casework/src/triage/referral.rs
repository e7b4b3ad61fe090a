//! Through whom somebody came (SHA-13, KE-X.III): a professional is named to the client; who else gave a signal only where they agreed, and is not kept
//! otherwise. Both are talked over with the client first, unless somebody is in danger.

use crate::check::Check;
use crate::thing::{Referral, ReferralFrom};
use serde::Deserialize;

/// The longest name, in characters.
const LONGEST_NAME: usize = 200;
/// The longest text, in characters.
const LONGEST_TEXT: usize = 1000;

/// Through whom somebody came, as typed. All blank: nobody was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ReferralInput {
    /// `oneself`, `professional`, `signal`.
    pub from: String,
    /// Who it was.
    pub name: String,
    /// What they are and where they work.
    pub role: String,
    /// Which data they gave.
    pub gave: String,
    /// `yes` where who gave a signal agrees to be named to the client.
    pub may_be_named: String,
    /// `yes` or `no`: whether it was talked over with the client first.
    pub discussed: String,
    /// Where it was not: who is in danger, and why.
    pub danger: String,
}

/// What was read of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathered {
    /// Through whom.
    pub from: ReferralFrom,
    /// Who it was, where that may be kept.
    pub name: Option<String>,
    /// What they are.
    pub role: Option<String>,
    /// What they gave.
    pub gave: Option<String>,
    /// Why it was not talked over first.
    pub danger: Option<String>,
}

impl ReferralInput {
    /// Reads it. A professional is named; who gave a signal is not, unless they agree; and what was not talked over with the client takes a danger.
    pub(crate) fn read(&self, check: &mut Check) -> Option<Gathered> {
        let from = check.pick::<ReferralFrom>("referral_from", &self.from)?;
        if from == ReferralFrom::Oneself {
            return Some(Gathered {
                from,
                name: None,
                role: None,
                gave: None,
                danger: None,
            });
        }
        let name = match from {
            ReferralFrom::Professional => {
                Some(check.needed("referral_name", &self.name, LONGEST_NAME))
            }
            _ => {
                let typed = check.text("referral_name", &self.name, LONGEST_NAME);
                if typed.is_some() && !Check::yes(&self.may_be_named) {
                    check.fault("referral_name", "not-agreed");
                }
                typed
            }
        };
        let role = check.text("referral_role", &self.role, LONGEST_NAME);
        let gave = check.text("referral_gave", &self.gave, LONGEST_TEXT);
        let danger = if self.discussed.trim().is_empty() {
            check.fault("referral_discussed", "unpicked");
            None
        } else if Check::yes(&self.discussed) {
            None
        } else {
            Some(check.needed("referral_danger", &self.danger, LONGEST_TEXT))
        };
        Some(Gathered {
            from,
            name,
            role,
            gave,
            danger,
        })
    }
}

impl Gathered {
    /// As it is stored.
    pub(crate) fn stored(self, at: i64, by: &str) -> Referral {
        Referral {
            from: self.from,
            name: self.name,
            role: self.role,
            gave: self.gave,
            danger: self.danger,
            at,
            by: by.to_owned(),
        }
    }
}
