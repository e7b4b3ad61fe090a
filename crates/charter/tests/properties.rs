//! What holds for every question, whatever the rules: found by random questions.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use regie_charter::Charters;
use regie_terms::*;

static CHARTERS: LazyLock<Charters> = LazyLock::new(|| Charters::builtin().unwrap());

fn day() -> impl Strategy<Value = Date> {
    select(vec![
        date(2017, 8, 7),
        date(2017, 12, 1),
        date(2018, 5, 24),
        date(2018, 5, 25),
        date(2026, 11, 21),
    ])
}

fn charter() -> impl Strategy<Value = Charter> {
    select(vec![Charter::Utrecht, Charter::Wet])
}

fn word<W: Word>() -> impl Strategy<Value = W> {
    select(W::ALL)
}

fn set<W: Word>(most: usize) -> impl Strategy<Value = Set<W>> {
    subsequence(W::ALL, 0..=most.min(W::ALL.len())).prop_map(Set::from_iter)
}

fn text() -> impl Strategy<Value = Option<Text>> {
    prop_oneof![Just(None), Just(Text::new("x"))]
}

prop_compose! {
    fn subject()(
        born in select(vec![date(1970, 1, 1), date(2002, 2, 28), date(2004, 2, 29), date(2010, 5, 25), date(2015, 6, 1)]),
        can_weigh in any::<bool>(), represented_by in set(2), named in any::<bool>(),
    ) -> Subject {
        let holders = if named { vec![Text::new("a").unwrap(), Text::new("b").unwrap()] } else { Vec::new() };
        Subject { born, can_weigh, represented_by, holders }
    }
}

prop_compose! {
    fn weighing()(necessity in text(), proportionality in text(), subsidiarity in text()) -> Weighing {
        Weighing { necessity, proportionality, subsidiarity }
    }
}

prop_compose! {
    fn consent()(
        of in word(), who in prop_oneof![Just(None), Just(Text::new("a")), Just(Text::new("b"))],
        answer in word(), form in word(), for_this in any::<bool>(),
        on in select(vec![date(2017, 1, 1), date(2017, 8, 7), date(2026, 11, 21), date(2027, 1, 1)]),
    ) -> Consent {
        Consent { of, who, answer, form, for_this, on }
    }
}

prop_compose! {
    fn safety()(
        of in word(), consulted in set(3), anonymised in any::<bool>(), client in word(), postponed_because in text(),
    ) -> Safety {
        Safety { of, consulted, anonymised, client, postponed_because }
    }
}

prop_compose! {
    fn disclosure()(
        (charter, on, law, subject) in (charter(), day(), word(), subject()),
        (giver, receiver, relation, partner) in (word(), word(), word(), any::<bool>()),
        purpose in proptest::option::of(select(Purpose::disclosure())),
        data in set(3), weighing in weighing(), conversation in word(),
        consents in prop::collection::vec(consent(), 0..5),
        safety in proptest::option::of(safety()),
        (anonymous, confronted) in (any::<bool>(), any::<bool>()),
        unavoidable in proptest::option::of((text(), set(3))),
    ) -> Disclosure {
        Disclosure {
            charter, on, law, subject, from: Giver { party: giver },
            to: Receiver { party: receiver, relation, partner }, purpose, data, weighing, conversation, consents,
            safety, anonymous, confronted,
            unavoidable: unavoidable.map(|(because, consulted)| Unavoidable { because, consulted }),
        }
    }
}

prop_compose! {
    fn recording()(
        (charter, on, law, subject) in (charter(), day(), word(), subject()),
        (about, moment, kind) in (word(), word(), word()),
        purpose in proptest::option::of(select(Purpose::recording())),
        data in set(3), weighing in weighing(), consents in prop::collection::vec(consent(), 0..4),
        (agrees_to_help, told_client, anonymous) in (any::<bool>(), any::<bool>(), any::<bool>()),
        safety in proptest::option::of(safety()), legal_ground in text(),
    ) -> Recording {
        Recording {
            charter, on, law, subject, about, moment, kind, purpose, data, weighing, consents, agrees_to_help,
            told_client, safety, anonymous, legal_ground,
        }
    }
}

prop_compose! {
    fn access()(
        (charter, on, act) in (charter(), day(), word()),
        (function, relation, declarations) in (word(), word(), set(3)),
        (coordinator_present, substitute_present) in (any::<bool>(), any::<bool>()), reason in text(),
    ) -> Access {
        Access {
            charter, on, act, who: Who { function, relation, declarations }, coordinator_present,
            substitute_present, reason,
        }
    }
}

fn question() -> impl Strategy<Value = Question> {
    prop_oneof![
        5 => disclosure().prop_map(Question::Disclosure),
        3 => recording().prop_map(Question::Recording),
        2 => access().prop_map(Question::Access),
        1 => (charter(), day(), subject(), set(3)).prop_map(|(charter, on, subject, data)| {
            Question::Consent(ConsentQuestion { charter, on, subject, data })
        }),
    ]
}

fn ask(question: &Question) -> Answer {
    CHARTERS.ask(question).unwrap()
}

/// How open an answer is.
fn width(answer: &Answer) -> u8 {
    match answer.outcome {
        Outcome::Prohibited => 0,
        Outcome::Incomplete => 1,
        Outcome::Permitted => 2,
    }
}

