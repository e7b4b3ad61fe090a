//! How a dossier ends: closing and opening again, what stands in the way, the list that two people approve, and what is left when it was done.

use crate::world::{Family, TODAY, World, denied, entry, faults};
use jiff::civil::{Date, date};
use regie_casework::Refused;
use regie_casework::entry::EntryInput;
use regie_casework::life::{
    CloseInput, HoldInput, LeaveOutInput, LiftHoldInput, PrepareInput, ReopenInput, Swept,
};
use regie_ledger::db::Arg;
use regie_terms::{Charter, DossierId, File, Id, Law, RequestId};

pub fn closing() -> CloseInput {
    CloseInput {
        on: TODAY.to_string(),
        why: "reached".to_owned(),
        because: "De doelen zijn bereikt.".to_owned(),
        told: "In het laatste gesprek.".to_owned(),
        ..CloseInput::default()
    }
}

fn destroying() -> PrepareInput {
    PrepareInput {
        way: "destroy".to_owned(),
    }
}

async fn close(w: &World, dossier: DossierId, input: &CloseInput) -> Result<(), Refused> {
    let noor = w.caller("noor").await;
    w.house
        .close_dossier(&noor, dossier, input, RequestId::fresh())
        .await
}

/// A list of all that is over, approved by two.
async fn approved(w: &World) -> Id {
    let lena = w.caller("lena").await;
    let input = destroying();
    let list = w
        .house
        .prepare_destruction(&lena, &input, RequestId::fresh())
        .await
        .unwrap();
    for login in ["lena", "lies"] {
        let who = w.caller(login).await;
        w.house
            .approve_destruction(&who, list, RequestId::fresh())
            .await
            .unwrap();
    }
    list
}

async fn sweep(w: &World) -> Swept {
    let today = w.house.today();
    w.house.destroy_approved(today, |_| true).await.unwrap()
}

/// How many rows lie in a dossier.
async fn rows(w: &World, dossier: DossierId) -> i64 {
    let sql = "SELECT COUNT(*) FROM record WHERE dossier = $1";
    let args = [Arg::Bytes(dossier.0.as_bytes())];
    let row = w.ledger.db().row(sql, &args).await.unwrap().unwrap();
    row.int(0).unwrap()
}

async fn kept(w: &World) -> Vec<(Law, Option<Date>)> {
    let noor = w.caller("noor").await;
    let page = w.house.life_page(&noor, w.dossier).await.unwrap();
    let mut out: Vec<_> = page
        .files
        .iter()
        .map(|f| (f.law, f.keep.map(|k| k.until)))
        .collect();
    out.sort();
    out.dedup();
    out
}

#[tokio::test]
async fn closing_says_until_when_and_takes_nothing_new_until_it_opens_again() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let id = w
        .fact(w.child, "jeugdwet", "help-request", "Vlinders.")
        .await;
    let wrong = close(&w, w.dossier, &CloseInput::default()).await;
    assert_eq!(
        faults(wrong),
        [
            ("on", "missing"),
            ("why", "unpicked"),
            ("because", "missing"),
            ("told", "missing")
        ]
    );
    let early = CloseInput {
        on: "2026-03-01".to_owned(),
        ..closing()
    };
    assert_eq!(
        faults(close(&w, w.dossier, &early).await),
        [("on", "too-early")]
    );
    close(&w, w.dossier, &closing()).await.unwrap();
    assert_eq!(
        kept(&w).await,
        [
            (Law::Jeugdwet, Some(date(2046, 11, 21))),
            (Law::Wmo, Some(date(2041, 11, 21)))
        ]
    );
    assert_eq!(
        faults(close(&w, w.dossier, &closing()).await),
        [("on", "closed")]
    );
    // Nothing new, but what stands is still corrected, and the client still reads it.
    let record = w
        .house
        .record_entry(&noor, w.dossier, &entry(w.child), RequestId::fresh())
        .await;
    assert_eq!(faults(record), [("person", "closed")]);
    let mother = w.caller("moeder").await;
    let file = w.house.my_file(&mother, w.child).await.unwrap();
    assert_eq!(file.entries.len(), 1);
    w.day(date(2027, 2, 1));
    let noor = w.caller("noor").await;
    w.house
        .correct_entry(
            &noor,
            w.dossier,
            id,
            &EntryInput {
                text: "Motten.".to_owned(),
                ..entry(w.child)
            },
            "Het waren motten.",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    // The law counts from the last change.
    assert_eq!(
        kept(&w).await.first(),
        Some(&(Law::Jeugdwet, Some(date(2047, 2, 1))))
    );
    let empty = w
        .house
        .reopen_dossier(
            &noor,
            w.dossier,
            &ReopenInput::default(),
            RequestId::fresh(),
        )
        .await;
    assert_eq!(faults(empty), [("because", "missing")]);
    let again = ReopenInput {
        because: "Er is een nieuwe vraag.".to_owned(),
    };
    w.house
        .reopen_dossier(&noor, w.dossier, &again, RequestId::fresh())
        .await
        .unwrap();
    w.fact(w.child, "jeugdwet", "help-request", "Weer vlinders.")
        .await;
    let page = w.house.life_page(&noor, w.dossier).await.unwrap();
    assert_eq!(page.closed, None);
    assert!(page.closures[0].closure.reopened.is_some());
    let terms = "SELECT COUNT(*) FROM record WHERE kind = 'term'";
    let row = w.ledger.db().row(terms, &[]).await.unwrap().unwrap();
    assert_eq!(row.int(0).unwrap(), 0);
    w.done().await;
}

