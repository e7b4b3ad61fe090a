//! Questions with the answer a reader of the documents expects, kept as data beside this file.
//!
//! The first line of each file is the question its others start from. Every other line says why it is asked (`why`),
//! what it changes (`ask`, by path) and leaves out (`drop`), and what to `expect`: the `answer` with all its needs and
//! duties, terms where it has them, and the `rules` it must name among others, or the field at which it is `unreadable`. What only shows over every combination at
//! once is in `access.rs` and `properties.rs`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

use regie_charter::Charters;
use regie_terms::Question;
use serde::Deserialize;
use serde_json::{Map, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Base {
    base: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionCase {
    why: String,
    ask: Map<String, Value>,
    #[serde(default)]
    drop: Vec<String>,
    expect: Expected,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Expected {
    Unreadable(String),
    Answer {
        outcome: String,
        needs: Value,
        duties: Value,
        /// Only on retention; null where no term was set.
        #[serde(default)]
        keep: Value,
        /// Only on a request.
        #[serde(default)]
        terms: Value,
        #[serde(default)]
        rules: Vec<String>,
    },
}

/// The object a path ends in, and the name in it.
fn place<'q, 'p>(question: &'q mut Value, path: &'p str) -> (&'q mut Map<String, Value>, &'p str) {
    let (up, name) = path.rsplit_once('.').unwrap_or(("", path));
    let object = up
        .split('.')
        .filter(|step| !step.is_empty())
        .fold(question, |at, step| &mut at[step]);
    (object.as_object_mut().unwrap(), name)
}

fn question(base: &Value, asked: &QuestionCase) -> String {
    let mut question = base.clone();
    for (path, value) in &asked.ask {
        let (object, name) = place(&mut question, path);
        object.insert(name.to_owned(), value.clone());
    }
    for path in &asked.drop {
        let (object, name) = place(&mut question, path);
        assert!(object.remove(name).is_some(), "{path} is not there to drop");
    }
    question.to_string()
}

/// What is wrong with the answer; nothing when it is as expected.
fn difference(charters: &Charters, question: &str, expected: &Expected) -> Option<String> {
    let answer = Question::read(question).and_then(|question| charters.ask(&question));
    match (expected, answer) {
        (Expected::Unreadable(unreadable), Err(error)) => (error.field != *unreadable)
            .then(|| format!("unreadable at `{}`, not `{unreadable}`", error.field)),
        (Expected::Unreadable(unreadable), Ok(_)) => {
            Some(format!("answered, though `{unreadable}` cannot be read"))
        }
        (Expected::Answer { .. }, Err(error)) => Some(format!("unreadable: {error}")),
        (
            Expected::Answer {
                outcome,
                needs,
                duties,
                keep,
                terms,
                rules,
            },
            Ok(answer),
        ) => {
            let answer = serde_json::to_value(answer).unwrap();
            let named: Vec<&Value> = answer["because"]
                .as_array()
                .unwrap()
                .iter()
                .map(|reason| &reason["rule"])
                .collect();
            let same = answer["outcome"] == *outcome.as_str()
                && answer["needs"] == *needs
                && answer["duties"] == *duties
                && answer["keep"] == *keep
                && answer["terms"] == *terms
                && rules
                    .iter()
                    .all(|rule| named.contains(&&Value::from(rule.as_str())));
            (!same).then(|| {
                format!(
                    "{} {} {} keep {} terms {} because of {named:?}",
                    answer["outcome"],
                    answer["needs"],
                    answer["duties"],
                    answer["keep"],
                    answer["terms"]
                )
            })
        }
    }
}

fn every_answer_is_as_expected(file: &str) {
    let charters = Charters::builtin().unwrap();
    let mut lines = file.lines();
    let Base { base } = serde_json::from_str(lines.next().unwrap()).unwrap();
    let mut wrong = Vec::new();
    for (place, line) in lines.enumerate() {
        let asked: QuestionCase =
            serde_json::from_str(line).unwrap_or_else(|e| panic!("line {}: {e}", place + 2));
        if let Some(difference) = difference(&charters, &question(&base, &asked), &asked.expect) {
            wrong.push(format!("line {}, {}: {difference}", place + 2, asked.why));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn access() {
    every_answer_is_as_expected(include_str!("questions/access.jsonl"));
}

#[test]
fn consent() {
    every_answer_is_as_expected(include_str!("questions/consent.jsonl"));
}

#[test]
fn disclosure() {
    every_answer_is_as_expected(include_str!("questions/disclosure.jsonl"));
}

#[test]
fn recording() {
    every_answer_is_as_expected(include_str!("questions/recording.jsonl"));
}

#[test]
fn retention() {
    every_answer_is_as_expected(include_str!("questions/retention.jsonl"));
}

#[test]
fn request() {
    every_answer_is_as_expected(include_str!("questions/request.jsonl"));
}

#[test]
fn breach() {
    every_answer_is_as_expected(include_str!("questions/breach.jsonl"));
}

#[test]
fn zuidoost_access() {
    every_answer_is_as_expected(include_str!("questions/zuidoost-access.jsonl"));
}

#[test]
fn zuidoost_consent() {
    every_answer_is_as_expected(include_str!("questions/zuidoost-consent.jsonl"));
}

#[test]
fn zuidoost_disclosure() {
    every_answer_is_as_expected(include_str!("questions/zuidoost-disclosure.jsonl"));
}

#[test]
fn zuidoost_recording() {
    every_answer_is_as_expected(include_str!("questions/zuidoost-recording.jsonl"));
}

#[test]
fn kempen_access() {
    every_answer_is_as_expected(include_str!("questions/kempen-access.jsonl"));
}

#[test]
fn kempen_consent() {
    every_answer_is_as_expected(include_str!("questions/kempen-consent.jsonl"));
}

#[test]
fn kempen_disclosure() {
    every_answer_is_as_expected(include_str!("questions/kempen-disclosure.jsonl"));
}

#[test]
fn kempen_recording() {
    every_answer_is_as_expected(include_str!("questions/kempen-recording.jsonl"));
}
