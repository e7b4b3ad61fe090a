//! Deciding on a request: grounds, parts, and looking again at a decision.

use crate::requests::{ask, asks, decide, decides, page, paper, waits};
use crate::world::{Family, TODAY, World, denied, faults, nothing};
use jiff::civil::date;
use regie_casework::entry::EntryInput;
use regie_casework::request::{DecideInput, MyDecision, PartInput, RequestState, RightInput};
use regie_casework::thing::{RequestGround, RequestOutcome, TaskKind};
use regie_terms::{Charter, DutyWord, Id, Refusal, RequestId, Right};

fn grounds(one: &regie_casework::request::RequestPage, whole: bool) -> Vec<RequestGround> {
    one.grounds
        .iter()
        .filter(|g| g.whole || !whole)
        .map(|g| g.ground)
        .collect()
}

#[tokio::test]
async fn grounds_are_those_of_the_charter_and_no_others() {
    let w = World::new().await;
    let access = ask(&w, "moeder", w.mother, &asks(Right::Access, ""))
        .await
        .unwrap();
    let erasure = ask(&w, "moeder", w.mother, &asks(Right::Erasure, ""))
        .await
        .unwrap();
    let claimed = |r| RequestGround::Refusal(r);
    // What is about others is left out of what somebody sees; it is no reason to show nothing.
    let one = page(&w, access).await;
    assert!(!grounds(&one, true).contains(&claimed(Refusal::RightsOfOthers)));
    assert!(grounds(&one, false).contains(&claimed(Refusal::RightsOfOthers)));
    let other = page(&w, erasure).await;
    assert_eq!(grounds(&other, true).len(), 4);
    let law = other.grounds[0].rules[0].law.clone().unwrap();
    assert!(law.contains("GDPR 17(3)(b)"), "{law}");
    for (id, ground, code) in [
        (access, "rights-of-others", "not-here"),
        (access, "charter", "not-here"),
        (access, "incomplete", "not-here"),
        (erasure, "geen-zin", "unknown"),
        (erasure, "", "unpicked"),
    ] {
        let said = decide(&w, "noor", id, &decides("refused", ground)).await;
        assert_eq!(faults(said), [("ground", code)], "{ground}");
    }
    let silent = DecideInput {
        because: "  ".into(),
        ..decides("refused", "legal-duty-to-keep")
    };
    assert_eq!(
        faults(decide(&w, "noor", erasure, &silent).await),
        [("because", "missing")]
    );
    assert_eq!(
        faults(decide(&w, "noor", erasure, &decides("misschien", "")).await),
        [("outcome", "unknown")]
    );
    assert_eq!(page(&w, erasure).await.row.state, RequestState::Open);

    decide(
        &w,
        "noor",
        erasure,
        &decides("refused", "legal-duty-to-keep"),
    )
    .await
    .unwrap();
    let mother = w.caller("moeder").await;
    let mine = w.house.my_request(&mother, erasure).await.unwrap();
    let said = &mine.decisions[0];
    assert_eq!(said.outcome, RequestOutcome::Refused);
    assert_eq!(said.ground, Some(claimed(Refusal::LegalDutyToKeep)));
    assert_eq!(said.because, "Wij hebben uw verzoek bekeken.");
    assert_eq!(said.object_by, Some(date(2027, 1, 2)), "six weeks");
    assert_eq!(said.by.as_deref(), Some("noor Test"));
    assert!(said.may_object);
    assert!(
        said.rules
            .iter()
            .any(|r| r.rule == "wet.request.legal-duty-to-keep")
    );
    assert_eq!(
        faults(decide(&w, "noor", erasure, &decides("granted", "")).await),
        [("outcome", "decided")]
    );
    w.done().await;
}

async fn judged(w: &World) -> Id {
    let noor = w.caller("noor").await;
    let input = EntryInput {
        text: "Moeder lijkt overbelast.".into(),
        statement: "judgement".into(),
        source: "own-observation".into(),
        together: String::new(),
        ..crate::world::entry(w.child)
    };
    w.house
        .record_entry(&noor, w.dossier, &input, RequestId::fresh())
        .await
        .unwrap()
        .entry
}

