//! A period by its first and last day.

use crate::House;
use jiff::Span;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::ops::Range;

/// A period. Without a first day it has no beginning, without a last one no end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Option<Date>,
    /// The last day, which belongs to it.
    pub until: Option<Date>,
}

impl House {
    /// A period in milliseconds since 1970 UTC, by the days of the Netherlands.
    pub(super) fn within(&self, period: Period) -> Range<i64> {
        let zone = self.local(0).time_zone().clone();
        let after = |day: Date| day.checked_add(Span::new().days(1)).ok();
        let from = period.from.and_then(|day| start(day, &zone));
        let until = period
            .until
            .and_then(after)
            .and_then(|day| start(day, &zone));
        from.unwrap_or(i64::MIN)..until.unwrap_or(i64::MAX)
    }
}

/// The first moment of a day; `None` where there is none that can be said.
fn start(day: Date, zone: &TimeZone) -> Option<i64> {
    let moment = day.to_zoned(zone.clone()).ok()?;
    Some(moment.timestamp().as_millisecond())
}
