//! Turning what was typed into values. Everything that does not go is a [`FieldError`] at its field, all of them at once, and nothing is saved.

use crate::{FieldError, Refused};
use jiff::civil::Date;
use regie_terms::{Id, Set, Text, Word, turns_direction};

/// The first day anything here can be about.
pub(crate) const FIRST_DAY: Date = Date::constant(1900, 1, 1);

/// Reads fields and gathers what is wrong with them.
#[derive(Default)]
pub(crate) struct Check {
    faults: Vec<FieldError>,
}

impl Check {
    /// Notes a fault.
    pub fn fault(&mut self, field: &'static str, code: &'static str) {
        self.faults.push(FieldError::new(field, code));
    }

    /// Notes a fault that was found by another check at another field, once.
    pub fn again(&mut self, field: &'static str, fault: FieldError) {
        let fault = FieldError { field, ..fault };
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    /// A text of at most `most` characters; `None` when it is blank.
    pub fn text(&mut self, field: &'static str, typed: &str, most: usize) -> Option<String> {
        let text = tidy(typed);
        if text.chars().any(turns_direction) {
            self.fault(field, "direction");
            return None;
        }
        if text.chars().count() > most {
            self.faults.push(FieldError::limit(
                field,
                "too-long",
                i64::try_from(most).unwrap_or(i64::MAX),
            ));
            return None;
        }
        Text::new(&text).map(|t| t.as_str().to_owned())
    }

    /// A text that has to be there; empty, with a fault, when it is not.
    pub fn needed(&mut self, field: &'static str, typed: &str, most: usize) -> String {
        let before = self.faults.len();
        let text = self.text(field, typed, most);
        if text.is_none() && self.faults.len() == before {
            self.fault(field, "missing");
        }
        text.unwrap_or_default()
    }

    /// One of the words of a list, or none chosen.
    pub fn maybe_word<W: Word>(
        &mut self,
        field: &'static str,
        typed: &str,
        among: &[W],
    ) -> Option<W> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        let word = W::from_word(typed).filter(|w| among.contains(w));
        if word.is_none() {
            self.fault(field, "unknown");
        }
        word
    }

    /// One of the words of a list.
    pub fn word<W: Word>(&mut self, field: &'static str, typed: &str, among: &[W]) -> Option<W> {
        if typed.trim().is_empty() {
            self.fault(field, "unpicked");
        }
        self.maybe_word(field, typed, among)
    }

    /// Any number of the words of a list.
    pub fn words<W: Word>(&mut self, field: &'static str, typed: &[String]) -> Set<W> {
        typed
            .iter()
            .filter_map(|t| self.maybe_word(field, t, W::ALL))
            .collect()
    }

    /// A word of a list that is not one of the charter's.
    pub fn pick<T: serde::de::DeserializeOwned>(
        &mut self,
        field: &'static str,
        typed: &str,
    ) -> Option<T> {
        let typed = typed.trim();
        if typed.is_empty() {
            self.fault(field, "unpicked");
            return None;
        }
        let found = serde_json::from_value(serde_json::Value::String(typed.to_owned())).ok();
        if found.is_none() {
            self.fault(field, "unknown");
        }
        found
    }

    /// A day between `first` and `last`, both included; `None` when nothing was typed.
    pub fn maybe_day(
        &mut self,
        field: &'static str,
        typed: &str,
        first: Date,
        last: Date,
    ) -> Option<Date> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        match read_day(typed) {
            None => self.fault(field, "no-date"),
            Some(day) if day < first.max(FIRST_DAY) => self.fault(field, "too-early"),
            Some(day) if day > last => self.fault(field, "too-late"),
            Some(day) => return Some(day),
        }
        None
    }

    /// A day that has to be there.
    pub fn day(
        &mut self,
        field: &'static str,
        typed: &str,
        first: Date,
        last: Date,
    ) -> Option<Date> {
        if typed.trim().is_empty() {
            self.fault(field, "missing");
        }
        self.maybe_day(field, typed, first, last)
    }

    /// A box that is ticked, or a yes.
    pub fn yes(typed: &str) -> bool {
        matches!(typed.trim(), "yes" | "on" | "true" | "1" | "ja")
    }

    /// An id; `None` with a fault when it is none. Whether it belongs here is for the caller to see.
    pub fn id(&mut self, field: &'static str, typed: &str) -> Option<Id> {
        let typed = typed.trim();
        if typed.is_empty() {
            self.fault(field, "unpicked");
            return None;
        }
        let id = typed.parse().ok();
        if id.is_none() {
            self.fault(field, "unknown");
        }
        id
    }

    /// Whether all is well so far.
    pub fn ok(&self) -> bool {
        self.faults.is_empty()
    }

    /// The same with what is wrong in another order.
    pub fn in_order(self, order: impl FnOnce(Vec<FieldError>) -> Vec<FieldError>) -> Self {
        Self {
            faults: order(self.faults),
        }
    }

    /// What is wrong.
    pub fn faults(self) -> Vec<FieldError> {
        self.faults
    }

    /// Gives up when anything is wrong.
    pub fn done(self) -> Result<(), Refused> {
        if self.faults.is_empty() {
            Ok(())
        } else {
            Err(Refused::Invalid(self.faults))
        }
    }
}

