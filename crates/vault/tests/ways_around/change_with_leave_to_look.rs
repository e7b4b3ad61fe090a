//! Leave to look is no leave to change.

use regie_charter::{Permit, View};
use regie_vault::{Changes, Vault};

async fn change(vault: &Vault, permit: Permit<View>) {
    let _ = vault.change(permit, Changes::default()).await;
}

fn main() {}
