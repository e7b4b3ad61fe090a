//! From `triage.toml` to what it says, checked.

use std::collections::HashSet;

use jiff::civil::Date;
use regie_terms::{Charter, Data, Moment, Says};
use serde::Deserialize;
use toml::Spanned;

use super::{Ask, Beyond, Dimension, Item, Step, TRIAGE, Tell, TriageFile, When};
use crate::format::{Dated, Day};
use crate::load::{Library, line_of, toml_problem};
use crate::problem::Problem;
use crate::rule::is_name;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    step: Vec<Spanned<RawStep>>,
    #[serde(default)]
    ask: Vec<Spanned<RawAsk>>,
    #[serde(default)]
    moment: Vec<Spanned<RawMoment>>,
    #[serde(default)]
    dimension: Vec<Spanned<RawDimension>>,
    #[serde(default)]
    tell: Vec<Spanned<RawStep>>,
}

/// A step, or something that is told.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStep {
    id: String,
    from: Option<Day>,
    until: Option<Day>,
    source: Dated,
    law: Option<Dated>,
    says: Says,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAsk {
    id: String,
    from: Option<Day>,
    until: Option<Day>,
    source: Dated,
    law: Option<Dated>,
    asks: Says,
    step: Option<String>,
    #[serde(default)]
    open: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMoment {
    id: String,
    from: Option<Day>,
    until: Option<Day>,
    source: Dated,
    law: Option<Dated>,
    says: Says,
    hint: Option<Says>,
    asks: Vec<String>,
    at: Moment,
    #[serde(default)]
    crossing: bool,
    #[serde(default)]
    shield: bool,
    /// It stands beside what a charter says of its own; the law's only.
    #[serde(default)]
    besides: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDimension {
    id: String,
    from: Option<Day>,
    until: Option<Day>,
    source: Dated,
    law: Option<Dated>,
    says: Says,
    data: Option<Vec<Data>>,
    #[serde(default)]
    beyond: Beyond,
}

/// Reads the file of every charter that has one.
pub(crate) fn read(library: &mut Library, problems: &mut Vec<Problem>) {
    let charters: Vec<Charter> = library.charters.keys().copied().collect();
    for charter in charters {
        let path = format!("{charter}/{TRIAGE}");
        let Some(text) = library.files.get(&path) else {
            continue;
        };
        let at = Reader {
            charter,
            first: library.first_day(charter).unwrap_or(Date::MIN),
            path: &path,
            text,
        };
        match toml::from_str::<File>(text) {
            Ok(file) => {
                let read = at.all(file, problems);
                library.triage.insert(charter, read);
            }
            Err(error) => problems.push(toml_problem(&path, text, &error)),
        }
    }
}

/// What is needed to read one file.
struct Reader<'a> {
    charter: Charter,
    first: Date,
    path: &'a str,
    text: &'a str,
}

/// Name, days, source and article of something, as written.
type Head = (String, (Option<Day>, Option<Day>), Dated, Option<Dated>);

impl Reader<'_> {
    fn line<T>(&self, raw: &Spanned<T>) -> usize {
        line_of(self.text, raw.span().start)
    }

    fn wrong(&self, line: usize, message: String) -> Problem {
        Problem::error(self.path, line, message)
    }

    fn item(
        &self,
        line: usize,
        (name, (from, until), source, law): Head,
        texts: &[&Says],
        problems: &mut Vec<Problem>,
    ) -> Item {
        let mut wrong = |message: String| problems.push(self.wrong(line, message));
        if !is_name(&name) {
            wrong(format!("`{name}` is no id: lower case, digits and hyphens"));
        }
        let from = from.map_or(self.first, |day| day.0);
        let until = until.map(|day| day.0);
        if until.is_some_and(|until| until < from) {
            wrong(format!("`{name}` ends before it begins"));
        }
        if source.on(from).is_none() {
            wrong(format!("`{name}` has no source on its first day"));
        }
        let said = texts
            .iter()
            .flat_map(|says| [says.nl.as_str(), says.en.as_str()]);
        let cited = source.texts().into_iter();
        let law_texts = law.iter().flat_map(Dated::texts);
        if said
            .chain(cited)
            .chain(law_texts)
            .any(|text| text.trim().is_empty())
        {
            wrong(format!("`{name}` has a blank text"));
        }
        Item {
            name,
            charter: self.charter,
            from,
            until,
            source,
            law,
            file: self.path.to_owned(),
            line,
        }
    }

    fn plain(&self, raw: Spanned<RawStep>, problems: &mut Vec<Problem>) -> (Item, Says) {
        let line = self.line(&raw);
        let raw = raw.into_inner();
        let head = (raw.id, (raw.from, raw.until), raw.source, raw.law);
        (self.item(line, head, &[&raw.says], problems), raw.says)
    }

    fn all(&self, file: File, problems: &mut Vec<Problem>) -> TriageFile {
        let mut all = TriageFile::default();
        for raw in file.step {
            let (item, says) = self.plain(raw, problems);
            all.steps.push(Step { item, says });
        }
        for raw in file.ask {
            let line = self.line(&raw);
            let raw = raw.into_inner();
            let head = (raw.id, (raw.from, raw.until), raw.source, raw.law);
            let item = self.item(line, head, &[&raw.asks], problems);
            if let Some(step) = &raw.step
                && !all.steps.iter().any(|one| one.item.name == *step)
            {
                problems.push(self.wrong(line, format!("`{step}` is no step of this file")));
            }
            all.asks.push(Ask {
                item,
                asks: raw.asks,
                step: raw.step,
                open: raw.open,
            });
        }
        for raw in file.moment {
            let line = self.line(&raw);
            let raw = raw.into_inner();
            let head = (raw.id, (raw.from, raw.until), raw.source, raw.law);
            let texts: Vec<&Says> = raw.hint.iter().chain([&raw.says]).collect();
            let item = self.item(line, head, &texts, problems);
            let mut seen = HashSet::new();
            for name in &raw.asks {
                if !all.asks.iter().any(|one| one.item.name == *name) {
                    problems
                        .push(self.wrong(line, format!("`{name}` is asked nowhere in this file")));
                }
                if !seen.insert(name) {
                    problems.push(self.wrong(line, format!("`{name}` is asked twice")));
                }
            }
            if raw.asks.is_empty() {
                problems.push(self.wrong(line, format!("`{}` asks nothing", item.name)));
            }
            if raw.besides && self.charter != Charter::Wet {
                let message = format!(
                    "`{}`: only what the law's file says stands besides",
                    item.name
                );
                problems.push(self.wrong(line, message));
            }
            all.moments.push(When {
                item,
                says: raw.says,
                hint: raw.hint,
                asks: raw.asks,
                at: raw.at,
                crossing: raw.crossing,
                shield: raw.shield,
                besides: raw.besides,
            });
        }
        for raw in file.dimension {
            let line = self.line(&raw);
            let raw = raw.into_inner();
            let head = (raw.id, (raw.from, raw.until), raw.source, raw.law);
            let item = self.item(line, head, &[&raw.says], problems);
            if raw.data.as_ref().is_some_and(Vec::is_empty) {
                problems.push(self.wrong(line, format!("`{}` goes with no data", item.name)));
            }
            all.dimensions.push(Dimension {
                item,
                says: raw.says,
                data: raw.data,
                beyond: raw.beyond,
            });
        }
        for raw in file.tell {
            let (item, says) = self.plain(raw, problems);
            all.tells.push(Tell { item, says });
        }
        self.twice(&all, problems);
        all
    }

    /// Two of one name on one day: nobody could tell which is meant.
    fn twice(&self, all: &TriageFile, problems: &mut Vec<Problem>) {
        let lists: [Vec<&Item>; 5] = [
            all.steps.iter().map(|one| &one.item).collect(),
            all.asks.iter().map(|one| &one.item).collect(),
            all.moments.iter().map(|one| &one.item).collect(),
            all.dimensions.iter().map(|one| &one.item).collect(),
            all.tells.iter().map(|one| &one.item).collect(),
        ];
        for list in lists {
            for (place, one) in list.iter().enumerate() {
                let meet = |other: &&&Item| {
                    let (late, early) = (one.from.max(other.from), other.until);
                    other.name == one.name
                        && early.is_none_or(|until| late <= until)
                        && one.until.is_none_or(|until| late <= until)
                };
                if let Some(earlier) = list.iter().take(place).find(meet) {
                    let message = format!("`{}` stands on line {} too", one.name, earlier.line);
                    problems.push(self.wrong(one.line, message));
                }
            }
        }
    }
}
