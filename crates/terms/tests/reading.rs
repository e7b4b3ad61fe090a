//! Questions are read strictly, and what is wrong is named.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use regie_terms::{Data, Purpose, Question, Set, Unreadable};

const DISCLOSURE: &str = r#"{"question": "disclosure", "charter": "kempen", "on": "2019-03-01", "law": "jeugdwet",
 "subject": {"born": "2012-05-01", "can_weigh": true, "represented_by": ["parent-or-guardian"]},
 "from": {"party": "municipality"},
 "to": {"party": "school", "relation": "other", "partner": true},
 "purpose": "align-provisions", "data": ["provision", "identity"],
 "weighing": {"necessity": "x", "proportionality": " ", "subsidiarity": null},
 "conversation": "held",
 "consents": [{"of": "subject", "answer": "given", "form": "written", "for_this": true, "on": "2019-02-27"}],
 "safety": null}"#;
const RECORDING: &str = r#"{"question": "recording", "charter": "utrecht", "on": "2026-11-21", "law": "wmo",
 "subject": {"born": "1980-01-01", "can_weigh": true, "represented_by": []}, "about": "client",
 "moment": "later", "kind": "that", "purpose": "support", "data": ["health"], "weighing": {}, "consents": [],
 "agrees_to_help": true, "told_client": true, "safety": null}"#;
const ACCESS: &str = r#"{"question": "access", "charter": "utrecht", "on": "2026-11-21", "act": "view",
 "who": {"function": "professional", "relation": "none", "declarations": ["confidentiality"]},
 "coordinator_present": false, "substitute_present": false, "reason": "weekend duty"}"#;
const CONSENT: &str = r#"{"question": "consent", "charter": "wet", "on": "2026-11-21",
 "subject": {"born": "1980-01-01", "can_weigh": true, "represented_by": []}, "data": []}"#;
const RETENTION: &str = r#"{"question": "retention", "charter": "utrecht", "on": "2026-11-21", "law": "jeugdwet",
 "file": "treatment", "closed": "2010-06-30", "last_change": "2010-06-30", "holds": ["complaint"]}"#;
const REQUEST: &str = r#"{"question": "request", "charter": "utrecht", "on": "2026-11-21", "right": "access",
 "received": "2026-11-01", "by": ["subject"], "signed": true, "identity_established": true,
 "subject": {"born": "1980-01-01", "can_weigh": true, "represented_by": []}, "about": "own", "refusal": null}"#;
const BREACH: &str = r#"{"question": "breach", "charter": "utrecht", "on": "2026-11-21", "lost": true,
 "unlawful": false, "sensitive": true, "many": false, "high_impact": false, "destroyed_or_affected": true,
 "unintelligible": false, "may_suffer": true, "can_protect_self": false}"#;
const ALL: [&str; 7] = [
    DISCLOSURE, RECORDING, ACCESS, CONSENT, RETENTION, REQUEST, BREACH,
];

fn wrong(json: &str) -> Unreadable {
    match Question::read(json) {
        Err(unreadable) => unreadable,
        Ok(_) => panic!("read although it should not be: {json}"),
    }
}

#[test]
fn every_question_reads_and_reads_back_from_what_it_writes() {
    for json in ALL {
        let question = Question::read(json).unwrap();
        let written = serde_json::to_string(&question).unwrap();
        assert_eq!(Question::read(&written).unwrap(), question, "{written}");
    }
}

#[test]
fn blank_texts_are_no_texts_and_lists_are_sets() {
    let Question::Disclosure(question) = Question::read(DISCLOSURE).unwrap() else {
        panic!("a disclosure");
    };
    assert!(question.weighing.necessity.is_some());
    assert_eq!(question.weighing.proportionality, None);
    assert_eq!(question.data, Set::from([Data::Identity, Data::Provision]));
    assert_eq!(question.purpose, Some(Purpose::AlignProvisions));
}

