//! Sharing: the steps, consent, the safety route, what was shared already, the page for the recipient.

use crate::browser::{Browser, hidden};
use crate::entry::{fact_with, send, whole};
use crate::site::{Options, Site};
use regie_terms::Id;

/// The address a browser was sent to.
fn way(location: &str) -> String {
    location.split('?').next().unwrap().to_owned()
}

/// A disclosure about the child to a school, begun by somebody who may; gives its address.
pub async fn begun(site: &Site, browser: &mut Browser) -> String {
    let list = format!("/dossier/{}/delen", site.dossier);
    browser.get(&list).await.is(200);
    let child = site.child.to_string();
    let sent = browser
        .send(
            &list,
            &[
                ("person", &child),
                ("party", "school"),
                ("recipient", "De Klimop"),
            ],
        )
        .await
        .is(303);
    way(sent.header("location"))
        .strip_suffix("/doel")
        .unwrap()
        .to_owned()
}

/// Somebody who cannot weigh it and whom nobody represents: no consent is asked, and the page does not say that none is needed.
#[tokio::test]
async fn where_nobody_can_agree_the_page_says_that_it_may_not_go() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let person = format!("/dossier/{}/persoon", site.dossier);
    farida.get(&person).await.is(200);
    let uncle = [
        ("given", "Oom"),
        ("surname", "Onmachtig"),
        ("born", "5-5-1980"),
        ("laws", "jeugdwet"),
        ("need", "Woont er ook."),
        ("agrees", "yes"),
    ];
    farida.send(&person, &uncle).await.is(303);
    let list = format!("/dossier/{}/delen", site.dossier);
    let page = farida.get(&list).await.is(200).body;
    let before = page.split_once("Oom Onmachtig").unwrap().0;
    let id = before.rsplit_once("value=\"").unwrap().1;
    let id = id.split('"').next().unwrap().to_owned();
    crate::acting::cannot_weigh(&site, &mut farida, &id).await;
    farida.get(&list).await.is(200);
    let fields = [
        ("person", id.as_str()),
        ("party", "school"),
        ("recipient", "De Klimop"),
    ];
    let sent = farida.send(&list, &fields).await.is(303);
    let share = way(sent.header("location"));
    let share = share.strip_suffix("/doel").unwrap();
    farida
        .get(&format!("{share}/toestemming"))
        .await
        .is(200)
        .says("niemand kan die geven")
        .says("Dit mag nu niet gedeeld worden")
        .hides("Hier is geen toestemming nodig");
    site.done().await;
}

/// The same with every step taken but consent.
pub async fn prepared(site: &Site, browser: &mut Browser) -> String {
    let dossier = format!("/dossier/{}", site.dossier);
    let page = browser.get(&format!("{dossier}/vastleggen")).await;
    drop(page);
    send(
        browser,
        &format!("{dossier}/vastleggen"),
        &whole(site.child),
    )
    .await
    .is(303);
    let page = browser.get(&dossier).await;
    let fact = fact_with(&page.body, "Wil weer naar");
    let share = begun(site, browser).await;
    let step = |what: &str| format!("{share}/{what}");
    browser.get(&step("doel")).await.is(200).says("De Klimop");
    browser
        .send(
            &step("doel"),
            &[
                ("purpose", "align-provisions"),
                ("purpose_text", "School stemt de rooster af."),
                ("party", "school"),
                ("recipient", "De Klimop"),
                ("relation", "other"),
                ("partner", "yes"),
            ],
        )
        .await
        .to(&step("gegevens"));
    browser.get(&step("gegevens")).await.is(200).says("Slaapt");
    browser
        .send(&step("gegevens"), &[("facts", &fact)])
        .await
        .to(&step("vragen"));
    browser.get(&step("vragen")).await.is(200);
    let answers = [
        ("necessity", "Anders valt ze uit."),
        ("proportionality", "Een zin."),
        ("subsidiarity", "Ze vertelt het zelf niet."),
    ];
    browser
        .send(&step("vragen"), &answers)
        .await
        .to(&step("gesprek"));
    browser.get(&step("gesprek")).await.is(200);
    browser
        .send(&step("gesprek"), &[("conversation", "failed")])
        .await
        .to(&step("toestemming"));
    share
}