/// Line ends as one character, and no control characters: they show nothing and break what is printed.
fn tidy(typed: &str) -> String {
    typed
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

/// Reads `2026-11-21` or `21-11-2026`.
fn read_day(typed: &str) -> Option<Date> {
    let mut parts = typed.split('-');
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some()
        || [a, b, c]
            .iter()
            .any(|p| p.is_empty() || !p.bytes().all(|d| d.is_ascii_digit()))
    {
        return None;
    }
    let (year, day) = match (a.len(), c.len()) {
        (4, 1..=2) => (a, c),
        (1..=2, 4) => (c, a),
        _ => return None,
    };
    Date::new(year.parse().ok()?, b.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use jiff::civil::date;
    use regie_terms::Kind;

    #[test]
    fn days_are_real_and_within_bounds() {
        let today = date(2026, 11, 21);
        let read = |typed: &str| {
            let mut check = Check::default();
            let day = check.day("on", typed, FIRST_DAY, today);
            (day, check.faults.first().map(|f| f.code))
        };
        assert_eq!(read("2026-11-21"), (Some(today), None));
        assert_eq!(read(" 21-11-2026 "), (Some(today), None));
        assert_eq!(read(""), (None, Some("missing")));
        assert_eq!(read("1850-01-01"), (None, Some("too-early")));
        assert_eq!(read("2250-01-01"), (None, Some("too-late")));
        for wrong in [
            "2026-02-30",
            "gisteren",
            "+2026-1-1",
            "2026-11",
            "21-11-26",
            "2026-11-21-1",
            "٢٠٢٦-١١-٢١",
        ] {
            assert_eq!(read(wrong), (None, Some("no-date")), "{wrong}");
        }
    }

    #[test]
    fn texts_are_counted_in_characters_and_blank_is_missing() {
        let mut check = Check::default();
        assert_eq!(check.needed("text", "  سلام\u{0} \r\n👍🏽 ", 20), "سلام \n👍🏽");
        assert!(check.ok());
        assert_eq!(check.needed("text", " \u{200b}\n", 20), "");
        assert_eq!(check.needed("need", "aaaa", 3), "");
        let Err(Refused::Invalid(faults)) = check.done() else {
            unreachable!()
        };
        assert_eq!(
            faults,
            [
                FieldError::new("text", "missing"),
                FieldError::limit("need", "too-long", 3)
            ]
        );
    }

    #[test]
    fn what_turns_the_text_around_is_refused() {
        for wrong in ["Jan\u{202e}naJ", "\u{2066}5", "a\u{202a}"] {
            let mut check = Check::default();
            assert_eq!(check.text("given", wrong, 20), None);
            assert!(!check.ok(), "{wrong:?}");
        }
        let mut check = Check::default();
        assert!(check.text("given", "\u{200f}سلام", 20).is_some() && check.ok());
    }

    #[test]
    fn only_words_of_the_list_are_taken() {
        let mut check = Check::default();
        assert_eq!(check.word("kind", "that", Kind::ALL), Some(Kind::That));
        assert_eq!(check.maybe_word("kind", "", Kind::ALL), None);
        assert!(check.ok());
        assert_eq!(check.word("kind", "That", Kind::ALL), None);
        assert_eq!(check.word("kind", "that", &[Kind::What]), None);
        assert_eq!(check.word("kind", "", Kind::ALL), None);
        let Err(Refused::Invalid(faults)) = check.done() else {
            unreachable!()
        };
        assert_eq!(
            faults.iter().map(|f| f.code).collect::<Vec<_>>(),
            ["unknown", "unknown", "unpicked"]
        );
    }
}
