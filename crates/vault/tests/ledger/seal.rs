//! What is sealed stays sealed: in the wrong place, under the wrong key, after its key is gone, and in every file on disk.

use crate::support::{Site, prepare};
use regie_ledger::db::{Arg, Db, Place};
use regie_vault::keys::{FileKey, KeyStore};
use regie_vault::{Scratch, VaultError};
use std::fs;
use std::os::unix::fs::PermissionsExt;

#[tokio::test]
async fn a_sealed_part_does_not_open_in_another_place() {
    let site = Site::new().await;
    let laid = site.dossier(2).await;
    site.sql(
        "UPDATE record SET sealed = (SELECT sealed FROM record WHERE id = $1) WHERE id = $2",
        &[
            Arg::Bytes(laid.entries[0].as_bytes()),
            Arg::Bytes(laid.entries[1].as_bytes()),
        ],
    )
    .await;
    let receipt = site
        .vault
        .look(
            site.may_look(site.dossier_scope("view-dossier", &laid, 3)),
            None,
        )
        .await
        .unwrap();
    assert!(matches!(
        site.vault.open(receipt).await,
        Err(VaultError::Damaged)
    ));
}

#[tokio::test]
async fn without_its_key_nothing_opens_and_the_chain_still_verifies() {
    let site = Site::new().await;
    let laid = site.dossier(2).await;
    let keys = Db::open(&Place::File(site.folder.join("keys.db")), false)
        .await
        .unwrap();
    let gone = keys
        .execute(
            "DELETE FROM data_key WHERE id = $1",
            &[Arg::Bytes(laid.key.0.as_bytes())],
        )
        .await
        .unwrap();
    assert_eq!(gone, 1);
    let (vault, _) = crate::support::open(&site.folder, &site.place).await;
    let receipt = vault
        .look(
            site.may_look(site.dossier_scope("view-dossier", &laid, 3)),
            Some(laid.key),
        )
        .await
        .unwrap();
    assert!(matches!(
        vault.open(receipt).await,
        Err(VaultError::Destroyed)
    ));
    assert_eq!(site.verify(&[]).await.problem, None);
}

#[tokio::test]
async fn another_controller_key_is_told_at_start() {
    let site = Site::new().await;
    let other = tempfile::tempdir().unwrap();
    let service = FileKey::create(&other.path().join("controller.key")).unwrap();
    let keys = Db::open(&Place::File(site.folder.join("keys.db")), false)
        .await
        .unwrap();
    let opened = KeyStore::open(keys, crate::support::CONTROLLER, Box::new(service)).await;
    assert!(matches!(opened, Err(VaultError::WrongKey)));
}

#[test]
fn a_key_file_is_made_once_for_its_owner_and_refused_when_others_can_read_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("controller.key");
    FileKey::create(&file).unwrap();
    assert_eq!(
        fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let before = fs::read(&file).unwrap();
    assert!(matches!(
        FileKey::create(&file),
        Err(VaultError::KeyFile(_))
    ));
    assert_eq!(fs::read(&file).unwrap(), before);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    assert!(matches!(FileKey::read(&file), Err(VaultError::KeyFile(_))));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    fs::write(&file, "no key").unwrap();
    assert!(matches!(FileKey::read(&file), Err(VaultError::KeyFile(_))));
}

#[tokio::test]
async fn no_name_and_no_number_stands_in_any_file_on_disk() {
    let site = Site::new().await;
    let _ = site.dossier(3).await;
    let scratch = Scratch {
        account: None,
        at: 0,
        until: i64::MAX,
        value: "Puk de Wit belde".to_owned(),
    };
    site.vault
        .keep_scratch("draft", "een concept", &scratch)
        .await
        .unwrap();
    let mut searched = 0;
    let mut files: Vec<Vec<u8>> = fs::read_dir(&site.folder)
        .unwrap()
        .map(|f| fs::read(f.unwrap().path()).unwrap())
        .collect();
    if matches!(site.place, Place::Postgres(_)) {
        let db = site.vault.ledger().db();
        for (table, column) in [
            ("record", "sealed"),
            ("line", "body"),
            ("line", "sealed"),
            ("session", "body"),
            ("finding", "tag"),
        ] {
            for row in db
                .rows(
                    &format!("SELECT {column} FROM {table} WHERE {column} IS NOT NULL"),
                    &[],
                )
                .await
                .unwrap()
            {
                files.push(row.bytes(0).unwrap().to_vec());
            }
        }
    }
    for bytes in files {
        searched += bytes.len();
        for secret in ["Puk", "de Wit", "999900006", "feit 1", "een concept"] {
            let found = bytes.windows(secret.len()).any(|w| w == secret.as_bytes());
            assert!(!found, "{secret}");
        }
    }
    assert!(
        searched > 10_000,
        "the search saw the database: {searched} bytes"
    );
}