#[tokio::test]
async fn from_the_first_thought_to_the_paper_for_the_recipient() {
    let site = Site::with(Options {
        contact: "030 000 00 02",
        ..Options::default()
    })
    .await;
    let mut farida = site.login("farida").await;
    let share = prepared(&site, &mut farida).await;
    let agree = format!("{share}/toestemming");
    farida
        .get(&agree)
        .await
        .is(200)
        .says("Mieke van den Proef")
        .says("Nog geen antwoord")
        .hides("Sara van den Proef (de persoon zelf)");
    // Not yet: the page says what is missing, and pressing the button says it once more.
    farida
        .get(&share)
        .await
        .is(200)
        .says("Dit kan nog niet. Nog nodig:")
        .says(&format!("href=\"{agree}\""));
    farida
        .send(&format!("{share}/nu"), &[])
        .await
        .is(422)
        .says("Het is niet gedeeld");
    farida.get(&format!("{share}/ontvanger")).await.is(404);
    let who = format!("parent-or-guardian:{}", site.mother);
    farida
        .get(&agree)
        .await
        .says(&format!("value=\"{who}\" checked"));
    farida
        .send(
            &agree,
            &[
                ("who", &who),
                ("answer", "given"),
                ("way", "at-the-table"),
                ("on", "21-11-2026"),
            ],
        )
        .await
        .to(&share);
    farida
        .get(&share)
        .await
        .is(200)
        .says("Alles wat nodig is, is er.")
        .says("Wat gedeeld is, kunt u niet terughalen.");
    let now = format!("{share}/nu");
    let fields = hidden(&farida.page, &now);
    let to = format!("{share}?klaar=gedeeld");
    farida.post(&now, &fields).await.to(&to);
    farida.post(&now, &fields).await.to(&to);
    farida
        .get(&to)
        .await
        .is(200)
        .says("Het is gedeeld.")
        .says("Het besluit van toen")
        .says("Wil weer naar &#60;school&#62;")
        .hides("Slaapt");
    farida
        .get(&format!("{share}/ontvanger"))
        .await
        .is(200)
        .says("Wil weer naar &#60;school&#62;")
        .says("Sara van den Proef")
        // Nobody marked the day of birth, so it does not go.
        .hides("2015")
        .says("gaf toestemming")
        .says("U geeft ze niet door")
        .says("Zo bereikt u ons")
        .says("030 000 00 02")
        .hides("Slaapt")
        .hides("Mieke");
    // What was shared is not prepared any more.
    for step in ["doel", "gegevens", "vragen", "gesprek", "veiligheid"] {
        farida.get(&format!("{share}/{step}")).await.to(&share);
    }
    // Afterwards it is settled, not before it happened.
    let settle = format!("{share}/afronden");
    farida.get(&share).await;
    farida
        .send(&settle, &[])
        .await
        .is(422)
        .says("Vul de dag in");
    farida.get(&share).await;
    farida
        .send(
            &settle,
            &[("informed_on", "1-1-2020"), ("completion", "Gebeld.")],
        )
        .await
        .is(422)
        .says("Deze dag ligt vóór het delen.")
        .says("Gebeld.");
    farida.get(&share).await;
    farida
        .send(&settle, &[("informed_on", "21-11-2026")])
        .await
        .to(&format!("{share}?klaar=afgerond"));
    site.done().await;
}

