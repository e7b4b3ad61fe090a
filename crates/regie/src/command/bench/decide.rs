//! How long a decision takes.

use super::print;
use crate::wiring::Trouble;
use clap::builder::RangedU64ValueParser;
use regie_charter::Charters;
use regie_terms::{Question, QuestionKind};
use regie_testkit::questions;
use serde::Serialize;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long a decision takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
    /// How many mixed questions, of all kinds and under all charters; 28 have one of each, at most a million
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = RangedU64ValueParser::<usize>::new().range(28..=1_000_000))]
    questions: usize,
    /// The same seed gives the same questions
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    seed: u64,
}

/// A disclosure to a school about a child of thirteen, everything given: the longest list of reasons.
const QUESTION: &str = r#"{"question":"disclosure","charter":"utrecht","on":"2026-11-21","law":"jeugdwet",
"subject":{"born":"2013-05-01","can_weigh":true,"represented_by":["parent-or-guardian"]},
"from":{"party":"neighbourhood-team"},"to":{"party":"school","relation":"other","partner":false},
"purpose":"align-provisions","data":["identity","provision"],
"weighing":{"necessity":"nodig voor de afstemming","proportionality":"alleen dit","subsidiarity":"kan niet anders"},
"conversation":"held","consents":[
{"of":"subject","answer":"given","form":"oral","for_this":true,"on":"2026-11-20"},
{"of":"parent-or-guardian","answer":"given","form":"written","for_this":true,"on":"2026-11-20"}],"safety":null}"#;

#[derive(Serialize)]
struct Result {
    decide_ns: f64,
    with_answer_ns: f64,
    from_json_to_json_ns: f64,
    loading_all_charters_ms: f64,
    reasons: usize,
    mixed_questions: usize,
    /// A question of the mix, on average.
    mixed_decide_ns: f64,
    mixed_with_answer_ns: f64,
    disclosure_decide_ns: f64,
    recording_decide_ns: f64,
    access_decide_ns: f64,
    consent_decide_ns: f64,
    retention_decide_ns: f64,
    request_decide_ns: f64,
    breach_decide_ns: f64,
}

/// Nanoseconds a question for going through all of them, the best of ten rounds.
fn time_each(questions: &[Question], mut ask: impl FnMut(&Question) -> bool) -> f64 {
    let mut best = f64::MAX;
    for _ in 0..10 {
        let started = Instant::now();
        for question in questions {
            black_box(ask(black_box(question)));
        }
        best = best.min(started.elapsed().as_secs_f64());
    }
    let count = u32::try_from(questions.len()).unwrap_or(u32::MAX).max(1);
    best * 1e9 / f64::from(count)
}

/// Nanoseconds a call, the best of ten rounds of at least 50 ms.
fn time<T>(mut f: impl FnMut() -> T) -> f64 {
    let mut best = f64::MAX;
    for _ in 0..10 {
        let started = Instant::now();
        let mut calls = 0u32;
        while started.elapsed() < Duration::from_millis(50) {
            for _ in 0..200 {
                black_box(f());
            }
            calls += 200;
        }
        best = best.min(started.elapsed().as_secs_f64() * 1e9 / f64::from(calls));
    }
    best
}

/// Runs it.
pub fn run(arguments: &Arguments) -> std::result::Result<(), Trouble> {
    let started = Instant::now();
    let charters = Charters::builtin()?;
    let loading_all_charters_ms = started.elapsed().as_secs_f64() * 1000.0;
    let question = Question::read(QUESTION).map_err(Trouble::new)?;
    let answer = charters.ask(&question).map_err(Trouble::new)?;
    let mixed = questions(arguments.seed, arguments.questions);
    if let Some(unreadable) = mixed.iter().find_map(|q| charters.decide(q).err()) {
        return Err(Trouble::new(unreadable));
    }
    let of_kind = |kind: QuestionKind| {
        let those: Vec<Question> = mixed.iter().filter(|q| q.kind() == kind).cloned().collect();
        time_each(&those, |question| charters.decide(question).is_ok())
    };
    let result = Result {
        decide_ns: time(|| charters.decide(black_box(&question)).is_ok()),
        with_answer_ns: time(|| charters.ask(black_box(&question)).is_ok()),
        from_json_to_json_ns: time(|| {
            let question = Question::read(black_box(QUESTION)).ok()?;
            serde_json::to_string(&charters.ask(&question).ok()?).ok()
        }),
        loading_all_charters_ms,
        reasons: answer.because.len(),
        mixed_questions: mixed.len(),
        mixed_decide_ns: time_each(&mixed, |question| charters.decide(question).is_ok()),
        mixed_with_answer_ns: time_each(&mixed, |question| charters.ask(question).is_ok()),
        disclosure_decide_ns: of_kind(QuestionKind::Disclosure),
        recording_decide_ns: of_kind(QuestionKind::Recording),
        access_decide_ns: of_kind(QuestionKind::Access),
        consent_decide_ns: of_kind(QuestionKind::Consent),
        retention_decide_ns: of_kind(QuestionKind::Retention),
        request_decide_ns: of_kind(QuestionKind::Request),
        breach_decide_ns: of_kind(QuestionKind::Breach),
    };
    print(arguments.json, &result)
}
