//! Decisions about who acts for somebody: asked by one, decided by another, standing until looked at again.

use crate::world::{Family, World, denied, faults, nothing};
use jiff::civil::date;
use regie_casework::Refused;
use regie_casework::acting::{ActingInput, DecideInput};
use regie_casework::portal::PortalCapacity;
use regie_casework::thing::{ActingWhat, TaskKind};
use regie_terms::{Id, PersonId, Representative, RequestId, Right};

fn ask(what: &str, person: PersonId, against: Option<PersonId>) -> ActingInput {
    ActingInput {
        what: what.into(),
        person: person.to_string(),
        against: against.map(|a| a.to_string()).unwrap_or_default(),
        matter: "Het plan voor de hulp.".into(),
        because: "Het plan moet nu gekozen worden.".into(),
        found: "Vergeet in het gesprek waar het over gaat.".into(),
        found_by: "De huisarts en de wijkverpleegkundige.".into(),
        ..ActingInput::default()
    }
}

fn answer(answer: &str) -> DecideInput {
    DecideInput {
        answer: answer.into(),
        because: "Dat blijkt uit wat is opgeschreven.".into(),
        review_on: "2027-05-01".into(),
    }
}

async fn asked(w: &World, login: &str, input: &ActingInput) -> Result<Id, Refused> {
    let who = w.caller(login).await;
    w.house
        .ask_acting(&who, w.dossier, input, RequestId::fresh())
        .await
}

async fn decide(w: &World, login: &str, acting: Id, input: &DecideInput) -> Result<(), Refused> {
    let who = w.caller(login).await;
    w.house
        .decide_acting(&who, w.dossier, acting, input, RequestId::fresh())
        .await
}

async fn waits(w: &World, login: &str) -> Vec<TaskKind> {
    let who = w.caller(login).await;
    let tasks = w.house.caseload(&who).await.unwrap().tasks;
    tasks.iter().map(|t| t.what).collect()
}

async fn can_weigh(w: &World) -> bool {
    let noor = w.caller("noor").await;
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    page.people
        .iter()
        .find(|p| p.id == w.child)
        .unwrap()
        .can_weigh
}

#[tokio::test]
async fn the_manager_decides_that_somebody_cannot_weigh_it_and_nobody_else() {
    let w = World::with(Family {
        born: date(2004, 3, 1),
        mother: false,
        mother_as: vec![Representative::Mentor],
        ..Family::default()
    })
    .await;
    let fact = w.fact(w.child, "wmo", "health", "Heeft zorg nodig.").await;
    let input = ask("cannot-weigh", w.child, None);
    denied(asked(&w, "olaf", &input).await);
    denied(asked(&w, "lies", &input).await);
    let empty = ActingInput {
        found: " ".into(),
        found_by: String::new(),
        ..input.clone()
    };
    assert_eq!(
        faults(asked(&w, "noor", &empty).await),
        [("found", "missing"), ("found_by", "missing")]
    );
    let acting = asked(&w, "noor", &input).await.unwrap();
    assert_eq!(
        faults(asked(&w, "sam", &input).await),
        [("person", "asked")]
    );
    // Asked is not decided.
    assert!(can_weigh(&w).await);
    assert_eq!(waits(&w, "lies").await, [TaskKind::DecideActing]);
    denied(decide(&w, "noor", acting, &answer("yes")).await);
    denied(decide(&w, "sam", acting, &answer("yes")).await);
    let lies = w.caller("lies").await;
    let shown = w.house.acting_page(&lies, w.dossier, acting).await.unwrap();
    assert!(shown.may_decide && !shown.opens);
    denied(w.house.open_dossier(&lies, w.dossier).await);
    let wrong = DecideInput {
        because: String::new(),
        review_on: String::new(),
        ..answer("yes")
    };
    assert_eq!(
        faults(decide(&w, "lies", acting, &wrong).await),
        [("because", "missing"), ("review_on", "missing")]
    );
    decide(&w, "lies", acting, &answer("yes")).await.unwrap();
    assert!(!can_weigh(&w).await);
    assert!(waits(&w, "lies").await.is_empty());

    // The mentor reads from now on, and the client reads that it was decided, by whom and why.
    let mother = w.caller("moeder").await;
    let file = w.house.my_file(&mother, w.child).await.unwrap();
    assert_eq!(file.capacity, PortalCapacity::Representative);
    assert_eq!(file.entries[0].id, fact);
    let kid = w.caller("kind").await;
    let told = w.house.my_decisions(&kid).await.unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].what, told[0].by.as_deref()),
        (ActingWhat::CannotWeigh, Some("lies Test"))
    );
    assert_eq!(told[0].because, answer("yes").because);

    // The day to look again comes, and goes by: it stands, and shows as late.
    w.day(date(2027, 4, 20));
    assert_eq!(waits(&w, "lies").await, [TaskKind::ReviewActing]);
    w.day(date(2027, 5, 2));
    let lies = w.caller("lies").await;
    assert!(w.house.caseload(&lies).await.unwrap().tasks[0].late);
    assert!(!can_weigh(&w).await);
    decide(&w, "lies", acting, &answer("no")).await.unwrap();
    assert!(can_weigh(&w).await);
    assert!(waits(&w, "lies").await.is_empty());
    assert_eq!(
        faults(decide(&w, "lies", acting, &answer("no")).await),
        [("answer", "over")]
    );
    let mother = w.caller("moeder").await;
    nothing(w.house.my_file(&mother, w.child).await);
    w.done().await;
}

