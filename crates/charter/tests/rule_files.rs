//! Rule files that are wrong do not load, and the message has file and line; and what the engine does with rules
//! that the real files have no example of.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use regie_charter::{Charters, Problems, Severity};
use regie_terms::*;

const ABOUT: &str =
    "name = { nl = \"n\", en = \"e\" }\n[[version]]\nfrom = 2015-01-01\ndocument = \"D\"\n";
const OTHERWISE: &str = "[[rule]]\nid = \"otherwise\"\neffect = \"prohibit-otherwise\"\nsource = \"PC 4\"\nsays = { nl = \"n\", en = \"e\" }\n";

/// One rule below the subject and the default, on line 7 and further.
fn rule(fields: &str) -> String {
    format!(
        "{OTHERWISE}[[rule]]\nsource = \"PC 4\"\nsays = {{ nl = \"n\", en = \"e\" }}\n{fields}\n"
    )
}

fn load(files: &[(&str, String)]) -> Result<Charters, Problems> {
    let mut all: BTreeMap<String, String> = files
        .iter()
        .map(|(name, text)| ((*name).to_owned(), text.clone()))
        .collect();
    for charter in ["wet", "utrecht"] {
        all.entry(format!("{charter}/charter.toml"))
            .or_insert_with(|| ABOUT.to_owned());
    }
    Charters::from_files(all)
}

fn access(fields: &str) -> Result<Charters, Problems> {
    load(&[(
        "wet/access.toml",
        format!("subject = \"access\"\n{}", rule(fields)),
    )])
}

#[track_caller]
fn wrong(result: Result<Charters, Problems>, line: usize, message: &str) {
    let Err(problems) = result else {
        panic!("loaded although {message}")
    };
    let found = problems.0.iter().any(|problem| {
        problem.line == line
            && problem.message.contains(message)
            && problem.severity == Severity::Error
    });
    assert!(found, "{problems}");
}

fn view(charters: &Charters, charter: Charter, function: Function, on: Date) -> Answer {
    charters
        .ask(&Question::Access(Access {
            charter,
            on,
            act: Act::View,
            who: Who {
                function,
                relation: Relation::None,
                declarations: Set::all(),
            },
            coordinator_present: false,
            substitute_present: false,
            reason: None,
        }))
        .unwrap()
}

fn because(answer: &Answer) -> Vec<&str> {
    answer
        .because
        .iter()
        .map(|reason| reason.rule.as_str())
        .collect()
}

#[test]
fn unknown_words_are_named_with_their_line() {
    wrong(
        access("id = \"a\"\neffect = \"permit\"\nwhen = [\"function-boss\"]"),
        12,
        "unknown word `function-boss`",
    );
    wrong(
        access("id = \"a\"\neffect = \"allow\""),
        11,
        "unknown variant `allow`",
    );
    wrong(
        access("id = \"a\"\neffect = \"permit\"\nwehn = []"),
        12,
        "unknown field `wehn`",
    );
    wrong(
        access("id = \"a\"\nneed = { what = \"reeson\", met = [\"reason-given\"] }"),
        11,
        "one of purpose",
    );
    wrong(
        access("id = \"a\"\nfact = \"subject-under-12\""),
        11,
        "unknown word `subject-under-12`",
    );
    wrong(
        access("id = \"a\"\neffect = \"permit\"\nfrom = 2015-02-30"),
        12,
        "",
    );
    wrong(
        access("id = \"a\"\neffect = \"permit\"\nfrom = \"2015-02-03\""),
        12,
        "",
    );
}

