//! What stands in a data folder: missing, closed to this user, or on a medium that cannot be written.

use crate::support::{Place, as_nobody, regie, run, stderr, stdout};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// A place with its content in the folder, whatever database the other tests run on.
fn folder() -> Place {
    let place = Place::in_folder();
    let made = place.init();
    assert!(made.status.success(), "{}", stderr(&made));
    place
}

/// Everything in a folder, by name and size.
fn names(folder: &Path) -> Vec<(String, u64)> {
    let mut all: Vec<(String, u64)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            (name, entry.metadata().unwrap().len())
        })
        .collect();
    all.sort();
    all
}

#[test]
fn a_file_that_is_missing_is_named_and_never_made_anew() {
    let place = folder();
    let seeded = place.run(&["seed", "--dossiers", "1"], &[]);
    assert!(seeded.status.success(), "{}", stderr(&seeded));
    let away = tempfile::tempdir().unwrap();
    for (file, holds) in [
        ("controller.key", "the controller's key"),
        ("keys.db", "the key store"),
        ("content.db", "the content"),
    ] {
        let here = place.path().join(file);
        std::fs::rename(&here, away.path().join(file)).unwrap();
        let before = names(place.path());
        for command in [
            &["serve", "--listen", "127.0.0.1:0"][..],
            &["seed", "--dossiers", "1"],
            &["ledger", "verify"],
            &["ledger", "checkpoint"],
            &["ledger", "replay"],
            &[
                "ledger",
                "adopt",
                "--administrator",
                "beheer",
                "--officer",
                "daan",
            ],
        ] {
            let output = place.run(command, &[]);
            assert_eq!(output.status.code(), Some(2), "{command:?}");
            let told = stderr(&output);
            for part in [
                &here.display().to_string(),
                holds,
                "put it back from its backup",
            ] {
                assert!(told.contains(part), "{part} in {told}");
            }
            assert_eq!(told.lines().count(), 1, "{told}");
        }
        // Also who starts anew is told what stands there still.
        let again = place.init();
        assert_eq!(again.status.code(), Some(2), "{}", stdout(&again));
        assert!(
            stderr(&again).contains(&format!("Put back {}", here.display())),
            "{}",
            stderr(&again)
        );
        assert_eq!(names(place.path()), before, "nothing was made");
        std::fs::rename(away.path().join(file), &here).unwrap();
    }
    assert!(place.run(&["ledger", "verify"], &[]).status.success());
}

#[test]
fn a_folder_where_nothing_was_made_stays_so() {
    let place = Place::in_folder();
    let nowhere = place.path().join("nowhere");
    let at = nowhere.display().to_string();
    for command in [
        &["serve", "--data", &at][..],
        &["ledger", "verify", "--data", &at],
        &["seed", "--dossiers", "1", "--data", &at],
    ] {
        let output = run(command, "");
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("run `regie init` first"));
        assert!(!nowhere.exists());
    }
}

#[test]
fn a_file_of_another_kind_is_named() {
    let place = folder();
    for (file, text) in [
        (
            "content.db",
            "this is no database, whatever its name says, and long enough to be looked at as one. "
                .repeat(20),
        ),
        ("keys.db", String::new()),
    ] {
        let here = place.path().join(file);
        let right = std::fs::read(&here).unwrap();
        std::fs::write(&here, &text).unwrap();
        let output = place.run(&["ledger", "verify"], &[]);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            stderr(&output).contains(&here.display().to_string()),
            "{}",
            stderr(&output)
        );
        std::fs::write(&here, right).unwrap();
    }
}

/// Gives a folder and all in it to nobody, with these modes. Who is not root owns it already and cannot give it away.
fn given_to_nobody(folder: &Path, mode: u32, files: u32) {
    let give = |path: &Path| {
        let _ = std::os::unix::fs::chown(path, Some(65534), Some(65534));
    };
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(files)).unwrap();
        give(&path);
    }
    std::fs::set_permissions(folder, PermissionsExt::from_mode(mode)).unwrap();
    give(folder);
}

