//! A link between an account and a person made by anybody but the vault, which checks its seal.

use regie_terms::{DossierId, PersonId};
use regie_vault::around::Linked;
use regie_vault::open::Routing;

fn forge(link: Routing, dossier: DossierId, person: PersonId) -> Linked {
    Linked { link, dossier, person }
}

fn main() {}