#[tokio::test]
async fn who_is_not_coordinator_or_substitute_does_not_close() {
    let w = World::new().await;
    for login in ["olaf", "lena", "daan"] {
        let who = w.caller(login).await;
        let refused = w
            .house
            .close_dossier(&who, w.dossier, &closing(), RequestId::fresh())
            .await;
        denied(refused);
    }
    w.done().await;
}

#[tokio::test]
async fn in_the_kempen_a_dossier_closed_for_two_years_stays_closed() {
    let w = World::with(Family {
        charter: Charter::Kempen,
        ..Family::default()
    })
    .await;
    close(&w, w.dossier, &closing()).await.unwrap();
    let input = ReopenInput {
        because: "Er is een nieuwe vraag.".to_owned(),
    };
    w.day(date(2028, 11, 21));
    let noor = w.caller("noor").await;
    let answers = denied(
        w.house
            .reopen_dossier(&noor, w.dossier, &input, RequestId::fresh())
            .await,
    );
    let rule = "kempen.retention.reopening-over";
    assert!(answers[0].because.iter().any(|b| b.rule == rule));
    let page = w.house.life_page(&noor, w.dossier).await.unwrap();
    assert!(!page.may_reopen());
    w.day(date(2028, 11, 20));
    let noor = w.caller("noor").await;
    w.house
        .reopen_dossier(&noor, w.dossier, &input, RequestId::fresh())
        .await
        .unwrap();
    w.done().await;
}

