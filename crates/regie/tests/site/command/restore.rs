//! `regie restore`: what was destroyed stays destroyed, whichever store is lost and whatever its backup still holds.

use super::backup::{Backups, files};
use crate::support::{Place, run, stderr, stdout, wait_for};
use regie::backup::Kept;
use regie::wiring::{CONTROLLER, Where};
use regie_charter::{Actor, Capacity, Change, Charters, Parts, Permit, Scope, View, Whose};
use regie_ledger::db::{Arg, Db};
use regie_terms::{AccountId, DossierId, Id, KeyId, PersonId, Question, RequestId};
use regie_vault::{Changes, Draft, Vault, VaultError};
use std::path::Path;

/// A dossier with one person and two entries.
struct Laid {
    dossier: DossierId,
    person: PersonId,
    key: KeyId,
    entries: [Id; 2],
}

fn scope(act: &'static str, laid: &Laid) -> Scope {
    Scope {
        act,
        actor: Actor {
            account: AccountId(Id::from_bytes([0; 16])),
            capacity: Capacity::System,
        },
        request: RequestId::fresh(),
        at: jiff::Timestamp::now().as_millisecond(),
        dossier: Some(laid.dossier),
        concerns: vec![laid.person],
        parts: Parts {
            about: Whose::Household,
            kinds: &["person", "entry"],
            only: None,
        },
        facts: Vec::new(),
        moves: vec![laid.dossier.0],
        input: None,
        still: false,
    }
}

fn coordinator(act: &str) -> [Question; 1] {
    let json = format!(
        r#"{{"question":"access","charter":"utrecht","on":"2026-11-21","act":"{act}","who":{{"function":"professional",
        "relation":"coordinator","declarations":["confidentiality"]}},"coordinator_present":true,"substitute_present":true,"reason":null}}"#
    );
    [Question::read(&json).unwrap()]
}

fn may_change(laid: &Laid) -> Permit<Change> {
    let charters = Charters::builtin().unwrap();
    let judged = charters.judge::<Change>(scope("record-entry", laid), &coordinator("edit"));
    judged.unwrap().ruling.ok().unwrap()
}

async fn open(place: &Place) -> Vault {
    let keys = place.path().to_owned();
    let at = Where {
        data: place.database.is_none().then(|| keys.clone()),
        database: place.database.clone(),
        keys: Some(keys),
        key_store: None,
    };
    at.open().await.unwrap().0
}

async fn lay(vault: &Vault) -> Laid {
    let key = vault.keys().make(1, 0).await.unwrap()[0];
    let laid = Laid {
        dossier: DossierId::fresh(),
        person: PersonId::fresh(),
        key,
        entries: [Id::fresh(), Id::fresh()],
    };
    let draft = |kind, text: &str| {
        let draft = Draft::new(kind, key, &text).unwrap();
        draft.dossier(laid.dossier.0).person(laid.person.0)
    };
    let changes = Changes {
        add: vec![
            draft("person", "Puk de Wit").id(laid.person.0),
            draft("entry", "een feit").id(laid.entries[0]),
            // Longer than what is read many at a time.
            draft("entry", &"nog een feit ".repeat(9_000)).id(laid.entries[1]),
        ],
        line_key: Some(key),
        ..Changes::default()
    };
    let _ = vault.change(may_change(&laid), changes).await.unwrap();
    laid
}

/// How many entries can be read.
async fn read(vault: &Vault, laid: &Laid) -> usize {
    let charters = Charters::builtin().unwrap();
    let judged = charters.judge::<View>(scope("view-dossier", laid), &coordinator("view"));
    let permit = judged.unwrap().ruling.ok().unwrap();
    let receipt = vault.look(permit, None).await.unwrap();
    let mut opened = vault.open(receipt).await.unwrap();
    opened.take::<String>("entry").unwrap().len()
}