#[tokio::test]
async fn a_draft_is_found_by_its_token_until_it_ends() {
    let site = Site::new().await;
    let keep = |value: &str| Scratch {
        account: None,
        at: 5,
        until: 10,
        value: value.to_owned(),
    };
    site.vault
        .keep_scratch("draft", "a", &keep("een"))
        .await
        .unwrap();
    site.vault
        .keep_scratch("draft", "a", &keep("twee"))
        .await
        .unwrap();
    let read = |token: &'static str, now| {
        let vault = site.vault.clone();
        async move {
            vault
                .scratch::<String>("draft", token, now)
                .await
                .unwrap()
                .map(|s| s.value)
        }
    };
    assert_eq!(read("a", 9).await.as_deref(), Some("twee"));
    assert_eq!(read("a", 10).await, None);
    assert_eq!(read("b", 0).await, None);
    assert_eq!(site.vault.sweep_scratch(10).await.unwrap(), 1);
    assert_eq!(read("a", 0).await, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_taken_away_meanwhile_does_not_come_back_and_no_count_is_lost() {
    let site = Site::new().await;
    let vault = &site.vault;
    let thing = |value: i64| Scratch {
        account: None,
        at: 5,
        until: 10,
        value,
    };
    vault.keep_scratch("draft", "a", &thing(1)).await.unwrap();
    // Between reading and writing, somebody takes it away.
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let touched = vault
        .change_scratch("draft", "a", 6, |found: Option<Scratch<i64>>| {
            if asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0 {
                tokio::task::block_in_place(|| {
                    let away = vault.drop_scratch("draft", "a");
                    assert!(tokio::runtime::Handle::current().block_on(away).unwrap());
                });
            }
            let there = found.is_some();
            (found, there)
        })
        .await
        .unwrap();
    assert!(!touched, "asked again, it was not there any more");
    assert!(
        vault
            .scratch::<i64>("draft", "a", 6)
            .await
            .unwrap()
            .is_none()
    );
    let more: Vec<_> = (0..20)
        .map(|_| {
            let vault = vault.clone();
            tokio::spawn(async move {
                vault
                    .change_scratch("count", "a", 6, |found: Option<Scratch<i64>>| {
                        let value = found.map_or(0, |found| found.value) + 1;
                        (Some(thing(value)), value)
                    })
                    .await
                    .unwrap()
            })
        })
        .collect();
    let mut said = Vec::new();
    for one in more {
        said.push(one.await.unwrap());
    }
    said.sort_unstable();
    assert_eq!(said, (1..=20).collect::<Vec<i64>>());
    // What has ended counts as not there, and is written over.
    let anew = vault
        .change_scratch("count", "a", 10, |found: Option<Scratch<i64>>| {
            (Some(thing(7)), found.is_none())
        })
        .await
        .unwrap();
    assert!(anew);
}

#[tokio::test]
async fn preparing_twice_changes_nothing() {
    let site = Site::new().await;
    let laid = site.dossier(1).await;
    let content = Db::open(&site.place, true).await.unwrap();
    regie_ledger::Ledger::prepare(&content, crate::support::CONTROLLER)
        .await
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let place = crate::support::fresh_place(folder.path()).await;
    prepare(folder.path(), &place).await;
    let receipt = site
        .vault
        .look(
            site.may_look(site.dossier_scope("view-dossier", &laid, 2)),
            None,
        )
        .await
        .unwrap();
    assert!(site.vault.open(receipt).await.is_ok());
}
