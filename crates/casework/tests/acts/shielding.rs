//! What is kept out of ordinary view is there for coordinator and substitute, and for nobody else.

use crate::world::{World, denied, entry, faults, nothing};
use regie_casework::{Caller, Refused};
use regie_terms::{DossierId, Id, RequestId};

async fn shield(w: &World, who: &Caller, entry: Id, on: bool, why: &str) -> Result<(), Refused> {
    w.house
        .shield_entry(who, w.dossier, entry, on, why, RequestId::fresh())
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
        faults(shield(&w, &noor, secret, true, " ").await),
        [("reason", "missing")]
    );
    shield(&w, &noor, secret, true, "Gevaar voor het kind.")
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

    // Any version of the fact takes the shield off all of them.
    shield(&w, &noor, secret, false, "Het gevaar is voorbij.")
        .await
        .unwrap();
    assert_eq!(
        seen(&w, "olaf").await,
        [(mended, false), (secret, false), (open, false)]
    );
    assert_eq!(w.count("shield-entry", true).await, 1);
    assert_eq!(w.count("unshield-entry", true).await, 1);
    w.done().await;
}

#[tokio::test]
async fn who_may_not_edit_does_not_shield_and_the_same_request_shields_once() {
    let w = World::new().await;
    let fact = w
        .fact(w.child, "jeugdwet", "problems", "Is bang thuis.")
        .await;
    let olaf = w.caller("olaf").await;
    let there = denied(shield(&w, &olaf, fact, true, "x").await);
    let nowhere = w
        .house
        .shield_entry(
            &olaf,
            DossierId::fresh(),
            fact,
            true,
            "x",
            RequestId::fresh(),
        )
        .await;
    assert_eq!(there, denied(nowhere));
    let sam = w.caller("sam").await;
    nothing(shield(&w, &sam, Id::fresh(), true, "x").await);
    let noor = w.caller("noor").await;
    let elsewhere =
        w.house
            .shield_entry(&noor, w.other_dossier, fact, true, "x", RequestId::fresh());
    nothing(elsewhere.await);
    let request = RequestId::fresh();
    for _ in 0..2 {
        w.house
            .shield_entry(&sam, w.dossier, fact, true, "Gevaar.", request)
            .await
            .unwrap();
    }
    assert_eq!(w.count("shield-entry", true).await, 1);
    w.done().await;
}
