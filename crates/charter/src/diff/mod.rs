//! What changes for whom between two versions or two charters: questions that get another answer.
//!
//! The questions stand in `asked`: from a plain one in each subject, one thing is varied at a time, and every row of
//! KE-IV is asked as it stands. Rules are not compared: what two rule files say differently and answer alike is no
//! change for anybody.

mod asked;
mod words;

use std::fmt;

use jiff::civil::Date;
use regie_terms::{Answer, Charter, QuestionKind, Unreadable};

use self::asked::{Ask, Probe, probes};
use crate::Charters;
use crate::again::only_in;
use crate::format::Asked;

/// A charter on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// The charter.
    pub charter: Charter,
    /// The day, which selects its version.
    pub on: Date,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} on {}", self.charter, self.on)
    }
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
    /// Puts the same questions to both sides. The age of the people asked about and the days of consents move along
    /// with the day, so that what differs is the rules.
    ///
    /// # Errors
    /// As [`Charters::ask`], when one side has no version on its day.
    pub fn diff(&self, from: Side, to: Side) -> Result<Diff, Unreadable> {
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
        };
        let mut subjects: Vec<Subject> = Vec::new();
        for (before, after) in probes(&self.library, from)
            .into_iter()
            .zip(probes(&self.library, to))
        {
            diff.asked += 1;
            let (was, is) = (self.put(&before), self.put(&after));
            diff.compare(&before, was.as_ref(), &after, is.as_ref());
            if subjects.last().is_none_or(|it| it.name != before.subject) {
                subjects.push(Subject::new(before.subject));
            }
            if let Some(subject) = subjects.last_mut() {
                subject.add(was.as_ref(), is.as_ref());
            }
        }
        let changed = |name| diff.changes.iter().any(|change| change.subject == name);
        let alike = subjects.into_iter().filter(|it| !changed(it.name));
        diff.alike = alike.map(Subject::alike).collect();
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
    fn compare(
        &mut self,
        before: &Probe,
        was: Option<&Answer>,
        after: &Probe,
        is: Option<&Answer>,
    ) {
        let (was_said, is_said) = (words::answer(before, was), words::answer(after, is));
        if was_said == is_said {
            return;
        }
        let same = |change: &&mut Difference| {
            change.subject == before.subject && change.was == was_said && change.is == is_said
        };
        if let Some(change) = self.changes.iter_mut().find(same) {
            change.questions.push(before.says.clone());
            return;
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
    }
}

/// The rules of an answer with their places in the document.
fn rules(answer: Option<&Answer>) -> Vec<String> {
    let reasons = answer.map(|answer| answer.because.as_slice());
    let reasons = reasons.unwrap_or_default().iter();
    reasons
        .map(|reason| format!("{} ({})", reason.rule, reason.source))
        .collect()
}

impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let changed: usize = self
            .changes
            .iter()
            .map(|change| change.questions.len())
            .sum();
        writeln!(
            f,
            "from {} to {}: {changed} of {} questions get another answer",
            self.from, self.to, self.asked
        )?;
        let mut subject = "";
        for change in &self.changes {
            if change.subject != subject {
                subject = change.subject;
                writeln!(f, "\n{subject}")?;
            }
            writeln!(f, "\n  was  {}", change.was)?;
            writeln!(f, "  is   {}", change.is)?;
            for question in &change.questions {
                writeln!(f, "    {question}")?;
            }
            carried(f, &change.no_longer, &change.now)?;
        }
        for it in &self.alike {
            let how = match (it.no_longer.is_empty(), it.now.is_empty()) {
                (true, true) => "",
                _ => ", by other rules",
            };
            writeln!(
                f,
                "\n{}: the same answer to all {} questions{how}",
                it.subject, it.asked
            )?;
            carried(f, &it.no_longer, &it.now)?;
        }
        Ok(())
    }
}

/// The rules that carry on one side only.
fn carried(f: &mut fmt::Formatter<'_>, no_longer: &[String], now: &[String]) -> fmt::Result {
    for (label, rules) in [("no longer", no_longer), ("now", now)] {
        if !rules.is_empty() {
            writeln!(f, "  {label}: {}", rules.join(", "))?;
        }
    }
    Ok(())
}
