//! Who has a place in a dossier.

use super::{Ground, Place};
use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::thing::Involvement;
use crate::{House, Refused, date_of};
use jiff::civil::Date;
use regie_charter::View;
use regie_terms::{AccountId, DossierId, Id, RequestId};
use regie_vault::{Of, Opened};
use serde::Serialize;

/// Somebody's place in a dossier.
#[derive(Clone, Debug, Serialize)]
pub struct AppointmentRow {
    /// The appointment.
    pub id: Id,
    /// As what.
    pub place: Place,
    /// Who.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// The first day.
    pub since: Date,
    /// The last day, when it ends by itself.
    pub until: Option<Date>,
    /// Why, for somebody involved; who was put in before it was asked has none.
    pub why: Option<String>,
}

impl House {
    /// Who has a place in the dossier, for who may name them; nothing else of the dossier is opened.
    ///
    /// # Errors
    /// [`Refused::Denied`] for everybody else, [`Refused::NotFound`] when there is no such dossier.
    pub async fn appointments(
        &self,
        caller: &Caller,
        dossier: DossierId,
    ) -> Result<Vec<AppointmentRow>, Refused> {
        again!(self.appointments_once(caller, dossier))
    }

    async fn appointments_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
    ) -> Result<Vec<AppointmentRow>, Refused> {
        let Ground {
            mut scope,
            task,
            key,
            ..
        } = self
            .assign_ground(caller, dossier, "view-appointments", RequestId::fresh())
            .await?;
        scope.moves.clear();
        let Allowed { permit, .. } = self.allow_task::<View>(scope, &task, &[]).await?;
        let receipt = self.vault().look(permit, Some(key)).await?;
        let mut opened = self.vault().open(receipt).await?;
        self.places_of(&mut opened).await
    }

    /// The appointments of what was opened: coordinator, substitute, then the involved.
    pub(crate) async fn places_of(
        &self,
        opened: &mut Opened,
    ) -> Result<Vec<AppointmentRow>, Refused> {
        let mut found: Vec<(Place, Of<Involvement>)> = Vec::new();
        for place in [Place::Coordinator, Place::Substitute, Place::Involved] {
            let rows = opened.take::<Involvement>(place.kind())?;
            found.extend(rows.into_iter().map(|row| (place, row)));
        }
        let mut accounts: Vec<AccountId> = found
            .iter()
            .filter_map(|(_, row)| row.account.map(AccountId))
            .collect();
        accounts.sort_unstable();
        accounts.dedup();
        let names = self.names(accounts).await?;
        Ok(found
            .into_iter()
            .filter_map(|(place, row)| {
                let account = AccountId(row.account?);
                let name = names.iter().find(|(id, _)| *id == account);
                Some(AppointmentRow {
                    id: row.id,
                    place,
                    account,
                    name: name.map(|(_, n)| n.clone()).unwrap_or_default(),
                    since: row.value.since,
                    until: row.due.map(date_of),
                    why: row.value.why,
                })
            })
            .collect())
    }
}
