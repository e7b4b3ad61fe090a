//! Documents: putting one in, who may read it, looking at it again, and what the family sees of it.

use crate::world::{TODAY, World, denied, entry, faults, nothing};
use jiff::civil::date;
use regie_casework::document::{AgainInput, DocumentInput};
use regie_casework::dossier::AssignInput;
use regie_casework::entry::{EntryInput, FAMILY, Shielding};
use regie_casework::portal::Looker;
use regie_casework::thing::TaskKind;
use regie_casework::{Caller, Refused};
use regie_terms::{DossierId, Id, NeedWord, Outcome, PersonId, RequestId};

use regie_testkit::paper::{PDF, PNG};

/// A form of a document with everything filled in.
pub fn document(person: PersonId) -> DocumentInput {
    let text = |t: &str| t.to_owned();
    DocumentInput {
        label: EntryInput {
            text: text("Verslag van de logopedist"),
            source: text("third-party"),
            source_name: text("Logopedie Overvecht"),
            statement: text("other-view"),
            about_day: text("2026-11-03"),
            ..entry(person)
        },
        excerpt: text("De rechter vraagt het hele verslag."),
        readers: text("involved"),
        review_on: text("2027-02-01"),
        others: text("no"),
        ..DocumentInput::default()
    }
}

async fn put_in(w: &World, input: &DocumentInput) -> Id {
    let noor = w.caller("noor").await;
    w.house
        .add_document(&noor, w.dossier, input, Some(PDF), RequestId::fresh())
        .await
        .unwrap()
}

async fn involve(w: &World, login: &str) {
    let noor = w.caller("noor").await;
    let place = AssignInput {
        account: w.caller(login).await.account().to_string(),
        place: "involved".into(),
        why: "kijkt mee met de schuldhulp".into(),
        ..AssignInput::default()
    };
    w.house
        .assign(&noor, w.dossier, &place, RequestId::fresh())
        .await
        .unwrap();
}

/// The documents somebody sees in the dossier.
async fn seen(w: &World, login: &str) -> Vec<Id> {
    let who = w.caller(login).await;
    let page = w.house.open_dossier(&who, w.dossier).await.unwrap();
    page.documents.iter().map(|d| d.id).collect()
}

/// The documents a client sees about a person, and whether each opens.
async fn mine(w: &World, login: &str, person: PersonId) -> Vec<(Id, bool)> {
    let client = w.caller(login).await;
    let file = w.house.my_file(&client, person).await.unwrap();
    file.documents.iter().map(|d| (d.id, d.opens)).collect()
}

async fn again(w: &World, who: &Caller, id: Id, said: &AgainInput) -> Result<(), Refused> {
    w.house
        .look_at_document_again(who, w.dossier, id, said, RequestId::fresh())
        .await
}

fn said(answer: &str, until: &str, because: &str) -> AgainInput {
    AgainInput {
        answer: answer.into(),
        until: until.into(),
        because: because.into(),
    }
}

/// What waits for somebody about documents.
async fn waits(w: &World, login: &str) -> Vec<(Option<Id>, bool)> {
    let who = w.caller(login).await;
    let tasks = w.house.caseload(&who).await.unwrap().tasks;
    tasks
        .iter()
        .filter(|t| t.what == TaskKind::ReviewDocument)
        .map(|t| (t.of, t.late))
        .collect()
}

/// How many lines about somebody are about documents.
async fn told(w: &World, person: PersonId) -> usize {
    let lines = w.ledger.lines_about(person, i64::MAX, 1000).await.unwrap();
    lines
        .iter()
        .filter(|(_, l)| l.act.contains("document"))
        .count()
}

