//! The crates know only what ARCHITECTURE.md says: each only those before it, and the desk no database and no cipher.

use std::path::Path;

/// In the order of the table.
const ROOMS: [&str; 8] = [
    "terms", "charter", "ledger", "vault", "casework", "desk", "testkit", "regie",
];

/// What a crate is built with; its tests may know more.
fn dependencies(room: &str) -> Vec<String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(room)
        .join("Cargo.toml");
    let text = std::fs::read_to_string(manifest).unwrap();
    let of_it = text
        .lines()
        .skip_while(|line| *line != "[dependencies]")
        .skip(1);
    let of_it = of_it.take_while(|line| !line.starts_with('['));
    let names = of_it.filter_map(|line| line.split(['.', ' ', '=']).next());
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
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
