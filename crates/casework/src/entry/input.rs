//! The form of an entry: as typed and as read. As a question to the charter it stands beside this.

use super::domain::is_open;
use super::said::{Among, EntryConsentInput};
use super::whom::Whom;
use crate::FieldError;
use crate::act::Case;
use crate::check::{Check, FIRST_DAY};
use crate::share::SafetyInput;
use crate::thing::{EntryConsent, Label, ShareSafety, Source, SourceKind, Statement};
use jiff::civil::Date;
use regie_charter::{Field, FormOf};
use regie_terms::{Data, Kind, Law, Moment, PersonId, Word};
use serde::Deserialize;

/// The longest entry or working note, in characters.
pub(crate) const LONGEST_TEXT: usize = 8000;
/// The longest answer in a label, in characters.
pub(crate) const LONGEST_LABEL: usize = 1000;
/// The longest line that opens a domain of life, in characters.
const LONGEST_MOTIVE: usize = 200;
/// The longest reading of the client, in characters.
const LONGEST_READING: usize = 4000;
/// The longest name, in characters.
const LONGEST_NAME: usize = 200;

/// What stands in the field of the person when it is about the family.
pub const FAMILY: &str = "family";

/// An entry as typed. Everything may be blank; what has to be there is said at the field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct EntryInput {
    /// About whom: a person of this dossier, or [`FAMILY`].
    pub person: String,
    /// The law it falls under, one of the dossier's.
    pub law: String,
    /// `that` or `what`.
    pub kind: String,
    /// Category of data.
    pub category: String,
    /// Why the category's domain of life belongs to the help question; needed where the domain is not open yet (FLD-1).
    pub motive: String,
    /// Purpose.
    pub purpose: String,
    /// The text.
    pub text: String,
    /// Other laws of the dossier that the fact serves as well.
    pub also: Vec<String>,
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
    /// How the client sees it, when they see it otherwise; nobody has to fill it in (FLD-5).
    pub reading: String,
    /// `yes` when recorded together with the client or a representative.
    pub together: String,
    /// `front-door`, `first-conversation`, `later`.
    pub moment: String,
    /// Why it is needed although it does not go with the last triage; where it does not (TRI-7).
    pub beyond: String,
    /// The day it is about, when another than today: not before the birth of whom it is about, of a family of the eldest.
    pub about_day: String,
    /// Who was asked whether this may be recorded, and what they said. Apart from the basis (FLD-15).
    pub consents: Vec<EntryConsentInput>,
    /// That safety is at stake.
    pub safety: SafetyInput,
    /// `yes` to keep it out of ordinary view from its first moment; for who sees what is shielded.
    pub shielded: String,
    /// The client's own words that it takes in; blank for none.
    pub words: String,
}

impl EntryInput {
    /// Whether it is to be shielded from its first moment.
    pub(crate) fn wants_shield(&self) -> bool {
        Check::yes(&self.shielded)
    }
}

/// An entry as read.
pub(crate) struct Ready {
    pub whom: Whom,
    pub text: String,
    pub label: Label,
    pub reading: Option<String>,
    pub about_day: Option<Date>,
    pub consents: Vec<EntryConsent>,
    pub safety: Option<ShareSafety>,
}

impl Ready {
    /// A fact that stands, as it would be put to the charter today.
    pub(crate) fn again(entry: &regie_vault::Known<crate::thing::Entry>) -> Self {
        let value = &entry.value;
        Self {
            whom: Whom::of(entry.person),
            text: value.text.clone(),
            label: value.label.clone(),
            reading: value.reading.clone(),
            about_day: value.about_day,
            consents: value.consents.clone(),
            safety: value.safety.clone(),
        }
    }
}