#[tokio::test]
async fn it_stands_once_with_its_label_and_opening_it_is_a_line_of_its_own() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let request = RequestId::fresh();
    for _ in 0..2 {
        let id = w
            .house
            .add_document(&noor, w.dossier, &document(w.child), Some(PDF), request)
            .await
            .unwrap();
        assert_eq!(id, request.0);
    }
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    let [found] = page.documents.as_slice() else {
        panic!("one document: {:?}", page.documents)
    };
    assert_eq!(found.title, "Verslag van de logopedist");
    assert_eq!(found.person, Some(w.child));
    assert_eq!(found.person_name, "Sara Proef");
    assert_eq!(found.review_on, date(2027, 2, 1));
    assert_eq!(found.about_day, Some(date(2026, 11, 3)));
    assert_eq!(found.excerpt, "De rechter vraagt het hele verslag.");
    assert!(!found.others && !found.shielded && found.looked_again.is_empty());
    assert_eq!(w.count("add-document", true).await, 1);
    let put_in = &w.lines().await[1];
    assert_eq!(
        (put_in.act.as_str(), put_in.body.kinds.as_slice()),
        (
            "add-document",
            &["document".to_owned(), "document-file".to_owned()][..]
        )
    );

    // Opening the dossier opened no document.
    assert_eq!(w.count("view-document", true).await, 0);
    let shown = w.house.document(&noor, w.dossier, found.id).await.unwrap();
    assert_eq!(
        (shown.media.as_str(), &shown.bytes[..]),
        ("application/pdf", PDF)
    );
    assert_eq!(w.count("view-document", true).await, 1);
    assert_eq!(w.lines().await[0].body.kinds, ["document-file"]);
    assert_eq!(told(&w, w.child).await, 2);
    assert_eq!(told(&w, w.mother).await, 0, "it is about the child alone");
    w.done().await;
}

#[tokio::test]
async fn a_colleague_and_a_dossier_that_is_not_there_get_the_same_refusal() {
    let w = World::new().await;
    let id = put_in(&w, &document(w.child)).await;
    let olaf = w.caller("olaf").await;
    let nowhere = DossierId::fresh();
    let add = async |dossier: DossierId| {
        let input = document(w.child);
        let said = w
            .house
            .add_document(&olaf, dossier, &input, Some(PDF), RequestId::fresh())
            .await;
        denied(said)
    };
    assert_eq!(add(w.dossier).await, add(nowhere).await);
    let view = async |dossier: DossierId| match w.house.document(&olaf, dossier, id).await {
        Err(Refused::Denied(answers)) => answers,
        _ => panic!("a denial was expected"),
    };
    assert_eq!(view(w.dossier).await, view(nowhere).await);
    denied(again(&w, &olaf, id, &said("out", "", "Weg ermee.")).await);
    denied(
        w.house
            .shield_document(
                &olaf,
                w.dossier,
                id,
                Shielding::Shield,
                "x",
                RequestId::fresh(),
            )
            .await,
    );
    for act in [
        "add-document",
        "view-document",
        "take-out-document",
        "shield-document",
    ] {
        assert_eq!(w.count(act, false).await, 1, "{act}");
    }
    // Another dossier of the same coordinator does not lead to it.
    let noor = w.caller("noor").await;
    let elsewhere = w.house.document(&noor, w.other_dossier, id).await;
    assert!(matches!(elsewhere, Err(Refused::NotFound)));
    // Who is involved looks, and does not write.
    involve(&w, "olaf").await;
    let olaf = w.caller("olaf").await;
    assert!(w.house.document(&olaf, w.dossier, id).await.is_ok());
    denied(again(&w, &olaf, id, &said("out", "", "Weg ermee.")).await);
    w.done().await;
}

