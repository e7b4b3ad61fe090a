//! A synthetic neighbourhood of any size: household by household, in any order, always the same.

use jiff::ToSpan;
use jiff::civil::Date;
use regie_terms::{Bsn, Charter, Law};

use crate::bsn;
use crate::demo::{self, Happening};
use crate::household::{DossierPlan, EntryPlan, Household, Person, Who};
use crate::people;
use crate::place::{self, NeighbourhoodTeam, Team};
use crate::random::Random;
use crate::staff::{self, StaffMember};
use crate::text::{self, Topic};

/// No dossier here is older than the charter it is asked under (PV, 25 May 2018).
const FIRST_DAY: Date = jiff::civil::date(2018, 5, 25);

/// How many entries a dossier gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entries {
    /// Five to forty, mostly few.
    Varied,
    /// This many, for measurements.
    Exactly(u32),
}

/// A synthetic population, made from a seed and a date.
///
/// Nothing is kept: [`household`](Self::household) computes the one asked for, so a million of them cost no
/// more memory than one. Equal seeds and dates give equal households on every machine.
///
/// ```
/// use regie_testkit::Neighbourhood;
/// let neighbourhood = Neighbourhood::new(1, jiff::civil::date(2026, 11, 21));
/// let household = neighbourhood.household(999_999);
/// assert!((1..=7).contains(&household.members.len()));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Neighbourhood {
    seed: u64,
    today: Date,
    entries: Entries,
    extra_staff: u64,
}

impl Neighbourhood {
    /// The neighbourhood of `seed` as it stands on `today`: ages, absences and terms are counted from that
    /// day, and nothing in it lies later.
    #[must_use]
    pub const fn new(seed: u64, today: Date) -> Self {
        Self {
            seed,
            today,
            entries: Entries::Varied,
            extra_staff: 0,
        }
    }

    /// The same neighbourhood with another number of entries in each dossier. Who lives there does not
    /// change.
    #[must_use]
    pub const fn with_entries(self, entries: Entries) -> Self {
        Self { entries, ..self }
    }

    /// The same neighbourhood with `extra` professionals beside the fixed staff, so that a large population
    /// gives caseloads people could have.
    #[must_use]
    pub const fn with_extra_staff(self, extra: u64) -> Self {
        Self {
            extra_staff: extra,
            ..self
        }
    }

    /// The day the neighbourhood is seen on.
    #[must_use]
    pub const fn today(&self) -> Date {
        self.today
    }

    /// The staff: 29 fixed people, of whom the first sixteen coordinate, then the extra professionals.
    #[must_use]
    pub fn staff(&self) -> Vec<StaffMember> {
        staff::list(self.today, self.extra_staff)
    }

    /// The `n`th test number, counted from 0; nothing past the 9,091st. The first 120 belong to the
    /// hand-written families.
    #[must_use]
    pub fn bsn(&self, n: u64) -> Option<Bsn> {
        bsn::nth(n)
    }

    /// The household at `index`, counted from 0, with one dossier.
    #[must_use]
    pub fn household(&self, index: u64) -> Household {
        let mut random = Random::new(self.seed, index);
        let neighbourhood = random
            .one_of(&NeighbourhoodTeam::ALL)
            .copied()
            .unwrap_or(NeighbourhoodTeam::Overvecht);
        let address = place::address(&mut random, neighbourhood);
        let mut members = people::make(&mut random, self.today, index);
        if random.chance(1) {
            members
                .iter_mut()
                .filter(|person| person.elsewhere.is_none())
                .for_each(|person| person.secret_address = true);
        }
        let team = if members.iter().any(|person| person.age(self.today) < 18) {
            Team::JeugdEnGezin
        } else {
            Team::Sociaal
        };
        // The dossier has its own row of numbers, so that another number of entries moves nobody.
        let mut random = Random::new(self.seed ^ 0x444F_5353, index);
        let dossier = self.dossier(&mut random, &members, neighbourhood, team);
        Household {
            index,
            address,
            neighbourhood_team: neighbourhood,
            team,
            members,
            dossiers: vec![dossier],
        }
    }

    /// The hand-written families of the demonstration, numbered from 0.
    /// They do not depend on the seed.
    #[must_use]
    pub fn demo(&self) -> Vec<Household> {
        demo::households(self.today)
    }

    /// What happened to those families in the days before, under a charter, in the order of time.
    #[must_use]
    pub fn happened(&self, charter: Charter) -> Vec<Happening> {
        demo::happened(self.today, charter)
    }

