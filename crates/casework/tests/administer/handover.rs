//! Handing over a caseload, and that nobody keeps access after leaving: in a session that goes on, in a form that lay open, and by a broken glass.

use crate::world::{World, denied, faults, person};
use regie_casework::Refused;
use regie_casework::administer::AccountChange;
use regie_casework::dossier::{
    AssignInput, FindInput, HandoverInput, LeftWhy, Place, StartInput, Started,
};
use regie_casework::thing::TaskKind;
use regie_terms::{Act, DossierId, Function, RequestId};

/// Another dossier of noor's, of somebody else.
async fn another(w: &World, given: &str, coordinator: &str, substitute: &str) -> DossierId {
    let noor = w.caller("noor").await;
    let input = StartInput {
        person: person(given, "1985-05-06"),
        coordinator: w.id(coordinator).to_string(),
        substitute: w.id(substitute).to_string(),
        ..w.start()
    };
    let started = w
        .house
        .start_dossier(&noor, &input, RequestId::fresh())
        .await;
    match started.unwrap() {
        Started::New { dossier, .. } => dossier,
        Started::Exists { found } => panic!("nobody is known twice, but {found:?}"),
    }
}

fn to(w: &World, from: &str, login: &str, dossiers: &[DossierId]) -> HandoverInput {
    HandoverInput {
        from: match from {
            "" => String::new(),
            login => w.id(login).to_string(),
        },
        account: w.id(login).to_string(),
        dossiers: dossiers.iter().map(ToString::to_string).collect(),
        why: "Noor gaat naar een ander team.".into(),
    }
}

async fn waits(w: &World, login: &str) -> Vec<TaskKind> {
    let caseload = w.house.caseload(&w.caller(login).await).await.unwrap();
    caseload.tasks.iter().map(|t| t.what).collect()
}

async fn places(w: &World, login: &str, dossier: DossierId) -> Vec<(Place, String)> {
    let who = w.caller(login).await;
    let rows = w.house.appointments(&who, dossier).await.unwrap();
    rows.into_iter().map(|r| (r.place, r.name)).collect()
}

