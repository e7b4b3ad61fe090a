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
fn a_login_name_is_checked_as_on_the_page_for_accounts() {
    let place = Place::new();
    let file = place.path().join("p.txt");
    std::fs::write(&file, "zeven groene fietsen\n").unwrap();
    let file = file.display().to_string();
    let long = "l".repeat(61);
    for login in [
        "",
        "ab",
        "jan klaassen",
        "naïef",
        "be\u{202e}heer",
        "be\u{7}heer",
        "beheer\nregie",
        &long,
    ] {
        let output = place.run(&["init"], &["--admin", login, "--password-file", &file]);
        assert_eq!(output.status.code(), Some(2), "{login:?}");
        let told = stderr(&output);
        assert!(told.contains("--admin: a login name is 3 to 60"), "{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
        assert!(!place.path().join("controller.key").exists());
    }
    // One form, as whoever logs in has it.
    let made = place.run(
        &["init"],
        &["--admin", " Beheer.2 ", "--password-file", &file],
    );
    assert!(made.status.success(), "{}", stderr(&made));
    assert!(stdout(&made).contains("The administrator `beheer.2` logs in"));
}

#[test]
fn a_password_with_the_login_name_in_it_is_refused_as_on_the_page() {
    let place = Place::new();
    let file = place.path().join("p.txt");
    std::fs::write(&file, "zeven groene BEHEERders\n").unwrap();
    let file = file.display().to_string();
    let output = place.run(&["init"], &["--admin", "beheer", "--password-file", &file]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("the login name in it"));
    assert!(!place.path().join("controller.key").exists());
}
