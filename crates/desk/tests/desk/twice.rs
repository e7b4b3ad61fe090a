//! A form that comes twice: the same words are answered as the first time, other words are not lost without saying so.

use crate::browser::{Answer, Browser, hidden};
use crate::entry::whole;
use crate::site::Site;

const SAYS: &str = "Dit formulier was al verstuurd, met andere woorden.";

/// The fields of the form at an address as it stands, with what is typed.
async fn filled(who: &mut Browser, here: &str, typed: &[(&str, &str)]) -> Vec<(String, String)> {
    who.get(here).await.is(200);
    let mut fields = hidden(&who.page, here);
    fields.retain(|(name, _)| !typed.iter().any(|(known, _)| known == name));
    fields.extend(
        typed
            .iter()
            .map(|(n, v)| ((*n).to_owned(), (*v).to_owned())),
    );
    fields
}

fn with(fields: &[(String, String)], name: &str, value: &str) -> Vec<(String, String)> {
    let mut fields = fields.to_vec();
    for field in &mut fields {
        if field.0 == name {
            value.clone_into(&mut field.1);
        }
    }
    fields
}

fn request(fields: &[(String, String)]) -> &str {
    &fields.iter().find(|(n, _)| n == "request").unwrap().1
}

/// What came back says that nothing was recorded, keeps the words, and carries another id, so that sending it again records it.
fn told(answer: Answer, here: &str, sent: &[(String, String)], words: &str) {
    let answer = answer.is(422).says(SAYS).says(words);
    let fresh = hidden(&answer.body, here);
    assert_ne!(request(&fresh), request(sent));
}

#[tokio::test]
async fn other_words_under_the_same_request_are_not_lost() {
    let site = Site::new().await;
    let dossier = format!("/dossier/{}", site.dossier);
    let here = format!("{dossier}/vastleggen");
    let mut farida = site.login("farida").await;
    let typed = whole(site.child);
    let typed: Vec<(&str, &str)> = typed.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let sent = filled(&mut farida, &here, &typed).await;
    let first = farida.post(&here, &sent).await.is(303);
    let again = farida.post(&here, &sent).await.is(303);
    assert_eq!(first.header("location"), again.header("location"));

    let changed = with(&sent, "text", "Wil weer naar dansles.");
    told(
        farida.post(&here, &changed).await,
        &here,
        &changed,
        "naar dansles",
    );
    let fresh = hidden(&farida.page, &here);
    farida.get(&dossier).await.is(200).hides("naar dansles");
    let changed = with(&changed, "request", request(&fresh));
    farida.post(&here, &changed).await.is(303);
    let page = farida.get(&dossier).await.is(200);
    assert_eq!(page.body.matches("naar dansles").count(), 1);
    site.done().await;
}

/// The chain is in the database, so it does not matter which desk is asked, or whether that desk was there the first time.
#[tokio::test]
async fn so_it_is_on_another_desk_and_after_a_restart() {
    let site = Site::new().await;
    let here = format!("/dossier/{}/aantekeningen", site.dossier);
    let mut farida = site.login("farida").await;
    let sent = filled(&mut farida, &here, &[("text", "Bellen met school.")]).await;
    farida.post(&here, &sent).await.is(303);
    let mut there = site.another_desk().await;
    there.cookies.clone_from(&farida.cookies);
    there.post(&here, &sent).await.is(303);
    let changed = with(&sent, "text", "Bellen met oma.");
    told(
        there.post(&here, &changed).await,
        &here,
        &changed,
        "Bellen met oma.",
    );
    let page = farida.get(&here).await.is(200).hides("Bellen met oma.");
    assert_eq!(page.body.matches("Bellen met school.").count(), 1);
    site.done().await;
}

/// Two desks at the same moment: neither sees the line of the other when it asks whether there is one, and the writer tells.
#[tokio::test]
async fn at_the_same_moment_one_of_them_stands() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let here = "/agenda";
    let dates = [("from", "1-12-2026"), ("until", "2-12-2026")];
    let sent = filled(&mut farida, here, &dates).await;
    let mut there = site.another_desk().await;
    there.cookies.clone_from(&farida.cookies);
    let changed = with(&sent, "until", "9-12-2026");
    let (one, other) = tokio::join!(farida.post(here, &sent), there.post(here, &changed));
    let mut answers = [one, other];
    answers.sort_by_key(|a| a.status);
    let [stands, told] = answers;
    stands.is(303);
    // Whichever is looked at first, the form or the days that are taken by now: it is told, and one of them stands.
    let told = told.is(422).body;
    let taken = "U staat op een of meer van deze dagen al als afwezig.";
    assert!(told.contains(SAYS) || told.contains(taken), "{told}");
    let page = farida.get(here).await.is(200).body;
    let there = ["2 december 2026", "9 december 2026"].map(|day| page.contains(day));
    assert!(there[0] != there[1], "{page}");
    site.done().await;
}

#[tokio::test]
async fn a_second_judgement_in_other_words_is_not_taken_for_the_first() {
    let site = Site::new().await;
    let mut olaf = site.login("olaf").await;
    let glass = olaf.find_glass("Verlaten", site.deserted).await;
    let typed = [("act", "view"), ("reason", "Moeder belt.")];
    let sent = filled(&mut olaf, &glass, &typed).await;
    olaf.post(&glass, &sent).await.is(303);
    olaf.post(&glass, &sent).await.is(303);
    let changed = with(&sent, "reason", "Oma belt ook.");
    told(
        olaf.post(&glass, &changed).await,
        &glass,
        &changed,
        "Oma belt ook.",
    );

    let mut ann = site.login("ann").await;
    let page = ann.get("/").await.is(200).body;
    let judge = page
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|href| href.contains("/glas/"))
        .unwrap()
        .to_owned();
    let typed = [("justified", "yes"), ("because", "Het kon niet wachten.")];
    let sent = filled(&mut ann, &judge, &typed).await;
    ann.post(&judge, &sent).await.is(303);
    ann.post(&judge, &sent).await.is(303);
    let changed = with(&sent, "because", "Toch niet.");
    ann.post(&judge, &changed).await.is(422).says(SAYS);
    let later = with(&changed, "request", &regie_terms::Id::fresh().to_string());
    ann.post(&judge, &later)
        .await
        .is(422)
        .says("U heeft hier al over geoordeeld");
    site.done().await;
}

/// What stands in the open of a line says nothing about what was typed, and a look carries no digest of it at all.
#[tokio::test]
async fn only_a_keyed_digest_stands_in_the_line() {
    let site = Site::new().await;
    let mut farida = site.login("farida").await;
    let here = format!("/dossier/{}/aantekeningen", site.dossier);
    for text in ["Ja", "Ja", "Nee"] {
        let sent = filled(&mut farida, &here, &[("text", text)]).await;
        farida.post(&here, &sent).await.is(303);
    }
    farida.find("Proef").await.is(200);
    let inputs = site.inputs().await;
    let of = |act: &str| {
        let found = inputs.iter().filter(|(known, _)| known == act);
        found.map(|(_, input)| input.clone()).collect::<Vec<_>>()
    };
    let notes = of("keep-note");
    assert_eq!(notes.len(), 3);
    assert!(notes[0].is_some() && notes[0] == notes[1] && notes[0] != notes[2]);
    assert_eq!(of("find"), [None]);
    assert!(of("login").iter().all(Option::is_none));
    site.done().await;
}
