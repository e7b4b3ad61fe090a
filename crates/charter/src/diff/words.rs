//! An answer in one line, so that two can be compared and read side by side.

use jiff::ToSpan;
use jiff::civil::Date;
use regie_terms::{Answer, Duty, Need, Of, Outcome, Question, Set, Word};

use super::asked::Probe;

/// The answer to a probe. Days are told by their distance, so that the same term on another day reads the same.
pub(super) fn answer(probe: &Probe, answer: Option<&Answer>) -> String {
    let Some(answer) = answer else {
        return "not answered".to_owned();
    };
    let mut parts = Vec::new();
    match answer.keep {
        // Whether it may be destroyed today hangs on the day; how long it is kept hangs on the rules.
        Some(Some(keep)) => {
            parts.push(format!(
                "kept until {}, destroyed by {}",
                keep.until, keep.destroy_by
            ));
        }
        _ => parts.push(answer.outcome.to_string()),
    }
    if answer.outcome == Outcome::Incomplete {
        parts.extend(
            answer
                .needs
                .iter()
                .map(|one| format!("needs {}", need(one))),
        );
    }
    if answer.outcome != Outcome::Incomplete {
        parts.extend(
            answer
                .duties
                .iter()
                .map(|one| format!("then {}", duty(one))),
        );
    }
    if let (Some(terms), Some(Question::Request(request))) = (answer.terms, probe.question()) {
        parts.push(format!(
            "answered within {}",
            distance(request.received, terms.answer_by)
        ));
        if let Some(by) = terms.carry_out_by {
            parts.push(format!(
                "carried out within {}",
                distance(request.received, by)
            ));
        }
    }
    parts.join("; ")
}

fn need(need: &Need) -> String {
    let mut text = need.what.to_string();
    match need.of {
        Some(Of::Consenters(of)) => text.push_str(&format!(" of {}", list(of, " and "))),
        Some(Of::Declarations(of)) => text.push_str(&format!(" of {}", list(of, " and "))),
        None => {}
    }
    if let Some(form) = need.form {
        text.push_str(&format!(" ({form})"));
    }
    if let Some(with) = need.with {
        let or = if need.any_of { " or " } else { " and " };
        text.push_str(&format!(" with {}", list(with, or)));
    }
    if need.anonymised == Some(true) {
        text.push_str(", anonymised");
    }
    text
}

fn duty(duty: &Duty) -> String {
    let mut text = duty.what.to_string();
    if let Some(by) = duty.by {
        text.push_str(&format!(" by {}", list(by, " and ")));
    }
    if let Some(hours) = duty.within_hours {
        text.push_str(&format!(" within {hours} hours"));
    }
    text
}

fn list<W: Word>(set: Set<W>, between: &str) -> String {
    let words: Vec<&str> = set.iter().map(Word::as_str).collect();
    words.join(between)
}

/// Whole months where that is what it is, else days.
fn distance(from: Date, to: Date) -> String {
    for months in 1..=3 {
        if from.checked_add(months.months()).is_ok_and(|day| day == to) {
            let s = if months == 1 { "" } else { "s" };
            return format!("{months} month{s}");
        }
    }
    from.until(to).map_or_else(
        |_| to.to_string(),
        |span| format!("{} days", span.get_days()),
    )
}
