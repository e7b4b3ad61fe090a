//! The period a list is asked for: this week, this month, this year, or from one day until another.

use jiff::Span;
use jiff::civil::{Date, Weekday};
use regie_casework::portal::Period;

use crate::form::{Between, Form};
use crate::words::Lang;

/// A period that a link asks for.
pub(super) struct Choice {
    /// The query, with its question mark; empty for everything.
    pub(super) query: String,
    pub(super) text: &'static str,
    /// Whether it is the one on the page.
    pub(super) chosen: bool,
}

/// What was asked for.
pub(super) struct When {
    pub(super) period: Period,
    /// As part of an address, for the next page: empty, or with an ampersand at its end.
    pub(super) kept: String,
    pub(super) choices: Vec<Choice>,
}

/// The periods by name, with the key of their words.
const NAMED: [(&str, &str); 4] = [
    ("", "portal-period-all"),
    ("week", "portal-period-week"),
    ("month", "portal-period-month"),
    ("year", "portal-period-year"),
];

/// Reads it from an address. Days that cannot be are a fault at their field, and then nothing is left out.
pub(super) fn read(t: Lang, form: &mut Form, today: Date) -> When {
    let between = Between {
        first: Date::constant(2015, 1, 1),
        last: Date::constant(2199, 12, 31),
    };
    let typed = Period {
        from: form.maybe_date("from", between),
        until: form.maybe_date("until", between),
    };
    if matches!((typed.from, typed.until), (Some(from), Some(until)) if until < from) {
        form.fault("until", "before-the-first");
    }
    let named = form.value("period").to_owned();
    let days = typed.from.is_some() || typed.until.is_some() || !form.ok();
    let named = NAMED.iter().map(|(name, _)| *name).find(|n| *n == named);
    let named = named.filter(|_| !days).unwrap_or_default();
    let period = match (days, form.ok()) {
        (true, true) => typed,
        (true, false) => Period::default(),
        (false, _) => of(named, today),
    };
    let mut kept = String::new();
    let days = [("from", period.from), ("until", period.until)];
    if !named.is_empty() {
        kept = format!("period={named}&");
    } else {
        for (name, day) in days {
            if let Some(day) = day {
                kept += &format!("{name}={day}&");
            }
        }
    }
    let all = kept.is_empty();
    let choices = NAMED
        .iter()
        .map(|(name, key)| Choice {
            query: if name.is_empty() {
                String::new()
            } else {
                format!("?period={name}")
            },
            text: t.say(key),
            chosen: if name.is_empty() { all } else { named == *name },
        })
        .collect();
    When {
        period,
        kept,
        choices,
    }
}

/// A named period, until today: a week begins on Monday.
fn of(name: &str, today: Date) -> Period {
    let from = match name {
        "week" => {
            let past = today.weekday().since(Weekday::Monday);
            today.checked_sub(Span::new().days(i64::from(past))).ok()
        }
        "month" => Some(today.first_of_month()),
        "year" => Some(today.first_of_year()),
        _ => None,
    };
    Period { from, until: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn read_from(query: &str) -> (Option<Date>, Option<Date>, String, bool) {
        let mut form = Form::from_query(query);
        let when = read(Lang::Nl, &mut form, date(2026, 11, 21));
        let Period { from, until } = when.period;
        (from, until, when.kept, form.ok())
    }

    #[test]
    fn a_period_is_read_and_kept_for_the_next_page() {
        let none = (None, None, String::new(), true);
        assert_eq!(read_from(""), none);
        assert_eq!(read_from("period=eeuw&van=1"), none);
        let since = |day, kept: &str| (Some(day), None, kept.to_owned(), true);
        assert_eq!(
            read_from("period=week"),
            since(date(2026, 11, 16), "period=week&")
        );
        assert_eq!(
            read_from("period=month"),
            since(date(2026, 11, 1), "period=month&")
        );
        assert_eq!(
            read_from("period=year"),
            since(date(2026, 1, 1), "period=year&")
        );
        let typed = read_from("period=year&from=1-10-2026&until=31-10-2026");
        let days = (Some(date(2026, 10, 1)), Some(date(2026, 10, 31)));
        assert_eq!((typed.0, typed.1), days);
        assert_eq!(typed.2, "from=2026-10-01&until=2026-10-31&");
        assert_eq!(read_from(&typed.2).2, typed.2, "what the next page keeps");
    }

    #[test]
    fn days_that_cannot_be_are_a_fault_and_leave_nothing_out() {
        for query in [
            "from=gisteren",
            "from=31-02-2026",
            "from=1-1-1800",
            "until=1-1-9999",
            "from=2-1-2026&until=1-1-2026",
        ] {
            assert_eq!(
                read_from(query),
                (None, None, String::new(), false),
                "{query}"
            );
        }
    }
}
