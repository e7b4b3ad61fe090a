//! From files to checked rules, values and open norms. What they add up to on a day is `book`'s.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use jiff::civil::Date;
use regie_terms::{Charter, Says};

use crate::cases::BASES;
use crate::format::{Asked, CharterFile, Dated, DatedValue, RawRule, RuleFile, Unit};
use crate::offer::{Offer, twice};
use crate::problem::{Problem, Problems};
use crate::promise::{self, PROMISES, Promises};
use crate::rule::{Place, Rule, full_id, is_name};
use crate::triage::{self, TRIAGE, TriageFile};

/// Everything the files say, checked one by one.
#[derive(Debug, Default)]
pub(crate) struct Library {
    /// By charter, the law last, then by id: the order of an answer's reasons.
    pub(crate) rules: Vec<Rule>,
    pub(crate) charters: BTreeMap<Charter, CharterFacts>,
    pub(crate) values: Vec<Value>,
    pub(crate) questions: Vec<OpenNorm>,
    /// By file, then as they stand in it.
    pub(crate) offers: Vec<Offer>,
    /// What each charter promises.
    pub(crate) promises: BTreeMap<Charter, Promises>,
    /// Triage as each charter has it.
    pub(crate) triage: BTreeMap<Charter, TriageFile>,
    /// File name to content, sorted; what the hash is taken over.
    pub(crate) files: BTreeMap<String, String>,
}

/// What a charter is called and its versions.
#[derive(Debug)]
pub(crate) struct CharterFacts {
    pub(crate) name: Says,
    /// First day and document, in order of time; never empty.
    pub(crate) versions: Vec<(Date, String)>,
}

/// A figure with dates.
#[derive(Debug)]
pub struct Value {
    /// `charter.subject.name`.
    pub id: String,
    /// What it is.
    pub says: Says,
    /// What is counted.
    pub unit: Unit,
    pub(crate) is: Vec<DatedValue>,
    pub(crate) file: String,
    pub(crate) line: usize,
}

/// A figure as it is on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure<'v> {
    /// How many.
    pub value: u16,
    /// The first day it holds.
    pub from: Date,
    /// The article or the place in the document that says so.
    pub cite: &'v str,
    /// The day somebody last looked it up.
    pub checked: Date,
}

impl Value {
    /// The figure that holds on a day; `None` before the first.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<Figure<'_>> {
        let dated = self.is.iter().rev().find(|dated| dated.from.0 <= day)?;
        Some(Figure {
            value: dated.value,
            from: dated.from.0,
            cite: &dated.cite,
            checked: dated.checked.0,
        })
    }
}

impl CharterFacts {
    /// The first day of the version that holds on a day; before the first that of the first.
    pub(crate) fn version_on(&self, day: Date) -> Date {
        let holds = self.versions.iter().rev().find(|(from, _)| *from <= day);
        let version = holds.or(self.versions.first());
        version.map_or(day, |(from, _)| *from)
    }
}

impl Library {
    /// The first day on which a charter can be asked; `None` when it has no rule files.
    pub(crate) fn first_day(&self, charter: Charter) -> Option<Date> {
        let versions = &self.charters.get(&charter)?.versions;
        versions.first().map(|(first, _)| *first)
    }

    /// The days on which anything changes for a charter, from its first day on, in order.
    pub(crate) fn days(&self, charter: Charter) -> impl Iterator<Item = Date> + use<> {
        let mut days = BTreeSet::new();
        let facts = self.charters.get(&charter);
        days.extend(
            facts
                .iter()
                .flat_map(|it| it.versions.iter().map(|(from, _)| *from)),
        );
        for rule in &self.rules {
            if rule.charter == charter || rule.charter == Charter::Wet {
                days.extend(rule.changes());
                // A figure that changes changes the rules that go by it.
                let figures = rule.figures().filter_map(|id| self.value(id));
                days.extend(figures.flat_map(|value| value.is.iter().map(|one| one.from.0)));
            }
        }
        let first = self.first_day(charter);
        days.into_iter()
            .filter(move |day| first.is_some_and(|first| first <= *day))
    }

