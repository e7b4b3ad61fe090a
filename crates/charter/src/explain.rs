//! One rule in full, as `regie charter explain` shows it.

use std::fmt;

use jiff::civil::Date;
use regie_terms::{Data, NeedWord, NeededForm, Party, Purpose, Set, Word};

use crate::conflict::{laxer_than_the_law, shorter_than_the_law};
use crate::fact::Fact;
use crate::format::{ConsultedAbout, CountsFrom, Dated, PlainEffect, TermOf};
use crate::rule::{DutyRule, NeedRule, Rule};
use crate::view::{BETWEEN, RuleView, view};
use crate::{Cases, Charters};

/// One rule with its conditions, effects and place in the files.
#[derive(Clone, Debug)]
pub struct Explanation<'c> {
    /// The rule.
    pub rule: RuleView<'c>,
    /// The file, by its path below the folder of charters.
    pub file: &'c str,
    /// The line on which it begins.
    pub line: usize,
    /// Its places in the documents, each once, with the days it is cited where the file gives days.
    pub sources: Vec<String>,
    /// The articles of law, the same.
    pub laws: Vec<String>,
    /// What has to hold, in the words of the rule file, each with what it means.
    pub conditions: Vec<String>,
    /// What it leads to.
    pub effects: Vec<String>,
    /// Where the law goes before it.
    pub but: Vec<String>,
    /// The figures it goes by, each with its dates and where it stands.
    pub figures: Vec<String>,
    /// The cases it decides: what is asked, what is answered, what it just misses, its first and last day, and where the case stands.
    pub cases: Vec<String>,
}

impl Charters {
    /// One rule in full, with its cases among these; `None` when no rule has this id.
    #[must_use]
    pub fn explain(&self, rule_id: &str, cases: &Cases) -> Option<Explanation<'_>> {
        let rule = self.library.rules.iter().find(|rule| rule.id == rule_id)?;
        Some(Explanation {
            rule: view(rule),
            file: &rule.file,
            line: rule.line,
            sources: citations(&rule.source),
            laws: rule.law.as_ref().map(citations).unwrap_or_default(),
            conditions: conditions(rule),
            effects: effects(rule),
            but: self.but(rule),
            figures: self.figures_of(rule),
            cases: cases.shown(self, rule),
        })
    }
}

impl Charters {
    /// Where the law takes back what a rule says.
    fn but(&self, rule: &Rule) -> Vec<String> {
        let all = laxer_than_the_law(&self.library).into_iter();
        all.chain(shorter_than_the_law(&self.library))
            .filter(|problem| (&problem.file, problem.line) == (&rule.file, rule.line))
            .map(|problem| problem.message)
            .collect()
    }

    fn figures_of(&self, rule: &Rule) -> Vec<String> {
        let mut lines = Vec::new();
        for id in rule.figures() {
            let Some(value) = self.value(id) else {
                continue;
            };
            let unit = value.unit.as_str();
            for dated in &value.is {
                let (count, from, cite) = (dated.value, dated.from.0, &dated.cite);
                lines.push(format!("{id} is {count} {unit} from {from} ({cite})"));
            }
        }
        lines
    }
}

/// Every citation once, with the days it is cited where the text changes.
fn citations(dated: &Dated) -> Vec<String> {
    let texts = match dated {
        Dated::Always(text) => return text.split(BETWEEN).map(str::to_owned).collect(),
        Dated::From(texts) => texts,
    };
    // First day, and last where a later text leaves it out.
    let mut cited: Vec<(&str, Date, Option<Date>)> = Vec::new();
    for (from, text) in texts {
        let now: Vec<&str> = text.split(BETWEEN).collect();
        for (what, _, until) in &mut cited {
            if until.is_none() && !now.contains(what) {
                *until = from.yesterday().ok();
            }
        }
        for what in now {
            if !cited
                .iter()
                .any(|(other, _, until)| *other == what && until.is_none())
            {
                cited.push((what, *from, None));
            }
        }
    }
    cited
        .into_iter()
        .map(|(what, from, until)| match until {
            Some(until) => format!("{what}, {from} to {until}"),
            None => format!("{what}, from {from}"),
        })
        .collect()
}

fn conditions(rule: &Rule) -> Vec<String> {
    let fact = |fact: &Fact| match fact {
        Fact::Named(named) => format!("{} ({})", fact.name(), named.says()),
        _ => fact.name(),
    };
    let facts = |facts: &[Fact]| facts.iter().map(fact).collect::<Vec<_>>().join(", ");
    let it = &rule.condition;
    let mut lines = Vec::new();
    for (label, list) in [
        ("all of", &it.when),
        ("one of", &it.any),
        ("none of", &it.unless),
    ] {
        if !list.is_empty() {
            lines.push(format!("{label}: {}", facts(list)));
        }
    }
    lines.extend(it.giver.map(|set: Set<Party>| words("given by", set)));
    lines.extend(it.receiver.map(|set: Set<Party>| words("received by", set)));
    lines.extend(it.purpose.map(|set: Set<Purpose>| words("for", set)));
    lines.extend(it.data.map(|set: Set<Data>| words("nothing but", set)));
    if rule.alone {
        lines.push("only when the law is asked by itself".to_owned());
    }
    lines
}

