//! Breaking the glass, and judging it.

use crate::site::Site;

#[tokio::test]
async fn with_both_away_a_reason_opens_and_both_are_asked_to_judge() {
    let site = Site::new().await;
    let here = format!("/dossier/{}", site.deserted);
    let glass = format!("{here}/glas");
    let mut olaf = site.login("olaf").await;
    olaf.get(&here)
        .await
        .is(403)
        .says("Zoek de persoon dan eerst precies op")
        .hides(&glass)
        .hides("Slaapt");
    olaf.get(&glass)
        .await
        .is(403)
        .hides("<textarea")
        .hides("Ann");
    olaf.find_glass("Verlaten", site.deserted).await;
    // By its address it stays closed; but who found it is not told once more that it may not exist.
    olaf.get(&here)
        .await
        .is(403)
        .hides("bestaat niet")
        .says("Wie houdt dit dossier bij?")
        .hides("Slaapt");
    olaf.get(&glass)
        .await
        .is(200)
        .says("Een reden")
        .says("Ann Afwezig (vandaag afwezig)")
        .hides("Slaapt");
    olaf.send(&glass, &[("act", "view"), ("reason", "x")])
        .await
        .is(422)
        .says("Schrijf een hele zin");
    olaf.get(&glass).await;
    olaf.send(&glass, &[("act", "view"), ("reason", "  ")])
        .await
        .is(422)
        .says("Schrijf op waarom het nu moet");
    olaf.send(&glass, &[("act", "view"), ("reason", &"é".repeat(1001))])
        .await
        .is(422)
        .says("1000 tekens");
    olaf.get(&glass).await;
    let sent = crate::browser::hidden(&olaf.page, &glass);
    let mut fields = sent.clone();
    fields.push(("act".to_owned(), "view".to_owned()));
    fields.push((
        "reason".to_owned(),
        "Moeder belt: <kind> is weg 🙂".to_owned(),
    ));
    olaf.post(&glass, &fields).await.to(&here);
    // The same form once more is the same request.
    olaf.post(&glass, &fields).await.to(&here);
    let page = olaf
        .get(&here)
        .await
        .is(200)
        .says("Slaapt")
        .says("Moeder belt: &#60;kind&#62; is weg 🙂");
    assert_eq!(
        page.body.matches("Reden: Moeder").count(),
        1,
        "a double submit is one"
    );
    // Their own way in stands there once, with its reason.
    assert_eq!(page.body.matches("banner--glass").count(), 1);
    page.hides("bekeek dit dossier");
    olaf.get(&glass).await.to(&here);
    // Broken to look; where something would be written the way is a reason of its own, not a dead end.
    let edit = format!("{glass}?act=edit");
    olaf.get(&format!("{here}/delen"))
        .await
        .is(200)
        .hides("<textarea")
        .says(&format!("href=\"{edit}\""));
    olaf.get(&format!("{here}/vastleggen"))
        .await
        .is(403)
        .hides("bestaat niet")
        .says(&edit);
    olaf.get(&edit).await.is(200).says("value=\"edit\" checked");

    let mut ann = site.login("ann").await;
    let work = ann
        .get("/")
        .await
        .is(200)
        .says("Beoordeel een noodtoegang")
        .says("van den Verlaten, Sara");
    let judge = work
        .body
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|href| href.contains("/glas/"))
        .unwrap()
        .to_owned();
    ann.get(&here)
        .await
        .is(200)
        .says("Beoordeel deze noodtoegang");
    ann.get(&judge)
        .await
        .is(200)
        .says("Moeder belt")
        .says(crate::site::LONG_NAME);
    ann.send(&judge, &[])
        .await
        .is(422)
        .says("Kies ja of nee")
        .says("Schrijf op waarom u dat vindt");
    ann.send(
        &judge,
        &[("justified", "yes"), ("because", "Het kon niet wachten.")],
    )
    .await
    .to("/?klaar=beoordeeld");
    ann.get("/?klaar=beoordeeld")
        .await
        .is(200)
        .says("Uw oordeel staat in het dossier")
        .says("Er wacht niets op u");
    let mut bob = site.login("bob").await;
    bob.get(&judge).await.is(200).says("Het kon niet wachten.");
    bob.send(
        &judge,
        &[("justified", "no"), ("because", "Bellen had gekund.")],
    )
    .await
    .to("/?klaar=onterecht");
    bob.get(&here)
        .await
        .is(200)
        .says("vond dit niet terecht: Bellen had gekund.")
        .hides("Beoordeel deze noodtoegang");
    // An incident waits for the data protection officer, whose function has no caseload of dossiers.
    olaf.get(&judge).await.is(403).hides("Bellen");

    site.later(9 * 3600);
    let mut bob = site.login("bob").await;
    let page = bob.get(&here).await.is(200).says("Eerdere noodtoegang");
    let (above, below) = page.body.split_once("Eerdere noodtoegang").unwrap();
    assert!(!above.contains("Moeder belt") && below.contains("Moeder belt"));
    let mut olaf = site.login("olaf").await;
    olaf.get(&here).await.is(403).hides("Slaapt");
    olaf.get(&glass).await.is(403).hides("Ann");
    site.done().await;
}

