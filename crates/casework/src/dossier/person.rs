//! People of a dossier: what is typed about one, and putting another one in (REC-5).
//!
//! Who gets help here has a file under a law. Somebody who gets none is an involved person: known only after they, or who decides for them, agreed.

mod add;
mod known;
mod newcomer;

pub(super) use known::KnownAs;
pub use newcomer::NewPersonInput;

use crate::check::{Check, FIRST_DAY};
use crate::thing::Person;
pub(crate) use add::{bsn_born, findings};
use jiff::civil::Date;
use regie_terms::Bsn;
use serde::Deserialize;

const NAME: usize = 100;
const LINE: usize = 200;
/// The longest reason, in characters.
pub(super) const REASON: usize = 1000;

/// Somebody, as typed. All but names and birth may be blank.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct PersonInput {
    /// Given names.
    pub given: String,
    /// Surname with its prefix.
    pub surname: String,
    /// Date of birth.
    pub born: String,
    /// Citizen service number.
    pub bsn: String,
    /// Street and number.
    pub address: String,
    /// Postcode and place.
    pub postcode: String,
    /// `yes` when the address must not be shown outside the circle that needs it.
    pub secret_address: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
    /// What they are in the household.
    pub role: String,
}

impl PersonInput {
    pub(super) fn read(&self, check: &mut Check, today: Date) -> Option<Person> {
        let given = check.needed("given", &self.given, NAME);
        let surname = check.needed("surname", &self.surname, NAME);
        let born = check.day("born", &self.born, FIRST_DAY, today);
        let bsn = self.bsn(check);
        let address = check.text("address", &self.address, LINE);
        let postcode = check.text("postcode", &self.postcode, LINE);
        if postcode.as_deref().is_some_and(|p| !is_postcode(p)) {
            check.fault("postcode", "not-a-postcode");
        }
        let email = check.text("email", &self.email, LINE);
        if email
            .as_deref()
            .is_some_and(|e| !e.contains('@') || e.contains(char::is_whitespace))
        {
            check.fault("email", "not-an-address");
        }
        let phone = check.text("phone", &self.phone, 40);
        if phone
            .as_deref()
            .is_some_and(|p| !p.chars().any(|c| c.is_ascii_digit()))
        {
            check.fault("phone", "not-a-number");
        }
        let role = check.text("role", &self.role, NAME);
        Some(Person {
            given,
            surname,
            born: born?,
            bsn,
            address,
            postcode,
            secret_address: Check::yes(&self.secret_address),
            email,
            phone,
            // That they cannot is for the manager to decide, once they are here.
            can_weigh: true,
            role,
        })
    }

    fn bsn(&self, check: &mut Check) -> Option<String> {
        let typed = self.bsn.trim();
        if typed.is_empty() {
            return None;
        }
        let read = Bsn::new(typed).ok();
        if read.is_none() {
            check.fault("bsn", "not-a-bsn");
        }
        read.map(|bsn| bsn.digits().to_owned())
    }
}

/// Whether a line begins with a postcode: a Dutch one (`3511` or `3511 AB`, any place after it), or one of abroad with its country before it
/// (`B-2000`, `DE 52062`). Which place belongs to it is not looked at.
fn is_postcode(line: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || c.is_whitespace() || "-'’.,()/".contains(c);
    if !line.chars().all(plain) {
        return false;
    }
    let letters = line.chars().take_while(char::is_ascii_alphabetic).count();
    let rest = line.get(letters..).unwrap_or_default();
    if letters > 0 {
        let rest = rest.strip_prefix(['-', ' ']).unwrap_or_default();
        let code = rest.split_whitespace().next().unwrap_or_default();
        return letters <= 3 && code.chars().any(|c| c.is_ascii_digit());
    }
    let figures = rest.chars().take_while(char::is_ascii_digit).count();
    let after = rest.get(figures..).unwrap_or_default();
    // Straight after the figures come the two letters or nothing: `3511ABC` is none.
    let two = after.chars().take_while(char::is_ascii_alphabetic).count();
    figures == 4 && !rest.starts_with('0') && matches!(two, 0 | 2)
}

#[cfg(test)]
mod tests {
    use super::is_postcode;

    #[test]
    fn a_postcode_is_one_of_here_or_says_its_country() {
        for right in [
            "3531 CJ Utrecht",
            "3531CJ",
            "3531",
            "5521 HL Eersel, bij Hapert",
            "B-2000 Antwerpen",
            "DE 52062 Aachen",
            "GB SW1A 1AA London",
        ] {
            assert!(is_postcode(right), "{right}");
        }
        for wrong in [
            "🏠🏠🏠🏠",
            "3531 🏠",
            "Utrecht",
            "0531 CJ",
            "353 CJ",
            "35311 CJ",
            "3531CJX",
            "٣٥٣١ CJ",
            "<b>",
        ] {
            assert!(!is_postcode(wrong), "{wrong}");
        }
    }
}
