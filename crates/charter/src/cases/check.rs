//! Whether every rule decides its cases, and whether it has them.

use std::collections::{BTreeSet, HashMap};

use jiff::ToSpan;
use jiff::civil::Date;
use regie_terms::{Answer, DutyWord, NeedWord, Outcome, Word};
use serde_json::{Map, Value};

use super::ask::Asking;
use super::{At, Case, Cases};
use crate::Charters;
use crate::problem::{Problem, Report};
use crate::rule::Rule;

/// So long after a rule began it is well under way, for a rule without a last day.
const UNDER_WAY_DAYS: i64 = 400;

impl Charters {
    /// What [`Charters::check`] finds, and what is wrong with the cases beside the rules. Errors: a case that cannot
    /// be read or asked, that names an unknown rule or word, whose answer is otherwise, whose near miss is no miss,
    /// or whose first or last day is not the rule's. Warnings: a rule without a case, or whose cases have no near
    /// miss, no first day, or no last day where the rule has one.
    #[must_use]
    pub fn check_with(&self, cases: &Cases, checked_since: Option<Date>) -> Report {
        let mut report = self.check(checked_since);
        report.cases = cases.cases.len();
        report.add(cases.check(self));
        report
    }
}

impl Cases {
    fn check(&self, charters: &Charters) -> Vec<Problem> {
        let mut problems = self.problems.clone();
        let rules = charters.library.rules.iter();
        let rules: HashMap<&str, &Rule> = rules.map(|rule| (&*rule.id, rule)).collect();
        for case in &self.cases {
            match rules.get(&*case.rule.it) {
                Some(rule) => self.run(charters, rule, case, &mut problems),
                None => problems.push(case.error(
                    case.rule.line,
                    format!("no rule has the id `{}`", case.rule.it),
                )),
            }
        }
        // Where a file could not be read, the cases in it are not known to be missing.
        if self.problems.is_empty() {
            let rules = charters.library.rules.iter();
            problems.extend(rules.flat_map(|rule| self.missing(rule)));
        }
        problems
    }

    /// Asks a case, its near miss, and its first and last day.
    fn run(&self, charters: &Charters, rule: &Rule, case: &Case, problems: &mut Vec<Problem>) {
        let words_known = case.check_words(problems);
        let days_right = case.check_days(rule, problems);
        let Some(bases) = &self.bases else {
            return;
        };
        let Some(base) = bases.get(&case.base.it).and_then(Value::as_object) else {
            let known: Vec<&str> = bases.keys().map(String::as_str).collect();
            let message = format!(
                "`{}` is no question to start from; there are {}",
                case.base.it,
                known.join(", ")
            );
            return problems.push(case.error(case.base.line, message));
        };
        let decides = &case.decides;
        let on = inside(rule);
        let asked = ask(charters, case, base, &[&decides.it], on);
        let answer = match asked.and_then(|answer| answer) {
            Ok(answer) => answer,
            Err(why) => {
                let message = format!("the case of `{}` cannot be asked: {why}", rule.id);
                return problems.push(case.error(decides.line, message));
            }
        };
        if !carries(&answer, rule) {
            let others: Vec<&str> = answer.because.iter().map(|one| &*one.rule).collect();
            let message = format!(
                "`{}` does not decide its case: {}, because of {}",
                rule.id,
                answer.outcome,
                others.join(", ")
            );
            return problems.push(case.error(decides.line, message));
        }
        if words_known {
            case.compare(&answer, problems);
        }
        if let Some(misses) = &case.misses {
            match ask(charters, case, base, &[&decides.it, &misses.it], on) {
                Ok(Ok(answer)) if carries(&answer, rule) => {
                    let message = format!("`{}` decides its near miss too", rule.id);
                    problems.push(case.error(misses.line, message));
                }
                // A charter that does not answer such a question is missed as well.
                Ok(_) => {}
                Err(why) => {
                    let message = format!("the near miss of `{}` cannot be asked: {why}", rule.id);
                    problems.push(case.error(misses.line, message));
                }
            }
        }
        if days_right {
            for (line, day, holds) in case.edges() {
                let answer = ask(charters, case, base, &[&decides.it], day);
                let held = matches!(answer, Ok(Ok(answer)) if carries(&answer, rule));
                if held != holds {
                    let decides = if held { "decides" } else { "does not decide" };
                    let message = format!("`{}` {decides} its case on {day}", rule.id);
                    problems.push(case.error(line, message));
                }
            }
        }
    }

    /// What a rule ought to have beside it.
    fn missing(&self, rule: &Rule) -> Vec<Problem> {
        let Some(first) = self.of(&rule.id).next() else {
            let message = format!("no case shows what `{}` decides", rule.id);
            return vec![Problem::warning(&rule.file, rule.line, message)];
        };
        let none = |has: fn(&Case) -> bool| !self.of(&rule.id).any(has);
        let mut lacks = Vec::new();
        if none(|case| case.misses.is_some()) {
            lacks.push("near miss (`misses`)");
        }
        if none(|case| case.first.is_some()) {
            lacks.push("first day (`first`)");
        }
        if rule.until.is_some() && none(|case| case.last.is_some()) {
            lacks.push("last day (`last`)");
        }
        let warn = |what| {
            let message = format!("the case of `{}` has no {what}", rule.id);
            Problem::warning(&first.file, first.line, message)
        };
        lacks.into_iter().map(warn).collect()
    }

