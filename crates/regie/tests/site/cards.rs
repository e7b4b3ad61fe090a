//! The demo keeps its promises: everybody on its login page, under every charter, gets where their card says, and what the
//! demo prints to try can be done.

use crate::browser::Answer;
use crate::page::{links, words};
use crate::server::{Demo, Options};
use crate::support::regie;
use regie_terms::Charter;
use regie_testkit::card;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

/// A demo under a charter.
fn under(charter: Charter) -> Demo {
    Demo::with(Options {
        charter: Some(charter.as_str()),
        ..Options::default()
    })
}

fn heading(answer: &Answer) -> String {
    let body = answer.body.as_str();
    let inside = body
        .split_once("<h1")
        .and_then(|(_, rest)| rest.split_once('>'));
    words(
        inside
            .and_then(|(_, rest)| rest.split_once("</h1>"))
            .unwrap()
            .0,
    )
}

/// Logs in as everybody and goes where their card leads: by a link on their first page, and to the heading it names.
fn walked(charter: Charter) -> Demo {
    let demo = under(charter);
    let door = demo.stranger().open("/inloggen").is(200);
    let on_the_door = door.body.matches("name=\"login\"").count();
    assert_eq!(on_the_door, demo.people.len());
    for (login, person) in &demo.people {
        let card = card(login, charter).unwrap();
        assert!(door.words().contains(card.nl), "{login}: {}", card.nl);
        let mut browser = demo.login(login);
        let home = browser.open("/").is(200);
        let page = &person.page;
        let led = links(&home.body).iter().any(|(href, _)| href == page);
        assert!(
            led || browser.here == *page,
            "{login} under {charter}: no way from {} to {page}",
            browser.here
        );
        let there = browser.open(page).is(200);
        assert!(
            heading(&there).starts_with(&person.heading),
            "{login} under {charter}: {page} is headed `{}`, not `{}`",
            heading(&there),
            person.heading
        );
    }
    demo
}

/// What cards say of the portal that a heading does not show: what stands on a page, and what does not. No charter makes a
/// difference there.
fn portal(demo: &Demo) {
    let there = |login: &str| {
        let mut browser = demo.login(login);
        let home = browser.open("/").is(200);
        (home, browser.open(&demo.people[login].page).is(200))
    };
    for (login, stands) in [
        ("rachid", "Moeder vindt"),
        ("sanne", "Vader ziet"),
        ("marieke", "dementie"),
        ("tomasz", "leefgeld"),
        ("joost", "Veiligheid van de cliënt"),
        ("thijs", "een eigen dossier"),
        ("indra", "knieoperatie"),
        ("driss", "begeleide bezoeken"),
    ] {
        there(login).1.says(stands);
    }
    for (login, stands) in [
        ("zeynep", "beslist u alleen"),
        ("elif", "beslist Zeynep Aydın alleen"),
        ("sofija", "beslist u alleen"),
        ("sjoerd", "beslist Bram de Boer samen met u"),
        ("bram", "geen dossier"),
    ] {
        there(login).0.says(stands);
    }
    for (login, not) in [
        ("driss", "Vogelmelkhof"),
        ("hafsa", "Vogelmelkhof"),
        ("wilhelmina", "Thijs"),
        ("melinda", "Jaïro"),
        ("gwendoline", "Melinda"),
    ] {
        let (home, page) = there(login);
        home.hides(not);
        page.hides(not);
    }
}

/// The three things to try, as far as the charters differ in them.
fn three_things(demo: &Demo, opens: bool, glass: bool) {
    let mut soraya = demo.login("soraya");
    soraya.open("/").is(200);
    let dossier = soraya.link("Aydın");
    let opened = soraya.open(&dossier);
    if opens {
        opened.is(200);
        soraya.open(&format!("{dossier}/delen")).is(200);
        let person = soraya.form(&format!("{dossier}/delen")).choices("person")[0].to_owned();
        let school = [
            ("person", person.as_str()),
            ("party", "school"),
            ("recipient", "De mentor"),
        ];
        let begun = soraya.send(&format!("{dossier}/delen"), &school).is(200);
        begun.says("de persoon zelf en ouder met gezag of voogd");
    } else {
        opened.is(403).says("Dit dossier gaat niet voor u open");
    }
    let born = demo.client("kees").born.strftime("%d-%m-%Y").to_string();
    let mut abdel = demo.login("abdel");
    abdel.open("/vind").is(200);
    let who = [("surname", "van 't Wout"), ("born", born.as_str())];
    let found = abdel.send("/vind", &who).is(200).says("Meryem Kaplan");
    let way_in = links(&found.body)
        .iter()
        .any(|(to, _)| to.ends_with("/glas"));
    assert_eq!(way_in, glass);
    found.says(if glass { "een reden" } else { "Dit mag niet" });
    let mut kees = demo.login("kees");
    kees.open(&demo.people["kees"].page)
        .is(200)
        .says("Abdel Haddou");
}

