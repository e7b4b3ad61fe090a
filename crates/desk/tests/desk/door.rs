//! Logging in and out, and what a form needs to be believed.

use axum::body::{Body, Bytes, HttpBody};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use crate::browser::hidden;
use crate::site::{Options, PASSWORD, Site};

#[tokio::test]
async fn a_password_and_a_code_lead_to_the_page_that_was_asked() {
    let site = Site::new().await;
    let mut browser = site.stranger();
    browser
        .get("/vind?lang=nl")
        .await
        .to("/inloggen?naar=%2Fvind");
    browser.get("/inloggen?naar=%2Fvind").await.is(200);
    let fields = [("login", " FARIDA "), ("password", PASSWORD)];
    browser
        .send("/inloggen", &fields)
        .await
        .to("/inloggen/code?naar=%2Fvind");
    browser.get("/inloggen/code?naar=%2Fvind").await.is(200);
    let code = site.code("farida");
    let done = browser
        .send("/inloggen/code", &[("code", &code)])
        .await
        .to("/vind");
    let cookie = done
        .headers
        .get_all("set-cookie")
        .iter()
        .map(|c| c.to_str().unwrap())
        .find(|c| c.starts_with("__Host-regie="));
    assert!(
        cookie
            .unwrap()
            .ends_with("; Path=/; HttpOnly; SameSite=Strict; Secure")
    );
    browser.get("/vind").await.is(200).says("Farida el Amrani");
    browser.get("/inloggen").await.to("/");
    site.done().await;
}

#[tokio::test]
async fn what_is_wrong_is_said_without_saying_which() {
    let site = Site::new().await;
    let mut browser = site.stranger();
    let mut texts = Vec::new();
    for (login, password) in [("farida", "een ander wachtwoord"), ("niemand", PASSWORD)] {
        browser.get("/inloggen").await;
        let answer = browser
            .send("/inloggen", &[("login", login), ("password", password)])
            .await
            .is(422);
        texts.push(answer.body.replace(login, "X"));
    }
    assert_eq!(texts[0], texts[1]);
    browser.get("/inloggen").await;
    browser
        .send("/inloggen", &[("login", ""), ("password", "")])
        .await
        .is(422)
        .says("Vul uw gebruikersnaam in.");
    browser.get("/inloggen/code").await.to("/inloggen");
    assert!(!browser.has_session());
    site.done().await;
}

#[tokio::test]
async fn a_wrong_code_is_refused_and_after_five_it_begins_again() {
    let site = Site::new().await;
    let mut browser = site.stranger();
    browser.get("/inloggen").await;
    browser
        .send("/inloggen", &[("login", "sam"), ("password", PASSWORD)])
        .await
        .to("/inloggen/code");
    browser.get("/inloggen/code").await;
    for _ in 0..5 {
        browser
            .send("/inloggen/code", &[("code", "nonsense")])
            .await
            .is(422);
    }
    let again = browser
        .send("/inloggen/code", &[("code", "nonsense")])
        .await;
    assert!(
        matches!(again.status.as_u16(), 303 | 429),
        "{}",
        again.status
    );
    assert!(!browser.has_session());
    site.done().await;
}

#[tokio::test]
async fn guessing_is_slowed_down_by_account_and_address_together() {
    let site = Site::with(Options {
        behind_proxy: true,
        ..Options::default()
    })
    .await;
    let mut browser = site.stranger();
    browser.extra = vec![("x-forwarded-for", "198.51.100.1".to_owned())];
    browser.get("/inloggen").await;
    for _ in 0..5 {
        browser
            .send("/inloggen", &[("login", "farida"), ("password", "mis")])
            .await
            .is(422);
    }
    let answer = browser
        .send("/inloggen", &[("login", "farida"), ("password", PASSWORD)])
        .await
        .is(429);
    assert!(answer.header("retry-after").parse::<u32>().unwrap() > 60);
    // Another account at the same address still may.
    browser.get("/inloggen").await;
    browser
        .send("/inloggen", &[("login", "sam"), ("password", PASSWORD)])
        .await
        .to("/inloggen/code");
    // Nor is the account shut elsewhere. The header is written by our own proxy: its last word counts, not what came before it.
    browser.get("/inloggen").await;
    browser.extra = vec![("x-forwarded-for", "198.51.100.9, 198.51.100.1".to_owned())];
    browser
        .send("/inloggen", &[("login", "farida"), ("password", PASSWORD)])
        .await
        .is(429);
    browser.get("/inloggen").await;
    browser.extra = vec![("x-forwarded-for", "198.51.100.1, 198.51.100.9".to_owned())];
    browser
        .send("/inloggen", &[("login", "farida"), ("password", PASSWORD)])
        .await
        .to("/inloggen/code");
    site.done().await;
}

