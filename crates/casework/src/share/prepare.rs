//! Walking the steps: changing what is prepared, and what the charter says to it as it stands.

use super::begin::Ground;
use super::facts::{Marked, Sharing};
use super::input::{Among, ShareInput};
use crate::act::{Allowed, Case, again};
use crate::check::Check;
use crate::guard::Caller;
use crate::thing::{Share, ShareState, kind};
use crate::{House, Refused};
use jiff::civil::Date;
use regie_terms::{
    Act, Answer, Data, DossierId, Id, PersonId, Question, QuestionKind, RequestId, Set,
};
use regie_vault::{Changes, Draft, Known};
use serde::Serialize;

/// What the charter says to a disclosure as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShareChecklist {
    /// Whether the reader may edit.
    pub edit: Answer,
    /// Whether it may be shared now, what is still needed, what must follow.
    pub disclosure: Answer,
    /// Who has to agree, where consent is needed.
    pub consent: Answer,
    /// Whether it is claimed to be unavoidable without consent.
    pub claimed: bool,
}

impl House {
    /// Changes a disclosure in preparation. A consent that was given before counts on only when recipient, purpose and facts are no
    /// wider than it was asked for (CON-1); for anything else the request in the portal is over.
    ///
    /// # Errors
    /// [`Refused::Invalid`] with the fields to be mended, `share: not-preparing` when it was shared or given up meanwhile;
    /// [`Refused::NotFound`] for a disclosure of another dossier.
    pub async fn update_share(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        input: &ShareInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.update_share_once(caller, dossier, share, input, request))
    }

    async fn update_share_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        input: &ShareInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        let Ground {
            standing,
            case,
            access,
            scope,
            own,
        } = self
            .share_ground(caller, dossier, "prepare-share", Act::Edit, request)
            .await?;
        if self.done_before(caller, "prepare-share", request).await? {
            return Ok(());
        }
        let Sharing { row, person } = Sharing::of(&case, share)?;
        preparing(row)?;
        let mut value = row.value.clone();
        let mut check = Check::default();
        let among = Among::offered(&self.form(QuestionKind::Disclosure));
        input.apply(&mut check, &case, person, &mut value, &among);
        check.done()?;
        let mut changes = Changes::default();
        if !row.value.matter().covers(&value.matter()) {
            // It is another matter than the family was asked about: they read nothing of it until they are asked anew. Who was asked stays, so
            // that its old address says to them that it is over, as it does of one that was given up (`portal/over.rs`).
            value.asked_at = None;
            changes.remove = self.tasks_of(share, super::settle::answered).await?;
        }
        let me = caller.account();
        if row.account != Some(me.0) && !value.others.contains(&me) {
            value.others.push(me);
        }
        let key = case.share_key(person, value.law).unwrap_or(own);
        let Allowed { permit, .. } = self.allow_change_under(scope, Some(key), &[access]).await?;
        changes.replace = vec![replaced(row, key, &value)?];
        changes.line_key = Some(key);
        let of = (dossier, share, person);
        self.touched(caller, &standing, of, &mut changes).await?;
        let _ = self.write(permit, changes).await?;
        Ok(())
    }

    /// The charter's answers to a disclosure as it stands, or as it would with what is typed in `input`. From the consents recorded for it; nothing is
    /// opened, so there is no line, except when it is refused.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not look at the dossier; [`Refused::NotFound`] for a disclosure of another one.
    pub async fn share_checklist(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        input: Option<&ShareInput>,
    ) -> Result<ShareChecklist, Refused> {
        let ground = self
            .share_ground(
                caller,
                dossier,
                "prepare-share",
                Act::View,
                RequestId::fresh(),
            )
            .await?;
        let Sharing { row, person } = Sharing::of(&ground.case, share)?;
        let mut value = row.value.clone();
        if let Some(input) = input {
            // What cannot be read is told when the form is sent; until then it counts as not there.
            let among = Among::offered(&self.form(QuestionKind::Disclosure));
            let mut aside = Check::default();
            input.apply(&mut aside, &ground.case, person, &mut value, &among);
        }
        let edit = self.charters().ask(&self.access_question(
            caller,
            &ground.standing,
            Act::Edit,
            None,
        )?)?;
        self.checklist(&ground.case, share, person, &value, edit)
    }

    pub(super) fn checklist(
        &self,
        case: &Case,
        id: Id,
        person: PersonId,
        share: &Share,
        edit: Answer,
    ) -> Result<ShareChecklist, Refused> {
        let today = self.today();
        let data = Marked::of(case, person, &share.facts)
            .map(|m| m.data)
            .unwrap_or_default();
        let question = self.share_question(case, id, person, share, today)?;
        Ok(ShareChecklist {
            edit,
            disclosure: self.charters().ask(&question)?,
            consent: self
                .charters()
                .ask(&self.who_agrees(case, person, data, today)?)?,
            claimed: share.unavoidable.is_some(),
        })
    }

    /// The disclosure question about a stored disclosure, with the consents recorded for it.
    pub(crate) fn share_question(
        &self,
        case: &Case,
        id: Id,
        person: PersonId,
        share: &Share,
        on: Date,
    ) -> Result<Question, Refused> {
        let data = Marked::of(case, person, &share.facts)
            .map(|m| m.data)
            .unwrap_or_default();
        let consents = case.consents_for(id, share);
        self.disclosure(case, (person, share), data, consents, on)
            .ok_or(Refused::NotFound)
    }

    /// The question who has to agree for a person, in the matter of these data.
    pub(crate) fn who_agrees(
        &self,
        case: &Case,
        person: PersonId,
        data: Set<Data>,
        on: Date,
    ) -> Result<Question, Refused> {
        let subject = case.subject(person, on).ok_or(Refused::NotFound)?;
        Ok(Self::consent_question(
            self.settings().charter,
            on,
            subject,
            data,
        ))
    }
}

/// Only what is still being prepared can be changed.
pub(crate) fn preparing(row: &Known<Share>) -> Result<(), Refused> {
    if row.value.state == ShareState::Preparing {
        Ok(())
    } else {
        Err(Refused::field("share", "not-preparing"))
    }
}

/// The next version of a disclosure.
pub(crate) fn replaced(
    row: &Known<Share>,
    key: regie_terms::KeyId,
    value: &Share,
) -> Result<Draft, Refused> {
    let mut draft = Draft::over(kind::DISCLOSURE, row, value)?;
    draft.key = key;
    Ok(draft)
}
