//! What is restricted stands still: no act and no page of staff works on it, the client reads it, and nothing is lost when it is lifted.

use crate::world::{World, denied, entry, faults, nothing, share};
use regie_casework::document::{AgainInput, DocumentInput};
use regie_casework::entry::{EntryInput, Shielding};
use regie_casework::restrict::{LiftInput, RestrictInput, Restricting};
use regie_casework::share::{AfterwardsInput, ShareInput, SharePart};
use regie_casework::thing::{LiftGround, RestrictionGround};
use regie_casework::{Caller, Refused};
use regie_terms::{Id, RequestId};

const WORD: &str = "vuurvlieg";

fn why(ground: &str) -> RestrictInput {
    RestrictInput {
        ground: ground.to_owned(),
        because: "Sara zegt dat het niet klopt.".to_owned(),
        verzoek: String::new(),
    }
}

fn lift(ground: &str) -> LiftInput {
    LiftInput {
        ground: ground.to_owned(),
        because: "Moeder vindt het goed.".to_owned(),
        told_on: "2026-11-21".to_owned(),
    }
}

/// An entry with its word in every field that takes words.
fn wordy(w: &World) -> EntryInput {
    let text = |what: &str| format!("{what} {WORD}.");
    EntryInput {
        text: text("Bang voor een"),
        reading: text("Ik ben dol op een"),
        basis: format!("Jeugdwet 7.3.8 over de {WORD}"),
        need: text("Nodig om de"),
        proportionality: text("Alleen de"),
        subsidiarity: text("Alleen met de"),
        motive: text("Vanwege de"),
        source: "third-party".into(),
        source_name: text("Tante"),
        ..entry(w.child)
    }
}

async fn restrict(w: &World, who: &Caller, what: Restricting) {
    w.house
        .restrict(
            who,
            w.dossier,
            what,
            &why("accuracy-contested"),
            RequestId::fresh(),
        )
        .await
        .unwrap();
}

fn restricted<T: std::fmt::Debug>(name: &str, result: Result<T, Refused>) {
    let Err(Refused::Invalid(faults)) = &result else {
        panic!("{name}: {result:?}")
    };
    assert!(
        faults.iter().any(|f| f.code == "restricted"),
        "{name}: {faults:?}"
    );
}