/// A body that remembers whether somebody asked for it.
struct Watched(Arc<AtomicBool>);

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Self::Error>>> {
        self.0.store(true, Ordering::SeqCst);
        Poll::Ready(None)
    }
}

#[tokio::test]
async fn nothing_is_taken_in_from_who_cannot_send_it() {
    let site = Site::new().await;
    let asked = Arc::new(AtomicBool::new(false));
    let body = || Body::new(Watched(asked.clone()));
    let (text, files) = (
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
    );
    let mut browser = site.stranger();
    browser.post_raw("/inloggen", text, body()).await.is(403);
    browser.get("/inloggen").await.is(200);
    browser.post_raw("/inloggen", files, body()).await.is(403);
    browser.extra = vec![("sec-fetch-site", "cross-site".to_owned())];
    browser.post_raw("/inloggen", text, body()).await.is(403);
    browser.extra = Vec::new();
    let away = "/inloggen?naar=%2Fagenda";
    for kind in [text, files] {
        browser.post_raw("/agenda", kind, body()).await.to(away);
        browser.set_session(&"a".repeat(43));
        browser.post_raw("/agenda", kind, body()).await.to(away);
    }
    let mut farida = site.login("farida").await;
    farida.extra = vec![("sec-fetch-site", "cross-site".to_owned())];
    farida.post_raw("/agenda", files, body()).await.is(403);
    assert!(!asked.load(Ordering::SeqCst));
    farida.extra = Vec::new();
    farida.post_raw("/agenda", text, body()).await.is(403);
    assert!(asked.load(Ordering::SeqCst), "of somebody who may, it is");
    site.done().await;
}

#[tokio::test]
async fn a_browser_that_asks_for_english_gets_it_until_something_is_chosen() {
    let site = Site::new().await;
    let mut browser = site.stranger();
    browser.get("/inloggen").await.is(200).says("lang=\"nl\"");
    browser.extra = vec![("accept-language", "en-GB,en;q=0.9,nl;q=0.5".to_owned())];
    browser.get("/inloggen").await.is(200).says("lang=\"en\"");
    let public = browser
        .get("/openbaar")
        .await
        .is(200)
        .says("<html lang=\"en\"");
    assert_eq!(public.header("vary"), "Cookie, Accept-Language");
    browser.get("/inloggen?lang=nl").await.is(200);
    browser
        .get("/inloggen")
        .await
        .is(200)
        .says("<html lang=\"nl\"");
    site.done().await;
}

#[tokio::test]
async fn what_is_too_large_is_told_so_also_without_a_token() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let much = vec![("text".to_owned(), "a".repeat(1024 * 1024 + 1))];
    let address = format!("/dossier/{}/aantekeningen", site.dossier);
    farida
        .post(&address, &much)
        .await
        .is(413)
        .says("Dit is te veel in één keer")
        .hides("te lang open");
    // A form with a file, of which the beginning has no token: the rest is not taken in.
    let large = format!(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n{}\r\n--x--\r\n",
        "a".repeat(7 * 1024 * 1024)
    );
    let files = "multipart/form-data; boundary=x";
    farida.extra = vec![("content-length", large.len().to_string())];
    farida
        .post_raw(&address, files, large.clone())
        .await
        .is(413);
    farida.extra = Vec::new();
    let mut browser = site.stranger();
    browser.get("/inloggen").await;
    let much = vec![("login".to_owned(), "a".repeat(64 * 1024 + 1))];
    browser
        .post("/inloggen", &much)
        .await
        .is(413)
        .hides("te lang open");
    // With a token that does not fit it is the token that is told.
    let mut wrong = much.clone();
    wrong.insert(0, ("csrf".to_owned(), "wrong".to_owned()));
    browser.post("/inloggen", &wrong).await.is(403);
    site.done().await;
}

