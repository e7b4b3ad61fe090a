//! Triage out of the rule files: what each charter has, and what does not load.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;

use jiff::civil::date;
use regie_charter::{Beyond, Charters};
use regie_terms::{Charter, Data, Moment};

const ABOUT: &str =
    "name = { nl = \"n\", en = \"e\" }\n[[version]]\nfrom = 2015-01-01\ndocument = \"D\"\n";
const SAYS: &str = "source = \"Regie\"\nsays = { nl = \"n\", en = \"e\" }\n";
const ASK: &str = "[[ask]]\nid = \"why\"\nsource = \"Regie\"\nasks = { nl = \"n\", en = \"e\" }\n";

/// What is wrong with a file of triage of the law: line and message.
fn wrong(text: &str) -> Vec<(usize, String)> {
    let files: BTreeMap<String, String> = [("wet/charter.toml", ABOUT), ("wet/triage.toml", text)]
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .into();
    match Charters::from_files(files) {
        Ok(_) => Vec::new(),
        Err(problems) => problems
            .0
            .into_iter()
            .map(|one| (one.line, one.message))
            .collect(),
    }
}

fn moment(fields: &str) -> String {
    format!("{ASK}[[moment]]\nid = \"one\"\n{SAYS}{fields}")
}

#[test]
fn what_is_wrong_with_a_moment_is_said_with_its_line() {
    assert_eq!(wrong(&moment("asks = [\"why\"]\nat = \"later\"\n")), []);
    for (fields, line, said) in [
        ("asks = [\"how\"]\nat = \"later\"\n", 5, "asked nowhere"),
        ("asks = [\"why\", \"why\"]\nat = \"later\"\n", 5, "twice"),
        ("asks = []\nat = \"later\"\n", 5, "asks nothing"),
        ("asks = [\"why\"]\nat = \"soon\"\n", 10, "soon"),
        (
            "asks = [\"why\"]\nat = \"later\"\nloud = true\n",
            11,
            "loud",
        ),
        (
            "asks = [\"why\"]\nat = \"later\"\nuntil = 2014-01-01\n",
            5,
            "ends before",
        ),
    ] {
        let found = wrong(&moment(fields));
        assert!(
            found
                .iter()
                .any(|(at, what)| *at == line && what.contains(said)),
            "{fields}: {found:?}"
        );
    }
    let twice = format!("{ASK}{ASK}");
    assert!(wrong(&twice)[0].1.contains("stands on line 1 too"));
    let step = format!("{ASK}step = \"none\"\n");
    assert!(wrong(&step)[0].1.contains("is no step"));
    let unknown = format!("[[dimension]]\nid = \"x\"\n{SAYS}data = [\"gold\"]\n");
    assert!(!wrong(&unknown).is_empty(), "a category nobody knows");
}

#[test]
fn each_charter_has_its_moments_and_the_law_lies_under_it() {
    let charters = Charters::builtin().unwrap();
    let on = date(2026, 11, 30);
    let utrecht = charters.triage(Charter::Utrecht, on);
    let places: Vec<&str> = utrecht
        .moments()
        .iter()
        .filter(|one| !one.crossing)
        .flat_map(|one| one.item.places(on))
        .collect();
    assert_eq!(
        places,
        ["PC 6.1", "PC 6.2", "PC 6.3", "PC 6.4", "PC 6.5", "PC 6.6"]
    );
    assert!(utrecht.crossing().unwrap().shield);
    let front = utrecht.moment_at(Moment::FrontDoor).unwrap();
    assert_eq!(utrecht.asks(front).len(), 4);
    let kempen = charters.triage(Charter::Kempen, on);
    assert_eq!(kempen.moments().len(), 4);
    let complex = kempen.moment("complex").unwrap();
    let steps: Vec<&str> = kempen
        .asks(complex)
        .iter()
        .filter_map(|ask| kempen.step(ask))
        .map(|step| step.item.name.as_str())
        .collect();
    assert!(steps.is_sorted_by_key(|step| {
        ["approach", "weigh", "inform"]
            .iter()
            .position(|s| s == step)
    }));
    let least = kempen.dimension("1d").unwrap();
    assert_eq!(least.beyond, Beyond::Motive);
    assert!(!least.data.as_ref().unwrap().contains(&Data::Criminal));
    assert!(kempen.dimension("3d").unwrap().data.is_none());
    assert!(kempen.dimensions().1 && !utrecht.dimensions().1);
    // Before a charter there is nothing of it.
    assert!(
        charters
            .triage(Charter::Kempen, date(2016, 1, 1))
            .moments()
            .is_empty()
    );
    let told = |charter: Charter| charters.triage(charter, on).tells().len();
    assert_eq!(
        Charter::ALL
            .iter()
            .map(|one| told(*one))
            .collect::<Vec<_>>(),
        [4, 4, 5, 4]
    );
}
