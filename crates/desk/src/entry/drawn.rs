//! The form of an entry as it stands on the page.

use std::borrow::Cow;

use askama::Template;
use regie_casework::dossier::DossierPage;
use regie_casework::entry::FAMILY;
use regie_terms::{
    Answer, ClientTold, ConsentAnswer, ConsentForm, Consulted, Data, Law, Moment, NeedWord,
    Purpose, Relation, SafetyOf,
};

use super::read::{ANSWERS, AnswerRow};
use crate::form::{Choice, Fields, Form};
use crate::page::Page;
use crate::part::{Checklist, Fact};
use crate::staff::dossier::whose;
use crate::words::Lang;

/// A group of categories, closed until one of them is chosen (FLD-1).
pub(crate) struct Group {
    pub(crate) title: &'static str,
    pub(crate) open: bool,
    pub(crate) choices: Vec<Choice>,
}

/// The categories by subject. Every category stands in one of them.
const GROUPS: [(&str, &[Data]); 8] = [
    (
        "entry-group-help",
        &[
            Data::HelpRequest,
            Data::Problems,
            Data::SupportPlan,
            Data::CarePlan,
            Data::Provision,
            Data::YouthHelpBasics,
            Data::HelpDetermination,
        ],
    ),
    (
        "entry-group-family",
        &[
            Data::FamilySituation,
            Data::ParentingProblems,
            Data::DevelopmentThreat,
        ],
    ),
    ("entry-group-school", &[Data::EducationOrWork]),
    (
        "entry-group-money",
        &[Data::Income, Data::Debts, Data::Invoice],
    ),
    ("entry-group-health", &[Data::Health]),
    (
        "entry-group-who",
        &[Data::Identity, Data::BirthDate, Data::Contact, Data::Bsn],
    ),
    (
        "entry-group-justice",
        &[
            Data::MeasurePlan,
            Data::MeasureDecisions,
            Data::RvdkReport,
            Data::Criminal,
        ],
    ),
    (
        "entry-group-special",
        &[
            Data::Religion,
            Data::Ethnicity,
            Data::Politics,
            Data::SexualLife,
            Data::Union,
            Data::Genetic,
            Data::CountryOfOrigin,
        ],
    ),
];

/// What a page of this form is for.
pub(super) struct Purposely<'a> {
    /// The heading.
    pub title: &'static str,
    /// A line under it.
    pub lead: &'static str,
    /// The words of the button.
    pub go: &'static str,
    /// The form's own address.
    pub here: String,
    /// Which form the test answers: empty, `feit/<id>` or `aantekening/<id>`.
    pub which: String,
    /// The fact that is mended.
    pub old: Option<&'a Fact>,
}

/// Which folded parts stand open: what the charter asks now, or what was filled in or is wrong.
pub(crate) struct Open {
    pub(crate) weighing: bool,
    pub(crate) ground: bool,
    pub(crate) consent: bool,
    pub(crate) safety: bool,
}

#[derive(Template)]
#[template(path = "entry/form.html")]
pub(super) struct EntryPage<'a> {
    p: &'a Page,
    f: Fields<'a>,
    why: Purposely<'a>,
    dossier: String,
    name: &'a str,
    persons: Vec<Choice>,
    l: LabelPart,
    /// Whether the reader may keep it out of ordinary view from its first moment.
    may_shield: bool,
    checklist: Checklist,
}

/// The part of a form that makes up the label, with what there is to choose from; an entry and a document have the same.
pub(crate) struct LabelPart {
    pub(crate) kinds: Vec<Choice>,
    pub(crate) groups: Vec<Group>,
    pub(crate) category_wrong: Option<String>,
    pub(crate) purposes: Vec<Choice>,
    pub(crate) laws: Vec<Choice>,
    pub(crate) sources: Vec<Choice>,
    pub(crate) statements: Vec<Choice>,
    pub(crate) moments: Vec<Choice>,
    pub(crate) rows: &'static [AnswerRow],
    pub(crate) answers: Vec<Choice>,
    pub(crate) forms: Vec<Choice>,
    pub(crate) safety_of: Vec<Choice>,
    pub(crate) consulted: Vec<Choice>,
    pub(crate) told: Vec<Choice>,
    pub(crate) open: Open,
}

impl LabelPart {
    /// The part as it stands: what the charter asks now, what was filled in and what is wrong is open.
    pub(crate) fn new(
        t: Lang,
        form: &Form,
        f: &Fields<'_>,
        open: &DossierPage,
        answers: &[Answer],
    ) -> Self {
        LabelPart {
            kinds: Choice::words(t, "kind-long", ["that", "what"]),
            groups: groups(t, form),
            category_wrong: f.wrong("category"),
            purposes: purposes(t),
            laws: laws(t, open),
            sources: choices(t, "entry-source", &SOURCES),
            statements: choices(t, "entry-statement", &STATEMENTS),
            moments: t.choices(Moment::ALL),
            rows: &ANSWERS,
            answers: t.choices(ConsentAnswer::ALL),
            forms: t.choices(ConsentForm::ALL),
            safety_of: t.choices(SafetyOf::ALL),
            consulted: t.choices(Consulted::ALL),
            told: t.choices(ClientTold::ALL),
            open: opened(form, answers),
        }
    }
}

