//! Replacing the controller's key: a key store of before opens with nothing that is left, and it ends so however it is cut short. The shares that
//! put it back stay good.

use crate::support::{CONTROLLER, Laid, Site, fresh_place, open};
use regie_ledger::db::{Arg, Db, Place};
use regie_terms::KeyId;
use regie_vault::keys::escrow::{self, Share};
use regie_vault::keys::{DIGEST, FileKey, Generation, KeyService, KeyStore, Rotated, Secret};
use regie_vault::{Vault, VaultError};
use std::collections::HashSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

async fn rotate(site: &Site) -> Rotated {
    let leave = || site.charters.start_up(site.scope("rotate-keys"));
    site.vault.rotate(leave).await.unwrap()
}

/// A key store of its own, with a database of keys and a controller's key.
async fn store(keys: &Place, controller: &Path) -> Result<KeyStore, VaultError> {
    let db = Db::open(keys, false).await.unwrap();
    let service = FileKey::read(controller).unwrap();
    KeyStore::open(db, CONTROLLER, Box::new(service)).await
}

/// A key store without content, in a folder with its controller's key; on PostgreSQL where the tests are.
async fn alone(folder: &Path) -> Place {
    let at = fresh_place(folder).await;
    let service = FileKey::create(&folder.join("controller.key")).unwrap();
    let db = Db::open(&at, true).await.unwrap();
    KeyStore::prepare(&db, CONTROLLER, &service).await.unwrap();
    db.close().await;
    at
}

/// A whole copy of the key store, as a backup is one.
async fn copy_of_keys(site: &Site, to: &Path) {
    let db = Db::open(&Place::File(site.folder.join("keys.db")), false)
        .await
        .unwrap();
    db.scrub_keys().await.unwrap();
    db.close().await;
    fs::copy(site.folder.join("keys.db"), to).unwrap();
}

async fn reads(site: &Site, vault: &Vault, laid: &Laid) -> bool {
    let scope = site.dossier_scope("view-dossier", laid, 3);
    let receipt = vault.look(site.may_look(scope), None).await.unwrap();
    let opened = vault.open(receipt).await;
    opened.is_ok_and(|mut opened| opened.take::<String>("entry").unwrap().len() == 2)
}

fn names(folder: &Path) -> HashSet<String> {
    let files = fs::read_dir(folder).unwrap();
    let names = files.map(|f| f.unwrap().file_name().into_string().unwrap());
    names
        .filter(|name| name.starts_with("controller"))
        .collect()
}

