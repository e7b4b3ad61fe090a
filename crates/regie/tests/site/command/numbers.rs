//! Numbers that make no sense are refused with what is accepted; nothing is measured or laid.

use crate::support::{run, stderr, stdout};

#[test]
fn zero_and_absurd_numbers_are_a_usage_message() {
    for (command, option, values) in [
        (
            &["bench", "open"][..],
            "--dossiers",
            &["0", "-1", "99999999999"][..],
        ),
        (&["bench", "open"], "--clients", &["0", "100000"]),
        (&["bench", "open"], "--seconds", &["0", "301", "veel"]),
        (&["bench", "record"], "--dossiers", &["0", "1e6"]),
        (&["bench", "record"], "--clients", &["0", "501"]),
        (
            &["bench", "record"],
            "--seconds",
            &["0", "999999999999999999999"],
        ),
        (&["bench", "record"], "--rest", &["31"]),
        (
            &["bench", "decide"],
            "--questions",
            &["0", "1", "1000000000"],
        ),
        (&["bench", "verify"], "--lines", &["0", "9999999999"]),
        (&["bench", "rotate"], "--keys", &["0", "10000001"]),
        (&["bench", "sweep"], "--dossiers", &["0", "10000001"]),
        (
            &["seed", "--data", "/nowhere"],
            "--dossiers",
            &["0", "99999999999"],
        ),
        (
            &["seed", "--data", "/nowhere", "--dossiers", "1"],
            "--entries",
            &["1001"],
        ),
        (
            &["seed", "--data", "/nowhere", "--dossiers", "1"],
            "--seed",
            &["-1", "een"],
        ),
    ] {
        for value in values {
            let given = format!("{option}={value}");
            let output = run(&[command, &[given.as_str()]].concat(), "");
            assert_eq!(output.status.code(), Some(2), "{command:?} {given}");
            assert_eq!(stdout(&output), "", "{command:?} {given}");
            let told = stderr(&output);
            let expected = format!("invalid value '{value}' for '{option} <");
            assert!(told.contains(&expected), "{told}");
            assert!(
                told.contains("--help") && !told.contains("panicked"),
                "{told}"
            );
        }
    }
}
