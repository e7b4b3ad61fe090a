//! The people of a dossier as its page shows them: who has authority over them, who decides soon, what they agreed to.

use super::term::Decides;
use super::view::{AgreementView, AuthorityView, PersonView};
use crate::act::{holder, over, subject};
use crate::contact::ContactView;
use crate::thing::{Agreement, Authority, Dossier, EntryConsent, Person, SafeContact, kind};
use crate::{House, Refused};
use jiff::ToSpan;
use jiff::civil::Date;
use regie_terms::{Bsn, Law, PersonId, Representative, years};
use regie_vault::{Of, Opened};

impl House {
    /// The people of what was opened, the principal first, then by birth.
    pub(crate) fn people(
        &self,
        opened: &mut Opened,
        principal: PersonId,
    ) -> Result<Vec<PersonView>, Refused> {
        let stored = opened.take::<Person>(kind::PERSON)?;
        let authority = opened.take::<Authority>(kind::AUTHORITY)?;
        let agreements = opened.take::<Agreement>(kind::AGREEMENT)?;
        let contacts = opened.take::<SafeContact>(kind::SAFE_CONTACT)?;
        let today = self.today();
        let name_of = |id: PersonId| stored.iter().find(|p| p.id == id.0).map(|p| p.value.name());
        let soon = |p: &Of<Person>| -> Result<Option<Decides>, Refused> {
            let about = (p.value.born, p.value.can_weigh);
            self.decides_soon(p.value.born, |on| {
                subject(about, over(&authority, PersonId(p.id), on), on)
            })
        };
        let decides: Vec<Option<Decides>> = stored.iter().map(soon).collect::<Result<_, _>>()?;
        let mut people: Vec<PersonView> = stored
            .iter()
            .zip(decides)
            .map(|(p, decides)| PersonView {
                decides,
                id: PersonId(p.id),
                name: p.value.name(),
                born: p.value.born,
                age: years(p.value.born, today),
                role: p.value.role.clone(),
                principal: p.id == principal.0,
                bsn: p
                    .value
                    .bsn
                    .as_deref()
                    .and_then(|b| Bsn::new(b).ok())
                    .map(|b| b.grouped()),
                address: match (&p.value.address, &p.value.postcode) {
                    (Some(street), Some(place)) => Some(format!("{street}, {place}")),
                    (one, other) => one.clone().or_else(|| other.clone()),
                },
                secret_address: p.value.secret_address,
                email: p.value.email.clone(),
                phone: p.value.phone.clone(),
                contact: contacts
                    .iter()
                    .find(|c| c.person == Some(p.id))
                    .map(|c| ContactView::of(&c.value)),
                can_weigh: p.value.can_weigh,
                authority: authority
                    .iter()
                    .filter(|a| a.person == Some(p.id) && a.value.holds(today))
                    .map(|a| AuthorityView {
                        holder: holder(a),
                        kind: a.value.kind,
                        name: a.value.by.and_then(name_of),
                        until: a.value.until,
                        narrowed: a.value.narrowed.clone(),
                    })
                    .collect(),
                agreement: agreements
                    .iter()
                    .rfind(|a| a.person == Some(p.id))
                    .map(|a| AgreementView::of(&a.value.said, name_of)),
            })
            .collect();
        people.sort_by_key(|p| (!p.principal, p.born));
        Ok(people)
    }

    /// The children of whom is not written down who has authority over them, where the charter asks a parent or guardian about them.
    pub(super) fn authority_unknown(
        &self,
        dossier: &Dossier,
        people: &[PersonView],
    ) -> Result<Vec<(PersonId, Date)>, Refused> {
        let mut out = Vec::new();
        let known = |p: &PersonView| {
            p.authority
                .iter()
                .any(|a| a.kind == Representative::ParentOrGuardian)
        };
        if !dossier.laws.contains(&Law::Jeugdwet) || dossier.closed.is_some() {
            return Ok(out);
        }
        let helped = |p: &&PersonView| p.agreement.is_none() && !known(p);
        for one in people.iter().filter(helped) {
            let none = std::iter::empty::<&Of<Authority>>();
            let subject = subject((one.born, one.can_weigh), none, self.today());
            if self.asks_parent(&subject)? {
                let due = dossier
                    .opened
                    .saturating_add(super::AUTHORITY_WITHIN.days());
                out.push((one.id, due));
            }
        }
        Ok(out)
    }
}

/// What was answered when it was asked whether something may be recorded. `name_of` gives the names of the people of the dossier.
pub(crate) fn agreed(
    said: &[EntryConsent],
    name_of: impl Fn(PersonId) -> String,
) -> Vec<AgreementView> {
    let name = |person| Some(name_of(person)).filter(|n| !n.is_empty());
    said.iter().map(|s| AgreementView::of(s, name)).collect()
}

impl AgreementView {
    fn of(said: &EntryConsent, name_of: impl Fn(PersonId) -> Option<String>) -> Self {
        let name = match &said.outsider {
            Some(outsider) => Some(outsider.name.clone()),
            None => said.person.and_then(name_of),
        };
        Self {
            of: said.of,
            name,
            answer: said.answer,
            form: said.form,
            on: said.on,
        }
    }
}
