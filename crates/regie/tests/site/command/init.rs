//! `regie init`: once, with keys only their owner can read.

use crate::support::{Place, stderr, stdout};
use std::os::unix::fs::PermissionsExt;

#[test]
fn init_makes_keys_tables_and_an_administrator_without_asking() {
    let place = Place::new();
    let output = place.init();
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stdout(&output).contains("otpauth://totp/"));
    let key = std::fs::metadata(place.path().join("controller.key")).unwrap();
    assert_eq!(key.permissions().mode() & 0o777, 0o600);
    let verified = place.run(&["ledger", "verify"], &[]);
    assert!(
        stdout(&verified).starts_with("intact: 1 lines"),
        "{}",
        stdout(&verified)
    );
}

#[test]
fn init_twice_changes_nothing_and_says_so() {
    let place = Place::new();
    assert!(place.init().status.success());
    let key = std::fs::read(place.path().join("controller.key")).unwrap();
    let again = place.init();
    assert_eq!(again.status.code(), Some(2));
    assert!(
        stderr(&again).contains("initialised before"),
        "{}",
        stderr(&again)
    );
    assert_eq!(
        std::fs::read(place.path().join("controller.key")).unwrap(),
        key
    );
}

#[test]
fn a_weak_password_is_refused_before_anything_is_made() {
    let place = Place::new();
    let file = place.path().join("p.txt");
    std::fs::write(&file, "wachtwoord123\n").unwrap();
    let output = place.run(
        &["init"],
        &[
            "--admin",
            "beheer",
            "--password-file",
            &file.display().to_string(),
        ],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(!place.path().join("controller.key").exists());
    assert!(
        !stderr(&output).contains("wachtwoord123"),
        "a password is never repeated"
    );
}

#[test]
fn a_place_that_was_not_initialised_is_named() {
    let place = Place::new();
    let output = place.run(&["ledger", "verify"], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("regie init"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_wrong_key_is_told_and_opens_nothing() {
    let place = Place::new();
    assert!(place.init().status.success());
    let file = place.path().join("controller.key");
    std::fs::write(&file, format!("{}\n", "ab".repeat(32))).unwrap();
    let output = place.run(&["ledger", "verify"], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("cannot be unwrapped with this controller key"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_vanished_database_is_told() {
    let place = Place::new();
    assert!(place.init().status.success());
    if place.database.is_none() {
        std::fs::remove_file(place.path().join("content.db")).unwrap();
        let output = place.run(&["ledger", "verify"], &[]);
        assert_eq!(output.status.code(), Some(2));
        assert!(!stderr(&output).is_empty());
        assert!(
            !place.path().join("content.db").exists(),
            "looking makes no database"
        );
    }
}