#[tokio::test]
async fn no_act_and_no_page_of_staff_works_on_what_stands_still() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let id = RequestId::fresh;
    let fact = w
        .house
        .record_entry(&noor, w.dossier, &wordy(&w), id())
        .await
        .unwrap()
        .entry;
    let other = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    // One that went with it, one that is asked with it.
    let went = w.asked(&[fact, other]).await;
    w.answer("moeder", went, "yes").await.unwrap();
    w.house
        .share_now(&noor, w.dossier, went, id())
        .await
        .unwrap();
    let asked = w.asked(&[fact]).await;
    w.answer("moeder", asked, "yes").await.unwrap();
    let document = {
        let input = DocumentInput {
            excerpt: format!("De {WORD} staat erin."),
            readers: "involved".into(),
            review_on: "2027-11-20".into(),
            others: "no".into(),
            label: EntryInput {
                reading: String::new(),
                ..wordy(&w)
            },
            ..DocumentInput::default()
        };
        let pdf = &regie_testkit::paper::pdf("vuurvlieg");
        w.house
            .add_document(&noor, w.dossier, &input, Some(pdf), id())
            .await
            .unwrap()
    };
    let what = Restricting::Thing(fact);
    restrict(&w, &noor, what).await;
    restrict(&w, &noor, Restricting::Thing(document)).await;

    // The pages, by everybody who may see them: that it stands still, and no word of it.
    for login in ["noor", "sam"] {
        let who = w.caller(login).await;
        let page = w.house.open_dossier(&who, w.dossier).await.unwrap();
        let shown = format!("{page:?}");
        assert!(!shown.contains(WORD), "{login}: {shown}");
        let card = page.entries.iter().find(|e| e.id == fact).unwrap();
        let still = card.still.as_ref().unwrap();
        assert_eq!(still.ground, RestrictionGround::AccuracyContested);
        assert_eq!(still.because, "Sara zegt dat het niet klopt.");
        for share in [went, asked] {
            for part in [
                SharePart::Words,
                SharePart::Facts,
                SharePart::Consents,
                SharePart::Overview,
            ] {
                let page = w.house.open_share_part(&who, w.dossier, share, part).await;
                let shown = format!("{page:?}");
                assert!(!shown.contains(WORD), "{login} {part:?}: {shown}");
            }
        }
        let list = w.house.shares(&who, w.dossier).await.unwrap();
        assert!(!format!("{list:?}").contains(WORD));
        let printed = w.house.recipient_page(&who, w.dossier, went).await.unwrap();
        assert_eq!(
            (printed.facts.as_slice(), printed.left_out),
            (["Slaapt slecht.".to_owned()].as_slice(), 1)
        );
        assert!(!format!("{:?}", w.house.caseload(&who).await.unwrap()).contains(WORD));
        let preview = w
            .house
            .preview_entry(&who, w.dossier, &entry(w.child))
            .await;
        assert!(!format!("{preview:?}").contains(WORD));
    }
    let page = w.house.open_share(&noor, w.dossier, asked).await.unwrap();
    assert_eq!(page.facts_wrong, Some("restricted"));
    assert!(page.possible.iter().all(|f| f.entry != fact));

    // The acts.
    let correcting = entry(w.child);
    restricted(
        "correct",
        w.house
            .correct_entry(&noor, w.dossier, fact, &correcting, "Anders.", id())
            .await,
    );
    for step in [Shielding::Shield, Shielding::Ask, Shielding::Confirm] {
        restricted(
            "shield",
            w.house
                .shield_entry(&noor, w.dossier, fact, step, "Veiligheid.", id())
                .await,
        );
    }
    restricted(
        "begin a disclosure",
        w.house
            .begin_share(&noor, w.dossier, &share(w.child, &[fact]), id())
            .await,
    );
    let with = ShareInput {
        facts: Some(vec![fact.to_string(), other.to_string()]),
        ..ShareInput::default()
    };
    restricted(
        "prepare",
        w.house
            .update_share(&noor, w.dossier, asked, &with, id())
            .await,
    );
    restricted(
        "ask",
        w.house.ask_consent(&noor, w.dossier, asked, id()).await,
    );
    restricted(
        "share",
        w.house.share_now(&noor, w.dossier, asked, id()).await,
    );
    let after = AfterwardsInput {
        share: share(w.child, &[fact]),
        happened_on: "2026-11-20".into(),
        ..AfterwardsInput::default()
    };
    restricted(
        "write down afterwards",
        w.house
            .share_afterwards(&noor, w.dossier, &after, id())
            .await,
    );
    restricted(
        "document",
        w.house
            .document(&noor, w.dossier, document)
            .await
            .map(|_| ()),
    );
    restricted(
        "keep a document",
        w.house
            .look_at_document_again(&noor, w.dossier, document, &AgainInput::default(), id())
            .await,
    );
    restricted(
        "shield a document",
        w.house
            .shield_document(&noor, w.dossier, document, Shielding::Shield, "Nee.", id())
            .await,
    );
    restricted(
        "restrict again",
        w.house
            .restrict(&noor, w.dossier, what, &why("needed-for-claim"), id())
            .await,
    );
    // Nothing waits for the client's answer on it either.
    let mother = w.caller("moeder").await;
    assert!(w.house.consents_asked(&mother).await.unwrap().is_empty());

    // The client reads it, with since when and why.
    let mine = w.house.my_file(&mother, w.child).await.unwrap();
    let card = mine.entries.iter().find(|e| e.id == fact).unwrap();
    assert!(card.text.contains(WORD));
    let still = card.still.as_ref().unwrap();
    assert_eq!(still.because, "Sara zegt dat het niet klopt.");
    let shown = mine.shares.iter().find(|s| s.id == went).unwrap();
    assert_eq!(shown.facts.len(), 2);

    // Lifted, it is as it was.
    w.house
        .lift(&noor, w.dossier, what, &lift("consent"), id())
        .await
        .unwrap();
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    let card = page.entries.iter().find(|e| e.id == fact).unwrap();
    assert!(card.text.contains(WORD) && card.still.is_none());
    assert!(card.label.need.contains(WORD) && card.reading.is_some());
    w.house
        .share_now(&noor, w.dossier, asked, id())
        .await
        .unwrap();
    w.done().await;
}

