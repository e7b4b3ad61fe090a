//! What `charter check` finds in rule files that load: tried on the files of the repository with one thing changed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::sync::LazyLock;

use regie_charter::{Charters, Problem, Severity};
use regie_testkit::RuleFiles;

/// What stands out in the files as they are.
static KNOWN: LazyLock<Vec<Problem>> =
    LazyLock::new(|| Charters::builtin().unwrap().check(None).problems);

fn rules() -> RuleFiles {
    // A rule that is added stands under no promise; what is tried here is something else.
    RuleFiles::read().unwrap().without_promises()
}

/// A rule more, at the end of a file.
fn with(file: &str, rule: &str) -> RuleFiles {
    let text = format!(
        "\n[[rule]]\nid = \"added\"\nsource = \"KE-X 1\"\nsays = {{ nl = \"n\", en = \"e\" }}\n{rule}\n"
    );
    rules().adding(Some(file), &text)
}

/// What is found besides, as it is printed. All of it are warnings.
fn found(rules: RuleFiles) -> Vec<String> {
    let charters = Charters::from_files(rules.0).unwrap_or_else(|problems| panic!("{problems}"));
    let found = charters.check(None).problems.into_iter();
    // A line that moved is not new.
    let new = found.filter(|it| !KNOWN.iter().any(|known| known.message == it.message));
    new.map(|problem| {
        assert_eq!(problem.severity, Severity::Warning);
        problem.to_string()
    })
    .collect()
}

/// One thing is found, that begins and goes on like this.
#[track_caller]
fn one(rules: RuleFiles, parts: &[&str]) {
    let found = found(rules);
    assert_eq!(found.len(), 1, "{found:#?}");
    for part in parts {
        assert!(
            found.iter().all(|it| it.contains(part)),
            "{part} in {found:#?}"
        );
    }
}

#[test]
fn a_gap_behind_one_of_several_successors_is_named() {
    let later = rules().with(
        "utrecht/retention.toml",
        "id = \"wmo\"\nfrom = 2018-05-25",
        "id = \"wmo\"\nfrom = 2018-06-25",
    );
    one(
        later.unwrap(),
        &[
            "utrecht/retention.toml:",
            "`utrecht.retention.wmo` takes over from `utrecht.retention.fifteen-years` (utrecht/retention.toml:",
            "a gap from 2018-05-25 to 2018-06-24",
        ],
    );
}

#[test]
fn what_a_charter_lets_go_is_named_with_both_rules() {
    one(
        with(
            "kempen/disclosure.toml",
            "fact = \"consent-lifted\"\nwhen = [\"to-police\"]",
        ),
        &[
            "kempen/disclosure.toml:",
            "`kempen.disclosure.added` is laxer than the law by itself, which does not prevail here: `wet.disclosure.consent",
            "(wet/disclosure.toml:",
            "needs consent, and under kempen nothing does, as with to-police",
        ],
    );
    one(
        with(
            "utrecht-zuidoost/disclosure.toml",
            "fact = \"consent-lifted\"\nwhen = [\"purpose-debt-help\"]",
        )
        .with(
            "utrecht-zuidoost/disclosure.toml",
            "source = \"KE-X 1\"",
            "source = \"ZO 4.6\"",
        )
        .unwrap(),
        &[
            "`utrecht-zuidoost.disclosure.added` is laxer",
            "needs consent",
        ],
    );
    // A duty that is gone because the charter says that the client knows.
    one(
        with(
            "kempen/disclosure.toml",
            "fact = \"client-knows\"\nwhen = [\"purpose-investigate-abuse\"]",
        ),
        &[
            "`kempen.disclosure.added` is laxer",
            "`wet.disclosure.inform-client` (",
            "has the duty inform-client",
        ],
    );
    // Somebody is no longer asked.
    let parents = rules().with(
        "utrecht-zuidoost/consent.toml",
        "ask = [\"subject\", \"parent-or-guardian\"]",
        "ask = [\"subject\"]",
    );
    one(
        parents.unwrap(),
        &[
            "`utrecht-zuidoost.consent.12-to-15` is laxer",
            "asks consent of parent-or-guardian",
        ],
    );
    // What the law lets go itself is nothing to name.
    let same = "fact = \"consent-lifted\"\nwhen = [\"row-without-consent\", \"to-police\"]";
    let none = found(with("kempen/disclosure.toml", same));
    assert!(none.iter().all(|it| !it.contains("laxer")), "{none:#?}");
}

