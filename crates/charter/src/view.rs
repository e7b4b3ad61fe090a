//! Rules as the public page shows them. One rule in full is `explain`'s.

use jiff::civil::Date;
use regie_terms::{Charter, Says};

use crate::Charters;
use crate::format::{Asked, Dated};
use crate::rule::Rule;

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
}

/// What stands between two citations of one text.
pub(crate) const BETWEEN: &str = "; ";

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

pub(crate) fn view(rule: &Rule) -> RuleView<'_> {
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
