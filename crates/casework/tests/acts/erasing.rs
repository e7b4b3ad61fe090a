//! Erasing for a granted request: the words are gone, from the shares too; what stays reads as before.

use crate::letters::handed;
use crate::world::{World, denied, entry, faults, nothing, share};
use regie_casework::dossier::DossierPage;
use regie_casework::entry::{EntryInput, Shielding};
use regie_casework::erase::{EraseInput, Erasing};
use regie_casework::restrict::{RestrictInput, Restricting};
use regie_casework::share::{SafetyInput, SharePart};
use regie_casework::thing::LetterKind;
use regie_casework::words::WordsInput;
use regie_ledger::db::Arg;
use regie_ledger::row::{RECORD, RecordRow};
use regie_terms::{Act, Id, Law, RequestId};
use regie_vault::VaultError;

fn input(request: Id) -> EraseInput {
    EraseInput {
        verzoek: request.to_string(),
        reason: "Het verzoek van 20 november is toegewezen.".to_owned(),
        sure: "yes".to_owned(),
    }
}

async fn rows(w: &World) -> Vec<RecordRow> {
    let packed = w
        .ledger
        .db()
        .packed(
            &RECORD,
            "FROM record WHERE dossier = $1 ORDER BY id",
            &[Arg::Bytes(w.dossier.0.as_bytes())],
        )
        .await
        .unwrap();
    let rows = packed.rows();
    rows.map(|row| RecordRow::read(&row.unwrap()).unwrap())
        .collect()
}

async fn page(w: &World) -> DossierPage {
    let noor = w.caller("noor").await;
    w.house.open_dossier(&noor, w.dossier).await.unwrap()
}

/// A disclosure of these facts that went, with everybody's yes at the table.
async fn went(w: &World, facts: &[Id]) -> Id {
    let id = w.asked(facts).await;
    w.answer("moeder", id, "yes").await.unwrap();
    let noor = w.caller("noor").await;
    w.house
        .share_now(&noor, w.dossier, id, RequestId::fresh())
        .await
        .unwrap();
    id
}

#[tokio::test]
async fn an_erased_fact_is_nowhere_and_a_copy_of_before_does_not_open() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let wrong = w
        .fact(
            w.child,
            "jeugdwet",
            "help-request",
            "Bijt op haar vlinders.",
        )
        .await;
    let corrected = w
        .house
        .correct_entry(
            &noor,
            w.dossier,
            wrong,
            &EntryInput {
                text: "Bijt op haar nachtvlinders.".into(),
                ..entry(w.child)
            },
            "Het waren vlinders van de nacht.",
            RequestId::fresh(),
        )
        .await
        .unwrap()
        .entry;
    let stays = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let both = went(&w, &[corrected, stays]).await;
    let alone = went(&w, &[corrected]).await;
    let mut early = share(w.child, &[corrected, stays]);
    early.recipient = Some("Nog niet gegaan".to_owned());
    let begun = w
        .house
        .begin_share(&noor, w.dossier, &early, RequestId::fresh())
        .await
        .unwrap();
    let request = w
        .requested(w.child, "erasure", &[corrected], "granted")
        .await;
    let before = rows(&w).await;
    let old = w.key_of(corrected).await;

    let id = RequestId::fresh();
    let what = Erasing::Thing(corrected);
    let done = w
        .house
        .erase(&noor, w.dossier, what, &input(request), id)
        .await
        .unwrap();
    assert!(done.destroyed);
    // Sent twice it is one act.
    let again = w
        .house
        .erase(&noor, w.dossier, what, &input(request), id)
        .await;
    assert!(again.unwrap().destroyed);
    assert_eq!(w.count("erase-fact", true).await, 1);

    // Nowhere on a page of staff or client.
    let open = page(&w).await;
    assert!(!format!("{open:?}").contains("vlinders"));
    assert_eq!(open.entries.len(), 1);
    assert_eq!(open.entries[0].text, "Slaapt slecht.");
    for share in [both, alone, begun] {
        let shown = w
            .house
            .open_share_part(&noor, w.dossier, share, SharePart::Overview)
            .await
            .unwrap();
        assert!(!format!("{shown:?}").contains("vlinders"));
    }
    let mother = w.caller("moeder").await;
    let mine = w.house.my_file(&mother, w.child).await.unwrap();
    assert!(!format!("{mine:?}").contains("vlinders"));
    // That something went, to whom and when, stays.
    let shown = mine.shares.iter().find(|s| s.id == alone).unwrap();
    assert_eq!((shown.facts.len(), shown.erased), (0, 1));
    assert_eq!(shown.recipient, "De Regenboog");
    assert_eq!(shown.purpose_text, "");
    let shown = mine.shares.iter().find(|s| s.id == both).unwrap();
    assert_eq!(shown.facts, ["Slaapt slecht."]);
    assert_eq!(shown.erased, 1);
    assert_eq!(shown.purpose_text, "Zodat de juf weet waarom Sara moe is.");
    let printed = w
        .house
        .recipient_page(&noor, w.dossier, both)
        .await
        .unwrap();
    assert_eq!((printed.facts.len(), printed.left_out), (1, 1));
    // What was in preparation goes without it.
    let begun = w.house.open_share(&noor, w.dossier, begun).await.unwrap();
    assert_eq!(begun.row.facts, 1);

    // No row of before opens with the keys there are now, where it held any of it; and nothing lies under the old key.
    let vault = w.vault().await;
    assert!(matches!(
        vault.keys().secret(old).await,
        Err(VaultError::Destroyed)
    ));
    let now = rows(&w).await;
    assert!(now.iter().all(|row| row.key != old));
    for id in [wrong, corrected, both, alone] {
        let row = before.iter().find(|row| row.id == id).unwrap();
        assert!(
            vault.keys().secret(row.key).await.is_err(),
            "{} can be read from a copy",
            row.kind
        );
    }
    // The consents given for it say nothing of it any more, nor do the lines.
    for row in before.iter().filter(|r| r.kind == "consent") {
        assert!(vault.keys().secret(row.key).await.is_err());
    }
    let lines = w.lines().await;
    for line in lines.iter().filter(|l| l.act == "correct-entry") {
        let key = line.sealed.as_ref().unwrap().key;
        assert!(vault.keys().secret(key).await.is_err());
    }
    assert_eq!(vault.without_key().await.unwrap(), None);
    w.done().await;
}

