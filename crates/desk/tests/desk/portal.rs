//! The portal: what is known about me, who looked, what was shared, and my yes or no.

use crate::browser::hidden;
use crate::share::prepared;
use crate::site::Site;
use jiff::civil::date;
use regie_terms::Id;

#[tokio::test]
async fn a_parent_sees_her_own_and_the_childs_each_apart() {
    let site = Site::new().await;
    let mut mieke = site.login("mieke").await;
    mieke.get("/").await.to("/mijn");
    mieke
        .get("/mijn")
        .await
        .is(200)
        .says("Over u")
        .says("Over Sara van den Proef")
        .says("als ouder met gezag")
        .says("Vanaf 15 juni 2027 beslist Sara van den Proef samen met u.")
        .says("Vanaf 15 juni 2031 beslist Sara van den Proef alleen. U kunt dan niet meer zien")
        .says("niets dat hier te zien is")
        .says("Farida el Amrani en de vaste vervanger")
        .says("Snel weg")
        .says("achterhouden")
        .hides("Slaapt")
        .hides("administratie");
    mieke
        .get(&format!("/mijn/{}", site.child))
        .await
        .is(200)
        .says("Wie dit is")
        .says("15 juni 2015")
        .says("Vanaf 15 juni 2031 beslist Sara van den Proef alleen.")
        .says("Slaapt slecht &#60;b&#62;sinds")
        .says("Zonder dit past de hulp niet.")
        .says("voor Sara van den Proef")
        .hides("administratie");
    mieke
        .get(&format!("/mijn/{}", site.mother))
        .await
        .is(200)
        .says("administratie")
        .hides("Slaapt")
        .hides("voor Mieke");
    for nobody in [
        site.stranger.to_string(),
        Id::fresh().to_string(),
        "niemand".to_owned(),
        "%00".to_owned(),
        "é".to_owned(),
    ] {
        for page in ["", "/wie-keek", "/gedeeld"] {
            let nobody = crate::browser::encode(nobody.as_bytes());
            mieke
                .get(&format!("/mijn/{nobody}{page}"))
                .await
                .is(404)
                .says("Snel weg");
        }
    }
    site.done().await;
}

#[tokio::test]
async fn under_twelve_the_parent_acts_and_from_sixteen_the_child_alone() {
    let site = Site::new().await;
    let child = format!("/mijn/{}", site.child);
    let pages = [
        child.clone(),
        format!("{child}/wie-keek"),
        format!("{child}/gedeeld"),
    ];
    let mut sara = site.login("sara").await;
    sara.get("/mijn").await.is(200).says("geen dossier");
    sara.get(&child).await.is(404);
    // Twelve: both.
    site.on(date(2027, 6, 15));
    let mut sara = site.login("sara").await;
    sara.get("/mijn")
        .await
        .says("Over u")
        .says("Vanaf 15 juni 2031 beslist u alleen.");
    sara.get(&child)
        .await
        .is(200)
        .says("Wie u bent")
        .says("Slaapt");
    let mut mieke = site.login("mieke").await;
    mieke.get(&child).await.is(200).says("Slaapt");
    // The last day before sixteen, and the birthday.
    site.on(date(2031, 6, 14));
    let mut mieke = site.login("mieke").await;
    mieke.get("/mijn").await.says("Sara");
    mieke.get(&child).await.is(200).says("Slaapt");
    site.on(date(2031, 6, 15));
    let mut mieke = site.login("mieke").await;
    mieke
        .get("/mijn")
        .await
        .is(200)
        .hides("Sara")
        .says("Over u");
    for page in &pages {
        mieke.get(page).await.is(404).hides("Sara").hides("Slaapt");
    }
    let mut sara = site.login("sara").await;
    for page in &pages {
        sara.get(page).await.is(200);
    }
    sara.get(&child).await.says("Slaapt").hides("administratie");
    site.done().await;
}