#[tokio::test]
async fn a_step_keeps_what_was_typed_and_says_what_is_wrong() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let list = format!("/dossier/{}/delen", site.dossier);
    farida.get(&list).await.is(200);
    farida
        .send(&list, &[("recipient", "  ")])
        .await
        .is(422)
        .says("Kies over wie het gaat.")
        .says("Kies wat voor partij het is.")
        .says("Schrijf op met wie u deelt.");
    let share = begun(&site, &mut farida).await;
    let step = format!("{share}/doel");
    farida.get(&step).await;
    farida
        .send(
            &step,
            &[
                ("purpose", "no-such"),
                ("purpose_text", "Hou <b>dit</b>"),
                ("party", "school"),
                ("recipient", &"é".repeat(201)),
                ("relation", "other"),
            ],
        )
        .await
        .is(422)
        .says("Hou &#60;b&#62;dit")
        .says("200 tekens");
    // Facts of somebody else, of nobody, of two laws.
    let page = farida.get(&format!("/dossier/{}", site.dossier)).await;
    let hers = fact_with(&page.body, "Zoekt hulp bij de administratie.");
    let step = format!("{share}/gegevens");
    for (fact, says) in [
        (hers, "Dit gaat over meer mensen"),
        (Id::fresh().to_string(), "is er niet meer"),
        ("x".to_owned(), "is er niet meer"),
    ] {
        farida.get(&step).await;
        farida
            .send(&step, &[("facts", &fact)])
            .await
            .is(422)
            .says(says);
    }
    // The test beside a step.
    let step = format!("{share}/vragen");
    farida.get(&step).await;
    let mut fields = hidden(&farida.page, &step);
    fields.push(("necessity".to_owned(), "Omdat <het> moet.".to_owned()));
    farida
        .post(&format!("{step}/toets"), &fields)
        .await
        .is(200)
        .says("Omdat &#60;het&#62; moet.");
    farida.extra.push(("x-requested-with", "regie".to_owned()));
    let part = farida.post(&format!("{step}/toets"), &fields).await.is(200);
    assert!(part.body.starts_with("<section"));
    farida.extra.clear();
    farida.get(&step).await.hides("Omdat");
    farida.get(&format!("{share}/niets")).await.is(404);
    // Giving up.
    farida.get(&share).await;
    farida
        .send(&format!("{share}/stop"), &[])
        .await
        .to(&format!("{list}?klaar=gestopt"));
    farida
        .get(&share)
        .await
        .is(200)
        .says("Dit delen is gestopt");
    site.done().await;
}

#[tokio::test]
async fn a_form_on_paper_is_kept_and_shown_and_nothing_else_is_taken() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let share = prepared(&site, &mut farida).await;
    let agree = format!("{share}/toestemming");
    let mut many = Vec::new();
    for (bytes, status) in [
        (b"<html>".to_vec(), 422),
        (vec![0u8; 5 * 1024 * 1024 + 10], 422),
        (regie_testkit::paper::PNG.to_vec(), 303),
        (regie_testkit::paper::PDF.to_vec(), 303),
    ] {
        farida.get(&agree).await;
        let mut body = Vec::new();
        let mut part = |name: &str, extra: &str, bytes: &[u8]| {
            body.extend(
                format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"{extra}\r\n\r\n")
                    .bytes(),
            );
            body.extend(bytes);
            body.extend(b"\r\n");
        };
        for (name, value) in hidden(&farida.page, &agree) {
            part(&name, "", value.as_bytes());
        }
        let who = format!("parent-or-guardian:{}", site.mother);
        for (name, value) in [
            ("who", who.as_str()),
            ("answer", "given"),
            ("way", "on-paper"),
            ("on", "21-11-2026"),
            ("reason", "Graag."),
        ] {
            part(name, "", value.as_bytes());
        }
        part(
            "file",
            "; filename=\"../x.png\"\r\nContent-Type: image/png",
            &bytes,
        );
        body.extend(b"--x--\r\n");
        let answer = farida
            .post_raw(&agree, "multipart/form-data; boundary=x", body)
            .await
            .is(status);
        if status == 422 {
            answer.says("Graag.").says("id=\"f-file-error\"");
        }
    }
    let page = farida.get(&agree).await.is(200);
    for (_, rest) in page
        .body
        .match_indices("/formulier/")
        .map(|(at, _)| ((), &page.body[at..]))
    {
        many.push(format!("{share}{}", rest.split('"').next().unwrap()));
    }
    assert_eq!(many.len(), 2, "{many:?}");
    farida
        .get(&many[0])
        .await
        .is(200)
        .says("src=\"data:image/png;base64,");
    let pdf = farida.get(&many[1]).await.is(200);
    assert_eq!(pdf.header("content-type"), "application/pdf");
    assert_eq!(pdf.header("content-disposition"), "inline");
    assert_eq!(pdf.header("x-content-type-options"), "nosniff");
    assert!(
        pdf.header("content-security-policy")
            .contains("default-src 'none'; sandbox;")
    );
    farida
        .get(&format!("{share}/formulier/{}", Id::fresh()))
        .await
        .is(404);
    let mut olaf = site.login("olaf").await;
    olaf.get(&many[1]).await.is(403).hides("%PDF");
    site.done().await;
}

