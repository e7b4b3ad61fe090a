//! `regie seed`, `regie ledger verify` and `checkpoint`.

use crate::support::{Place, stderr, stdout};

#[test]
fn a_seeded_place_verifies_and_its_checkpoint_holds_later_lines_too() {
    let place = Place::new();
    assert!(place.init().status.success());
    let seeded = place.run(&["seed", "--dossiers", "20"], &[]);
    assert!(seeded.status.success(), "{}", stderr(&seeded));
    // Nobody gets a password that others know, unless it is asked for.
    assert!(stdout(&seeded).contains("Nobody can log in as the synthetic staff"));
    assert!(!stdout(&seeded).contains("zeven groene fietsen"));
    let file = place.path().join("outside.json").display().to_string();
    assert!(
        place
            .run(&["ledger", "checkpoint"], &["--export", &file])
            .status
            .success()
    );
    let verified = place.run(&["ledger", "verify"], &["--checkpoint", &file, "--json"]);
    assert!(verified.status.success(), "{}", stderr(&verified));
    let report: serde_json::Value = serde_json::from_str(&stdout(&verified)).unwrap();
    assert_eq!(report["problem"], serde_json::Value::Null);
    // In the database, beside the key store, and outside.
    assert_eq!(report["checkpoints"], 3);
    assert!(report["lines"].as_i64().unwrap() >= 22);
}

#[test]
fn the_same_seed_gives_the_same_number_of_rows() {
    let rows = |seed: &str| {
        let place = Place::new();
        assert!(place.init().status.success());
        assert!(
            place
                .run(&["seed", "--dossiers", "15", "--seed", seed], &[])
                .status
                .success()
        );
        let verified = place.run(&["ledger", "verify", "--json"], &[]);
        let report: serde_json::Value = serde_json::from_str(&stdout(&verified)).unwrap();
        report["rows"].as_i64().unwrap()
    };
    assert_eq!(rows("7"), rows("7"));
    assert_ne!(rows("7"), rows("8"));
}

/// Does something to the content that no program of ours would.
pub fn harm(place: &Place, sql: &str) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let at = match &place.database {
            Some(url) => url.parse().unwrap(),
            None => regie_ledger::db::Place::File(place.path().join("content.db")),
        };
        let db = regie_ledger::db::Db::open(&at, false).await.unwrap();
        db.execute(sql, &[]).await.unwrap();
        db.close().await;
    });
}

#[test]
fn a_changed_row_is_exit_1_with_the_first_line_that_is_not_intact() {
    let place = Place::new();
    assert!(place.init().status.success());
    assert!(
        place
            .run(&["seed", "--dossiers", "3"], &[])
            .status
            .success()
    );
    harm(&place, "UPDATE line SET at = at + 1 WHERE seq = 3");
    let verified = place.run(&["ledger", "verify"], &[]);
    assert_eq!(verified.status.code(), Some(1));
    assert!(
        stdout(&verified).starts_with("line 3 is not intact"),
        "{}",
        stdout(&verified)
    );
}

#[test]
fn a_chain_without_its_head_is_exit_1_and_not_taken_for_an_empty_place() {
    let place = Place::new();
    assert!(place.init().status.success());
    harm(&place, "DELETE FROM chain");
    let verified = place.run(&["ledger", "verify"], &[]);
    assert_eq!(verified.status.code(), Some(1));
    assert!(
        stderr(&verified).contains("table chain"),
        "{}",
        stderr(&verified)
    );
}
