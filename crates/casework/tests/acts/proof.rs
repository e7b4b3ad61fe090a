//! The proof of the list of who looked: it holds, it is the reader's own, and nothing that is kept from the family shows in it.

use crate::world::{Family, TODAY, World, denied, entry, nothing, share};
use jiff::civil::date;
use regie_casework::entry::{EntryInput, Shielding};
use regie_casework::portal::Period;
use regie_casework::share::{SafetyInput, ShareInput, SharePart};
use regie_ledger::list::What;
use regie_ledger::proof::{Fault, Proof};
use regie_terms::{Id, PersonId, RequestId};
use serde_json::Value;

async fn proof(w: &World, login: &str, person: PersonId) -> Proof {
    let who = w.caller(login).await;
    w.house.look_proof(&who, person).await.unwrap()
}

/// The proof holds by the key that the house publishes.
async fn holds(w: &World, proof: &Proof) {
    let key = w.house.proof_key().await.unwrap();
    let proven = proof.check(Some(&key)).unwrap();
    assert_eq!(proven.lines, proof.lines.len());
}

#[tokio::test]
async fn a_parent_saves_a_proof_of_the_list_and_it_has_every_line_of_the_page() {
    let w = World::new().await;
    let (noor, olaf, daan) = (
        w.caller("noor").await,
        w.caller("olaf").await,
        w.caller("daan").await,
    );
    w.fact(w.child, "jeugdwet", "problems", "Slaapt slecht.")
        .await;
    w.house.open_dossier(&noor, w.dossier).await.unwrap();
    denied(w.house.open_dossier(&olaf, w.dossier).await);
    denied(w.house.open_dossier(&daan, w.dossier).await);
    let mother = w.caller("moeder").await;
    let page = w.house.who_looked(&mother, w.child, None).await.unwrap();
    let made = proof(&w, "moeder", w.child).await;
    holds(&w, &made).await;
    assert_eq!(made.person, w.child);
    // The page, oldest first, and the line of making the proof.
    let mut shown: Vec<_> = page
        .lines
        .iter()
        .map(|l| (l.at, l.happened, l.asked))
        .collect();
    shown.reverse();
    let in_proof = made.lines.iter().map(|l| {
        let happened = !matches!(l.what, What::Refused | What::Asked);
        (l.at, happened, l.what == What::Asked)
    });
    let in_proof: Vec<_> = in_proof.collect();
    assert_eq!(in_proof[..shown.len()], shown);
    assert_eq!(in_proof.len(), shown.len() + 1);
    let last = made.lines.last().unwrap();
    assert_eq!(
        serde_json::to_value(last.who).unwrap(),
        "parent-or-guardian"
    );
    assert!(made.not_yet_covered.is_empty());
    assert_eq!(w.count("save-proof", true).await, 1);
    // Nothing of it says what the lines were about, or whose else they are.
    let text = serde_json::to_string(&made).unwrap();
    for secret in [
        w.dossier.to_string(),
        w.mother.to_string(),
        noor.account().to_string(),
        "Proef".to_owned(),
        "record-entry".to_owned(),
    ] {
        assert!(!text.contains(&secret), "{secret}");
    }
    w.done().await;
}

/// How often the head of the chain was signed.
async fn signed(w: &World) -> usize {
    let lines = w.ledger.lines_after(0, 10_000).await.unwrap();
    lines.iter().filter(|l| l.act == "checkpoint").count()
}

#[tokio::test]
async fn a_proof_rests_on_what_was_signed_that_day_and_says_what_came_since() {
    let w = World::new().await;
    let first = proof(&w, "moeder", w.child).await;
    assert_eq!(signed(&w).await, 1, "signed for it");
    w.fact(w.child, "jeugdwet", "problems", "Slaapt slecht.")
        .await;
    let second = proof(&w, "moeder", w.child).await;
    assert_eq!(signed(&w).await, 1);
    assert_eq!(second.checkpoint, first.checkpoint);
    assert_eq!(second.lines, first.lines);
    let later: Vec<_> = second.not_yet_covered.iter().map(|l| l.what).collect();
    assert_eq!(later, [What::Worked, What::Looked]);
    // Whom no line concerned when it was signed gets one of their own.
    let own = proof(&w, "moeder", w.mother).await;
    holds(&w, &own).await;
    w.later(24 * 60 + 1);
    let third = proof(&w, "moeder", w.child).await;
    assert!(third.not_yet_covered.is_empty());
    assert_eq!(third.lines[..first.lines.len()], first.lines);
    for made in [&first, &second, &third] {
        holds(&w, made).await;
    }
    let mut swapped = third.clone();
    swapped.path = own.path.clone();
    swapped.checkpoint = own.checkpoint.clone();
    assert_eq!(swapped.check(None), Err(Fault::Lines));
    w.done().await;
}

