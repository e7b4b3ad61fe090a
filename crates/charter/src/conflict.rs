//! Rules that permit what others prohibit.
//!
//! Within a charter that is an error unless one says that it outweighs the other; between a charter and the law the law
//! prevails, and whoever checks the rules is told. The same goes for terms: a charter that keeps a file shorter than the
//! law, or answers later, gives way to it.

use jiff::civil::Date;
use regie_terms::Charter;

use crate::format::{PlainEffect, TermOf};
use crate::laxer::meet;
use crate::load::{Figure, Library, Value};
use crate::problem::Problem;
use crate::rule::{Rule, TermRule};
use crate::term::Length;

/// Two rules of one layer of which one permits what the other prohibits, when neither says it outweighs the other.
/// Across the layers the law prevails by itself; [`laxer_than_the_law`] reports it.
pub(crate) fn contradictions(rules: &[(usize, &Rule)], problems: &mut Vec<Problem>) {
    for (permit, prohibit) in opposed(rules) {
        let same_layer = permit.charter == prohibit.charter;
        if same_layer {
            let problem = Problem::error(
                &prohibit.file,
                prohibit.line,
                format!(
                    "`{}` prohibits what `{}` ({}:{}) permits: one of them has to say `outweighs`",
                    prohibit.id, permit.id, permit.file, permit.line
                ),
            );
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
    }
}

/// Permissions of a charter that meet a prohibition of the law.
pub(crate) fn laxer_than_the_law(library: &Library) -> Vec<Problem> {
    let rules: Vec<(usize, &Rule)> = library.rules.iter().enumerate().collect();
    opposed(&rules)
        .into_iter()
        .filter(|(permit, prohibit)| {
            permit.charter != Charter::Wet && prohibit.charter == Charter::Wet && !prohibit.alone
        })
        .map(|(permit, prohibit)| {
            Problem::warning(
                &permit.file,
                permit.line,
                format!(
                    "`{}` is laxer than the law, which prevails: `{}` ({}:{})",
                    permit.id, prohibit.id, prohibit.file, prohibit.line
                ),
            )
        })
        .collect()
}

/// Terms of a charter that ask less than the law: a file kept shorter, a request answered later.
pub(crate) fn shorter_than_the_law(library: &Library) -> Vec<Problem> {
    let mut problems = Vec::new();
    for rule in &library.rules {
        let Some(own) = &rule.term else { continue };
        if rule.charter == Charter::Wet || own.gives_way {
            continue;
        }
        for law in &library.rules {
            let Some(legal) = &law.term else { continue };
            let compares = law.charter == Charter::Wet
                && !law.alone
                && legal.of == own.of
                && rule.asked.iter().any(|asked| law.asked.contains(asked))
                && rule.condition.meets(&law.condition);
            if !compares {
                continue;
            }
            if let Some((day, own, legal)) = first_laxer_day(library, rule, own, law, legal) {
                problems.push(Problem::warning(
                    &rule.file,
                    rule.line,
                    format!(
                        "`{}` is laxer than the law, which prevails: {own} against {legal} from {day} by `{}` ({}:{})",
                        rule.id, law.id, law.file, law.line
                    ),
                ));
            }
        }
    }
    problems
}

/// The first day on which a charter's term asks less than the law's, with both as text.
fn first_laxer_day(
    library: &Library,
    rule: &Rule,
    own: &TermRule,
    law: &Rule,
    legal: &TermRule,
) -> Option<(Date, String, String)> {
    let (own_value, legal_value) = (library.value(&own.lasts)?, library.value(&legal.lasts)?);
    let figures = own_value.is.iter().chain(&legal_value.is);
    let mut days: Vec<Date> = figures.map(|one| one.from.0).collect();
    days.extend([rule.from, law.from]);
    days.retain(|day| rule.holds_on(*day) && law.holds_on(*day));
    days.sort_unstable();
    days.into_iter().find_map(|day| {
        let (own_figure, legal_figure) = (own_value.on(day)?, legal_value.on(day)?);
        let own_length = Length::of(own_value.unit, own_figure)?;
        let legal_length = Length::of(legal_value.unit, legal_figure)?;
        let laxer = match own.of {
            TermOf::Keep => own_length.is_shorter_than(legal_length),
            TermOf::Answer | TermOf::CarryOut => legal_length.is_shorter_than(own_length),
            TermOf::Destroy | TermOf::MoreTime => false,
        };
        laxer.then(|| {
            let text = |value: &Value, figure: Figure<'_>| {
                format!("{} {}", figure.value, value.unit.as_str())
            };
            (
                day,
                text(own_value, own_figure),
                text(legal_value, legal_figure),
            )
        })
    })
}

/// Two terms of one charter for the same files or requests, of which one lasts longer: the engine takes one of them, and the document meant one.
pub(crate) fn terms_apart(library: &Library) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (place, rule) in library.rules.iter().enumerate() {
        for other in library.rules.iter().skip(place + 1) {
            let (Some(one), Some(two)) = (&rule.term, &other.term) else {
                continue;
            };
            let compares = one.of == two.of
                && one.of != TermOf::MoreTime
                && rule.charter == other.charter
                && (one.lasts != two.lasts || one.counts_from != two.counts_from);
            if !compares {
                continue;
            }
            let day = library
                .days(rule.charter)
                .find(|day| rule.holds_on(*day) && other.holds_on(*day));
            if let Some(day) = day.filter(|day| meet(library, (rule, other), *day)) {
                problems.push(Problem::warning(
                    &other.file,
                    other.line,
                    format!(
                        "`{}` and `{}` ({}:{}) give one question two terms from {day}: {} and {}",
                        other.id, rule.id, rule.file, rule.line, two.lasts, one.lasts
                    ),
                ));
            }
        }
    }
    problems
}

fn opposed<'r>(rules: &[(usize, &'r Rule)]) -> Vec<(&'r Rule, &'r Rule)> {
    let with = |effect| {
        rules
            .iter()
            .map(|(_, rule)| *rule)
            .filter(move |rule| rule.effect == Some(effect))
    };
    let mut pairs = Vec::new();
    for permit in with(PlainEffect::Permit) {
        for prohibit in with(PlainEffect::Prohibit) {
            let together = permit.until.is_none_or(|until| prohibit.from <= until)
                && prohibit.until.is_none_or(|until| permit.from <= until)
                && permit
                    .asked
                    .iter()
                    .any(|asked| prohibit.asked.contains(asked))
                && (permit.charter == prohibit.charter || prohibit.charter == Charter::Wet)
                && permit.condition.meets(&prohibit.condition);
            let settled =
                permit.outweighs.contains(&prohibit.id) || prohibit.outweighs.contains(&permit.id);
            if together && !settled {
                pairs.push((permit, prohibit));
            }
        }
    }
    pairs
}
