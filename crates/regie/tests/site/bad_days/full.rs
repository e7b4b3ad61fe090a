//! A full disk: files cannot grow.

use super::{calm, health, opens_again};
use crate::browser::Browser;
use crate::journeys::dossier::aydin;
use crate::server::{Demo, Options};
use crate::support::as_operator;

/// Writes a working note; gives its text when it was acknowledged.
fn note(browser: &mut Browser, dossier: &str, nth: usize) -> Result<String, u16> {
    let address = format!("{dossier}/aantekeningen");
    let page = browser.get(&address);
    if page.status != 200 {
        calm(page);
        return Err(503);
    }
    let text = format!(
        "Aantekening nummer {nth}. {}",
        "Nog eens bellen. ".repeat(100)
    );
    let answer = browser.fill(&address, &[("text", &text)]);
    match answer.status {
        303 => Ok(text),
        503 => {
            calm(answer);
            Err(503)
        }
        other => panic!("{other}: {}", answer.words()),
    }
}

/// What was acknowledged before, and how often writing was refused after.
fn until_it_is_full(browser: &mut Browser, dossier: &str) -> Vec<String> {
    let mut kept = Vec::new();
    let mut refused = 0;
    for nth in 0..5000 {
        match note(browser, dossier, nth) {
            Ok(text) => kept.push(text),
            Err(_) => refused += 1,
        }
        if refused == 5 {
            return kept;
        }
    }
    panic!("it is never full; {} kept", kept.len());
}

/// Every acknowledged note is there.
fn all_there(demo: &Demo, kept: &[String]) {
    let (mut soraya, dossier) = aydin(demo);
    let notes = soraya
        .get(&format!("{dossier}/aantekeningen"))
        .is(200)
        .words();
    for text in kept {
        let start = text.split('.').next().unwrap();
        assert!(
            notes.contains(start),
            "an acknowledged note is gone: {start}"
        );
    }
    assert_eq!(health(demo), 200);
}

#[test]
fn a_full_disk_is_a_calm_page_and_nothing_acknowledged_is_lost() {
    let mut demo = Demo::start();
    match demo.place.database.clone() {
        None => files_that_cannot_grow(&mut demo),
        Some(url) => a_server_that_takes_nothing(&demo, url.rsplit('/').next().unwrap()),
    }
}

fn files_that_cannot_grow(demo: &mut Demo) {
    demo.stop();
    let size =
        |file: &str| std::fs::metadata(demo.place.path().join(file)).map_or(0, |found| found.len());
    let biggest = size("content.db").max(size("content.db-wal"));
    // Room for half a megabyte, whichever file it goes to.
    let file_blocks = Some(biggest / 512 + 1000);
    demo.serve(&Options {
        file_blocks,
        ..Options::default()
    });
    let (mut soraya, dossier) = aydin(demo);
    let kept = until_it_is_full(&mut soraya, &dossier);
    assert!(!kept.is_empty());
    // What was opened has its line; what has none was not opened.
    calm(soraya.get(&dossier));
    assert_eq!(health(demo), 503, "a desk that cannot write cannot serve");
    demo.kill();
    demo.verify();
    demo.serve(&Options::default());
    all_there(demo, &kept);
}

/// The disk of a PostgreSQL server is not ours to fill; one that takes no more writes, as a server of which the disk is full or
/// that became a standby, is the same to the program.
fn a_server_that_takes_nothing(demo: &Demo, name: &str) {
    let (mut soraya, dossier) = aydin(demo);
    let kept: Vec<String> = (0..3)
        .map(|nth| note(&mut soraya, &dossier, nth).unwrap())
        .collect();
    let writable = |yes: bool| {
        let read_only = if yes { "off" } else { "on" };
        as_operator(&format!(
            "ALTER DATABASE {name} SET default_transaction_read_only = {read_only}"
        ))
        .unwrap();
        let end = format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        );
        as_operator(&end).unwrap();
    };
    writable(false);
    assert_eq!(
        until_it_is_full(&mut soraya, &dossier),
        Vec::<String>::new()
    );
    calm(soraya.get(&dossier));
    assert_eq!(health(demo), 503, "a desk that cannot write cannot serve");
    writable(true);
    opens_again(&mut soraya, &dossier);
    all_there(demo, &kept);
}
