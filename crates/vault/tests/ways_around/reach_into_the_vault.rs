//! What was opened cannot be copied, shown, written out or looked into beyond the parts named.

use regie_vault::{Opened, Vault};

fn inside(opened: Opened) {
    let _ = opened.things;
}

fn copied(opened: &Opened) -> Opened {
    opened.clone()
}

fn shown(opened: &Opened) -> String {
    format!("{opened:?}")
}

fn written(opened: &Opened) -> String {
    serde_json::to_string(opened).unwrap()
}

fn key(vault: &Vault) {
    let _ = &vault.keys;
}

fn main() {}