#[tokio::test]
async fn a_key_store_of_before_opens_with_nothing_that_is_left() {
    let site = Site::new().await;
    let laid = site.dossier(2).await;
    let before = site.folder.join("before.db");
    copy_of_keys(&site, &before).await;
    let old = fs::read(site.folder.join("controller.key")).unwrap();
    let length = site.vault.ledger().length().await.unwrap();

    assert_eq!(rotate(&site).await, Rotated::Done(5));
    assert_eq!(site.vault.ledger().length().await.unwrap(), length + 1);
    assert_eq!(
        site.number("SELECT COUNT(*) FROM line WHERE act = 'rotate-keys'")
            .await,
        1
    );
    // Nothing of the old key is in the folder any more, under any name.
    for name in names(&site.folder) {
        assert_ne!(fs::read(site.folder.join(&name)).unwrap(), old, "{name}");
    }
    assert_eq!(
        names(&site.folder),
        HashSet::from([
            "controller.key".to_owned(),
            "controller.key.lock".to_owned()
        ])
    );

    // The program goes on, and so does one that starts now.
    assert!(reads(&site, &site.vault, &laid).await);
    let made = site.keys.make(2, 0).await.unwrap();
    let (vault, keys) = open(&site.folder, &site.place).await;
    assert!(reads(&site, &vault, &laid).await);
    assert_eq!(keys.verify().await.unwrap(), 5 + 1 + 2);
    assert!(made.iter().all(|key| *key != laid.key));

    // With the copy of before, the key that is left opens nothing; that it is a good copy the old key shows.
    let new = site.folder.join("controller.key");
    assert!(matches!(
        store(&Place::File(before.clone()), &new).await,
        Err(VaultError::WrongKey)
    ));
    let kept = site.folder.join("kept.key");
    fs::write(&kept, &old).unwrap();
    fs::set_permissions(&kept, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let copy = store(&Place::File(before), &kept).await.unwrap();
    assert_eq!(copy.verify().await.unwrap(), 6);
    copy.close().await;
}

#[tokio::test]
async fn without_leave_for_it_nothing_is_replaced() {
    let site = Site::new().await;
    let old = fs::read(site.folder.join("controller.key")).unwrap();
    let leave = || site.charters.start_up(site.scope("checkpoint"));
    let refused = site.vault.rotate(leave).await;
    assert!(matches!(refused, Err(VaultError::OutOfScope)));
    assert_eq!(fs::read(site.folder.join("controller.key")).unwrap(), old);
}

#[tokio::test]
async fn another_program_makes_and_reads_keys_while_it_is_replaced() {
    let dir = tempfile::tempdir().unwrap();
    let at = alone(dir.path()).await;
    let path = dir.path().join("controller.key");
    let (here, there) = (
        store(&at, &path).await.unwrap(),
        store(&at, &path).await.unwrap(),
    );
    let before = here.make(3000, 0).await.unwrap();
    let making = async {
        let mut made = Vec::new();
        for old in before.iter().take(60) {
            made.extend(there.make(3, 1).await.unwrap());
            assert!(there.secret(*old).await.is_ok());
            tokio::task::yield_now().await;
        }
        made
    };
    let turning = async {
        for _ in 0..3 {
            assert!(matches!(here.rotate().await, Ok(Rotated::Done(_))));
        }
    };
    let (made, ()) = tokio::join!(making, turning);
    let fresh = store(&at, &path).await.unwrap();
    assert_eq!(fresh.verify().await.unwrap(), 5 + 3000 + 180);
    for key in made {
        assert!(fresh.secret(key).await.is_ok());
    }
}

#[tokio::test]
async fn only_one_program_replaces_it_at_a_time() {
    let site = Site::new().await;
    let service = FileKey::read(&site.folder.join("controller.key")).unwrap();
    let turn = service.turn().unwrap();
    assert!(matches!(site.keys.rotate().await, Err(VaultError::Turning)));
    drop(turn);
    assert!(matches!(site.keys.rotate().await, Ok(Rotated::Done(_))));
}

#[tokio::test]
async fn where_other_machines_have_the_key_the_next_one_is_put_there_first() {
    let site = Site::new().await;
    let laid = site.dossier(2).await;
    let path = site.folder.join("controller.key");
    // Another machine, with a key folder of its own.
    let elsewhere = site.folder.join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::copy(&path, elsewhere.join("controller.key")).unwrap();
    let shared = |path: &Path| FileKey::read(path).unwrap().shared(true);
    let keys_at = || Place::File(site.folder.join("keys.db"));
    let keys = Db::open(&keys_at(), false).await.unwrap();
    let here = KeyStore::open(keys, CONTROLLER, Box::new(shared(&path)))
        .await
        .unwrap();
    assert!(matches!(here.rotate().await, Err(VaultError::NotPrepared)));

    let next = shared(&path).prepare().unwrap();
    fs::copy(&next, elsewhere.join("controller.key.next")).unwrap();
    assert_eq!(shared(&path).prepare().unwrap(), next);
    let keys = Db::open(&keys_at(), false).await.unwrap();
    let service = shared(&elsewhere.join("controller.key"));
    let there = KeyStore::open(keys, CONTROLLER, Box::new(service))
        .await
        .unwrap();
    // That a next key lies ready is no beginning.
    assert!(!there.settle().await.unwrap());
    assert_eq!(here.rotate().await.unwrap(), Rotated::Done(5));
    assert!(there.secret(laid.key).await.is_ok());
    // The other machine puts it in place when it starts again.
    assert!(there.settle().await.unwrap());
    assert_eq!(
        fs::read(elsewhere.join("controller.key")).unwrap(),
        fs::read(&path).unwrap()
    );
    assert!(!elsewhere.join("controller.key.next").exists());
}

/// A service that replaces its key by its own means.
struct Hardware(FileKey);

impl KeyService for Hardware {
    fn wrap(&self, id: KeyId, key: &Secret) -> Result<Vec<u8>, VaultError> {
        self.0.wrap(id, key)
    }
    fn unwrap(&self, id: KeyId, wrapped: &[u8]) -> Result<Secret, VaultError> {
        self.0.unwrap(id, wrapped)
    }
}

#[tokio::test]
async fn a_key_service_may_do_it_itself() {
    let site = Site::new().await;
    let path = site.folder.join("controller.key");
    let old = fs::read(&path).unwrap();
    let keys = Db::open(&Place::File(site.folder.join("keys.db")), false)
        .await
        .unwrap();
    let service = Hardware(FileKey::read(&path).unwrap());
    let keys = KeyStore::open(keys, CONTROLLER, Box::new(service))
        .await
        .unwrap();
    assert_eq!(keys.make(2, 0).await.unwrap().len(), 2);
    assert_eq!(keys.rotate().await.unwrap(), Rotated::Elsewhere);
    assert!(!keys.settle().await.unwrap());
    assert_eq!(fs::read(&path).unwrap(), old);
}

const FOLDER: &str = "REGIE_TEST_TURN_FOLDER";
const PLACE: &str = "REGIE_TEST_TURN_PLACE";
const KEYS: usize = 2000;

/// The one that gets killed: replaces the key again and again, and makes keys meanwhile. A test only in name.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn turning() {
    let (Ok(folder), Ok(at)) = (std::env::var(FOLDER), std::env::var(PLACE)) else {
        return;
    };
    let path = Path::new(&folder).join("controller.key");
    let keys = store(&at.parse().unwrap(), &path).await.unwrap();
    let keys = std::sync::Arc::new(keys);
    keys.settle().await.unwrap();
    let making = keys.clone();
    tokio::spawn(async move {
        loop {
            let made = making.make(1, 1).await.unwrap();
            println!("\nmade {}", made[0].0);
        }
    });
    println!("\nbegun");
    let until = std::time::Instant::now() + Duration::from_secs(60);
    while std::time::Instant::now() < until {
        // Emptying the log of the key store can wait for who reads it; the next one does it.
        let _ = keys.rotate().await;
    }
}