#[test]
fn rules_that_say_nothing_or_too_much_are_named() {
    wrong(access("id = \"a\""), 7, "has no effect");
    wrong(access("id = \"A b\"\neffect = \"permit\""), 7, "is no id");
    wrong(
        access("id = \"otherwise\"\neffect = \"permit\""),
        7,
        "stands in wet/access.toml:2 too",
    );
    wrong(
        access("id = \"a\"\neffect = \"permit\"\nfrom = 2016-01-02\nuntil = 2016-01-01"),
        7,
        "ends before it begins",
    );
    wrong(
        access("id = \"a\"\nneed = { what = \"consent\" }"),
        7,
        "has `form`",
    );
    wrong(
        access("id = \"a\"\nneed = { what = \"reason\" }"),
        7,
        "has `met`",
    );
    wrong(
        access(
            "id = \"a\"\nneed = { what = \"reason\", met = [\"reason-given\"], question = \"x.y.z\" }",
        ),
        7,
        "no open norm",
    );
    wrong(
        access("id = \"a\"\nduty = { what = \"review\", after = \"incomplete\" }"),
        7,
        "nothing follows",
    );
    wrong(
        access("id = \"a\"\neffect = \"prohibit\"\noutweighs = [\"b\"]"),
        7,
        "which is no rule",
    );
    let alone = format!(
        "subject = \"access\"\n{}",
        rule("id = \"a\"\nalone = true\neffect = \"permit\"")
    );
    wrong(
        load(&[("utrecht/access.toml", alone)]),
        7,
        "only rules of the law",
    );
    let undated = OTHERWISE.replace("\"PC 4\"", "{ 2016-01-01 = \"PC 4\" }");
    wrong(
        load(&[(
            "wet/access.toml",
            format!("subject = \"access\"\n{undated}"),
        )]),
        2,
        "no source on its first day",
    );
}

#[test]
fn a_question_without_a_default_does_not_load() {
    let text = rule("id = \"a\"\neffect = \"permit\"").replace(OTHERWISE, "");
    wrong(
        load(&[("wet/access.toml", format!("subject = \"access\"\n{text}"))]),
        2,
        "none that says no otherwise",
    );
}

#[test]
fn a_charter_without_rule_files_is_not_answered() {
    let charters = access("id = \"dpo\"\neffect = \"permit\"\nwhen = [\"function-dpo\"]").unwrap();
    let question = Question::read(
        r#"{"question": "consent", "charter": "kempen", "on": "2026-11-21", "data": [],
            "subject": {"born": "1990-05-01", "can_weigh": true, "represented_by": []}}"#,
    );
    let unreadable = charters.ask(&question.unwrap()).unwrap_err();
    assert_eq!(unreadable.field, "charter");
    assert!(
        unreadable.to_string().contains("not answered yet"),
        "{unreadable}"
    );
    assert_eq!(unreadable.accepted, "utrecht, wet");
}

#[test]
fn contradictions_are_an_error_unless_one_outweighs() {
    let both = |more: &str| {
        access(&format!(
            "id = \"yes\"\neffect = \"permit\"\nwhen = [\"function-dpo\"]\n[[rule]]\nid = \"no\"\neffect = \"prohibit\"\n\
             when = [\"act-view\"]\nsource = \"PC 4\"\nsays = {{ nl = \"n\", en = \"e\" }}\n{more}"
        ))
    };
    wrong(both(""), 13, "prohibits what `wet.access.yes`");
    let charters = both("outweighs = [\"yes\"]").unwrap();
    let answer = view(&charters, Charter::Wet, Function::Dpo, date(2020, 1, 1));
    assert_eq!(
        (answer.outcome, because(&answer)),
        (Outcome::Prohibited, vec!["wet.access.no"])
    );
    // Words of one field exclude each other, and so do a condition and its exception.
    let apart = "when = [\"function-dpo\"]";
    let elsewhere = |other: &str| {
        access(&format!(
            "id = \"yes\"\neffect = \"permit\"\n{apart}\n[[rule]]\nid = \"no\"\neffect = \"prohibit\"\n{other}\n\
             source = \"PC 4\"\nsays = {{ nl = \"n\", en = \"e\" }}"
        ))
    };
    assert!(elsewhere("when = [\"function-board\"]").is_ok());
    assert!(elsewhere("unless = [\"function-dpo\"]").is_ok());
    assert!(elsewhere("any = [\"function-board\", \"function-municipal\"]").is_ok());
    assert!(elsewhere("any = [\"function-board\", \"act-edit\"]").is_err());
}