#[tokio::test]
async fn two_approve_and_nothing_is_left_but_the_certificate() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    w.fact(w.child, "jeugdwet", "help-request", "Vlinders.")
        .await;
    let key = w.file_key(w.stranger).await;
    close(&w, w.other_dossier, &closing()).await.unwrap();
    let before = rows(&w, w.other_dossier).await;
    assert!(before > 4);
    // The last day is still to come.
    w.day(date(2041, 11, 21));
    let lena = w.caller("lena").await;
    let none = destroying();
    let nothing_yet = w
        .house
        .prepare_destruction(&lena, &none, RequestId::fresh())
        .await;
    assert_eq!(faults(nothing_yet), [("way", "nothing")]);
    w.day(date(2041, 11, 22));
    let lena = w.caller("lena").await;
    let list = w
        .house
        .prepare_destruction(&lena, &none, RequestId::fresh())
        .await
        .unwrap();
    let page = w.house.end_list_page(&lena, list, 1).await.unwrap();
    assert_eq!((page.left, page.waits_for, page.own), (1, 2, 0));
    assert_eq!(
        page.rows[0].keep.map(|k| (k.until, k.destroy_by)),
        Some((date(2041, 11, 21), date(2042, 11, 21)))
    );
    // One is not enough, and the same one twice is one.
    w.house
        .approve_destruction(&lena, list, RequestId::fresh())
        .await
        .unwrap();
    let twice = w
        .house
        .approve_destruction(&lena, list, RequestId::fresh())
        .await;
    assert_eq!(faults(twice), [("list", "already")]);
    assert_eq!(sweep(&w).await, Swept::default());
    for (login, may) in [("noor", false), ("daan", false), ("beheer", true)] {
        let who = w.caller(login).await;
        let done = w
            .house
            .approve_destruction(&who, list, RequestId::fresh())
            .await;
        if may {
            done.unwrap();
        } else {
            denied(done);
        }
    }
    let swept = sweep(&w).await;
    assert_eq!((swept.files, swept.dossiers, swept.kept), (1, 1, 0));
    assert_eq!(rows(&w, w.other_dossier).await, 0);
    let vault = w.vault().await;
    assert!(vault.keys().secret(key).await.is_err());
    assert_eq!(vault.without_key().await.unwrap(), None);
    // Who opened the dossier with it and no other has no way in any more; nobody else notices.
    assert!(w.house.login_demo("vreemde").await.is_err());
    let kind = w.caller("kind").await;
    let file = w.house.my_file(&kind, w.child).await.unwrap();
    assert_eq!(file.entries.len(), 1);
    denied(w.house.open_dossier(&noor, w.other_dossier).await);
    let lena = w.caller("lena").await;
    let page = w.house.end_list_page(&lena, list, 1).await.unwrap();
    assert!(page.done);
    let view = w
        .house
        .certificate(&lena, page.certificate.unwrap())
        .await
        .unwrap();
    let it = view.certificate;
    assert_eq!((it.dossiers, it.keys, it.kept), (1, 1, 0));
    assert!(it.records >= u64::try_from(before).unwrap());
    assert_eq!(it.by, ["lena Test", "beheer Test"]);
    assert_eq!(
        (it.groups[0].law, it.groups[0].file, it.groups[0].files),
        (Law::Wmo, File::Treatment, 1)
    );
    assert!(
        it.groups[0]
            .rules
            .contains(&"utrecht.retention.wmo".to_owned())
    );
    let told = serde_json::to_string(&it).unwrap();
    for word in [
        "Vreemde",
        "Proef",
        &w.stranger.to_string(),
        &w.other_dossier.to_string(),
    ] {
        assert!(!told.contains(word), "{word}");
    }
    assert_eq!(sweep(&w).await, Swept::default());
    w.done().await;
}

#[tokio::test]
async fn nobody_approves_what_they_have_a_part_in_and_what_is_left_out_stays() {
    let w = World::new().await;
    close(&w, w.other_dossier, &closing()).await.unwrap();
    w.day(date(2042, 1, 1));
    let lena = w.caller("lena").await;
    w.involve(w.other_dossier, w.stranger, lena.account()).await;
    let list = w
        .house
        .prepare_destruction(&lena, &destroying(), RequestId::fresh())
        .await
        .unwrap();
    let own = w
        .house
        .approve_destruction(&lena, list, RequestId::fresh())
        .await;
    assert_eq!(faults(own), [("list", "own")]);
    let page = w.house.end_list_page(&lena, list, 1).await.unwrap();
    let term = page.rows[0].term.to_string();
    assert!(page.rows[0].own);
    let lies = w.caller("lies").await;
    w.house
        .approve_destruction(&lies, list, RequestId::fresh())
        .await
        .unwrap();
    let out = LeaveOutInput {
        term,
        because: "Goede zorg vraagt het.".to_owned(),
    };
    w.house
        .leave_out(&lies, list, &out, RequestId::fresh())
        .await
        .unwrap();
    let page = w.house.end_list_page(&lies, list, 1).await.unwrap();
    // Who approved it before has to see it as it is now.
    assert_eq!((page.left, page.waits_for), (0, 2));
    for login in ["lena", "lies"] {
        let who = w.caller(login).await;
        w.house
            .approve_destruction(&who, list, RequestId::fresh())
            .await
            .unwrap();
    }
    assert_eq!(sweep(&w).await.files, 0);
    assert!(rows(&w, w.other_dossier).await > 0);
    w.done().await;
}

