//! A full disk: files cannot grow.

use super::{calm, health};
use crate::browser::Browser;
use crate::journeys::dossier::aydin;
use crate::server::{Demo, Options};

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

#[test]
fn a_full_disk_is_a_calm_page_and_nothing_acknowledged_is_lost() {
    let mut demo = Demo::start();
    if demo.place.database.is_some() {
        // The disk of a PostgreSQL server is not ours to fill; its refusals are the same error to us.
        return;
    }
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
    let (mut soraya, dossier) = aydin(&demo);
    let mut kept = Vec::new();
    let mut refused = 0;
    for nth in 0..5000 {
        match note(&mut soraya, &dossier, nth) {
            Ok(text) => kept.push(text),
            Err(_) => refused += 1,
        }
        if refused == 5 {
            break;
        }
    }
    assert!(
        !kept.is_empty() && refused == 5,
        "{} kept, {refused} refused",
        kept.len()
    );
    // What was opened has its line; what has none was not opened.
    calm(soraya.get(&dossier));
    assert_eq!(health(&demo), 503, "a desk that cannot write cannot serve");
    demo.kill();
    demo.verify();
    demo.serve(&Options::default());
    let (mut soraya, dossier) = aydin(&demo);
    let notes = soraya.get(&format!("{dossier}/aantekeningen")).is(200);
    for text in &kept {
        let start = text.split('.').next().unwrap();
        assert!(
            notes.words().contains(start),
            "an acknowledged note is gone: {start}"
        );
    }
    assert_eq!(health(&demo), 200);
}
