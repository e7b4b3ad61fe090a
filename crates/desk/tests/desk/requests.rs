//! Requests on the pages: the rights in the portal, the form, the decision both sides read, and what staff do with them.

use crate::browser::Browser;
use crate::site::Site;
use jiff::civil::date;

/// Asks in the portal; gives the address of the request.
async fn ask(browser: &mut Browser, here: &str, fields: &[(&str, &str)]) -> String {
    browser.get(here).await.is(200);
    let sent = browser.send(here, fields).await;
    let to = sent.header("location").to_owned();
    assert!(
        to.starts_with("/mijn/verzoek/"),
        "{}: {}",
        sent.status,
        sent.body
    );
    to.split('?').next().unwrap().to_owned()
}

/// The address of the same request for staff.
fn for_staff(site: &Site, mine: &str) -> String {
    let id = mine.rsplit('/').next().unwrap();
    format!("/dossier/{}/verzoek/{id}", site.dossier)
}

/// The first fact about the child, as the mother chooses it in a form.
async fn first_fact(site: &Site, mieke: &mut Browser) -> String {
    let file = mieke.get(&format!("/mijn/{}", site.child)).await.is(200);
    let mut links = file.body.split('"');
    let link = links.find(|part| part.contains("?over=")).unwrap();
    link.split("over=").nth(1).unwrap().to_owned()
}

#[tokio::test]
async fn the_eight_rights_stand_in_the_portal_in_plain_words() {
    let site = Site::new().await;
    let mut mieke = site.login("mieke").await;
    mieke
        .get("/mijn")
        .await
        .says("Uw rechten en uw verzoeken")
        .says("Rechten en verzoeken voor Sara van den Proef")
        .says("/openbaar/klacht");
    let rights = format!("/mijn/{}/rechten", site.mother);
    let page = mieke
        .get(&rights)
        .await
        .is(200)
        .says("Een verzoek kost niets");
    for word in [
        "weten",
        "inzage",
        "verbeteren",
        "verwijderen",
        "beperken",
        "meenemen",
        "bezwaar",
        "opnieuw-kijken",
    ] {
        assert!(page.body.contains(&format!("{rights}/{word}\"")), "{word}");
        let form = mieke.get(&format!("{rights}/{word}")).await.is(200);
        // Looking again is about a decision: that is chosen first.
        let shown = match word {
            "opnieuw-kijken" => "Open het besluit bij uw verzoeken",
            _ => "21 december 2026",
        };
        form.says(shown).says("Snel weg").says("achterhouden");
    }
    mieke
        .get(&format!("{rights}/inzage"))
        .await
        .says("Dit kan meteen, in dit portaal")
        .says(&format!(
            "href=\"{}\"",
            rights.replace("/rechten", "/kopie.pdf")
        ));
    mieke
        .get(&format!("{rights}/meenemen"))
        .await
        .says(&format!(
            "href=\"{}\"",
            rights.replace("/rechten", "/meenemen")
        ));
    for nothing in ["access", "zomaar", "é"] {
        let nothing = crate::browser::encode(nothing.as_bytes());
        mieke
            .get(&format!("{rights}/{nothing}"))
            .await
            .is(404)
            .says("Snel weg");
    }
    mieke
        .get(&format!("{rights}/inzage?lang=en"))
        .await
        .says("You need not ask for it")
        .says("21 December 2026");
    site.done().await;
}

#[tokio::test]
async fn who_decides_on_an_objection_reads_what_stands_still_by_a_page_of_its_own() {
    let site = Site::new().await;
    let mut mieke = site.login("mieke").await;
    let thing = first_fact(&site, &mut mieke).await;
    let here = format!("/mijn/{}/rechten/bezwaar", site.child);
    mieke.get(&here).await.is(200);
    let typed = [("words", "Gebruik dit niet."), ("things", &thing)];
    let mine = ask(&mut mieke, &here, &typed).await;
    let page = for_staff(&site, &mine);
    let mut farida = site.login("farida").await;
    let reading = format!("{page}/lezen");
    farida
        .get(&page)
        .await
        .is(200)
        .says("Staat stil: de tekst staat hier niet")
        .hides("Slaapt slecht")
        .says(&format!("href=\"{reading}\""));
    farida
        .get(&reading)
        .await
        .is(200)
        .says("Slaapt slecht")
        .says("Gebruik dit niet.")
        .says("Verder mag u er niets mee doen");
    farida
        .get(&format!("/dossier/{}", site.dossier))
        .await
        .hides("Slaapt slecht");
    farida.get(&format!("{page}?besluit=granted")).await.is(200);
    let because = "Wij stoppen ermee.";
    farida
        .send(&page, &[("besluit", "granted"), ("because", because)])
        .await
        .is(303);
    farida.get(&reading).await.is(404);
}