#[test]
fn the_path_and_what_is_accepted_are_named() {
    let cases = [
        (
            DISCLOSURE.replace("\"school\"", "\"skool\""),
            "to.party",
            "`skool`",
            "school",
        ),
        (
            DISCLOSURE.replace("2012-05-01", "2019-03-02"),
            "subject.born",
            "a day after `on`",
            "on or before",
        ),
        (
            DISCLOSURE.replace("2012-05-01", "2012-02-30"),
            "subject.born",
            "no such date",
            "YYYY-MM-DD",
        ),
        (
            DISCLOSURE.replace("2019-03-01", "1-3-2019"),
            "on",
            "no such date",
            "YYYY-MM-DD",
        ),
        (
            DISCLOSURE.replace("\"for_this\": true", "\"for_this\": 1"),
            "consents[0].for_this",
            "a number",
            "true",
        ),
        (
            DISCLOSURE.replace("[\"provision\", ", "[\"provision\", \"helth\", "),
            "data[1]",
            "`helth`",
            "health",
        ),
        (
            DISCLOSURE.replace("\"align-provisions\"", "\"support\""),
            "purpose",
            "`support`",
            "or null",
        ),
        (
            DISCLOSURE.replace("\"purpose\": \"align-provisions\", ", ""),
            "purpose",
            "no such field",
            "learning",
        ),
        (
            DISCLOSURE.replace("\"partner\": true", "\"partner\": true, \"partner\": true"),
            "to.partner",
            "twice",
            "once",
        ),
        (
            DISCLOSURE.replace("\"partner\": true", "\"partner\": true, \"x\": 1"),
            "to.x",
            "an unknown field",
            "partner",
        ),
        (
            DISCLOSURE.replace("\"held\"", "null"),
            "conversation",
            "null",
            "not-tried",
        ),
        (
            ACCESS
                .replace("\"disclosure\"", "x")
                .replace("\"access\"", "\"acces\""),
            "question",
            "`acces`",
            "access",
        ),
        (
            ACCESS.replace("\"who\"", "\"hwo\""),
            "hwo",
            "an unknown field",
            "who",
        ),
        ("[]".to_owned(), "question", "a list", "object"),
        (
            "{\"a\": 1}".to_owned(),
            "question",
            "no such field",
            "breach",
        ),
        (
            format!("{ACCESS}{ACCESS}"),
            "question",
            "no JSON",
            "one JSON object",
        ),
        (String::new(), "question", "no JSON", "one JSON object"),
    ];
    for (json, field, found, accepted) in cases {
        let unreadable = wrong(&json);
        assert_eq!(unreadable.field, field, "{json}");
        assert!(unreadable.found.contains(found), "{unreadable}");
        assert!(unreadable.accepted.contains(accepted), "{unreadable}");
    }
}

#[test]
fn only_the_listed_fields_may_be_left_out() {
    // (question, fields that may be absent or null); `purpose` may be null and not absent.
    let optional = [
        "safety",
        "anonymous",
        "confronted",
        "unavoidable",
        "reason",
        "last_change",
        "refusal",
        "legal_ground",
        "extended_because",
        "risk",
        "weighing",
    ];
    for json in ALL {
        let whole: serde_json::Map<String, serde_json::Value> = serde_json::from_str(json).unwrap();
        for name in whole.keys() {
            let mut fewer = whole.clone();
            fewer.remove(name);
            let read = Question::read(&serde_json::to_string(&fewer).unwrap());
            assert_eq!(
                read.is_ok(),
                optional.contains(&name.as_str()),
                "without {name}: {read:?}"
            );
            let mut nulled = whole.clone();
            nulled.insert(name.clone(), serde_json::Value::Null);
            let read = Question::read(&serde_json::to_string(&nulled).unwrap());
            let may = optional.contains(&name.as_str()) || name == "purpose";
            assert_eq!(read.is_ok(), may, "{name} null: {read:?}");
        }
    }
}

#[test]
fn messages_hold_no_personal_data() {
    for json in [
        DISCLOSURE.replace("\"school\"", "\"Fatima de Vries\""),
        DISCLOSURE.replace("\"school\"", "\"999990019\""),
        DISCLOSURE.replace("2012-05-01", "2031-07-19"),
        DISCLOSURE.replace(
            "\"partner\": true",
            "\"partner\": true, \"Fatima de Vries\": 1",
        ),
        DISCLOSURE.replace("\"safety\": null", "\"safety\": \"Fatima de Vries\""),
    ] {
        let message = wrong(&json).to_string();
        for secret in ["Fatima", "999990019", "2031-07-19"] {
            assert!(!message.contains(secret), "{message}");
        }
    }
    let shown = format!("{:?}", Question::read(DISCLOSURE).unwrap());
    assert!(!shown.contains("2012"), "{shown}");
}

#[test]
fn deep_nesting_is_refused_and_does_not_overflow() {
    let deep = "[".repeat(100_000);
    assert_eq!(wrong(&deep).field, "question");
}