/// Destroys a file as it is agreed: its key goes from the key store first, then its rows.
async fn destroy(place: &Place, vault: &Vault, laid: &Laid) {
    let keys = Db::sqlite(&place.path().join("keys.db"), false)
        .await
        .unwrap();
    let args = [Arg::Int(CONTROLLER.0), Arg::Bytes(laid.key.0.as_bytes())];
    let sql = "DELETE FROM data_key WHERE controller = $1 AND id = $2";
    assert_eq!(keys.execute(sql, &args).await.unwrap(), 1);
    keys.close().await;
    let changes = Changes {
        remove: vec![laid.person.0, laid.entries[0], laid.entries[1]],
        ..Changes::default()
    };
    let _ = vault.change(may_change(laid), changes).await.unwrap();
}

async fn gone(vault: &Vault, laid: &Laid) {
    let secret = vault.keys().secret(laid.key).await;
    assert!(matches!(secret, Err(VaultError::Destroyed)));
    let of = [Arg::Bytes(laid.dossier.0.as_bytes())];
    let sql = "SELECT id FROM record WHERE dossier = $1";
    let rows = vault.ledger().db().rows(sql, &of);
    assert!(rows.await.unwrap().is_empty());
}

/// A place with two dossiers.
fn begin() -> (Place, [Laid; 2]) {
    let place = Place::new();
    assert!(place.init().status.success());
    let laid = wait_for(async {
        let vault = open(&place).await;
        let laid = [lay(&vault).await, lay(&vault).await];
        vault.close().await;
        laid
    });
    (place, laid)
}

fn destroyed(place: &Place, laid: &Laid) {
    wait_for(async {
        let vault = open(place).await;
        destroy(place, &vault, laid).await;
        vault.close().await;
    });
}

fn lose_the_key_store(place: &Place) {
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(place.path().join(format!("keys.db{end}")));
    }
}

fn rotate(place: &Place) {
    let output = place.run(&["keys", "rotate"], &[]);
    assert!(output.status.success(), "{}", stderr(&output));
}

fn intact(place: &Place) {
    let output = place.run(&["ledger", "verify"], &[]);
    assert!(
        output.status.success(),
        "{}{}",
        stdout(&output),
        stderr(&output)
    );
}

/// Only what was destroyed is gone.
fn one_gone_one_there(place: &Place, [destroyed, other]: &[Laid; 2]) {
    wait_for(async {
        let vault = open(place).await;
        gone(&vault, destroyed).await;
        assert_eq!(read(&vault, other).await, 2);
        vault.close().await;
    });
    intact(place);
}

fn copied(from: &Path, to: &Path, name: &str) {
    std::fs::create_dir_all(to).unwrap();
    std::fs::copy(from.join(name), to.join(name)).unwrap();
}

#[test]
fn last_years_content_with_every_key_that_is_left_gives_nothing_of_what_was_destroyed() {
    let (place, laid) = begin();
    let backups = Backups::new();
    let [content, keys] = backups.taken(&place);
    let before = backups.folder.path().join("before");
    for name in files(&backups.of(Kept::Keys)) {
        copied(&backups.of(Kept::Keys), &before, &name);
    }
    let before = before.display().to_string();
    destroyed(&place, &laid[0]);
    rotate(&place);
    let _ = backups.taken(&place);
    let live = place.path().display().to_string();
    let name = content.file.replace(".age", "");

    // With the key store as it is, and with its newest backup.
    let with_key = || {
        let to = Place::new();
        copied(place.path(), to.path(), "controller.key");
        to
    };
    for (to, more) in [
        (Place::new(), vec!["--live-keys", &live]),
        (with_key(), vec![]),
    ] {
        let output = backups.put_back(&to, &[&["--content", &name][..], &more].concat());
        let said = stdout(&output);
        assert!(output.status.success(), "{said}{}", stderr(&output));
        let again = format!("destroyed again: dossier {}, 3 records", laid[0].dossier);
        assert!(said.contains(&again), "{said}");
        assert!(!said.contains(&laid[1].dossier.to_string()), "{said}");
        assert!(!said.contains("lost"), "{said}");
        one_gone_one_there(&to, &laid);
        // It is in the chain.
        let lines = wait_for(async {
            let db = Db::open(&to.content(), false).await.unwrap();
            let lines = db.rows(
                "SELECT act FROM line WHERE act IN ('destroy-again', 'restore') ORDER BY seq",
                &[],
            );
            let lines = lines.await.unwrap();
            lines
                .iter()
                .map(|l| l.text(0).unwrap().to_owned())
                .collect::<Vec<_>>()
        });
        assert_eq!(lines, ["destroy-again", "restore"]);
    }

    // The key store of before still has the key, and no key that is left opens it.
    let to = with_key();
    let more = ["--content", &name, "--keys-from", &before];
    let output = backups.put_back(&to, &more);
    assert_eq!(output.status.code(), Some(2));
    let told = "cannot be unwrapped with this controller key";
    assert!(stderr(&output).contains(told), "{}", stderr(&output));
    assert!(keys.generation.is_some());
}

