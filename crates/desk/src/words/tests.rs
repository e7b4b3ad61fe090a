//! The texts of both languages held against each other, and against what pages ask for.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may stop")]
use std::collections::BTreeSet;
use std::path::Path;

use super::text::AREAS;
use super::vocabulary::every_word;
use super::{Lang, MISSING};

/// The keys of a language with the variables of each.
fn all(lang: Lang) -> Vec<(String, BTreeSet<String>)> {
    let mut found: Vec<(String, BTreeSet<String>)> = Vec::new();
    for (area, nl, en) in AREAS {
        for line in (if lang == Lang::Nl { nl } else { en })
            .lines()
            .filter(|line| !line.starts_with('#'))
        {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                let (key, _) = line
                    .split_once('=')
                    .unwrap_or_else(|| panic!("{area}: {line}"));
                found.push((key.trim().to_owned(), BTreeSet::new()));
            }
            if let Some((_, variables)) = found.last_mut() {
                variables.extend(line.split('$').skip(1).map(|rest| {
                    rest.chars()
                        .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
                        .collect::<String>()
                }));
            }
        }
    }
    found
}

#[test]
fn both_languages_have_the_same_texts_with_the_same_variables() {
    let sorted = |lang| {
        let mut keys = all(lang);
        keys.sort();
        keys
    };
    let (nl, en) = (sorted(Lang::Nl), sorted(Lang::En));
    let odd: Vec<_> = nl
        .iter()
        .filter(|key| !en.contains(key))
        .chain(en.iter().filter(|key| !nl.contains(key)))
        .collect();
    assert!(odd.is_empty(), "{odd:?}");
}

#[test]
fn no_text_stands_twice_and_each_can_be_read() {
    for lang in Lang::ALL {
        let mut seen = BTreeSet::new();
        for (key, variables) in all(lang) {
            assert!(seen.insert(key.clone()), "{key} stands twice");
            if variables.is_empty() {
                let text = lang
                    .may_say(&key)
                    .unwrap_or_else(|| panic!("{key} cannot be read"));
                assert!(
                    !text.trim().is_empty() && !text.contains('\u{2068}'),
                    "{key}"
                );
            } else {
                assert!(lang.is_open(&key), "{key} has variables");
            }
        }
    }
}

#[test]
fn every_word_of_the_vocabulary_is_spoken() {
    for (group, words) in every_word() {
        for word in words {
            for lang in Lang::ALL {
                assert!(
                    lang.may_say(&format!("{group}-{word}")).is_some(),
                    "{group}-{word}"
                );
            }
        }
    }
}

/// All templates and all source, as text.
fn written() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![
        Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"),
        Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
    ];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("words/tests.rs") {
                // Comments may speak of any text.
                let text: String = std::fs::read_to_string(&path)
                    .unwrap()
                    .lines()
                    .filter(|line| !line.trim_start().starts_with("//"))
                    .fold(String::new(), |all, line| all + line + "\n");
                found.push((path.display().to_string(), text));
            }
        }
    }
    found
}

/// What stands in quotes right after each `call(`.
fn called<'a>(text: &'a str, call: &str) -> Vec<&'a str> {
    text.match_indices(call)
        .filter_map(|(at, _)| text.get(at + call.len()..))
        .filter_map(|rest| {
            rest.trim_start()
                .strip_prefix('"')?
                .split_once('"')
                .map(|(key, _)| key)
        })
        .collect()
}

#[test]
fn no_page_asks_for_a_text_that_is_not_there() {
    let mut count = 0;
    for (file, text) in written() {
        for call in [".say(", ".with(", ".with2(", ".tell("] {
            for key in called(&text, call)
                .into_iter()
                .filter(|key| !key.contains('{'))
            {
                let known = Lang::Nl.may_say(key).is_some() || Lang::Nl.is_open(key);
                assert!(known, "{file}: {key}");
                count += 1;
            }
        }
    }
    assert!(count > 40, "only {count} found: is the search still right?");
}

