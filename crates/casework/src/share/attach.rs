//! A form on paper that comes in later than the answer it belongs to: also after sharing (CON-7).

use super::begin::Ground;
use super::facts::{Sharing, concerned};
use crate::act::{Allowed, Case, again};
use crate::check::Check;
use crate::consent::FormFile;
use crate::guard::Caller;
use crate::scan;
use crate::thing::{ConsentGiven, ConsentWay, Share, ShareState, TaskKind, kind};
use crate::{House, Refused};
use regie_charter::{Parts, Whose};
use regie_terms::{Act, ConsentAnswer, ConsentForm as Form, DossierId, Id, Outcome, RequestId};
use regie_vault::open::Where;
use regie_vault::{Changes, Draft};

const ACT: &str = "attach-form";

impl House {
    /// Whether the form of an answer can still be attached. Asked before the page with the form is shown; nothing is opened.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not edit the dossier; [`Refused::NotFound`] when there is no such answer on paper about this disclosure,
    /// or its form is there.
    pub async fn may_attach_form(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        consent: Id,
    ) -> Result<(), Refused> {
        let ground = self
            .share_ground(caller, dossier, ACT, Act::Edit, RequestId::fresh())
            .await?;
        self.without_form(&ground.case, share, consent).await
    }

    /// An answer on paper about this disclosure whose form is not there yet.
    async fn without_form(&self, case: &Case, share: Id, consent: Id) -> Result<(), Refused> {
        let known = case
            .consents_of(share)
            .any(|c| c.id == consent && on_paper(&c.value));
        if !known || self.has_form(consent).await? {
            return Err(Refused::NotFound);
        }
        Ok(())
    }

    async fn has_form(&self, consent: Id) -> Result<bool, Refused> {
        let forms = self
            .vault()
            .routing(Where::Of(consent), &[kind::CONSENT_FORM])
            .await?;
        Ok(!forms.is_empty())
    }

    /// Attaches the form of an answer that was given on paper, before or after sharing. The task to complete it goes when nothing else was missing.
    ///
    /// # Errors
    /// As [`House::may_attach_form`]; [`Refused::Invalid`] with `file`: `missing`, `too-large`, `not-a-form`.
    pub async fn attach_form(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        consent: Id,
        file: Option<FormFile<'_>>,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.attach_form_once(caller, dossier, share, consent, file, request))
    }

    async fn attach_form_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        share: Id,
        consent: Id,
        file: Option<FormFile<'_>>,
        request: RequestId,
    ) -> Result<(), Refused> {
        let Ground {
            standing,
            case,
            access,
            mut scope,
            own,
        } = self
            .share_ground(caller, dossier, ACT, Act::Edit, request)
            .await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let Sharing { row, person } = Sharing::of(&case, share)?;
        self.without_form(&case, share, consent).await?;
        let mut check = Check::default();
        let bytes = file.map(|f| f.0);
        let form = match scan::handed_in(bytes).await {
            Some(Ok(form)) => Some(form),
            Some(Err(code)) => {
                check.fault("file", code);
                None
            }
            None => {
                check.fault("file", "missing");
                None
            }
        };
        check.done()?;
        let Some(form) = form else {
            return Err(Refused::field("file", "missing"));
        };
        let key = case.share_key(person, row.value.law).unwrap_or(own);
        let form = Draft::new(kind::CONSENT_FORM, key, &form)?
            .dossier(dossier.0)
            .person(person.0)
            .of(consent);
        let complete = self
            .complete_with(&case, share, &row.value, consent)
            .await?;
        let remove = self
            .tasks_of(share, |what| complete && what == TaskKind::Complete)
            .await?;
        scope.concerns = concerned(&case, &row.value, person);
        scope.parts = Parts {
            about: Whose::Persons(vec![person]),
            kinds: &[kind::CONSENT_FORM],
            only: None,
        };
        let Allowed { permit, .. } = self.allow_change_under(scope, Some(key), &[access]).await?;
        let mut changes = Changes {
            add: vec![form],
            remove,
            line_key: Some(key),
            ..Changes::default()
        };
        if row.value.state == ShareState::Preparing {
            let of = (dossier, share, person);
            self.touched(caller, &standing, of, &mut changes).await?;
        }
        let _ = self.write(permit, changes).await?;
        Ok(())
    }

    /// Whether nothing is missing any more once this answer has its form: the decision lacked nothing, and every other yes on paper has its form.
    async fn complete_with(
        &self,
        case: &Case,
        share: Id,
        value: &Share,
        consent: Id,
    ) -> Result<bool, Refused> {
        let decided = value
            .decision
            .as_ref()
            .is_some_and(|d| d.outcome == Outcome::Permitted);
        if !decided {
            return Ok(false);
        }
        for other in case.consents_of(share).filter(|c| {
            c.id != consent && on_paper(&c.value) && c.value.answer == ConsentAnswer::Given
        }) {
            if !self.has_form(other.id).await? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Whether an answer was written by hand: then there is a form of it somewhere.
pub(super) fn on_paper(consent: &ConsentGiven) -> bool {
    consent.form == Form::Written && consent.way != ConsentWay::Portal
}
