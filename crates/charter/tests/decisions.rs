//! What the questions are answered, sentence by sentence, one test a group, asked as a partner would ask them.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::needless_pass_by_value,
    reason = "tests"
)]

use std::sync::LazyLock;

use jiff::civil::Date;
use regie_charter::{Asked, Charters};
use regie_terms::Question;
use serde_json::{Value, json};

static CHARTERS: LazyLock<Charters> = LazyLock::new(|| Charters::builtin().unwrap());

fn disclosure() -> Value {
    json!({
        "question": "disclosure", "charter": "utrecht", "on": "2026-11-21", "law": "jeugdwet",
        "subject": {"born": "2000-05-01", "can_weigh": true, "represented_by": []},
        "from": {"party": "neighbourhood-team"},
        "to": {"party": "school", "relation": "other", "partner": true},
        "purpose": "supplementary-care", "data": ["help-request"],
        "weighing": {"necessity": "x", "proportionality": "x", "subsidiarity": "x"},
        "conversation": "held", "consents": [], "safety": null
    })
}

fn recording() -> Value {
    json!({
        "question": "recording", "charter": "utrecht", "on": "2026-11-21", "law": "wmo",
        "subject": {"born": "1980-01-01", "can_weigh": true, "represented_by": []}, "about": "client",
        "moment": "later", "kind": "that", "purpose": "support", "data": ["help-request"],
        "weighing": {"necessity": "x"}, "consents": [], "agrees_to_help": true, "told_client": true,
        "safety": null
    })
}

fn consent() -> Value {
    json!({
        "question": "consent", "charter": "utrecht", "on": "2026-11-21",
        "subject": {"born": "1980-01-01", "can_weigh": true, "represented_by": []}, "data": ["health"]
    })
}

fn safety(of: &str) -> Value {
    json!({"of": of, "consulted": ["colleague"], "anonymised": true, "client": "impossible"})
}

fn given(of: &str, on: &str) -> Value {
    json!({"of": of, "answer": "given", "form": "oral", "for_this": true, "on": on})
}

/// The question with some fields changed.
fn with(mut question: Value, changes: Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        question[name] = value.clone();
    }
    question
}

fn ask(question: &Value) -> Value {
    let question = Question::read(&question.to_string()).unwrap_or_else(|e| panic!("{e}"));
    serde_json::to_value(CHARTERS.ask(&question).unwrap()).unwrap()
}

fn words(answer: &Value, list: &str) -> Vec<String> {
    let items = answer[list].as_array().unwrap().iter();
    items
        .map(|item| item["what"].as_str().unwrap().to_owned())
        .collect()
}

fn rules(answer: &Value) -> Vec<String> {
    let items = answer["because"].as_array().unwrap().iter();
    items
        .map(|item| item["rule"].as_str().unwrap().to_owned())
        .collect()
}

#[track_caller]
fn permitted(question: Value, duties: &[&str]) -> Value {
    let answer = ask(&question);
    assert_eq!(answer["outcome"], "permitted", "{answer:#}");
    assert_eq!(words(&answer, "duties"), duties, "{answer:#}");
    answer
}

#[track_caller]
fn incomplete(question: Value, needs: &[&str]) -> Value {
    let answer = ask(&question);
    assert_eq!(answer["outcome"], "incomplete", "{answer:#}");
    assert_eq!(words(&answer, "needs"), needs, "{answer:#}");
    answer
}

#[track_caller]
fn prohibited(question: Value, rule: &str) -> Value {
    let answer = ask(&question);
    assert_eq!(answer["outcome"], "prohibited", "{answer:#}");
    assert!(rules(&answer).iter().any(|id| id == rule), "{answer:#}");
    answer
}

#[test]
fn needs_lists_all_that_is_missing_in_the_order_of_the_list() {
    let answer = incomplete(
        with(
            disclosure(),
            json!({"purpose": null, "weighing": {"necessity": " "}, "conversation": "not-tried"}),
        ),
        &[
            "purpose",
            "necessity",
            "proportionality",
            "subsidiarity",
            "three-way-conversation",
            "consent",
        ],
    );
    assert_eq!(
        answer["needs"][5],
        json!({"what": "consent", "of": ["subject"], "form": "any"})
    );
}

