//! A text for a decision, in plain words and in the language of the asker, for the professional to adapt. What only they can say is left open in it,
//! and a decision with that still open is not taken.

use regie_casework::request::{GroundView, RequestPage};
use regie_casework::thing::{RequestGround, RequestOutcome, RequestWay};

use super::said::ground;
use super::{ground_for, slug};
use crate::form::Choice;
use crate::words::Lang;

/// What is chosen before the text is written: the outcome, and the ground of a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    pub outcome: RequestOutcome,
    pub ground: Option<RequestGround>,
}

impl Chosen {
    /// The word for it in an address and a form.
    pub fn word(self) -> String {
        let outcome = outcome_word(self.outcome);
        match self.ground {
            Some(ground) => format!("{outcome}:{}", ground.as_str()),
            None => outcome.to_owned(),
        }
    }

    /// What such a word chooses.
    pub fn read(word: &str) -> Option<Self> {
        let (outcome, ground) = match word.split_once(':') {
            Some((outcome, ground)) => (outcome, Some(RequestGround::read(ground)?)),
            None => (word, None),
        };
        let outcome = [
            RequestOutcome::Granted,
            RequestOutcome::Partly,
            RequestOutcome::Refused,
            RequestOutcome::WithdrawnByAsker,
        ]
        .into_iter()
        .find(|one| outcome_word(*one) == outcome)?;
        // A refusal has a ground, and nothing else has.
        ((outcome == RequestOutcome::Refused) == ground.is_some())
            .then_some(Self { outcome, ground })
    }
}

pub(super) const fn outcome_word(outcome: RequestOutcome) -> &'static str {
    match outcome {
        RequestOutcome::Granted => "granted",
        RequestOutcome::Partly => "partly",
        RequestOutcome::Refused => "refused",
        RequestOutcome::WithdrawnByAsker => "withdrawn-by-asker",
    }
}

/// The articles of a ground, as one line.
fn articles(t: Lang, view: &GroundView) -> Option<String> {
    let mut all: Vec<String> = Vec::new();
    for rule in &view.rules {
        let one = match &rule.law {
            Some(law) => t.article(law),
            None => rule.source.clone(),
        };
        if !all.contains(&one) {
            all.push(one);
        }
    }
    (!all.is_empty()).then(|| all.join("; "))
}

/// What can be decided, each ground of the charter as a choice with its article.
pub(super) fn choices(t: Lang, one: &RequestPage) -> Vec<Choice> {
    let plain = |outcome| {
        Choice::new(
            Chosen {
                outcome,
                ground: None,
            }
            .word(),
            t.word("request-decide", outcome_word(outcome)),
        )
    };
    let mut all = vec![plain(RequestOutcome::Granted)];
    if !one.parts.is_empty() {
        all.push(plain(RequestOutcome::Partly).hint(t.say("request-decide-partly-hint")));
    }
    for view in one.grounds.iter().filter(|view| view.whole) {
        let chosen = Chosen {
            outcome: RequestOutcome::Refused,
            ground: Some(view.ground),
        };
        let label = t.with("request-decide-refused", "ground", ground(t, view.ground));
        let choice = Choice::new(chosen.word(), label);
        all.push(match articles(t, view) {
            Some(law) => choice.hint(law),
            None => choice,
        });
    }
    // In the portal who asked takes it back themself.
    if one.way != RequestWay::Portal {
        all.push(plain(RequestOutcome::WithdrawnByAsker));
    }
    all
}

/// The text.
pub(super) fn text(t: Lang, one: &RequestPage, chosen: Chosen) -> String {
    let right = slug(one.row.right);
    let asked = t.with2(
        "request-propose-asked",
        "day",
        t.day(one.row.received),
        "wish",
        t.word("request-wish", right),
    );
    let mut parts = vec![asked];
    match chosen.outcome {
        RequestOutcome::Granted if one.row.review => {
            parts.push(t.say("request-propose-granted-review").to_owned());
        }
        RequestOutcome::Granted => {
            parts.push(t.say("request-propose-granted").to_owned());
            parts.push(t.word("request-propose-granted", right).to_owned());
        }
        RequestOutcome::Partly => parts.push(t.say("request-propose-partly").to_owned()),
        RequestOutcome::Refused => {
            parts.push(t.say("request-propose-refused").to_owned());
            if let Some(ground) = chosen.ground {
                parts.push(ground_for(t, ground).to_owned());
                let view = one.grounds.iter().find(|view| view.ground == ground);
                if let Some(law) = view.and_then(|view| articles(t, view)) {
                    parts.push(t.with("request-propose-law", "law", law));
                }
            }
            parts.push(t.say("request-propose-gap").to_owned());
        }
        RequestOutcome::WithdrawnByAsker => {
            parts.push(t.say("request-propose-withdrawn").to_owned());
        }
    }
    parts.join("\n\n")
}

/// Whether a text still has the gap that only the professional can fill.
pub(super) fn unfilled(text: &str) -> bool {
    Lang::ALL
        .iter()
        .any(|t| text.contains(t.say("request-propose-gap")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_has_a_ground_and_nothing_else_has() {
        for word in ["granted", "partly", "withdrawn-by-asker", "refused:charter"] {
            assert_eq!(Chosen::read(word).map(Chosen::word).as_deref(), Some(word));
        }
        for wrong in ["refused", "granted:charter", "refused:zomaar", "", "nee"] {
            assert_eq!(Chosen::read(wrong), None, "{wrong}");
        }
        for t in Lang::ALL {
            assert!(unfilled(&format!("x {}", t.say("request-propose-gap"))));
        }
        assert!(!unfilled("Wij moeten dit vijftien jaar bewaren."));
    }
}
