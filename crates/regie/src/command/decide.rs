//! `regie decide`: a question in JSON on standard input, the answer in JSON on standard output.

use std::io::{BufRead, BufWriter, Read, Write};
use std::process::ExitCode;

use regie_charter::Charters;
use regie_terms::{Question, Unreadable};

use crate::rules::Rules;

/// Ask the charter a question in JSON, from standard input to standard output.
#[derive(clap::Args)]
#[command(
    long_about = "Ask the charter a question in JSON, from standard input to standard output.\n\n\
        Exits 0 when every question was answered, whatever the answers. A question that cannot be read exits 2, \
        prints nothing on standard output and says on standard error which field, what was found and what is \
        accepted.",
    after_help = "Example:\n  regie decide < question.json\n  regie decide --lines < questions.jsonl > answers.jsonl\n  regie decide --rules charters < question.json"
)]
pub struct Arguments {
    /// One question per line in, one answer per line out. A line that cannot be read gets no answer: standard
    /// error names its number, the rest is answered, and the exit code is 2. Blank lines are skipped
    #[arg(long)]
    lines: bool,
    #[command(flatten)]
    rules: Rules,
}

/// Every question was answered.
const ANSWERED: u8 = 0;
/// The rules did not load, or standard input or output broke.
const BROKEN: u8 = 1;
/// A question, or the folder of the rules, could not be read.
const UNREADABLE: u8 = 2;

/// Runs it.
#[must_use]
pub fn run(arguments: Arguments) -> ExitCode {
    if let Some(why) = arguments.rules.unreadable() {
        eprintln!("regie: {why}");
        return ExitCode::from(UNREADABLE);
    }
    let charters = match arguments.rules.load() {
        Ok(charters) => charters,
        Err(problems) => {
            eprintln!("{problems}");
            return ExitCode::from(BROKEN);
        }
    };
    let mut input = std::io::stdin().lock();
    let mut output = BufWriter::new(std::io::stdout().lock());
    let mut errors = std::io::stderr().lock();
    let done = if arguments.lines {
        answer_lines(&charters, &mut input, &mut output, &mut errors)
    } else {
        answer_one(&charters, &mut input, &mut output, &mut errors)
    };
    let done = done.and_then(|code| output.flush().map(|()| code));
    ExitCode::from(done.unwrap_or_else(|error| {
        // Whoever read the answers may have stopped reading; that is no reason to shout.
        if error.kind() != std::io::ErrorKind::BrokenPipe {
            let _ = writeln!(errors, "regie: {error}");
        }
        BROKEN
    }))
}

/// Answers the one question that is all of the input.
fn answer_one(
    charters: &Charters,
    input: &mut impl Read,
    output: &mut impl Write,
    errors: &mut impl Write,
) -> std::io::Result<u8> {
    let mut question = Vec::new();
    input.read_to_end(&mut question)?;
    match answer(charters, &question) {
        Ok(answer) => {
            writeln!(output, "{answer}")?;
            Ok(ANSWERED)
        }
        Err(unreadable) => {
            writeln!(errors, "regie: {unreadable}")?;
            Ok(UNREADABLE)
        }
    }
}

/// Answers every line that can be read.
fn answer_lines(
    charters: &Charters,
    input: &mut impl BufRead,
    output: &mut impl Write,
    errors: &mut impl Write,
) -> std::io::Result<u8> {
    let mut code = ANSWERED;
    let mut line = Vec::new();
    let mut number = 0u64;
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(code);
        }
        number += 1;
        let question = line.trim_ascii();
        if question.is_empty() {
            continue;
        }
        match answer(charters, question) {
            Ok(answer) => writeln!(output, "{answer}")?,
            Err(unreadable) => {
                writeln!(errors, "regie: line {number}: {unreadable}")?;
                code = UNREADABLE;
            }
        }
    }
}

/// The answer as one line of JSON.
fn answer(charters: &Charters, question: &[u8]) -> Result<String, Unreadable> {
    let text = std::str::from_utf8(question).map_err(|error| {
        let found = format!("no UTF-8 at byte {}", error.valid_up_to());
        Unreadable::new("question", found, "one JSON object")
    })?;
    let answer = charters.ask(&Question::read(text)?)?;
    serde_json::to_string(&answer)
        .map_err(|_| Unreadable::new("question", "an answer that cannot be written", "another"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    const CONSENT: &str = r#"{"question": "consent", "charter": "utrecht", "on": "2026-11-21", "subject": {"born": "2012-05-01", "can_weigh": true, "represented_by": []}, "data": ["health"]}"#;

    fn one(question: &str) -> (u8, String, String) {
        let (mut output, mut errors) = (Vec::new(), Vec::new());
        let charters = Charters::builtin().unwrap();
        let code = answer_one(
            &charters,
            &mut question.as_bytes(),
            &mut output,
            &mut errors,
        )
        .unwrap();
        (
            code,
            String::from_utf8(output).unwrap(),
            String::from_utf8(errors).unwrap(),
        )
    }

    #[test]
    fn an_answer_is_one_line_of_json_and_exits_0() {
        let (code, output, errors) = one(CONSENT);
        assert_eq!((code, errors.as_str(), output.lines().count()), (0, "", 1));
        let answer: serde_json::Value = serde_json::from_str(&output).unwrap();
        assert_eq!(answer["outcome"], "incomplete");
        assert_eq!(answer["version"], "2018-05-25");
        assert_eq!(
            answer["needs"],
            serde_json::json!([{"what": "consent", "of": ["subject", "parent-or-guardian"], "form": "any"}])
        );
    }

    #[test]
    fn what_cannot_be_read_exits_2_and_prints_nothing() {
        for (question, field) in [
            (CONSENT.replace("utrecht", "utrech"), "`charter`"),
            (CONSENT.replace("2026-11-21", "2017-08-06"), "`on`"),
            (
                CONSENT
                    .replace("utrecht", "kempen")
                    .replace("2026-11-21", "2017-06-18"),
                "`on`",
            ),
            (
                CONSENT.replace("2012-05-01", "2027-05-01"),
                "`subject.born`",
            ),
            (String::new(), "`question`"),
        ] {
            let (code, output, errors) = one(&question);
            assert_eq!((code, output.as_str()), (2, ""), "{question}");
            assert!(errors.contains(field), "{errors}");
        }
    }

    #[test]
    fn lines_go_on_after_one_that_cannot_be_read() {
        let input = format!("{CONSENT}\n\n{{}}\n{CONSENT}");
        let (mut output, mut errors) = (Vec::new(), Vec::new());
        let charters = Charters::builtin().unwrap();
        let code =
            answer_lines(&charters, &mut input.as_bytes(), &mut output, &mut errors).unwrap();
        assert_eq!(code, 2);
        assert_eq!(String::from_utf8(output).unwrap().lines().count(), 2);
        let errors = String::from_utf8(errors).unwrap();
        assert!(errors.starts_with("regie: line 3: `question`"), "{errors}");
    }

    #[test]
    fn bytes_that_are_no_text_are_unreadable() {
        let charters = Charters::builtin().unwrap();
        assert_eq!(answer(&charters, b"\xff{}").unwrap_err().field, "question");
    }
}
