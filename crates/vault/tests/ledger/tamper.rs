//! A row changed, removed, added, swapped or put back, in every table but sessions, is found; and so is a chain cut short.

use crate::support::Site;
use regie_ledger::db::{Arg, Db, Place};
use regie_ledger::verify::Problem;
use regie_terms::{AccountId, Id};
use regie_vault::around::Around;
use regie_vault::open::Where;
use regie_vault::{Changes, Draft, Scratch, VaultError};

async fn laid() -> Site {
    let site = Site::new().await;
    let _ = site.dossier(3).await;
    let _ = site.dossier(2).await;
    site
}

async fn problem(site: &Site) -> Problem {
    site.verify(&[]).await.problem.expect("it is found")
}

/// Every table of the content database is in the list of those tampered with here, or is `session`.
#[tokio::test]
async fn every_table_is_tried() {
    let site = Site::new().await;
    let sql = if site.vault.ledger().db().kind() == "sqlite" {
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    } else {
        "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' ORDER BY table_name"
    };
    let rows = site.vault.ledger().db().rows(sql, &[]).await.unwrap();
    let names: Vec<String> = rows.iter().map(|r| r.text(0).unwrap().to_owned()).collect();
    assert_eq!(
        names,
        [
            "chain",
            "concern",
            "facts",
            "finding",
            "line",
            "record",
            "schema_content",
            "session"
        ]
    );
}

#[tokio::test]
async fn a_line_changed_in_any_column_is_named() {
    let columns: [(&str, &str); 12] = [
        ("at", "at + 1"),
        ("request", "account"),
        ("act", "'view-nothing'"),
        ("dossier", "request"),
        ("account", "request"),
        ("body", "request"),
        ("sealed", "request"),
        ("persons", "request"),
        ("hash", "delta"),
        ("key", "request"),
        ("written", "request"),
        ("delta", "hash"),
    ];
    let site = laid().await;
    for (column, value) in columns {
        let keep = site
            .vault
            .ledger()
            .db()
            .row(&format!("SELECT {column} FROM line WHERE seq = 4"), &[])
            .await
            .unwrap()
            .unwrap();
        site.sql(
            &format!("UPDATE line SET {column} = {value} WHERE seq = 4"),
            &[],
        )
        .await;
        let found = problem(&site).await;
        assert_eq!(
            (found.line, found.table),
            (Some(4), "line"),
            "{column}: {}",
            found.what
        );
        let back = match column {
            "at" => Arg::Int(keep.int(0).unwrap()),
            "act" => Arg::Text(keep.text(0).unwrap()),
            _ => Arg::Bytes(keep.bytes(0).unwrap()),
        };
        site.sql(
            &format!("UPDATE line SET {column} = $1 WHERE seq = 4"),
            &[back],
        )
        .await;
        assert_eq!(site.verify(&[]).await.problem, None, "{column} put back");
    }
}

#[tokio::test]
async fn a_line_removed_from_the_middle_or_swapped_is_named() {
    let site = laid().await;
    site.sql("UPDATE line SET seq = -1 WHERE seq = 3", &[])
        .await;
    site.sql("UPDATE line SET seq = 3 WHERE seq = 4", &[]).await;
    site.sql("UPDATE line SET seq = 4 WHERE seq = -1", &[])
        .await;
    assert_eq!(problem(&site).await.line, Some(3));
    let site = laid().await;
    site.sql("DELETE FROM line WHERE seq = 5", &[]).await;
    assert_eq!(problem(&site).await.line, Some(5));
}

/// Takes away every trace of what came after line `end`: somebody who knows the format.
async fn cut(site: &Site, end: i64, dossier: &[u8]) {
    let (end, dossier) = (&[Arg::Int(end)], &[Arg::Bytes(dossier)]);
    site.sql("DELETE FROM line WHERE seq > $1", end).await;
    site.sql("DELETE FROM concern WHERE seq > $1", end).await;
    site.sql("DELETE FROM record WHERE kind = 'checkpoint'", &[])
        .await;
    site.sql(
        "DELETE FROM finding WHERE record IN (SELECT id FROM record WHERE dossier = $1)",
        dossier,
    )
    .await;
    site.sql("DELETE FROM record WHERE dossier = $1", dossier)
        .await;
    site.sql("DELETE FROM facts WHERE thing = $1", dossier)
        .await;
}

