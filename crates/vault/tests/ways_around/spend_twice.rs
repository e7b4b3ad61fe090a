//! One line, two looks; one permit, two lines.

use regie_charter::{Permit, View};
use regie_ledger::{Ledger, Receipt};
use regie_vault::Vault;

async fn receipt(vault: &Vault, receipt: Receipt) {
    let _ = vault.open(receipt).await;
    let _ = vault.open(receipt).await;
}

async fn permit(ledger: &Ledger, permit: Permit<View>) {
    let _ = ledger.look(permit, None).await;
    let _ = ledger.look(permit, None).await;
}

async fn copied(vault: &Vault, receipt: Receipt) {
    let _ = vault.open(receipt.clone()).await;
}

fn main() {}
