//! The client's own words: they stand at once beside the fact, a professional takes them in, and both versions stay. And a question first,
//! before an answer to a request for consent.

use crate::world::{Family, World, denied, entry, faults, nothing};
use jiff::civil::date;
use regie_casework::entry::{EntryInput, Shielding};
use regie_casework::thing::{TakenWay, TaskKind, WordsAbout};
use regie_casework::words::{MyWords, WordsInput, WordsView};
use regie_terms::{Consenter, Id, PersonId, RequestId};

/// A child of fourteen and a mother with authority: both act for the child.
async fn both() -> World {
    World::with(Family {
        born: date(2012, 5, 1),
        ..Family::default()
    })
    .await
}

fn wrong(text: &str) -> WordsInput {
    WordsInput {
        what: "wrong".into(),
        text: text.into(),
    }
}

async fn write(w: &World, login: &str, person: PersonId, entry: Option<Id>, text: &str) -> Id {
    let who = w.caller(login).await;
    w.house
        .write_words(&who, person, entry, &wrong(text), RequestId::fresh())
        .await
        .unwrap()
}

/// The words that somebody of the family reads in a person's file.
async fn read(w: &World, login: &str, person: PersonId) -> Vec<MyWords> {
    let who = w.caller(login).await;
    w.house.my_file(&who, person).await.unwrap().words
}

/// The words that somebody of staff reads in the dossier.
async fn staff(w: &World, login: &str) -> Vec<WordsView> {
    let who = w.caller(login).await;
    w.house.open_dossier(&who, w.dossier).await.unwrap().words
}

async fn waits(w: &World, login: &str, what: TaskKind) -> usize {
    let who = w.caller(login).await;
    let list = w.house.caseload(&who).await.unwrap();
    list.tasks.iter().filter(|t| t.what == what).count()
}

/// What a list of who looked says was done, newest first, looks at the portal and the dossier apart.
async fn acts(w: &World, login: &str, person: PersonId) -> Vec<String> {
    let who = w.caller(login).await;
    let list = w.house.who_looked(&who, person, None).await.unwrap();
    let looks = ["portal-view", "view-dossier", "lay-population"];
    let acts = list.lines.into_iter().map(|l| l.act);
    acts.filter(|act| !looks.contains(&act.as_str())).collect()
}

