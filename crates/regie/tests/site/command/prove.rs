//! `regie ledger prove`: anybody checks a saved proof, with nothing but the file.

use crate::support::{stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const EXAMPLE: &str = include_str!("../../../../../docs/proof-example.json");
const KEY: &str = "3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29";

struct Saved {
    folder: tempfile::TempDir,
}

impl Saved {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("proof.json")
    }

    fn with(&self, bytes: impl AsRef<[u8]>) -> PathBuf {
        std::fs::write(self.file(), bytes).unwrap();
        self.file()
    }
}

/// In an empty folder, with an environment that names no installation.
fn prove(file: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_regie"))
        .env_clear()
        .args(["ledger", "prove"])
        .arg(file)
        .args(more)
        .output()
        .unwrap()
}

#[test]
fn a_proof_is_told_in_plain_words_with_nothing_but_the_file() {
    let saved = Saved::new();
    let file = saved.with(EXAMPLE);
    let told = prove(&file, &[]);
    assert_eq!(told.status.code(), Some(0), "{}", stderr(&told));
    let text = stdout(&told);
    for said in [
        "The proof holds.",
        "02020202020202020202020202020202",
        "complete from line 1 to line 6",
        "139e 3940 e64b 5491",
        "the file cannot prove",
        "/.well-known/regie-key",
        "professional",
        "data protection officer",
        "parent or guardian",
        "was turned away",
        "came in with a reason",
        "was asked for a reason, saw nothing",
        "Not yet covered",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let upper = KEY.to_uppercase();
    for key in [KEY, &upper] {
        let known = stdout(&prove(&file, &["--key", key]));
        assert!(known.contains("with the key you gave"), "{known}");
    }
}

#[test]
fn one_that_does_not_hold_is_1_and_says_what_is_wrong() {
    let saved = Saved::new();
    let other = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    let told = prove(&saved.with(EXAMPLE), &["--key", other]);
    assert_eq!(told.status.code(), Some(1));
    assert!(stderr(&told).contains("another key"), "{}", stderr(&told));
    for (from, to, why) in [
        (
            "\"looked\"",
            "\"worked\"",
            "a line is missing, was added, was changed",
        ),
        (
            "\\\"controller\\\":1",
            "\\\"controller\\\":2",
            "the signature does not fit",
        ),
        (
            "\"side\": \"left\"",
            "\"side\": \"right\"",
            "a line is missing",
        ),
        ("01010101010101010101010101010101", "01", "damaged"),
    ] {
        assert!(EXAMPLE.contains(from), "{from}");
        let told = prove(&saved.with(EXAMPLE.replacen(from, to, 1)), &[]);
        assert_eq!(told.status.code(), Some(1), "{from}");
        assert!(stderr(&told).contains(why), "{why}: {}", stderr(&told));
        assert!(stdout(&told).is_empty());
    }
}

#[test]
fn what_is_no_proof_is_2_however_large_or_deep() {
    let saved = Saved::new();
    let deep = "[".repeat(1_000_000);
    let deeper = EXAMPLE.replacen("\"path\": [", &format!("\"path\": [{deep}"), 1);
    for (bytes, why) in [
        (&b""[..], "not a proof"),
        (b"\xff\xfe", "not a proof"),
        (b"{}", "not a proof"),
        (deep.as_bytes(), "not a proof"),
        (deeper.as_bytes(), "not a proof"),
        (
            EXAMPLE.replacen("proof-1", "proof-9", 1).as_bytes(),
            "another form",
        ),
        (
            EXAMPLE.replacen("\"path\"", "\"weg\"", 1).as_bytes(),
            "not a proof",
        ),
    ] {
        let told = prove(&saved.with(bytes), &[]);
        assert_eq!(told.status.code(), Some(2), "{why}");
        assert!(stderr(&told).contains(why), "{}", stderr(&told));
    }
    let large = std::fs::File::create(saved.file()).unwrap();
    large.set_len(2 * 1024 * 1024 * 1024).unwrap();
    let told = prove(&saved.file(), &[]);
    assert_eq!(told.status.code(), Some(2));
    assert!(stderr(&told).contains("larger than"), "{}", stderr(&told));
    for file in [
        saved.folder.path().to_owned(),
        saved.folder.path().join("no"),
    ] {
        assert_eq!(prove(&file, &[]).status.code(), Some(2));
    }
    for key in ["", "3b6a", "zz", &format!("{KEY}00"), &"é".repeat(32)] {
        let told = prove(&saved.with(EXAMPLE), &["--key", key]);
        assert_eq!(told.status.code(), Some(2), "{key}");
        assert!(stderr(&told).contains("64 hexadecimal"), "{key}");
    }
}

#[test]
fn nothing_in_a_proof_steers_the_terminal() {
    let saved = Saved::new();
    let steering = "Buurt\\u001b[31mteams\\u202e\\u0007";
    let text = EXAMPLE.replacen("Buurtteams (voorbeeld)", steering, 1);
    let told = stdout(&prove(&saved.with(text), &[]));
    assert!(told.contains("Buurt[31mteams"), "{told}");
    assert!(!told.contains(['\u{1b}', '\u{7}', '\u{202e}']));
}
