//! Recording and correcting.

use crate::world::{Family, World, denied, entry, faults, nothing, share};
use regie_casework::entry::{EntryConsentInput, EntryInput, FAMILY, LabelPreview, Otherwise};
use regie_casework::share::SafetyInput;
use regie_terms::{Charter, Id, NeedWord, Outcome, PersonId, RequestId};

#[tokio::test]
async fn a_fact_is_recorded_once_with_its_label_and_a_line() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let request = RequestId::fresh();
    let first = w
        .house
        .record_entry(&noor, w.dossier, &entry(w.child), request)
        .await
        .unwrap();
    let again = w
        .house
        .record_entry(&noor, w.dossier, &entry(w.child), request)
        .await
        .unwrap();
    assert_eq!(first, again, "sent twice is recorded once");

    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    assert_eq!(page.entries.len(), 1);
    let found = &page.entries[0];
    assert_eq!((found.id, found.person), (first.entry, Some(w.child)));
    assert_eq!(found.text, "Slaapt slecht sinds de verhuizing.");
    assert_eq!(found.by, "noor Test");
    assert!(found.label.together);
    assert_eq!(w.count("record-entry", true).await, 1);
    let line = w
        .lines()
        .await
        .into_iter()
        .find(|l| l.act == "record-entry")
        .unwrap();
    assert!(line.sealed.is_some());
    assert_eq!(
        w.ledger
            .lines_about(w.child, i64::MAX, 1)
            .await
            .unwrap()
            .len(),
        1
    );
    w.done().await;
}

#[tokio::test]
async fn a_colleague_and_a_dossier_that_is_not_there_get_the_same_refusal() {
    let w = World::new().await;
    let olaf = w.caller("olaf").await;
    let there = denied(
        w.house
            .record_entry(&olaf, w.dossier, &entry(w.child), RequestId::fresh())
            .await,
    );
    let nowhere = regie_terms::DossierId::fresh();
    let not = denied(
        w.house
            .record_entry(&olaf, nowhere, &EntryInput::default(), RequestId::fresh())
            .await,
    );
    assert_eq!(there, not);
    assert_eq!(there.len(), 1, "nothing is said about the form");
    assert_eq!(w.count("record-entry", false).await, 1);
    let elsewhere = w.ledger.lines_of(nowhere, i64::MAX, 10).await.unwrap();
    assert_eq!(elsewhere.len(), 1);
    assert_eq!(
        elsewhere[0].sealed.as_ref().unwrap().key,
        w.lines().await[0].sealed.as_ref().unwrap().key
    );
    w.done().await;
}

#[tokio::test]
async fn what_the_charter_refuses_is_a_line_and_can_be_mended_under_the_same_form() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let request = RequestId::fresh();
    let front = EntryInput {
        moment: "front-door".into(),
        ..entry(w.child)
    };
    let answers = denied(
        w.house
            .record_entry(&noor, w.dossier, &front, request)
            .await,
    );
    assert_eq!(
        answers.iter().map(|a| a.outcome).collect::<Vec<_>>(),
        [Outcome::Permitted, Outcome::Prohibited]
    );
    assert_eq!(w.count("record-entry", false).await, 1);
    // The mended form carries the same id; it must not pass for one carried out before.
    w.house
        .record_entry(&noor, w.dossier, &entry(w.child), request)
        .await
        .unwrap();
    assert_eq!(
        w.house
            .open_dossier(&noor, w.dossier)
            .await
            .unwrap()
            .entries
            .len(),
        1
    );
    w.done().await;
}

