//! Documents in a dossier (FLD-3). Recording the conclusion is the default; a document itself is put in where that will not do, with a label as an
//! entry has one, for as long as it is needed.
//!
//! The same two questions are asked as for an entry: may this person edit the dossier, and may this be recorded. Who of those that may open the
//! dossier may read a document is chosen with it; a shielded one is there for coordinator and substitute alone.

mod add;
mod again;
mod input;
mod open;
mod preview;
mod shield;
mod view;

pub use again::AgainInput;
pub use input::DocumentInput;
pub use view::DocumentView;
pub(crate) use view::readable;

use crate::act::Case;
use crate::dossier::Standing;
use crate::entry::{document_for_safety, family};
use crate::guard::Caller;
use crate::thing::{Document, kind};
use crate::{House, Refused};
use regie_charter::{Parts, Scope, Whose};
use regie_terms::{Act, DossierId, Id, PersonId, Question, RequestId};
use regie_vault::Known;

/// What acts with a document that is there are judged by.
const KINDS: [&str; 4] = [kind::DOSSIER, kind::PERSON, kind::FILE, kind::DOCUMENT];

/// The acts that keep a document out of ordinary view and let it be seen again. Their lines concern nobody, refused or not.
const SHIELDING: [&str; 3] = ["shield-document", "unshield-document", "ask-release"];

/// A document that somebody may read, and what an act with it starts from.
struct Ground {
    scope: Scope,
    access: Question,
    stored: Known<Document>,
    standing: Standing,
}

impl House {
    /// Asks for leave and finds the document. To those who may not read it, it is not there.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not do this in the dossier; `Ok(None)` when the request was carried out before.
    async fn document_ground(
        &self,
        caller: &Caller,
        (dossier, document): (DossierId, Id),
        act: &'static str,
        may: Act,
        request: RequestId,
    ) -> Result<Option<Ground>, Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, may, None)?;
        let mut scope = self.asked(caller, act, actor, request);
        scope.dossier = Some(dossier);
        // That somebody tried to put something aside stands in nobody's own list: it would tell that there may be something.
        if !SHIELDING.contains(&act) {
            scope.concerns.clone_from(&standing.people);
        }
        scope.facts.clone_from(&standing.facts);
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::DOCUMENT],
            only: None,
        };
        let gate = self.gate(&scope, &standing, &access).await?;
        let mut case = self.case(&gate, &KINDS).await?;
        if !standing.exists() {
            return Err(Refused::NotFound);
        }
        if may == Act::Edit && self.done_before(caller, act, request).await? {
            return Ok(None);
        }
        let found = case
            .documents
            .iter()
            .position(|d| d.id == document && readable(&d.value, standing.relation))
            .ok_or(Refused::NotFound)?;
        let stored = case.documents.swap_remove(found);
        if stored.still {
            return Err(Refused::field("reason", "restricted"));
        }
        if !SHIELDING.contains(&act) {
            scope.concerns = concerned(&case, &stored);
        }
        Ok(Some(Ground {
            scope,
            access,
            stored,
            standing,
        }))
    }
}

/// Whom a line about a document concerns. One about a shielded document concerns nobody: the family's list of who did what must not show that
/// there is something it does not show.
fn concerned(case: &Case, document: &Known<Document>) -> Vec<PersonId> {
    if document.value.shielded || document_for_safety(&document.value) {
        return Vec::new();
    }
    match document.person {
        Some(person) => vec![PersonId(person)],
        None => family(case),
    }
}
