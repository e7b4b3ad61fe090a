//! Working notes: one's own, outside the dossier until put in.

use crate::world::{World, denied, entry, faults, nothing};
use regie_casework::entry::EntryInput;
use regie_terms::{Id, RequestId};

#[tokio::test]
async fn a_note_is_seen_by_its_writer_alone_and_is_no_part_of_the_dossier() {
    let w = World::new().await;
    let (noor, sam) = (w.caller("noor").await, w.caller("sam").await);
    let request = RequestId::fresh();
    let note = w
        .house
        .add_note(&noor, w.dossier, "Navragen bij de huisarts?", request)
        .await
        .unwrap();
    assert_eq!(
        w.house
            .add_note(&noor, w.dossier, "Navragen bij de huisarts?", request)
            .await
            .unwrap(),
        note
    );
    let mine = w.house.own_notes(&noor, w.dossier).await.unwrap();
    assert_eq!(
        mine.iter()
            .map(|n| (n.id, n.text.as_str()))
            .collect::<Vec<_>>(),
        [(note, "Navragen bij de huisarts?")]
    );
    assert!(w.house.own_notes(&sam, w.dossier).await.unwrap().is_empty());
    assert!(
        w.house
            .own_notes(&noor, w.other_dossier)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        w.house
            .open_dossier(&sam, w.dossier)
            .await
            .unwrap()
            .entries
            .is_empty()
    );
    // Nor does the client's list of who looked speak of it.
    let about = w.ledger.lines_about(w.child, i64::MAX, 100).await.unwrap();
    assert!(
        about
            .iter()
            .all(|(_, l)| l.act != "keep-note" && l.act != "read-notes")
    );
    w.done().await;
}

#[tokio::test]
async fn a_note_is_put_in_with_a_whole_label_or_thrown_away() {
    let w = World::new().await;
    let (noor, sam) = (w.caller("noor").await, w.caller("sam").await);
    let add = async |text: &str| {
        w.house
            .add_note(&noor, w.dossier, text, RequestId::fresh())
            .await
            .unwrap()
    };
    let (kept, dropped) = (add("Blijft.").await, add("Gaat weg.").await);
    nothing(
        w.house
            .put_note_in(&sam, w.dossier, kept, &entry(w.child), RequestId::fresh())
            .await,
    );
    nothing(
        w.house
            .drop_note(&sam, w.dossier, dropped, RequestId::fresh())
            .await,
    );
    let unlabelled = EntryInput {
        basis: String::new(),
        ..entry(w.child)
    };
    assert_eq!(
        faults(
            w.house
                .put_note_in(&noor, w.dossier, kept, &unlabelled, RequestId::fresh())
                .await
        ),
        [("basis", "missing")]
    );
    let request = RequestId::fresh();
    let put = w
        .house
        .put_note_in(&noor, w.dossier, kept, &entry(w.child), request)
        .await
        .unwrap();
    assert_eq!(
        w.house
            .put_note_in(&noor, w.dossier, kept, &entry(w.child), request)
            .await
            .unwrap(),
        put
    );
    let request = RequestId::fresh();
    w.house
        .drop_note(&noor, w.dossier, dropped, request)
        .await
        .unwrap();
    w.house
        .drop_note(&noor, w.dossier, dropped, request)
        .await
        .unwrap();
    assert!(
        w.house
            .own_notes(&noor, w.dossier)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        w.house
            .open_dossier(&noor, w.dossier)
            .await
            .unwrap()
            .entries
            .len(),
        1
    );
    nothing(
        w.house
            .drop_note(&noor, w.dossier, Id::fresh(), RequestId::fresh())
            .await,
    );
    w.done().await;
}

#[tokio::test]
async fn who_may_not_look_keeps_no_notes() {
    let w = World::new().await;
    let (noor, olaf) = (w.caller("noor").await, w.caller("olaf").await);
    denied(
        w.house
            .add_note(&olaf, w.dossier, "Zag haar op straat.", RequestId::fresh())
            .await,
    );
    denied(w.house.own_notes(&olaf, w.dossier).await);
    assert_eq!(w.count("keep-note", false).await, 1);
    assert_eq!(
        faults(
            w.house
                .add_note(&noor, w.dossier, " \n ", RequestId::fresh())
                .await
        ),
        [("text", "missing")]
    );
    let long = "a".repeat(8001);
    assert_eq!(
        faults(
            w.house
                .add_note(&noor, w.dossier, &long, RequestId::fresh())
                .await
        ),
        [("text", "too-long")]
    );
    w.done().await;
}
