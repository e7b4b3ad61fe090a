//! From what the charter answered to the checklist people read.

use std::borrow::Cow;

use regie_terms::{Answer, Duty, Need, NeedWord, Of, Reason, Set};

use super::{Because, Checklist, Outcome, State, Step};
use crate::words::{Lang, Spoken};

impl From<regie_terms::Outcome> for Outcome {
    fn from(outcome: regie_terms::Outcome) -> Self {
        match outcome {
            regie_terms::Outcome::Permitted => Outcome::Permitted,
            regie_terms::Outcome::Incomplete => Outcome::Incomplete,
            regie_terms::Outcome::Prohibited => Outcome::Prohibited,
        }
    }
}

impl Because {
    /// A reason of an answer in the reader's language.
    #[must_use]
    pub fn of(t: Lang, reason: &Reason) -> Self {
        let says = match t {
            Lang::Nl => &reason.says.nl,
            Lang::En => &reason.says.en,
        };
        Because {
            rule: reason.rule.clone(),
            source: reason.source.clone(),
            law: reason.law.as_deref().map(|law| t.article(law)),
            says: says.clone(),
        }
    }
}

impl Checklist {
    /// The checklist of an answer, under `title`.
    ///
    /// What is still needed comes from `needs`. What is done comes from the rules that carried weight: a rule
    /// whose id names a need (`utrecht.disclosure.consent`) that is no longer among the needs was satisfied.
    /// Rules that name no need stand together at the end.
    #[must_use]
    pub fn of(t: Lang, title: impl Into<Cow<'static, str>>, answer: &Answer) -> Self {
        let mut list = Checklist::new(t, title, answer.outcome.into());
        list.charter = Some(t.with2(
            "checklist-charter",
            "name",
            t.of(&answer.charter),
            "day",
            t.day(answer.version),
        ));
        let mut rest: Vec<&Reason> = answer.because.iter().collect();
        for word in NeedWord::ALL {
            let (named, others): (Vec<_>, Vec<_>) =
                rest.into_iter().partition(|reason| names(reason, *word));
            rest = others;
            let needs: Vec<&Need> = answer
                .needs
                .iter()
                .filter(|need| need.what == *word)
                .collect();
            let because = || named.iter().map(|reason| Because::of(t, reason)).collect();
            for need in &needs {
                list.steps.push(Step {
                    because: because(),
                    ..needed(t, need)
                });
            }
            if needs.is_empty() && !named.is_empty() {
                if list.outcome == Outcome::Prohibited {
                    rest.extend(&named);
                } else {
                    list.steps.push(Step {
                        because: because(),
                        ..Step::new(State::Done, t.of(word))
                    });
                }
            }
        }
        list.steps
            .extend(answer.duties.iter().map(|duty| follows(t, duty)));
        list.because = answer
            .because
            .iter()
            .filter(|reason| rest.iter().any(|left| left.rule == reason.rule))
            .map(|reason| Because::of(t, reason))
            .collect();
        list
    }
}

impl Checklist {
    /// The same with a way to what is still needed, where `way` knows one.
    #[must_use]
    pub fn leading(mut self, way: impl Fn(NeedWord) -> Option<String>) -> Self {
        for step in &mut self.steps {
            let word = NeedWord::ALL
                .iter()
                .find(|word| step.state == State::Needed && step.what == self.t.of(*word));
            step.href = word.and_then(|word| way(*word)).or(step.href.take());
        }
        self
    }
}

impl Checklist {
    /// The same with another name for what is still needed, and without how it is given: a reason is not asked everywhere for the same.
    #[must_use]
    pub fn calling(mut self, need: NeedWord, key: &'static str) -> Self {
        let general = self.t.of(&need);
        for step in &mut self.steps {
            if step.state == State::Needed && step.what == general {
                step.what = Cow::Borrowed(self.t.say(key));
                step.who = None;
            }
        }
        self
    }
}

/// Whether one of the parts of a rule's id is the word of a need, or the shorter word rules use for it.
fn names(reason: &Reason, word: NeedWord) -> bool {
    let shorter = match word {
        NeedWord::ThreeWayConversation => "conversation",
        NeedWord::Declaration => "confidentiality",
        _ => word.as_str(),
    };
    reason
        .rule
        .split('.')
        .any(|part| part == word.as_str() || part == shorter)
}

