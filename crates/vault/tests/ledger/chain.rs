//! Lines, groups, facts that move, two desks on one database, checkpoints.

use crate::support::{Site, coordinator, open, scope};
use regie_charter::View;
use regie_ledger::LedgerError;
use regie_vault::{Changes, Draft, VaultError};

#[tokio::test]
async fn what_was_written_is_opened_and_the_chain_is_intact() {
    let site = Site::new().await;
    let laid = site.dossier(3).await;
    let permit = site.may_look(site.dossier_scope("view-dossier", &laid, 4));
    let receipt = site.vault.look(permit, Some(laid.key)).await.unwrap();
    let mut opened = site.vault.open(receipt).await.unwrap();
    let entries = opened.take::<String>("entry").unwrap();
    assert_eq!(
        entries.iter().map(|e| e.value.as_str()).collect::<Vec<_>>(),
        ["feit 0", "feit 1", "feit 2"]
    );
    assert_eq!(opened.take::<String>("person").unwrap().len(), 1);
    let report = site.verify(&[]).await;
    assert_eq!(report.problem, None);
    assert_eq!(report.lines, 6, "found, person, three entries, one look");
}

#[tokio::test]
async fn many_at_once_make_one_chain_without_gaps() {
    let site = Site::new().await;
    let laid = site.dossier(1).await;
    let mut looks = Vec::new();
    for _ in 0..300 {
        let permit = site.may_look(site.dossier_scope("view-dossier", &laid, 2));
        let vault = site.vault.clone();
        looks.push(tokio::spawn(async move {
            vault.look(permit, None).await.map(|r| r.seq())
        }));
    }
    let mut seqs = Vec::new();
    for look in looks {
        seqs.push(look.await.unwrap().unwrap());
    }
    seqs.sort_unstable();
    assert_eq!(seqs, (4..304).collect::<Vec<i64>>());
    let lines = site
        .vault
        .ledger()
        .lines_about(laid.person, i64::MAX, 1000)
        .await
        .unwrap();
    assert_eq!(
        lines.iter().map(|(count, _)| *count).collect::<Vec<_>>(),
        (1..=302).rev().collect::<Vec<i64>>()
    );
    assert_eq!(site.verify(&[]).await.problem, None);
}

#[tokio::test]
async fn two_desks_on_one_database_keep_one_chain() {
    let site = Site::new().await;
    let laid = site.dossier(1).await;
    let (other, _) = open(&site.folder, &site.place).await;
    let mut looks = Vec::new();
    for n in 0..200 {
        let permit = site.may_look(site.dossier_scope("view-dossier", &laid, 2));
        let vault = if n % 2 == 0 {
            site.vault.clone()
        } else {
            other.clone()
        };
        looks.push(tokio::spawn(async move {
            vault.look(permit, None).await.map(|r| r.seq())
        }));
    }
    for look in looks {
        look.await.unwrap().unwrap();
    }
    let report = site.verify(&[]).await;
    assert_eq!(report.problem, None);
    assert_eq!(report.lines, 203);
}