/// What waits when the demo begins, and where each row leads; by the law alone nobody could do anything, so nothing waits.
fn a_day(demo: &Demo, charter: Charter) {
    let all = [
        (
            "farid",
            "De cliënt gaf antwoord",
            "aan Woningcorporatie De Linde",
        ),
        ("kofi", "Kijk of een document nog nodig is", "Benali"),
        (
            "soraya",
            "Vertel de cliënt wat er gedeeld is",
            "aan Veilig Thuis",
        ),
        ("eline", "Vul aan wat nog ontbrak", "aan De mentor van Roos"),
        ("eline", "Iemand wil een eigen dossier", "Roos"),
        ("farid", "Beslis op een verzoek", "verbeteren"),
        (
            "fg",
            "Beoordeel een incident",
            "Er is gedeeld terwijl dat niet mocht",
        ),
    ];
    let glass = [
        ("agata", "Beoordeel een noodtoegang", "Hoekstra, Truus"),
        ("marloes", "Beoordeel een noodtoegang", "Hoekstra, Truus"),
    ];
    for (login, what, about) in all.iter().chain(&glass) {
        let none = charter == Charter::Wet
            || (what.contains("noodtoegang") && charter != Charter::Utrecht);
        let mut browser = demo.login(login);
        let home = browser.open("/").is(200);
        if none {
            home.hides(what);
            continue;
        }
        let home = home.says(what).says(about).hides("Er wacht niets op u");
        let there = links(&home.body)
            .into_iter()
            .find(|(_, words)| words.contains(what));
        let (there, _) = there.unwrap();
        browser.open(&there).is(200);
    }
    if charter == Charter::Utrecht {
        // Whoever speaks for her reads that it was broken, and why.
        let mut marieke = demo.login("marieke");
        let about = &demo.people["marieke"].page;
        marieke.open("/").is(200);
        marieke
            .open(&format!("{about}/wie-keek"))
            .is(200)
            .says("Kofi Boakye")
            .says("wist haar huis niet meer");
    }
    // What went for safety shows on no page of the family.
    let mut driss = demo.login("driss");
    let page = driss.open(&demo.people["driss"].page).is(200);
    page.hides("Veilig Thuis");
    demo.verify();
}

/// What the demo prints for who started it by hand.
fn printed(charter: Charter) -> String {
    let mut child = regie()
        .args(["demo", "--listen", "127.0.0.1:0", "--charter"])
        .arg(charter.as_str())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        said.push_str(&line.unwrap());
        said.push('\n');
        if said.contains("Stop with Ctrl-C") {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    said
}

fn kept(charter: Charter, opens: bool, glass: bool) {
    let demo = walked(charter);
    if charter == Charter::Utrecht {
        portal(&demo);
    }
    a_day(&demo, charter);
    let door = demo.stranger().open("/inloggen").is(200);
    let born = demo.client("kees").born.strftime("%d-%m-%Y").to_string();
    let door = door.says("Drie dingen om te proberen").says(&born);
    assert_eq!(door.words().contains("deel één feit"), opens);
    assert_eq!(door.words().contains("geef een reden"), glass);
    three_things(&demo, opens, glass);
    drop(demo);
    let said = printed(charter);
    assert_eq!(said.contains("share one fact"), opens, "{said}");
    assert_eq!(said.contains("give a reason"), glass, "{said}");
}

#[test]
fn everybody_gets_where_their_card_says_under_utrecht() {
    kept(Charter::Utrecht, true, true);
}

#[test]
fn everybody_gets_where_their_card_says_under_utrecht_zuidoost() {
    kept(Charter::UtrechtZuidoost, true, false);
}

#[test]
fn everybody_gets_where_their_card_says_under_the_kempen() {
    kept(Charter::Kempen, true, false);
}

#[test]
fn everybody_gets_where_their_card_says_under_the_law_alone() {
    kept(Charter::Wet, false, false);
}
