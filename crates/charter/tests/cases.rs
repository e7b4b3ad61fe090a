//! The cases beside the rules: every rule has a question it decides, a near miss, its first and its last day.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

use std::collections::BTreeSet;
use std::path::PathBuf;

use jiff::ToSpan;
use jiff::civil::Date;
use regie_charter::Charters;
use regie_terms::{ActQuestion, Answer, Question, Unreadable};
use serde::Deserialize;
use serde_json::{Map, Value, json};

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    rule: String,
    base: String,
    decides: Map<String, Value>,
    misses: Map<String, Value>,
    outcome: Option<String>,
    needs: Option<Vec<String>>,
    duties: Option<Vec<String>>,
    first: Date,
    last: Option<Date>,
}

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../charters"))
}

fn cases() -> Vec<Case> {
    let mut all = Vec::new();
    for charter in std::fs::read_dir(folder()).unwrap() {
        let charter = charter.unwrap().path();
        if !charter.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(charter).unwrap() {
            let file = file.unwrap().path();
            if file.to_string_lossy().ends_with(".cases.toml") {
                let text = std::fs::read_to_string(&file).unwrap();
                let cases: Cases =
                    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
                all.extend(cases.case);
            }
        }
    }
    all
}

/// The base with the changes of a case, on a day.
fn ask(
    charters: &Charters,
    case: &Case,
    changes: &[&Map<String, Value>],
    on: Date,
) -> Result<Answer, Unreadable> {
    let bases: Value =
        toml::from_str(&std::fs::read_to_string(folder().join("bases.toml")).unwrap()).unwrap();
    let mut question = bases
        .get(&case.base)
        .expect("a base")
        .as_object()
        .unwrap()
        .clone();
    let charter = case.rule.split('.').next().unwrap();
    question.insert("charter".into(), json!(charter));
    question.insert("on".into(), json!(on.to_string()));
    for change in changes {
        for (name, value) in *change {
            let value = if value == "null" {
                Value::Null
            } else {
                value.clone()
            };
            question.insert(name.clone(), value);
        }
    }
    if let Some(subject) = question.get_mut("subject").and_then(Value::as_object_mut) {
        let age = subject.remove("age").expect("an age").as_i64().unwrap();
        let born = on.checked_sub(age.years()).unwrap();
        subject.insert("born".into(), json!(born.to_string()));
    }
    if let Some(consents) = question.get_mut("consents").and_then(Value::as_array_mut) {
        for consent in consents {
            if consent["on"] == "on" {
                consent["on"] = json!(on.to_string());
            }
        }
    }
    if case.base == "acts" {
        let word = |name: &str| question[name].as_str().unwrap().to_owned();
        let declarations = question["declarations"].as_array().unwrap();
        return charters.act(&ActQuestion {
            charter: word("charter").parse().unwrap(),
            on,
            act: word("act").parse().unwrap(),
            function: word("function").parse().unwrap(),
            relation: word("relation").parse().unwrap(),
            declarations: declarations
                .iter()
                .map(|word| word.as_str().unwrap().parse().unwrap())
                .collect(),
        });
    }
    let question = Question::read(&Value::Object(question).to_string())
        .unwrap_or_else(|e| panic!("the case of {} cannot be read: {e}", case.rule));
    charters.ask(&question)
}

fn carries(answer: &Result<Answer, Unreadable>, rule: &str) -> bool {
    answer
        .as_ref()
        .is_ok_and(|answer| answer.because.iter().any(|reason| reason.rule == rule))
}

fn words<W: ToString>(words: impl Iterator<Item = W>) -> Vec<String> {
    words.map(|word| word.to_string()).collect()
}

#[test]
fn every_rule_decides_its_case_and_misses_the_near_one() {
    let charters = Charters::builtin().unwrap();
    let mut wrong = Vec::new();
    for case in cases() {
        let rule = &case.rule;
        // A day well inside the rule's life, and never before its charter.
        let inside = case.last.unwrap_or(case.first + 400.days());
        let answer = ask(&charters, &case, &[&case.decides], inside);
        if !carries(&answer, rule) {
            wrong.push(format!("{rule} does not carry its case: {answer:?}"));
            continue;
        }
        let answer = answer.unwrap();
        let needs = words(answer.needs.iter().map(|need| need.what));
        let duties = words(answer.duties.iter().map(|duty| duty.what));
        let outcome = answer.outcome.to_string();
        if case
            .outcome
            .as_ref()
            .is_some_and(|expected| *expected != outcome)
            || case
                .needs
                .as_ref()
                .is_some_and(|expected| *expected != needs)
            || case.duties.as_ref().is_some_and(|expected| {
                expected.iter().collect::<BTreeSet<_>>() != duties.iter().collect::<BTreeSet<_>>()
            })
        {
            wrong.push(format!(
                "{rule}: {outcome}, needs {needs:?}, duties {duties:?}"
            ));
        }
        let near = ask(&charters, &case, &[&case.decides, &case.misses], inside);
        if carries(&near, rule) {
            wrong.push(format!("{rule} carries its near miss"));
        }
        for (day, holds) in [(case.first, true), (case.first.yesterday().unwrap(), false)]
            .into_iter()
            .chain(
                case.last
                    .into_iter()
                    .flat_map(|last| [(last, true), (last.tomorrow().unwrap(), false)]),
            )
        {
            let answer = ask(&charters, &case, &[&case.decides], day);
            if carries(&answer, rule) != holds {
                wrong.push(format!("{rule} on {day}: {answer:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_case_and_every_case_a_rule() {
    let charters = Charters::builtin().unwrap();
    let rules: BTreeSet<String> = charters.rules().map(|rule| rule.id.to_owned()).collect();
    let with_case: BTreeSet<String> = cases().into_iter().map(|case| case.rule).collect();
    assert_eq!(rules, with_case);
}

#[test]
fn first_and_last_days_are_those_of_the_rules() {
    let charters = Charters::builtin().unwrap();
    for case in cases() {
        let rule = charters.rules().find(|rule| rule.id == case.rule).unwrap();
        assert_eq!(
            (rule.from, rule.until),
            (case.first, case.last),
            "{}",
            rule.id
        );
    }
}
