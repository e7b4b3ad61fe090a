//! Everything that must stay where it belongs: what the synthetic people are called, where they live, what was written down
//! about them, and what lets people in.

use crate::server::Demo;
use regie_terms::Data;
use std::sync::Mutex;

/// Every secret a browser of this process was given: sessions, tickets, tokens of forms.
pub static TOKENS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Keeps a secret, to look for it later.
pub fn token(secret: &str) {
    if secret.len() >= 20 {
        TOKENS.lock().unwrap().push(secret.to_owned());
    }
}

/// Something to look for.
pub struct Needle {
    pub what: &'static str,
    pub text: String,
}

/// What says who somebody is, what stands in a dossier, and what lets people in.
pub fn needles(demo: &Demo) -> Vec<Needle> {
    let mut all = Vec::new();
    let mut look = |what: &'static str, text: &str| {
        let text = text.trim();
        if text.chars().count() > 2 {
            all.push(Needle {
                what,
                text: text.to_owned(),
            });
        }
    };
    for household in demo.households() {
        for person in &household.members {
            look("a name", &person.name());
            look("a given name", &person.given);
            look("a surname", &person.surname);
            look(
                "a name of the own language",
                person.alias.as_deref().unwrap_or_default(),
            );
            if let Some(bsn) = &person.bsn {
                let digits = bsn.digits();
                look("a BSN", digits);
                look(
                    "a BSN",
                    &format!("{} {} {}", &digits[..4], &digits[4..6], &digits[6..]),
                );
            }
            for pattern in ["%Y-%m-%d", "%d-%m-%Y", "%-d-%-m-%Y", "%Y%m%d"] {
                look(
                    "a date of birth",
                    &person.born.strftime(pattern).to_string(),
                );
            }
            look(
                "an e-mail address",
                person.email.as_deref().unwrap_or_default(),
            );
            look(
                "a telephone number",
                person.phone.as_deref().unwrap_or_default(),
            );
            for address in person.elsewhere.iter().chain([&household.address]) {
                look("a street", &address.street);
                look("an address", &address.line());
                look("a postcode", &address.postcode);
            }
        }
        for entry in household
            .dossiers
            .iter()
            .flat_map(|dossier| &dossier.entries)
        {
            look("the text of an entry", &entry.text);
            look("why an entry is needed", &entry.need);
        }
    }
    for staff in regie_testkit::Neighbourhood::new(2026, demo.today).staff() {
        look("the name of staff", &staff.name);
    }
    for typed in [
        crate::journeys::dossier::WRITTEN,
        crate::journeys::glass::REASON,
        crate::journeys::glass::JUDGED,
        crate::journeys::share::WHY,
        crate::journeys::document::TITLE,
        crate::journeys::document::WHY,
        crate::journeys::document::AGAIN,
    ] {
        look("what was typed", typed);
    }
    for part in crate::journeys::document::parts() {
        look("a part of a document", &part);
    }
    for person in demo.people.values() {
        look("a password", &person.password);
        look("the secret of a second factor", &person.totp);
    }
    for token in TOKENS.lock().unwrap().iter() {
        look("a session or token", token);
    }
    all
}

/// Words of labels: what sort of thing is known about somebody.
pub fn label_words() -> Vec<Needle> {
    let words = Data::ALL
        .iter()
        .map(|data| data.as_str())
        .filter(|word| word.len() >= 6);
    words
        .map(|word| Needle {
            what: "a category",
            text: word.to_owned(),
        })
        .collect()
}

/// The needles that stand somewhere in these bytes. Short ones would be found in noise, so they are looked for as whole words
/// where `words` is set, and not at all below six bytes where it is not.
pub fn found<'a>(needles: &'a [Needle], hay: &[u8], words: bool) -> Vec<&'a Needle> {
    let edge = |byte: Option<&u8>| {
        byte.is_none_or(|b| !b.is_ascii_alphanumeric() && *b < 0x80 && *b != b'_')
    };
    let start = |bytes: &[u8]| {
        usize::from(bytes[0]) << 16 | usize::from(bytes[1]) << 8 | usize::from(bytes[2])
    };
    // By their first three bytes, so that every place is looked at once.
    let mut begins: Vec<bool> = vec![false; 1 << 24];
    let wanted: Vec<&Needle> = needles
        .iter()
        .filter(|n| words || n.text.len() >= 6)
        .collect();
    wanted
        .iter()
        .for_each(|n| begins[start(n.text.as_bytes())] = true);
    let mut found: Vec<&Needle> = Vec::new();
    for (at, three) in hay.windows(3).enumerate() {
        if !begins[start(three)] {
            continue;
        }
        for needle in &wanted {
            let bytes = needle.text.as_bytes();
            let whole = || {
                edge(at.checked_sub(1).and_then(|i| hay.get(i))) && edge(hay.get(at + bytes.len()))
            };
            if hay[at..].starts_with(bytes)
                && (!words || whole())
                && !found.iter().any(|f| f.text == needle.text)
            {
                found.push(needle);
            }
        }
    }
    found
}

/// Fails when a needle stands in these bytes; says which, for these people are all made up.
#[track_caller]
pub fn nowhere(needles: &[Needle], hay: &[u8], place: &str, words: bool) {
    let found: Vec<String> = found(needles, hay, words)
        .iter()
        .map(|n| format!("{}: {}", n.what, n.text))
        .collect();
    assert!(found.is_empty(), "{place} holds {found:#?}");
}

#[test]
fn a_needle_is_found_and_a_part_of_a_word_is_not() {
    let needles = [Needle {
        what: "a name",
        text: "Bakker".to_owned(),
    }];
    assert_eq!(found(&needles, b"x Bakker y", true).len(), 1);
    assert_eq!(found(&needles, b"x Bakkerij y", true).len(), 0);
    assert_eq!(found(&needles, b"x Bakkerij y", false).len(), 1);
    assert_eq!(found(&needles, b"BBakke", false).len(), 0);
}
