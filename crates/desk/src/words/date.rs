//! Days and moments as people write them.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use regie_terms::{dutch_day, english_day, month_names};

use super::Lang;

impl Lang {
    /// A day in full: `21 november 2026`, `21 November 2026`.
    #[must_use]
    pub fn day(self, day: impl std::borrow::Borrow<Date>) -> String {
        match self {
            Lang::Nl => dutch_day(*day.borrow()),
            Lang::En => english_day(*day.borrow()),
        }
    }

    /// A moment on the clock of the Netherlands: `21 november 2026 om 14:05`.
    #[must_use]
    pub fn moment(self, at: impl std::borrow::Borrow<Timestamp>) -> String {
        let local = at.borrow().to_zoned(dutch_clock()).datetime();
        let link = match self {
            Lang::Nl => "om",
            Lang::En => "at",
        };
        format!(
            "{} {link} {:02}:{:02}",
            self.day(local.date()),
            local.hour(),
            local.minute()
        )
    }

    /// The hour alone, for something of today: `14:05`.
    #[must_use]
    pub fn hour(self, at: impl std::borrow::Borrow<Timestamp>) -> String {
        let local = at.borrow().to_zoned(dutch_clock());
        format!("{:02}:{:02}", local.hour(), local.minute())
    }
}

/// Whole days from `today` until `day`; negative when it has passed.
#[must_use]
pub fn days_until(today: Date, day: Date) -> i64 {
    today
        .until(day)
        .map_or(0, |span| i64::from(span.get_days()))
}

/// The clock of the Netherlands by its rule, so that a machine without time zone files reads it the same.
fn dutch_clock() -> TimeZone {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::UTC)
}

/// A day as somebody typed it: `21-11-2026`, `21/11/2026`, `21.11.2026`, `21 11 2026`, `21112026`,
/// `21 november 2026` (either language, from three letters on) or `2026-11-21`. Days come before months, as in
/// the Netherlands. `None` for anything else and for days that do not exist; years have four figures.
#[must_use]
pub fn read_date(typed: &str) -> Option<Date> {
    let typed = typed.trim().to_lowercase();
    let split = |c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.' | ',');
    let mut bits = typed.split(split).filter(|bit| !bit.is_empty());
    let (first, second, third) = (bits.next()?, bits.next(), bits.next());
    if bits.next().is_some() {
        return None;
    }
    let (day, month, year) = match (second, third) {
        (Some(month), Some(day)) if first.len() == 4 => (day, month, first),
        (Some(month), Some(year)) => (first, month, year),
        (None, None) if first.len() == 8 && first.is_ascii() => {
            let (day, rest) = first.split_at(2);
            let (month, year) = rest.split_at(2);
            (day, month, year)
        }
        _ => return None,
    };
    if year.len() != 4 {
        return None;
    }
    Date::new(number(year)?, month_of(month)?, number(day)?).ok()
}

/// Figures only, so that a sign is not read as part of a number.
fn number<N: std::str::FromStr>(text: &str) -> Option<N> {
    text.bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}

fn month_of(text: &str) -> Option<i8> {
    if let Some(month) = number(text) {
        return Some(month);
    }
    if text.chars().count() < 3 {
        return None;
    }
    // "mrt" is how March is shortened in Dutch.
    if text == "mrt" {
        return Some(3);
    }
    (1..=12i8).find(|month| {
        let (nl, en) = month_names(*month);
        [nl, en]
            .iter()
            .any(|name| name.to_lowercase().starts_with(text))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_written_as_in_each_language() {
        assert_eq!(Lang::Nl.day(date(2026, 11, 21)), "21 november 2026");
        assert_eq!(Lang::En.day(date(2026, 3, 1)), "1 March 2026");
    }

    #[test]
    fn moments_follow_the_dutch_clock_in_summer_and_winter() {
        let winter: Timestamp = "2026-11-21T13:05:00Z".parse().unwrap();
        let summer: Timestamp = "2026-07-01T22:30:00Z".parse().unwrap();
        assert_eq!(Lang::Nl.moment(winter), "21 november 2026 om 14:05");
        assert_eq!(Lang::En.moment(summer), "2 July 2026 at 00:30");
    }

    #[test]
    fn what_people_type_is_read() {
        let day = Some(date(2026, 11, 21));
        for typed in [
            "21-11-2026",
            "21/11/2026",
            " 21.11.2026 ",
            "21 11 2026",
            "21112026",
            "2026-11-21",
            "21 november 2026",
            "21 Nov 2026",
            "21 november, 2026",
        ] {
            assert_eq!(read_date(typed), day, "{typed}");
        }
        assert_eq!(read_date("1 mrt 2026"), Some(date(2026, 3, 1)));
        assert_eq!(read_date("1 may 2026"), Some(date(2026, 5, 1)));
    }

    #[test]
    fn what_is_no_day_is_not_guessed() {
        for typed in [
            "",
            "morgen",
            "31-2-2026",
            "29-2-2027",
            "21-11-26",
            "21-13-2026",
            "-1-1-1-2026",
            "21-11",
            "٢١-١١-٢٠٢٦",
            "1-m-2026",
            "+1-1-2026",
            "0-1-2026",
            "éééé",
        ] {
            assert_eq!(read_date(typed), None, "{typed}");
        }
    }

    #[test]
    fn days_are_counted_both_ways() {
        assert_eq!(days_until(date(2026, 11, 21), date(2026, 12, 1)), 10);
        assert_eq!(days_until(date(2026, 11, 21), date(2025, 11, 21)), -365);
    }
}
