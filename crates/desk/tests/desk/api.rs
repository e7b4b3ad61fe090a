//! The charter for other systems, and the program's health.

use crate::site::Site;

const CONSENT: &str = r#"{"question": "consent", "charter": "utrecht", "on": "2026-11-21", "subject": {"born": "2012-05-01", "can_weigh": true, "represented_by": []}, "data": ["health"]}"#;

#[tokio::test]
async fn a_question_is_answered_in_the_words_of_the_engine() {
    let site = Site::new().await;
    let mut browser = site.stranger();
    let answer = browser
        .post_raw("/v1/decisions", "application/json; charset=utf-8", CONSENT)
        .await
        .is(200);
    assert_eq!(answer.header("content-type"), "application/json");
    let question = regie_terms::Question::read(CONSENT).unwrap();
    let expected = serde_json::to_string(&site.house.charters().ask(&question).unwrap()).unwrap();
    assert_eq!(answer.body, expected);
    assert!(browser.cookies.is_empty());
    site.done().await;
}

#[tokio::test]
async fn what_cannot_be_read_is_named_by_its_path() {
    let site = Site::new().await;
    let mut browser = site.stranger();
    for (body, field) in [
        (CONSENT.replace("2012-05-01", "2027-05-01"), "subject.born"),
        (CONSENT.replace("utrecht", "atlantis"), "charter"),
        ("{".to_owned(), "question"),
        (String::new(), "question"),
    ] {
        let answer = browser
            .post_raw("/v1/decisions", "application/json", body)
            .await
            .is(400);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        let problem: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(
            (&problem["field"], &problem["status"]),
            (&field.into(), &400.into())
        );
    }
    let answer = browser
        .post_raw("/v1/decisions", "application/json", vec![0xff, b'{'])
        .await
        .is(400);
    assert!(answer.body.contains("no UTF-8 at byte 0"));
    site.done().await;
}

#[tokio::test]
async fn too_much_and_another_kind_are_refused() {
    let site = Site::new().await;
    let mut browser = site.stranger();
    let kind = "application/problem+json";
    let long = browser
        .post_raw(
            "/v1/decisions",
            "application/json",
            " ".repeat(64 * 1024 + 1),
        )
        .await
        .is(413);
    assert_eq!(long.header("content-type"), kind);
    let fits = format!("{CONSENT}{}", " ".repeat(64 * 1024 - CONSENT.len()));
    browser
        .post_raw("/v1/decisions", "application/json", fits)
        .await
        .is(200);
    let text = browser
        .post_raw("/v1/decisions", "text/plain", CONSENT)
        .await
        .is(415);
    assert_eq!(text.header("content-type"), kind);
    let get = browser.get("/v1/decisions").await.is(405);
    assert_eq!(
        (get.header("allow"), get.header("content-type")),
        ("POST", kind)
    );
    site.done().await;
}

#[tokio::test]
async fn health_says_whether_the_database_answers() {
    let site = Site::new().await;
    let answer = site.stranger().get("/health").await.is(200);
    assert_eq!(answer.body, r#"{"status":"ok","database":"sqlite"}"#);
    site.done().await;
}

#[tokio::test]
async fn without_its_database_the_desk_says_so_calmly() {
    let site = Site::new().await;
    let mut browser = site.login("farida").await;
    site.content.close().await;
    let health = browser.get("/health").await.is(503);
    assert_eq!(health.header("content-type"), "application/json");
    for address in ["/".to_owned(), format!("/dossier/{}", site.dossier)] {
        let away = browser
            .get(&address)
            .await
            .is(503)
            .says("We zijn er even niet")
            .says("over een paar minuten")
            .hides("één minuut")
            .hides("Slaapt");
        assert_eq!(away.header("retry-after"), "30");
    }
    browser.get("/openbaar/charter").await.is(200);
    let mut stranger = site.stranger();
    stranger.get("/inloggen").await.is(200);
    let fields = [("login", "farida"), ("password", "x")];
    stranger.send("/inloggen", &fields).await.is(503);
}
