//! Age on a day: the one thing that changes who may decide without anybody doing anything.

use jiff::civil::Date;

/// The band of ages the documents tell apart (PC 3, PV 2B, ZO 10, KE-X 1). A band begins on the birthday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Age {
    /// Under 12: the parent with authority or the guardian decides.
    Under12,
    /// 12 up to and including 15: both decide.
    From12To15,
    /// 16 or older: the person alone decides.
    From16,
}

impl Age {
    /// The band on the day `on`, for somebody born on `born`. Somebody born on 29 February has their birthday on
    /// 1 March in a common year.
    #[must_use]
    pub fn on(born: Date, on: Date) -> Age {
        match years(born, on) {
            ..12 => Age::Under12,
            12..16 => Age::From12To15,
            16.. => Age::From16,
        }
    }
}

/// Whole years lived on the day `on`; negative before the birth.
#[must_use]
pub fn years(born: Date, on: Date) -> i16 {
    let years = on.year() - born.year();
    // Comparing month and day puts 29 February before 1 March and after 28 February: as the rule wants it.
    if (on.month(), on.day()) < (born.month(), born.day()) {
        years - 1
    } else {
        years
    }
}

/// The birthday on which somebody born on `born` reaches `age` years; `None` beyond the calendar.
#[must_use]
pub fn birthday(born: Date, age: i16) -> Option<Date> {
    let year = born.year().checked_add(age)?;
    Date::new(year, born.month(), born.day())
        .or_else(|_| Date::new(year, 3, 1))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_band_begins_on_the_birthday() {
        let born = date(2010, 6, 15);
        assert_eq!(Age::on(born, date(2022, 6, 14)), Age::Under12);
        assert_eq!(Age::on(born, date(2022, 6, 15)), Age::From12To15);
        assert_eq!(Age::on(born, date(2026, 6, 14)), Age::From12To15);
        assert_eq!(Age::on(born, date(2026, 6, 15)), Age::From16);
    }

    #[test]
    fn born_on_29_february_waits_for_1_march() {
        let born = date(2012, 2, 29);
        assert_eq!(Age::on(born, date(2024, 2, 28)), Age::Under12);
        assert_eq!(Age::on(born, date(2024, 2, 29)), Age::From12To15);
        let born = date(2004, 2, 29);
        assert_eq!(years(born, date(2022, 2, 28)), 17);
        assert_eq!(years(born, date(2022, 3, 1)), 18);
        assert_eq!(birthday(born, 18), Some(date(2022, 3, 1)));
        assert_eq!(birthday(born, 20), Some(date(2024, 2, 29)));
        assert_eq!(birthday(born, i16::MAX), None);
    }
}
