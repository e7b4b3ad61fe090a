//! Sharing: step by step, at once, afterwards, and what follows from it.

use crate::world::{TODAY, World, denied, faults, nothing, share};
use jiff::civil::date;
use regie_casework::consent::ConsentInput;
use regie_casework::entry::EntryConsentInput;
use regie_casework::share::{AfterwardsInput, SafetyInput, SettleInput, ShareInput};
use regie_casework::thing::{ShareState, TaskKind};
use regie_terms::{DutyWord, Id, NeedWord, Outcome, RequestId};

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn safety() -> SafetyInput {
    SafetyInput {
        of: "client".into(),
        because: "Er is concreet gevaar thuis.".into(),
        consulted: vec!["colleague".into()],
        anonymised: "yes".into(),
        client: "informed".into(),
        postponed_because: String::new(),
    }
}

/// A consent of the mother, given at the table today.
fn mothers() -> ConsentInput {
    ConsentInput {
        of: "parent-or-guardian".into(),
        answer: "given".into(),
        way: "at-the-table".into(),
        form: "oral".into(),
        on: TODAY.to_string(),
        ..ConsentInput::default()
    }
}

#[tokio::test]
async fn a_fact_goes_to_the_school_once_everything_is_there() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let other = w.fact(w.child, "jeugdwet", "health", "Heeft astma.").await;
    let share = w.share(&[fact]).await;
    let list = w
        .house
        .share_checklist(&noor, w.dossier, share, None)
        .await
        .unwrap();
    assert_eq!(
        list.disclosure
            .needs
            .iter()
            .map(|n| n.what)
            .collect::<Vec<_>>(),
        [NeedWord::Consent]
    );
    let refused = denied(
        w.house
            .share_now(&noor, w.dossier, share, RequestId::fresh())
            .await,
    );
    assert_eq!(refused[1].outcome, Outcome::Incomplete);
    assert_eq!(w.count("disclose", false).await, 1);

    w.house
        .record_consent(
            &noor,
            w.dossier,
            share,
            &mothers(),
            None,
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let request = RequestId::fresh();
    let done = w
        .house
        .share_now(&noor, w.dossier, share, request)
        .await
        .unwrap();
    assert_eq!(done.decision.outcome, Outcome::Permitted);
    assert_eq!(
        w.house
            .share_now(&noor, w.dossier, share, request)
            .await
            .unwrap(),
        done,
        "sent twice is shared once"
    );
    assert_eq!(
        faults(
            w.house
                .share_now(&noor, w.dossier, share, RequestId::fresh())
                .await
        ),
        [("share", "not-preparing")]
    );
    assert_eq!(w.count("disclose", true).await, 1);
    let about = w.ledger.lines_about(w.child, i64::MAX, 100).await.unwrap();
    assert_eq!(about.iter().filter(|(_, l)| l.act == "disclose").count(), 1);
    assert!(
        w.ledger
            .lines_about(w.mother, i64::MAX, 100)
            .await
            .unwrap()
            .iter()
            .all(|(_, l)| l.act != "disclose")
    );

    // The recipient gets the fact that went and nothing else.
    let page = w
        .house
        .recipient_page(&noor, w.dossier, share)
        .await
        .unwrap();
    assert_eq!(page.facts, ["Slaapt slecht."]);
    assert_eq!(
        (page.person.as_str(), page.recipient.as_str(), page.on),
        ("Sara Proef", "De Regenboog", TODAY)
    );
    assert!(!page.protocol, "a partner knows the protocol");
    assert_eq!(w.count("print", true).await, 1);
    let row = &w.house.shares(&noor, w.dossier).await.unwrap().rows[0];
    assert_eq!(
        (row.id, row.state, row.facts),
        (share, ShareState::Shared, 1)
    );
    assert_eq!(row.decision.as_ref().unwrap(), &done.decision);

    // Its words stay as they went, whatever is corrected later.
    let mended = regie_casework::entry::EntryInput {
        text: "Slaapt goed.".into(),
        ..crate::world::entry(w.child)
    };
    w.house
        .correct_entry(
            &noor,
            w.dossier,
            fact,
            &mended,
            "Onjuist.",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let page = w.house.open_share(&noor, w.dossier, share).await.unwrap();
    assert_eq!(
        page.facts
            .iter()
            .map(|f| (f.entry, f.text.as_str()))
            .collect::<Vec<_>>(),
        [(fact, "Slaapt slecht.")]
    );
    assert!(page.facts.iter().all(|f| f.entry != other));
    w.done().await;
}

#[tokio::test]
async fn somebody_who_may_not_edit_shares_nothing_and_is_on_record() {
    let w = World::new().await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let begun = w.share(&[fact]).await;
    for login in ["olaf", "gemeente"] {
        let who = w.caller(login).await;
        denied(
            w.house
                .begin_share(
                    &who,
                    w.dossier,
                    &share(w.child, &[fact]),
                    RequestId::fresh(),
                )
                .await,
        );
        denied(
            w.house
                .update_share(
                    &who,
                    w.dossier,
                    begun,
                    &ShareInput::default(),
                    RequestId::fresh(),
                )
                .await,
        );
        denied(w.house.share_checklist(&who, w.dossier, begun, None).await);
        denied(
            w.house
                .share_now(&who, w.dossier, begun, RequestId::fresh())
                .await,
        );
        denied(
            w.house
                .ask_consent(&who, w.dossier, begun, RequestId::fresh())
                .await,
        );
        denied(
            w.house
                .record_consent(&who, w.dossier, begun, &mothers(), None, RequestId::fresh())
                .await,
        );
        denied(w.house.shares(&who, w.dossier).await);
        denied(w.house.open_share(&who, w.dossier, begun).await);
        denied(w.house.recipient_page(&who, w.dossier, begun).await);
        denied(
            w.house
                .share_afterwards(
                    &who,
                    w.dossier,
                    &AfterwardsInput::default(),
                    RequestId::fresh(),
                )
                .await,
        );
        denied(
            w.house
                .give_up_share(&who, w.dossier, begun, RequestId::fresh())
                .await,
        );
    }
    assert_eq!(w.lines().await.iter().filter(|l| !l.body.done).count(), 22);
    // A client has no staff's door at all.
    let mother = w.caller("moeder").await;
    nothing(w.house.shares(&mother, w.dossier).await);
    w.done().await;
}

#[tokio::test]
async fn the_facts_are_of_one_person_under_one_law_of_this_dossier() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let hers = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let wmo = w
        .fact(w.child, "wmo", "help-request", "Heeft een rolstoel nodig.")
        .await;
    let mothers = w.fact(w.mother, "wmo", "health", "Is overspannen.").await;
    let theirs = regie_casework::entry::EntryInput {
        law: "wmo".into(),
        ..crate::world::entry(w.stranger)
    };
    let foreign = w
        .house
        .record_entry(&noor, w.other_dossier, &theirs, RequestId::fresh())
        .await
        .unwrap()
        .entry;
    let share = w.share(&[hers]).await;
    let mark = async |facts: &[Id]| {
        let facts = Some(facts.iter().map(ToString::to_string).collect());
        w.house
            .update_share(
                &noor,
                w.dossier,
                share,
                &ShareInput {
                    facts,
                    ..ShareInput::default()
                },
                RequestId::fresh(),
            )
            .await
    };
    assert_eq!(
        faults(mark(&[hers, wmo]).await),
        [("facts", "several-laws")]
    );
    assert_eq!(
        faults(mark(&[hers, mothers]).await),
        [("facts", "several-people")]
    );
    assert_eq!(faults(mark(&[foreign]).await), [("facts", "unknown")]);
    assert_eq!(faults(mark(&[Id::fresh()]).await), [("facts", "unknown")]);
    let mended = crate::world::entry(w.child);
    let new = w
        .house
        .correct_entry(
            &noor,
            w.dossier,
            hers,
            &mended,
            "Onjuist.",
            RequestId::fresh(),
        )
        .await
        .unwrap()
        .entry;
    assert_eq!(faults(mark(&[hers]).await), [("facts", "corrected")]);
    mark(&[new]).await.unwrap();
    mark(&[wmo]).await.unwrap();
    let page = w
        .house
        .open_share_part(
            &noor,
            w.dossier,
            share,
            regie_casework::share::SharePart::Facts,
        )
        .await
        .unwrap();
    assert_eq!(page.law, regie_terms::Law::Wmo, "the facts say the law");
    assert_eq!(page.facts.len(), 1);
    assert!(
        page.possible
            .iter()
            .all(|f| f.entry != hers && f.entry != mothers && f.entry != foreign)
    );
    // A disclosure of another dossier does not exist here.
    nothing(w.house.open_share(&noor, w.other_dossier, share).await);
    nothing(
        w.house
            .share_now(&noor, w.other_dossier, share, RequestId::fresh())
            .await,
    );
    nothing(
        w.house
            .update_share(
                &noor,
                w.other_dossier,
                share,
                &ShareInput::default(),
                RequestId::fresh(),
            )
            .await,
    );
    w.done().await;
}

