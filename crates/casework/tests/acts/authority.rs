//! On what authority rests, in which order people represent, what changes on a birthday, and parents who differ.

use crate::world::{Family, World, denied, faults, nothing};
use jiff::civil::{Date, date};
use regie_casework::Refused;
use regie_casework::consent::Parents;
use regie_casework::dossier::AuthorityInput;
use regie_casework::thing::TaskKind;
use regie_terms::{Outcome, Representative, RequestId};

fn mentor(w: &World) -> AuthorityInput {
    AuthorityInput {
        person: w.child.to_string(),
        by: w.father.to_string(),
        kind: "mentor".into(),
        rests: "court-decision".into(),
        kept: "kept".into(),
        narrowed: "Alleen voor de zorg thuis.".into(),
        ..AuthorityInput::default()
    }
}

async fn add(w: &World, input: &AuthorityInput, file: Option<&[u8]>) -> Result<(), Refused> {
    let noor = w.caller("noor").await;
    let request = RequestId::fresh();
    w.house
        .add_authority(&noor, w.dossier, (input, file), request)
        .await
}

async fn waits(w: &World, login: &str) -> Vec<TaskKind> {
    let who = w.caller(login).await;
    let tasks = w.house.caseload(&who).await.unwrap().tasks;
    tasks.iter().map(|t| t.what).collect()
}

#[tokio::test]
async fn evidence_is_sealed_and_read_by_who_keeps_the_dossier_with_a_line() {
    let w = World::born(date(1990, 5, 5)).await;
    let paper = regie_testkit::paper::pdf("Beschikking");
    let form = mentor(&w);
    assert_eq!(faults(add(&w, &form, None).await), [("file", "missing")]);
    assert_eq!(
        faults(add(&w, &form, Some(b"MZ")).await),
        [("file", "not-a-form"), ("file", "missing")]
    );
    let seen = AuthorityInput {
        kept: "seen".into(),
        ..form.clone()
    };
    assert_eq!(
        faults(add(&w, &seen, Some(&paper)).await),
        [("kept", "seen-with-file")]
    );
    let by_hand = AuthorityInput {
        rests: "written-authorisation".into(),
        ..form.clone()
    };
    assert_eq!(
        faults(add(&w, &by_hand, Some(&paper)).await),
        [("rests", "needs-court")]
    );
    add(&w, &form, Some(&paper)).await.unwrap();
    let (noor, sam) = (w.caller("noor").await, w.caller("sam").await);
    let rows = w.house.authorities(&noor, w.dossier).await.unwrap();
    let row = rows
        .iter()
        .find(|r| r.kind == Representative::Mentor)
        .unwrap();
    assert!(row.paper);
    assert_eq!(row.narrowed.as_deref(), Some("Alleen voor de zorg thuis."));
    for who in [&noor, &sam] {
        let shown = w.house.authority_evidence(who, w.dossier, row.id).await;
        assert_eq!(shown.unwrap().bytes, paper);
    }
    assert_eq!(w.count("view-authority-evidence", true).await, 2);
    let olaf = w.caller("olaf").await;
    denied(
        w.house
            .authority_evidence(&olaf, w.dossier, row.id)
            .await
            .map(|_| ()),
    );
    nothing(
        w.house
            .authority_evidence(&noor, w.other_dossier, row.id)
            .await
            .map(|_| ()),
    );
    w.done().await;
}

#[tokio::test]
async fn a_later_rung_says_why_nobody_of_an_earlier_one_acts() {
    let w = World::born(date(1990, 5, 5)).await;
    let spouse = AuthorityInput {
        kind: "spouse-or-partner".into(),
        rests: "population-register".into(),
        kept: "seen".into(),
        narrowed: String::new(),
        ..mentor(&w)
    };
    assert_eq!(
        faults(add(&w, &spouse, None).await),
        [("higher", "unpicked"), ("higher_because", "missing")]
    );
    let told = AuthorityInput {
        higher: "absent".into(),
        higher_because: "Er is geen curator of mentor.".into(),
        ..spouse
    };
    add(&w, &told, None).await.unwrap();
    // Who is recorded is not absent.
    let brother = AuthorityInput {
        by: w.mother.to_string(),
        kind: "brother-or-sister".into(),
        ..told.clone()
    };
    assert_eq!(
        faults(add(&w, &brother, None).await),
        [("higher", "recorded")]
    );
    let unwilling = AuthorityInput {
        higher: "unwilling".into(),
        ..brother
    };
    add(&w, &unwilling, None).await.unwrap();
    w.done().await;
}

