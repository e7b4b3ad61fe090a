//! From a broken glass that was not justified to the data protection officer's page.

use crate::site::Site;

#[tokio::test]
async fn the_officer_finds_the_incident_reads_it_and_judges() {
    let site = Site::new().await;
    for login in ["farida", "sam"] {
        let mut away = site.login(login).await;
        away.get("/agenda").await;
        away.send(
            "/agenda",
            &[("from", "20-11-2026"), ("until", "25-11-2026")],
        )
        .await
        .is(303);
    }
    let here = format!("/dossier/{}", site.dossier);
    let mut olaf = site.login("olaf").await;
    let glass = olaf.find_glass("Proef", site.dossier).await;
    olaf.send(&glass, &[("act", "view"), ("reason", "Even <kijken>.")])
        .await
        .to(&here);
    let mut farida = site.login("farida").await;
    let page = farida.get("/").await.says("Beoordeel een noodtoegang").body;
    let judge = page
        .split_once("class=\"task-what\" href=\"")
        .unwrap()
        .1
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    farida.get(&judge).await.is(200);
    let said = [("justified", "no"), ("because", "Er was geen dienst.")];
    farida.send(&judge, &said).await.to("/?klaar=onterecht");

    let mut daan = site.login("daan").await;
    let page = daan
        .get("/")
        .await
        .is(200)
        .says("Beoordeel een incident")
        .says("Een noodtoegang is niet terecht gevonden · 21 november 2026")
        .hides("van den Proef, Sara")
        .hides("Mijn dossiers")
        .body;
    let start = page.find("href=\"/incident/").unwrap() + 6;
    let incident = page[start..].split('"').next().unwrap().to_owned();
    daan.get(&incident)
        .await
        .is(200)
        .says("Even &#60;kijken&#62;.")
        .says("Er was geen dienst.")
        .says("Een noodtoegang is niet terecht gevonden")
        .says("Er is nog niet geoordeeld")
        .hides("Slaapt slecht");
    daan.send(&incident, &[("because", "")])
        .await
        .is(422)
        .says("Kies een oordeel.");
    let said = [("outcome", "breach"), ("because", "Nieuwsgierigheid.")];
    daan.send(&incident, &said).await.to("/?klaar=incident");
    daan.get("/?klaar=incident")
        .await
        .says("Uw oordeel is bewaard")
        .hides("Beoordeel een incident");
    daan.get(&incident)
        .await
        .is(200)
        .says("Dit incident is beoordeeld")
        .says("Een datalek. Nieuwsgierigheid.");
    farida.get(&incident).await.is(403);
    daan.get("/incident/nergens").await.is(404);
    site.done().await;
}
