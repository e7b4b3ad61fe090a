//! Erasing: a copy of the content made before, with the key store as it is after, gives nothing back; and it ends so however it is cut short.

use crate::support::{CONTROLLER, Laid, Site, fresh_place, open, prepare};
use regie_charter::Scope;
use regie_ledger::LedgerError;
use regie_ledger::db::{Arg, Db, Place};
use regie_ledger::row::{RECORD, RecordRow};
use regie_terms::{Id, KeyId};
use regie_vault::keys::{FileKey, KeyStore};
use regie_vault::{Changes, Draft, Erasing, Vault, VaultError};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

const AT: i64 = 1_790_000_000_000;

/// Erases the first entry of a dossier whose facts are at `version`.
async fn erase(site: &Site, laid: &Laid, version: i64) -> Result<Erasing, VaultError> {
    let changes = Changes {
        remove: vec![laid.entries[0]],
        reason: Some("Om het verzoek.".to_owned()),
        line_key: Some(laid.key),
        ..Changes::default()
    };
    let scope = site.dossier_scope("erase-fact", laid, version);
    let permit = site.may_change(scope);
    let (_, mut erasing) = site.vault.erase(permit, changes, &[laid.key], AT).await?;
    Ok(erasing.remove(0))
}

async fn sweep(site: &Site, vault: &Vault) -> u64 {
    let leave = || site.charters.start_up(site.scope("destroy-key"));
    let swept = vault.destroy_retired(leave, AT + 1).await.unwrap();
    assert_eq!(swept.kept, []);
    swept.destroyed
}

/// The rows of the dossier as they stand in the database.
async fn rows(site: &Site, laid: &Laid) -> Vec<RecordRow> {
    let packed = site
        .vault
        .ledger()
        .db()
        .packed(
            &RECORD,
            "FROM record WHERE dossier = $1 ORDER BY id",
            &[Arg::Bytes(laid.dossier.0.as_bytes())],
        )
        .await
        .unwrap();
    let rows = packed.rows();
    rows.map(|row| RecordRow::read(&row.unwrap()).unwrap())
        .collect()
}

async fn texts(site: &Site, vault: &Vault, laid: &Laid, version: i64) -> Vec<String> {
    let scope = site.dossier_scope("view-dossier", laid, version);
    let receipt = vault.look(site.may_look(scope), None).await.unwrap();
    let mut opened = vault.open(receipt).await.unwrap();
    let mut out: Vec<String> = Vec::new();
    for kind in ["person", "entry"] {
        out.extend(
            opened
                .take::<String>(kind)
                .unwrap()
                .into_iter()
                .map(|t| t.value),
        );
    }
    out
}

/// Every byte of the key store's files.
fn key_files(folder: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("keys.db") {
            all.extend(fs::read(path).unwrap());
        }
    }
    all
}

