//! Dividing: two dossiers with keys of their own, nothing under the old ones, and no way for any other act to move a row.

use crate::support::{Laid, Site, fresh_place, open, prepare};
use regie_charter::Scope;
use regie_ledger::LedgerError;
use regie_ledger::db::{Arg, Place};
use regie_ledger::row::{RECORD, RecordRow};
use regie_terms::{DossierId, Id, KeyId, PersonId};
use regie_vault::{Changes, Dividing, Draft, Side, Vault, VaultError};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

const AT: i64 = 1_790_000_000_000;

/// Somebody else of the same dossier: their record and one entry, under a key of their own.
async fn another(site: &Site, laid: &Laid, version: i64) -> Laid {
    let key = site.keys.make(1, 0).await.unwrap()[0];
    let person = PersonId::fresh();
    let draft = |kind: &'static str, text: &str| {
        let draft = Draft::new(kind, key, &text).unwrap();
        draft.dossier(laid.dossier.0).person(person.0)
    };
    let entry = draft("entry", "feit van Bo");
    let entries = vec![entry.id];
    let changes = Changes {
        add: vec![draft("person", "Bo de Wit").id(person.0), entry],
        line_key: Some(key),
        ..Changes::default()
    };
    let permit = site.may_change(site.dossier_scope("record-entry", laid, version));
    let _ = site.vault.change(permit, changes).await.unwrap();
    Laid {
        dossier: laid.dossier,
        person,
        key,
        entries,
    }
}

fn scope(site: &Site, laid: &Laid, version: i64, fresh: Id) -> Scope {
    let mut scope = site.dossier_scope("split-dossier", laid, version);
    scope.moves.push(fresh);
    scope.facts.push((fresh, 0));
    scope
}

fn dividing(one: &Laid, other: &Laid, fresh: Id) -> Dividing {
    let rows = |laid: &Laid| {
        let mut rows = vec![(laid.person.0, laid.key)];
        rows.extend(laid.entries.iter().map(|id| (*id, laid.key)));
        rows
    };
    Dividing {
        fresh,
        keys: vec![(one.key, Side::Stays), (other.key, Side::Leaves)],
        rows: [rows(one), rows(other)].concat(),
        along: Vec::new(),
    }
}

async fn rows(vault: &Vault, dossier: Id) -> Vec<RecordRow> {
    let packed = vault
        .ledger()
        .db()
        .packed(
            &RECORD,
            "FROM record WHERE dossier = $1 ORDER BY id",
            &[Arg::Bytes(dossier.as_bytes())],
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
        let found = opened.take::<String>(kind).unwrap();
        out.extend(found.into_iter().map(|t| t.value));
    }
    out.sort();
    out
}

async fn sweep(site: &Site, vault: &Vault) -> u64 {
    let leave = || site.charters.start_up(site.scope("destroy-key"));
    let swept = vault.destroy_retired(leave, AT + 1).await.unwrap();
    assert_eq!(swept.kept, []);
    swept.destroyed
}

fn there(other: &Laid, fresh: Id) -> Laid {
    Laid {
        dossier: DossierId(fresh),
        person: other.person,
        key: other.key,
        entries: other.entries.clone(),
    }
}

#[tokio::test]
async fn each_side_lies_under_keys_of_its_own_and_the_old_ones_are_gone() {
    let site = Site::new().await;
    let one = site.dossier(2).await;
    let other = another(&site, &one, 3).await;
    let before = rows(&site.vault, one.dossier.0).await;
    // The first entry goes to the other side, a copy of the second too.
    let fresh = Id::fresh();
    let mut how = dividing(&one, &other, fresh);
    how.rows.retain(|(id, _)| *id != one.entries[0]);
    how.rows.push((one.entries[0], other.key));
    let copy = Draft::new("entry", other.key, &"feit 1, een kopie").unwrap();
    let changes = Changes {
        add: vec![copy.dossier(fresh).person(other.person.0)],
        line_key: Some(other.key),
        ..Changes::default()
    };
    let permit = site.may_change(scope(&site, &one, 4, fresh));
    let _ = site.vault.divide(permit, changes, how, AT).await.unwrap();
    assert_eq!(site.verify(&[]).await.problem, None);
    assert_eq!(sweep(&site, &site.vault).await, 2);
    assert_eq!(
        texts(&site, &site.vault, &one, 5).await,
        ["Puk de Wit", "feit 1"]
    );
    assert_eq!(
        texts(&site, &site.vault, &there(&other, fresh), 1).await,
        ["Bo de Wit", "feit 0", "feit 1, een kopie", "feit van Bo"]
    );
    for row in &before {
        let gone = site.vault.keys().secret(row.key).await;
        assert!(matches!(gone, Err(VaultError::Destroyed)));
    }
    let keys = async |dossier: Id| {
        let mut keys: Vec<KeyId> = rows(&site.vault, dossier)
            .await
            .iter()
            .map(|r| r.key)
            .collect();
        keys.dedup();
        keys
    };
    let (stays, left) = (keys(one.dossier.0).await, keys(fresh).await);
    assert_eq!((stays.len(), left.len()), (1, 1));
    assert_ne!(stays, left);
    assert_eq!(site.vault.without_key().await.unwrap(), None);
    assert_eq!(site.verify(&[]).await.problem, None);
}