#[test]
fn the_day_selects_the_version_and_its_sources() {
    let old = incomplete(
        with(disclosure(), json!({"on": "2017-12-01"})),
        &["consent"],
    );
    let new = incomplete(
        with(disclosure(), json!({"on": "2018-05-25"})),
        &["consent"],
    );
    assert_eq!(
        (&old["version"], &new["version"]),
        (&json!("2017-08-07"), &json!("2018-05-25"))
    );
    let source = |answer: &Value| {
        let reasons = answer["because"].as_array().unwrap().clone();
        reasons
            .into_iter()
            .find(|r| r["rule"] == "utrecht.disclosure.consent")
            .unwrap()["source"]
            .clone()
    };
    assert_eq!(
        (source(&old), source(&new)),
        (json!("PC 3"), json!("PV 2B"))
    );
    let early =
        Question::read(&with(disclosure(), json!({"on": "2017-08-06"})).to_string()).unwrap();
    assert_eq!(CHARTERS.ask(&early).unwrap_err().field, "on");
    let law = with(disclosure(), json!({"on": "2015-01-01", "charter": "wet"}));
    assert_eq!(
        incomplete(law.clone(), &["consent"])["version"],
        "2015-01-01"
    );
    let early = Question::read(&with(law, json!({"on": "2014-12-31"})).to_string()).unwrap();
    assert_eq!(CHARTERS.ask(&early).unwrap_err().field, "on");
}

#[test]
fn ages_decide_who_consents() {
    let who = |born: &str, can_weigh: bool, by: Value| {
        let subject = json!({"born": born, "can_weigh": can_weigh, "represented_by": by});
        let answer = ask(&with(consent(), json!({"subject": subject})));
        match answer["outcome"].as_str().unwrap() {
            "incomplete" => answer["needs"][0]["of"].clone(),
            other => json!(other),
        }
    };
    let both = json!(["subject", "parent-or-guardian"]);
    let parent = json!(["parent-or-guardian"]);
    assert_eq!(who("2014-11-22", true, json!([])), parent);
    assert_eq!(who("2014-11-21", true, json!([])), both);
    assert_eq!(who("2010-11-22", true, json!([])), both);
    assert_eq!(
        who("2010-11-21", true, json!(["parent-or-guardian"])),
        json!(["subject"])
    );
    assert_eq!(who("2014-11-21", false, json!([])), parent);
    assert_eq!(who("2010-11-22", false, json!([])), parent);
    assert_eq!(who("2014-11-22", false, json!([])), parent);
    assert_eq!(who("2010-11-21", false, json!([])), json!("prohibited"));
    assert_eq!(who("1980-01-01", false, json!([])), json!("prohibited"));
    assert_eq!(
        who("1980-01-01", false, json!(["mentor"])),
        json!(["representative"])
    );
    assert_eq!(
        who("1980-01-01", false, json!(["bewindvoerder"])),
        json!("prohibited")
    );
    assert_eq!(
        who("1980-01-01", true, json!(["mentor"])),
        json!(["subject"])
    );
    // Born on 29 February: twelve, and sixteen, on 1 March in a common year.
    let on = |on: &str, born: &str| {
        let subject = json!({"born": born, "can_weigh": true, "represented_by": []});
        ask(&with(consent(), json!({"on": on, "subject": subject})))["needs"][0]["of"].clone()
    };
    assert_eq!(on("2020-02-28", "2008-02-29"), parent);
    assert_eq!(on("2020-02-29", "2008-02-29"), both);
    assert_eq!(on("2024-02-29", "2008-02-29"), json!(["subject"]));
    assert_eq!(on("2021-02-28", "2008-02-29"), both);
}

