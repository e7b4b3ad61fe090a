//! Drawing a page from what was read to judge with, or passing it off as opened.

use regie_vault::{Facts, Known, Of, Opened};

#[derive(serde::Deserialize)]
struct Entry {
    text: String,
}

fn page(entries: &[Of<Entry>]) -> usize {
    entries.iter().map(|e| e.value.text.len()).sum()
}

fn drawn(facts: &mut Facts) -> usize {
    let entries = facts.take::<Entry>("entry").unwrap();
    page(&entries)
}

fn as_opened(facts: Facts) -> Opened {
    facts
}

fn relabelled(known: Known<Entry>) -> Of<Entry> {
    Of { id: known.id, version: 1, dossier: None, person: None, account: None, of: None, due: None, key: known.key, value: known.value }
}

fn main() {}
