//! What the forms offer and ask follows from the rule files.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use jiff::civil::{Date, date};
use regie_charter::{Charters, Field, Problems};
use regie_terms::{Charter, Data, NeedWord, Party, Purpose, QuestionKind};
use regie_testkit::RuleFiles;

const TODAY: Date = date(2026, 11, 21);
const FORM: &str = "wet/recording-form.toml";

/// The rules of the repository, changed and read from a folder, as an organisation's own would be.
fn load(files: &RuleFiles) -> Result<Charters, Problems> {
    let folder = tempfile::tempdir().unwrap();
    files.write(folder.path()).unwrap();
    Charters::load(folder.path())
}

fn offer(id: &str, fields: &str) -> String {
    format!(
        "\n[[offer]]\nid = \"{id}\"\nsource = \"KE-III\"\nsays = {{ nl = \"n\", en = \"e\" }}\n{fields}\n"
    )
}

#[track_caller]
fn wrong(file: &str, offer: &str, message: &str) {
    let files = RuleFiles::read().unwrap().adding(Some(file), offer);
    let Err(problems) = load(&files) else {
        panic!("loaded although {message}")
    };
    assert!(
        problems
            .0
            .iter()
            .any(|one| one.message.contains(message) && one.file == file && one.line > 0),
        "{problems}"
    );
}

#[test]
fn every_charter_has_something_to_record_and_share_for_and_never_a_word_twice() {
    let charters = Charters::builtin().unwrap();
    for charter in Charter::ALL {
        let recording = charters.form(*charter, TODAY, QuestionKind::Recording);
        assert!(recording.data().contains(&Data::HelpRequest), "{charter}");
        assert!(
            recording.purposes().first() == Some(&Purpose::Support),
            "{charter}: the help stands first"
        );
        // What no rule lets into one person's dossier is on no form.
        assert!(!recording.data().contains(&Data::CountryOfOrigin));
        assert!(!recording.purposes().contains(&Purpose::PolicyFigures));
        let sharing = charters.form(*charter, TODAY, QuestionKind::Disclosure);
        assert_eq!(
            sharing.purposes().len(),
            Purpose::disclosure().len(),
            "{charter}"
        );
        assert_eq!(sharing.receivers().len(), Party::ALL.len(), "{charter}");
        assert!(sharing.data().is_empty(), "the facts say which data go");
        for offer in recording.offers().chain(sharing.offers()) {
            assert!(offer.cited(TODAY).is_some(), "{}", offer.name);
        }
    }
    let before = date(2014, 12, 31);
    let form = charters.form(Charter::Wet, before, QuestionKind::Recording);
    assert_eq!(form.offers().count(), 0);
}

#[test]
fn a_charter_offers_its_own_in_place_of_the_law_and_besides_it() {
    let files = RuleFiles::read().unwrap().adding(
        Some("kempen/recording.toml"),
        &[
            offer("money", "data = [\"debts\"]"),
            offer(
                "later",
                "data = [\"country-of-origin\"]\nfrom = 2026-01-01\nuntil = 2026-11-21",
            ),
        ]
        .concat(),
    );
    let charters = load(&files).unwrap();
    let offered = |charter, on| charters.form(charter, on, QuestionKind::Recording).data();
    let kempen = offered(Charter::Kempen, TODAY);
    assert!(kempen.contains(&Data::Debts) && !kempen.contains(&Data::Income));
    assert_eq!(kempen.last(), Some(&Data::CountryOfOrigin));
    // In its first and on its last day, and neither before nor after.
    for (on, holds) in [
        (date(2025, 12, 31), false),
        (date(2026, 1, 1), true),
        (date(2026, 11, 22), false),
    ] {
        let last = offered(Charter::Kempen, on).last() == Some(&Data::CountryOfOrigin);
        assert_eq!(last, holds, "{on}");
    }
    let utrecht = offered(Charter::Utrecht, TODAY);
    assert!(utrecht.contains(&Data::Income) && !utrecht.contains(&Data::CountryOfOrigin));
}

#[test]
fn what_rules_look_at_is_asked_and_nothing_else() {
    let charters = Charters::builtin().unwrap();
    for charter in Charter::ALL {
        let form = charters.form(*charter, TODAY, QuestionKind::Recording);
        for field in [
            Field::Kind,
            Field::Moment,
            Field::LegalGround,
            Field::Safety,
        ] {
            assert!(form.asks(field), "{charter} {field:?}");
        }
        assert!(!form.asks(Field::Partner) && !form.asks(Field::Confronted));
        assert!(form.asks_ground(Data::Religion) && !form.asks_ground(Data::Health));
        assert!(form.needs.contains(NeedWord::Proportionality));
    }
    // A charter without the rule that tells 'that' from 'what', and whose own rules look at no moment, asks neither.
    let files = RuleFiles::read()
        .unwrap()
        .with(
            "wet/recording.toml",
            "when = [\"kind-what\", \"moment-front-door\"]",
            "when = [\"about-involved-person\"]",
        )
        .unwrap();
    let files = files
        .with(
            "utrecht/recording.toml",
            "when = [\"moment-front-door\"]",
            "when = [\"about-involved-person\"]",
        )
        .unwrap();
    let form = load(&files).unwrap();
    let form = form.form(Charter::Utrecht, TODAY, QuestionKind::Recording);
    assert!(!form.asks(Field::Kind) && !form.asks(Field::Moment));
    assert!(form.asks(Field::LegalGround));
}