#[test]
fn a_permission_may_outweigh_a_refusal_when_it_says_so() {
    let charters = access(
        "id = \"yes\"\neffect = \"permit\"\nwhen = [\"function-dpo\"]\noutweighs = [\"no\"]\n[[rule]]\nid = \"no\"\n\
         effect = \"prohibit\"\nwhen = [\"act-view\"]\nsource = \"PC 4\"\nsays = { nl = \"n\", en = \"e\" }",
    )
    .unwrap();
    let outcome = |function| view(&charters, Charter::Wet, function, date(2020, 1, 1)).outcome;
    assert_eq!(outcome(Function::Dpo), Outcome::Permitted);
    assert_eq!(outcome(Function::Board), Outcome::Prohibited);
}

#[test]
fn where_a_charter_is_laxer_the_law_prevails_and_both_are_named() {
    let law = format!(
        "subject = \"access\"\n{}",
        rule("id = \"no\"\neffect = \"prohibit\"\nwhen = [\"act-view\"]")
    );
    let charter = format!(
        "subject = \"access\"\n{}",
        rule("id = \"yes\"\neffect = \"permit\"\nwhen = [\"function-dpo\"]")
    );
    let charters = load(&[
        ("wet/access.toml", law.clone()),
        ("utrecht/access.toml", charter.clone()),
    ])
    .unwrap();
    let answer = view(&charters, Charter::Utrecht, Function::Dpo, date(2020, 1, 1));
    assert_eq!(answer.outcome, Outcome::Prohibited);
    assert_eq!(because(&answer), ["utrecht.access.yes", "wet.access.no"]);
    let report = charters.check(None);
    assert!(report.is_sound());
    assert!(
        report
            .to_string()
            .contains("utrecht/access.toml:7: warning"),
        "{report}"
    );
    let outweighs = charter.replace(
        "effect = \"permit\"",
        "effect = \"permit\"\noutweighs = [\"wet.access.no\"]",
    );
    let tried = load(&[("wet/access.toml", law), ("utrecht/access.toml", outweighs)]);
    wrong(tried, 7, "a charter cannot outweigh the law");
}

#[test]
fn a_rule_holds_from_its_first_to_its_last_day() {
    let charters =
        access("id = \"a\"\neffect = \"permit\"\nwhen = [\"function-dpo\"]\nfrom = 2016-03-01\nuntil = 2016-03-31").unwrap();
    let on = |day| view(&charters, Charter::Wet, Function::Dpo, day).outcome;
    assert_eq!(on(date(2016, 2, 29)), Outcome::Prohibited);
    assert_eq!(on(date(2016, 3, 1)), Outcome::Permitted);
    assert_eq!(on(date(2016, 3, 31)), Outcome::Permitted);
    assert_eq!(on(date(2016, 4, 1)), Outcome::Prohibited);
}

#[test]
fn conclusions_in_a_circle_do_not_load() {
    let circle = "id = \"a\"\nfact = \"safety-stands\"\nwhen = [\"represented\"]\n[[rule]]\nid = \"b\"\n\
        fact = \"represented\"\nunless = [\"safety-stands\"]\nsource = \"PC 4\"\nsays = { nl = \"n\", en = \"e\" }";
    wrong(access(circle), 7, "circle of conclusions");
    wrong(access(circle), 13, "circle of conclusions");
}

#[test]
fn a_rule_that_errs_refuses() {
    // Consent is asked and no rule says whose: nobody could ever give it.
    let text = rule(
        "id = \"a\"\neffect = \"permit\"\nneed = { what = \"consent\", form = \"any\" }\nwhen = [\"function-dpo\"]",
    );
    let charters = load(&[("wet/access.toml", format!("subject = \"access\"\n{text}"))]).unwrap();
    let answer = view(&charters, Charter::Wet, Function::Dpo, date(2020, 1, 1));
    assert_eq!(
        (answer.outcome, because(&answer)),
        (Outcome::Prohibited, vec!["wet.access.a"])
    );
    assert!(answer.needs.is_empty());
}

