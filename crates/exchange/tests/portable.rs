//! What goes along comes back as it was, and nothing else is taken for it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

use ed25519_dalek::{Signer, SigningKey};
use jiff::civil::date;
use proptest::prelude::*;
use regie_exchange::portable::{
    Answer, Archive, Brought, Controller, Disclosure, Document, FORMAT, Fact, File, NotPortable,
    OwnWords, Portable, Provenance, Signature, Signed, Subject, Worded, context, message, schema,
};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

fn provenance() -> Provenance {
    Provenance {
        category: "problems".into(),
        purpose: "support".into(),
        law: "wmo".into(),
        legal_basis: "Wmo 2015 5.1.1".into(),
        need: "Het plan gaat hierover.".into(),
        source: "client".into(),
        statement: "fact".into(),
        recorded: "2026-11-21T09:00:00Z".into(),
        recorded_by: Some("Noor Proef".into()),
        about_day: Some(date(2026, 11, 20)),
    }
}

fn data(texts: &[&str], files: &[File]) -> Portable {
    let fact = |(number, text): (usize, &&str)| Fact {
        id: format!("urn:uuid:{number}"),
        text: (*text).to_owned(),
        family: number == 1,
        provenance: provenance(),
        reading: None,
        corrects: (number > 0).then(|| format!("urn:uuid:{}", number - 1)),
    };
    let document = |file: &File| Document {
        id: file.name.clone(),
        title: "Verslag".into(),
        provenance: provenance(),
        file: Some(file.name.clone()),
        media_type: Some("application/pdf".into()),
        sha256: Some(data_encoding::HEXLOWER.encode(&Sha256::digest(&file.bytes))),
    };
    Portable {
        context: context(),
        kind: "DatasetOfPerson".into(),
        format: FORMAT.into(),
        made: "2026-11-29T12:00:00Z".into(),
        controller: Controller {
            name: "Buurtteam Proef".into(),
            charter: "utrecht".into(),
        },
        subject: Subject {
            name: "Sara Proef".into(),
            birth_date: Some(date(1980, 2, 29)),
            address: None,
            telephone: None,
            email: Some("sara@example.org".into()),
        },
        laws: vec!["wmo".into()],
        opened: date(2026, 1, 1),
        facts: texts.iter().enumerate().map(fact).collect(),
        documents: files.iter().map(document).collect(),
        own_words: vec![OwnWords {
            text: "Zo was het niet.".into(),
            writer: Some("parent-or-guardian".into()),
            recorded: "2026-11-22T09:00:00Z".into(),
            about: (!texts.is_empty()).then(|| "urn:uuid:0".into()),
            reply: Some("Dank u.".into()),
        }],
        disclosures: vec![Disclosure {
            recipient: "De school".into(),
            party: "school".into(),
            on: date(2026, 11, 20),
            purpose: "Afstemmen".into(),
            legal_basis: "consent".into(),
            facts: vec!["Slaapt slecht.".into()],
        }],
        answers: vec![Answer {
            recipient: "De school".into(),
            answer: "given".into(),
        }],
        held_back: Worded {
            nl: "Soms moet iets achterwege blijven.".into(),
            en: "Sometimes something has to be left out.".into(),
        },
    }
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn sign(data: &[u8], key: &SigningKey) -> Signature {
    let signature = key.sign(&message(data));
    Signature::new(key.verifying_key().as_bytes(), &signature.to_bytes())
}

fn files() -> Vec<File> {
    vec![File {
        name: Archive::name(1, "application/pdf").unwrap(),
        bytes: b"%PDF-1.7 een verslag".to_vec(),
    }]
}

fn archive() -> Vec<u8> {
    let archive = Archive::new(
        &data(&["Slaapt slecht.", "Slaapt beter."], &files()),
        files(),
    );
    let archive = archive.unwrap();
    archive
        .write(&sign(archive.data(), &key()), "Lees mij.")
        .unwrap()
}

fn hex(key: &SigningKey) -> String {
    data_encoding::HEXLOWER.encode(key.verifying_key().as_bytes())
}

/// An archive of these parts.
fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = SimpleFileOptions::default();
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The parts of a good archive, one of them changed, and signed anew where the data are.
fn changed(change: impl Fn(&mut Portable), also: &[(&str, &[u8])]) -> Vec<u8> {
    let mut data = data(&["Slaapt slecht.", "Slaapt beter."], &files());
    change(&mut data);
    let data = serde_json::to_vec(&data).unwrap();
    let signature = serde_json::to_vec(&sign(&data, &key())).unwrap();
    let files = files();
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("LEESMIJ-README.txt", b"."),
        ("schema.json", b"{}"),
        ("data.jsonld", &data),
        ("signature.json", &signature),
        (&files[0].name, &files[0].bytes),
    ];
    parts.extend(also);
    zipped(&parts)
}

