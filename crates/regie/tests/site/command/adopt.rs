//! `regie ledger adopt`: two people let an organisation go by another charter.

use crate::server::Demo;
use crate::support::{stderr, stdout};
use std::path::PathBuf;

/// A file with somebody's password and a code: that of now, or, as each works once, the one after it.
pub fn proof(demo: &Demo, login: &str, later: i64) -> PathBuf {
    let person = &demo.people[login];
    let now = jiff::Timestamp::now().as_millisecond() + later * 30_000;
    let code = regie_casework::guard::totp_code(&person.totp, now).unwrap();
    let file = demo.beside().join(format!("{login}.txt"));
    std::fs::write(&file, format!("{}\n{code}\n", person.password)).unwrap();
    file
}

/// Who holds a function in the demo, and no other.
pub fn holding(demo: &Demo, function: &str) -> String {
    let people = std::fs::read_to_string(demo.place.path().join("demo-people.json")).unwrap();
    let people: serde_json::Value = serde_json::from_str(&people).unwrap();
    let mut people = people.as_array().unwrap().iter();
    let found = people.find(|person| person["function"] == function);
    found.unwrap()["login"].as_str().unwrap().to_owned()
}

#[test]
fn an_organisation_changes_its_charter_when_two_people_agree_and_not_before() {
    let mut demo = Demo::start();
    demo.stop();
    let config = demo.beside().join("regie.toml");
    std::fs::write(&config, "charter = \"kempen\"\n").unwrap();
    let config = config.display().to_string();
    let (administrator, officer) = (
        holding(&demo, "functional-administrator"),
        holding(&demo, "dpo"),
    );
    let adopt = |first: &str, second: &str, more: &[&str], later: i64| {
        let files = [first, second].map(|login| proof(&demo, login, later).display().to_string());
        let own = [
            "--administrator",
            first,
            "--officer",
            second,
            "--administrator-file",
            &files[0],
            "--officer-file",
            &files[1],
        ];
        demo.place
            .run(&["ledger", "adopt"], &[&own[..], more].concat())
    };

    let served = demo.place.run(
        &["serve", "--listen", "127.0.0.1:0"],
        &["--config", &config],
    );
    assert_eq!(served.status.code(), Some(2));
    assert!(
        stderr(&served).contains("regie ledger adopt"),
        "{}",
        stderr(&served)
    );
    // Nothing named and nothing changed: it stays as it is.
    let same = adopt(&administrator, &officer, &[], 0);
    assert!(same.status.success(), "{}", stderr(&same));
    assert!(
        stdout(&same).contains("adopted before, under the charter `utrecht`; nothing was changed")
    );

    let alone = adopt(&administrator, &administrator, &["--config", &config], 0);
    assert_eq!(alone.status.code(), Some(2), "{}", stdout(&alone));
    assert!(
        stderr(&alone).contains("data protection officer"),
        "{}",
        stderr(&alone)
    );

    let turned = adopt(&administrator, &officer, &["--config", &config], 1);
    assert!(turned.status.success(), "{}", stderr(&turned));
    assert!(
        stdout(&turned).contains("adopted under the charter `kempen`, in line "),
        "{}",
        stdout(&turned)
    );
    demo.verify();
    let again = adopt(&administrator, &officer, &[], 0);
    assert!(again.status.success(), "{}", stderr(&again));
    assert!(
        stdout(&again).contains("adopted before, under the charter `kempen`"),
        "{}",
        stdout(&again)
    );
    demo.serve(&crate::server::Options {
        charter: Some("kempen"),
        ..Default::default()
    });
}
