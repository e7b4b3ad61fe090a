//! Consent: who is asked on which day, what counts, and what stops counting.

use crate::world::{Family, TODAY, World, denied, faults, nothing};
use jiff::civil::{Date, date};
use regie_casework::consent::{ConsentInput, FormFile, Reply};
use regie_casework::portal::PortalCapacity;
use regie_casework::thing::{ConsentWay, TaskKind};
use regie_terms::{ConsentAnswer, Consenter, NeedWord, Of, Outcome, Representative, RequestId};

/// Whose consent is still missing for a disclosure.
async fn missing(w: &World, share: regie_terms::Id) -> Vec<Consenter> {
    let noor = w.caller("noor").await;
    let list = w
        .house
        .share_checklist(&noor, w.dossier, share, None)
        .await
        .unwrap();
    let need = list
        .disclosure
        .needs
        .iter()
        .find(|n| n.what == NeedWord::Consent);
    match need.and_then(|n| n.of) {
        Some(Of::Consenters(of)) => of.iter().collect(),
        _ => Vec::new(),
    }
}

/// Who sees the request in the portal.
async fn sees(w: &World) -> Vec<&'static str> {
    let mut who = Vec::new();
    for login in ["kind", "moeder", "vader", "vreemde"] {
        let client = w.caller(login).await;
        if !w.house.consents_asked(&client).await.unwrap().is_empty() {
            who.push(login);
        }
    }
    who
}

async fn asked(born: Date) -> (World, regie_terms::Id) {
    let w = World::born(born).await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let share = w.asked(&[fact]).await;
    (w, share)
}

#[tokio::test]
async fn at_eleven_the_parent_alone() {
    let (w, share) = asked(date(2015, 6, 15)).await;
    assert_eq!(missing(&w, share).await, [Consenter::ParentOrGuardian]);
    assert_eq!(sees(&w).await, ["moeder"]);
    nothing(w.answer("kind", share, "yes").await);
    w.answer("moeder", share, "yes").await.unwrap();
    assert!(missing(&w, share).await.is_empty());
    w.done().await;
}

#[tokio::test]
async fn from_twelve_both_and_one_without_the_other_is_not_enough() {
    for (born, age) in [
        (date(2014, 11, 21), "twelve today"),
        (date(2011, 3, 1), "fifteen"),
    ] {
        let (w, share) = asked(born).await;
        assert_eq!(sees(&w).await, ["kind", "moeder"], "{age}");
        w.answer("kind", share, "yes").await.unwrap();
        assert_eq!(
            missing(&w, share).await,
            [Consenter::ParentOrGuardian],
            "{age}"
        );
        let noor = w.caller("noor").await;
        denied(
            w.house
                .share_now(&noor, w.dossier, share, RequestId::fresh())
                .await,
        );
        w.answer("moeder", share, "yes").await.unwrap();
        w.house
            .share_now(&noor, w.dossier, share, RequestId::fresh())
            .await
            .unwrap();
        w.done().await;
    }
}

#[tokio::test]
async fn the_day_before_twelve_is_eleven() {
    let (w, share) = asked(date(2014, 11, 22)).await;
    assert_eq!(sees(&w).await, ["moeder"]);
    w.answer("moeder", share, "yes").await.unwrap();
    assert!(missing(&w, share).await.is_empty());
    w.day(date(2026, 11, 22));
    assert_eq!(
        missing(&w, share).await,
        [Consenter::Subject],
        "on the birthday the child is asked too"
    );
    assert_eq!(sees(&w).await, ["kind", "moeder"]);
    w.done().await;
}

