//! The cases beside the rules: every rule has a question it decides, a near miss, its first and its last day.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;

use regie_charter::{Cases, Charters, Problem, Severity};

const FILE: &str = "kempen/access.cases.toml";

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../charters"))
}

/// The cases of the repository with one text in the place of another, the first time it stands in the file.
fn with(file: &str, instead_of: &str, text: &str) -> Cases {
    let mut files = BTreeMap::new();
    files.insert("bases.toml".to_owned(), read("bases.toml"));
    for charter in std::fs::read_dir(folder()).unwrap() {
        let charter = charter.unwrap();
        if !charter.path().is_dir() {
            continue;
        }
        for one in std::fs::read_dir(charter.path()).unwrap() {
            let name = one.unwrap().file_name().into_string().unwrap();
            if name.ends_with(".cases.toml") {
                let path = format!("{}/{name}", charter.file_name().into_string().unwrap());
                files.insert(path.clone(), read(&path));
            }
        }
    }
    let known = files.get_mut(file).unwrap();
    assert!(known.contains(instead_of), "{file}: {instead_of}");
    *known = known.replacen(instead_of, text, 1);
    Cases::from_files(files)
}

fn read(path: &str) -> String {
    std::fs::read_to_string(folder().join(path)).unwrap()
}

/// The rules, and what stands out in them without their cases.
static RULES: LazyLock<(Charters, Vec<Problem>)> = LazyLock::new(|| {
    let charters = Charters::builtin().unwrap();
    let known = charters.check(None).problems;
    (charters, known)
});

/// What is found besides what stands out in the rules themselves.
fn found(cases: &Cases) -> Vec<Problem> {
    let (charters, known) = &*RULES;
    let mut found = charters.check_with(cases, None).problems;
    found.retain(|problem| !known.contains(problem));
    found
}

/// One problem, of this kind, on this line, that says this.
#[track_caller]
fn one(cases: &Cases, severity: Severity, line: usize, says: &str) {
    let found = found(cases);
    let [problem] = found.as_slice() else {
        panic!("{says}: {found:?}")
    };
    assert_eq!(
        (problem.severity, problem.line),
        (severity, line),
        "{problem}"
    );
    assert_eq!(problem.file, FILE, "{problem}");
    assert!(problem.message.contains(says), "{problem}");
}

#[test]
fn every_rule_decides_its_case_and_misses_the_near_one() {
    for cases in [Cases::load(&folder()), Cases::builtin()] {
        assert_eq!(found(&cases), []);
        let report = RULES.0.check_with(&cases, None);
        assert!(report.cases >= report.rules, "{report}");
    }
}

#[test]
fn an_answer_that_is_otherwise_is_an_error_on_its_line() {
    let wrong = |instead_of, text, line, says| {
        one(&with(FILE, instead_of, text), Severity::Error, line, says);
    };
    wrong(
        "\"prohibited\"",
        "\"permitted\"",
        9,
        "the case of `kempen.access.otherwise` is prohibited, not permitted",
    );
    wrong(
        "needs = []",
        "needs = [\"reason\"]",
        10,
        "needs [], not [\"reason\"]",
    );
    wrong(
        "duties = []",
        "duties = [\"review\"]",
        11,
        "follow the duties {}",
    );
    wrong(
        "misses = { who = { function = \"support\"",
        "misses = { who = { function = \"front-door\"",
        8,
        "`kempen.access.otherwise` decides its near miss too",
    );
    wrong(
        "decides = { who = { function = \"front-door\"",
        "decides = { who = { function = \"support\"",
        7,
        "`kempen.access.otherwise` does not decide its case",
    );
    wrong(
        "first = \"2017-06-19\"",
        "first = \"2017-06-20\"",
        12,
        "begins on 2017-06-19, not on 2017-06-20",
    );
    wrong(
        "first = \"2017-06-19\"",
        "first = \"2017-06-19\"\nlast = \"2020-01-01\"",
        13,
        "has no last day",
    );
}