    /// What the rules answer to a case, well inside the life of its rule; `None` when it cannot be asked.
    pub(super) fn answer(&self, charters: &Charters, rule: &Rule, case: &Case) -> Option<Answer> {
        let base = self.bases.as_ref()?.get(&case.base.it)?.as_object()?;
        ask(charters, case, base, &[&case.decides.it], inside(rule))
            .ok()?
            .ok()
    }
}

/// A day well inside the rule's life, and never before its charter.
fn inside(rule: &Rule) -> Date {
    rule.until
        .unwrap_or_else(|| rule.from.saturating_add(UNDER_WAY_DAYS.days()))
}

type Asked = Result<Result<Answer, regie_terms::Unreadable>, regie_terms::Unreadable>;

/// The outer error: the question cannot be read. The inner: the charter does not answer it.
fn ask(
    charters: &Charters,
    case: &Case,
    base: &Map<String, Value>,
    changes: &[&Map<String, Value>],
    on: Date,
) -> Asked {
    Ok(Asking::of(case, base, changes, on)?.ask(charters))
}

fn carries(answer: &Answer, rule: &Rule) -> bool {
    answer.because.iter().any(|reason| reason.rule == rule.id)
}

impl Case {
    fn error(&self, line: usize, message: String) -> Problem {
        Problem::error(&self.file, line, message)
    }

    /// Whether all its words are known.
    fn check_words(&self, problems: &mut Vec<Problem>) -> bool {
        let before = problems.len();
        let outcome = self.outcome.iter().map(|one| (one.line, &one.it));
        problems.extend(self.unknown::<Outcome>("outcome", outcome));
        problems.extend(self.unknown::<NeedWord>("need", listed(self.needs.as_ref())));
        problems.extend(self.unknown::<DutyWord>("duty", listed(self.duties.as_ref())));
        problems.len() == before
    }

    fn unknown<'c, W: Word>(
        &self,
        what: &str,
        words: impl Iterator<Item = (usize, &'c String)>,
    ) -> Vec<Problem> {
        let known: Vec<&str> = W::ALL.iter().map(|word| word.as_str()).collect();
        words
            .filter(|(_, word)| W::from_word(word).is_none())
            .map(|(line, word)| {
                let known = known.join(", ");
                self.error(line, format!("unknown {what} `{word}`, expected {known}"))
            })
            .collect()
    }

    /// Whether its days are those of the rule.
    fn check_days(&self, rule: &Rule, problems: &mut Vec<Problem>) -> bool {
        let before = problems.len();
        let first = self.first.as_ref().filter(|first| first.it != rule.from);
        if let Some(At { it, line }) = first {
            let message = format!("`{}` begins on {}, not on {it}", rule.id, rule.from);
            problems.push(self.error(*line, message));
        }
        let last = self
            .last
            .as_ref()
            .filter(|last| Some(last.it) != rule.until);
        if let Some(At { it, line }) = last {
            let message = match rule.until {
                Some(until) => format!("`{}` ends on {until}, not on {it}", rule.id),
                None => format!("`{}` has no last day, so not {it}", rule.id),
            };
            problems.push(self.error(*line, message));
        }
        problems.len() == before
    }

    /// Whether the answer is what the case says of it.
    fn compare(&self, answer: &Answer, problems: &mut Vec<Problem>) {
        let rule = &self.rule.it;
        let outcome = answer.outcome.as_str();
        if let Some(said) = self.outcome.as_ref().filter(|said| said.it != outcome) {
            let message = format!("the case of `{rule}` is {outcome}, not {}", said.it);
            problems.push(self.error(said.line, message));
        }
        let needs: Vec<&str> = answer.needs.iter().map(|one| one.what.as_str()).collect();
        if let Some(said) = self.needs.as_ref().filter(|said| said.it != needs) {
            let message = format!("the case of `{rule}` needs {needs:?}, not {:?}", said.it);
            problems.push(self.error(said.line, message));
        }
        let duties = answer.duties.iter().map(|one| one.what.as_str());
        let duties: BTreeSet<&str> = duties.collect();
        let other = |said: &&At<Vec<String>>| {
            said.it.iter().map(String::as_str).collect::<BTreeSet<_>>() != duties
        };
        if let Some(said) = self.duties.as_ref().filter(other) {
            let message = format!(
                "from the case of `{rule}` follow the duties {duties:?}, not {:?}",
                said.it
            );
            problems.push(self.error(said.line, message));
        }
    }

    /// The days around the first and the last, each with the line that says so and whether the rule holds.
    fn edges(&self) -> Vec<(usize, Date, bool)> {
        let mut days = Vec::new();
        if let Some(At { it, line }) = &self.first {
            days.push((*line, *it, true));
            days.extend(it.yesterday().ok().map(|day| (*line, day, false)));
        }
        if let Some(At { it, line }) = &self.last {
            days.push((*line, *it, true));
            days.extend(it.tomorrow().ok().map(|day| (*line, day, false)));
        }
        days
    }
}

fn listed(words: Option<&At<Vec<String>>>) -> impl Iterator<Item = (usize, &String)> {
    words
        .into_iter()
        .flat_map(|words| words.it.iter().map(|word| (words.line, word)))
}
