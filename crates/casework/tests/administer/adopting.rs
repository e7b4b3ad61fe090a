//! Adopting the rule files of an upgrade: two people, each of whom proves who they are.

use crate::world::{PASSWORD, World};
use regie_casework::House;
use regie_casework::administer::NotAdopted;
use regie_casework::guard::{LoginRefused, Proof, totp_code};
use regie_charter::Charters;
use regie_terms::{Charter, Function};
use regie_testkit::RuleFiles;

/// A desk whose rule files differ in one remark, which makes them other files.
async fn upgraded(w: &World) -> House {
    let folder = tempfile::tempdir().unwrap();
    RuleFiles::read()
        .unwrap()
        .adding(None, "\n# once more\n")
        .write(folder.path())
        .unwrap();
    w.desk_with(Charters::load(folder.path()).unwrap()).await
}

/// What somebody types.
fn proof(w: &World, login: &str, password: &str) -> Proof {
    Proof {
        login: login.into(),
        password: password.into(),
        code: totp_code(&w.totp, w.house.now()).unwrap(),
    }
}

async fn laid() -> (World, House) {
    let mut w = World::new().await;
    w.lay("daan", &[Function::Dpo]).await;
    w.lay("alles", &[Function::FunctionalAdministrator, Function::Dpo])
        .await;
    let desk = upgraded(&w).await;
    assert!(!desk.rules_adopted().await.unwrap());
    (w, desk)
}

#[tokio::test]
async fn an_administrator_and_an_officer_adopt_together_with_a_line_each() {
    let (w, desk) = laid().await;
    let before = w.login("noor", PASSWORD, &w.totp).await.unwrap();
    assert!(desk.login_demo("noor").await.is_err(), "nothing opens yet");
    let both = (proof(&w, "beheer", PASSWORD), proof(&w, "daan", PASSWORD));
    desk.adopt_rules(&both.0, &both.1).await.unwrap();
    assert!(desk.rules_adopted().await.unwrap());
    assert_eq!(w.count("adopt-charter", true).await, 2);
    assert!(desk.login_demo("noor").await.is_ok());
    assert!(desk.caller(&before.0).await.is_ok(), "who was in stays in");
    w.done().await;
}

#[tokio::test]
async fn neither_alone_nor_somebody_else_adopts() {
    let (w, desk) = laid().await;
    let wrong = |said: Result<i64, NotAdopted>, officer: bool| match said {
        Err(NotAdopted::Administrator(LoginRefused::Wrong)) => assert!(!officer),
        Err(NotAdopted::Officer(LoginRefused::Wrong)) => assert!(officer),
        other => panic!("{other:?}"),
    };
    for (first, second, officer) in [
        ("daan", "daan", false),
        ("mara", "daan", false),
        ("niemand", "daan", false),
        ("beheer", "beheer", true),
        ("beheer", "noor", true),
    ] {
        let both = (proof(&w, first, PASSWORD), proof(&w, second, PASSWORD));
        wrong(desk.adopt_rules(&both.0, &both.1).await, officer);
        w.later(20);
    }
    // A wrong password, a code that was used, one person in both functions.
    let both = (proof(&w, "beheer", PASSWORD), proof(&w, "daan", "niet dat"));
    wrong(desk.adopt_rules(&both.0, &both.1).await, true);
    let used = (both.0, proof(&w, "daan", PASSWORD));
    wrong(desk.adopt_rules(&used.0, &used.1).await, false);
    w.later(20);
    let mut alone = (proof(&w, "alles", PASSWORD), proof(&w, "alles", PASSWORD));
    // A code works once; the one of half a minute ago is good still.
    alone.1.code = totp_code(&w.totp, w.house.now() - 30_000).unwrap();
    let said = desk.adopt_rules(&alone.0, &alone.1).await;
    assert!(matches!(said, Err(NotAdopted::SamePerson)), "{said:?}");
    assert!(!desk.rules_adopted().await.unwrap());
    assert_eq!(w.count("adopt-charter", true).await, 0);
    // Who was not let in and is known stands there all the same.
    assert!(w.count("login-failed", true).await == 6);
    w.done().await;
}

#[tokio::test]
async fn another_charter_is_adopted_like_changed_rules() {
    let mut w = World::new().await;
    w.lay("daan", &[Function::Dpo]).await;
    assert!(w.house.rules_adopted().await.unwrap());
    let desk = w.desk_under(Charter::Kempen).await;
    assert!(!desk.rules_adopted().await.unwrap());
    let both = (proof(&w, "beheer", PASSWORD), proof(&w, "daan", PASSWORD));
    desk.adopt_rules(&both.0, &both.1).await.unwrap();
    assert!(desk.rules_adopted().await.unwrap());
    assert!(
        !w.house.rules_adopted().await.unwrap(),
        "the last one counts"
    );
    w.done().await;
}
