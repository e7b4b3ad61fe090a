//! The rules of one charter on one day for one question, compiled: facts as numbers, rules in the order they are
//! judged, reasons as bits.

use std::collections::HashSet;

use jiff::civil::Date;
use regie_terms::Charter;

use crate::conflict::contradictions;
use crate::fact::{Fact, Named};
use crate::format::{Asked, PlainEffect};
use crate::load::Library;
use crate::problem::Problem;
use crate::reasons::{MOST, Reasons};
use crate::rule::{Condition, DutyRule, NeedRule, Rule};

/// The compiled rules.
#[derive(Debug)]
pub(crate) struct Book {
    pub(crate) charter: Charter,
    /// The first day of the charter's version.
    pub(crate) version: Date,
    /// The day these rules and citations begin to hold.
    pub(crate) since: Date,
    /// Which rule of the library each bit of a reason is; in the order of an answer.
    pub(crate) rules: Vec<usize>,
    /// Rules that conclude facts or say whom to ask, each after those it builds on.
    pub(crate) concluding: Vec<Concluding>,
    /// Rules that judge.
    pub(crate) judging: Vec<Judging>,
    pub(crate) permits: Reasons,
    pub(crate) prohibits: Reasons,
    pub(crate) otherwise: Reasons,
    pub(crate) says: Reasons,
    pub(crate) says_unless_prohibited: Reasons,
    /// The rules of the law, as against the charter's own.
    pub(crate) of_law: Reasons,
}

#[derive(Debug)]
pub(crate) struct Concluding {
    pub(crate) bit: u16,
    pub(crate) test: Test,
    /// Number of the fact, and its place among the derived.
    pub(crate) fact: Option<(u16, usize)>,
    pub(crate) ask: regie_terms::Set<regie_terms::Consenter>,
}

#[derive(Debug)]
pub(crate) struct Judging {
    pub(crate) bit: u16,
    pub(crate) test: Test,
    pub(crate) outweighs: Reasons,
    pub(crate) need: Option<(NeedRule, Box<[u16]>)>,
    pub(crate) duty: Option<DutyRule>,
}

/// A condition as numbers.
#[derive(Debug)]
pub(crate) struct Test {
    pub(crate) when: Box<[u16]>,
    pub(crate) any: Box<[u16]>,
    /// Facts of the question that keep the rule from applying.
    pub(crate) unless: Box<[u16]>,
    /// Concluded facts that do: their rules then carry the weight.
    pub(crate) unless_derived: Box<[(u16, usize)]>,
    /// Concluded facts it builds on.
    pub(crate) builds_on: Box<[(u16, usize)]>,
    pub(crate) row: Option<Box<Row>>,
}

/// The part of a condition that compares whole fields; a set of `u64::MAX` is anything.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) giver: u64,
    pub(crate) receiver: u64,
    pub(crate) purpose: u64,
    pub(crate) data: u64,
}

impl Book {
    /// Compiles what holds for `charter` on `day`; `None` when nothing answers this question.
    pub(crate) fn compile(
        library: &Library,
        charter: Charter,
        version: Date,
        day: Date,
        asked: Asked,
        problems: &mut Vec<Problem>,
    ) -> Option<Book> {
        let rules: Vec<(usize, &Rule)> = library
            .rules
            .iter()
            .enumerate()
            .filter(|(_, rule)| {
                (rule.charter == charter || (rule.charter == Charter::Wet && !rule.alone))
                    && rule.holds_on(day)
                    && rule.asked.contains(&asked)
            })
            .collect();
        let has_otherwise = rules
            .iter()
            .any(|(_, rule)| rule.effect == Some(PlainEffect::ProhibitOtherwise));
        if !has_otherwise {
            // Rules without a default would leave a question open; only a question that no rule judges at all
            // may go unanswered.
            if let Some((_, rule)) = rules.iter().find(|(_, rule)| rule.judges()) {
                problems.push(Problem::error(
                    &rule.file,
                    rule.line,
                    format!(
                        "{charter} has rules for {} on {day} and none that says no otherwise",
                        asked.as_str()
                    ),
                ));
            }
            return None;
        }
        if let Some((_, rule)) = rules.get(MOST) {
            let message = format!("more than {MOST} rules for one question");
            problems.push(Problem::error(&rule.file, rule.line, message));
            return None;
        }
        let bit_of = |id: &str| rules.iter().position(|(_, rule)| rule.id == id);
        let mut book = Book {
            charter,
            version,
            since: day,
            rules: rules.iter().map(|(place, _)| *place).collect(),
            concluding: Vec::new(),
            judging: Vec::new(),
            permits: Reasons::NONE,
            prohibits: Reasons::NONE,
            otherwise: Reasons::NONE,
            says: Reasons::NONE,
            says_unless_prohibited: Reasons::NONE,
            of_law: Reasons::NONE,
        };
        for place in in_order(&rules, problems) {
            let Some((_, rule)) = rules.get(place) else {
                continue;
            };
            book.concluding.push(Concluding {
                bit: bit(place),
                test: Test::of(&rule.condition),
                fact: rule.fact.and_then(|fact| {
                    let derived = fact.derived_index()?;
                    Some((number(Fact::Named(fact)), derived))
                }),
                ask: rule.ask,
            });
        }
        for (place, (_, rule)) in rules.iter().enumerate() {
            let kind = match rule.effect {
                Some(PlainEffect::Permit) => Some(&mut book.permits),
                Some(PlainEffect::Prohibit) => Some(&mut book.prohibits),
                Some(PlainEffect::ProhibitOtherwise) => Some(&mut book.otherwise),
                Some(PlainEffect::Say) => Some(&mut book.says),
                Some(PlainEffect::SayUnlessProhibited) => Some(&mut book.says_unless_prohibited),
                None => None,
            };
            if let Some(kind) = kind {
                kind.insert(place);
            }
            if rule.charter == Charter::Wet {
                book.of_law.insert(place);
            }
            if rule.judges() {
                let mut outweighs = Reasons::NONE;
                for other in &rule.outweighs {
                    if let Some(other) = bit_of(other) {
                        outweighs.insert(other);
                    }
                }
                book.judging.push(Judging {
                    bit: bit(place),
                    test: Test::of(&rule.condition),
                    outweighs,
                    need: rule.need.clone().map(|need| {
                        let met = need.met.iter().map(|fact| number(*fact)).collect();
                        (need, met)
                    }),
                    duty: rule.duty,
                });
            }
        }
        contradictions(&rules, problems);
        Some(book)
    }
}

