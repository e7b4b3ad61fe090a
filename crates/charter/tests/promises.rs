//! What charters promise: that it is read, held against the rules, and that no rule stands outside it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use regie_charter::{Charters, Kept, Promise};
use regie_terms::Charter;
use regie_testkit::RuleFiles;

const UTRECHT: &str = "utrecht/promises.toml";

fn read() -> RuleFiles {
    RuleFiles::read().unwrap()
}

fn loaded(files: RuleFiles) -> Charters {
    Charters::from_files(files.0).unwrap_or_else(|problems| panic!("{problems}"))
}

/// What is said of files that do not load.
fn wrong(file: &str, instead_of: &str, text: &str) -> String {
    let files = read().with(file, instead_of, text).unwrap();
    Charters::from_files(files.0).unwrap_err().to_string()
}

fn promises(charters: &Charters, charter: Charter) -> impl Iterator<Item = &Promise> {
    charters
        .promised(charter)
        .iter()
        .flat_map(|it| &it.promises)
}

/// The line, from 1, on which a text stands.
fn line(file: &str, text: &str) -> usize {
    let files = read();
    let content = files.0.get(file).unwrap();
    1 + content
        .lines()
        .position(|line| line.contains(text))
        .unwrap()
}

#[test]
fn a_rule_that_is_not_there_is_named_with_file_and_line() {
    let at = line(UTRECHT, "\"utrecht.disclosure.conversation\"");
    assert_eq!(
        wrong(
            UTRECHT,
            "utrecht.disclosure.conversation",
            "utrecht.disclosure.talk"
        ),
        format!("{UTRECHT}:{at}: error: `utrecht.disclosure.talk` is no rule")
    );
    // That of another charter, and that of the law by itself, decide nothing here.
    for other in ["kempen.disclosure.triage", "wet.disclosure.consent"] {
        assert_eq!(
            wrong(UTRECHT, "utrecht.disclosure.conversation", other),
            format!("{UTRECHT}:{at}: error: `{other}` decides nothing in this charter")
        );
    }
    // Nor does one that ended before it was promised.
    let said = wrong(
        UTRECHT,
        "\"utrecht.retention.wmo\"",
        "\"utrecht.retention.fifteen-years\"",
    );
    assert!(said.contains("holds on no day of this promise"), "{said}");
}

#[test]
fn a_promise_is_whole() {
    let said = wrong(
        UTRECHT,
        "says.en = \"Nothing about you stays on a laptop or tablet.\"\n",
        "",
    );
    assert!(said.contains("missing field `en`"), "{said}");
    let said = wrong(
        UTRECHT,
        "broken.nl = \"Vraag de organisatie om de melding.\"",
        "broken.nl = \" \"",
    );
    assert!(
        said.contains("`public-register` has a blank text"),
        "{said}"
    );
    // How far it is kept and what is missing go together.
    let end = "\nyet.nl = \"Het systeem houdt dat register nog niet bij.\"\nyet.en = \"The system does not keep that register yet.\"";
    let said = wrong(UTRECHT, end, "");
    assert!(
        said.contains("`public-register` says what is missing"),
        "{said}"
    );
    let said = wrong(UTRECHT, "like = \"secrecy\"", "like = \"silence\"");
    assert!(
        said.contains("`silence` is no promise of the law"),
        "{said}"
    );
    let said = wrong(UTRECHT, "id = \"no-is-fine\"", "id = \"asked-each-time\"");
    assert!(
        said.contains("`asked-each-time` is no id, or stands here twice"),
        "{said}"
    );
    let said = wrong(UTRECHT, "shown = [\"SEC-1\"]", "shown = []");
    assert!(said.contains("does not say what shows"), "{said}");
    let said = wrong(UTRECHT, "from = 2017-08-07", "from = 2017-08-08");
    assert!(said.contains("no document on its first day"), "{said}");
}

