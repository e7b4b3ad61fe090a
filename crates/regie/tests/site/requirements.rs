//! `docs/requirements.md` names every requirement once, and nothing that is not there.

use regie_charter::{Charters, Kept};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const PAGE: &str = include_str!("../../../../docs/requirements.md");
const ROUTES: &str = include_str!("routes.txt");

/// How many requirements each group has; their ids count from 1.
const GROUPS: [(&str, usize); 15] = [
    ("ACC", 13),
    ("REC", 15),
    ("CON", 9),
    ("SHA", 13),
    ("SAF", 6),
    ("TRI", 12),
    ("RIG", 13),
    ("POR", 6),
    ("HOU", 2),
    ("RET", 8),
    ("BRE", 3),
    ("GOV", 9),
    ("EXC", 4),
    ("SEC", 4),
    ("FLD", 21),
];

fn ids() -> Vec<String> {
    let mut all = Vec::new();
    for (group, count) in GROUPS {
        all.extend((1..=count).map(|n| format!("{group}-{n}")));
    }
    all
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The id of a row of such a table, and its other cells.
fn row(line: &str) -> Option<(&str, Vec<&str>)> {
    let mut cells = line
        .strip_prefix('|')?
        .trim_end()
        .strip_suffix('|')?
        .split('|');
    let id = cells.next()?.trim();
    let (group, number) = id.split_once('-')?;
    (group.len() == 3 && number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty())
        .then(|| (id, cells.map(str::trim).collect()))
}

fn rows(page: &str) -> Vec<(&str, Vec<&str>)> {
    page.lines().filter_map(row).collect()
}

/// What stands between backquotes.
fn named(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The names of the functions marked as a test, anywhere below a folder.
fn tests_below(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("target") {
                tests_below(&path, found);
            }
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.extend(tests_in(&std::fs::read_to_string(&path).unwrap()));
        }
    }
}

fn tests_in(source: &str) -> Vec<String> {
    let mut marked = false;
    let mut names = Vec::new();
    for line in source.lines().map(str::trim_start) {
        if line.starts_with("#[test]") || line.starts_with("#[tokio::test") {
            marked = true;
        } else if let Some(rest) = line
            .strip_prefix("async fn ")
            .or_else(|| line.strip_prefix("fn "))
        {
            if marked {
                names.extend(rest.split('(').next().map(str::to_owned));
            }
            marked = false;
        }
    }
    names
}

/// What can be referred to.
struct Known {
    rules: BTreeSet<String>,
    tests: BTreeSet<String>,
    addresses: BTreeSet<String>,
}

impl Known {
    fn read() -> Self {
        let charters = Charters::builtin().unwrap();
        let mut rules: BTreeSet<String> = charters.rules().map(|r| r.id.to_owned()).collect();
        rules.extend(charters.values().iter().map(|v| v.id.clone()));
        rules.extend(charters.open_norms().iter().map(|q| q.id.clone()));
        let mut tests = BTreeSet::new();
        tests_below(&root().join("crates"), &mut tests);
        tests_below(&root().join("tests"), &mut tests);
        let lines = ROUTES.lines().filter(|line| !line.starts_with('#'));
        let addresses = lines.filter_map(|line| line.split_whitespace().nth(1));
        Self {
            rules,
            tests,
            addresses: addresses.map(str::to_owned).collect(),
        }
    }

    /// Whether what is named there is there, and whether it is a test.
    fn look(&self, name: &str) -> Result<bool, &'static str> {
        let is = |there: bool, what: &'static str| there.then_some(false).ok_or(what);
        if name.starts_with('/') {
            is(self.addresses.contains(name), "no such address")
        } else if let Some(command) = name.strip_prefix("regie ") {
            is(command_is_there(command), "no such command")
        } else if name.contains('/') {
            is(root().join(name).exists(), "no such file")
        } else if name.contains('.') {
            is(self.rules.contains(name), "no such rule")
        } else if self.tests.contains(name) {
            Ok(true)
        } else {
            Err("no such test")
        }
    }
}

