//! The form of a case meeting: as typed and as read.

use crate::act::Case;
use crate::check::{Check, FIRST_DAY};
use crate::entry::{EntryInput, FAMILY, Ready, family};
use crate::plan::PresenceInput;
use crate::thing::{Participant, Presence};
use jiff::civil::Date;
use regie_charter::FormOf;
use regie_terms::{Data, Kind, Party, PersonId, Purpose};
use serde::Deserialize;

/// The most participants on one form.
pub const MOST_PARTICIPANTS: usize = 8;
/// The most agreements on one form.
pub const MOST_AGREED: usize = 4;
/// The most people of a family whose presence is written down.
const MOST_THERE: usize = 12;
/// The longest line, in characters.
const LONGEST: usize = 1000;
/// The longest name, in characters.
const LONGEST_NAME: usize = 200;

const NAME: [&str; MOST_PARTICIPANTS] = [
    "who_name-1",
    "who_name-2",
    "who_name-3",
    "who_name-4",
    "who_name-5",
    "who_name-6",
    "who_name-7",
    "who_name-8",
];
const ORGANISATION: [&str; MOST_PARTICIPANTS] = [
    "organisation-1",
    "organisation-2",
    "organisation-3",
    "organisation-4",
    "organisation-5",
    "organisation-6",
    "organisation-7",
    "organisation-8",
];
const PARTY: [&str; MOST_PARTICIPANTS] = [
    "who_party-1",
    "who_party-2",
    "who_party-3",
    "who_party-4",
    "who_party-5",
    "who_party-6",
    "who_party-7",
    "who_party-8",
];
const BROUGHT: [&str; MOST_PARTICIPANTS] = [
    "brought-1",
    "brought-2",
    "brought-3",
    "brought-4",
    "brought-5",
    "brought-6",
    "brought-7",
    "brought-8",
];
const GROUND: [&str; MOST_PARTICIPANTS] = [
    "ground-1", "ground-2", "ground-3", "ground-4", "ground-5", "ground-6", "ground-7", "ground-8",
];
const AGREED: [&str; MOST_AGREED] = ["agreed-1", "agreed-2", "agreed-3", "agreed-4"];
const THERE: [&str; MOST_THERE] = [
    "there-1", "there-2", "there-3", "there-4", "there-5", "there-6", "there-7", "there-8",
    "there-9", "there-10", "there-11", "there-12",
];
const THERE_BECAUSE: [&str; MOST_THERE] = [
    "there_because-1",
    "there_because-2",
    "there_because-3",
    "there_because-4",
    "there_because-5",
    "there_because-6",
    "there_because-7",
    "there_because-8",
    "there_because-9",
    "there_because-10",
    "there_because-11",
    "there_because-12",
];

fn at(names: &[&'static str], row: usize) -> &'static str {
    names.get(row).copied().unwrap_or("participants")
}

/// Somebody who took part, as typed. A row of which nothing is typed is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ParticipantInput {
    /// The name.
    pub name: String,
    /// The organisation; blank for a colleague.
    pub organisation: String,
    /// What kind of organisation; blank for a colleague.
    pub party: String,
    /// What they brought in.
    pub brought: String,
    /// On which ground.
    pub ground: String,
}

impl ParticipantInput {
    fn blank(&self) -> bool {
        let all = [
            &self.name,
            &self.organisation,
            &self.party,
            &self.brought,
            &self.ground,
        ];
        all.into_iter().all(|text| text.trim().is_empty())
    }
}

/// A case meeting as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct MeetingInput {
    /// About whom: a person of the dossier, or `family`.
    pub person: String,
    /// The day: until today.
    pub held_on: String,
    /// What it was about.
    pub summary: String,
    /// Which of those it is about were there.
    pub talked: Vec<PresenceInput>,
    /// How they know of it.
    pub told_how: String,
    /// Who took part.
    pub participants: Vec<ParticipantInput>,
    /// What was agreed, a fact each.
    pub agreed: Vec<String>,
    /// The label of what is written: law, basis, need, source, moment, and what the charter asks besides.
    pub label: EntryInput,
}

/// A meeting as read.
pub(super) struct ReadyMeeting {
    /// The meeting itself, as it is put to the charter.
    pub itself: Ready,
    pub held_on: Date,
    pub talked: Vec<Presence>,
    pub told_how: String,
    pub participants: Vec<Participant>,
    pub agreed: Vec<Ready>,
}

impl MeetingInput {
    /// The label of something that is written with it, as the form of a fact.
    pub(super) fn labelled(&self, text: &str) -> EntryInput {
        let together = self.talked.iter().any(|one| Check::yes(&one.there));
        EntryInput {
            person: self.person.clone(),
            text: text.to_owned(),
            kind: Kind::What.as_str().to_owned(),
            category: Data::SupportPlan.as_str().to_owned(),
            purpose: Purpose::Support.as_str().to_owned(),
            statement: "fact".to_owned(),
            together: if together { "yes" } else { "no" }.to_owned(),
            law: self.label.law.clone(),
            basis: self.label.basis.clone(),
            need: self.label.need.clone(),
            proportionality: self.label.proportionality.clone(),
            subsidiarity: self.label.subsidiarity.clone(),
            source: self.label.source.clone(),
            source_name: self.label.source_name.clone(),
            moment: self.label.moment.clone(),
            ..EntryInput::default()
        }
    }