#[tokio::test]
async fn an_impression_is_not_corrected_by_request_and_the_rest_is() {
    let w = World::new().await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let impression = judged(&w).await;
    let input = RightInput {
        things: vec![format!("entry:{impression}")],
        ..asks(Right::Rectification, "Dat is niet zo.")
    };
    let id = ask(&w, "moeder", w.child, &input).await.unwrap();
    let one = page(&w, id).await;
    assert_eq!(grounds(&one, true), [RequestGround::Charter]);
    denied(decide(&w, "noor", id, &decides("granted", "")).await);
    decide(&w, "noor", id, &decides("refused", "charter"))
        .await
        .unwrap();

    let both = RightInput {
        things: vec![format!("entry:{fact}"), format!("entry:{impression}")],
        ..asks(Right::Rectification, "Dat is niet zo.")
    };
    let id = ask(&w, "moeder", w.child, &both).await.unwrap();
    denied(decide(&w, "noor", id, &decides("granted", "")).await);
    let part = |thing: Id, ground: &str| PartInput {
        thing: format!("entry:{thing}"),
        ground: ground.into(),
        because: "Dit is een indruk.".into(),
        endangers: String::new(),
    };
    let partly = |parts: Vec<PartInput>| DecideInput {
        parts,
        ..decides("partly", "")
    };
    for (parts, code) in [
        (Vec::new(), "none-refused"),
        (vec![part(Id::fresh(), "charter")], "unknown"),
        (vec![part(fact, "charter")], "ground"),
        (
            vec![
                part(fact, "legal-duty-to-keep"),
                part(impression, "charter"),
            ],
            "all-refused",
        ),
    ] {
        let said = decide(&w, "noor", id, &partly(parts)).await;
        assert_eq!(faults(said), [("parts", code)]);
    }
    decide(&w, "noor", id, &partly(vec![part(impression, "charter")]))
        .await
        .unwrap();
    let one = page(&w, id).await;
    assert_eq!(one.row.state, RequestState::CarryingOut);
    let granted: Vec<_> = one.things.iter().map(|t| (t.id, t.granted)).collect();
    assert_eq!(granted, [(fact, Some(true)), (impression, Some(false))]);
    let mother = w.caller("moeder").await;
    let mine = w.house.my_request(&mother, id).await.unwrap();
    let refused: Vec<_> = mine.decisions[0]
        .parts
        .iter()
        .filter(|p| !p.granted)
        .map(|p| (p.text.as_str(), p.because.as_str(), p.rules.len()))
        .collect();
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].0, "Moeder lijkt overbelast.");
    assert!(refused[0].2 > 0, "each part with its ground and article");
    w.done().await;
}

/// What the asker reads of the decision, but for what tells one decision from another.
fn read(decision: &MyDecision) -> MyDecision {
    MyDecision {
        id: Id::from_bytes([0; 16]),
        ..decision.clone()
    }
}

#[tokio::test]
async fn a_part_that_would_endanger_somebody_is_simply_not_there() {
    let mut seen = Vec::new();
    for withheld in [false, true] {
        let w = World::new().await;
        w.fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
            .await;
        let other = w
            .fact(w.child, "jeugdwet", "help-request", "Zegt bang te zijn.")
            .await;
        if withheld {
            let noor = w.caller("noor").await;
            w.house
                .shield_entry(
                    &noor,
                    w.dossier,
                    other,
                    regie_casework::entry::Shielding::Shield,
                    "Moeder mag dit niet weten.",
                    RequestId::fresh(),
                )
                .await
                .unwrap();
        }
        let id = ask(&w, "moeder", w.child, &asks(Right::Access, ""))
            .await
            .unwrap();
        let input = if withheld {
            DecideInput {
                parts: vec![PartInput {
                    thing: format!("entry:{other}"),
                    ground: "good-care-or-protection".into(),
                    because: "Dit mag moeder niet weten.".into(),
                    endangers: "yes".into(),
                }],
                ..decides("partly", "")
            }
        } else {
            decides("granted", "")
        };
        decide(&w, "noor", id, &input).await.unwrap();
        let stored = page(&w, id).await;
        assert_eq!(
            stored.decisions[0].parts.iter().any(|p| p.endangers),
            withheld
        );
        let mother = w.caller("moeder").await;
        let mine = w.house.my_request(&mother, id).await.unwrap();
        assert!(!format!("{mine:?}").contains("niet weten"));
        assert_eq!(mine.decisions[0].outcome, RequestOutcome::Granted);
        seen.push(read(&mine.decisions[0]));
        w.done().await;
    }
    assert_eq!(seen[0], seen[1], "the two read the same");
}

