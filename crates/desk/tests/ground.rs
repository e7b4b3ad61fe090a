//! What holds for every page, whichever room it is in: headers, languages, forms, and errors that are pages.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may stop"
)]

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use regie_desk::gallery::{ADDRESSES, gallery};
use regie_desk::look::{Look, address, asset, ground};
use tower::ServiceExt;

async fn get(site: &Router, address: &str) -> Response {
    ask(site, Request::get(address).body(Body::empty()).unwrap()).await
}

async fn ask(site: &Router, request: Request<Body>) -> Response {
    site.clone().oneshot(request).await.unwrap()
}

async fn text(response: Response) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), 4_000_000)
        .await
        .unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn head(response: &Response, name: &str) -> String {
    response
        .headers()
        .get(name)
        .map(|value| value.to_str().unwrap().to_owned())
        .unwrap_or_default()
}

#[tokio::test]
async fn every_page_is_whole_in_both_languages() {
    let site = gallery();
    for address in ADDRESSES {
        for lang in ["nl", "en"] {
            let join = if address.contains('?') { '&' } else { '?' };
            let page = text(get(&site, &format!("{address}{join}lang={lang}")).await).await;
            assert!(
                page.contains(&format!("<html lang=\"{lang}\"")),
                "{address}"
            );
            assert_eq!(page.matches("<h1").count(), 1, "{address}");
            assert!(
                !page.contains(regie_desk::words::MISSING),
                "{address} {lang}"
            );
            for inline in [
                "<style",
                " style=",
                "<script>",
                " onclick=",
                " onload=",
                "javascript:",
            ] {
                assert!(!page.contains(inline), "{address} has {inline}");
            }
            for (at, _) in page.match_indices("<form method=\"post\"") {
                let form = page[at..].split_once("</form>").unwrap().0;
                assert!(
                    form.contains("action=\"/taal\"") || form.contains("name=\"csrf\""),
                    "{address}: {form}"
                );
            }
        }
    }
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let site = gallery();
    for address in [
        "/_kijk",
        "/_kijk/fout/stuk",
        "/_kijk/fout/paniek",
        "/niets",
        "/robots.txt",
        "/vast/x/regie.css",
    ] {
        let answer = get(&site, address).await;
        let csp = head(&answer, "content-security-policy");
        assert!(
            csp.starts_with("default-src 'none'") && !csp.contains("unsafe"),
            "{address}"
        );
        assert!(
            csp.contains("frame-ancestors 'none'") && csp.contains("base-uri 'none'"),
            "{address}"
        );
        assert_eq!(
            head(&answer, "x-content-type-options"),
            "nosniff",
            "{address}"
        );
        assert_eq!(head(&answer, "referrer-policy"), "no-referrer", "{address}");
        assert_eq!(
            head(&answer, "cross-origin-opener-policy"),
            "same-origin",
            "{address}"
        );
        assert_eq!(head(&answer, "cache-control"), "no-store", "{address}");
        assert_eq!(
            head(&answer, "strict-transport-security"),
            "",
            "{address}: no TLS in a demo"
        );
    }
}

#[tokio::test]
async fn over_tls_browsers_are_told_to_stay() {
    let site = ground(Look::default(), Router::new());
    let answer = get(&site, "/robots.txt").await;
    assert_eq!(
        head(&answer, "strict-transport-security"),
        "max-age=63072000"
    );
    assert!(text(answer).await.contains("Disallow: /\n"));
    // Without an address of its own a report would go to a stranger.
    let nobody = get(&site, "/.well-known/security.txt").await;
    assert_eq!(nobody.status(), 404);
    let look = Look {
        security_contact: "mailto:veiligheid@buurtteams.example".to_owned(),
        ..Look::default()
    };
    let site = ground(look, Router::new());
    let told = text(get(&site, "/.well-known/security.txt").await).await;
    assert!(told.contains("Expires: ") && told.contains("veiligheid@buurtteams.example"));
}

#[tokio::test]
async fn assets_may_be_kept_and_public_pages_a_minute() {
    let site = gallery();
    let style = get(&site, &address("regie.css")).await;
    assert_eq!(style.status(), StatusCode::OK);
    assert_eq!(
        head(&style, "cache-control"),
        "public, max-age=31536000, immutable"
    );
    let page = text(get(&site, "/_kijk").await).await;
    assert!(page.contains(&address("regie.css")));
    for font in ["noto-sans-latin.woff2", "noto-sans-latin-ext.woff2"] {
        assert!(String::from_utf8_lossy(asset("regie.css").unwrap()).contains(font));
        assert_eq!(get(&site, &address(font)).await.status(), StatusCode::OK);
    }

    let rooms = Router::new().route("/openbaar/regels", axum::routing::get(|| async { "rules" }));
    let site = ground(Look::default(), rooms);
    assert_eq!(
        head(&get(&site, "/openbaar/regels").await, "cache-control"),
        "public, max-age=60"
    );
    assert_eq!(
        head(
            &get(&site, "/openbaar/regels?lang=en").await,
            "cache-control"
        ),
        "no-store"
    );
    assert_eq!(
        head(&get(&site, "/openbaar/niets").await, "cache-control"),
        "no-store"
    );
}

