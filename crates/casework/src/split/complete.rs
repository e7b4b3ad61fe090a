//! What the charter still needs before a dossier is split: making sure who asks it, a signature, who asks it with them (RIG-4, RIG-12).

use crate::act::again;
use crate::check::Check;
use crate::guard::Caller;
use crate::request::{CompleteInput, identity};
use crate::{House, Refused};
use regie_terms::{DossierId, Id, RequestId, Right};

impl House {
    /// Writes down what was still needed of an objection to one dossier together.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not; [`Refused::NotFound`] for an objection of another dossier; [`Refused::Invalid`] with the fields to be mended:
    /// `identity: nothing` where nothing new was said, `identity: too-late` once it was decided.
    pub async fn complete_split(
        &self,
        caller: &Caller,
        dossier: DossierId,
        split: Id,
        input: &CompleteInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.complete_split_once(caller, dossier, split, input, request))
    }

    async fn complete_split_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        split: Id,
        input: &CompleteInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        const ACT: &str = "complete-split";
        let ground = self.split_ground(caller, dossier, ACT, request).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let (row, person) = ground.split(split)?;
        let row = row.clone();
        if row.value.decision.is_some() || row.value.done.is_some() {
            return Err(Refused::field("identity", "too-late"));
        }
        let mut check = Check::default();
        let mut value = row.value.clone();
        let who = identity(&mut check, &input.identity, (self.today(), caller.name()));
        let news = (who.is_some() && value.identity.is_none())
            || (Check::yes(&input.signed) && !value.signed);
        value.identity = value.identity.or(who);
        value.signed |= Check::yes(&input.signed);
        let known = self.candidates(&ground.case, person, Right::Objection)?;
        let before = value.joined.len();
        for typed in input.by.iter().filter(|t| !t.trim().is_empty()) {
            match known.iter().find(|(_, c)| c.value == typed.trim()) {
                Some((one, _)) => {
                    let there = value
                        .askers()
                        .any(|r| (r.of, r.holder) == (one.of, one.holder));
                    if !there {
                        value.joined.push(one.clone());
                    }
                }
                None => check.fault("by", "unknown"),
            }
        }
        if check.ok() && !news && value.joined.len() == before {
            check.fault("identity", "nothing");
        }
        check.done()?;
        self.split_written(ground, &row, &value).await
    }
}
