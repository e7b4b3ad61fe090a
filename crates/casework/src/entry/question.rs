//! An entry's form as a question to the charter, whole or half-filled.

use super::input::{EntryInput, FAMILY, Ready};
use super::whom::Whom;
use crate::act::Case;
use crate::check::Check;
use crate::share::safety_question;
use crate::thing::{EntryConsent, ShareSafety};
use jiff::civil::Date;
use regie_terms::{
    About, Answer, Charter, Data, Kind, Law, Moment, Outcome, PersonId, Purpose, Question,
    Recording, Text, Weighing, Word,
};

impl EntryInput {
    /// Whether it is about the family rather than about one person.
    pub(crate) fn of_family(&self) -> bool {
        self.person.trim() == FAMILY
    }

    /// The questions as the half-filled form stands: one for each person it is about, none in a dossier without people. What is not chosen yet
    /// is what asks least.
    pub(crate) fn half(&self, case: &Case, charter: Charter, today: Date) -> Vec<Question> {
        if !self.of_family() {
            return self.half_about(case, charter, today).into_iter().collect();
        }
        let of = |person: PersonId| EntryInput {
            person: person.to_string(),
            // One form cannot say who of them agreed.
            consents: Vec::new(),
            ..self.clone()
        };
        family(case)
            .into_iter()
            .filter_map(|person| of(person).half_about(case, charter, today))
            .collect()
    }

    fn half_about(&self, case: &Case, charter: Charter, today: Date) -> Option<Question> {
        let dossier = &case.dossier.as_ref()?.value;
        let typed = self.person.trim().parse().ok().map(PersonId);
        let person = typed
            .filter(|p| case.person(*p).is_some())
            .unwrap_or(dossier.principal);
        let mut aside = Check::default();
        let safety = self.safety.lenient();
        let about = RecordingOf {
            person,
            law: Law::from_word(self.law.trim()).or(dossier.laws.first().copied())?,
            kind: Kind::from_word(self.kind.trim()).unwrap_or(Kind::That),
            moment: Moment::from_word(self.moment.trim()).unwrap_or(Moment::Later),
            purpose: Purpose::from_word(self.purpose.trim()),
            category: Data::from_word(self.category.trim()),
            need: Some(&self.need),
            proportionality: Some(&self.proportionality),
            subsidiarity: Some(&self.subsidiarity),
            legal_ground: Some(&self.legal_ground),
            consents: &self.consents(&mut aside, case, &[person], today),
            safety: safety.as_ref(),
        };
        about.question(case, charter, today)
    }
}

impl Ready {
    /// The questions it is put to the charter with, one for each person it is about. `None` when somebody cannot be asked about, or nobody
    /// is there to be asked about.
    pub(crate) fn questions(
        &self,
        case: &Case,
        charter: Charter,
        today: Date,
    ) -> Option<Vec<Question>> {
        // Of a family one form cannot say who of them agreed: where consent is asked, it is recorded about one person.
        let consents: &[EntryConsent] = match self.whom {
            Whom::One(_) => &self.consents,
            Whom::Family => &[],
        };
        let people = self.whom.people(case);
        if people.is_empty() {
            return None;
        }
        people
            .into_iter()
            .map(|person| self.question_about(person, consents, case, charter, today))
            .collect()
    }

    fn question_about(
        &self,
        person: PersonId,
        consents: &[EntryConsent],
        case: &Case,
        charter: Charter,
        today: Date,
    ) -> Option<Question> {
        let label = &self.label;
        let about = RecordingOf {
            person,
            law: label.law,
            // Where nobody was asked no rule looks at it; the question has to say something.
            kind: label.kind.unwrap_or(Kind::What),
            moment: label.moment.unwrap_or(Moment::Later),
            purpose: Some(label.purpose),
            category: Some(label.category),
            need: Some(&label.need),
            proportionality: label.proportionality.as_deref(),
            subsidiarity: label.subsidiarity.as_deref(),
            legal_ground: label.legal_ground.as_deref(),
            consents,
            safety: self.safety.as_ref(),
        };
        about.question(case, charter, today)
    }
}

/// What is asked of the charter, whole or half-filled.
struct RecordingOf<'a> {
    person: PersonId,
    law: Law,
    kind: Kind,
    moment: Moment,
    purpose: Option<Purpose>,
    category: Option<Data>,
    need: Option<&'a str>,
    proportionality: Option<&'a str>,
    subsidiarity: Option<&'a str>,
    legal_ground: Option<&'a str>,
    consents: &'a [EntryConsent],
    safety: Option<&'a ShareSafety>,
}