#[tokio::test]
async fn about_somebody_everything_can_stand_still_and_nothing_new_is_recorded() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let id = RequestId::fresh;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Vuurvlieg.")
        .await;
    w.fact(w.mother, "wmo", "help-request", "Van moeder.").await;
    restrict(&w, &noor, Restricting::Person(w.child)).await;
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    let texts: Vec<&str> = page.entries.iter().map(|e| e.text.as_str()).collect();
    assert_eq!(texts, ["Van moeder.", ""]);
    assert_eq!(page.still.len(), 1);
    assert_eq!(
        faults(
            w.house
                .record_entry(&noor, w.dossier, &entry(w.child), id())
                .await
        ),
        [("person", "restricted")]
    );
    restricted(
        "correct",
        w.house
            .correct_entry(&noor, w.dossier, fact, &entry(w.child), "Anders.", id())
            .await,
    );
    w.fact(w.mother, "wmo", "help-request", "Nog iets.").await;
    // The fact does not stand still by itself, so that it cannot be lifted by itself.
    nothing(
        w.house
            .lift(
                &noor,
                w.dossier,
                Restricting::Thing(fact),
                &lift("consent"),
                id(),
            )
            .await,
    );
    w.house
        .lift(
            &noor,
            w.dossier,
            Restricting::Person(w.child),
            &lift("claim"),
            id(),
        )
        .await
        .unwrap();
    w.fact(w.child, "jeugdwet", "help-request", "Weer verder.")
        .await;
    w.done().await;
}

#[tokio::test]
async fn restricting_and_lifting_say_what_is_missing_and_who_may_not() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let id = RequestId::fresh;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Vuurvlieg.")
        .await;
    let what = Restricting::Thing(fact);
    let blank = w
        .house
        .restrict(&noor, w.dossier, what, &RestrictInput::default(), id())
        .await;
    assert_eq!(
        faults(blank),
        [("ground", "unpicked"), ("because", "missing")]
    );
    let wrong = RestrictInput {
        verzoek: Id::fresh().to_string(),
        ..why("zomaar")
    };
    assert_eq!(
        faults(w.house.restrict(&noor, w.dossier, what, &wrong, id()).await),
        [("ground", "unknown"), ("verzoek", "unknown")]
    );
    for (right, outcome, code) in [
        ("restriction", "refused", Some("not-granted")),
        ("restriction", "none", Some("not-granted")),
        ("access", "granted", Some("other-right")),
    ] {
        let request = w.requested(w.child, right, &[fact], outcome).await;
        let with = RestrictInput {
            verzoek: request.to_string(),
            ..why("unlawful-no-erasure")
        };
        let done = w.house.restrict(&noor, w.dossier, what, &with, id()).await;
        assert_eq!(faults(done), [("verzoek", code.unwrap())]);
    }
    for login in ["olaf", "daan"] {
        let who = w.caller(login).await;
        denied(
            w.house
                .restrict(&who, w.dossier, what, &why("needed-for-claim"), id())
                .await,
        );
    }
    nothing(
        w.house
            .lift(&noor, w.dossier, what, &lift("consent"), id())
            .await,
    );
    // For a contested fact that is being judged, lifted once that is decided.
    let request = w.requested(w.child, "rectification", &[fact], "none").await;
    let with = RestrictInput {
        verzoek: request.to_string(),
        ..why("accuracy-contested")
    };
    w.house
        .restrict(&noor, w.dossier, what, &with, id())
        .await
        .unwrap();
    let faulty = LiftInput {
        told_on: "2026-11-22".into(),
        ..lift("decided")
    };
    assert_eq!(
        faults(w.house.lift(&noor, w.dossier, what, &faulty, id()).await),
        [("told_on", "too-late"), ("ground", "undecided")]
    );
    let untold = LiftInput {
        told_on: String::new(),
        because: String::new(),
        ground: String::new(),
    };
    assert_eq!(
        faults(w.house.lift(&noor, w.dossier, what, &untold, id()).await),
        [
            ("ground", "unpicked"),
            ("because", "missing"),
            ("told_on", "missing")
        ]
    );
    assert_eq!(LiftGround::ALL.len(), 5);
    // Who may not see what is shielded is not told that it stands still.
    w.house
        .lift(&noor, w.dossier, what, &lift("public-interest"), id())
        .await
        .unwrap();
    w.done().await;
}

