//! What changes for whom between two versions or two charters: questions that get another answer.
//!
//! The questions stand in `asked`: from a plain one in each subject, one thing is varied at a time, and every row of
//! KE-IV is asked as it stands. Rules are not compared: what two rule files say differently and answer alike is no
//! change for anybody.

mod asked;
mod words;

use std::fmt;

use jiff::civil::Date;
use regie_terms::{Answer, Charter, Unreadable};

use self::asked::{Ask, Probe, probes};
use crate::Charters;

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
            self.about_on(side)?;
        }
        let mut diff = Diff {
            from,
            to,
            asked: 0,
            changes: Vec::new(),
        };
        for (before, after) in probes(&self.library, from)
            .into_iter()
            .zip(probes(&self.library, to))
        {
            diff.asked += 1;
            let (was, is) = (self.put(&before), self.put(&after));
            diff.compare(&before, was.as_ref(), &after, is.as_ref());
        }
        Ok(diff)
    }

    /// Refuses a day before the charter's first.
    fn about_on(&self, side: Side) -> Result<(), Unreadable> {
        self.table(side.charter, side.on).map(drop)
    }

    /// The answer; `None` when the charter has no rules for such a question.
    fn put(&self, probe: &Probe) -> Option<Answer> {
        match &probe.ask {
            Ask::Question(question) => self.ask(question).ok(),
            Ask::Act(question) => self.act(question).ok(),
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
        let only = |these: &[String], others: &[String]| {
            these
                .iter()
                .filter(|one| !others.contains(one))
                .cloned()
                .collect()
        };
        self.changes.push(Difference {
            subject: before.subject,
            was: was_said,
            is: is_said,
            questions: vec![before.says.clone()],
            no_longer: only(&was, &is),
            now: only(&is, &was),
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
            for (label, rules) in [("no longer", &change.no_longer), ("now", &change.now)] {
                if !rules.is_empty() {
                    writeln!(f, "  {label}: {}", rules.join(", "))?;
                }
            }
        }
        Ok(())
    }
}