impl RecordingOf<'_> {
    fn question(&self, case: &Case, charter: Charter, today: Date) -> Option<Question> {
        let dossier = &case.dossier.as_ref()?.value;
        let text = |typed: Option<&str>| typed.and_then(Text::new);
        Some(Question::Recording(Recording {
            charter,
            on: today,
            law: self.law,
            subject: case.subject(self.person, today)?,
            about: about(case, self.person),
            // Who is still at the front door is there whatever the form says.
            moment: match case.at_front_door(&[self.person]) {
                true => Moment::FrontDoor,
                false => self.moment,
            },
            kind: self.kind,
            purpose: self.purpose,
            data: self.category.into_iter().collect(),
            weighing: Weighing {
                necessity: text(self.need),
                proportionality: text(self.proportionality),
                subsidiarity: text(self.subsidiarity),
            },
            consents: self.consents.iter().map(EntryConsent::asked).collect(),
            agrees_to_help: dossier.agrees_to_help,
            told_client: case.told_at_start(self.person),
            safety: self.safety.map(safety_question),
            anonymous: false,
            legal_ground: text(self.legal_ground),
        }))
    }
}

/// Whether a person gets help here: the one the dossier is first of all about, and everybody else with a file of their own.
pub(crate) fn about(case: &Case, person: PersonId) -> About {
    let principal = case
        .dossier
        .as_ref()
        .is_some_and(|d| d.value.principal == person);
    let helped = case
        .files
        .iter()
        .any(|f| f.person == Some(person.0) && !f.value.involved && f.value.is_of_help());
    if principal || helped {
        About::Client
    } else {
        About::InvolvedPerson
    }
}

/// The people of the family: the one the dossier is first of all about, and everybody else who gets help in it. An involved person is none of
/// them (FLD-6).
pub(crate) fn family(case: &Case) -> Vec<PersonId> {
    let people = case.people.iter().map(|p| PersonId(p.id));
    people
        .filter(|p| about(case, *p) == About::Client)
        .collect()
}

/// Of the answers about several people the one that stands in the way, else the first.
pub(crate) fn deciding(answers: &[Answer]) -> Option<&Answer> {
    let way = |outcome: Outcome| answers.iter().find(|a| a.outcome == outcome);
    way(Outcome::Prohibited)
        .or_else(|| way(Outcome::Incomplete))
        .or_else(|| answers.first())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::super::said::EntryConsentInput;
    use super::*;
    use crate::thing::{Dossier, Person, PersonFile};
    use jiff::civil::date;
    use regie_terms::{Id, KeyId};
    use regie_vault::Known;

    fn of<T>(id: Id, person: Option<Id>, value: T) -> Known<T> {
        let mut known = Known::made_up(id, KeyId(id), value);
        known.person = person;
        known
    }

    #[test]
    fn help_makes_a_client_and_a_file_for_an_involved_person_does_not() {
        let (principal, helped, neighbour) = (Id::fresh(), Id::fresh(), Id::fresh());
        let dossier = Dossier {
            title: String::new(),
            laws: vec![Law::Jeugdwet],
            charter: Charter::Utrecht,
            team: String::new(),
            neighbourhood: String::new(),
            opened: date(2026, 1, 1),
            closed: None,
            terms: Vec::new(),
            principal: PersonId(principal),
            told_client: true,
            agrees_to_help: true,
            staff_by_function: false,
            front_door: false,
        };
        let file = |person, involved| {
            of(
                Id::fresh(),
                Some(person),
                PersonFile::of_help(Law::Wmo, involved),
            )
        };
        let mut case = Case {
            dossier: Some(of(Id::fresh(), None, dossier)),
            files: vec![file(helped, false)],
            ..Case::default()
        };
        assert_eq!(about(&case, PersonId(principal)), About::Client);
        assert_eq!(about(&case, PersonId(helped)), About::Client);
        assert_eq!(about(&case, PersonId(neighbour)), About::InvolvedPerson);
        case.files.push(file(neighbour, true));
        assert_eq!(about(&case, PersonId(neighbour)), About::InvolvedPerson);

        // The question takes the answer of the involved person from the form, and a blank purpose is none.
        let born = date(1990, 1, 1);
        let person =
            serde_json::json!({"given": "B", "surname": "Buur", "born": born, "can_weigh": true});
        case.people.push(of(
            neighbour,
            Some(neighbour),
            serde_json::from_value::<Person>(person).unwrap(),
        ));
        let input = EntryInput {
            person: neighbour.to_string(),
            consents: vec![EntryConsentInput {
                of: "subject".into(),
                answer: "given".into(),
                form: "oral".into(),
                on: "2026-11-20".into(),
                ..EntryConsentInput::default()
            }],
            ..EntryInput::default()
        };
        let asked = input.half(&case, Charter::Utrecht, date(2026, 11, 21));
        let [Question::Recording(asked)] = asked.as_slice() else {
            unreachable!("a dossier with people has a question")
        };
        assert_eq!(
            (asked.about, asked.subject.born, asked.purpose),
            (About::InvolvedPerson, born, None)
        );
        assert_eq!(asked.consents.len(), 1);
    }
}
