//! A key that is not the controller's: the program says so and serves nothing.

use crate::server::Demo;
use crate::support::stderr;

#[test]
fn with_a_wrong_key_nothing_is_served_and_the_operator_is_told() {
    let mut demo = Demo::start();
    demo.stop();
    let file = demo.place.path().join("controller.key");
    let right = std::fs::read(&file).unwrap();
    for wrong in [
        format!("{}\n", "ab".repeat(32)),
        "too short".to_owned(),
        String::new(),
    ] {
        std::fs::write(&file, &wrong).unwrap();
        for command in [
            &["serve"][..],
            &["ledger", "verify"],
            &["ledger", "checkpoint"],
        ] {
            let output = demo.place.run(command, &[]);
            assert_eq!(output.status.code(), Some(2), "{command:?}");
            let told = stderr(&output);
            assert!(told.contains("key"), "{told}");
            assert_eq!(told.lines().count(), 1, "one line: {told}");
            assert!(
                wrong.is_empty() || !told.contains(wrong.trim()),
                "a key is never printed: {told}"
            );
        }
    }
    std::fs::write(&file, right).unwrap();
    let away = demo.beside().join("key");
    std::fs::rename(&file, &away).unwrap();
    let output = demo.place.run(&["serve"], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("controller.key"),
        "{}",
        stderr(&output)
    );
    assert!(
        !file.exists(),
        "no second key is made beside data that has one"
    );
    std::fs::rename(&away, &file).unwrap();
    demo.verify();
}