#[test]
fn a_bewindvoerder_represents_in_money_matters_only() {
    let subject =
        json!({"born": "1980-01-01", "can_weigh": false, "represented_by": ["bewindvoerder"]});
    for (data, outcome) in [
        (json!(["income", "debts", "invoice"]), "incomplete"),
        (json!(["debts", "health"]), "prohibited"),
        (json!([]), "prohibited"),
    ] {
        let answer = ask(&with(consent(), json!({"subject": subject, "data": data})));
        assert_eq!(answer["outcome"], outcome, "{data}");
    }
}

#[test]
fn consents_count_only_for_this_in_time_and_of_the_right_person() {
    let asked = |consents: Value| {
        ask(&with(disclosure(), json!({"consents": consents})))["outcome"].clone()
    };
    assert_eq!(asked(json!([given("subject", "2026-11-21")])), "permitted");
    assert_eq!(asked(json!([given("subject", "2026-11-22")])), "incomplete");
    assert_eq!(
        asked(json!([given("parent-or-guardian", "2026-11-21")])),
        "incomplete"
    );
    let mut general = given("subject", "2026-11-21");
    general["for_this"] = json!(false);
    assert_eq!(asked(json!([general])), "incomplete");
    let mut withdrawn = given("subject", "2026-11-20");
    withdrawn["answer"] = json!("withdrawn");
    assert_eq!(
        asked(json!([given("subject", "2026-11-19"), withdrawn])),
        "incomplete"
    );
    assert_eq!(
        asked(json!([withdrawn, given("subject", "2026-11-21")])),
        "permitted"
    );
}

#[test]
fn a_minors_consents_are_two_and_the_missing_one_is_named() {
    let subject = json!({"born": "2013-01-01", "can_weigh": true, "represented_by": []});
    let answer = incomplete(
        with(
            disclosure(),
            json!({"subject": subject, "consents": [given("subject", "2026-11-20")]}),
        ),
        &["consent"],
    );
    assert_eq!(answer["needs"][0]["of"], json!(["parent-or-guardian"]));
}

#[test]
fn one_holders_refusal_leaves_it_incomplete() {
    let subject = json!({"born": "2018-01-01", "can_weigh": true, "represented_by": [], "holders": ["a", "b"]});
    let by = |who: &str, answer: &str| {
        json!({"of": "parent-or-guardian", "who": who, "answer": answer, "form": "oral", "for_this": true,
            "on": "2026-11-20"})
    };
    let asked = |consents: Value| {
        with(
            disclosure(),
            json!({"subject": subject, "consents": consents}),
        )
    };
    incomplete(
        asked(json!([by("a", "given"), by("b", "refused")])),
        &["consent"],
    );
    incomplete(asked(json!([by("a", "given")])), &["consent"]);
    permitted(
        asked(json!([by("b", "given"), by("a", "given")])),
        &["note-in-dossier"],
    );
}

#[test]
fn the_conversation_is_settled_by_held_and_failed() {
    let consents = json!([given("subject", "2026-11-20")]);
    for conversation in ["held", "failed"] {
        let question = with(
            disclosure(),
            json!({"consents": consents, "conversation": conversation}),
        );
        permitted(question, &["note-in-dossier"]);
    }
    let not_tried = json!({"consents": consents, "conversation": "not-tried"});
    incomplete(
        with(disclosure(), not_tried.clone()),
        &["three-way-conversation"],
    );
    permitted(
        with(
            with(disclosure(), not_tried.clone()),
            json!({"purpose": "learning"}),
        ),
        &["note-in-dossier"],
    );
    permitted(
        with(with(disclosure(), not_tried), json!({"charter": "wet"})),
        &["note-in-dossier"],
    );
    incomplete(disclosure(), &["consent"]);
}

