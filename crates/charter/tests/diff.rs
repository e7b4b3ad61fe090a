//! What changes for whom: the same questions put to two charters, or to two versions of one.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

use std::sync::LazyLock;

use jiff::civil::date;
use regie_charter::{Cases, Charters, Diff, Difference, Side};
use regie_terms::Charter;
use regie_testkit::RuleFiles;

static CASES: LazyLock<Cases> = LazyLock::new(Cases::builtin);
static CHARTERS: LazyLock<Charters> = LazyLock::new(|| Charters::builtin().unwrap());

fn side(charter: Charter, year: i16, month: i8, day: i8) -> Side {
    Side {
        charter,
        on: date(year, month, day),
    }
}

fn diff(from: Side, to: Side) -> Diff {
    CHARTERS.diff(from, to, &CASES).unwrap()
}

/// The change that a question belongs to.
#[track_caller]
fn of<'d>(diff: &'d Diff, subject: &str, question: &str) -> &'d Difference {
    diff.changes
        .iter()
        .find(|change| {
            change.subject == subject && change.questions.iter().any(|one| one == question)
        })
        .unwrap_or_else(|| panic!("nothing changes for {question}: {diff}"))
}

fn unchanged(diff: &Diff, question: &str) -> bool {
    let mut questions = diff.changes.iter().flat_map(|change| &change.questions);
    questions.all(|one| one != question)
}

#[test]
fn nothing_changes_between_a_charter_and_itself_on_another_day() {
    for charter in Charter::ALL {
        let found = diff(side(*charter, 2026, 3, 1), side(*charter, 2026, 11, 21));
        assert_eq!(found.changes, vec![], "{found}");
        assert!(found.asked > 1000, "{}", found.asked);
    }
}

#[test]
fn what_2018_changed_in_utrecht_is_the_safety_of_employees() {
    let found = diff(
        side(Charter::Utrecht, 2017, 8, 7),
        side(Charter::Utrecht, 2018, 5, 25),
    );
    let sharing = found
        .changes
        .iter()
        .filter(|change| matches!(change.subject, "access" | "disclosure" | "recording"));
    for change in sharing {
        for question in &change.questions {
            let of_it = question.starts_with("danger to employee")
                || question.starts_with("the case of utrecht.disclosure.safety-of-employee ");
            assert!(of_it, "{question}");
        }
    }
    let change = of(
        &found,
        "disclosure",
        "danger to employee, colleague consulted anonymised",
    );
    assert_eq!(
        change.was,
        "incomplete; needs three-way-conversation; needs consent of subject (any)"
    );
    assert_eq!(change.is, "permitted; then note-in-dossier");
    assert!(
        change
            .now
            .contains(&"utrecht.disclosure.safety-of-employee (PV 2.3; PV 2B)".to_owned()),
        "{:?}",
        change.now
    );
}

#[test]
fn from_utrecht_to_the_kempen_the_glass_goes_and_the_form_comes() {
    let found = diff(
        side(Charter::Utrecht, 2026, 11, 21),
        side(Charter::Kempen, 2026, 11, 21),
    );
    let glass = of(
        &found,
        "access",
        "view: professional, none, both away, with a reason",
    );
    assert_eq!(
        glass.was,
        "permitted; then review by coordinator and substitute; then show-reason-in-dossier"
    );
    assert_eq!(glass.is, "prohibited");
    let form = of(&found, "disclosure", "to school, no consent");
    assert_eq!(form.is, "incomplete; needs consent of subject (written)");
    let table = of(
        &found,
        "disclosure",
        "row wet.disclosure.align-provisions: align-provisions, municipality to school",
    );
    assert_eq!(
        table.is,
        "permitted; then note-in-dossier; then inform-client"
    );
    let danger = of(
        &found,
        "disclosure",
        "danger to client, colleague consulted anonymised",
    );
    assert_eq!(
        danger.is,
        "incomplete; needs consultation with manager and dpo"
    );
    let health = of(&found, "recording", "health, wmo");
    assert_eq!(
        (health.was.as_str(), health.is.as_str()),
        ("permitted", "incomplete; needs consent of subject (any)")
    );
    assert!(unchanged(&found, "health, jeugdwet"));
    assert!(unchanged(
        &found,
        "view: dpo, none, both there, with a reason"
    ));
    let signed = of(
        &found,
        "acts",
        "find: professional, none, confidentiality signed",
    );
    assert_eq!(
        signed.is,
        "incomplete; needs declaration of integrity and code-of-conduct"
    );
}