#[tokio::test]
async fn who_got_it_before_is_told_and_the_client_reads_when_and_how() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Vlinders.")
        .await;
    let school = went(&w, &[fact]).await;
    let tell = |caseload: &regie_casework::dossier::Caseload| {
        caseload
            .tasks
            .iter()
            .filter(|t| t.what == regie_casework::thing::TaskKind::TellRecipient)
            .map(|t| t.of.unwrap())
            .collect::<Vec<_>>()
    };
    // A correction.
    let corrected = w
        .house
        .correct_entry(
            &noor,
            w.dossier,
            fact,
            &entry(w.child),
            "Anders.",
            RequestId::fresh(),
        )
        .await
        .unwrap()
        .entry;
    assert_eq!(tell(&w.house.caseload(&noor).await.unwrap()), [school]);
    let told = |on: &str, how: &str| regie_casework::notice::ToldInput {
        on: on.into(),
        how: how.into(),
    };
    for (on, how, wrong) in [
        ("", "Gebeld.", ("on", "missing")),
        ("2026-11-20", "Gebeld.", ("on", "too-early")),
        ("2026-11-22", "Gebeld.", ("on", "too-late")),
        ("2026-11-21", "", ("how", "missing")),
    ] {
        let done = w
            .house
            .tell_recipient(&noor, w.dossier, school, &told(on, how), RequestId::fresh())
            .await;
        assert_eq!(faults(done), [wrong]);
    }
    w.house
        .tell_recipient(
            &noor,
            w.dossier,
            school,
            &told("2026-11-21", "Gebeld."),
            RequestId::fresh(),
        )
        .await
        .unwrap();
    assert!(tell(&w.house.caseload(&noor).await.unwrap()).is_empty());
    // Nothing is left to tell.
    let twice = w
        .house
        .tell_recipient(
            &noor,
            w.dossier,
            school,
            &told("2026-11-21", "Gebeld."),
            RequestId::fresh(),
        )
        .await;
    assert_eq!(faults(twice), [("on", "nothing-to-tell")]);
    // Erased: told anew.
    let request = w
        .requested(w.child, "erasure", &[corrected], "granted")
        .await;
    w.house
        .erase(
            &noor,
            w.dossier,
            Erasing::Thing(corrected),
            &input(request),
            RequestId::fresh(),
        )
        .await
        .unwrap();
    assert_eq!(tell(&w.house.caseload(&noor).await.unwrap()), [school]);
    let mother = w.caller("moeder").await;
    let mine = w.house.my_file(&mother, w.child).await.unwrap();
    let notices: Vec<_> = mine.shares[0]
        .notices
        .iter()
        .map(|n| (n.what, n.told.as_ref().map(|t| t.how.as_str())))
        .collect();
    use regie_casework::thing::NoticeOf::{Erased, Rectified};
    assert_eq!(notices, [(Erased, None), (Rectified, Some("Gebeld."))]);
    let shown = w.house.open_share(&noor, w.dossier, school).await.unwrap();
    assert_eq!(shown.notices.len(), 2);
    w.done().await;
}