/// A template that draws fields names their area at its top, `{# area: login #}` or `{# area: document or entry #}`, so that
/// each label can be checked here.
#[test]
fn every_field_has_a_label() {
    let kinds = [
        "text", "long", "date", "select", "radios", "checks", "tick", "yes_no", "file", "password",
        "code", "email",
    ];
    for (file, text) in written()
        .into_iter()
        .filter(|(file, _)| file.ends_with(".html"))
    {
        for kind in kinds {
            for name in called(&text, &format!("f.{kind}(")) {
                let area = text
                    .split_once("{# area: ")
                    .and_then(|(_, rest)| rest.split_once(" #}"))
                    .map(|(area, _)| area);
                let area = area.unwrap_or_else(|| panic!("{file} does not name its area"));
                let known = area
                    .split(" or ")
                    .any(|area| Lang::Nl.may_say(&format!("{area}-{name}")).is_some());
                assert!(known, "{file}: {area}-{name}");
            }
        }
    }
}

#[test]
fn variables_are_filled_without_marks_around_plain_words() {
    assert_eq!(Lang::Nl.with("who-for", "name", "Sevgi"), "voor Sevgi");
    assert_eq!(
        Lang::En.with("trouble-wait", "minutes", 1),
        "You can try again in one minute."
    );
    assert_eq!(
        Lang::Nl.with("trouble-wait", "minutes", 5usize),
        "Over 5 minuten kunt u het weer proberen."
    );
    assert_eq!(Lang::Nl.say("no-such-text"), MISSING);
    assert_eq!(Lang::Nl.list(&["a", "b", "c"]), "a, b en c");
}

/// One word for whom this is about, and the name of the law that Dutch readers know.
#[test]
fn dutch_says_client_one_way_and_avg() {
    for (area, nl, _) in AREAS {
        for (line, text) in nl.lines().enumerate() {
            let low = text.to_lowercase();
            for never in ["klant", "client ", "clienten", "gdpr"] {
                let said = low.split_once(" = ").map_or("", |(_, said)| said);
                assert!(!said.contains(never), "{area}.ftl:{}: {never}", line + 1);
            }
        }
    }
}

/// What the list of who looked says of every act that can stand in it. What has no words of its own says nothing to who reads it.
#[test]
fn every_act_in_the_list_of_who_looked_has_its_words() {
    let acts = [
        "add-authority",
        "add-document",
        "add-person",
        "answer-consent",
        "answer-query",
        "answer-words",
        "ask-consent",
        "ask-first",
        "ask-right",
        "assign",
        "attach-form",
        "begin-destruction",
        "begin-share",
        "break-glass",
        "bring-along",
        "carry-out-request",
        "claim-at-desk",
        "close-dossier",
        "complete-request",
        "complete-split",
        "copy-for-request",
        "correct-entry",
        "take-for-request",
        "decide-request",
        "destroy-dossier",
        "destroy-file",
        "decide-triage",
        "first-conversation",
        "disclose",
        "disclose-afterwards",
        "drop-note",
        "end-authority",
        "end-portal",
        "erase-fact",
        "evaluate-plan",
        "erase-file",
        "enter-with-reason",
        "enter-with-reason-dpo",
        "extend-request",
        "give-up-share",
        "hand-over",
        "invite-client",
        "join-request",
        "judge-glass",
        "judge-incident",
        "keep-document",
        "keep-note",
        "letter-returned",
        "lift-hold",
        "lift-restriction",
        "portal-view",
        "prepare-share",
        "print",
        "record-consent",
        "record-entry",
        "record-meeting",
        "record-request",
        "release",
        "release-share",
        "reopen-dossier",
        "reopen-portal",
        "set-hold",
        "save-proof",
        "restrict",
        "see-answer",
        "send-letter",
        "see-invitation",
        "set-channel",
        "settle-share",
        "show-staff",
        "start-dossier",
        "take-along",
        "tell-recipient",
        "take-out-document",
        "view-appointments",
        "view-authority",
        "view-document",
        "view-dossier",
        "view-glass",
        "view-incident",
        "view-letter",
        "view-portal-access",
        "withdraw-request",
        "write-plan",
        "read-for-request",
        "view-requests",
        "view-retention",
        "view-request",
    ];
    for lang in Lang::ALL {
        for act in acts {
            assert!(lang.may_say(&format!("did-{act}")).is_some(), "{act}");
        }
    }
}
