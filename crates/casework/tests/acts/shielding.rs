//! What is kept out of ordinary view is there for coordinator and substitute, and for nobody else.

use crate::world::{World, denied, entry, faults, nothing};
use regie_casework::entry::Shielding::{self, Ask, Confirm, Shield};
use regie_casework::{Caller, Refused};
use regie_terms::{DossierId, Id, RequestId};

async fn shield(
    w: &World,
    who: &Caller,
    entry: Id,
    step: Shielding,
    why: &str,
) -> Result<bool, Refused> {
    w.house
        .shield_entry(who, w.dossier, entry, step, why, RequestId::fresh())
        .await
}

/// The ids of the entries somebody sees, and which of them are shielded.
async fn seen(w: &World, login: &str) -> Vec<(Id, bool)> {
    let who = w.caller(login).await;
    let page = w.house.open_dossier(&who, w.dossier).await.unwrap();
    page.entries.iter().map(|e| (e.id, e.shielded)).collect()
}

#[tokio::test]
async fn coordinator_and_substitute_see_it_and_a_colleague_sees_no_gap() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    w.house
        .assign(
            &noor,
            w.dossier,
            &regie_casework::dossier::AssignInput {
                account: w.caller("olaf").await.account().to_string(),
                place: "involved".into(),
                why: "Doet het huisbezoek.".into(),
                ..Default::default()
            },
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let open = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let secret = w
        .fact(w.child, "jeugdwet", "problems", "Is bang thuis.")
        .await;
    assert_eq!(seen(&w, "olaf").await.len(), 2);

    assert_eq!(
        faults(shield(&w, &noor, secret, Shield, " ").await),
        [("reason", "missing")]
    );
    shield(&w, &noor, secret, Shield, "Gevaar voor het kind.")
        .await
        .unwrap();
    for login in ["noor", "sam"] {
        assert_eq!(
            seen(&w, login).await,
            [(secret, true), (open, false)],
            "{login}"
        );
    }
    assert_eq!(seen(&w, "olaf").await, [(open, false)]);

    // What corrects it is shielded with it, and neither leaves a trace where the family looks.
    let about = async || {
        w.ledger
            .lines_about(w.child, i64::MAX, 100)
            .await
            .unwrap()
            .iter()
            .filter(|l| l.1.act != "view-dossier")
            .count()
    };
    let before = about().await;
    let mended = w
        .house
        .correct_entry(
            &noor,
            w.dossier,
            secret,
            &entry(w.child),
            "Preciezer.",
            RequestId::fresh(),
        )
        .await
        .unwrap()
        .entry;
    assert_eq!(about().await, before);
    assert_eq!(
        seen(&w, "sam").await,
        [(mended, true), (secret, true), (open, false)]
    );
    assert_eq!(seen(&w, "olaf").await, [(open, false)]);
    let mother = w.caller("moeder").await;
    assert_eq!(
        w.house
            .my_file(&mother, w.child)
            .await
            .unwrap()
            .entries
            .len(),
        1
    );

    // Taking it away takes two: who asks does not confirm, and until another does nothing shows.
    let request = RequestId::fresh();
    for _ in 0..2 {
        let waits = w.house.shield_entry(
            &noor,
            w.dossier,
            secret,
            Ask,
            "Het gevaar is voorbij.",
            request,
        );
        assert!(waits.await.unwrap());
    }
    assert_eq!(
        faults(shield(&w, &noor, secret, Ask, "Echt.").await),
        [("reason", "same-person")]
    );
    assert_eq!(seen(&w, "olaf").await, [(open, false)]);
    // Any version of the fact takes the shield off all of them.
    let sam = w.caller("sam").await;
    assert!(!shield(&w, &sam, mended, Confirm, "Klopt.").await.unwrap());
    assert_eq!(
        seen(&w, "olaf").await,
        [(mended, false), (secret, false), (open, false)]
    );
    assert_eq!(w.count("shield-entry", true).await, 1);
    assert_eq!(w.count("ask-release", true).await, 1);
    assert_eq!(w.count("unshield-entry", true).await, 1);
    // Shielded again, it takes two again.
    shield(&w, &noor, secret, Shield, "Toch weer gevaar.")
        .await
        .unwrap();
    assert!(shield(&w, &sam, secret, Ask, "Voorbij.").await.unwrap());
    assert_eq!(seen(&w, "olaf").await, [(open, false)]);
    w.done().await;
}