fn command_is_there(command: &str) -> bool {
    let mut arguments: Vec<&str> = command.split(' ').collect();
    arguments.push("--help");
    crate::support::run(&arguments, "").status.success()
}

#[test]
fn every_requirement_has_one_row_and_every_row_is_a_requirement() {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (id, _) in rows(PAGE) {
        *seen.entry(id).or_default() += 1;
    }
    for id in ids() {
        assert_eq!(seen.remove(id.as_str()), Some(1), "{id}");
    }
    assert!(seen.is_empty(), "not in the list: {seen:?}");
}

#[test]
fn every_row_says_how_far_it_is_and_names_what_shows_it() {
    let known = Known::read();
    let mut wrong = Vec::new();
    for (id, cells) in rows(PAGE) {
        let [asked, state, place] = cells[..] else {
            wrong.push(format!(
                "{id}: a row has an id, what is asked, a state and where"
            ));
            continue;
        };
        if asked.is_empty() {
            wrong.push(format!("{id}: does not say what is asked"));
        }
        let mut tests = 0;
        let mut places = 0;
        for name in named(place) {
            match known.look(name) {
                Ok(true) => tests += 1,
                Ok(false) => places += 1,
                Err(what) => wrong.push(format!("{id}: `{name}`: {what}")),
            }
        }
        let missing = place.contains("missing: ");
        let right = match state {
            "met" => tests > 0 && places > 0 && !missing,
            "partly" => tests > 0 && places > 0 && missing,
            "not yet" => place.is_empty(),
            _ => false,
        };
        if !right {
            wrong.push(format!(
                "{id}: `{state}` does not go with what stands behind it"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a promise is kept by is what this page says of it: nothing is promised to work that does not, and what works is not called missing.
#[test]
fn a_charter_promises_to_be_kept_now_what_is_met_here() {
    let known = Known::read();
    let states: BTreeMap<&str, &str> = rows(PAGE)
        .into_iter()
        .filter_map(|(id, cells)| cells.get(1).map(|state| (id, *state)))
        .collect();
    let charters = Charters::builtin().unwrap();
    let mut wrong = Vec::new();
    for charter in charters.charters() {
        let chapters = charters.promised(charter).iter();
        for promise in chapters.flat_map(|chapter| &chapter.promises) {
            let (requirements, tests): (Vec<&String>, Vec<&String>) = promise
                .shown
                .iter()
                .partition(|name| states.contains_key(name.as_str()));
            let mut complain =
                |what: String| wrong.push(format!("{charter} {}: {what}", promise.id));
            for test in &tests {
                if !known.tests.contains(test.as_str()) {
                    complain(format!("`{test}` is no requirement and no test"));
                }
            }
            let all = |wanted: &[&str]| {
                requirements
                    .iter()
                    .all(|id| wanted.contains(&states[id.as_str()]))
            };
            let right = !requirements.is_empty()
                && match promise.kept {
                    // Of a requirement that is met in part a test shows the part that is promised.
                    Kept::Now => all(&["met"]) || (all(&["met", "partly"]) && !tests.is_empty()),
                    Kept::Partly => !all(&["met"]),
                    Kept::NotYet => all(&["partly", "not yet"]),
                };
            if !right {
                complain(format!(
                    "{:?} does not go with {requirements:?} here",
                    promise.kept
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_no_longer_there_is_found() {
    let known = Known::read();
    for gone in [
        "utrecht.access.nobody",
        "/openbaar/nergens",
        "regie fly",
        "crates/desk/src/gone.rs",
        "a_test_that_is_gone",
        // A helper is no test.
        "tests_below",
    ] {
        assert!(known.look(gone).is_err(), "{gone}");
    }
    assert_eq!(row("| id | what is asked | state | where |"), None);
    let (id, cells) = row("| TRI-7 | a | not yet | |").unwrap();
    assert_eq!((id, cells), ("TRI-7", vec!["a", "not yet", ""]));
}
