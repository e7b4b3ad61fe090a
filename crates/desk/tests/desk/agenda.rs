//! Who is away when.

use crate::site::Site;

#[tokio::test]
async fn days_away_are_added_and_taken_away() {
    let site = Site::new().await;
    let mut browser = site.login("farida").await;
    browser
        .get("/agenda")
        .await
        .is(200)
        .says("U bent niet afwezig");
    browser
        .send(
            "/agenda",
            &[("from", "24-12-2026"), ("until", "24-12-2026")],
        )
        .await
        .to("/agenda?klaar=bewaard");
    let page = browser
        .get("/agenda?klaar=bewaard")
        .await
        .is(200)
        .says("24 december 2026")
        .says("Uw afwezigheid is bewaard");
    let (_, rest) = page.body.split_once("action=\"/agenda/").unwrap();
    let action = format!("/agenda/{}", rest.split('"').next().unwrap());
    // Somebody else's is not there for me.
    let mut sam = site.login("sam").await;
    sam.get("/agenda").await;
    let token = crate::browser::hidden(&sam.page, "/agenda");
    sam.post(&action, &token).await.is(404);
    browser.send(&action, &[]).await.to("/agenda?klaar=weg");
    browser.get("/agenda").await.says("U bent niet afwezig");
    browser.get(&action).await.to("/agenda");
    site.done().await;
}

#[tokio::test]
async fn days_that_are_there_already_are_refused_and_a_double_click_is_one() {
    let site = Site::new().await;
    let mut browser = site.login("farida").await;
    browser.get("/agenda").await;
    let mut fields = crate::browser::hidden(&browser.page, "/agenda");
    fields.push(("from".to_owned(), "1-12-2026".to_owned()));
    fields.push(("until".to_owned(), "4-12-2026".to_owned()));
    browser
        .post("/agenda", &fields)
        .await
        .to("/agenda?klaar=bewaard");
    browser
        .post("/agenda", &fields)
        .await
        .to("/agenda?klaar=bewaard");
    for (from, until) in [("1-12-2026", "4-12-2026"), ("4-12-2026", "9-12-2026")] {
        browser.get("/agenda").await;
        browser
            .send("/agenda", &[("from", from), ("until", until)])
            .await
            .is(422)
            .says("al als afwezig")
            .says(&format!("value=\"{from}\""));
    }
    browser.get("/agenda").await;
    browser
        .send("/agenda", &[("from", "5-12-2026"), ("until", "9-12-2026")])
        .await
        .to("/agenda?klaar=bewaard");
    site.done().await;
}

#[tokio::test]
async fn days_that_make_no_sense_are_said_at_the_field_and_kept() {
    let site = Site::new().await;
    let mut browser = site.login("farida").await;
    for (from, until, says) in [
        ("", "", "Vul dit in"),
        ("morgen", "7-12-2026", "geen dag die we herkennen"),
        (
            "7-12-2026",
            "1-12-2026",
            "De laatste dag ligt vóór de eerste",
        ),
        ("1-11-2026", "2-11-2026", "Deze dag is al voorbij"),
        ("1-1-1850", "1-12-2026", "te ver terug"),
        ("1-12-2026", "1-1-2250", "te ver vooruit"),
    ] {
        browser.get("/agenda").await;
        let answer = browser
            .send("/agenda", &[("from", from), ("until", until)])
            .await
            .is(422)
            .says(says);
        assert!(
            answer.body.contains(&format!("value=\"{from}\"")),
            "{from} is kept"
        );
    }
    browser.get("/agenda").await.says("U bent niet afwezig");
    site.done().await;
}