#[test]
fn values_have_dates_in_order_and_a_citation_each() {
    let value = |is: &str| {
        format!(
            "subject = \"retention\"\n[[value]]\nid = \"years\"\nunit = \"years\"\nsays = {{ nl = \"n\", en = \"e\" }}\nis = [{is}]\n"
        )
    };
    let one = "{ from = 2015-01-01, value = 15, cite = \"Jeugdwet 7.3.8\", checked = 2026-01-01 }";
    let two = "{ from = 2020-01-01, value = 20, cite = \"Jeugdwet 7.3.8\", checked = 2026-01-01 }";
    let charters = load(&[("wet/retention.toml", value(&format!("{one}, {two}")))]).unwrap();
    let years = |day| {
        charters
            .value("wet.retention.years")
            .unwrap()
            .on(day)
            .map(|figure| figure.value)
    };
    assert_eq!(years(date(2014, 12, 31)), None);
    assert_eq!(years(date(2019, 12, 31)), Some(15));
    assert_eq!(years(date(2020, 1, 1)), Some(20));
    wrong(
        load(&[("wet/retention.toml", value(&format!("{two}, {one}")))]),
        2,
        "in order of time",
    );
    let uncited = value(&one.replace("Jeugdwet 7.3.8", " "));
    wrong(load(&[("wet/retention.toml", uncited)]), 2, "citation");
}

#[test]
fn the_hash_changes_with_any_byte_of_any_file() {
    let text = format!("subject = \"access\"\n{OTHERWISE}");
    let hash = |text: String| load(&[("wet/access.toml", text)]).unwrap().hash();
    assert_eq!(hash(text.clone()), hash(text.clone()));
    assert_ne!(hash(text.clone()), hash(format!("{text}# a word\n")));
}

#[test]
fn a_charter_answers_what_it_has_rules_of_its_own_for() {
    let law = format!("subject = \"access\"\n{OTHERWISE}");
    let charters = load(&[
        ("wet/access.toml", law.clone()),
        ("utrecht/breach.toml", breach("")),
    ])
    .unwrap();
    let view = |charter: &str| {
        let json = format!(
            r#"{{"question": "access", "charter": "{charter}", "on": "2020-01-01", "act": "view",
                "who": {{"function": "dpo", "relation": "none", "declarations": []}},
                "coordinator_present": false, "substitute_present": false, "reason": null}}"#
        );
        charters.ask(&Question::read(&json).unwrap())
    };
    assert!(view("wet").is_ok());
    // The law under it would say no to everybody; that is no answer of this charter.
    let unreadable = view("utrecht").unwrap_err();
    assert_eq!(
        (unreadable.field.as_str(), unreadable.accepted.as_str()),
        ("question", "breach")
    );
    let unreadable = view("kempen").unwrap_err();
    assert_eq!(
        (unreadable.field.as_str(), unreadable.accepted.as_str()),
        ("charter", "utrecht, wet")
    );
}

/// A default and one rule more, from line 7 on.
fn breach(fields: &str) -> String {
    let text = rule(fields).replace("prohibit-otherwise", "permit-otherwise");
    let text = if fields.is_empty() {
        text.split_once("[[rule]]\nsource")
            .map(|(first, _)| first.to_owned())
            .unwrap()
    } else {
        text
    };
    format!("subject = \"breach\"\n{text}")
}

const YEARS: &str = "[[value]]\nid = \"years\"\nunit = \"years\"\nsays = { nl = \"n\", en = \"e\" }\n\
    is = [{ from = 2015-01-01, value = 15, cite = \"c\", checked = 2026-01-01 }]\n";

/// A default, a rule that destroys and one rule more, from line 13 on, and a value after them.
fn keeping(fields: &str) -> Result<Charters, Problems> {
    load(&[(
        "wet/retention.toml",
        format!("subject = \"retention\"\n{}{YEARS}", kept(fields)),
    )])
}

fn kept(fields: &str) -> String {
    rule(&format!(
        "id = \"gone\"\nterm = {{ of = \"destroy\", lasts = \"wet.retention.years\" }}\n[[rule]]\nsource = \"PC 5\"\n\
         says = {{ nl = \"n\", en = \"e\" }}\n{fields}"
    ))
}

