//! The question whether somebody may be known in a dossier.

use crate::thing::{Agreement, Person};
use jiff::civil::Date;
use regie_terms::{
    About, Charter, Data, Kind, Law, Moment, Purpose, Question, Recording, Representative, Set,
    Subject, Text, Weighing,
};

/// The question whether somebody may be known in a dossier under a law: that they are there, who they are, and how to reach them.
pub(in crate::dossier) struct KnownAs<'a> {
    pub person: &'a Person,
    pub represented_by: Set<Representative>,
    pub about: About,
    pub law: Law,
    pub moment: Moment,
    pub need: &'a str,
    pub agreement: Option<&'a Agreement>,
    pub agrees_to_help: bool,
    pub told_client: bool,
}

impl KnownAs<'_> {
    pub fn question(&self, charter: Charter, today: Date) -> Question {
        let person = self.person;
        let mut data = Set::from([Data::Identity, Data::BirthDate]);
        if person.bsn.is_some() {
            data.insert(Data::Bsn);
        }
        if person.address.is_some()
            || person.postcode.is_some()
            || person.email.is_some()
            || person.phone.is_some()
        {
            data.insert(Data::Contact);
        }
        Question::Recording(Recording {
            charter,
            on: today,
            law: self.law,
            subject: Subject {
                born: person.born,
                can_weigh: person.can_weigh,
                represented_by: self.represented_by,
                holders: Vec::new(),
            },
            about: self.about,
            moment: self.moment,
            kind: Kind::That,
            purpose: Some(Purpose::Support),
            data,
            weighing: Weighing {
                necessity: Text::new(self.need),
                proportionality: None,
                subsidiarity: None,
            },
            consents: self.agreement.map(|a| a.said.asked()).into_iter().collect(),
            agrees_to_help: self.agrees_to_help,
            told_client: self.told_client,
            safety: None,
            anonymous: false,
            legal_ground: None,
        })
    }
}