#[tokio::test]
async fn a_fact_shielded_at_once_is_in_no_list_and_one_shielded_later_stays_without_a_word_of_it() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let mother = w.caller("moeder").await;
    let recorded = async || {
        let list = w.house.who_looked(&mother, w.child, None).await.unwrap();
        let of = |act: &str| list.lines.iter().filter(|l| l.act == act).count();
        (of("record-entry"), of("correct-entry"))
    };
    let at_once = regie_casework::entry::EntryInput {
        shielded: "yes".into(),
        ..entry(w.child)
    };
    let record = |who: Caller| {
        let (house, dossier, input) = (&w.house, w.dossier, &at_once);
        async move {
            house
                .record_entry(&who, dossier, input, RequestId::fresh())
                .await
        }
    };
    let hidden = record(w.caller("noor").await).await.unwrap().entry;
    assert_eq!(seen(&w, "sam").await, [(hidden, true)]);
    assert_eq!(recorded().await, (0, 0));
    assert_eq!(w.count("record-entry", true).await, 1);
    let later = w
        .fact(w.child, "jeugdwet", "problems", "Is bang thuis.")
        .await;
    let mended = w
        .house
        .correct_entry(
            &noor,
            w.dossier,
            later,
            &entry(w.child),
            "Preciezer.",
            RequestId::fresh(),
        )
        .await
        .unwrap()
        .entry;
    assert_eq!(recorded().await, (1, 1));
    shield(&w, &noor, mended, Shield, "Gevaar.").await.unwrap();
    // Both are in every proof of the list: left out here they would stand out there.
    assert_eq!(recorded().await, (2, 0));
    w.done().await;
}

/// What the family's list holds is the same line by line before and after something in it is hidden.
#[tokio::test]
async fn a_page_of_who_looked_is_the_same_whatever_is_hidden_since() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let mut facts = Vec::new();
    for n in 0..70 {
        facts.push(
            w.fact(w.child, "jeugdwet", "problems", &format!("Feit {n}."))
                .await,
        );
    }
    let mother = w.caller("moeder").await;
    let before = w.house.who_looked(&mother, w.child, None).await.unwrap();
    for fact in &facts[40..55] {
        shield(&w, &noor, *fact, Shield, "Gevaar.").await.unwrap();
    }
    let first = w.house.who_looked(&mother, w.child, None).await.unwrap();
    assert_eq!(first.lines.len(), 50);
    // But for the look that was the page before.
    assert_eq!(first.lines[1..], before.lines[..49]);
    let rest = w
        .house
        .who_looked(&mother, w.child, first.next)
        .await
        .unwrap();
    let all = first.lines.iter().chain(&rest.lines);
    assert_eq!(all.filter(|l| l.act == "record-entry").count(), 70);
    // Where the next page begins is no number in the list, and nobody goes on from a line that is not theirs.
    nothing(
        w.house
            .who_looked(&mother, w.child, Some(RequestId::fresh()))
            .await,
    );
    w.done().await;
}

#[tokio::test]
async fn who_may_not_edit_does_not_shield_and_the_same_request_shields_once() {
    let w = World::new().await;
    let fact = w
        .fact(w.child, "jeugdwet", "problems", "Is bang thuis.")
        .await;
    let olaf = w.caller("olaf").await;
    let there = denied(shield(&w, &olaf, fact, Shield, "x").await);
    let nowhere = w
        .house
        .shield_entry(
            &olaf,
            DossierId::fresh(),
            fact,
            Shield,
            "x",
            RequestId::fresh(),
        )
        .await;
    assert_eq!(there, denied(nowhere));
    let sam = w.caller("sam").await;
    nothing(shield(&w, &sam, Id::fresh(), Shield, "x").await);
    let noor = w.caller("noor").await;
    let elsewhere = w.house.shield_entry(
        &noor,
        w.other_dossier,
        fact,
        Shield,
        "x",
        RequestId::fresh(),
    );
    nothing(elsewhere.await);
    let request = RequestId::fresh();
    for _ in 0..2 {
        w.house
            .shield_entry(&sam, w.dossier, fact, Shield, "Gevaar.", request)
            .await
            .unwrap();
    }
    assert_eq!(w.count("shield-entry", true).await, 1);
    w.done().await;
}
