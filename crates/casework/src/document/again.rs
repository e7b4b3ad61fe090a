//! Looking at a document again: it is still needed, or it is taken out.

use super::Ground;
use super::add::review_task;
use super::input::review_days;
use crate::act::{Allowed, again, responsible};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{LookedAgain, kind};
use crate::{House, Refused};
use regie_terms::{Act, DossierId, Id, PersonId, RequestId};
use regie_vault::open::Where;
use regie_vault::{Changes, Draft};
use serde::Deserialize;

/// What was decided about a document, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct AgainInput {
    /// `keep` or `out`.
    pub answer: String,
    /// Until which day it is needed, when it is kept: after today, within two years. On that day it is looked at once more.
    pub until: String,
    /// Why.
    pub because: String,
}

impl House {
    /// Keeps a document until a day, or takes it out: then its label, the file and what waited for it are gone, and the line says who did it and why.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not edit the dossier; [`Refused::NotFound`] when there is no such document for this caller;
    /// [`Refused::Invalid`] with the fields to be mended.
    pub async fn look_at_document_again(
        &self,
        caller: &Caller,
        dossier: DossierId,
        document: Id,
        input: &AgainInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.look_again_once(caller, (dossier, document), input, request))
    }

    async fn look_again_once(
        &self,
        caller: &Caller,
        (dossier, document): (DossierId, Id),
        input: &AgainInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        let out = input.answer.trim() == "out";
        let act = if out {
            "take-out-document"
        } else {
            "keep-document"
        };
        let ground = self
            .document_ground(caller, (dossier, document), act, Act::Edit, request)
            .await?;
        let Some(Ground {
            mut scope,
            access,
            stored,
            standing,
            ..
        }) = ground
        else {
            return Ok(());
        };
        let mut check = Check::default();
        match input.answer.trim() {
            "out" | "keep" => {}
            "" => check.fault("answer", "unpicked"),
            _ => check.fault("answer", "unknown"),
        }
        let because = check.needed("because", &input.because, 1000);
        let (first, last) = review_days(self.today());
        let until = match out {
            true => None,
            false => check.day("until", &input.until, first, last),
        };
        check.done()?;

        let waiting = self
            .vault()
            .routing(Where::Of(document), &[kind::TASK])
            .await?;
        let mut changes = Changes {
            reason: Some(because.clone()),
            line_key: Some(stored.key),
            remove: waiting.iter().map(|t| t.id).collect(),
            ..Changes::default()
        };
        if let Some(until) = until {
            let mut value = stored.value.clone();
            value.review_on = until;
            value.looked_again.push(LookedAgain {
                at: scope.at,
                by: caller.name().to_owned(),
                because,
                until,
            });
            changes
                .replace
                .push(Draft::over(kind::DOCUMENT, &stored, &value)?);
            changes.add.push(review_task(
                responsible(&standing, caller),
                (dossier, stored.person.map(PersonId)),
                document,
                until,
            )?);
        } else {
            changes.remove.push(document);
            changes.remove.extend(self.files_of(document).await?);
        }
        scope.moves = vec![dossier.0];
        scope.parts.only = Some(vec![document]);
        let Allowed { permit, .. } = self
            .allow_change_under(scope, Some(stored.key), &[access])
            .await?;
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}
