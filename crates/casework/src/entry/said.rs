//! An answer of somebody who was asked whether something may be recorded, or may go: who it was, and what they said (CON-6, REC-9).

use crate::act::holder;
use crate::check::Check;
use crate::thing::{Authority, EntryConsent, Outsider};
use jiff::civil::Date;
use regie_terms::{ConsentAnswer, ConsentForm, Consenter, Id, PersonId, Representative};
use regie_vault::Known;
use serde::Deserialize;

/// The longest name, in characters.
const LONGEST_NAME: usize = 200;

/// An answer to the question whether this may be recorded, as typed. Blank `answer`: nobody was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct EntryConsentInput {
    /// In which row of the form it stands, from 1; 0 where there is one only. What is wrong is said at the fields of that row.
    pub row: usize,
    /// `subject`, `parent-or-guardian`, `representative`.
    pub of: String,
    /// Who of those that the dossier knows to have authority: a person's id, or that of a record of authority without a person. Blank for somebody
    /// else, and for the subject.
    pub who: String,
    /// The name of who answered, where that is no person of the dossier; blank for the subject and for who is.
    pub name: String,
    /// `given`, `refused`, `withdrawn`.
    pub answer: String,
    /// `oral` or `written`.
    pub form: String,
    /// The day: not before the dossier was opened, not after today.
    pub on: String,
}

/// The fields of a row.
struct Fields {
    of: &'static str,
    who: &'static str,
    name: &'static str,
    answer: &'static str,
    form: &'static str,
    on: &'static str,
}

macro_rules! row {
    ($end:literal) => {
        Fields {
            of: concat!("consent_of", $end),
            who: concat!("consent_who", $end),
            name: concat!("consent_name", $end),
            answer: concat!("consent_answer", $end),
            form: concat!("consent_form", $end),
            on: concat!("consent_on", $end),
        }
    };
}

/// The most answers one form has room for: its rows.
const MOST: usize = FIELDS.len() - 1;

/// One answer alone, and the rows of a form that has several.
const FIELDS: [Fields; 5] = [row!(""), row!("-1"), row!("-2"), row!("-3"), row!("-4")];

/// Who answered, besides the subject.
#[derive(Default)]
struct Giver {
    person: Option<PersonId>,
    holder: Option<Id>,
    outsider: Option<Outsider>,
}

/// Among whom, and between which days, an answer is looked for.
pub(crate) struct Among<'a> {
    /// Who has authority over the people it is about, as the dossier knows it.
    pub holders: Vec<&'a Known<Authority>>,
    /// The first and the last day on which it can have been given, both included.
    pub days: (Date, Date),
}

impl Among<'_> {
    /// The answers of a form, each as [`Among::read`] has it.
    pub fn read_all(&self, all: &[EntryConsentInput], check: &mut Check) -> Vec<EntryConsent> {
        if all.len() > MOST {
            check.fault("consents", "too-many");
        }
        let read = all.iter().take(MOST);
        read.filter_map(|typed| self.read(typed, check)).collect()
    }

    /// The answer. `None` where nobody was asked, and, with the faults, where it cannot be read.
    pub fn read(&self, typed: &EntryConsentInput, check: &mut Check) -> Option<EntryConsent> {
        if typed.answer.trim().is_empty() {
            return None;
        }
        let [single, ..] = &FIELDS;
        let at = FIELDS.get(typed.row).unwrap_or(single);
        let of = check.word(at.of, &typed.of, Consenter::ALL);
        let giver = of.and_then(|of| self.giver(typed, of, at, check));
        let answer = check.word(at.answer, &typed.answer, ConsentAnswer::ALL);
        let form = check.word(at.form, &typed.form, ConsentForm::ALL);
        let (first, last) = self.days;
        let on = check.day(at.on, &typed.on, first, last);
        let Giver {
            person,
            holder,
            outsider,
        } = giver?;
        Some(EntryConsent {
            of: of?,
            person,
            holder,
            outsider,
            answer: answer?,
            form: form?,
            on: on?,
        })
    }

    /// Who it was: an answer is somebody's, or it is no answer. Whoever the dossier does not know is named.
    fn giver(
        &self,
        typed: &EntryConsentInput,
        of: Consenter,
        at: &Fields,
        check: &mut Check,
    ) -> Option<Giver> {
        let (who, name) = (typed.who.trim(), typed.name.trim());
        if of == Consenter::Subject {
            if !who.is_empty() || !name.is_empty() {
                check.fault(at.name, "subject");
                return None;
            }
            return Some(Giver::default());
        }
        let parent = |a: &Known<Authority>| a.value.kind == Representative::ParentOrGuardian;
        let picked = self
            .holders
            .iter()
            .filter(|a| parent(a) == (of == Consenter::ParentOrGuardian))
            .find(|a| holder(a).to_string() == who);
        if !who.is_empty() && picked.is_none() {
            check.fault(at.who, "unknown");
            return None;
        }
        let person = picked.and_then(|a| a.value.by);
        let holder = picked.map(|a| holder(a));
        if person.is_some() {
            if !name.is_empty() {
                check.fault(at.name, "known");
                return None;
            }
            return Some(Giver {
                person,
                holder,
                outsider: None,
            });
        }
        if name.is_empty() {
            check.fault(at.name, "unnamed");
            return None;
        }
        let name = check.text(at.name, name, LONGEST_NAME)?;
        let kind = match of {
            Consenter::ParentOrGuardian => Some(Representative::ParentOrGuardian),
            _ => picked.map(|a| a.value.kind),
        };
        Some(Giver {
            person: None,
            holder,
            outsider: Some(Outsider { name, kind }),
        })
    }
}