#[tokio::test]
async fn every_question_is_asked_and_each_fault_stands_at_its_field() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let add = async |input: &DocumentInput, file: Option<&[u8]>| {
        w.house
            .add_document(&noor, w.dossier, input, file, RequestId::fresh())
            .await
    };
    let empty = faults(add(&DocumentInput::default(), None).await);
    for wanted in [
        ("person", "unpicked"),
        ("law", "unpicked"),
        ("kind", "unpicked"),
        ("category", "unpicked"),
        ("purpose", "unpicked"),
        ("text", "missing"),
        ("basis", "missing"),
        ("need", "missing"),
        ("source", "unpicked"),
        ("statement", "unpicked"),
        ("moment", "unpicked"),
        ("excerpt", "missing"),
        ("readers", "unpicked"),
        ("review_on", "missing"),
        ("others", "unpicked"),
        ("file", "missing"),
    ] {
        assert!(empty.contains(&wanted), "{wanted:?} in {empty:?}");
    }
    assert_eq!(empty.len(), 16, "nothing else has to be there: {empty:?}");

    let whole = document(w.child);
    let alter = |change: fn(&mut DocumentInput)| {
        let mut input = whole.clone();
        change(&mut input);
        input
    };
    let cases: Vec<(DocumentInput, (&str, &str))> = vec![
        (
            alter(|i| i.excerpt = " \u{200b}".into()),
            ("excerpt", "missing"),
        ),
        (
            alter(|i| i.excerpt = "é".repeat(1001)),
            ("excerpt", "too-long"),
        ),
        (
            alter(|i| i.label.text = "é".repeat(201)),
            ("text", "too-long"),
        ),
        (
            alter(|i| i.readers = "everybody".into()),
            ("readers", "unknown"),
        ),
        (
            alter(|i| i.review_on = "1850-01-01".into()),
            ("review_on", "too-early"),
        ),
        (
            alter(|i| i.review_on = "2026-11-21".into()),
            ("review_on", "too-early"),
        ),
        (
            alter(|i| i.review_on = "2028-11-22".into()),
            ("review_on", "too-late"),
        ),
        (
            alter(|i| i.review_on = "2250-01-01".into()),
            ("review_on", "too-late"),
        ),
        (
            alter(|i| i.review_on = "straks".into()),
            ("review_on", "no-date"),
        ),
        (
            alter(|i| i.others = "misschien".into()),
            ("others", "unknown"),
        ),
        (
            alter(|i| i.others_who = vec!["x".into()]),
            ("others_who", "unknown"),
        ),
        (
            alter(|i| i.label.person = "everybody".into()),
            ("person", "unknown"),
        ),
        (
            alter(|i| i.label.source_name = String::new()),
            ("source_name", "missing"),
        ),
    ];
    for (input, fault) in cases {
        assert_eq!(faults(add(&input, Some(PDF)).await), [fault]);
    }
    let about = |change: fn(&mut DocumentInput, PersonId), person| {
        let mut input = document(w.child);
        change(&mut input, person);
        input
    };
    let stranger = about(|i, p| i.label.person = p.to_string(), w.stranger);
    assert_eq!(
        faults(add(&stranger, Some(PDF)).await),
        [("person", "unknown")]
    );
    let who = |i: &mut DocumentInput, p: PersonId| {
        i.others = "yes".into();
        i.others_who = vec![p.to_string()];
    };
    for (person, code) in [(w.stranger, "unknown"), (w.child, "subject")] {
        assert_eq!(
            faults(add(&about(who, person), Some(PDF)).await),
            [("others_who", code)]
        );
    }
    let torn = about(|i, p| i.others_who = vec![p.to_string()], w.mother);
    assert_eq!(faults(add(&torn, Some(PDF)).await), [("others", "named")]);
    let mut large = b"%PDF-".to_vec();
    large.resize(5 * 1024 * 1024 + 1, 0);
    for (file, code) in [
        (&b"<html>"[..], "not-a-form"),
        (b"PK\x03\x04", "not-a-form"),
        (b"%PDF-1.7 and nothing more", "not-a-form"),
        (b"", "missing"),
        (&large, "too-large"),
    ] {
        assert_eq!(faults(add(&whole, Some(file)).await), [("file", code)]);
    }
    assert!(seen(&w, "noor").await.is_empty(), "nothing was half saved");
    assert_eq!(w.count("add-document", true).await, 0);
    // The first and the last day that can be chosen.
    for day in ["2026-11-22", "2028-11-21"] {
        let mut input = document(w.child);
        input.review_on = day.into();
        add(&input, Some(PNG)).await.unwrap();
    }
    w.done().await;
}

#[tokio::test]
async fn the_charter_says_whether_it_may_be_recorded() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let add = async |input: &DocumentInput| {
        w.house
            .add_document(&noor, w.dossier, input, Some(PDF), RequestId::fresh())
            .await
    };
    let mut health = document(w.child);
    health.label.category = "health".into();
    health.label.subsidiarity = " ".into();
    let answers = denied(add(&health).await);
    assert_eq!(answers.len(), 2);
    let needs: Vec<NeedWord> = answers[1].needs.iter().map(|n| n.what).collect();
    assert_eq!(needs, [NeedWord::Subsidiarity]);
    let beside = w
        .house
        .preview_document(&noor, w.dossier, &health)
        .await
        .unwrap();
    assert_eq!(beside.answers, answers, "the screen says what the act says");

    let mut door = document(w.child);
    door.label.moment = "front-door".into();
    assert_eq!(denied(add(&door).await)[1].outcome, Outcome::Prohibited);
    // Of a family, whoever stands in the way decides.
    door.label.person = FAMILY.into();
    assert_eq!(denied(add(&door).await)[1].outcome, Outcome::Prohibited);
    let beside = w
        .house
        .preview_document(&noor, w.dossier, &door)
        .await
        .unwrap();
    assert_eq!(beside.answers[1].outcome, Outcome::Prohibited);
    assert_eq!(w.count("add-document", false).await, 3);
    assert!(seen(&w, "noor").await.is_empty());
    w.done().await;
}