#[test]
fn a_copy_that_cannot_be_written_is_verified_and_what_was_changed_in_it_is_found() {
    let Some(nobody) = as_nobody() else { return };
    let place = folder();
    let seeded = place.run(&["seed", "--dossiers", "3"], &[]);
    assert!(seeded.status.success(), "{}", stderr(&seeded));
    let backup = tempfile::tempdir().unwrap();
    std::fs::set_permissions(backup.path(), PermissionsExt::from_mode(0o755)).unwrap();
    let copy = |name: &str| {
        let to = backup.path().join(name);
        std::fs::create_dir(&to).unwrap();
        for (file, _) in names(place.path()) {
            std::fs::copy(place.path().join(&file), to.join(&file)).unwrap();
        }
        to
    };
    let whole = copy("whole");
    given_to_nobody(&whole, 0o500, 0o400);
    let before = names(&whole);
    let on = |command: &[&str], folder: &Path| {
        let data = folder.display().to_string();
        nobody()
            .args(command)
            .args(["--data", &data])
            .output()
            .unwrap()
    };
    let verified = on(&["ledger", "verify"], &whole);
    assert!(verified.status.success(), "{}", stderr(&verified));
    assert!(
        stdout(&verified).starts_with("intact: "),
        "{}",
        stdout(&verified)
    );
    assert_eq!(names(&whole), before, "nothing is made beside it");

    // What writes says which file it cannot write.
    for command in [
        &["ledger", "checkpoint"][..],
        &["ledger", "replay"],
        &["serve", "--listen", "127.0.0.1:0"],
    ] {
        let output = on(command, &whole);
        assert_eq!(output.status.code(), Some(2), "{command:?}");
        let file = whole.join("keys.db").display().to_string();
        assert!(
            stderr(&output).contains(&format!("{file} cannot be written")),
            "{}",
            stderr(&output)
        );
    }
    // The files may be written, but nothing beside them.
    std::fs::set_permissions(whole.join("keys.db"), PermissionsExt::from_mode(0o600)).unwrap();
    let output = on(&["ledger", "checkpoint"], &whole);
    let told = format!(
        "{} cannot be written, and the database keeps its log in it",
        whole.display()
    );
    assert!(stderr(&output).contains(&told), "{}", stderr(&output));

    // Closed altogether.
    std::fs::set_permissions(whole.join("content.db"), PermissionsExt::from_mode(0o000)).unwrap();
    let output = on(&["ledger", "verify"], &whole);
    assert_eq!(output.status.code(), Some(2));
    let told = format!("{} cannot be read", whole.join("content.db").display());
    assert!(stderr(&output).contains(&told), "{}", stderr(&output));

    // A line that was changed before the copy was made is found in it all the same.
    super::ledger::harm(&place, "UPDATE line SET at = at + 1 WHERE seq = 2");
    let changed = copy("changed");
    given_to_nobody(&changed, 0o500, 0o400);
    let verified = on(&["ledger", "verify"], &changed);
    assert_eq!(verified.status.code(), Some(1), "{}", stderr(&verified));
    assert!(stdout(&verified).starts_with("line 2 is not intact"));

    // A copy of a database in use, without what it takes to read its log: said, and not taken for shorter than it is.
    let torn = copy("torn");
    std::fs::write(torn.join("content.db-wal"), [0; 4096]).unwrap();
    given_to_nobody(&torn, 0o500, 0o400);
    let verified = on(&["ledger", "verify"], &torn);
    assert_eq!(verified.status.code(), Some(2), "{}", stdout(&verified));
    assert!(
        stderr(&verified).contains("content.db-wal"),
        "{}",
        stderr(&verified)
    );
}

#[test]
fn a_folder_that_cannot_be_made_or_entered_is_named() {
    let Some(nobody) = as_nobody() else { return };
    let place = folder();
    std::fs::set_permissions(place.path(), PermissionsExt::from_mode(0o000)).unwrap();
    let data = place.path().display().to_string();
    let output = nobody()
        .args(["ledger", "verify", "--data", &data])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = format!("{data}/controller.key cannot be looked at");
    assert!(stderr(&output).contains(&told), "{}", stderr(&output));
    std::fs::set_permissions(place.path(), PermissionsExt::from_mode(0o700)).unwrap();

    let closed = tempfile::tempdir().unwrap();
    let password = closed.path().join("password.txt");
    std::fs::write(&password, "zeven groene fietsen\n").unwrap();
    std::fs::set_permissions(closed.path(), PermissionsExt::from_mode(0o555)).unwrap();
    let data = closed.path().join("new").display().to_string();
    let output = nobody()
        .args([
            "init",
            "--admin",
            "beheer",
            "--data",
            &data,
            "--password-file",
        ])
        .arg(&password)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains(&format!("{data} cannot be made")),
        "{}",
        stderr(&output)
    );
    std::fs::set_permissions(closed.path(), PermissionsExt::from_mode(0o755)).unwrap();
}

