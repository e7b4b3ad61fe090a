//! Starting a dossier.

use crate::world::{World, denied, faults, person};
use regie_casework::dossier::{PersonInput, StartInput, Started};
use regie_terms::{DossierId, Outcome, RequestId};

const BSN: &str = "999900006";

fn new(started: Started) -> DossierId {
    match started {
        Started::New { dossier, .. } => dossier,
        Started::Exists { found } => panic!("nothing was expected to be there, but {found:?}"),
    }
}

#[tokio::test]
async fn the_front_door_starts_one_and_the_coordinator_opens_it() {
    let w = World::new().await;
    let vera = w.caller("vera").await;
    let form = StartInput {
        person: PersonInput {
            bsn: "9999 00 006".into(),
            phone: "030 1234567".into(),
            ..person("Puk", "1990-02-03")
        },
        laws: vec!["wmo".into(), "participatiewet".into()],
        ..w.start()
    };
    let request = RequestId::fresh();
    let dossier = new(w.house.start_dossier(&vera, &form, request).await.unwrap());
    assert_eq!(
        new(w.house.start_dossier(&vera, &form, request).await.unwrap()),
        dossier
    );
    assert_eq!(w.count("start-dossier", true).await, 1);
    let page = w
        .house
        .open_dossier(&w.caller("noor").await, dossier)
        .await
        .unwrap();
    assert_eq!(
        (page.title.as_str(), page.laws.len(), page.people.len()),
        ("de Proef, Puk", 2, 1)
    );
    assert_eq!(page.substitute.unwrap().name, "sam Test");
    assert!(page.entries.is_empty(), "a dossier starts empty");
    denied(w.house.open_dossier(&vera, dossier).await);
    w.done().await;
}

#[tokio::test]
async fn somebody_who_is_known_is_found_first_and_only_that_is_said() {
    let w = World::new().await;
    let (vera, noor) = (w.caller("vera").await, w.caller("noor").await);
    let form = StartInput {
        person: PersonInput {
            bsn: BSN.into(),
            ..person("Puk", "1990-02-03")
        },
        ..w.start()
    };
    // Two at the same moment: one starts it, the other finds it.
    let (a, b) = tokio::join!(
        w.house.start_dossier(&vera, &form, RequestId::fresh()),
        w.house.start_dossier(&noor, &form, RequestId::fresh())
    );
    let (started, found): (Vec<_>, Vec<_>) = [a.unwrap(), b.unwrap()]
        .into_iter()
        .partition(|s| matches!(s, Started::New { .. }));
    assert_eq!((started.len(), found.len()), (1, 1));
    let Started::Exists { found } = &found[0] else {
        panic!("found")
    };
    assert_eq!(found[0].coordinator.as_ref().unwrap().name, "noor Test");
    assert!(w.count("find", true).await >= 2, "each find is a line");
    let other = StartInput {
        person: PersonInput {
            bsn: BSN.into(),
            ..person("Iemand", "1999-09-09")
        },
        ..w.start()
    };
    assert!(matches!(
        w.house
            .start_dossier(&vera, &other, RequestId::fresh())
            .await,
        Ok(Started::Exists { .. })
    ));
    // Without a BSN by surname and birth; and nevertheless, when the form says so.
    let nameless = w.start();
    assert!(matches!(
        w.house
            .start_dossier(&vera, &nameless, RequestId::fresh())
            .await,
        Ok(Started::Exists { .. })
    ));
    let anyway = StartInput {
        anyway: "yes".into(),
        ..w.start()
    };
    new(w
        .house
        .start_dossier(&vera, &anyway, RequestId::fresh())
        .await
        .unwrap());
    w.done().await;
}

