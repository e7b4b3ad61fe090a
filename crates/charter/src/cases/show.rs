//! Cases in a line each, for who reads a rule.

use jiff::civil::Date;
use regie_terms::Answer;
use serde_json::{Map, Value};

use super::{At, Case, Cases};
use crate::Charters;
use crate::rule::Rule;

impl Cases {
    /// What is asked in each case of a rule, with what is answered, its near miss, its first and last day, and where the case stands.
    pub(crate) fn shown(&self, charters: &Charters, rule: &Rule) -> Vec<String> {
        self.of(&rule.id)
            .map(|case| {
                let changed = told(&case.decides.it);
                let with = if changed.is_empty() { "" } else { " with " };
                let answer = self.answer(charters, rule, case);
                let answer = answer.map_or_else(|| "cannot be asked".to_owned(), |it| short(&it));
                let miss = case.misses.as_ref();
                let miss = miss.map_or_else(String::new, |misses| {
                    format!("; not with {}", told(&misses.it))
                });
                let (base, file, line) = (&case.base.it, &case.file, case.line);
                let days = days(case);
                format!("{base}{with}{changed}: {answer}{miss}{days} ({file}:{line})")
            })
            .collect()
    }
}

/// The first and the last day on which it is asked.
fn days(case: &Case) -> String {
    let day = |word, day: Option<&At<Date>>| {
        day.map_or_else(String::new, |day| format!("; {word} on {}", day.it))
    };
    format!(
        "{}{}",
        day("first", case.first.as_ref()),
        day("last", case.last.as_ref())
    )
}

/// The outcome, what is needed and what follows.
fn short(answer: &Answer) -> String {
    let mut parts = vec![answer.outcome.as_str().to_owned()];
    let needs = answer.needs.iter().map(|one| one.what.as_str());
    let duties = answer.duties.iter().map(|one| one.what.as_str());
    for (label, words) in [
        ("needs", needs.collect::<Vec<_>>()),
        ("duties", duties.collect()),
    ] {
        if !words.is_empty() {
            parts.push(format!("{label} {}", words.join(" and ")));
        }
    }
    parts.join(", ")
}

fn told(fields: &Map<String, Value>) -> String {
    let fields = fields.iter();
    let fields: Vec<String> = fields
        .map(|(name, value)| format!("{name} = {}", told_value(value)))
        .collect();
    fields.join(", ")
}

fn told_value(value: &Value) -> String {
    match value {
        Value::String(word) if word.is_empty() => "\"\"".to_owned(),
        Value::String(word) => word.clone(),
        Value::Array(list) => {
            let list: Vec<String> = list.iter().map(told_value).collect();
            format!("[{}]", list.join(", "))
        }
        Value::Object(fields) => format!("{{{}}}", told(fields)),
        other => other.to_string(),
    }
}