async fn wrapped(folder: &Path, key: KeyId) -> Vec<u8> {
    let keys = Db::open(&Place::File(folder.join("keys.db")), false)
        .await
        .unwrap();
    let row = keys
        .row(
            "SELECT wrapped FROM data_key WHERE id = $1",
            &[Arg::Bytes(key.0.as_bytes())],
        )
        .await
        .unwrap();
    keys.close().await;
    row.unwrap().bytes(0).unwrap().to_vec()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[tokio::test]
async fn what_was_erased_cannot_be_read_from_a_copy_made_before() {
    let site = Site::new().await;
    let laid = site.dossier(3).await;
    let before = rows(&site, &laid).await;
    let wrapped = wrapped(&site.folder, laid.key).await;
    assert!(holds(&key_files(&site.folder), &wrapped));
    let lines = "SELECT COUNT(*) FROM line WHERE key IS NOT NULL AND seq > 1";
    let under_it = site.number(lines).await;
    assert!(under_it > 3);

    let erasing = erase(&site, &laid, 4).await.unwrap();
    assert_ne!(erasing.old, erasing.fresh);
    // Between the COMMIT and the destroying the key is still there, and is not used any more.
    assert_eq!(site.verify(&[]).await.problem, None);
    assert_eq!(sweep(&site, &site.vault).await, 1);

    // What stays reads as before, each row one version on under the fresh key.
    let left = ["Puk de Wit", "feit 1", "feit 2"];
    assert_eq!(texts(&site, &site.vault, &laid, 5).await, left);
    let after = rows(&site, &laid).await;
    assert_eq!(after.len(), before.len() - 1);
    for row in &after {
        let was = before.iter().find(|b| b.id == row.id).unwrap();
        assert_eq!((row.version, row.key), (was.version + 1, erasing.fresh));
    }
    // Found as before by what is left, and the chain and every row are whole.
    assert_eq!(
        site.vault.found("bsn", "999900006").await.unwrap(),
        [laid.person.0]
    );
    assert_eq!(site.verify(&[]).await.problem, None);
    assert_eq!(site.vault.without_key().await.unwrap(), None);

    // The key is in no file of the key store any more, and not at hand.
    assert!(!holds(&key_files(&site.folder), &wrapped));
    assert!(matches!(
        site.vault.keys().secret(laid.key).await,
        Err(VaultError::Destroyed)
    ));

    // A copy of the content made before, put back under the key store as it is now: every row of it is shut.
    for row in &before {
        site.sql(
            "DELETE FROM record WHERE id = $1",
            &[Arg::Bytes(row.id.as_bytes())],
        )
        .await;
        site.sql(
            "INSERT INTO record (controller, id, kind, version, dossier, person, key, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            &[
                Arg::Int(CONTROLLER.0),
                Arg::Bytes(row.id.as_bytes()),
                Arg::Text(&row.kind),
                Arg::Int(row.version),
                Arg::Bytes(laid.dossier.0.as_bytes()),
                Arg::MaybeBytes(row.person.as_ref().map(|p| p.as_bytes().as_slice())),
                Arg::Bytes(row.key.0.as_bytes()),
                Arg::Bytes(&row.sealed),
            ],
        )
        .await;
    }
    for vault in [site.vault.clone(), open(&site.folder, &site.place).await.0] {
        let scope = site.dossier_scope("view-dossier", &laid, 5);
        let receipt = vault.look(site.may_look(scope), None).await.unwrap();
        assert!(vault.open(receipt).await.is_err());
    }
    let every_key: Vec<KeyId> = {
        let keys = Db::open(&Place::File(site.folder.join("keys.db")), false)
            .await
            .unwrap();
        let rows = keys.rows("SELECT id FROM data_key", &[]).await.unwrap();
        rows.iter()
            .map(|r| KeyId(Id::from_bytes(r.array(0).unwrap())))
            .collect()
    };
    assert!(every_key.contains(&erasing.fresh) && !every_key.contains(&laid.key));
    // And it is told as tampering, not taken for what was there.
    assert!(site.verify(&[]).await.problem.is_some());
}

#[tokio::test]
async fn lines_of_before_keep_their_place_and_lose_what_was_asked() {
    let site = Site::new().await;
    let laid = site.dossier(1).await;
    let _ = erase(&site, &laid, 2).await.unwrap();
    let _ = sweep(&site, &site.vault).await;
    let permit = site.charters.start_up(site.scope("replay")).unwrap();
    let asked = site.vault.change(permit, Changes::default()).await.unwrap();
    let lines = site.vault.ledger().lines_after(0, 100).await.unwrap();
    let mut shut = 0;
    for line in lines.iter().filter(|l| l.dossier == Some(laid.dossier)) {
        let secret = site.vault.line_secret(line, &asked).await;
        match line.act.as_str() {
            // The line of the erasing itself lies under the fresh key: its reason can be read.
            "erase-fact" => {
                let secret = secret.unwrap().unwrap();
                assert_eq!(secret.reason.as_deref(), Some("Om het verzoek."));
            }
            _ => {
                assert!(secret.unwrap().is_none(), "line {}", line.seq);
                shut += 1;
            }
        }
    }
    assert_eq!(shut, 2);
    assert_eq!(site.verify(&[]).await.problem, None);
}

