//! What two sides do not have in common: rules that hold on one of them only or by another figure, and what their forms offer.

use std::collections::HashSet;

use jiff::civil::Date;
use regie_terms::QuestionKind;

use super::asked::{Ask, Probe};
use super::{OffersOf, Side, Unseen};
use crate::cases::ask::Asking;
use crate::format::Asked;
use crate::rule::Rule;
use crate::{Cases, Charters};

/// The rules that differ.
pub(super) struct Apart<'c> {
    from: Vec<&'c Rule>,
    to: Vec<&'c Rule>,
    figures: Vec<&'c Rule>,
}

impl Charters {
    /// The rules that hold on one side only, and those that go by another figure there.
    pub(super) fn apart(&self, from: Side, to: Side) -> Apart<'_> {
        let holds = |rule: &Rule, side: Side| {
            let mut asked = rule.asked.iter();
            asked.any(|asked| rule.answers(side.charter, side.on, *asked))
        };
        let figures = |rule: &Rule, on: Date| -> Vec<Option<u16>> {
            let values = rule.figures().map(|id| self.library.value(id));
            values.map(|value| Some(value?.on(on)?.value)).collect()
        };
        let mut apart = Apart {
            from: Vec::new(),
            to: Vec::new(),
            figures: Vec::new(),
        };
        for rule in &self.library.rules {
            match (holds(rule, from), holds(rule, to)) {
                (true, false) => apart.from.push(rule),
                (false, true) => apart.to.push(rule),
                (true, true) if figures(rule, from.on) != figures(rule, to.on) => {
                    apart.figures.push(rule);
                }
                _ => {}
            }
        }
        apart
    }

    /// What the forms offer on one side only, each word with the heading it stands under.
    pub(super) fn offers_apart(&self, from: Side, to: Side) -> Vec<OffersOf> {
        let offered = |side: Side, kind| -> Vec<String> {
            let form = self.form(side.charter, side.on, kind);
            let mut all = Vec::new();
            for offer in form.offers() {
                let under = &offer.says.en;
                let words = offer.data.iter().map(|word| word.as_str());
                let words = words.chain(offer.purposes.iter().map(|word| word.as_str()));
                let words = words.chain(offer.receivers.iter().map(|word| word.as_str()));
                all.extend(words.map(|word| format!("{word} ({under})")));
            }
            all
        };
        let kinds = [QuestionKind::Disclosure, QuestionKind::Recording].into_iter();
        kinds
            .filter_map(|kind| {
                let (was, is) = (offered(from, kind), offered(to, kind));
                let gone = |these: &[String], those: &[String]| -> Vec<String> {
                    let gone = these.iter().filter(|it| !those.contains(it));
                    gone.cloned().collect()
                };
                let (no_longer, now) = (gone(&was, &is), gone(&is, &was));
                let differs = !no_longer.is_empty() || !now.is_empty();
                differs.then_some(OffersOf {
                    form: kind.as_str(),
                    no_longer,
                    now,
                })
            })
            .collect()
    }
}

impl Apart<'_> {
    /// The cases of these rules, put to both sides.
    pub(super) fn probes(&self, cases: &Cases, from: Side, to: Side) -> Vec<(Probe, Probe)> {
        let mut probes = Vec::new();
        for rule in self.from.iter().chain(&self.to).chain(&self.figures) {
            let put = |side: Side| {
                let put = cases.put(&rule.id, side.charter, side.on).into_iter();
                put.map(|(at, asking)| probe(rule, &at, asking)).collect()
            };
            let (before, after): (Vec<Probe>, Vec<Probe>) = (put(from), put(to));
            if before.len() == after.len() {
                probes.extend(before.into_iter().zip(after));
            }
        }
        probes
    }

    /// Of the rules by another figure, those that carried both answers.
    pub(super) fn by_figure(&self, was: &HashSet<String>, is: &HashSet<String>) -> Vec<String> {
        let both = self.figures.iter().map(|rule| &rule.id);
        let both = both.filter(|id| was.contains(*id) && is.contains(*id));
        both.cloned().collect()
    }

    /// The rules that no change of answer showed.
    pub(super) fn unseen(&self, seen: &HashSet<String>, from: Side, to: Side) -> Unseen {
        let tell = |rules: &[&Rule], side: Side| -> Vec<String> {
            let rules = rules.iter().filter(|rule| !seen.contains(&rule.id));
            rules.map(|rule| told(rule, side.on)).collect()
        };
        Unseen {
            no_longer: tell(&self.from, from),
            now: tell(&self.to, to),
            otherwise: tell(&self.figures, to),
        }
    }
}

fn told(rule: &Rule, on: Date) -> String {
    let source = rule.source.on(on).unwrap_or_default();
    let (id, says) = (&rule.id, &rule.says.en);
    format!("{id} ({source}; {}:{}): {says}", rule.file, rule.line)
}

fn probe(rule: &Rule, at: &str, asking: Asking) -> Probe {
    let says = format!("the case of {} ({at})", rule.id);
    let (subject, ask) = match asking {
        Asking::Question(question) => (question.kind().as_str(), Ask::Question(question)),
        Asking::Act(question) => (Asked::Act.as_str(), Ask::Act(question)),
    };
    Probe { subject, says, ask }
}