    fn dossier(
        &self,
        random: &mut Random,
        members: &[Person],
        area: NeighbourhoodTeam,
        team: Team,
    ) -> DossierPlan {
        let [coordinator, substitute, colleague] =
            staff::assign(random, area, team, self.extra_staff);
        let mut involved = Vec::new();
        if random.chance(25) {
            involved.push(colleague);
        }
        if random.chance(15) {
            involved.push(staff::place::SUPPORT);
        }
        let child = members
            .iter()
            .position(|person| person.age(self.today) < 18);
        let principal = child.unwrap_or(0);
        let topics = topics(
            random,
            members.get(principal).map(|person| person.age(self.today)),
        );
        let open_for = random.between(30, 1400);
        // A dossier about a child is not older than the child, one about an adult not older than that.
        let grown = members
            .get(principal)
            .map_or(FIRST_DAY, |person| match child {
                Some(_) => person.born,
                None => person.born.saturating_add(18.years()),
            });
        let opened = self
            .today
            .saturating_sub(open_for.days())
            .max(FIRST_DAY)
            .max(grown)
            .min(self.today);
        let closed = (open_for > 200 && random.chance(12))
            .then(|| opened.saturating_add((open_for / 2).days()).min(self.today));
        let end = closed.unwrap_or(self.today);
        let count = match self.entries {
            Entries::Exactly(count) => count,
            Entries::Varied => varied(random),
        };
        let part: Vec<usize> = (0..members.len())
            .filter(|place| members.get(*place).is_some_and(|m| m.elsewhere.is_none()))
            .collect();
        let entries = entries(
            random,
            &topics,
            members,
            &part,
            principal,
            (opened, end),
            count,
        );
        let mut laws: Vec<Law> = Vec::new();
        for law in topics.iter().map(|topic| topic.law()) {
            if !laws.contains(&law) {
                laws.push(law);
            }
        }
        DossierPlan {
            principal,
            members: part,
            laws,
            opened,
            closed,
            coordinator,
            substitute,
            involved,
            entries,
        }
    }
}

/// Five to forty; half of the dossiers have at most fourteen.
fn varied(random: &mut Random) -> u32 {
    let low = random.between(5, 40).min(random.between(5, 40));
    u32::try_from(low).unwrap_or(5)
}

fn topics(random: &mut Random, age: Option<u32>) -> Vec<Topic> {
    const ADULTS: [Topic; 5] = [
        Topic::Debts,
        Topic::Benefits,
        Topic::Housing,
        Topic::Care,
        Topic::Loneliness,
    ];
    const CHILDREN: [Topic; 3] = [Topic::YouthHelp, Topic::Parenting, Topic::School];
    // Too young for school when the dossier may have been opened.
    const SMALL: [Topic; 2] = [Topic::YouthHelp, Topic::Parenting];
    let with_children = age.is_some_and(|age| age < 18);
    let own: &[Topic] = match age {
        Some(..9) => &SMALL,
        Some(..18) => &CHILDREN,
        _ => &ADULTS,
    };
    let first = random.one_of(own).copied().unwrap_or(Topic::Housing);
    let mut topics = vec![first];
    if random.chance(60) {
        let second = random.one_of(own).copied().unwrap_or(first);
        if second != first {
            topics.push(second);
        }
    }
    if with_children && random.chance(35) {
        topics.push(random.one_of(&ADULTS).copied().unwrap_or(Topic::Housing));
    }
    topics
}

fn entries(
    random: &mut Random,
    topics: &[Topic],
    members: &[Person],
    part: &[usize],
    principal: usize,
    (opened, end): (Date, Date),
    count: u32,
) -> Vec<EntryPlan> {
    let days = i64::from((end - opened).get_days()).max(0);
    let mut entries = Vec::new();
    let mut said = Vec::new();
    let mut tries = 0;
    while (entries.len() as u64) < u64::from(count) && tries < u64::from(count) * 60 {
        tries += 1;
        let done = entries.len() as i64;
        let on = opened.saturating_add((days * done / i64::from(count.max(1))).days());
        let place = if random.chance(65) {
            principal
        } else {
            random.one_of(part).copied().unwrap_or(principal)
        };
        let (Some(topic), Some(person)) = (random.one_of(topics).copied(), members.get(place))
        else {
            continue;
        };
        if person.born > on {
            continue;
        }
        let spokesperson = spokesperson(person);
        entries.extend(text::entry(
            random,
            topic,
            &mut said,
            person,
            place,
            spokesperson,
            on,
        ));
    }
    entries
}

/// Who speaks for `person` when they do not speak for themselves.
fn spokesperson(person: &Person) -> Option<&Who> {
    let authority = person.authority.iter().map(|authority| &authority.who);
    let represented = person
        .represented
        .iter()
        .map(|representation| &representation.who);
    authority.chain(represented).next()
}
