//! What the charter answers.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::vocabulary::{
    Charter, Consenter, Consulted, Declaration, DutyWord, NeedWord, NeededForm, Outcome, Relation,
};
use crate::word::Set;

/// An answer: plain data that screens and API show. It opens nothing by itself. The order of its fields is the
/// order in JSON, so the same answer is the same bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The charter that answers.
    pub charter: Charter,
    /// The first day of the version that answers.
    pub version: Date,
    /// Whether it may happen.
    pub outcome: Outcome,
    /// All that is missing, in the order of the list; empty unless incomplete.
    pub needs: Vec<Need>,
    /// What must follow, in the order of the list; empty while incomplete.
    pub duties: Vec<Duty>,
    /// The rules that carried weight: by charter, then the law, then id. Never empty.
    pub because: Vec<Reason>,
    /// Only on retention: until when it is kept; `Some(None)` when no term was set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep: Option<Option<Keep>>,
    /// Only on a request: by when it is answered and carried out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
}

/// Something that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// What.
    pub what: NeedWord,
    /// Who or which of them: the consents or declarations still missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Of>,
    /// The form a consent must have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<NeededForm>,
    /// With whom it still has to be talked over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<Set<Consulted>>,
    /// `true` where either of those in [`Need::with`] will do; absent otherwise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub any_of: bool,
    /// Whether the consultation must leave out who the client is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anonymised: Option<bool>,
}

impl Need {
    /// A need that has no further detail.
    #[must_use]
    pub const fn plain(what: NeedWord) -> Need {
        Need {
            what,
            of: None,
            form: None,
            with: None,
            any_of: false,
            anonymised: None,
        }
    }
}

/// Whose consent, or which declarations, are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Of {
    /// Those who still have to consent.
    Consenters(Set<Consenter>),
    /// What still has to be signed.
    Declarations(Set<Declaration>),
}

/// Something that must follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// What.
    pub what: DutyWord,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Set<Relation>>,
    /// Within how many hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_hours: Option<u16>,
}

/// A rule that carried weight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Its stable id: `utrecht.disclosure.consent`.
    pub rule: String,
    /// Its place in the document.
    pub source: String,
    /// The article of law, where there is one.
    pub law: Option<String>,
    /// What it asks, in plain words.
    pub says: Says,
}

/// The same in two languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Says {
    /// Dutch.
    pub nl: String,
    /// English.
    pub en: String,
}

/// Until when a file is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keep {
    /// The last day it is kept.
    pub until: Date,
    /// The last day on which it may still be there.
    pub destroy_by: Date,
}

/// By when a request is answered and carried out; both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The last day for the answer.
    pub answer_by: Date,
    /// The last day for carrying it out, where the right has such a term.
    pub carry_out_by: Option<Date>,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use jiff::civil::date;

    #[test]
    fn it_is_written_in_the_order_of_the_page() {
        let answer = Answer {
            charter: Charter::Utrecht,
            version: date(2018, 5, 25),
            outcome: Outcome::Incomplete,
            needs: vec![
                Need {
                    of: Some(Of::Consenters(Set::from([
                        Consenter::ParentOrGuardian,
                        Consenter::Subject,
                    ]))),
                    form: Some(NeededForm::Written),
                    ..Need::plain(NeedWord::Consent)
                },
                Need {
                    with: Some(Set::from([Consulted::Manager])),
                    any_of: true,
                    anonymised: Some(true),
                    ..Need::plain(NeedWord::Consultation)
                },
            ],
            duties: Vec::new(),
            because: vec![Reason {
                rule: "a.b".into(),
                source: "PV 2B".into(),
                law: None,
                says: Says {
                    nl: "n".into(),
                    en: "e".into(),
                },
            }],
            keep: None,
            terms: None,
        };
        let json = serde_json::to_string(&answer).unwrap();
        assert_eq!(
            json,
            concat!(
                r#"{"charter":"utrecht","version":"2018-05-25","outcome":"incomplete","needs":["#,
                r#"{"what":"consent","of":["subject","parent-or-guardian"],"form":"written"},"#,
                r#"{"what":"consultation","with":["manager"],"any_of":true,"anonymised":true}],"#,
                r#""duties":[],"because":[{"rule":"a.b","source":"PV 2B","law":null,"#,
                r#""says":{"nl":"n","en":"e"}}]}"#
            )
        );
        assert_eq!(serde_json::from_str::<Answer>(&json).unwrap(), answer);
    }
}