#[tokio::test]
async fn a_chain_cut_short_is_found_by_its_head() {
    let site = laid().await;
    let end = site.number("SELECT seq FROM chain").await;
    let more = site.dossier(0).await;
    site.sql("DELETE FROM line WHERE seq > $1", &[Arg::Int(end)])
        .await;
    assert_eq!(problem(&site).await.table, "chain");
    cut(&site, end, more.dossier.0.as_bytes()).await;
    // The head mended as well as anybody can without the key.
    site.sql(
        "UPDATE chain SET seq = $1, hash = (SELECT hash FROM line WHERE seq = $1)",
        &[Arg::Int(end)],
    )
    .await;
    let found = problem(&site).await;
    assert_eq!((found.line, found.table), (Some(end), "chain"));
    // Nothing is written on top of it either: that would vouch for it.
    let permit = site.charters.start_up(site.scope("logout")).unwrap();
    let written = site.vault.change(permit, Changes::default()).await;
    assert!(written.is_err());
    assert_eq!(site.number("SELECT seq FROM chain").await, end);
}

#[tokio::test]
async fn a_database_put_back_to_an_earlier_day_is_found_by_the_last_checkpoint() {
    let site = laid().await;
    let end = site.number("SELECT seq FROM chain").await;
    let head = site
        .vault
        .ledger()
        .db()
        .row("SELECT hash, mac FROM chain", &[])
        .await
        .unwrap()
        .unwrap();
    let more = site.dossier(0).await;
    let kept = site.checkpoint().await;
    cut(&site, end, more.dossier.0.as_bytes()).await;
    site.sql(
        "UPDATE chain SET seq = $1, hash = $2, mac = $3",
        &[
            Arg::Int(end),
            Arg::Bytes(head.bytes(0).unwrap()),
            Arg::Bytes(head.bytes(1).unwrap()),
        ],
    )
    .await;
    assert_eq!(site.verify(&[]).await.problem, None, "as it was that day");
    let found = site.verify(&[kept]).await.problem.expect("it knows better");
    assert_eq!(found.line, Some(end + 1), "{}", found.what);
}

#[tokio::test]
async fn a_record_whose_key_is_gone_is_found() {
    let site = laid().await;
    assert_eq!(site.vault.without_key().await.unwrap(), None);
    let more = site.dossier(1).await;
    let keys = Db::open(&Place::File(site.folder.join("keys.db")), false)
        .await
        .unwrap();
    keys.execute(
        "DELETE FROM data_key WHERE id = $1",
        &[Arg::Bytes(more.key.0.as_bytes())],
    )
    .await
    .unwrap();
    let found = site.vault.without_key().await.unwrap();
    assert!(found == Some(more.person.0) || found == Some(more.entries[0]));
}

#[tokio::test]
async fn an_appointment_without_its_seal_gives_nothing() {
    let site = laid().await;
    let more = site.dossier(0).await;
    let me = Id::fresh();
    site.sql(
        "INSERT INTO record (controller, id, kind, version, dossier, account, key, sealed) \
         SELECT controller, request, 'coordination', 1, $1, $2, $3, body FROM line WHERE seq = 2",
        &[
            Arg::Bytes(more.dossier.0.as_bytes()),
            Arg::Bytes(me.as_bytes()),
            Arg::Bytes(more.key.0.as_bytes()),
        ],
    )
    .await;
    let around = Around {
        kinds: &["coordination", "person"],
        appointed: ["coordination", "substitution"],
        absence: "absence",
        accounts: "account",
        own: ["glass", "involvement"],
        account: me,
        today: 0,
    };
    let found = site.vault.around(more.dossier, &around).await;
    assert!(matches!(found, Err(VaultError::Damaged)));
    let found = site
        .vault
        .vouched(Where::Account(me), &["coordination"])
        .await;
    assert!(matches!(found, Err(VaultError::Damaged)));
}