#[test]
fn more_hours_than_the_law_gives_are_named() {
    let slow = |hours: u8| {
        let duty = "duty = { what = \"report-to-ap\", within = \"own\" }\nwhen = [\"reported\"]";
        let value = format!(
            "[[value]]\nid = \"own\"\nunit = \"hours\"\nsays = {{ nl = \"n\", en = \"e\" }}\n\
             is = [{{ from = 2015-01-01, value = {hours}, cite = \"KE-II\", checked = 2026-11-21 }}]\n"
        );
        with("kempen/breach.toml", duty).adding(Some("kempen/breach.toml"), &value)
    };
    one(
        slow(100),
        &[
            "`kempen.breach.added` is laxer than the law, which prevails: 100 hours against 72 hours from 2017-06-19 by `wet.breach.report` (wet/breach.toml:",
        ],
    );
    assert_eq!(found(slow(48)), [""; 0]);
}

#[test]
fn rules_that_no_question_reaches_whatever_is_concluded_are_named() {
    for (file, rule) in [
        (
            "wet/disclosure.toml",
            "effect = \"say\"\nwhen = [\"client-knows\", \"client-knows-later\"]",
        ),
        (
            "kempen/disclosure.toml",
            "effect = \"say\"\nwhen = [\"row-with-consent\", \"purpose-learning\"]",
        ),
        (
            "kempen/access.toml",
            "effect = \"say\"\nunless = [\"act-view\", \"act-edit\"]",
        ),
        (
            "kempen/consent.toml",
            "effect = \"say\"\nunless = [\"subject-under-16\", \"subject-16-or-over\"]",
        ),
    ] {
        let place = format!("{file}:");
        one(
            with(file, rule),
            &[
                &place,
                "no question reaches `",
                "whatever other rules conclude",
            ],
        );
    }
    // One of them is enough.
    let reached = with(
        "wet/disclosure.toml",
        "effect = \"say\"\nwhen = [\"client-knows\"]",
    );
    assert_eq!(found(reached), [""; 0]);
    one(
        with(
            "kempen/access.toml",
            "effect = \"say\"\nfrom = 2016-01-01\nuntil = 2017-06-18",
        ),
        &[
            "no question reaches `kempen.access.added`: it ends on 2017-06-18, and kempen begins on 2017-06-19",
        ],
    );
}

#[test]
fn two_terms_for_one_question_are_named() {
    let term = |when: &str| {
        with(
            "kempen/retention.toml",
            &format!(
                "term = {{ of = \"keep\", lasts = \"five-years\", counts_from = \"closed\" }}\nwhen = [{when}]"
            ),
        )
    };
    let found_two = found(term("\"law-participatiewet\", \"file-treatment\""));
    assert_eq!(found_two.len(), 1, "{found_two:#?}");
    let says = "give one question two terms from 2017-06-19: ";
    let names = |one: &String| {
        [
            "`kempen.retention.added`",
            "`kempen.retention.participatiewet`",
            says,
            "kempen.retention.seven-years",
        ]
        .iter()
        .all(|part| one.contains(part))
    };
    assert!(found_two.iter().all(names), "{found_two:#?}");
    // A file that no other term is about.
    assert_eq!(found(term("\"law-welzijn\", \"file-treatment\"")), [""; 0]);
}

