//! The shapes of made-up people: who they are, who decides for whom, and what stands in their dossier.
//!
//! These are plans, not records: `regie seed` and `regie demo` lay them, each dossier as one line of the ledger.

use jiff::civil::Date;
use regie_terms::{Bsn, Data, Kind, Law, Party, Purpose, Representative};
use serde::Serialize;

use crate::place::{Address, NeighbourhoodTeam, Team};

/// A household: the people at one address and those elsewhere who decide about one of them.
#[derive(Clone, Debug, Serialize)]
pub struct Household {
    /// Its number: the index it was asked for with, or its place in the demonstration.
    pub index: u64,
    /// Where it lives. Not to be shown when one of the members has `secret_address`.
    pub address: Address,
    /// The neighbourhood team that helps it, which follows from the postcode.
    pub neighbourhood_team: NeighbourhoodTeam,
    /// The team within it.
    pub team: Team,
    /// One to seven people; the others name them by their place in this list.
    pub members: Vec<Person>,
    /// The dossiers of these people.
    pub dossiers: Vec<DossierPlan>,
}

impl Household {
    /// The person at `place`, counted from 0.
    #[must_use]
    pub fn member(&self, place: usize) -> Option<&Person> {
        self.members.get(place)
    }
}

/// A made-up person.
#[derive(Clone, Debug, Serialize)]
pub struct Person {
    /// Given name.
    pub given: String,
    /// What stands before the surname ("van der"), if anything.
    pub infix: Option<String>,
    /// Surname without the infix.
    pub surname: String,
    /// The name in a person's own script, if they gave it.
    pub alias: Option<String>,
    /// Day of birth.
    pub born: Date,
    /// Citizen service number, starting with 9999; none when the test numbers ran out or the person has
    /// none yet.
    #[serde(skip)]
    pub bsn: Option<Bsn>,
    /// Who holds parental authority or guardianship over this person; empty from the age of eighteen.
    pub authority: Vec<Authority>,
    /// True when nobody has established yet who holds authority (CON-5).
    pub authority_unclear: bool,
    /// Whether the person can weigh their own interests in the matter (CON-3).
    pub can_weigh: bool,
    /// Who represents this person, for those who cannot weigh or were given a representative.
    pub represented: Vec<Representation>,
    /// The address must stay hidden, also from relatives (FLD-19).
    pub secret_address: bool,
    /// Where the person lives when not with the household.
    pub elsewhere: Option<Address>,
    /// Address for mail, under example.org.
    pub email: Option<String>,
    /// Telephone number of the kind nobody has.
    pub phone: Option<String>,
    /// Name to log in to the portal with, for those of the demonstration who do.
    pub login: Option<String>,
}

impl Person {
    /// The name as people say it: given name, infix, surname.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.infix {
            Some(infix) => format!("{} {infix} {}", self.given, self.surname),
            None => format!("{} {}", self.given, self.surname),
        }
    }

    /// Whole years of age on `on`: a birthday counts from that day, 29 February from 1 March in a common
    /// year. 0 before birth.
    #[must_use]
    pub fn age(&self, on: Date) -> u32 {
        let years = i32::from(on.year()) - i32::from(self.born.year());
        let had_birthday = (on.month(), on.day()) >= (self.born.month(), self.born.day());
        u32::try_from(years - i32::from(!had_birthday)).unwrap_or(0)
    }
}

/// Somebody who decides about or for somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Who {
    /// A member of the same household, by place in the list.
    Member(usize),
    /// Somebody outside, by name or by the name of the organisation.
    Outside(String),
}

/// Parental authority or guardianship.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Authority {
    /// Who holds it.
    pub who: Who,
    /// On which ground.
    pub kind: AuthorityKind,
}

/// The ground on which somebody decides about a minor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum AuthorityKind {
    /// A parent with authority.
    Parent,
    /// A guardian (*voogd*), a person or a certified institution.
    Guardian,
}

/// Somebody who represents, and the ground on which they do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Representation {
    /// Who it is.
    pub who: Who,
    /// The ground; a bewindvoerder acts in money matters only (CON-4).
    pub by: Representative,
}

/// What a dossier is to hold.
#[derive(Clone, Debug, Serialize)]
pub struct DossierPlan {
    /// Whose dossier it is, by place in the household.
    pub principal: usize,
    /// Who has a part in it, the principal included, by place in the household.
    pub members: Vec<usize>,
    /// The laws it falls under; the first is the main one.
    pub laws: Vec<Law>,
    /// The day the help started.
    pub opened: Date,
    /// The day it ended, if it did.
    pub closed: Option<Date>,
    /// Coordinator, by place in the staff list.
    pub coordinator: usize,
    /// Substitute, by place in the staff list.
    pub substitute: usize,
    /// Others with a task in it, by place in the staff list.
    pub involved: Vec<usize>,
    /// What is recorded, oldest first.
    pub entries: Vec<EntryPlan>,
}

/// One fact with its label.
#[derive(Clone, Debug, Serialize)]
pub struct EntryPlan {
    /// Whom it is about, by place in the household.
    pub about: usize,
    /// The law it is recorded under.
    pub law: Law,
    /// Category.
    pub data: Data,
    /// 'That' or 'what' (REC-6).
    pub kind: Kind,
    /// What it is recorded for.
    pub purpose: Purpose,
    /// The article it rests on.
    pub basis: &'static str,
    /// Why it is needed.
    pub need: String,
    /// Where it came from (REC-8).
    pub source: Source,
    /// What sort of statement it is (FLD-5).
    pub statement: Statement,
    /// Recorded together with the client or representative (REC-3).
    pub together_with_client: bool,
    /// The day it was recorded.
    pub on: Date,
    /// The fact itself, in plain Dutch.
    pub text: String,
    /// What is special about it.
    pub flags: Flags,
}

/// Where a fact came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Source {
    /// The client.
    Client,
    /// Whoever decides for the client or represents them.
    Representative(Who),
    /// A third party, by kind and by name.
    ThirdParty(Party, String),
    /// The register of persons.
    Brp,
    /// Seen by the professional.
    Observation,
}

/// What sort of statement a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Statement {
    /// A fact, with its source.
    Fact,
    /// How the client sees it.
    ClientsView,
    /// How somebody else sees it.
    AnothersView,
    /// The professional's judgement.
    Judgement,
}

/// What is special about an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Flags {
    /// The ground in law or safety on which a special category is recorded (REC-7).
    pub special_ground: Option<&'static str>,
    /// Recorded for the safety of somebody, without or against consent (SAF-1).
    pub safety: bool,
    /// Not to be shown to the other members, nor in their copies.
    pub shielded: bool,
    /// The person disagrees with it.
    pub disputed: bool,
}