#[tokio::test]
async fn without_a_granted_request_that_names_it_nothing_is_erased() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Vlinders.")
        .await;
    let other = w.fact(w.child, "jeugdwet", "help-request", "Ander.").await;
    let granted = w.requested(w.child, "erasure", &[fact], "granted").await;
    let cases = [
        (String::new(), "unpicked"),
        ("geen id".to_owned(), "unknown"),
        (Id::fresh().to_string(), "unknown"),
        (
            w.requested(w.child, "erasure", &[other], "granted")
                .await
                .to_string(),
            "other-thing",
        ),
        (
            w.requested(w.mother, "erasure", &[fact], "granted")
                .await
                .to_string(),
            "other-thing",
        ),
        (
            w.requested(w.child, "rectification", &[fact], "granted")
                .await
                .to_string(),
            "other-right",
        ),
        (
            w.requested(w.child, "erasure", &[fact], "refused")
                .await
                .to_string(),
            "not-granted",
        ),
        (
            w.requested(w.child, "erasure", &[fact], "none")
                .await
                .to_string(),
            "not-granted",
        ),
    ];
    let erase = async |what: Erasing, input: EraseInput| {
        let request = RequestId::fresh();
        w.house.erase(&noor, w.dossier, what, &input, request).await
    };
    for (verzoek, code) in cases {
        let with = EraseInput {
            verzoek,
            ..input(granted)
        };
        assert_eq!(
            faults(erase(Erasing::Thing(fact), with).await),
            [("verzoek", code)]
        );
    }
    let blank = EraseInput {
        verzoek: granted.to_string(),
        ..EraseInput::default()
    };
    assert_eq!(
        faults(erase(Erasing::Thing(fact), blank).await),
        [("reason", "missing"), ("sure", "missing")]
    );
    nothing(erase(Erasing::Thing(Id::fresh()), input(granted)).await);
    // A request about one fact grants nothing of the file.
    assert_eq!(
        faults(erase(Erasing::File(w.child, Law::Jeugdwet), input(granted)).await),
        [("verzoek", "other-thing")]
    );
    // Nobody without a part in it, nobody of another function, nobody who only broke the glass.
    for login in ["olaf", "daan"] {
        let who = w.caller(login).await;
        denied(
            w.house
                .erase(
                    &who,
                    w.dossier,
                    Erasing::Thing(fact),
                    &input(granted),
                    RequestId::fresh(),
                )
                .await,
        );
    }
    w.both_away().await;
    let olaf = w.caller("olaf").await;
    w.found(&olaf).await;
    w.house
        .break_glass(
            &olaf,
            w.dossier,
            Act::Edit,
            "Er is nu iets aan de hand.",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let olaf = w.caller("olaf").await;
    denied(
        w.house
            .erase(
                &olaf,
                w.dossier,
                Erasing::Thing(fact),
                &input(granted),
                RequestId::fresh(),
            )
            .await,
    );
    assert_eq!(page(&w).await.entries.len(), 2);
    w.done().await;
}

#[tokio::test]
async fn a_whole_file_goes_and_the_other_people_keep_theirs() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    for (person, law, text) in [
        (w.child, "jeugdwet", "Vlinder een."),
        (w.child, "jeugdwet", "Vlinder twee."),
        (w.child, "wmo", "Blijft onder de Wmo."),
        (w.mother, "wmo", "Blijft van moeder."),
    ] {
        w.fact(person, law, "help-request", text).await;
    }
    let request = w.requested(w.child, "erasure", &[], "granted").await;
    w.house
        .erase(
            &noor,
            w.dossier,
            Erasing::File(w.child, Law::Jeugdwet),
            &input(request),
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let mut left: Vec<String> = page(&w).await.entries.into_iter().map(|e| e.text).collect();
    left.sort();
    assert_eq!(left, ["Blijft onder de Wmo.", "Blijft van moeder."]);
    // The file is there still, under another key, and takes new facts.
    w.fact(w.child, "jeugdwet", "help-request", "Nieuw.").await;
    assert_eq!(page(&w).await.entries.len(), 3);
    w.done().await;
}