#[tokio::test]
async fn without_agreement_only_where_a_file_is_a_duty_and_never_untold() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let with = |law: &str, agrees: &str, told: &str| StartInput {
        laws: vec![law.into()],
        agrees_to_help: agrees.into(),
        told_client: told.into(),
        anyway: "yes".into(),
        ..w.start()
    };
    let answers = denied(
        w.house
            .start_dossier(&noor, &with("wmo", "no", "yes"), RequestId::fresh())
            .await,
    );
    assert_eq!(answers[1].outcome, Outcome::Prohibited);
    // Somebody who gets no file has no key that goes with it: what was asked about them is not kept.
    assert_eq!(w.sealed("start-dossier").await, [false]);
    let mut both = with("wmo", "no", "yes");
    both.laws.push("jeugdwet".into());
    denied(
        w.house
            .start_dossier(&noor, &both, RequestId::fresh())
            .await,
    );
    let answers = denied(
        w.house
            .start_dossier(&noor, &with("wmo", "yes", ""), RequestId::fresh())
            .await,
    );
    assert_eq!(answers[1].outcome, Outcome::Incomplete);
    new(w
        .house
        .start_dossier(&noor, &with("jeugdwet", "no", "yes"), RequestId::fresh())
        .await
        .unwrap());
    assert_eq!(
        (
            w.count("start-dossier", false).await,
            w.count("start-dossier", true).await
        ),
        (3, 1)
    );
    w.done().await;
}

#[tokio::test]
async fn what_is_typed_is_checked_and_who_may_not_gets_nothing_but_a_line() {
    let w = World::new().await;
    let (noor, mara) = (w.caller("noor").await, w.caller("mara").await);
    denied(
        w.house
            .start_dossier(&mara, &StartInput::default(), RequestId::fresh())
            .await,
    );
    assert_eq!(w.count("start-dossier", false).await, 1);
    let empty: Vec<&str> = faults(
        w.house
            .start_dossier(&noor, &StartInput::default(), RequestId::fresh())
            .await,
    )
    .iter()
    .map(|f| f.0)
    .collect();
    assert_eq!(
        empty,
        [
            "given",
            "surname",
            "born",
            "laws",
            "team",
            "neighbourhood",
            "need",
            "agrees_to_help",
            "coordinator",
            "referral_from"
        ]
    );
    let bad = |change: fn(&mut StartInput)| {
        let mut form = w.start();
        change(&mut form);
        form
    };
    for (form, fault) in [
        (
            bad(|f| f.person.bsn = "999900007".into()),
            ("bsn", "not-a-bsn"),
        ),
        (
            bad(|f| f.person.born = "1850-01-01".into()),
            ("born", "too-early"),
        ),
        (
            bad(|f| f.person.born = "2250-01-01".into()),
            ("born", "too-late"),
        ),
        (
            bad(|f| f.person.given = "👩‍👧".repeat(60)),
            ("given", "too-long"),
        ),
        (
            bad(|f| f.person.surname = "\u{0}\u{202e} ".into()),
            ("surname", "direction"),
        ),
        (
            bad(|f| f.person.email = "geen adres".into()),
            ("email", "not-an-address"),
        ),
        (bad(|f| f.laws = vec!["wvggz".into()]), ("laws", "unknown")),
        (bad(|f| f.team = "beide".into()), ("team", "unknown")),
        (
            bad(|f| f.coordinator = "<script>".into()),
            ("coordinator", "unknown"),
        ),
        (
            bad(|f| f.coordinator = RequestId::fresh().to_string()),
            ("coordinator", "unknown"),
        ),
        (
            bad(|f| f.substitute.clone_from(&f.coordinator)),
            ("substitute", "is-coordinator"),
        ),
    ] {
        assert_eq!(
            faults(
                w.house
                    .start_dossier(&noor, &form, RequestId::fresh())
                    .await
            ),
            [fault]
        );
    }
    // Somebody whose functions make nothing of the place cannot have it.
    let form = StartInput {
        coordinator: w.id("vera").to_string(),
        ..w.start()
    };
    assert_eq!(
        faults(
            w.house
                .start_dossier(&noor, &form, RequestId::fresh())
                .await
        ),
        [("coordinator", "unknown")]
    );
    assert_eq!(w.count("start-dossier", true).await, 0);
    w.done().await;
}