#[tokio::test]
async fn every_field_is_checked_and_nothing_is_half_saved() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let put = async |input: EntryInput| {
        w.house
            .record_entry(&noor, w.dossier, &input, RequestId::fresh())
            .await
    };
    let empty = faults(put(EntryInput::default()).await);
    for field in [
        "person",
        "law",
        "kind",
        "category",
        "purpose",
        "source",
        "statement",
        "moment",
    ] {
        assert!(empty.contains(&(field, "unpicked")), "{field}: {empty:?}");
    }
    for field in ["text", "basis", "need"] {
        assert!(empty.contains(&(field, "missing")), "{field}");
    }
    let input = EntryInput {
        need: "handig".to_owned(),
        ..entry(w.child)
    };
    assert_eq!(faults(put(input).await), [("need", "too-short")]);
    for basis in ["toestemming", "de wet", "AVG"] {
        let input = EntryInput {
            basis: basis.to_owned(),
            ..entry(w.child)
        };
        assert_eq!(
            faults(put(input).await),
            [("basis", "no-article")],
            "{basis}"
        );
    }
    assert_eq!(
        faults(
            put(EntryInput {
                person: w.stranger.to_string(),
                ..entry(w.child)
            })
            .await
        ),
        [("person", "unknown")]
    );
    assert_eq!(
        faults(
            put(EntryInput {
                person: Id::fresh().to_string(),
                ..entry(w.child)
            })
            .await
        ),
        [("person", "unknown")]
    );
    assert_eq!(
        faults(
            put(EntryInput {
                law: "wgs".into(),
                ..entry(w.child)
            })
            .await
        ),
        [("law", "unknown")]
    );
    assert_eq!(
        faults(
            put(EntryInput {
                category: "<b>".into(),
                ..entry(w.child)
            })
            .await
        ),
        [("category", "unknown")]
    );
    assert_eq!(
        faults(
            put(EntryInput {
                text: "é".repeat(8001),
                ..entry(w.child)
            })
            .await
        ),
        [("text", "too-long")]
    );
    assert_eq!(
        faults(
            put(EntryInput {
                need: " \u{200b} ".into(),
                ..entry(w.child)
            })
            .await
        ),
        [("need", "missing")]
    );
    for (day, code) in [
        ("2026-11-22", "too-late"),
        ("1850-01-01", "too-early"),
        ("2015-06-14", "too-early"),
        ("2026-02-30", "no-date"),
    ] {
        assert_eq!(
            faults(
                put(EntryInput {
                    about_day: day.into(),
                    ..entry(w.child)
                })
                .await
            ),
            [("about_day", code)]
        );
    }
    let third = EntryInput {
        source: "third-party".into(),
        ..entry(w.child)
    };
    assert_eq!(faults(put(third).await), [("source_name", "missing")]);
    assert_eq!(w.count("record-entry", true).await, 0);
    let kept = EntryInput {
        text: "مرحبا <script>👍🏽</script>".into(),
        ..entry(w.child)
    };
    put(kept).await.unwrap();
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    assert_eq!(page.entries[0].text, "مرحبا <script>👍🏽</script>");
    w.done().await;
}

#[tokio::test]
async fn the_checklist_follows_the_form_without_a_line() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let before = w.lines().await.len();
    let empty = w
        .house
        .preview_entry(&noor, w.dossier, &EntryInput::default())
        .await
        .unwrap();
    let needs: Vec<NeedWord> = empty.answers[1].needs.iter().map(|n| n.what).collect();
    assert!(
        needs.contains(&NeedWord::Purpose) && needs.contains(&NeedWord::Necessity),
        "{needs:?}"
    );
    let health = EntryInput {
        category: "health".into(),
        proportionality: String::new(),
        ..entry(w.child)
    };
    let half = w
        .house
        .preview_entry(&noor, w.dossier, &health)
        .await
        .unwrap();
    assert_eq!(
        half.answers[1]
            .needs
            .iter()
            .map(|n| n.what)
            .collect::<Vec<_>>(),
        [NeedWord::Proportionality]
    );
    let whole = w
        .house
        .preview_entry(&noor, w.dossier, &entry(w.child))
        .await
        .unwrap();
    assert!(
        whole
            .answers
            .iter()
            .all(|a| a.outcome == Outcome::Permitted)
    );
    // What the form lacks besides stands beside it, in the order in which its fields do.
    let lacks = |preview: &LabelPreview| -> Vec<&str> {
        preview.unfilled.iter().map(|f| f.field).collect()
    };
    assert_eq!(lacks(&whole), [""; 0]);
    assert_eq!(
        lacks(&empty),
        [
            "person",
            "text",
            "kind",
            "category",
            "purpose",
            "law",
            "basis",
            "need",
            "source",
            "statement",
            "moment"
        ]
    );
    let basis = EntryInput {
        basis: "flauwekul".into(),
        ..entry(w.child)
    };
    let basis = w.house.preview_entry(&noor, w.dossier, &basis).await;
    assert_eq!(lacks(&basis.unwrap()), ["basis"]);
    assert_eq!(w.lines().await.len(), before);
    let olaf = w.caller("olaf").await;
    denied(
        w.house
            .preview_entry(&olaf, w.dossier, &entry(w.child))
            .await,
    );
    assert_eq!(
        w.lines().await.len(),
        before + 1,
        "asking without leave is an attempt"
    );
    w.done().await;
}

