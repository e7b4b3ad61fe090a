//! To which address somebody can be written to safely (FLD-19).

use crate::thing::{AddressKind, ContactWay, Person, SafeContact};
use serde::Serialize;

/// Why nothing goes to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AddressBar {
    /// None is known.
    Unknown,
    /// It is not safe.
    Unsafe,
    /// The one who would post it does not see it.
    Unseen,
}

impl AddressBar {
    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "no-address",
            Self::Unsafe => "unsafe",
            Self::Unseen => "unseen",
        }
    }
}

/// An address to which a letter could go.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Reach {
    /// Of which kind.
    pub kind: AddressKind,
    /// Its lines, without the name; or why nothing goes there.
    pub lines: Result<Vec<String>, AddressBar>,
    /// Whether it is kept from colleagues.
    pub secret: bool,
}

// Kept out of logs: where somebody lives has no place there.
impl std::fmt::Debug for Reach {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reach")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// The addresses of somebody. `sees` is whether the reader sees what is kept from colleagues.
///
/// A safe address takes the place of the home: who gave one is not written to at home.
pub(super) fn reach(person: &Person, contact: Option<&SafeContact>, sees: bool) -> Vec<Reach> {
    let letter = contact.is_none_or(|c| c.ways.contains(&ContactWay::Letter));
    let safe = contact.and_then(|c| c.address.as_deref());
    let never = contact.is_some_and(|c| c.never_home);
    let lines: Vec<String> = person
        .address
        .iter()
        .chain(&person.postcode)
        .flat_map(|line| line.split(','))
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    let home = if !letter || never || safe.is_some() {
        Err(AddressBar::Unsafe)
    } else if lines.is_empty() {
        Err(AddressBar::Unknown)
    } else if person.secret_address && !sees {
        Err(AddressBar::Unseen)
    } else {
        Ok(lines)
    };
    let mut all = vec![Reach {
        kind: AddressKind::Home,
        lines: home,
        secret: person.secret_address,
    }];
    if let Some(typed) = safe {
        let lines = if !letter {
            Err(AddressBar::Unsafe)
        } else if !sees {
            Err(AddressBar::Unseen)
        } else {
            let parts = typed.split(['\n', ',', ';']);
            let parts = parts.map(|line| line.trim().to_owned());
            Ok(parts.filter(|line| !line.is_empty()).collect())
        };
        all.push(Reach {
            kind: AddressKind::Safe,
            lines,
            secret: true,
        });
    }
    all
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]
    use super::*;
    use regie_terms::RequestId;

    fn person(secret: bool) -> Person {
        serde_json::from_value(serde_json::json!({
            "given": "Roos", "surname": "Proef", "born": "1990-01-01", "can_weigh": true,
            "address": "Proefstraat 1", "postcode": "3511 AA Utrecht", "secret_address": secret,
        }))
        .unwrap()
    }

    fn contact(ways: &[ContactWay], never_home: bool, address: Option<&str>) -> SafeContact {
        SafeContact {
            ways: ways.to_vec(),
            never_home,
            never_message: false,
            hours: None,
            address: address.map(str::to_owned),
            hidden_from: None,
            language: None,
            at: 0,
            by: None,
            request: RequestId::fresh(),
        }
    }

    #[test]
    fn nothing_goes_to_an_address_that_is_not_safe_or_not_seen() {
        use AddressBar::{Unsafe, Unseen};
        let home = |p: &Person, c: Option<&SafeContact>, sees| reach(p, c, sees).remove(0).lines;
        let all = [ContactWay::Letter, ContactWay::Call];
        assert_eq!(
            home(&person(false), None, false).unwrap(),
            ["Proefstraat 1", "3511 AA Utrecht"]
        );
        assert_eq!(home(&person(true), None, false), Err(Unseen));
        assert!(home(&person(true), None, true).is_ok());
        let calls = contact(&[ContactWay::Call], false, None);
        assert_eq!(home(&person(false), Some(&calls), true), Err(Unsafe));
        let away = contact(&all, true, None);
        assert_eq!(home(&person(false), Some(&away), true), Err(Unsafe));
        let other = contact(
            &all,
            false,
            Some("p/a Veilig Huis, Postbus 1\n3500 AA Utrecht"),
        );
        let found = reach(&person(false), Some(&other), true);
        assert_eq!(found[0].lines, Err(Unsafe));
        assert_eq!(
            found[1].lines.clone().unwrap(),
            ["p/a Veilig Huis", "Postbus 1", "3500 AA Utrecht"]
        );
        assert_eq!(
            reach(&person(false), Some(&other), false)[1].lines,
            Err(Unseen)
        );
        let calls = contact(&[ContactWay::Call], false, Some("Postbus 1"));
        assert_eq!(
            reach(&person(false), Some(&calls), true)[1].lines,
            Err(Unsafe)
        );
    }
}