#[tokio::test]
async fn a_page_of_the_portal_is_one_look_for_each_person_on_it() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let share = prepared(&site, &mut farida).await;
    farida.get(&format!("{share}/toestemming")).await;
    farida
        .send(&format!("{share}/toestemming/vraag"), &[])
        .await
        .is(303);
    let mut mieke = site.login("mieke").await;
    let child = format!("/mijn/{}", site.child);
    let ask = format!("/mijn/toestemming/{}", share.rsplit('/').next().unwrap());
    for (page, hers, own) in [
        ("/mijn", 1, 1),
        ("/mijn/toestemming", 1, 0),
        (ask.as_str(), 1, 0),
        (child.as_str(), 1, 0),
        (&format!("{child}/wie-keek"), 1, 0),
        (&format!("{child}/gedeeld"), 1, 0),
    ] {
        let before = (site.lines(site.child).await, site.lines(site.mother).await);
        mieke.get(page).await.is(200);
        let after = (site.lines(site.child).await, site.lines(site.mother).await);
        assert_eq!(
            (after.0 - before.0, after.1 - before.1),
            (hers, own),
            "{page}"
        );
    }
    site.done().await;
}

#[tokio::test]
async fn who_looked_and_why_and_who_was_turned_away() {
    let site = Site::new().await;
    let dossier = format!("/dossier/{}", site.dossier);
    let mut farida = site.login("farida").await;
    farida.get(&dossier).await.is(200);
    let mut olaf = site.login("olaf").await;
    olaf.get(&dossier).await.is(403);
    // The data protection officer is asked for a reason, which is no refusal.
    let mut daan = site.login("daan").await;
    for _ in 0..3 {
        daan.get(&dossier).await.is(403);
    }
    let mut mieke = site.login("mieke").await;
    let here = format!("/mijn/{}/wie-keek", site.child);
    mieke
        .get(&here)
        .await
        .is(200)
        .says("21 november 2026")
        .says("Farida el Amrani, buurtteammedewerker")
        .says("bekeek het dossier")
        .says("Eén keer wilde iemand")
        .says("U keek die dag zelf")
        .hides("Olaf")
        .hides("Oosterhuizen");
    for odd in ["-1", "x", "0", "99999999999999999999", "1", "%00"] {
        mieke.get(&format!("{here}?voor={odd}")).await.is(200);
    }
    // More than a page holds.
    for _ in 0..30 {
        farida.get(&dossier).await;
        farida.get(&format!("{dossier}/delen")).await;
    }
    let page = mieke
        .get(&here)
        .await
        .is(200)
        .says("keer, ")
        .says("Wat er eerder was");
    let (_, rest) = page.body.split_once("?voor=").unwrap();
    let next = rest.split('"').next().unwrap();
    mieke
        .get(&format!("{here}?voor={next}"))
        .await
        .is(200)
        .says("klaar voor deze demo");
    site.done().await;
}

#[tokio::test]
async fn the_list_of_who_looked_is_asked_for_by_period_and_says_how_often_somebody_was_turned_away()
{
    let site = Site::new().await;
    let dossier = format!("/dossier/{}", site.dossier);
    let mut farida = site.login("farida").await;
    for _ in 0..2 {
        farida.get(&dossier).await.is(200);
    }
    site.login("olaf").await.get(&dossier).await.is(403);
    site.login("daan").await.get(&dossier).await.is(403);
    let mut mieke = site.login("mieke").await;
    let here = format!("/mijn/{}/wie-keek", site.child);
    let page = mieke.get(&format!("{here}?period=week")).await.is(200);
    let page = page
        .says("Eén keer is iemand tegengehouden.")
        .says("Eén keer vroegen we iemand eerst om een reden.")
        .says("2 keer,");
    let chosen = format!("{here}?period=week\" aria-current=\"true\"");
    assert!(page.body.contains(&chosen));
    assert_eq!(
        page.body.matches("<h2 id=\"d").count(),
        page.body
            .matches("class=\"looks\" aria-labelledby=\"d")
            .count(),
        "each day is a list under its own heading"
    );
    mieke
        .get(&format!("{here}?from=1-1-2026&until=2-1-2026"))
        .await
        .is(200)
        .says("In deze periode keek er niemand.")
        .says("Niemand is tegengehouden.")
        .says("value=\"1-1-2026\"");
    for odd in [
        "from=gisteren",
        "until=32-13-2026",
        "from=2-1-2026&until=1-1-2026",
    ] {
        mieke
            .get(&format!("{here}?{odd}"))
            .await
            .is(200)
            .says("class=\"error\"")
            .says("bekeek het dossier");
    }
    site.done().await;
}