#[tokio::test]
async fn before_login_a_form_needs_the_token_of_its_cookie() {
    let site = Site::new().await;
    let mut browser = site.stranger();
    browser.get("/inloggen").await;
    let fields = [
        ("login".to_owned(), "farida".to_owned()),
        ("password".to_owned(), PASSWORD.to_owned()),
    ];
    browser
        .post("/inloggen", &fields)
        .await
        .is(403)
        .says("te lang open");
    browser.get("/inloggen").await;
    browser
        .send(
            "/inloggen",
            &[
                ("csrf", "wrong"),
                ("login", "farida"),
                ("password", PASSWORD),
            ],
        )
        .await
        .is(403);
    browser.get("/inloggen").await;
    browser.extra = vec![("sec-fetch-site", "cross-site".to_owned())];
    browser
        .send("/inloggen", &[("login", "farida"), ("password", PASSWORD)])
        .await
        .is(403);
    browser.extra = Vec::new();
    browser.get("/inloggen").await;
    let kept = browser.cookies.remove("__Host-regie-deur");
    assert!(kept.is_some());
    browser
        .send("/inloggen", &[("login", "farida"), ("password", PASSWORD)])
        .await
        .is(403);
    assert!(!browser.cookies.contains_key("__Host-regie-code"));
    site.done().await;
}

#[tokio::test]
async fn a_form_needs_the_token_of_its_own_session_and_what_was_typed_is_kept() {
    let site = Site::new().await;
    let mut old = site.login("farida").await;
    old.get("/agenda").await;
    let replayed = hidden(&old.page, "/agenda");
    let mut browser = site.login("farida").await;
    browser.get("/agenda").await.is(200);
    let typed = |token: Option<&str>| {
        let mut fields = vec![
            ("from".to_owned(), "1-12-2026".to_owned()),
            ("until".to_owned(), "7-12-2026".to_owned()),
        ];
        fields.extend(token.map(|token| ("csrf".to_owned(), token.to_owned())));
        fields
    };
    let token = replayed
        .iter()
        .find(|(name, _)| name == "csrf")
        .unwrap()
        .1
        .clone();
    for sent in [None, Some(""), Some("wrong"), Some(token.as_str())] {
        let answer = browser.post("/agenda", &typed(sent)).await.is(403);
        assert!(answer.body.contains("href=\"/agenda\""), "{sent:?}");
        browser
            .get("/agenda")
            .await
            .is(200)
            .says("value=\"1-12-2026\"")
            .says("Wat u eerder typte");
    }
    browser
        .get("/agenda")
        .await
        .hides("1 december 2026 tot en met");
    browser
        .send("/agenda", &[("from", "1-12-2026"), ("until", "7-12-2026")])
        .await
        .to("/agenda?klaar=bewaard");
    browser
        .get("/agenda")
        .await
        .says("1 december 2026 tot en met 7 december 2026")
        .hides("value=\"1-12-2026\"");
    site.done().await;
}

#[tokio::test]
async fn another_site_changes_nothing_and_leaves_no_draft() {
    let site = Site::new().await;
    let mut browser = site.login("farida").await;
    browser.get("/agenda").await;
    for from in ["cross-site", "same-site"] {
        browser.extra = vec![("sec-fetch-site", from.to_owned())];
        let page = browser.page.clone();
        browser
            .send("/agenda", &[("from", "1-12-2026"), ("until", "7-12-2026")])
            .await
            .is(403);
        browser.page = page;
    }
    browser.extra = vec![("sec-fetch-site", "same-origin".to_owned())];
    browser
        .get("/agenda")
        .await
        .hides("1-12-2026\"")
        .hides("1 december");
    site.done().await;
}

#[tokio::test]
async fn what_is_sent_after_the_session_ended_comes_back_to_the_same_account_only() {
    let site = Site::new().await;
    let mut browser = site.login("farida").await;
    browser.get("/agenda").await;
    let old = browser.session();
    site.later(16 * 60);
    let typed = [("from", "1-12-2026"), ("until", "7-12-2026")];
    browser
        .send("/agenda", &typed)
        .await
        .to("/inloggen?naar=%2Fagenda");
    assert!(!browser.has_session());
    let mut other = site.login("sam").await;
    other.get("/agenda").await.is(200).hides("1-12-2026\"");
    let mut again = site.login("farida").await;
    assert_ne!(again.session(), old);
    again
        .get("/agenda")
        .await
        .is(200)
        .says("value=\"1-12-2026\"");
    site.done().await;
}