impl EntryInput {
    /// Reads the whole form, of what the charter's `form` offers. `fixed` says about whom it is when that is not the form's to
    /// choose.
    pub(crate) fn read(
        &self,
        check: &mut Check,
        case: &Case,
        fixed: Option<Whom>,
        today: Date,
        form: &FormOf<'_>,
    ) -> Option<Ready> {
        let whom = match fixed {
            Some(whom) => Some(whom),
            None if self.of_family() => Some(Whom::Family),
            None => self.person(check, case).map(Whom::One),
        };
        let laws = case
            .dossier
            .as_ref()
            .map(|d| d.value.laws.as_slice())
            .unwrap_or_default();
        let law = check.word("law", &self.law, laws);
        let mut also = Vec::new();
        for one in self.also.iter().filter(|one| **one != self.law) {
            also.extend(check.word("also", one, laws).filter(|l| !also.contains(l)));
        }
        // Where no rule tells 'that' from 'what', or one moment from another, nobody is asked, and nothing is written that nobody said.
        let kind = asked(check, form, Field::Kind, ("kind", &self.kind), Kind::ALL);
        let category = check.word("category", &self.category, &form.data());
        let motive = self.motive(check, case, whom, (law, category));
        let beyond = check.text("beyond", &self.beyond, LONGEST_LABEL);
        let purpose = check.word("purpose", &self.purpose, &form.purposes());
        let text = check.needed("text", &self.text, LONGEST_TEXT);
        let basis = check.needed("basis", &self.basis, LONGEST_LABEL);
        if !basis.is_empty() && !names_article(&basis) {
            check.fault("basis", "no-article");
        }
        let need = check.needed("need", &self.need, LONGEST_LABEL);
        if !need.is_empty() && need.chars().count() < SHORTEST_NEED {
            check.fault("need", "too-short");
        }
        let proportionality = check.text("proportionality", &self.proportionality, LONGEST_LABEL);
        let subsidiarity = check.text("subsidiarity", &self.subsidiarity, LONGEST_LABEL);
        let legal_ground = check.text("legal_ground", &self.legal_ground, LONGEST_LABEL);
        let source = self.source(check);
        let statement = check.pick::<Statement>("statement", &self.statement);
        let reading = check.text("reading", &self.reading, LONGEST_READING);
        let typed = ("moment", self.moment.as_str());
        let moment = asked(check, form, Field::Moment, typed, Moment::ALL);
        let people = whom.map(|whom| whom.people(case)).unwrap_or_default();
        let born = people.iter().filter_map(|p| case.person(*p));
        let first = born.map(|p| p.value.born).min().unwrap_or(FIRST_DAY);
        let about_day = check.maybe_day("about_day", &self.about_day, first, today);
        let consents = self.consents(check, case, &people, today);
        let safety = self.safety.read(check);
        let label = Label {
            kind: kind?,
            category: category?,
            purpose: purpose?,
            law: law?,
            also,
            basis,
            need,
            proportionality,
            subsidiarity,
            legal_ground,
            motive,
            source: source?,
            statement: statement?,
            together: Check::yes(&self.together),
            moment: moment?,
            beyond,
        };
        Some(Ready {
            whom: whom?,
            text,
            label,
            reading,
            about_day,
            consents,
            safety,
        })
    }

    /// The line that opens a domain of life.
    fn motive(
        &self,
        check: &mut Check,
        case: &Case,
        whom: Option<Whom>,
        (law, category): (Option<Law>, Option<Data>),
    ) -> Option<String> {
        let chosen = whom.zip(law.zip(category));
        if chosen.is_none_or(|(whom, (law, category))| is_open(case, whom, law, category)) {
            check.text("motive", &self.motive, LONGEST_MOTIVE)
        } else {
            Some(check.needed("motive", &self.motive, LONGEST_MOTIVE))
        }
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
            Some(SourceKind::ThirdParty) => {
                Some(check.needed("source_name", &self.source_name, LONGEST_NAME))
            }
            _ => check.text("source_name", &self.source_name, LONGEST_NAME),
        };
        Some(Source { kind: kind?, name })
    }

    pub(super) fn consents(
        &self,
        check: &mut Check,
        case: &Case,
        people: &[PersonId],
        today: Date,
    ) -> Vec<EntryConsent> {
        let opened = case.opened().unwrap_or(FIRST_DAY);
        let among = Among {
            holders: case.holders_over(people, today).collect(),
            days: (opened, today),
        };
        among.read_all(&self.consents, check)
    }
}

/// The fields of an entry and of a document, as they stand on their forms from top to bottom; the rows of who agreed follow.
const ORDER: [&str; 26] = [
    "file",
    "correction",
    "person",
    "text",
    "kind",
    "category",
    "motive",
    "beyond",
    "about_day",
    "purpose",
    "law",
    "also",
    "basis",
    "need",
    "excerpt",
    "proportionality",
    "subsidiarity",
    "legal_ground",
    "source",
    "source_name",
    "statement",
    "reading",
    "moment",
    "readers",
    "review_on",
    "others",
];

/// What is wrong with a form, in the order in which its fields stand on it.
pub(crate) fn in_order(mut faults: Vec<FieldError>) -> Vec<FieldError> {
    let place = |field: &str| ORDER.iter().position(|known| *known == field);
    faults.sort_by_key(|fault| place(fault.field).unwrap_or(ORDER.len()));
    faults
}

/// The shortest answer to why something is needed, in characters: one word is no reason.
const SHORTEST_NEED: usize = 10;

/// What was typed in a field that not every form has. Where the form asks it, it has to be there (else `None`, with the fault); where it does not, it
/// may be left out (`Some(None)`).
fn asked<W: Word>(
    check: &mut Check,
    form: &FormOf<'_>,
    field: Field,
    (name, typed): (&'static str, &str),
    among: &[W],
) -> Option<Option<W>> {
    if typed.trim().is_empty() && !form.asks(field) {
        return Some(None);
    }
    check.word(name, typed, among).map(Some)
}

/// Whether a legal basis says which article it is: `toestemming` or `de wet` says nothing that anybody could look up, and consent is no basis (FLD-15).
fn names_article(basis: &str) -> bool {
    basis.chars().any(|c| c.is_ascii_digit())
}