#[tokio::test]
async fn a_special_category_needs_its_ground_or_safety() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let religion = EntryInput {
        category: "religion".into(),
        ..entry(w.child)
    };
    denied(
        w.house
            .record_entry(&noor, w.dossier, &religion, RequestId::fresh())
            .await,
    );
    // Beside the form stands what would make it possible, as the charter answers it; where nothing would, nothing does.
    let beside = async |input: &EntryInput| {
        let shown = w.house.preview_entry(&noor, w.dossier, input).await;
        let shown = shown.unwrap();
        (shown.answers[1].outcome, shown.otherwise)
    };
    let ways = vec![Otherwise::LegalGround, Otherwise::Safety];
    assert_eq!(beside(&religion).await, (Outcome::Prohibited, ways));
    let door = EntryInput {
        moment: "front-door".into(),
        ..entry(w.child)
    };
    let only = vec![Otherwise::Safety];
    assert_eq!(beside(&door).await, (Outcome::Prohibited, only));
    let country = EntryInput {
        category: "country-of-origin".into(),
        ..entry(w.child)
    };
    assert_eq!(beside(&country).await, (Outcome::Prohibited, vec![]));
    let grounded = EntryInput {
        legal_ground: "AVG 9(2)(h): het dieet hoort bij de hulp".into(),
        ..religion.clone()
    };
    w.house
        .record_entry(&noor, w.dossier, &grounded, RequestId::fresh())
        .await
        .unwrap();
    let safety = SafetyInput {
        of: "client".into(),
        because: "Zij wordt bedreigd om haar geloof.".into(),
        consulted: vec!["colleague".into()],
        anonymised: "yes".into(),
        client: "informed".into(),
        postponed_because: String::new(),
    };
    let safe = EntryInput {
        safety: safety.clone(),
        ..religion.clone()
    };
    w.house
        .record_entry(&noor, w.dossier, &safe, RequestId::fresh())
        .await
        .unwrap();
    let alone = EntryInput {
        safety: SafetyInput {
            consulted: Vec::new(),
            ..safety
        },
        ..religion
    };
    let answers = denied(
        w.house
            .record_entry(&noor, w.dossier, &alone, RequestId::fresh())
            .await,
    );
    assert_eq!(
        answers[1].needs.iter().map(|n| n.what).collect::<Vec<_>>(),
        [NeedWord::Consultation]
    );
    w.done().await;
}

#[tokio::test]
async fn a_correction_stands_beside_the_old_entry() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let old = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let mended = EntryInput {
        text: "Slaapt goed.".into(),
        person: String::new(),
        ..entry(w.child)
    };
    let put = async |of: Id, reason: &str| {
        w.house
            .correct_entry(&noor, w.dossier, of, &mended, reason, RequestId::fresh())
            .await
    };
    assert_eq!(faults(put(old, " ").await), [("correction", "missing")]);
    nothing(put(Id::fresh(), "Onjuist.").await);
    let new = put(old, "Sara zei dat het niet klopt.")
        .await
        .unwrap()
        .entry;
    assert_eq!(
        faults(put(old, "Nog eens.").await),
        [("entry", "corrected")]
    );
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    let find = |id: Id| page.entries.iter().find(|e| e.id == id).unwrap();
    assert_eq!(find(old).text, "Slaapt slecht.");
    assert_eq!(find(old).corrected_by, Some(new));
    assert_eq!(
        (find(new).corrects, find(new).person),
        (Some(old), Some(w.child))
    );
    assert_eq!(
        find(new).correction.as_deref(),
        Some("Sara zei dat het niet klopt.")
    );
    w.done().await;
}

#[tokio::test]
async fn somebody_elses_entry_cannot_be_corrected_from_here() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let theirs = EntryInput {
        law: "wmo".into(),
        ..entry(w.stranger)
    };
    let entry_there = w
        .house
        .record_entry(&noor, w.other_dossier, &theirs, RequestId::fresh())
        .await
        .unwrap()
        .entry;
    nothing(
        w.house
            .correct_entry(
                &noor,
                w.dossier,
                entry_there,
                &entry(w.child),
                "x",
                RequestId::fresh(),
            )
            .await,
    );
    w.done().await;
}

