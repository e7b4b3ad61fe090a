//! Documents: the offer to record the conclusion, the form, the document itself, looking at it again, and what the client sees.

use crate::browser::{Answer, Browser, hidden};
use crate::entry::whole;
use crate::site::Site;
use jiff::civil::date;
use regie_terms::Id;

use regie_testkit::paper::{PDF, PNG};

type Fields = Vec<(&'static str, String)>;

/// A form that can be sent as it is.
fn filled(site: &Site) -> Fields {
    let mut fields = whole(site.child);
    for (name, value) in [
        ("text", "Verslag van <b>de</b> logopedist"),
        ("source", "third-party"),
        ("source_name", "Logopedie Overvecht"),
        ("excerpt", "De rechter vraagt het hele verslag."),
        ("readers", "involved"),
        ("review_on", "1-2-2027"),
        ("others", "no"),
        ("about_day", "3-11-2026"),
    ] {
        fields = with(fields, name, value);
    }
    fields
}

/// The same form with one field otherwise.
fn with(mut fields: Fields, name: &'static str, value: &str) -> Fields {
    fields.retain(|(known, _)| *known != name);
    fields.push((name, value.to_owned()));
    fields
}

/// Sends the form with its file to an address, as a browser does: with the hidden fields of the page.
async fn send_to(
    browser: &mut Browser,
    form: &str,
    to: &str,
    fields: &Fields,
    file: &[u8],
) -> Answer {
    browser.get(form).await.is(200);
    let mut body = Vec::new();
    let mut part = |name: &str, extra: &str, bytes: &[u8]| {
        let head = format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"{extra}\r\n\r\n");
        body.extend(head.bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    };
    for (name, value) in hidden(&browser.page, form) {
        part(&name, "", value.as_bytes());
    }
    for (name, value) in fields {
        part(name, "", value.as_bytes());
    }
    let named = "; filename=\"../../geheim.pdf\"\r\nContent-Type: text/html";
    part("file", named, file);
    body.extend(b"--x--\r\n");
    browser
        .post_raw(to, "multipart/form-data; boundary=x", body)
        .await
}

async fn send(browser: &mut Browser, site: &Site, fields: &Fields, file: &[u8]) -> Answer {
    let form = format!("/dossier/{}/document/nieuw", site.dossier);
    send_to(browser, &form, &form, fields, file).await
}

/// Puts a document in and gives its address.
async fn put_in(browser: &mut Browser, site: &Site, fields: &Fields, file: &[u8]) -> String {
    let sent = send(browser, site, fields, file).await.is(303);
    let (dossier, id) = sent.header("location").split_once("#document-").unwrap();
    let page = format!("/dossier/{}", site.dossier);
    assert_eq!(dossier, format!("{page}?klaar=vastgelegd"));
    format!("{page}/document/{id}")
}

#[tokio::test]
async fn the_conclusion_is_offered_first_and_the_document_is_kept_where_that_will_not_do() {
    let site = Site::new().await;
    let dossier = format!("/dossier/{}", site.dossier);
    let mut farida = site.login("farida").await;
    farida
        .get(&dossier)
        .await
        .is(200)
        .says(&format!("href=\"{dossier}/document\""))
        .hides("id=\"documents\"");
    let page = farida.get(&format!("{dossier}/document")).await.is(200);
    let entry = page
        .body
        .find(&format!("class=\"button\" href=\"{dossier}/vastleggen\""));
    let itself = page.body.find(&format!(
        "button--quiet\" href=\"{dossier}/document/nieuw\""
    ));
    assert!(
        entry.unwrap() < itself.unwrap(),
        "the conclusion comes first"
    );

    let document = put_in(&mut farida, &site, &filled(&site), PDF).await;
    let page = farida
        .get(&dossier)
        .await
        .is(200)
        .says("id=\"documents\"")
        .says("Verslag van &#60;b&#62;de&#60;/b&#62; logopedist")
        .says("Kijk opnieuw op 1 februari 2027")
        .says("De rechter vraagt het hele verslag.")
        .says("Iedereen die in dit dossier mag kijken")
        .says("iemand anders: Logopedie Overvecht")
        .hides("Ook gegevens van anderen")
        .hides("geheim.pdf");
    assert_eq!(page.body.matches("id=\"document-").count(), 1);
    let pdf = farida.get(&document).await.is(200);
    assert_eq!(pdf.body.as_bytes(), PDF);
    for (header, value) in [
        ("content-type", "application/pdf"),
        ("content-disposition", "inline"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(pdf.header(header), value, "{header}");
    }
    assert!(
        pdf.header("content-security-policy")
            .starts_with("default-src 'none'; sandbox;")
    );
    // What was sent is no draft any more.
    farida
        .get(&format!("{dossier}/document/nieuw"))
        .await
        .hides("logopedist</textarea")
        .hides("Logopedie Overvecht");

    // A photo stands on a page, and others' data are flagged with whose they are.
    let mut fields = with(filled(&site), "others", "yes");
    fields.push(("others_who", site.mother.to_string()));
    let photo = put_in(&mut farida, &site, &fields, PNG).await;
    farida
        .get(&photo)
        .await
        .is(200)
        .says("src=\"data:image/png;base64,");
    farida
        .get(&dossier)
        .await
        .says("Ook gegevens van anderen")
        .says("<dd>Mieke van den Proef</div>");

    // Who is involved reads it and does not write; who is not sees nothing.
    let mut ravi = site.login("ravi").await;
    ravi.get(&dossier)
        .await
        .is(200)
        .says("logopedist")
        .hides("/opnieuw\"")
        .hides("/document/nieuw");
    ravi.get(&document).await.is(200);
    for way in ["/document", "/document/nieuw"] {
        ravi.get(&format!("{dossier}{way}")).await.is(403);
    }
    ravi.get(&format!("{document}/opnieuw")).await.is(403);
    ravi.get(&format!("{document}/afschermen")).await.is(403);
    let mut olaf = site.login("olaf").await;
    for way in [&document, &format!("{document}/opnieuw"), &dossier] {
        olaf.get(way)
            .await
            .is(403)
            .hides("logopedist")
            .hides("%PDF");
    }
    farida
        .get(&format!("{dossier}/document/{}", Id::fresh()))
        .await
        .is(404);
    site.done().await;
}

#[tokio::test]
async fn whatever_is_wrong_what_was_typed_is_kept_and_the_file_is_asked_again() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let good = filled(&site);
    let long = "é".repeat(201);
    let cases: Vec<(Fields, &str)> = vec![
        (
            with(good.clone(), "excerpt", " "),
            "Schrijf op waarom een stukje of de conclusie niet genoeg is.",
        ),
        (with(good.clone(), "readers", ""), "Kies wie het mag lezen."),
        (
            with(good.clone(), "readers", "<script>alert(1)</script>"),
            "Kies een van de mogelijkheden die er staan.",
        ),
        (
            with(good.clone(), "review_on", ""),
            "Schrijf op wanneer u weer kijkt of het nog nodig is.",
        ),
        (
            with(good.clone(), "review_on", "1-1-1850"),
            "Kies een dag na vandaag.",
        ),
        (
            with(good.clone(), "review_on", "1-1-2250"),
            "Kies een dag binnen twee jaar.",
        ),
        (
            with(good.clone(), "review_on", "straks"),
            "geen dag die we herkennen",
        ),
        (
            with(good.clone(), "others", ""),
            "Kies of er gegevens van anderen in staan.",
        ),
        (
            with(good.clone(), "others_who", &site.mother.to_string()),
            "U koos nee, maar u koos hieronder wel iemand.",
        ),
        (
            with(good.clone(), "others_who", &site.stranger.to_string()),
            "Kies een van de mogelijkheden die er staan.",
        ),
        (
            with(
                with(good.clone(), "others", "yes"),
                "others_who",
                &site.child.to_string(),
            ),
            "Kies alleen anderen.",
        ),
        (
            with(good.clone(), "person", ""),
            "Kies over wie het document gaat.",
        ),
        (
            with(good.clone(), "person", &site.stranger.to_string()),
            "Kies een van de mogelijkheden die er staan.",
        ),
        (with(good.clone(), "text", &long), "hoogstens 200 tekens"),
        (
            with(good.clone(), "source_name", ""),
            "Schrijf op van wie het komt.",
        ),
        (
            with(good.clone(), "category", "health"),
            "Dit mag zo nog niet.",
        ),
        (
            with(good.clone(), "moment", "front-door"),
            "Dit mag zo nog niet.",
        ),
    ];
    for (fields, says) in cases {
        let page = send(&mut farida, &site, &fields, PDF).await.is(422);
        let page = page
            .says(says)
            .says("Kies het bestand nog een keer. Al het andere staat er nog.")
            .says("href=\"#f-file\"");
        let need = "Zonder dit past de hulp niet.";
        assert!(page.body.contains(need), "{says}: what was typed is kept");
        assert!(!page.body.contains("<script>alert"));
    }
    // Another language in the middle keeps nothing and says that the file did not come along.
    let form = format!("/dossier/{}/document/nieuw", site.dossier);
    let to = format!("{form}?lang=en");
    send_to(&mut farida, &form, &to, &good, PDF)
        .await
        .is(422)
        .says("<html lang=\"en\"")
        .says("href=\"#f-file\"");
    farida.get(&format!("{form}?lang=nl")).await.is(200);
    // The file itself.
    let mut large = PDF.to_vec();
    large.resize(5 * 1024 * 1024 + 1, 0);
    let mut huge = PDF.to_vec();
    huge.resize(7 * 1024 * 1024, 0);
    for (file, says) in [
        (
            &b"<html><script>alert(1)</script>"[..],
            "Dit is geen foto of PDF.",
        ),
        (b"PK\x03\x04", "Dit is geen foto of PDF."),
        (b"%PDF-1.7 and nothing more", "Dit is geen foto of PDF."),
        (b"", "</span>Dit bestand is leeg"),
        (&large, "</span>Dit bestand is te groot."),
        (&huge, "</span>Dit bestand is te groot."),
    ] {
        send(&mut farida, &site, &good, file)
            .await
            .is(422)
            .says(says)
            .says("id=\"f-file-error\"")
            .says("De rechter vraagt het hele verslag.")
            .says("value=\"1-2-2027\"")
            .says("Logopedie Overvecht");
    }
    // Tested without script: no page with errors, and still the file is gone.
    let form = format!("/dossier/{}/document/nieuw", site.dossier);
    let toets = format!("{form}/toets");
    send_to(&mut farida, &form, &toets, &good, PDF)
        .await
        .is(200)
        .says("Kies het bestand nog een keer.")
        .hides("class=\"summary\"")
        .says("De rechter vraagt het hele verslag.");
    farida.get(&toets).await.to(&form);
    // Sent twice it stands once.
    farida.get(&form).await;
    let request = hidden(&farida.page, &form);
    let request = request.iter().find(|(name, _)| name == "request").unwrap();
    let twice = with(good, "request", &request.1);
    let mut places = Vec::new();
    for _ in 0..2 {
        farida.get(&form).await;
        let kept: Fields = twice.clone();
        let csrf = hidden(&farida.page, &form);
        let csrf = &csrf.iter().find(|(name, _)| name == "csrf").unwrap().1;
        let mut body = Vec::new();
        for (name, value) in kept.iter().chain([&("csrf", csrf.clone())]) {
            let head = format!(
                "--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend(head.bytes());
        }
        body.extend(
            b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n",
        );
        body.extend(PDF);
        body.extend(b"\r\n--x--\r\n");
        let sent = farida
            .post_raw(&form, "multipart/form-data; boundary=x", body)
            .await
            .is(303);
        places.push(sent.header("location").to_owned());
    }
    assert_eq!(places[0], places[1]);
    let page = farida.get(&format!("/dossier/{}", site.dossier)).await;
    assert_eq!(
        page.body.matches("id=\"document-").count(),
        1,
        "nothing else was half saved"
    );
    site.done().await;
}

#[tokio::test]
async fn on_its_day_it_waits_and_is_kept_or_taken_out() {
    let site = Site::new().await;
    let dossier = format!("/dossier/{}", site.dossier);
    let mut farida = site.login("farida").await;
    let document = put_in(&mut farida, &site, &filled(&site), PDF).await;
    let again = format!("{document}/opnieuw");
    farida.get("/").await.is(200).hides(&again);
    site.on(date(2027, 2, 1));
    let mut farida = site.login("farida").await;
    farida
        .get("/")
        .await
        .is(200)
        .says(&format!("href=\"{again}\""))
        .says("Kijk of een document nog nodig is");
    farida
        .get(&again)
        .await
        .is(200)
        .says("logopedist")
        .says(&format!("href=\"{dossier}/vastleggen\""));
    farida
        .send(&again, &[("because", "Ja."), ("until", "straks")])
        .await
        .is(422)
        .says("Kies of het document blijft of weg kan.")
        .says("geen dag die we herkennen")
        .says("Ja.</textarea>");
    for (until, says) in [
        ("", "Schrijf op tot wanneer het nog nodig is."),
        ("1-2-2027", "Kies een dag na vandaag."),
        ("2-2-2029", "Kies een dag binnen twee jaar."),
    ] {
        farida.get(&again).await;
        farida
            .send(
                &again,
                &[("answer", "keep"), ("until", until), ("because", "Ja.")],
            )
            .await
            .is(422)
            .says(says);
    }
    let keep = [
        ("answer", "keep"),
        ("until", "1-8-2027"),
        ("because", "De zaak loopt nog."),
    ];
    farida.get(&again).await;
    farida
        .send(&again, &keep)
        .await
        .to(&format!("{dossier}?klaar=document-blijft"));
    farida
        .get(&format!("{dossier}?klaar=document-blijft"))
        .await
        .says("Het document blijft.")
        .says("Kijk opnieuw op 1 augustus 2027")
        .says("De zaak loopt nog.");
    farida.get("/").await.hides(&again);

    farida.get(&again).await;
    farida
        .send(&again, &[("answer", "out"), ("because", " ")])
        .await
        .is(422)
        .says("Schrijf op waarom.");
    farida.get(&again).await;
    farida
        .send(
            &again,
            &[("answer", "out"), ("because", "De conclusie staat er.")],
        )
        .await
        .to(&format!("{dossier}?klaar=document-weg"));
    farida
        .get(&format!("{dossier}?klaar=document-weg"))
        .await
        .says("Het document is weg.")
        .hides("logopedist");
    for way in ["", "/opnieuw", "/afschermen"] {
        farida.get(&format!("{document}{way}")).await.is(404);
    }
    site.done().await;
}

#[tokio::test]
async fn the_client_sees_what_is_kept_and_opens_what_is_theirs_alone() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let file = format!("/mijn/{}", site.child);
    let mut mieke = site.login("mieke").await;
    mieke
        .get(&file)
        .await
        .is(200)
        .hides("Documenten")
        .hides("logopedist");
    let document = put_in(&mut farida, &site, &filled(&site), PNG).await;
    let id = document.rsplit('/').next().unwrap();
    let mine = format!("{file}/document/{id}");
    mieke
        .get(&file)
        .await
        .is(200)
        .says("<h2>Documenten</h2>")
        .says("Waar het vandaan komt: van iemand anders.")
        .says("Waarvoor we het gebruiken:")
        .says("Wie het mag lezen: de vaste medewerker, de vervanger en collega’s die meehelpen.")
        .says(&format!("href=\"{mine}\""))
        .hides("Logopedie Overvecht");
    mieke.get("/mijn").await.says("Er is één document.");
    mieke
        .get(&mine)
        .await
        .is(200)
        .says("src=\"data:image/png;base64,")
        .says("class=\"standing\"");
    mieke
        .get(&format!("{file}/wie-keek"))
        .await
        .says("bekeek een document")
        .says("voegde een document toe");
    mieke.get(&document).await.is(404);
    mieke
        .get(&format!("/mijn/{}/document/{id}", site.mother))
        .await
        .is(404);

    // One with others' data, and one about the family, are looked at together.
    let flagged = with(filled(&site), "others", "yes");
    let flagged = put_in(&mut farida, &site, &flagged, PDF).await;
    let flagged = flagged.rsplit('/').next().unwrap().to_owned();
    mieke
        .get(&file)
        .await
        .says("Ook gegevens van anderen")
        .says("Daarom kunt u het hier niet openen.")
        .hides(&format!("/document/{flagged}\""));
    mieke
        .get(&format!("{file}/document/{flagged}"))
        .await
        .is(404);
    let family = with(
        with(filled(&site), "person", "family"),
        "text",
        "Gezinsafspraak",
    );
    let family = put_in(&mut farida, &site, &family, PDF).await;
    let family = family.rsplit('/').next().unwrap().to_owned();
    let own = format!("/mijn/{}", site.mother);
    mieke
        .get(&own)
        .await
        .is(200)
        .says("Gezinsafspraak")
        .says("Dit gaat over het hele gezin.")
        .hides("logopedist");
    mieke.get(&format!("{own}/document/{family}")).await.is(404);

    // A shielded one is not there: the page is as it was, and nothing says that something was done.
    let strip = |page: &str| page.split("<main").nth(1).unwrap().to_owned();
    let before = strip(&mieke.get(&file).await.body);
    let secret = with(with(filled(&site), "shielded", "yes"), "text", "Melding");
    let secret = put_in(&mut farida, &site, &secret, PDF).await;
    assert_eq!(strip(&mieke.get(&file).await.body), before);
    farida
        .get(&format!("/dossier/{}", site.dossier))
        .await
        .says("Melding");
    let mut ravi = site.login("ravi").await;
    ravi.get(&format!("/dossier/{}", site.dossier))
        .await
        .is(200)
        .hides("Melding");
    ravi.get(&secret).await.is(404);
    let shield = format!("{secret}/afschermen");
    farida.get(&shield).await.is(200).says("Melding");
    farida
        .send(&shield, &[("reason", " ")])
        .await
        .is(422)
        .says("Schrijf op waarom.");
    farida
        .send(&shield, &[("reason", "Het gevaar is voorbij.")])
        .await
        .to(&format!("/dossier/{}?klaar=gevraagd", site.dossier));
    mieke.get(&file).await.hides("Melding");
    farida
        .get(&shield)
        .await
        .says("Het gevaar is voorbij.")
        .hides("name=\"reason\"");
    let mut sam = site.login("sam").await;
    sam.get(&shield)
        .await
        .is(200)
        .says("Het gevaar is voorbij.");
    sam.send(&shield, &[("reason", "Klopt.")])
        .await
        .to(&format!(
            "/dossier/{}?klaar=document-zichtbaar",
            site.dossier
        ));
    mieke.get(&file).await.says("Melding");
    site.done().await;
}

#[tokio::test]
async fn the_test_of_the_rules_follows_the_form() {
    let site = Site::new().await;
    let form = format!("/dossier/{}/document/nieuw", site.dossier);
    let mut farida = site.login("farida").await;
    farida
        .get(&form)
        .await
        .is(200)
        .says("Mag dit worden vastgelegd?")
        .says("data-decide=\"")
        .hides("group-fold\" open");
    let health = with(filled(&site), "category", "health");
    let toets = format!("{form}/toets");
    send_to(&mut farida, &form, &toets, &health, b"")
        .await
        .is(200)
        .says("href=\"#f-proportionality\"")
        .hides("Kies het bestand nog een keer.");
    let mut olaf = site.login("olaf").await;
    olaf.get(&form).await.is(403);
    site.done().await;
}

#[tokio::test]
async fn a_photo_that_is_too_large_and_an_empty_file_are_said_at_the_field() {
    let site = Site::new().await;
    let form = format!("/dossier/{}/document/nieuw", site.dossier);
    let mut farida = site.login("farida").await;
    let mut photo = vec![0u8; 9 * 1024 * 1024];
    photo[..3].copy_from_slice(&[0xff, 0xd8, 0xff]);
    for (file, says) in [
        (photo.as_slice(), "Dit bestand is te groot."),
        (b"".as_slice(), "Dit bestand is leeg"),
    ] {
        farida.get(&form).await;
        send(&mut farida, &site, &filled(&site), file)
            .await
            .is(422)
            .says(&format!(
                "id=\"f-file-error\"><span class=\"vh\">Fout: </span>{says}"
            ))
            .says("De rechter vraagt het hele verslag.")
            .hides("Het versturen is halverwege gestopt");
    }
    let page = farida.get(&format!("/dossier/{}", site.dossier)).await;
    assert!(
        !page.body.contains("id=\"document-"),
        "nothing was half saved"
    );
    site.done().await;
}
