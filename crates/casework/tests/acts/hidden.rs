//! What went for safety, and what is shielded, as the family and colleagues meet it: not at all.

use crate::world::{Family, World, denied, entry, faults, nothing, share};
use jiff::civil::date;
use regie_casework::dossier::AssignInput;
use regie_casework::entry::EntryInput;
use regie_casework::share::{SafetyInput, SettleInput, ShareInput, SharePart};
use regie_terms::{Id, RequestId};

/// A girl of fifteen whose mother and father both have authority.
async fn family() -> World {
    World::with(Family {
        born: date(2011, 6, 15),
        both: true,
        ..Family::default()
    })
    .await
}

/// Everything the portal gives somebody about the child, but for their own looks.
async fn portal(w: &World, login: &str) -> String {
    let who = w.caller(login).await;
    let mut looked = w.house.who_looked(&who, w.child, None).await.unwrap();
    looked.lines.retain(|l| l.act != "portal-view");
    let all = (
        w.house.my_files(&who).await.unwrap(),
        w.house.my_file(&who, w.child).await.unwrap(),
        w.house.consents_asked(&who).await.unwrap(),
        looked,
    );
    serde_json::to_string(&all).unwrap()
}

async fn everybody(w: &World) -> [String; 3] {
    [
        portal(w, "kind").await,
        portal(w, "moeder").await,
        portal(w, "vader").await,
    ]
}

/// A disclosure for safety about one fact, with everything done with it that staff do.
async fn shared(w: &World, fact: Id, client: &str) -> Id {
    let noor = w.caller("noor").await;
    let safety = SafetyInput {
        of: "client".into(),
        because: "Wordt thuis geslagen.".into(),
        consulted: vec!["colleague".into()],
        anonymised: "yes".into(),
        client: client.into(),
        postponed_because: if client == "postponed" {
            "Dan slaat hij weer.".into()
        } else {
            String::new()
        },
    };
    let input = ShareInput {
        safety: Some(safety),
        ..share(w.child, &[fact])
    };
    let id = w
        .house
        .begin_share(&noor, w.dossier, &input, RequestId::fresh())
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
    id
}

fn told(who: &[regie_terms::PersonId]) -> SettleInput {
    SettleInput {
        informed_on: crate::world::TODAY.to_string(),
        told: who.iter().map(ToString::to_string).collect(),
        ..SettleInput::default()
    }
}

#[tokio::test]
async fn what_goes_for_safety_is_on_nobodys_page_but_of_the_child_who_was_told() {
    for client in ["impossible", "postponed", "informed"] {
        let w = family().await;
        let fact = w
            .fact(w.child, "jeugdwet", "problems", "Is bang thuis.")
            .await;
        let before = everybody(&w).await;
        shared(&w, fact, client).await;
        let after = everybody(&w).await;
        assert_eq!(after[1], before[1], "mother, {client}");
        assert_eq!(after[2], before[2], "father, {client}");
        if client == "informed" {
            assert!(after[0].contains("\"act\":\"disclose\""));
            assert!(after[0].contains("De Regenboog"));
        } else {
            assert_eq!(after[0], before[0], "child, {client}");
        }
        // Nor does the chain of lines about the child count it.
        let about = w.ledger.lines_about(w.child, i64::MAX, 500).await.unwrap();
        assert!(
            about
                .iter()
                .all(|l| l.1.act != "disclose" && l.1.act != "print")
        );
        w.done().await;
    }
}

#[tokio::test]
async fn who_was_told_sees_it_and_the_other_parent_does_not() {
    let w = family().await;
    let fact = w
        .fact(w.child, "jeugdwet", "problems", "Is bang thuis.")
        .await;
    let id = shared(&w, fact, "postponed").await;
    let before = everybody(&w).await;
    let noor = w.caller("noor").await;
    let settle = async |input: SettleInput| {
        w.house
            .settle_share(&noor, w.dossier, id, &input, RequestId::fresh())
            .await
    };
    assert_eq!(faults(settle(told(&[])).await), [("told", "missing")]);
    assert_eq!(
        faults(settle(told(&[w.stranger])).await),
        [("told", "unknown")]
    );
    settle(told(&[w.child])).await.unwrap();
    let after = everybody(&w).await;
    assert!(after[0].contains("De Regenboog"));
    assert_eq!(after[1..], before[1..]);
    settle(told(&[w.father])).await.unwrap();
    let after = everybody(&w).await;
    assert_eq!(after[1], before[1]);
    assert!(after[2].contains("De Regenboog"));
    w.done().await;
}