#[tokio::test]
async fn a_proof_is_saved_as_a_file_without_a_name_and_its_key_is_public() {
    let site = Site::new().await;
    let mut mieke = site.login("mieke").await;
    let here = format!("/mijn/{}/wie-keek", site.child);
    mieke.get(&here).await.is(200).says("Bewaar het bewijs");
    let file = mieke.get(&format!("{here}/bewijs")).await.is(200);
    let header = |name: &str| file.headers[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/json");
    assert_eq!(
        header("content-disposition"),
        "attachment; filename=\"bewijs-wie-keek-2026-11-21.json\""
    );
    assert_eq!(header("cache-control"), "no-store");
    for never in ["Proef", "Mieke", "Sara", "Farida"] {
        assert!(!file.body.contains(never), "{never}");
    }
    let proof: serde_json::Value = serde_json::from_str(&file.body).unwrap();
    assert_eq!(proof["format"], "regie-proof-1");
    // Nobody has to log in to see the key.
    let key = site.stranger().get("/.well-known/regie-key").await.is(200);
    assert_eq!(key.body.trim(), proof["checkpoint"]["public_key"]);
    let about = site.stranger().get("/openbaar").await.is(200);
    assert!(about.body.contains(key.body.trim()));
    // Another's is not there, as any other page of theirs.
    let mut sara = site.login("sara").await;
    let mothers = format!("/mijn/{}/wie-keek/bewijs", site.mother);
    sara.get(&mothers).await.is(404);
    mieke.get("/mijn/nobody/wie-keek/bewijs").await.is(404);
    mieke
        .get(&here)
        .await
        .says("bewaarde een bewijs van deze lijst");
    site.done().await;
}

#[tokio::test]
async fn a_broken_glass_stands_with_its_reason() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let mut sam = site.login("sam").await;
    for browser in [&mut farida, &mut sam] {
        browser.get("/agenda").await;
        browser
            .send(
                "/agenda",
                &[("from", "21-11-2026"), ("until", "30-11-2026")],
            )
            .await
            .is(303);
    }
    let mut olaf = site.login("olaf").await;
    let glass = olaf.find_glass("Proef", site.dossier).await;
    olaf.send(
        &glass,
        &[("act", "view"), ("reason", "Politie belde <net>.")],
    )
    .await
    .is(303);
    olaf.get(&format!("/dossier/{}", site.dossier))
        .await
        .is(200);
    let mut mieke = site.login("mieke").await;
    mieke
        .get(&format!("/mijn/{}/wie-keek", site.child))
        .await
        .says("Noodtoegang")
        .says("Politie belde &#60;net&#62;.")
        .says(crate::site::LONG_NAME)
        .says("nog niet beoordeeld");
    // What each of the two thought of it is told at the opening, and not at every look that followed.
    let row = sam.get("/").await;
    let judge = row
        .body
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|href| href.contains("/glas/"))
        .unwrap()
        .to_owned();
    sam.get(&judge).await.says("De cliënt leest ze");
    sam.send(
        &judge,
        &[("justified", "no"), ("because", "Het kon <wachten>.")],
    )
    .await
    .is(303);
    let page = mieke
        .get(&format!("/mijn/{}/wie-keek", site.child))
        .await
        .says("De vervanger (Sam de Boer) vond dit niet terecht, op 21 november 2026.")
        .says("Het kon &#60;wachten&#62;.")
        .hides("nog niet beoordeeld");
    assert_eq!(page.body.matches("vond dit").count(), 1);
    mieke
        .get(&format!("/mijn/{}/wie-keek?lang=en", site.child))
        .await
        .says("The substitute (Sam de Boer) found this not right");
    site.done().await;
}

