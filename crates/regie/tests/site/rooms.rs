//! The crates know only what ARCHITECTURE.md says: each only those before it, and the desk no database and no cipher.

use std::path::Path;

/// In the order of the table.
const ROOMS: [&str; 10] = [
    "terms", "charter", "ledger", "vault", "exchange", "casework", "letters", "desk", "testkit",
    "regie",
];

/// What a crate is built with, on whatever machine, under whatever name; its tests may know more.
fn dependencies(room: &str) -> Vec<String> {
    let rooms = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |manifest| std::fs::read_to_string(manifest).unwrap();
    let whole = read(rooms.join("../Cargo.toml"));
    built_with(&read(rooms.join(room).join("Cargo.toml")), &whole)
}

/// `whole` is the workspace's, where a crate's own may take its words from.
fn built_with(manifest: &str, whole: &str) -> Vec<String> {
    let manifest: toml::Table = manifest.parse().unwrap();
    let whole: toml::Table = whole.parse().unwrap();
    let shared = &whole["workspace"]["dependencies"];
    let tables = |of: &toml::Table| -> Vec<toml::Table> {
        let there = ["dependencies", "build-dependencies"].map(|name| of.get(name).cloned());
        let tables = there.into_iter().flatten();
        tables.map(|table| table.try_into().unwrap()).collect()
    };
    let mut all = tables(&manifest);
    for (_, machine) in manifest
        .get("target")
        .and_then(|t| t.as_table())
        .into_iter()
        .flatten()
    {
        all.extend(tables(machine.as_table().unwrap()));
    }
    let names = all.iter().flatten().map(|(name, how)| {
        let shared = how.get("workspace").and_then(|_| shared.get(name));
        let package = shared.unwrap_or(how).get("package");
        package
            .and_then(toml::Value::as_str)
            .unwrap_or(name)
            .to_owned()
    });
    names.collect()
}

#[test]
fn a_dependency_is_found_however_it_is_written() {
    let manifest = r#"
[dependencies]
serde.workspace = true
regie-terms = { workspace = true }
renamed = { package = "sqlx", version = "1" }
cipher.workspace = true

[dependencies.hmac]
workspace = true

[target.'cfg(unix)'.dependencies]
ed25519-dalek = "2"

[target.'cfg(unix)'.dependencies.regie-vault]
workspace = true

[build-dependencies]
regie-ledger.workspace = true

[dev-dependencies]
regie-testkit.workspace = true
"#;
    let whole = r#"
[workspace.dependencies]
serde = "1"
cipher = { package = "chacha20poly1305", version = "1" }
"#;
    let mut found = built_with(manifest, whole);
    found.sort_unstable();
    let known = [
        "chacha20poly1305",
        "ed25519-dalek",
        "hmac",
        "regie-ledger",
        "regie-terms",
        "regie-vault",
        "serde",
        "sqlx",
    ];
    assert_eq!(found, known);
}

#[test]
fn each_crate_knows_only_crates_before_it() {
    let folders = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).unwrap();
    assert_eq!(folders.count(), ROOMS.len(), "a crate without a row");
    for (place, room) in ROOMS.iter().enumerate() {
        for other in dependencies(room) {
            let Some(other) = other.strip_prefix("regie-") else {
                continue;
            };
            let before = ROOMS.iter().take(place).any(|known| *known == other);
            assert!(before, "{room} knows {other}");
        }
    }
    assert!(dependencies("casework").contains(&"regie-vault".to_owned()));
}

#[test]
fn letters_know_the_words_alone() {
    let rooms = dependencies("letters");
    let known: Vec<_> = rooms.iter().filter(|d| d.starts_with("regie-")).collect();
    assert_eq!(known, ["regie-terms"]);
}

#[test]
fn the_desk_knows_no_database_and_no_cipher() {
    let known = dependencies("desk");
    for shut in [
        "regie-vault",
        "regie-ledger",
        "regie-charter",
        "sqlx",
        "chacha20poly1305",
        "hmac",
        "ed25519-dalek",
    ] {
        assert!(!known.contains(&shut.to_owned()), "the desk knows {shut}");
    }
}
