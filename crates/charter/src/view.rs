//! Rules as the public page shows them. One rule in full is `explain`'s.

use jiff::civil::Date;
use regie_terms::{Charter, DutyWord, NeedWord, Says};

use crate::Charters;
use crate::charters::all_texts;
use crate::format::{Asked, PlainEffect};
use crate::rule::Rule;

/// What a rule does to an answer, without its conditions: what stands in the way of whoever would go against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// It permits, so that what is not named stays refused.
    Permits,
    /// It refuses.
    Refuses,
    /// It refuses whatever no rule permits.
    RefusesOtherwise,
    /// It asks the consent of somebody.
    Asks,
    /// It needs something to be there first.
    Needs(NeedWord),
    /// Something has to follow.
    Follows(DutyWord),
    /// It says until when something is kept, or by when it is done.
    Counts,
    /// It explains, or says how another rule is read.
    Explains,
}

/// One rule, for reading.
#[derive(Clone, Debug)]
pub struct RuleView<'c> {
    /// Its stable id.
    pub id: &'c str,
    /// The charter it belongs to.
    pub charter: Charter,
    /// The questions it answers.
    pub asked: &'c [Asked],
    /// Whether it is a rule of the law that holds only when the law is asked by itself.
    pub alone: bool,
    /// Its places in the documents, in order of time.
    pub source: String,
    /// The articles of law, in order of time.
    pub law: Option<String>,
    /// What it asks.
    pub says: &'c Says,
    /// What it does, in the order of an answer; never empty.
    pub keeps: Vec<Keeps>,
    /// The first day it holds.
    pub from: Date,
    /// The last day it holds; `None` when it still does.
    pub until: Option<Date>,
}

impl Charters {
    /// Every rule and row, by charter, the law last, then by id.
    pub fn rules(&self) -> impl Iterator<Item = RuleView<'_>> {
        self.library.rules.iter().map(view)
    }
}

pub(crate) fn view(rule: &Rule) -> RuleView<'_> {
    RuleView {
        id: &rule.id,
        charter: rule.charter,
        asked: &rule.asked,
        alone: rule.alone,
        source: all_texts(&rule.source),
        law: rule.law.as_ref().map(all_texts),
        says: &rule.says,
        keeps: keeps(rule),
        from: rule.from,
        until: rule.until,
    }
}

fn keeps(rule: &Rule) -> Vec<Keeps> {
    let mut all = Vec::new();
    all.extend(rule.effect.and_then(|effect| match effect {
        PlainEffect::Permit => Some(Keeps::Permits),
        PlainEffect::Prohibit => Some(Keeps::Refuses),
        PlainEffect::ProhibitOtherwise => Some(Keeps::RefusesOtherwise),
        PlainEffect::PermitOtherwise | PlainEffect::Say | PlainEffect::SayUnlessProhibited => None,
    }));
    if !rule.ask.is_empty() {
        all.push(Keeps::Asks);
    }
    all.extend(rule.need.as_ref().map(|need| Keeps::Needs(need.what)));
    all.extend(rule.duty.as_ref().map(|duty| Keeps::Follows(duty.what)));
    all.extend(rule.term.as_ref().map(|_| Keeps::Counts));
    if all.is_empty() {
        all.push(Keeps::Explains);
    }
    all
}