#[tokio::test]
async fn a_correction_for_a_granted_request_is_written_down_with_it() {
    let site = Site::new().await;
    let mut mieke = site.login("mieke").await;
    let thing = first_fact(&site, &mut mieke).await;
    let here = format!("/mijn/{}/rechten/verbeteren", site.child);
    mieke.get(&here).await.is(200);
    let typed = [("words", "Ze slaapt goed."), ("things", &thing)];
    let mine = ask(&mut mieke, &here, &typed).await;
    let page = for_staff(&site, &mine);
    let mut farida = site.login("farida").await;
    farida.get(&format!("{page}?besluit=granted")).await.is(200);
    farida
        .send(&page, &[("because", "Wij zetten erbij hoe het zit.")])
        .await
        .is(303);
    let body = farida.get(&page).await.is(200).body;
    let correct = body
        .split('"')
        .find(|part| part.contains("/verbeteren?verzoek="))
        .unwrap()
        .to_owned();
    farida.get(&correct).await.is(200);
    let address = correct.split('?').next().unwrap().to_owned();
    let mut typed = crate::entry::whole(site.child);
    typed.retain(|(name, _)| !matches!(*name, "text" | "person"));
    typed.push(("text", "Slaapt goed.".to_owned()));
    typed.push(("correction", "Dat is nagevraagd.".to_owned()));
    crate::entry::send(&mut farida, &address, &typed)
        .await
        .is(303);
    farida.get(&page).await.says("Gedaan");
    mieke.get(&mine).await.says("gedaan");
    site.done().await;
}

