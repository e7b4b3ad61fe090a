//! What can go wrong under a running program, and what must hold all the same: a calm page, no dossier opened without its
//! line, nothing acknowledged lost, and work again by itself when the trouble is over.

mod full;
mod gone;
mod held;
mod killed;
mod wrong_key;

pub use held::Held;

use crate::browser::Browser;
use crate::server::Demo;

/// What `/health` says.
fn health(demo: &Demo) -> u16 {
    demo.stranger().get("/health").status
}

/// Opens a dossier until it opens. A program that never recovers makes this fail after some hundred tries.
fn opens_again(browser: &mut Browser, dossier: &str) {
    for _ in 0..300 {
        match browser.get(dossier).status {
            200 => return,
            503 => std::thread::sleep(std::time::Duration::from_millis(100)),
            other => panic!("{other}: {}", crate::page::main_words(&browser.page)),
        }
    }
    panic!(
        "it does not recover: {}",
        crate::page::main_words(&browser.page)
    );
}

/// The page of a program that cannot do its work: it says so, keeps calm, and shows nothing of the dossier.
fn calm(answer: crate::browser::Answer) {
    let answer = answer.is(503).hides("slaaptraining").hides("Aydın");
    assert!(!answer.header("retry-after").is_empty());
    let words = answer.words().to_lowercase();
    assert!(!words.contains("één minuut"), "it says when once: {words}");
    for inner in ["sqlite", "postgres", "sql", "error", "disk", "panick"] {
        assert!(
            !words
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| word == inner),
            "{inner} in {words}"
        );
    }
}
