//! What went for safety, and what is shielded, as the family and colleagues meet it: not at all.

use crate::world::{Family, World, denied, entry, faults, nothing, share};
use jiff::civil::date;
use regie_casework::consent::{ConsentInput, FormFile};
use regie_casework::document::{AgainInput, DocumentInput};
use regie_casework::dossier::AssignInput;
use regie_casework::entry::{EntryInput, FAMILY, Shielding};
use regie_casework::share::{SafetyInput, SettleInput, ShareInput, SharePart};
use regie_casework::thing::TaskKind;
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

/// The releases that wait for somebody to confirm them.
async fn releases(w: &World, login: &str) -> Vec<(TaskKind, Option<Id>)> {
    let tasks = w.house.caseload(&w.caller(login).await).await;
    let mut found: Vec<_> = tasks
        .unwrap()
        .tasks
        .iter()
        .map(|t| (t.what, t.of))
        .filter(|(what, _)| {
            matches!(
                what,
                TaskKind::ReleaseFact | TaskKind::ReleaseDocument | TaskKind::ReleaseShare
            )
        })
        .collect();
    found.sort_by_key(|(_, of)| *of);
    found
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
    // Whoever can confirm it hears of it, and nobody else.
    let waits = [(TaskKind::ReleaseShare, Some(id))];
    assert_eq!(releases(&w, "sam").await, waits);
    assert_eq!(releases(&w, "noor").await, []);
    assert_eq!(releases(&w, "olaf").await, []);
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

    // Whoever stands in next hears of it in their place.
    let place = |who: &str| AssignInput {
        place: "substitute".into(),
        account: who.to_owned(),
        ..AssignInput::default()
    };
    let olaf_id = w.caller("olaf").await.account().to_string();
    let sam_id = sam.account().to_string();
    for (next, seen) in [(&olaf_id, "olaf"), (&sam_id, "sam")] {
        w.house
            .assign(&noor, w.dossier, &place(next), RequestId::fresh())
            .await
            .unwrap();
        assert_eq!(releases(&w, seen).await, waits);
    }
    let sam = w.caller("sam").await;
    confirm(&sam).await.unwrap();
    assert_eq!(releases(&w, "sam").await, []);
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
            Shielding::Shield,
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
        let id = serde_json::to_string(&secret).unwrap();
        assert!(!page.contains(&id), "{page}");
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

/// A fact about the child that is kept from the family: shielded at once, or recorded for safety with what the client knows of it.
fn kept(w: &World, how: &str) -> EntryInput {
    let plain = EntryInput {
        text: "Wordt thuis geslagen.".into(),
        ..entry(w.child)
    };
    if how == "shielded" {
        return EntryInput {
            shielded: "yes".into(),
            ..plain
        };
    }
    EntryInput {
        safety: SafetyInput {
            of: "client".into(),
            because: "Er is gevaar.".into(),
            consulted: vec!["colleague".into()],
            anonymised: "yes".into(),
            client: how.into(),
            postponed_because: if how == "postponed" {
                "Dan slaat hij weer.".into()
            } else {
                String::new()
            },
        },
        ..plain
    }
}

async fn record(w: &World, input: &EntryInput) -> Id {
    let noor = w.caller("noor").await;
    w.house
        .record_entry(&noor, w.dossier, input, RequestId::fresh())
        .await
        .unwrap()
        .entry
}

/// A document with the label of a fact that is kept from the family.
fn kept_document(w: &World, how: &str) -> DocumentInput {
    let label = kept(w, how);
    DocumentInput {
        excerpt: "Alleen zo is te zien wat er staat.".into(),
        readers: "involved".into(),
        review_on: "2027-02-01".into(),
        others: "no".into(),
        shielded: label.shielded.clone(),
        label: EntryInput {
            about_day: "2026-11-03".into(),
            ..label
        },
        ..DocumentInput::default()
    }
}

/// Everything staff do about consent for a disclosure about one fact, short of letting it go.
async fn consent_prepared(w: &World, fact: Id) {
    let noor = w.caller("noor").await;
    let id = w.share(&[fact]).await;
    let asked = w
        .house
        .ask_consent(&noor, w.dossier, id, RequestId::fresh());
    assert_eq!(faults(asked.await), [("facts", "kept")]);
    for part in [
        SharePart::Words,
        SharePart::Facts,
        SharePart::Consents,
        SharePart::Overview,
    ] {
        w.house
            .open_share_part(&noor, w.dossier, id, part)
            .await
            .unwrap();
    }
    let page = w.house.open_share(&noor, w.dossier, id).await.unwrap();
    let signed = ConsentInput {
        of: "subject".into(),
        who: w.child.to_string(),
        answer: "given".into(),
        way: "on-paper".into(),
        form: "written".into(),
        on: crate::world::TODAY.to_string(),
        ..ConsentInput::default()
    };
    w.house
        .record_consent(&noor, w.dossier, id, &signed, None, RequestId::fresh())
        .await
        .unwrap();
    assert!(page.consents.is_empty());
    let page = w.house.open_share(&noor, w.dossier, id).await.unwrap();
    let consent = page.consents[0].id;
    let form = Some(FormFile(regie_testkit::paper::PDF));
    w.house
        .attach_form(&noor, w.dossier, id, consent, form, RequestId::fresh())
        .await
        .unwrap();
    w.house
        .consent_form(&noor, w.dossier, consent)
        .await
        .unwrap();
}

#[tokio::test]
async fn what_is_kept_from_the_family_changes_nobodys_pages_but_of_the_child_who_was_told() {
    for how in ["impossible", "postponed", "informed", "shielded"] {
        let w = family().await;
        let noor = w.caller("noor").await;
        w.fact(w.child, "jeugdwet", "problems", "Slaapt slecht.")
            .await;
        let before = everybody(&w).await;
        let about = async || {
            let lines = w.ledger.lines_about(w.child, i64::MAX, 500).await.unwrap();
            let staff = |l: &&(i64, regie_ledger::line::Line)| {
                matches!(l.1.body.actor.capacity, regie_charter::Capacity::Staff(_))
            };
            lines.iter().filter(staff).count()
        };
        let lines = about().await;
        let fact = record(&w, &kept(&w, how)).await;
        // What corrects it without saying so is kept with it.
        let last = w
            .house
            .correct_entry(
                &noor,
                w.dossier,
                fact,
                &entry(w.child),
                "De datum klopte niet.",
                RequestId::fresh(),
            )
            .await
            .unwrap()
            .entry;
        // A law that nothing else is recorded under is there because of it.
        w.cross(w.child, "wmo").await;
        let mut document = kept_document(&w, how);
        document.label.law = "wmo".into();
        w.house
            .add_document(
                &noor,
                w.dossier,
                &document,
                Some(regie_testkit::paper::PDF),
                RequestId::fresh(),
            )
            .await
            .unwrap();
        let elsewhere = EntryInput {
            law: "wmo".into(),
            ..kept(&w, how)
        };
        record(&w, &elsewhere).await;
        // Of what is shielded nothing can be marked at all.
        if how != "shielded" {
            consent_prepared(&w, last).await;
        }
        let after = everybody(&w).await;
        assert_eq!(after[1], before[1], "mother, {how}");
        assert_eq!(after[2], before[2], "father, {how}");
        if how == "informed" {
            let recorded = |pages: &str| pages.matches("\"record-entry\"").count();
            assert!(after[0].contains("geslagen") && !before[0].contains("geslagen"));
            assert!(recorded(&after[0]) > recorded(&before[0]), "the line too");
            let child = w.caller("kind").await;
            let file = w.house.my_file(&child, w.child).await.unwrap();
            assert_eq!(file.documents.len(), 1);
            assert!(file.laws.contains(&regie_terms::Law::Wmo));
        } else {
            assert_eq!(after[0], before[0], "child, {how}");
        }
        assert_eq!(about().await, lines, "nor is it counted, {how}");
        // A colleague who works in the dossier sees it: only shielding keeps it from them.
        let sam = w.caller("sam").await;
        let page = w.house.open_dossier(&sam, w.dossier).await.unwrap();
        assert!(page.entries.iter().any(|e| e.id == fact));
        w.done().await;
    }
}

#[tokio::test]
async fn a_request_for_consent_about_what_was_shielded_since_is_worked_at_in_nobodys_list() {
    let w = family().await;
    let noor = w.caller("noor").await;
    let fact = w
        .fact(w.child, "jeugdwet", "problems", "Is bang thuis.")
        .await;
    let id = w.asked(&[fact]).await;
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
    let before = everybody(&w).await;
    let again = w
        .house
        .ask_consent(&noor, w.dossier, id, RequestId::fresh());
    assert_eq!(faults(again.await), [("facts", "kept")]);
    for part in [SharePart::Facts, SharePart::Consents, SharePart::Overview] {
        w.house
            .open_share_part(&noor, w.dossier, id, part)
            .await
            .unwrap();
    }
    assert_eq!(everybody(&w).await, before);
    w.done().await;
}

#[tokio::test]
async fn what_is_recorded_for_safety_opens_no_domain_of_life() {
    let w = family().await;
    let noor = w.caller("noor").await;
    let blank = EntryInput {
        category: "health".into(),
        motive: String::new(),
        ..entry(w.child)
    };
    let closed = async || {
        let said = w
            .house
            .record_entry(&noor, w.dossier, &blank, RequestId::fresh());
        assert_eq!(
            faults(said.await),
            [("motive", "missing")],
            "that no motive stands there would tell of it"
        );
    };
    let fact = EntryInput {
        category: "health".into(),
        ..kept(&w, "impossible")
    };
    record(&w, &fact).await;
    closed().await;
    let mut document = kept_document(&w, "impossible");
    document.label.category = "health".into();
    w.house
        .add_document(
            &noor,
            w.dossier,
            &document,
            Some(regie_testkit::paper::PDF),
            RequestId::fresh(),
        )
        .await
        .unwrap();
    closed().await;
    w.done().await;
}

#[tokio::test]
async fn two_people_let_the_family_see_what_was_recorded_for_safety() {
    // It need not be shielded from colleagues first.
    for shielded in [true, false] {
        let w = family().await;
        let noor = w.caller("noor").await;
        let fact = record(&w, &kept(&w, "impossible")).await;
        let document = kept_document(&w, "impossible");
        let document = w
            .house
            .add_document(
                &noor,
                w.dossier,
                &document,
                Some(regie_testkit::paper::PDF),
                RequestId::fresh(),
            )
            .await
            .unwrap();
        let shield = async |login: &str, step| {
            let who = w.caller(login).await;
            let because = "Het gevaar is voorbij.";
            let waits = [
                w.house
                    .shield_entry(&who, w.dossier, fact, step, because, RequestId::fresh())
                    .await,
                w.house
                    .shield_document(&who, w.dossier, document, step, because, RequestId::fresh())
                    .await,
            ];
            waits.map(|w| w.map_err(|why| faults::<()>(Err(why))))
        };
        if shielded {
            assert_eq!(
                shield("noor", Shielding::Shield).await,
                [Ok(false), Ok(false)]
            );
        }
        let before = everybody(&w).await;
        let nobody = vec![("reason", "not-asked")];
        assert_eq!(
            shield("sam", Shielding::Confirm).await,
            [Err(nobody.clone()), Err(nobody)]
        );
        assert_eq!(
            shield("noor", Shielding::Ask).await,
            [Ok(true), Ok(true)],
            "it waits for another"
        );
        let waits = [
            (TaskKind::ReleaseFact, Some(fact)),
            (TaskKind::ReleaseDocument, Some(document)),
        ];
        assert_eq!(releases(&w, "sam").await, waits);
        assert_eq!(releases(&w, "noor").await, []);
        let same = vec![("reason", "same-person")];
        assert_eq!(
            shield("noor", Shielding::Ask).await,
            [Err(same.clone()), Err(same.clone())]
        );
        // Who had the page from before asks, and by that confirms nothing.
        let moved = vec![("reason", "moved")];
        assert_eq!(
            shield("sam", Shielding::Ask).await,
            [Err(moved.clone()), Err(moved)]
        );
        assert_eq!(everybody(&w).await, before, "shielded: {shielded}");
        let sam = w.caller("sam").await;
        let page = w.house.open_dossier(&sam, w.dossier).await.unwrap();
        let entry = page.entries.iter().find(|e| e.id == fact).unwrap();
        assert_eq!(entry.shielded, shielded, "asking shields nothing");
        assert!(entry.unshield.is_some());
        assert_eq!(page.documents[0].shielded, shielded);
        assert!(page.documents[0].unshield.is_some());
        assert_eq!(
            shield("sam", Shielding::Confirm).await,
            [Ok(false), Ok(false)]
        );
        assert_eq!(releases(&w, "sam").await, []);
        for (page, who) in everybody(&w)
            .await
            .iter()
            .zip(["child", "mother", "father"])
        {
            assert!(page.contains("geslagen"), "{who}");
            assert!(page.contains("record-entry"), "{who}");
            assert!(page.contains("add-document"), "{who}");
        }
        assert_eq!(w.count("ask-release", true).await, 2);
        assert_eq!(w.count("unshield-entry", true).await, 1);
        assert_eq!(w.count("unshield-document", true).await, 1);
        // Once seen there is nothing left to ask.
        assert_eq!(shield("noor", Shielding::Ask).await, [Ok(false), Ok(false)]);
        w.done().await;
    }
}

/// Whether or not the child lives at a secret address, nothing on a page of the father says so.
#[tokio::test]
async fn a_secret_address_changes_no_page_of_the_other_parent() {
    let mut pages = Vec::new();
    for secret_address in [false, true] {
        let w = World::with(Family {
            born: date(2011, 6, 15),
            both: true,
            known: true,
            secret_address,
            ..Family::default()
        })
        .await;
        let father = w.caller("vader").await;
        let mut shown = String::new();
        for person in [w.father, w.child] {
            let file = w.house.my_file(&father, person).await.unwrap();
            shown += &serde_json::to_string(&file).unwrap();
        }
        let rows = w.house.my_files(&father).await.unwrap();
        shown += &serde_json::to_string(&rows).unwrap();
        let ids = [w.child.0, w.father.0, w.dossier.0];
        for (id, name) in ids.iter().zip(["child", "father", "dossier"]) {
            let id = serde_json::to_string(id).unwrap();
            shown = shown.replace(&id, name);
        }
        assert!(shown.contains("Vaderstraat 9") && shown.contains("06 87654321"));
        pages.push(shown);
        w.done().await;
    }
    assert_eq!(pages[0], pages[1]);
}

/// A father with authority who gets no help himself reads of his child, and not of the family.
#[tokio::test]
async fn what_is_about_the_family_changes_no_page_of_who_is_outside_it() {
    let w = World::with(Family {
        born: date(2011, 6, 15),
        both: true,
        father_outside: true,
        ..Family::default()
    })
    .await;
    let noor = w.caller("noor").await;
    w.fact(w.child, "jeugdwet", "problems", "Slaapt slecht.")
        .await;
    let before = everybody(&w).await;
    let about = EntryInput {
        person: FAMILY.into(),
        text: "Moeder heeft schulden.".into(),
        ..entry(w.child)
    };
    let fact = record(&w, &about).await;
    w.house
        .correct_entry(
            &noor,
            w.dossier,
            fact,
            &about,
            "Preciezer.",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let open = kept_document(&w, "impossible");
    let open = DocumentInput {
        label: EntryInput {
            text: "Overzicht van de schulden".into(),
            safety: SafetyInput::default(),
            person: FAMILY.into(),
            ..open.label
        },
        ..open
    };
    let add = async |input: &DocumentInput| {
        let file = Some(regie_testkit::paper::PDF);
        w.house
            .add_document(&noor, w.dossier, input, file, RequestId::fresh())
            .await
            .unwrap()
    };
    let document = add(&open).await;
    w.house.document(&noor, w.dossier, document).await.unwrap();
    w.later(1);
    let keep = AgainInput {
        answer: "keep".into(),
        because: "De schulden lopen nog.".into(),
        until: "2027-05-01".into(),
    };
    w.house
        .look_at_document_again(&noor, w.dossier, document, &keep, RequestId::fresh())
        .await
        .unwrap();
    let after = everybody(&w).await;
    // Of the child's own list, which it concerns, he reads that somebody looked and worked in the dossier: no page of his has more than that.
    let lines = |page: &str, act: &str| page.matches(&format!("\"act\":\"{act}\"")).count();
    let new = |act| lines(&after[2], act) - lines(&before[2], act);
    assert_eq!((new("record-entry"), new("view-dossier")), (4, 1), "father");
    assert_eq!(
        (
            lines(&after[2], "add-document"),
            lines(&after[2], "view-document")
        ),
        (0, 0)
    );
    assert!(!after[2].contains("schulden"));
    let all_but_lines = |page: &str| page.split_once("\"turned_away\"").unwrap().0.to_owned();
    assert_eq!(all_but_lines(&after[2]), all_but_lines(&before[2]));
    for (page, who) in after.iter().zip(["child", "mother"]) {
        assert!(page.contains("Moeder heeft schulden."), "{who}");
        assert!(page.contains("Overzicht van de schulden"), "{who}");
        for act in ["add-document", "view-document", "keep-document"] {
            assert!(page.contains(act), "{who}, {act}");
        }
    }
    let father = w.caller("vader").await;
    nothing(
        w.house
            .my_document(&father, w.child, document)
            .await
            .map(|_| ()),
    );
    // A document about the child he reads, and every look at one since then.
    w.later(1);
    let label = EntryInput {
        person: w.child.to_string(),
        ..open.label.clone()
    };
    let own = add(&DocumentInput { label, ..open }).await;
    w.house.document(&noor, w.dossier, own).await.unwrap();
    let page = portal(&w, "vader").await;
    assert_eq!(page.matches("\"view-document\"").count(), 1);
    assert_eq!(page.matches("\"add-document\"").count(), 1);
    w.done().await;
}

#[tokio::test]
async fn colleagues_read_who_of_the_family_was_told_of_what_is_kept_from_the_rest() {
    for (how, told) in [
        ("informed", Some("Sara Proef")),
        ("impossible", None),
        ("shielded", None),
    ] {
        let w = family().await;
        let noor = w.caller("noor").await;
        let fact = record(&w, &kept(&w, how)).await;
        let _ = w
            .house
            .add_document(
                &noor,
                w.dossier,
                &kept_document(&w, how),
                Some(regie_testkit::paper::PDF),
                RequestId::fresh(),
            )
            .await
            .unwrap();
        let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
        let entry = page.entries.iter().find(|e| e.id == fact).unwrap();
        assert_eq!(
            (entry.kept, entry.told.as_deref()),
            (how != "shielded", told),
            "{how}"
        );
        let document = &page.documents[0];
        assert_eq!(
            (document.kept, document.told.as_deref()),
            (how != "shielded", told),
            "{how}"
        );
        w.done().await;
    }
}
