//! Sharing with a school, step by step: what the charter asks, in the order the screen walks it, and the answers of those
//! who must agree.

use super::dossier::aydin;
use crate::browser::Browser;
use crate::server::Demo;

/// What goes to the school.
const FACT: &str = "De ochtenden gaan beter.";
/// Why, as the client reads it.
pub const WHY: &str = "De school wil weten of het eerste uur mag vervallen.";

/// Prepares a disclosure up to the consent, which is asked in the portal; gives its address.
pub fn prepared(soraya: &mut Browser, dossier: &str, recipient: &str) -> String {
    let list = format!("{dossier}/delen");
    soraya.open(&list).is(200);
    let zeynep = soraya.form(&list).choices("person")[0].to_owned();
    let begun = soraya
        .fill(
            &list,
            &[
                ("person", &zeynep),
                ("party", "school"),
                ("recipient", recipient),
            ],
        )
        .is(303);
    let share = begun
        .header("location")
        .split('/')
        .take(5)
        .collect::<Vec<_>>()
        .join("/");
    soraya.follow(begun).is(200);

    // Nothing goes before everything is there; the page says what is missing.
    soraya.open(&share).is(200);
    soraya.fill(&format!("{share}/nu"), &[]).is(422);

    let step = |soraya: &mut Browser, word: &str, fields: &[(&str, &str)]| {
        let address = format!("{share}/{word}");
        soraya.open(&address).is(200);
        soraya.send(&address, fields).is(200);
    };
    step(
        soraya,
        "doel",
        &[("purpose", "align-provisions"), ("purpose_text", WHY)],
    );
    soraya.open(&format!("{share}/gegevens")).is(200);
    let fact = marked(&soraya.page, FACT);
    step(soraya, "gegevens", &[("facts", &fact)]);
    let because = [
        ("necessity", "Zonder dit past school het rooster niet aan."),
        ("proportionality", "Het gaat om één zin."),
        ("subsidiarity", "Zeynep wil niet zelf bellen."),
    ];
    step(soraya, "vragen", &because);
    step(soraya, "gesprek", &[("conversation", "failed")]);
    soraya.open(&share).is(200);
    soraya
        .fill(&format!("{share}/nu"), &[])
        .is(422)
        .says("toestemming");
    soraya.open(&format!("{share}/toestemming")).is(200);
    soraya
        .send(&format!("{share}/toestemming/vraag"), &[])
        .is(200)
        .says("Gevraagd in het portaal");
    share
}

/// The value of the box before this text.
fn marked(page: &str, text: &str) -> String {
    let before = page
        .split_once(text)
        .unwrap_or_else(|| panic!("`{text}` cannot be marked"))
        .0;
    let value = before.rsplit("name=\"facts\" value=\"").next().unwrap();
    value.split('"').next().unwrap().to_owned()
}

/// Answers what is asked in the portal; gives the page that confirms it.
fn answer(demo: &Demo, login: &str, share: &str, said: &str) -> Browser {
    let mut browser = demo.login(login);
    let form = format!("/mijn/toestemming/{}", share.rsplit('/').next().unwrap());
    browser.open("/mijn/toestemming").is(200);
    browser
        .open(&browser.link_to(&form))
        .is(200)
        .says(FACT)
        .says(WHY)
        .hides("slaaptraining");
    browser.send(&form, &[("answer", said)]).is(200);
    browser
}

/// The way from the first page of the portal to what was shared about Zeynep, who may be one's child or oneself.
fn shared_page(browser: &Browser) -> String {
    let all = crate::page::links(&browser.page);
    let of_her =
        |(href, said): &&(String, String)| href.ends_with("/gedeeld") && said.contains("Zeynep");
    all.iter()
        .find(of_her)
        .unwrap_or_else(|| panic!("{all:?}"))
        .0
        .clone()
}

pub fn asked_given_and_shared(demo: &Demo) {
    let (mut soraya, dossier) = aydin(demo);
    let share = prepared(&mut soraya, &dossier, "De mentor op school");
    // Zeynep is fifteen: she and her mother decide together.
    answer(demo, "zeynep", &share, "yes");
    soraya.open(&share).is(200);
    soraya.fill(&format!("{share}/nu"), &[]).is(422);
    answer(demo, "elif", &share, "yes");
    soraya
        .open(&share)
        .is(200)
        .says("Alles wat nodig is, is er.");
    soraya.send(&format!("{share}/nu"), &[]).is(200).says(FACT);
    let paper = soraya.open(&format!("{share}/ontvanger")).is(200);
    paper
        .says(FACT)
        .says("De mentor op school")
        .hides("slaaptraining");

    for login in ["zeynep", "elif"] {
        let mut browser = demo.login(login);
        browser.open("/").is(200);
        let file = shared_page(&browser);
        browser
            .open(&file)
            .is(200)
            .says("De mentor op school")
            .says(FACT)
            .says(WHY);
    }
    let mut zeynep = demo.login("zeynep");
    zeynep.open("/").is(200);
    zeynep
        .click("Bekijk wie er keek")
        .is(200)
        .says("deelde iets met een ander")
        .says("Soraya Ramautar");
    // Sent twice is shared once.
    let again = soraya.get(&share).is(200);
    assert!(
        !again.body.contains(&format!("action=\"{share}/nu\"")),
        "it cannot be shared again"
    );
}

pub fn refused_and_withdrawn(demo: &Demo) {
    let (mut soraya, dossier) = aydin(demo);
    let share = prepared(&mut soraya, &dossier, "De gymleraar");
    answer(demo, "zeynep", &share, "yes");
    answer(demo, "elif", &share, "no");
    soraya.open(&share).is(200);
    soraya.fill(&format!("{share}/nu"), &[]).is(422);
    answer(demo, "elif", &share, "yes");
    answer(demo, "zeynep", &share, "withdraw");
    soraya.open(&share).is(200);
    soraya.fill(&format!("{share}/nu"), &[]).is(422);
    soraya.open(&dossier).is(200);
    let mut elif = demo.login("elif");
    elif.open("/").is(200);
    // Nothing was shared, so the first page has no way there; the page itself says so.
    let file = crate::page::links(&elif.page)
        .into_iter()
        .find(|(_, said)| said.starts_with("Lees wat er staat") && said.contains("Zeynep"))
        .unwrap()
        .0;
    elif.open(&format!("{file}/gedeeld"))
        .is(200)
        .hides("De gymleraar");
}
