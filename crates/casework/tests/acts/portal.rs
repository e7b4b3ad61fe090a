//! The portal: my files, what is known about me, who looked.

use crate::world::{Family, World, denied, entry, nothing};
use jiff::civil::date;
use regie_casework::Refused;
use regie_casework::document::DocumentInput;
use regie_casework::entry::EntryInput;
use regie_casework::portal::{Along, Basis, Looker, PortalCapacity};
use regie_casework::words::WordsInput;
use regie_exchange::portable::Brought;
use regie_terms::{Act, Function, Outcome, PersonId, RequestId};

#[tokio::test]
async fn a_parent_sees_the_childs_file_and_their_own_and_no_other() {
    let w = World::new().await;
    let (mother, father, child) = (
        w.caller("moeder").await,
        w.caller("vader").await,
        w.caller("kind").await,
    );
    let files = w.house.my_files(&mother).await.unwrap();
    assert_eq!(
        files
            .iter()
            .map(|f| (f.person, f.capacity, f.name.as_str()))
            .collect::<Vec<_>>(),
        [
            (w.mother, PortalCapacity::Subject, "Mieke Proef"),
            (w.child, PortalCapacity::ParentOrGuardian, "Sara Proef")
        ]
    );
    let his = w.house.my_files(&father).await.unwrap();
    assert_eq!(
        his.iter().map(|f| f.person).collect::<Vec<_>>(),
        [w.father],
        "he has no authority"
    );
    assert!(
        w.house.my_files(&child).await.unwrap().is_empty(),
        "at eleven the parent acts"
    );
    for (client, person) in [
        (&father, w.child),
        (&mother, w.father),
        (&mother, w.stranger),
        (&child, w.child),
        (&mother, PersonId::fresh()),
    ] {
        nothing(w.house.my_file(client, person).await);
        nothing(w.house.who_looked(client, person, None).await);
    }
    nothing(w.house.my_files(&w.caller("noor").await).await);
    nothing(w.house.my_file(&w.caller("noor").await, w.child).await);
    w.done().await;
}

#[tokio::test]
async fn entries_about_oneself_only_with_label_and_recorder() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let hers = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    w.fact(w.mother, "wmo", "health", "Is overspannen.").await;
    let told = EntryInput {
        text: "Valt op school in slaap.".into(),
        source: "third-party".into(),
        source_name: "Juf Anneke".into(),
        ..entry(w.child)
    };
    w.house
        .record_entry(&noor, w.dossier, &told, RequestId::fresh())
        .await
        .unwrap();
    let mended = EntryInput {
        text: "Slaapt weer goed.".into(),
        ..entry(w.child)
    };
    let new = w
        .house
        .correct_entry(
            &noor,
            w.dossier,
            hers,
            &mended,
            "Het ging over.",
            RequestId::fresh(),
        )
        .await
        .unwrap()
        .entry;
    let mother = w.caller("moeder").await;
    let file = w.house.my_file(&mother, w.child).await.unwrap();
    assert_eq!(
        (file.name.as_str(), file.coordinator.as_deref()),
        ("Sara Proef", Some("noor Test"))
    );
    assert_eq!(file.capacity, PortalCapacity::ParentOrGuardian);
    let mut texts: Vec<&str> = file.entries.iter().map(|e| e.text.as_str()).collect();
    texts.sort_unstable();
    assert_eq!(
        texts,
        [
            "Slaapt slecht.",
            "Slaapt weer goed.",
            "Valt op school in slaap."
        ]
    );
    let old = file.entries.iter().find(|e| e.id == hers).unwrap();
    assert_eq!(
        (old.corrected_by, old.by.as_deref()),
        (Some(new), Some("noor Test"))
    );
    let json = serde_json::to_string(&file).unwrap();
    assert!(
        !json.contains("overspannen") && !json.contains("Mieke"),
        "nothing about anybody else"
    );
    assert!(!json.contains("Anneke"), "who told something is not named");
    assert!(json.contains("third-party"), "but that somebody did is");
    w.done().await;
}

