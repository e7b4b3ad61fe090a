//! Rules as the public page and `regie charter explain` show them.

use std::fmt;

use jiff::civil::Date;
use regie_terms::{Charter, Data, Party, Purpose, Says, Set, Word};

use crate::fact::Fact;
use crate::format::{Asked, CountsFrom, Dated, PlainEffect, TermOf};
use crate::rule::Rule;
use crate::{Cases, Charters};

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
    /// What it asks.
    pub says: &'c Says,
    /// The first day it holds.
    pub from: Date,
    /// The last day it holds; `None` when it still does.
    pub until: Option<Date>,
    source: &'c Dated,
    law: Option<&'c Dated>,
}

impl<'c> RuleView<'c> {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds(&self, on: Date) -> bool {
        self.from <= on && self.until.is_none_or(|last| on <= last)
    }

    /// Its places in the documents as they are on a day, each once.
    #[must_use]
    pub fn places(&self, on: Date) -> Vec<&'c str> {
        places(self.source, on)
    }

    /// The articles of law as they are on a day, each once and each with the name of its law.
    #[must_use]
    pub fn articles(&self, on: Date) -> Vec<String> {
        self.law.map(|law| articles(law, on)).unwrap_or_default()
    }
}

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
    /// The figures it goes by, each with its dates and where it stands.
    pub figures: Vec<String>,
    /// The cases it decides: what is asked, what is answered, what it just misses, and where the case stands.
    pub cases: Vec<String>,
}

impl Charters {
    /// Every rule and row, by charter, the law last, then by id.
    pub fn rules(&self) -> impl Iterator<Item = RuleView<'_>> {
        self.library.rules.iter().map(view)
    }

    /// The rule with this id.
    #[must_use]
    pub fn rule_named(&self, id: &str) -> Option<RuleView<'_>> {
        self.library
            .rules
            .iter()
            .find(|rule| rule.id == id)
            .map(view)
    }

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
            figures: self.figures_of(rule),
            cases: cases.shown(self, rule),
        })
    }
}

impl Charters {
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

/// What stands between two citations of one text.
const BETWEEN: &str = "; ";

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

/// What a citation cites on a day, each once.
pub(crate) fn places(dated: &Dated, on: Date) -> Vec<&str> {
    let mut cited = Vec::new();
    for one in dated
        .on(on)
        .into_iter()
        .flat_map(|text| text.split(BETWEEN))
    {
        if !cited.contains(&one) {
            cited.push(one);
        }
    }
    cited
}

/// The same of law: `GDPR 33(1); 34(1)` are two articles of one law, and each is given its name.
pub(crate) fn articles(dated: &Dated, on: Date) -> Vec<String> {
    let mut law = String::new();
    let mut cited: Vec<String> = Vec::new();
    for one in dated
        .on(on)
        .into_iter()
        .flat_map(|text| text.split(BETWEEN))
    {
        let number = one.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        let whole = if number == 0 {
            format!("{law}{one}")
        } else {
            one.get(..number).unwrap_or_default().clone_into(&mut law);
            one.to_owned()
        };
        if !cited.contains(&whole) {
            cited.push(whole);
        }
    }
    cited
}

fn view(rule: &Rule) -> RuleView<'_> {
    RuleView {
        id: &rule.id,
        charter: rule.charter,
        asked: &rule.asked,
        alone: rule.alone,
        says: &rule.says,
        from: rule.from,
        until: rule.until,
        source: &rule.source,
        law: rule.law.as_ref(),
    }
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
        lines.push(format!("needs {}", need.what));
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
    }
    if let Some(duty) = &rule.duty {
        lines.push(format!("duty {}, once {}", duty.what, duty.after));
    }
    lines
}

fn words<W: Word>(label: &str, set: Set<W>) -> String {
    let words: Vec<&str> = set.iter().map(Word::as_str).collect();
    format!("{label}: {}", words.join(", "))
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
        for line in &self.figures {
            writeln!(f, "  where    {line}")?;
        }
        for line in &self.cases {
            writeln!(f, "  case     {line}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_citation_is_that_of_the_day_and_each_part_stands_once() {
        let dated = Dated::From(
            [
                (date(2015, 1, 1), "PC 4; KE-X 1; PC 4"),
                (date(2018, 5, 25), "PV 4; KE-X 1"),
            ]
            .map(|(from, text)| (from, text.to_owned()))
            .into(),
        );
        assert_eq!(places(&dated, date(2018, 5, 24)), ["PC 4", "KE-X 1"]);
        assert_eq!(places(&dated, date(2018, 5, 25)), ["PV 4", "KE-X 1"]);
        assert_eq!(places(&dated, date(2014, 12, 31)), [""; 0]);
    }

    #[test]
    fn an_article_without_a_law_is_of_the_law_before_it() {
        let law =
            Dated::Always("Wmo 2015 5.3.5; GDPR 33(1); 34(1); BW 7:465; 1:441; 1:441".to_owned());
        assert_eq!(
            articles(&law, date(2026, 1, 1)),
            [
                "Wmo 2015 5.3.5",
                "GDPR 33(1)",
                "GDPR 34(1)",
                "BW 7:465",
                "BW 1:441"
            ]
        );
    }
}
