//! Opening with an id, or with the permit itself, instead of with proof that the line is durable.

use regie_charter::{Permit, View};
use regie_terms::DossierId;
use regie_vault::Vault;

async fn by_id(vault: &Vault, dossier: DossierId) {
    let _ = vault.open(dossier).await;
}

async fn by_permit(vault: &Vault, permit: Permit<View>) {
    let _ = vault.open(permit).await;
}

fn main() {}
