//! The rules of one charter on one day for one question, compiled: facts as numbers, rules in the order they are
//! judged, reasons as bits.

use std::collections::HashSet;

use jiff::civil::Date;
use regie_terms::{Charter, DutyWord, Outcome, QuestionKind, Relation, Set};

use crate::conflict::contradictions;
use crate::fact::{Fact, Named};
use crate::format::{Asked, PlainEffect, TermOf};
use crate::load::{Figure, Library, Value};
use crate::problem::Problem;
use crate::reasons::{MOST, Reasons};
use crate::rule::{Condition, DutyRule, NeedRule, Rule};
use crate::term::{Length, Timed};

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
    /// The default of a question that is not about whether it may happen.
    pub(crate) permits_otherwise: Reasons,
    /// Rules about terms.
    pub(crate) timed: Vec<Timed>,
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
    pub(crate) duty: Option<Due>,
}

/// A duty with its figure as it is on the day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Due {
    pub(crate) what: DutyWord,
    pub(crate) by: Set<Relation>,
    pub(crate) within_hours: Option<u16>,
    pub(crate) after: Outcome,
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
            .filter(|(_, rule)| rule.answers(charter, day, asked))
            .collect();
        // What the law says about every charter answers no question that the charter itself leaves out. The acts of
        // the desk are the law's alone.
        if charter != Charter::Wet
            && asked != Asked::Act
            && !rules.iter().any(|(_, rule)| rule.charter == charter)
        {
            return None;
        }
        let has_otherwise = rules.iter().any(|(_, rule)| {
            matches!(
                rule.effect,
                Some(PlainEffect::ProhibitOtherwise | PlainEffect::PermitOtherwise)
            )
        });
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
            permits_otherwise: Reasons::NONE,
            timed: Vec::new(),
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
                Some(PlainEffect::PermitOtherwise) => Some(&mut book.permits_otherwise),
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
                    duty: rule.duty.as_ref().map(|duty| due(duty, library, day)),
                });
            }
            if let Some(term) = &rule.term
                && let Some((value, figure)) = figure(library, &term.lasts, day)
                && let Some(lasts) = Length::of(value.unit, figure)
            {
                book.timed.push(Timed {
                    bit: bit(place),
                    test: Test::of(&rule.condition),
                    of: term.of,
                    lasts,
                    counts_from: term.counts_from,
                });
            }
        }
        if let Some(of) = lacking_term(&rules, asked)
            && let Some((_, rule)) = rules.first()
        {
            let message = format!(
                "{charter} has no rule on {day} that always says the term of `{of}` for {}",
                asked.as_str()
            );
            problems.push(Problem::error(&rule.file, rule.line, message));
        }
        contradictions(&rules, problems);
        Some(book)
    }
}

/// The term that a question always needs and that no rule gives without conditions.
fn lacking_term(rules: &[(usize, &Rule)], asked: Asked) -> Option<&'static str> {
    let (of, name) = match asked {
        Asked::Question(QuestionKind::Retention) => (TermOf::Destroy, "destroy"),
        Asked::Question(QuestionKind::Request) => (TermOf::Answer, "answer"),
        _ => return None,
    };
    let given = rules.iter().any(|(_, rule)| {
        rule.term.as_ref().is_some_and(|term| term.of == of) && rule.condition.is_empty()
    });
    (!given).then_some(name)
}

/// A value and its figure on a day.
fn figure<'l>(library: &'l Library, id: &str, day: Date) -> Option<(&'l Value, Figure<'l>)> {
    let value = library.value(id)?;
    Some((value, value.on(day)?))
}

fn due(duty: &DutyRule, library: &Library, day: Date) -> Due {
    let hours = |id: &String| figure(library, id, day).map(|(_, figure)| figure.value);
    Due {
        what: duty.what,
        by: duty.by,
        within_hours: duty.within.as_ref().and_then(hours),
        after: duty.after,
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
