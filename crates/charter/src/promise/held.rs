//! Rules outside every promise, and promises without a rule.

use jiff::civil::Date;

use super::Promise;
use crate::load::Library;
use crate::problem::Problem;
use crate::rule::Rule;

/// Rules of a charter that no promise names for all the days they hold, and promises that are left on some day without any of the rules
/// they name. A charter without a file of promises promises nothing, and nothing is said about it.
pub(crate) fn unpromised(library: &Library) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (charter, promises) in &library.promises {
        let all: Vec<&Promise> = promises
            .chapters
            .iter()
            .flat_map(|it| &it.promises)
            .collect();
        for rule in library.rules.iter().filter(|rule| rule.charter == *charter) {
            if let Some(day) = left_out(rule, &all) {
                let message = format!("`{}` stands under no promise on {day}", rule.id);
                problems.push(Problem::warning(&rule.file, rule.line, message));
            }
        }
        for promise in all.iter().filter(|one| !one.rules.is_empty()) {
            let named = |rule: &&Rule| promise.rules.contains(&rule.id);
            let rules: Vec<&Rule> = library.rules.iter().filter(named).collect();
            let mut days = vec![promise.from];
            days.extend(rules.iter().filter_map(|rule| rule.until?.tomorrow().ok()));
            let bare = days.into_iter().find(|day| {
                promise.holds(*day)
                    && !rules
                        .iter()
                        .any(|rule| rule.from <= *day && rule.until.is_none_or(|last| *day <= last))
            });
            if let Some(day) = bare {
                let message = format!("no rule keeps `{}` on {day}", promise.id);
                problems.push(Problem::warning(&promise.file, promise.line, message));
            }
        }
    }
    problems
}

/// The first day of a rule on which no promise names it.
fn left_out(rule: &Rule, promises: &[&Promise]) -> Option<Date> {
    let named: Vec<&&Promise> = promises
        .iter()
        .filter(|one| one.rules.contains(&rule.id))
        .collect();
    let ends = named.iter().filter_map(|one| one.until?.tomorrow().ok());
    let mut days: Vec<Date> = [rule.from].into_iter().chain(ends).collect();
    days.sort_unstable();
    days.into_iter().find(|day| {
        rule.from <= *day
            && rule.until.is_none_or(|last| *day <= last)
            && !named.iter().any(|one| one.holds(*day))
    })
}