#[tokio::test]
async fn what_is_kept_from_the_family_stays_so_while_it_stands_still() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let id = RequestId::fresh;
    let mother = w.caller("moeder").await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Vuurvlieg.")
        .await;
    w.house
        .shield_entry(
            &noor,
            w.dossier,
            fact,
            Shielding::Shield,
            "Veiligheid.",
            id(),
        )
        .await
        .unwrap();
    let before = w.house.my_file(&mother, w.child).await.unwrap();
    let looked = w.house.who_looked(&mother, w.child, None).await.unwrap();
    restrict(&w, &noor, Restricting::Thing(fact)).await;
    let after = w.house.my_file(&mother, w.child).await.unwrap();
    assert_eq!(format!("{before:?}"), format!("{after:?}"));
    let then = w.house.who_looked(&mother, w.child, None).await.unwrap();
    // The looks of the mother herself are all that came.
    assert!(then.lines.iter().all(|l| l.act != "restrict"));
    assert!(then.lines.len() <= looked.lines.len() + 3);
    // Erased while it stands still: the words need not be opened for that.
    let request = w.requested(w.child, "erasure", &[fact], "granted").await;
    let input = regie_casework::erase::EraseInput {
        verzoek: request.to_string(),
        reason: "Toegewezen.".into(),
        sure: "yes".into(),
    };
    w.house
        .erase(
            &noor,
            w.dossier,
            regie_casework::erase::Erasing::Thing(fact),
            &input,
            id(),
        )
        .await
        .unwrap();
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    assert!(page.entries.is_empty() && page.still.is_empty());
    w.done().await;
}

