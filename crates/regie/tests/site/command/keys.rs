//! `regie keys`: the controller's key replaced beside a program that serves, and put back by two of three people.

use super::backup::files;
use crate::server::{Demo, Options};
use crate::support::{Place, run, stderr, stdout};
use std::os::unix::fs::PermissionsExt;

#[test]
fn the_key_is_replaced_while_the_desk_serves() {
    let mut demo = Demo::start();
    let mut desk = demo.login("soraya");
    desk.get("/").is(200);
    let path = demo.place.path().join("controller.key");
    let old = std::fs::read(&path).unwrap();
    let output = demo.place.run(&["keys", "rotate"], &[]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stdout(&output).contains("the old one is destroyed"));
    assert_ne!(std::fs::read(&path).unwrap(), old);
    let left = files(demo.place.path());
    assert!(
        !left
            .iter()
            .any(|n| n.ends_with(".next") || n.ends_with(".old")),
        "{left:?}"
    );
    // Who is logged in works on, and somebody else comes in, and so after the next start.
    desk.get("/").is(200);
    demo.login("kees").get("/mijn").is(200);
    demo.stop();
    demo.serve(&Options::default());
    demo.login("soraya").get("/").is(200);
    let output = demo.place.run(&["keys", "rotate"], &[]);
    assert!(output.status.success(), "{}", stderr(&output));
}

#[test]
fn a_lost_key_comes_back_by_two_of_three_and_one_alone_fails() {
    let place = Place::new();
    assert!(place.init().status.success());
    let shares = place.path().join("shares");
    let to = shares.display().to_string();
    let split = |more: &[&str]| {
        let command = [
            "keys",
            "split",
            "--shares",
            "3",
            "--threshold",
            "2",
            "--to",
            &to,
        ];
        place.run(&command, more)
    };
    let output = split(&[]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(
        files(&shares),
        ["share-1.txt", "share-2.txt", "share-3.txt"]
    );
    for name in files(&shares) {
        let mode = std::fs::metadata(shares.join(name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    // Nobody makes others by accident.
    let output = split(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("--replace"), "{}", stderr(&output));
    let output = split(&["--replace"]);
    assert!(
        stderr(&output).contains("no share is written over"),
        "{}",
        stderr(&output)
    );
    for (n, of) in [("3", "1"), ("2", "3"), ("21", "2")] {
        let all = [
            "keys",
            "split",
            "--shares",
            n,
            "--threshold",
            of,
            "--to",
            &to,
        ];
        let output = place.run(&all, &["--replace"]);
        assert_eq!(output.status.code(), Some(2), "{n} {of}");
    }

    assert!(place.run(&["keys", "rotate"], &[]).status.success());
    let key = place.path().join("controller.key");
    let was = std::fs::read(&key).unwrap();
    std::fs::remove_file(&key).unwrap();
    let output = place.run(&["ledger", "verify"], &[]);
    assert!(
        stderr(&output).contains("controller.key"),
        "{}",
        stderr(&output)
    );

    let share = |number: u8| {
        shares
            .join(format!("share-{number}.txt"))
            .display()
            .to_string()
    };
    let recover = |given: &[&str]| place.run(&[&["keys", "recover"], given].concat(), &[]);
    let refused = |given: &[&str], told: &str| {
        let output = recover(given);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(
            stderr(&output).contains(told),
            "{told}: {}",
            stderr(&output)
        );
        assert!(!key.exists());
    };
    refused(&[&share(2)], "one person alone does not put the key back");
    refused(&[&share(2), &share(2)], "another person's is needed");
    // A share with a slip in it, and one of another splitting, are named.
    let text = std::fs::read_to_string(share(3)).unwrap();
    let line = text
        .lines()
        .find(|l| l.starts_with("regie-share-1"))
        .unwrap();
    let (head, last) = line.split_at(line.len() - 1);
    let slip = format!("{head}{}", if last == "A" { "B" } else { "A" });
    let wrong = place.path().join("wrong.txt").display().to_string();
    std::fs::write(&wrong, slip).unwrap();
    refused(
        &[&share(1), &wrong],
        "wrong.txt: a sign in it was copied wrongly",
    );
    std::fs::write(&wrong, "hello").unwrap();
    refused(
        &[&share(1), &wrong],
        "wrong.txt: no line of it begins as a share does",
    );
    let other = Place::in_folder();
    assert!(other.init().status.success());
    let strange = other.path().join("shares").display().to_string();
    let all = [
        "keys",
        "split",
        "--shares",
        "2",
        "--threshold",
        "2",
        "--to",
        &strange,
    ];
    assert!(other.run(&all, &[]).status.success());
    let strange = format!("{strange}/share-2.txt");
    refused(&[&share(1), &strange], "it is of another splitting");

    let output = recover(&[&share(1), &share(3)]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(std::fs::read(&key).unwrap(), was);
    let output = place.run(&["ledger", "verify"], &[]);
    assert!(
        stdout(&output).starts_with("intact: "),
        "{}",
        stderr(&output)
    );
    // A key that is there stays as it is.
    let output = recover(&[&share(1), &share(2)]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(std::fs::read(&key).unwrap(), was);
}

#[test]
fn the_key_of_the_backups_is_not_written_over() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name).display().to_string();
    let output = run(&["keys", "pair", &at("key"), &at("pub")], "");
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(!stdout(&output).contains("AGE-SECRET-KEY"));
    let private = std::fs::read_to_string(at("key")).unwrap();
    assert!(private.contains("AGE-SECRET-KEY-1"));
    let mode = std::fs::metadata(at("key")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(
        run(&["keys", "pair", &at("key"), &at("pub2")], "")
            .status
            .code(),
        Some(2)
    );
    assert_eq!(std::fs::read_to_string(at("key")).unwrap(), private);
}