#[tokio::test]
async fn who_may_read_it_is_who_sees_it() {
    let w = World::new().await;
    involve(&w, "olaf").await;
    let open = put_in(&w, &document(w.child)).await;
    let mut narrow = document(w.child);
    narrow.readers = "coordinator".into();
    let narrow = put_in(&w, &narrow).await;
    for login in ["noor", "sam"] {
        assert_eq!(seen(&w, login).await, [narrow, open], "{login}");
        let who = w.caller(login).await;
        assert!(w.house.document(&who, w.dossier, narrow).await.is_ok());
    }
    assert_eq!(seen(&w, "olaf").await, [open]);
    let olaf = w.caller("olaf").await;
    let barred = w.house.document(&olaf, w.dossier, narrow).await;
    assert!(matches!(barred, Err(Refused::NotFound)));
    let never = w.house.document(&olaf, w.dossier, Id::fresh()).await;
    assert!(matches!(never, Err(Refused::NotFound)));
    w.done().await;
}

#[tokio::test]
async fn the_client_opens_what_is_about_them_alone() {
    let w = World::new().await;
    let alone = put_in(&w, &document(w.child)).await;
    let mut shared = document(w.child);
    shared.others = "yes".into();
    shared.others_who = vec![w.father.to_string()];
    let shared = put_in(&w, &shared).await;

    let noor = w.caller("noor").await;
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    assert_eq!(page.documents[0].others_who, ["Karel Proef"]);

    // Her mother has authority; the girl of eleven and her father do not act here, and their own pages say nothing.
    assert_eq!(
        mine(&w, "moeder", w.child).await,
        [(shared, false), (alone, true)]
    );
    assert!(mine(&w, "moeder", w.mother).await.is_empty());
    assert!(
        mine(&w, "vader", w.father).await.is_empty(),
        "he is in it, and it is not about him"
    );
    let father = w.caller("vader").await;
    nothing(w.house.my_file(&father, w.child).await);
    let mother = w.caller("moeder").await;
    let file = w.house.my_file(&mother, w.child).await.unwrap();
    assert_eq!(
        file.documents[1].label.source.name, None,
        "who told it is not named"
    );

    let shown = w.house.my_document(&mother, w.child, alone).await.unwrap();
    assert_eq!(
        (shown.name.as_str(), &shown.scan.bytes[..]),
        ("Sara Proef", PDF)
    );
    for (client, person, id) in [
        (&mother, w.child, shared),
        (&mother, w.mother, alone),
        (&mother, w.child, Id::fresh()),
        (&father, w.child, alone),
        (&father, w.father, shared),
    ] {
        let said = w.house.my_document(client, person, id).await;
        assert!(matches!(said, Err(Refused::NotFound)));
    }
    // Staff do not come in by the portal, nor clients by the dossier.
    assert!(w.house.my_document(&noor, w.child, alone).await.is_err());
    let by_dossier = w.house.document(&mother, w.dossier, alone).await;
    assert!(matches!(by_dossier, Err(Refused::NotFound)));
    // Her look stands in the list of who looked.
    let looks = w.house.who_looked(&mother, w.child, None).await.unwrap();
    let own = looks.lines.iter().filter(|l| l.act == "view-document");
    let own: Vec<_> = own.map(|l| (&l.who, l.happened)).collect();
    assert_eq!(own, [(&Looker::You, true)]);

    // At sixteen it is hers alone.
    w.day(date(2031, 6, 15));
    let mother = w.caller("moeder").await;
    let later = w.house.my_document(&mother, w.child, alone).await;
    assert!(matches!(later, Err(Refused::NotFound)));
    assert_eq!(mine(&w, "kind", w.child).await.len(), 2);
    w.done().await;
}

#[tokio::test]
async fn one_about_the_family_shows_to_each_of_them_and_is_opened_together() {
    let w = World::new().await;
    let mut input = document(w.child);
    input.label.person = FAMILY.into();
    let id = put_in(&w, &input).await;
    let noor = w.caller("noor").await;
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    assert_eq!(
        (
            page.documents[0].person,
            page.documents[0].person_name.as_str()
        ),
        (None, "")
    );
    for person in [w.child, w.mother, w.father] {
        assert_eq!(told(&w, person).await, 1);
    }
    for (login, person) in [
        ("moeder", w.child),
        ("moeder", w.mother),
        ("vader", w.father),
    ] {
        assert_eq!(mine(&w, login, person).await, [(id, false)], "{login}");
        let client = w.caller(login).await;
        let said = w.house.my_document(&client, person, id).await;
        assert!(matches!(said, Err(Refused::NotFound)), "{login}");
    }
    let stranger = w.caller("vreemde").await;
    let file = w.house.my_file(&stranger, w.stranger).await.unwrap();
    assert!(file.documents.is_empty());
    assert!(w.house.document(&noor, w.dossier, id).await.is_ok());
    assert_eq!(told(&w, w.father).await, 2, "a look concerns each of them");
    w.done().await;
}