#[test]
fn offers_that_cannot_stand_are_named_with_their_line() {
    wrong(FORM, &offer("A b", "data = []"), "is no id");
    wrong(FORM, &offer("more", ""), "offers nothing");
    wrong(
        FORM,
        &offer("more", "receiver = [\"school\"]"),
        "has no receiver",
    );
    wrong(
        FORM,
        &offer("more", "data = [\"health\"]"),
        "`health` is offered in wet/recording-form.toml",
    );
    wrong(
        FORM,
        &offer(
            "more",
            "data = [\"country-of-origin\", \"country-of-origin\"]",
        ),
        "twice",
    );
    wrong(FORM, &offer("money", "data = []"), "`money` stands");
    wrong(
        FORM,
        &offer("more", "data = []\nfrom = 2020-01-02\nuntil = 2020-01-01"),
        "ends before it begins",
    );
    wrong(
        "utrecht/recording.toml",
        &offer("more", "data = [\"health\"]"),
        "`health` is offered",
    );
    wrong(
        "wet/disclosure-form.toml",
        &offer("more", "data = [\"health\"]"),
        "those of the facts that are marked",
    );
    wrong(
        "wet/disclosure-form.toml",
        &offer("more", "purpose = [\"support\"]"),
        "`support` is no purpose of disclosure",
    );
    wrong(
        "wet/access.toml",
        &offer("more", "data = []"),
        "only disclosure and recording",
    );
    // Of another name on other days it may come again.
    let again = offer("money", "data = [\"debts\"]\nfrom = 2030-01-01");
    let files = RuleFiles::read().unwrap();
    let files = files
        .with(
            FORM,
            "id = \"money\"\n",
            "id = \"money\"\nuntil = 2029-12-31\n",
        )
        .unwrap()
        .adding(Some(FORM), &again);
    let charters = load(&files).unwrap();
    let in_2030 = charters.form(Charter::Wet, date(2030, 1, 1), QuestionKind::Recording);
    assert!(!in_2030.data().contains(&Data::Income) && in_2030.data().contains(&Data::Debts));
}

#[test]
fn check_warns_of_a_rule_about_what_no_form_offers() {
    let says = |charters: &Charters| {
        let wanted = "`wet.recording.row-register-provision` speaks of `register-provision`";
        let report = charters.check(None);
        report
            .problems
            .iter()
            .any(|one| one.message.starts_with(wanted))
    };
    assert!(!says(&Charters::builtin().unwrap()));
    let files = RuleFiles::read().unwrap();
    let files = files.with(FORM, "\"register-provision\",", "").unwrap();
    assert!(says(&load(&files).unwrap()));
}

#[test]
fn what_a_charter_takes_off_its_own_form_its_own_rules_may_not_speak_of() {
    let files = RuleFiles::read().unwrap();
    let files = files.adding(
        Some("kempen/recording.toml"),
        &[
            offer("health", "data = []"),
            "\n[[rule]]\nid = \"of-health\"\neffect = \"say\"\nwhen = [\"data-health\"]\nsource = \"KE-X\"\nsays = { nl = \"n\", en = \"e\" }\n".to_owned(),
        ]
        .concat(),
    );
    let report = load(&files).unwrap().check(None);
    let wanted = "`kempen.recording.of-health` speaks of `health`";
    assert!(
        report
            .problems
            .iter()
            .any(|one| one.message.starts_with(wanted)),
        "{:?}",
        report.problems
    );
}

#[test]
fn a_word_moves_from_an_offer_that_is_replaced_to_another_of_the_same_charter() {
    let files = RuleFiles::read().unwrap().adding(
        Some("kempen/recording.toml"),
        &[
            offer("money", "data = [\"income\"]"),
            offer("owing", "data = [\"debts\"]"),
        ]
        .concat(),
    );
    let charters = load(&files).unwrap();
    let data = charters
        .form(Charter::Kempen, TODAY, QuestionKind::Recording)
        .data();
    assert!(data.contains(&Data::Debts) && data.contains(&Data::Income));
}