#[tokio::test]
async fn every_field_of_a_disclosure_is_checked() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let begin = async |input: ShareInput| {
        w.house
            .begin_share(&noor, w.dossier, &input, RequestId::fresh())
            .await
    };
    assert_eq!(
        faults(begin(ShareInput::default()).await),
        [
            ("person", "unpicked"),
            ("party", "unpicked"),
            ("recipient", "missing")
        ]
    );
    let whole = || share(w.child, &[fact]);
    assert_eq!(
        faults(
            begin(ShareInput {
                person: some(&w.stranger.to_string()),
                ..whole()
            })
            .await
        ),
        [("person", "unknown")]
    );
    assert_eq!(
        faults(
            begin(ShareInput {
                party: some("club"),
                ..whole()
            })
            .await
        ),
        [("party", "unknown")]
    );
    assert_eq!(
        faults(
            begin(ShareInput {
                purpose: some("support"),
                ..whole()
            })
            .await
        ),
        [("purpose", "unknown")]
    );
    assert_eq!(
        faults(
            begin(ShareInput {
                recipient: Some("x".repeat(201)),
                ..whole()
            })
            .await
        ),
        [("recipient", "too-long")]
    );
    assert_eq!(
        faults(
            begin(ShareInput {
                necessity: Some("x".repeat(2001)),
                ..whole()
            })
            .await
        ),
        [("necessity", "too-long")]
    );
    let blank = SafetyInput {
        of: "client".into(),
        ..SafetyInput::default()
    };
    assert_eq!(
        faults(
            begin(ShareInput {
                safety: Some(blank),
                ..whole()
            })
            .await
        ),
        [("safety_because", "missing"), ("safety_client", "unpicked")]
    );
    let request = RequestId::fresh();
    let one = w
        .house
        .begin_share(&noor, w.dossier, &whole(), request)
        .await
        .unwrap();
    assert_eq!(
        w.house
            .begin_share(&noor, w.dossier, &whole(), request)
            .await
            .unwrap(),
        one
    );
    assert_eq!(
        w.house.shares(&noor, w.dossier).await.unwrap().rows.len(),
        1
    );
    // A request id that was used for something else is no way to look done.
    assert_eq!(
        faults(w.house.give_up_share(&noor, w.dossier, one, request).await),
        [("request", "used")]
    );
    w.house
        .give_up_share(&noor, w.dossier, one, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(
        faults(
            w.house
                .share_now(&noor, w.dossier, one, RequestId::fresh())
                .await
        ),
        [("share", "not-preparing")]
    );
    nothing(w.house.recipient_page(&noor, w.dossier, one).await);
    let empty = w.share(&[]).await;
    assert_eq!(
        faults(
            w.house
                .share_now(&noor, w.dossier, empty, RequestId::fresh())
                .await
        ),
        [("facts", "missing")]
    );
    w.done().await;
}