#[tokio::test]
async fn two_who_erase_at_once_and_one_who_records_meanwhile_all_come_through() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let sam = w.caller("sam").await;
    let one = w
        .fact(w.child, "jeugdwet", "help-request", "Vlinder een.")
        .await;
    let two = w
        .fact(w.child, "jeugdwet", "help-request", "Vlinder twee.")
        .await;
    let first = w.requested(w.child, "erasure", &[one], "granted").await;
    let second = w.requested(w.child, "erasure", &[two], "granted").await;
    let new = regie_casework::entry::EntryInput {
        text: "Kwam er intussen bij.".into(),
        ..entry(w.child)
    };
    let (first, second) = (input(first), input(second));
    let (a, b, c) = tokio::join!(
        w.house.erase(
            &noor,
            w.dossier,
            Erasing::Thing(one),
            &first,
            RequestId::fresh()
        ),
        w.house.erase(
            &sam,
            w.dossier,
            Erasing::Thing(two),
            &second,
            RequestId::fresh()
        ),
        w.house
            .record_entry(&noor, w.dossier, &new, RequestId::fresh()),
    );
    a.unwrap();
    b.unwrap();
    c.unwrap();
    w.house.sweep().await.unwrap();
    // What is swept may be followed by another controller's key, and nothing is noticed of it.
    assert!(w.house.rotate_keys().await.unwrap());
    let left: Vec<String> = page(&w).await.entries.into_iter().map(|e| e.text).collect();
    assert_eq!(left, ["Kwam er intussen bij."]);
    assert_eq!(w.vault().await.without_key().await.unwrap(), None);
    let waiting = "SELECT COUNT(*) FROM record WHERE kind = 'retired-key' AND due IS NULL";
    let row = w.ledger.db().row(waiting, &[]).await.unwrap().unwrap();
    assert_eq!(row.int(0).unwrap(), 0);
    w.done().await;
}

