//! The citizen service number (*burgerservicenummer*).

use std::fmt;

/// A BSN of nine digits that passes the eleven-test. `Debug` never shows the number; there is no `Display`:
/// whoever writes one down asks for its digits by name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bsn([u8; 9]);

/// A text that is no BSN. It does not repeat the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoBsn {
    /// Something else than nine digits (white space and points between them are left out).
    #[error("a BSN has nine digits")]
    Digits,
    /// The digits do not belong together: most often a typing error.
    #[error("these nine digits are no BSN: check for a typing error")]
    ElevenTest,
}

impl Bsn {
    /// Reads nine digits; spaces and points between them are left out.
    ///
    /// # Errors
    /// [`NoBsn`] when they are not nine digits or do not pass the eleven-test.
    pub fn new(text: &str) -> Result<Bsn, NoBsn> {
        let mut digits = [0u8; 9];
        let mut places = digits.iter_mut();
        for byte in text.bytes() {
            match byte {
                b'0'..=b'9' => *places.next().ok_or(NoBsn::Digits)? = byte,
                b' ' | b'.' => {}
                _ => return Err(NoBsn::Digits),
            }
        }
        if places.next().is_some() {
            return Err(NoBsn::Digits);
        }
        if passes(digits) {
            Ok(Bsn(digits))
        } else {
            Err(NoBsn::ElevenTest)
        }
    }

    /// The nine digits, for what has to hold them: a blind index, a form, a message.
    #[must_use]
    pub fn digits(&self) -> &str {
        // Nine ASCII digits are always text.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The digits in groups as people read them: `9999 12 345`.
    #[must_use]
    pub fn grouped(&self) -> String {
        let [a, b, c, d, e, f, g, h, i] = self.0.map(char::from);
        format!("{a}{b}{c}{d} {e}{f} {g}{h}{i}")
    }
}

/// The eleven-test: nine times the first digit, eight times the second, … two times the eighth, minus the last,
/// divides by eleven; nine zeros are no number.
const fn passes(d: [u8; 9]) -> bool {
    let [a, b, c, e, f, g, h, i, last] = d;
    let zero = b'0' as i32;
    let sum = 9 * (a as i32 - zero)
        + 8 * (b as i32 - zero)
        + 7 * (c as i32 - zero)
        + 6 * (e as i32 - zero)
        + 5 * (f as i32 - zero)
        + 4 * (g as i32 - zero)
        + 3 * (h as i32 - zero)
        + 2 * (i as i32 - zero)
        - (last as i32 - zero);
    sum % 11 == 0 && !matches!(d, [b'0', b'0', b'0', b'0', b'0', b'0', b'0', b'0', b'0'])
}

impl fmt::Debug for Bsn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bsn(…)")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn the_eleven_test_finds_a_wrong_digit() {
        assert!(Bsn::new("999990019").is_ok());
        assert_eq!(Bsn::new("999990018"), Err(NoBsn::ElevenTest));
        assert_eq!(Bsn::new("000000000"), Err(NoBsn::ElevenTest));
    }

    #[test]
    fn nine_digits_and_nothing_else() {
        for text in [
            "",
            "99999001",
            "9999900199",
            "99999001a",
            "９９９９９００１９",
        ] {
            assert_eq!(Bsn::new(text), Err(NoBsn::Digits), "{text}");
        }
        assert_eq!(Bsn::new("9999 90 019").unwrap().digits(), "999990019");
        assert_eq!(Bsn::new("999990019").unwrap().grouped(), "9999 90 019");
    }

    #[test]
    fn debug_shows_no_digit() {
        let shown = format!("{:?}", Bsn::new("999990019"));
        assert!(!shown.contains(|c: char| c.is_ascii_digit()), "{shown}");
    }
}
