//! A client's words as the pages show them: plain values.

use crate::thing::{BroughtFrom, ConsentQuery, Contribution, TakenWay, WordsAbout};
use jiff::civil::Date;
use regie_terms::{AccountId, Consenter, Id, PersonId};
use regie_vault::Of;
use serde::Serialize;

/// From where words were brought along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BroughtView {
    /// The organisation, as the file names it.
    pub organisation: String,
    /// Whether it was made sure that the file is theirs.
    pub checked: bool,
    /// Whether they are somebody's own words, and not what the organisation wrote.
    pub own_words: bool,
    /// The day they were recorded there.
    pub recorded: Option<Date>,
}

impl BroughtView {
    fn of(from: &BroughtFrom) -> Self {
        Self {
            organisation: from.organisation.clone(),
            checked: from.checked,
            own_words: from.own_words,
            recorded: from.recorded,
        }
    }
}

/// A client's words, as somebody of the family reads them.
#[derive(Clone, Debug, Serialize)]
pub struct MyWords {
    /// Their id.
    pub id: Id,
    /// In whose file they were written.
    pub person: Option<PersonId>,
    /// The fact they are about, where the reader sees it.
    pub entry: Option<Id>,
    /// What was meant with them.
    pub what: WordsAbout,
    /// The words.
    pub text: String,
    /// When they were written, milliseconds since 1970 UTC.
    pub at: i64,
    /// In which capacity they were written.
    pub capacity: Consenter,
    /// Whether the reader wrote them.
    pub own: bool,
    /// From where they were brought along, where they were.
    pub brought: Option<BroughtView>,
    /// What was done with them; `None` while they wait.
    pub taken: Option<MyTaken>,
}

/// What was done with a client's words, as the family reads it.
#[derive(Clone, Debug, Serialize)]
pub struct MyTaken {
    /// In which way; `None` where what was made of them is not shown to the reader: then they were read.
    pub way: Option<TakenWay>,
    /// The fact that was made of them.
    pub entry: Option<Id>,
    /// What the professional answered.
    pub answer: Option<String>,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// By whom; `None` when staff are shown by function only.
    pub by: Option<String>,
}

impl MyWords {
    /// Of what is stored, for a reader who sees these entries.
    pub(crate) fn of(
        words: &Of<Contribution>,
        reader: AccountId,
        sees: &[Id],
        named: bool,
    ) -> Self {
        let value = &words.value;
        Self {
            id: words.id,
            person: words.person.map(PersonId),
            entry: words.of.filter(|of| sees.contains(of)),
            what: value.what,
            text: value.text.clone(),
            at: value.at,
            capacity: value.capacity,
            own: words.account == Some(reader.0),
            brought: value.brought.as_ref().map(BroughtView::of),
            taken: value.taken.as_ref().map(|taken| {
                let entry = taken.entry.filter(|entry| sees.contains(entry));
                MyTaken {
                    way: (taken.entry == entry).then_some(taken.way),
                    entry,
                    answer: taken.answer.clone(),
                    at: taken.at,
                    by: named.then(|| taken.by.clone()),
                }
            }),
        }
    }
}

/// A client's words, as staff read them.
#[derive(Clone, Debug, Serialize)]
pub struct WordsView {
    /// Their id.
    pub id: Id,
    /// In whose file.
    pub person: Option<PersonId>,
    /// Their name.
    pub person_name: String,
    /// The fact they are about.
    pub entry: Option<Id>,
    /// What was meant with them.
    pub what: WordsAbout,
    /// The words.
    pub text: String,
    /// When they were written, milliseconds since 1970 UTC.
    pub at: i64,
    /// The name of who wrote them.
    pub writer: String,
    /// In which capacity.
    pub capacity: Consenter,
    /// From where they were brought along, where they were.
    pub brought: Option<BroughtView>,
    /// Whether a document came with them.
    pub document: bool,
    /// What was done with them; `None` while they wait.
    pub taken: Option<TakenView>,
}

/// What was done with a client's words, as staff read it.
#[derive(Clone, Debug, Serialize)]
pub struct TakenView {
    /// In which way.
    pub way: TakenWay,
    /// The entry that was made of them, where the reader sees it.
    pub entry: Option<Id>,
    /// What was answered.
    pub answer: Option<String>,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// By whom.
    pub by: String,
}

impl WordsView {
    /// Of what is stored, for who does not see the entries in `apart`; `None` for what is about one of those.
    pub(crate) fn of(
        words: &Of<Contribution>,
        name_of: impl Fn(Option<Id>) -> String,
        apart: &[Id],
    ) -> Option<Self> {
        if words.of.is_some_and(|of| apart.contains(&of)) {
            return None;
        }
        let value = &words.value;
        Some(Self {
            id: words.id,
            person: words.person.map(PersonId),
            person_name: name_of(words.person),
            entry: words.of,
            what: value.what,
            text: value.text.clone(),
            at: value.at,
            writer: name_of(Some(value.writer.0)),
            capacity: value.capacity,
            brought: value.brought.as_ref().map(BroughtView::of),
            document: value.brought.as_ref().is_some_and(|from| from.document),
            taken: value.taken.as_ref().map(|taken| TakenView {
                way: taken.way,
                entry: taken.entry.filter(|entry| !apart.contains(entry)),
                answer: taken.answer.clone(),
                at: taken.at,
                by: taken.by.clone(),
            }),
        })
    }
}

/// What the reader asked before they answered a request for consent, with the answer.
#[derive(Clone, Debug, Serialize)]
pub struct MyQuery {
    /// The question.
    pub text: String,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// The answer, when it was given, milliseconds since 1970 UTC, and by whom; no name when staff are shown by function only.
    pub answer: Option<(String, i64, Option<String>)>,
}

impl MyQuery {
    /// Of what is stored.
    pub(crate) fn of(query: &Of<ConsentQuery>, named: bool) -> Self {
        let value = &query.value;
        Self {
            text: value.text.clone(),
            at: value.at,
            answer: value
                .answered
                .as_ref()
                .map(|a| (a.text.clone(), a.at, named.then(|| a.by.clone()))),
        }
    }
}