#[test]
fn a_rule_under_no_promise_is_a_warning_and_the_rules_here_have_none() {
    let warnings = |charters: &Charters| -> Vec<String> {
        let all = charters
            .check(None)
            .problems
            .into_iter()
            .map(|it| it.to_string());
        all.filter(|it| it.contains("promise") || it.contains("keeps"))
            .collect()
    };
    assert_eq!(warnings(&loaded(read())), [""; 0]);
    let without = read()
        .with(UTRECHT, "\"utrecht.access.review\", ", "")
        .unwrap();
    let said = warnings(&loaded(without));
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("utrecht/access.toml:"), "{said:?}");
    assert!(
        said[0].ends_with("`utrecht.access.review` stands under no promise on 2017-08-07"),
        "{said:?}"
    );
    // A promise that outlives its only rule.
    let longer = read()
        .with(
            UTRECHT,
            "id = \"fifteen-years\"\nuntil = 2018-05-24",
            "id = \"fifteen-years\"",
        )
        .unwrap();
    let said = warnings(&loaded(longer));
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].ends_with("no rule keeps `fifteen-years` on 2018-05-25"),
        "{said:?}"
    );
    // Who promises nothing is not held to it.
    assert_eq!(warnings(&loaded(read().without_promises())), [""; 0]);
}

#[test]
fn a_promise_taken_over_from_the_law_keeps_its_words_and_adds_its_own_rules() {
    let charters = loaded(read());
    let law = promises(&charters, Charter::Wet)
        .find(|it| it.id == "ages")
        .unwrap();
    let here = promises(&charters, Charter::Utrecht)
        .find(|it| it.id == "ages")
        .unwrap();
    assert_eq!(
        (&here.says, &here.broken, here.kept),
        (&law.says, &law.broken, law.kept)
    );
    assert!(here.rules.contains(&"utrecht.consent.12-to-15".to_owned()));
    assert!(
        here.rules
            .contains(&"wet.consent.12-to-15-parent-alone".to_owned())
    );
    // The law's own age rules hold where the law is asked by itself.
    assert!(law.rules.contains(&"wet.consent.12-to-15".to_owned()));
    assert!(!here.rules.contains(&"wet.consent.12-to-15".to_owned()));
    assert_eq!(here.places(date(2018, 5, 24)), ["PC 3"]);
    assert_eq!(here.places(date(2018, 5, 25)), ["PV 2B"]);
}

#[test]
fn every_charter_promises_a_few_dozen_things_in_two_languages() {
    let charters = loaded(read());
    for charter in Charter::ALL {
        for (first, _) in charters.about(*charter).unwrap().1 {
            let held: Vec<&Promise> = promises(&charters, *charter)
                .filter(|it| it.holds(*first))
                .collect();
            assert!(
                (30..=55).contains(&held.len()),
                "{charter} on {first}: {}",
                held.len()
            );
            let document = charters.document(*charter, *first).unwrap();
            for promise in held {
                for says in [&promise.says, &promise.broken]
                    .into_iter()
                    .chain(&promise.yet)
                {
                    assert_ne!(says.nl, says.en, "{charter}: {}", promise.id);
                    // Long sentences are for lawyers.
                    for text in [&says.nl, &says.en] {
                        let longest = text
                            .split(['.', '?', ':', ';'])
                            .map(|it| it.split_whitespace().count())
                            .max();
                        assert!(longest.unwrap() <= 34, "{charter}: {}: {text}", promise.id);
                    }
                }
                for place in promise.places(*first) {
                    assert!(
                        *charter == Charter::Wet || document.has(place),
                        "{charter}: {}: {place}",
                        promise.id
                    );
                }
            }
        }
    }
}

#[test]
fn what_happens_otherwise_is_said_of_each_promise_by_itself() {
    let charters = loaded(read());
    for charter in Charter::ALL {
        let mut said: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for promise in promises(&charters, *charter) {
            said.entry(&promise.broken.nl)
                .or_default()
                .insert(&promise.says.nl);
        }
        for (broken, promised) in said {
            assert!(promised.len() == 1, "{charter}: {broken} of {promised:?}");
        }
    }
    // Who sees to it is said where it is kept.
    let destroyed = promises(&charters, Charter::Utrecht)
        .find(|it| it.id == "destroyed-within-a-year")
        .unwrap();
    assert_eq!(destroyed.kept, Kept::Now);
    assert!(destroyed.broken.nl.contains("ziet wat te lang blijft"));
}

#[test]
fn a_document_knows_its_own_places() {
    let charters = loaded(read());
    let on = |charter, day: Date| charters.document(charter, day).unwrap();
    let statement = on(Charter::Utrecht, date(2026, 1, 1));
    assert!(statement.has("PV 2B") && statement.has("PC 6.4") && !statement.has("KE-X 1"));
    let kempen = on(Charter::Kempen, date(2026, 1, 1));
    assert!(kempen.has("KE-IV ext. 1") && kempen.has("KE-X.III") && !kempen.has("ZO 4.6"));
    assert!(
        charters
            .document(Charter::Utrecht, date(2017, 8, 6))
            .is_none()
    );
}
