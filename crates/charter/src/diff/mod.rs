//! What changes for whom between two versions or two charters: questions that get another answer.
//!
//! The questions stand in `asked`: from a plain one in each subject, one thing is varied at a time, and every row of
//! KE-IV is asked as it stands. To these come the cases of the rules that hold on one side only, or by another figure (`sides`).
//! A rule that holds on one side only and by which no question got another answer is named itself, and so is what the forms offer on one side
//! only: no question asks that.

mod asked;
mod show;
mod sides;
mod words;

use std::collections::HashSet;

use jiff::civil::Date;
use regie_terms::{Answer, Charter, QuestionKind, Unreadable};

use self::asked::{Ask, Probe, probes};
use crate::again::only_in;
use crate::format::Asked;
use crate::{Cases, Charters};

/// A charter on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// The charter.
    pub charter: Charter,
    /// The day, which selects its version.
    pub on: Date,
}

/// What changes between two sides.
#[derive(Clone, Debug)]
pub struct Diff {
    /// From here.
    pub from: Side,
    /// To there.
    pub to: Side,
    /// How many questions were put to both.
    pub asked: usize,
    /// The changes, by subject, then in the order in which they were first met.
    pub changes: Vec<Difference>,
    /// The subjects in which every question gets the same answer, in the order in which they were asked.
    pub alike: Vec<Alike>,
    /// What the forms offer on one side only.
    pub offers: Vec<OffersOf>,
    /// The rules that hold on one side only, or by another figure, and by which no question that was asked gets another answer.
    pub unseen: Unseen,
}

/// Rules that no change of answer names, each with its place in the document, what it asks, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unseen {
    /// Those that hold on the first side only.
    pub no_longer: Vec<String>,
    /// Those that hold on the second side only.
    pub now: Vec<String>,
    /// Those that hold on both, by another figure.
    pub otherwise: Vec<String>,
}

/// What one form offers on one side and not on the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffersOf {
    /// The form: `disclosure` or `recording`.
    pub form: &'static str,
    /// What is offered on the first side only, each word with its heading.
    pub no_longer: Vec<String>,
    /// What is offered on the second side only.
    pub now: Vec<String>,
}

/// A subject in which nothing changes for anybody. Where the same answer is carried by other rules, both are named: what a
/// document asks of whoever works there may be said in one charter and not in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The subject.
    pub subject: &'static str,
    /// How many questions were put to both.
    pub asked: usize,
    /// The rules that carried an answer before and carry none now.
    pub no_longer: Vec<String>,
    /// The rules that carry an answer now and carried none before.
    pub now: Vec<String>,
}

/// One change of answer, with everybody it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The subject: `access`, `disclosure`, …
    pub subject: &'static str,
    /// What was answered, in the words of the vocabulary.
    pub was: String,
    /// What is answered now.
    pub is: String,
    /// The questions that get this other answer, in words.
    pub questions: Vec<String>,
    /// The rules that carried the first of them before and no longer do.
    pub no_longer: Vec<String>,
    /// The rules that carry it now and did not before.
    pub now: Vec<String>,
}