#[tokio::test]
async fn no_key_is_lost_when_it_is_killed_at_any_moment() {
    let dir = tempfile::tempdir().unwrap();
    let at = alone(dir.path()).await;
    let address = match &at {
        Place::File(path) => path.display().to_string(),
        Place::Postgres(url) => url.clone(),
    };
    let path = dir.path().join("controller.key");
    let keys = store(&at, &path).await.unwrap();
    let _ = keys.make(KEYS, 0).await.unwrap();
    keys.close().await;
    drop(escrow::split(&path, 3, 2).unwrap());
    let (mut generations, mut half) = (HashSet::new(), 0);
    for round in 0..25u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "rotate::turning",
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
        while !line.starts_with("begun") {
            line.clear();
            assert_ne!(out.read_line(&mut line).unwrap(), 0, "it stopped by itself");
        }
        std::thread::sleep(Duration::from_millis((round * 13) % 150));
        child.kill().unwrap();
        child.wait().unwrap();
        let made: Vec<KeyId> = out
            .lines()
            .map_while(Result::ok)
            .filter_map(|line| line.strip_prefix("made ")?.parse().ok().map(KeyId))
            .collect();
        half += u64::from(dir.path().join("controller.key.next").exists());
        // As it was left, every key opens.
        let keys = store(&at, &path).await.unwrap();
        assert!(
            keys.verify().await.unwrap() >= KEYS as u64 + 5,
            "round {round}"
        );
        for key in made {
            assert!(keys.secret(key).await.is_ok(), "round {round}");
        }
        let db = Db::open(&at, false).await.unwrap();
        let first = db
            .row(
                "SELECT wrapped FROM data_key WHERE id = $1",
                &[Arg::Bytes(DIGEST.0.as_bytes())],
            )
            .await
            .unwrap();
        let first = first.unwrap().bytes(0).unwrap().to_vec();
        generations.insert(Generation::of_wrapped(&first).unwrap().0);
        db.close().await;
        keys.close().await;
    }
    assert!(generations.len() > 5, "it went on: {}", generations.len());
    assert!(half > 0, "it was never killed in the middle");
    // Once it is finished there is one key.
    let keys = store(&at, &path).await.unwrap();
    keys.settle().await.unwrap();
    keys.rotate().await.unwrap();
    let left = names(dir.path());
    assert!(
        left.iter().all(|name| {
            ["controller.key", "controller.key.lock", "controller.escrow"].contains(&name.as_str())
        }),
        "{left:?}"
    );
    assert!(keys.verify().await.unwrap() >= KEYS as u64 + 5);
}

