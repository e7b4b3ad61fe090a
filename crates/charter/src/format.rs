//! How a rule file is written: the TOML tables as they stand in `charters/`, read strictly.
//!
//! See `docs/charter-format.md`. An unknown field, word or fact is an error with its line.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use regie_terms::{
    Consenter, Consulted, Data, Declaration, DutyWord, Law, NeedWord, NeededForm, Outcome, Party,
    Purpose, QuestionKind, Relation, Says, Word,
};
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use toml::Spanned;

use crate::fact::{Fact, Named};

/// What a rule answers: one of the questions, or an act of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Asked {
    /// One of the seven questions.
    Question(QuestionKind),
    /// What staff do besides opening a dossier.
    Act,
}

impl Asked {
    /// The word for it, also the name of its rule file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Asked::Question(kind) => kind.as_str(),
            Asked::Act => "acts",
        }
    }

    /// The one with this word.
    pub(crate) fn from_word(word: &str) -> Option<Asked> {
        if word == Asked::Act.as_str() {
            Some(Asked::Act)
        } else {
            QuestionKind::from_word(word).map(Asked::Question)
        }
    }

    /// All of them.
    pub(crate) fn all() -> impl Iterator<Item = Asked> {
        QuestionKind::ALL
            .iter()
            .map(|kind| Asked::Question(*kind))
            .chain([Asked::Act])
    }
}

/// `charter.toml`: what the agreements are called and which versions there were.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CharterFile {
    pub(crate) name: Says,
    pub(crate) version: Vec<Spanned<Version>>,
}

/// One version of a charter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Version {
    pub(crate) from: Day,
    pub(crate) document: String,
}

/// A file of rules.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleFile {
    /// What the rules answer, unless a rule says otherwise; also the middle part of their ids.
    pub(crate) subject: Word1<Asked>,
    #[serde(default)]
    pub(crate) rule: Vec<Spanned<RawRule>>,
    #[serde(default)]
    pub(crate) row: Vec<Spanned<RawRule>>,
    #[serde(default)]
    pub(crate) value: Vec<Spanned<RawValue>>,
    #[serde(default)]
    pub(crate) question: Vec<Spanned<RawQuestion>>,
    #[serde(default)]
    pub(crate) offer: Vec<Spanned<RawOffer>>,
}

/// One rule or row.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRule {
    pub(crate) id: String,
    /// The questions it answers, where these are more or other than the file's subject.
    #[serde(rename = "for")]
    pub(crate) questions: Option<Vec<Word1<Asked>>>,
    /// A default of the law that holds only when the law is asked by itself.
    #[serde(default)]
    pub(crate) alone: bool,
    pub(crate) from: Option<Day>,
    pub(crate) until: Option<Day>,
    pub(crate) source: Dated,
    pub(crate) law: Option<Dated>,
    pub(crate) says: Says,

    // Conditions: all of them have to hold.
    #[serde(default)]
    pub(crate) when: Vec<Word1<Fact>>,
    #[serde(default)]
    pub(crate) any: Vec<Word1<Fact>>,
    #[serde(default)]
    pub(crate) unless: Vec<Word1<Fact>>,
    pub(crate) giver: Option<Vec<Party>>,
    pub(crate) receiver: Option<Vec<Party>>,
    pub(crate) not_giver: Option<Vec<Party>>,
    pub(crate) not_receiver: Option<Vec<Party>>,
    pub(crate) purpose: Option<Vec<Purpose>>,
    pub(crate) data: Option<Vec<Data>>,

    // Effects: at least one.
    pub(crate) effect: Option<PlainEffect>,
    #[serde(default)]
    pub(crate) outweighs: Vec<Spanned<String>>,
    pub(crate) fact: Option<Word1<Named>>,
    pub(crate) ask: Option<Vec<Consenter>>,
    pub(crate) need: Option<RawNeed>,
    pub(crate) duty: Option<RawDuty>,
    pub(crate) term: Option<RawTerm>,
}

/// What a rule does to the outcome by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PlainEffect {
    /// It may happen, once every need is met.
    Permit,
    /// It may not happen.
    Prohibit,
    /// It may not happen where no rule permits it.
    ProhibitOtherwise,
    /// It may happen where no rule permits or prohibits it: for a question about what has to follow, not whether.
    PermitOtherwise,
    /// Nothing changes; the answer says so.
    Say,
    /// The same, but only where the answer is not that it is prohibited.
    SayUnlessProhibited,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawNeed {
    pub(crate) what: NeedWord,
    /// Facts of which any one meets the need.
    #[serde(default)]
    pub(crate) met: Vec<Word1<Fact>>,
    pub(crate) form: Option<NeededForm>,
    pub(crate) of: Option<Vec<Declaration>>,
    pub(crate) with: Option<Vec<Consulted>>,
    #[serde(default)]
    pub(crate) any_of: bool,
    #[serde(default)]
    pub(crate) anonymised: bool,
    /// Where the consultation is written down: with the safety (as a rule) or with what is unavoidable.
    #[serde(default)]
    pub(crate) about: ConsultedAbout,
    /// The open norm a person answers here.
    pub(crate) question: Option<Spanned<String>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ConsultedAbout {
    #[default]
    Safety,
    Unavoidable,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawDuty {
    pub(crate) what: DutyWord,
    pub(crate) by: Option<Vec<Relation>>,
    /// The figure that says within how many hours.
    pub(crate) within: Option<String>,
    /// The outcome it follows; as a rule `permitted`. Nothing follows while incomplete.
    pub(crate) after: Option<Outcome>,
}

/// How long something is kept, or takes at most.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawTerm {
    pub(crate) of: TermOf,
    /// The figure that says how long: its id, in full where it stands with another subject or charter.
    pub(crate) lasts: String,
    pub(crate) counts_from: Option<CountsFrom>,
    /// The document itself says that a longer term of the law goes first.
    #[serde(default)]
    pub(crate) gives_way: bool,
}

/// What a term is a term of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TermOf {
    /// Keeping a file. Of several the one that ends last counts.
    Keep,
    /// Destroying it, counted from the last day it is kept. Of several the one that ends first counts.
    Destroy,
    /// Answering a request, counted from its receipt. Of several the one that ends first counts.
    Answer,
    /// What is added to the term for answering.
    MoreTime,
    /// Carrying a request out, counted from its receipt. Of several the one that ends first counts.
    CarryOut,
}

