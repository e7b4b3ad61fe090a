//! Recording, correcting, and the working notes.

use crate::browser::{Answer, Browser, hidden};
use crate::site::Site;
use regie_terms::{Id, PersonId};

/// A form that can be sent as it is.
pub fn whole(person: PersonId) -> Vec<(&'static str, String)> {
    [
        ("person", person.to_string().as_str()),
        ("law", "jeugdwet"),
        ("kind", "what"),
        ("category", "help-request"),
        ("motive", "Dat speelt mee in de vraag."),
        ("purpose", "support"),
        ("text", "Wil weer naar <school> 🙂 en مرحبا."),
        ("basis", "Jeugdwet 7.3.8"),
        ("need", "Zonder dit past de hulp niet."),
        ("source", "client"),
        ("statement", "client-view"),
        ("together", "yes"),
        ("moment", "later"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .to_vec()
}

pub async fn send(browser: &mut Browser, to: &str, fields: &[(&str, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    browser.send(to, &fields).await
}

/// The same form with one field otherwise.
fn with(
    mut fields: Vec<(&'static str, String)>,
    name: &'static str,
    value: &str,
) -> Vec<(&'static str, String)> {
    fields.retain(|(known, _)| *known != name);
    fields.push((name, value.to_owned()));
    fields
}

/// The id of the fact that stands on a page with these words.
pub fn fact_with(page: &str, words: &str) -> String {
    let at = page
        .find(words)
        .unwrap_or_else(|| panic!("{words}: {page}"));
    let (_, id) = page[..at].rsplit_once("id=\"gegeven-").unwrap();
    id[..32].to_owned()
}

#[tokio::test]
async fn a_fact_with_its_whole_label_stands_in_the_dossier() {
    let site = Site::new().await;
    let dossier = format!("/dossier/{}", site.dossier);
    let here = format!("{dossier}/vastleggen");
    let mut farida = site.login("farida").await;
    farida
        .get(&here)
        .await
        .is(200)
        .says("Mag dit worden vastgelegd?")
        // On a telephone the answer stands below the form; the way to it comes first.
        .says("<p class=\"peek\"><a href=\"#checklist\">")
        .says("id=\"checklist\"")
        .says("Sara van den Proef")
        .hides("group-fold\" open");
    let sent = send(&mut farida, &here, &whole(site.child)).await;
    let to = sent.header("location").to_owned();
    let said = format!("{dossier}?klaar=vastgelegd#gegeven-");
    assert!(to.starts_with(&said), "{to}");
    let page = farida
        .get(&dossier)
        .await
        .is(200)
        .says("Wil weer naar &#60;school&#62; 🙂 en مرحبا.");
    assert_eq!(page.body.matches("Wil weer naar").count(), 1);
    // With the client, and another one without: each says so.
    let with_client = |page: &str, words: &str| {
        let fact = page
            .split("<article")
            .find(|one| one.contains(words))
            .unwrap();
        fact.contains("Samen met de cliënt opgeschreven") && fact.contains(">Samen<")
    };
    assert!(with_client(&page.body, "Wil weer naar"), "{}", page.body);
    let mut alone = with(whole(site.child), "text", "Zonder haar erbij opgeschreven.");
    alone.retain(|(name, _)| *name != "together");
    farida.get(&here).await;
    send(&mut farida, &here, &alone).await.is(303);
    let page = farida.get(&dossier).await.is(200);
    assert!(
        !with_client(&page.body, "Zonder haar erbij"),
        "{}",
        page.body
    );
    // What was sent is no draft any more.
    farida.get(&here).await.hides("Wil weer naar");
    site.done().await;
}

#[tokio::test]
async fn sent_twice_it_stands_once() {
    let site = Site::new().await;
    let dossier = format!("/dossier/{}", site.dossier);
    let here = format!("{dossier}/vastleggen");
    let mut farida = site.login("farida").await;
    farida.get(&here).await;
    let mut fields = hidden(&farida.page, &here);
    fields.extend(
        whole(site.child)
            .into_iter()
            .map(|(n, v)| (n.to_owned(), v)),
    );
    let first = farida.post(&here, &fields).await.is(303);
    let second = farida.post(&here, &fields).await.is(303);
    assert_eq!(first.header("location"), second.header("location"));
    let page = farida.get(&dossier).await;
    assert_eq!(page.body.matches("Wil weer naar").count(), 1);
    site.done().await;
}

#[tokio::test]
async fn what_is_missing_is_said_at_each_field_and_what_was_typed_is_kept() {
    let site = Site::new().await;
    let here = format!("/dossier/{}/vastleggen", site.dossier);
    let mut farida = site.login("farida").await;
    farida.get(&here).await;
    farida
        .send(&here, &[("text", "Alleen dit.")])
        .await
        .is(422)
        .says("<title>Fout: ")
        .says("Alleen dit.")
        .says("Kies over wie het gaat.")
        .says("Open een onderwerp en kies waar het over gaat.")
        .says("Schrijf op waarom dit nodig is.")
        .says("href=\"#f-category\"")
        .says("id=\"f-category\"");
    let long = with(whole(site.child), "text", &"é".repeat(8001));
    farida.get(&here).await;
    send(&mut farida, &here, &long)
        .await
        .is(422)
        .says("8000 tekens");
    for (day, says) in [
        ("1-1-1850", "vóór de geboorte"),
        ("1-1-2250", "te ver vooruit"),
        ("straks", "geen dag die we herkennen"),
    ] {
        farida.get(&here).await;
        send(
            &mut farida,
            &here,
            &with(whole(site.child), "about_day", day),
        )
        .await
        .is(422)
        .says(says)
        .says(&format!("value=\"{day}\""));
    }
    // Somebody of another family is as unknown as nobody.
    for person in [
        site.stranger.to_string(),
        Id::fresh().to_string(),
        "x".into(),
    ] {
        farida.get(&here).await;
        send(
            &mut farida,
            &here,
            &with(whole(site.child), "person", &person),
        )
        .await
        .is(422)
        .says("Kies een van de mogelijkheden");
    }
    farida
        .get(&format!("/dossier/{}", site.dossier))
        .await
        .hides("Alleen dit.")
        .hides("Wil weer");
    site.done().await;
}

#[tokio::test]
async fn the_charter_stands_beside_the_form_and_decides() {
    let site = Site::new().await;
    let here = format!("/dossier/{}/vastleggen", site.dossier);
    let test = format!("{here}/toets");
    let mut farida = site.login("farida").await;
    // Health asks the two other questions; the part that holds them opens.
    let health = with(whole(site.child), "category", "health");
    farida.get(&here).await;
    send(&mut farida, &here, &health)
        .await
        .is(422)
        .says("Dit mag zo nog niet")
        .says("href=\"#f-proportionality\"")
        .says("id=\"weging\" open")
        .says("Wil weer naar");
    farida.get(&here).await;
    let form = hidden(&farida.page, &here);
    let mut fields: Vec<(&str, String)> =
        form.iter().map(|(n, v)| (n.as_str(), v.clone())).collect();
    fields.extend(health.iter().cloned());
    // Without script the test answers with the whole page, as typed, and no errors.
    let owned: Vec<(String, String)> = fields
        .iter()
        .map(|(n, v)| ((*n).to_owned(), v.clone()))
        .collect();
    farida
        .post(&test, &owned)
        .await
        .is(200)
        .says("<h1")
        .says("Wil weer naar")
        .hides("class=\"summary\"")
        .says("href=\"#f-subsidiarity\"");
    // With script it is the decision alone.
    farida.extra.push(("x-requested-with", "regie".to_owned()));
    let part = farida.post(&test, &owned).await.is(200);
    assert!(
        part.body.starts_with("<section class=\"checklist"),
        "{}",
        part.body
    );
    part.hides("Wil weer naar").says("Nog nodig");
    farida.extra.clear();
    farida.get(&test).await.to(&here);
    let mut filled = health;
    filled.push(("proportionality", "Alleen wat de hulp vraagt.".to_owned()));
    filled.push(("subsidiarity", "Anders weet de hulp het niet.".to_owned()));
    farida.get(&here).await;
    send(&mut farida, &here, &filled).await.is(303);
    // What nothing can make lawful is said so, and kept.
    farida.get(&here).await;
    let barred = with(whole(site.child), "category", "religion");
    send(&mut farida, &here, &barred)
        .await
        .is(422)
        .says("checklist--prohibited")
        .says("Wil weer naar");
    site.done().await;
}

#[tokio::test]
async fn answers_and_the_safety_route_are_read_and_mended_in_their_own_place() {
    let site = Site::new().await;
    let here = format!("/dossier/{}/vastleggen", site.dossier);
    let mut farida = site.login("farida").await;
    let mut half = whole(site.child);
    half.push(("consent_answer-2", "given".to_owned()));
    half.push(("safety_of", "client".to_owned()));
    farida.get(&here).await;
    send(&mut farida, &here, &half)
        .await
        .is(422)
        .says("id=\"f-consent_name-2-error\"")
        .says("id=\"f-consent_form-2-error\"")
        .says("id=\"f-consent_on-2-error\"")
        .says("Schrijf op wat het gevaar is.")
        .says("Kies of de cliënt het weet.");
    half.push(("consent_name-2", "Ans de Verre".to_owned()));
    half.push(("consent_form-2", "oral".to_owned()));
    half.push(("consent_on-2", "20 november 2026".to_owned()));
    half.push(("safety_because", "Er wordt geslagen.".to_owned()));
    half.push(("safety_client", "informed".to_owned()));
    half.push(("safety_consulted", "colleague".to_owned()));
    half.push(("safety_anonymised", "yes".to_owned()));
    farida.get(&here).await;
    send(&mut farida, &here, &half).await.is(303);
    farida
        .get(&format!("/dossier/{}", site.dossier))
        .await
        .says("Ans de Verre (ouder met gezag of voogd)");
    site.done().await;
}

#[tokio::test]
async fn a_correction_takes_the_place_and_the_old_words_stay() {
    let site = Site::new().await;
    let dossier = format!("/dossier/{}", site.dossier);
    let mut farida = site.login("farida").await;
    let page = farida.get(&dossier).await;
    let old = fact_with(&page.body, "Zoekt hulp bij de administratie.");
    let here = format!("{dossier}/feit/{old}/verbeteren");
    farida
        .get(&format!("{dossier}/vastleggen?verbetert={old}"))
        .await
        .to(&here);
    farida
        .get(&here)
        .await
        .is(200)
        .says("Zo staat het er nu")
        .says(">\nZoekt hulp bij de administratie.</textarea>")
        .says("value=\"wmo\" checked");
    let mended = [("text", "Zoekt hulp bij geld."), ("correction", "")];
    let fields = |reason: &str| -> Vec<(&'static str, String)> {
        let mut all = whole(site.mother);
        all.retain(|(n, _)| !matches!(*n, "text" | "law" | "person"));
        all.push(("law", "wmo".to_owned()));
        all.push(("text", mended[0].1.to_owned()));
        all.push(("correction", reason.to_owned()));
        all
    };
    send(&mut farida, &here, &fields("  "))
        .await
        .is(422)
        .says("Schrijf op waarom u dit verbetert.")
        .says("Zoekt hulp bij geld.");
    farida.get(&here).await;
    send(&mut farida, &here, &fields("Het ging om geld."))
        .await
        .is(303);
    farida
        .get(&dossier)
        .await
        .says("Zoekt hulp bij geld.")
        .says("Zoekt hulp bij de administratie.")
        .says("Het ging om geld.");
    // The old one cannot be corrected once more.
    farida.get(&here).await.is(200);
    send(&mut farida, &here, &fields("Nog eens."))
        .await
        .is(422)
        .says("Dit feit is al verbeterd");
    // Unknown, and of another dossier.
    for entry in [Id::fresh().to_string(), "x".into(), site.child.to_string()] {
        farida
            .get(&format!("{dossier}/feit/{entry}/verbeteren"))
            .await
            .is(404);
    }
    site.done().await;
}

#[tokio::test]
async fn notes_stay_outside_the_dossier_until_they_are_put_in() {
    let site = Site::new().await;
    let dossier = format!("/dossier/{}", site.dossier);
    let here = format!("{dossier}/aantekeningen");
    let mut farida = site.login("farida").await;
    farida
        .get(&here)
        .await
        .is(200)
        .says("Dit staat niet in het dossier")
        .says("U heeft hier geen aantekeningen");
    farida
        .send(&here, &[("text", " \n")])
        .await
        .is(422)
        .says("Schrijf eerst iets op");
    farida
        .send(&here, &[("text", "Bellen met juf <Anja>.")])
        .await
        .to(&format!("{here}?klaar=bewaard"));
    let page = farida
        .get(&format!("{here}?klaar=bewaard"))
        .await
        .says("De aantekening is bewaard")
        .says("juf &#60;Anja&#62;");
    farida.get(&dossier).await.hides("Anja");
    let mut sam = site.login("sam").await;
    sam.get(&here).await.is(200).hides("Anja");
    let (_, rest) = page.body.split_once(&format!("{here}/")).unwrap();
    let note = rest[..32].to_owned();
    let into = format!("{here}/{note}/vastleggen");
    let away = format!("{here}/{note}/weg");
    sam.get(&into).await.is(404);
    let token: Vec<(String, String)> = hidden(&sam.page, "/uitloggen");
    sam.post(&away, &token).await.is(404);
    farida
        .get(&into)
        .await
        .is(200)
        .says("juf &#60;Anja&#62;.</textarea>");
    send(&mut farida, &into, &whole(site.child)).await.is(303);
    farida
        .get(&here)
        .await
        .says("U heeft hier geen aantekeningen");
    farida.get(&dossier).await.says("Wil weer naar");
    farida.get(&away).await.to(&here);
    farida.get(&here).await;
    farida.send(&here, &[("text", "Weg ermee.")]).await.is(303);
    let page = farida
        .get(&here)
        .await
        .says("Dat kunt u niet terugdraaien")
        .body;
    let away = format!(
        "{here}/{}/weg",
        &page.split_once(&format!("{here}/")).unwrap().1[..32]
    );
    farida
        .send(&away, &[])
        .await
        .to(&format!("{here}?klaar=weg"));
    farida.get(&here).await.hides("Weg ermee.");
    site.done().await;
}

#[tokio::test]
async fn who_may_not_edit_sees_no_form_and_keeps_their_words() {
    let site = Site::new().await;
    let here = format!("/dossier/{}/vastleggen", site.dossier);
    for login in ["olaf", "ravi"] {
        let mut browser = site.login(login).await;
        browser
            .get(&here)
            .await
            .is(403)
            .hides("<textarea")
            .hides("Sara");
        let mut fields = hidden(&browser.page, "/uitloggen");
        fields.extend(
            whole(site.child)
                .into_iter()
                .map(|(n, v)| (n.to_owned(), v)),
        );
        browser.post(&here, &fields).await.is(403).hides("Sara");
        browser
            .post(&format!("{here}/toets"), &fields)
            .await
            .is(403);
        let notes = format!("/dossier/{}/aantekeningen", site.deserted);
        browser.get(&notes).await.is(403);
    }
    // Without the token nothing happens, and the words come back.
    let mut farida = site.login("farida").await;
    let fields: Vec<(String, String)> = whole(site.child)
        .into_iter()
        .map(|(n, v)| (n.to_owned(), v))
        .collect();
    farida
        .post(&here, &fields)
        .await
        .is(403)
        .says("Wat u typte, is wel bewaard");
    farida.get(&here).await.is(200).says("Wil weer naar");
    farida
        .get(&format!("/dossier/{}", site.dossier))
        .await
        .hides("Wil weer naar");
    site.done().await;
}

#[tokio::test]
async fn a_fact_about_the_family_says_so_on_its_card_and_stays_so_when_mended() {
    let site = Site::new().await;
    let dossier = format!("/dossier/{}", site.dossier);
    let here = format!("{dossier}/vastleggen");
    let mut farida = site.login("farida").await;
    farida.get(&here).await.is(200).says("value=\"family\"");
    send(
        &mut farida,
        &here,
        &with(whole(site.child), "person", "family"),
    )
    .await
    .is(303);
    let page = farida.get(&dossier).await.is(200).says("· Het gezin</");
    let fact = fact_with(&page.body, "Wil weer naar");
    let mend = format!("{dossier}/feit/{fact}/verbeteren");
    farida.get(&mend).await.is(200).says("· Het gezin</");
    let mut fields = with(whole(site.child), "text", "Wil weer naar de brugklas.");
    fields.push(("correction", "klas vergeten".to_owned()));
    send(&mut farida, &mend, &fields).await.is(303);
    let both = farida.get(&dossier).await;
    let said = |page: &str| page.matches("· Het gezin</").count();
    assert_eq!(said(&both.body), 2 * said(&page.body), "both versions do");
    site.done().await;
}