#[tokio::test]
async fn nobody_is_said_not_to_weigh_what_they_are_not_asked() {
    // A child of eleven decides nothing in any case.
    let w = World::new().await;
    let input = ask("cannot-weigh", w.child, None);
    assert_eq!(
        faults(asked(&w, "noor", &input).await),
        [("person", "decides-not")]
    );
    w.done().await;
    // At fourteen it can be decided: then the parent decides alone.
    let w = World::born(date(2012, 6, 15)).await;
    let acting = asked(&w, "noor", &ask("cannot-weigh", w.child, None))
        .await
        .unwrap();
    let kid = w.caller("kind").await;
    w.house.my_file(&kid, w.child).await.unwrap();
    decide(&w, "lies", acting, &answer("yes")).await.unwrap();
    nothing(w.house.my_file(&kid, w.child).await);
    assert_eq!(w.house.my_decisions(&kid).await.unwrap().len(), 1);
    w.done().await;
}

#[tokio::test]
async fn a_limit_takes_a_matter_away_from_a_representative_and_nothing_else() {
    let w = World::with(Family {
        born: date(1990, 5, 5),
        child_can_weigh: false,
        mother: false,
        mother_as: vec![Representative::Curator],
        ..Family::default()
    })
    .await;
    let (debts, health) = (
        w.fact(w.child, "wmo", "debts", "Heeft schulden.").await,
        w.fact(w.child, "wmo", "health", "Heeft astma.").await,
    );
    let mother = w.caller("moeder").await;
    let reads = async || -> Vec<Id> {
        let file = w.house.my_file(&mother, w.child).await.unwrap();
        let mut ids: Vec<Id> = file.entries.iter().map(|e| e.id).collect();
        ids.sort_unstable();
        ids
    };
    let mut both = vec![debts, health];
    both.sort_unstable();
    assert_eq!(reads().await, both);
    let stranger = ask("limit", w.child, Some(w.father));
    assert_eq!(
        faults(asked(&w, "noor", &stranger).await),
        [("against", "acts-not")]
    );
    let input = ActingInput {
        data: vec!["debts".into()],
        ..ask("limit", w.child, Some(w.mother))
    };
    let acting = asked(&w, "noor", &input).await.unwrap();
    assert_eq!(reads().await, both);
    let share = w.asked(&[debts]).await;
    assert_eq!(w.house.consents_asked(&mother).await.unwrap().len(), 1);
    decide(&w, "lies", acting, &answer("yes")).await.unwrap();
    assert_eq!(reads().await, [health]);
    assert!(w.house.consents_asked(&mother).await.unwrap().is_empty());
    nothing(w.answer("moeder", share, "yes").await);
    // In another matter she goes on.
    w.asked(&[health]).await;
    assert_eq!(w.house.consents_asked(&mother).await.unwrap().len(), 1);
    decide(&w, "lies", acting, &answer("no")).await.unwrap();
    assert_eq!(reads().await, both);
    w.done().await;
}

