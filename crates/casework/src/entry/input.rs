//! The form of an entry: as typed, as read, and as a question to the charter.

use crate::act::Case;
use crate::check::{Check, FIRST_DAY};
use crate::share::{SafetyInput, safety_question};
use crate::thing::{EntryConsent, Label, ShareSafety, Source, SourceKind, Statement};
use jiff::civil::Date;
use regie_terms::{
    About, Charter, Consent, ConsentAnswer, ConsentForm, Consenter, Data, Kind, Law, Moment, PersonId, Purpose, Question, Recording,
    Text, Weighing, Word,
};
use serde::Deserialize;

/// The longest entry or working note, in characters.
pub(crate) const LONGEST_TEXT: usize = 8000;
/// The longest answer in a label, in characters.
const LONGEST_LABEL: usize = 1000;
/// The longest name, in characters.
const LONGEST_NAME: usize = 200;
/// How many consents one form takes.
const MOST_CONSENTS: usize = 10;

/// An entry as typed. Everything may be blank; what has to be there is said at the field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct EntryInput {
    /// About whom: a person of this dossier.
    pub person: String,
    /// The law it falls under, one of the dossier's.
    pub law: String,
    /// `that` or `what`.
    pub kind: String,
    /// Category of data.
    pub category: String,
    /// Purpose.
    pub purpose: String,
    /// The text.
    pub text: String,
    /// The legal basis in words, with its article.
    pub basis: String,
    /// Why it is needed.
    pub need: String,
    /// Why not less; where the charter asks it.
    pub proportionality: String,
    /// Why not another way; where the charter asks it.
    pub subsidiarity: String,
    /// The article, and why, that makes a special category strictly necessary.
    pub legal_ground: String,
    /// `client`, `representative`, `third-party`, `brp`, `own-observation`.
    pub source: String,
    /// Who, for a third party.
    pub source_name: String,
    /// `fact`, `client-view`, `other-view`, `judgement`.
    pub statement: String,
    /// `yes` when recorded together with the client or a representative.
    pub together: String,
    /// `front-door`, `first-conversation`, `later`.
    pub moment: String,
    /// The day it is about, when another than today.
    pub about_day: String,
    /// Who was asked whether this may be recorded, and what they said. Apart from the basis (FLD-15).
    pub consents: Vec<EntryConsentInput>,
    /// That safety is at stake.
    pub safety: SafetyInput,
}

/// An answer to the question whether this may be recorded, as typed. Blank `answer`: nobody was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct EntryConsentInput {
    /// `subject`, `parent-or-guardian`, `representative`.
    pub of: String,
    /// `given`, `refused`, `withdrawn`.
    pub answer: String,
    /// `oral` or `written`.
    pub form: String,
    /// The day.
    pub on: String,
}

/// An entry as read.
pub(crate) struct Ready {
    pub person: PersonId,
    pub text: String,
    pub label: Label,
    pub about_day: Option<Date>,
    pub consents: Vec<EntryConsent>,
    pub safety: Option<ShareSafety>,
}

impl EntryInput {
    /// Reads the whole form. `fixed` is the person when that is not the form's to choose.
    pub(crate) fn read(&self, check: &mut Check, case: &Case, fixed: Option<PersonId>, today: Date) -> Option<Ready> {
        let person = match fixed {
            Some(person) => Some(person),
            None => self.person(check, case),
        };
        let laws = case.dossier.as_ref().map(|d| d.value.laws.as_slice()).unwrap_or_default();
        let law = check.word("law", &self.law, laws);
        let kind = check.word("kind", &self.kind, Kind::ALL);
        let category = check.word("category", &self.category, Data::ALL);
        let purpose = check.word("purpose", &self.purpose, Purpose::recording());
        let text = check.needed("text", &self.text, LONGEST_TEXT);
        let basis = check.needed("basis", &self.basis, LONGEST_LABEL);
        let need = check.needed("need", &self.need, LONGEST_LABEL);
        let proportionality = check.text("proportionality", &self.proportionality, LONGEST_LABEL);
        let subsidiarity = check.text("subsidiarity", &self.subsidiarity, LONGEST_LABEL);
        let legal_ground = check.text("legal_ground", &self.legal_ground, LONGEST_LABEL);
        let source = self.source(check);
        let statement = check.pick::<Statement>("statement", &self.statement);
        let moment = check.word("moment", &self.moment, Moment::ALL);
        let about_day = check.maybe_day("about_day", &self.about_day, FIRST_DAY, today);
        let consents = self.consents(check, today);
        let safety = self.safety.read(check);
        let label = Label {
            kind: kind?,
            category: category?,
            purpose: purpose?,
            law: law?,
            basis,
            need,
            proportionality,
            subsidiarity,
            legal_ground,
            source: source?,
            statement: statement?,
            together: Check::yes(&self.together),
            moment: moment?,
        };
        Some(Ready { person: person?, text, label, about_day, consents, safety })
    }

