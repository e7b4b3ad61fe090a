//! What dates leave open: days between two rules of one kind, figures that nobody looked up lately.

use jiff::civil::Date;

use crate::asking::{Asking, World};
use crate::load::Library;
use crate::problem::Problem;
use crate::rule::Rule;

/// Days on which nothing holds between a rule that ended and one that took over: where a question met the first and will meet the second, and on the
/// day after the first none of its kind. Of several that took over, each is looked at for itself.
pub(crate) fn gaps(library: &Library) -> Vec<Problem> {
    let mut problems = Vec::new();
    for ended in &library.rules {
        let Some((until, next)) = ended
            .until
            .and_then(|until| Some((until, until.tomorrow().ok()?)))
        else {
            continue;
        };
        let mut after: Vec<&Rule> = library
            .rules
            .iter()
            .filter(|it| it.until.is_none_or(|until| until >= next) && does_the_same(ended, it))
            .collect();
        after.sort_by_key(|it| it.from);
        for (place, later) in after.iter().enumerate() {
            let before = after.iter().take(place).copied();
            if later.from > next && leaves_open(library, (ended, until), later, before) {
                let last = later.from.yesterday().unwrap_or(next);
                problems.push(Problem::warning(
                    &later.file,
                    later.line,
                    format!(
                        "`{}` takes over from `{}` ({}:{}) and leaves a gap from {next} to {last}",
                        later.id, ended.id, ended.file, ended.line
                    ),
                ));
            }
        }
    }
    problems
}

/// Whether a question meets a rule on its last day and a later one on its first, and none of those that came between.
fn leaves_open<'r>(
    library: &Library,
    (ended, until): (&Rule, Date),
    later: &Rule,
    between: impl Iterator<Item = &'r Rule> + Clone,
) -> bool {
    let on = |on| World {
        charter: ended.charter,
        on,
    };
    let kinds = ended.asked.iter().filter(|it| later.asked.contains(it));
    kinds.into_iter().any(|asked| {
        let mut asking = Asking::new(library, *asked);
        let (was, will) = (
            asking.applies(on(until), ended),
            asking.applies(on(later.from), later),
        );
        asking.that(was);
        asking.that(will);
        for rule in between.clone().filter(|it| it.asked.contains(asked)) {
            let applies = asking.applies(on(rule.from.max(until)), rule);
            asking.that(!applies);
        }
        asking.example().is_some()
    })
}

/// Whether two rules of one charter do the same.
fn does_the_same(a: &Rule, b: &Rule) -> bool {
    a.id != b.id
        && a.charter == b.charter
        && a.alone == b.alone
        && a.asked.iter().any(|asked| b.asked.contains(asked))
        && a.effect == b.effect
        && a.fact == b.fact
        && a.ask == b.ask
        && a.need.as_ref().map(|need| need.what) == b.need.as_ref().map(|need| need.what)
        && a.duty.as_ref().map(|duty| duty.what) == b.duty.as_ref().map(|duty| duty.what)
        && a.term.as_ref().map(|term| term.of) == b.term.as_ref().map(|term| term.of)
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