#[tokio::test]
async fn a_judgement_on_facts_that_moved_is_refused_and_its_neighbours_in_the_group_are_not() {
    let site = Site::new().await;
    let laid = site.dossier(1).await;
    let mut writes = Vec::new();
    // All judged version 2; one of them wins, the rest must judge again.
    for n in 0..20 {
        let permit = site.may_change(site.dossier_scope("record-entry", &laid, 2));
        let draft = Draft::new("entry", laid.key, &format!("samen {n}"))
            .unwrap()
            .dossier(laid.dossier.0)
            .person(laid.person.0);
        let vault = site.vault.clone();
        let changes = Changes {
            add: vec![draft],
            ..Changes::default()
        };
        writes.push(tokio::spawn(async move {
            vault.change(permit, changes).await.map(|d| d.seq)
        }));
    }
    let mut done = 0;
    let mut moved = 0;
    for write in writes {
        match write.await.unwrap() {
            Ok(_) => done += 1,
            Err(VaultError::Ledger(LedgerError::Moved)) => moved += 1,
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!((done, moved), (1, 19));
    assert_eq!(
        site.number("SELECT COUNT(*) FROM record WHERE kind = 'entry'")
            .await,
        2
    );
    assert_eq!(site.verify(&[]).await.problem, None);
}

#[tokio::test]
async fn a_look_judged_on_old_facts_gets_no_receipt() {
    let site = Site::new().await;
    let laid = site.dossier(1).await;
    let permit = site.may_look(site.dossier_scope("view-dossier", &laid, 1));
    let result = site.vault.look(permit, None).await;
    assert!(matches!(
        result,
        Err(VaultError::Ledger(LedgerError::Moved))
    ));
}

#[tokio::test]
async fn the_same_request_twice_is_done_once() {
    let site = Site::new().await;
    let laid = site.dossier(0).await;
    let request = regie_terms::RequestId::fresh();
    let mut lines = Vec::new();
    for _ in 0..2 {
        let mut scope = site.dossier_scope("record-entry", &laid, 1);
        scope.request = request;
        let draft = Draft::new("entry", laid.key, &"eens")
            .unwrap()
            .dossier(laid.dossier.0)
            .person(laid.person.0);
        let done = site
            .vault
            .change(
                site.may_change(scope),
                Changes {
                    add: vec![draft],
                    ..Changes::default()
                },
            )
            .await
            .unwrap();
        lines.push((done.seq, done.repeated));
    }
    assert_eq!(lines, [(3, false), (3, true)]);
    assert_eq!(
        site.number("SELECT COUNT(*) FROM record WHERE kind = 'entry'")
            .await,
        1
    );
}

#[tokio::test]
async fn a_change_that_fails_leaves_neither_line_nor_rows() {
    let site = Site::new().await;
    let laid = site.dossier(1).await;
    // The second draft takes an id that is there already.
    let fresh = Draft::new("entry", laid.key, &"nieuw")
        .unwrap()
        .dossier(laid.dossier.0);
    let taken = Draft::new("entry", laid.key, &"bezet")
        .unwrap()
        .dossier(laid.dossier.0)
        .id(laid.entries[0]);
    let permit = site.may_change(site.dossier_scope("record-entry", &laid, 2));
    let result = site
        .vault
        .change(
            permit,
            Changes {
                add: vec![fresh, taken],
                ..Changes::default()
            },
        )
        .await;
    assert!(
        matches!(result, Err(VaultError::Ledger(LedgerError::Taken))),
        "{:?}",
        result.map(|d| d.seq)
    );
    let report = site.verify(&[]).await;
    assert_eq!((report.problem, report.lines), (None, 3));
    assert_eq!(
        site.number("SELECT COUNT(*) FROM record WHERE kind = 'entry'")
            .await,
        1
    );
}

#[tokio::test]
async fn replacing_and_removing_keep_the_sums_and_need_the_version_that_was_read() {
    let site = Site::new().await;
    let laid = site.dossier(2).await;
    let draft = |text: &str, version| {
        Draft::new("entry", laid.key, &text)
            .unwrap()
            .id(laid.entries[0])
            .dossier(laid.dossier.0)
            .person(laid.person.0)
            .version(version)
    };
    let permit = site.may_change(site.dossier_scope("record-entry", &laid, 3));
    let _ = site
        .vault
        .change(
            permit,
            Changes {
                replace: vec![draft("tweede", 2)],
                ..Changes::default()
            },
        )
        .await
        .unwrap();
    let permit = site.may_change(site.dossier_scope("record-entry", &laid, 4));
    let stale = site
        .vault
        .change(
            permit,
            Changes {
                replace: vec![draft("te laat", 2)],
                ..Changes::default()
            },
        )
        .await;
    assert!(matches!(stale, Err(VaultError::Ledger(LedgerError::Moved))));
    // Once by one change: twice would no longer add up.
    for (replace, remove) in [
        (vec![draft("derde", 3), draft("ook derde", 3)], vec![]),
        (vec![draft("derde", 3)], vec![laid.entries[0]]),
        (vec![], vec![laid.entries[1]; 2]),
    ] {
        let permit = site.may_change(site.dossier_scope("record-entry", &laid, 4));
        let twice = Changes {
            replace,
            remove,
            ..Changes::default()
        };
        let twice = site.vault.change(permit, twice).await;
        let unwritten = |e: VaultError| matches!(e, VaultError::Ledger(LedgerError::Unwritten(_)));
        assert!(twice.err().is_some_and(unwritten));
    }
    let permit = site.may_change(site.dossier_scope("record-entry", &laid, 4));
    let remove = Changes {
        remove: vec![laid.entries[1], laid.person.0],
        ..Changes::default()
    };
    let _ = site.vault.change(permit, remove).await.unwrap();
    assert_eq!(
        site.number("SELECT COUNT(*) FROM finding").await,
        0,
        "the index entry went with its record"
    );
    assert_eq!(site.verify(&[]).await.problem, None);
}

#[tokio::test]
async fn a_refusal_is_a_line_of_the_person_concerned() {
    let site = Site::new().await;
    let laid = site.dossier(0).await;
    let verdict = site
        .charters
        .judge::<View>(
            site.dossier_scope("view-dossier", &laid, 1),
            &[coordinator("view", "none")],
        )
        .unwrap();
    let denial = verdict.ruling.err().expect("a stranger is refused");
    site.vault.refuse(denial, None).await.unwrap();
    let (_, line) = site
        .vault
        .ledger()
        .lines_about(laid.person, i64::MAX, 1)
        .await
        .unwrap()
        .remove(0);
    assert!(!line.body.done);
    assert!(!line.body.permitted());
    assert!(!line.body.decided.rules.is_empty());
}

#[tokio::test]
async fn a_checkpoint_signs_the_head_and_the_map_of_people() {
    let site = Site::new().await;
    let _ = site.dossier(2).await;
    let _ = site.dossier(1).await;
    let first = site.checkpoint().await;
    let key = site.keys.signing_key().await.unwrap().verifying_key();
    let head = first.verified(&key).unwrap();
    assert_eq!((first.tip.seq, first.tip.people), (6, 2));
    assert!(
        !first.signed.head.contains("seq") && head.at == 1,
        "what a proof shows of it says nothing of how many lines or people there are"
    );
    let _ = site.dossier(1).await;
    let report = site.verify(std::slice::from_ref(&first)).await;
    assert_eq!(report.problem, None);
    assert_eq!(
        report.checkpoints, 2,
        "the one in the database and the one outside"
    );
    let mut forged = first.clone();
    forged.tip.seq = 5;
    assert!(forged.verified(&key).is_none());
    let mut forged = first;
    forged.signed.head = forged.signed.head.replace("\"at\":1", "\"at\":2");
    assert!(forged.verified(&key).is_none());
}

#[tokio::test]
async fn start_up_leave_is_for_the_program_and_its_own_acts_only() {
    let site = Site::new().await;
    assert!(site.charters.start_up(scope("record-entry")).is_none());
    let mut other = scope("found");
    other.actor.capacity = regie_charter::Capacity::Subject;
    assert!(site.charters.start_up(other).is_none());
}