    fn person(&self, check: &mut Check, case: &Case) -> Option<PersonId> {
        let id = check.id("person", &self.person)?;
        let found = case.person(PersonId(id)).map(|p| PersonId(p.id));
        if found.is_none() {
            // Somebody of another dossier is as unknown as nobody.
            check.fault("person", "unknown");
        }
        found
    }

    fn source(&self, check: &mut Check) -> Option<Source> {
        let kind = check.pick::<SourceKind>("source", &self.source);
        let name = match kind {
            // A third party is named (REC-8).
            Some(SourceKind::ThirdParty) => Some(check.needed("source_name", &self.source_name, LONGEST_NAME)),
            _ => check.text("source_name", &self.source_name, LONGEST_NAME),
        };
        Some(Source { kind: kind?, name })
    }

    fn consents(&self, check: &mut Check, today: Date) -> Vec<EntryConsent> {
        if self.consents.len() > MOST_CONSENTS {
            check.fault("consents", "too-many");
        }
        let mut read = Vec::new();
        for typed in self.consents.iter().take(MOST_CONSENTS).filter(|c| !c.answer.trim().is_empty()) {
            let of = check.word("consent_of", &typed.of, Consenter::ALL);
            let answer = check.word("consent_answer", &typed.answer, ConsentAnswer::ALL);
            let form = check.word("consent_form", &typed.form, ConsentForm::ALL);
            let on = check.day("consent_on", &typed.on, FIRST_DAY, today);
            if let (Some(of), Some(answer), Some(form), Some(on)) = (of, answer, form, on) {
                read.push(EntryConsent { of, answer, form, on });
            }
        }
        read
    }

    /// The question as the half-filled form stands: what is not chosen yet is what asks least. `None` in a dossier without people.
    pub(crate) fn half(&self, case: &Case, charter: Charter, today: Date) -> Option<Question> {
        let dossier = &case.dossier.as_ref()?.value;
        let typed = self.person.trim().parse().ok().map(PersonId);
        let person = typed.filter(|p| case.person(*p).is_some()).unwrap_or(dossier.principal);
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
            consents: &self.consents(&mut aside, today),
            safety: safety.as_ref(),
        };
        about.question(case, charter, today)
    }
}

impl Ready {
    /// The question this entry is put to the charter with.
    pub(crate) fn question(&self, case: &Case, charter: Charter, today: Date) -> Option<Question> {
        let label = &self.label;
        let about = RecordingOf {
            person: self.person,
            law: label.law,
            kind: label.kind,
            moment: label.moment,
            purpose: Some(label.purpose),
            category: Some(label.category),
            need: Some(&label.need),
            proportionality: label.proportionality.as_deref(),
            subsidiarity: label.subsidiarity.as_deref(),
            legal_ground: label.legal_ground.as_deref(),
            consents: &self.consents,
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
            moment: self.moment,
            kind: self.kind,
            purpose: self.purpose,
            data: self.category.into_iter().collect(),
            weighing: Weighing {
                necessity: text(self.need),
                proportionality: text(self.proportionality),
                subsidiarity: text(self.subsidiarity),
            },
            consents: self
                .consents
                .iter()
                .map(|c| Consent { of: c.of, who: None, answer: c.answer, form: c.form, for_this: true, on: c.on })
                .collect(),
            agrees_to_help: dossier.agrees_to_help,
            told_client: dossier.told_client,
            safety: self.safety.map(safety_question),
            anonymous: false,
            legal_ground: text(self.legal_ground),
        }))
    }
}

/// Whether a person gets help here: the one the dossier is first of all about, and everybody else with a file of their own.
pub(crate) fn about(case: &Case, person: PersonId) -> About {
    let principal = case.dossier.as_ref().is_some_and(|d| d.value.principal == person);
    let helped = case.files.iter().any(|f| f.person == Some(person.0) && !f.value.involved);
    if principal || helped { About::Client } else { About::InvolvedPerson }
}