#[tokio::test]
async fn the_safety_route_needs_its_own_steps_and_leaves_a_duty() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let share = prepared(&site, &mut farida).await;
    let step = format!("{share}/veiligheid");
    farida.get(&step).await.is(200);
    farida
        .send(&step, &[("safety_of", "client")])
        .await
        .is(422)
        .says("Schrijf op wat het gevaar is.");
    farida.get(&step).await;
    farida
        .send(
            &step,
            &[
                ("safety_of", "client"),
                ("safety_because", "Er wordt geslagen."),
                ("safety_consulted", "colleague"),
                ("safety_anonymised", "yes"),
                ("safety_client", "postponed"),
                ("safety_postponed_because", "Dan slaat hij weer."),
            ],
        )
        .await
        .to(&share);
    farida.get(&share).await.says("omdat er gevaar is");
    farida
        .send(&format!("{share}/nu"), &[])
        .await
        .to(&format!("{share}?klaar=gedeeld"));
    farida
        .get(&share)
        .await
        .is(200)
        .says("Vertel het de cliënt zodra het veilig is")
        .says("nog doen")
        .says("Er wordt geslagen.")
        .says("een collega")
        .says("Dan slaat hij weer.");
    // The mother sees nothing of it until she is told.
    let mut mieke = site.login("mieke").await;
    mieke
        .get(&format!("/mijn/{}/gedeeld", site.child))
        .await
        .is(200)
        .hides("Klimop");
    mieke
        .get(&format!("/mijn/{}/wie-keek", site.child))
        .await
        .is(200)
        .hides("deelde iets");
    farida.get(&share).await;
    farida
        .send(
            &format!("{share}/afronden"),
            &[("informed_on", "21-11-2026")],
        )
        .await
        .is(422)
        .says("Kies wie u het vertelde.");
    farida.get(&share).await;
    farida
        .send(
            &format!("{share}/tonen"),
            &[("stap", "vraag"), ("release_because", " ")],
        )
        .await
        .is(422)
        .says("id=\"f-release_because-error\"");
    farida.get(&share).await;
    farida
        .send(
            &format!("{share}/tonen"),
            &[
                ("stap", "vraag"),
                ("release_because", "Het gevaar is voorbij."),
            ],
        )
        .await
        .to(&format!("{share}?klaar=gevraagd"));
    // Who asked finds no way to confirm it; the substitute does.
    farida
        .get(&share)
        .await
        .says("Het gevaar is voorbij.")
        .hides("value=\"bevestig\"");
    mieke
        .get(&format!("/mijn/{}/gedeeld", site.child))
        .await
        .hides("Klimop");
    let mother = site.mother.to_string();
    farida.get(&share).await;
    farida
        .send(
            &format!("{share}/afronden"),
            &[("informed_on", "21-11-2026"), ("told", &mother)],
        )
        .await
        .is(303);
    mieke
        .get(&format!("/mijn/{}/gedeeld", site.child))
        .await
        .says("Klimop")
        .says("Vanwege gevaar");
    let mut sam = site.login("sam").await;
    sam.get(&share).await.says("value=\"bevestig\"");
    sam.send(&format!("{share}/tonen"), &[])
        .await
        .to(&format!("{share}?klaar=getoond"));
    farida
        .get(&share)
        .await
        .says("De hele familie ziet dit nu.")
        .hides("/tonen\"");
    site.done().await;
}

