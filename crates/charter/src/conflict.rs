//! Rules that permit what others prohibit.
//!
//! Within a charter that is an error unless one says that it outweighs the other; between a charter and the law the law
//! prevails, and whoever checks the rules is told.

use regie_terms::Charter;

use crate::format::PlainEffect;
use crate::load::Library;
use crate::problem::Problem;
use crate::rule::Rule;

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
