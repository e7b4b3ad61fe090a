//! `kill -9` at any moment under load: the chain verifies, every line has its change, nothing acknowledged is lost.

use crate::support::{CONTROLLER, Site, fresh_place, open, prepare};
use regie_ledger::db::{Arg, Place};
use regie_vault::{Changes, Draft};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

const ROUNDS: u64 = 50;
const FOLDER: &str = "REGIE_TEST_KILL_FOLDER";
const PLACE: &str = "REGIE_TEST_KILL_PLACE";

/// The one that gets killed: writes and looks from many tasks, and prints each thing it was told is durable. A test only in
/// name: without the folder in its environment it has nothing to do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hammered() {
    let (Ok(folder), Ok(place)) = (std::env::var(FOLDER), std::env::var(PLACE)) else {
        return;
    };
    let place: Place = place.parse().unwrap();
    let (vault, keys) = open(Path::new(&folder), &place).await;
    let charters = Arc::new(regie_charter::Charters::builtin().unwrap());
    let mut tasks = Vec::new();
    for _ in 0..16 {
        let (vault, keys, charters) = (vault.clone(), keys.clone(), charters.clone());
        tasks.push(tokio::spawn(async move {
            let site = crate::support::Site::around(vault, keys, charters);
            let laid = site.dossier(0).await;
            let mut version = 1;
            loop {
                let scope = site.dossier_scope("record-entry", &laid, version);
                let request = scope.request;
                let draft = Draft::new("entry", laid.key, &"onder druk")
                    .unwrap()
                    .dossier(laid.dossier.0)
                    .person(laid.person.0);
                let entry = draft.id;
                let changes = Changes {
                    add: vec![draft],
                    line_key: Some(laid.key),
                    ..Changes::default()
                };
                let _ = site
                    .vault
                    .change(site.may_change(scope), changes)
                    .await
                    .unwrap();
                version += 1;
                println!("\nkept {request} {entry}");
                let scope = site.dossier_scope("view-dossier", &laid, version);
                let receipt = site
                    .vault
                    .look(site.may_look(scope), Some(laid.key))
                    .await
                    .unwrap();
                println!("\nkept line {}", receipt.seq());
                assert!(site.vault.open(receipt).await.is_ok());
            }
        }));
    }
    // Killed long before; should nobody do it, it ends by itself.
    tokio::time::sleep(Duration::from_secs(60)).await;
    drop(tasks);
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_when_the_program_is_killed_fifty_times() {
    let dir = tempfile::tempdir().unwrap();
    let place = fresh_place(dir.path()).await;
    prepare(dir.path(), &place).await;
    {
        let (vault, keys) = open(dir.path(), &place).await;
        let site = Site::around(
            vault,
            keys,
            Arc::new(regie_charter::Charters::builtin().unwrap()),
        );
        let permit = site
            .charters
            .founding(site.scope("found"), regie_terms::Charter::Utrecht)
            .unwrap();
        let _ = site.vault.change(permit, Changes::default()).await.unwrap();
        site.vault.ledger().db().close().await;
    }
    let address = match &place {
        Place::File(path) => path.display().to_string(),
        Place::Postgres(url) => url.clone(),
    };
    let mut acknowledged = 0;
    for round in 0..ROUNDS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "kill::hammered",
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
        // Killed some milliseconds after its first acknowledgement; when, differs each round.
        let mut line = String::new();
        while !line.starts_with("kept") {
            line.clear();
            assert_ne!(out.read_line(&mut line).unwrap(), 0, "it stopped by itself");
        }
        std::thread::sleep(Duration::from_millis((round * 7) % 45));
        child.kill().unwrap();
        child.wait().unwrap();
        let mut rest = String::new();
        out.read_to_string(&mut rest).unwrap();
        let kept: Vec<&str> = std::iter::once(line.as_str())
            .chain(rest.split_inclusive('\n').filter(|l| l.ends_with('\n')))
            .filter_map(|l| l.trim_end().strip_prefix("kept "))
            .collect();
        acknowledged += kept.len();
        let (vault, keys) = open(dir.path(), &place).await;
        let site = Site::around(
            vault,
            keys,
            Arc::new(regie_charter::Charters::builtin().unwrap()),
        );
        // PostgreSQL may still be ending the killed program's transaction; the snapshot sees it or not, whole.
        assert_eq!(site.verify(&[]).await.problem, None, "round {round}");
        for kept in kept {
            let (first, second) = kept.split_once(' ').unwrap();
            let db = site.vault.ledger().db();
            let me = Arg::Int(CONTROLLER.0);
            if first == "line" {
                let args = [me, Arg::Int(second.parse().unwrap())];
                let line = db
                    .row(
                        "SELECT act FROM line WHERE controller = $1 AND seq = $2",
                        &args,
                    )
                    .await
                    .unwrap()
                    .expect("an acknowledged look keeps its line");
                assert_eq!(line.text(0).unwrap(), "view-dossier", "round {round}");
                continue;
            }
            let request: regie_terms::RequestId = first.parse().unwrap();
            let entry: regie_terms::Id = second.parse().unwrap();
            let args = [me, Arg::Bytes(request.0.as_bytes())];
            let line = db
                .row(
                    "SELECT seq FROM line WHERE controller = $1 AND request = $2",
                    &args,
                )
                .await
                .unwrap();
            assert!(
                line.is_some(),
                "round {round}: an acknowledged line is gone"
            );
            let args = [me, Arg::Bytes(entry.as_bytes())];
            let row = db
                .row(
                    "SELECT version FROM record WHERE controller = $1 AND id = $2",
                    &args,
                )
                .await
                .unwrap();
            assert!(
                row.is_some(),
                "round {round}: an acknowledged entry is gone"
            );
        }
        site.vault.ledger().db().close().await;
    }
    assert!(
        acknowledged as u64 >= ROUNDS,
        "it was under load: {acknowledged}"
    );
}
