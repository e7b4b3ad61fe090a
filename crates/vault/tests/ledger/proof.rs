//! A person's proof that their list is complete and unaltered: it holds as it was made, and in no other way.

use crate::support::{Laid, Site};
use ed25519_dalek::SigningKey;
use regie_ledger::checkpoint::{Head, Signed};
use regie_ledger::list::{At, Told, link};
use regie_ledger::map::{Map, Side};
use regie_ledger::proof::{FORMAT, Fault, LaterLine, Proof, Step, fingerprint};
use regie_terms::PersonId;
use serde_json::{Value, json};

fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}

async fn key(site: &Site) -> SigningKey {
    site.keys.signing_key().await.unwrap()
}

/// A refused look, a look and some changes at one person, with others around them.
async fn laid() -> (Site, Laid, Laid) {
    let site = Site::new().await;
    let other = site.dossier(2).await;
    let mine = site.dossier(3).await;
    let mut scope = site.dossier_scope("view-dossier", &mine, 4);
    // A line about two people: neither proof shows the other.
    scope.concerns.push(other.person);
    let receipt = site.vault.look(site.may_look(scope), Some(mine.key)).await;
    let _ = site.vault.open(receipt.unwrap()).await.unwrap();
    for _ in 0..3 {
        let _ = site.dossier(0).await;
    }
    (site, mine, other)
}

async fn proof(site: &Site, person: PersonId) -> Proof {
    let key = key(site).await.verifying_key();
    let ledger = site.vault.ledger();
    let newest = ledger.newest_checkpoint(&key).await.unwrap().unwrap();
    let parts = ledger.proof_of(person, &newest).await.unwrap().unwrap();
    Proof {
        format: FORMAT.to_owned(),
        uitleg: String::new(),
        explanation: String::new(),
        organisation: "Buurtteams".to_owned(),
        key_at: "/.well-known/regie-key".to_owned(),
        person,
        checkpoint: parts.checkpoint,
        path: parts.path,
        lines: parts.lines,
        not_yet_covered: parts.later,
    }
}

/// Whether a file with this content would be said to hold.
fn holds(value: &Value) -> bool {
    serde_json::from_value::<Proof>(value.clone()).is_ok_and(|p| p.check(None).is_ok())
}

#[tokio::test]
async fn a_proof_holds_and_says_how_many_lines_and_until_when() {
    let (site, mine, other) = laid().await;
    let _ = site.checkpoint().await;
    let public = *key(&site).await.verifying_key().as_bytes();
    for (laid, lines) in [(&mine, 5), (&other, 4)] {
        let proof = proof(&site, laid.person).await;
        let proven = proof.check(Some(&public)).unwrap();
        assert_eq!(
            (proven.lines, proven.signed, proven.key),
            (lines, 1, public)
        );
        let text = serde_json::to_string(&proof).unwrap();
        assert_eq!(
            serde_json::from_str::<Proof>(&text).unwrap(),
            proof,
            "as it is saved"
        );
        for secret in [
            "record-entry",
            "view-dossier",
            "seq",
            &mine.dossier.to_string(),
        ] {
            assert!(!text.contains(secret), "{secret}");
        }
        let stranger = if laid.person == mine.person {
            &other
        } else {
            &mine
        };
        assert!(!text.contains(&stranger.person.to_string()));
    }
    let words: Vec<_> = proof(&site, mine.person)
        .await
        .lines
        .iter()
        .map(|l| l.what.as_str())
        .collect();
    assert_eq!(words, ["worked", "worked", "worked", "worked", "looked"]);
    let newest = site
        .vault
        .ledger()
        .newest_checkpoint(&key(&site).await.verifying_key())
        .await
        .unwrap()
        .unwrap();
    let nobody = site.vault.ledger().proof_of(PersonId::fresh(), &newest);
    assert!(nobody.await.unwrap().is_none());
    assert_eq!(site.verify(&[]).await.problem, None);
}