#[tokio::test]
async fn what_the_family_did_not_read_of_leaves_no_trace_when_it_is_erased() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Vlinders.")
        .await;
    let school = went(&w, &[fact]).await;
    w.house
        .shield_entry(
            &noor,
            w.dossier,
            fact,
            regie_casework::entry::Shielding::Shield,
            "Veiligheid.",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let mother = w.caller("moeder").await;
    let before = w.house.my_file(&mother, w.child).await.unwrap();
    assert!(before.shares.is_empty());
    let request = w.requested(w.child, "erasure", &[fact], "granted").await;
    w.house
        .erase(
            &noor,
            w.dossier,
            Erasing::Thing(fact),
            &input(request),
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let after = w.house.my_file(&mother, w.child).await.unwrap();
    assert_eq!(format!("{before:?}"), format!("{after:?}"));
    // To the coordinator it went, and is to be told.
    let shown = w.house.open_share(&noor, w.dossier, school).await.unwrap();
    assert_eq!((shown.erased.len(), shown.notices.len()), (1, 1));
    w.done().await;
}

#[tokio::test]
async fn letters_and_own_words_about_it_go_and_while_it_stands_still_nobody_reads_them() {
    let w = World::new().await;
    let (noor, mother) = (w.caller("noor").await, w.caller("moeder").await);
    let fact = w
        .fact(
            w.child,
            "jeugdwet",
            "help-request",
            "Bijt op haar vlinders.",
        )
        .await;
    let share = w.share(&[fact]).await;
    let about = (w.mother, LetterKind::Consent, share);
    let letter = handed(&w, about, b"%PDF Bijt op haar vlinders.").await;
    let words = async |of: Option<Id>, text: &str| {
        let input = WordsInput {
            what: "wrong".into(),
            text: text.into(),
        };
        w.house
            .write_words(&mother, w.child, of, &input, RequestId::fresh())
            .await
            .unwrap();
    };
    words(Some(fact), "Zij bijt niet op haar vlinders.").await;
    let read = async || {
        let file = w.house.letter_file(&noor, w.dossier, letter).await;
        file.map(|scan| scan.bytes)
    };
    assert!(read().await.is_ok());
    let still = RestrictInput {
        ground: "accuracy-contested".into(),
        because: "Dat wordt nagegaan.".into(),
        verzoek: String::new(),
    };
    let thing = Restricting::Thing(fact);
    w.house
        .restrict(&noor, w.dossier, thing, &still, RequestId::fresh())
        .await
        .unwrap();
    nothing(read().await);
    let request = w.requested(w.child, "erasure", &[fact], "granted").await;
    let erased = w
        .house
        .erase(
            &noor,
            w.dossier,
            Erasing::Thing(fact),
            &input(request),
            RequestId::fresh(),
        )
        .await;
    erased.unwrap();
    nothing(read().await);
    let letters = w.house.letters(&noor, w.dossier).await.unwrap();
    assert_eq!(letters.rows.len(), 1, "that it went stays in the log");
    assert!(!format!("{:?}", page(&w).await).contains("vlinders"));
    let kinds: Vec<String> = rows(&w).await.into_iter().map(|r| r.kind).collect();
    for gone in ["posting-file", "contribution"] {
        assert!(!kinds.iter().any(|k| k == gone), "{gone}");
    }
    // With the whole file goes what was written in it.
    words(None, "Heel persoonlijk.").await;
    let request = w.requested(w.child, "erasure", &[], "granted").await;
    let what = Erasing::File(w.child, Law::Jeugdwet);
    w.house
        .erase(&noor, w.dossier, what, &input(request), RequestId::fresh())
        .await
        .unwrap();
    assert!(!format!("{:?}", page(&w).await).contains("persoonlijk"));
    w.done().await;
}

#[tokio::test]
async fn a_whole_file_goes_without_what_is_kept_from_who_asks_and_says_nothing_of_it() {
    let told = async |kept: bool| {
        let w = World::new().await;
        let noor = w.caller("noor").await;
        w.fact(w.child, "jeugdwet", "help-request", "Gewoon.").await;
        if kept {
            let safety = SafetyInput {
                of: "client".into(),
                because: "Wordt geslagen.".into(),
                consulted: vec!["colleague".into()],
                anonymised: "yes".into(),
                client: "impossible".into(),
                postponed_because: String::new(),
            };
            let danger = EntryInput {
                text: "Wordt geslagen.".into(),
                safety,
                ..entry(w.child)
            };
            let id = w
                .house
                .record_entry(&noor, w.dossier, &danger, RequestId::fresh())
                .await
                .unwrap()
                .entry;
            let why = "Gevaar.";
            let shield = Shielding::Shield;
            w.house
                .shield_entry(&noor, w.dossier, id, shield, why, RequestId::fresh())
                .await
                .unwrap();
        }
        let request = w.requested(w.child, "erasure", &[], "granted").await;
        let what = Erasing::File(w.child, Law::Jeugdwet);
        w.house
            .erase(&noor, w.dossier, what, &input(request), RequestId::fresh())
            .await
            .unwrap();
        let left: Vec<String> = page(&w).await.entries.into_iter().map(|e| e.text).collect();
        assert_eq!(left.len(), usize::from(kept), "{left:?}");
        let mother = w.caller("moeder").await;
        let list = w.house.who_looked(&mother, w.child, None).await.unwrap();
        let acts: Vec<String> = list.lines.into_iter().map(|l| l.act).collect();
        let proof = w.house.look_proof(&mother, w.child).await.unwrap();
        let file = w.house.my_file(&mother, w.child).await.unwrap();
        let lines = proof.lines.len() + proof.not_yet_covered.len();
        w.done().await;
        (acts, lines, file.entries.len(), file.laws)
    };
    let without = told(false).await;
    assert!(without.0.iter().any(|act| act == "erase-file"));
    assert_eq!(told(true).await, without);
}

#[tokio::test]
async fn what_stood_half_typed_about_it_goes_too_whoever_typed_it() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let mother = w.caller("moeder").await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Bijt op vlinders.")
        .await;
    let request = w.requested(w.child, "erasure", &[fact], "granted").await;
    let (dossier, child, any) = (w.dossier, w.child, Id::fresh());
    let staff = [
        format!("/dossier/{dossier}/feit/{fact}/wissen"),
        format!("/dossier/{dossier}/feit/{fact}/verbeteren"),
        format!("/dossier/{dossier}/woorden/{any}"),
        format!("/dossier/{dossier}/delen/{any}/weging"),
        format!("/dossier/{dossier}/persoon/{child}/brief/decision/{any}"),
    ];
    let own = format!("/mijn/{child}/feit/{fact}/mijn-kant");
    let elsewhere = format!("/dossier/{any}/feit/{fact}/wissen");
    let keep = async |who: &_, form: &str| {
        let typed = "text=vlinders";
        w.house.keep_draft(who, form, typed).await.unwrap();
    };
    for form in staff.iter().chain([&elsewhere]) {
        keep(&noor, form).await;
    }
    keep(&mother, &own).await;
    let kept = async |who: &_, form: &str| w.house.draft(who, form).await.unwrap();
    assert_eq!(kept(&mother, &own).await.as_deref(), Some("text=vlinders"));
    w.house
        .erase(
            &noor,
            dossier,
            Erasing::Thing(fact),
            &input(request),
            RequestId::fresh(),
        )
        .await
        .unwrap();
    for form in &staff {
        assert_eq!(kept(&noor, form).await, None, "{form}");
    }
    assert_eq!(kept(&mother, &own).await, None);
    assert!(kept(&noor, &elsewhere).await.is_some());
    w.done().await;
}