#[test]
fn utrecht_asks_consent_where_the_table_does_not_except_in_three_kinds_of_rows() {
    let row = |from: &str, to: &str, purpose: &str, data: Value| {
        json!({"from": {"party": from}, "to": {"party": to, "relation": "other", "partner": true},
            "purpose": purpose, "data": data})
    };
    let school = row(
        "municipality",
        "school",
        "align-provisions",
        json!(["identity", "provision"]),
    );
    incomplete(with(disclosure(), school.clone()), &["consent"]);
    permitted(
        with(with(disclosure(), school), json!({"charter": "wet"})),
        &["note-in-dossier", "inform-client"],
    );
    for (from, to, purpose, data) in [
        (
            "municipality",
            "veilig-thuis",
            "investigate-abuse",
            json!(["identity", "health"]),
        ),
        (
            "municipality",
            "child-protection-board",
            "investigate-protection-measure",
            json!(["health"]),
        ),
        (
            "gp",
            "certified-institution",
            "carry-out-supervision-order",
            json!(["criminal", "religion"]),
        ),
        (
            "certified-institution",
            "municipality",
            "finance-measure",
            json!(["invoice"]),
        ),
    ] {
        for charter in ["utrecht", "wet"] {
            let question = with(
                with(disclosure(), row(from, to, purpose, data.clone())),
                json!({"charter": charter}),
            );
            permitted(question, &["note-in-dossier", "inform-client"]);
        }
        let other_law = with(disclosure(), row(from, to, purpose, data.clone()));
        let other_law = ask(&with(other_law, json!({"law": "participatiewet"})));
        let any_law = purpose == "investigate-abuse";
        assert_eq!(other_law["outcome"] == "permitted", any_law, "{purpose}");
    }
    let more = row(
        "municipality",
        "veilig-thuis",
        "investigate-abuse",
        json!(["identity", "debts"]),
    );
    incomplete(with(disclosure(), more), &["consent"]);
    let no_purpose = json!({"from": {"party": "gp"}, "to": {"party": "certified-institution",
        "relation": "other", "partner": true}, "purpose": null, "charter": "wet"});
    incomplete(with(disclosure(), no_purpose), &["purpose", "consent"]);
}

#[test]
fn parents_of_somebody_under_16_need_no_consent_in_a_row() {
    let to_parent = |born: &str, charter: &str| {
        with(
            disclosure(),
            json!({"charter": charter, "from": {"party": "youth-care-provider"},
                "to": {"party": "parent-or-guardian", "relation": "other", "partner": true},
                "purpose": "carry-out-youth-help", "data": ["health"],
                "subject": {"born": born, "can_weigh": true, "represented_by": []}}),
        )
    };
    permitted(
        to_parent("2010-11-22", "wet"),
        &["note-in-dossier", "inform-client"],
    );
    incomplete(to_parent("2010-11-21", "wet"), &["consent"]);
    incomplete(to_parent("2010-11-22", "utrecht"), &["consent"]);
}

#[test]
fn early_signals_need_a_basis() {
    let signal = |law: &str, to: &str| {
        with(
            disclosure(),
            json!({"purpose": "early-signal", "law": law, "consents": [given("subject", "2026-11-20")],
                "to": {"party": to, "relation": "other", "partner": true}}),
        )
    };
    prohibited(
        signal("wmo", "housing-association"),
        "wet.disclosure.early-signal",
    );
    permitted(signal("wmo", "veilig-thuis"), &["note-in-dossier"]);
    permitted(signal("jeugdwet", "other"), &["note-in-dossier"]);
    let vital = with(signal("wmo", "police"), json!({"safety": safety("client")}));
    permitted(vital, &["note-in-dossier", "inform-client"]);
    let not_counted = json!({"safety": safety("employee"), "on": "2018-05-24", "consents": []});
    prohibited(
        with(signal("wmo", "police"), not_counted),
        "wet.disclosure.early-signal",
    );
}