#[tokio::test]
async fn in_danger_it_goes_without_consent_but_not_without_consultation() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let alone = ShareInput {
        safety: Some(SafetyInput {
            consulted: Vec::new(),
            ..safety()
        }),
        conversation: some("not-tried"),
        ..share(w.child, &[fact])
    };
    let id = w
        .house
        .begin_share(&noor, w.dossier, &alone, RequestId::fresh())
        .await
        .unwrap();
    let answers = denied(
        w.house
            .share_now(&noor, w.dossier, id, RequestId::fresh())
            .await,
    );
    assert_eq!(
        answers[1].needs.iter().map(|n| n.what).collect::<Vec<_>>(),
        [NeedWord::Consultation]
    );
    let by_name = ShareInput {
        safety: Some(SafetyInput {
            anonymised: String::new(),
            ..safety()
        }),
        ..ShareInput::default()
    };
    w.house
        .update_share(&noor, w.dossier, id, &by_name, RequestId::fresh())
        .await
        .unwrap();
    denied(
        w.house
            .share_now(&noor, w.dossier, id, RequestId::fresh())
            .await,
    );
    // Nothing is asked of the family on this route.
    assert_eq!(
        faults(
            w.house
                .ask_consent(&noor, w.dossier, id, RequestId::fresh())
                .await
        ),
        [("consent", "not-needed")]
    );
    let postponed = SafetyInput {
        client: "postponed".into(),
        postponed_because: "Vader dreigde met geweld als het uitkomt.".into(),
        ..safety()
    };
    let input = ShareInput {
        safety: Some(postponed),
        ..ShareInput::default()
    };
    w.house
        .update_share(&noor, w.dossier, id, &input, RequestId::fresh())
        .await
        .unwrap();
    let done = w
        .house
        .share_now(&noor, w.dossier, id, RequestId::fresh())
        .await
        .unwrap();
    let duties: Vec<DutyWord> = done.decision.duties.iter().map(|d| d.what).collect();
    assert_eq!(
        duties,
        [DutyWord::NoteInDossier, DutyWord::InformClientLater]
    );

    // It stays on the list until the client was told, and until then the portal does not speak of it.
    let tasks = async || w.house.caseload(&noor).await.unwrap().tasks;
    let waiting = tasks().await;
    assert_eq!(
        waiting.iter().map(|t| (t.what, t.of)).collect::<Vec<_>>(),
        [(TaskKind::InformClient, Some(id))]
    );
    assert_eq!(waiting[0].due, Some(date(2026, 12, 5)));
    let mother = w.caller("moeder").await;
    assert!(
        w.house
            .my_file(&mother, w.child)
            .await
            .unwrap()
            .shares
            .is_empty()
    );
    let acts = async || {
        w.house
            .who_looked(&mother, w.child, None)
            .await
            .unwrap()
            .lines
    };
    assert!(
        acts()
            .await
            .iter()
            .all(|l| l.act != "disclose" && l.act != "prepare-share" && l.act != "begin-share")
    );
    let told = SettleInput {
        informed_on: "2026-11-20".into(),
        ..SettleInput::default()
    };
    assert_eq!(
        faults(
            w.house
                .settle_share(&noor, w.dossier, id, &told, RequestId::fresh())
                .await
        ),
        [("informed_on", "too-early")]
    );
    let told = SettleInput {
        informed_on: TODAY.to_string(),
        ..SettleInput::default()
    };
    let settle = w
        .house
        .settle_share(&noor, w.dossier, id, &told, RequestId::fresh());
    assert_eq!(faults(settle.await), [("told", "missing")]);
    let told = SettleInput {
        told: vec![w.mother.to_string()],
        ..told
    };
    let request = RequestId::fresh();
    w.house
        .settle_share(&noor, w.dossier, id, &told, request)
        .await
        .unwrap();
    w.house
        .settle_share(&noor, w.dossier, id, &told, request)
        .await
        .unwrap();
    assert!(tasks().await.is_empty());
    let shown = w.house.my_file(&mother, w.child).await.unwrap().shares;
    assert_eq!(
        shown.iter().map(|s| s.basis).collect::<Vec<_>>(),
        [regie_casework::portal::Basis::Safety]
    );
    assert_eq!(
        acts().await.iter().filter(|l| l.act == "disclose").count(),
        1
    );
    w.done().await;
}

