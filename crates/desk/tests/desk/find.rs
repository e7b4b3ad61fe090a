//! Finding: that a dossier exists and who coordinates it, and no more.

use crate::site::{CHILD_BSN, Site};

#[tokio::test]
async fn an_exact_bsn_or_name_and_birth_date_find_and_tell_only_who_coordinates() {
    let site = Site::new().await;
    let mut browser = site.login("olaf").await;
    let spaced = format!(
        "{} {} {}",
        &CHILD_BSN[..4],
        &CHILD_BSN[4..6],
        &CHILD_BSN[6..]
    );
    for fields in [
        vec![("bsn", CHILD_BSN)],
        vec![("bsn", spaced.as_str())],
        vec![("surname", "Proef"), ("born", "15-6-2015")],
        vec![("surname", "van den PROEF"), ("born", "15 juni 2015")],
    ] {
        browser.get("/vind").await.is(200);
        browser
            .send("/vind", &fields)
            .await
            .is(200)
            .says("Er is een dossier")
            .says("Farida el Amrani")
            .says("Sam de Boer")
            // Somebody is there, so it goes through them, but for a client who is at the desk now.
            .says("Vraag de coördinator of de vervanger")
            .says("PV 4")
            .says(&format!("/dossier/{}/balie", site.dossier))
            .hides("Sara")
            .hides("Slaapt");
    }
    site.done().await;
}

#[tokio::test]
async fn nothing_found_says_so_and_close_is_not_found() {
    let site = Site::new().await;
    let mut browser = site.login("olaf").await;
    for fields in [
        vec![("bsn", "999911491")],
        vec![("surname", "Proe"), ("born", "15-6-2015")],
        vec![("surname", "Proef"), ("born", "16-6-2015")],
    ] {
        browser.get("/vind").await;
        let answer = browser.send("/vind", &fields).await;
        if answer.status == 200 {
            answer.says("geen dossier gevonden").hides("Farida");
        } else {
            // The made-up number did not pass the eleven-test.
            answer.is(422).hides("Farida");
        }
    }
    site.done().await;
}

#[tokio::test]
async fn what_cannot_be_looked_for_is_said_at_the_field_and_kept() {
    let site = Site::new().await;
    let mut browser = site.login("olaf").await;
    for (fields, says) in [
        (vec![], "Vul een burgerservicenummer in, of"),
        (
            vec![("bsn", "123456789")],
            "Dit is geen burgerservicenummer",
        ),
        (vec![("surname", "Proef")], "Vul ook de geboortedatum in"),
        (vec![("born", "15-6-2015")], "Vul ook de achternaam in"),
        (
            vec![("surname", "Proef"), ("born", "1-1-1850")],
            "te ver terug",
        ),
        (
            vec![("surname", "Proef"), ("born", "1-1-2250")],
            "te ver vooruit",
        ),
    ] {
        browser.get("/vind").await;
        let answer = browser.send("/vind", &fields).await.is(422).says(says);
        for (_, typed) in &fields {
            assert!(answer.body.contains(typed), "{typed} is kept");
        }
    }
    site.done().await;
}

#[tokio::test]
async fn who_may_not_find_reads_why() {
    let site = Site::new().await;
    let mut browser = site.login("daan").await;
    browser
        .get("/vind")
        .await
        .is(403)
        .hides("name=\"bsn\"")
        .says("checklist--");
    // Who sends the form all the same is answered the same.
    browser.get("/").await;
    let mut fields = crate::browser::hidden(&browser.page, "/uitloggen");
    fields.push(("bsn".to_owned(), CHILD_BSN.to_owned()));
    browser
        .post("/vind", &fields)
        .await
        .is(403)
        .hides("Er is een dossier")
        .says("checklist--");
    site.done().await;
}

#[tokio::test]
async fn what_was_found_says_who_is_there_and_only_then_where_the_way_in_is() {
    let site = Site::new().await;
    let glass = format!("/dossier/{}/glas", site.deserted);
    let mut olaf = site.login("olaf").await;
    olaf.find("Verlaten")
        .await
        .is(200)
        .says("Ann Afwezig (vandaag afwezig)")
        .says("Bob Afwezig (vandaag afwezig)")
        .says("Een reden")
        .says(&format!("href=\"{glass}\""));
    // The front door may find, and may not break the glass.
    let mut twee = site.login("twee").await;
    twee.get("/functie").await;
    twee.send("/functie", &[("function", "front-door")])
        .await
        .is(303);
    twee.find("Verlaten")
        .await
        .is(200)
        .says("Bob Afwezig (vandaag afwezig)")
        .says("Vraag een buurtteammedewerker")
        .hides(&site.deserted.to_string());
    twee.get(&glass)
        .await
        .is(403)
        .hides("<textarea")
        .says("afwezig");
    // Whoever has a part in it opens it from here.
    let mut ravi = site.login("ravi").await;
    ravi.find("Proef")
        .await
        .is(200)
        .says(&format!("href=\"/dossier/{}\"", site.dossier));
    site.done().await;
}