#[test]
fn enforcement_hears_it_after_the_client_did() {
    let to_police = json!({"purpose": "enforcement", "to": {"party": "police", "relation": "other", "partner": true}});
    incomplete(
        with(disclosure(), to_police.clone()),
        &["consent", "confront-client"],
    );
    incomplete(
        with(
            with(disclosure(), to_police.clone()),
            json!({"confronted": true}),
        ),
        &["consent"],
    );
    let safe = with(
        with(disclosure(), to_police),
        json!({"safety": safety("environment")}),
    );
    permitted(safe, &["note-in-dossier", "inform-client"]);
}

#[test]
fn veilig_thuis_is_answered_without_consent_or_conversation() {
    let answer = json!({"purpose": "answer-veilig-thuis", "conversation": "not-tried", "law": "welzijn",
        "to": {"party": "veilig-thuis", "relation": "other", "partner": true}});
    permitted(
        with(disclosure(), answer.clone()),
        &["note-in-dossier", "inform-client"],
    );
    let unweighed = with(with(disclosure(), answer), json!({"weighing": null}));
    incomplete(unweighed, &["necessity", "proportionality", "subsidiarity"]);
}

#[test]
fn who_can_neither_consent_nor_be_represented_stops_it_safety_aside() {
    let subject = json!({"born": "1980-01-01", "can_weigh": false, "represented_by": []});
    let question = with(disclosure(), json!({"subject": subject}));
    let answer = prohibited(question.clone(), "wet.disclosure.nobody-can-consent");
    assert_eq!(words(&answer, "needs"), Vec::<String>::new());
    permitted(
        with(question, json!({"safety": safety("client")})),
        &["note-in-dossier", "inform-client"],
    );
}

#[test]
fn utrecht_knows_no_unavoidable() {
    let claimed = json!({"unavoidable": {"because": "x", "consulted": ["colleague", "manager"]}});
    let answer = incomplete(with(disclosure(), claimed), &["consent"]);
    assert!(rules(&answer).contains(&"utrecht.disclosure.unavoidable".to_owned()));
}

#[test]
fn safety_takes_away_conversation_and_consent_and_nothing_else() {
    let at_stake = |safety: Value| {
        with(
            disclosure(),
            json!({"safety": safety, "conversation": "not-tried"}),
        )
    };
    permitted(
        at_stake(safety("client")),
        &["note-in-dossier", "inform-client"],
    );
    incomplete(
        with(
            at_stake(safety("client")),
            json!({"weighing": {}, "purpose": null}),
        ),
        &["purpose", "necessity", "proportionality", "subsidiarity"],
    );
    let by_name = with(safety("client"), json!({"anonymised": false}));
    let answer = incomplete(at_stake(by_name), &["consultation"]);
    assert_eq!(
        answer["needs"][0],
        json!({"what": "consultation", "with": ["colleague", "manager"], "any_of": true, "anonymised": true})
    );
    let with_manager = with(safety("client"), json!({"consulted": ["manager"]}));
    permitted(
        at_stake(with_manager),
        &["note-in-dossier", "inform-client"],
    );
    let with_dpo = with(safety("client"), json!({"consulted": ["dpo"]}));
    incomplete(at_stake(with_dpo), &["consultation"]);
    let postponed = with(safety("client"), json!({"client": "postponed"}));
    incomplete(at_stake(postponed.clone()), &["reason"]);
    let blank = with(postponed.clone(), json!({"postponed_because": " "}));
    incomplete(at_stake(blank), &["reason"]);
    let explained = with(postponed, json!({"postponed_because": "danger"}));
    permitted(
        at_stake(explained),
        &["note-in-dossier", "inform-client-later"],
    );
    let informed = with(safety("client"), json!({"client": "informed"}));
    permitted(at_stake(informed), &["note-in-dossier"]);
}

#[test]
fn an_employees_safety_counts_from_2018_and_before_is_as_if_it_were_null() {
    let question =
        |on: &str, safety: Value| with(disclosure(), json!({"on": on, "safety": safety}));
    assert_eq!(
        ask(&question("2018-05-24", safety("employee"))),
        ask(&question("2018-05-24", Value::Null))
    );
    permitted(
        question("2018-05-25", safety("employee")),
        &["note-in-dossier", "inform-client"],
    );
}