#[tokio::test]
async fn a_file_under_another_law_gets_a_key_of_its_own() {
    let w = World::new().await;
    let first = w
        .fact(w.child, "jeugdwet", "help-request", "Onder de Jeugdwet.")
        .await;
    let second = w
        .fact(w.child, "wmo", "help-request", "Onder de Wmo.")
        .await;
    let third = w
        .fact(w.child, "wmo", "help-request", "Ook onder de Wmo.")
        .await;
    let lines = w.lines().await;
    let keys: Vec<_> = lines
        .iter()
        .filter(|l| l.act == "record-entry")
        .map(|l| l.sealed.as_ref().unwrap().key)
        .collect();
    assert_eq!(keys.len(), 3);
    assert_eq!(keys[0], keys[1], "one file, one key");
    assert_ne!(keys[1], keys[2]);
    assert!(first != second && second != third);
    w.done().await;
}

#[tokio::test]
async fn recording_without_agreement_to_the_help_is_for_the_jeugdwet_only() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let preview = w
        .house
        .preview_entry(
            &noor,
            w.dossier,
            &EntryInput {
                law: "wmo".into(),
                ..entry(w.child)
            },
        )
        .await
        .unwrap();
    assert_eq!(preview.answers[1].outcome, Outcome::Permitted);
    let consents = vec![EntryConsentInput {
        of: "subject".into(),
        answer: "refused".into(),
        form: "oral".into(),
        on: "2026-11-21".into(),
        ..EntryConsentInput::default()
    }];
    // A refusal is recorded as easily as a yes, and stands apart from the basis.
    let refused = EntryInput {
        consents,
        ..entry(w.child)
    };
    w.house
        .record_entry(&noor, w.dossier, &refused, RequestId::fresh())
        .await
        .unwrap();
    let bad = EntryConsentInput {
        of: "neighbour".into(),
        answer: "given".into(),
        on: "2027-01-01".into(),
        ..EntryConsentInput::default()
    };
    let wrong = EntryInput {
        consents: vec![bad],
        ..entry(w.child)
    };
    let found = faults(
        w.house
            .record_entry(&noor, w.dossier, &wrong, RequestId::fresh())
            .await,
    );
    assert_eq!(
        found,
        [
            ("consent_of", "unknown"),
            ("consent_form", "unpicked"),
            ("consent_on", "too-late")
        ]
    );
    let before = EntryConsentInput {
        of: "subject".into(),
        answer: "given".into(),
        form: "oral".into(),
        on: "2026-03-01".into(),
        row: 2,
        ..EntryConsentInput::default()
    };
    let before = EntryInput {
        consents: vec![before],
        ..entry(w.child)
    };
    let found = w
        .house
        .record_entry(&noor, w.dossier, &before, RequestId::fresh())
        .await;
    assert_eq!(
        faults(found),
        [("consent_on-2", "too-early")],
        "in its own row"
    );
    w.done().await;
}

