//! The example in `docs/`: a proof of made-up lines, signed with a key that everybody has. It is the same as long as the form is.

use super::*;
use crate::checkpoint::{Head, Tip};
use crate::map::Map;
use ed25519_dalek::{Signer, SigningKey};
use regie_terms::{ControllerId, Function, Id};

const EXAMPLE: &str = include_str!("../../../../docs/proof-example.json");

const LINES: [(i64, Capacity, What); 6] = [
    (
        1_794_990_600_000,
        Capacity::Staff(Function::Professional),
        What::Worked,
    ),
    (
        1_794_996_120_000,
        Capacity::Staff(Function::Professional),
        What::Looked,
    ),
    (
        1_795_082_460_000,
        Capacity::Staff(Function::Professional),
        What::Refused,
    ),
    (
        1_795_166_100_000,
        Capacity::Staff(Function::Dpo),
        What::Asked,
    ),
    (
        1_795_166_160_000,
        Capacity::Staff(Function::Dpo),
        What::WithReason,
    ),
    (1_795_251_000_000, Capacity::ParentOrGuardian, What::Looked),
];

fn made_up() -> Proof {
    let person = PersonId(Id::from_bytes([2; 16]));
    let controller = ControllerId(1);
    let mut last = list::BEFORE;
    let mut lines = Vec::new();
    for (count, (at, who, what)) in (1..).zip(LINES) {
        let salt = [u8::try_from(count).unwrap_or_default(); 16];
        let place = At {
            controller,
            person,
            count,
        };
        last = list::link(place, &last, &salt, &Told { at, who, what });
        lines.push(ProofLine {
            at,
            who,
            what,
            salt: HEXLOWER.encode(&salt),
        });
    }
    let others = |n: u8| ([n; 16], 1, [n; 32]);
    let map = Map::of(&[others(1), ([2; 16], 6, last), others(3)]);
    let tip = Tip {
        seq: 40,
        hash: "00".repeat(32),
        people: map.people(),
    };
    let head = Head {
        v: 2,
        controller,
        database: "11".repeat(32),
        at: 1_795_258_800_000,
        map: HEXLOWER.encode(&map.root()),
        tip: tip.digest(),
    };
    let head = serde_json::to_string(&head).unwrap_or_default();
    let key = SigningKey::from_bytes(&[0; 32]);
    let (_, path) = map.path(&[2; 16]).unwrap_or_default();
    Proof {
        format: FORMAT.to_owned(),
        uitleg: "Een voorbeeld met verzonnen regels.".to_owned(),
        explanation: "An example of made-up lines.".to_owned(),
        organisation: "Buurtteams (voorbeeld)".to_owned(),
        key_at: "/.well-known/regie-key".to_owned(),
        person,
        checkpoint: Signed {
            signature: HEXLOWER.encode(&key.sign(head.as_bytes()).to_bytes()),
            public_key: HEXLOWER.encode(key.verifying_key().as_bytes()),
            head,
        },
        path: path
            .into_iter()
            .map(|(side, hash)| Step {
                side,
                hash: HEXLOWER.encode(&hash),
            })
            .collect(),
        lines,
        not_yet_covered: vec![LaterLine {
            at: 1_795_262_400_000,
            who: Capacity::Staff(Function::Professional),
            what: What::Looked,
        }],
    }
}

#[test]
fn the_example_in_the_documents_is_a_proof_of_this_form() {
    let made = made_up();
    let text = serde_json::to_string_pretty(&made).unwrap_or_default();
    assert_eq!(EXAMPLE.trim_end(), text);
    let read: Proof = serde_json::from_str(EXAMPLE).unwrap_or_else(|_| made_up());
    let proven = read.check(None);
    assert_eq!(proven.map(|p| p.lines), Ok(6));
    assert_eq!(read.check(Some(&[9; 32])), Err(Fault::OtherKey));
}
