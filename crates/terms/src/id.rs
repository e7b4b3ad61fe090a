//! Identifiers: random enough to say nothing, ordered by time so that indexes stay dense.
//!
//! They stand in plain columns and addresses, so they must never be made from anything personal.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// A text that is not an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier: 32 hexadecimal digits are expected")]
pub struct NotAnId;

/// Sixteen bytes that name one thing. The typed ids below are the ones to use in signatures.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(Uuid);

impl Id {
    /// A new identifier (UUID version 7: time first, then 74 random bits).
    #[must_use]
    pub fn fresh() -> Self {
        Self(Uuid::now_v7())
    }

    /// The identifier with exactly these bytes; for fixed ids and for reading columns.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Uuid::from_bytes(bytes))
    }

    /// Reads a column.
    ///
    /// # Errors
    /// [`NotAnId`] when `bytes` is not 16 long.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, NotAnId> {
        Uuid::from_slice(bytes).map(Self).map_err(|_| NotAnId)
    }

    /// Whether it has the form of [`Id::fresh`]. What others send as a fresh id has to: fixed ids, the program's own among them, do not.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.0.get_version_num() == 7 && self.0.get_variant() == uuid::Variant::RFC4122
    }

    /// The sixteen bytes, as stored.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.as_simple())
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Id {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        if text.len() != 32 {
            return Err(NotAnId);
        }
        Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Id);

        impl $name {
            /// A new one.
            #[must_use]
            pub fn fresh() -> Self {
                Self(Id::fresh())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A dossier: one person's or one household's.
    DossierId,
    /// A person as one dossier knows them; the same human in another dossier has another id.
    PersonId,
    /// Somebody who can log in: staff or client.
    AccountId,
    /// Any stored thing.
    RecordId,
    /// A data key in the key store.
    KeyId,
    /// One request to change or look; the same id twice is the same request.
    RequestId,
}

/// The organisation responsible (GDPR 4(7)). Every table leads with it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ControllerId(pub i64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_id_of_the_form_of_a_fresh_one_is_fresh() {
        assert!(Id::fresh().is_fresh());
        for fixed in [[0; 16], [0xff; 16], *b"administrators.."] {
            assert!(!Id::from_bytes(fixed).is_fresh());
        }
        assert!(!Id(Uuid::new_v4()).is_fresh());
        let mut odd = *Id::fresh().as_bytes();
        odd[8] = 0;
        assert!(!Id::from_bytes(odd).is_fresh(), "of another variant");
    }

    #[test]
    fn an_id_survives_its_text_and_refuses_others() {
        let id = Id::fresh();
        assert_eq!(id.to_string().parse(), Ok(id));
        for wrong in [
            "",
            "zz",
            "0190",
            &"g".repeat(32),
            &id.to_string()[1..],
            &format!("{id}0"),
        ] {
            assert_eq!(wrong.parse::<Id>(), Err(NotAnId), "{wrong}");
        }
    }
}