#[tokio::test]
async fn an_officer_who_looks_reads_as_an_inspection() {
    let site = Site::new().await;
    let mut daan = site.login("daan").await;
    let glass = format!("/dossier/{}/glas", site.dossier);
    daan.get(&glass).await.is(200);
    daan.send(
        &glass,
        &[("act", "view"), ("reason", "Steekproef van dit jaar.")],
    )
    .await
    .is(303);
    daan.get(&format!("/dossier/{}", site.dossier))
        .await
        .is(200);
    let mut mieke = site.login("mieke").await;
    mieke
        .get(&format!("/mijn/{}/wie-keek", site.child))
        .await
        .says("begon een controle van dit dossier")
        .says("Controle met een reden")
        .says("Steekproef van dit jaar.")
        .hides("badge--alarm")
        .hides("beoordeeld");
    site.done().await;
}

#[tokio::test]
async fn who_else_must_say_yes_stands_with_the_question() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let share = prepared(&site, &mut farida).await;
    farida.get(&format!("{share}/toestemming")).await;
    farida
        .send(&format!("{share}/toestemming/vraag"), &[])
        .await
        .is(303);
    let ask = format!("/mijn/toestemming/{}", share.rsplit('/').next().unwrap());
    let mut mieke = site.login("mieke").await;
    mieke
        .get(&ask)
        .await
        .says("Wie moet ja zeggen?")
        .says("Alleen u beslist hierover.");
    site.on(date(2027, 6, 15));
    let mut mieke = site.login("mieke").await;
    mieke
        .get(&ask)
        .await
        .says("Ook Sara van den Proef moet zelf ja zeggen.")
        .hides("Alleen u beslist");
    let mut sara = site.login("sara").await;
    sara.get(&ask)
        .await
        .says("Ook uw ouder met gezag of uw voogd moet ja zeggen.")
        .hides("Gaat niet door");
    // How it stands with all is said to who has answered, without who said what.
    sara.send(&ask, &[("answer", "yes")]).await.is(303);
    let told = "Het team laat u weten wat er gebeurt.";
    sara.get(&ask).await.says(told);
    mieke.get(&ask).await.hides(told);
    mieke.send(&ask, &[("answer", "no")]).await.is(303);
    for page in [ask.as_str(), "/mijn/toestemming"] {
        // Of two who have to agree the other is the one who said no: who said yes does not read that it was.
        sara.get(page)
            .await
            .says(told)
            .hides("Gaat niet door")
            .hides("Mieke");
        mieke.get(page).await.says("Gaat niet door: niet iedereen");
    }
    site.done().await;
}