    /// The figure with this id.
    pub(crate) fn value(&self, id: &str) -> Option<&Value> {
        self.values.iter().find(|value| value.id == id)
    }

    /// The rules by which a charter answers a question of this kind on a day, in the order of [`Library::rules`].
    pub(crate) fn in_force(
        &self,
        charter: Charter,
        day: Date,
        asked: Asked,
    ) -> impl Iterator<Item = &Rule> {
        let rules = self.rules.iter();
        rules.filter(move |rule| rule.answers(charter, day, asked))
    }

    /// The open norm with this id.
    pub(crate) fn norm(&self, id: &str) -> Option<&OpenNorm> {
        self.questions.iter().find(|norm| norm.id == id)
    }
}

/// A question of the law that only a person can answer: it is asked and signed, never guessed.
#[derive(Debug)]
pub struct OpenNorm {
    /// `charter.subject.name`.
    pub id: String,
    /// What the person is asked.
    pub asks: Says,
    pub(crate) file: String,
    pub(crate) line: usize,
    source: Dated,
    law: Option<Dated>,
}

impl OpenNorm {
    pub(crate) const fn source(&self) -> &Dated {
        &self.source
    }

    /// Its place in the documents and its article of law, on a day.
    #[must_use]
    pub fn cited(&self, on: Date) -> (Option<&str>, Option<&str>) {
        let law = self.law.as_ref().and_then(|law| law.on(on));
        (self.source.on(on), law)
    }
}

/// The name of the file that says what a charter is called.
const ABOUT: &str = "charter.toml";
/// How files end that hold cases; they are no rules.
const CASES: &str = ".cases.toml";

/// Reads the rule files below a folder: one folder a charter.
pub(crate) fn read_folder(folder: &Path) -> Result<BTreeMap<String, String>, Problems> {
    let files = read_files(folder, is_rule_file)?;
    if files.is_empty() {
        let file = folder.display().to_string();
        return Err(Problems(vec![Problem::error(
            &file,
            0,
            "holds no charters",
        )]));
    }
    Ok(files)
}