#[tokio::test]
async fn own_words_stand_at_once_and_are_taken_in_as_a_correction() {
    let w = both().await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Spijbelt.")
        .await;
    let words = write(&w, "kind", w.child, Some(fact), "Ik was ziek.").await;
    let mine = read(&w, "kind", w.child).await;
    assert_eq!(
        (
            mine[0].text.as_str(),
            mine[0].entry,
            mine[0].own,
            mine[0].what
        ),
        ("Ik was ziek.", Some(fact), true, WordsAbout::Wrong)
    );
    assert!(mine[0].taken.is_none());
    let seen = staff(&w, "noor").await;
    assert_eq!(
        (seen[0].writer.as_str(), seen[0].capacity, seen[0].entry),
        ("Sara Proef", Consenter::Subject, Some(fact))
    );
    assert_eq!(waits(&w, "noor", TaskKind::TakeWords).await, 1);

    let noor = w.caller("noor").await;
    let input = EntryInput {
        text: "Was ziek, en belde af.".into(),
        words: words.to_string(),
        ..entry(w.child)
    };
    // Words about one fact do not correct another.
    let other = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let said = w
        .house
        .correct_entry(
            &noor,
            w.dossier,
            other,
            &input,
            "Sara zei het.",
            RequestId::fresh(),
        )
        .await;
    assert_eq!(faults(said), [("words", "gone")]);
    let made = w
        .house
        .correct_entry(
            &noor,
            w.dossier,
            fact,
            &input,
            "Sara zei het.",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    // What was written stays, with what was done with it; and what it said before stays too.
    let mine = read(&w, "kind", w.child).await;
    let taken = mine[0].taken.clone().unwrap();
    assert_eq!(mine[0].text, "Ik was ziek.");
    assert_eq!(
        (taken.way, taken.entry, taken.by.as_deref()),
        (
            Some(TakenWay::Correction),
            Some(made.entry),
            Some("noor Test")
        )
    );
    let kind = w.caller("kind").await;
    let file = w.house.my_file(&kind, w.child).await.unwrap();
    assert!(
        file.entries
            .iter()
            .any(|e| e.id == fact && e.corrected_by == Some(made.entry))
    );
    assert_eq!(waits(&w, "noor", TaskKind::TakeWords).await, 0);
    // Once is enough, and what was taken in is not taken back.
    let said = w
        .house
        .record_entry(&noor, w.dossier, &input, RequestId::fresh())
        .await;
    assert_eq!(faults(said), [("words", "gone")]);
    let said = w
        .house
        .take_words_back(&kind, w.child, words, RequestId::fresh())
        .await;
    assert_eq!(faults(said), [("words", "taken")]);
    w.done().await;
}

#[tokio::test]
async fn both_versions_stand_with_an_answer_that_the_client_reads() {
    let w = both().await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Is boos.")
        .await;
    let words = write(&w, "kind", w.child, Some(fact), "Ik ben niet boos.").await;
    // Before it is taken in, the mother who reads of the same fact reads neither the words nor that there are any.
    assert!(read(&w, "moeder", w.child).await.is_empty());
    assert!(
        !acts(&w, "moeder", w.child)
            .await
            .contains(&"write-words".to_owned())
    );
    assert!(
        acts(&w, "kind", w.child)
            .await
            .contains(&"write-words".to_owned())
    );
    let noor = w.caller("noor").await;
    let said = w
        .house
        .answer_words(&noor, w.dossier, words, " ", RequestId::fresh())
        .await;
    assert_eq!(faults(said), [("answer", "missing")]);
    let request = RequestId::fresh();
    for _ in 0..2 {
        w.house
            .answer_words(&noor, w.dossier, words, "Goed dat je het zegt.", request)
            .await
            .unwrap();
    }
    for login in ["kind", "moeder"] {
        let seen = read(&w, login, w.child).await;
        let taken = seen[0].taken.clone().unwrap();
        assert_eq!(seen[0].own, login == "kind");
        assert_eq!(seen[0].capacity, Consenter::Subject);
        assert_eq!(
            (taken.way, taken.answer.as_deref()),
            (Some(TakenWay::Beside), Some("Goed dat je het zegt."))
        );
        assert!(
            acts(&w, login, w.child)
                .await
                .contains(&"answer-words".to_owned())
        );
    }
    assert_eq!(w.count("answer-words", true).await, 1);
    w.done().await;
}

#[tokio::test]
async fn an_addition_becomes_a_fact_and_what_is_taken_back_is_gone_but_for_its_line() {
    let w = both().await;
    let words = write(&w, "moeder", w.child, None, "Sara eet slecht.").await;
    // A parent's words are the parent's, for the child they are about and for staff.
    let seen = read(&w, "kind", w.child).await;
    assert_eq!(
        (seen[0].own, seen[0].capacity, seen[0].what),
        (false, Consenter::ParentOrGuardian, WordsAbout::Addition)
    );
    assert_eq!(staff(&w, "noor").await[0].writer, "Mieke Proef");
    let noor = w.caller("noor").await;
    let input = EntryInput {
        text: "Sara eet slecht.".into(),
        words: words.to_string(),
        ..entry(w.child)
    };
    w.house
        .record_entry(&noor, w.dossier, &input, RequestId::fresh())
        .await
        .unwrap();
    let mine = read(&w, "moeder", w.child).await;
    assert_eq!(
        mine[0].taken.as_ref().and_then(|t| t.way),
        Some(TakenWay::Entry)
    );

    let again = write(&w, "kind", w.child, None, "Dit toch niet.").await;
    let mother = w.caller("moeder").await;
    nothing(
        w.house
            .take_words_back(&mother, w.child, again, RequestId::fresh())
            .await,
    );
    let kind = w.caller("kind").await;
    let request = RequestId::fresh();
    for _ in 0..2 {
        w.house
            .take_words_back(&kind, w.child, again, request)
            .await
            .unwrap();
    }
    assert!(staff(&w, "noor").await.iter().all(|one| one.id != again));
    assert_eq!(waits(&w, "noor", TaskKind::TakeWords).await, 0);
    assert_eq!(w.count("take-words-back", true).await, 1);
    w.done().await;
}

#[tokio::test]
async fn about_what_is_shielded_or_another_nobody_writes_and_nothing_tells_of_it() {
    let w = both().await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Is bang thuis.")
        .await;
    let before = write(&w, "moeder", w.child, Some(fact), "Dat is niet zo.").await;
    let noor = w.caller("noor").await;
    w.house
        .shield_entry(
            &noor,
            w.dossier,
            fact,
            Shielding::Shield,
            "Veilig.",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let (mother, stranger) = (w.caller("moeder").await, w.caller("vreemde").await);
    let said = |who, person, of| {
        let house = w.house.clone();
        async move {
            house
                .write_words(who, person, of, &wrong("Nee."), RequestId::fresh())
                .await
        }
    };
    nothing(said(&mother, w.child, Some(fact)).await);
    nothing(said(&mother, w.child, Some(Id::fresh())).await);
    nothing(said(&mother, w.father, None).await);
    nothing(said(&stranger, w.child, None).await);
    nothing(said(&noor, w.child, None).await);
    // Her own words stay hers, without the fact; the child does not read of it, nor does a colleague who does not see the fact.
    let mine = read(&w, "moeder", w.child).await;
    assert_eq!((mine[0].id, mine[0].entry), (before, None));
    assert!(read(&w, "kind", w.child).await.is_empty());
    assert_eq!(staff(&w, "noor").await.len(), 1);
    let involve = regie_casework::dossier::AssignInput {
        place: "involved".into(),
        account: w.caller("olaf").await.account().to_string(),
        why: "Denkt mee.".into(),
        ..Default::default()
    };
    w.house
        .assign(&noor, w.dossier, &involve, RequestId::fresh())
        .await
        .unwrap();
    assert!(staff(&w, "olaf").await.is_empty());
    // What is made of her words is kept from her as the fact is: she reads that they were read.
    let input = EntryInput {
        text: "Moeder weerspreekt het.".into(),
        words: before.to_string(),
        ..entry(w.child)
    };
    w.house
        .correct_entry(
            &noor,
            w.dossier,
            fact,
            &input,
            "Zij zei het.",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let mine = read(&w, "moeder", w.child).await;
    let taken = mine[0].taken.clone().unwrap();
    assert_eq!((taken.way, taken.entry), (None, None));
    assert!(
        !acts(&w, "moeder", w.child)
            .await
            .contains(&"correct-entry".to_owned())
    );
    w.done().await;
}

#[tokio::test]
async fn a_question_first_is_answered_and_the_other_reads_neither() {
    let w = both().await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let share = w.asked(&[fact]).await;
    let kind = w.caller("kind").await;
    let said = w
        .house
        .ask_first(&kind, share, "", RequestId::fresh())
        .await;
    assert_eq!(faults(said), [("query", "missing")]);
    let text = "Hoort papa dit ook?";
    w.house
        .ask_first(&kind, share, text, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(waits(&w, "noor", TaskKind::AnswerQuery).await, 1);
    let noor = w.caller("noor").await;
    let page = w.house.open_share(&noor, w.dossier, share).await.unwrap();
    let query = &page.queries[0];
    assert_eq!(
        (query.text.as_str(), query.name.as_deref(), query.capacity),
        (text, Some("Sara Proef"), Consenter::Subject)
    );
    let of = (w.dossier, share, query.id);
    w.house
        .answer_query(&noor, of, "Nee, alleen de juf.", RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(waits(&w, "noor", TaskKind::AnswerQuery).await, 0);
    let said = w
        .house
        .answer_query(&noor, of, "Nog eens.", RequestId::fresh())
        .await;
    assert_eq!(faults(said), [("answer_query", "answered")]);
    let asked = w.house.consent_asked(&kind, share).await.unwrap().unwrap();
    assert_eq!(
        asked.queries[0].answer.as_ref().unwrap().0,
        "Nee, alleen de juf."
    );
    assert!(asked.answer.is_none(), "it stays open");
    let mother = w.caller("moeder").await;
    let hers = w
        .house
        .consent_asked(&mother, share)
        .await
        .unwrap()
        .unwrap();
    assert!(hers.queries.is_empty());
    let hers = acts(&w, "moeder", w.child).await;
    assert!(
        !hers
            .iter()
            .any(|act| act.ends_with("query") || act == "ask-first")
    );
    let mine = acts(&w, "kind", w.child).await;
    assert!(mine.iter().any(|act| act == "ask-first") && mine.iter().any(|a| a == "answer-query"));
    w.answer("kind", share, "yes").await.unwrap();
    w.done().await;
}

#[tokio::test]
async fn what_is_brought_along_waits_as_own_words_and_nothing_becomes_a_fact_by_itself() {
    let w = World::born(date(2012, 6, 15)).await;
    let (noor, olaf) = (w.caller("noor").await, w.caller("olaf").await);
    let mother = w.caller("moeder").await;
    w.fact(w.child, "jeugdwet", "problems", "Slaapt slecht.")
        .await;
    let input = super::documents::document(w.child);
    let paper = Some(regie_testkit::paper::PDF);
    w.house
        .add_document(&noor, w.dossier, &input, paper, RequestId::fresh())
        .await
        .unwrap();
    let along = regie_casework::portal::Along {
        readme: String::new(),
        held_back: String::new(),
        held_back_en: String::new(),
    };
    let archive = w.house.take_along(&mother, w.child, &along).await.unwrap();
    let brought = regie_exchange::portable::Brought::read(&archive, None).unwrap();
    let bring = async |who: &_, person, request| {
        w.house
            .bring_along(who, (w.dossier, person), &brought, request)
            .await
    };
    denied(bring(&olaf, w.child, RequestId::fresh()).await);
    nothing(bring(&noor, w.stranger, RequestId::fresh()).await);
    // It is the child's, and not the mother's.
    let wrong = bring(&noor, w.mother, RequestId::fresh()).await;
    assert_eq!(faults(wrong), [("person", "another")]);
    assert_eq!(w.count("bring-along", true).await, 0);

    let before = w.house.my_file(&mother, w.child).await.unwrap();
    let request = RequestId::fresh();
    for _ in 0..2 {
        assert_eq!(bring(&noor, w.child, request).await.unwrap(), 2);
    }
    assert_eq!(w.count("bring-along", true).await, 1);
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    assert_eq!(page.entries.len(), before.entries.len());
    let mut texts: Vec<&str> = page.words.iter().map(|one| one.text.as_str()).collect();
    texts.sort_unstable();
    assert_eq!(texts.len(), 2);
    assert_eq!(texts[0], "Slaapt slecht.");
    let from = w.house.settings().organisation.clone();
    let today = Some(w.house.today());
    let waits = |one: &WordsView| {
        one.taken.is_none()
            && one.brought.as_ref().is_some_and(|b| {
                (&b.organisation, b.recorded, b.checked, b.own_words)
                    == (&from, today, false, false)
            })
    };
    assert!(page.words.iter().all(waits));
    // The child reads that it was done, once; her mother, who does not read the words, reads of none.
    let told = async |who, person| {
        let list = w.house.who_looked(who, person, None).await.unwrap();
        list.lines.iter().filter(|l| l.act == "bring-along").count()
    };
    let child = w.caller("kind").await;
    assert_eq!(told(&child, w.child).await, 1);
    assert_eq!(told(&mother, w.child).await, 0);
    // The document that came along is read by who may look, from the words it came with and from no others.
    let of = |start: &str| {
        page.words
            .iter()
            .find(|one| one.text.starts_with(start))
            .unwrap()
            .id
    };
    let (paper, fact) = (of("Verslag van"), of("Slaapt slecht."));
    let shown = w
        .house
        .brought_document(&noor, w.dossier, paper)
        .await
        .unwrap();
    assert_eq!(shown.bytes, regie_testkit::paper::PDF);
    nothing(
        w.house
            .brought_document(&noor, w.dossier, fact)
            .await
            .map(|_| ()),
    );
    denied(
        w.house
            .brought_document(&olaf, w.dossier, paper)
            .await
            .map(|_| ()),
    );
    // A text longer than a client writes here is kept whole.
    let mut long = regie_exchange::portable::Brought::read(&archive, None).unwrap();
    long.data.facts[0].text = "Lang. ".repeat(1500);
    let at = (w.dossier, w.child);
    w.house
        .bring_along(&noor, at, &long, RequestId::fresh())
        .await
        .unwrap();
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    assert!(page.words.iter().any(|one| one.text.len() == 9000));
    w.done().await;
}

#[tokio::test]
async fn what_is_brought_says_who_wrote_it_and_waits_until_all_is_done() {
    let w = World::born(date(2012, 6, 15)).await;
    let (noor, child) = (w.caller("noor").await, w.caller("kind").await);
    w.fact(w.child, "jeugdwet", "problems", "Slaapt slecht.")
        .await;
    write(&w, "moeder", w.child, None, "Zij liegt.").await;
    let along = regie_casework::portal::Along {
        readme: String::new(),
        held_back: String::new(),
        held_back_en: String::new(),
    };
    use regie_exchange::portable::{Brought, Signed};
    let archive = w.house.take_along(&child, w.child, &along).await.unwrap();
    let Signed::BySomeKey(key) = Brought::read(&archive, None).unwrap().signed else {
        panic!("no key was given");
    };
    let brought = Brought::read(&archive, Some(&key)).unwrap();
    let writer = brought.data.own_words[0].writer.as_deref();
    assert_eq!(writer, Some("parent-or-guardian"));
    let before = waits(&w, "noor", TaskKind::TakeWords).await;
    w.house
        .bring_along(&noor, (w.dossier, w.child), &brought, RequestId::fresh())
        .await
        .unwrap();
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    let mut came: Vec<_> = page.words.iter().filter(|o| o.brought.is_some()).collect();
    // The task hangs on the fact, which came first: it is answered first.
    came.sort_by_key(|one| one.text == "Zij liegt.");
    assert_eq!(came.len(), 2);
    assert!(came.iter().all(|o| o.brought.as_ref().unwrap().checked));
    let said = came.iter().find(|o| o.text == "Zij liegt.").unwrap();
    assert_eq!(said.capacity, Consenter::ParentOrGuardian);
    assert!(said.brought.as_ref().unwrap().own_words);
    assert_eq!(waits(&w, "noor", TaskKind::TakeWords).await, before + 1);
    w.house.take_mail(50).await.unwrap();
    let mut left = before + 1;
    for (number, one) in came.iter().enumerate() {
        assert_eq!(waits(&w, "noor", TaskKind::TakeWords).await, left);
        w.house
            .answer_words(&noor, w.dossier, one.id, "Gelezen.", RequestId::fresh())
            .await
            .unwrap();
        left -= usize::from(number + 1 == came.len());
    }
    assert_eq!(waits(&w, "noor", TaskKind::TakeWords).await, before);
    // Whom it is about is told, and not the professional whose account took it in.
    let mails = w.house.take_mail(50).await.unwrap().len();
    let otherwise = waits(&w, "noor", TaskKind::ReachOtherwise).await;
    assert_eq!(mails + otherwise, 1, "{mails} mails, {otherwise} tasks");
    w.done().await;
}
