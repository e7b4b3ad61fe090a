//! `regie seed`: for every charter, the same for the same seed, and once in a place.

use crate::support::{Place, stderr, stdout, wait_for};
use regie::config::Config;
use regie::place::Where;
use regie_casework::Clock;
use regie_testkit::Neighbourhood;

/// A place that goes by a charter.
fn under(charter: &str) -> Place {
    let place = Place::new();
    let file = place.path().join("regie.toml");
    std::fs::write(&file, format!("charter = \"{charter}\"\n")).unwrap();
    let made = place.init_with(&["--config", &file.display().to_string()]);
    assert!(made.status.success(), "{}", stderr(&made));
    assert!(stdout(&made).contains(&format!("`{charter}`")));
    place
}

/// Looks at the first dossiers of the staff; gives the charter that each answer names, and what it said.
fn looked_at(place: &Place) -> Vec<(String, String)> {
    let config = Config {
        demo: true,
        ..Config::default()
    };
    let at = Where {
        data: place.database.is_none().then(|| place.path().to_owned()),
        database: place.database.clone(),
        keys: Some(place.path().to_owned()),
        key_store: None,
    };
    wait_for(async {
        let house = at.house(&config, Clock::System).await.unwrap();
        let mut answers = Vec::new();
        for member in Neighbourhood::new(3, house.today()).staff() {
            let Ok(token) = house.login_demo(&member.login).await else {
                continue;
            };
            let Ok(caller) = house.caller(&token.0).await else {
                continue;
            };
            let Ok(caseload) = house.caseload(&caller).await else {
                continue;
            };
            for dossier in caseload.dossiers.iter().take(1) {
                let answer = match house.open_dossier(&caller, dossier.id).await {
                    Ok(page) => page.view,
                    Err(regie_casework::Refused::Denied(answers)) => answers[0].clone(),
                    Err(other) => panic!("{other:?}"),
                };
                answers.push((answer.charter.to_string(), answer.outcome.to_string()));
            }
        }
        house.close().await;
        answers
    })
}

#[test]
fn it_fills_an_organisation_of_any_charter_alike() {
    let mut rows = Vec::new();
    for charter in ["utrecht", "utrecht-zuidoost", "kempen", "wet"] {
        let place = under(charter);
        let seeded = place.run(&["seed", "--dossiers", "12", "--seed", "3"], &[]);
        assert!(seeded.status.success(), "{charter}: {}", stderr(&seeded));
        let said = format!("12 dossiers laid under the charter `{charter}`");
        assert!(stdout(&seeded).contains(&said), "{}", stdout(&seeded));
        let verified = place.run(&["ledger", "verify", "--json"], &[]);
        assert!(
            verified.status.success(),
            "{charter}: {}",
            stdout(&verified)
        );
        let report: serde_json::Value = serde_json::from_str(&stdout(&verified)).unwrap();
        rows.push(report["rows"].as_i64().unwrap());
        let answers = looked_at(&place);
        assert!(!answers.is_empty(), "{charter}: nobody keeps a dossier");
        assert!(answers.iter().all(|(by, _)| by == charter), "{answers:?}");
        // Some of the staff have a declaration to sign still; by the law alone nobody opens a dossier.
        let opened = answers.iter().any(|(_, outcome)| outcome == "permitted");
        assert_eq!(opened, charter != "wet", "{charter}: {answers:?}");
        let replayed = place.run(&["ledger", "replay"], &[]);
        assert!(
            replayed.status.success(),
            "{charter}: {}",
            stdout(&replayed)
        );
    }
    // Where a charter names no term, none of a closed dossier is written down; the people do not hang on the charter.
    let (least, most) = (rows.iter().min(), rows.iter().max());
    let apart = most.zip(least).map(|(most, least)| most - least);
    assert!(apart.is_some_and(|apart| apart <= 4), "{rows:?}");
}

#[test]
fn a_place_is_filled_once() {
    let place = Place::new();
    assert!(place.init().status.success());
    let seed = |number: &str| place.run(&["seed", "--dossiers", "2", "--seed", number], &[]);
    assert!(seed("1").status.success());
    for number in ["1", "2"] {
        let again = seed(number);
        assert_eq!(again.status.code(), Some(2));
        assert!(
            stderr(&again).contains("nothing was laid"),
            "{}",
            stderr(&again)
        );
    }
    let report = place.run(&["ledger", "verify"], &[]);
    // The first stone, the staff, a line a dossier; none of a second time.
    assert!(
        stdout(&report).starts_with("intact: 4 lines"),
        "{}",
        stdout(&report)
    );
}