#[tokio::test]
async fn at_sixteen_the_mothers_consent_no_longer_counts_without_anybody_doing_anything() {
    let (w, share) = asked(date(2010, 11, 22)).await;
    w.answer("moeder", share, "yes").await.unwrap();
    assert_eq!(missing(&w, share).await, [Consenter::Subject]);
    w.day(date(2026, 11, 22));
    assert_eq!(
        missing(&w, share).await,
        [Consenter::Subject],
        "sixteen: hers alone"
    );
    assert_eq!(sees(&w).await, ["kind"]);
    for answer in ["yes", "no", "withdraw"] {
        nothing(w.answer("moeder", share, answer).await);
    }
    assert_eq!(w.count("answer-consent", false).await, 3, "each is a line");
    let mother = w.caller("moeder").await;
    nothing(w.house.my_file(&mother, w.child).await);
    assert!(
        w.house
            .my_files(&mother)
            .await
            .unwrap()
            .iter()
            .all(|f| f.person != w.child)
    );
    w.answer("kind", share, "no").await.unwrap();
    assert_eq!(missing(&w, share).await, [Consenter::Subject]);
    w.answer("kind", share, "yes").await.unwrap();
    let noor = w.caller("noor").await;
    w.house
        .share_now(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    w.done().await;
}

#[tokio::test]
async fn both_holders_of_authority_have_to_agree() {
    let w = World::with(Family {
        both: true,
        ..Family::default()
    })
    .await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let share = w.asked(&[fact]).await;
    assert_eq!(sees(&w).await, ["moeder", "vader"]);
    w.answer("moeder", share, "yes").await.unwrap();
    assert_eq!(missing(&w, share).await, [Consenter::ParentOrGuardian]);
    w.answer("vader", share, "no").await.unwrap();
    assert_eq!(missing(&w, share).await, [Consenter::ParentOrGuardian]);
    // At the table it has to be said which of the two it was.
    let noor = w.caller("noor").await;
    let fathers = ConsentInput {
        of: "parent-or-guardian".into(),
        answer: "given".into(),
        way: "on-paper".into(),
        form: "written".into(),
        on: TODAY.to_string(),
        ..ConsentInput::default()
    };
    let put = async |input: &ConsentInput| {
        w.house
            .record_consent(&noor, w.dossier, share, input, None, RequestId::fresh())
            .await
    };
    assert_eq!(faults(put(&fathers).await), [("who", "unpicked")]);
    assert_eq!(
        faults(
            put(&ConsentInput {
                who: w.child.to_string(),
                ..fathers.clone()
            })
            .await
        ),
        [("who", "unknown")]
    );
    let who = w
        .house
        .open_share(&noor, w.dossier, share)
        .await
        .unwrap()
        .must_agree;
    let father = who
        .iter()
        .find(|a| a.name.as_deref() == Some("Karel Proef"))
        .unwrap();
    assert!(father.portal);
    let fathers = ConsentInput {
        who: father.holder.unwrap().to_string(),
        ..fathers
    };
    // He said no himself, so it takes the form he signed.
    assert_eq!(faults(put(&fathers).await), [("answer", "said-no")]);
    let form = FormFile(regie_testkit::paper::PDF);
    let request = RequestId::fresh();
    w.house
        .record_consent(&noor, w.dossier, share, &fathers, Some(form), request)
        .await
        .unwrap();
    assert!(missing(&w, share).await.is_empty());
    w.done().await;
}

#[tokio::test]
async fn nobody_sees_anybody_elses_answer() {
    let (w, share) = asked(date(2012, 1, 1)).await;
    let child = w.caller("kind").await;
    let shown = w.house.consents_asked(&child).await.unwrap();
    assert_eq!(
        shown[0]
            .facts
            .iter()
            .map(|f| f.1.as_str())
            .collect::<Vec<_>>(),
        ["Slaapt slecht."]
    );
    assert_eq!(
        (shown[0].recipient.as_str(), shown[0].answer),
        ("De Regenboog", None)
    );
    let no = Reply {
        answer: "no".into(),
        reason: "Dan weet de juf het ook.".into(),
        ..Reply::default()
    };
    w.house
        .answer_consent(&child, share, &no, RequestId::fresh())
        .await
        .unwrap();
    let mother = w.caller("moeder").await;
    let hers = w.house.consents_asked(&mother).await.unwrap();
    assert_eq!(hers[0].answer, None);
    assert!(
        !serde_json::to_string(&hers)
            .unwrap()
            .contains("juf het ook")
    );
    let lines =
        serde_json::to_string(&w.house.who_looked(&mother, w.child, None).await.unwrap()).unwrap();
    assert!(!lines.contains("refused") && !lines.contains("juf"));
    // It is theirs to change: nobody says yes for them at the table.
    let yes = ConsentInput {
        of: "subject".into(),
        answer: "given".into(),
        way: "at-the-table".into(),
        form: "oral".into(),
        on: TODAY.to_string(),
        ..ConsentInput::default()
    };
    let clerk = w.caller("noor").await;
    let request = RequestId::fresh();
    let refused = w
        .house
        .record_consent(&clerk, w.dossier, share, &yes, None, request)
        .await;
    assert_eq!(faults(refused), [("answer", "said-no")]);
    // The professional does see it, and was told.
    let noor = w.caller("noor").await;
    let tasks = w.house.caseload(&noor).await.unwrap().tasks;
    assert_eq!(
        tasks.iter().map(|t| t.what).collect::<Vec<_>>(),
        [TaskKind::ConsentAnswered]
    );
    let page = w.house.open_share(&noor, w.dossier, share).await.unwrap();
    assert_eq!(
        page.consents[0].reason.as_deref(),
        Some("Dan weet de juf het ook.")
    );
    assert_eq!(page.consents[0].way, ConsentWay::Portal);
    assert_eq!(
        w.house.consents_asked(&child).await.unwrap()[0].answer,
        Some(ConsentAnswer::Refused)
    );
    w.done().await;
}

#[tokio::test]
async fn an_answer_is_to_what_was_shown_and_is_given_once() {
    let (w, share) = asked(date(2015, 6, 15)).await;
    let (noor, mother) = (w.caller("noor").await, w.caller("moeder").await);
    let shown = w.house.consents_asked(&mother).await.unwrap()[0]
        .version
        .to_string();
    let otherwise = regie_casework::share::ShareInput {
        purpose_text: Some("Zodat de juf Sara laat rusten.".into()),
        ..Default::default()
    };
    w.house
        .update_share(&noor, w.dossier, share, &otherwise, RequestId::fresh())
        .await
        .unwrap();
    let reply = |answer: &str, version: &str| Reply {
        answer: answer.into(),
        version: version.into(),
        reason: String::new(),
    };
    let put = async |reply: &Reply| {
        w.house
            .answer_consent(&mother, share, reply, RequestId::fresh())
            .await
    };
    assert_eq!(
        faults(put(&reply("yes", &shown)).await),
        [("answer", "changed")]
    );
    assert_eq!(
        faults(put(&reply("", &shown)).await),
        [("answer", "unpicked")]
    );
    assert_eq!(
        faults(put(&reply("perhaps", &shown)).await),
        [("answer", "unknown")]
    );
    assert_eq!(
        faults(put(&reply("withdraw", &shown)).await),
        [("answer", "nothing-to-withdraw")]
    );
    let long = Reply {
        reason: "a".repeat(2001),
        ..reply("no", "")
    };
    assert_eq!(faults(put(&long).await), [("reason", "too-long")]);
    let now = w.house.consents_asked(&mother).await.unwrap()[0]
        .version
        .to_string();
    let request = RequestId::fresh();
    w.house
        .answer_consent(&mother, share, &reply("yes", &now), request)
        .await
        .unwrap();
    w.house
        .answer_consent(&mother, share, &reply("yes", &now), request)
        .await
        .unwrap();
    assert_eq!(
        w.house
            .open_share(&noor, w.dossier, share)
            .await
            .unwrap()
            .consents
            .len(),
        1
    );
    nothing(
        w.house
            .answer_consent(
                &mother,
                regie_terms::Id::fresh(),
                &reply("yes", &now),
                RequestId::fresh(),
            )
            .await,
    );
    let stranger = w.caller("vreemde").await;
    nothing(
        w.house
            .answer_consent(&stranger, share, &reply("yes", &now), RequestId::fresh())
            .await,
    );
    nothing(
        w.house
            .answer_consent(&noor, share, &reply("yes", &now), RequestId::fresh())
            .await,
    );
    w.done().await;
}

#[tokio::test]
async fn a_withdrawal_stops_the_sharing_and_works_after_it_too() {
    let (w, share) = asked(date(2015, 6, 15)).await;
    let noor = w.caller("noor").await;
    w.answer("moeder", share, "yes").await.unwrap();
    w.later(1);
    w.answer("moeder", share, "withdraw").await.unwrap();
    denied(
        w.house
            .share_now(&noor, w.dossier, share, RequestId::fresh())
            .await,
    );
    w.later(1);
    w.answer("moeder", share, "yes").await.unwrap();
    w.later(1);
    w.house
        .share_now(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    assert!(
        w.house.caseload(&noor).await.unwrap().tasks.is_empty(),
        "the answers are dealt with"
    );
    w.later(1);
    assert!(sees(&w).await.is_empty());
    let mother = w.caller("moeder").await;
    let late = Reply {
        answer: "no".into(),
        ..Reply::default()
    };
    assert_eq!(
        faults(
            w.house
                .answer_consent(&mother, share, &late, RequestId::fresh())
                .await
        ),
        [("answer", "too-late")]
    );
    let gone = Reply {
        answer: "withdraw".into(),
        ..Reply::default()
    };
    w.house
        .answer_consent(&mother, share, &gone, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(
        w.house.my_file(&mother, w.child).await.unwrap().shares[0].answer,
        Some(ConsentAnswer::Withdrawn)
    );
    let tasks = w.house.caseload(&noor).await.unwrap().tasks;
    assert_eq!(
        tasks.iter().map(|t| t.what).collect::<Vec<_>>(),
        [TaskKind::TellRecipient]
    );
    w.done().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_withdrawal_while_sharing_is_never_overtaken() {
    // Whichever line comes first decides: after a withdrawal nothing goes.
    let (mut went, mut stopped) = (0, 0);
    for round in 0..12 {
        let (w, share) = asked(date(2015, 6, 15)).await;
        w.answer("moeder", share, "yes").await.unwrap();
        let (noor, mother) = (w.caller("noor").await, w.caller("moeder").await);
        let gone = Reply {
            answer: "withdraw".into(),
            ..Reply::default()
        };
        let house = w.house.clone();
        let dossier = w.dossier;
        let sharing = tokio::spawn(async move {
            house
                .share_now(&noor, dossier, share, RequestId::fresh())
                .await
        });
        if round % 2 == 0 {
            tokio::task::yield_now().await;
        }
        let house = w.house.clone();
        let answering = tokio::spawn(async move {
            house
                .answer_consent(&mother, share, &gone, RequestId::fresh())
                .await
        });
        let (shared, answered) = (sharing.await.unwrap(), answering.await.unwrap());
        answered.unwrap();
        let lines = w.lines().await;
        let withdrawn = lines
            .iter()
            .find(|l| l.act == "answer-consent")
            .unwrap()
            .seq;
        match lines.iter().find(|l| l.act == "disclose" && l.body.done) {
            Some(line) => {
                assert!(shared.is_ok());
                assert!(
                    line.seq < withdrawn,
                    "shared after the consent was withdrawn"
                );
                went += 1;
            }
            None => {
                denied(shared);
                stopped += 1;
            }
        }
        w.done().await;
    }
    assert_eq!(went + stopped, 12);
}

#[tokio::test]
async fn consent_at_the_table_and_on_paper_with_its_form() {
    let (w, share) = asked(date(2015, 6, 15)).await;
    let noor = w.caller("noor").await;
    let paper = ConsentInput {
        of: "parent-or-guardian".into(),
        answer: "refused".into(),
        way: "on-paper".into(),
        form: "written".into(),
        on: TODAY.to_string(),
        ..ConsentInput::default()
    };
    let pdf = regie_testkit::paper::PDF.to_vec();
    let request = RequestId::fresh();
    for _ in 0..2 {
        w.house
            .record_consent(
                &noor,
                w.dossier,
                share,
                &paper,
                Some(FormFile(&pdf)),
                request,
            )
            .await
            .unwrap();
    }
    let page = w.house.open_share(&noor, w.dossier, share).await.unwrap();
    assert_eq!(page.consents.len(), 1);
    assert!(page.consents[0].has_form, "a refusal's form is kept too");
    let form = w
        .house
        .consent_form(&noor, w.dossier, page.consents[0].id)
        .await
        .unwrap();
    assert_eq!((form.media.as_str(), form.bytes), ("application/pdf", pdf));
    nothing(
        w.house
            .consent_form(&noor, w.other_dossier, page.consents[0].id)
            .await
            .map(|f| f.media),
    );
    let olaf = w.caller("olaf").await;
    denied(
        w.house
            .consent_form(&olaf, w.dossier, page.consents[0].id)
            .await
            .map(|f| f.media),
    );

    let put = async |input: ConsentInput, file: Option<&[u8]>| {
        w.house
            .record_consent(
                &noor,
                w.dossier,
                share,
                &input,
                file.map(FormFile),
                RequestId::fresh(),
            )
            .await
    };
    assert_eq!(
        faults(put(paper.clone(), Some(b"<html>")).await),
        [("file", "not-a-form")]
    );
    let mut large = b"%PDF-".to_vec();
    large.resize(5 * 1024 * 1024 + 1, 0);
    assert_eq!(
        faults(put(paper.clone(), Some(&large)).await),
        [("file", "too-large")]
    );
    assert_eq!(
        faults(
            put(
                ConsentInput {
                    of: "subject".into(),
                    ..paper.clone()
                },
                None
            )
            .await
        ),
        [("of", "unknown")]
    );
    assert_eq!(
        faults(
            put(
                ConsentInput {
                    way: "portal".into(),
                    ..paper.clone()
                },
                None
            )
            .await
        ),
        [("way", "unknown")]
    );
    assert_eq!(
        faults(
            put(
                ConsentInput {
                    on: "2026-11-22".into(),
                    ..paper.clone()
                },
                None
            )
            .await
        ),
        [("on", "too-late")]
    );
    // Consent is asked anew each time: not from before this disclosure took shape.
    for day in ["1900-01-01", "2026-03-02", "2026-11-20"] {
        let early = ConsentInput {
            on: day.into(),
            ..paper.clone()
        };
        assert_eq!(faults(put(early, None).await), [("on", "too-early")]);
    }
    let empty = faults(put(ConsentInput::default(), None).await);
    assert_eq!(
        empty,
        [
            ("of", "unpicked"),
            ("answer", "unpicked"),
            ("form", "unpicked"),
            ("way", "unpicked"),
            ("on", "missing")
        ]
    );
    assert_eq!(missing(&w, share).await, [Consenter::ParentOrGuardian]);
    put(
        ConsentInput {
            answer: "given".into(),
            ..paper
        },
        None,
    )
    .await
    .unwrap();
    assert!(
        missing(&w, share).await.is_empty(),
        "on one day the last one stands"
    );
    w.done().await;
}

#[tokio::test]
async fn a_written_consent_without_its_form_leaves_a_task() {
    let (w, share) = asked(date(2015, 6, 15)).await;
    let noor = w.caller("noor").await;
    let paper = ConsentInput {
        of: "parent-or-guardian".into(),
        answer: "given".into(),
        way: "on-paper".into(),
        form: "written".into(),
        on: TODAY.to_string(),
        ..ConsentInput::default()
    };
    w.house
        .record_consent(&noor, w.dossier, share, &paper, None, RequestId::fresh())
        .await
        .unwrap();
    w.house
        .share_now(&noor, w.dossier, share, RequestId::fresh())
        .await
        .unwrap();
    let tasks = w.house.caseload(&noor).await.unwrap().tasks;
    assert_eq!(
        tasks.iter().map(|t| t.what).collect::<Vec<_>>(),
        [TaskKind::Complete]
    );
    w.done().await;
}

#[tokio::test]
async fn a_representative_acts_only_in_what_the_appointment_covers() {
    let family = Family {
        born: date(1990, 5, 5),
        child_can_weigh: false,
        mother: false,
        mother_as: vec![Representative::Bewindvoerder],
        ..Family::default()
    };
    let w = World::with(family).await;
    let noor = w.caller("noor").await;
    let (debts, health) = (
        w.fact(w.child, "wmo", "debts", "Heeft schulden.").await,
        w.fact(w.child, "wmo", "health", "Heeft astma.").await,
    );
    let money = w.asked(&[debts]).await;
    assert_eq!(missing(&w, money).await, [Consenter::Representative]);
    let who = w
        .house
        .open_share(&noor, w.dossier, money)
        .await
        .unwrap()
        .must_agree;
    assert!(
        who.iter()
            .all(|a| a.of == Consenter::Representative && a.person == Some(w.mother))
    );
    w.answer("moeder", money, "yes").await.unwrap();
    w.house
        .share_now(&noor, w.dossier, money, RequestId::fresh())
        .await
        .unwrap();
    // In everything else nobody can speak for this person.
    let body = w.share(&[health]).await;
    denied(
        w.house
            .ask_consent(&noor, w.dossier, body, RequestId::fresh())
            .await,
    );
    let list = w
        .house
        .share_checklist(&noor, w.dossier, body, None)
        .await
        .unwrap();
    assert_eq!(list.disclosure.outcome, Outcome::Prohibited);
    let mother = w.caller("moeder").await;
    let file = w.house.my_file(&mother, w.child).await.unwrap();
    assert_eq!(file.capacity, PortalCapacity::Representative);
    assert_eq!(
        file.entries.iter().map(|e| e.id).collect::<Vec<_>>(),
        [debts]
    );
    assert_eq!(file.shares.len(), 1);
    w.done().await;
}

#[tokio::test]
async fn a_parent_of_somebody_of_seventeen_who_cannot_weigh_it_acts_as_representative() {
    let w = World::with(Family {
        born: date(2009, 5, 5),
        child_can_weigh: false,
        ..Family::default()
    })
    .await;
    let fact = w.fact(w.child, "wmo", "health", "Heeft astma.").await;
    let share = w.asked(&[fact]).await;
    assert_eq!(sees(&w).await, ["moeder"]);
    w.answer("moeder", share, "yes").await.unwrap();
    assert!(missing(&w, share).await.is_empty());
    w.done().await;
}
