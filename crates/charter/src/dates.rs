//! What dates leave open: days between two rules of one kind, figures that nobody looked up lately.

use jiff::civil::Date;

use crate::load::Library;
use crate::problem::Problem;
use crate::rule::Rule;

/// Days on which nothing holds between a rule that ended and the one that took over.
pub(crate) fn gaps(library: &Library) -> Vec<Problem> {
    let mut problems = Vec::new();
    for ended in &library.rules {
        let Some(next_day) = ended.until.and_then(|until| until.tomorrow().ok()) else {
            continue;
        };
        let after = library
            .rules
            .iter()
            .filter(|later| {
                later.id != ended.id
                    && later.until.is_none_or(|until| until >= next_day)
                    && does_the_same(ended, later)
            })
            .min_by_key(|later| later.from);
        if let Some(later) = after
            && later.from > next_day
        {
            let last = later.from.yesterday().unwrap_or(next_day);
            problems.push(Problem::warning(
                &later.file,
                later.line,
                format!(
                    "`{}` takes over from `{}` ({}:{}) and leaves a gap from {next_day} to {last}",
                    later.id, ended.id, ended.file, ended.line
                ),
            ));
        }
    }
    problems
}

/// Whether two rules of one charter do the same where one situation could meet both.
fn does_the_same(a: &Rule, b: &Rule) -> bool {
    a.charter == b.charter
        && a.alone == b.alone
        && a.asked.iter().any(|asked| b.asked.contains(asked))
        && a.effect == b.effect
        && a.fact == b.fact
        && a.ask == b.ask
        && a.need.as_ref().map(|need| need.what) == b.need.as_ref().map(|need| need.what)
        && a.duty.as_ref().map(|duty| duty.what) == b.duty.as_ref().map(|duty| duty.what)
        && a.term.as_ref().map(|term| term.of) == b.term.as_ref().map(|term| term.of)
        && a.condition.meets(&b.condition)
}

/// Figures that still hold and that nobody checked on or after a day.
pub(crate) fn not_checked_since(library: &Library, since: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    for value in &library.values {
        let mut by = library
            .rules
            .iter()
            .filter(|rule| rule.figures().any(|id| *id == value.id))
            .peekable();
        let ended = by.peek().is_some() && by.all(|rule| rule.until.is_some_and(|it| it < since));
        if let Some(last) = value.is.last()
            && last.checked.0 < since
            && !ended
        {
            problems.push(Problem::warning(
                &value.file,
                value.line,
                format!(
                    "`{}` was last checked on {}, before {since} ({})",
                    value.id, last.checked.0, last.cite
                ),
            ));
        }
    }
    problems
}
