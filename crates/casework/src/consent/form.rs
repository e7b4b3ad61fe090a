//! The form of a consent as it was handed in: sealed like any entry, shown again on asking (CON-7).

use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::share::concerned;
use crate::thing::{Scan, kind};
use crate::{House, Refused, ScanView};
use regie_charter::{Parts, Whose};
use regie_terms::{Act, DossierId, Id, PersonId, RequestId};
use regie_vault::open::Where;

impl House {
    /// The form attached to a consent.
    ///
    /// # Errors
    /// [`Refused::Denied`] for those who may not look at the dossier; [`Refused::NotFound`] when there is no such form in it.
    pub async fn consent_form(
        &self,
        caller: &Caller,
        dossier: DossierId,
        consent: Id,
    ) -> Result<ScanView, Refused> {
        again!(self.consent_form_once(caller, dossier, consent))
    }

    async fn consent_form_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        consent: Id,
    ) -> Result<ScanView, Refused> {
        let ground = self
            .share_ground(
                caller,
                dossier,
                "view-dossier",
                Act::View,
                RequestId::fresh(),
            )
            .await?;
        let rows = self
            .vault()
            .routing(Where::Of(consent), &[kind::CONSENT_FORM])
            .await?;
        let row = rows
            .into_iter()
            .find(|r| r.dossier == Some(dossier.0))
            .ok_or(Refused::NotFound)?;
        let mut scope = ground.scope;
        scope.moves.clear();
        // The form of an answer about what is kept from the family: a look at it is in nobody's list.
        let person = row.person.map(PersonId).ok_or(Refused::NotFound)?;
        let share = ground
            .case
            .consents
            .iter()
            .find(|c| c.id == consent)
            .and_then(|c| ground.case.share(c.of?));
        scope.concerns = match share {
            Some(share) => concerned(&ground.case, &share.value, person),
            None => vec![person],
        };
        scope.parts = Parts {
            about: Whose::Household,
            kinds: &[kind::CONSENT_FORM],
            only: Some(vec![row.id]),
        };
        let Allowed { permit, .. } = self
            .allow_look_under(scope, Some(row.key), &[ground.access])
            .await?;
        let receipt = self.vault().look(permit, Some(row.key)).await?;
        let mut opened = self.vault().open(receipt).await?;
        let form = opened
            .take::<Scan>(kind::CONSENT_FORM)?
            .pop()
            .ok_or(Refused::NotFound)?
            .value;
        ScanView::of(form)
    }
}