#[test]
fn values_and_places_that_lead_nowhere_are_named() {
    let value = "[[value]]\nid = \"spare\"\nunit = \"years\"\nsays = { nl = \"n\", en = \"e\" }\n\
        is = [{ from = 2015-01-01, value = 3, cite = \"KE-X 5\", checked = 2026-11-21 }]\n";
    one(
        rules().adding(Some("kempen/retention.toml"), value),
        &[
            "kempen/retention.toml:",
            "no rule goes by the value `kempen.retention.spare`",
        ],
    );
    for place in ["KX 1", "KE-Q 99", "KE-X.IZ 2", "Charter 4"] {
        let source = format!("source = \"ZO 4.3; {place}\"");
        let said = with("kempen/access.toml", "effect = \"say\"");
        let cited = said.with(
            "kempen/access.toml",
            "source = \"KE-X 1\"\nsays = { nl = \"n\", en = \"e\" }",
            &format!("{source}\nsays = {{ nl = \"n\", en = \"e\" }}"),
        );
        let says = format!(
            "`kempen.access.added` cites `{place}`, which is of none of the documents KE, PC, PV, Regie, ZO"
        );
        one(cited.unwrap(), &[&says]);
    }
}

/// What stands in the way of loading.
fn wrong(rules: RuleFiles) -> Vec<String> {
    let problems = Charters::from_files(rules.0).unwrap_err();
    problems.0.iter().map(ToString::to_string).collect()
}

#[test]
fn a_norm_that_asks_nothing_does_not_load() {
    let text = "asks.en = \"Why is this needed for the purpose? Handy or useful is no reason.\"";
    let blank = rules().with("wet/disclosure.toml", text, "asks.en = \" \"");
    let wrong = wrong(blank.unwrap());
    assert_eq!(wrong.len(), 1, "{wrong:#?}");
    assert!(
        wrong
            .iter()
            .all(|it| it.contains("the open norm `necessity` has a blank text"))
    );
}

#[test]
fn one_thing_that_is_wrong_is_said_once() {
    // The rules of other files refer to what stands in this one.
    let text = "any = [\"consent-needed\", \"consent-lifted\", \"safety-stands\"]";
    let unknown = rules().with("wet/disclosure.toml", text, "any = [\"consent-neded\"]");
    let found = wrong(unknown.unwrap());
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found
            .iter()
            .all(|it| it.contains("unknown word `consent-neded`"))
    );
    let mut without = rules();
    without.0.remove("kempen/charter.toml").unwrap();
    assert_eq!(
        wrong(without),
        ["kempen/charter.toml:0: error: `kempen` has no `charter.toml`"]
    );
    let broken = rules().with("kempen/charter.toml", "[[version]]", "[[versoin]]");
    let found = wrong(broken.unwrap());
    assert_eq!(found.len(), 1, "{found:#?}");
}

#[test]
fn what_is_passed_over_in_a_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut all = RuleFiles::read().unwrap();
    all.write(folder.path()).unwrap();
    let charters = Charters::load(folder.path()).unwrap();
    assert_eq!(charters.beside(folder.path()), []);
    // Without its promises a charter has no public pages.
    let bare = tempfile::tempdir().unwrap();
    all.0.remove("kempen/promises.toml").unwrap();
    all.write(bare.path()).unwrap();
    let missing = Charters::load(bare.path()).unwrap().beside(bare.path());
    assert_eq!(missing.len(), 1, "{missing:?}");
    assert_eq!(missing[0].file, "kempen/promises.toml");
    std::fs::create_dir(folder.path().join("kempen/old")).unwrap();
    for file in [
        "kempen/old/access.toml",
        "kempen/acces.tml",
        "notes.txt",
        ".hidden",
    ] {
        std::fs::write(folder.path().join(file), "").unwrap();
    }
    let table = charters.tables().unwrap();
    let other = table.replacen("breaking glass", "no            ", 1);
    let line = table
        .lines()
        .zip(other.lines())
        .position(|(a, b)| a != b)
        .unwrap()
        + 1;
    std::fs::write(folder.path().join("who-may-what.txt"), other).unwrap();
    let found: Vec<String> = charters
        .beside(folder.path())
        .iter()
        .map(ToString::to_string)
        .collect();
    let begins = [
        "kempen/acces.tml:0: warning: this file is passed over".to_owned(),
        "kempen/old:0: warning: this folder is passed over".to_owned(),
        "notes.txt:0: warning: this file is passed over".to_owned(),
        format!("who-may-what.txt:{line}: warning: is not what these rules decide"),
    ];
    assert_eq!(found.len(), begins.len(), "{found:#?}");
    for (found, begins) in found.iter().zip(&begins) {
        assert!(found.starts_with(begins), "{found}");
    }
}
