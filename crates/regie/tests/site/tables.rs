//! The tables of SQLite and of PostgreSQL are the same: the same files, and in each the same tables with the same columns.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The migrations of one kind of database, by the path within its folder.
fn migrations(kind: &str) -> BTreeMap<PathBuf, String> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
    let top = top.join(kind);
    let mut found = BTreeMap::new();
    for store in ["content", "keys"] {
        for file in std::fs::read_dir(top.join(store)).unwrap() {
            let path = file.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            found.insert(path.strip_prefix(&top).unwrap().to_owned(), text);
        }
    }
    found
}

/// Its tables, columns and indexes, in order, without the types and what only one of the two needs to be told.
fn shape(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|l| !l.starts_with("--"));
    let mut shape = Vec::new();
    let mut inside = false;
    for line in lines {
        if line.starts_with("CREATE TABLE") {
            inside = true;
            shape.push(line.to_owned());
        } else if line.starts_with(')') {
            inside = false;
        } else if inside && !line.starts_with("PRIMARY KEY") {
            shape.push(line.split(' ').next().unwrap().to_owned());
        } else if !line.is_empty() {
            shape.push(line.to_owned());
        }
    }
    shape
}

#[test]
fn both_databases_have_the_same_tables() {
    let (sqlite, postgres) = (migrations("sqlite"), migrations("postgres"));
    let names = |all: &BTreeMap<PathBuf, String>| all.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&sqlite), names(&postgres));
    assert!(!sqlite.is_empty());
    for (name, text) in &sqlite {
        let shape = |text: &String| shape(text);
        assert!(shape(text).len() > 3, "{} was not read", name.display());
        assert_eq!(shape(text), shape(&postgres[name]), "{}", name.display());
    }
}
