//! A row changed, removed, added, swapped or put back, in every table but sessions, is found; and so is a chain cut short.

use crate::support::Site;
use regie_ledger::db::Arg;
use regie_ledger::verify::Problem;

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
    let columns: [(&str, &str); 9] = [
        ("at", "at + 1"),
        ("request", "account"),
        ("act", "'view-nothing'"),
        ("dossier", "request"),
        ("account", "request"),
        ("body", "request"),
        ("sealed", "request"),
        ("persons", "request"),
        ("hash", "delta"),
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

#[tokio::test]
async fn a_chain_cut_short_is_found_by_its_head_and_with_the_head_mended_by_the_last_checkpoint() {
    let site = laid().await;
    let kept = site.checkpoint().await;
    let last = site.number("SELECT seq FROM chain").await;
    site.sql("DELETE FROM line WHERE seq = $1", &[Arg::Int(last)])
        .await;
    assert_eq!(problem(&site).await.table, "chain");
    // Somebody who knows the format removes every trace of the last two lines.
    let cut = last - 1;
    site.sql("DELETE FROM line WHERE seq = $1", &[Arg::Int(cut)])
        .await;
    site.sql("DELETE FROM concern WHERE seq >= $1", &[Arg::Int(cut)])
        .await;
    site.sql("DELETE FROM record WHERE kind = 'checkpoint'", &[])
        .await;
    site.sql(
        "DELETE FROM record WHERE id = (SELECT id FROM record WHERE kind = 'entry' ORDER BY id DESC LIMIT 1)",
        &[],
    )
    .await;
    site.sql(
        "UPDATE facts SET version = version - 1 WHERE thing = (SELECT dossier FROM record WHERE id = (SELECT id FROM record ORDER BY id DESC LIMIT 1))",
        &[],
    )
    .await;
    site.sql(
        "UPDATE chain SET seq = seq - 2, hash = (SELECT hash FROM line WHERE seq = $1)",
        &[Arg::Int(cut - 1)],
    )
    .await;
    let found = site
        .verify(&[kept])
        .await
        .problem
        .expect("the checkpoint outside knows better");
    assert_eq!(found.line, Some(cut), "{}", found.what);
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
            "INSERT INTO concern (controller, person, count, seq) SELECT controller, person, 99, 2 FROM concern WHERE seq = 2",
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