#[test]
fn it_goes_from_one_kind_of_database_to_another() {
    let from = Place::in_folder();
    assert!(from.init().status.success());
    let laid = wait_for(async {
        let vault = open(&from).await;
        let laid = lay(&vault).await;
        vault.close().await;
        laid
    });
    let backups = Backups::new();
    let _ = backups.taken(&from);
    let live = from.path().display().to_string();
    // On PostgreSQL where the tests are.
    let to = Place::new();
    let output = backups.put_back(&to, &["--live-keys", &live]);
    assert!(
        output.status.success(),
        "{}{}",
        stdout(&output),
        stderr(&output)
    );
    wait_for(async {
        let vault = open(&to).await;
        assert_eq!(read(&vault, &laid).await, 2);
        vault.close().await;
    });
    intact(&to);
}

#[test]
fn an_older_backup_of_both_learns_from_the_newest_ledger_what_was_destroyed() {
    let (place, laid) = begin();
    let backups = Backups::new();
    let [content, _] = backups.taken(&place);
    let before = backups.folder.path().join("before");
    for name in files(&backups.of(Kept::Keys)) {
        copied(&backups.of(Kept::Keys), &before, &name);
    }
    destroyed(&place, &laid[0]);
    let name = content.file.replace(".age", "");
    let before = before.display().to_string();
    let put_back = |more: &[&str]| {
        let to = Place::new();
        copied(place.path(), to.path(), "controller.key");
        let all = [&["--content", &name, "--keys-from", &before][..], more].concat();
        let output = backups.put_back(&to, &all);
        assert!(output.status.success(), "{}", stderr(&output));
        (to, stdout(&output))
    };
    // The content that still stands says it.
    let at = match &place.database {
        Some(url) => url.clone(),
        None => place.path().join("content.db").display().to_string(),
    };
    let (to, said) = put_back(&["--newer", &at]);
    assert!(said.contains("left out: 1 keys"), "{said}");
    one_gone_one_there(&to, &laid);
    // So does a newer backup of it, without being told.
    let _ = backups.taken(&place);
    let (to, said) = put_back(&[]);
    assert!(said.contains("left out: 1 keys"), "{said}");
    assert!(said.contains(&laid[0].dossier.to_string()), "{said}");
    one_gone_one_there(&to, &laid);
}

