//! Free text somebody typed: never blank, and never shown by `Debug`.

use std::fmt;

/// A text with something in it. A blank text is no text, everywhere, so there is no blank `Text`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(transparent)]
pub struct Text(String);

impl Text {
    /// The text without the white space around it, or `None` when nothing is left.
    #[must_use]
    pub fn new(text: &str) -> Option<Text> {
        let text = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
        (!text.is_empty()).then(|| Text(text.to_owned()))
    }

    /// What was typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Characters that show nothing and that `char::is_whitespace` does not count as white space.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{00ad}' | '\u{180e}'
    ) || c.is_control()
}

/// Whether a character turns the direction in which text around it is shown: U+202A to U+202E and U+2066 to U+2069. They show nothing themselves, no
/// keyboard types them, and with them a name or a figure reads as another than it is. The marks U+200E and U+200F are harmless and stay.
#[must_use]
pub const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text of {} characters", self.0.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_is_no_text() {
        for blank in ["", " ", "\t\n", "\u{a0}", "\u{200b}", " \u{feff} "] {
            assert_eq!(Text::new(blank), None, "{blank:?}");
        }
        assert_eq!(Text::new(" a b ").map(|t| t.0), Some("a b".to_owned()));
    }

    #[test]
    fn debug_shows_no_text() {
        let shown = format!("{:?}", Text::new("Fatima slaapt slecht"));
        assert!(!shown.contains("Fatima"));
    }
}