#[tokio::test]
async fn more_time_is_taken_once_with_a_reason_the_asker_reads() {
    let w = World::new().await;
    let id = ask(&w, "moeder", w.mother, &asks(Right::Access, ""))
        .await
        .unwrap();
    let extend = async |because: &str| {
        let noor = w.caller("noor").await;
        w.house
            .extend_request(&noor, w.dossier, id, because, RequestId::fresh())
            .await
    };
    assert!(page(&w, id).await.more_time);
    assert_eq!(faults(extend(" ").await), [("more_time", "missing")]);
    let day = extend("Er zijn vier mappen op papier.").await.unwrap();
    assert_eq!(day, date(2027, 2, 21));
    assert_eq!(
        waits(&w, "noor").await,
        [(TaskKind::DecideRequest, Some(day))]
    );
    let mother = w.caller("moeder").await;
    let mine = w.house.my_request(&mother, id).await.unwrap();
    assert_eq!(mine.answer_by, Some(day));
    assert_eq!(
        mine.extended.as_deref(),
        Some("Er zijn vier mappen op papier.")
    );
    assert_eq!(
        faults(extend("Nog meer.").await),
        [("more_time", "already")]
    );
    let one = page(&w, id).await;
    assert!(!one.more_time);
    // Too late is too late.
    let other = ask(&w, "moeder", w.mother, &asks(Right::Portability, ""))
        .await
        .unwrap();
    w.day(date(2026, 12, 22));
    let noor = w.caller("noor").await;
    let said = w
        .house
        .extend_request(&noor, w.dossier, other, "Druk.", RequestId::fresh())
        .await;
    assert_eq!(faults(said), [("more_time", "too-late")]);
    w.done().await;
}

#[tokio::test]
async fn somebody_else_looks_again_at_a_decision_and_it_is_taken_anew() {
    let w = World::new().await;
    let id = ask(
        &w,
        "moeder",
        w.mother,
        &asks(Right::Erasure, "Alles graag weg."),
    )
    .await
    .unwrap();
    decide(
        &w,
        "noor",
        id,
        &decides("refused", "good-care-or-protection"),
    )
    .await
    .unwrap();
    let mother = w.caller("moeder").await;
    let decision = w.house.my_request(&mother, id).await.unwrap().decisions[0].id;
    let against = |right: Right| RightInput {
        decision: decision.to_string(),
        ..asks(right, "Het is niet meer nodig.")
    };
    // Not by somebody it is not theirs to know, and not with a right that is about something else.
    let vreemde = RightInput {
        ..against(Right::Objection)
    };
    assert_eq!(
        faults(ask(&w, "vreemde", w.stranger, &vreemde).await),
        [("decision", "unknown")]
    );
    assert_eq!(
        faults(ask(&w, "moeder", w.mother, &against(Right::Access)).await),
        [("decision", "other-right")]
    );
    let review = ask(&w, "moeder", w.mother, &against(Right::HumanReview))
        .await
        .unwrap();
    assert_eq!(
        faults(ask(&w, "moeder", w.mother, &against(Right::Objection)).await),
        [("decision", "already")]
    );
    assert!(waits(&w, "noor").await.is_empty());
    assert_eq!(
        waits(&w, "lena").await,
        [(TaskKind::ReviewDecision, Some(date(2026, 12, 21)))]
    );
    // Who decided does not look again; who looks again sees the decision and the words, and nothing else of the dossier.
    denied(decide(&w, "noor", review, &decides("granted", "")).await);
    assert!(!page(&w, review).await.may_decide);
    let lena = w.caller("lena").await;
    let one = w
        .house
        .request_page(&lena, w.dossier, review)
        .await
        .unwrap();
    assert!(one.may_decide);
    assert_eq!(one.title, "");
    assert_eq!(one.words, "Het is niet meer nodig.");
    let (first, words) = one.objected.unwrap();
    assert_eq!(first.outcome, RequestOutcome::Refused);
    assert_eq!(words, "Alles graag weg.");
    denied(w.house.request_page(&lena, w.dossier, id).await);
    denied(w.house.open_dossier(&lena, w.dossier).await);

    decide(&w, "lena", review, &decides("granted", ""))
        .await
        .unwrap();
    assert!(waits(&w, "lena").await.is_empty());
    assert_eq!(
        waits(&w, "noor").await,
        [(TaskKind::DecideRequest, Some(date(2026, 12, 21)))]
    );
    let one = page(&w, id).await;
    assert_eq!(one.row.state, RequestState::Open);
    assert!(one.decisions[0].undone);
    decide(&w, "noor", id, &decides("granted", ""))
        .await
        .unwrap();
    assert_eq!(page(&w, id).await.row.state, RequestState::CarryingOut);
    assert_eq!(page(&w, review).await.row.state, RequestState::Done);
    let mine = w.house.my_request(&mother, id).await.unwrap();
    let outcomes: Vec<_> = mine.decisions.iter().map(|d| d.outcome).collect();
    assert_eq!(outcomes, [RequestOutcome::Granted, RequestOutcome::Refused]);
    w.done().await;
}