#[tokio::test]
async fn from_a_fact_to_a_decision_that_both_sides_read() {
    let site = Site::new().await;
    let mut mieke = site.login("mieke").await;
    let file = mieke.get(&format!("/mijn/{}", site.child)).await.is(200);
    let file = file
        .says("Iets hierover zeggen of vragen")
        .says("Vraag een besluit om dit te verbeteren")
        .says("Ik wil dit weg")
        .says("Gebruik dit niet meer");
    let link = file
        .body
        .split('"')
        .find(|part| part.contains("/rechten/verbeteren?over="))
        .unwrap()
        .to_owned();
    // The fact is chosen already, and what is typed comes back with what is wrong.
    let form = mieke.get(&link).await.is(200).says("checked");
    assert!(form.body.contains("Slaapt slecht"));
    let here = format!("/mijn/{}/rechten/verbeteren", site.child);
    mieke
        .send(&here, &[("words", " ")])
        .await
        .is(422)
        .says("Schrijf op waar het om gaat");
    let elsewhere = format!("entry:{}", regie_terms::Id::fresh());
    mieke.get(&here).await;
    mieke
        .send(&here, &[("words", "Nee."), ("things", &elsewhere)])
        .await
        .is(422)
        .says("Kies uit wat hier staat");
    let thing = link.split("over=").nth(1).unwrap().to_owned();
    let words = "Ze slaapt <i>weer</i> goed.";
    let mine = ask(&mut mieke, &here, &[("words", words), ("things", &thing)]).await;
    mieke
        .get(&format!("{mine}?klaar=gevraagd"))
        .await
        .is(200)
        .says("Uw verzoek is verstuurd")
        .says("Nog 30 dagen, tot en met 21 december 2026")
        .says("Ze slaapt &#60;i&#62;weer&#60;/i&#62; goed.");

    let mut farida = site.login("farida").await;
    farida
        .get("/")
        .await
        .says("Beslis op een verzoek")
        .says("verbeteren")
        .says("Nog 30 dagen, tot en met 21 december 2026");
    farida
        .get(&format!("/dossier/{}", site.dossier))
        .await
        .says("Verzoeken (1 open)");
    let page = for_staff(&site, &mine);
    farida
        .get(&format!("/dossier/{}/verzoeken", site.dossier))
        .await
        .is(200)
        .says(&page)
        .says("Wacht op een besluit");
    farida
        .get(&page)
        .await
        .is(200)
        .says("Mag dit worden toegewezen?")
        .says("Ingelogd in het portaal")
        .says("AVG 17 lid 3 onder b");
    // A text is proposed, and what only the professional knows has to be filled in.
    farida
        .get(&format!("{page}?besluit=refused:legal-duty-to-keep"))
        .await
        .is(200)
        .says("U vroeg ons op 21 november 2026 om iets in uw dossier te verbeteren.")
        .says("De wet wil dat wij deze gegevens bewaren.");
    let form = farida
        .get(&format!("{page}?besluit=refused:legal-duty-to-keep"))
        .await;
    let text = form.body.split("name=\"because\"").nth(1).unwrap();
    let text = text.split('>').nth(1).unwrap().split('<').next().unwrap();
    let text = text.trim_start().to_owned();
    farida
        .send(&page, &[("because", &text)])
        .await
        .is(422)
        .says("Vul eerst in wat tussen de haken staat.");
    farida
        .send(&page, &[("because", "")])
        .await
        .is(422)
        .says("Een besluit zonder uitleg is geen besluit.");
    farida
        .send(
            &page,
            &[("because", "Wij moeten dit vijftien jaar bewaren.")],
        )
        .await
        .to(&format!("{page}?klaar=besloten"));
    mieke
        .get(&mine)
        .await
        .is(200)
        .says("Het is afgewezen")
        .says("Wij moeten dit vijftien jaar bewaren.")
        .says("De wet wil dat wij deze gegevens bewaren.")
        .says("Farida el Amrani")
        .says("U kunt bezwaar maken tot en met 2 januari 2027")
        .says("in beroep bij de rechtbank")
        .says("/openbaar/klacht");
    // Twice is once, and said so.
    farida.get(&page).await.hides("Neem een besluit");
    site.done().await;
}

#[tokio::test]
async fn what_is_granted_is_carried_out_step_by_step() {
    let site = Site::new().await;
    let mut mieke = site.login("mieke").await;
    let here = format!("/mijn/{}/rechten/inzage", site.mother);
    let mine = ask(&mut mieke, &here, &[("words", "")]).await;
    let page = for_staff(&site, &mine);
    let mut farida = site.login("farida").await;
    farida.get(&format!("{page}?besluit=granted")).await.is(200);
    farida
        .send(&page, &[("because", "U krijgt een kopie.")])
        .await
        .to(&format!("{page}?klaar=besloten"));
    farida
        .get("/")
        .await
        .says("Voer uit wat is toegewezen")
        .hides("Beslis op een verzoek");
    mieke.get(&mine).await.says("Wij voeren het nu uit");
    farida
        .get(&page)
        .await
        .is(200)
        .says("Een kopie van het dossier geven")
        .says("Nog te doen");
    let mark = format!("{page}/gedaan");
    farida
        .send(&mark, &[])
        .await
        .is(422)
        .says("Maak een keuze.");
    farida.get(&page).await;
    farida
        .send(&mark, &[("what", "whole"), ("on", "20-11-2026")])
        .await
        .is(422);
    farida.get(&page).await;
    farida
        .send(&mark, &[("what", "whole"), ("on", "21-11-2026")])
        .await
        .to(&format!("{page}?klaar=gedaan"));
    mieke
        .get(&mine)
        .await
        .says("toegewezen en gedaan")
        .says("21 november 2026");
    farida.get("/").await.hides("Voer uit wat is toegewezen");
    site.done().await;
}