/// What the charter says beside a form, as our own script asks it.
async fn tested(
    browser: &mut Browser,
    here: &str,
    fields: Vec<(&'static str, String)>,
) -> crate::browser::Answer {
    browser.get(here).await;
    let mut all = hidden(&browser.page, here);
    all.extend(fields.into_iter().map(|(n, v)| (n.to_owned(), v)));
    browser.extra.push(("x-requested-with", "regie".to_owned()));
    let part = browser.post(&format!("{here}/toets"), &all).await.is(200);
    browser.extra.clear();
    part
}

#[tokio::test]
async fn what_was_shared_already_is_never_refused() {
    let site = Site::new().await;
    let dossier = format!("/dossier/{}", site.dossier);
    let here = format!("{dossier}/delen/achteraf");
    let mut farida = site.login("farida").await;
    let page = farida.get(&dossier).await;
    let fact = fact_with(&page.body, "Slaapt slecht");
    farida.get(&here).await.is(200);
    farida
        .send(&here, &[("recipient", "Meester Jan")])
        .await
        .is(422)
        .says("Meester Jan")
        .says("Vul de dag in waarop het gebeurde.")
        .says("Kies wat voor partij het is.");
    let child = site.child.to_string();
    let fields = |day: &str| -> Vec<(&'static str, String)> {
        [
            ("person", child.as_str()),
            ("party", "school"),
            ("recipient", "Meester Jan"),
            ("relation", "other"),
            ("facts", fact.as_str()),
            ("happened_on", day),
            ("conversation", "not-tried"),
        ]
        .map(|(n, v)| (n, v.to_owned()))
        .to_vec()
    };
    // Beside the form stands what the charter would have asked, as far as it is filled in; nothing is written by it.
    farida
        .get(&here)
        .await
        .is(200)
        .says("Mocht dit worden gedeeld?");
    let bare = tested(&mut farida, &here, fields("20-11-2026")).await;
    bare.says("href=\"#f-purpose\"")
        .says("href=\"#f-necessity\"");
    let mut more = fields("20-11-2026");
    more.push(("purpose", "align-provisions".to_owned()));
    more.push(("necessity", "Anders mist zij de toets.".to_owned()));
    let filled = tested(&mut farida, &here, more).await;
    filled
        .hides("href=\"#f-purpose\"")
        .hides("href=\"#f-necessity\"");
    for (day, says) in [
        ("1-1-2020", "Deze dag ligt vóór het begin van het dossier."),
        ("1-1-2250", "te ver vooruit"),
        ("31-2-2026", "geen dag die we herkennen"),
    ] {
        farida.get(&here).await;
        send(&mut farida, &here, &fields(day))
            .await
            .is(422)
            .says(says);
    }
    farida.get(&here).await;
    let sent = send(&mut farida, &here, &fields("20-11-2026"))
        .await
        .is(303);
    let share = sent.header("location").to_owned();
    farida
        .get(&share)
        .await
        .is(200)
        .says("Er ontbrak nog iets toen dit werd gedeeld")
        .says("20 november 2026")
        .says("Vul aan wat nog ontbrak");
    let mut mieke = site.login("mieke").await;
    mieke
        .get(&format!("/mijn/{}/gedeeld", site.child))
        .await
        .says("Er ontbrak iets");
    site.done().await;
}

#[tokio::test]
async fn somebody_elses_disclosure_is_nobodys() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let share = prepared(&site, &mut farida).await;
    let id = share.rsplit('/').next().unwrap().to_owned();
    let pages = ["", "/doel", "/gegevens", "/toestemming", "/ontvanger"];
    let mut ann = site.login("ann").await;
    for page in pages {
        // In the dossier it belongs to she has no part; in her own it is not.
        ann.get(&format!("{share}{page}"))
            .await
            .is(403)
            .hides("Klimop");
        ann.get(&format!("/dossier/{}/delen/{id}{page}", site.deserted))
            .await
            .is(404)
            .hides("Klimop");
    }
    // Who may look but not edit sees how far it is and nothing to press.
    let mut ravi = site.login("ravi").await;
    ravi.get(&share)
        .await
        .is(200)
        .says("De Klimop")
        .hides("Deel nu</button>");
    ravi.get(&format!("{share}/doel")).await.is(403);
    let token = hidden(&ravi.page, "/uitloggen");
    for act in ["nu", "stop", "toestemming/vraag", "toestemming", "vragen"] {
        ravi.post(&format!("{share}/{act}"), &token).await.is(403);
    }
    ravi.get(&format!("/dossier/{}/delen", site.dossier))
        .await
        .is(200)
        .says("Mag u hier iets delen?");
    ravi.get(&format!("/dossier/{}/delen/achteraf", site.dossier))
        .await
        .is(403);
    let mut mieke = site.login("mieke").await;
    for page in pages {
        mieke.get(&format!("{share}{page}")).await.is(404);
    }
    site.done().await;
}