#[tokio::test]
async fn what_comes_in_while_it_is_sealed_anew_goes_under_the_fresh_key_or_not_at_all() {
    let site = Site::new().await;
    let laid = site.dossier(2).await;
    let record = |scope: Scope, key: KeyId| {
        let draft = Draft::new("entry", key, &"op het laatst")
            .unwrap()
            .dossier(laid.dossier.0)
            .person(laid.person.0);
        let changes = Changes {
            add: vec![draft],
            line_key: Some(key),
            ..Changes::default()
        };
        site.vault.change(site.may_change(scope), changes)
    };
    // Judged on the facts of before.
    let old = site.dossier_scope("record-entry", &laid, 3);
    // Judged on no facts at all: the writer keeps it out all the same.
    let mut blind = site.dossier_scope("record-entry", &laid, 3);
    blind.facts.clear();
    let mut looking = site.dossier_scope("view-dossier", &laid, 3);
    looking.facts.clear();
    looking.moves.clear();
    let look = looking.clone();

    let erasing = erase(&site, &laid, 3).await.unwrap();
    for scope in [old.clone(), blind.clone()] {
        assert!(matches!(
            record(scope, laid.key).await,
            Err(VaultError::Ledger(LedgerError::Moved))
        ));
    }
    // No line goes under it either.
    assert!(matches!(
        site.vault.look(site.may_look(look), Some(laid.key)).await,
        Err(VaultError::Ledger(LedgerError::Moved))
    ));
    assert_eq!(sweep(&site, &site.vault).await, 1);
    // Sealed or looked at after the key is gone: it is told that it moved, not that it is lost.
    assert!(matches!(
        record(blind, laid.key).await,
        Err(VaultError::Ledger(LedgerError::Moved))
    ));
    assert!(matches!(
        site.vault
            .look(site.may_look(looking), Some(laid.key))
            .await,
        Err(VaultError::Ledger(LedgerError::Moved))
    ));
    let again = site.dossier_scope("record-entry", &laid, 4);
    let _ = record(again, erasing.fresh).await.unwrap();
    assert_eq!(
        texts(&site, &site.vault, &laid, 5).await,
        ["Puk de Wit", "feit 1", "op het laatst"]
    );
    assert_eq!(site.verify(&[]).await.problem, None);
}

#[tokio::test]
async fn of_two_who_erase_in_one_file_one_comes_first_and_every_key_but_the_last_goes() {
    let site = Site::new().await;
    let laid = site.dossier(3).await;
    let all = Db::open(&Place::File(site.folder.join("keys.db")), false)
        .await
        .unwrap();
    let count = async || {
        let row = all.row("SELECT COUNT(*) FROM data_key", &[]).await.unwrap();
        row.unwrap().int(0).unwrap()
    };
    let keys = count().await;
    let (one, other) = tokio::join!(erase(&site, &laid, 4), erase(&site, &laid, 4));
    let (done, moved) = if one.is_ok() {
        (one, other)
    } else {
        (other, one)
    };
    assert!(matches!(moved, Err(VaultError::Ledger(LedgerError::Moved))));
    let first = done.unwrap();
    let second = Laid {
        key: first.fresh,
        entries: laid.entries[1..].to_vec(),
        ..laid
    };
    let _ = erase(&site, &second, 5).await.unwrap();
    assert_eq!(sweep(&site, &site.vault).await, 2);
    assert_eq!(sweep(&site, &site.vault).await, 0);
    // The fresh key of the one that came too late went at once.
    assert_eq!(count().await, keys);
    assert_eq!(
        texts(&site, &site.vault, &second, 6).await,
        ["Puk de Wit", "feit 2"]
    );
    assert_eq!(site.verify(&[]).await.problem, None);
}

#[tokio::test]
async fn a_key_of_another_dossier_and_one_of_the_whole_are_left_alone() {
    let site = Site::new().await;
    let (laid, other) = (site.dossier(1).await, site.dossier(1).await);
    for key in [other.key, regie_vault::keys::STAFF, KeyId::fresh()] {
        let scope = site.dossier_scope("erase-fact", &laid, 2);
        let erased = site
            .vault
            .erase(
                site.may_change(scope),
                Changes::default(),
                &[laid.key, key],
                AT,
            )
            .await;
        assert!(erased.is_err());
    }
    assert_eq!(sweep(&site, &site.vault).await, 0);
    assert_eq!(texts(&site, &site.vault, &other, 2).await.len(), 2);
    assert_eq!(site.verify(&[]).await.problem, None);
}