#[tokio::test]
async fn a_paper_request_is_written_down_and_waits_for_what_is_needed() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let new = format!("/dossier/{}/verzoek/nieuw", site.dossier);
    farida
        .get(&new)
        .await
        .is(200)
        .says("Over wie gaat het?")
        .hides("Wanneer kwam het binnen?");
    let chosen = format!("{new}?person={}&right=erasure", site.mother);
    farida
        .get(&chosen)
        .await
        .is(200)
        .says("Wie vraagt het?")
        .says("Mieke van den Proef (de persoon zelf)");
    farida
        .send(&new, &[("way", "paper")])
        .await
        .is(422)
        .says("Kruis aan wie het vraagt.");
    let fields = [
        ("way", "paper"),
        ("by", "subject"),
        ("received", "10-11-2026"),
    ];
    let sent = farida.send(&new, &fields).await;
    let page = sent
        .header("location")
        .split('?')
        .next()
        .unwrap()
        .to_owned();
    farida
        .get(&page)
        .await
        .is(200)
        .says("Nog niet vastgesteld")
        .says("Vaststellen wie het is")
        .says("tot en met 10 december 2026");
    farida.get(&format!("{page}?besluit=granted")).await;
    farida
        .send(&page, &[("because", "Wij halen het weg.")])
        .await
        .is(422)
        .says("Dit kan nu niet worden toegewezen")
        .says("Vaststellen wie het is");
    farida.get(&page).await;
    let complete = format!("{page}/aanvullen");
    farida
        .send(&complete, &[])
        .await
        .is(422)
        .says("Vul in wat er nu bij is gekomen.");
    farida
        .send(&complete, &[("identity", "document")])
        .await
        .to(&format!("{page}?klaar=aangevuld"));
    farida
        .get(&page)
        .await
        .says("Een identiteitsbewijs gezien. Farida el Amrani, op 21 november 2026");
    let more = format!("{page}/meer-tijd");
    farida
        .send(&more, &[("more_time", "Het zijn vier dozen papier.")])
        .await
        .to(&format!("{page}?klaar=langer"));
    farida
        .get(&page)
        .await
        .says("tot en met 10 februari 2027")
        .hides("Lukt het niet op tijd?");
    // It shows as late for both sides once it is.
    site.on(date(2027, 2, 11));
    let mut farida = site.login("farida").await;
    farida
        .get(&page)
        .await
        .says("Eén dag te laat: moest op 10 februari 2027");
    let mut mieke = site.login("mieke").await;
    mieke
        .get(&format!("/mijn/{}/rechten", site.mother))
        .await
        .says("Eén dag te laat");
    site.done().await;
}

#[tokio::test]
async fn part_by_part_and_what_endangers_is_not_there() {
    let site = Site::new().await;
    let mut mieke = site.login("mieke").await;
    let here = format!("/mijn/{}/rechten/inzage", site.child);
    let mine = ask(&mut mieke, &here, &[("words", "")]).await;
    let page = for_staff(&site, &mine);
    let mut farida = site.login("farida").await;
    let form = farida.get(&format!("{page}?besluit=partly")).await.is(200);
    let form = form.says("Wat wijst u af?").says("Slaapt slecht").body;
    farida
        .send(&page, &[("because", "U krijgt bijna alles.")])
        .await
        .is(422)
        .says("Kies minstens één deel dat u afwijst.");
    let fields = [
        ("because", "U krijgt bijna alles."),
        ("part_ground-0", "rights-of-others"),
        ("part_because-0", "Dit is geheim voor moeder."),
        ("part_endangers-0", "yes"),
    ];
    // What she reads in the portal is shielded before it can be left out of what she is told.
    farida
        .send(&page, &fields)
        .await
        .is(422)
        .says("De cliënt leest dit al in het portaal");
    let fact = form.split("value=\"entry:").nth(1).unwrap();
    let fact = fact.split('"').next().unwrap();
    let shield = format!("/dossier/{}/feit/{fact}/afschermen", site.dossier);
    farida.get(&shield).await.is(200);
    farida
        .send(&shield, &[("reason", "Dit brengt haar in gevaar.")])
        .await
        .is(303);
    farida.get(&format!("{page}?besluit=partly")).await.is(200);
    farida
        .send(&page, &fields)
        .await
        .to(&format!("{page}?klaar=besloten"));
    farida
        .get(&page)
        .await
        .says("Voor een deel toegewezen")
        .says("De vrager leest dit deel niet");
    mieke
        .get(&mine)
        .await
        .is(200)
        .says("U krijgt bijna alles.")
        .hides("geheim voor moeder")
        .hides("Voor een deel")
        .hides("afgewezen")
        .says("Soms moeten we van de wet een deel");
    site.done().await;
}

