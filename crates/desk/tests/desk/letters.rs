//! Letters on the pages and as paper: what stands on them, the mark, how they go, and nothing of anybody else. Poppler reads the PDF
//! (`apt-get install poppler-utils`).

use crate::browser::Browser;
use crate::receipt::{kept, said, text_of};
use crate::share::prepared;
use crate::site::{Options, Site};
use regie_casework::request::{DecideInput, RecordInput};
use regie_terms::{Id, PersonId, RequestId};

/// A request of the mother on paper.
async fn asked(site: &Site, farida: &Browser, language: &str) -> Id {
    let caller = site.house.caller(&farida.session()).await.unwrap();
    let input = RecordInput {
        person: site.mother.to_string(),
        right: "erasure".into(),
        by: vec!["subject".into()],
        words: "Haal dit weg #alstublieft.".into(),
        received: site.house.today().to_string(),
        way: "paper".into(),
        signed: "yes".into(),
        identity: "document".into(),
        language: language.into(),
        ..RecordInput::default()
    };
    let request = RequestId::fresh();
    let said = site
        .house
        .record_request(&caller, site.dossier, &input, request);
    said.await.unwrap()
}

async fn refuse(site: &Site, farida: &Browser, id: Id) {
    let caller = site.house.caller(&farida.session()).await.unwrap();
    let input = DecideInput {
        outcome: "refused".into(),
        ground: "legal-duty-to-keep".into(),
        because: "Wij moeten dit vijftien jaar bewaren.".into(),
        parts: Vec::new(),
    };
    let request = RequestId::fresh();
    let said = site
        .house
        .decide_request(&caller, site.dossier, id, &input, request);
    said.await.unwrap();
}