fn refused(bytes: &[u8]) -> NotPortable {
    Brought::read(bytes, None).err().expect("it was taken")
}

#[test]
fn what_goes_along_comes_back_as_it_was() {
    let bytes = archive();
    assert_eq!(bytes, archive(), "the same data give the same file");
    let back = Brought::read(&bytes, Some(&hex(&key()))).unwrap();
    assert_eq!(back.signed, Signed::ByTheKey);
    assert_eq!(
        back.data,
        data(&["Slaapt slecht.", "Slaapt beter."], &files())
    );
    assert_eq!(back.files[0].bytes, files()[0].bytes);
    let back = Brought::read(&bytes, None).unwrap();
    assert_eq!(back.signed, Signed::BySomeKey(hex(&key())));
    assert!(Brought::read(&changed(|_| {}, &[]), None).is_ok());
}

#[test]
fn the_data_are_of_the_schema_beside_them_and_every_name_in_them_is_explained() {
    let schema = serde_json::to_value(schema()).unwrap();
    let check = jsonschema::validator_for(&schema).unwrap();
    let mut data = serde_json::to_value(data(&["Een", "Twee"], &files())).unwrap();
    assert!(check.is_valid(&data));
    fn names(value: &Value, known: &mut Vec<String>) {
        match value {
            Value::Object(object) => {
                for (name, value) in object {
                    known.push(name.clone());
                    if name != "@context" && name != "heldBack" {
                        names(value, known);
                    }
                }
            }
            Value::Array(list) => list.iter().for_each(|one| names(one, known)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    names(&data, &mut found);
    let context = context();
    for name in found.iter().filter(|name| !name.starts_with('@')) {
        assert!(context.get(name).is_some(), "{name} means nothing");
    }
    data["facts"][0]["provenance"]["law"] = Value::Null;
    assert!(!check.is_valid(&data));
    data["subject"]["bsn"] = "999990019".into();
    assert!(!check.is_valid(&data));
}

#[test]
fn what_was_changed_or_signed_by_another_is_not_taken() {
    let other = SigningKey::from_bytes(&[8; 32]);
    assert_eq!(
        Brought::read(&archive(), Some(&hex(&other))).err(),
        Some(NotPortable::OtherKey)
    );
    let honest = data(&["Slaapt slecht."], &[]);
    let forged = serde_json::to_vec(&data(&["Slaapt goed."], &[])).unwrap();
    let signed = serde_json::to_vec(&sign(&serde_json::to_vec(&honest).unwrap(), &key())).unwrap();
    let parts: [(&str, &[u8]); 4] = [
        ("LEESMIJ-README.txt", b"."),
        ("schema.json", b"{}"),
        ("data.jsonld", &forged),
        ("signature.json", &signed),
    ];
    assert_eq!(refused(&zipped(&parts)), NotPortable::Forged);
    assert_eq!(
        refused(&zipped(&parts[..3])),
        NotPortable::Missing("signature.json")
    );
    // A key that signs anything signs nothing: the point at which all signatures meet.
    let (mut weak, mut any) = ([0; 32], [0; 64]);
    (weak[0], any[0]) = (1, 1);
    let weak = serde_json::to_vec(&Signature::new(&weak, &any)).unwrap();
    let honest = serde_json::to_vec(&honest).unwrap();
    let parts: [(&str, &[u8]); 4] = [
        ("LEESMIJ-README.txt", b"."),
        ("schema.json", b"{}"),
        ("data.jsonld", &honest),
        ("signature.json", &weak),
    ];
    assert_eq!(refused(&zipped(&parts)), NotPortable::Forged);
    let other = |data: &mut Portable| data.documents[0].sha256 = Some("00".repeat(32));
    assert_eq!(refused(&changed(other, &[])), NotPortable::OtherDocuments);
    let gone = |data: &mut Portable| data.documents.clear();
    assert_eq!(refused(&changed(gone, &[])), NotPortable::OtherDocuments);
    let word = |data: &mut Portable| data.facts[0].provenance.category = "alles".into();
    assert_eq!(
        refused(&changed(word, &[])),
        NotPortable::Unknown("category")
    );
    let writer = |data: &mut Portable| data.own_words[0].writer = Some("noor".into());
    assert_eq!(
        refused(&changed(writer, &[])),
        NotPortable::Unknown("writer")
    );
    let torn = |data: &mut Portable| data.facts[0].corrects = Some("urn:uuid:9".into());
    assert_eq!(refused(&changed(torn, &[])), NotPortable::Torn);
    let astray = |data: &mut Portable| data.own_words[0].about = Some("urn:uuid:9".into());
    assert_eq!(refused(&changed(astray, &[])), NotPortable::Torn);
    let version = |data: &mut Portable| data.format = "regie-portable-2".into();
    assert_eq!(refused(&changed(version, &[])), NotPortable::OtherFormat);
    let meaning = |data: &mut Portable| data.context["law"] = "urn:iets-anders".into();
    assert_eq!(refused(&changed(meaning, &[])), NotPortable::OtherFormat);
}

#[test]
fn an_archive_that_holds_other_things_is_not_taken() {
    for stranger in [
        "../../etc/passwd",
        "/etc/passwd",
        "documents/../data.jsonld",
        "documents/001.exe",
        "documents/",
        "data.json",
        "documents/001.pdf/x",
    ] {
        let found = refused(&changed(|_| {}, &[(stranger, b"x")]));
        assert_eq!(found, NotPortable::Stranger(6), "{stranger}");
    }
    let also = changed(|_| {}, &[("documents/002.pdf", b"x")]);
    assert_eq!(refused(&also), NotPortable::OtherDocuments);
    assert_eq!(refused(b"PK\x03\x04 no archive"), NotPortable::NoZip);
    assert_eq!(refused(b""), NotPortable::NoZip);
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let parts: [(&str, &[u8]); 4] = [
        ("LEESMIJ-README.txt", b"."),
        ("schema.json", b"{}"),
        ("data.jsonld", deep.as_bytes()),
        ("signature.json", deep.as_bytes()),
    ];
    assert!(matches!(
        refused(&zipped(&parts)),
        NotPortable::Unreadable {
            part: "signature.json",
            ..
        }
    ));
}

#[test]
fn a_bomb_does_not_go_off() {
    // Megabytes of nothing pack into little.
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("data.jsonld", SimpleFileOptions::default())
        .unwrap();
    let nothing = vec![b' '; 1024 * 1024];
    for _ in 0..64 {
        zip.write_all(&nothing).unwrap();
    }
    let bomb = zip.finish().unwrap().into_inner();
    assert!(bomb.len() < 1024 * 1024, "it packs well");
    assert_eq!(refused(&bomb), NotPortable::PartTooLarge(1));
    // Many parts, of nothing.
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..5000 {
        zip.start_file(
            format!("documents/{number:04}.pdf"),
            SimpleFileOptions::default(),
        )
        .unwrap();
    }
    assert_eq!(
        refused(&zip.finish().unwrap().into_inner()),
        NotPortable::TooMany
    );
    assert_eq!(refused(&vec![0; 257 * 1024 * 1024]), NotPortable::TooLarge);
}

/// A file of some kilobytes that would be megabytes in each of many rows.
#[test]
fn texts_are_no_longer_and_things_no_more_than_is_taken() {
    let long = "x".repeat(1024 * 1024);
    type Change = Box<dyn Fn(&mut Portable, String)>;
    let texts: [(&str, Change); 6] = [
        ("name", Box::new(|data, long| data.controller.name = long)),
        ("text", Box::new(|data, long| data.facts[0].text = long)),
        ("text", Box::new(|data, long| data.own_words[0].text = long)),
        (
            "title",
            Box::new(|data, long| data.documents[0].title = long),
        ),
        (
            "need",
            Box::new(|data, long| data.facts[1].provenance.need = long),
        ),
        (
            "facts",
            Box::new(|data, long| data.disclosures[0].facts[0] = long),
        ),
    ];
    for (name, change) in texts {
        let file = changed(|data| change(data, long.clone()), &[]);
        assert_eq!(refused(&file), NotPortable::TooLong(name));
    }
    let just = |data: &mut Portable| data.controller.name = "é".repeat(200);
    assert!(Brought::read(&changed(just, &[]), None).is_ok());
    let over = |data: &mut Portable| data.controller.name = "é".repeat(201);
    assert_eq!(refused(&changed(over, &[])), NotPortable::TooLong("name"));
    let many = |data: &mut Portable| {
        let one = data.answers[0].clone();
        data.answers = vec![one; 5_000];
    };
    assert_eq!(refused(&changed(many, &[])), NotPortable::TooMuch);
    let laws = |data: &mut Portable| data.laws = vec!["wmo".into(); 21];
    assert_eq!(refused(&changed(laws, &[])), NotPortable::TooMuch);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_words_go_along(texts in prop::collection::vec(any::<String>(), 0..6)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let whole = data(&texts, &[]);
        let archive = Archive::new(&whole, Vec::new()).unwrap();
        let bytes = archive.write(&sign(archive.data(), &key()), "").unwrap();
        prop_assert_eq!(Brought::read(&bytes, None).unwrap().data, whole);
    }

    #[test]
    fn a_byte_turned_never_gives_other_data(place in any::<prop::sample::Index>(), bit in 0u8..8) {
        let mut bytes = archive();
        let at = place.index(bytes.len());
        bytes[at] ^= 1 << bit;
        if let Ok(back) = Brought::read(&bytes, Some(&hex(&key()))) {
            prop_assert_eq!(back.data, data(&["Slaapt slecht.", "Slaapt beter."], &files()));
            prop_assert_eq!(&back.files[0].bytes, &files()[0].bytes);
        }
    }
}