#[tokio::test]
async fn leave_for_anything_else_moves_nothing() {
    let site = Site::new().await;
    let one = site.dossier(1).await;
    let other = another(&site, &one, 2).await;
    let third = site.dossier(1).await;
    let before = rows(&site.vault, one.dossier.0).await;
    let fresh = Id::fresh();
    let right = || scope(&site, &one, 3, fresh);
    let entry = |key: KeyId, dossier: Id| {
        let draft = Draft::new("entry", key, &"Sluipt mee.").unwrap();
        Changes {
            add: vec![draft.dossier(dossier)],
            ..Changes::default()
        }
    };
    let nothing = Changes::default;
    let plan = || dividing(&one, &other, fresh);
    let mut act = right();
    act.act = "record-entry";
    let mut more = right();
    more.moves.push(third.dossier.0);
    let mut known = right();
    known.facts.retain(|(id, _)| *id != fresh);
    let mut into = scope(&site, &one, 3, third.dossier.0);
    into.facts.retain(|(id, _)| *id != third.dossier.0);
    let foreign = Dividing {
        keys: vec![(third.key, Side::Leaves), (one.key, Side::Stays)],
        ..plan()
    };
    let unkeyed = Dividing {
        rows: vec![(one.person.0, third.key)],
        ..plan()
    };
    for (name, scope, changes, how) in [
        ("another act", act, nothing(), plan()),
        ("a third dossier moves", more, nothing(), plan()),
        ("not known to be new", known, nothing(), plan()),
        (
            "a dossier that is there",
            into,
            nothing(),
            dividing(&one, &other, third.dossier.0),
        ),
        ("a key of another dossier", right(), nothing(), foreign),
        ("a row under another key", right(), nothing(), unkeyed),
        (
            "a draft in a third dossier",
            right(),
            entry(one.key, third.dossier.0),
            plan(),
        ),
        (
            "a draft under the key of the other side",
            right(),
            entry(other.key, one.dossier.0),
            plan(),
        ),
        (
            "a draft under a key of elsewhere",
            right(),
            entry(third.key, fresh),
            plan(),
        ),
    ] {
        let permit = site.may_change(scope);
        let done = site.vault.divide(permit, changes, how, AT).await;
        assert!(matches!(done, Err(VaultError::OutOfScope)), "{name}");
    }
    // A row that was not decided about: what was read is read again.
    let mut less = plan();
    less.rows.pop();
    let done = site
        .vault
        .divide(site.may_change(right()), nothing(), less, AT)
        .await;
    assert!(matches!(done, Err(VaultError::Ledger(LedgerError::Moved))));
    assert_eq!(rows(&site.vault, one.dossier.0).await, before);
    assert_eq!(sweep(&site, &site.vault).await, 0);
    assert_eq!(site.verify(&[]).await.problem, None);
}

const FOLDER: &str = "REGIE_TEST_DIVIDE_FOLDER";
const PLACE: &str = "REGIE_TEST_DIVIDE_PLACE";

/// The one that gets killed: divides, says so, and never comes to destroying the keys. A test only in name.
#[tokio::test]
async fn divided_and_no_further() {
    let (Ok(folder), Ok(place)) = (std::env::var(FOLDER), std::env::var(PLACE)) else {
        return;
    };
    let place: Place = place.parse().unwrap();
    let (vault, keys) = open(Path::new(&folder), &place).await;
    let charters = Arc::new(regie_charter::Charters::builtin().unwrap());
    let site = Site::around(vault, keys, charters);
    let one = site.dossier(1).await;
    let other = another(&site, &one, 2).await;
    let fresh = Id::fresh();
    let permit = site.may_change(scope(&site, &one, 3, fresh));
    let how = dividing(&one, &other, fresh);
    let _ = site
        .vault
        .divide(permit, Changes::default(), how, AT)
        .await
        .unwrap();
    println!(
        "\ndivided {} {} {} {} {} {fresh}",
        one.dossier.0, one.person.0, one.key.0, other.person.0, other.key.0
    );
    tokio::time::sleep(std::time::Duration::from_secs(60)).await;
}

#[tokio::test]
async fn killed_before_the_keys_are_destroyed_the_next_start_destroys_them() {
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
            "divide::divided_and_no_further",
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
    while !line.starts_with("divided") {
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
    assert!(keys.secret(KeyId(ids[2])).await.is_ok(), "killed in time");
    assert_eq!(sweep(&site, &vault).await, 2);
    for key in [ids[2], ids[4]] {
        let gone = keys.secret(KeyId(key)).await;
        assert!(matches!(gone, Err(VaultError::Destroyed)));
    }
    let laid = |dossier: Id, person: Id| Laid {
        dossier: DossierId(dossier),
        person: PersonId(person),
        key: KeyId(ids[2]),
        entries: Vec::new(),
    };
    assert_eq!(
        texts(&site, &vault, &laid(ids[0], ids[1]), 4).await,
        ["Puk de Wit", "feit 0"]
    );
    assert_eq!(
        texts(&site, &vault, &laid(ids[5], ids[3]), 1).await,
        ["Bo de Wit", "feit van Bo"]
    );
    assert_eq!(site.verify(&[]).await.problem, None);
    assert_eq!(sweep(&site, &vault).await, 0);
}