#[tokio::test]
async fn an_objection_stays_open_for_six_weeks() {
    let w = World::new().await;
    let id = ask(&w, "moeder", w.mother, &asks(Right::Access, ""))
        .await
        .unwrap();
    decide(&w, "noor", id, &decides("refused", "legitimate-interest"))
        .await
        .unwrap();
    for (day, open) in [(date(2027, 1, 2), true), (date(2027, 1, 3), false)] {
        w.day(day);
        let mother = w.caller("moeder").await;
        let mine = w.house.my_request(&mother, id).await.unwrap();
        assert_eq!(mine.decisions[0].may_object, open, "{day}");
    }
    w.done().await;
}

#[tokio::test]
async fn under_the_law_alone_it_can_be_asked_and_nobody_decides() {
    let w = World::with(Family {
        charter: Charter::Wet,
        ..Family::default()
    })
    .await;
    let id = ask(&w, "moeder", w.mother, &asks(Right::Access, ""))
        .await
        .unwrap();
    denied(decide(&w, "noor", id, &decides("granted", "")).await);
    let mother = w.caller("moeder").await;
    let mine = w.house.my_request(&mother, id).await.unwrap();
    assert_eq!(mine.row.state, RequestState::Open);
    w.done().await;
}

#[tokio::test]
async fn a_paper_request_that_is_taken_back_is_closed_with_the_reason() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let id = w
        .house
        .record_request(
            &noor,
            w.dossier,
            &paper(w.mother, Right::Restriction, "subject"),
            RequestId::fresh(),
        )
        .await
        .unwrap();
    decide(&w, "sam", id, &decides("withdrawn-by-asker", ""))
        .await
        .unwrap();
    let one = page(&w, id).await;
    assert_eq!(one.row.state, RequestState::Withdrawn);
    assert!(
        one.decisions[0].object_by.is_some(),
        "who did not take it back objects"
    );
    assert_eq!(one.decisions[0].on, TODAY);
    assert!(waits(&w, "noor").await.is_empty());
    // What was asked in the portal is taken back there, by who asked it.
    let other = ask(&w, "moeder", w.mother, &asks(Right::Access, ""))
        .await
        .unwrap();
    let said = decide(&w, "sam", other, &decides("withdrawn-by-asker", "")).await;
    assert_eq!(faults(said), [("outcome", "asker-withdraws")]);
    // Somebody else's decision is not theirs either.
    let vreemde = w.caller("vreemde").await;
    nothing(w.house.my_request(&vreemde, id).await);
    assert!(
        one.answer
            .duties
            .iter()
            .any(|d| d.what == DutyWord::NotifyRecipients)
    );
    w.done().await;
}
