//! From the form of an entry to the input of the act, and from what the act found wrong back to the fields.

use axum::extract::Request;
use regie_casework::dossier::{AuthorityView, DossierPage};
use regie_casework::entry::{EntryConsentInput, EntryInput, FAMILY};
use regie_casework::share::SafetyInput;
use regie_casework::words::WordsView;
use regie_terms::{ConsentAnswer, ConsentForm, Consenter, Representative};

use crate::form::{Choice, Form};
use crate::words::{Lang, read_date};

/// One answer to the question whether this may be recorded: in which capacity, and the names of its fields.
pub struct AnswerRow {
    /// In which capacity.
    pub of: Consenter,
    /// The text above it.
    pub heading: &'static str,
    /// Its number.
    pub row: usize,
    /// The field that says which of those with authority, and the one for the name of anybody else; empty where the person answers themself.
    pub who: &'static str,
    /// See `who`.
    pub name: &'static str,
    /// The field with the answer.
    pub answer: &'static str,
    /// The field that says how it was given.
    pub form: &'static str,
    /// The field with its day.
    pub on: &'static str,
}

/// The answers a form has room for.
pub const ANSWERS: [AnswerRow; 4] = [
    AnswerRow {
        of: Consenter::Subject,
        heading: "consenter-subject",
        row: 1,
        who: "",
        name: "",
        answer: "consent_answer-1",
        form: "consent_form-1",
        on: "consent_on-1",
    },
    AnswerRow {
        of: Consenter::ParentOrGuardian,
        heading: "consenter-parent-or-guardian",
        row: 2,
        who: "consent_who-2",
        name: "consent_name-2",
        answer: "consent_answer-2",
        form: "consent_form-2",
        on: "consent_on-2",
    },
    AnswerRow {
        of: Consenter::ParentOrGuardian,
        heading: "entry-consent-second",
        row: 3,
        who: "consent_who-3",
        name: "consent_name-3",
        answer: "consent_answer-3",
        form: "consent_form-3",
        on: "consent_on-3",
    },
    AnswerRow {
        of: Consenter::Representative,
        heading: "consenter-representative",
        row: 4,
        who: "consent_who-4",
        name: "consent_name-4",
        answer: "consent_answer-4",
        form: "consent_form-4",
        on: "consent_on-4",
    },
];

/// The part of a form that asks who agreed, with what there is to choose from.
pub struct Said {
    /// Its rows.
    pub rows: &'static [AnswerRow],
    /// What can be answered.
    pub answers: Vec<Choice>,
    /// How.
    pub forms: Vec<Choice>,
    /// Who has parental authority over anybody of the dossier, and who represents somebody.
    parents: Vec<Choice>,
    representatives: Vec<Choice>,
}

impl Said {
    /// The part for the people of a dossier.
    #[must_use]
    pub fn new(t: Lang, open: &DossierPage) -> Self {
        let holders = |keep: &dyn Fn(&AuthorityView) -> bool| {
            let mut out: Vec<Choice> = Vec::new();
            let all = open.people.iter().flat_map(|person| &person.authority);
            for one in all.filter(|one| keep(one)) {
                let value = one.holder.to_string();
                if !out.iter().any(|known| known.value == value) {
                    let kind = t.of(&one.kind).to_owned();
                    let name = one.name.clone();
                    out.push(Choice::new(
                        value,
                        name.unwrap_or_else(|| t.with("entry-consent-nameless", "kind", kind)),
                    ));
                }
            }
            out
        };
        let parent = |one: &AuthorityView| one.kind == Representative::ParentOrGuardian;
        Said {
            rows: &ANSWERS,
            answers: t.choices(ConsentAnswer::ALL),
            forms: t.choices(ConsentForm::ALL),
            parents: holders(&parent),
            representatives: holders(&|one| !parent(one)),
        }
    }

    /// Who can be chosen in a row.
    #[must_use]
    pub fn holders(&self, row: &AnswerRow) -> &[Choice] {
        match row.of {
            Consenter::ParentOrGuardian => &self.parents,
            _ => &self.representatives,
        }
    }
}

/// A day as the acts read it. What is no day stays as it was typed, so that the act says so.
#[must_use]
pub fn day(form: &Form, name: &str) -> String {
    let typed = form.value(name);
    read_date(typed).map_or_else(|| typed.to_owned(), |day| day.to_string())
}

/// The whole form of an entry.
#[must_use]
pub fn entry(form: &Form) -> EntryInput {
    let value = |name: &str| form.value(name).to_owned();
    EntryInput {
        person: value("person"),
        law: value("law"),
        also: form.values("also").map(str::to_owned).collect(),
        kind: value("kind"),
        category: value("category"),
        motive: value("motive"),
        beyond: value("beyond"),
        purpose: value("purpose"),
        text: value("text"),
        basis: value("basis"),
        need: value("need"),
        proportionality: value("proportionality"),
        subsidiarity: value("subsidiarity"),
        legal_ground: value("legal_ground"),
        source: value("source"),
        source_name: value("source_name"),
        statement: value("statement"),
        reading: value("reading"),
        together: value("together"),
        moment: value("moment"),
        about_day: day(form, "about_day"),
        consents: answers(form),
        safety: safety(form),
        shielded: value("shielded"),
        words: value("words"),
    }
}

