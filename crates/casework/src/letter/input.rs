//! How a letter goes, as typed.

use super::view::LetterPage;
use super::{AddressBar, LONGEST, Reach};
use crate::Refused;
use crate::check::Check;
use crate::thing::{AddressKind, IdentityBy, LetterWay, Tongue};
use serde::Deserialize;

/// How a letter goes, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SendInput {
    /// `portal`, `collected`, `posted`.
    pub way: String,
    /// `nl`, `en`.
    pub language: String,
    /// How it was made sure who collects it: `document`, `known`.
    pub identity: String,
    /// To which address it is posted: `home`, `safe`.
    pub address: String,
    /// Why the portal is impossible.
    pub no_portal: String,
    /// Why collecting is impossible.
    pub no_collect: String,
    /// `yes`: it goes in a sealed envelope marked confidential.
    pub sealed: String,
}

/// The same as it was read.
pub(super) struct Going {
    pub way: LetterWay,
    pub language: Tongue,
    pub identity: Option<IdentityBy>,
    pub address: Option<(AddressKind, bool)>,
    pub no_portal: Option<String>,
    pub no_collect: Option<String>,
}

impl SendInput {
    /// The address that was chosen, of those of the letter.
    #[must_use]
    pub fn to<'a>(&self, page: &'a LetterPage) -> Option<&'a Reach> {
        let chosen =
            |r: &&Reach| self.way.trim() == "posted" && r.kind.as_str() == self.address.trim();
        page.reach.iter().find(chosen)
    }

    /// Reads the form.
    ///
    /// # Errors
    /// [`Refused::Invalid`] with the fields to be mended.
    pub(super) fn read(&self, portal: bool, reach: &[Reach]) -> Result<Going, Refused> {
        let mut check = Check::default();
        let way = check.pick::<LetterWay>("way", &self.way);
        let language = check.pick::<Tongue>("language", &self.language);
        let mut going = Going {
            way: way.unwrap_or(LetterWay::Portal),
            language: language.unwrap_or(Tongue::Nl),
            identity: None,
            address: None,
            no_portal: None,
            no_collect: None,
        };
        match way {
            Some(LetterWay::Portal) if !portal => check.fault("way", "no-portal"),
            Some(LetterWay::Collected) => {
                going.identity = check.pick::<IdentityBy>("identity", &self.identity);
                if going.identity == Some(IdentityBy::Portal) {
                    check.fault("identity", "unknown");
                }
            }
            Some(LetterWay::Posted) => {
                going.no_portal = Some(check.needed("no_portal", &self.no_portal, LONGEST));
                going.no_collect = Some(check.needed("no_collect", &self.no_collect, LONGEST));
                if !Check::yes(&self.sealed) {
                    check.fault("sealed", "unticked");
                }
                if let Some(kind) = check.pick::<AddressKind>("address", &self.address) {
                    let found = reach.iter().find(|r| r.kind == kind);
                    match found.map(|r| (&r.lines, r.secret)) {
                        Some((Ok(_), secret)) => going.address = Some((kind, secret)),
                        Some((Err(bar), _)) => check.fault("address", bar.as_str()),
                        None => check.fault("address", AddressBar::Unknown.as_str()),
                    }
                }
            }
            Some(LetterWay::Portal) | None => {}
        }
        check.done()?;
        Ok(going)
    }
}
