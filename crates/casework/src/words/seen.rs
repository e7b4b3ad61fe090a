//! Who reads the words of a client: their writer, whom they are about, and staff who see the fact they are about.

use crate::act::Case;
use crate::entry::{sees_shielded, shielded};
use crate::portal::{Own, PortalCapacity};
use crate::thing::{Contribution, TakenWay};
use regie_terms::{AccountId, Id, Relation};
use regie_vault::Known;

/// Whether a reader in the portal reads these words about the person for whom they act. `sees` are the entries that the reader sees.
///
/// What its writer wrote they know already, whatever became of the fact. Who it is about reads what another wrote, unless it is about what is kept
/// from them; anybody else of the family only once both versions stand beside a fact that they see.
pub(crate) fn reads_words(
    words: &Known<Contribution>,
    own: &Own,
    account: AccountId,
    sees: &[Id],
) -> bool {
    let seen = words.of.is_none_or(|of| sees.contains(&of));
    let beside = words
        .value
        .taken
        .as_ref()
        .is_some_and(|t| t.way == TakenWay::Beside);
    let about = words.person == Some(own.person.0);
    (about && words.account == Some(account.0))
        || (about && own.capacity == PortalCapacity::Subject && seen)
        || (beside && words.of.is_some() && seen)
}

/// The entries that somebody of staff who stands so to the dossier does not see.
pub(super) fn unseen(case: &Case, relation: Relation) -> Vec<Id> {
    if sees_shielded(relation) {
        Vec::new()
    } else {
        shielded(&case.entries)
    }
}

/// Words that wait to be taken in, for somebody of staff who stands so to the dossier.
pub(crate) fn waiting_words(
    case: &Case,
    words: Id,
    relation: Relation,
) -> Option<&Known<Contribution>> {
    let apart = unseen(case, relation);
    case.contributions
        .iter()
        .find(|c| c.id == words && c.value.taken.is_none())
        .filter(|c| c.of.is_none_or(|of| !apart.contains(&of)))
}