#[tokio::test]
async fn yes_no_and_withdrawing() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let share = prepared(&site, &mut farida).await;
    let agree = format!("{share}/toestemming");
    let ask = format!("{agree}/vraag");
    farida.get(&agree).await;
    farida.send(&ask, &[]).await.to(&agree);
    farida.get(&agree).await.says("Gevraagd in het portaal op");
    let here = format!("/mijn/toestemming/{}", share.rsplit('/').next().unwrap());
    let mut mieke = site.login("mieke").await;
    mieke.get("/mijn").await.says("Er is één vraag voor u");
    mieke
        .get("/mijn/toestemming")
        .await
        .is(200)
        .says("Delen met De Klimop")
        .says(&format!("href=\"{here}\""));
    mieke
        .get(&here)
        .await
        .is(200)
        .says("Wil weer naar &#60;school&#62;")
        .says("School stemt de rooster af.")
        .says("Wat als u nee zegt?")
        .says("Farida el Amrani")
        .hides("Slaapt")
        .hides("checked");
    mieke
        .send(&here, &[("reason", "Hou <dit>")])
        .await
        .is(422)
        .says("Kies een antwoord.")
        .says("Hou &#60;dit&#62;");
    mieke.get(&here).await;
    let shown = hidden(&mieke.page, &here);
    mieke
        .send(&here, &[("answer", "no")])
        .await
        .to(&format!("{here}?klaar=nee"));
    mieke
        .get(&format!("{here}?klaar=nee"))
        .await
        .says("U zei nee. We delen dit niet.");
    farida.get("/").await.says("De cliënt gaf antwoord");
    farida
        .get(&share)
        .await
        .says("Dit kan nog niet")
        .says("In het portaal");
    farida.get("/").await.hides("De cliënt gaf antwoord");
    mieke.get(&here).await;
    mieke
        .send(&here, &[("answer", "yes")])
        .await
        .to(&format!("{here}?klaar=ja"));
    mieke.get(&here).await.says("Ik trek mijn ja in");
    // What was shown before is not what stands now: a yes to it is no yes. The same form again is the same request.
    farida.get(&format!("{share}/gegevens")).await;
    let dossier = farida.get(&format!("/dossier/{}", site.dossier)).await;
    let other = crate::entry::fact_with(&dossier.body, "Slaapt slecht");
    let step = format!("{share}/gegevens");
    farida.get(&step).await;
    farida.send(&step, &[("facts", &other)]).await.is(303);
    // Nobody reads of it until it is asked anew: at its address no more than that it is over, and that only who was asked it.
    mieke
        .get(&here)
        .await
        .is(200)
        .says("Deze vraag is voorbij")
        .says(&format!("/mijn/{}/gedeeld\"", site.child))
        .hides("De Klimop")
        .hides("Er is iets gedeeld");
    mieke
        .get(&format!("{here}?lang=en"))
        .await
        .says("This question is over");
    let mut late = shown.clone();
    late.push(("answer".to_owned(), "yes".to_owned()));
    late.retain(|(n, _)| n != "request");
    late.push(("request".to_owned(), Id::fresh().to_string()));
    mieke
        .post(&here, &late)
        .await
        .is(409)
        .says("Your answer was not kept");
    mieke.get(&format!("{here}?lang=nl")).await.is(200);
    for login in ["ann", "sara"] {
        let mut other = site.login(login).await;
        let nothing = format!("/mijn/toestemming/{}", Id::fresh());
        let one = other.get(&here).await.is(404);
        let two = other.get(&nothing).await.is(404);
        let text = |body: &str| body.replace(here.as_str(), nothing.as_str());
        assert_eq!(text(&one.body), text(&two.body), "{login}");
    }
    mieke.get("/mijn/toestemming").await.hides("De Klimop");
    farida.get(&agree).await;
    farida.send(&ask, &[]).await.to(&agree);
    let mut stale = shown.clone();
    stale.retain(|(n, _)| n != "request");
    stale.push(("request".to_owned(), Id::fresh().to_string()));
    stale.push(("answer".to_owned(), "yes".to_owned()));
    mieke
        .post(&here, &stale)
        .await
        .is(422)
        .says("De vraag is veranderd")
        .says("Slaapt slecht");
    site.done().await;
}

#[tokio::test]
async fn a_yes_can_be_taken_back_after_it_was_shared() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let share = prepared(&site, &mut farida).await;
    let id = share.rsplit('/').next().unwrap();
    farida.get(&format!("{share}/toestemming")).await;
    farida
        .send(&format!("{share}/toestemming/vraag"), &[])
        .await
        .is(303);
    let mut mieke = site.login("mieke").await;
    let ask = format!("/mijn/toestemming/{id}");
    mieke.get(&ask).await;
    mieke.send(&ask, &[("answer", "yes")]).await.is(303);
    farida.get(&share).await;
    farida.send(&format!("{share}/nu"), &[]).await.is(303);
    let shared = format!("/mijn/{}/gedeeld", site.child);
    mieke
        .get(&ask)
        .await
        .is(200)
        .says("Deze vraag is voorbij")
        .says("Er is iets gedeeld")
        .says(&format!("href=\"{shared}#gedeeld-{id}\""))
        .hides("De Klimop");
    let take = format!("{shared}/{id}/intrekken");
    mieke
        .get(&shared)
        .await
        .is(200)
        .says("De Klimop")
        .says("Met toestemming")
        .says("U zei ja")
        .says(&format!("href=\"{take}\""));
    mieke
        .get(&take)
        .await
        .is(200)
        .says("Vanaf nu delen we niets meer op uw ja.")
        .says("Op het blad voor De Klimop staat dan ook dat de toestemming is ingetrokken")
        .says("kunnen we niet terughalen");
    let sheet = format!("{share}/ontvanger");
    farida
        .get(&sheet)
        .await
        .says("gaf toestemming voor dit delen")
        .hides("ingetrokken");
    mieke
        .send(&take, &[("reason", "Ik wil dit niet meer.")])
        .await
        .to(&format!("{shared}?klaar=ingetrokken"));
    mieke
        .get(&format!("{shared}?klaar=ingetrokken"))
        .await
        .says("Uw ja is ingetrokken")
        .says("U trok het in")
        .says("Sindsdien delen we niets meer op uw ja.");
    farida
        .get(&sheet)
        .await
        .says("De toestemming is ingetrokken op 21 november 2026.")
        .says("Nu niet meer.")
        .hides("gaf toestemming voor dit delen");
    mieke.get(&take).await.to(&shared);
    let waits = "Vertel de ontvanger wat er is veranderd";
    farida.get("/").await.says(waits);
    farida
        .get(&share)
        .await
        .says("Iemand trok de toestemming in")
        .says("De toestemming is ingetrokken.");
    // Looking is not telling: it waits until it is written down when and how they were told, and the client reads that.
    farida.get("/").await.says(waits);
    farida.get(&share).await;
    let told = [("on", "21-11-2026"), ("how", "De school is gebeld.")];
    farida
        .send(&format!("{share}/bericht"), &told)
        .await
        .is(303);
    farida.get("/").await.hides(waits);
    mieke.get(&shared).await.says("De school is gebeld.");
    // Of something that is not hers.
    let token = hidden(&mieke.page, "/uitloggen");
    for person in [site.mother, site.stranger] {
        let odd = format!("/mijn/{person}/gedeeld/{}/intrekken", Id::fresh());
        mieke.get(&odd).await.is(404);
        mieke.post(&odd, &token).await.is(404);
    }
    site.done().await;
}

