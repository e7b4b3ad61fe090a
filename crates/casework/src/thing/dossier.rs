//! The dossier, its people, who works in it, and what breaking the glass leaves behind.

use jiff::civil::Date;
use regie_terms::{
    AccountId, Act, Charter, DossierId, File, Function, Id, Law, PersonId, Relation, Representative,
};
use serde::{Deserialize, Serialize};

/// A dossier of one person or one household.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Dossier {
    /// What colleagues call it: [`Person::listed`] of who it is first of all about.
    pub title: String,
    /// The laws the help falls under.
    pub laws: Vec<Law>,
    /// The charter it was opened under.
    pub charter: Charter,
    /// `Sociaal` or `Jeugd en Gezin`.
    pub team: String,
    /// The neighbourhood team.
    pub neighbourhood: String,
    /// The first day.
    pub opened: Date,
    /// The day it was closed.
    #[serde(default)]
    pub closed: Option<Date>,
    /// How long files are kept of which no document says it, as was set when it was closed.
    #[serde(default)]
    pub terms: Vec<super::SetTerm>,
    /// The person it is first of all about.
    pub principal: PersonId,
    /// Whether the client was told at the start how the team works and what is recorded (TRI-11).
    #[serde(default = "yes")]
    pub told_client: bool,
    /// Whether the client agrees to the help (REC-4).
    #[serde(default = "yes")]
    pub agrees_to_help: bool,
    /// Whether staff are shown to the family by function only, where a name would endanger them (FLD-19).
    #[serde(default)]
    pub staff_by_function: bool,
    /// Whether it began at the front door: somebody of whom no first conversation stands here is still there, and of them only that something is
    /// going on is recorded (REC-6).
    #[serde(default)]
    pub front_door: bool,
}

/// What stands where something was stored before it was asked.
const fn yes() -> bool {
    true
}

/// What sort of file it is where none was said: one of help.
const fn treatment() -> File {
    File::Treatment
}

/// A person as this dossier knows them.
#[derive(Clone, Serialize, Deserialize)]
pub struct Person {
    /// Given names.
    pub given: String,
    /// Surname with its prefix, as written: `van den Berg`.
    pub surname: String,
    /// Date of birth.
    pub born: Date,
    /// Citizen service number, nine digits.
    #[serde(default)]
    pub bsn: Option<String>,
    /// Street and number.
    #[serde(default)]
    pub address: Option<String>,
    /// Postcode and place.
    #[serde(default)]
    pub postcode: Option<String>,
    /// Whether the address must not be shown outside the circle that needs it.
    #[serde(default)]
    pub secret_address: bool,
    /// E-mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// Telephone number.
    #[serde(default)]
    pub phone: Option<String>,
    /// Whether they can weigh the matter (CON-3); that they cannot is the manager's to decide, as [`super::Acting`] says.
    pub can_weigh: bool,
    /// What they are in the household: `moeder`, `zoon`, …, free text.
    #[serde(default)]
    pub role: Option<String>,
}

impl Person {
    /// Given names and surname.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.given, self.surname)
    }

    /// The name as a list has it, the surname first with its prefix before it: `van 't Hof, Wout`.
    #[must_use]
    pub fn listed(&self) -> String {
        if self.given.trim().is_empty() {
            return self.surname.clone();
        }
        format!("{}, {}", self.surname, self.given)
    }
}

/// By what a name as [`Person::listed`] has it is put in order: without its prefix, whatever its case.
pub(crate) fn order_of(listed: &str) -> String {
    let small = |word: &&str| word.starts_with(|c: char| c.is_lowercase() || "'’".contains(c));
    let words: Vec<&str> = listed.split_whitespace().collect();
    let prefix = words.iter().take_while(|word| small(word)).count();
    let rest = words.get(prefix..).filter(|rest| !rest.is_empty());
    rest.unwrap_or(&words).join(" ").to_lowercase()
}

