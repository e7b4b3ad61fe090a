//! The caseload and the dossier.

use crate::browser::Browser;
use crate::site::Site;
use regie_terms::DossierId;

#[tokio::test]
async fn the_caseload_is_what_waits_and_my_own_dossiers() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let page = farida
        .get("/")
        .await
        .is(200)
        .says("Er wacht niets op u")
        .says("van den Proef, Sara")
        .hides("Verlaten");
    assert!(
        page.body.find("Wat wacht vandaag").unwrap() < page.body.find("Mijn dossiers").unwrap()
    );
    let mut olaf = site.login("olaf").await;
    olaf.get("/")
        .await
        .is(200)
        .says("U hoort nu bij geen enkel dossier")
        .hides("Proef");
    let mut daan = site.login("daan").await;
    daan.get("/")
        .await
        .is(200)
        .hides("Proef")
        .says("href=\"/openbaar/autorisaties\"");
    let mut sara = site.login("sara").await;
    sara.get("/").await.is(303);
    site.done().await;
}

/// The titles in the list of dossiers.
fn titles(body: &str) -> Vec<String> {
    let table = body.split("<tbody").nth(1).unwrap_or_default();
    let cells = table.split("scope=\"row\"").skip(1);
    cells
        .map(|cell| {
            let name = cell.split_once("dir=\"auto\">").unwrap().1;
            name.split('<').next().unwrap().to_owned()
        })
        .collect()
}

#[tokio::test]
async fn a_long_list_is_made_shorter_by_a_form_and_opens_nothing_more() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    farida.get("/").await.is(200).hides("Maak de lijst korter");
    site.many(&[
        "Aker", "Berg", "Berg", "Dijk", "Eik", "Aalst", "Fels", "Goor", "Hof", "Ypma",
    ])
    .await;
    let page = farida.get("/").await.is(200).says("Maak de lijst korter");
    assert_eq!(titles(&page.body).len(), 11);
    // Two of one title are told apart.
    page.says("van den Berg, Sara (Overvecht, sinds 2 maart 2026)")
        .hides("van den Aker, Sara (");
    let page = farida.get("/?law=&part=&letter=A").await.is(200);
    let found = ["van den Aker, Sara", "van den Aalst, Sara"];
    assert_eq!(titles(&page.body), found);
    page.says("2 van uw 11 dossiers")
        .says("value=\"A\" selected")
        .says("Toon alle dossiers");
    let page = farida.get("/?part=substitute&letter=A").await.is(200);
    assert_eq!(titles(&page.body), found[1..]);
    let page = farida.get("/?law=wmo&part=substitute&letter=Q").await;
    assert_eq!(titles(&page.body), Vec::<String>::new());
    page.says("Geen van uw dossiers past hierbij.");
    let page = farida.get("/?law=%3Cb%3E&part=baas&letter=").await.is(200);
    assert_eq!(titles(&page.body).len(), 11);
    let looks = site.inputs().await;
    let seen = looks.iter().filter(|(act, _)| act == "caseload").count();
    assert_eq!(seen, 6, "a line each, and of nothing else");
    assert!(!looks.iter().any(|(act, _)| act == "view-dossier"));
    site.done().await;
}

#[tokio::test]
async fn the_coordinator_sees_the_whole_with_its_labels_and_may_act() {
    let site = Site::new().await;
    let here = format!("/dossier/{}", site.dossier);
    let mut farida = site.login("farida").await;
    farida
        .get(&here)
        .await
        .is(200)
        .says("Farida el Amrani")
        .says("Sam de Boer")
        .says("2 maart 2026")
        .says("Slaapt slecht &#60;b&#62;sinds&#60;/b&#62;")
        .says("Extra gevoelig")
        .says("Samen met de cliënt")
        .says("Zonder dit past de hulp niet.")
        .says(&format!("href=\"{here}/vastleggen\""))
        .says(&format!("href=\"{here}/delen\""))
        .says(&format!("href=\"{here}/aantekeningen\""));
    farida
        .get(&format!("{here}?law=wmo"))
        .await
        .is(200)
        .says("administratie")
        .hides("Slaapt")
        .says("Toon alles (2)");
    farida
        .get(&format!("{here}?category=health"))
        .await
        .is(200)
        .says("Slaapt")
        .hides("administratie");
    farida
        .get(&format!("{here}?law=jeugdwet&category=debts"))
        .await
        .is(200)
        .says("Hierover ligt niets vast");
    farida
        .get(&format!("{here}?law=%3Cb%3E&person=%F0%9F%99%82&category="))
        .await
        .is(200)
        .says("Slaapt")
        .says("administratie");
    site.done().await;
}

#[tokio::test]
async fn who_may_look_but_not_write_reads_what_is_missing() {
    let site = Site::new().await;
    let here = format!("/dossier/{}", site.dossier);
    let mut ravi = site.login("ravi").await;
    let page = ravi.get(&here).await.is(200).says("Slaapt");
    let actions = page.body.contains(&format!("href=\"{here}/vastleggen\""));
    let missing = page.body.contains("Mag u hier iets opschrijven?");
    assert_ne!(
        actions, missing,
        "either what can be done, or what is missing"
    );
    site.done().await;
}

/// Asks for a dossier and takes the address itself out of the answer.
async fn without_address(browser: &mut Browser, segment: &str) -> (u16, String, String) {
    let answer = browser.get(&format!("/dossier/{segment}")).await;
    let mut headers = answer.headers.clone();
    // The page repeats its own address, so its length follows that of the address.
    headers.remove("content-length");
    let headers = format!("{headers:?}");
    (
        answer.status.as_u16(),
        headers,
        answer.body.replace(segment, "X"),
    )
}

#[tokio::test]
async fn not_there_not_yours_and_no_id_at_all_are_one_page() {
    let site = Site::new().await;
    let mut olaf = site.login("olaf").await;
    let not_yours = without_address(&mut olaf, &site.dossier.to_string()).await;
    assert_eq!(not_yours.0, 403);
    assert!(not_yours.2.contains("Dit dossier gaat niet voor u open"));
    for other in [
        DossierId::fresh().to_string(),
        "0".repeat(32),
        "geen-id".to_owned(),
        "f".repeat(500),
        "9".to_owned() + &"a".repeat(31),
    ] {
        let found = without_address(&mut olaf, &other).await;
        assert_eq!(found.0, 403, "{other}");
        assert_eq!(found.1, not_yours.1, "{other}");
        assert_eq!(found.2, not_yours.2, "{other}");
    }
    site.done().await;
}

#[tokio::test]
async fn a_client_finds_no_page_of_the_staff() {
    let site = Site::new().await;
    let mut sara = site.login("sara").await;
    for address in [
        "/vind".to_owned(),
        "/agenda".to_owned(),
        format!("/dossier/{}", site.dossier),
    ] {
        let answer = sara.get(&address).await;
        assert_ne!(answer.status, 500, "{address}");
        answer.hides("Farida").hides("Slaapt");
    }
    site.done().await;
}