#[tokio::test]
async fn the_pages_of_a_share_are_five_looks_in_the_childs_list() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let dossier = format!("/dossier/{}", site.dossier);
    let page = farida.get(&dossier).await;
    let fact = fact_with(&page.body, "Slaapt");
    let start = site.lines(site.child).await;
    let share = begun(&site, &mut farida).await;
    let step = |what: &str| format!("{share}/{what}");
    let since = async |site: &Site| site.lines(site.child).await - start;
    assert_eq!(since(&site).await, 1, "the list");
    farida.get(&step("doel")).await.is(200);
    let why = [
        ("purpose", "align-provisions"),
        ("purpose_text", "School stemt de rooster af."),
        ("party", "school"),
        ("recipient", "De Klimop"),
        ("relation", "other"),
    ];
    farida.send(&step("doel"), &why).await.to(&step("gegevens"));
    assert_eq!(since(&site).await, 1, "her own words, and sending them");
    farida.get(&step("gegevens")).await.is(200).says("Slaapt");
    farida
        .send(&step("gegevens"), &[("facts", &fact)])
        .await
        .to(&step("vragen"));
    assert_eq!(since(&site).await, 2, "the facts");
    farida.get(&step("vragen")).await.is(200).hides("Slaapt");
    let answers = [
        ("necessity", "Anders valt ze uit."),
        ("proportionality", "Een zin."),
        ("subsidiarity", "Ze vertelt het zelf niet."),
    ];
    farida.send(&step("vragen"), &answers).await.is(303);
    farida.get(&step("gesprek")).await.is(200);
    farida
        .send(&step("gesprek"), &[("conversation", "failed")])
        .await
        .to(&step("toestemming"));
    assert_eq!(since(&site).await, 2, "her own words again");
    farida.get(&step("toestemming")).await.is(200);
    let who = format!("parent-or-guardian:{}", site.mother);
    let paper = [
        ("who", who.as_str()),
        ("answer", "given"),
        ("way", "on-paper"),
        ("on", "21-11-2026"),
    ];
    farida.send(&step("toestemming"), &paper).await.to(&share);
    assert_eq!(since(&site).await, 4, "who must agree, and the yes");
    farida.get(&share).await.is(200).says("Slaapt");
    let went = farida.send(&step("nu"), &[]).await.is(303);
    farida
        .get(went.header("location"))
        .await
        .is(200)
        .says("Slaapt");
    assert_eq!(since(&site).await, 7, "what goes, that it went, what went");
    // What leads elsewhere opens nothing.
    for back in ["doel", "gegevens", "vragen/toets", "nu", "stop", "afronden"] {
        farida.get(&step(back)).await.is(303);
    }
    assert_eq!(since(&site).await, 7);
    farida
        .get(&step("ontvanger"))
        .await
        .is(200)
        .says("gaf toestemming")
        .hides("Zo bereikt u ons");
    assert_eq!(since(&site).await, 8, "the paper, with its ground");
    // The form comes in later.
    let page = farida.get(&share).await.is(200);
    let attach = page
        .body
        .split('"')
        .find(|part| part.ends_with("/toevoegen"))
        .unwrap()
        .to_owned();
    let start = site.lines(site.child).await;
    farida.get(&attach).await.is(200).hides("Slaapt");
    farida
        .send(&attach, &[])
        .await
        .is(422)
        .says("Kies een bestand.");
    assert_eq!(site.lines(site.child).await, start);
    site.done().await;
}