#[tokio::test]
async fn on_its_day_it_comes_back_to_who_coordinates_then() {
    let w = World::new().await;
    let id = put_in(&w, &document(w.child)).await;
    assert!(waits(&w, "noor").await.is_empty(), "not before its day");
    let noor = w.caller("noor").await;
    assert_eq!(
        w.house.caseload(&noor).await.unwrap().dossiers[0].waiting,
        0
    );
    w.day(date(2027, 1, 31));
    assert!(waits(&w, "noor").await.is_empty());
    w.day(date(2027, 2, 1));
    assert_eq!(waits(&w, "noor").await, [(Some(id), false)]);
    assert!(waits(&w, "sam").await.is_empty());
    w.day(date(2027, 2, 2));
    assert_eq!(waits(&w, "noor").await, [(Some(id), true)]);

    // Whoever coordinates next finds it.
    let noor = w.caller("noor").await;
    let place = AssignInput {
        account: w.caller("olaf").await.account().to_string(),
        place: "coordinator".into(),
        ..AssignInput::default()
    };
    w.house
        .assign(&noor, w.dossier, &place, RequestId::fresh())
        .await
        .unwrap();
    assert!(waits(&w, "noor").await.is_empty());
    assert_eq!(waits(&w, "olaf").await, [(Some(id), true)]);

    let olaf = w.caller("olaf").await;
    let check = async |input: &AgainInput| faults(again(&w, &olaf, id, input).await);
    assert_eq!(
        check(&said("", "", "")).await,
        [
            ("answer", "unpicked"),
            ("because", "missing"),
            ("until", "missing")
        ]
    );
    assert_eq!(
        check(&said("burn", "2027-08-01", "x")).await,
        [("answer", "unknown")]
    );
    for (day, code) in [
        ("2027-02-02", "too-early"),
        ("2029-02-03", "too-late"),
        ("x", "no-date"),
    ] {
        assert_eq!(check(&said("keep", day, "x")).await, [("until", code)]);
    }
    assert_eq!(check(&said("out", "", " ")).await, [("because", "missing")]);

    let request = RequestId::fresh();
    for _ in 0..2 {
        w.house
            .look_at_document_again(
                &olaf,
                w.dossier,
                id,
                &said("keep", "2027-08-01", "De zaak loopt nog."),
                request,
            )
            .await
            .unwrap();
    }
    assert!(waits(&w, "olaf").await.is_empty());
    let page = w.house.open_dossier(&olaf, w.dossier).await.unwrap();
    let kept = &page.documents[0];
    assert_eq!(
        (kept.review_on, kept.looked_again.len()),
        (date(2027, 8, 1), 1)
    );
    assert_eq!(kept.looked_again[0].because, "De zaak loopt nog.");
    assert_eq!(w.count("keep-document", true).await, 1);
    w.day(date(2027, 8, 1));
    assert_eq!(waits(&w, "olaf").await, [(Some(id), false)]);
    w.done().await;
}

#[tokio::test]
async fn taken_out_nothing_of_it_is_left_but_its_lines() {
    let w = World::new().await;
    let id = put_in(&w, &document(w.child)).await;
    let other = put_in(&w, &document(w.child)).await;
    w.day(date(2027, 2, 1));
    assert_eq!(waits(&w, "noor").await.len(), 2);
    let sam = w.caller("sam").await;
    let request = RequestId::fresh();
    for _ in 0..2 {
        w.house
            .look_at_document_again(
                &sam,
                w.dossier,
                id,
                &said("out", "", "De conclusie staat er."),
                request,
            )
            .await
            .unwrap();
    }
    assert_eq!(w.count("take-out-document", true).await, 1);
    assert_eq!(waits(&w, "noor").await, [(Some(other), false)]);
    assert_eq!(seen(&w, "noor").await, [other]);
    assert_eq!(mine(&w, "moeder", w.child).await, [(other, true)]);
    let gone = w.house.document(&sam, w.dossier, id).await;
    assert!(matches!(gone, Err(Refused::NotFound)));
    nothing(again(&w, &sam, id, &said("keep", "2027-08-01", "Toch niet.")).await);
    let mother = w.caller("moeder").await;
    let looks = w.house.who_looked(&mother, w.child, None).await.unwrap();
    assert!(
        looks
            .lines
            .iter()
            .any(|l| l.act == "take-out-document" && l.happened)
    );
    w.done().await;
}

