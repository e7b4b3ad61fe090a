//! Terms: how long a file is kept, by when a request is answered.
//!
//! How long, and counted from which day, stands in the rules. What is here is the calendar, and which of several terms
//! counts: a file is kept until the last of them ends, everything else is done before the first of them ends.

use jiff::ToSpan;
use jiff::civil::Date;
use regie_terms::{Keep, Terms};

use crate::book::Test;
use crate::fact::Facts;
use crate::format::{CountsFrom, TermOf, Unit};
use crate::judge::Applies;
use crate::load::Figure;
use crate::reasons::Reasons;
use crate::situation::Situation;

/// A rule about a term, compiled for one day.
#[derive(Debug)]
pub(crate) struct Timed {
    pub(crate) bit: u16,
    pub(crate) test: Test,
    pub(crate) of: TermOf,
    pub(crate) lasts: Length,
    pub(crate) counts_from: CountsFrom,
}

/// How long: days and months, added in that order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Length {
    days: i32,
    months: i32,
}

/// The days a question counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Days {
    /// It asks for no terms.
    None,
    /// A file, by the day it was closed and the day it was last changed.
    File {
        closed: Date,
        last_change: Date,
        /// The last day, set by the controller; it counts where no rule names a term.
        set: Option<Date>,
    },
    /// A request, by the day it was received.
    Request { received: Date },
}

/// The terms that run, and the rules they rest on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Running {
    pub(crate) keep: Option<Keep>,
    pub(crate) terms: Option<Terms>,
    pub(crate) reasons: Reasons,
}

impl Length {
    /// A figure as a length. Hours are no term.
    pub(crate) fn of(unit: Unit, figure: Figure<'_>) -> Option<Length> {
        let count = i32::from(figure.value);
        let (days, months) = match unit {
            Unit::Years => (0, count * 12),
            Unit::Months => (0, count),
            Unit::Days => (count, 0),
            Unit::Hours => return None,
        };
        Some(Length { days, months })
    }

    /// The last day of a term of this length that counts from `day`. Months and years end on the same day of the
    /// month, or on its last day where it is shorter; a term that runs past the calendar ends with it.
    pub(crate) fn after(self, day: Date) -> Date {
        day.saturating_add(self.days.days())
            .saturating_add(self.months.months())
    }

    fn and(self, other: Length) -> Length {
        Length {
            days: self.days + other.days,
            months: self.months + other.months,
        }
    }

    /// Whether it is shorter than `other` from every day on.
    pub(crate) const fn is_shorter_than(self, other: Length) -> bool {
        // A month has 28 to 31 days.
        self.days + self.months * 31 < other.days + other.months * 28
            || (self.days == other.days && self.months < other.months)
    }
}

impl CountsFrom {
    /// The day a term of keeping counts from.
    pub(crate) fn day(self, closed: Date, last_change: Date) -> Date {
        match self {
            CountsFrom::LastChange => last_change,
            CountsFrom::Closed => closed,
            CountsFrom::EndOfYearClosed => closed.last_of_year(),
        }
    }
}

impl Timed {
    /// The last day a file is kept by this rule alone; `None` for other terms.
    pub(crate) fn kept_until(&self, days: Days) -> Option<Date> {
        match (self.of, days) {
            (
                TermOf::Keep,
                Days::File {
                    closed,
                    last_change,
                    ..
                },
            ) => Some(self.lasts.after(self.counts_from.day(closed, last_change))),
            _ => None,
        }
    }
}

impl Running {
    /// No term runs.
    pub(crate) const NONE: Running = Running {
        keep: None,
        terms: None,
        reasons: Reasons::NONE,
    };
}

/// Which terms run in a situation, by the facts known so far.
pub(crate) fn running(rules: &[Timed], facts: &Facts, it: &Situation) -> Running {
    let mut applying = Reasons::NONE;
    let mut until: Option<Date> = None;
    let mut more = Length::default();
    for rule in rules {
        if rule.test.applies(facts, it) == Applies::Yes {
            applying.insert(usize::from(rule.bit));
            match rule.of {
                TermOf::Keep => until = until.max(rule.kept_until(it.days)),
                TermOf::MoreTime => more = more.and(rule.lasts),
                TermOf::Destroy | TermOf::Answer | TermOf::CarryOut => {}
            }
        }
    }
    if let (None, Days::File { set, .. }) = (until, it.days) {
        until = set;
    }
    let of_kind = |of| {
        rules
            .iter()
            .filter(move |rule| rule.of == of && applying.has(rule.bit))
    };
    let first = |of, from: Date, more: Length| {
        of_kind(of)
            .map(|rule| rule.lasts.and(more).after(from))
            .min()
    };
    let mut reasons = applying;
    if until.is_none() {
        // Without a last day of keeping nothing counts from it.
        let mut idle = Reasons::NONE;
        for rule in of_kind(TermOf::Destroy) {
            idle.insert(usize::from(rule.bit));
        }
        reasons = reasons.without(&idle);
    }
    let keep = until.map(|until| Keep {
        until,
        destroy_by: first(TermOf::Destroy, until, Length::default()).unwrap_or(until),
    });
    let terms = match it.days {
        Days::Request { received } => {
            first(TermOf::Answer, received, more).map(|answer_by| Terms {
                answer_by,
                carry_out_by: first(TermOf::CarryOut, received, Length::default()),
            })
        }
        Days::None | Days::File { .. } => None,
    };
    Running {
        keep,
        terms,
        reasons,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const fn months(months: i32) -> Length {
        Length { days: 0, months }
    }

    const fn days(days: i32) -> Length {
        Length { days, months: 0 }
    }

    #[test]
    fn months_and_years_end_within_their_month() {
        for (length, from, last) in [
            (months(180), date(2012, 2, 29), date(2027, 2, 28)),
            (months(240), date(2008, 2, 29), date(2028, 2, 29)),
            (months(12), date(2027, 2, 28), date(2028, 2, 28)),
            (months(12), date(2028, 2, 29), date(2029, 2, 28)),
            (months(1), date(2026, 1, 31), date(2026, 2, 28)),
            (months(1), date(2024, 1, 31), date(2024, 2, 29)),
            (months(3), date(2026, 10, 31), date(2027, 1, 31)),
            (days(28), date(2024, 2, 1), date(2024, 2, 29)),
            (days(28).and(months(2)), date(2026, 12, 5), date(2027, 3, 2)),
            (days(1), date(2025, 12, 31), date(2026, 1, 1)),
            (months(240), date(9990, 1, 1), Date::MAX),
        ] {
            assert_eq!(length.after(from), last, "{length:?} from {from}");
        }
    }

    #[test]
    fn a_year_of_closing_ends_on_31_december() {
        let (closed, changed) = (date(2020, 2, 29), date(2019, 5, 1));
        let day = |from: CountsFrom| from.day(closed, changed);
        assert_eq!(day(CountsFrom::EndOfYearClosed), date(2020, 12, 31));
        assert_eq!(day(CountsFrom::Closed), closed);
        assert_eq!(day(CountsFrom::LastChange), changed);
    }

    #[test]
    fn shorter_is_shorter_from_every_day_on() {
        assert!(months(84).is_shorter_than(months(180)));
        assert!(!months(180).is_shorter_than(months(180)));
        assert!(days(27).is_shorter_than(months(1)));
        assert!(!days(28).is_shorter_than(months(1)));
        assert!(!months(1).is_shorter_than(days(28)));
        assert!(months(1).is_shorter_than(days(32)));
        assert!(months(1).is_shorter_than(months(2)));
    }
}