#[tokio::test]
async fn an_answer_about_recording_is_somebodys_and_each_holder_has_one() {
    let w = World::with(Family {
        charter: Charter::Kempen,
        both: true,
        ..Family::default()
    })
    .await;
    let noor = w.caller("noor").await;
    let yes = EntryConsentInput {
        of: "parent-or-guardian".into(),
        answer: "given".into(),
        form: "oral".into(),
        on: "2026-11-20".into(),
        ..EntryConsentInput::default()
    };
    let health = |consents: &[EntryConsentInput]| EntryInput {
        law: "wmo".into(),
        category: "health".into(),
        consents: consents.to_vec(),
        ..entry(w.child)
    };
    let put = async |consents: &[EntryConsentInput]| {
        let input = health(consents);
        w.house
            .record_entry(&noor, w.dossier, &input, RequestId::fresh())
            .await
    };
    w.cross(w.child, "wmo").await;
    // Nobody's answer is no answer, nor is that of somebody without authority over the child.
    let nobody = [EntryConsentInput {
        row: 2,
        ..yes.clone()
    }];
    assert_eq!(faults(put(&nobody).await), [("consent_name-2", "unnamed")]);
    let child = [EntryConsentInput {
        who: w.child.to_string(),
        ..yes.clone()
    }];
    assert_eq!(faults(put(&child).await), [("consent_who", "unknown")]);
    let of = |who: PersonId| EntryConsentInput {
        who: who.to_string(),
        ..yes.clone()
    };
    let doubled = [EntryConsentInput {
        name: "Ans de Verre".into(),
        ..of(w.mother)
    }];
    assert_eq!(faults(put(&doubled).await), [("consent_name", "known")]);
    // Both hold authority: one yes is not enough, and neither is that of somebody else by name.
    assert_eq!(
        denied(put(&[of(w.mother)]).await).last().unwrap().outcome,
        Outcome::Incomplete
    );
    let other = EntryConsentInput {
        name: "Ans de Verre".into(),
        ..yes.clone()
    };
    assert_eq!(
        denied(put(&[of(w.mother), other]).await)
            .last()
            .unwrap()
            .outcome,
        Outcome::Incomplete
    );
    // Where one alone holds it, somebody else by name does not answer for them.
    let one = World::with(Family {
        charter: Charter::Kempen,
        ..Family::default()
    })
    .await;
    let theirs = EntryInput {
        person: one.child.to_string(),
        ..health(&[EntryConsentInput {
            name: "Opa Jan".into(),
            ..yes.clone()
        }])
    };
    let there = one.caller("noor").await;
    one.cross(one.child, "wmo").await;
    let put_there = one
        .house
        .record_entry(&there, one.dossier, &theirs, RequestId::fresh());
    assert_eq!(
        denied(put_there.await).last().unwrap().outcome,
        Outcome::Incomplete
    );
    one.done().await;
    let recorded = put(&[of(w.mother), of(w.father)]).await.unwrap();
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    let entry = page.entries.iter().find(|e| e.id == recorded.entry);
    let names: Vec<_> = entry
        .unwrap()
        .consents
        .iter()
        .map(|c| c.name.as_deref().unwrap())
        .collect();
    assert_eq!(names, ["Mieke Proef", "Karel Proef"]);
    w.done().await;
}

#[tokio::test]
async fn a_refusal_that_speaks_of_the_client_lies_under_the_clients_key() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    w.fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let front = EntryInput {
        moment: "front-door".into(),
        ..entry(w.child)
    };
    denied(
        w.house
            .record_entry(&noor, w.dossier, &front, RequestId::fresh())
            .await,
    );
    let lines = w.lines().await;
    let key = |happened: bool| {
        lines
            .iter()
            .find(|l| l.act == "record-entry" && l.body.done == happened)
            .unwrap()
            .sealed
            .as_ref()
            .unwrap()
            .key
    };
    assert_eq!(
        key(false),
        key(true),
        "so that it cannot be read any more once the file is destroyed"
    );
    w.done().await;
}

#[tokio::test]
async fn who_broke_the_glass_for_editing_records_and_who_broke_it_for_looking_does_not() {
    let w = World::new().await;
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
    let olaf = w.caller("olaf").await;
    let put = async || {
        w.house
            .record_entry(&olaf, w.dossier, &entry(w.child), RequestId::fresh())
            .await
    };
    let reason_asked = |answers: Vec<regie_terms::Answer>| {
        let needs: Vec<_> = answers[0].needs.iter().map(|n| n.what).collect();
        needs == [NeedWord::Reason]
    };
    // That both are away is not told to who only knows the address.
    assert!(!reason_asked(denied(put().await)));
    let smash = async |act| {
        w.house
            .break_glass(&olaf, w.dossier, act, "Weekenddienst.", RequestId::fresh())
            .await
    };
    denied(smash(regie_terms::Act::View).await);
    w.found(&olaf).await;
    assert!(!reason_asked(denied(put().await)));
    smash(regie_terms::Act::View).await.unwrap();
    // Who is in knows, and may ask for more.
    assert!(reason_asked(denied(put().await)));
    smash(regie_terms::Act::Edit).await.unwrap();
    put().await.unwrap();
    w.later(8 * 60);
    denied(put().await);
    w.done().await;
}