#[tokio::test]
async fn a_girl_of_fifteen_waits_for_her_mother_who_may_say_no() {
    let site = Site::new().await;
    // Sara is eleven; from her twelfth birthday she asks together with her mother.
    site.on(date(2027, 6, 15));
    let mut sara = site.login("sara").await;
    let here = format!("/mijn/{}/rechten/verwijderen", site.child);
    sara.get(&here)
        .await
        .is(200)
        .says("Ook uw ouder met gezag of uw voogd moet dit vragen.")
        .says("Die leest wat u hieronder schrijft");
    // That it is about everything is chosen, and not what is left when nothing is.
    sara.get(&here).await.is(200);
    let words = "Alles over school mag weg.";
    sara.send(&here, &[("words", words)])
        .await
        .is(422)
        .says("Kies waar het over gaat, of kruis aan dat het over alles gaat");
    let typed = [("words", words), ("everything", "yes")];
    let mine = ask(&mut sara, &here, &typed).await;
    sara.get(&mine).await.says("Wacht op een ander");
    let mut mieke = site.login("mieke").await;
    mieke
        .get("/mijn")
        .await
        .says("Iemand vraagt u om mee te doen met een verzoek");
    mieke
        .get(&mine)
        .await
        .is(200)
        .says("Doet u mee met dit verzoek?");
    let join = format!("{mine}/meedoen");
    mieke
        .send(&join, &[])
        .await
        .is(422)
        .says("Kies een antwoord.");
    mieke.get(&mine).await;
    mieke
        .send(
            &join,
            &[("join", "no"), ("because", "Dat heeft ze nog nodig.")],
        )
        .await
        .to(&format!("{mine}?klaar=niet-mee"));
    sara.get(&mine)
        .await
        .says("Wacht op een ander")
        .hides("nog nodig");
    let page = for_staff(&site, &mine);
    let mut farida = site.login("farida").await;
    farida
        .get(&page)
        .await
        .says("Doet niet mee, zei dat op 15 juni 2027")
        .says("Dat heeft ze nog nodig.");
    sara.get(&mine).await;
    sara.send(&format!("{mine}/intrekken"), &[])
        .await
        .to(&format!("{mine}?klaar=ingetrokken"));
    farida.get(&page).await.says("Ingetrokken");
    site.done().await;
}

#[tokio::test]
async fn who_has_no_part_in_it_reads_nothing_of_it() {
    let site = Site::new().await;
    let mut mieke = site.login("mieke").await;
    let here = format!("/mijn/{}/rechten/meenemen", site.mother);
    let mine = ask(&mut mieke, &here, &[("words", "")]).await;
    let page = for_staff(&site, &mine);
    let mut sara = site.login("sara").await;
    sara.get(&mine).await.is(404).says("Snel weg");
    for login in ["ravi", "olaf", "daan"] {
        let mut other = site.login(login).await;
        for address in [page.clone(), format!("/dossier/{}/verzoeken", site.dossier)] {
            other.get(&address).await.is(403).hides("meenemen");
        }
    }
    let mut ravi = site.login("ravi").await;
    ravi.get(&format!("/dossier/{}", site.dossier))
        .await
        .is(200)
        .hides("Verzoeken (");
    for odd in ["niets", "%00", "é"] {
        let odd = crate::browser::encode(odd.as_bytes());
        mieke.get(&format!("/mijn/verzoek/{odd}")).await.is(404);
        let mut farida = site.login("farida").await;
        farida
            .get(&format!("/dossier/{}/verzoek/{odd}", site.dossier))
            .await
            .is(404);
    }
    site.done().await;
}

#[tokio::test]
async fn the_page_about_complaints_says_what_each_does_and_when() {
    let site = Site::new().await;
    let mut anybody = site.stranger();
    anybody
        .get("/openbaar/klacht")
        .await
        .is(200)
        .says("binnen zes weken wat eruit komt")
        .says("geeft advies en beslist niet zelf")
        .says("binnen drie maanden hoe het ermee staat (AVG 78 lid 2)")
        .says("niet eens met het antwoord op uw bezwaar");
    site.done().await;
}