/// The concluding rules, each after every rule whose conclusion it looks at. A circle is an error.
fn in_order(rules: &[(usize, &Rule)], problems: &mut Vec<Problem>) -> Vec<usize> {
    let mut left: Vec<(usize, &Rule)> = rules
        .iter()
        .enumerate()
        .filter(|(_, (_, rule))| rule.concludes())
        .map(|(place, (_, rule))| (place, *rule))
        .collect();
    let mut order = Vec::new();
    while !left.is_empty() {
        let open: HashSet<usize> = left
            .iter()
            .filter_map(|(_, rule)| rule.fact.and_then(Named::derived_index))
            .collect();
        let (ready, wait): (Vec<_>, Vec<_>) = left.iter().partition(|(_, rule)| {
            !rule
                .condition
                .facts()
                .filter_map(derived)
                .any(|(_, place)| open.contains(&place))
        });
        if ready.is_empty() {
            for (_, rule) in wait {
                let message = format!("`{}` stands in a circle of conclusions", rule.id);
                let problem = Problem::error(&rule.file, rule.line, message);
                if !problems.contains(&problem) {
                    problems.push(problem);
                }
            }
            return order;
        }
        order.extend(ready.iter().map(|(place, _)| *place));
        left = wait;
    }
    order
}

/// The number of a concluded fact and its place among them; `None` for facts of the question.
fn derived(fact: Fact) -> Option<(u16, usize)> {
    match fact {
        Fact::Named(named) => named.derived_index().map(|place| (number(fact), place)),
        _ => None,
    }
}

fn number(fact: Fact) -> u16 {
    // There are a few hundred facts; a test keeps them under that.
    u16::try_from(fact.index()).unwrap_or(u16::MAX)
}

fn bit(place: usize) -> u16 {
    // Fewer than `MOST`, checked above.
    u16::try_from(place).unwrap_or(u16::MAX)
}

impl Test {
    fn of(condition: &Condition) -> Test {
        let numbers = |facts: &[Fact]| facts.iter().map(|fact| number(*fact)).collect();
        let has_row = condition.giver.is_some()
            || condition.receiver.is_some()
            || condition.purpose.is_some()
            || condition.data.is_some();
        let bits = |set: Option<u64>| set.unwrap_or(u64::MAX);
        Test {
            when: numbers(&condition.when),
            any: numbers(&condition.any),
            unless: condition
                .unless
                .iter()
                .filter(|fact| derived(**fact).is_none())
                .map(|fact| number(*fact))
                .collect(),
            unless_derived: condition
                .unless
                .iter()
                .filter_map(|fact| derived(*fact))
                .collect(),
            builds_on: condition
                .when
                .iter()
                .chain(&condition.any)
                .filter_map(|fact| derived(*fact))
                .collect(),
            row: has_row.then(|| {
                Box::new(Row {
                    giver: bits(condition.giver.map(|set| set.bits())),
                    receiver: bits(condition.receiver.map(|set| set.bits())),
                    purpose: bits(condition.purpose.map(|set| set.bits())),
                    data: bits(condition.data.map(|set| set.bits())),
                })
            }),
        }
    }
}
