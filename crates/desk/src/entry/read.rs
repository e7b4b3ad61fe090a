//! From the form of an entry to the input of the act, and from what the act found wrong back to the fields.

use jiff::civil::Date;
use regie_casework::entry::{EntryConsentInput, EntryInput, FAMILY};
use regie_casework::share::SafetyInput;
use regie_casework::{FieldError, Refused};
use regie_terms::Consenter;

use crate::form::{Fault, Form};
use crate::page::Trouble;
use crate::refuse;
use crate::words::{Lang, read_date};

/// One answer to the question whether this may be recorded: in which capacity, and the names of its fields.
pub struct AnswerRow {
    /// In which capacity.
    pub of: Consenter,
    /// The field with the answer.
    pub answer: &'static str,
    /// The field that says how it was given.
    pub form: &'static str,
    /// The field with its day.
    pub on: &'static str,
}

/// The answers a form has room for.
pub const ANSWERS: [AnswerRow; 3] = [
    AnswerRow {
        of: Consenter::Subject,
        answer: "consent_answer-1",
        form: "consent_form-1",
        on: "consent_on-1",
    },
    AnswerRow {
        of: Consenter::ParentOrGuardian,
        answer: "consent_answer-2",
        form: "consent_form-2",
        on: "consent_on-2",
    },
    AnswerRow {
        of: Consenter::Representative,
        answer: "consent_answer-3",
        form: "consent_form-3",
        on: "consent_on-3",
    },
];

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
        kind: value("kind"),
        category: value("category"),
        motive: value("motive"),
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
    }
}

/// The answers that were filled in.
#[must_use]
pub fn answers(form: &Form) -> Vec<EntryConsentInput> {
    ANSWERS
        .iter()
        .filter(|row| !form.value(row.answer).trim().is_empty())
        .map(|row| EntryConsentInput {
            of: row.of.as_str().to_owned(),
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

/// Puts what an act found wrong at the fields. The act does not say which of several answers it means; they are
/// looked at again here.
///
/// # Errors
/// The page of any refusal that is no fault of the form.
pub fn faults(t: Lang, form: &mut Form, refused: Refused, today: Date) -> Result<(), Trouble> {
    let Refused::Invalid(errors) = refused else {
        return refuse::into_form(t, form, refused);
    };
    let (of_answers, others): (Vec<FieldError>, Vec<FieldError>) = errors
        .into_iter()
        .partition(|error| error.field.starts_with("consent_"));
    refuse::into_form(t, form, Refused::Invalid(others))?;
    if !of_answers.is_empty() {
        answer_faults(form, today);
    }
    Ok(())
}

fn answer_faults(form: &mut Form, today: Date) {
    for row in &ANSWERS {
        if form.value(row.answer).trim().is_empty() {
            continue;
        }
        form.pick(row.answer, |word| {
            word.parse::<regie_terms::ConsentAnswer>().ok()
        });
        form.pick(row.form, |word| {
            word.parse::<regie_terms::ConsentForm>().ok()
        });
        let between = crate::form::Between::birth(today);
        form.date(row.on, between);
    }
    if form.ok() {
        // The act saw something that is not seen here; better said at the first answer than not at all.
        form.note(Fault {
            field: ANSWERS[0].answer.to_owned(),
            what: "unknown",
            number: None,
            day: None,
        });
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