#[tokio::test]
async fn after_a_no_the_page_says_so_and_what_can_be_done() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let share = prepared(&site, &mut farida).await;
    let agree = format!("{share}/toestemming");
    farida
        .get(&share)
        .await
        .says("Wordt voorbereid")
        .hides("Er is nee gezegd");
    let who = format!("parent-or-guardian:{}", site.mother);
    let said = |answer, day| {
        [
            ("who", who.as_str()),
            ("answer", answer),
            ("way", "at-the-table"),
            ("on", day),
        ]
    };
    farida.get(&agree).await;
    farida
        .send(&agree, &said("given", "20-11-2026"))
        .await
        .is(422)
        .says("id=\"f-on-error\"")
        .says("vóór het begin van dit delen");
    for answer in ["refused", "given"] {
        farida.get(&agree).await;
        farida
            .send(&agree, &said(answer, "21-11-2026"))
            .await
            .is(303);
        let page = farida.get(&share).await.is(200);
        if answer == "refused" {
            page.says("Gaat niet door: niet iedereen zei ja")
                .says("Er is nee gezegd")
                .says(&format!("href=\"{agree}\""))
                .hides("Wordt voorbereid");
        } else {
            // A yes after it is the answer that counts.
            page.says("Kan worden gedeeld").hides("Er is nee gezegd");
        }
        // The lists say the same.
        let (is, is_not) = if answer == "refused" {
            ("Gaat niet door: niet iedereen zei ja", "Kan worden gedeeld")
        } else {
            ("Kan worden gedeeld", "Gaat niet door")
        };
        for list in ["", "/delen"] {
            let list = format!("/dossier/{}{list}", site.dossier);
            let page = farida.get(&list).await.is(200);
            page.says(is).hides(is_not).hides("Wordt voorbereid");
        }
    }
    site.done().await;
}

#[tokio::test]
async fn who_answers_from_outside_the_dossier_is_asked_by_name() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    // That there is a second parent is known, and not who.
    let authority = format!("/dossier/{}/gezag", site.dossier);
    farida.get(&authority).await.is(200);
    let child = site.child.to_string();
    farida
        .send(
            &authority,
            &[
                ("kind", "parent-or-guardian"),
                ("person", &child),
                ("rests", "authority-register"),
                ("kept", "seen"),
            ],
        )
        .await
        .is(303);
    let share = prepared(&site, &mut farida).await;
    let agree = format!("{share}/toestemming");
    let unknown = "given-who\"><bdi>ouder met gezag of voogd: wie dat is";
    let page = farida
        .get(&agree)
        .await
        .is(200)
        .says("Naam van wie antwoordde")
        .says(unknown)
        .body;
    let value = page
        .split("name=\"who\" value=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .find(|value| !value.ends_with(&site.mother.to_string()))
        .unwrap()
        .to_owned();
    let fields = [
        ("who", value.as_str()),
        ("answer", "given"),
        ("way", "at-the-table"),
        ("on", "21-11-2026"),
    ];
    farida
        .send(&agree, &fields)
        .await
        .is(422)
        .says("Schrijf op hoe deze persoon heet.");
    farida.get(&agree).await;
    let named = [fields.as_slice(), &[("holder_name", "Ans <de> Verre")]].concat();
    farida.send(&agree, &named).await.to(&agree);
    farida
        .get(&agree)
        .await
        .is(200)
        .says("Ans &#60;de&#62; Verre (ouder met gezag of voogd)")
        .hides(unknown);
    farida.get(&share).await.says("Ans &#60;de&#62; Verre");
    site.done().await;
}