#[tokio::test]
async fn a_session_of_another_account_or_a_longer_one_does_not_open() {
    let site = Site::new().await;
    let thing = Scratch {
        account: Some(AccountId::fresh()),
        at: 1,
        until: 1000,
        value: "who",
    };
    for change in ["account = token", "until = 5000", "at = 900"] {
        site.vault
            .keep_scratch("session", "token", &thing)
            .await
            .unwrap();
        let opened = site.vault.scratch::<String>("session", "token", 10).await;
        assert!(opened.unwrap().is_some());
        site.sql(
            &format!("UPDATE session SET {change} WHERE kind = 'session'"),
            &[],
        )
        .await;
        let opened = site.vault.scratch::<String>("session", "token", 10).await;
        assert!(opened.is_err(), "{change}");
    }
}

#[tokio::test]
async fn leave_for_one_dossier_writes_nothing_in_another() {
    let site = Site::new().await;
    let one = site.dossier(0).await;
    let other = site.dossier(0).await;
    let draft = Draft::new("entry", other.key, &"elsewhere").unwrap();
    let changes = Changes {
        add: vec![draft.dossier(other.dossier.0).person(other.person.0)],
        ..Changes::default()
    };
    let scope = site.dossier_scope("record-entry", &one, 1);
    let written = site.vault.change(site.may_change(scope), changes).await;
    assert!(matches!(written, Err(VaultError::OutOfScope)));
    // Nor does a record of somebody's file come out by its id, or anything without a dossier to judge about.
    let id = regie_terms::Id::fresh();
    let draft = Draft::new("entry", one.key, &"theirs").unwrap().id(id);
    let changes = Changes {
        add: vec![draft.dossier(one.dossier.0).person(one.person.0)],
        ..Changes::default()
    };
    let scope = site.dossier_scope("record-entry", &one, 1);
    let _ = site
        .vault
        .change(site.may_change(scope), changes)
        .await
        .unwrap();
    let read = site.vault.facts_of(vec![id], &["entry"]).await.err();
    assert!(matches!(read, Some(VaultError::OutOfScope)));
    let nowhere = site.may_change(site.scope("record-entry"));
    let read = site
        .vault
        .facts_for_judgement(&nowhere, &["entry"])
        .await
        .err();
    assert!(matches!(read, Some(VaultError::OutOfScope)));
    assert_eq!(site.verify(&[]).await.lines, 4);
}

#[tokio::test]
async fn a_record_changed_removed_added_swapped_or_put_back_is_found() {
    let site = laid().await;
    let second = site.number("SELECT COUNT(*) FROM record").await;
    assert_eq!(second, 7);
    // Changed, in each plain column.
    for (column, value) in [
        ("due", "1"),
        ("version", "7"),
        ("kind", "'note'"),
        ("account", "id"),
        ("person", "id"),
        ("of_record", "id"),
    ] {
        let site = laid().await;
        site.sql(
            &format!("UPDATE record SET {column} = {value} WHERE id = (SELECT id FROM record WHERE kind = 'entry' ORDER BY id LIMIT 1)"),
            &[],
        )
        .await;
        let found = problem(&site).await;
        assert_eq!((found.line, found.table), (Some(3), "record"), "{column}");
    }
    // Removed.
    let site = laid().await;
    site.sql(
        "DELETE FROM record WHERE id = (SELECT id FROM record WHERE kind = 'entry' ORDER BY id LIMIT 1)",
        &[],
    )
    .await;
    assert_eq!(problem(&site).await.line, Some(3));
    // Added.
    let site = laid().await;
    site.sql(
        "INSERT INTO record (controller, id, kind, version, key, sealed) SELECT controller, request, 'note', 1, request, body \
         FROM line WHERE seq = 2",
        &[],
    )
    .await;
    let found = problem(&site).await;
    assert_eq!((found.line, found.table), (None, "record"));
    // Two rows swapped.
    let site = laid().await;
    let a = "(SELECT id FROM record WHERE kind = 'entry' ORDER BY id LIMIT 1)";
    let b = "(SELECT id FROM record WHERE kind = 'entry' ORDER BY id DESC LIMIT 1)";
    let row = site
        .vault
        .ledger()
        .db()
        .row(&format!("SELECT sealed FROM record WHERE id = {a}"), &[])
        .await
        .unwrap()
        .unwrap();
    site.sql(
        &format!(
            "UPDATE record SET sealed = (SELECT sealed FROM record WHERE id = {b}) WHERE id = {a}"
        ),
        &[],
    )
    .await;
    site.sql(
        &format!("UPDATE record SET sealed = $1 WHERE id = {b}"),
        &[Arg::Bytes(row.bytes(0).unwrap())],
    )
    .await;
    assert_eq!(problem(&site).await.line, Some(3));
    // Put back to an earlier version: the person's record is replaced, then its old row restored.
    let site = Site::new().await;
    let laid = site.dossier(1).await;
    let old = site
        .vault
        .ledger()
        .db()
        .row(
            "SELECT sealed, version FROM record WHERE kind = 'entry'",
            &[],
        )
        .await
        .unwrap()
        .unwrap();
    let permit = site.may_change(site.dossier_scope("record-entry", &laid, 2));
    let draft = regie_vault::Draft::new("entry", laid.key, &"nieuw").unwrap();
    let draft = draft
        .id(laid.entries[0])
        .dossier(laid.dossier.0)
        .person(laid.person.0)
        .version(2);
    let changes = regie_vault::Changes {
        replace: vec![draft],
        ..Default::default()
    };
    let _ = site.vault.change(permit, changes).await.unwrap();
    assert_eq!(site.verify(&[]).await.problem, None);
    site.sql(
        "UPDATE record SET sealed = $1, version = $2 WHERE kind = 'entry'",
        &[
            Arg::Bytes(old.bytes(0).unwrap()),
            Arg::Int(old.int(1).unwrap()),
        ],
    )
    .await;
    assert_eq!(
        problem(&site).await.line,
        Some(4),
        "the line that wrote the newer version"
    );
}

