//! Who works in a dossier.

use crate::world::{World, denied, faults, nothing};
use regie_casework::dossier::{AssignInput, FindInput, Place};
use regie_casework::thing::TaskKind;
use regie_terms::{Act, DossierId, Id, Outcome, Relation, RequestId};

fn as_(place: &str, account: impl ToString) -> AssignInput {
    AssignInput {
        place: place.into(),
        account: account.to_string(),
        until: String::new(),
        why: "Werkt mee.".into(),
    }
}

#[tokio::test]
async fn the_coordinator_involves_a_colleague_until_a_day_and_lets_them_go() {
    let w = World::new().await;
    let dossier = w.dossier().await;
    let (noor, olaf) = (w.caller("noor").await, w.caller("olaf").await);
    denied(w.house.open_dossier(&olaf, dossier).await);
    let form = AssignInput {
        until: "2026-12-01".into(),
        ..as_("involved", w.id("olaf"))
    };
    let request = RequestId::fresh();
    for _ in 0..2 {
        w.house
            .assign(&noor, dossier, &form, request)
            .await
            .unwrap();
    }
    assert_eq!(w.count("assign", true).await, 1);
    assert_eq!(
        w.house.open_dossier(&olaf, dossier).await.unwrap().relation,
        Relation::Involved
    );
    assert_eq!(
        faults(
            w.house
                .assign(&noor, dossier, &form, RequestId::fresh())
                .await
        ),
        [("account", "already")]
    );
    let rows = w.house.appointments(&noor, dossier).await.unwrap();
    assert_eq!(
        rows.iter().map(|r| r.place).collect::<Vec<_>>(),
        [Place::Coordinator, Place::Substitute, Place::Involved]
    );
    let request = RequestId::fresh();
    for _ in 0..2 {
        w.house
            .release(&noor, dossier, rows[2].id, request)
            .await
            .unwrap();
    }
    denied(w.house.open_dossier(&olaf, dossier).await);
    assert_eq!(
        faults(
            w.house
                .release(&noor, dossier, rows[0].id, RequestId::fresh())
                .await
        ),
        [("place", "coordinator-stays")]
    );
    nothing(
        w.house
            .release(&noor, dossier, Id::fresh(), RequestId::fresh())
            .await,
    );
    w.done().await;
}

#[tokio::test]
async fn a_manager_names_who_keeps_it_without_seeing_it_and_nobody_else_in_it() {
    let w = World::new().await;
    let dossier = w.dossier().await;
    let (mara, noor) = (w.caller("mara").await, w.caller("noor").await);
    w.house
        .assign(
            &mara,
            dossier,
            &as_("coordinator", w.id("sam")),
            RequestId::fresh(),
        )
        .await
        .unwrap();
    // The substitute who became coordinator leaves that place; who kept it before is out.
    let rows = w.house.appointments(&mara, dossier).await.unwrap();
    assert_eq!(
        rows.iter()
            .map(|r| (r.place, r.account))
            .collect::<Vec<_>>(),
        [(Place::Coordinator, w.id("sam"))]
    );
    denied(w.house.open_dossier(&noor, dossier).await);
    denied(w.house.open_dossier(&mara, dossier).await);
    w.house
        .assign(
            &mara,
            dossier,
            &as_("substitute", w.id("olaf")),
            RequestId::fresh(),
        )
        .await
        .unwrap();
    denied(
        w.house
            .assign(
                &mara,
                dossier,
                &as_("involved", w.id("noor")),
                RequestId::fresh(),
            )
            .await,
    );
    assert_eq!(
        (
            w.count("assign", true).await,
            w.count("assign", false).await
        ),
        (2, 1)
    );
    w.done().await;
}

#[tokio::test]
async fn who_may_not_gets_a_line_and_what_is_typed_is_checked() {
    let w = World::new().await;
    let dossier = w.dossier().await;
    let (noor, olaf, mara) = (
        w.caller("noor").await,
        w.caller("olaf").await,
        w.caller("mara").await,
    );
    let form = as_("coordinator", w.id("olaf"));
    let here = denied(
        w.house
            .assign(&olaf, dossier, &form, RequestId::fresh())
            .await,
    );
    let nowhere = denied(
        w.house
            .assign(&olaf, DossierId::fresh(), &form, RequestId::fresh())
            .await,
    );
    assert_eq!(
        serde_json::to_string(&here).unwrap(),
        serde_json::to_string(&nowhere).unwrap()
    );
    assert_eq!(w.count("assign", false).await, 2);
    nothing(
        w.house
            .assign(&mara, DossierId::fresh(), &form, RequestId::fresh())
            .await,
    );
    for (form, expected) in [
        (
            AssignInput::default(),
            vec![("place", "unpicked"), ("account", "unpicked")],
        ),
        (as_("king", w.id("olaf")), vec![("place", "unknown")]),
        (as_("substitute", "x"), vec![("account", "unknown")]),
        (
            as_("substitute", w.id("vera")),
            vec![("account", "unknown")],
        ),
        (
            as_("substitute", w.id("noor")),
            vec![("account", "is-coordinator")],
        ),
        (
            as_("coordinator", w.id("noor")),
            vec![("account", "already")],
        ),
        (
            AssignInput {
                until: "2020-01-01".into(),
                ..as_("involved", w.id("olaf"))
            },
            vec![("until", "too-early")],
        ),
    ] {
        assert_eq!(
            faults(
                w.house
                    .assign(&noor, dossier, &form, RequestId::fresh())
                    .await
            ),
            expected
        );
    }
    let names: Vec<String> = w
        .house
        .colleagues(&noor, Place::Coordinator)
        .await
        .unwrap()
        .into_iter()
        .map(|c| c.name)
        .collect();
    assert_eq!(names, ["noor Test", "olaf Test", "sam Test"]);
    w.done().await;
}