#[tokio::test]
async fn a_find_is_remembered_for_half_an_hour_and_in_its_own_session_only() {
    let site = Site::new().await;
    let (mut olaf, mut other) = (site.login("olaf").await, site.login("olaf").await);
    let glass = olaf.find_glass("Verlaten", site.deserted).await;
    other.get(&glass).await.is(403).hides("Ann");
    for _ in 0..2 {
        site.later(14 * 60);
        olaf.get(&glass).await.is(200);
    }
    site.later(3 * 60);
    let late = [("act", "view"), ("reason", "Net te laat.")];
    olaf.send(&glass, &late).await.is(403).hides("Net te laat.");
    olaf.get(&glass).await.is(403).hides("Ann");
    olaf.find_glass("Verlaten", site.deserted).await;
    site.done().await;
}

#[tokio::test]
async fn while_somebody_is_there_no_reason_helps() {
    let site = Site::new().await;
    let glass = format!("/dossier/{}/glas", site.dossier);
    let mut olaf = site.login("olaf").await;
    // Who only tries the address reads what everybody reads there, and nothing that was typed comes back.
    olaf.get("/agenda").await;
    let token = crate::browser::hidden(&olaf.page, "/agenda");
    let mut fields = token.clone();
    fields.push(("act".to_owned(), "edit".to_owned()));
    fields.push(("reason".to_owned(), "Toch proberen".to_owned()));
    olaf.post(&glass, &fields)
        .await
        .is(403)
        .says("Zoek de persoon dan eerst precies op")
        .hides("Farida")
        .hides("Toch proberen");
    // Who found it exactly reads who is there.
    olaf.find("Proef").await.is(200);
    olaf.get(&glass)
        .await
        .is(403)
        .says("Farida el Amrani")
        .says("Noodtoegang kan nu niet")
        .hides("<textarea")
        .hides("Slaapt");
    olaf.post(&glass, &token).await.is(403).hides("<textarea");
    // Somebody who sends the form all the same reads why, and keeps the words.
    olaf.post(&glass, &fields)
        .await
        .is(403)
        .says("Toch proberen");
    olaf.get(&format!("/dossier/{}", site.dossier))
        .await
        .is(403);
    let mut farida = site.login("farida").await;
    farida
        .get(&glass)
        .await
        .to(&format!("/dossier/{}", site.dossier));
    site.done().await;
}

#[tokio::test]
async fn a_judgement_of_a_glass_that_is_not_there_is_none() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    for glass in ["nonsense".to_owned(), regie_terms::Id::fresh().to_string()] {
        let answer = farida
            .get(&format!("/dossier/{}/glas/{glass}", site.dossier))
            .await;
        assert!(
            matches!(answer.status.as_u16(), 403 | 404),
            "{}",
            answer.status
        );
    }
    site.done().await;
}
