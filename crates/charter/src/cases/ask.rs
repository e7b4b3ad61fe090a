//! From a case to the question it asks on a day.

use jiff::Span;
use jiff::civil::Date;
use regie_terms::{ActQuestion, Answer, Question, Unreadable, Word};
use serde_json::{Map, Value, json};

use super::Case;
use crate::Charters;
use crate::format::Asked;

/// A question of either kind.
pub(crate) enum Asking {
    /// One of the seven.
    Question(Box<Question>),
    /// What staff do besides opening a dossier.
    Act(ActQuestion),
}

impl Asking {
    /// The base with the changes of a case, on a day.
    ///
    /// # Errors
    /// [`Unreadable`] names the field that the question does not have, or not so.
    pub(super) fn of(
        case: &Case,
        base: &Map<String, Value>,
        changes: &[&Map<String, Value>],
        on: Date,
    ) -> Result<Asking, Unreadable> {
        let mut question = base.clone();
        let charter = case.rule.it.split('.').next().unwrap_or_default();
        question.insert("charter".into(), json!(charter));
        question.insert("on".into(), json!(on.to_string()));
        for change in changes {
            for (name, value) in *change {
                // TOML has no word for what is not there.
                let value = if value == "null" { &Value::Null } else { value };
                question.insert(name.clone(), value.clone());
            }
        }
        if let Some(subject) = question.get_mut("subject").and_then(Value::as_object_mut)
            && let Some(age) = subject.remove("age")
        {
            subject.insert("born".into(), json!(born(&age, on)?.to_string()));
        }
        let consents = question.get_mut("consents").and_then(Value::as_array_mut);
        for consent in consents.into_iter().flatten() {
            if let Some(given) = consent.get_mut("on").filter(|given| *given == "on") {
                *given = json!(on.to_string());
            }
        }
        if question.get("question").and_then(Value::as_str) == Some(Asked::Act.as_str()) {
            return act(&question, on).map(Asking::Act);
        }
        let question = Question::read(&Value::Object(question).to_string())?;
        Ok(Asking::Question(Box::new(question)))
    }

    /// What the rules answer.
    ///
    /// # Errors
    /// As [`Charters::ask`].
    pub(super) fn ask(&self, charters: &Charters) -> Result<Answer, Unreadable> {
        match self {
            Asking::Question(question) => charters.ask(question),
            Asking::Act(question) => charters.act(question),
        }
    }
}

/// The birth date of somebody of this age in years.
fn born(age: &Value, on: Date) -> Result<Date, Unreadable> {
    age.as_i64()
        .and_then(|age| Span::new().try_years(age).ok())
        .and_then(|age| on.checked_sub(age).ok())
        .ok_or_else(|| Unreadable::new("subject.age", "no such number", "a number of years"))
}

/// Questions about what staff do are not read from JSON anywhere else.
fn act(question: &Map<String, Value>, on: Date) -> Result<ActQuestion, Unreadable> {
    const FIELDS: &[&str] = &[
        "question",
        "charter",
        "on",
        "act",
        "function",
        "relation",
        "declarations",
        "closed",
    ];
    if let Some(name) = question.keys().find(|name| !FIELDS.contains(&&***name)) {
        return Err(Unreadable::new(name, "an unknown field", FIELDS.join(", ")));
    }
    let declarations = question.get("declarations").and_then(Value::as_array);
    Ok(ActQuestion {
        charter: word("charter", question.get("charter"))?,
        on,
        act: word("act", question.get("act"))?,
        function: word("function", question.get("function"))?,
        relation: word("relation", question.get("relation"))?,
        declarations: declarations
            .ok_or_else(|| Unreadable::new("declarations", "no list", "a list of words"))?
            .iter()
            .map(|one| word("declarations", Some(one)))
            .collect::<Result<_, _>>()?,
        closed: match question.get("closed").and_then(Value::as_str) {
            Some(day) => {
                Some(day.parse().map_err(|_| {
                    Unreadable::new("closed", "no date", "a date such as 2020-06-30")
                })?)
            }
            None => None,
        },
    })
}

fn word<W: Word>(field: &str, value: Option<&Value>) -> Result<W, Unreadable> {
    let found = value.and_then(Value::as_str).unwrap_or_default();
    W::from_word(found).ok_or_else(|| {
        let accepted: Vec<&str> = W::ALL.iter().map(|one| one.as_str()).collect();
        Unreadable::new(field, format!("`{found}`"), accepted.join(", "))
    })
}