#[tokio::test]
async fn a_consent_is_for_what_it_was_asked_for() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let one = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let two = w
        .fact(
            w.child,
            "jeugdwet",
            "family-situation",
            "Ouders zijn uit elkaar.",
        )
        .await;
    let share = w.share(&[one]).await;
    w.house
        .record_consent(
            &noor,
            w.dossier,
            share,
            &mothers(),
            None,
            RequestId::fresh(),
        )
        .await
        .unwrap();
    let outcome = async || {
        w.house
            .share_checklist(&noor, w.dossier, share, None)
            .await
            .unwrap()
            .disclosure
            .outcome
    };
    let set = async |input: ShareInput| {
        w.house
            .update_share(&noor, w.dossier, share, &input, RequestId::fresh())
            .await
            .unwrap()
    };
    let facts = |ids: &[Id]| ShareInput {
        facts: Some(ids.iter().map(ToString::to_string).collect()),
        ..ShareInput::default()
    };
    assert_eq!(outcome().await, Outcome::Permitted);
    set(facts(&[one, two])).await;
    assert_eq!(
        outcome().await,
        Outcome::Incomplete,
        "more than was agreed to"
    );
    set(facts(&[one])).await;
    set(ShareInput {
        recipient: some("De Klimroos"),
        ..ShareInput::default()
    })
    .await;
    assert_eq!(
        outcome().await,
        Outcome::Incomplete,
        "somebody else than was agreed to"
    );
    set(ShareInput {
        recipient: some("De Regenboog"),
        ..ShareInput::default()
    })
    .await;
    assert_eq!(outcome().await, Outcome::Permitted);
    let typed = facts(&[one, two]);
    let seen = w
        .house
        .share_checklist(&noor, w.dossier, share, Some(&typed))
        .await
        .unwrap()
        .disclosure
        .outcome;
    assert_eq!(seen, Outcome::Incomplete, "as the form stands");
    assert_eq!(outcome().await, Outcome::Permitted, "and nothing was saved");
    w.done().await;
}

