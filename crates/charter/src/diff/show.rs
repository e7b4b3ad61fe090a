//! A difference as text.

use std::fmt;

use super::{Diff, Side};

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} on {}", self.charter, self.on)
    }
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
        for it in &self.offers {
            writeln!(f, "\nwhat the form for {} offers", it.form)?;
            carried(f, &it.no_longer, &it.now)?;
        }
        let unseen = &self.unseen;
        for (label, rules) in [
            ("no longer there", &unseen.no_longer),
            ("new", &unseen.now),
            ("by another figure", &unseen.otherwise),
        ] {
            if !rules.is_empty() {
                writeln!(
                    f,
                    "\n{label}, though no question asked here gets another answer by it:"
                )?;
                for rule in rules {
                    writeln!(f, "  {rule}")?;
                }
            }
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
