//! Reading what somebody brings along: what it says, and how what is no such file is told.

use crate::support::{run, stderr, stdout};
use ed25519_dalek::{Signer, SigningKey};
use jiff::civil::date;
use regie_exchange::portable::{
    Archive, Controller, FORMAT, Portable, Signature, Subject, Worded, context, message,
};

/// A key of the standard's own examples (RFC 8032, 7.1), whose public half stands in the help.
fn key() -> SigningKey {
    let secret = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    let secret = data_encoding::HEXLOWER.decode(secret.as_bytes()).unwrap();
    SigningKey::from_bytes(&secret.try_into().unwrap())
}

/// What an organisation of this name gives along, where it knows nothing of somebody yet.
fn of(name: &str) -> Vec<u8> {
    let data = Portable {
        context: context(),
        kind: "DatasetOfPerson".to_owned(),
        format: FORMAT.to_owned(),
        made: "2026-11-21T09:00:00Z".to_owned(),
        controller: Controller {
            name: name.to_owned(),
            charter: "utrecht".to_owned(),
        },
        subject: Subject {
            name: "Sara Proef".to_owned(),
            birth_date: Some(date(2012, 5, 1)),
            address: None,
            telephone: None,
            email: None,
        },
        laws: vec!["jeugdwet".to_owned()],
        opened: date(2026, 1, 1),
        facts: Vec::new(),
        own_words: Vec::new(),
        documents: Vec::new(),
        disclosures: Vec::new(),
        answers: Vec::new(),
        held_back: Worded {
            nl: String::new(),
            en: String::new(),
        },
    };
    let archive = Archive::new(&data, Vec::new()).unwrap();
    let signature = key().sign(&message(archive.data())).to_bytes();
    let signature = Signature::new(key().verifying_key().as_bytes(), &signature);
    archive.write(&signature, "").unwrap()
}

/// A good one.
pub fn archive() -> Vec<u8> {
    of("Buurtteam Proef")
}

#[test]
fn what_is_brought_along_is_told_by_number_and_never_by_name() {
    let here = tempfile::tempdir().unwrap();
    let file = here.path().join("mijn-gegevens.zip");
    let path = file.to_str().unwrap();
    std::fs::write(&file, of("Buurtteam\u{1b}[2J Proef\n")).unwrap();
    let key = data_encoding::HEXLOWER.encode(key().verifying_key().as_bytes());
    let output = run(&["import", path], "");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let said = stdout(&output);
    assert!(
        said.contains("by Buurtteam[2J Proef (charter utrecht)"),
        "{said}"
    );
    assert!(said.contains(&key) && said.contains("0 facts"), "{said}");
    assert!(!said.contains("Sara") && !said.contains('\u{1b}'), "{said}");
    let output = run(&["import", path, "--key", &key], "");
    assert!(stdout(&output).contains("signed by the key given"));

    let other = "0".repeat(64);
    let output = run(&["import", path, "--key", &other], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("signed by another key"));
    let mut torn = archive();
    let place = torn.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    torn.truncate(place);
    for (bytes, told) in [(&torn[..], "no ZIP archive"), (b"", "no ZIP archive")] {
        std::fs::write(&file, bytes).unwrap();
        let output = run(&["import", path], "");
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(told), "{}", stderr(&output));
        assert_eq!(stdout(&output), "");
    }
    for (arguments, told) in [
        (&["import", "/nowhere.zip"][..], "/nowhere.zip"),
        (&["import", "/"], "a folder"),
        (&["import", path, "--key", "abc"], "64 hexadecimal digits"),
    ] {
        let output = run(arguments, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(told), "{}", stderr(&output));
    }
}