fn call(w: &World, facts: &[Id]) -> AfterwardsInput {
    AfterwardsInput {
        share: share(w.child, facts),
        happened_on: "2026-11-19".into(),
        consents: Vec::new(),
    }
}

#[tokio::test]
async fn a_phone_call_is_recorded_with_the_verdict_of_that_day() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let given = EntryConsentInput {
        row: 2,
        of: "parent-or-guardian".into(),
        who: w.mother.to_string(),
        answer: "given".into(),
        form: "oral".into(),
        on: "2026-11-19".into(),
        ..EntryConsentInput::default()
    };
    let nobody = EntryConsentInput {
        who: String::new(),
        ..given.clone()
    };
    let nobody = AfterwardsInput {
        consents: vec![nobody],
        ..call(&w, &[fact])
    };
    let said = w
        .house
        .share_afterwards(&noor, w.dossier, &nobody, RequestId::fresh())
        .await;
    assert_eq!(faults(said), [("consent_name-2", "unnamed")]);
    // An answer from before there was a dossier was about something else.
    let before = EntryConsentInput {
        on: "2026-03-01".into(),
        ..given.clone()
    };
    let before = AfterwardsInput {
        consents: vec![before],
        ..call(&w, &[fact])
    };
    let early = w
        .house
        .share_afterwards(&noor, w.dossier, &before, RequestId::fresh())
        .await;
    assert_eq!(faults(early), [("consent_on-2", "too-early")]);
    let input = AfterwardsInput {
        consents: vec![given],
        ..call(&w, &[fact])
    };
    let request = RequestId::fresh();
    let done = w
        .house
        .share_afterwards(&noor, w.dossier, &input, request)
        .await
        .unwrap();
    assert_eq!(done.decision.outcome, Outcome::Permitted);
    assert_eq!(
        w.house
            .share_afterwards(&noor, w.dossier, &input, request)
            .await
            .unwrap(),
        done
    );
    let page = w
        .house
        .open_share(&noor, w.dossier, done.share)
        .await
        .unwrap();
    assert_eq!(
        (page.row.state, page.row.happened_on),
        (ShareState::Afterwards, Some(date(2026, 11, 19)))
    );
    assert_eq!(page.consents.len(), 1);
    assert!(w.house.caseload(&noor).await.unwrap().tasks.is_empty());
    assert_eq!(
        w.house
            .recipient_page(&noor, w.dossier, done.share)
            .await
            .unwrap()
            .on,
        date(2026, 11, 19)
    );
    for (day, code) in [
        ("", "missing"),
        ("2026-11-22", "too-late"),
        ("2026-03-01", "too-early"),
        ("x", "no-date"),
    ] {
        let wrong = AfterwardsInput {
            happened_on: day.into(),
            ..call(&w, &[fact])
        };
        assert_eq!(
            faults(
                w.house
                    .share_afterwards(&noor, w.dossier, &wrong, RequestId::fresh())
                    .await
            ),
            [("happened_on", code)]
        );
    }
    w.done().await;
}