#[tokio::test]
async fn who_has_authority_is_asked_before_youth_help_begins() {
    let w = World::with(Family {
        mother: false,
        ..Family::default()
    })
    .await;
    let noor = w.caller("noor").await;
    let open = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    assert_eq!(open.authority_unknown, [(w.child, date(2026, 3, 16))]);
    assert_eq!(waits(&w, "noor").await, [TaskKind::RecordAuthority]);
    let form = AuthorityInput {
        by: w.mother.to_string(),
        kind: "parent-or-guardian".into(),
        rests: "authority-register".into(),
        kept: "seen".into(),
        narrowed: String::new(),
        ..mentor(&w)
    };
    add(&w, &form, None).await.unwrap();
    let open = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    assert!(open.authority_unknown.is_empty());
    assert!(waits(&w, "noor").await.is_empty());
    // It ends by itself the day before the child is of age.
    let rows = w.house.authorities(&noor, w.dossier).await.unwrap();
    assert_eq!(rows[0].until, Some(date(2033, 6, 14)));
    w.done().await;
}

/// Whether the mother reads the child's file on a day.
async fn reads(w: &World, on: Date) -> bool {
    w.day(on);
    let mother = w.caller("moeder").await;
    w.house.my_file(&mother, w.child).await.is_ok()
}

#[tokio::test]
async fn authority_ends_at_eighteen_also_for_who_is_born_on_a_leap_day() {
    for (born, last) in [
        (date(2009, 3, 10), date(2027, 3, 9)),
        // No 29 February in 2026: of age on 1 March.
        (date(2008, 2, 29), date(2026, 2, 28)),
    ] {
        let w = World::with(Family {
            born,
            child_can_weigh: false,
            ..Family::default()
        })
        .await;
        let next = last.tomorrow().unwrap();
        assert_eq!(
            (reads(&w, last).await, reads(&w, next).await),
            (true, false)
        );
        w.done().await;
    }
}

#[tokio::test]
async fn a_birthday_is_told_before_by_a_task_that_begins_by_itself() {
    // Twelve on 1 March 2027, a year without 29 February.
    for (born, day, subject, parent) in [
        (date(2015, 2, 1), date(2027, 2, 1), true, true),
        (date(2011, 2, 28), date(2027, 2, 28), true, false),
        (date(2009, 2, 1), date(2027, 2, 1), true, false),
    ] {
        let w = World::born(born).await;
        let before = day.saturating_sub(jiff::Span::new().days(61));
        w.day(before);
        assert!(waits(&w, "noor").await.is_empty(), "{born}");
        w.day(before.tomorrow().unwrap());
        assert_eq!(waits(&w, "noor").await, [TaskKind::TellBirthday]);
        let noor = w.caller("noor").await;
        let page = w
            .house
            .birthday_page(&noor, w.dossier, w.child)
            .await
            .unwrap();
        assert_eq!(
            (page.on, page.subject, page.parent, page.of_age, page.waits),
            (day, subject, parent, page.age == 18, true)
        );
        assert_eq!(page.holders, [Some("Mieke Proef".to_owned())]);
        let olaf = w.caller("olaf").await;
        denied(w.house.birthday_page(&olaf, w.dossier, w.child).await);
        let request = RequestId::fresh();
        for _ in 0..2 {
            w.house
                .told_birthday(&noor, w.dossier, w.child, request)
                .await
                .unwrap();
        }
        assert!(waits(&w, "noor").await.is_empty());
        assert_eq!(w.count("tell-birthday", true).await, 1);
        w.done().await;
    }
}

#[tokio::test]
async fn where_parents_differ_nothing_moves_and_the_professional_is_told() {
    let w = World::with(Family {
        both: true,
        ..Family::default()
    })
    .await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let share = w.asked(&[fact]).await;
    let noor = w.caller("noor").await;
    w.answer("moeder", share, "yes").await.unwrap();
    let page = w.house.open_share(&noor, w.dossier, share).await.unwrap();
    assert_eq!(page.parents, Some(Parents::Waits));
    w.answer("vader", share, "no").await.unwrap();
    assert_eq!(waits(&w, "noor").await, [TaskKind::ParentsDiffer]);
    let page = w.house.open_share(&noor, w.dossier, share).await.unwrap();
    assert_eq!(page.parents, Some(Parents::Differ));
    assert_ne!(page.checklist.disclosure.outcome, Outcome::Permitted);
    denied(
        w.house
            .share_now(&noor, w.dossier, share, RequestId::fresh())
            .await,
    );
    // Once they agree it goes.
    w.answer("vader", share, "yes").await.unwrap();
    let page = w.house.open_share(&noor, w.dossier, share).await.unwrap();
    assert_eq!(page.parents, None);
    w.house
        .share_now(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    w.done().await;
}