/// The key store on PostgreSQL, where the tests run on it.
#[tokio::test]
async fn a_key_goes_from_a_key_store_on_postgresql_too() {
    let dir = tempfile::tempdir().unwrap();
    let place = fresh_place(dir.path()).await;
    let (content, keys_at) = (fresh_place(dir.path()).await, place.clone());
    if matches!(place, Place::File(_)) {
        return;
    }
    let service = FileKey::create(&dir.path().join("controller.key")).unwrap();
    let keys = Db::open(&keys_at, true).await.unwrap();
    KeyStore::prepare(&keys, CONTROLLER, &service)
        .await
        .unwrap();
    let keys = Arc::new(
        KeyStore::open(keys, CONTROLLER, Box::new(service))
            .await
            .unwrap(),
    );
    let db = Db::open(&content, true).await.unwrap();
    regie_ledger::Ledger::prepare(&db, CONTROLLER)
        .await
        .unwrap();
    let ledger = regie_ledger::Ledger::start(db, CONTROLLER, keys.digest_key().await.unwrap())
        .await
        .unwrap();
    let vault = Vault::new(ledger, keys.clone()).await.unwrap();
    let charters = Arc::new(regie_charter::Charters::builtin().unwrap());
    let site = Site::around(vault, keys, charters);
    let permit = site
        .charters
        .founding(site.scope("found"), regie_terms::Charter::Utrecht)
        .unwrap();
    let _ = site.vault.change(permit, Changes::default()).await.unwrap();
    let laid = site.dossier(2).await;
    let _ = erase(&site, &laid, 3).await.unwrap();
    assert_eq!(sweep(&site, &site.vault).await, 1);
    assert!(matches!(
        site.vault.keys().secret(laid.key).await,
        Err(VaultError::Destroyed)
    ));
    assert_eq!(
        texts(&site, &site.vault, &laid, 4).await,
        ["Puk de Wit", "feit 1"]
    );
}

const FOLDER: &str = "REGIE_TEST_ERASE_FOLDER";
const PLACE: &str = "REGIE_TEST_ERASE_PLACE";

/// The one that gets killed: erases, says so, and never comes to destroying the key. A test only in name.
#[tokio::test]
async fn erased_and_no_further() {
    let (Ok(folder), Ok(place)) = (std::env::var(FOLDER), std::env::var(PLACE)) else {
        return;
    };
    let place: Place = place.parse().unwrap();
    let (vault, keys) = open(Path::new(&folder), &place).await;
    let charters = Arc::new(regie_charter::Charters::builtin().unwrap());
    let site = Site::around(vault, keys, charters);
    let laid = site.dossier(2).await;
    let erasing = erase(&site, &laid, 3).await.unwrap();
    println!(
        "\nerased {} {} {} {} {}",
        laid.dossier.0, laid.person.0, erasing.old.0, erasing.fresh.0, laid.entries[1]
    );
    tokio::time::sleep(std::time::Duration::from_secs(60)).await;
}

#[tokio::test]
async fn killed_before_the_key_is_destroyed_the_next_start_destroys_it() {
    let dir = tempfile::tempdir().unwrap();
    let place = fresh_place(dir.path()).await;
    prepare(dir.path(), &place).await;
    let charters = Arc::new(regie_charter::Charters::builtin().unwrap());
    {
        let (vault, keys) = open(dir.path(), &place).await;
        let site = Site::around(vault, keys, charters.clone());
        let permit = site
            .charters
            .founding(site.scope("found"), regie_terms::Charter::Utrecht)
            .unwrap();
        let _ = site.vault.change(permit, Changes::default()).await.unwrap();
        site.vault.close().await;
    }
    let address = match &place {
        Place::File(path) => path.display().to_string(),
        Place::Postgres(url) => url.clone(),
    };
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "erase::erased_and_no_further",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(FOLDER, dir.path())
        .env(PLACE, &address)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while !line.starts_with("erased") {
        line.clear();
        assert_ne!(out.read_line(&mut line).unwrap(), 0, "it stopped by itself");
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let ids: Vec<Id> = line
        .split_whitespace()
        .skip(1)
        .map(|id| id.parse().unwrap())
        .collect();

    let (vault, keys) = open(dir.path(), &place).await;
    let site = Site::around(vault.clone(), keys.clone(), charters);
    let old = KeyId(ids[2]);
    assert!(keys.secret(old).await.is_ok(), "it was killed in time");
    assert_eq!(sweep(&site, &vault).await, 1);
    assert!(matches!(keys.secret(old).await, Err(VaultError::Destroyed)));
    let laid = Laid {
        dossier: regie_terms::DossierId(ids[0]),
        person: regie_terms::PersonId(ids[1]),
        key: KeyId(ids[3]),
        entries: vec![ids[4]],
    };
    assert_eq!(
        texts(&site, &vault, &laid, 4).await,
        ["Puk de Wit", "feit 1"]
    );
    assert_eq!(site.verify(&[]).await.problem, None);
    assert_eq!(sweep(&site, &vault).await, 0);
}