#[test]
fn a_breach_is_answered_alike_everywhere_and_what_a_document_adds_is_named() {
    let on = |charter| side(charter, 2026, 11, 21);
    let alike = |from, to| {
        let found = diff(on(from), on(to));
        assert!(found.changes.iter().all(|one| one.subject != "breach"));
        let text = found.to_string();
        let breach = found.alike.into_iter().find(|one| one.subject == "breach");
        (breach.unwrap(), text)
    };
    // Every bit of the step plan, an unlawful look, and each risk that can be weighed.
    let (breach, text) = alike(Charter::Utrecht, Charter::Kempen);
    // With the case of each rule that one document has.
    let cases = breach.now.len() + breach.no_longer.len();
    assert_eq!(
        breach.asked,
        256 + 1 + 2 * regie_terms::Risk::ALL.len() + cases
    );
    assert_eq!(
        breach.now,
        [
            "kempen.breach.considerations (KE-II)",
            "kempen.breach.plan (KE-II; KE-X 5)"
        ]
    );
    assert_eq!(breach.no_longer.len(), 3, "{:?}", breach.no_longer);
    let line = format!(
        "\nbreach: the same answer to all {} questions, by other rules\n  no longer: utrecht.breach.register (PV 6)",
        breach.asked
    );
    assert!(text.contains(&line), "{text}");
    let (breach, _) = alike(Charter::Wet, Charter::UtrechtZuidoost);
    assert_eq!(breach.no_longer, [""; 0]);
    assert_eq!(
        breach.now,
        ["utrecht-zuidoost.breach.municipality (ZO 3.2f)"]
    );

    // What is compared does see a term: between two days the answer to a weighed risk differs.
    let found = diff(
        side(Charter::Utrecht, 2017, 8, 7),
        side(Charter::Utrecht, 2018, 5, 25),
    );
    let weighed = of(&found, "breach", "lost, risk high");
    assert!(
        weighed.is.contains("report-to-ap within 72 hours"),
        "{weighed:?}"
    );
    assert!(found.alike.iter().all(|one| one.subject != "breach"));
    // The same rules in a later document are no other rules.
    let access = found.alike.iter().find(|one| one.subject == "access");
    assert!(!access.is_some_and(|it| {
        it.now
            .iter()
            .any(|rule| rule.starts_with("utrecht.access.coordinator "))
    }));
}

#[test]
fn there_and_back_is_the_same_the_other_way_round() {
    let (a, b) = (
        side(Charter::UtrechtZuidoost, 2026, 11, 21),
        side(Charter::Kempen, 2026, 11, 21),
    );
    let (there, back) = (diff(a, b), diff(b, a));
    let count = |found: &Diff| {
        let questions = found.changes.iter().map(|change| change.questions.len());
        questions.sum::<usize>()
    };
    assert_eq!(count(&there), count(&back));
    let mut turned: Vec<(String, String)> = back
        .changes
        .iter()
        .map(|change| (change.is.clone(), change.was.clone()))
        .collect();
    let mut straight: Vec<(String, String)> = there
        .changes
        .iter()
        .map(|change| (change.was.clone(), change.is.clone()))
        .collect();
    turned.sort();
    straight.sort();
    assert_eq!(straight, turned);
}

#[test]
fn a_day_before_the_first_version_is_refused() {
    let early = side(Charter::Kempen, 2017, 6, 18);
    let later = side(Charter::Utrecht, 2026, 11, 21);
    assert_eq!(CHARTERS.diff(early, later, &CASES).unwrap_err().field, "on");
    assert_eq!(CHARTERS.diff(later, early, &CASES).unwrap_err().field, "on");
}

/// The Kempen with a rule more from 2026 on, without a case: what the difference between the years says.
fn adding(file: &str, rule: &str) -> Diff {
    let text = format!(
        "\n[[rule]]\nid = \"added\"\nfrom = 2026-01-01\nsource = \"KE-X 1\"\nsays = {{ nl = \"n\", en = \"A rule more.\" }}\n{rule}\n"
    );
    let rules = RuleFiles::read().unwrap().adding(Some(file), &text);
    let charters = Charters::from_files(rules.0).unwrap();
    let (a, b) = (
        side(Charter::Kempen, 2025, 12, 31),
        side(Charter::Kempen, 2026, 1, 1),
    );
    charters.diff(a, b, &CASES).unwrap()
}