#[tokio::test]
async fn a_complaint_keeps_it_until_it_is_over() {
    let w = World::new().await;
    close(&w, w.other_dossier, &closing()).await.unwrap();
    w.day(date(2041, 12, 1));
    let noor = w.caller("noor").await;
    let list = approved(&w).await;
    let hold = HoldInput {
        hold: "complaint".to_owned(),
        because: "Klacht van 30 november.".to_owned(),
        ..HoldInput::default()
    };
    // Set after the list was approved: what counts is the moment that it goes.
    w.house
        .set_hold(&noor, w.other_dossier, &hold, RequestId::fresh())
        .await
        .unwrap();
    let swept = sweep(&w).await;
    assert_eq!((swept.files, swept.kept), (0, 1));
    let lena = w.caller("lena").await;
    let page = w.house.end_list_page(&lena, list, 1).await.unwrap();
    assert!(page.done && page.rows[0].held);
    w.day(date(2043, 1, 1));
    let daan = w.caller("daan").await;
    // Whatever has passed its latest day is on the data protection officer's page until done.
    let over = w.house.retention_overview(&daan).await.unwrap();
    assert_eq!((over.late_all, over.late[0].held), (1, true));
    let noor = w.caller("noor").await;
    let life = w.house.life_page(&noor, w.other_dossier).await.unwrap();
    let lift = LiftHoldInput {
        because: "De klacht is afgehandeld.".to_owned(),
    };
    w.house
        .lift_hold(
            &noor,
            w.other_dossier,
            life.holds[0].id,
            &lift,
            RequestId::fresh(),
        )
        .await
        .unwrap();
    approved(&w).await;
    assert_eq!(sweep(&w).await.dossiers, 1);
    let daan = w.caller("daan").await;
    let over = w.house.retention_overview(&daan).await.unwrap();
    assert_eq!((over.late_all, over.over_all), (0, 0));
    w.done().await;
}

#[tokio::test]
async fn each_fact_follows_its_own_law_and_what_serves_both_takes_the_longest() {
    let w = World::new().await;
    let child = w
        .fact(w.child, "jeugdwet", "help-request", "Van het kind.")
        .await;
    w.fact(w.mother, "wmo", "help-request", "Van moeder, Wmo.")
        .await;
    let noor = w.caller("noor").await;
    let both = EntryInput {
        law: "wmo".to_owned(),
        also: vec!["jeugdwet".to_owned()],
        category: "help-request".to_owned(),
        text: "Voor allebei.".to_owned(),
        person: "family".to_owned(),
        ..entry(w.mother)
    };
    w.house
        .record_entry(&noor, w.dossier, &both, RequestId::fresh())
        .await
        .unwrap();
    let old = w.file_key(w.mother).await;
    close(&w, w.dossier, &closing()).await.unwrap();
    let life = w.house.life_page(&noor, w.dossier).await.unwrap();
    assert_eq!(life.both, 1);
    w.day(date(2041, 11, 22));
    approved(&w).await;
    let swept = sweep(&w).await;
    // The files of mother and father, and nothing of the child.
    assert_eq!((swept.files, swept.dossiers), (2, 0));
    let noor = w.caller("noor").await;
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    let mut texts: Vec<&str> = page.entries.iter().map(|e| e.text.as_str()).collect();
    texts.sort_unstable();
    assert_eq!(texts, ["Van het kind.", "Voor allebei."]);
    let vault = w.vault().await;
    assert!(vault.keys().secret(old).await.is_err());
    assert_eq!(vault.without_key().await.unwrap(), None);
    let mine = w.caller("kind").await;
    let file = w.house.my_file(&mine, w.child).await.unwrap();
    assert!(file.entries.iter().any(|e| e.id == child));
    w.day(date(2046, 11, 22));
    approved(&w).await;
    assert_eq!(sweep(&w).await.dossiers, 1);
    assert_eq!(rows(&w, w.dossier).await, 0);
    w.done().await;
}

#[tokio::test]
async fn where_no_document_names_a_term_closing_asks_for_one() {
    let w = World::with(Family {
        charter: Charter::Kempen,
        // Debts have no term in the Kempen.
        other_law: Law::Wgs,
        ..Family::default()
    })
    .await;
    let (other, noor) = (w.other_dossier, w.caller("noor").await);
    let life = w.house.life_page(&noor, other).await.unwrap();
    assert_eq!(life.lacking, [(Law::Wgs, File::Treatment)]);
    let bare = close(&w, other, &closing()).await;
    assert_eq!(
        faults(bare),
        [("years", "missing"), ("years_because", "missing")]
    );
    let set = CloseInput {
        years: "7".to_owned(),
        years_because: "Besluit van het college van 1 mei 2026.".to_owned(),
        ..closing()
    };
    close(&w, other, &set).await.unwrap();
    let life = w.house.life_page(&noor, other).await.unwrap();
    assert_eq!(
        life.files[0].keep.map(|k| k.until),
        Some(date(2033, 11, 21))
    );
    w.day(date(2033, 11, 22));
    approved(&w).await;
    assert_eq!(sweep(&w).await.dossiers, 1);
    w.done().await;
}
