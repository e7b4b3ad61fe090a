//! Why a question could not be read: which field, what was found, what is accepted.

use std::fmt;

/// A question that cannot be read. `Display` is the message for standard error and the API: it names the field
/// by its path and never repeats free text, names or birth dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The path of the field: `to.party`, `consents[1].on`.
    pub field: String,
    /// What was found there, in words; a word that could be from the vocabulary is repeated.
    pub found: String,
    /// What is accepted there.
    pub accepted: String,
}

impl Unreadable {
    /// Names a field, what was found and what is accepted.
    #[must_use]
    pub fn new(
        field: impl Into<String>,
        found: impl Into<String>,
        accepted: impl Into<String>,
    ) -> Unreadable {
        Unreadable {
            field: field.into(),
            found: found.into(),
            accepted: accepted.into(),
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Unreadable {
            field,
            found,
            accepted,
        } = self;
        write!(f, "`{field}`: found {found}; accepted: {accepted}")
    }
}

impl std::error::Error for Unreadable {}

/// The longest word that is repeated in a message.
const LONGEST_WORD: usize = 40;
/// How many digits a repeated word may hold: fewer than a birth date or a BSN.
const MOST_DIGITS: usize = 3;

/// The word in backticks when it looks like one of a vocabulary, otherwise only how long it is: what stands where
/// a word should be may be a name.
#[must_use]
pub fn shown(word: &str) -> String {
    let wordlike = !word.is_empty()
        && word.len() <= LONGEST_WORD
        && word
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        && word.bytes().filter(u8::is_ascii_digit).count() <= MOST_DIGITS;
    if wordlike {
        format!("`{word}`")
    } else {
        format!("a text of {} characters", word.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_wordlike_texts_are_repeated() {
        assert_eq!(shown("skool"), "`skool`");
        assert_eq!(shown("999990019"), "a text of 9 characters");
        assert_eq!(shown("Fatima de Vries"), "a text of 15 characters");
        assert_eq!(shown("2012-05-01"), "a text of 10 characters");
    }
}