#[tokio::test]
async fn a_draft_comes_back_and_is_gone_once_sent() {
    let site = Site::new().await;
    let mut browser = site.login("farida").await;
    browser.get("/agenda").await;
    let token = hidden(&browser.page, "/agenda")
        .into_iter()
        .find(|(n, _)| n == "csrf")
        .unwrap()
        .1;
    let fields = |concept: &str| {
        [
            ("csrf", token.as_str()),
            ("from", "1-12-2026"),
            ("concept", concept),
        ]
        .map(|(n, v)| (n.to_owned(), v.to_owned()))
        .to_vec()
    };
    browser.post("/concept", &fields("/agenda")).await.is(204);
    browser
        .post("/concept", &fields("https://example.org"))
        .await
        .is(400);
    browser.get("/agenda").await.says("value=\"1-12-2026\"");
    browser
        .send("/agenda", &[("from", "1-12-2026"), ("until", "2-12-2026")])
        .await
        .is(303);
    browser.get("/agenda").await.hides("value=\"1-12-2026\"");

    // Or thrown away by hand, from the notice that it was there.
    browser.post("/concept", &fields("/agenda")).await.is(204);
    browser
        .get("/agenda?van=hier")
        .await
        .says("value=\"1-12-2026\"")
        .says("Gooi weg wat ik typte");
    browser
        .send("/concept/weg", &[])
        .await
        .to("/agenda?van=hier");
    browser
        .get("/agenda")
        .await
        .is(200)
        .hides("value=\"1-12-2026\"")
        .hides("Gooi weg");
    site.done().await;
}

#[tokio::test]
async fn another_desk_on_the_same_house_has_what_came_too_late() {
    let site = Site::new().await;
    let mut browser = site.login("farida").await;
    browser.get("/agenda").await;
    site.later(16 * 60);
    let app = regie_desk::app(regie_desk::Front {
        house: site.house.clone(),
        behind_proxy: false,
    });
    let mut elsewhere = crate::browser::Browser::new(app, true);
    elsewhere.page.clone_from(&browser.page);
    elsewhere.set_session(&browser.session());
    elsewhere
        .send("/agenda", &[("from", "3-12-2026"), ("until", "")])
        .await
        .to("/inloggen?naar=%2Fagenda");
    let mut again = site.login("farida").await;
    again
        .get("/agenda")
        .await
        .is(200)
        .says("value=\"3-12-2026\"");
    site.done().await;
}

#[tokio::test]
async fn leaving_ends_the_session_and_the_browser_forgets() {
    let site = Site::new().await;
    let mut browser = site.login("farida").await;
    browser.get("/").await.is(200);
    let token = browser.session();
    let out = browser
        .send("/uitloggen", &[])
        .await
        .to("/uitgelogd?zelf=1");
    assert!(out.header("clear-site-data").contains("\"cookies\""));
    assert!(!browser.has_session());
    browser.set_session(&token);
    browser.get("/").await.to("/inloggen");
    let mut browser = site.login("farida").await;
    let token = browser.session();
    let away = browser.get("/weg").await.is(303);
    assert!(away.header("location").starts_with("https://"));
    browser.set_session(&token);
    browser.get("/").await.to("/inloggen");
    browser
        .get("/uitgelogd?naar=%2Fagenda&concept=1")
        .await
        .says("href=\"/inloggen?naar=%2Fagenda\"")
        .says("bewaard");
    site.done().await;
}

#[tokio::test]
async fn a_session_is_stretched_by_signs_of_life_and_ends_without() {
    let site = Site::new().await;
    let mut browser = site.login("farida").await;
    browser.get("/").await;
    for _ in 0..3 {
        site.later(14 * 60);
        browser.extra = vec![("x-requested-with", "regie".to_owned())];
        browser.send("/sessie/verleng", &[]).await.is(204);
        browser.extra = Vec::new();
    }
    browser.get("/").await.is(200);
    site.later(16 * 60);
    browser.get("/").await.to("/inloggen");
    browser.extra = vec![("x-requested-with", "regie".to_owned())];
    browser.get("/").await.is(403);
    site.done().await;
}

