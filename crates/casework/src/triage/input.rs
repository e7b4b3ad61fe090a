//! The form of a decision of triage.

use super::LONGEST;
use crate::check::Check;
use crate::thing::{Answered, TriageOutcome, Worded};
use regie_charter::{Triage, When};
use serde::Deserialize;

/// The fields of the answers, by the place of the question at its moment. No moment asks more.
pub const ANSWERS: [&str; 20] = [
    "answer-1",
    "answer-2",
    "answer-3",
    "answer-4",
    "answer-5",
    "answer-6",
    "answer-7",
    "answer-8",
    "answer-9",
    "answer-10",
    "answer-11",
    "answer-12",
    "answer-13",
    "answer-14",
    "answer-15",
    "answer-16",
    "answer-17",
    "answer-18",
    "answer-19",
    "answer-20",
];

/// A decision of triage as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TriageInput {
    /// About whom: a person of this dossier, or [`crate::entry::FAMILY`].
    pub person: String,
    /// The moment, by its name in the rule file.
    pub moment: String,
    /// The answers, in the order of the questions of that moment.
    pub answers: Vec<String>,
    /// `go-on`, `not`, `other`.
    pub outcome: String,
    /// How serious and complex, by its name in the rule file.
    pub dimension: String,
    /// Why.
    pub because: String,
    /// The law crossed to, at a moment that asks it.
    pub law: String,
    /// `family` or `nobody`, at a moment that may be about what the family may not know: whether they read of it.
    pub readers: String,
}

/// What was decided, as read.
pub(super) struct Read {
    pub answered: Vec<Answered>,
    pub outcome: Option<TriageOutcome>,
    pub dimension: Option<Worded>,
    pub because: String,
    pub shielded: bool,
}

/// Reads the answers to the questions of a moment. What the charter does not let be left open is a fault at its field.
pub(crate) fn read_answers(
    check: &mut Check,
    triage: &Triage<'_>,
    moment: &When,
    typed: &[String],
) -> Vec<Answered> {
    let mut out = Vec::new();
    for ((ask, field), place) in triage.asks(moment).into_iter().zip(ANSWERS).zip(0..) {
        let typed = typed.get::<usize>(place).map_or("", String::as_str);
        let answer = if ask.open {
            check.text(field, typed, LONGEST)
        } else {
            Some(check.needed(field, typed, LONGEST)).filter(|text| !text.is_empty())
        };
        out.push(Answered {
            ask: ask.item.name.clone(),
            asks: ask.asks.clone(),
            step: triage.step(ask).map(|step| step.says.clone()),
            answer,
        });
    }
    out
}

impl TriageInput {
    /// Reads all but about whom it is.
    pub(super) fn read(
        &self,
        check: &mut Check,
        triage: &Triage<'_>,
        moment: &When,
        sees: bool,
    ) -> Read {
        let answered = read_answers(check, triage, moment, &self.answers);
        let outcome = check.pick::<TriageOutcome>("outcome", &self.outcome);
        let (_, asked) = triage.dimensions();
        let typed = self.dimension.trim();
        let dimension = triage.dimension(typed).map(|one| Worded {
            name: one.item.name.clone(),
            says: one.says.clone(),
        });
        if dimension.is_none() && (asked || !typed.is_empty()) {
            let code = if typed.is_empty() {
                "unpicked"
            } else {
                "unknown"
            };
            check.fault("dimension", code);
        }
        let because = check.needed("because", &self.because, LONGEST);
        let shielded = match (moment.shield, self.readers.trim()) {
            (false, _) => false,
            (true, "family") => false,
            (true, "nobody") => {
                // Nobody writes what they do not see.
                if !sees {
                    check.fault("readers", "not-yours");
                }
                true
            }
            (true, "") => {
                check.fault("readers", "unpicked");
                true
            }
            (true, _) => {
                check.fault("readers", "unknown");
                true
            }
        };
        Read {
            answered,
            outcome,
            dimension,
            because,
            shielded,
        }
    }
}