impl Charters {
    /// Puts the same questions to both sides, and the cases among these of rules that only one side has. The age of the people asked about and the
    /// days of consents move along with the day, so that what differs is the rules.
    ///
    /// # Errors
    /// As [`Charters::ask`], when one side has no version on its day.
    pub fn diff(&self, from: Side, to: Side, cases: &Cases) -> Result<Diff, Unreadable> {
        for side in [from, to] {
            // A day before the charter's first is refused, whatever is asked.
            self.book_on(side.charter, side.on, Asked::Question(QuestionKind::Access))?;
        }
        let mut diff = Diff {
            from,
            to,
            asked: 0,
            changes: Vec::new(),
            alike: Vec::new(),
            offers: self.offers_apart(from, to),
            unseen: Unseen::default(),
        };
        let apart = self.apart(from, to);
        let mut seen: HashSet<String> = HashSet::new();
        let mut subjects: Vec<Subject> = Vec::new();
        let fixed = probes(&self.library, from).into_iter();
        let fixed = fixed.zip(probes(&self.library, to));
        for (before, after) in fixed.chain(apart.probes(cases, from, to)) {
            diff.asked += 1;
            let (was, is) = (self.put(&before), self.put(&after));
            if diff.compare(&before, was.as_ref(), &after, is.as_ref()) {
                let (was, is) = (ids(was.as_ref()), ids(is.as_ref()));
                // One that carries both is not what changed; one by another figure is.
                seen.extend(was.symmetric_difference(&is).cloned());
                seen.extend(apart.by_figure(&was, &is));
            }
            let known = subjects.iter().position(|it| it.name == before.subject);
            let place = known.unwrap_or_else(|| {
                subjects.push(Subject::new(before.subject));
                subjects.len() - 1
            });
            if let Some(subject) = subjects.get_mut(place) {
                subject.add(was.as_ref(), is.as_ref());
            }
        }
        let subject_order: Vec<&str> = subjects.iter().map(|it| it.name).collect();
        let changed = |name| diff.changes.iter().any(|change| change.subject == name);
        let alike = subjects.into_iter().filter(|it| !changed(it.name));
        diff.alike = alike.map(Subject::alike).collect();
        let named = diff
            .alike
            .iter()
            .flat_map(|it| it.no_longer.iter().chain(&it.now));
        seen.extend(named.filter_map(|rule| rule.split(' ').next().map(str::to_owned)));
        diff.unseen = apart.unseen(&seen, from, to);
        // By subject, as the fixed questions go through them.
        let order = |name: &str| subject_order.iter().position(|it| *it == name);
        diff.changes.sort_by_key(|change| order(change.subject));
        Ok(diff)
    }

    /// The answer; `None` when the charter has no rules for such a question.
    fn put(&self, probe: &Probe) -> Option<Answer> {
        match &probe.ask {
            Ask::Question(question) => self.ask(question).ok(),
            Ask::Act(question) => self.act(question).ok(),
        }
    }
}

/// What carried the answers in one subject.
struct Subject {
    name: &'static str,
    asked: usize,
    before: Vec<String>,
    after: Vec<String>,
}

impl Subject {
    fn new(name: &'static str) -> Self {
        Self {
            name,
            asked: 0,
            before: Vec::new(),
            after: Vec::new(),
        }
    }

    fn add(&mut self, was: Option<&Answer>, is: Option<&Answer>) {
        self.asked += 1;
        for (kept, answer) in [(&mut self.before, was), (&mut self.after, is)] {
            let new = only_in(&rules(answer), kept);
            kept.extend(new);
        }
    }

    fn alike(self) -> Alike {
        // A rule that a later document took over is the same rule.
        let id = |rule: &str| rule.split(' ').next().map(str::to_owned);
        let gone = |these: &[String], those: &[String]| -> Vec<String> {
            let gone = these
                .iter()
                .filter(|one| those.iter().all(|other| id(other) != id(one)));
            gone.cloned().collect()
        };
        Alike {
            subject: self.name,
            asked: self.asked,
            no_longer: gone(&self.before, &self.after),
            now: gone(&self.after, &self.before),
        }
    }
}

impl Diff {
    /// Whether it is another answer.
    fn compare(
        &mut self,
        before: &Probe,
        was: Option<&Answer>,
        after: &Probe,
        is: Option<&Answer>,
    ) -> bool {
        let (was_said, is_said) = (words::answer(before, was), words::answer(after, is));
        if was_said == is_said {
            return false;
        }
        let same = |change: &&mut Difference| {
            change.subject == before.subject && change.was == was_said && change.is == is_said
        };
        if let Some(change) = self.changes.iter_mut().find(same) {
            change.questions.push(before.says.clone());
            return true;
        }
        let (was, is) = (rules(was), rules(is));
        self.changes.push(Difference {
            subject: before.subject,
            was: was_said,
            is: is_said,
            questions: vec![before.says.clone()],
            no_longer: only_in(&was, &is),
            now: only_in(&is, &was),
        });
        true
    }
}

fn ids(answer: Option<&Answer>) -> HashSet<String> {
    let reasons = answer.iter().flat_map(|answer| &answer.because);
    reasons.map(|reason| reason.rule.clone()).collect()
}

/// The rules of an answer with their places in the document.
fn rules(answer: Option<&Answer>) -> Vec<String> {
    let reasons = answer.map(|answer| answer.because.as_slice());
    let reasons = reasons.unwrap_or_default().iter();
    reasons
        .map(|reason| format!("{} ({})", reason.rule, reason.source))
        .collect()
}