#[tokio::test]
async fn two_people_let_the_whole_family_see_it_each_with_a_line() {
    let w = family().await;
    involve(&w).await;
    let fact = w
        .fact(w.child, "jeugdwet", "problems", "Is bang thuis.")
        .await;
    let id = shared(&w, fact, "impossible").await;
    let before = everybody(&w).await;
    let (noor, sam) = (w.caller("noor").await, w.caller("sam").await);
    let olaf = w.caller("olaf").await;
    let daan = w.caller("daan").await;
    let ask = async |who, because| {
        w.house
            .ask_release(who, w.dossier, id, because, RequestId::fresh())
            .await
    };
    let confirm = async |who| {
        w.house
            .release_share(who, w.dossier, id, RequestId::fresh())
            .await
    };
    assert_eq!(faults(confirm(&sam).await), [("share", "not-asked")]);
    denied(ask(&olaf, "Mag wel.").await);
    assert_eq!(
        faults(ask(&noor, " ").await),
        [("release_because", "missing")]
    );
    ask(&noor, "Het gevaar is voorbij.").await.unwrap();
    assert_eq!(faults(ask(&noor, "Nog eens.").await), [("share", "asked")]);
    assert_eq!(faults(confirm(&noor).await), [("share", "same-person")]);
    denied(confirm(&daan).await);
    denied(confirm(&olaf).await);
    assert_eq!(everybody(&w).await, before);
    let held = |page: regie_casework::share::SharePage| page.held;
    let own = held(w.house.open_share(&noor, w.dossier, id).await.unwrap());
    assert!(own.held && !own.waits.unwrap().may_confirm);
    let involved = held(w.house.open_share(&olaf, w.dossier, id).await.unwrap());
    assert!(!involved.waits.unwrap().may_confirm);
    let other = held(w.house.open_share(&sam, w.dossier, id).await.unwrap());
    assert!(other.waits.unwrap().may_confirm);

    confirm(&sam).await.unwrap();
    for shown in everybody(&w).await {
        assert!(shown.contains("De Regenboog"));
        assert!(shown.contains("\"act\":\"release-share\""));
        assert!(shown.contains("\"act\":\"disclose\""));
    }
    assert_eq!(w.count("ask-release", true).await, 1);
    assert_eq!(w.count("release-share", true).await, 1);
    w.done().await;
}

#[tokio::test]
async fn a_fact_shielded_after_it_was_marked_or_went_is_on_no_page_of_the_disclosure() {
    let w = World::new().await;
    involve(&w).await;
    let noor = w.caller("noor").await;
    let open = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let secret = w
        .fact(w.child, "jeugdwet", "help-request", "Woont nu elders.")
        .await;
    let both = w.asked(&[open, secret]).await;
    w.answer("moeder", both, "yes").await.unwrap();
    w.house
        .share_now(&noor, w.dossier, both, RequestId::fresh())
        .await
        .unwrap();
    let alone = w.asked(&[secret]).await;
    w.answer("moeder", alone, "yes").await.unwrap();
    w.house
        .share_now(&noor, w.dossier, alone, RequestId::fresh())
        .await
        .unwrap();
    let preparing = w.share(&[open, secret]).await;
    w.house
        .shield_entry(
            &noor,
            w.dossier,
            secret,
            true,
            "Gevaar.",
            RequestId::fresh(),
        )
        .await
        .unwrap();

    let olaf = w.caller("olaf").await;
    let mother = w.caller("moeder").await;
    let mut seen = Vec::new();
    for (share, part) in [
        (both, SharePart::Overview),
        (preparing, SharePart::Overview),
    ] {
        let page = w
            .house
            .open_share_part(&olaf, w.dossier, share, part)
            .await
            .unwrap();
        assert_eq!(page.row.facts, 1);
        seen.push(serde_json::to_string(&page).unwrap());
    }
    nothing(w.house.open_share(&olaf, w.dossier, alone).await);
    let list = w.house.shares(&olaf, w.dossier).await.unwrap();
    assert_eq!(list.rows.len(), 2);
    assert!(list.rows.iter().all(|r| r.facts == 1));
    seen.push(serde_json::to_string(&list).unwrap());
    let dossier = w.house.open_dossier(&olaf, w.dossier).await.unwrap();
    assert_eq!(dossier.shares.len(), 2);
    seen.push(serde_json::to_string(&dossier).unwrap());
    let file = w.house.my_file(&mother, w.child).await.unwrap();
    assert_eq!(file.shares.len(), 1);
    assert_eq!(file.shares[0].facts, ["Slaapt slecht."]);
    seen.push(serde_json::to_string(&file).unwrap());
    let looked = w.house.who_looked(&mother, w.child, None).await.unwrap();
    assert_eq!(
        looked.lines.iter().filter(|l| l.act == "disclose").count(),
        1
    );
    for page in seen {
        assert!(!page.contains("Woont nu elders."), "{page}");
        assert!(!page.contains(&secret.to_string()), "{page}");
    }
    // Coordinator and substitute see it whole.
    let page = w.house.open_share(&noor, w.dossier, both).await.unwrap();
    assert_eq!(page.row.facts, 2);
    assert!(page.facts.iter().any(|f| f.text == "Woont nu elders."));
    w.done().await;
}