#[test]
fn terms_that_cannot_be_counted_do_not_load() {
    let keep = |term: &str| keeping(&format!("id = \"keep\"\nterm = {term}"));
    assert!(keep("{ of = \"keep\", lasts = \"years\", counts_from = \"closed\" }").is_ok());
    wrong(
        keep("{ of = \"keep\", lasts = \"years\" }"),
        12,
        "has `counts_from`",
    );
    wrong(
        keep("{ of = \"destroy\", lasts = \"years\", counts_from = \"closed\" }"),
        12,
        "has `counts_from`",
    );
    wrong(
        keep("{ of = \"keep\", lasts = \"year\", counts_from = \"closed\" }"),
        12,
        "`wet.retention.year` is no value",
    );
    wrong(
        keep("{ of = \"keep\", lasts = \"years\", counts_from = \"opened\" }"),
        16,
        "unknown variant `opened`",
    );
    wrong(
        keep(
            "{ of = \"keep\", lasts = \"years\", counts_from = \"closed\" }\nwhen = [\"term-over\"]",
        ),
        12,
        "known only afterwards",
    );
    wrong(
        keeping("id = \"report\"\nduty = { what = \"report-to-ap\", within = \"years\" }"),
        12,
        "a term counts days, months or years, a duty hours",
    );
    // Nothing says by when a file is gone, or only sometimes.
    let text = |fields: &str| format!("subject = \"retention\"\n{}{YEARS}", rule(fields));
    let sometimes =
        "id = \"gone\"\nterm = { of = \"destroy\", lasts = \"years\" }\nwhen = [\"law-wmo\"]";
    wrong(
        load(&[("wet/retention.toml", text(sometimes))]),
        7,
        "always says the term of `destroy`",
    );
    let late = "id = \"early\"\nfrom = 2014-12-31\nterm = { of = \"keep\", lasts = \"years\", counts_from = \"closed\" }";
    wrong(keeping(late), 12, "has no figure yet on 2014-12-31");
}

#[test]
fn only_of_a_breach_the_default_may_be_yes() {
    let text = rule("id = \"a\"\neffect = \"prohibit\"\nwhen = [\"function-dpo\"]");
    let access = format!(
        "subject = \"access\"\n{}",
        text.replace("prohibit-otherwise", "permit-otherwise")
    );
    wrong(load(&[("wet/access.toml", access)]), 2, "only of a breach");
}

#[track_caller]
fn warns(charters: &Charters, place: &str, message: &str) {
    let report = charters.check(None);
    assert!(report.is_sound(), "{report}");
    let found = report.problems.iter().any(|problem| {
        format!("{}:{}", problem.file, problem.line) == place && problem.message.contains(message)
    });
    assert!(found, "{report}");
}

#[test]
fn rules_that_no_question_reaches_are_named() {
    let unreached = |fields: &str, message: &str| {
        warns(&access(fields).unwrap(), "wet/access.toml:7", message);
    };
    unreached(
        "id = \"a\"\neffect = \"permit\"\nwhen = [\"law-wmo\"]",
        "`law-wmo` never holds there",
    );
    unreached(
        "id = \"a\"\neffect = \"permit\"\nwhen = [\"represented\"]",
        "`represented` never holds there",
    );
    unreached(
        "id = \"a\"\neffect = \"permit\"\nwhen = [\"act-view\", \"act-edit\"]",
        "cannot hold together",
    );
    unreached(
        "id = \"a\"\neffect = \"permit\"\nwhen = [\"act-view\"]\nunless = [\"act-view\"]",
        "cannot hold together",
    );
    unreached(
        "id = \"a\"\neffect = \"permit\"\nany = [\"hold-complaint\", \"signed\"]",
        "none of `any` can hold",
    );
    unreached(
        "id = \"a\"\neffect = \"permit\"\ngiver = [\"school\"]",
        "a field that is not there",
    );
    warns(
        &access("id = \"a\"\neffect = \"permit\"").unwrap(),
        "wet/access.toml:2",
        "`wet.access.a` always decides",
    );
    let sound =
        access("id = \"a\"\neffect = \"permit\"\nany = [\"function-dpo\", \"signed\"]").unwrap();
    assert!(
        !sound
            .check(None)
            .to_string()
            .contains("no question reaches")
    );
}

