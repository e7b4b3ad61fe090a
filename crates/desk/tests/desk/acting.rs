//! Decisions about who acts for somebody, on the pages.

use crate::browser::Browser;
use crate::site::Site;

/// Has it decided that somebody cannot weigh a matter, as it is done: asked by who coordinates, decided by the manager.
pub async fn cannot_weigh(site: &Site, asker: &mut Browser, person: &str) {
    let ask = format!("/dossier/{}/optreden/overzien", site.dossier);
    asker
        .get(&ask)
        .await
        .is(200)
        .says("De leidinggevende besluit of iemand iets niet zelf kan overzien");
    asker
        .send(&ask, &[("person", person)])
        .await
        .is(422)
        .says("Waarvoor geldt het?");
    let fields = [
        ("person", person),
        ("matter", "Kiezen welke hulp er komt."),
        ("because", "Er moet nu gekozen worden."),
        (
            "found",
            "Weet een minuut later niet meer wat er gekozen is.",
        ),
        ("found_by", "De huisarts"),
    ];
    let sent = asker.send(&ask, &fields).await.is(303);
    let page = sent.header("location").to_owned();
    asker.get(&page).await.is(200).says("Een ander besluit");
    let here = page.split_once('?').unwrap().0;
    let mut lies = site.login("lies").await;
    lies.get("/")
        .await
        .is(200)
        .says("Besluit over wie voor iemand optreedt")
        .says(here);
    lies.get(here)
        .await
        .is(200)
        .says("Weet een minuut later niet meer wat er gekozen is.")
        .says("De huisarts");
    lies.get(&format!("/dossier/{}", site.dossier))
        .await
        .is(403);
    lies.get(here).await.is(200);
    let no_day = [("answer", "yes"), ("because", "Dat blijkt eruit.")];
    lies.send(here, &no_day)
        .await
        .is(422)
        .says("Wanneer kijkt u opnieuw?");
    let day = site
        .house
        .today()
        .saturating_add(jiff::Span::new().days(90));
    let day = day.to_string();
    let decided = [
        ("answer", "yes"),
        ("because", "Dat blijkt eruit."),
        ("review_on", day.as_str()),
    ];
    lies.send(here, &decided).await.is(303);
}

#[tokio::test]
async fn what_was_decided_stands_on_the_dossier_and_in_the_portal() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let here = format!("/dossier/{}", site.dossier);
    farida
        .get(&here)
        .await
        .is(200)
        .says("Kan iemand iets niet overzien?")
        .says("/optreden/buitenhouden");
    cannot_weigh(&site, &mut farida, &site.mother.to_string()).await;
    farida
        .get(&here)
        .await
        .is(200)
        .says("Besloten: Mieke van den Proef kan dit niet overzien");
    let mut mieke = site.login("mieke").await;
    mieke
        .get("/mijn")
        .await
        .is(200)
        .says("Er is besloten dat u iets niet zelf kunt overzien")
        .says("Kiezen welke hulp er komt.")
        .says("Dat blijkt eruit.")
        .says("Lies Leiding (leidinggevende)");
    site.done().await;
}

#[tokio::test]
async fn a_parent_who_is_kept_out_finds_nothing_where_the_child_was() {
    let site = Site::new().await;
    let (mut farida, mut sam) = (site.login("farida").await, site.login("sam").await);
    let mut mieke = site.login("mieke").await;
    let child = format!("/mijn/{}", site.child);
    mieke.get(&child).await.is(200);
    let nobody = mieke
        .get(&format!("/mijn/{}", regie_terms::PersonId::fresh()))
        .await
        .is(404)
        .body;
    let ask = format!("/dossier/{}/optreden/buitenhouden", site.dossier);
    farida
        .get(&ask)
        .await
        .is(200)
        .says("Dit doen er altijd twee");
    let (kid, mother) = (site.child.to_string(), site.mother.to_string());
    let fields = [
        ("person", kid.as_str()),
        ("against", mother.as_str()),
        ("because", "Het kind is bang."),
        ("found", "Blauwe plekken, gezien op school."),
        ("found_by", "De intern begeleider"),
    ];
    let sent = farida.send(&ask, &fields).await.is(303);
    let here = sent
        .header("location")
        .split_once('?')
        .unwrap()
        .0
        .to_owned();
    farida
        .get(&here)
        .await
        .is(200)
        .says("Een ander moet besluiten");
    let day = site
        .house
        .today()
        .saturating_add(jiff::Span::new().days(30));
    let day = day.to_string();
    let yes = [
        ("answer", "yes"),
        ("because", "Het gevaar is duidelijk."),
        ("review_on", day.as_str()),
    ];
    mieke.get(&child).await.is(200);
    sam.get(&here).await.is(200).says("Blauwe plekken");
    sam.send(&here, &yes).await.is(303);
    // The same answer as for somebody who was never here.
    let gone = mieke.get(&child).await.is(404).body;
    let plain = |body: String| -> String {
        let (before, after) = body.split_once("name=\"csrf\"").unwrap_or((&body, ""));
        format!(
            "{before}{}",
            after.split_once('>').map_or("", |(_, rest)| rest)
        )
        .replace(&kid, "")
        .lines()
        .filter(|line| !line.contains("/taal"))
        .collect()
    };
    assert_eq!(plain(gone), plain(nobody));
    mieke
        .get("/mijn")
        .await
        .is(200)
        .hides("Sara")
        .hides("besloten");
    farida
        .get(&format!("/dossier/{}", site.dossier))
        .await
        .is(200)
        .says("Vertel Mieke van den Proef niets over Sara van den Proef");
    site.done().await;
}

#[tokio::test]
async fn evidence_is_asked_with_authority_and_can_be_written_down_later() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let list = format!("/dossier/{}/gezag", site.dossier);
    let page = farida.get(&list).await.is(200).body;
    assert!(page.contains("Waarop dit rust, is nog niet opgeschreven."));
    let address = page.split_once("/bewijs\"").unwrap().0;
    let address = format!("{}/bewijs", address.rsplit_once("href=\"").unwrap().1);
    farida.get(&address).await.is(200).says("Alleen gezien");
    farida.send(&address, &[]).await.is(422);
    let fields = [("rests", "authority-register"), ("kept", "seen")];
    farida.send(&address, &fields).await.is(303);
    farida
        .get(&list)
        .await
        .is(200)
        .says("Rust op: uittreksel uit het gezagsregister, gezien door Farida el Amrani")
        .hides("nog niet opgeschreven");
    site.done().await;
}
