//! What holds for every question, whatever the rules: found by random questions.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use regie_charter::Charters;
use regie_terms::*;
use regie_testkit::RuleFiles;

static CHARTERS: LazyLock<Charters> = LazyLock::new(|| Charters::builtin().unwrap());

/// Days on which every charter can be asked, on both sides of each change.
const DAYS: [Date; 7] = [
    date(2017, 8, 7),
    date(2017, 12, 1),
    date(2018, 5, 24),
    date(2018, 5, 25),
    date(2019, 12, 31),
    date(2020, 1, 1),
    date(2026, 11, 21),
];

fn day() -> impl Strategy<Value = Date> {
    select(DAYS.to_vec())
}

/// For each day the charters without any rule, figure or citation that holds on other days only.
static ON_THEIR_DAY: LazyLock<Vec<(Date, Charters)>> = LazyLock::new(|| {
    DAYS.map(|day| {
        let files = RuleFiles::read().unwrap().without_promises().0.into_iter();
        let files = files.map(|(path, text)| (path, only_on(day, &text)));
        (day, Charters::from_files(files.collect()).unwrap())
    })
    .into()
});

fn only_on(day: Date, text: &str) -> String {
    let mut file: toml::Table = text.parse().unwrap();
    let date_of = |value: &toml::Value| -> Date { value.to_string().parse().unwrap() };
    let mut gone: Vec<String> = Vec::new();
    for list in ["rule", "row", "value", "version", "offer"] {
        let Some(entries) = file.get_mut(list).and_then(toml::Value::as_array_mut) else {
            continue;
        };
        entries.retain(|entry| {
            let holds = entry.get("from").is_none_or(|from| date_of(from) <= day)
                && entry.get("until").is_none_or(|until| date_of(until) >= day);
            if !holds && let Some(id) = entry.get("id") {
                gone.push(id.as_str().unwrap().to_owned());
            }
            holds
        });
        for entry in entries.iter_mut().filter_map(toml::Value::as_table_mut) {
            if let Some(figures) = entry.get_mut("is").and_then(toml::Value::as_array_mut) {
                figures.retain(|figure| date_of(&figure["from"]) <= day);
                let last = figures.pop().map(|mut figure| {
                    let long_ago = "1900-01-01".parse().unwrap();
                    figure["from"] = toml::Value::Datetime(long_ago);
                    figure
                });
                figures.clear();
                figures.extend(last);
            }
            // When it began and when it ends makes no difference to the day; of a version it is its name.
            if list != "version" {
                entry.remove("from");
                entry.remove("until");
            }
            for cited in ["source", "law"] {
                let Some(texts) = entry.get(cited).and_then(toml::Value::as_table) else {
                    continue;
                };
                let last = texts
                    .iter()
                    .filter(|(from, _)| from.parse::<Date>().unwrap() <= day)
                    .max_by_key(|(from, _)| (*from).clone());
                match last.map(|(_, text)| text.clone()) {
                    Some(text) => entry.insert(cited.to_owned(), text),
                    None => entry.remove(cited),
                };
            }
        }
        entries.retain(|entry| {
            entry
                .get("is")
                .and_then(toml::Value::as_array)
                .is_none_or(|figures| !figures.is_empty())
        });
    }
    for list in ["rule", "row"] {
        for entry in file
            .get_mut(list)
            .and_then(toml::Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            if let Some(outweighed) = entry
                .get_mut("outweighs")
                .and_then(toml::Value::as_array_mut)
            {
                outweighed.retain(|id| !gone.iter().any(|gone| gone == id.as_str().unwrap()));
            }
        }
    }
    toml::to_string(&file).unwrap()
}

fn entries(file: &mut toml::Table) -> impl Iterator<Item = &mut Vec<toml::Value>> {
    let lists = file
        .iter_mut()
        .filter(|(list, _)| ["rule", "row"].contains(&list.as_str()));
    lists.filter_map(|(_, entries)| entries.as_array_mut())
}

/// The charters without any rule that says whose consent is asked.
static NOBODY_ASKED: LazyLock<Charters> = LazyLock::new(|| {
    let files = RuleFiles::read().unwrap().without_promises().0.into_iter();
    let files = files.map(|(path, text)| {
        let mut file: toml::Table = text.parse().unwrap();
        for entries in entries(&mut file) {
            // One that only says whom to ask would say nothing.
            let more = ["effect", "fact", "need", "duty", "term"];
            entries.retain(|entry| {
                entry.get("ask").is_none() || more.iter().any(|it| entry.get(it).is_some())
            });
            for entry in entries.iter_mut().filter_map(toml::Value::as_table_mut) {
                entry.remove("ask");
            }
        }
        (path, toml::to_string(&file).unwrap())
    });
    Charters::from_files(files.collect()).unwrap()
});