#[tokio::test]
async fn lines_since_the_head_was_signed_are_apart_until_the_next() {
    let (site, mine, _) = laid().await;
    let _ = site.checkpoint().await;
    let scope = site.dossier_scope("view-dossier", &mine, 4);
    let receipt = site.vault.look(site.may_look(scope), Some(mine.key)).await;
    let _ = site.vault.open(receipt.unwrap()).await.unwrap();
    let before = proof(&site, mine.person).await;
    assert_eq!((before.lines.len(), before.not_yet_covered.len()), (5, 1));
    assert_eq!(before.check(None).unwrap().lines, 5);
    let _ = site.checkpoint().await;
    let after = proof(&site, mine.person).await;
    assert_eq!((after.lines.len(), after.not_yet_covered.len()), (6, 0));
    assert_eq!(after.lines[..5], before.lines, "what was said stays said");
    let last = &after.lines[5];
    let told = LaterLine {
        at: last.at,
        who: last.who,
        what: last.what,
    };
    assert_eq!(told, before.not_yet_covered[0]);
}

/// Another character of the same kind.
fn another(c: char) -> char {
    match c {
        '0' => '1',
        'a' => 'b',
        c if c.is_ascii_digit() => '0',
        c if c.is_ascii_hexdigit() => 'a',
        _ => 'x',
    }
}

/// Every way to change one character or number of a value; each is handed over as the whole proof.
fn each_change(root: &Value, at: &str, tried: &mut usize) {
    match root.pointer(at).unwrap() {
        Value::Object(map) => {
            for name in map.keys() {
                each_change(root, &format!("{at}/{name}"), tried);
                let mut other = root.clone();
                other
                    .pointer_mut(at)
                    .unwrap()
                    .as_object_mut()
                    .unwrap()
                    .remove(name);
                assert!(!holds(&other), "{at} without {name}");
            }
        }
        Value::Array(list) => {
            for i in 0..list.len() {
                each_change(root, &format!("{at}/{i}"), tried);
            }
        }
        Value::String(text) => {
            for (i, c) in text.char_indices() {
                let mut changed = text.clone();
                changed.replace_range(i..i + c.len_utf8(), &another(c).to_string());
                let mut other = root.clone();
                *other.pointer_mut(at).unwrap() = json!(changed);
                assert!(!holds(&other), "{at}: {text} to {changed}");
                *tried += 1;
            }
        }
        Value::Number(number) => {
            for by in [-1, 1, 86_400_000] {
                let mut other = root.clone();
                *other.pointer_mut(at).unwrap() = json!(number.as_i64().unwrap() + by);
                assert!(!holds(&other), "{at} by {by}");
                *tried += 1;
            }
        }
        Value::Bool(_) | Value::Null => panic!("nothing of the kind is in a proof: {at}"),
    }
}

#[tokio::test]
async fn no_character_of_what_a_proof_says_can_be_changed() {
    let (site, mine, _) = laid().await;
    let _ = site.checkpoint().await;
    let proof = serde_json::to_value(proof(&site, mine.person).await).unwrap();
    assert!(holds(&proof));
    let mut tried = 0;
    for part in ["/format", "/person", "/checkpoint", "/path", "/lines"] {
        each_change(&proof, part, &mut tried);
    }
    assert!(tried > 800, "{tried}");
    for (n, what) in (0..5).flat_map(|n| {
        ["looked", "worked", "with-reason", "refused", "asked"].map(move |what| (n, what))
    }) {
        let mut other = proof.clone();
        other["lines"][n]["what"] = json!(what);
        let same = proof["lines"][n]["what"] == what;
        assert_eq!(holds(&other), same, "{n} {what}");
    }
    for who in [
        json!("subject"),
        json!("parent-or-guardian"),
        json!("representative"),
        json!({"staff": "dpo"}),
        json!({"staff": "professional"}),
    ] {
        let mut other = proof.clone();
        other["lines"][1]["who"] = who.clone();
        assert!(!holds(&other), "{who}");
    }
    let mut other = proof.clone();
    other["more"] = json!(1);
    assert!(!holds(&other), "something nobody knows");
}