/// A person's file under one law; its key seals the entries about that person under that law.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct PersonFile {
    /// The law.
    pub law: Law,
    /// Whether it holds what is recorded about an involved person, who gets no help (REC-5).
    #[serde(default)]
    pub involved: bool,
    /// Whether it came with the person; `false` where something recorded under a law that they had no file for yet made it.
    #[serde(default = "yes")]
    pub from_start: bool,
    /// What kind of file it is: of help, or of what is kept apart from it (KE-X 2, KE-X 5).
    #[serde(default = "treatment")]
    pub sort: File,
}

impl PersonFile {
    /// A file of help, as somebody gets who comes into a dossier.
    #[must_use]
    pub const fn of_help(law: Law, involved: bool) -> Self {
        Self {
            law,
            involved,
            from_start: true,
            sort: File::Treatment,
        }
    }

    /// Whether it is a file of help, which what is recorded about somebody goes into; any other is kept apart.
    #[must_use]
    pub fn is_of_help(&self) -> bool {
        self.sort == File::Treatment
    }
}

/// Authority over, or representation of, somebody. The plain columns say over whom and, when that person is in the
/// dossier, by whom.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Authority {
    /// In which capacity.
    pub kind: Representative,
    /// The person who has it, when known in this dossier.
    pub by: Option<PersonId>,
    /// The first day.
    pub since: Date,
    /// The last day, when it ended.
    #[serde(default)]
    pub until: Option<Date>,
    /// On what it rests; `None` where that was not written down yet.
    #[serde(default)]
    pub evidence: Option<Evidence>,
    /// To what a court narrowed it, in words.
    #[serde(default)]
    pub narrowed: Option<String>,
    /// Why somebody who comes first in the order does not represent, for who comes after them (BW 7:465 lid 3).
    #[serde(default)]
    pub higher: Option<(Higher, String)>,
}

/// On what somebody's authority rests, and that it was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What was seen.
    pub rests: Rests,
    /// Whether the paper is kept in the dossier.
    pub kept: bool,
    /// The name of who saw it.
    pub by: String,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
}

/// A paper on which authority or representation rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rests {
    /// An extract of the authority register (*gezagsregister*).
    AuthorityRegister,
    /// A decision of a court.
    CourtDecision,
    /// An appointment as mentor, curator or bewindvoerder.
    Appointment,
    /// A birth certificate.
    BirthCertificate,
    /// The population register: who is married to whom, who is whose child.
    PopulationRegister,
    /// A written authorisation.
    WrittenAuthorisation,
}

/// Why somebody who comes first in the order does not represent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Higher {
    /// There is nobody.
    Absent,
    /// They do not want to.
    Unwilling,
    /// They are not suited to.
    Unsuited,
}

/// The age from which nobody has authority over somebody as a parent or guardian (BW 1:233, 1:245 lid 1).
const OF_AGE: i16 = 18;

/// The first day on which somebody is of age.
pub(crate) fn of_age(born: Date) -> Option<Date> {
    regie_terms::birthday(born, OF_AGE)
}

impl Authority {
    /// Of which nothing more is known than who has it over whom.
    #[must_use]
    pub fn of(kind: Representative, by: Option<PersonId>, since: Date) -> Self {
        Self {
            kind,
            by,
            since,
            until: None,
            evidence: None,
            narrowed: None,
            higher: None,
        }
    }

    /// The same over somebody who was born on a day: a parent's and a guardian's ends by itself the day before they are of age.
    #[must_use]
    pub fn over(mut self, born: Date) -> Self {
        if self.kind == Representative::ParentOrGuardian {
            let last = of_age(born).and_then(|day| day.yesterday().ok());
            self.until = self.until.into_iter().chain(last).min();
        }
        self
    }

    /// Whether it holds on `on`.
    #[must_use]
    pub fn holds(&self, on: Date) -> bool {
        self.since <= on && self.until.is_none_or(|until| on <= until)
    }
}

/// That somebody works in the dossier; the kind of record says as what.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Involvement {
    /// Since when.
    pub since: Date,
    /// Why, for somebody involved besides coordinator and substitute; and of who got it handed over.
    #[serde(default)]
    pub why: Option<String>,
    /// When somebody made themselves involved for a day, for a client who stood at the desk, milliseconds since 1970 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed: Option<i64>,
}

