//! Who is who in a family: what is read before the charter says whether a client may act for somebody in it.

use crate::act::{Case, over, subject};
use crate::acting::{ActingStands, Stands, limited, shut_out};
use crate::thing::{Acting, Authority, Person, kind};
use crate::{House, Refused};
use jiff::civil::Date;
use regie_terms::{Data, KeyId, PersonId, Set, Subject};
use regie_vault::Known;
use regie_vault::around::Linked;
use serde::Deserialize;

/// Of a person, what a question about who has to agree is made from. The rest of what is kept about them is not taken out.
#[derive(Deserialize)]
struct Age {
    born: Date,
    can_weigh: bool,
}

/// The people of a dossier by their ages, and who has authority over or represents whom.
pub(super) struct Kin {
    people: Vec<Known<Age>>,
    authorities: Vec<Known<Authority>>,
    acting: Vec<Known<ActingStands>>,
}

impl Kin {
    /// From what an act of staff was judged by already.
    pub fn of_case(case: &Case) -> Self {
        let age = |p: &Known<Person>| {
            let (born, can_weigh) = (p.value.born, p.value.can_weigh);
            Known::made_up(p.id, p.key, Age { born, can_weigh })
        };
        let stands = |a: &Known<Acting>| {
            let mut part = Known::made_up(a.id, a.key, ActingStands::from(&a.value));
            (part.person, part.of) = (a.person, a.of);
            part
        };
        Self {
            people: case.people.iter().map(age).collect(),
            authorities: case.authorities.clone(),
            acting: case.acting.iter().map(stands).collect(),
        }
    }

    /// Everybody, oldest record first.
    pub fn people(&self) -> impl Iterator<Item = PersonId> {
        self.people.iter().map(|p| PersonId(p.id))
    }

    /// Whether somebody is in this dossier.
    pub fn knows(&self, person: PersonId) -> bool {
        self.people().any(|p| p == person)
    }

    /// The key of a person's own records.
    pub fn key(&self, person: PersonId) -> Option<KeyId> {
        self.people.iter().find(|p| p.id == person.0).map(|p| p.key)
    }

    /// Who has authority over or represents somebody on a day.
    pub fn authority_over(
        &self,
        person: PersonId,
        on: Date,
    ) -> impl Iterator<Item = &Known<Authority>> {
        over(&self.authorities, person, on)
    }

    /// Whether somebody is kept out of a person's file, for the safety of that person.
    pub fn shut_out(&self, person: PersonId, one: PersonId) -> bool {
        shut_out(&self.acting, person, one)
    }

    /// The decisions about a person that stand.
    pub fn decided(&self, person: PersonId) -> impl Iterator<Item = &Known<ActingStands>> {
        let about = move |a: &&Known<ActingStands>| a.person == Some(person.0);
        self.acting
            .iter()
            .filter(about)
            .filter(|a| a.value.stands())
    }

    /// In which matters somebody may not act for a person.
    pub fn limited(&self, person: PersonId, one: PersonId) -> Set<Data> {
        limited(&self.acting, person, one)
    }

    /// The subject of a question. `None` for somebody who is not in this dossier, or was not born yet.
    pub fn subject(&self, person: PersonId, on: Date) -> Option<Subject> {
        let found = &self.people.iter().find(|p| p.id == person.0)?.value;
        subject(
            (found.born, found.can_weigh),
            self.authority_over(person, on),
            on,
        )
    }
}

impl House {
    /// Whether on a day others begin to decide about somebody whom the client of a link is, or has authority over.
    pub(crate) async fn turns(&self, link: &Linked, on: Date) -> Result<bool, Refused> {
        let (kin, me, today) = (self.kin(link).await?, link.person(), self.today());
        for person in kin.people() {
            let holds = |a: &Known<Authority>| a.value.by == Some(me);
            let acts = kin.authority_over(person, today).any(holds) && !kin.shut_out(person, me);
            if person != me && !acts {
                continue;
            }
            let Some(subject) = kin.subject(person, today) else {
                continue;
            };
            let days = self.birthdays(subject.born, today, |day| kin.subject(person, day))?;
            if days.iter().any(|(day, _)| *day == on) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Reads who is who in the dossier in which a client is known.
    pub(super) async fn kin(&self, link: &Linked) -> Result<Kin, Refused> {
        let mut facts = self.vault().facts_of_linked(link).await?;
        Ok(Kin {
            people: facts.take::<Age>(kind::PERSON)?,
            authorities: facts.take::<Authority>(kind::AUTHORITY)?,
            acting: facts.take::<ActingStands>(kind::ACTING)?,
        })
    }
}