#[tokio::test]
async fn every_act_can_run_on_any_thread() {
    fn any_thread<T: Send>(_: &T) {}
    let w = World::new().await;
    let (noor, d, r, id) = (
        w.caller("noor").await,
        w.dossier,
        RequestId::fresh(),
        Id::fresh(),
    );
    let (e, s) = (
        EntryInput::default(),
        regie_casework::share::ShareInput::default(),
    );
    any_thread(&w.house.record_entry(&noor, d, &e, r));
    any_thread(&w.house.preview_entry(&noor, d, &e));
    any_thread(&w.house.correct_entry(&noor, d, id, &e, "", r));
    any_thread(&w.house.put_note_in(&noor, d, id, &e, r));
    any_thread(&w.house.own_notes(&noor, d));
    any_thread(&w.house.begin_share(&noor, d, &s, r));
    any_thread(&w.house.update_share(&noor, d, id, &s, r));
    any_thread(&w.house.share_checklist(&noor, d, id, Some(&s)));
    any_thread(&w.house.share_now(&noor, d, id, r));
    any_thread(&w.house.share_afterwards(&noor, d, &Default::default(), r));
    any_thread(&w.house.open_share(&noor, d, id));
    any_thread(&w.house.shares(&noor, d));
    any_thread(&w.house.recipient_page(&noor, d, id));
    any_thread(&w.house.settle_share(&noor, d, id, &Default::default(), r));
    any_thread(&w.house.ask_consent(&noor, d, id, r));
    any_thread(
        &w.house
            .record_consent(&noor, d, id, &Default::default(), None, r),
    );
    any_thread(&w.house.consent_form(&noor, d, id));
    any_thread(&w.house.consents_asked(&noor));
    any_thread(&w.house.answer_consent(&noor, id, &Default::default(), r));
    any_thread(&w.house.my_files(&noor));
    any_thread(&w.house.my_file(&noor, w.child));
    any_thread(&w.house.who_looked(&noor, w.child, None));
    w.done().await;
}

#[tokio::test]
async fn how_the_client_sees_it_stands_beside_it_for_both() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let mut input = EntryInput {
        statement: "judgement".into(),
        reading: "Ik slaap best goed.".into(),
        ..entry(w.child)
    };
    let record = async |input: &EntryInput| {
        w.house
            .record_entry(&noor, w.dossier, input, RequestId::fresh())
            .await
    };
    let id = record(&input).await.unwrap().entry;
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    assert_eq!(
        page.entries[0].reading.as_deref(),
        Some("Ik slaap best goed.")
    );
    let mother = w.caller("moeder").await;
    let file = w.house.my_file(&mother, w.child).await.unwrap();
    assert_eq!(
        file.entries[0].reading.as_deref(),
        Some("Ik slaap best goed.")
    );

    // It can be put beside what stands already, and nobody has to give one.
    input.reading = String::new();
    w.house
        .correct_entry(
            &noor,
            w.dossier,
            id,
            &input,
            "Sara trok het in.",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    assert_eq!(page.entries[0].reading, None);
    input.reading = "é".repeat(4001);
    assert_eq!(faults(record(&input).await), [("reading", "too-long")]);
    w.done().await;
}

/// What somebody reads on the page of a person: the text, and whether it is about the family.
async fn read(w: &World, login: &str, person: PersonId) -> Vec<(String, bool)> {
    let client = w.caller(login).await;
    let file = w.house.my_file(&client, person).await.unwrap();
    file.entries
        .iter()
        .map(|e| (e.text.clone(), e.family))
        .collect()
}