#[tokio::test]
async fn the_small_tables_are_watched_too() {
    for (sql, table) in [
        ("UPDATE concern SET seq = 2 WHERE seq = 4", "concern"),
        ("DELETE FROM concern WHERE seq = 4", "concern"),
        (
            "UPDATE concern SET link = (SELECT hash FROM line WHERE seq = 4) WHERE seq = 4",
            "concern",
        ),
        (
            "INSERT INTO concern (controller, person, count, seq, link) SELECT controller, person, 99, 2, link FROM concern WHERE seq = 2",
            "concern",
        ),
        ("UPDATE facts SET version = version + 1", "facts"),
        ("UPDATE finding SET record = tag", "finding"),
        ("UPDATE chain SET seq = seq + 1", "chain"),
        (
            "UPDATE chain SET hash = (SELECT delta FROM line WHERE seq = 1)",
            "chain",
        ),
        ("DELETE FROM chain", "chain"),
        (
            "INSERT INTO schema_content (version) VALUES (99)",
            "schema_content",
        ),
        ("DELETE FROM schema_content", "schema_content"),
    ] {
        let site = laid().await;
        if table == "finding" {
            // An index entry that finds somebody else.
            site.sql("UPDATE finding SET record = (SELECT id FROM record ORDER BY id DESC LIMIT 1) WHERE record = (SELECT record FROM finding ORDER BY record LIMIT 1)", &[])
                .await;
        } else {
            site.sql(sql, &[]).await;
        }
        assert_eq!(problem(&site).await.table, table, "{sql}");
    }
    for table in ["facts", "finding"] {
        let site = laid().await;
        site.sql(&format!("DELETE FROM {table}"), &[]).await;
        assert!(site.verify(&[]).await.problem.is_some(), "{table} emptied");
    }
}

#[tokio::test]
async fn a_data_key_swapped_with_another_is_found() {
    let site = laid().await;
    assert!(site.keys.verify().await.unwrap() >= 7);
    let keys = regie_ledger::db::Db::open(
        &regie_ledger::db::Place::File(site.folder.join("keys.db")),
        false,
    )
    .await
    .unwrap();
    keys.execute("UPDATE data_key SET wrapped = (SELECT wrapped FROM data_key WHERE id = (SELECT id FROM data_key ORDER BY id LIMIT 1))", &[])
        .await
        .unwrap();
    assert!(site.keys.verify().await.is_err());
}