fn given(shares: &[&Share]) -> Vec<(String, Share)> {
    let read = |share: &&Share| {
        let card = format!("Deel {}\n\n{}\n", share.number(), share.line().as_str());
        (
            format!("share-{}", share.number()),
            Share::read(&card).unwrap(),
        )
    };
    shares.iter().map(read).collect()
}

fn told<T: std::fmt::Debug>(result: Result<T, VaultError>) -> String {
    result.unwrap_err().to_string()
}

#[tokio::test]
async fn two_of_three_put_the_key_back_and_one_does_not_however_often_it_was_replaced() {
    let site = Site::new().await;
    let laid = site.dossier(2).await;
    let path = site.folder.join("controller.key");
    let [a, b, c] = <[Share; 3]>::try_from(escrow::split(&path, 3, 2).unwrap()).unwrap();
    for _ in 0..2 {
        rotate(&site).await;
    }
    let key = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    let escrow = escrow::file(&path);

    let alone = told(escrow::recover(&escrow, &given(&[&b]), &path));
    assert!(alone.contains("1 of the 2 shares"), "{alone}");
    let twice = told(escrow::recover(&escrow, &given(&[&b, &b]), &path));
    assert!(twice.starts_with("share-2: the same share"), "{twice}");
    // One of another splitting, and one that was made up for this one.
    let other = site.folder.join("other.key");
    drop(FileKey::create(&other).unwrap());
    let strange = escrow::split(&other, 3, 2).unwrap();
    let wrong = told(escrow::recover(&escrow, &given(&[&a, &strange[1]]), &path));
    assert!(
        wrong.starts_with("share-2: it is of another splitting"),
        "{wrong}"
    );
    assert!(!path.exists());
    let forged = escrow::split(&other, 3, 2).unwrap();
    let in_place = fs::read_to_string(escrow::file(&other)).unwrap();
    let set = forged[0].set().to_owned();
    let renamed = in_place.replace(&set, a.set());
    fs::write(site.folder.join("renamed.escrow"), renamed).unwrap();
    let wrong = told(escrow::recover(
        &site.folder.join("renamed.escrow"),
        &given(&[&a, &b]),
        &path,
    ));
    assert!(
        wrong.starts_with("share-1: it is none of the shares"),
        "{wrong}"
    );
    // A slip of the pen.
    let mut line = a.line().to_string();
    let last = line.pop().unwrap();
    line.push(if last == 'A' { 'B' } else { 'A' });
    assert!(told(Share::read(&line)).contains("copied wrongly"));

    let _ = escrow::recover(&escrow, &given(&[&c, &a]), &path).unwrap();
    assert_eq!(fs::read(&path).unwrap(), key);
    let (vault, _) = open(&site.folder, &site.place).await;
    assert!(reads(&site, &vault, &laid).await);
    // It is never written over.
    assert!(escrow::recover(&escrow, &given(&[&a, &b]), &path).is_err());
    for (shares, threshold) in [(3, 1), (2, 3), (21, 2)] {
        assert!(escrow::split(&path, shares, threshold).is_err());
    }
}