fn needed(t: Lang, need: &Need) -> Step {
    let step = Step::new(State::Needed, t.of(&need.what));
    let mut how: Vec<String> = Vec::new();
    match need.of {
        Some(Of::Consenters(of)) => how.push(t.with("need-from", "who", t.listed(of.iter()))),
        Some(Of::Declarations(of)) => how.push(t.with("need-signed", "what", t.listed(of.iter()))),
        None => {}
    }
    if let Some(form) = need.form {
        how.push(t.with("need-form", "form", t.of(&form)));
    }
    if let Some(with) = need.with {
        let who = if need.any_of {
            either(t, with)
        } else {
            t.listed(with.iter())
        };
        how.push(t.with("need-with", "who", who));
    }
    if need.anonymised == Some(true) {
        how.push(t.say("need-anonymised").to_owned());
    }
    if how.is_empty() {
        how.extend(
            t.may_say(&format!("need-how-{}", need.what))
                .map(str::to_owned),
        );
    }
    if how.is_empty() {
        step
    } else {
        step.by(how.join(" "))
    }
}

/// Words of which one is enough: `een collega of de leidinggevende`.
fn either<W: Spoken>(t: Lang, of: Set<W>) -> String {
    let words: Vec<&str> = of.iter().map(|word| t.of(&word)).collect();
    words.join(t.say("or"))
}

fn follows(t: Lang, duty: &Duty) -> Step {
    let step = Step::new(State::Duty, t.of(&duty.what));
    match (duty.by, duty.within_hours) {
        (Some(by), _) => step.by(t.with("duty-by", "who", either(t, by))),
        (None, Some(hours)) => step.by(t.with("duty-within", "hours", hours)),
        (None, None) => step,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]
    use super::*;

    fn answer(json: &str) -> Answer {
        serde_json::from_str(json).unwrap()
    }

    const INCOMPLETE: &str = r#"{"charter":"utrecht","version":"2018-05-25","outcome":"incomplete",
      "needs":[{"what":"consent","of":["subject","parent-or-guardian"],"form":"any"},
               {"what":"consultation","with":["colleague","manager"],"any_of":true,"anonymised":true}],
      "duties":[],
      "because":[{"rule":"utrecht.disclosure.consent","source":"PV 2B","law":"Jeugdwet 7.3.11 lid 1",
                  "says":{"nl":"Eerst toestemming.","en":"Consent first."}},
                 {"rule":"utrecht.disclosure.necessity","source":"PV 2.2","law":null,
                  "says":{"nl":"Alleen als het nodig is.","en":"Only when needed."}},
                 {"rule":"wet.disclosure.basis","source":"wet","law":"AVG 6","says":{"nl":"Een grondslag.","en":"A basis."}}]}"#;

    #[test]
    fn needs_are_open_and_satisfied_rules_are_done() {
        let list = Checklist::of(Lang::Nl, "Mag dit?", &answer(INCOMPLETE));
        let steps: Vec<(State, &str)> = list
            .steps
            .iter()
            .map(|step| (step.state, step.what.as_ref()))
            .collect();
        assert_eq!(
            steps,
            [
                (State::Done, "Waarom het nodig is"),
                (State::Needed, "Toestemming"),
                (State::Needed, "Overleg vooraf")
            ]
        );
        let consent = list
            .steps
            .iter()
            .find(|step| step.what == "Toestemming")
            .unwrap();
        assert!(
            consent
                .who
                .as_deref()
                .unwrap()
                .contains("de persoon zelf en ouder met gezag of voogd")
        );
        assert_eq!(consent.because.first().unwrap().source, "PV 2B");
        let over = list.steps.last().unwrap().who.clone().unwrap();
        assert!(over.contains("een collega of de leidinggevende"), "{over}");
        assert_eq!(list.because.len(), 1);
    }

    #[test]
    fn a_refusal_shows_rules_and_no_steps_done() {
        let json = INCOMPLETE.replace("incomplete", "prohibited");
        let mut refused = answer(&json);
        refused.needs.clear();
        let list = Checklist::of(Lang::En, "May this?", &refused);
        assert!(list.steps.is_empty());
        assert_eq!(list.because.len(), 3);
    }
}
