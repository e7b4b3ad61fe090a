//! The copy, and the file to take along, for who asked it on paper or at the desk and was granted it: what they would read and take in the portal
//! (GDPR 15(3), 20; RIG-2, RIG-9, POR-5). What was refused of it is not there.

use super::ground::Handling;
use super::state::RequestState;
use crate::act::again;
use crate::guard::Caller;
use crate::portal::{Along, MyFile, OWN_KINDS, Reader};
use crate::thing::RequestDecision;
use crate::{House, Refused, ScanView};
use regie_terms::{AccountId, Act, DossierId, Id, PersonId, RequestId, Right};

/// Which of the two is made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Made {
    Copy,
    Along,
}

impl House {
    /// The file as who asked for access reads it, for the copy that goes to them.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not handle requests here; [`Refused::NotFound`] for a request of another dossier, one for another right, one that
    /// was not granted, and where who asks may not act for the person any more.
    pub async fn request_copy(
        &self,
        caller: &Caller,
        dossier: DossierId,
        request: Id,
    ) -> Result<MyFile, Refused> {
        let made = async { again!(self.made_once(caller, dossier, request, Made::Copy)) };
        Ok(made.await?.0)
    }

    /// The archive that who asked for portability takes along.
    ///
    /// # Errors
    /// As [`House::request_copy`].
    pub async fn request_along(
        &self,
        caller: &Caller,
        dossier: DossierId,
        request: Id,
        words: &Along,
    ) -> Result<Vec<u8>, Refused> {
        let made = async { again!(self.made_once(caller, dossier, request, Made::Along)) };
        let (file, scans) = made.await?;
        self.packed_along(file, scans, words).await
    }

    async fn made_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        id: Id,
        made: Made,
    ) -> Result<(MyFile, Vec<(Id, ScanView)>), Refused> {
        let act = match made {
            Made::Copy => "copy-for-request",
            Made::Along => "take-for-request",
        };
        let leave = (Act::View, false);
        let handling = self
            .handling(caller, dossier, act, leave, RequestId::fresh())
            .await?;
        let row = handling.row(id)?.clone();
        let person = row.person.map(PersonId).ok_or(Refused::NotFound)?;
        let right = match made {
            Made::Copy => matches!(row.value.right, Right::Access | Right::Information),
            Made::Along => row.value.right == Right::Portability,
        };
        let state = handling.case.request_state(&row, false);
        let granted = matches!(state, RequestState::CarryingOut | RequestState::Done);
        let decision: RequestDecision = match handling.case.decision_on(id) {
            Some(one) if right && granted && row.of.is_none() => one.value.clone(),
            _ => return Err(Refused::NotFound),
        };
        let case = self.case(&handling.gate, &OWN_KINDS).await?;
        let mut askers = row.value.by.iter().filter_map(|r| r.person);
        let me = askers.next().ok_or(Refused::NotFound)?;
        let found = self.as_client(&case, dossier, me, person)?;
        let (own, allowed) = found.ok_or(Refused::NotFound)?;
        let reader = Reader {
            own,
            allowed,
            account: AccountId(Id::from_bytes([0; 16])),
            whole: made == Made::Along,
        };
        let questions = handling.questions();
        let Handling {
            mut scope,
            task,
            own,
            ..
        } = handling;
        scope.moves.clear();
        scope.concerns = self.request_concerns(&case, person, &row.value)?;
        let key = case.any_file(person).unwrap_or(own);
        let leave = async |scope| {
            self.allow_handling_look(scope, key, &task, &questions)
                .await
        };
        let (mut file, mut scans) = self.file_for(&case, reader, scope, leave).await?;
        file.entries.retain(|e| decision.grants(e.id));
        file.documents.retain(|d| decision.grants(d.id));
        scans.retain(|(of, _)| decision.grants(*of));
        Ok((file, scans))
    }
}
