//! Turning what was typed into values, with a fault at the field where that does not go.

use std::str::FromStr;

use jiff::civil::Date;

use super::{Fault, Form};
use crate::words::read_date;

/// The days a date may lie between, both included.
#[derive(Clone, Copy, Debug)]
pub struct Between {
    /// The first day possible.
    pub first: Date,
    /// The last day possible.
    pub last: Date,
}

impl Between {
    /// A day of birth: from 1900 until `today`.
    #[must_use]
    pub fn birth(today: Date) -> Self {
        Between {
            first: Date::constant(1900, 1, 1),
            last: today,
        }
    }

    /// Something that happened: from 2015 (when this help began to be the municipality's) until `today`.
    #[must_use]
    pub fn past(today: Date) -> Self {
        Between {
            first: Date::constant(2015, 1, 1),
            last: today,
        }
    }

    /// Something that is to come: from `today` until five years on.
    #[must_use]
    pub fn coming(today: Date) -> Self {
        let last = Date::new(today.year().saturating_add(5), 12, 31).unwrap_or(Date::MAX);
        Between { first: today, last }
    }
}

impl Form {
    /// The trimmed text of a single field, `None` when it is blank; a fault when it came twice with different
    /// texts or is longer than `most` letters (Unicode characters, line ends counted as one).
    pub fn maybe(&mut self, name: &str, most: usize) -> Option<String> {
        let first = self.value(name).to_owned();
        if self.values(name).any(|other| other != first) {
            self.fault(name, "twice");
        }
        let text = first.trim();
        if text.is_empty() {
            return None;
        }
        if text.chars().count() > most {
            let number = i64::try_from(most).ok();
            self.note(Fault {
                field: name.to_owned(),
                what: "too-long",
                number,
                day: None,
            });
        }
        Some(text.to_owned())
    }

    /// The trimmed text of a field that has to be filled in; empty, with a fault, when it is not.
    pub fn needed(&mut self, name: &str, most: usize) -> String {
        self.maybe(name, most).unwrap_or_else(|| {
            self.fault(name, "missing");
            String::new()
        })
    }

    /// A day that has to be filled in, within `between`.
    pub fn date(&mut self, name: &str, between: Between) -> Option<Date> {
        let day = self.maybe_date(name, between);
        if self.value(name).trim().is_empty() {
            self.fault(name, "missing");
        }
        day
    }

    /// A day that may be left out, within `between`.
    pub fn maybe_date(&mut self, name: &str, between: Between) -> Option<Date> {
        let typed = self.maybe(name, 40)?;
        let mut wrong = |what, day| {
            self.note(Fault {
                field: name.to_owned(),
                what,
                number: None,
                day,
            });
            None
        };
        match read_date(&typed) {
            None => wrong("no-date", None),
            Some(day) if day < between.first => wrong("too-early", Some(between.first)),
            Some(day) if day > between.last => wrong("too-late", Some(between.last)),
            Some(day) => Some(day),
        }
    }

    /// One of the words offered, by whatever reads such a word. A word that was not offered is a fault, and so
    /// is none at all.
    pub fn pick<T>(&mut self, name: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let picked = self.maybe_pick(name, read);
        if self.value(name).is_empty() {
            self.fault(name, "unpicked");
        }
        picked
    }

    /// One of the words offered, or none.
    pub fn maybe_pick<T>(&mut self, name: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let word = self.maybe(name, 200)?;
        let found = read(&word);
        if found.is_none() {
            self.fault(name, "unknown");
        }
        found
    }

    /// Any number of the words offered, in the order they came; none may be unknown. `needed` asks for one at
    /// least.
    pub fn picks<T>(
        &mut self,
        name: &str,
        needed: bool,
        read: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let found: Vec<Option<T>> = self
            .values(name)
            .filter(|word| !word.is_empty())
            .map(read)
            .collect();
        if needed && found.is_empty() {
            self.fault(name, "unpicked");
        }
        if found.iter().any(Option::is_none) {
            self.fault(name, "unknown");
        }
        found.into_iter().flatten().collect()
    }

    /// A single checkbox: ticked or not.
    #[must_use]
    pub fn yes(&self, name: &str) -> bool {
        matches!(self.value(name), "yes" | "ja" | "on" | "true" | "1")
    }

    /// A question answered yes or no; no answer is a fault.
    pub fn yes_no(&mut self, name: &str) -> Option<bool> {
        self.pick(name, |word| match word {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        })
    }

    /// Anything that reads itself from text, such as an id; a fault when it does not.
    pub fn parse<T: FromStr>(&mut self, name: &str) -> Option<T> {
        self.pick(name, |word| word.parse().ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn what(form: &Form, field: &str) -> Option<&'static str> {
        form.faults()
            .iter()
            .find(|fault| fault.field == field)
            .map(|fault| fault.what)
    }

    #[test]
    fn blank_is_missing_and_long_is_counted_in_letters() {
        let mut form = Form::new()
            .set("a", "  \n")
            .set("b", "ééé")
            .set("c", "éééé");
        assert_eq!(form.needed("a", 3), "");
        assert_eq!(form.needed("b", 3), "ééé");
        assert_eq!(form.needed("c", 3), "éééé");
        assert_eq!(
            (what(&form, "a"), what(&form, "b"), what(&form, "c")),
            (Some("missing"), None, Some("too-long"))
        );
    }

    #[test]
    fn the_same_field_twice_is_said_unless_it_says_the_same() {
        let mut form = Form::new()
            .add("a", "x")
            .add("a", "y")
            .add("b", "x")
            .add("b", "x");
        form.maybe("a", 9);
        form.maybe("b", 9);
        assert_eq!((what(&form, "a"), what(&form, "b")), (Some("twice"), None));
    }

    #[test]
    fn days_out_of_reach_are_said_with_the_border() {
        let today = date(2026, 11, 21);
        let mut form = Form::new()
            .set("old", "1-1-1850")
            .set("far", "1-1-2250")
            .set("no", "straks")
            .set("ok", "21-11-2026");
        for name in ["old", "far", "no", "ok", "none"] {
            form.date(name, Between::birth(today));
        }
        assert_eq!(what(&form, "old"), Some("too-early"));
        assert_eq!(what(&form, "far"), Some("too-late"));
        assert_eq!(
            form.faults().get(1).and_then(|fault| fault.day),
            Some(today)
        );
        assert_eq!(
            (what(&form, "no"), what(&form, "ok"), what(&form, "none")),
            (Some("no-date"), None, Some("missing"))
        );
    }

    #[test]
    fn only_words_that_were_offered_count() {
        let read = |word: &str| (word == "health").then_some(1);
        let mut form = Form::new()
            .add("data", "health")
            .add("data", "<b>")
            .set("law", "health");
        assert_eq!(form.picks("data", true, read), [1]);
        assert_eq!(form.pick("law", read), Some(1));
        assert_eq!(form.pick("purpose", read), None);
        assert_eq!(
            (
                what(&form, "data"),
                what(&form, "law"),
                what(&form, "purpose")
            ),
            (Some("unknown"), None, Some("unpicked"))
        );
    }
}
