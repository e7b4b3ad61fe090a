//! From the file to promises, held against the rules.

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;
use regie_terms::{Charter, Says};
use serde::Deserialize;
use toml::Spanned;

use super::{Chapter, Document, Kept, PROMISES, Promise, Promises};
use crate::format::{Dated, Day};
use crate::load::{Library, line_of, toml_problem};
use crate::problem::Problem;
use crate::rule::is_name;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    document: Vec<Spanned<RawDocument>>,
    chapter: Vec<Spanned<RawChapter>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDocument {
    from: Day,
    cites: Vec<String>,
    name: Says,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChapter {
    id: String,
    title: Says,
    promise: Vec<Spanned<RawPromise>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPromise {
    id: String,
    /// A promise of the law that this is too: what is not written here is as it stands there, and its rules keep this one as well.
    like: Option<String>,
    from: Option<Day>,
    until: Option<Day>,
    source: Option<Dated>,
    law: Option<Dated>,
    says: Option<Says>,
    broken: Option<Says>,
    kept: Option<Kept>,
    yet: Option<Says>,
    #[serde(default)]
    shown: Vec<String>,
    #[serde(default)]
    rules: Vec<Spanned<String>>,
}

/// Reads the promises of every charter, the law's first, and holds them against the rules.
pub(crate) fn read(library: &mut Library, problems: &mut Vec<Problem>) {
    let mut read = BTreeMap::new();
    let mut charters: Vec<Charter> = library.charters.keys().copied().collect();
    charters.sort_by_key(|charter| *charter != Charter::Wet);
    for charter in charters {
        let path = format!("{charter}/{PROMISES}");
        let Some(text) = library.files.get(&path) else {
            continue;
        };
        match toml::from_str::<File>(text) {
            Ok(file) => {
                let law = read.get(&Charter::Wet);
                let at = Reader {
                    library,
                    law,
                    charter,
                    path: &path,
                    text,
                };
                let promises = at.all(file, problems);
                read.insert(charter, promises);
            }
            Err(error) => problems.push(toml_problem(&path, text, &error)),
        }
    }
    library.promises = read;
}

/// What is needed to read one file.
struct Reader<'a> {
    library: &'a Library,
    law: Option<&'a Promises>,
    charter: Charter,
    path: &'a str,
    text: &'a str,
}

impl Reader<'_> {
    fn wrong(&self, byte: usize, message: impl Into<String>) -> Problem {
        Problem::error(self.path, line_of(self.text, byte), message)
    }

    /// The first day of the charter.
    fn first(&self) -> Date {
        let versions = self.library.charters.get(&self.charter);
        let first = versions.and_then(|facts| facts.versions.first());
        first.map_or(Date::MIN, |(first, _)| *first)
    }

    fn all(&self, file: File, problems: &mut Vec<Problem>) -> Promises {
        let mut all = Promises::default();
        for raw in file.document {
            let at = raw.span().start;
            let raw = raw.into_inner();
            let last = all.documents.last().map(|one: &Document| one.from);
            if last.is_some_and(|last| last >= raw.from.0) {
                problems.push(self.wrong(at, "documents stand in order of time"));
            }
            if all.documents.is_empty() && raw.from.0 > self.first() {
                problems.push(self.wrong(at, "the charter has no document on its first day"));
            }
            if blank([&raw.name]) || raw.cites.iter().any(|name| name.trim().is_empty()) {
                problems.push(self.wrong(at, "a document has a name, and its places a beginning"));
            }
            all.documents.push(Document {
                from: raw.from.0,
                cites: raw.cites,
                name: raw.name,
            });
        }
        let mut seen = HashSet::new();
        for raw in file.chapter {
            let at = raw.span().start;
            let raw = raw.into_inner();
            if !is_name(&raw.id) || !seen.insert(raw.id.clone()) {
                problems
                    .push(self.wrong(at, format!("`{}` is no id, or stands here twice", raw.id)));
            }
            if blank([&raw.title]) {
                problems.push(self.wrong(at, format!("`{}` has a blank text", raw.id)));
            }
            let mut promises = Vec::new();
            for one in raw.promise {
                let at = one.span().start;
                let one = one.into_inner();
                if !is_name(&one.id) || !seen.insert(one.id.clone()) {
                    problems.push(
                        self.wrong(at, format!("`{}` is no id, or stands here twice", one.id)),
                    );
                }
                promises.extend(self.promise(at, one, problems));
            }
            all.chapters.push(Chapter {
                id: raw.id,
                title: raw.title,
                promises,
            });
        }
        all
    }

    fn promise(&self, at: usize, raw: RawPromise, problems: &mut Vec<Problem>) -> Option<Promise> {
        let id = raw.id;
        let model = match &raw.like {
            None => None,
            Some(like) => {
                let chapters = self.law.map_or(&[][..], |law| law.chapters.as_slice());
                let model = chapters
                    .iter()
                    .flat_map(|it| &it.promises)
                    .find(|one| one.id == *like);
                if model.is_none() {
                    problems.push(self.wrong(at, format!("`{like}` is no promise of the law")));
                }
                model
            }
        };
        let from = raw.from.map_or(self.first(), |day| day.0);
        let until = raw.until.map(|day| day.0);
        if until.is_some_and(|until| until < from) {
            problems.push(self.wrong(at, format!("`{id}` ends before it begins")));
        }
        let undated = |dated: &Option<Dated>| {
            let first = dated.as_ref().map(|dated| dated.on(from));
            first.is_some_and(|text| text.is_none_or(str::is_empty))
        };
        if undated(&raw.source) || undated(&raw.law) {
            let message = format!("`{id}` cites nothing on its first day");
            problems.push(self.wrong(at, message));
        }
        let texts = raw.says.or_else(|| model.map(|it| it.says.clone()));
        let broken = raw.broken.or_else(|| model.map(|it| it.broken.clone()));
        let kept = raw.kept.or_else(|| model.map(|it| it.kept));
        let (Some(says), Some(broken), Some(kept)) = (texts, broken, kept) else {
            let needed =
                "says what is promised, what happens when it is broken, and how far it is kept";
            problems.push(self.wrong(at, format!("`{id}` {needed}")));
            return None;
        };
        // What is missing goes with how far it is kept, whoever said so.
        let yet = match raw.kept {
            Some(_) => raw.yet,
            None => raw.yet.or_else(|| model.and_then(|it| it.yet.clone())),
        };
        if yet.is_some() != (kept != Kept::Now) {
            let message =
                format!("`{id}` says what is missing where it is not kept now, and only there");
            problems.push(self.wrong(at, message));
        }
        if blank([&says, &broken].into_iter().chain(&yet)) {
            problems.push(self.wrong(at, format!("`{id}` has a blank text")));
        }
        let shown = match model {
            Some(model) if raw.shown.is_empty() => model.shown.clone(),
            _ => raw.shown,
        };
        if shown.is_empty() {
            problems.push(self.wrong(
                at,
                format!("`{id}` does not say what shows how far it is kept"),
            ));
        }
        let mut rules = Vec::new();
        for named in raw.rules {
            let at = named.span().start;
            let named = named.into_inner();
            if let Some(message) = self.unfit(&named, from, until) {
                problems.push(self.wrong(at, message));
            } else if rules.contains(&named) {
                problems.push(self.wrong(at, format!("`{named}` stands here twice")));
            }
            rules.push(named);
        }
        for also in model.iter().flat_map(|it| &it.rules) {
            // Rules of the law by itself decide nothing under a charter.
            if !rules.contains(also) && self.unfit(also, from, until).is_none() {
                rules.push(also.clone());
            }
        }
        Some(Promise {
            id,
            says,
            broken,
            kept,
            yet,
            shown,
            rules,
            from,
            until,
            source: raw.source,
            law: raw.law,
            file: self.path.to_owned(),
            line: line_of(self.text, at),
        })
    }

    /// Why a rule cannot keep a promise of these days; `None` when it can.
    fn unfit(&self, id: &str, from: Date, until: Option<Date>) -> Option<String> {
        let Some(rule) = self.library.rules.iter().find(|rule| rule.id == id) else {
            return Some(format!("`{id}` is no rule"));
        };
        if rule.charter != self.charter && (rule.charter != Charter::Wet || rule.alone) {
            return Some(format!("`{id}` decides nothing in this charter"));
        }
        let meets =
            rule.from <= until.unwrap_or(Date::MAX) && from <= rule.until.unwrap_or(Date::MAX);
        (!meets).then(|| format!("`{id}` holds on no day of this promise"))
    }
}

fn blank<'a>(texts: impl IntoIterator<Item = &'a Says>) -> bool {
    let mut both = texts.into_iter().flat_map(|says| [&says.nl, &says.en]);
    both.any(|text| text.trim().is_empty())
}