/// What the mother's pages say about the child: the facts, and who looked but for her own looks.
async fn pages(w: &World) -> String {
    let mother = w.caller("moeder").await;
    let file = w.house.my_file(&mother, w.child).await.unwrap();
    let mut looks = w.house.who_looked(&mother, w.child, None).await.unwrap();
    let own = Looker::You;
    looks
        .lines
        .retain(|l| l.who != own && l.act != "view-dossier");
    serde_json::to_string(&(file, looks.lines)).unwrap()
}

#[tokio::test]
async fn a_shielded_one_leaves_no_trace_where_the_family_and_colleagues_look() {
    let w = World::new().await;
    involve(&w, "olaf").await;
    w.fact(w.child, "jeugdwet", "problems", "Is bang thuis.")
        .await;
    let before = pages(&w).await;
    let noor = w.caller("noor").await;
    let mut input = document(w.child);
    input.shielded = "yes".into();
    let secret = put_in(&w, &input).await;
    assert!(w.house.document(&noor, w.dossier, secret).await.is_ok());
    again(&w, &noor, secret, &said("keep", "2027-03-01", "Nodig."))
        .await
        .unwrap();
    assert_eq!(pages(&w).await, before, "from the start there is no trace");
    assert_eq!(seen(&w, "sam").await, [secret]);
    assert!(seen(&w, "olaf").await.is_empty());
    let olaf = w.caller("olaf").await;
    let barred = w.house.document(&olaf, w.dossier, secret).await;
    assert!(matches!(barred, Err(Refused::NotFound)));
    let mother = w.caller("moeder").await;
    let barred = w.house.my_document(&mother, w.child, secret).await;
    assert!(matches!(barred, Err(Refused::NotFound)));
    w.done().await;
}

#[tokio::test]
async fn one_that_is_shielded_later_is_gone_from_their_pages_and_what_was_done_with_it_says_nothing()
 {
    let w = World::new().await;
    let id = put_in(&w, &document(w.child)).await;
    let noor = w.caller("noor").await;
    w.later(1);
    assert!(w.house.document(&noor, w.dossier, id).await.is_ok());
    let shown = pages(&w).await;
    assert!(shown.contains("logopedist") && shown.contains("view-document"));
    let shield = async |step: Shielding, why: &str| {
        w.house
            .shield_document(&noor, w.dossier, id, step, why, RequestId::fresh())
            .await
    };
    assert_eq!(
        faults(shield(Shielding::Shield, " ").await),
        [("reason", "missing")]
    );
    shield(Shielding::Shield, "Gevaar voor het kind.")
        .await
        .unwrap();
    shield(Shielding::Shield, "Nog een keer.").await.unwrap();
    assert_eq!(w.count("shield-document", true).await, 1);
    // The lines stay, since every proof of the list has them, and say no more than looking (left out here) and working in a dossier do.
    let before = pages(&w).await;
    for gone in ["logopedist", "document\"", "keep-"] {
        assert!(!before.contains(gone), "{gone}");
    }
    assert_eq!(before.matches("\"record-entry\"").count(), 1);
    again(&w, &noor, id, &said("keep", "2027-03-01", "Nodig."))
        .await
        .unwrap();
    assert_eq!(pages(&w).await, before);
    // Taking it away takes two.
    assert!(
        shield(Shielding::Ask, "Het gevaar is voorbij.")
            .await
            .unwrap()
    );
    assert_eq!(
        faults(shield(Shielding::Ask, "Echt.").await),
        [("reason", "same-person")]
    );
    assert_eq!(pages(&w).await, before);
    let sam = w.caller("sam").await;
    let confirmed = w.house.shield_document(
        &sam,
        w.dossier,
        id,
        Shielding::Confirm,
        "Klopt.",
        RequestId::fresh(),
    );
    assert!(!confirmed.await.unwrap());
    assert!(pages(&w).await.contains("logopedist"));
    nothing(
        w.house
            .shield_document(
                &noor,
                w.other_dossier,
                id,
                Shielding::Shield,
                "x",
                RequestId::fresh(),
            )
            .await,
    );
    assert_eq!(w.house.today(), TODAY);
    w.done().await;
}