#[test]
fn a_rule_that_is_added_never_vanishes() {
    let rare = [
        (
            "disclosure",
            "effect = \"say\"\nwhen = [\"data-genetic\", \"to-housing-association\"]",
        ),
        (
            "disclosure",
            "duty = { what = \"inform-recipient\" }\nwhen = [\"data-genetic\", \"to-housing-association\"]",
        ),
        (
            "disclosure",
            "duty = { what = \"inform-recipient\" }\nwhen = [\"data-debts\", \"law-wgs\", \"purpose-debt-help\"]",
        ),
        (
            "recording",
            "need = { what = \"proportionality\", met = [\"proportionality-given\"] }\nwhen = [\"data-debts\", \"moment-first-conversation\"]",
        ),
        (
            "consent",
            "need = { what = \"consent\", form = \"written\" }\nwhen = [\"data-genetic\", \"represented-by-curator\"]",
        ),
        (
            "request",
            "duty = { what = \"inform-client\" }\nwhen = [\"right-portability\", \"subject-under-12\"]",
        ),
    ];
    for (subject, rule) in rare {
        let found = adding(&format!("kempen/{subject}.toml"), rule);
        let id = format!("kempen.{subject}.added");
        let changed = found
            .changes
            .iter()
            .any(|it| it.now.iter().any(|one| one.starts_with(&id)));
        let named = found
            .unseen
            .now
            .iter()
            .any(|one| one.starts_with(&format!("{id} (KE-X 1; kempen/{subject}.toml:")));
        assert!(changed != named, "{rule}: {found}");
        if named {
            let text = found.to_string();
            let says = "\nnew, though no question asked here gets another answer by it:\n  kempen.";
            assert!(
                text.contains(says) && text.contains("): A rule more.\n"),
                "{text}"
            );
        }
        assert_eq!(found.unseen.no_longer, [""; 0]);
    }
}

#[test]
fn the_cases_of_rules_that_differ_are_asked_too() {
    // No fixed question asks this; the case beside the rule does.
    let text = "\n[[rule]]\nid = \"added\"\nfrom = 2026-01-01\nsource = \"KE-X 1\"\nsays = { nl = \"n\", en = \"e\" }\nduty = { what = \"inform-recipient\" }\nwhen = [\"data-genetic\", \"to-housing-association\"]\n";
    let case = "[[case]]\nrule = \"kempen.disclosure.added\"\nbase = \"disclosure\"\ndecides = { data = [\"genetic\"], to = { party = \"housing-association\", relation = \"other\", partner = true }, consents = [{ of = \"subject\", answer = \"given\", form = \"written\", for_this = true, on = \"on\" }] }\n";
    let rules = RuleFiles::read().unwrap();
    let charters =
        Charters::from_files(rules.adding(Some("kempen/disclosure.toml"), text).0).unwrap();
    let bases = include_str!("../../../charters/bases.toml");
    let files = [
        ("bases.toml", bases),
        ("kempen/disclosure.cases.toml", case),
    ];
    let cases = Cases::from_files(
        files
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .into(),
    );
    let (a, b) = (
        side(Charter::Kempen, 2025, 12, 31),
        side(Charter::Kempen, 2026, 1, 1),
    );
    let found = charters.diff(a, b, &cases).unwrap();
    let change = of(
        &found,
        "disclosure",
        "the case of kempen.disclosure.added (kempen/disclosure.cases.toml:1)",
    );
    assert_eq!(
        (change.was.as_str(), change.is.as_str()),
        (
            "permitted; then note-in-dossier; then keep-form",
            "permitted; then note-in-dossier; then inform-recipient; then keep-form"
        )
    );
    assert_eq!(found.unseen.now, [""; 0]);
}

#[test]
fn what_forms_offer_on_one_side_only_is_named() {
    let rules = RuleFiles::read().unwrap();
    let offer = "\n[[offer]]\nid = \"more\"\nfrom = 2026-01-01\nsource = \"KE-V\"\nsays = { nl = \"Meer\", en = \"More\" }\ndata = [\"country-of-origin\"]\n";
    let charters =
        Charters::from_files(rules.adding(Some("kempen/recording.toml"), offer).0).unwrap();
    let (a, b) = (
        side(Charter::Kempen, 2025, 12, 31),
        side(Charter::Kempen, 2026, 1, 1),
    );
    let found = charters.diff(a, b, &CASES).unwrap();
    let offers = &found.offers[0];
    assert_eq!((offers.form, found.offers.len()), ("recording", 1));
    assert_eq!(offers.now, ["country-of-origin (More)"]);
    let text = found.to_string();
    assert!(
        text.contains("\nwhat the form for recording offers\n  now: country-of-origin (More)\n"),
        "{text}"
    );
    let back = charters.diff(b, a, &CASES).unwrap();
    assert_eq!(back.offers[0].no_longer, ["country-of-origin (More)"]);
    // A figure that changes and shows in no answer is no less a change.
    let found = diff(
        side(Charter::Wet, 2019, 12, 31),
        side(Charter::Wet, 2020, 1, 1),
    );
    assert!(found.offers.is_empty(), "{found}");
    assert!(
        found.changes.iter().any(|it| it.subject == "retention"),
        "{found}"
    );
}
