//! Fourteen hand-written families for the demonstration, each for one thing the charters treat differently.
//!
//! The people are invented. Every birthday is counted from `today`, so that who turns sixteen this week does
//! so in any week.

mod adults;
mod card;
mod day;
mod families;
mod youth;

use jiff::ToSpan;
use jiff::civil::Date;
use regie_terms::{Data, Kind, Law, Purpose, Representative};

use crate::bsn;
use crate::household::{
    Authority, AuthorityKind, DossierPlan, EntryPlan, Flags, Household, Person, Representation,
    Source, Statement, Who,
};
use crate::place::{Address, NeighbourhoodTeam, Team};
use crate::text;

pub use card::{Card, Page, card};
pub(crate) use day::happened;
pub use day::{Asking, Deed, Happening, Meeting, Paper, Planning, Sharing};

/// The families, in the order the demonstration shows them; the index of each is its place.
pub(crate) fn households(today: Date) -> Vec<Household> {
    let stories: [fn(Date) -> Story; 14] = [
        youth::turns_sixteen,
        adults::both_away,
        youth::turns_twelve,
        youth::leap_day,
        families::parents_disagree,
        families::mother_without_authority,
        adults::cannot_weigh,
        adults::bewindvoerder,
        adults::mentor,
        families::secret_address,
        adults::special_category,
        families::seven_at_one_address,
        adults::closed,
        adults::over,
    ];
    stories
        .into_iter()
        .zip(0..)
        .map(|(story, index)| story(today).household(index))
        .collect()
}

/// A family while it is being written down.
struct Story {
    today: Date,
    area: NeighbourhoodTeam,
    team: Team,
    address: Address,
    members: Vec<Person>,
    dossiers: Vec<DossierPlan>,
}

impl Story {
    fn new(today: Date, area: NeighbourhoodTeam, team: Team, home: Address) -> Self {
        Self {
            today,
            area,
            team,
            address: home,
            members: Vec::new(),
            dossiers: Vec::new(),
        }
    }

    fn member(mut self, person: Person) -> Self {
        self.members.push(person);
        self
    }

    /// Adds a dossier opened `days` ago, with coordinator and substitute by place in the staff list.
    fn dossier(
        mut self,
        days: i32,
        laws: &[Law],
        principal: usize,
        staff: [usize; 2],
        notes: Vec<Note>,
    ) -> Self {
        let here = |place: &usize| {
            self.members
                .get(*place)
                .is_some_and(|person| person.elsewhere.is_none())
        };
        let members = (0..self.members.len()).filter(here).collect();
        let mut entries: Vec<EntryPlan> = notes
            .into_iter()
            .map(|note| note.entry(self.today))
            .collect();
        entries.sort_by_key(|entry| entry.on);
        let [coordinator, substitute] = staff;
        self.dossiers.push(DossierPlan {
            principal,
            members,
            laws: laws.to_vec(),
            opened: ago(self.today, days),
            closed: None,
            coordinator,
            substitute,
            involved: Vec::new(),
            entries,
        });
        self
    }

    /// Adds a colleague to the last dossier.
    fn involving(mut self, staff: usize) -> Self {
        self.dossiers
            .iter_mut()
            .last()
            .into_iter()
            .for_each(|dossier| dossier.involved.push(staff));
        self
    }

    /// Closes the last dossier, `days` ago.
    fn closed(mut self, days: i32) -> Self {
        let on = ago(self.today, days);
        self.dossiers
            .iter_mut()
            .last()
            .into_iter()
            .for_each(|dossier| dossier.closed = Some(on));
        self
    }

    fn household(mut self, index: u64) -> Household {
        for (person, slot) in self.members.iter_mut().zip(0..) {
            person.bsn = bsn::nth(index * 8 + slot);
            if person.age(self.today) >= 12 {
                person.phone = Some(format!("06-0000{:04}", index * 10 + slot));
            }
            person.email = person
                .login
                .as_ref()
                .map(|login| format!("{login}@example.org"));
        }
        Household {
            index,
            address: self.address,
            neighbourhood_team: self.area,
            team: self.team,
            members: self.members,
            dossiers: self.dossiers,
        }
    }
}

fn ago(today: Date, days: i32) -> Date {
    today.saturating_sub(days.days())
}