#[test]
fn a_lost_key_store_comes_back_without_what_was_destroyed_since() {
    let (place, laid) = begin();
    let third = wait_for(async {
        let vault = open(&place).await;
        let third = lay(&vault).await;
        vault.close().await;
        third
    });
    let backups = Backups::new();
    let _ = backups.taken(&place);
    destroyed(&place, &laid[0]);
    // And something was erased: what stayed lies under another key, which the backup has not.
    wait_for(async {
        let vault = open(&place).await;
        let charters = Charters::builtin().unwrap();
        let changes = Changes {
            remove: vec![third.entries[0]],
            ..Changes::default()
        };
        let left = [third.key];
        let erased = vault.erase(may_change(&third), changes, &left, 1);
        let _ = erased.await.unwrap();
        let leave = || {
            let mut scope = scope("destroy-key", &third);
            (scope.dossier, scope.concerns, scope.moves) = (None, Vec::new(), Vec::new());
            charters.start_up(scope)
        };
        assert_eq!(vault.destroy_retired(leave, 2).await.unwrap().destroyed, 1);
        vault.close().await;
    });
    intact(&place);
    lose_the_key_store(&place);
    let refused = place.run(&["ledger", "verify"], &[]);
    assert!(stderr(&refused).contains("keys.db"), "{}", stderr(&refused));

    let output = backups.put_back(&place, &["--key-store-only"]);
    let said = stdout(&output);
    assert_eq!(output.status.code(), Some(1), "{said}{}", stderr(&output));
    assert!(said.contains("content: as it stood"), "{said}");
    assert!(said.contains("left out: 2 keys"), "{said}");
    // What was sealed anew since is lost with the key store, and is not taken for destroyed.
    let lost = format!(
        "lost, for its key is newer than the key store: dossier {}, 2 records",
        third.dossier
    );
    assert!(said.contains(&lost), "{said}");
    assert!(!said.contains("destroyed again"), "{said}");
    wait_for(async {
        let vault = open(&place).await;
        gone(&vault, &laid[0]).await;
        assert_eq!(read(&vault, &laid[1]).await, 2);
        assert!(matches!(
            vault.keys().secret(third.key).await,
            Err(VaultError::Destroyed)
        ));
        vault.close().await;
    });
    // Whoever gives up what is lost has a whole ledger again.
    lose_the_key_store(&place);
    let output = backups.put_back(&place, &["--key-store-only", "--without-lost"]);
    assert!(
        output.status.success(),
        "{}{}",
        stdout(&output),
        stderr(&output)
    );
    one_gone_one_there(&place, &laid);
    wait_for(async {
        let vault = open(&place).await;
        gone(&vault, &third).await;
        vault.close().await;
    });
}

#[test]
fn a_key_store_of_before_the_key_was_replaced_comes_back_by_two_people() {
    let (place, laid) = begin();
    let backups = Backups::new();
    let shares = backups.at("shares");
    let split = [
        "keys",
        "split",
        "--shares",
        "3",
        "--threshold",
        "2",
        "--to",
        &shares,
    ];
    let output = place.run(&split, &[]);
    assert!(output.status.success(), "{}", stderr(&output));
    let [_, keys] = backups.taken(&place);
    destroyed(&place, &laid[0]);
    rotate(&place);
    lose_the_key_store(&place);
    let output = backups.put_back(&place, &["--key-store-only"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("cannot be unwrapped"),
        "{}",
        stderr(&output)
    );

    // Two people bring back the key of that backup; one does not.
    lose_the_key_store(&place);
    std::fs::remove_file(place.path().join("controller.key")).unwrap();
    let escrow = backups
        .of(Kept::Keys)
        .join(keys.file.replace(".age", ".escrow"));
    let escrow = escrow.display().to_string();
    let share = |number: u8| format!("{shares}/share-{number}.txt");
    let recover = |given: &[&str]| {
        let folder = place.path().display().to_string();
        let all = [
            &["keys", "recover"],
            given,
            &["--escrow", &escrow, "--data", &folder],
        ]
        .concat();
        run(&all, "")
    };
    let output = recover(&[&share(3)]);
    assert!(
        stderr(&output).contains("1 of the 2 shares"),
        "{}",
        stderr(&output)
    );
    assert!(recover(&[&share(3), &share(1)]).status.success());
    let output = backups.put_back(&place, &["--key-store-only"]);
    assert!(
        output.status.success(),
        "{}{}",
        stdout(&output),
        stderr(&output)
    );
    assert!(
        stdout(&output).contains("left out: 1 keys"),
        "{}",
        stdout(&output)
    );
    one_gone_one_there(&place, &laid);
    // The shares stay good for what is replaced afterwards.
    rotate(&place);
    intact(&place);
}