#[test]
fn written_consent_keeps_its_form_and_strangers_hear_the_outline() {
    let mut written = given("subject", "2026-11-20");
    written["form"] = json!("written");
    let to = json!({"party": "school", "relation": "other", "partner": false});
    permitted(
        with(disclosure(), json!({"consents": [written], "to": to})),
        &["note-in-dossier", "inform-recipient", "keep-form"],
    );
}

#[test]
fn anonymous_data_for_learning_and_policy_are_no_disclosure() {
    let bare = json!({"weighing": {}, "conversation": "not-tried", "anonymous": true});
    for purpose in ["learning", "policy-figures"] {
        let question = with(
            with(disclosure(), bare.clone()),
            json!({"purpose": purpose}),
        );
        permitted(question, &[]);
    }
    let discussion = with(
        with(disclosure(), bare),
        json!({"purpose": "case-discussion"}),
    );
    assert_eq!(ask(&discussion)["outcome"], "incomplete");
    incomplete(
        with(disclosure(), json!({"purpose": "learning"})),
        &["consent"],
    );
    let figures = with(
        disclosure(),
        json!({"purpose": "policy-figures", "consents": [given("subject", "2026-11-20")]}),
    );
    prohibited(figures.clone(), "wet.disclosure.policy-figures");
    prohibited(
        with(figures.clone(), json!({"safety": safety("client")})),
        "wet.disclosure.policy-figures",
    );
    let to_ministry = json!({"to": {"party": "ministry", "relation": "other", "partner": true}});
    permitted(
        with(figures, to_ministry),
        &["note-in-dossier", "inform-client"],
    );
}

#[test]
fn recording_asks_necessity_and_for_health_all_three() {
    permitted(recording(), &[]);
    incomplete(
        with(recording(), json!({"weighing": {}, "purpose": null})),
        &["purpose", "necessity"],
    );
    for category in ["health", "criminal"] {
        incomplete(
            with(recording(), json!({"data": [category]})),
            &["proportionality", "subsidiarity"],
        );
    }
    incomplete(
        with(recording(), json!({"told_client": false})),
        &["told-client"],
    );
}

#[test]
fn what_information_waits_until_after_the_front_door() {
    let what = json!({"kind": "what", "moment": "front-door"});
    prohibited(
        with(recording(), what.clone()),
        "wet.recording.what-at-the-front-door",
    );
    permitted(
        with(
            recording(),
            json!({"kind": "what", "moment": "first-conversation"}),
        ),
        &[],
    );
    permitted(
        with(recording(), json!({"kind": "that", "moment": "front-door"})),
        &[],
    );
    let crisis = with(with(recording(), what), json!({"safety": safety("client")}));
    permitted(crisis, &["note-in-dossier", "inform-client"]);
}

#[test]
fn special_categories_need_a_ground_or_safety() {
    for category in [
        "religion",
        "ethnicity",
        "politics",
        "sexual-life",
        "union",
        "genetic",
    ] {
        let question = with(recording(), json!({"data": ["identity", category]}));
        prohibited(question.clone(), "wet.recording.special-category");
        prohibited(
            with(question.clone(), json!({"legal_ground": " "})),
            "wet.recording.special-category",
        );
        permitted(
            with(question.clone(), json!({"legal_ground": "GDPR 9(2)(h): x"})),
            &[],
        );
        permitted(
            with(question, json!({"safety": safety("client")})),
            &["note-in-dossier", "inform-client"],
        );
    }
    let origin = with(recording(), json!({"data": ["country-of-origin"]}));
    for changes in [
        json!({}),
        json!({"safety": safety("client")}),
        json!({"legal_ground": "x"}),
        json!({"anonymous": true}),
        json!({"anonymous": true, "purpose": "learning"}),
        json!({"purpose": "policy-figures"}),
    ] {
        prohibited(
            with(origin.clone(), changes),
            "wet.recording.country-of-origin",
        );
    }
    permitted(
        with(
            origin,
            json!({"anonymous": true, "purpose": "policy-figures"}),
        ),
        &[],
    );
}