#[tokio::test]
async fn an_objection_lets_it_stand_still_until_it_is_decided() {
    use regie_casework::request::{DecideInput, RightInput};
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let mother = w.caller("moeder").await;
    let id = RequestId::fresh;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Vuurvlieg.")
        .await;
    let other = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let stands = async || {
        let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
        page.entries
            .iter()
            .filter(|e| e.still.is_some())
            .map(|e| e.id)
            .collect::<Vec<_>>()
    };
    let input = RightInput {
        right: "objection".into(),
        things: vec![format!("entry:{fact}")],
        words: "Ik wil niet dat dit wordt gebruikt.".into(),
        ..RightInput::default()
    };
    let asked = w
        .house
        .ask_right(&mother, w.child, &input, id())
        .await
        .unwrap();
    assert_eq!(stands().await, [fact]);
    restricted(
        "correct",
        w.house
            .correct_entry(&noor, w.dossier, fact, &entry(w.child), "Anders.", id())
            .await,
    );
    // Who decides on it reads what it is about, and nothing beside that, with a line; others do not, and afterwards nobody does.
    let (olaf, manager) = (w.caller("olaf").await, w.caller("lena").await);
    let read = async |who| w.house.request_still(who, w.dossier, asked).await;
    let page = read(&noor).await.unwrap();
    let texts: Vec<&str> = page.entries.iter().map(|e| e.text.as_str()).collect();
    assert_eq!(texts, ["Vuurvlieg."]);
    assert_eq!(page.words, "Ik wil niet dat dit wordt gebruikt.");
    assert_eq!(w.count("read-for-request", true).await, 1);
    denied(read(&olaf).await.map(|_| ()));
    denied(read(&manager).await.map(|_| ()));
    let told = w.house.who_looked(&mother, w.child, None).await.unwrap();
    let told = told.lines.iter().filter(|l| l.act == "read-for-request");
    assert_eq!(told.count(), 1);
    assert_eq!(stands().await, [fact]);
    let decided = DecideInput {
        outcome: "refused".into(),
        ground: "legitimate-interest".into(),
        because: "Zonder dit gegeven kan de hulp niet verder.".into(),
        ..DecideInput::default()
    };
    w.house
        .decide_request(&noor, w.dossier, asked, &decided, id())
        .await
        .unwrap();
    assert!(stands().await.is_empty());
    nothing(read(&noor).await.map(|_| ()));
    // Taken back, it goes on as well; granted, it goes on standing still.
    let again = RightInput {
        things: vec![format!("entry:{other}")],
        ..input
    };
    let asked = w
        .house
        .ask_right(&mother, w.child, &again, id())
        .await
        .unwrap();
    assert_eq!(stands().await, [other]);
    w.house
        .withdraw_request(&mother, asked, id())
        .await
        .unwrap();
    assert!(stands().await.is_empty());
    let asked = w
        .house
        .ask_right(&mother, w.child, &again, id())
        .await
        .unwrap();
    let granted = DecideInput {
        outcome: "granted".into(),
        because: "Wij gebruiken het niet meer.".into(),
        ..DecideInput::default()
    };
    w.house
        .decide_request(&noor, w.dossier, asked, &granted, id())
        .await
        .unwrap();
    assert_eq!(stands().await, [other]);
    w.done().await;
}

/// Objects in the portal, to all that is recorded about the child or to one fact.
async fn objects(w: &World, login: &str, things: &[Id]) -> Id {
    let who = w.caller(login).await;
    let input = regie_casework::request::RightInput {
        right: "objection".into(),
        things: things.iter().map(|id| format!("entry:{id}")).collect(),
        words: "Ik wil dit niet.".into(),
        ..Default::default()
    };
    w.house
        .ask_right(&who, w.child, &input, RequestId::fresh())
        .await
        .unwrap()
}

fn danger(w: &World) -> EntryInput {
    EntryInput {
        text: "Nieuw gevaar.".into(),
        safety: regie_casework::share::SafetyInput {
            of: "client".into(),
            because: "Wordt geslagen.".into(),
            consulted: vec!["colleague".into()],
            anonymised: "yes".into(),
            client: "impossible".into(),
            postponed_because: String::new(),
        },
        ..entry(w.child)
    }
}

#[tokio::test]
async fn an_objection_to_all_leaves_what_is_kept_from_who_objects_and_safety_is_recorded() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let record = async |input: &EntryInput| {
        w.house
            .record_entry(&noor, w.dossier, input, RequestId::fresh())
            .await
    };
    let texts = async || {
        let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
        let mut texts: Vec<String> = page.entries.into_iter().map(|e| e.text).collect();
        texts.sort();
        texts
    };
    w.fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let before = danger(&w);
    record(&EntryInput {
        text: "Blauwe plekken.".into(),
        ..before
    })
    .await
    .unwrap();
    let asked = objects(&w, "moeder", &[]).await;
    assert_eq!(texts().await, ["", "Blauwe plekken."]);
    restricted("record", record(&entry(w.child)).await);
    record(&danger(&w)).await.unwrap();
    assert_eq!(texts().await, ["", "Blauwe plekken.", "Nieuw gevaar."]);
    // Granted, what stood there stands still, and what is new is recorded again.
    let granted = regie_casework::request::DecideInput {
        outcome: "granted".into(),
        because: "Wij gebruiken het niet meer.".into(),
        ..Default::default()
    };
    w.house
        .decide_request(&noor, w.dossier, asked, &granted, RequestId::fresh())
        .await
        .unwrap();
    record(&entry(w.child)).await.unwrap();
    assert_eq!(texts().await.len(), 4);
    assert!(texts().await.contains(&String::new()));
    w.done().await;
}

