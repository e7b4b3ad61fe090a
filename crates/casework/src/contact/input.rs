//! The form of a safe channel, and what is shown of it.

use crate::Refused;
use crate::check::Check;
use crate::thing::{ContactWay, SafeContact, Tongue};
use regie_terms::RequestId;
use serde::{Deserialize, Serialize};

/// The longest of its texts, in characters.
const LONGEST: usize = 300;

/// A safe channel as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ContactInput {
    /// The ways that are safe: `email`, `call`, `text`, `voicemail`, `letter`, `in-person`.
    pub ways: Vec<String>,
    /// `yes` for never at home.
    pub never_home: String,
    /// `yes` for never a message.
    pub never_message: String,
    /// When.
    pub hours: String,
    /// A safe address.
    pub address: String,
    /// Who must not notice.
    pub hidden_from: String,
    /// `nl`, `en` or blank.
    pub language: String,
}

impl ContactInput {
    /// Reads the form.
    ///
    /// # Errors
    /// [`Refused::Invalid`] with the fields to be mended; `ways: unpicked` without any way, and `ways: voicemail` for a voicemail on which never a
    /// message may be left.
    pub(super) fn read(
        &self,
        at: i64,
        by: Option<String>,
        request: RequestId,
    ) -> Result<SafeContact, Refused> {
        let mut check = Check::default();
        let mut ways: Vec<ContactWay> = Vec::new();
        for typed in self.ways.iter().filter(|typed| !typed.trim().is_empty()) {
            ways.extend(check.pick::<ContactWay>("ways", typed));
        }
        ways.sort_unstable();
        ways.dedup();
        let never_message = Check::yes(&self.never_message);
        if ways.is_empty() && check.ok() {
            check.fault("ways", "unpicked");
        } else if never_message && ways.contains(&ContactWay::Voicemail) {
            check.fault("ways", "voicemail");
        }
        let language = if self.language.trim().is_empty() {
            None
        } else {
            check.pick::<Tongue>("language", &self.language)
        };
        let contact = SafeContact {
            ways,
            never_home: Check::yes(&self.never_home),
            never_message,
            hours: check.text("hours", &self.hours, LONGEST),
            address: check.text("address", &self.address, LONGEST),
            hidden_from: check.text("hidden_from", &self.hidden_from, LONGEST),
            language,
            at,
            by,
            request,
        };
        check.done()?;
        Ok(contact)
    }
}

/// A safe channel as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContactView {
    /// The ways that are safe.
    pub ways: Vec<ContactWay>,
    /// Never at home.
    pub never_home: bool,
    /// Never a message.
    pub never_message: bool,
    /// When.
    pub hours: Option<String>,
    /// A safe address; `None` too where the reader does not see it.
    pub address: Option<String>,
    /// Whether there is an address that the reader does not see.
    pub address_held: bool,
    /// Who must not notice.
    pub hidden_from: Option<String>,
    /// In which language.
    pub language: Option<Tongue>,
    /// When it was said, milliseconds since 1970 UTC.
    pub at: i64,
    /// By whom it was written down; `None` where the person did.
    pub by: Option<String>,
}

impl ContactView {
    /// Of what is stored.
    pub(crate) fn of(contact: &SafeContact) -> Self {
        Self {
            ways: contact.ways.clone(),
            never_home: contact.never_home,
            never_message: contact.never_message,
            hours: contact.hours.clone(),
            address: contact.address.clone(),
            address_held: false,
            hidden_from: contact.hidden_from.clone(),
            language: contact.language,
            at: contact.at,
            by: contact.by.clone(),
        }
    }

    /// For a reader who does not see secret addresses: that there is one, and not which.
    pub(crate) fn without_address(&mut self) {
        self.address_held = self.address.take().is_some();
    }
}