fn address(site: &Site, person: PersonId, letter: &str, about: Id) -> String {
    let dossier = site.dossier;
    format!("/dossier/{dossier}/persoon/{person}/brief/{letter}/{about}")
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// What holds of every letter: tagged, titled, marked on top of each page, of this language, and nothing of the child on the mother's.
fn sound(pdf: &[u8], mark: &str, language: &str) -> String {
    let info = said(&["pdfinfo"], pdf, &[]);
    assert!(info.contains("Tagged:          yes"), "{info}");
    let meta = said(&["pdfinfo", "-meta"], pdf, &[]);
    assert!(meta.contains("<pdfuaid:part>1</pdfuaid:part>"), "{meta}");
    assert!(
        meta.contains(&format!("<rdf:li>{language}</rdf:li>")),
        "{meta}"
    );
    let pages = said(&["pdftotext", "-layout"], pdf, &["-"]);
    for page in pages.trim_end_matches('\u{c}').split('\u{c}') {
        assert!(page.contains(mark), "{page}");
    }
    text_of(pdf)
}

#[tokio::test]
async fn a_decision_goes_by_post_only_with_both_reasons_and_the_letter_is_kept_as_it_went() {
    let site = Site::with(Options {
        contact: "Wijkplein 1, Utrecht · 030 1234567",
        ..Options::default()
    })
    .await;
    let mut farida = site.login("farida").await;
    let id = asked(&site, &farida, "nl").await;
    let page = format!("/dossier/{}/verzoek/{id}", site.dossier);
    let receipt = address(&site, site.mother, "ontvangst", id);
    let here = address(&site, site.mother, "besluit", id);
    farida
        .get(&page)
        .await
        .is(200)
        .says("Dit verzoek kwam niet via het portaal")
        .says(&receipt)
        .hides(&here);
    let (answer, pdf) = farida.raw(&format!("{receipt}/voorbeeld.pdf")).await;
    kept(&answer, "application/pdf", "brief.pdf");
    let text = sound(&pdf, "Vertrouwelijk", "nl");
    for part in [
        "Wij kregen uw verzoek",
        "Beste Mieke van den Proef,",
        "U krijgt ons antwoord uiterlijk op",
        "Haal dit weg #alstublieft.",
    ] {
        assert!(bare(&text).contains(&bare(part)), "{part}: {text}");
    }
    refuse(&site, &farida, id).await;
    farida.get(&page).await.is(200).says(&here).hides(&receipt);
    farida
        .get(&here)
        .await
        .is(200)
        .says("Besluit op een verzoek")
        .says("Voor Mieke van den Proef")
        .says("Alleen als het portaal niet kan en ophalen ook niet.");
    farida
        .get(&format!("{here}?chosen=yes&way=posted"))
        .await
        .is(200)
        .says("Kanaalstraat 1, 3531 CJ Utrecht")
        .says("PV 5");
    let posted = [
        ("way", "posted"),
        ("language", "nl"),
        ("no_portal", "Heeft geen telefoon."),
        ("no_collect", "Kan de deur niet uit."),
        ("address", "home"),
        ("sealed", "yes"),
    ];
    for (field, wrong) in [
        ("no_portal", "Schrijf op waarom het portaal niet kan."),
        ("no_collect", "Schrijf op waarom ophalen niet kan."),
        ("sealed", "Zonder dichte envelop"),
    ] {
        let fields: Vec<(&str, &str)> = posted
            .iter()
            .map(|(name, value)| (*name, if *name == field { "" } else { value }))
            .collect();
        farida.send(&here, &fields).await.is(422).says(wrong);
    }
    farida.send(&here, &posted).await.to(&format!(
        "/dossier/{}/brieven?klaar=verstuurd",
        site.dossier
    ));
    let list = format!("/dossier/{}/brieven", site.dossier);
    let shown = farida
        .get(&list)
        .await
        .is(200)
        .says("Kan de deur niet uit.")
        .says("Thuisadres")
        .hides("Kanaalstraat")
        .body;
    let file = shown
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|href| href.ends_with("/brief.pdf"))
        .unwrap()
        .to_owned();
    let (answer, pdf) = farida.raw(&file).await;
    kept(&answer, "application/pdf", "brief.pdf");
    assert_eq!(pdf, farida.raw(&file).await.1, "the same bytes");
    let text = bare(&sound(&pdf, "Vertrouwelijk", "nl"));
    for part in [
        "Mieke van den Proef Kanaalstraat 1 3531 CJ Utrecht",
        "Besluit op uw verzoek",
        "Haal dit weg #alstublieft.",
        "Afgewezen",
        "De wet wil dat wij deze gegevens bewaren.",
        "AVG 17 lid 3",
        "Wij moeten dit vijftien jaar bewaren.",
        "U kunt bezwaar maken tot en met",
        "Bezwaar maken is gratis.",
        "Bureau Klachten",
        "fg@buurt.example",
        "Autoriteit Persoonsgegevens",
    ] {
        assert!(text.contains(&bare(part)), "{part}: {text}");
    }
    for other in ["Slaapt slecht", "Sara", "999900"] {
        assert!(!text.contains(&bare(other)), "{other}: {text}");
    }

    // She reads in her portal what was posted and why, and has the decision as a paper there, without an address.
    let mut mieke = site.login("mieke").await;
    mieke
        .get(&format!("/mijn/{}", site.mother))
        .await
        .is(200)
        .says("Brieven aan u");
    mieke
        .get(&format!("/mijn/{}/brieven", site.mother))
        .await
        .is(200)
        .says("Uw thuisadres")
        .says("Kan de deur niet uit.")
        .hides("Kanaalstraat");
    mieke
        .get(&format!("/mijn/{}/brieven", site.child))
        .await
        .is(404);
    let own = format!("/mijn/verzoek/{id}/besluit.pdf");
    mieke
        .get(&format!("/mijn/verzoek/{id}"))
        .await
        .is(200)
        .says(&own);
    let (answer, first) = mieke.raw(&own).await;
    kept(&answer, "application/pdf", "besluit.pdf");
    site.on(site.house.today().tomorrow().unwrap());
    let mut mieke = site.login("mieke").await;
    assert_eq!(
        first,
        mieke.raw(&own).await.1,
        "the same bytes on another day"
    );
    assert!(!text_of(&first).contains("Kanaalstraat"));
    let english = mieke.raw(&format!("{own}?lang=en")).await.1;
    assert!(sound(&english, "Confidential", "en").contains("Decision on your request"));

    // The data protection officer reads that it went, without name and address; nobody else does.
    let mut daan = site.login("daan").await;
    daan.get("/post")
        .await
        .is(200)
        .says("Kan de deur niet uit.")
        .says("Thuisadres")
        .hides("Mieke")
        .hides("Kanaalstraat");
    let mut farida = site.login("farida").await;
    farida.get("/post").await.is(403);

    // It comes back.
    let back = file.replace("/brief.pdf", "/terug");
    farida.get(&back).await.is(200);
    farida
        .send(&back, &[("returned", "")])
        .await
        .is(422)
        .says("Schrijf op waarom de brief terugkwam.");
    farida
        .send(&back, &[("returned", "Onbekend.")])
        .await
        .to(&format!("{list}?klaar=terug"));
    farida.get("/").await.is(200).says("op een andere manier");
    farida.get(&back).await.is(404);
    site.done().await;
}