/// What somebody reads in the portal, as text: their own pages, whom they are asked about, and a page of the child.
async fn reads(w: &World, login: &str) -> String {
    let who = w.caller(login).await;
    let files = w.house.my_files(&who).await.unwrap();
    let own: Vec<_> = files
        .iter()
        .map(|f| (f.person, f.capacity, f.known))
        .collect();
    let child = format!("{:?}", w.house.my_file(&who, w.child).await.err());
    let asked = w.house.consents_asked(&who).await.unwrap().len();
    let looked = w.house.who_looked(&who, w.father, None).await.unwrap();
    let acts: Vec<_> = looked.lines.iter().map(|l| (&l.act, l.happened)).collect();
    let decided = w.house.my_decisions(&who).await.unwrap();
    let ends = w.house.my_endings(&who).await.unwrap();
    format!("{own:?} {child} {asked} {acts:?} {decided:?} {ends:?}")
        .replace(&w.father.to_string(), "father")
        .replace(&w.child.to_string(), "child")
}

#[tokio::test]
async fn a_parent_who_is_kept_out_stands_as_one_without_authority() {
    let with = World::with(Family {
        both: true,
        born: date(2013, 6, 15),
        ..Family::default()
    })
    .await;
    let w = &with;
    let fact = w.fact(w.child, "jeugdwet", "problems", "Is bang.").await;
    let share = w.asked(&[fact]).await;
    let father = w.caller("vader").await;
    w.house.my_file(&father, w.child).await.unwrap();
    let input = ask("shut-out", w.child, Some(w.father));
    let acting = asked(w, "noor", &input).await.unwrap();
    // Alone it does nothing, and who asked does not decide.
    w.house.my_file(&father, w.child).await.unwrap();
    assert_eq!(
        faults(decide(w, "noor", acting, &answer("yes")).await),
        [("answer", "same-person")]
    );
    denied(decide(w, "olaf", acting, &answer("yes")).await);
    decide(w, "sam", acting, &answer("yes")).await.unwrap();
    nothing(w.house.my_file(&father, w.child).await);
    nothing(w.answer("vader", share, "no").await);
    assert!(
        w.house
            .question_over(&father, share)
            .await
            .unwrap()
            .is_none()
    );

    // Everything he reads is what somebody without authority reads.
    let without = World::with(Family {
        born: date(2013, 6, 15),
        ..Family::default()
    })
    .await;
    let other = without
        .fact(without.child, "jeugdwet", "problems", "Is bang.")
        .await;
    without.asked(&[other]).await;
    assert_eq!(reads(w, "vader").await, reads(&without, "vader").await);
    without.done().await;

    // No line about it is in anybody's list; who keeps the dossier has it.
    for act in ["ask-acting", "decide-acting"] {
        assert_eq!(w.count(act, true).await, 1);
    }
    for login in ["kind", "moeder"] {
        let who = w.caller(login).await;
        let looked = w.house.who_looked(&who, w.child, None).await.unwrap();
        assert!(looked.lines.iter().all(|l| !l.act.contains("acting")));
    }
    // The charter still asks him: the page says so, and nothing moves by it.
    let noor = w.caller("noor").await;
    let page = w.house.open_share(&noor, w.dossier, share).await.unwrap();
    let him = page.must_agree.iter().find(|a| a.person == Some(w.father));
    assert!(him.is_some_and(|a| a.kept_out && !a.portal));
    w.answer("kind", share, "yes").await.unwrap();
    w.answer("moeder", share, "yes").await.unwrap();
    denied(
        w.house
            .share_now(&noor, w.dossier, share, RequestId::fresh())
            .await,
    );
    // The child of thirteen reads that it was decided; the mother does not read it as hers.
    let kid = w.caller("kind").await;
    let told = w.house.my_decisions(&kid).await.unwrap();
    assert_eq!((told.len(), told[0].because.as_str()), (1, ""));
    let mother = w.caller("moeder").await;
    assert!(w.house.my_decisions(&mother).await.unwrap().is_empty());

    // Letting him in again takes two.
    decide(w, "noor", acting, &answer("no")).await.unwrap();
    nothing(w.house.my_file(&father, w.child).await);
    assert_eq!(
        faults(decide(w, "noor", acting, &answer("no")).await),
        [("answer", "same-person")]
    );
    decide(w, "lies", acting, &answer("no")).await.unwrap();
    w.house.my_file(&father, w.child).await.unwrap();
    with.done().await;
}

