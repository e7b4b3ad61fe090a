//! What the charter still needs of a request: making sure who asks, a signature, somebody who joins on paper (RIG-4, RIG-12).

use super::ground::Handling;
use super::record::identity;
use crate::act::{Allowed, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::kind;
use crate::{House, Refused};
use regie_terms::{Act, DossierId, Id, PersonId, RequestId};
use regie_vault::{Changes, Draft};
use serde::Deserialize;

/// What came since, as typed. One of them at least.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CompleteInput {
    /// How it was made sure who asks: `document`, `known`.
    pub identity: String,
    /// Whether it is signed now.
    pub signed: String,
    /// Who joined, each as [`super::Candidate::value`].
    pub by: Vec<String>,
}

impl House {
    /// Writes down what was still needed of a request that waits.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not handle requests here; [`Refused::NotFound`] for a request of another dossier; [`Refused::Invalid`] with the
    /// fields to be mended: `identity: nothing` where nothing new was said, `identity: too-late` once it was decided.
    pub async fn complete_request(
        &self,
        caller: &Caller,
        dossier: DossierId,
        id: Id,
        input: &CompleteInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.complete_request_once(caller, dossier, id, input, request))
    }

    async fn complete_request_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        id: Id,
        input: &CompleteInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        const ACT: &str = "complete-request";
        let handling = self
            .handling(caller, dossier, ACT, (Act::Edit, false), request)
            .await?;
        let row = handling.row(id)?.clone();
        let person = row.person.map(PersonId).ok_or(Refused::NotFound)?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let questions = handling.questions();
        let Handling {
            case,
            mut scope,
            task,
            ..
        } = handling;
        let mut check = Check::default();
        let mut value = row.value.clone();
        if !case.request_state(&row, true).undecided() {
            return Err(Refused::field("identity", "too-late"));
        }
        let who = identity(&mut check, &input.identity, (self.today(), caller.name()));
        if value.identity.is_none() {
            value.identity = who;
        }
        value.signed |= Check::yes(&input.signed);
        let known = self.candidates(&case, person, value.right)?;
        for typed in input.by.iter().filter(|t| !t.trim().is_empty()) {
            match known.iter().find(|(_, c)| c.value == typed.trim()) {
                Some((one, _)) => {
                    let there =
                        |r: &crate::thing::Requester| (r.of, r.holder) == (one.of, one.holder);
                    if !value.by.iter().any(there) {
                        value.by.push(one.clone());
                    }
                }
                None => check.fault("by", "unknown"),
            }
        }
        let same = (&value.identity, value.signed, &value.by)
            == (&row.value.identity, row.value.signed, &row.value.by);
        if check.ok() && same {
            check.fault("identity", "nothing");
        }
        check.done()?;
        scope.concerns = self.request_concerns(&case, person, &value)?;
        let Allowed { permit, .. } = self
            .allow_handling(scope, row.key, &task, &questions)
            .await?;
        let at = (dossier, person, row.key);
        let changes = Changes {
            add: self.begin_objection(&case, at, (id, &value), caller.name())?,
            replace: vec![Draft::over(kind::REQUEST, &row, &value)?],
            line_key: Some(row.key),
            ..Changes::default()
        };
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}
