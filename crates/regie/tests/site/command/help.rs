//! Every command shows an example.

use crate::support::{run, stdout};

#[test]
fn the_help_of_every_command_shows_an_example() {
    for command in [
        vec!["demo"],
        vec!["init"],
        vec!["serve"],
        vec!["decide"],
        vec!["charter", "check"],
        vec!["charter", "table"],
        vec!["charter", "explain"],
        vec!["charter", "diff"],
        vec!["seed"],
        vec!["ledger", "verify"],
        vec!["ledger", "checkpoint"],
        vec!["ledger", "adopt"],
        vec!["ledger", "replay"],
        vec!["bench", "open"],
        vec!["bench", "record"],
        vec!["bench", "decide"],
        vec!["bench", "verify"],
    ] {
        let mut arguments = command.clone();
        arguments.push("--help");
        let output = run(&arguments, "");
        assert!(output.status.success(), "{command:?}");
        let text = stdout(&output);
        assert!(
            text.contains("Example") && text.contains(&format!("regie {}", command.join(" "))),
            "{command:?}: {text}"
        );
    }
}
