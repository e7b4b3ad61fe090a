//! Saying how one can be reached safely, and writing that down for somebody.

use super::{ContactInput, ContactView};
use crate::act::{Allowed, Case, again};
use crate::guard::Caller;
use crate::portal::{OwnGround, PortalCapacity};
use crate::thing::{Person, SafeContact, kind};
use crate::{House, Refused};
use regie_charter::{Parts, Whose};
use regie_terms::{Act, DossierId, KeyId, PersonId, RequestId};
use regie_vault::{Changes, Draft};

/// What writing it down is judged by.
const KINDS: [&str; 4] = [kind::DOSSIER, kind::PERSON, kind::FILE, kind::SAFE_CONTACT];

const ACT: &str = "set-channel";

impl House {
    /// One's own name and safe channel, for the page on which it is said. Only of oneself.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for anybody else's, whoever acts for them, and for staff.
    pub async fn my_contact(
        &self,
        caller: &Caller,
        person: PersonId,
    ) -> Result<(String, Option<ContactView>), Refused> {
        again!(self.my_contact_once(caller, person))
    }

    async fn my_contact_once(
        &self,
        caller: &Caller,
        person: PersonId,
    ) -> Result<(String, Option<ContactView>), Refused> {
        let OwnGround {
            own,
            case,
            question,
            mut scope,
            ..
        } = self
            .own_ground(caller, Some(person), "portal-view", RequestId::fresh())
            .await?;
        if own.capacity != PortalCapacity::Subject {
            return Err(Refused::NotFound);
        }
        let mut only = vec![person.0];
        only.extend(case.contact(person).map(|c| c.id));
        scope.parts.kinds = &[kind::PERSON, kind::SAFE_CONTACT];
        scope.parts.only = Some(only);
        let key = case.any_file(person);
        let Allowed { permit, .. } = self
            .allow_under(scope, key, |scope| {
                self.charters().judge_own(scope, &question)
            })
            .await?;
        let receipt = self.vault().look(permit, key).await?;
        let mut opened = self.vault().open(receipt).await?;
        let who = opened.take::<Person>(kind::PERSON)?.pop();
        let contact = opened.take::<SafeContact>(kind::SAFE_CONTACT)?.pop();
        let name = who.ok_or(Refused::NotFound)?.value.name();
        Ok((name, contact.map(|c| ContactView::of(&c.value))))
    }

    /// Says how one can be reached safely. It takes the place of what was said before.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for anybody else's; [`Refused::Invalid`] with the fields to be mended.
    pub async fn set_my_contact(
        &self,
        caller: &Caller,
        person: PersonId,
        input: &ContactInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.set_my_contact_once(caller, person, input, request))
    }

    async fn set_my_contact_once(
        &self,
        caller: &Caller,
        person: PersonId,
        input: &ContactInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        let OwnGround {
            own,
            case,
            question,
            mut scope,
            ..
        } = self.own_ground(caller, Some(person), ACT, request).await?;
        if own.capacity != PortalCapacity::Subject {
            return Err(Refused::NotFound);
        }
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        let contact = input.read(scope.at, None, request)?;
        let key = case.any_file(person).ok_or(Refused::NotFound)?;
        scope.moves = vec![own.dossier.0];
        scope.concerns = Vec::new();
        scope.parts.kinds = &[kind::SAFE_CONTACT];
        let Allowed { permit, .. } = self
            .allow_under(scope, Some(key), |scope| {
                self.charters().judge_own(scope, &question)
            })
            .await?;
        let changes = written(&case, (own.dossier, person, key), &contact)?;
        let _ = self.write(permit, changes).await?;
        Ok(())
    }

    /// Writes down how somebody of the dossier can be reached safely.
    ///
    /// # Errors
    /// [`Refused::Denied`] for who may not edit the dossier; [`Refused::NotFound`] for somebody who is not in it; [`Refused::Invalid`] with the
    /// fields to be mended.
    pub async fn set_contact(
        &self,
        caller: &Caller,
        dossier: DossierId,
        person: PersonId,
        input: &ContactInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        again!(self.set_contact_once(caller, dossier, person, input, request))
    }

    async fn set_contact_once(
        &self,
        caller: &Caller,
        dossier: DossierId,
        person: PersonId,
        input: &ContactInput,
        request: RequestId,
    ) -> Result<(), Refused> {
        let (actor, _) = caller.staff()?;
        let standing = self.standing(caller, dossier).await?;
        let access = self.access_question(caller, &standing, Act::Edit, None)?;
        let mut scope = self.asked(caller, ACT, actor, request);
        scope.dossier = Some(dossier);
        scope.facts.clone_from(&standing.facts);
        scope.moves = vec![dossier.0];
        scope.parts = Parts {
            about: Whose::Persons(vec![person]),
            kinds: &[kind::SAFE_CONTACT],
            only: None,
        };
        let gate = self.gate(&scope, &standing, &access).await?;
        let case = self.case(&gate, &KINDS).await?;
        if self.done_before(caller, ACT, request).await? {
            return Ok(());
        }
        case.person(person).ok_or(Refused::NotFound)?;
        let key = case.any_file(person).ok_or(Refused::NotFound)?;
        let mut contact = input.read(scope.at, Some(caller.name().to_owned()), request)?;
        // Who does not see secret addresses has none to fill in, and takes none away.
        if !crate::entry::sees_shielded(standing.relation)
            && contact.address.is_none()
            && let Some(before) = case.contact(person)
        {
            contact.address.clone_from(&before.value.address);
        }
        let Allowed { permit, .. } = self.allow_change_under(scope, Some(key), &[access]).await?;
        let changes = written(&case, (dossier, person, key), &contact)?;
        let _ = self.write(permit, changes).await?;
        Ok(())
    }
}

fn written(
    case: &Case,
    (dossier, person, key): (DossierId, PersonId, KeyId),
    contact: &SafeContact,
) -> Result<Changes, Refused> {
    let mut changes = Changes {
        line_key: Some(key),
        ..Changes::default()
    };
    match case.contact(person) {
        Some(before) => changes
            .replace
            .push(Draft::over(kind::SAFE_CONTACT, before, contact)?),
        None => changes.add.push(
            Draft::new(kind::SAFE_CONTACT, key, contact)?
                .dossier(dossier.0)
                .person(person.0),
        ),
    }
    Ok(changes)
}