/// Reads the cases below a folder, and what they start from. There need not be any.
pub(crate) fn read_cases(folder: &Path) -> Result<BTreeMap<String, String>, Problems> {
    let mut files = read_files(folder, |name| name.ends_with(CASES))?;
    let bases = folder.join(BASES);
    match std::fs::read_to_string(&bases) {
        Ok(text) => {
            files.insert(BASES.to_owned(), text);
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(unreadable(&bases, &error)),
    }
    Ok(files)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Problems {
    let file = path.display().to_string();
    let message = format!("cannot be read: {error}");
    Problems(vec![Problem::error(&file, 0, message)])
}

fn read_files(
    folder: &Path,
    wanted: impl Fn(&str) -> bool,
) -> Result<BTreeMap<String, String>, Problems> {
    let fail = |path: &Path, error: std::io::Error| unreadable(path, &error);
    let mut files = BTreeMap::new();
    // Folders only: what stands beside them (the bases of the cases, the published table) is no rule.
    for entry in std::fs::read_dir(folder).map_err(|error| fail(folder, error))? {
        let inner = entry.map_err(|error| fail(folder, error))?.path();
        if !inner.is_dir() {
            continue;
        }
        let charter = inner.file_name().and_then(|name| name.to_str());
        let Some(charter) = charter.and_then(|name| name.parse::<Charter>().ok()) else {
            let file = inner.display().to_string();
            let message = "no charter has this name";
            return Err(Problems(vec![Problem::error(&file, 0, message)]));
        };
        for entry in std::fs::read_dir(&inner).map_err(|error| fail(&inner, error))? {
            let path = entry.map_err(|error| fail(&inner, error))?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
                continue;
            };
            if wanted(name) {
                let text = std::fs::read_to_string(&path).map_err(|error| fail(&path, error))?;
                files.insert(format!("{charter}/{name}"), text);
            }
        }
    }
    Ok(files)
}

/// Whether a file with this name holds rules.
pub(crate) fn is_rule_file(name: &str) -> bool {
    name.ends_with(".toml") && !name.ends_with(CASES)
}

/// Reads and checks all files.
pub(crate) fn load(files: BTreeMap<String, String>) -> Result<Library, Problems> {
    let mut problems = Vec::new();
    let mut library = Library::default();
    for (path, text) in &files {
        if let Some((charter, ABOUT)) = path.split_once('/') {
            match charter.parse::<Charter>() {
                Ok(charter) => about(&mut library, charter, path, text, &mut problems),
                Err(_) => problems.push(Problem::error(path, 0, "no such charter")),
            }
        }
    }
    // Whatever stands in a file that could not be read is not known to be missing.
    let mut unread = !problems.is_empty();
    let mut nameless = BTreeSet::new();
    for (path, text) in &files {
        match path.split_once('/') {
            Some((_, ABOUT | PROMISES | TRIAGE)) => {}
            Some((charter, _)) => {
                let facts = charter
                    .parse::<Charter>()
                    .ok()
                    .and_then(|charter| library.charters.get(&charter).map(|it| (charter, it)));
                let first = facts.and_then(|(charter, it)| {
                    it.versions.first().map(|(first, _)| (charter, *first))
                });
                match first {
                    Some((charter, first)) => {
                        unread |= !rules(&mut library, charter, first, path, text, &mut problems);
                    }
                    None => {
                        // Said once; where it is there and wrong, that is said already.
                        let about = format!("{charter}/{ABOUT}");
                        if !files.contains_key(&about) && nameless.insert(charter) {
                            let message = format!("`{charter}` has no `{ABOUT}`");
                            problems.push(Problem::error(&about, 0, message));
                        }
                        unread = true;
                    }
                }
            }
            None => problems.push(Problem::error(path, 0, "stands in no charter's folder")),
        }
    }
    library.files = files;
    library
        .rules
        .sort_by(|a, b| (a.charter, &a.id).cmp(&(b.charter, &b.id)));
    if !unread {
        across(&library, &mut problems);
        twice(&library, &mut problems);
    }
    triage::read(&mut library, &mut problems);
    // Promises are held against rules that loaded; what is wrong with those is said first.
    if problems.is_empty() {
        promise::read(&mut library, &mut problems);
    }
    if problems.is_empty() {
        Ok(library)
    } else {
        problems.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        Err(Problems(problems))
    }
}

fn about(
    library: &mut Library,
    charter: Charter,
    path: &str,
    text: &str,
    problems: &mut Vec<Problem>,
) {
    let file: CharterFile = match toml::from_str(text) {
        Ok(file) => file,
        Err(error) => return problems.push(toml_problem(path, text, &error)),
    };
    let mut versions: Vec<(Date, String)> = Vec::new();
    for version in file.version {
        let line = line_of(text, version.span().start);
        let version = version.into_inner();
        if versions
            .last()
            .is_some_and(|(last, _)| *last >= version.from.0)
        {
            problems.push(Problem::error(
                path,
                line,
                "versions stand in order of time",
            ));
        }
        versions.push((version.from.0, version.document));
    }
    if versions.is_empty() {
        problems.push(Problem::error(path, 0, "at least one version is needed"));
        return;
    }
    library.charters.insert(
        charter,
        CharterFacts {
            name: file.name,
            versions,
        },
    );
}

/// Reads a file of rules; false where it could not be read.
fn rules(
    library: &mut Library,
    charter: Charter,
    first: Date,
    path: &str,
    text: &str,
    problems: &mut Vec<Problem>,
) -> bool {
    let file: RuleFile = match toml::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            problems.push(toml_problem(path, text, &error));
            return false;
        }
    };
    let subject: Asked = file.subject.0;
    for raw in file.rule.into_iter().chain(file.row) {
        let line = line_of(text, raw.span().start);
        let raw: RawRule = raw.into_inner();
        let at = Place {
            file: path,
            line,
            charter,
            first,
            subject,
        };
        library.rules.push(Rule::check(raw, &at, problems));
    }
    for raw in file.value {
        let line = line_of(text, raw.span().start);
        let raw = raw.into_inner();
        let ascending = raw
            .is
            .iter()
            .zip(raw.is.iter().skip(1))
            .all(|(a, b)| a.from < b.from);
        if !is_name(&raw.id) || raw.is.is_empty() || !ascending {
            let message = "a value has an id and at least one dated figure, in order of time";
            problems.push(Problem::error(path, line, message));
        }
        if raw.is.iter().any(|one| one.cite.trim().is_empty()) {
            problems.push(Problem::error(path, line, "every date has its citation"));
        }
        library.values.push(Value {
            id: full_id(charter, subject, &raw.id),
            says: raw.says,
            unit: raw.unit,
            is: raw.is,
            file: path.to_owned(),
            line,
        });
    }
    for raw in file.question {
        let line = line_of(text, raw.span().start);
        let raw = raw.into_inner();
        if !is_name(&raw.id) {
            problems.push(Problem::error(path, line, "an open norm has an id"));
        }
        let blank = {
            let texts = raw.source.texts().into_iter();
            let texts = texts.chain(raw.law.iter().flat_map(Dated::texts));
            let mut texts = texts.chain([raw.asks.nl.as_str(), raw.asks.en.as_str()]);
            texts.any(|text| text.trim().is_empty())
        };
        if blank {
            let message = format!("the open norm `{}` has a blank text", raw.id);
            problems.push(Problem::error(path, line, message));
        }
        library.questions.push(OpenNorm {
            id: full_id(charter, subject, &raw.id),
            asks: raw.asks,
            file: path.to_owned(),
            line,
            source: raw.source,
            law: raw.law,
        });
    }
    for raw in file.offer {
        let line = line_of(text, raw.span().start);
        let at = Place {
            file: path,
            line,
            charter,
            first,
            subject,
        };
        let offer = Offer::check(raw.into_inner(), &at, problems);
        library.offers.extend(offer);
    }
    true
}