#[tokio::test]
async fn a_secret_address_is_shown_to_coordinator_and_substitute_alone() {
    let w = World::with(Family {
        secret_address: true,
        ..Family::default()
    })
    .await;
    involve(&w).await;
    for (login, address) in [("noor", true), ("sam", true), ("olaf", false)] {
        let who = w.caller(login).await;
        let page = w.house.open_dossier(&who, w.dossier).await.unwrap();
        let child = page.people.iter().find(|p| p.id == w.child).unwrap();
        assert!(child.secret_address);
        assert_eq!(child.address.is_some(), address, "{login}");
        let json = serde_json::to_string(&page).unwrap();
        assert_eq!(json.contains("Geheimstraat"), address, "{login}");
    }
    w.done().await;
}

async fn involve(w: &World) {
    let noor = w.caller("noor").await;
    let input = AssignInput {
        account: w.caller("olaf").await.account().to_string(),
        place: "involved".into(),
        why: "Doet het huisbezoek.".into(),
        ..Default::default()
    };
    w.house
        .assign(&noor, w.dossier, &input, RequestId::fresh())
        .await
        .unwrap();
}

/// A fact about the child that is recorded for safety.
async fn recorded(w: &World, client: &str) -> Id {
    let noor = w.caller("noor").await;
    let input = EntryInput {
        text: "Wordt thuis geslagen.".into(),
        safety: SafetyInput {
            of: "client".into(),
            because: "Er is gevaar.".into(),
            consulted: vec!["colleague".into()],
            anonymised: "yes".into(),
            client: client.into(),
            postponed_because: if client == "postponed" {
                "Dan slaat hij weer.".into()
            } else {
                String::new()
            },
        },
        ..entry(w.child)
    };
    w.house
        .record_entry(&noor, w.dossier, &input, RequestId::fresh())
        .await
        .unwrap()
        .entry
}

#[tokio::test]
async fn what_is_recorded_for_safety_is_on_nobodys_page_but_of_the_child_who_was_told() {
    for client in ["impossible", "postponed", "informed"] {
        let w = family().await;
        let before = everybody(&w).await;
        let fact = recorded(&w, client).await;
        // What corrects it without saying so is kept with it.
        let noor = w.caller("noor").await;
        w.house
            .correct_entry(
                &noor,
                w.dossier,
                fact,
                &entry(w.child),
                "De datum klopte niet.",
                RequestId::fresh(),
            )
            .await
            .unwrap();
        // A request for consent about it is open to nobody it is kept from.
        let last = w
            .house
            .open_dossier(&noor, w.dossier)
            .await
            .unwrap()
            .entries[0]
            .id;
        w.asked(&[last]).await;
        let after = everybody(&w).await;
        let quiet = |text: &str| {
            !text.contains("geslagen")
                && !text.contains("record-entry")
                && !text.contains("Slaapt slecht")
        };
        assert!(quiet(&after[1]) && quiet(&after[2]), "parents, {client}");
        if client == "informed" {
            assert!(after[0].contains("geslagen") && after[0].contains("record-entry"));
        } else {
            assert!(quiet(&after[0]), "child, {client}");
        }
        let counted = |text: &str| {
            let at = text.find("\"entries\":").unwrap();
            text[at..].chars().take(40).collect::<String>()
        };
        for who in [1, 2] {
            assert_eq!(counted(&after[who]), counted(&before[who]), "{client}");
        }
        let about = w.ledger.lines_about(w.child, i64::MAX, 500).await.unwrap();
        assert!(
            about
                .iter()
                .all(|l| l.1.act != "record-entry" && l.1.act != "correct-entry")
        );
        // A colleague who works in the dossier sees it: only shielding keeps it from them.
        let sam = w.caller("sam").await;
        let page = w.house.open_dossier(&sam, w.dossier).await.unwrap();
        assert!(page.entries.iter().any(|e| e.id == fact));
        w.done().await;
    }
}

#[tokio::test]
async fn two_people_let_the_family_see_what_was_recorded_for_safety() {
    let w = family().await;
    let fact = recorded(&w, "impossible").await;
    let shield = async |login: &str, shield| {
        let who = w.caller(login).await;
        w.house
            .shield_entry(
                &who,
                w.dossier,
                fact,
                shield,
                "Het gevaar is voorbij.",
                RequestId::fresh(),
            )
            .await
            .unwrap()
    };
    shield("noor", true).await;
    assert!(shield("noor", false).await, "it waits for another");
    assert!(everybody(&w).await.iter().all(|t| !t.contains("geslagen")));
    assert!(!shield("sam", false).await);
    for (page, who) in everybody(&w)
        .await
        .iter()
        .zip(["child", "mother", "father"])
    {
        assert!(page.contains("geslagen"), "{who}");
        assert!(page.contains("record-entry"), "{who}");
    }
    w.done().await;
}