#[test]
fn help_is_agreed_to_or_the_jeugdwet_asks_a_file() {
    let refuses = with(recording(), json!({"agrees_to_help": false}));
    for law in ["wmo", "participatiewet", "wgs", "welzijn"] {
        prohibited(
            with(refuses.clone(), json!({"law": law})),
            "wet.recording.otherwise",
        );
    }
    permitted(with(refuses.clone(), json!({"law": "jeugdwet"})), &[]);
    permitted(
        with(refuses, json!({"safety": safety("client")})),
        &["note-in-dossier", "inform-client"],
    );
}

#[test]
fn people_around_the_client_agree_themselves() {
    let involved = with(recording(), json!({"about": "involved-person"}));
    let answer = incomplete(involved.clone(), &["consent"]);
    assert_eq!(
        answer["needs"][0],
        json!({"what": "consent", "of": ["subject"], "form": "any"})
    );
    permitted(
        with(
            involved.clone(),
            json!({"consents": [given("subject", "2026-11-20")]}),
        ),
        &[],
    );
    permitted(
        with(involved.clone(), json!({"safety": safety("client")})),
        &["note-in-dossier", "inform-client"],
    );
    let unable =
        json!({"subject": {"born": "1980-01-01", "can_weigh": false, "represented_by": []}});
    prohibited(with(involved, unable), "wet.recording.nobody-can-consent");
}

#[test]
fn safety_in_recording_is_talked_over_first_too() {
    let alone = with(safety("client"), json!({"consulted": []}));
    incomplete(
        with(recording(), json!({"safety": alone})),
        &["consultation"],
    );
    let postponed = with(safety("client"), json!({"client": "postponed"}));
    incomplete(with(recording(), json!({"safety": postponed})), &["reason"]);
}

#[test]
fn the_table_of_recording_names_its_article_and_never_speaks_in_a_refusal() {
    let row = json!({"law": "jeugdwet", "purpose": "establish-problems", "data": ["problems"]});
    let answer = permitted(with(recording(), row.clone()), &[]);
    assert!(
        rules(&answer).contains(&"wet.recording.row-establish-problems".to_owned()),
        "{answer:#}"
    );
    // Registering and carrying out are two rows: each is named for its own data.
    let probation =
        json!({"law": "jeugdwet", "purpose": "carry-out-probation", "charter": "kempen"});
    let weighed = json!({"necessity": "x", "proportionality": "x", "subsidiarity": "x"});
    let probation = with(with(recording(), probation), json!({"weighing": weighed}));
    let unnamed = "kempen.recording.not-in-the-table".to_owned();
    let register = "wet.recording.row-register-probation".to_owned();
    let carry_out = "wet.recording.row-carry-out-probation".to_owned();
    for (data, named) in [
        (json!(["identity"]), vec![&register]),
        (json!(["criminal"]), vec![&carry_out]),
        (
            json!(["identity", "measure-plan"]),
            vec![&carry_out, &register],
        ),
        (json!(["identity", "debts"]), vec![&unnamed]),
    ] {
        let answer = permitted(with(probation.clone(), json!({"data": data})), &[]);
        let all = rules(&answer);
        for rule in [&carry_out, &register, &unnamed] {
            assert_eq!(
                all.contains(rule),
                named.contains(&rule),
                "{rule}: {answer:#}"
            );
        }
    }
    let early = json!({"kind": "what", "moment": "front-door"});
    let answer = prohibited(
        with(with(recording(), row), early),
        "wet.recording.what-at-the-front-door",
    );
    assert_eq!(rules(&answer).len(), 1, "{answer:#}");
}