/// From which day the keeping of a file counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum CountsFrom {
    /// The last change, as the law does.
    LastChange,
    /// The day it was closed.
    Closed,
    /// 31 December of the year it was closed.
    EndOfYearClosed,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Years of the calendar.
    Years,
    /// Months of the calendar.
    Months,
    /// Days of the calendar.
    Days,
    /// Hours of the clock.
    Hours,
}

impl Unit {
    /// The word in rule files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Unit::Years => "years",
            Unit::Months => "months",
            Unit::Days => "days",
            Unit::Hours => "hours",
        }
    }
}

/// A figure with dates.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawValue {
    pub(crate) id: String,
    pub(crate) says: Says,
    pub(crate) unit: Unit,
    pub(crate) is: Vec<DatedValue>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DatedValue {
    pub(crate) from: Day,
    pub(crate) value: u16,
    /// The article or the place in the document that says so.
    pub(crate) cite: String,
    /// The day somebody last looked it up.
    pub(crate) checked: Day,
}

/// An open norm: a question a person answers and signs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawQuestion {
    pub(crate) id: String,
    pub(crate) source: Dated,
    pub(crate) law: Option<Dated>,
    pub(crate) asks: Says,
}

/// Words that a form offers together, under one heading.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawOffer {
    pub(crate) id: String,
    pub(crate) from: Option<Day>,
    pub(crate) until: Option<Day>,
    pub(crate) source: Dated,
    pub(crate) says: Says,
    pub(crate) data: Option<Vec<Data>>,
    pub(crate) purpose: Option<Vec<Purpose>>,
    pub(crate) receiver: Option<Vec<Party>>,
    pub(crate) law: Option<Vec<Law>>,
    #[serde(default)]
    pub(crate) never: bool,
}

/// A day in a rule file, written as a TOML date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub(crate) Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let found = toml::value::Datetime::deserialize(from)?;
        match (found.date, found.time, found.offset) {
            (Some(day), None, None) => i16::try_from(day.year)
                .ok()
                .zip(i8::try_from(day.month).ok())
                .zip(i8::try_from(day.day).ok())
                .and_then(|((year, month), day)| Date::new(year, month, day).ok())
                .map(Day)
                .ok_or_else(|| D::Error::custom("this day does not exist")),
            _ => Err(D::Error::custom("a day without a time is expected")),
        }
    }
}

/// A text that may change by date: one text, or a table from first day to text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Dated {
    Always(String),
    From(BTreeMap<Date, String>),
}

impl Dated {
    /// The text on a day; none before the first.
    pub(crate) fn on(&self, day: Date) -> Option<&str> {
        match self {
            Dated::Always(text) => Some(text),
            Dated::From(texts) => texts
                .range(..=day)
                .next_back()
                .map(|(_, text)| text.as_str()),
        }
    }

    /// The days on which it changes.
    pub(crate) fn changes(&self) -> Vec<Date> {
        match self {
            Dated::Always(_) => Vec::new(),
            Dated::From(texts) => texts.keys().copied().collect(),
        }
    }

    /// Every text it ever has.
    pub(crate) fn texts(&self) -> Vec<&str> {
        match self {
            Dated::Always(text) => vec![text],
            Dated::From(texts) => texts.values().map(String::as_str).collect(),
        }
    }
}

impl<'de> Deserialize<'de> for Dated {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Dated;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or a table from first day to text")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Dated, E> {
                Ok(Dated::Always(text.to_owned()))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Dated, A::Error> {
                let mut texts = BTreeMap::new();
                while let Some((day, text)) = from.next_entry::<String, String>()? {
                    let day = day
                        .parse::<Date>()
                        .map_err(|_| A::Error::custom("a first day is written YYYY-MM-DD"))?;
                    texts.insert(day, text);
                }
                Ok(Dated::From(texts))
            }
        }
        from.deserialize_any(Reader)
    }
}

/// One word of a rule file; an unknown one is an error at its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word1<T>(pub(crate) T);

/// What can stand as one word in a rule file.
pub(crate) trait FileWord: Sized {
    /// What to say is expected.
    const EXPECTED: &'static str;
    /// The thing named by the word.
    fn named(word: &str) -> Option<Self>;
}

impl FileWord for Fact {
    const EXPECTED: &'static str = "a fact: `docs/charter-format.md` says which there are";
    fn named(word: &str) -> Option<Fact> {
        Fact::from_name(word)
    }
}

impl FileWord for Named {
    const EXPECTED: &'static str = "a fact that rules may conclude";
    fn named(word: &str) -> Option<Named> {
        Named::from_word(word).filter(|fact| fact.is_derived())
    }
}

impl FileWord for Asked {
    const EXPECTED: &'static str =
        "disclosure, recording, access, consent, retention, request, breach or acts";
    fn named(word: &str) -> Option<Asked> {
        Asked::from_word(word)
    }
}

impl<'de, T: FileWord> Deserialize<'de> for Word1<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let word = String::deserialize(from)?;
        T::named(&word).map(Word1).ok_or_else(|| {
            D::Error::custom(format!("unknown word `{word}`, expected {}", T::EXPECTED))
        })
    }
}