/// What the charter says, with the way to each field that is still to be filled.
pub(crate) fn checklist(t: Lang, answers: &[Answer]) -> Option<Checklist> {
    let answer = answers.last()?;
    let list = Checklist::of(t, t.say("entry-may"), answer).leading(|need| {
        let field = match need {
            NeedWord::Purpose => "purpose",
            NeedWord::Necessity => "need",
            NeedWord::Proportionality => "proportionality",
            NeedWord::Subsidiarity => "subsidiarity",
            NeedWord::Consent => ANSWERS[0].answer,
            NeedWord::Consultation => "safety_consulted",
            NeedWord::Reason => "safety_postponed_because",
            _ => return None,
        };
        Some(format!("#f-{field}"))
    });
    Some(list)
}

/// The form on its page.
pub(super) fn drawn<'a>(
    page: &'a Page,
    form: &'a Form,
    open: &'a DossierPage,
    answers: &[Answer],
    why: Purposely<'a>,
) -> EntryPage<'a> {
    let t = page.t;
    let f = Fields::new(t, "entry", form);
    let checklist = checklist(t, answers)
        .unwrap_or_else(|| Checklist::new(t, t.say("entry-may"), crate::part::Outcome::Incomplete));
    EntryPage {
        p: page,
        f,
        dossier: format!("/dossier/{}", open.id),
        name: &open.title,
        persons: persons(t, open, t.say("entry-family-hint")),
        l: LabelPart::new(t, form, &f, open, answers),
        may_shield: why.old.is_none()
            && matches!(open.relation, Relation::Coordinator | Relation::Substitute),
        why,
        checklist,
    }
}

/// Whom it can be about: a person of the dossier, or the family where there is more than one.
pub(crate) fn persons(t: Lang, open: &DossierPage, hint: &'static str) -> Vec<Choice> {
    let people = open.people.iter();
    let mut persons: Vec<Choice> = people
        .map(|person| Choice::new(person.id.to_string(), person.name.clone()))
        .collect();
    if persons.len() > 1 {
        persons.push(Choice::new(FAMILY, t.say("entry-family")).hint(hint));
    }
    persons
}

const SOURCES: [&str; 5] = [
    "client",
    "representative",
    "third-party",
    "brp",
    "own-observation",
];
const STATEMENTS: [&str; 4] = ["fact", "client-view", "other-view", "judgement"];

/// Words that are not the charter's, as choices.
fn choices(t: Lang, group: &str, words: &[&str]) -> Vec<Choice> {
    Choice::words(t, group, words)
}

fn groups(t: Lang, form: &Form) -> Vec<Group> {
    let chosen = form.value("category");
    GROUPS
        .iter()
        .map(|(title, data)| Group {
            title: t.say(title),
            open: data.iter().any(|one| one.as_str() == chosen),
            choices: t.choices(data),
        })
        .collect()
}

/// The help itself first: most facts are for that.
fn purposes(t: Lang) -> Vec<Choice> {
    let mut all: Vec<Purpose> = Purpose::recording().to_vec();
    all.sort_by_key(|purpose| (*purpose != Purpose::Support, t.of(purpose)));
    t.choices(&all)
}

fn laws(t: Lang, open: &DossierPage) -> Vec<Choice> {
    t.choices::<Law>(&open.laws)
}

fn opened(form: &Form, answers: &[Answer]) -> Open {
    let needs = |words: &[NeedWord]| {
        answers
            .iter()
            .flat_map(|answer| &answer.needs)
            .any(|need| words.contains(&need.what))
    };
    let touched = |start: &str| {
        form.names()
            .any(|name| name.starts_with(start) && !form.value(name).trim().is_empty())
            || form
                .faults()
                .iter()
                .any(|fault| fault.field.starts_with(start))
    };
    let special = GROUPS.last().is_some_and(|(_, data)| {
        data.iter()
            .any(|one| one.as_str() == form.value("category"))
    });
    Open {
        weighing: needs(&[NeedWord::Proportionality, NeedWord::Subsidiarity])
            || touched("proportionality")
            || touched("subsidiarity"),
        ground: special || touched("legal_ground"),
        consent: needs(&[NeedWord::Consent]) || touched("consent_"),
        safety: needs(&[NeedWord::Consultation, NeedWord::Reason]) || touched("safety_"),
    }
}

/// A fact as it stood, above the form that mends it.
pub(super) fn old(page: &Page, entry: &regie_casework::dossier::EntryView, day: &str) -> Fact {
    let t = page.t;
    Fact {
        t,
        id: format!("gegeven-{}", entry.id),
        title: Cow::Owned(format!(
            "{} · {}",
            t.of(&entry.label.category),
            whose(t, entry)
        )),
        text: entry.text.clone(),
        badges: Vec::new(),
        written: t.with2("dossier-written", "day", day, "name", entry.by.as_str()),
        label: Vec::new(),
        reading: None,
        standing: crate::part::Standing::Current,
        actions: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_stands_in_one_group() {
        for data in Data::ALL {
            let count = GROUPS
                .iter()
                .filter(|(_, group)| group.contains(data))
                .count();
            assert_eq!(count, 1, "{data}");
        }
        // One line opens a whole group, or none is asked.
        for (title, group) in &GROUPS {
            let domain = regie_casework::entry::Domain::of(group[0]);
            assert!(
                group
                    .iter()
                    .all(|data| regie_casework::entry::Domain::of(*data) == domain),
                "{title}"
            );
        }
    }
}