#[test]
fn facts_that_no_rule_uses_are_named() {
    let concluded = "id = \"a\"\nfact = \"glass-may-break\"\nwhen = [\"function-dpo\"]";
    let charters = access(concluded).unwrap();
    warns(
        &charters,
        "wet/access.toml:7",
        "concludes `glass-may-break`, which no rule uses",
    );
    // What the question says, and nobody listens to.
    warns(
        &charters,
        ":0",
        "no rule uses the fact `coordinator-present`",
    );
    // Other questions have no rules here, so nothing is to be used.
    assert!(!charters.check(None).to_string().contains("`signed`"));
}

#[test]
fn a_gap_between_two_rules_is_named() {
    let two = |from: &str| {
        access(&format!(
            "id = \"a\"\neffect = \"permit\"\nwhen = [\"function-dpo\"]\nuntil = 2018-05-24\n[[rule]]\nid = \"b\"\n\
             effect = \"permit\"\nwhen = [\"function-dpo\"]\nfrom = {from}\nsource = \"PC 4\"\n\
             says = {{ nl = \"n\", en = \"e\" }}"
        ))
        .unwrap()
    };
    warns(
        &two("2018-05-27"),
        "wet/access.toml:14",
        "leaves a gap from 2018-05-25 to 2018-05-26",
    );
    assert!(!two("2018-05-25").check(None).to_string().contains("gap"));
    assert!(!two("2016-01-01").check(None).to_string().contains("gap"));
}

#[test]
fn a_shorter_term_than_the_law_is_named_unless_the_document_gives_way() {
    let with = |years: u8, more: &str| {
        let law =
            "id = \"keep\"\nterm = { of = \"keep\", lasts = \"years\", counts_from = \"closed\" }";
        let own = format!(
            "subject = \"retention\"\n{}{}",
            kept(&format!(
                "id = \"keep\"\nterm = {{ of = \"keep\", lasts = \"years\", counts_from = \"closed\"{more} }}"
            ))
            .replace(OTHERWISE, ""),
            YEARS.replace("15,", &format!("{years},"))
        );
        load(&[
            (
                "wet/retention.toml",
                format!("subject = \"retention\"\n{}{YEARS}", kept(law)),
            ),
            ("utrecht/retention.toml", own),
        ])
        .unwrap()
    };
    warns(
        &with(7, ""),
        "utrecht/retention.toml:7",
        "`utrecht.retention.keep` is laxer than the law, which prevails: 7 years against 15 years from 2015-01-01",
    );
    for sound in [with(15, ""), with(7, ", gives_way = true")] {
        assert!(!sound.check(None).to_string().contains("laxer"));
    }
    let question = r#"{"question": "retention", "charter": "utrecht", "on": "2020-01-01", "law": "welzijn",
        "file": "signal", "closed": "2010-01-01", "holds": []}"#;
    let answer = with(7, "").ask(&Question::read(question).unwrap()).unwrap();
    let keep = answer.keep.unwrap().unwrap();
    assert_eq!(keep.until, date(2025, 1, 1));
    let said: Vec<(&str, &str)> = answer
        .because
        .iter()
        .map(|reason| (reason.rule.as_str(), reason.says.en.as_str()))
        .collect();
    assert!(
        said.contains(&(
            "utrecht.retention.keep",
            "e That is up to and including 1 January 2017."
        )),
        "{said:?}"
    );
    assert!(
        said.contains(&(
            "wet.retention.keep",
            "e That is up to and including 1 January 2025."
        )),
        "{said:?}"
    );
}

#[test]
fn a_folder_or_file_that_belongs_nowhere_is_named() {
    wrong(
        load(&[(
            "utrech/access.toml",
            format!("subject = \"access\"\n{OTHERWISE}"),
        )]),
        0,
        "no `charter.toml`",
    );
    wrong(
        load(&[("stray.toml", String::new())]),
        0,
        "no charter's folder",
    );
}

#[test]
fn a_mistyped_folder_is_not_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("utrech")).unwrap();
    let Err(problems) = Charters::load(folder.path()) else {
        panic!("loaded")
    };
    assert!(
        problems.to_string().contains("no charter has this name"),
        "{problems}"
    );
    let Err(problems) = Charters::load(&folder.path().join("nowhere")) else {
        panic!("loaded")
    };
    assert!(
        problems.to_string().contains("cannot be read"),
        "{problems}"
    );
}