#[tokio::test]
async fn what_went_without_permission_is_an_incident_and_never_a_refused_form() {
    let w = World::new().await;
    let (noor, daan) = (w.caller("noor").await, w.caller("daan").await);
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let mut early = call(&w, &[fact]);
    early.share.purpose = some("policy-figures");
    let request = RequestId::fresh();
    let done = w
        .house
        .share_afterwards(&noor, w.dossier, &early, request)
        .await
        .unwrap();
    assert_eq!(done.decision.outcome, Outcome::Prohibited);
    w.house
        .share_afterwards(&noor, w.dossier, &early, request)
        .await
        .unwrap();
    assert_eq!(w.count("disclose-afterwards", true).await, 1);
    let line = w
        .lines()
        .await
        .into_iter()
        .find(|l| l.act == "disclose-afterwards")
        .unwrap();
    assert_eq!(
        line.body.decided.outcome,
        Outcome::Prohibited,
        "the verdict stands in the line"
    );
    let waiting = |tasks: &[regie_casework::dossier::TaskRow]| {
        tasks.iter().map(|t| t.what).collect::<Vec<_>>()
    };
    let account = daan.account();
    let db = w.ledger.db();
    let judge = [regie_ledger::db::Arg::Bytes(account.0.as_bytes())];
    let rows = db
        .rows(
            "SELECT id FROM record WHERE kind = 'task' AND account = $1",
            &judge,
        )
        .await
        .unwrap();
    assert_eq!(
        rows.len(),
        1,
        "the data protection officer judges the incident"
    );
    assert!(
        waiting(&w.house.caseload(&noor).await.unwrap().tasks)
            .iter()
            .all(|t| *t != TaskKind::Complete)
    );

    // What was missing is a task; without danger it is an incident too.
    let done = w
        .house
        .share_afterwards(&noor, w.dossier, &call(&w, &[fact]), RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(done.decision.outcome, Outcome::Incomplete);
    assert_eq!(
        waiting(&w.house.caseload(&noor).await.unwrap().tasks),
        [TaskKind::Complete]
    );
    let incidents = async || {
        db.rows("SELECT id FROM record WHERE kind = 'incident'", &[])
            .await
            .unwrap()
            .len()
    };
    assert_eq!(incidents().await, 2);
    let mut danger = call(&w, &[fact]);
    danger.share.safety = Some(SafetyInput {
        consulted: Vec::new(),
        ..safety()
    });
    let acute = w
        .house
        .share_afterwards(&noor, w.dossier, &danger, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(acute.decision.outcome, Outcome::Incomplete);
    assert_eq!(incidents().await, 2);
    assert_eq!(
        waiting(&w.house.caseload(&noor).await.unwrap().tasks),
        [TaskKind::Complete, TaskKind::Complete]
    );
    let settled = SettleInput {
        completion: "Met de leidinggevende besproken.".into(),
        ..SettleInput::default()
    };
    w.house
        .settle_share(&noor, w.dossier, acute.share, &settled, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(w.house.caseload(&noor).await.unwrap().tasks.len(), 1);
    assert_eq!(
        faults(
            w.house
                .settle_share(
                    &noor,
                    w.dossier,
                    acute.share,
                    &SettleInput::default(),
                    RequestId::fresh()
                )
                .await
        ),
        [("informed_on", "missing")]
    );
    w.done().await;
}

#[tokio::test]
async fn a_recipient_that_is_no_partner_gets_the_outline_of_the_protocol() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let fact = w
        .fact(w.child, "jeugdwet", "help-request", "Slaapt slecht.")
        .await;
    let input = ShareInput {
        partner: some("no"),
        ..share(w.child, &[fact])
    };
    let id = w
        .house
        .begin_share(&noor, w.dossier, &input, RequestId::fresh())
        .await
        .unwrap();
    w.house
        .record_consent(&noor, w.dossier, id, &mothers(), None, RequestId::fresh())
        .await
        .unwrap();
    w.house
        .share_now(&noor, w.dossier, id, RequestId::fresh())
        .await
        .unwrap();
    assert!(
        w.house
            .recipient_page(&noor, w.dossier, id)
            .await
            .unwrap()
            .protocol
    );
    w.done().await;
}