#[tokio::test]
async fn a_coordinator_hands_over_what_she_chose_with_a_line_each_and_is_out_at_once() {
    let w = World::new().await;
    let (first, second) = (w.dossier().await, another(&w, "Wim", "noor", "olaf").await);
    let (noor, olaf) = (w.caller("noor").await, w.caller("olaf").await);
    let page = w.house.handover_page(&noor, None).await.unwrap();
    assert!(page.own && page.dossiers.iter().all(|row| row.title.is_some()));
    assert_eq!(page.dossiers.len(), 2);
    let request = RequestId::fresh();
    let input = to(&w, "", "olaf", &[first, second]);
    let done = w.house.hand_over(&noor, &input, request).await.unwrap();
    assert_eq!((done.done, done.left.len()), (2, 0));
    assert_eq!(w.count("hand-over", true).await, 2, "a line for each");
    // In a session that goes on, at the very next look, and in a form that lay open.
    denied(w.house.open_dossier(&noor, first).await);
    let name = AssignInput {
        place: "substitute".into(),
        account: w.id("noor").to_string(),
        ..AssignInput::default()
    };
    denied(
        w.house
            .assign(&noor, first, &name, RequestId::fresh())
            .await,
    );
    w.house.open_dossier(&olaf, first).await.unwrap();
    // Who stood in where they now coordinate does no longer.
    assert_eq!(
        places(&w, "olaf", second).await,
        [(Place::Coordinator, "olaf Test".to_owned())]
    );
    let why = w.house.appointments(&olaf, first).await.unwrap()[0]
        .why
        .clone();
    assert_eq!(why.as_deref(), Some("Noor gaat naar een ander team."));
    // Sent again it does nothing twice, and says the same.
    let again = w.house.hand_over(&noor, &input, request).await.unwrap();
    assert_eq!((again.done, again.left.len()), (2, 0));
    assert_eq!(w.count("hand-over", true).await, 2);
    // Under another id there is nothing left of hers.
    let late = w
        .house
        .hand_over(&noor, &input, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(late.done, 0);
    assert!(
        late.left
            .iter()
            .all(|(_, _, why)| *why == LeftWhy::NotAllowed)
    );
    w.done().await;
}

#[tokio::test]
async fn what_was_cut_short_is_done_by_the_same_form_and_what_waited_waits_for_the_next() {
    let w = World::new().await;
    let (first, second) = (w.dossier().await, another(&w, "Wim", "noor", "sam").await);
    let (admin, olaf) = (w.caller("beheer").await, w.caller("olaf").await);
    let end = |login: &str| w.house.end_account(&admin, w.id(login), RequestId::fresh());
    end("sam").await.unwrap();
    end("noor").await.unwrap();
    let find = FindInput {
        surname: "de Proef".into(),
        born: "1990-02-03".into(),
        ..FindInput::default()
    };
    w.house.find(&olaf, &find).await.unwrap();
    w.house
        .break_glass(
            &olaf,
            first,
            Act::View,
            "Weekenddienst, het kan niet wachten.",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    assert_eq!(waits(&w, "mara").await.len(), 2);
    let mara = w.caller("mara").await;
    let carriers = w.house.carriers(&mara).await.unwrap();
    let counts: Vec<_> = carriers
        .iter()
        .map(|c| (c.name.as_str(), c.ended, c.coordinates, c.stands_in))
        .collect();
    assert_eq!(
        counts,
        [("noor Test", true, 2, 0), ("sam Test", true, 0, 2)]
    );
    let page = w
        .house
        .handover_page(&mara, Some(w.id("noor")))
        .await
        .unwrap();
    assert!(
        page.dossiers.iter().all(|row| row.title.is_none()),
        "a manager reads numbers"
    );
    // Cut short after the first: the same form does the rest.
    let request = RequestId::fresh();
    let part = w
        .house
        .hand_over(&mara, &to(&w, "noor", "olaf", &[first]), request)
        .await
        .unwrap();
    assert_eq!(part.done, 1);
    let whole = to(&w, "noor", "olaf", &[first, second]);
    let rest = w.house.hand_over(&mara, &whole, request).await.unwrap();
    assert_eq!((rest.done, rest.left.len()), (2, 0));
    assert_eq!(w.count("hand-over", true).await, 2);
    assert!(
        waits(&w, "mara").await.is_empty(),
        "nobody is missed any more"
    );
    assert_eq!(waits(&w, "olaf").await, [TaskKind::JudgeGlass]);
    // Standing in goes too, but not to who coordinates; what stays is told by its number.
    let stays = to(&w, "sam", "olaf", &[first, second]);
    let stays = w
        .house
        .hand_over(&mara, &stays, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(stays.done, 0);
    let mut left = [first, second];
    left.sort_unstable();
    let is = |n: usize| (n + 1, left[n], LeftWhy::IsCoordinator);
    assert_eq!(stays.left, [is(0), is(1)]);
    w.done().await;
}

#[tokio::test]
async fn who_may_not_hands_nothing_over_and_what_is_typed_is_checked() {
    let w = World::new().await;
    let dossier = w.dossier().await;
    let (noor, olaf, bo) = (
        w.caller("noor").await,
        w.caller("olaf").await,
        w.caller("bo").await,
    );
    let hand =
        async |who, input: &HandoverInput| w.house.hand_over(who, input, RequestId::fresh()).await;
    // Somebody else's caseload, and a function that has none.
    denied(hand(&olaf, &to(&w, "noor", "olaf", &[dossier])).await);
    denied(w.house.handover_page(&olaf, Some(w.id("noor"))).await);
    denied(w.house.carriers(&olaf).await);
    denied(hand(&bo, &to(&w, "", "olaf", &[dossier])).await);
    // A dossier that is not theirs stays, and so does one that is not there: the same is said.
    let mine = to(&w, "", "sam", &[dossier, DossierId::fresh()]);
    let left = hand(&olaf, &mine).await.unwrap();
    let said: Vec<_> = left.left.iter().map(|(n, _, why)| (*n, *why)).collect();
    assert_eq!(said, [(0, LeftWhy::NotAllowed), (0, LeftWhy::NotAllowed)]);
    let empty = HandoverInput::default();
    assert_eq!(
        faults(hand(&noor, &empty).await),
        [
            ("account", "unpicked"),
            ("dossiers", "unpicked"),
            ("why", "missing")
        ]
    );
    let board = to(&w, "", "bo", &[dossier]);
    assert_eq!(faults(hand(&noor, &board).await), [("account", "unknown")]);
    let own = to(&w, "", "noor", &[dossier]);
    assert_eq!(faults(hand(&noor, &own).await), [("account", "same")]);
    assert_eq!(w.count("hand-over", true).await, 0);
    w.house.open_dossier(&noor, dossier).await.unwrap();
    w.done().await;
}

/// Changes functions and team of somebody.
async fn change(w: &World, login: &str, functions: &[&str], team: &str) {
    let admin = w.caller("beheer").await;
    let input = AccountChange {
        name: format!("{login} Test"),
        functions: functions.iter().map(|f| (*f).to_owned()).collect(),
        team: team.into(),
        version: w.version(&admin, login).await,
    };
    w.house
        .change_account(&admin, w.id(login), &input, RequestId::fresh())
        .await
        .unwrap();
}

#[tokio::test]
async fn another_team_or_function_shows_the_manager_what_still_hangs_on_somebody() {
    let w = World::new().await;
    let dossier = w.dossier().await;
    change(&w, "olaf", &["professional"], "Lombok").await;
    assert!(waits(&w, "mara").await.is_empty(), "nothing hangs on olaf");
    change(&w, "noor", &["professional"], "Lombok").await;
    change(&w, "noor", &["professional"], "Zuilen").await;
    assert_eq!(waits(&w, "mara").await, [TaskKind::HandOver], "once");
    let mara = w.caller("mara").await;
    let seen = async || {
        w.house
            .handover_page(&mara, Some(w.id("noor")))
            .await
            .unwrap()
    };
    assert!(seen().await.asked);
    w.house
        .settle_handover(&mara, w.id("noor"), RequestId::fresh())
        .await
        .unwrap();
    assert!(waits(&w, "mara").await.is_empty() && !seen().await.asked);
    let noor = w.caller("noor").await;
    w.house.open_dossier(&noor, dossier).await.unwrap();
    denied(
        w.house
            .settle_handover(&noor, w.id("noor"), RequestId::fresh())
            .await,
    );
    // Another function: out in the session that goes on, missed in the dossier, and handed over.
    change(&w, "noor", &["board"], "Zuilen").await;
    assert!(w.house.open_dossier(&noor, dossier).await.is_err());
    let sam = w.caller("sam").await;
    let open = w.house.open_dossier(&sam, dossier).await.unwrap();
    assert!(!open.coordinator.unwrap().present);
    assert_eq!(waits(&w, "mara").await, [TaskKind::HandOver]);
    let input = to(&w, "noor", "olaf", &[dossier]);
    let done = w
        .house
        .hand_over(&mara, &input, RequestId::fresh())
        .await
        .unwrap();
    assert_eq!(done.done, 1);
    assert!(waits(&w, "mara").await.is_empty(), "it was looked at");
    w.done().await;
}

#[tokio::test]
async fn a_glass_and_an_involvement_end_with_the_function_the_day_and_the_account() {
    let mut w = World::new().await;
    let lia = w.lay("lia", &[Function::Professional]).await;
    let dossier = w.dossier().await;
    let noor = w.caller("noor").await;
    let involve = AssignInput {
        place: "involved".into(),
        account: lia.to_string(),
        until: "2026-11-21".into(),
        why: "Kijkt mee met de hulp.".into(),
    };
    w.house
        .assign(&noor, dossier, &involve, RequestId::fresh())
        .await
        .unwrap();
    let admin = w.caller("beheer").await;
    let token = w.house.login_demo("lia").await.unwrap();
    let there = async || w.house.caller(&token.0).await;
    w.house
        .open_dossier(&there().await.unwrap(), dossier)
        .await
        .unwrap();
    // The last day is over while the session goes on.
    let kept = there().await.unwrap();
    w.later(11 * 60 + 50);
    w.house.open_dossier(&kept, dossier).await.unwrap();
    w.later(20);
    denied(w.house.open_dossier(&kept, dossier).await);
    // A glass, and then another function, in one session and with what was read before.
    for login in ["noor", "sam"] {
        w.house
            .end_account(&admin, w.id(login), RequestId::fresh())
            .await
            .unwrap();
    }
    let olaf_token = w.house.login_demo("olaf").await.unwrap();
    let olaf_now = w.house.caller(&olaf_token.0).await.unwrap();
    let find = FindInput {
        surname: "de Proef".into(),
        born: "1990-02-03".into(),
        ..FindInput::default()
    };
    w.house.find(&olaf_now, &find).await.unwrap();
    w.house
        .break_glass(
            &olaf_now,
            dossier,
            Act::View,
            "Weekenddienst, het kan niet wachten.",
            RequestId::fresh(),
        )
        .await
        .unwrap();
    w.house.open_dossier(&olaf_now, dossier).await.unwrap();
    change(&w, "olaf", &["board"], "Lombok").await;
    assert!(
        matches!(
            w.house.open_dossier(&olaf_now, dossier).await,
            Err(Refused::Busy | Refused::Denied(_))
        ),
        "leave rests on the function that was taken away"
    );
    let again = w.caller("olaf").await;
    denied(w.house.open_dossier(&again, dossier).await);
    w.done().await;
}
