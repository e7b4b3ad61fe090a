//! Whatever is sent to whatever form: never a broken page, nothing half-saved.

use crate::browser::hidden;
use crate::site::Site;

/// What people and programs type.
pub fn odd() -> Vec<String> {
    let mut all: Vec<String> = [
        "",
        " ",
        "\0",
        "a\0b",
        "\u{202e}txet",
        "שלום עולם",
        "مرحبا",
        "🙂👩‍👩‍👧",
        "<script>alert(1)</script>",
        "\" onfocus=\"x",
        "{{ 7*7 }}",
        "' OR 1=1 --",
        "1-1-1850",
        "31-12-2250",
        "2250-01-01",
        "0000-00-00",
        "-1",
        "99999999999999999999",
        "../../etc/passwd",
        "%00",
        "a\r\nb: c",
        "0123456789abcdef0123456789abcdef",
    ]
    .map(str::to_owned)
    .to_vec();
    all.push("é".repeat(20_000));
    all.push("a".repeat(1_500_000));
    all
}

#[tokio::test]
async fn no_form_breaks_on_what_is_typed() {
    let site = Site::new().await;
    let glass = format!("/dossier/{}/glas", site.deserted);
    let other = format!("/dossier/{}/glas", site.dossier);
    let judge = format!("{other}/{}", regie_terms::Id::fresh());
    let mut browser = site.login("farida").await;
    // Found first, so that what is typed reaches the form itself.
    browser.find("Verlaten").await.is(200);
    browser.get("/agenda").await;
    let token: Vec<(String, String)> = hidden(&browser.page, "/agenda")
        .into_iter()
        .filter(|(n, _)| n == "csrf")
        .collect();
    let forms: [(&str, &[&str]); 8] = [
        ("/vind", &["bsn", "surname", "born"]),
        ("/agenda", &["from", "until", "request"]),
        (&glass, &["act", "reason", "request"]),
        (&other, &["act", "reason", "request"]),
        (&judge, &["justified", "because", "request"]),
        ("/agenda/nonsense/weg", &["request"]),
        ("/functie", &["function", "naar"]),
        ("/concept", &["concept", "text"]),
    ];
    for (address, names) in forms {
        for value in odd() {
            for only in names {
                let mut fields = token.clone();
                for name in names {
                    fields.push((
                        (*name).to_owned(),
                        if name == only {
                            value.clone()
                        } else {
                            "x".to_owned()
                        },
                    ));
                }
                let answer = browser.post(address, &fields).await;
                let shown: String = value.chars().take(20).collect();
                assert!(
                    answer.status.as_u16() < 500,
                    "{address} {only} {shown:?}: {}",
                    answer.status
                );
                assert!(!answer.body.contains("<script>alert"), "{address}");
                if value.len() > 100_000 {
                    break;
                }
            }
        }
    }
    site.done().await;
}

#[tokio::test]
async fn no_login_form_breaks_on_what_is_typed() {
    let site = Site::new().await;
    for value in odd() {
        let mut browser = site.stranger();
        browser.get("/inloggen").await;
        // Without a password it is never hashed, which would take the test minutes.
        let answer = browser
            .send(
                "/inloggen",
                &[("login", &value), ("password", ""), ("naar", &value)],
            )
            .await;
        assert!(answer.status.as_u16() < 500);
    }
    let mut browser = site.stranger();
    browser.get("/inloggen").await;
    let long = "a".repeat(1000);
    browser
        .send("/inloggen", &[("login", "a\0b"), ("password", &long)])
        .await
        .is(422);
    site.done().await;
}

#[tokio::test]
async fn bodies_that_are_no_forms_are_refused_calmly() {
    let site = Site::new().await;
    let mut browser = site.login("farida").await;
    for (kind, body) in [
        ("application/json", b"{}".to_vec()),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nContent-Disposition".to_vec(),
        ),
        ("multipart/form-data", b"x".to_vec()),
        ("application/x-www-form-urlencoded", vec![0xff, b'=', 0xfe]),
        ("application/x-www-form-urlencoded", vec![b'&'; 10_000]),
    ] {
        browser.post_raw("/agenda", kind, body).await.is(403);
    }
    browser
        .get("/agenda")
        .await
        .is(200)
        .says("U bent niet afwezig");
    for address in [
        "/dossier/%00",
        "/dossier/%F0%9F%99%82",
        "/dossier/%ff",
        "/dossier/a/b/c/d",
        "/dossier/..%2f..",
        "/niets",
        "/v1/niets",
    ] {
        let status = browser.get(address).await.status.as_u16();
        assert!((400..500).contains(&status), "{address}: {status}");
    }
    site.done().await;
}