/// The birthday of somebody who turned `years`, `days` before today; negative days are still to come.
fn turned(today: Date, years: i32, days: i32) -> Date {
    ago(today, days).saturating_sub(years.years())
}

fn home(street: &str, number: u16, postcode: &str) -> Address {
    Address {
        street: street.to_owned(),
        number,
        addition: None,
        postcode: postcode.to_owned(),
        town: "Utrecht".to_owned(),
    }
}

/// Somebody with a name written "given/infix/surname" or "given/surname".
fn person(name: &str, born: Date) -> Person {
    let mut parts: Vec<&str> = name.split('/').collect();
    let surname = parts.pop().unwrap_or_default().to_owned();
    let mut parts = parts.into_iter();
    Person {
        given: parts.next().unwrap_or_default().to_owned(),
        infix: parts.next().map(str::to_owned),
        surname,
        alias: None,
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

impl Person {
    fn login(mut self, login: &str) -> Self {
        self.login = Some(login.to_owned());
        self
    }

    fn alias(mut self, alias: &str) -> Self {
        self.alias = Some(alias.to_owned());
        self
    }

    fn parents(mut self, places: &[usize]) -> Self {
        let parents = places.iter().map(|place| Authority {
            who: Who::Member(*place),
            kind: AuthorityKind::Parent,
        });
        self.authority.extend(parents);
        self
    }

    fn guardian(mut self, name: &str) -> Self {
        self.authority.push(Authority {
            who: Who::Outside(name.to_owned()),
            kind: AuthorityKind::Guardian,
        });
        self
    }

    fn represented(mut self, who: Who, by: Representative) -> Self {
        self.represented.push(Representation { who, by });
        self
    }

    fn cannot_weigh(mut self) -> Self {
        self.can_weigh = false;
        self
    }

    fn secret(mut self) -> Self {
        self.secret_address = true;
        self
    }

    fn living_at(mut self, address: Address) -> Self {
        self.elsewhere = Some(address);
        self
    }
}

/// An entry while it is being written down: said by the client, a fact, recorded together, unless it says
/// otherwise.
struct Note {
    days: i32,
    entry: EntryPlan,
}

/// A 'what' recorded `days` ago about the member at `about`.
fn note(days: i32, about: usize, law: Law, data: Data, text: &str, need: &str) -> Note {
    let entry = EntryPlan {
        about,
        law,
        data,
        kind: Kind::What,
        purpose: Purpose::Support,
        basis: text::basis(law),
        need: need.to_owned(),
        source: Source::Client,
        statement: Statement::Fact,
        together_with_client: true,
        on: Date::ZERO,
        text: text.to_owned(),
        flags: Flags::default(),
    };
    Note { days, entry }
}

/// The first line of a dossier: that there is a question, and nothing about it.
fn that(days: i32, about: usize, law: Law, text: &str) -> Note {
    let mut note = note(
        days,
        about,
        law,
        Data::HelpRequest,
        text,
        "Om bij het goede team uit te komen.",
    );
    note.entry.kind = Kind::That;
    note
}

impl Note {
    fn from(mut self, source: Source) -> Self {
        self.entry.together_with_client = !matches!(source, Source::ThirdParty(..) | Source::Brp);
        self.entry.source = source;
        self
    }

    fn says(mut self, statement: Statement) -> Self {
        self.entry.statement = statement;
        self
    }

    /// The professional's own judgement.
    fn judgement(self) -> Self {
        self.from(Source::Observation).says(Statement::Judgement)
    }

    /// For somebody's safety: shielded from the other members and recorded without them.
    fn for_safety(mut self) -> Self {
        self.entry.together_with_client = false;
        self.entry.flags.safety = true;
        self.shielded()
    }

    fn shielded(mut self) -> Self {
        self.entry.flags.shielded = true;
        self
    }

    fn disputed(mut self) -> Self {
        self.entry.flags.disputed = true;
        self
    }

    fn on_ground(mut self, ground: &'static str) -> Self {
        self.entry.flags.special_ground = Some(ground);
        self
    }

    fn entry(mut self, today: Date) -> EntryPlan {
        self.entry.on = ago(today, self.days);
        self.entry
    }
}