#[tokio::test]
async fn nobody_else_gets_a_proof_of_it() {
    let w = World::new().await;
    let stranger = w.caller("vreemde").await;
    nothing(w.house.look_proof(&stranger, w.child).await.map(|_| ()));
    let mother = w.caller("moeder").await;
    nothing(
        w.house
            .look_proof(&mother, PersonId::fresh())
            .await
            .map(|_| ()),
    );
    let noor = w.caller("noor").await;
    assert!(w.house.look_proof(&noor, w.child).await.is_err());
    w.done().await;
}

#[tokio::test]
async fn the_list_is_asked_for_by_period() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let olaf = w.caller("olaf").await;
    w.house.open_dossier(&noor, w.dossier).await.unwrap();
    denied(w.house.open_dossier(&olaf, w.dossier).await);
    w.later(2 * 24 * 60);
    let noor = w.caller("noor").await;
    w.house.open_dossier(&noor, w.dossier).await.unwrap();
    let mother = w.caller("moeder").await;
    let day = |n| Some(TODAY.saturating_add(jiff::Span::new().days(n)));
    let looks = async |from, until| {
        let period = Period { from, until };
        let found = w.house.who_looked_in(&mother, w.child, period, None).await;
        let found = found.unwrap();
        let views = found.lines.iter().filter(|l| l.act == "view-dossier");
        (views.filter(|l| l.happened).count(), found.turned_away)
    };
    assert_eq!(looks(None, None).await, (2, 1));
    assert_eq!(looks(day(0), day(0)).await, (1, 1));
    assert_eq!(looks(day(1), None).await, (1, 0));
    assert_eq!(looks(day(2), day(2)).await, (1, 0));
    assert_eq!(looks(None, day(1)).await, (1, 1));
    assert_eq!(looks(day(3), None).await, (0, 0));
    assert_eq!(looks(day(2), day(0)).await, (0, 0), "no day at all");
    let odd = Some(jiff::civil::Date::MAX);
    assert_eq!(looks(None, odd).await, (2, 1));
    assert_eq!(looks(Some(jiff::civil::Date::MIN), odd).await, (2, 1));
    w.done().await;
}

/// What is in place of an id, a salt, a hash or a signature, so that two families can be compared.
fn without_ids(value: &mut Value) {
    match value {
        Value::String(text) if text.replace('-', "").parse::<Id>().is_ok() => {
            "<id>".clone_into(text);
        }
        Value::Array(list) => list.iter_mut().for_each(without_ids),
        Value::Object(map) => map.values_mut().for_each(without_ids),
        _ => {}
    }
}

/// Everything a member of the family is given about the child, with the list and its proof.
async fn everything(w: &World, login: &str, person: PersonId) -> String {
    let who = w.caller(login).await;
    let mut made = w.house.look_proof(&who, person).await.unwrap();
    holds(w, &made).await;
    // Of the proof itself: its lines, and the words around them. Salts, hashes and signatures are others in every family.
    for line in &mut made.lines {
        line.salt = "<salt>".to_owned();
    }
    let proof = (
        made.format,
        made.uitleg,
        made.explanation,
        made.organisation,
        made.lines,
        made.not_yet_covered,
    );
    let all = (
        w.house.my_files(&who).await.unwrap(),
        w.house.my_file(&who, person).await.unwrap(),
        w.house.consents_asked(&who).await.unwrap(),
        w.house.my_endings(&who).await.unwrap(),
        w.house.who_looked(&who, person, None).await.unwrap(),
        proof,
    );
    let mut value = serde_json::to_value(&all).unwrap();
    without_ids(&mut value);
    value.to_string()
}

/// What staff do in every family, with or without something that is kept from it.
async fn ordinary(w: &World) -> Id {
    let noor = w.caller("noor").await;
    w.house.open_dossier(&noor, w.dossier).await.unwrap();
    w.fact(w.child, "jeugdwet", "problems", "Is bang thuis.")
        .await
}

