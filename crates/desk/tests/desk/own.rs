//! The client's own words on the pages: written in the portal, taken in by who coordinates, and a question before an answer.

use crate::share::prepared;
use crate::site::Site;

/// The address in a page that begins and ends so.
fn link(page: &str, begins: &str, ends: &str) -> String {
    let found = page.split("href=\"").skip(1).find_map(|rest| {
        let address = rest.split('"').next().unwrap_or_default();
        (address.starts_with(begins) && address.ends_with(ends)).then(|| address.to_owned())
    });
    found.unwrap_or_else(|| panic!("no link from {begins} to {ends}"))
}

#[tokio::test]
async fn a_parent_says_her_side_and_reads_what_was_done_with_it() {
    let site = Site::new().await;
    let mut mieke = site.login("mieke").await;
    let file = format!("/mijn/{}", site.child);
    let page = mieke
        .get(&file)
        .await
        .is(200)
        .says("Mijn kant van het verhaal")
        .body;
    let address = link(&page, &file, "/mijn-kant?wat=mijn-kant");
    mieke
        .get(&address)
        .await
        .is(200)
        .says("Slaapt slecht")
        .says("Wie dit leest: u, Sara van den Proef zelf");
    let address = address.split('?').next().unwrap().to_owned();
    mieke
        .send(&address, &[("what", "own-side"), ("text", "")])
        .await
        .is(422)
        .says("Schrijf op wat u wilt zeggen.");
    mieke
        .send(
            &address,
            &[("what", "own-side"), ("text", "Ze slaapt <b>goed</b>.")],
        )
        .await
        .is(303);
    mieke
        .get(&format!("{file}?klaar=geschreven"))
        .await
        .is(200)
        .says("Uw woorden staan erbij")
        .says("Uw eigen woorden")
        .says("Ze slaapt &#60;b&#62;goed")
        .says("Nog niet verwerkt");

    let mut farida = site.login("farida").await;
    farida
        .get("/")
        .await
        .says("Verwerk de woorden van een cliënt");
    let dossier = format!("/dossier/{}", site.dossier);
    let page = farida
        .get(&dossier)
        .await
        .is(200)
        .says("Woorden van de cliënt, nog niet verwerkt")
        .body;
    let words = link(&page, &format!("{dossier}/woorden/"), "");
    let page = farida
        .get(&words)
        .await
        .is(200)
        .says("ouder met gezag")
        .body;
    let correct = link(
        &page,
        &dossier,
        &format!("verbeteren?woorden={}", words.rsplit('/').next().unwrap()),
    );
    farida
        .get(&correct)
        .await
        .is(200)
        .says("Ze slaapt &#60;b&#62;goed&#60;/b&#62;.</textarea>")
        .says("value=\"representative\" checked");
    let record = link(&page, &format!("{dossier}/vastleggen?woorden="), "");
    farida
        .get(&record)
        .await
        .is(200)
        .says("Ze slaapt &#60;b&#62;goed&#60;/b&#62;.</textarea>");
    farida.get(&words).await.is(200);
    farida
        .send(&words, &[("answer", "")])
        .await
        .is(422)
        .says("Schrijf een kort antwoord.");
    farida
        .send(&words, &[("answer", "We horen u.")])
        .await
        .to(&format!("{dossier}?klaar=woorden"));
    farida.get(&words).await.is(200).says("Verwerkt");
    mieke
        .get(&file)
        .await
        .is(200)
        .says("beide versies staan naast elkaar")
        .says("We horen u.")
        .hides("Nog niet verwerkt");
    site.done().await;
}

#[tokio::test]
async fn what_was_added_can_be_taken_back_until_it_is_taken_in() {
    let site = Site::new().await;
    let mut mieke = site.login("mieke").await;
    let file = format!("/mijn/{}", site.mother);
    mieke
        .get(&file)
        .await
        .says("Iets toevoegen in uw eigen woorden");
    let add = format!("{file}/toevoegen");
    mieke.get(&add).await.is(200);
    mieke.send(&add, &[("text", "Ik zoek werk.")]).await.is(303);
    let page = mieke.get(&file).await.says("Ik zoek werk.").body;
    let back = link(&page, &format!("{file}/woorden/"), "/weg");
    mieke.get(&back).await.is(200).says("Ik zoek werk.");
    mieke
        .send(&back, &[])
        .await
        .to(&format!("{file}?klaar=teruggenomen"));
    mieke
        .get(&format!("{file}?klaar=teruggenomen"))
        .await
        .says("U nam uw woorden terug")
        .hides("Ik zoek werk.");
    mieke.get(&back).await.is(404);
    let mut farida = site.login("farida").await;
    farida
        .get(&format!("/dossier/{}", site.dossier))
        .await
        .is(200)
        .hides("Ik zoek werk.");
    site.done().await;
}

#[tokio::test]
async fn a_question_first_is_answered_on_both_pages() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let share = prepared(&site, &mut farida).await;
    let agree = format!("{share}/toestemming");
    farida.get(&agree).await.is(200);
    farida.send(&format!("{agree}/vraag"), &[]).await.to(&agree);
    let mut mieke = site.login("mieke").await;
    let ask = format!("/mijn/toestemming/{}", share.rsplit('/').next().unwrap());
    mieke.get(&ask).await.is(200).says("Ik heb eerst een vraag");
    mieke
        .send(&ask, &[("answer", "query"), ("query", "")])
        .await
        .is(422)
        .says("Schrijf op wat u wilt vragen.");
    mieke
        .send(&ask, &[("answer", "query"), ("query", "Wie leest dit?")])
        .await
        .to(&format!("{ask}?klaar=gevraagd"));
    mieke
        .get(&format!("{ask}?klaar=gevraagd"))
        .await
        .is(200)
        .says("Wie leest dit?")
        .says("Nog geen antwoord")
        .says("Ja, dit mag");
    let page = farida.get(&agree).await.is(200).says("Wie leest dit?").body;
    let answer = page
        .split("action=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .find(|action| action.contains("/vraag/"))
        .unwrap()
        .to_owned();
    farida
        .send(&answer, &[("answer_query", "")])
        .await
        .is(422)
        .says("Schrijf een antwoord.");
    farida.get(&agree).await.is(200);
    farida
        .send(&answer, &[("answer_query", "Alleen de juf.")])
        .await
        .to(&agree);
    mieke
        .get(&ask)
        .await
        .is(200)
        .says("Alleen de juf.")
        .says("Ja, dit mag");
    site.done().await;
}