#[tokio::test]
async fn whoever_reads_the_dossier_sees_who_works_in_it_since_and_until_when_and_why() {
    let w = World::new().await;
    let dossier = w.dossier().await;
    let (noor, sam) = (w.caller("noor").await, w.caller("sam").await);
    let form = AssignInput {
        until: "2026-12-01".into(),
        why: " ".into(),
        ..as_("involved", w.id("olaf"))
    };
    assert_eq!(
        faults(
            w.house
                .assign(&noor, dossier, &form, RequestId::fresh())
                .await
        ),
        [("why", "missing")]
    );
    let form = AssignInput {
        why: "Doet de thuisadministratie.".into(),
        ..form
    };
    w.house
        .assign(&noor, dossier, &form, RequestId::fresh())
        .await
        .unwrap();
    let before = w.count("view-dossier", true).await;
    let open = w.house.open_dossier(&sam, dossier).await.unwrap();
    assert_eq!(w.count("view-dossier", true).await, before + 1);
    let day = |day: &str| Some(day.parse().unwrap());
    assert_eq!(
        open.places
            .iter()
            .map(|p| (p.place, p.name.as_str(), p.until, p.why.as_deref()))
            .collect::<Vec<_>>(),
        [
            (Place::Coordinator, "noor Test", None, None),
            (Place::Substitute, "sam Test", None, None),
            (
                Place::Involved,
                "olaf Test",
                day("2026-12-01"),
                Some("Doet de thuisadministratie.")
            ),
        ]
    );
    assert!(open.places.iter().all(|p| p.since == crate::world::TODAY));
    // A manager finds the dossier, and from there the way to naming who works in it; nobody else is shown that way.
    let find = regie_casework::dossier::FindInput {
        surname: "de Proef".into(),
        born: "1990-02-03".into(),
        ..Default::default()
    };
    for (login, may) in [("mara", true), ("noor", true), ("bo", false)] {
        let who = w.caller(login).await;
        match w.house.find(&who, &find).await {
            Ok(found) => assert_eq!(found[0].may_assign, may, "{login}"),
            Err(_) => assert!(!may, "{login} finds nothing"),
        }
    }
    w.done().await;
}

/// What waits for somebody, and in which dossier.
async fn waiting(w: &World, login: &str) -> Vec<(TaskKind, Option<DossierId>)> {
    let caseload = w.house.caseload(&w.caller(login).await).await.unwrap();
    caseload.tasks.iter().map(|t| (t.what, t.dossier)).collect()
}

#[tokio::test]
async fn who_keeps_a_dossier_and_ends_is_away_for_good_and_the_manager_names_another() {
    let w = World::new().await;
    let dossier = w.dossier().await;
    let (admin, olaf) = (w.caller("beheer").await, w.caller("olaf").await);
    let find = FindInput {
        surname: "de Proef".into(),
        born: "1990-02-03".into(),
        ..FindInput::default()
    };
    let reason = "Weekenddienst, het kan niet wachten.";
    let ended = |login: &str| w.house.end_account(&admin, w.id(login), RequestId::fresh());

    ended("sam").await.unwrap();
    assert!(
        waiting(&w, "mara").await.is_empty(),
        "a substitute is missed by whoever keeps it"
    );
    let found = w.house.find(&olaf, &find).await.unwrap().remove(0);
    assert!(found.coordinator.unwrap().present);
    assert!(!found.substitute.unwrap().present);
    assert_eq!(found.view.outcome, Outcome::Prohibited);
    denied(
        w.house
            .break_glass(&olaf, dossier, Act::View, reason, RequestId::fresh())
            .await,
    );

    ended("noor").await.unwrap();
    let found = w.house.find(&olaf, &find).await.unwrap().remove(0);
    assert!(!found.coordinator.unwrap().present);
    assert_eq!(found.view.outcome, Outcome::Incomplete);
    w.house
        .break_glass(&olaf, dossier, Act::View, reason, RequestId::fresh())
        .await
        .unwrap();
    let open = w.house.open_dossier(&olaf, dossier).await.unwrap();
    assert!(!open.coordinator.unwrap().present && !open.substitute.unwrap().present);

    assert_eq!(
        waiting(&w, "mara").await,
        [(TaskKind::NameCoordinator, Some(dossier))]
    );
    let mara = w.caller("mara").await;
    let name = as_("coordinator", w.id("olaf"));
    w.house
        .assign(&mara, dossier, &name, RequestId::fresh())
        .await
        .unwrap();
    assert!(waiting(&w, "mara").await.is_empty());
    // What the one who left should have judged waits for the new one.
    assert_eq!(
        waiting(&w, "olaf").await,
        [(TaskKind::JudgeGlass, Some(dossier))]
    );
    w.done().await;
}