#[test]
fn an_answer_cites_the_documents_of_the_charter_that_is_asked() {
    let source = |question: Value, rule: &str| {
        let answer = ask(&question);
        let reasons = answer["because"].as_array().unwrap();
        let reason = reasons.iter().find(|reason| reason["rule"] == rule);
        reason.unwrap()["source"].as_str().unwrap().to_owned()
    };
    for (charter, on, places) in [
        ("utrecht", "2018-05-24", "PC 2b; PC 3"),
        ("utrecht", "2018-05-25", "PV 2.2; PV 2A"),
        ("utrecht-zuidoost", "2026-11-21", "ZO 5.1"),
        ("kempen", "2026-11-21", "KE-X 1"),
        ("wet", "2026-11-21", "PV 2.2; PV 2A; ZO 5.1; KE-X 1"),
    ] {
        let question = with(recording(), json!({"charter": charter, "on": on}));
        assert_eq!(source(question, "wet.recording.necessity"), places);
    }
    // What PV does not speak of stays as PC had it, and is cited from there.
    let early = with(recording(), json!({"kind": "what", "moment": "front-door"}));
    assert_eq!(
        source(early, "wet.recording.what-at-the-front-door"),
        "PC 6.1; PC 6.2"
    );
    // Where no document of its own says it, the places that do are all there is.
    let row = json!({"law": "jeugdwet", "purpose": "establish-problems", "data": ["problems"]});
    assert_eq!(
        source(
            with(recording(), row),
            "wet.recording.row-establish-problems"
        ),
        "KE-III 3"
    );
}

#[test]
fn every_reason_names_its_source_and_speaks_both_languages() {
    for rule in CHARTERS.rules() {
        let known = ["PC ", "PV ", "ZO ", "KE-"];
        let days = [rule.from, rule.until.unwrap_or(Date::MAX)];
        let cited: Vec<&str> = days.iter().flat_map(|day| rule.places(*day)).collect();
        let own = cited.iter().all(|place| *place == "Regie");
        let placed = cited
            .iter()
            .all(|place| known.iter().any(|name| place.starts_with(name)));
        // What no document says is a default of this system, and only what staff do besides the seven questions has any.
        assert!(!cited.is_empty(), "{}", rule.id);
        assert!(
            placed || (own && *rule.asked == [Asked::Act]),
            "{}: {cited:?}",
            rule.id
        );
        let default = rule.says.en.ends_with("A default of this system.");
        assert_eq!(default, own, "{}", rule.id);
        for law in days.iter().flat_map(|day| rule.articles(*day)) {
            assert!(law.starts_with(char::is_alphabetic), "{}: {law}", rule.id);
        }
        assert_ne!(rule.says.nl, rule.says.en, "{}", rule.id);
    }
}

#[test]
fn in_zuidoost_a_no_is_noted_and_the_form_of_a_no_about_health_kept() {
    let zuidoost = with(disclosure(), json!({"charter": "utrecht-zuidoost"}));
    let refused = |answer: &str| json!([{"of": "subject", "answer": answer, "form": "written", "for_this": true, "on": "2026-11-20"}]);
    let noted = "utrecht-zuidoost.disclosure.refusal-is-noted".to_owned();
    let kept = "utrecht-zuidoost.disclosure.form-kept-on-refusal".to_owned();
    for (data, answer, says) in [
        ("help-request", "refused", vec![&noted]),
        ("health", "refused", vec![&noted, &kept]),
        ("health", "withdrawn", vec![&noted, &kept]),
        ("health", "given", vec![]),
    ] {
        let question = with(
            zuidoost.clone(),
            json!({"data": [data], "consents": refused(answer)}),
        );
        let all = rules(&ask(&question));
        for rule in [&noted, &kept] {
            assert_eq!(
                all.contains(rule),
                says.contains(&rule),
                "{answer}: {all:?}"
            );
        }
    }
    // A no of somebody whose consent is not asked is nobody's no.
    let other = json!({"consents": [
        {"of": "parent-or-guardian", "answer": "refused", "form": "oral", "for_this": true, "on": "2026-11-20"}
    ]});
    assert!(!rules(&ask(&with(zuidoost, other))).contains(&noted));
}