#[tokio::test]
async fn whoever_holds_two_functions_chooses_first() {
    let site = Site::new().await;
    let mut browser = site.login("twee").await;
    browser.get("/vind").await.to("/functie?naar=%2Fvind");
    browser.get("/functie?naar=%2Fvind").await.is(200);
    browser
        .send("/functie", &[("function", "dpo")])
        .await
        .is(422);
    browser
        .send("/functie", &[])
        .await
        .is(422)
        .says("Kies de functie");
    browser.get("/functie?naar=%2Fvind").await;
    browser
        .send("/functie", &[("function", "front-door")])
        .await
        .to("/vind");
    browser
        .get("/vind")
        .await
        .is(200)
        .says("voordeurmedewerker");
    site.done().await;
}

#[tokio::test]
async fn buttons_let_people_in_in_the_demo_only() {
    let demo = Site::with(Options {
        demo: true,
        ..Options::default()
    })
    .await;
    let mut browser = demo.stranger();
    browser
        .get("/inloggen")
        .await
        .is(200)
        .says("Farida el Amrani")
        .says("Medewerkers")
        .says("Cliënten");
    browser
        .send("/inloggen/demo", &[("login", "farida")])
        .await
        .to("/");
    assert!(browser.cookies.contains_key("regie"));
    demo.done().await;

    let site = Site::new().await;
    let mut browser = site.stranger();
    browser.get("/inloggen").await.hides("Farida");
    let mut fields = hidden(&browser.page, "/inloggen");
    fields.push(("login".to_owned(), "farida".to_owned()));
    browser.post("/inloggen/demo", &fields).await.is(404);
    assert!(!browser.has_session());
    site.done().await;
}

#[tokio::test]
async fn the_way_back_stays_inside() {
    let site = Site::new().await;
    let mut browser = site.stranger();
    for outside in ["https://example.org", "//example.org", "/\\example.org"] {
        browser
            .get(&format!("/inloggen?naar={outside}").replace('\\', "%5C"))
            .await
            .is(200)
            .hides("example.org\"><");
        assert_eq!(
            hidden(&browser.page, "/inloggen")
                .iter()
                .find(|(n, _)| n == "naar")
                .unwrap()
                .1,
            "/"
        );
    }
    site.done().await;
}

#[tokio::test]
async fn the_language_follows_the_reader() {
    let site = Site::new().await;
    let mut browser = site.login("farida").await;
    browser
        .get("/")
        .await
        .says("Wat wacht vandaag op mij")
        .says("<html lang=\"nl\"");
    let fields = [
        ("lang".to_owned(), "en".to_owned()),
        ("back".to_owned(), "/agenda".to_owned()),
    ];
    browser.post("/taal", &fields).await.to("/agenda");
    browser
        .get("/")
        .await
        .says("What waits for me today")
        .says("<html lang=\"en\"");
    browser
        .get("/niets")
        .await
        .is(404)
        .says("<html lang=\"en\"")
        .says("Farida");
    site.done().await;
}

#[tokio::test]
async fn what_a_draft_cannot_hold_is_said_where_it_is_typed() {
    let site = Site::new().await;
    let mut browser = site.login("farida").await;
    let page = browser
        .get(&format!("/dossier/{}/vastleggen", site.dossier))
        .await;
    let page = page
        .says("data-saved=\"Concept bewaard, drie dagen lang\"")
        .says("data-long=\"Dit is te lang om als concept te bewaren.")
        .says("data-room=\"Concept bewaard. U had al 40 concepten")
        .body;
    let token = page.split_once("name=\"csrf\" value=\"").unwrap().1;
    let token = token.split('"').next().unwrap().to_owned();
    let fields = |text: &str| {
        let concept = format!("/dossier/{}/vastleggen", regie_terms::DossierId::fresh());
        [
            ("csrf", token.as_str()),
            ("text", text),
            ("concept", &concept),
        ]
        .map(|(n, v)| (n.to_owned(), v.to_owned()))
        .to_vec()
    };
    let long = "a".repeat(256 * 1024);
    browser.post("/concept", &fields(&long)).await.is(413);
    for _ in 0..40 {
        browser.post("/concept", &fields("kort")).await.is(204);
    }
    browser
        .post("/concept", &fields("een te veel"))
        .await
        .is(200);
    site.done().await;
}