/// A Meldcode matter: a shielded record made for safety, and a disclosure for safety to Veilig Thuis.
async fn meldcode(w: &World, fact: Id) {
    let noor = w.caller("noor").await;
    let safety = SafetyInput {
        of: "client".into(),
        because: "Wordt thuis geslagen.".into(),
        consulted: vec!["colleague".into()],
        anonymised: "yes".into(),
        client: "impossible".into(),
        postponed_because: String::new(),
    };
    let kept = EntryInput {
        text: "Wordt thuis geslagen.".into(),
        safety: safety.clone(),
        ..entry(w.child)
    };
    let kept = w
        .house
        .record_entry(&noor, w.dossier, &kept, RequestId::fresh())
        .await
        .unwrap()
        .entry;
    w.house
        .shield_entry(
            &noor,
            w.dossier,
            kept,
            Shielding::Shield,
            "Gevaar.",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let told = ShareInput {
        party: Some("veilig-thuis".into()),
        recipient: Some("Veilig Thuis Utrecht".into()),
        purpose: Some("answer-veilig-thuis".into()),
        safety: Some(safety),
        ..share(w.child, &[fact])
    };
    let id = w
        .house
        .begin_share(&noor, w.dossier, &told, RequestId::fresh())
        .await
        .unwrap();
    for part in [SharePart::Facts, SharePart::Consents, SharePart::Overview] {
        w.house
            .open_share_part(&noor, w.dossier, id, part)
            .await
            .unwrap();
    }
    w.house
        .share_now(&noor, w.dossier, id, RequestId::fresh())
        .await
        .unwrap();
    w.house.recipient_page(&noor, w.dossier, id).await.unwrap();
    w.house.open_share(&noor, w.dossier, id).await.unwrap();
    assert_eq!(w.count("disclose", true).await, 1);
    assert_eq!(w.count("shield-entry", true).await, 1);
    crate::meldcode::walked(w, fact).await;
    assert_eq!(w.count("disclose", true).await, 2);
    assert_eq!(w.count("step-meldcode", true).await, 8);
    assert_eq!(w.count("close-meldcode", true).await, 1);
}

#[tokio::test]
async fn pages_counts_and_proof_are_the_same_with_and_without_a_meldcode_matter() {
    let mut seen = Vec::new();
    for matter in [false, true] {
        let w = World::with(Family {
            born: date(2011, 6, 15),
            both: true,
            ..Family::default()
        })
        .await;
        let fact = ordinary(&w).await;
        if matter {
            meldcode(&w, fact).await;
        }
        let mut all = Vec::new();
        for login in ["moeder", "vader", "kind"] {
            all.push(everything(&w, login, w.child).await);
        }
        all.push(everything(&w, "moeder", w.mother).await);
        seen.push(all);
        w.done().await;
    }
    assert_eq!(seen[0], seen[1]);
    assert!(!seen[1].concat().contains("geslagen"));
}

#[tokio::test]
async fn pages_counts_and_proof_are_the_same_with_and_without_a_secret_address() {
    let mut seen = Vec::new();
    for secret_address in [false, true] {
        let w = World::with(Family {
            born: date(2011, 6, 15),
            both: true,
            known: true,
            secret_address,
            ..Family::default()
        })
        .await;
        ordinary(&w).await;
        let child = everything(&w, "vader", w.child).await;
        let own = everything(&w, "vader", w.father).await;
        seen.push([child, own]);
        w.done().await;
    }
    assert_eq!(seen[0], seen[1]);
}

/// What was in the list before it was shielded stays in it, on the page as in the proof, in words that other lines have too.
#[tokio::test]
async fn what_is_shielded_afterwards_changes_no_line_of_the_proof() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let fact = w
        .fact(w.child, "jeugdwet", "problems", "Is bang thuis.")
        .await;
    let id = w.asked(&[fact]).await;
    w.answer("moeder", id, "yes").await.unwrap();
    w.house
        .share_now(&noor, w.dossier, id, RequestId::fresh())
        .await
        .unwrap();
    let before = proof(&w, "moeder", w.child).await;
    let mother = w.caller("moeder").await;
    let page = w.house.who_looked(&mother, w.child, None).await.unwrap();
    assert!(page.lines.iter().any(|l| l.act == "disclose"));
    w.house
        .shield_entry(
            &noor,
            w.dossier,
            fact,
            Shielding::Shield,
            "Gevaar.",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    w.later(24 * 60 + 1);
    let mother = w.caller("moeder").await;
    let after = proof(&w, "moeder", w.child).await;
    assert_eq!(after.lines[..before.lines.len()], before.lines);
    let page = w.house.who_looked(&mother, w.child, None).await.unwrap();
    let and_this_look = after.lines.len() + 1;
    assert_eq!(page.lines.len(), and_this_look, "nothing is left out");
    assert!(page.lines.iter().all(|l| l.act != "disclose"));
    w.done().await;
}