#[tokio::test]
async fn the_language_is_kept_and_leads_back() {
    let site = gallery();
    let asked = get(&site, "/_kijk?lang=en").await;
    assert!(head(&asked, "set-cookie").starts_with("regie_lang=en; "));
    let kept = Request::get("/_kijk")
        .header(header::COOKIE, "regie_lang=en")
        .body(Body::empty())
        .unwrap();
    assert!(
        text(ask(&site, kept).await)
            .await
            .contains("<html lang=\"en\"")
    );
    assert!(
        text(get(&site, "/_kijk?lang=xx").await)
            .await
            .contains("<html lang=\"nl\"")
    );

    let choose = |back: &str| {
        Request::post("/taal")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(format!("lang=en&back={back}")))
            .unwrap()
    };
    let answer = ask(&site, choose("%2Fopenbaar%3Flang%3Dnl")).await;
    assert_eq!(
        (answer.status(), head(&answer, "location")),
        (StatusCode::SEE_OTHER, "/openbaar".to_owned())
    );
    assert!(head(&answer, "set-cookie").starts_with("regie_lang=en; "));
    assert_eq!(
        head(&ask(&site, choose("https://example.org")).await, "location"),
        "/"
    );
}

#[tokio::test]
async fn whatever_goes_wrong_is_a_page_in_the_reader_s_language() {
    let site = gallery();
    for (which, status) in [
        ("niet-gevonden", 404),
        ("geweigerd", 403),
        ("verboden", 403),
        ("verouderd", 403),
        ("onleesbaar", 400),
        ("te-groot", 413),
        ("te-vaak", 429),
        ("stuk", 500),
        ("paniek", 500),
        ("weg", 503),
    ] {
        let answer = get(&site, &format!("/_kijk/fout/{which}?lang=en")).await;
        assert_eq!(answer.status().as_u16(), status, "{which}");
        assert_eq!(
            head(&answer, "retry-after").is_empty(),
            !matches!(status, 429 | 503),
            "{which}"
        );
        let page = text(answer).await;
        assert!(
            page.contains("<html lang=\"en\"") && page.contains("<h1"),
            "{which}"
        );
        assert!(
            page.contains("Wilhelmina"),
            "{which}: the reader is still known"
        );
    }
    let bare = Request::put("/_kijk").body(Body::empty()).unwrap();
    let answer = ask(&site, bare).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    assert!(text(answer).await.contains("<h1"));
}

#[tokio::test]
async fn an_error_in_the_portal_keeps_the_standing_sentence_and_the_way_out() {
    let site = gallery();
    let page = text(get(&site, "/_kijk/portaal/niets").await).await;
    assert!(page.contains("class=\"standing\"") && page.contains("class=\"exit\""));
    assert!(
        !page.contains("burgerservicenummer"),
        "that hint is for staff"
    );
}

#[tokio::test]
async fn every_odd_form_comes_back_with_what_was_typed() {
    let site = gallery();
    let long = "a".repeat(2_000_000);
    let bodies: Vec<(&str, Vec<u8>)> = vec![
        ("application/x-www-form-urlencoded", b"csrf=x".to_vec()),
        (
            "application/x-www-form-urlencoded",
            format!("csrf=x&need={long}").into_bytes(),
        ),
        (
            "application/x-www-form-urlencoded",
            b"csrf=x&need=%FF%00&law=%&data=a&data=b&need=2".to_vec(),
        ),
        (
            "application/x-www-form-urlencoded",
            "csrf=x&need=<script>alert(1)</script>نور😀"
                .as_bytes()
                .to_vec(),
        ),
        (
            "application/x-www-form-urlencoded",
            b"csrf=x&born=1-1-1850&law=jeugdwet".to_vec(),
        ),
        (
            "multipart/form-data; boundary=b",
            b"--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nx\r\n--b\r\nrubbish"
                .to_vec(),
        ),
    ];
    for (kind, body) in bodies {
        let request = Request::post("/_kijk/formulier")
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body.clone()))
            .unwrap();
        let answer = ask(&site, request).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = text(answer).await;
        assert!(page.contains("class=\"summary\"") && page.contains("aria-invalid=\"true\""));
        assert!(!page.contains("<script>alert"));
        if body.windows(4).any(|bytes| bytes == b"1850") {
            assert!(
                page.contains("value=\"1-1-1850\"")
                    && page.contains("<option value=\"jeugdwet\" selected>")
            );
            assert!(
                page.contains("1 januari 1900"),
                "the error names the border"
            );
        }
        if body.windows(5).any(|bytes| bytes == b"alert") {
            assert!(page.contains("&#60;script&#62;alert(1)&#60;/script&#62;نور😀"));
        }
    }
}

/// Nothing about a client stays on the machine of who works: the browser keeps no page, and our script nothing at all.
#[tokio::test]
async fn nothing_stays_on_the_machine_of_who_reads() {
    let site = gallery();
    for address in ADDRESSES {
        assert_eq!(
            head(&get(&site, address).await, "cache-control"),
            "no-store",
            "{address}"
        );
    }
    let script = String::from_utf8_lossy(asset("regie.js").unwrap()).into_owned();
    for kept in [
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "serviceWorker",
        "caches.",
        "document.cookie",
    ] {
        assert!(!script.contains(kept), "{kept}");
    }
}