#[tokio::test]
async fn an_invitation_says_never_what_and_who_may_not_be_written_to_is_not() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let here = address(&site, site.mother, "uitnodiging", site.mother.0);
    let reached = format!("/dossier/{}/persoon/{}/bereikt", site.dossier, site.mother);
    farida.get(&reached).await.is(200).says(&here);
    let (_, pdf) = farida.raw(&format!("{here}/voorbeeld.pdf?taal=en")).await;
    let text = sound(&pdf, "Confidential", "en");
    assert!(text.contains("Something is waiting for you"), "{text}");
    for never in ["administratie", "request", "consent", "Sara", "Slaapt"] {
        assert!(!text.contains(never), "{never}: {text}");
    }
    // Not by letter.
    let contact = format!("/dossier/{}/persoon/{}/contact", site.dossier, site.mother);
    farida.get(&contact).await.is(200);
    farida.send(&contact, &[("ways", "call")]).await.is(303);
    farida
        .get(&format!("{here}?chosen=yes&way=posted"))
        .await
        .is(200)
        .says("Hier gaat geen brief naartoe")
        .says("niet veilig")
        .hides("Kanaalstraat");
    farida.get(&here).await.is(200);
    farida
        .get(&format!("{here}?chosen=yes&way=collected"))
        .await
        .is(200)
        .says("Hoe weet u zeker wie de brief ophaalt?");
    farida
        .send(&here, &[("way", "collected"), ("language", "nl")])
        .await
        .is(422)
        .says("Kies hoe u zeker weet wie de brief ophaalt.");
    farida
        .send(
            &here,
            &[
                ("way", "collected"),
                ("language", "nl"),
                ("identity", "document"),
            ],
        )
        .await
        .is(303);
    farida
        .get(&format!(
            "/dossier/{}/brieven?klaar=opgehaald",
            site.dossier
        ))
        .await
        .is(200)
        .says("Opgehaald")
        .says("Een identiteitsbewijs gezien");
    farida
        .get(&address(&site, site.mother, "anders", site.mother.0))
        .await
        .is(404);
    site.done().await;
}

#[tokio::test]
async fn consent_is_asked_on_paper_with_a_form_to_sign() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let share = prepared(&site, &mut farida).await;
    let id: Id = share.rsplit('/').next().unwrap().parse().unwrap();
    let here = address(&site, site.mother, "toestemming", id);
    farida
        .get(&format!("{share}/toestemming"))
        .await
        .is(200)
        .says(&here)
        .says("Vraag het op papier aan Mieke van den Proef");
    let (_, pdf) = farida.raw(&format!("{here}/voorbeeld.pdf")).await;
    let text = bare(&sound(&pdf, "Vertrouwelijk", "nl"));
    for part in [
        "Mogen we dit delen met De Klimop?",
        "School stemt de rooster af.",
        "Wil weer naar",
        "Wat als u nee zegt?",
        "Ja, dit mag",
        "Nee, liever niet",
        "Handtekening",
        "Naam Mieke van den Proef",
    ] {
        assert!(text.contains(&bare(part)), "{part}: {text}");
    }
    for other in ["Slaapt slecht", "administratie"] {
        assert!(!text.contains(other), "{other}: {text}");
    }
    // A girl of eleven is not asked.
    farida
        .get(&address(&site, site.child, "toestemming", id))
        .await
        .is(404);
    site.done().await;
}