/// The rules that need consent.
static CONSENT: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut ids = Vec::new();
    for (path, text) in RuleFiles::read().unwrap().without_promises().0 {
        let mut file: toml::Table = text.parse().unwrap();
        let subject = file
            .get("subject")
            .and_then(|it| it.as_str())
            .unwrap_or_default()
            .to_owned();
        let charter = path.split('/').next().unwrap().to_owned();
        for entry in entries(&mut file).flatten() {
            let need = entry.get("need").and_then(|need| need.get("what"));
            if need.and_then(toml::Value::as_str) == Some("consent") {
                ids.push(format!(
                    "{charter}.{subject}.{}",
                    entry["id"].as_str().unwrap()
                ));
            }
        }
    }
    assert!(ids.len() > 8, "{ids:?}");
    ids
});

/// Every charter, on the first and last days of its versions and its citations and long after.
fn asked() -> impl Strategy<Value = (Charter, Date)> {
    let days = [
        date(2015, 1, 1),
        date(2017, 6, 19),
        date(2017, 8, 7),
        date(2017, 12, 1),
        date(2018, 5, 24),
        date(2018, 5, 25),
        date(2026, 11, 21),
    ];
    let holds = |charter: Charter, day: Date| CHARTERS.first_day(charter).unwrap() <= day;
    let pairs = Charter::ALL
        .iter()
        .flat_map(|charter| days.map(|day| (*charter, day)))
        .filter(|(charter, day)| holds(*charter, *day));
    select(pairs.collect::<Vec<_>>())
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
        born in select(vec![
            date(1970, 1, 1), date(2001, 8, 7), date(2002, 2, 28), date(2004, 2, 29), date(2010, 5, 25),
            date(2014, 11, 22),
        ]),
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
        ((charter, on), law, subject) in (asked(), word(), subject()),
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
        ((charter, on), law, subject) in (asked(), word(), subject()),
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
        ((charter, on), act) in (asked(), word()),
        (function, relation, declarations) in (word(), word(), set(3)),
        (coordinator_present, substitute_present) in (any::<bool>(), any::<bool>()), reason in text(),
    ) -> Access {
        Access {
            charter, on, act, who: Who { function, relation, declarations }, coordinator_present,
            substitute_present, reason,
        }
    }
}

/// Charters that answer about terms, requests and breaches.
fn any_charter() -> impl Strategy<Value = Charter> {
    word()
}

/// Days of closing, changing and receiving; the ends of months and leap days more often than others.
fn counted_day() -> impl Strategy<Value = Date> {
    prop_oneof![
        3 => (1990i16..2040, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| date(year, month, day)),
        1 => (1990i16..2040, 1i8..=12).prop_map(|(year, month)| date(year, month, 1).last_of_month()),
        1 => select(vec![date(2004, 2, 29), date(2008, 2, 29), date(2012, 2, 29), date(2024, 2, 29)]),
    ]
}

prop_compose! {
    fn retention()(
        (charter, on, law, file) in (any_charter(), day(), word(), word()),
        (closed, last_change) in (counted_day(), counted_day()), holds in set(2),
    ) -> Retention {
        Retention { charter, on, law, file, closed, last_change, holds, set: None }
    }
}

prop_compose! {
    fn request()(
        (charter, on, right, received) in (any_charter(), day(), word(), counted_day()),
        (by, signed, identity_established) in (set(3), any::<bool>(), any::<bool>()),
        (subject, about) in (subject(), word()), refusal in proptest::option::of(word()),
        extended_because in text(), law in proptest::option::of(word()),
    ) -> Request {
        Request {
            charter, on, right, received, by, signed, identity_established, subject, about, refusal,
            extended_because, law,
        }
    }
}

prop_compose! {
    fn breach()(
        (charter, on) in (any_charter(), day()), yes in prop::array::uniform9(any::<bool>()),
        risk in proptest::option::of(word()),
    ) -> Breach {
        let [lost, unlawful, sensitive, many, high_impact, destroyed_or_affected, unintelligible, may_suffer,
            can_protect_self] = yes;
        Breach {
            charter, on, lost, unlawful, sensitive, many, high_impact, destroyed_or_affected, unintelligible,
            may_suffer, can_protect_self, risk,
        }
    }
}