#[test]
fn a_port_that_is_taken_is_said_before_anything_is_served() {
    let place = Place::new();
    assert!(place.init().status.success());
    let lines = |place: &Place| {
        let verified = place.run(&["ledger", "verify", "--json"], &[]);
        let report: serde_json::Value = serde_json::from_str(&stdout(&verified)).unwrap();
        report["lines"].as_i64().unwrap()
    };
    let before = lines(&place);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let served = regie()
        .env("REGIE_LOG", "info")
        .arg("serve")
        .args(place.arguments())
        .args(["--listen", &address])
        .output()
        .unwrap();
    let demo = regie()
        .env("REGIE_LOG", "info")
        .args(["demo", "--listen", &address])
        .output()
        .unwrap();
    for output in [served, demo] {
        assert_eq!(output.status.code(), Some(2));
        let told = stderr(&output);
        let expected = format!("regie: {address}: another program listens there");
        assert!(
            told.starts_with(&expected),
            "nothing comes before it: {told}"
        );
        assert!(!told.contains("serving"), "{told}");
        assert_eq!(stdout(&output), "");
    }
    assert_eq!(lines(&place), before, "not a line was written");
}

#[test]
fn a_certificate_that_is_missing_or_none_is_named() {
    let place = Place::new();
    assert!(place.init().status.success());
    let file = |name: &str| place.path().join(name);
    let config = format!(
        "[tls]\ncertificate = {:?}\nkey = {:?}\n",
        file("c.pem"),
        file("k.pem")
    );
    std::fs::write(file("regie.toml"), config).unwrap();
    let config = file("regie.toml").display().to_string();
    let serve = || {
        place.run(
            &["serve", "--listen", "127.0.0.1:0"],
            &["--config", &config],
        )
    };
    let told = |parts: &[&str]| {
        let output = serve();
        assert_eq!(output.status.code(), Some(2));
        let told = stderr(&output);
        assert_eq!(told.lines().count(), 1, "{told}");
        for part in parts {
            assert!(told.contains(part), "{part} in {told}");
        }
    };
    let (c, k) = (file("c.pem"), file("k.pem"));
    let (c, k) = (c.display().to_string(), k.display().to_string());
    told(&[&c]);
    std::fs::write(&c, "no certificate\n").unwrap();
    told(&[&k]);
    std::fs::write(&k, "no key\n").unwrap();
    told(&[&format!("{c} holds no certificate")]);
    let made = || rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let (one, other) = (made(), made());
    std::fs::write(&c, one.cert.pem()).unwrap();
    told(&[&format!("{k} holds no private key")]);
    std::fs::write(&k, b"\xff\xfe\x00").unwrap();
    told(&[&format!("{k} holds no private key")]);
    std::fs::write(&k, other.signing_key.serialize_pem()).unwrap();
    told(&[&c, &k, "cannot be used with the key"]);
    std::fs::write(&k, one.cert.pem()).unwrap();
    std::fs::write(&c, one.signing_key.serialize_pem()).unwrap();
    told(&["the other way round"]);
}

#[test]
fn a_file_without_text_is_named_and_said_what_should_be_in_it() {
    let place = folder();
    let key = place.path().join("controller.key");
    let right = std::fs::read(&key).unwrap();
    std::fs::write(&key, b"\xff\xfe\x00\x01").unwrap();
    let output = place.run(&["ledger", "verify"], &[]);
    assert_eq!(output.status.code(), Some(2));
    let told = format!("{}: 64 hexadecimal digits are expected", key.display());
    assert!(stderr(&output).contains(&told), "{}", stderr(&output));
    std::fs::write(&key, right).unwrap();
    let config = place.path().join("regie.toml");
    std::fs::write(&config, b"\xff\xfe\x00").unwrap();
    let config = config.display().to_string();
    let output = place.run(&["serve"], &["--config", &config]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stderr(&output), format!("regie: {config} holds no text\n"));
}

/// Starts a desk on a place; gives it with what it had printed when it served.
fn serving(place: &Place) -> (std::process::Child, String) {
    use std::io::{BufRead, BufReader};
    let mut child = regie()
        .env("REGIE_LOG", "info")
        .arg("serve")
        .args(place.arguments())
        .args(["--listen", "127.0.0.1:0"])
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    let mut lines = BufReader::new(child.stderr.as_mut().unwrap());
    while !said.contains("serving") {
        assert_ne!(lines.read_line(&mut said).unwrap(), 0, "it stopped: {said}");
    }
    (child, said)
}

#[test]
fn a_folder_is_served_by_one_desk_and_what_it_prints_into_a_file_has_no_colours() {
    let place = folder();
    let (mut first, said) = serving(&place);
    assert!(!said.contains('\u{1b}'), "{said:?}");
    let second = place.run(&["serve", "--listen", "127.0.0.1:0"], &[]);
    assert_eq!(second.status.code(), Some(2));
    let told = format!("{} is served already", place.path().display());
    assert!(stderr(&second).contains(&told), "{}", stderr(&second));
    // What looks at it, or is run beside the desk, goes on.
    assert!(place.run(&["ledger", "verify"], &[]).status.success());
    first.kill().unwrap();
    first.wait().unwrap();
    // However it ended, the next one comes in.
    let (mut third, _) = serving(&place);
    third.kill().unwrap();
    third.wait().unwrap();
}