#[tokio::test]
async fn staff_find_no_page_of_the_portal_and_clients_none_of_the_staff() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    for page in [
        "/mijn".to_owned(),
        "/mijn/toestemming".to_owned(),
        format!("/mijn/toestemming/{}", Id::fresh()),
        format!("/mijn/{}", site.child),
        format!("/mijn/{}/wie-keek", site.child),
        format!("/mijn/{}/gedeeld", site.child),
    ] {
        farida.get(&page).await.is(404).hides("Slaapt");
    }
    let mut mieke = site.login("mieke").await;
    let dossier = format!("/dossier/{}", site.dossier);
    mieke.get("/mijn").await;
    let token = hidden(&mieke.page, "/uitloggen");
    for page in [
        "/vastleggen",
        "/aantekeningen",
        "/delen",
        "/delen/achteraf",
        "/vastleggen/toets",
    ] {
        mieke
            .post(&format!("{dossier}{page}"), &token)
            .await
            .is(404)
            .hides("Slaapt");
        let status = mieke.get(&format!("{dossier}{page}")).await.status;
        assert!(matches!(status.as_u16(), 404 | 303), "{page}: {status}");
    }
    site.done().await;
}

#[tokio::test]
async fn every_page_speaks_english_too() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let share = prepared(&site, &mut farida).await;
    farida.get(&format!("{share}/toestemming")).await;
    farida
        .send(&format!("{share}/toestemming/vraag"), &[])
        .await
        .is(303);
    let dossier = format!("/dossier/{}", site.dossier);
    for page in [
        format!("{dossier}/vastleggen"),
        format!("{dossier}/aantekeningen"),
        format!("{dossier}/delen"),
        format!("{dossier}/delen/achteraf"),
        share.clone(),
        format!("{share}/doel"),
        format!("{share}/gegevens"),
        format!("{share}/vragen"),
        format!("{share}/gesprek"),
        format!("{share}/veiligheid"),
        format!("{share}/toestemming"),
    ] {
        farida
            .get(&format!("{page}?lang=en"))
            .await
            .is(200)
            .says("lang=\"en\"");
    }
    let mut mieke = site.login("mieke").await;
    for page in [
        "/mijn".to_owned(),
        "/mijn/toestemming".to_owned(),
        format!("/mijn/toestemming/{}", share.rsplit('/').next().unwrap()),
        format!("/mijn/{}", site.child),
        format!("/mijn/{}/wie-keek", site.child),
        format!("/mijn/{}/gedeeld", site.child),
    ] {
        mieke
            .get(&format!("{page}?lang=en"))
            .await
            .is(200)
            .says("Leave quickly")
            .says("Sometimes the law");
    }
    site.done().await;
}