fn effects(rule: &Rule) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(rule.effect.map(|effect| {
        match effect {
            PlainEffect::Permit => "permits",
            PlainEffect::Prohibit => "prohibits",
            PlainEffect::ProhibitOtherwise => "prohibits what no rule permits",
            PlainEffect::PermitOtherwise => "permits what no rule prohibits",
            PlainEffect::Say => "is said",
            PlainEffect::SayUnlessProhibited => "is said unless the answer is no",
        }
        .to_owned()
    }));
    lines.extend(rule.outweighs.iter().map(|id| format!("outweighs {id}")));
    lines.extend(
        rule.fact
            .map(|fact| format!("concludes {} ({})", fact.as_str(), fact.says())),
    );
    if !rule.ask.is_empty() {
        lines.push(words("asks consent of", rule.ask));
    }
    if let Some(need) = &rule.need {
        lines.extend(needs(need));
    }
    if let Some(term) = &rule.term {
        let from = match (term.of, term.counts_from) {
            (TermOf::Keep, CountsFrom::LastChange) => "keeps from the last change for",
            (TermOf::Keep, CountsFrom::Closed) => "keeps from the day of closing for",
            (TermOf::Keep, CountsFrom::EndOfYearClosed) => {
                "keeps from 31 December of the year of closing for"
            }
            (TermOf::Destroy, _) => "destroys within",
            (TermOf::Answer, _) => "answers within",
            (TermOf::MoreTime, _) => "adds to the term for answering",
            (TermOf::CarryOut, _) => "carries out within",
        };
        lines.push(format!("{from} {}", term.lasts));
        if term.gives_way {
            lines.push("gives way to a longer term of the law".to_owned());
        }
    }
    lines.extend(rule.duty.as_ref().map(follows));
    lines
}

/// What is needed, what meets it, and what somebody is asked for it.
fn needs(need: &NeedRule) -> Vec<String> {
    let mut text = format!("needs {}", need.what);
    match need.what {
        NeedWord::Consent => text.push_str(match need.form {
            NeededForm::Any => ", in any form",
            NeededForm::Written => ", written",
        }),
        NeedWord::Consultation => {
            let between = if need.any_of { " or " } else { " and " };
            text.push_str(&format!(" with {}", listed(need.with, between)));
            if need.anonymised {
                text.push_str(", without naming the client");
            }
            if need.about == ConsultedAbout::Unavoidable {
                text.push_str(", about what is unavoidable");
            }
        }
        NeedWord::Declaration => text.push_str(&format!(" of {}", listed(need.of, " and "))),
        _ => {
            let met: Vec<String> = need.met.iter().map(|fact| fact.name()).collect();
            text.push_str(&format!(", met by {}", met.join(" or ")));
        }
    }
    let asked = need.question.iter();
    let asked = asked.map(|norm| format!("has somebody answer {norm}"));
    [text].into_iter().chain(asked).collect()
}

fn follows(duty: &DutyRule) -> String {
    let mut text = format!("duty {}", duty.what);
    if !duty.by.is_empty() {
        text.push_str(&format!(" by {}", listed(duty.by, " and ")));
    }
    if let Some(within) = &duty.within {
        text.push_str(&format!(" within {within}"));
    }
    format!("{text}, once {}", duty.after)
}

fn listed<W: Word>(set: Set<W>, between: &str) -> String {
    let words: Vec<&str> = set.iter().map(Word::as_str).collect();
    words.join(between)
}

fn words<W: Word>(label: &str, set: Set<W>) -> String {
    format!("{label}: {}", listed(set, ", "))
}

impl fmt::Display for Explanation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rule = &self.rule;
        let asked: Vec<&str> = rule.asked.iter().map(|asked| asked.as_str()).collect();
        writeln!(f, "{}", rule.id)?;
        writeln!(f, "  in       {}:{}", self.file, self.line)?;
        writeln!(f, "  answers  {}", asked.join(", "))?;
        match rule.until {
            Some(until) => writeln!(f, "  holds    {} to {until}", rule.from)?,
            None => writeln!(f, "  holds    from {}", rule.from)?,
        }
        for source in &self.sources {
            writeln!(f, "  source   {source}")?;
        }
        for law in &self.laws {
            writeln!(f, "  law      {law}")?;
        }
        writeln!(f, "  nl       {}", rule.says.nl)?;
        writeln!(f, "  en       {}", rule.says.en)?;
        for line in &self.conditions {
            writeln!(f, "  if       {line}")?;
        }
        for line in &self.effects {
            writeln!(f, "  then     {line}")?;
        }
        for line in &self.but {
            writeln!(f, "  but      {line}")?;
        }
        for line in &self.figures {
            writeln!(f, "  where    {line}")?;
        }
        for line in &self.cases {
            writeln!(f, "  case     {line}")?;
        }
        Ok(())
    }
}
