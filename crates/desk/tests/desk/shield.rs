//! Keeping a fact out of ordinary view, on the pages.

use crate::entry::{fact_with, send, whole};
use crate::site::{Options, Site, account, family, for_safety};
use regie_terms::Function;

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
    let mut sam = site.login("sam").await;
    sam.get(&address)
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
    // Who had the page before somebody asked does not confirm with it.
    sam.send(&address, &[("reason", "Klopt.")])
        .await
        .is(422)
        .says("Een collega vroeg dit intussen ook.")
        .says("Bevestig: weer zichtbaar maken");
    ravi.get(&here).await.is(200).hides(secret);
    sam.send(&address, &[("reason", "Klopt.")])
        .await
        .to(&format!("{here}?klaar=zichtbaar"));
    ravi.get(&here).await.is(200).says(secret);
    let nowhere = format!("{here}/feit/{}/afschermen", regie_terms::Id::fresh());
    farida.get(&nowhere).await.is(404);
    site.done().await;
}

#[tokio::test]
async fn what_was_recorded_for_safety_is_shown_to_the_family_by_two() {
    let site = Site::new().await;
    let here = format!("/dossier/{}", site.dossier);
    let (mut farida, mut sam) = (site.login("farida").await, site.login("sam").await);
    let words = "Wil weer naar &#60;school&#62;";
    farida.get(&format!("{here}/vastleggen")).await.is(200);
    let mut fields = whole(site.child);
    for (name, value) in [
        ("safety_of", "client"),
        ("safety_because", "Er wordt geslagen."),
        ("safety_client", "impossible"),
        ("safety_consulted", "colleague"),
        ("safety_anonymised", "yes"),
    ] {
        fields.push((name, value.to_owned()));
    }
    send(&mut farida, &format!("{here}/vastleggen"), &fields)
        .await
        .is(303);
    let mine = format!("/mijn/{}", site.child);
    let mut mieke = site.login("mieke").await;
    mieke.get(&mine).await.is(200).hides(words);

    // One of the facts of the dossier is kept, and says so.
    let page = farida
        .get(&here)
        .await
        .is(200)
        .says("De familie ziet dit niet")
        .body;
    assert_eq!(page.matches("/tonen\"").count(), 1);
    let release = format!(
        "{here}/feit/{}/tonen",
        fact_with(&page, "Wil weer naar &#60;school")
    );
    assert!(page.contains(&format!("href=\"{release}\"")));
    let ask = "Vraag om dit te laten zien";
    farida.get(&release).await.is(200).says(words).says(ask);
    sam.get(&release).await.is(200).says(ask);
    farida
        .send(&release, &[("reason", " ")])
        .await
        .is(422)
        .says("Schrijf op waarom.");
    farida
        .send(&release, &[("reason", "Het gevaar is voorbij.")])
        .await
        .to(&format!("{here}?klaar=tonen-gevraagd"));
    farida
        .get(&here)
        .await
        .says("Wacht op een tweede collega")
        .says("De familie ziet dit niet");
    farida
        .get(&release)
        .await
        .is(200)
        .says("U vroeg dit zelf.")
        .hides("name=\"reason\"");
    mieke.get(&mine).await.hides(words);

    // Who had the page before somebody asked asks with it, and does not confirm.
    let answer = sam.send(&release, &[("reason", "Lijkt mij goed.")]).await;
    answer
        .is(422)
        .says("Een collega vroeg dit intussen ook.")
        .says("Het gevaar is voorbij.")
        .says("Bevestig: de familie mag dit zien");
    mieke.get(&mine).await.hides(words);
    sam.get(&release)
        .await
        .is(200)
        .says("Het gevaar is voorbij.")
        .says("Bevestig: de familie mag dit zien");
    sam.send(&release, &[("reason", "Klopt.")])
        .await
        .to(&format!("{here}?klaar=getoond"));
    sam.get(&format!("{here}?klaar=getoond"))
        .await
        .says("De familie ziet dit nu in het portaal.")
        .hides("De familie ziet dit niet");
    mieke.get(&mine).await.says(words);
    sam.get(&release).await.to(&here);
    let nowhere = format!("{here}/feit/{}/tonen", regie_terms::Id::fresh());
    sam.get(&nowhere).await.is(404);
    site.done().await;
}

#[tokio::test]
async fn a_card_does_not_say_that_the_family_does_not_see_what_one_of_them_was_told() {
    let site = Site::new().await;
    let here = format!("/dossier/{}", site.dossier);
    let mut farida = site.login("farida").await;
    farida.get(&format!("{here}/vastleggen")).await.is(200);
    let mut fields = whole(site.child);
    for (name, value) in [
        ("safety_of", "client"),
        ("safety_because", "Er wordt geslagen."),
        ("safety_client", "informed"),
        ("safety_consulted", "colleague"),
        ("safety_anonymised", "yes"),
    ] {
        fields.push((name, value.to_owned()));
    }
    send(&mut farida, &format!("{here}/vastleggen"), &fields)
        .await
        .is(303);
    let page = farida
        .get(&here)
        .await
        .is(200)
        .says("In de familie ziet alleen Sara van den Proef dit")
        .hides("De familie ziet dit niet")
        .body;
    let fact = fact_with(&page, "Wil weer naar &#60;school");
    farida
        .get(&format!("{here}/feit/{fact}/tonen"))
        .await
        .is(200)
        .says("In de familie ziet alleen Sara van den Proef het.")
        .hides("De familie ziet het niet.")
        .says("en ook wie het vastlegde.");
    site.done().await;
}

#[tokio::test]
async fn where_the_family_reads_no_names_the_page_does_not_promise_one() {
    let site = Site::with(Options {
        demo: true,
        ..Options::default()
    })
    .await;
    let lotte = account("lotte", "Lotte Vos", &[Function::Professional]);
    let mut dossier = family("Functie", Some(lotte.id), None, Vec::new(), "999900067");
    site.house.lay_accounts(vec![lotte]).await.unwrap();
    dossier.dossier.staff_by_function = true;
    for (_, _, entry) in &mut dossier.entries {
        entry.safety = Some(for_safety());
    }
    let id = dossier.id;
    site.house.lay_dossiers(vec![dossier]).await.unwrap();
    let mut lotte = site.stranger();
    lotte.set_session(&site.house.login_demo("lotte").await.unwrap().0);
    let page = lotte.get(&format!("/dossier/{id}")).await.is(200).body;
    let fact = fact_with(&page, "Zoekt hulp bij de administratie.");
    lotte
        .get(&format!("/dossier/{id}/feit/{fact}/tonen"))
        .await
        .is(200)
        .says("en ook de functie van wie het vastlegde.")
        .hides("en ook wie het vastlegde.");
    site.done().await;
}
