//! `regie decide`: standard input to standard output.

use crate::support::{run, stderr, stdout};

const ACCESS: &str = r#"{"question":"access","charter":"utrecht","on":"2026-11-21","act":"view","who":{"function":"professional","relation":"coordinator","declarations":["confidentiality"]},"coordinator_present":true,"substitute_present":true,"reason":null}"#;

#[test]
fn a_question_is_answered_with_exit_code_0_whatever_the_answer() {
    let permitted = run(&["decide"], ACCESS);
    assert!(permitted.status.success());
    assert!(
        stdout(&permitted)
            .starts_with(r#"{"charter":"utrecht","version":"2018-05-25","outcome":"permitted""#)
    );
    let prohibited = run(&["decide"], &ACCESS.replace("professional", "municipal"));
    assert!(prohibited.status.success());
    assert!(stdout(&prohibited).contains(r#""outcome":"prohibited""#));
}

#[test]
fn what_cannot_be_read_exits_2_with_the_field_and_nothing_on_standard_output() {
    for (change, field) in [
        (ACCESS.replace("2026-11-21", "2026-02-30"), "on"),
        (
            ACCESS.replace("\"coordinator\"", "\"chef\""),
            "who.relation",
        ),
        (ACCESS.replace("\"reason\":null", "\"reden\":null"), "reden"),
        (ACCESS.replace("utrecht", "atlantis"), "charter"),
        (ACCESS.replace("2026-11-21", "2016-01-01"), "on"),
        ("[1,2]".to_owned(), "question"),
        (String::new(), "question"),
    ] {
        let output = run(&["decide"], &change);
        assert_eq!(output.status.code(), Some(2), "{change}");
        assert_eq!(stdout(&output), "", "{change}");
        assert!(
            stderr(&output).contains(field),
            "{change}: {}",
            stderr(&output)
        );
    }
}

#[test]
fn lines_are_answered_line_by_line() {
    let input = format!("{ACCESS}\n{}\n", ACCESS.replace("view", "edit"));
    let output = run(&["decide", "--lines"], &input);
    assert!(output.status.success());
    assert_eq!(stdout(&output).lines().count(), 2);
}
