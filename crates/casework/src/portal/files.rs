//! Whose files are mine to look at today.

use super::own::{OwnGround, PortalCapacity};
use crate::act::{Allowed, again};
use crate::guard::Caller;
use crate::thing::{Person, kind};
use crate::{House, Refused};
use regie_charter::Capacity;
use regie_terms::{DossierId, PersonId};
use serde::Serialize;

/// A person whose file this client may look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MyFileRow {
    /// The person, as this dossier knows them.
    pub person: PersonId,
    /// The dossier.
    pub dossier: DossierId,
    /// Their name.
    pub name: String,
    /// In what capacity.
    pub capacity: PortalCapacity,
}

impl House {
    /// The people for whom this client may act today: first themselves, then those they have authority over or represent. Each look is a line in that person's own
    /// list.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for staff.
    pub async fn my_files(&self, caller: &Caller) -> Result<Vec<MyFileRow>, Refused> {
        again!(self.my_files_once(caller))
    }

    async fn my_files_once(&self, caller: &Caller) -> Result<Vec<MyFileRow>, Refused> {
        caller.client(Capacity::Subject)?;
        let mut rows = Vec::new();
        for ground in self.own_grounds(caller, "portal-view").await? {
            let OwnGround {
                own,
                case,
                question,
                mut scope,
                ..
            } = ground;
            scope.parts.kinds = &[kind::PERSON];
            scope.parts.only = Some(vec![own.person.0]);
            let Allowed { permit, .. } = self
                .allow_under(scope, case.any_file(own.person), |scope| {
                    self.charters().judge_own(scope, &question)
                })
                .await?;
            let receipt = self.vault().look(permit, case.any_file(own.person)).await?;
            let person = self
                .vault()
                .open(receipt)
                .await?
                .take::<Person>(kind::PERSON)?
                .pop();
            let name = person.map(|p| p.value.name()).unwrap_or_default();
            rows.push(MyFileRow {
                person: own.person,
                dossier: own.dossier,
                name,
                capacity: own.capacity,
            });
        }
        rows.sort_by(|a, b| (a.capacity, &a.name, a.person).cmp(&(b.capacity, &b.name, b.person)));
        Ok(rows)
    }
}
