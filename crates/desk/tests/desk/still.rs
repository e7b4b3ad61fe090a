//! Letting something stand still, and erasing, on the pages.

use crate::entry::fact_with;
use crate::site::Site;

#[tokio::test]
async fn a_fact_stands_still_on_the_pages_and_goes_on_again() {
    let site = Site::new().await;
    let here = format!("/dossier/{}", site.dossier);
    let mut farida = site.login("farida").await;
    let words = "Zoekt hulp bij de administratie.";
    let page = farida.get(&here).await.is(200).says(words);
    let fact = fact_with(&page.body, words);
    let still = format!("{here}/feit/{fact}/beperken");
    farida
        .get(&format!("{here}/feit/{fact}/afschermen"))
        .await
        .says(&still);
    farida
        .get(&still)
        .await
        .is(200)
        .says(words)
        .says("Alleen nog bewaren");
    farida
        .send(&still, &[("ground", ""), ("because", ""), ("lift", "no")])
        .await
        .is(422)
        .says("Schrijf op waarom.")
        .says("Maak een keuze.");
    let fields = [
        ("ground", "accuracy-contested"),
        ("because", "Zij zegt dat het niet klopt."),
        ("lift", "no"),
    ];
    farida
        .send(&still, &fields)
        .await
        .to(&format!("{here}?klaar=staat-stil"));
    farida
        .get(&format!("{here}?klaar=staat-stil"))
        .await
        .is(200)
        .says("Het staat nu stil.")
        .says("In dit dossier staat één gegeven stil")
        .says("Zij zegt dat het niet klopt.")
        .hides(words);
    let mut ravi = site.login("ravi").await;
    ravi.get(&here).await.is(200).hides(words);
    ravi.get(&still).await.is(403);
    farida
        .get(&format!("{here}/feit/{fact}/verbeteren"))
        .await
        .hides(words);
    farida
        .get(&still)
        .await
        .is(200)
        .hides(words)
        .says("Weer gebruiken");
    let lifted = [
        ("ground", "consent"),
        ("because", "Zij vindt het goed."),
        ("told_on", ""),
        ("lift", "yes"),
    ];
    farida
        .send(&still, &lifted)
        .await
        .is(422)
        .says("Vertel het de cliënt eerst.");
    site.done().await;
}

#[tokio::test]
async fn erasing_begins_at_a_request_and_says_what_cannot_be_undone() {
    let site = Site::new().await;
    let here = format!("/dossier/{}", site.dossier);
    let mut farida = site.login("farida").await;
    let words = "Zoekt hulp bij de administratie.";
    let page = farida.get(&here).await.is(200);
    let fact = fact_with(&page.body, words);
    let erase = format!("{here}/feit/{fact}/wissen");
    farida
        .get(&erase)
        .await
        .is(200)
        .says(words)
        .says("Het kan niet ongedaan worden gemaakt.")
        .says("Wissen gaat altijd over een verzoek dat is toegewezen");
    farida
        .send(&erase, &[("verzoek", ""), ("reason", "Op verzoek.")])
        .await
        .is(422)
        .says("Zet hier een vinkje als u het zeker weet.")
        .says("Begin bij het verzoek van de cliënt.");
    let mut ravi = site.login("ravi").await;
    ravi.get(&erase).await.is(403);
    farida.get(&here).await.is(200).says(words);
    site.done().await;
}
