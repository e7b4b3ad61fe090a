//! The people of one made-up household: who lives there, who decides for whom.

use jiff::ToSpan;
use jiff::civil::Date;
use regie_terms::Representative;

use crate::bsn;
use crate::household::{Authority, AuthorityKind, Person, Representation, Who};
use crate::name::{Naming, Surname};
use crate::place::{self, NeighbourhoodTeam};
use crate::random::Random;

/// The members of the household at `index`, with their test numbers.
pub(crate) fn make(random: &mut Random, today: Date, index: u64) -> Vec<Person> {
    let shape = random.weighted(&SHAPES).copied().unwrap_or(Shape::Alone);
    Maker {
        random,
        today,
        index,
    }
    .people(shape)
}

/// Who make up a household.
#[derive(Clone, Copy)]
enum Shape {
    Alone,
    AloneOld,
    Couple,
    Parents,
    OneParent,
    ThreeGenerations,
    GrownChildAndParent,
    Guardian,
    UnderCare,
}

const SHAPES: [(u64, Shape); 9] = [
    (24, Shape::Alone),
    (14, Shape::AloneOld),
    (9, Shape::Couple),
    (21, Shape::Parents),
    (18, Shape::OneParent),
    (4, Shape::ThreeGenerations),
    (4, Shape::GrownChildAndParent),
    (2, Shape::Guardian),
    (4, Shape::UnderCare),
];

/// Makes the people of one household.
struct Maker<'a> {
    random: &'a mut Random,
    today: Date,
    index: u64,
}

impl Maker<'_> {
    fn people(&mut self, shape: Shape) -> Vec<Person> {
        let naming = Naming::draw(self.random);
        let family = naming.surname(self.random);
        let mut people = match shape {
            Shape::Alone => vec![self.adult(naming, &family, (18, 64))],
            Shape::AloneOld => vec![self.adult(naming, &family, (65, 97))],
            Shape::Couple => vec![
                self.adult(naming, &family, (22, 88)),
                self.adult(naming, &family, (22, 88)),
            ],
            Shape::Parents => self.with_children(naming, &family, 2),
            Shape::OneParent => self.with_children(naming, &family, 1),
            Shape::ThreeGenerations => {
                let mut people = self.with_children(naming, &family, 2);
                people.truncate(6);
                people.push(self.adult(naming, &family, (66, 90)));
                people
            }
            Shape::GrownChildAndParent => vec![
                self.adult(naming, &family, (20, 45)),
                self.adult(naming, &family, (62, 92)),
            ],
            Shape::Guardian => self.ward(naming, &family),
            Shape::UnderCare => vec![self.under_care(naming, &family)],
        };
        for (person, slot) in people.iter_mut().zip(0..) {
            person.bsn =
                bsn::nth(bsn::FOR_THE_DEMO + self.index.saturating_mul(7).saturating_add(slot));
        }
        people
    }

    fn born(&mut self, (youngest, oldest): (i64, i64)) -> Date {
        let age = self.random.between(youngest, oldest);
        let within = self.random.between(0, 364);
        self.today
            .saturating_sub(age.years())
            .saturating_sub(within.days())
    }

    fn person(&mut self, naming: Naming, family: &Surname, born: Date) -> Person {
        let woman = self.random.chance(52);
        let given = naming.given(self.random, woman);
        let alias = naming.alias(given).filter(|_| self.random.chance(30));
        Person {
            given: given.to_owned(),
            infix: family.infix.map(str::to_owned),
            surname: family.name.clone(),
            alias: alias.map(str::to_owned),
            born,
            bsn: None,
            authority: Vec::new(),
            authority_unclear: false,
            can_weigh: true,
            represented: Vec::new(),
            secret_address: false,
            elsewhere: None,
            email: None,
            phone: None,
            login: None,
        }
    }

    fn adult(&mut self, naming: Naming, family: &Surname, ages: (i64, i64)) -> Person {
        // One in three carries a name of their own: partners, in-laws, people who kept theirs.
        let own = if self.random.chance(33) {
            naming.surname(self.random)
        } else {
            family.clone()
        };
        let born = self.born(ages);
        let mut person = self.person(naming, &own, born);
        let number = self.random.below(10_000);
        person.phone = self
            .random
            .chance(85)
            .then(|| format!("06-0000{number:04}"));
        person.email = self
            .random
            .chance(60)
            .then(|| format!("bewoner-{}-{number}@example.org", self.index));
        person
    }

    fn with_children(&mut self, naming: Naming, family: &Surname, parents: usize) -> Vec<Person> {
        let mut people: Vec<Person> = (0..parents)
            .map(|_| self.adult(naming, family, (30, 52)))
            .collect();
        let youngest_parent = people
            .iter()
            .map(|parent| parent.age(self.today))
            .min()
            .unwrap_or(30);
        let oldest_child = i64::from(youngest_parent).saturating_sub(18).min(19);
        let other_parent =
            (parents == 1 && self.random.chance(55)).then(|| self.adult(naming, family, (30, 52)));
        let count = *self
            .random
            .weighted(&[(38, 1_usize), (36, 2), (16, 3), (7, 4), (3, 5)])
            .unwrap_or(&1);
        // Half of the parents who live elsewhere kept their authority.
        let other_decides = other_parent.is_some() && self.random.chance(50);
        let other_place = parents + count;
        let unclear = self.random.chance(2);
        for _ in 0..count {
            let born = self.born((0, oldest_child));
            let mut child = self.person(naming, family, born);
            if child.age(self.today) < 18 {
                let mut holders: Vec<usize> = (0..parents).collect();
                holders.extend(other_decides.then_some(other_place));
                child.authority_unclear = unclear;
                child.authority = holders
                    .into_iter()
                    .filter(|_| !unclear)
                    .map(|place| Authority {
                        who: Who::Member(place),
                        kind: AuthorityKind::Parent,
                    })
                    .collect();
            }
            people.push(child);
        }
        if let Some(mut other) = other_parent {
            let area = self
                .random
                .one_of(&NeighbourhoodTeam::ALL)
                .copied()
                .unwrap_or(NeighbourhoodTeam::Zuilen);
            other.elsewhere = Some(place::address(self.random, area));
            people.push(other);
        }
        people
    }

    /// A child who lives with a relative; the guardian is that relative or a certified institution.
    fn ward(&mut self, naming: Naming, family: &Surname) -> Vec<Person> {
        let relative = self.adult(naming, family, (28, 68));
        let born = self.born((1, 16));
        let mut child = self.person(naming, family, born);
        let who = if self.random.chance(60) {
            Who::Member(0)
        } else {
            Who::Outside("gecertificeerde instelling".to_owned())
        };
        child.authority.push(Authority {
            who,
            kind: AuthorityKind::Guardian,
        });
        vec![relative, child]
    }

    /// An adult with a representative from outside; some of them can weigh most matters, some cannot.
    fn under_care(&mut self, naming: Naming, family: &Surname) -> Person {
        let mut person = self.adult(naming, family, (19, 93));
        let by = *self
            .random
            .weighted(&[
                (5, Representative::Bewindvoerder),
                (3, Representative::Mentor),
                (2, Representative::Curator),
            ])
            .unwrap_or(&Representative::Mentor);
        person.can_weigh = by == Representative::Bewindvoerder;
        let who = match by {
            Representative::Bewindvoerder => "bewindvoerderskantoor",
            Representative::Curator => "curatorenkantoor",
            _ => "mentor",
        };
        person.represented.push(Representation {
            who: Who::Outside(who.to_owned()),
            by,
        });
        person
    }
}