#[tokio::test]
async fn a_fact_about_the_family_is_read_by_who_belongs_to_it_and_by_nobody_else() {
    let w = World::with(Family {
        both: true,
        father_outside: true,
        ..Family::default()
    })
    .await;
    let noor = w.caller("noor").await;
    let input = EntryInput {
        person: FAMILY.into(),
        text: "Op zondag eten we samen.".into(),
        ..entry(w.child)
    };
    let recorded = w
        .house
        .record_entry(&noor, w.dossier, &input, RequestId::fresh())
        .await
        .unwrap();
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    let stands = &page.entries[0];
    assert_eq!((stands.id, stands.person), (recorded.entry, None));

    let family = vec![("Op zondag eten we samen.".to_owned(), true)];
    assert_eq!(read(&w, "moeder", w.mother).await, family);
    assert_eq!(read(&w, "moeder", w.child).await, family);
    // He has authority over the child; what is about the child alone he reads, what is about the others he does not.
    w.fact(
        w.child,
        "jeugdwet",
        "family-situation",
        "Zit graag bij opa.",
    )
    .await;
    assert_eq!(
        read(&w, "vader", w.child).await,
        [("Zit graag bij opa.".to_owned(), false)]
    );
    assert_eq!(read(&w, "vader", w.father).await, []);

    // Each of them has the line in their own list.
    for (person, lines) in [(w.mother, 1), (w.child, 2), (w.father, 0)] {
        let about = w.ledger.lines_about(person, i64::MAX, 100).await.unwrap();
        let recorded = about.iter().filter(|(_, l)| l.act == "record-entry");
        assert_eq!(recorded.count(), lines);
    }

    // It goes to a party for one person, never for all at once.
    let said = w
        .house
        .begin_share(
            &noor,
            w.dossier,
            &share(w.child, &[recorded.entry]),
            RequestId::fresh(),
        )
        .await;
    assert_eq!(faults(said), [("facts", "several-people")]);

    // What mends it is about the family too, whatever the form says.
    let mended = EntryInput {
        text: "Op zaterdag eten we samen.".into(),
        ..entry(w.father)
    };
    w.house
        .correct_entry(
            &noor,
            w.dossier,
            recorded.entry,
            &mended,
            "verkeerde dag",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    assert_eq!(
        (page.entries[0].person, page.entries[0].corrects),
        (None, Some(recorded.entry))
    );
    w.done().await;
}

#[tokio::test]
async fn what_the_charter_asks_of_one_of_the_family_stands_in_the_way_of_all() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let input = EntryInput {
        person: FAMILY.into(),
        category: "religion".into(),
        ..entry(w.child)
    };
    let shown = w
        .house
        .preview_entry(&noor, w.dossier, &input)
        .await
        .unwrap();
    assert_eq!(shown.answers.len(), 2);
    assert_ne!(shown.answers[1].outcome, Outcome::Permitted);
    let answers = denied(
        w.house
            .record_entry(&noor, w.dossier, &input, RequestId::fresh())
            .await,
    );
    assert_eq!(answers.len(), 4, "access, and recording for each of three");
    assert!(
        w.house
            .open_dossier(&noor, w.dossier)
            .await
            .unwrap()
            .entries
            .is_empty()
    );
    w.done().await;
}

#[tokio::test]
async fn a_domain_of_life_is_closed_until_one_line_opens_it() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let about = |person: PersonId, law: &str, motive: &str| EntryInput {
        category: "debts".into(),
        law: law.into(),
        motive: motive.into(),
        ..entry(person)
    };
    let record = async |input: EntryInput| {
        w.house
            .record_entry(&noor, w.dossier, &input, RequestId::fresh())
            .await
    };
    let closed = [("motive", "missing")];
    assert_eq!(
        faults(record(about(w.child, "jeugdwet", " ")).await),
        closed
    );
    // What belongs to the help question itself asks nothing.
    let question = EntryInput {
        motive: String::new(),
        ..entry(w.child)
    };
    record(question).await.unwrap();

    record(about(w.child, "jeugdwet", "De ruzie gaat over geld."))
        .await
        .unwrap();
    record(about(w.child, "jeugdwet", "")).await.unwrap();
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    let motives: Vec<Option<&str>> = page
        .entries
        .iter()
        .filter(|e| e.label.category.as_str() == "debts")
        .map(|e| e.label.motive.as_deref())
        .collect();
    assert_eq!(motives, [None, Some("De ruzie gaat over geld.")]);

    // Of another person, and under another law, it is closed still.
    w.cross(w.child, "wmo").await;
    assert_eq!(faults(record(about(w.mother, "wmo", "")).await), closed);
    assert_eq!(faults(record(about(w.child, "wmo", "")).await), closed);
    w.done().await;
}

#[tokio::test]
async fn what_is_shielded_opens_no_domain() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let debts = EntryInput {
        category: "debts".into(),
        ..entry(w.child)
    };
    let hidden = EntryInput {
        shielded: "yes".into(),
        ..debts.clone()
    };
    w.house
        .record_entry(&noor, w.dossier, &hidden, RequestId::fresh())
        .await
        .unwrap();
    let blank = EntryInput {
        motive: String::new(),
        ..debts
    };
    let said = w
        .house
        .record_entry(&noor, w.dossier, &blank, RequestId::fresh())
        .await;
    assert_eq!(
        faults(said),
        [("motive", "missing")],
        "that nothing is asked would tell of it"
    );
    w.done().await;
}
