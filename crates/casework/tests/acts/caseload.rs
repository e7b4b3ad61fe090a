//! What waits: told apart, once each, and gone when it is done.

use crate::world::{Family, TODAY, World};
use jiff::ToSpan;
use jiff::civil::date;
use regie_casework::dossier::{AssignInput, TaskAbout, TaskRow};
use regie_casework::share::ShareInput;
use regie_casework::thing::TaskKind;
use regie_terms::{Id, RequestId};

async fn waits(w: &World, login: &str) -> Vec<TaskRow> {
    let who = w.caller(login).await;
    w.house.caseload(&who).await.unwrap().tasks
}

#[tokio::test]
async fn who_coordinates_reads_to_whom_a_disclosure_goes_and_two_answers_are_one_row() {
    let w = World::with(Family {
        born: date(2012, 3, 1),
        ..Family::default()
    })
    .await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let first = w.asked(&[fact]).await;
    let second = w.asked(&[fact]).await;
    let other = ShareInput {
        recipient: Some("Juf Anna".into()),
        ..ShareInput::default()
    };
    let noor = w.caller("noor").await;
    w.answer("kind", first, "yes").await.unwrap();
    w.answer("moeder", first, "yes").await.unwrap();
    w.answer("kind", second, "no").await.unwrap();
    let told: Vec<_> = waits(&w, "noor").await;
    let told: Vec<_> = told
        .iter()
        .map(|t| (t.what, t.of, t.about.clone()))
        .collect();
    let to = |name: &str| Some(TaskAbout::Recipient(name.to_owned()));
    let answered = TaskKind::ConsentAnswered;
    assert_eq!(
        told,
        [
            (answered, Some(first), to("De Regenboog")),
            (answered, Some(second), to("De Regenboog"))
        ]
    );
    // It is as it stands now, and what was answered about the old one is over.
    w.house
        .update_share(&noor, w.dossier, second, &other, RequestId::fresh())
        .await
        .unwrap();
    let left: Vec<_> = waits(&w, "noor").await.iter().map(|t| t.of).collect();
    assert_eq!(left, [Some(first)]);
    w.done().await;
}

#[tokio::test]
async fn who_has_no_part_in_it_any_more_reads_neither_title_nor_recipient() {
    let w = World::born(date(2012, 3, 1)).await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let (noor, sam) = (w.caller("noor").await, w.caller("sam").await);
    let input = crate::world::share(w.child, &[fact]);
    let share = w
        .house
        .begin_share(&sam, w.dossier, &input, RequestId::fresh())
        .await
        .unwrap();
    w.house
        .ask_consent(&sam, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    w.answer("kind", share, "yes").await.unwrap();
    let of = |rows: &[TaskRow]| {
        let told = |t: &TaskRow| (t.of, t.title.clone(), t.about.clone());
        rows.iter().map(told).collect::<Vec<_>>()
    };
    let to = TaskAbout::Recipient("De Regenboog".to_owned());
    let told = [(Some(share), "Proef".to_owned(), Some(to))];
    assert_eq!(of(&waits(&w, "sam").await), told);
    // Another stands in from now on; what was answered to Sam still waits there, without a word about whom or to whom.
    let place = AssignInput {
        account: w.caller("olaf").await.account().to_string(),
        place: "substitute".into(),
        ..AssignInput::default()
    };
    w.house
        .assign(&noor, w.dossier, &place, RequestId::fresh())
        .await
        .unwrap();
    w.answer("moeder", share, "yes").await.unwrap();
    let left = of(&waits(&w, "sam").await);
    assert!(!left.is_empty());
    for row in left {
        assert_eq!(row, (Some(share), String::new(), None));
    }
    w.done().await;
}

#[tokio::test]
async fn dossiers_of_one_title_are_told_apart_by_what_stands_in_them() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let both = w.house.caseload(&noor).await.unwrap().dossiers;
    assert_eq!(both.len(), 2);
    for row in &both {
        let apart = row.apart.as_ref().unwrap();
        assert_eq!(apart.neighbourhood, "Overvecht");
        assert_eq!(apart.opened, date(2026, 3, 2));
    }
    // Who has one of that title needs nothing to tell it by.
    let sam = w.caller("sam").await;
    let one = w.house.caseload(&sam).await.unwrap().dossiers;
    assert_eq!((one.len(), one[0].apart.clone()), (1, None));
    w.done().await;
}

/// What somebody is asked to finish or give up.
async fn unfinished(w: &World, login: &str) -> Vec<(Option<Id>, bool)> {
    let tasks = waits(w, login).await;
    tasks
        .iter()
        .filter(|t| t.what == TaskKind::FinishShare)
        .map(|t| (t.of, t.late))
        .collect()
}

#[tokio::test]
async fn a_disclosure_that_lies_still_for_two_weeks_waits_for_who_coordinates() {
    let w = World::new().await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let share = w.share(&[fact]).await;
    w.day(TODAY + 13.days());
    assert_eq!(unfinished(&w, "noor").await, []);
    w.day(TODAY + 14.days());
    assert_eq!(unfinished(&w, "noor").await, [(Some(share), false)]);
    assert_eq!(unfinished(&w, "sam").await, []);
    let row = waits(&w, "noor").await.remove(0);
    let to = TaskAbout::Recipient("De Regenboog".to_owned());
    assert_eq!((row.about, row.due), (Some(to), None));
    // Whoever works on it, the two weeks begin anew.
    let sam = w.caller("sam").await;
    let words = ShareInput {
        purpose_text: Some("Zodat de juf het weet.".into()),
        ..ShareInput::default()
    };
    w.house
        .update_share(&sam, w.dossier, share, &words, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(unfinished(&w, "noor").await, []);
    w.day(TODAY + 28.days());
    assert_eq!(unfinished(&w, "noor").await, [(Some(share), false)]);
    let noor = w.caller("noor").await;
    w.house
        .ask_consent(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    w.day(TODAY + 42.days());
    assert_eq!(unfinished(&w, "noor").await, [(Some(share), false)]);
    let noor = w.caller("noor").await;
    w.house
        .give_up_share(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(unfinished(&w, "noor").await, []);

    // What went does not wait to be finished.
    let share = w.asked(&[fact]).await;
    w.answer("moeder", share, "yes").await.unwrap();
    let noor = w.caller("noor").await;
    w.house
        .share_now(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    w.day(TODAY + 70.days());
    assert_eq!(unfinished(&w, "noor").await, []);
    w.done().await;
}