#[tokio::test]
async fn what_was_asked_can_be_taken_back_by_who_asked() {
    let w = World::with(Family {
        both: true,
        ..Family::default()
    })
    .await;
    let acting = asked(&w, "noor", &ask("shut-out", w.child, Some(w.father)))
        .await
        .unwrap();
    assert_eq!(waits(&w, "sam").await, [TaskKind::DecideActing]);
    let (noor, sam) = (w.caller("noor").await, w.caller("sam").await);
    nothing(
        w.house
            .drop_acting(&sam, w.dossier, acting, RequestId::fresh())
            .await,
    );
    let request = RequestId::fresh();
    for _ in 0..2 {
        w.house
            .drop_acting(&noor, w.dossier, acting, request)
            .await
            .unwrap();
    }
    assert!(waits(&w, "sam").await.is_empty());
    nothing(w.house.acting_page(&noor, w.dossier, acting).await);
    w.done().await;
}

#[tokio::test]
async fn who_is_kept_out_asks_nothing_consents_to_nothing_and_is_told_nothing() {
    let w = World::with(Family {
        both: true,
        born: date(2010, 11, 22),
        known: true,
        ..Family::default()
    })
    .await;
    let noor = w.caller("noor").await;
    let fact = w.fact(w.child, "jeugdwet", "problems", "Is bang.").await;
    let share = w.share(&[fact]).await;
    let access = crate::requests::asks(Right::Access, "");
    let before = crate::requests::ask(&w, "vader", w.child, &access)
        .await
        .unwrap();
    let input = ask("shut-out", w.child, Some(w.father));
    let acting = asked(&w, "noor", &input).await.unwrap();
    decide(&w, "sam", acting, &answer("yes")).await.unwrap();
    // What he asked is not granted any more, and on paper he is nobody who asks.
    let granted = crate::requests::decides("granted", "");
    denied(crate::requests::decide(&w, "noor", before, &granted).await);
    let by = format!("parent-or-guardian:{}", w.father);
    let paper = crate::requests::paper(w.child, Right::Portability, &by);
    let said = w
        .house
        .record_request(&noor, w.dossier, &paper, RequestId::fresh())
        .await;
    assert_eq!(faults(said), [("by", "unknown")]);
    // His yes at the table is nobody's; his no is written down.
    let shown = w.house.open_share(&noor, w.dossier, share).await.unwrap();
    let him = shown.must_agree.iter().find(|a| a.person == Some(w.father));
    let holder = him.and_then(|a| a.holder).unwrap();
    let says = async |answer: &str| {
        let input = regie_casework::consent::ConsentInput {
            of: "parent-or-guardian".into(),
            who: holder.to_string(),
            answer: answer.into(),
            way: "at-the-table".into(),
            form: "oral".into(),
            on: "2026-11-21".into(),
            ..Default::default()
        };
        w.house
            .record_consent(&noor, w.dossier, share, &input, None, RequestId::fresh())
            .await
    };
    assert_eq!(faults(says("given").await), [("who", "kept-out")]);
    says("refused").await.unwrap();
    // The day before her birthday he is mailed nothing: there is nothing for him to find.
    w.house.tell_ahead().await.unwrap();
    let father = w.caller("vader").await;
    let mailed = w
        .ledger
        .db()
        .rows("SELECT account FROM record WHERE kind = 'mail-notice'", &[])
        .await
        .unwrap();
    let to = |row: &regie_ledger::db::Row| Id::from_bytes(row.array(0).unwrap());
    assert!(!mailed.is_empty());
    assert!(mailed.iter().all(|row| to(row) != father.account().0));
    // Who asked it does not decide that it goes on.
    assert_eq!(
        faults(decide(&w, "noor", acting, &answer("yes")).await),
        [("answer", "same-person")]
    );
    w.done().await;
}

#[tokio::test]
async fn a_girl_whose_only_parent_is_kept_out_is_not_told_that_they_will_read_it() {
    let w = World::born(date(2012, 6, 15)).await;
    let kid = w.caller("kind").await;
    let asked_there = async || {
        let form = w
            .house
            .right_form(&kid, w.child, Right::Erasure, None)
            .await;
        form.unwrap().asked_there
    };
    assert!(asked_there().await);
    let input = ask("shut-out", w.child, Some(w.mother));
    let acting = asked(&w, "noor", &input).await.unwrap();
    decide(&w, "sam", acting, &answer("yes")).await.unwrap();
    assert!(!asked_there().await);
    w.done().await;
}