/// The answers that were filled in.
#[must_use]
pub fn answers(form: &Form) -> Vec<EntryConsentInput> {
    ANSWERS
        .iter()
        .filter(|row| !form.value(row.answer).trim().is_empty())
        .map(|row| EntryConsentInput {
            row: row.row,
            of: row.of.as_str().to_owned(),
            who: form.value(row.who).to_owned(),
            name: form.value(row.name).to_owned(),
            answer: form.value(row.answer).to_owned(),
            form: form.value(row.form).to_owned(),
            on: day(form, row.on),
        })
        .collect()
}

/// The safety route; blank when it is not taken.
#[must_use]
pub fn safety(form: &Form) -> SafetyInput {
    SafetyInput {
        of: form.value("safety_of").to_owned(),
        because: form.value("safety_because").to_owned(),
        consulted: form.values("safety_consulted").map(str::to_owned).collect(),
        anonymised: form.value("safety_anonymised").to_owned(),
        client: form.value("safety_client").to_owned(),
        postponed_because: form.value("safety_postponed_because").to_owned(),
    }
}

/// A form filled with what an entry says, for a form that mends it.
#[must_use]
pub fn filled(entry: &regie_casework::dossier::EntryView, form: Form) -> Form {
    let label = &entry.label;
    let word = |value: serde_json::Result<serde_json::Value>| {
        value
            .ok()
            .and_then(|value| value.as_str().map(str::to_owned))
            .unwrap_or_default()
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    form.set("person", person(entry))
        .set("law", label.law.as_str())
        .set("kind", label.kind.map_or("", |kind| kind.as_str()))
        .set("category", label.category.as_str())
        .set("motive", text(&label.motive))
        .set("beyond", text(&label.beyond))
        .set("purpose", label.purpose.as_str())
        .set("text", entry.text.clone())
        .set("basis", label.basis.clone())
        .set("need", label.need.clone())
        .set("proportionality", text(&label.proportionality))
        .set("subsidiarity", text(&label.subsidiarity))
        .set("legal_ground", text(&label.legal_ground))
        .set("source", word(serde_json::to_value(label.source.kind)))
        .set("source_name", text(&label.source.name))
        .set("statement", word(serde_json::to_value(label.statement)))
        .set("reading", text(&entry.reading))
        .set("together", if label.together { "yes" } else { "" })
        .set("moment", label.moment.map_or("", |moment| moment.as_str()))
        .set(
            "about_day",
            entry
                .about_day
                .map(|day| day.strftime("%-d-%-m-%Y").to_string())
                .unwrap_or_default(),
        )
}

/// Whom an entry is about, as the form has it.
#[must_use]
pub fn person(entry: &regie_casework::dossier::EntryView) -> String {
    entry
        .person
        .map_or_else(|| FAMILY.to_owned(), |person| person.to_string())
}

/// A form that comes for the first time with the client's words that its address names.
#[must_use]
pub fn of_words(request: &Request, form: Form) -> Form {
    let query = Form::from_query(request.uri().query().unwrap_or_default());
    if form.came("text") || query.value("woorden").is_empty() {
        return form;
    }
    form.set("words", query.value("woorden"))
}

/// A form filled with the client's words that it takes in, where they still wait.
#[must_use]
pub fn with_words(open: &DossierPage, form: Form) -> Form {
    let id = form.value("words").to_owned();
    let waits = |one: &&WordsView| one.id.to_string() == id && one.taken.is_none();
    let Some(words) = open.words.iter().find(waits) else {
        return form.without("words");
    };
    let form = match words.person {
        Some(person) if !form.came("person") => form.set("person", person.to_string()),
        _ => form,
    };
    let form = form.set("text", words.text.clone()).set("together", "yes");
    if words.capacity == Consenter::Subject {
        form.set("source", "client")
            .set("statement", "client-view")
            .set("source_name", "")
    } else {
        // A parent's words about a child are the parent's.
        form.set("source", "representative")
            .set("statement", "other-view")
            .set("source_name", words.writer.clone())
    }
}

/// A form filled with the safety route as it was saved.
#[must_use]
pub fn with_safety(safety: Option<&regie_casework::thing::ShareSafety>, form: Form) -> Form {
    let Some(safety) = safety else {
        return form;
    };
    let form = form
        .set("safety_of", safety.of.as_str())
        .set("safety_because", safety.because.clone())
        .set(
            "safety_anonymised",
            if safety.anonymised { "yes" } else { "" },
        )
        .set("safety_client", safety.client.as_str())
        .set(
            "safety_postponed_because",
            safety.postponed_because.clone().unwrap_or_default(),
        );
    safety
        .consulted
        .iter()
        .fold(form, |form, one| form.add("safety_consulted", one.as_str()))
}