#[tokio::test]
async fn lines_dropped_added_doubled_or_swapped_and_anothers_way_up_do_not_hold() {
    let (site, mine, other) = laid().await;
    let _ = site.checkpoint().await;
    let (proof, others) = (
        proof(&site, mine.person).await,
        proof(&site, other.person).await,
    );
    let fails = |changed: Proof, why: &str| {
        assert_eq!(changed.check(None), Err(Fault::Lines), "{why}");
    };
    for n in 0..proof.lines.len() {
        let with = |change: &dyn Fn(&mut Proof)| {
            let mut changed = proof.clone();
            change(&mut changed);
            changed
        };
        let drop = |p: &mut Proof| drop(p.lines.remove(n));
        fails(with(&drop), "a line dropped");
        let double = |p: &mut Proof| p.lines.insert(n, p.lines[n].clone());
        fails(with(&double), "a line twice");
        let foreign = |p: &mut Proof| p.lines.insert(n, others.lines[0].clone());
        fails(with(&foreign), "a line of another");
        if n > 0 {
            fails(
                with(&|p: &mut Proof| p.lines.swap(n - 1, n)),
                "two lines swapped",
            );
            fails(with(&|p: &mut Proof| p.lines.truncate(n)), "cut short");
        }
    }
    let mut changed = proof.clone();
    changed.path = others.path.clone();
    fails(changed, "another's path");
    let mut changed = proof.clone();
    changed.person = other.person;
    fails(changed, "said to be another's");
    let mut changed = proof.clone();
    changed.lines = others.lines.clone();
    fails(changed, "another's lines");
    for n in 0..proof.path.len() {
        let mut changed = proof.clone();
        changed.path.remove(n);
        fails(changed, "a step of the way left out");
        let mut changed = proof.clone();
        changed.path[n].side = match changed.path[n].side {
            Side::Left => Side::Right,
            Side::Right => Side::Left,
        };
        fails(changed, "a step on the other side");
    }
    let mut changed = proof.clone();
    changed.path.push(Step {
        side: Side::Left,
        hash: "00".repeat(32),
    });
    fails(changed, "a step beyond the root");
    let mut changed = proof;
    changed.lines.clear();
    changed.path.clear();
    fails(changed, "nothing at all");
}

#[tokio::test]
async fn a_list_cut_short_and_signed_anew_is_of_another_key() {
    let (site, mine, _) = laid().await;
    let _ = site.checkpoint().await;
    let ours = key(&site).await.verifying_key();
    let mut proof = proof(&site, mine.person).await;
    let head = proof.checkpoint.verified(&ours).unwrap();
    proof.lines.remove(1);
    let mut last = [0; 32];
    for (count, line) in (1..).zip(&proof.lines) {
        let at = At {
            controller: head.controller,
            person: mine.person,
            count,
        };
        let told = Told {
            at: line.at,
            who: line.who,
            what: line.what,
        };
        let salt = data_encoding::HEXLOWER
            .decode(line.salt.as_bytes())
            .unwrap();
        last = link(at, &last, &salt.try_into().unwrap(), &told);
    }
    let map = Map::of(&[(*mine.person.0.as_bytes(), 4, last)]);
    let head = Head {
        map: hex(&map.root()),
        ..head
    };
    let head = serde_json::to_string(&head).unwrap();
    let forger = SigningKey::from_bytes(&[7; 32]);
    let signed = |key: &SigningKey| {
        use ed25519_dalek::Signer;
        hex(&key.sign(head.as_bytes()).to_bytes())
    };
    proof.path.clear();
    proof.checkpoint = Signed {
        signature: signed(&forger),
        public_key: hex(forger.verifying_key().as_bytes()),
        head: head.clone(),
    };
    let theirs = *forger.verifying_key().as_bytes();
    assert_eq!(
        proof.check(None).unwrap().key,
        theirs,
        "whole, by their key"
    );
    assert_eq!(proof.check(Some(ours.as_bytes())), Err(Fault::OtherKey));
    assert_ne!(fingerprint(&theirs), fingerprint(ours.as_bytes()));
    // Said to be of the organisation's key it is signed by nobody.
    proof.checkpoint.public_key = hex(ours.as_bytes());
    assert_eq!(proof.check(None), Err(Fault::Signature));
    assert_eq!(proof.check(Some(ours.as_bytes())), Err(Fault::Signature));
}

#[tokio::test]
async fn no_proof_is_made_of_a_list_that_is_not_as_it_was_signed() {
    let (site, mine, _) = laid().await;
    let newest = (site.checkpoint().await, key(&site).await.verifying_key());
    site.sql(
        "UPDATE concern SET link = (SELECT hash FROM line WHERE seq = 1) WHERE person = $1",
        &[regie_ledger::db::Arg::Bytes(mine.person.0.as_bytes())],
    )
    .await;
    // Another desk on the same database, which remembers nothing.
    let (vault, _) = crate::support::open(&site.folder, &site.place).await;
    let head = newest.0.verified(&newest.1).unwrap();
    let made = vault
        .ledger()
        .proof_of(mine.person, &(newest.0, head))
        .await;
    assert!(made.is_err());
}