#[tokio::test]
async fn where_everything_about_somebody_stands_still_danger_is_recorded_and_read() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    w.fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let whole = Restricting::Person(w.child);
    // A form that stood open before is taken in as well.
    let early = RequestId::fresh();
    w.house
        .restrict(
            &noor,
            w.dossier,
            whole,
            &why("accuracy-contested"),
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let done = w
        .house
        .record_entry(&noor, w.dossier, &danger(&w), RequestId::fresh())
        .await;
    let danger = done.unwrap().entry;
    let morning = EntryInput {
        text: "Gevaar van vanmorgen.".into(),
        ..self::danger(&w)
    };
    w.house
        .record_entry(&noor, w.dossier, &morning, early)
        .await
        .unwrap();
    let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
    let read = page.entries.iter().find(|e| e.id == danger).unwrap();
    assert_eq!(read.text, "Nieuw gevaar.");
    // It can be lifted for somebody else's rights without telling first, and for no other reason.
    let untold = |ground: &str| LiftInput {
        told_on: String::new(),
        ..lift(ground)
    };
    let lifts = async |input: &LiftInput| {
        w.house
            .lift(&noor, w.dossier, whole, input, RequestId::fresh())
            .await
    };
    assert_eq!(
        faults(lifts(&untold("consent")).await),
        [("told_on", "missing")]
    );
    lifts(&untold("rights-of-others")).await.unwrap();
    w.done().await;
}

#[tokio::test]
async fn nothing_stands_still_until_everybody_objects_whom_the_charter_names() {
    let w = World::born(jiff::civil::date(2013, 6, 15)).await;
    let noor = w.caller("noor").await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let still = async || {
        let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
        page.entries.iter().any(|e| e.still.is_some())
    };
    let asked = objects(&w, "moeder", &[fact]).await;
    assert!(!still().await);
    let kid = w.caller("kind").await;
    w.house
        .join_request(&kid, asked, Some(true), "", RequestId::fresh())
        .await
        .unwrap();
    assert!(still().await);
    w.done().await;
}

#[tokio::test]
async fn where_parents_differ_about_a_request_nothing_moves() {
    let w = World::with(crate::world::Family {
        both: true,
        ..Default::default()
    })
    .await;
    let (noor, mother) = (w.caller("noor").await, w.caller("moeder").await);
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let asked = objects(&w, "vader", &[fact]).await;
    let still = async || {
        let page = w.house.open_dossier(&noor, w.dossier).await.unwrap();
        page.entries.iter().any(|e| e.still.is_some())
    };
    assert!(!still().await);
    let page = async || {
        let page = w.house.request_page(&noor, w.dossier, asked).await;
        page.unwrap()
    };
    let waiting = regie_casework::request::RequestState::Joining;
    assert_eq!(page().await.row.state, waiting);
    let join = async |yes| {
        w.house
            .join_request(&mother, asked, Some(yes), "", RequestId::fresh())
            .await
            .unwrap();
    };
    join(false).await;
    assert!(!still().await);
    let told = page().await;
    assert_eq!(told.row.state, waiting);
    assert!(
        told.joining.iter().any(|j| j.declined.is_some()),
        "the professional reads it"
    );
    join(true).await;
    assert!(still().await);
    // What two ask one does not take back for both.
    w.house
        .withdraw_request(&mother, asked, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(page().await.row.state, waiting);
    assert!(!still().await);
    w.done().await;
}