    /// Reads the whole form.
    pub(super) fn read(
        &self,
        check: &mut Check,
        case: &Case,
        today: Date,
        form: &FormOf<'_>,
    ) -> Option<ReadyMeeting> {
        let opened = case.opened().unwrap_or(FIRST_DAY);
        let held_on = check.day("held_on", &self.held_on, opened, today);
        let itself = self.one(check, case, ("summary", &self.summary), (today, form));
        if let Some(person) = itself.as_ref().and_then(|one| one.whom.person())
            && case.closed_to_new(person)
        {
            check.fault("person", "restricted");
        }
        let talked = self.talked(check, case);
        let told_how = check.needed("told_how", &self.told_how, LONGEST);
        let participants = self.participants(check);
        let mut agreed = Vec::new();
        let typed = self.agreed.iter().enumerate();
        for (row, text) in typed.filter(|(_, text)| !text.trim().is_empty()) {
            let field = at(&AGREED, row);
            agreed.extend(self.one(check, case, (field, text), (today, form)));
        }
        Some(ReadyMeeting {
            itself: itself?,
            held_on: held_on?,
            talked,
            told_how,
            participants,
            agreed,
        })
    }

    /// Something with the label that all of it shares; what is wrong with that stands at its fields once.
    fn one(
        &self,
        check: &mut Check,
        case: &Case,
        (field, text): (&'static str, &str),
        (today, form): (Date, &FormOf<'_>),
    ) -> Option<Ready> {
        let mut own = Check::default();
        let ready = self.labelled(text).read(&mut own, case, None, today, form);
        for fault in own.faults() {
            let field = match fault.field {
                "text" => field,
                shared => shared,
            };
            check.again(field, fault);
        }
        ready
    }

    /// Whom it is about: the family, or one person of the dossier.
    fn people(&self, case: &Case) -> Vec<PersonId> {
        let typed = self.person.trim();
        if typed == FAMILY {
            return family(case);
        }
        let id = typed.parse().ok().map(PersonId);
        id.filter(|id| case.person(*id).is_some())
            .into_iter()
            .collect()
    }

    fn talked(&self, check: &mut Check, case: &Case) -> Vec<Presence> {
        let mut out = Vec::new();
        for person in self.people(case) {
            let name = person.to_string();
            let place = self.talked.iter().position(|p| p.person.trim() == name);
            let row = place.unwrap_or_default();
            let typed = place.and_then(|row| self.talked.get(row));
            let typed = typed.cloned().unwrap_or_default();
            let because = at(&THERE_BECAUSE, row);
            match typed.there.trim() {
                "yes" => out.push(Presence {
                    person,
                    there: true,
                    because: None,
                }),
                "no" => out.push(Presence {
                    person,
                    there: false,
                    because: Some(check.needed(because, &typed.because, LONGEST)),
                }),
                "" => check.fault(at(&THERE, row), "unpicked"),
                _ => check.fault(at(&THERE, row), "unknown"),
            }
        }
        out
    }

    fn participants(&self, check: &mut Check) -> Vec<Participant> {
        let mut out = Vec::new();
        let typed = self.participants.iter().enumerate();
        for (row, one) in typed.filter(|(_, one)| !one.blank()) {
            if row >= MOST_PARTICIPANTS {
                check.fault("participants", "too-many");
                break;
            }
            let organisation = check.text(at(&ORGANISATION, row), &one.organisation, LONGEST_NAME);
            // Who comes from outside is somebody of a kind that the charter knows.
            let party = match organisation {
                Some(_) => check.word(at(&PARTY, row), &one.party, Party::ALL),
                None => check.maybe_word(at(&PARTY, row), &one.party, Party::ALL),
            };
            if organisation.is_none() && party.is_some() {
                check.fault(at(&ORGANISATION, row), "missing");
            }
            let brought = check.text(at(&BROUGHT, row), &one.brought, LONGEST);
            let ground = match brought {
                Some(_) => check.needed(at(&GROUND, row), &one.ground, LONGEST),
                None => {
                    let ground = check.text(at(&GROUND, row), &one.ground, LONGEST);
                    ground.unwrap_or_default()
                }
            };
            out.push(Participant {
                name: check.needed(at(&NAME, row), &one.name, LONGEST_NAME),
                organisation,
                party,
                brought: brought.unwrap_or_default(),
                ground,
            });
        }
        if out.is_empty() {
            check.fault(at(&NAME, 0), "missing");
        }
        out
    }
}