/// A working note: the professional's own, outside the dossier and outside the right of access until it is put in
/// (PC 3).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Note {
    /// The text.
    pub text: String,
    /// When it was written, milliseconds since 1970 UTC.
    pub at: i64,
}

/// A broken glass (PC 4): who, why, from when until when.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BrokenGlass {
    /// The name of the colleague, as shown in the dossier.
    pub name: String,
    /// The function acted in.
    pub function: Function,
    /// View or edit.
    pub act: Act,
    /// The reason given.
    pub reason: String,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// Until when the dossier stays open to them, milliseconds since 1970 UTC, not included.
    pub until: i64,
    /// The coordinator then.
    pub coordinator: Option<AccountId>,
    /// The substitute then.
    pub substitute: Option<AccountId>,
    /// Whether two people are asked to judge it. They are not where somebody looks because of their function, with a reason.
    #[serde(default = "yes")]
    pub judged: bool,
}

/// The judgement of a broken glass.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Review {
    /// Whether it was justified.
    pub justified: bool,
    /// Why.
    pub because: String,
    /// The name of the judge.
    pub name: String,
    /// As what they judged: coordinator or substitute.
    #[serde(default)]
    pub place: Option<Relation>,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
}

/// Something that went wrong and has to be answered for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Incident {
    /// What: `glass-not-justified`, `shared-without-permission`.
    pub what: String,
    /// The dossier it happened in.
    pub dossier: Option<DossierId>,
    /// The judgement that found it, where one did.
    #[serde(default)]
    pub review: Option<Id>,
    /// The ids of the rules that stood in the way; never words about a client, since an incident outlives the file.
    pub text: String,
    /// When it was found, milliseconds since 1970 UTC.
    pub at: i64,
}

/// What an incident was judged to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IncidentOutcome {
    /// A breach of personal data (GDPR 4(12)).
    Breach,
    /// No breach.
    NoBreach,
    /// Not known yet; it stays open.
    LookInto,
}

/// A judgement of an incident.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IncidentJudgement {
    /// What it was judged to be.
    pub outcome: IncidentOutcome,
    /// Why.
    pub because: String,
    /// The name of the judge.
    pub name: String,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn person(given: &str, surname: &str) -> Person {
        Person {
            given: given.to_owned(),
            surname: surname.to_owned(),
            born: Date::constant(1980, 1, 1),
            bsn: None,
            address: None,
            postcode: None,
            secret_address: false,
            email: None,
            phone: None,
            can_weigh: true,
            role: None,
        }
    }

    #[test]
    fn a_file_is_one_of_help_unless_it_says_otherwise() {
        let read = |text: &str| serde_json::from_str::<PersonFile>(text).unwrap();
        assert!(read(r#"{"law":"wmo"}"#).is_of_help());
        let apart = read(r#"{"law":"wmo","sort":"coordination"}"#);
        assert_eq!(
            (apart.sort, apart.is_of_help()),
            (File::Coordination, false)
        );
    }

    #[test]
    fn a_list_has_the_surname_first_with_its_prefix_before_it() {
        let one = person("Wout", "van 't Hof");
        assert_eq!(one.name(), "Wout van 't Hof");
        assert_eq!(one.listed(), "van 't Hof, Wout");
        assert_eq!(person(" ", "Öztürk").listed(), "Öztürk");
    }

    #[test]
    fn a_list_is_put_in_order_without_prefixes() {
        let mut names = ["van 't Wout, Kees", "Ali, Zeynep", "de Boer, An", "van, Jo"];
        names.sort_by_key(|name| order_of(name));
        assert_eq!(
            names,
            ["Ali, Zeynep", "de Boer, An", "van, Jo", "van 't Wout, Kees"]
        );
        assert_eq!(order_of("el Amrani, F."), "amrani, f.");
        assert_eq!(order_of("van"), "van");
    }
}
