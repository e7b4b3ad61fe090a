//! Percent-escapes and letters, read leniently.

use regie_terms::turns_direction;

use super::{Fault, Form, MOST_FIELDS};

/// Undoes `+` and `%XX`; a `%` that is no escape stays what it is.
fn undo(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&first, after)) = rest.split_first() {
        match (first, after) {
            (b'+', _) => {
                out.push(b' ');
                rest = after;
            }
            (b'%', [high, low, more @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    out.push(high * 16 + low);
                    rest = more;
                }
                _ => {
                    out.push(first);
                    rest = after;
                }
            },
            _ => {
                out.push(first);
                rest = after;
            }
        }
    }
    out
}

fn hex(figure: u8) -> Option<u8> {
    char::from(figure)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

/// Makes text of bytes. Line ends become `\n`; letters that cannot be read and control characters (which no
/// keyboard types and a database may refuse) become `�`, and the answer says that some were there.
pub(super) fn letters(bytes: &[u8]) -> (String, bool) {
    let (text, mut odd) = match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), false),
        Err(_) => (String::from_utf8_lossy(bytes).into_owned(), true),
    };
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !text.chars().any(control) {
        return (text, odd);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let clean: String = text
        .chars()
        .map(|c| {
            if control(c) {
                odd = true;
                '\u{FFFD}'
            } else {
                c
            }
        })
        .collect();
    (clean, odd)
}

/// Escapes for [`Form::to_query`].
pub(super) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

impl Form {
    /// Adds what stands in `a=b&c=d`, up to the most fields there may be.
    pub(super) fn eat_urlencoded(&mut self, bytes: &[u8]) {
        for pair in bytes.split(|b| *b == b'&').filter(|pair| !pair.is_empty()) {
            if self.values.len() >= MOST_FIELDS {
                self.fault("", "too-many-fields");
                return;
            }
            let at = pair.iter().position(|b| *b == b'=').unwrap_or(pair.len());
            let (name, value) = pair.split_at(at);
            self.eat(
                &undo(name),
                &undo(value.strip_prefix(b"=").unwrap_or_default()),
            );
        }
    }

    /// Adds one field; whoever calls counts them.
    pub(super) fn eat(&mut self, name: &[u8], value: &[u8]) {
        let (name, _) = letters(name);
        let (mut value, odd) = letters(value);
        // They show nothing, so whoever has to mend it could not find them: they are taken out, and it is said.
        if value.chars().any(turns_direction) {
            value.retain(|c| !turns_direction(c));
            self.fault(&name, "direction");
        }
        if odd {
            self.note(Fault {
                field: name.clone(),
                what: "unreadable",
                number: None,
                day: None,
            });
        }
        self.values.push((name, value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_escapes_stay_as_typed() {
        let form = Form::from_query("a=100%&b=50%25+van+%zz&c=%e2%82%ac&d");
        assert_eq!(form.value("a"), "100%");
        assert_eq!(form.value("b"), "50% van %zz");
        assert_eq!(form.value("c"), "€");
        assert!(form.came("d") && form.ok());
    }

    #[test]
    fn letters_that_cannot_be_read_are_said_at_the_field() {
        let form = Form::from_query("naam=caf%E9&noot=a%00b&goed=a%0D%0Ab");
        assert_eq!(form.value("naam"), "caf\u{FFFD}");
        assert_eq!(form.value("noot"), "a\u{FFFD}b");
        assert_eq!(form.value("goed"), "a\nb");
        let wrong: Vec<&str> = form
            .faults()
            .iter()
            .map(|fault| fault.field.as_str())
            .collect();
        assert_eq!(wrong, ["naam", "noot"]);
    }

    #[test]
    fn signs_that_turn_the_text_around_are_taken_out_and_said() {
        // "Jan" with an override and an isolate; a mark that Arabic and Hebrew need stays.
        let form =
            Form::from_query("naam=%E2%80%AEnaJ%E2%81%A9&goed=%E2%80%8F%D8%B3%D9%84%D8%A7%D9%85");
        assert_eq!(form.value("naam"), "naJ");
        assert_eq!(form.value("goed"), "\u{200f}سلام");
        let wrong: Vec<_> = form
            .faults()
            .iter()
            .map(|fault| (fault.field.as_str(), fault.what))
            .collect();
        assert_eq!(wrong, [("naam", "direction")]);
    }

    #[test]
    fn more_fields_than_any_page_has_are_left_out_and_said() {
        let form = Form::from_query(&"a=1&".repeat(MOST_FIELDS));
        assert!(form.ok());
        let form = Form::from_query(&"a=%00&".repeat(MOST_FIELDS * 2));
        assert_eq!(form.values("a").count(), MOST_FIELDS);
        let wrong: Vec<_> = form.faults().iter().map(|fault| fault.what).collect();
        assert_eq!(wrong, ["unreadable", "too-many-fields"]);
    }

    #[test]
    fn a_draft_comes_back_as_it_was_without_its_secrets() {
        let form = Form::new()
            .set("need", "a&b=c\n100% €")
            .add("data", "health")
            .add("data", "bsn");
        let kept = form.set("csrf", "token").to_query();
        assert!(!kept.contains("token"));
        let back = Form::from_query(&kept);
        assert_eq!(back.value("need"), "a&b=c\n100% €");
        assert_eq!(back.values("data").collect::<Vec<_>>(), ["health", "bsn"]);
    }
}
