//! Cases: questions beside the rules that show what each rule decides, and what it just does not.
//!
//! They are no rules: the hash of the charters does not cover them and no answer depends on them. See
//! `docs/charter-format.md`.

pub(crate) mod ask;
mod check;
mod put;
mod show;

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Map, Value};
use toml::Spanned;

use crate::builtin;
use crate::load::{self, line_of, toml_problem};
use crate::problem::Problem;

/// The file, beside the folders of the charters, with the questions that cases start from.
pub(crate) const BASES: &str = "bases.toml";

/// The cases beside the rules, as far as they could be read. Immutable; whoever answers questions needs none.
#[derive(Debug)]
pub struct Cases {
    /// By file, then as they stand in it.
    cases: Vec<Case>,
    /// By name; none where the file is not there or cannot be read.
    bases: Option<Map<String, Value>>,
    /// What could not be read.
    problems: Vec<Problem>,
}

/// One case.
#[derive(Debug)]
struct Case {
    file: String,
    line: usize,
    rule: At<String>,
    base: At<String>,
    /// What differs from the base.
    decides: At<Map<String, Value>>,
    /// What differs from that in the near miss.
    misses: Option<At<Map<String, Value>>>,
    outcome: Option<At<String>>,
    needs: Option<At<Vec<String>>>,
    duties: Option<At<Vec<String>>>,
    first: Option<At<Date>>,
    last: Option<At<Date>>,
}

/// Something with the line it stands on, from 1.
#[derive(Debug)]
struct At<T> {
    it: T,
    line: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    #[serde(default)]
    case: Vec<Spanned<RawCase>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCase {
    rule: Spanned<String>,
    base: Spanned<String>,
    decides: Spanned<Map<String, Value>>,
    misses: Option<Spanned<Map<String, Value>>>,
    outcome: Option<Spanned<String>>,
    needs: Option<Spanned<Vec<String>>>,
    duties: Option<Spanned<Vec<String>>>,
    first: Option<Spanned<Date>>,
    last: Option<Spanned<Date>>,
}

impl Cases {
    /// The cases of the rules this program was built with.
    #[must_use]
    pub fn builtin() -> Cases {
        Cases::from_files(builtin::case_files())
    }

    /// The cases in a folder with one folder a charter. What cannot be read is not missing without a word:
    /// [`crate::Charters::check_with`] names it.
    #[must_use]
    pub fn load(dir: &Path) -> Cases {
        match load::read_cases(dir) {
            Ok(files) => Cases::from_files(files),
            Err(problems) => Cases {
                cases: Vec::new(),
                bases: None,
                problems: problems.0,
            },
        }
    }

    /// The cases in these files: path below the folder of charters to content, `bases.toml` among them.
    #[must_use]
    pub fn from_files(files: BTreeMap<String, String>) -> Cases {
        let mut read = Cases {
            cases: Vec::new(),
            bases: None,
            problems: Vec::new(),
        };
        for (path, text) in files {
            if path == BASES {
                match toml::from_str(&text) {
                    Ok(bases) => read.bases = Some(bases),
                    Err(error) => read.problems.push(toml_problem(&path, &text, &error)),
                }
                continue;
            }
            match toml::from_str::<CaseFile>(&text) {
                Ok(file) => {
                    let cases = file.case.into_iter();
                    read.cases
                        .extend(cases.map(|raw| Case::of(raw, &path, &text)));
                }
                Err(error) => read.problems.push(toml_problem(&path, &text, &error)),
            }
        }
        if read.bases.is_none() && read.problems.is_empty() && !read.cases.is_empty() {
            let message = "the questions that cases start from are not there";
            read.problems.push(Problem::error(BASES, 0, message));
        }
        read
    }

    /// The cases of a rule.
    fn of<'c>(&'c self, rule: &'c str) -> impl Iterator<Item = &'c Case> {
        self.cases.iter().filter(move |case| case.rule.it == rule)
    }
}

impl Case {
    fn of(raw: Spanned<RawCase>, file: &str, text: &str) -> Case {
        let line = line_of(text, raw.span().start);
        let raw = raw.into_inner();
        Case {
            file: file.to_owned(),
            line,
            rule: At::of(raw.rule, text),
            base: At::of(raw.base, text),
            decides: At::of(raw.decides, text),
            misses: raw.misses.map(|it| At::of(it, text)),
            outcome: raw.outcome.map(|it| At::of(it, text)),
            needs: raw.needs.map(|it| At::of(it, text)),
            duties: raw.duties.map(|it| At::of(it, text)),
            first: raw.first.map(|it| At::of(it, text)),
            last: raw.last.map(|it| At::of(it, text)),
        }
    }
}

impl<T> At<T> {
    fn of(it: Spanned<T>, text: &str) -> At<T> {
        At {
            line: line_of(text, it.span().start),
            it: it.into_inner(),
        }
    }
}