#[tokio::test]
async fn the_list_of_who_looked_says_who_when_in_which_function_and_why() {
    let w = World::new().await;
    let (noor, olaf, mother) = (
        w.caller("noor").await,
        w.caller("olaf").await,
        w.caller("moeder").await,
    );
    w.house.open_dossier(&noor, w.dossier).await.unwrap();
    w.house.open_dossier(&olaf, w.dossier).await.unwrap_err();
    for login in ["noor", "sam"] {
        let who = w.caller(login).await;
        let away = crate::world::away();
        w.house
            .add_absence(
                &who,
                &away.from.to_string(),
                &away.until.to_string(),
                RequestId::fresh(),
            )
            .await
            .unwrap();
    }
    let olaf_later = w.caller("olaf").await;
    w.found(&olaf_later).await;
    w.house
        .break_glass(
            &olaf_later,
            w.dossier,
            regie_terms::Act::View,
            "Weekenddienst, melding van de politie.",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    w.house.open_dossier(&olaf_later, w.dossier).await.unwrap();
    let list = w.house.who_looked(&mother, w.child, None).await.unwrap();
    assert_eq!(list.next, None);
    let staff = |name: &str| Looker::Staff {
        function: Function::Professional,
        name: Some(format!("{name} Test")),
    };
    let find = |act: &str, who: Looker, happened: bool| {
        list.lines
            .iter()
            .filter(|l| l.act == act && l.who == who && l.happened == happened)
            .collect::<Vec<_>>()
    };
    assert_eq!(find("view-dossier", staff("noor"), true).len(), 1);
    let broken = find("view-dossier", staff("olaf"), true);
    assert_eq!(broken.len(), 1);
    assert_eq!(
        broken[0].reason.as_deref(),
        Some("Weekenddienst, melding van de politie.")
    );
    assert_eq!(find("break-glass", staff("olaf"), true).len(), 1);
    assert!(
        find("view-dossier", staff("noor"), true)[0]
            .reason
            .is_none()
    );
    // Looking at the list is a look of its own, and it is on top.
    assert_eq!(
        (list.lines[0].act.as_str(), &list.lines[0].who),
        ("portal-view", &Looker::You)
    );
    assert!(list.lines.windows(2).all(|w| w[0].at >= w[1].at));
    w.done().await;
}

#[tokio::test]
async fn the_list_comes_in_pages() {
    let w = World::born(date(2012, 1, 1)).await;
    let noor = w.caller("noor").await;
    for _ in 0..60 {
        w.house.open_dossier(&noor, w.dossier).await.unwrap();
    }
    let (mother, child) = (w.caller("moeder").await, w.caller("kind").await);
    w.house.my_file(&mother, w.child).await.unwrap();
    let first = w.house.who_looked(&child, w.child, None).await.unwrap();
    assert_eq!(first.lines.len(), 50);
    let family = Looker::Family {
        capacity: PortalCapacity::ParentOrGuardian,
    };
    assert!(
        first.lines.iter().any(|l| l.who == family),
        "the family's own looks are in it"
    );
    let second = w
        .house
        .who_looked(&child, w.child, first.next)
        .await
        .unwrap();
    assert!(second.next.is_none());
    let views = |lines: &[regie_casework::portal::LookLine]| {
        lines.iter().filter(|l| l.act == "view-dossier").count()
    };
    assert_eq!(views(&first.lines) + views(&second.lines), 60);
    w.done().await;
}

#[tokio::test]
async fn who_was_asked_for_a_reason_was_not_turned_away() {
    let w = World::new().await;
    let (noor, daan) = (w.caller("noor").await, w.caller("daan").await);
    // More than a page holds.
    for _ in 0..60 {
        let asked = denied(w.house.open_dossier(&daan, w.dossier).await);
        assert_eq!(asked[0].outcome, Outcome::Incomplete);
        w.house.open_dossier(&noor, w.dossier).await.unwrap();
    }
    let admin = w.caller("beheer").await;
    let asked = denied(w.house.open_dossier(&admin, w.dossier).await);
    assert_eq!(asked[0].outcome, Outcome::Incomplete, "the charter's own");
    let mother = w.caller("moeder").await;
    let list = w.house.who_looked(&mother, w.child, None).await.unwrap();
    assert!(list.lines.iter().all(|l| l.happened != l.asked));
    assert!(
        list.lines.iter().any(|l| l.asked),
        "it is told as what it is"
    );
    assert_eq!(list.turned_away, 0);
    assert_eq!((list.lines.len(), list.next.is_some()), (50, true));

    // A no is a no, and so is something that could not be done yet.
    let olaf = w.caller("olaf").await;
    let no = denied(w.house.open_dossier(&olaf, w.dossier).await);
    assert_eq!(no[0].outcome, Outcome::Prohibited);
    let half = EntryInput {
        category: "health".into(),
        proportionality: String::new(),
        ..entry(w.child)
    };
    let soon = w
        .house
        .record_entry(&noor, w.dossier, &half, RequestId::fresh());
    assert_eq!(denied(soon.await)[1].outcome, Outcome::Incomplete);
    // Whoever gives the reason stands there with it.
    let reason = "Steekproef van het tweede kwartaal.";
    w.house
        .break_glass(&daan, w.dossier, Act::View, reason, RequestId::fresh())
        .await
        .unwrap();
    let daan = w.caller("daan").await;
    w.house.open_dossier(&daan, w.dossier).await.unwrap();
    let list = w.house.who_looked(&mother, w.child, None).await.unwrap();
    let refused: Vec<&str> = list
        .lines
        .iter()
        .filter(|l| !l.happened && !l.asked)
        .map(|l| l.act.as_str())
        .collect();
    assert_eq!(refused, ["record-entry", "view-dossier"]);
    assert_eq!(list.turned_away, 2);
    let officer = list.lines.iter().filter(|l| l.inspection && l.happened);
    assert_eq!(officer.count(), 2, "the reason, and the look with it");
    // The lines themselves stand: nothing was left out of the ledger.
    assert_eq!(w.count("view-dossier", false).await, 62);
    w.done().await;
}

#[tokio::test]
async fn shares_are_shown_with_what_they_rested_on() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let share = w.asked(&[fact]).await;
    let mother = w.caller("moeder").await;
    assert!(
        w.house
            .my_file(&mother, w.child)
            .await
            .unwrap()
            .shares
            .is_empty(),
        "not before it went"
    );
    w.answer("moeder", share, "yes").await.unwrap();
    w.house
        .share_now(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    let shares = w.house.my_file(&mother, w.child).await.unwrap().shares;
    assert_eq!(shares.len(), 1);
    assert_eq!(
        (shares[0].basis, shares[0].facts.as_slice()),
        (Basis::Consent, ["Slaapt slecht.".to_owned()].as_slice())
    );
    assert_eq!(shares[0].recipient, "De Regenboog");
    assert!(!shares[0].because.is_empty());
    let own = w.house.my_file(&mother, w.mother).await.unwrap();
    assert!(own.shares.is_empty());
    w.done().await;
}

#[tokio::test]
async fn at_sixteen_the_file_is_the_childs_alone() {
    let w = World::with(Family {
        born: date(2010, 11, 22),
        ..Family::default()
    })
    .await;
    let (mother, child) = (w.caller("moeder").await, w.caller("kind").await);
    w.house.my_file(&mother, w.child).await.unwrap();
    w.house.my_file(&child, w.child).await.unwrap();
    w.day(date(2026, 11, 22));
    let (mother, child) = (w.caller("moeder").await, w.caller("kind").await);
    nothing(w.house.my_file(&mother, w.child).await);
    assert_eq!(
        w.house.my_file(&child, w.child).await.unwrap().capacity,
        PortalCapacity::Subject
    );
    let list = w.house.who_looked(&child, w.child, None).await.unwrap();
    let family = Looker::Family {
        capacity: PortalCapacity::ParentOrGuardian,
    };
    assert!(
        list.lines.iter().any(|l| l.who == family && !l.happened),
        "her try stands in it"
    );
    w.done().await;
}

#[tokio::test]
async fn where_a_name_endangers_staff_are_a_function() {
    let w = World::with(Family {
        by_function: true,
        ..Family::default()
    })
    .await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let share = w.asked(&[fact]).await;
    let mother = w.caller("moeder").await;
    let asked = w.house.consents_asked(&mother).await.unwrap();
    w.answer("moeder", share, "yes").await.unwrap();
    let noor = w.caller("noor").await;
    w.house
        .share_now(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    let file = w.house.my_file(&mother, w.child).await.unwrap();
    let looked = w.house.who_looked(&mother, w.child, None).await.unwrap();
    let shown = serde_json::to_string(&(asked, file, &looked)).unwrap();
    assert!(!shown.contains("noor"), "{shown}");
    let nameless = Looker::Staff {
        function: Function::Professional,
        name: None,
    };
    assert!(looked.lines.iter().any(|l| l.who == nameless));
    w.done().await;
}

fn along() -> Along {
    Along {
        readme: "Lees mij.".into(),
        held_back: "Soms blijft iets achterwege.".into(),
        held_back_en: "Sometimes something is left out.".into(),
    }
}

#[tokio::test]
async fn one_takes_along_what_one_sees_and_nothing_of_anybody_else() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    w.fact(w.child, "jeugdwet", "problems", "Slaapt slecht.")
        .await;
    w.fact(w.mother, "wmo", "health", "Is overspannen.").await;
    let mut shown = super::documents::document(w.child);
    let put = async |input: &DocumentInput| {
        let file = Some(regie_testkit::paper::PDF);
        w.house
            .add_document(&noor, w.dossier, input, file, RequestId::fresh())
            .await
            .unwrap()
    };
    put(&shown).await;
    shown.label.text = "Gezinsplan".into();
    shown.others = "yes".into();
    put(&shown).await;
    let mother = w.caller("moeder").await;
    let hers = WordsInput {
        text: "Thuis gaat het beter.".into(),
        ..WordsInput::default()
    };
    w.house
        .write_words(&mother, w.child, None, &hers, RequestId::fresh())
        .await
        .unwrap();
    let before = w.count("take-along", true).await;
    let bytes = w
        .house
        .take_along(&mother, w.child, &along())
        .await
        .unwrap();
    assert_eq!(w.count("take-along", true).await, before + 1);
    let brought = Brought::read(&bytes, None).unwrap();
    let data = brought.data;
    assert_eq!(data.subject.name, "Sara Proef");
    let texts: Vec<&str> = data.facts.iter().map(|f| f.text.as_str()).collect();
    assert_eq!(texts, ["Slaapt slecht."]);
    assert_eq!(data.own_words[0].text, "Thuis gaat het beter.");
    let label = &data.facts[0].provenance;
    assert_eq!(
        (label.law.as_str(), label.category.as_str()),
        ("jeugdwet", "problems")
    );
    // Of the one with somebody else in it, that it is there; the other goes along as it was put in.
    let files: Vec<bool> = data.documents.iter().map(|d| d.file.is_some()).collect();
    assert_eq!(files.iter().filter(|along| **along).count(), 1);
    assert_eq!((files.len(), brought.files.len()), (2, 1));
    assert_eq!(brought.files[0].bytes, regie_testkit::paper::PDF);
    let all = serde_json::to_string(&data).unwrap();
    for hidden in ["overspannen", "9999", "Mieke"] {
        assert!(!all.contains(hidden), "{hidden}");
    }
    let stranger = w.house.take_along(&mother, w.stranger, &along()).await;
    assert!(matches!(stranger, Err(Refused::NotFound)));
    w.done().await;
}
