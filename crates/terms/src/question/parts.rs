//! The parts that several questions share: the subject, the weighing, consents, safety.

use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

use crate::node::Node;
use crate::read::{Fields, Path};
use crate::text::Text;
use crate::unreadable::Unreadable;
use crate::vocabulary::{
    ClientTold, ConsentAnswer, ConsentForm, Consenter, Consulted, Representative, SafetyOf,
};
use crate::word::Set;

/// The person a question is about. `Debug` does not show when they were born.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Subject {
    /// Day of birth; never after the day of the question.
    pub born: Date,
    /// Whether they can weigh this matter (ZO 10.2).
    pub can_weigh: bool,
    /// Who represents them; a minor's parent or guardian counts without being named.
    pub represented_by: Set<Representative>,
    /// Those who hold authority, when they are named one by one; else empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub holders: Vec<Text>,
}

impl Subject {
    /// Reads a subject and checks that they were born on or before `on`.
    pub(crate) fn read(node: &Node<'_>, path: Path<'_>, on: Date) -> Result<Subject, Unreadable> {
        let fields = Fields::of(
            node,
            path,
            &["born", "can_weigh", "represented_by", "holders"],
        )?;
        let born = fields.date("born")?;
        if born > on {
            return Err(fields.refuse("born", "a day after `on`", "a day on or before `on`"));
        }
        Ok(Subject {
            born,
            can_weigh: fields.bool("can_weigh")?,
            represented_by: fields.words("represented_by")?,
            holders: fields.optional_texts("holders")?,
        })
    }
}

impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subject")
            .field("can_weigh", &self.can_weigh)
            .field("represented_by", &self.represented_by)
            .finish_non_exhaustive()
    }
}

/// The three questions of the weighing; `None` is unanswered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Weighing {
    /// Why it is needed for the purpose.
    pub necessity: Option<Text>,
    /// Why it is not more than the purpose is worth.
    pub proportionality: Option<Text>,
    /// Why a lighter way will not do.
    pub subsidiarity: Option<Text>,
}

impl Weighing {
    pub(crate) fn read(node: &Node<'_>, path: Path<'_>) -> Result<Weighing, Unreadable> {
        let fields = Fields::of(
            node,
            path,
            &["necessity", "proportionality", "subsidiarity"],
        )?;
        Ok(Weighing {
            necessity: fields.optional_text("necessity")?,
            proportionality: fields.optional_text("proportionality")?,
            subsidiarity: fields.optional_text("subsidiarity")?,
        })
    }
}

/// One answer somebody gave when asked for consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Consent {
    /// In which quality they answered.
    pub of: Consenter,
    /// Which of the holders of authority answered, when those are named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<Text>,
    /// What they answered.
    pub answer: ConsentAnswer,
    /// How.
    pub form: ConsentForm,
    /// Whether it was asked for this very exchange; a general consent counts for nothing.
    pub for_this: bool,
    /// The day of the answer.
    pub on: Date,
}

impl Consent {
    pub(crate) fn read(node: &Node<'_>, path: Path<'_>) -> Result<Consent, Unreadable> {
        let fields = Fields::of(
            node,
            path,
            &["of", "who", "answer", "form", "for_this", "on"],
        )?;
        Ok(Consent {
            of: fields.word("of")?,
            who: fields.optional_text("who")?,
            answer: fields.word("answer")?,
            form: fields.word("form")?,
            for_this: fields.bool("for_this")?,
            on: fields.date("on")?,
        })
    }
}

/// That somebody's safety is at stake, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Safety {
    /// Whose.
    pub of: SafetyOf,
    /// With whom it was talked over.
    pub consulted: Set<Consulted>,
    /// Whether that was done without naming the client.
    pub anonymised: bool,
    /// Whether the client knows.
    pub client: ClientTold,
    /// Why telling the client waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postponed_because: Option<Text>,
}

impl Safety {
    pub(crate) fn read(node: &Node<'_>, path: Path<'_>) -> Result<Safety, Unreadable> {
        let fields = Fields::of(
            node,
            path,
            &[
                "of",
                "consulted",
                "anonymised",
                "client",
                "postponed_because",
            ],
        )?;
        Ok(Safety {
            of: fields.word("of")?,
            consulted: fields.words("consulted")?,
            anonymised: fields.bool("anonymised")?,
            client: fields.word("client")?,
            postponed_because: fields.optional_text("postponed_because")?,
        })
    }
}

/// That sharing without consent is unavoidable for the support (ZO 4.6, KE-X.III).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unavoidable {
    /// Why; `None` when what stood there was blank.
    pub because: Option<Text>,
    /// With whom it was talked over.
    pub consulted: Set<Consulted>,
}

impl Unavoidable {
    pub(crate) fn read(node: &Node<'_>, path: Path<'_>) -> Result<Unavoidable, Unreadable> {
        let fields = Fields::of(node, path, &["because", "consulted"])?;
        Ok(Unavoidable {
            because: fields.text("because")?,
            consulted: fields.words("consulted")?,
        })
    }
}