/// What can only be seen with all files at hand: ids that come twice, references that lead nowhere.
fn across(library: &Library, problems: &mut Vec<Problem>) {
    let mut seen: HashMap<&str, &Rule> = HashMap::new();
    for rule in &library.rules {
        if let Some(earlier) = seen.insert(&rule.id, rule) {
            problems.push(Problem::error(
                &rule.file,
                rule.line,
                format!(
                    "`{}` stands in {}:{} too",
                    rule.id, earlier.file, earlier.line
                ),
            ));
        }
    }
    for rule in &library.rules {
        let wrong = |message: String| Problem::error(&rule.file, rule.line, message);
        for other in &rule.outweighs {
            match seen.get(other.as_str()) {
                None => problems.push(wrong(format!("outweighs `{other}`, which is no rule"))),
                Some(other) if other.charter == Charter::Wet && rule.charter != Charter::Wet => {
                    problems.push(wrong(format!(
                        "a charter cannot outweigh the law: `{}`",
                        other.id
                    )));
                }
                Some(_) => {}
            }
        }
        for figure in rule.figures() {
            let Some(value) = library.value(figure) else {
                problems.push(wrong(format!("`{figure}` is no value")));
                continue;
            };
            if (value.unit == Unit::Hours) != rule.term.is_none() {
                problems.push(wrong(format!(
                    "`{figure}` counts {}: a term counts days, months or years, a duty hours",
                    value.unit.as_str()
                )));
            }
            let from = value.is.first().map(|first| first.from.0);
            if from.is_none_or(|from| from > rule.from) {
                problems.push(wrong(format!(
                    "`{figure}` has no figure yet on {}, when the rule begins",
                    rule.from
                )));
            }
        }
        let norm = rule.need.as_ref().and_then(|need| need.question.as_ref());
        if let Some(norm) = norm
            && library.norm(norm).is_none()
        {
            problems.push(wrong(format!("`{norm}` is no open norm")));
        }
    }
}

/// The line, from 1, on which a byte stands.
pub(crate) fn line_of(text: &str, byte: usize) -> usize {
    let before = text.as_bytes().get(..byte).unwrap_or_default();
    before.iter().filter(|b| **b == b'\n').count() + 1
}

pub(crate) fn toml_problem(path: &str, text: &str, error: &toml::de::Error) -> Problem {
    let line = error.span().map_or(0, |span| line_of(text, span.start));
    Problem::error(path, line, error.message().trim())
}