#[test]
fn words_and_rules_that_are_not_known_are_errors_on_their_line() {
    let wrong = |instead_of, text, line, says| {
        one(&with(FILE, instead_of, text), Severity::Error, line, says);
    };
    wrong(
        "\"prohibited\"",
        "\"prohibit\"",
        9,
        "unknown outcome `prohibit`",
    );
    wrong(
        "needs = []",
        "needs = [\"reson\"]",
        10,
        "unknown need `reson`",
    );
    wrong(
        "duties = []",
        "duties = [\"revew\"]",
        11,
        "unknown duty `revew`",
    );
    wrong(
        "base = \"access\"",
        "base = \"acces\"",
        6,
        "`acces` is no question to start from",
    );
    wrong(
        "decides = { who = { function = \"front-door\"",
        "decides = { who = { function = \"frontdoor\"",
        7,
        "`who.function`: found `frontdoor`",
    );
    // A near miss with a misspelt word would miss for the wrong reason.
    wrong(
        "misses = { who = { function = \"support\"",
        "misses = { who = { function = \"suport\"",
        8,
        "`who.function`: found `suport`",
    );
    wrong("outcome =", "outcom =", 9, "unknown field `outcom`");
    let found = found(&with(
        FILE,
        "kempen.access.otherwise",
        "kempen.access.other",
    ));
    let said: Vec<String> = found.iter().map(ToString::to_string).collect();
    let [unknown, missing] = said.as_slice() else {
        panic!("{said:?}")
    };
    assert_eq!(
        unknown,
        "kempen/access.cases.toml:5: error: no rule has the id `kempen.access.other`"
    );
    assert!(missing.starts_with("kempen/access.toml:"), "{missing}");
    assert!(
        missing.ends_with("warning: no case shows what `kempen.access.otherwise` decides"),
        "{missing}"
    );
}

#[test]
fn a_question_about_an_act_is_read_as_strictly() {
    for (instead_of, text, says) in [
        ("act = \"", "act = \"x", "`act`: found `x"),
        (
            "decides = { ",
            "decides = { acts = \"find\", ",
            "`acts`: found an unknown field",
        ),
    ] {
        let found = found(&with("wet/acts.cases.toml", instead_of, text));
        let [problem] = found.as_slice() else {
            panic!("{found:?}")
        };
        assert_eq!(problem.severity, Severity::Error);
        assert!(problem.message.contains(says), "{problem}");
    }
}

#[test]
fn a_rule_without_its_cases_is_warned_of() {
    let near = "misses = { who = { function = \"support\", relation = \"involved\", declarations = \
                [\"confidentiality\", \"integrity\", \"code-of-conduct\"] } }\n";
    one(
        &with(FILE, near, ""),
        Severity::Warning,
        4,
        "the case of `kempen.access.otherwise` has no near miss",
    );
    one(
        &with(FILE, "first = \"2017-06-19\"\n", ""),
        Severity::Warning,
        4,
        "has no first day",
    );
    let ended = found(&with(
        "utrecht/retention.cases.toml",
        "last = ",
        "# last = ",
    ));
    let [problem] = ended.as_slice() else {
        panic!("{ended:?}")
    };
    assert!(
        problem.message.ends_with("has no last day (`last`)"),
        "{problem}"
    );
    // Without any case every rule is named.
    let none = found(&Cases::from_files(BTreeMap::new()));
    assert_eq!(none.len(), RULES.0.rules().count());
    assert!(
        none.iter()
            .all(|one| one.severity == Severity::Warning && one.line > 0)
    );
}

#[test]
fn cases_without_what_they_start_from_say_so_once() {
    let files = BTreeMap::from([(FILE.to_owned(), read(FILE))]);
    let found = found(&Cases::from_files(files));
    let said: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        ["bases.toml:0: error: the questions that cases start from are not there"]
    );
}