fn json(answer: &Answer) -> String {
    serde_json::to_string(answer).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_answer_has_the_shape_of_its_outcome(question in question()) {
        let answer = ask(&question);
        prop_assert!(!answer.because.is_empty());
        match answer.outcome {
            Outcome::Permitted => prop_assert!(answer.needs.is_empty()),
            Outcome::Incomplete => prop_assert!(!answer.needs.is_empty() && answer.duties.is_empty()),
            Outcome::Prohibited => prop_assert!(answer.needs.is_empty() && answer.duties.is_empty()),
        }
        let ordered = |words: Vec<usize>| words.is_sorted_by(|a, b| a < b);
        prop_assert!(ordered(answer.needs.iter().map(|need| need.what.index()).collect()));
        prop_assert!(ordered(answer.duties.iter().map(|duty| duty.what.index()).collect()));
        let charters_first: Vec<(bool, &str)> =
            answer.because.iter().map(|r| (r.rule.starts_with("wet."), r.rule.as_str())).collect();
        prop_assert!(charters_first.is_sorted_by(|a, b| a < b), "{charters_first:?}");
        for reason in &answer.because {
            prop_assert!(!reason.source.is_empty() && !reason.says.nl.is_empty() && !reason.says.en.is_empty());
        }
    }

    #[test]
    fn asking_twice_gives_the_same_bytes_also_after_writing_the_question_down(question in question()) {
        let first = json(&ask(&question));
        prop_assert_eq!(&first, &json(&ask(&question)));
        let written = serde_json::to_string(&question).unwrap();
        if let Ok(read) = Question::read(&written) {
            prop_assert_eq!(first, json(&ask(&read)));
        }
    }

    #[test]
    fn the_order_of_lists_does_not_matter(mut q in disclosure()) {
        // Two answers of one person on one day are the exception: give every answer a day of its own.
        for (place, consent) in q.consents.iter_mut().enumerate() {
            consent.on = date(2017, 1, 1 + i8::try_from(place).unwrap());
        }
        let forward = json(&ask(&Question::Disclosure(q.clone())));
        q.consents.reverse();
        q.subject.holders.reverse();
        prop_assert_eq!(forward, json(&ask(&Question::Disclosure(q))));
    }

    #[test]
    fn one_more_refusal_never_widens(q in disclosure(), of in word::<Consenter>(), who in text()) {
        let before = width(&ask(&Question::Disclosure(q.clone())));
        let mut after = q.clone();
        after.consents.push(Consent {
            of, who, answer: ConsentAnswer::Refused, form: ConsentForm::Oral, for_this: true, on: q.on,
        });
        prop_assert!(width(&ask(&Question::Disclosure(after))) <= before);
    }

    #[test]
    fn one_more_fact_missing_never_widens(q in disclosure()) {
        let before = width(&ask(&Question::Disclosure(q.clone())));
        let mut less = q.clone();
        less.weighing = Weighing::default();
        prop_assert!(width(&ask(&Question::Disclosure(less))) <= before);
        let mut less = q.clone();
        less.consents.clear();
        prop_assert!(width(&ask(&Question::Disclosure(less))) <= before);
        let mut less = q;
        less.conversation = Conversation::NotTried;
        prop_assert!(width(&ask(&Question::Disclosure(less))) <= before);
    }

    #[test]
    fn safety_never_adds_a_need_for_consent_or_conversation(q in disclosure(), safety in safety()) {
        let mut without = q.clone();
        without.safety = None;
        let mut with = q;
        with.safety = Some(safety);
        let (without, with) = (ask(&Question::Disclosure(without)), ask(&Question::Disclosure(with)));
        for what in [NeedWord::Consent, NeedWord::ThreeWayConversation] {
            let needs = |answer: &Answer| answer.needs.iter().any(|need| need.what == what);
            if without.outcome == Outcome::Incomplete {
                prop_assert!(!needs(&with) || needs(&without));
            }
        }
        // What the weighing still lacks, safety does not excuse.
        if with.outcome == Outcome::Incomplete && without.outcome == Outcome::Incomplete {
            for what in [NeedWord::Purpose, NeedWord::Necessity, NeedWord::Proportionality, NeedWord::Subsidiarity] {
                let needs = |answer: &Answer| answer.needs.iter().any(|need| need.what == what);
                prop_assert_eq!(needs(&with), needs(&without));
            }
        }
    }

    #[test]
    fn with_everything_empty_nothing_is_permitted(
        (charter, on, law, subject) in (charter(), day(), word(), subject()),
        (giver, receiver, relation, partner) in (word(), word(), word(), any::<bool>()),
        purpose in proptest::option::of(select(Purpose::disclosure())), data in set(3),
    ) {
        let answer = ask(&Question::Disclosure(Disclosure {
            charter, on, law, subject, from: Giver { party: giver },
            to: Receiver { party: receiver, relation, partner }, purpose, data, weighing: Weighing::default(),
            conversation: Conversation::NotTried, consents: Vec::new(), safety: None, anonymous: false,
            confronted: false, unavoidable: None,
        }));
        prop_assert_ne!(answer.outcome, Outcome::Permitted);
    }

    #[test]
    fn reading_never_panics(text in ".{0,200}") {
        let _ = Question::read(&text);
    }
}
