//! Days as people write them.

use jiff::civil::Date;

const MONTHS: [(&str, &str); 12] = [
    ("januari", "January"),
    ("februari", "February"),
    ("maart", "March"),
    ("april", "April"),
    ("mei", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("augustus", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("december", "December"),
];

/// The Dutch and the English name of a month, from 1 to 12; empty for another number.
#[must_use]
pub fn month_names(month: i8) -> (&'static str, &'static str) {
    let at = usize::try_from(month.saturating_sub(1)).ok();
    let names = at.and_then(|at| MONTHS.get(at));
    names.copied().unwrap_or_default()
}

/// A day in Dutch: `21 november 2026`.
#[must_use]
pub fn dutch_day(day: Date) -> String {
    format!(
        "{} {} {}",
        day.day(),
        month_names(day.month()).0,
        day.year()
    )
}

/// A day in English: `21 November 2026`.
#[must_use]
pub fn english_day(day: Date) -> String {
    format!(
        "{} {} {}",
        day.day(),
        month_names(day.month()).1,
        day.year()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_the_last_month_have_their_names() {
        let day = |month, day| Date::constant(2026, month, day);
        assert_eq!(dutch_day(day(1, 1)), "1 januari 2026");
        assert_eq!(english_day(day(12, 31)), "31 December 2026");
        assert_eq!(dutch_day(day(3, 21)), "21 maart 2026");
    }
}
