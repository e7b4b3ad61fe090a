//! Leaving, a session that ends by itself, and what is typed around it. And days away that make no sense.

use crate::world::{World, faults};
use regie_casework::guard::NoCaller;
use regie_terms::RequestId;

#[tokio::test]
async fn leaving_is_a_line_and_what_comes_after_it_is_nobodys() {
    let w = World::new().await;
    let token = w.house.login_demo("noor").await.unwrap();
    let (noor, twice) = (
        w.house.caller(&token.0).await.unwrap(),
        w.house.caller(&token.0).await.unwrap(),
    );
    let before = w.ledger.length().await.unwrap();
    w.house.logout(noor).await.unwrap();
    w.house.logout(twice).await.unwrap();
    assert_eq!(
        w.ledger.length().await.unwrap(),
        before + 1,
        "leaving twice is leaving once"
    );
    let row = w
        .ledger
        .db()
        .row("SELECT act FROM line ORDER BY seq DESC LIMIT 1", &[])
        .await
        .unwrap()
        .unwrap();
    assert_eq!(row.text(0).unwrap(), "logout");
    assert!(
        !w.house
            .keep_late_draft(&token.0, "/x", "reason=1")
            .await
            .unwrap()
    );
    w.done().await;
}

#[tokio::test]
async fn what_came_after_the_session_ended_is_there_at_the_next_login_and_only_for_its_owner() {
    let w = World::new().await;
    let token = w.house.login_demo("noor").await.unwrap();
    w.later(16);
    assert!(matches!(
        w.house.caller(&token.0).await,
        Err(NoCaller::Nobody)
    ));
    let keep = async |form: &str, typed: &str| {
        w.house
            .keep_late_draft(&token.0, form, typed)
            .await
            .unwrap()
    };
    assert!(keep("/x", "reason=1").await);
    let (noor, sam) = (w.caller("noor").await, w.caller("sam").await);
    let draft = async |who| w.house.draft(who, "/x").await.unwrap();
    assert_eq!(draft(&noor).await.as_deref(), Some("reason=1"));
    assert_eq!(draft(&sam).await, None);
    assert!(
        !w.house
            .keep_late_draft(&"a".repeat(43), "/x", "reason=2")
            .await
            .unwrap(),
        "a token nobody had"
    );
    for n in 2..=5 {
        assert!(keep("/x", &format!("reason={n}")).await);
    }
    assert!(
        !keep("/x", "reason=6").await,
        "a token that is out is no way to fill the house"
    );
    assert_eq!(draft(&noor).await.as_deref(), Some("reason=5"));
    let token = w.house.login_demo("noor").await.unwrap();
    w.later((8 + 12) * 60);
    assert!(
        !w.house
            .keep_late_draft(&token.0, "/x", "reason=7")
            .await
            .unwrap(),
        "too long ago"
    );
    w.done().await;
}

#[tokio::test]
async fn days_away_begin_a_year_back_at_the_most() {
    let w = World::new().await;
    let noor = w.caller("noor").await;
    let add = async |from: &str| {
        w.house
            .add_absence(&noor, from, "2026-12-01", RequestId::fresh())
            .await
    };
    for from in ["1850-01-01", "2025-11-20"] {
        assert_eq!(
            faults(add(from).await),
            [("from", "too-long-ago")],
            "{from}"
        );
    }
    add("2025-11-21").await.unwrap();
    w.done().await;
}
