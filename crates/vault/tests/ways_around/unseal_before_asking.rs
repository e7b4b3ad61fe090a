//! Reading what a question is made from with an id, or with a refusal: the charter has not let anybody in.

use regie_charter::Denial;
use regie_terms::DossierId;
use regie_vault::Vault;

async fn by_id(vault: &Vault, dossier: DossierId) {
    let _ = vault.facts_for_judgement(dossier, &["entry"]).await;
}

async fn by_refusal(vault: &Vault, denial: &Denial) {
    let _ = vault.facts_for_judgement(denial, &["entry"]).await;
}

fn main() {}