fn question() -> impl Strategy<Value = Question> {
    prop_oneof![
        5 => disclosure().prop_map(Question::Disclosure),
        3 => recording().prop_map(Question::Recording),
        2 => access().prop_map(Question::Access),
        2 => retention().prop_map(Question::Retention),
        3 => request().prop_map(Question::Request),
        1 => breach().prop_map(Question::Breach),
        1 => (asked(), subject(), set(3)).prop_map(|((charter, on), subject, data)| {
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

/// Full years on a day; somebody born on 29 February is a year older on 1 March.
fn years(born: Date, on: Date) -> i16 {
    let had_birthday = (on.month(), on.day()) >= (born.month(), born.day());
    on.year() - born.year() - i16::from(!had_birthday)
}

/// Who can consent for somebody, as CON-2 to CON-4 say it.
fn can_consent(of: Consenter, subject: &Subject, data: Set<Data>, on: Date) -> bool {
    let years = years(subject.born, on);
    let money = Set::from([Data::Income, Data::Debts, Data::Invoice]);
    let represents = |one: Representative| {
        one != Representative::Bewindvoerder || (!data.is_empty() && data.without(money).is_empty())
    };
    match of {
        Consenter::Subject => years >= 12 && subject.can_weigh,
        Consenter::ParentOrGuardian => years < 16,
        Consenter::Representative => {
            years >= 16 && !subject.can_weigh && subject.represented_by.iter().any(represents)
        }
    }
}

/// Whose consent an answer still needs.
fn still_asked(answer: &Answer) -> Set<Consenter> {
    answer
        .needs
        .iter()
        .find(|need| need.what == NeedWord::Consent)
        .map_or(Set::EMPTY, |need| match need.of {
            Some(Of::Consenters(of)) => of,
            _ => panic!("a need for the consent of nobody: {need:?}"),
        })
}

/// A written consent of everybody who answers as `of`, on the day asked.
fn on_paper(of: Consenter, subject: &Subject, on: Date) -> Vec<Consent> {
    let one = |who: Option<Text>| Consent {
        of,
        who,
        answer: ConsentAnswer::Given,
        form: ConsentForm::Written,
        for_this: true,
        on,
    };
    if of == Consenter::ParentOrGuardian && !subject.holders.is_empty() {
        subject
            .holders
            .iter()
            .map(|who| one(Some(who.clone())))
            .collect()
    } else {
        vec![one(None)]
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
            // Whoever is refused a right is told why; nothing else follows on a refusal.
            Outcome::Prohibited => prop_assert!(
                answer.needs.is_empty() && (answer.duties.is_empty() || question.kind() == QuestionKind::Request)
            ),
        }
        prop_assert_eq!(answer.keep.is_some(), question.kind() == QuestionKind::Retention);
        prop_assert_eq!(answer.terms.is_some(), question.kind() == QuestionKind::Request);
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
    fn one_more_refusal_never_widens_what_is_recorded(q in recording(), of in word::<Consenter>(), who in text()) {
        let before = width(&ask(&Question::Recording(q.clone())));
        let mut after = q.clone();
        after.consents.push(Consent {
            of, who, answer: ConsentAnswer::Refused, form: ConsentForm::Oral, for_this: true, on: q.on,
        });
        prop_assert!(width(&ask(&Question::Recording(after))) <= before);
    }

    #[test]
    fn one_more_consent_never_takes_a_permission_away(
        (disclosure, recording, mut more) in (disclosure(), recording(), consent()),
    ) {
        more.answer = ConsentAnswer::Given;
        let before = width(&ask(&Question::Disclosure(disclosure.clone())));
        let mut after = disclosure;
        after.consents.push(more.clone());
        prop_assert!(width(&ask(&Question::Disclosure(after))) >= before);
        let before = width(&ask(&Question::Recording(recording.clone())));
        let mut after = recording;
        after.consents.push(more);
        prop_assert!(width(&ask(&Question::Recording(after))) >= before);
    }

    /// The same where consent is all it takes, so that what one parent adds to what another said is met often.
    #[test]
    fn one_more_consent_never_takes_a_permission_away_where_it_hangs_on_consent(
        (charter, on) in asked(), mut q in disclosure(), mut more in consent(),
        parents in prop::collection::vec(consent(), 1..4),
    ) {
        let x = Text::new("x");
        q.weighing = Weighing { necessity: x.clone(), proportionality: x.clone(), subsidiarity: x };
        (q.charter, q.on, q.purpose) = (charter, on, Some(Purpose::SupplementaryCare));
        (q.conversation, q.safety, q.unavoidable) = (Conversation::Held, None, None);
        (q.subject.born, q.subject.can_weigh) = (on, true);
        q.consents = parents;
        for consent in q.consents.iter_mut().chain([&mut more]) {
            (consent.of, consent.for_this, consent.on) = (Consenter::ParentOrGuardian, true, on);
        }
        more.answer = ConsentAnswer::Given;
        let before = ask(&Question::Disclosure(q.clone()));
        let mut after = q;
        after.consents.push(more);
        prop_assert!(width(&ask(&Question::Disclosure(after))) >= width(&before));
    }

    #[test]
    fn every_consent_asked_can_be_given_and_then_is_no_longer_asked(question in question()) {
        let answer = ask(&question);
        let of = still_asked(&answer);
        let (subject, data, on) = match &question {
            Question::Disclosure(q) => (&q.subject, q.data, q.on),
            Question::Recording(q) => (&q.subject, q.data, q.on),
            Question::Consent(q) => (&q.subject, q.data, q.on),
            // Those who must act with the person who asks; acting is not consenting, but takes the same people.
            Question::Request(q) => {
                for one in of.iter() {
                    prop_assert!(can_consent(one, &q.subject, Set::EMPTY, q.on), "{one} in {answer:?}");
                }
                return Ok(());
            }
            _ => {
                prop_assert!(of.is_empty());
                return Ok(());
            }
        };
        for one in of.iter() {
            prop_assert!(can_consent(one, subject, data, on), "{one} in {answer:?}");
        }
        let given = of.iter().flat_map(|one| on_paper(one, subject, on));
        let after = match question.clone() {
            Question::Disclosure(mut q) => {
                q.consents = given.collect();
                Question::Disclosure(q)
            }
            Question::Recording(mut q) => {
                q.consents = given.collect();
                Question::Recording(q)
            }
            other => other,
        };
        if !matches!(after, Question::Consent(_)) && !of.is_empty() {
            let after = still_asked(&ask(&after));
            prop_assert!(after.and(of).is_empty(), "{after:?} still asked");
        }
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
        ((charter, on), law, subject) in (asked(), word(), subject()),
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
    fn only_the_rules_of_the_day_count(question in question()) {
        let of_that_day = ON_THEIR_DAY.iter().find(|(day, _)| *day == question.on());
        prop_assume!(of_that_day.is_some());
        let of_that_day = &of_that_day.unwrap().1;
        prop_assert_eq!(json(&ask(&question)), json(&of_that_day.ask(&question).unwrap()));
    }

    #[test]
    fn a_file_is_destroyed_after_its_last_day_and_when_nothing_holds_it(q in retention()) {
        let answer = ask(&Question::Retention(q.clone()));
        match answer.keep.unwrap() {
            None => prop_assert!(
                answer.outcome == Outcome::Incomplete
                    && answer.needs == [Need::plain(NeedWord::RetentionTerm)]
            ),
            Some(keep) => {
                prop_assert_eq!(answer.outcome == Outcome::Permitted, q.on > keep.until && q.holds.is_empty());
                prop_assert_ne!(answer.outcome, Outcome::Incomplete);
                prop_assert!(keep.until < keep.destroy_by);
            }
        }
        let mut free = q;
        free.holds = Set::EMPTY;
        let free = ask(&Question::Retention(free));
        prop_assert_eq!(free.keep, answer.keep);
        prop_assert!(width(&answer) <= width(&free));
    }

    #[test]
    fn a_later_day_to_count_from_never_shortens(q in retention(), later in counted_day()) {
        let keep = |q: &Retention| ask(&Question::Retention(q.clone())).keep.unwrap();
        let before = keep(&q);
        for after in [
            Retention { closed: q.closed.max(later), ..q.clone() },
            Retention { last_change: q.last_change.max(later), ..q.clone() },
        ] {
            prop_assert!(before.map(|it| (it.until, it.destroy_by)) <= keep(&after).map(|it| (it.until, it.destroy_by)));
        }
    }

    #[test]
    fn a_charter_never_keeps_shorter_or_answers_later_than_the_law(r in retention(), q in request()) {
        let law = Retention { charter: Charter::Wet, ..r.clone() };
        let until = |q| ask(&Question::Retention(q)).keep.unwrap().map(|keep| keep.until);
        prop_assert!(until(law) <= until(r));
        let law = Request { charter: Charter::Wet, ..q.clone() };
        let by = |q| ask(&Question::Request(q)).terms.unwrap();
        let (law, own) = (by(law), by(q));
        prop_assert!(own.answer_by <= law.answer_by);
        prop_assert_eq!(own.carry_out_by, law.carry_out_by);
    }

    #[test]
    fn terms_of_a_request_depend_on_its_receipt_alone(q in request(), other in request()) {
        let terms = |q: Request| ask(&Question::Request(q)).terms.unwrap();
        let own = terms(q.clone());
        prop_assert!(own.answer_by > q.received);
        let correcting = matches!(q.right, Right::Rectification | Right::Erasure);
        prop_assert_eq!(own.carry_out_by.is_some(), correcting);
        // Whoever asks, about what, refused or not.
        prop_assert_eq!(own, terms(Request {
            charter: q.charter, on: q.on, right: q.right, received: q.received, extended_because: q.extended_because,
            ..other
        }));
    }

    #[test]
    fn a_request_is_never_narrowed_by_what_was_missing(q in request()) {
        let before = ask(&Question::Request(q.clone()));
        let now = |more: Request| ask(&Question::Request(more));
        for more in [
            Request { by: Set::all(), ..q.clone() },
            Request { signed: true, ..q.clone() },
            Request { identity_established: true, ..q.clone() },
        ] {
            prop_assert!(width(&before) <= width(&now(more)));
        }
        let all = Request { by: Set::all(), signed: true, identity_established: true, ..q.clone() };
        if before.outcome == Outcome::Incomplete {
            prop_assert_eq!(now(all).outcome, Outcome::Permitted);
        }
        let ground_gone = now(Request { refusal: None, ..q });
        prop_assert!(width(&before) <= width(&ground_gone));
    }

    #[test]
    fn a_worse_breach_never_asks_less(q in breach()) {
        let duties = |q: Breach| -> Vec<DutyWord> {
            ask(&Question::Breach(q)).duties.iter().map(|duty| duty.what).collect()
        };
        let before = ask(&Question::Breach(q.clone()));
        prop_assert_eq!(before.outcome, Outcome::Permitted);
        prop_assert_eq!(before.duties.is_empty(), !q.lost && !q.unlawful);
        let before = duties(q.clone());
        for worse in [
            Breach { lost: true, ..q.clone() },
            Breach { unlawful: true, ..q.clone() },
            Breach { sensitive: true, ..q.clone() },
            Breach { many: true, ..q.clone() },
            Breach { high_impact: true, ..q.clone() },
            Breach { destroyed_or_affected: true, ..q.clone() },
            Breach { unintelligible: false, ..q.clone() },
            Breach { may_suffer: true, ..q.clone() },
            Breach { can_protect_self: true, ..q.clone() },
        ] {
            let after = duties(worse);
            prop_assert!(before.iter().all(|duty| after.contains(duty)));
        }
        // Nobody is told of a breach that the authority does not hear of.
        prop_assert!(!before.contains(&DutyWord::InformSubjects) || before.contains(&DutyWord::ReportToAp));
    }

    #[test]
    fn with_nothing_said_nothing_is_recorded_opened_consented_to_or_granted(
        (mut recording, mut access, consent) in (recording(), access(), (asked(), subject(), set(3))),
        request in request(),
    ) {
        recording.weighing = Weighing::default();
        recording.consents.clear();
        (recording.agrees_to_help, recording.told_client, recording.safety) = (false, false, None);
        prop_assert_ne!(ask(&Question::Recording(recording)).outcome, Outcome::Permitted);
        access.who.declarations = Set::EMPTY;
        access.reason = None;
        prop_assert_ne!(ask(&Question::Access(access)).outcome, Outcome::Permitted);
        let ((charter, on), subject, data) = consent;
        let question = Question::Consent(ConsentQuestion { charter, on, subject, data });
        prop_assert_ne!(ask(&question).outcome, Outcome::Permitted);
        let nothing = Request {
            by: Set::EMPTY, signed: false, identity_established: false, refusal: None, extended_because: None, ..request
        };
        prop_assert_ne!(ask(&Question::Request(nothing)).outcome, Outcome::Permitted);
    }

    /// An error in the rules: consent is asked and no rule says whose.
    #[test]
    fn a_rule_that_errs_refuses_whatever_is_asked(question in question()) {
        let (sound, broken) = (ask(&question), NOBODY_ASKED.ask(&question).unwrap());
        prop_assert!(width(&broken) <= width(&sound), "{broken:?} against {sound:?}");
        let asks = |answer: &Answer| answer.because.iter().any(|one| CONSENT.contains(&one.rule));
        if asks(&sound) && sound.outcome != Outcome::Prohibited {
            prop_assert_eq!(broken.outcome, Outcome::Prohibited);
            prop_assert!(broken.needs.is_empty());
            prop_assert!(asks(&broken), "{broken:?}");
        }
        // And so in every permit: there is none.
        prop_assert!(broken.outcome != Outcome::Permitted || !asks(&broken));
    }

    #[test]
    fn reading_never_panics(text in ".{0,200}") {
        let _ = Question::read(&text);
    }
}
