//! Keeping a fact out of ordinary view, on the pages.

use crate::site::Site;

#[tokio::test]
async fn a_fact_is_shielded_with_a_reason_and_a_colleague_sees_no_gap() {
    let site = Site::new().await;
    let here = format!("/dossier/{}", site.dossier);
    let (mut farida, mut ravi) = (site.login("farida").await, site.login("ravi").await);
    let secret = "Zoekt hulp bij de administratie.";
    ravi.get(&here)
        .await
        .is(200)
        .says(secret)
        .hides("/afschermen");
    let page = farida.get(&here).await.is(200).says(secret).body;
    let card = page.split_once(secret).unwrap().1;
    let address = card.split_once("/afschermen\"").unwrap().0;
    let address = format!("{}/afschermen", address.rsplit_once("href=\"").unwrap().1);
    farida.get(&address).await.is(200).says(secret);
    farida
        .send(&address, &[("reason", " ")])
        .await
        .is(422)
        .says("Schrijf op waarom.");
    farida
        .send(&address, &[("reason", "Gevaar voor haar.")])
        .await
        .to(&format!("{here}?klaar=afgeschermd"));
    farida
        .get(&format!("{here}?klaar=afgeschermd"))
        .await
        .says("Dit gegeven is afgeschermd")
        .says("Afgeschermd</span>")
        .says(secret);
    let seen = ravi
        .get(&here)
        .await
        .is(200)
        .hides(secret)
        .hides("fgeschermd")
        .body;
    assert_eq!(seen.matches("<article").count(), 1);
    // Its topic is no choice of the filter either.
    assert!(!seen.contains("value=\"help-request\""));
    ravi.get(&address).await.is(403);

    farida
        .get(&address)
        .await
        .is(200)
        .says("Vraag om het zichtbaar te maken");
    farida
        .send(&address, &[("reason", "Het gevaar is voorbij.")])
        .await
        .to(&format!("{here}?klaar=gevraagd"));
    ravi.get(&here).await.is(200).hides(secret);
    farida
        .get(&address)
        .await
        .says("Het gevaar is voorbij.")
        .hides("name=\"reason\"");
    let mut sam = site.login("sam").await;
    sam.get(&address).await.is(200);
    sam.send(&address, &[("reason", "Klopt.")])
        .await
        .to(&format!("{here}?klaar=zichtbaar"));
    ravi.get(&here).await.is(200).says(secret);
    let nowhere = format!("{here}/feit/{}/afschermen", regie_terms::Id::fresh());
    farida.get(&nowhere).await.is(404);
    site.done().await;
}
