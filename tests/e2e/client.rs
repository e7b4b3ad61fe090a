//! A client's own side: a girl and her mother who do not agree, a mother whose authority ends while she reads, and somebody who listens to the page.

use super::LANGUAGES;
use super::window::{Kind, Window};
use crate::journeys::{dossier::aydin, share};
use crate::server::Demo;

const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";

fn phone(demo: &Demo, language: &'static str, login: &str) -> Window {
    let kind = Kind {
        width: 360,
        language,
        scripts: true,
    };
    let mut window = Window::open(demo, kind);
    window.login(login);
    window
}

/// Answers a request with a reason.
fn answers(window: &mut Window, asked: &str, answer: &str, reason: &str) {
    window.go("/mijn/toestemming");
    window.click(&format!("a[href='{asked}']"));
    window.tick("answer", answer);
    window.write("reason", reason);
    window.send(asked);
}

#[test]
#[ignore = "needs a browser"]
fn a_girl_of_fifteen_and_her_mother_disagree() {
    const HERS: &str = "De juf praat er met iedereen over.";
    const MOTHERS: &str = "School moet het weten.";
    for language in LANGUAGES {
        let demo = Demo::start();
        let (mut soraya, dossier) = aydin(&demo);
        let share = share::prepared(&mut soraya, &dossier, "De mentor op school");
        let asked = format!("/mijn/toestemming/{}", share.rsplit('/').next().unwrap());
        let mut zeynep = phone(&demo, language, "zeynep");
        let mut elif = phone(&demo, language, "elif");
        answers(&mut zeynep, &asked, "no", HERS);
        answers(&mut elif, &asked, "yes", MOTHERS);
        // Each reads their own answer, and neither what the other said or why.
        for (window, other) in [(&mut zeynep, MOTHERS), (&mut elif, HERS)] {
            for page in ["/mijn", "/mijn/toestemming", &asked] {
                window.go(page);
                window.hides(other);
            }
            window.go(&format!("{asked}/bewijs"));
            window.hides(other);
        }
        // Nothing goes while one of them says no.
        soraya.open(&share).is(200);
        soraya.fill(&format!("{share}/nu"), &[]).is(422);
        // A mind may be changed, and then it can.
        answers(&mut zeynep, &asked, "yes", "De mentor houdt het voor zich.");
        soraya.open(&share).is(200);
        soraya.fill(&format!("{share}/nu"), &[]).is(303);
        elif.go("/mijn");
        elif.hides("houdt het voor zich");
    }
}

#[test]
#[ignore = "needs a browser"]
fn a_mother_loses_authority_while_she_is_logged_in() {
    for language in LANGUAGES {
        let demo = Demo::start();
        let (mut soraya, dossier) = aydin(&demo);
        let mut elif = phone(&demo, language, "elif");
        elif.says("Zeynep");
        let file = elif
            .leads("[aria-labelledby='p3'] a[href$='/wie-keek']")
            .replace("/wie-keek", "");
        let about = |window: &mut Window| {
            let pages = ["", "/wie-keek", "/gedeeld", "/meenemen"];
            let seen = pages.map(|page| {
                window.go(&format!("{file}{page}"));
                window.words().contains("Zeynep")
            });
            seen.contains(&true)
        };
        assert!(
            about(&mut elif),
            "her daughter's file is not there to begin with"
        );
        let gezag = format!("{dossier}/gezag");
        soraya.open(&gezag).is(200);
        let page = soraya.page.clone();
        let ends: Vec<&str> = page
            .split(&format!("action=\"{gezag}/"))
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert!(!ends.is_empty(), "nobody has authority");
        let yesterday = demo.today.yesterday().unwrap();
        let yesterday = yesterday.strftime("%-d-%-m-%Y").to_string();
        for one in ends {
            soraya.open(&gezag).is(200);
            soraya
                .fill(&format!("{gezag}/{one}"), &[("ends", &yesterday)])
                .is(303);
        }
        // Her next step leads nowhere about her daughter, and says so calmly; her own file is hers.
        elif.go("/mijn");
        elif.hides("Zeynep");
        assert!(!about(&mut elif));
        elif.go("/mijn");
        elif.says("Elif");
        elif.click("main a[href$='/wie-keek']");
        assert!(elif.has(".standing") && elif.has("a[data-exit]"));
    }
}

#[test]
#[ignore = "needs a browser"]
fn somebody_who_listens_to_the_page_finds_who_looked() {
    for language in LANGUAGES {
        let demo = Demo::start();
        let mut window = phone(&demo, language, "zeynep");
        let looked = if language == "nl" {
            "Wie er keek"
        } else {
            "Who looked"
        };
        // By keys alone, in the order in which the page is read.
        window.press(TAB);
        assert_eq!(window.focused(), "#main");
        window.press(ENTER);
        let mut stops = Vec::new();
        for _ in 0..40 {
            window.press(TAB);
            assert!(window.focus_shows());
            let stop = window.focused();
            if stop.ends_with("/wie-keek") {
                break;
            }
            stops.push(stop);
        }
        assert!(stops.len() < 40, "who looked is not reached: {stops:?}");
        window.press_on(ENTER);
        assert!(window.at().ends_with("/wie-keek"), "{}", window.at());

        let tree = window.heard();
        let of = |role: &str| -> Vec<&str> {
            let these = tree.iter().filter(|(known, _)| known == role);
            these.map(|(_, name)| name.as_str()).collect()
        };
        // One main part, one first heading, a way past the menu, and where one is in the menu.
        assert_eq!(of("main").len(), 1, "{tree:?}");
        assert!(
            of("link").iter().any(|name| name.contains(looked)),
            "{tree:?}"
        );
        assert!(
            of("navigation").iter().all(|name| !name.is_empty()),
            "{tree:?}"
        );
        // Each day is a heading, and the list under it is called after that day.
        let headings = of("heading");
        let lists: Vec<&str> = of("list")
            .into_iter()
            .filter(|name| headings.contains(name))
            .collect();
        assert!(
            !lists.is_empty(),
            "no list is called after its day: {tree:?}"
        );
        assert!(of("listitem").len() >= lists.len());
        // The proof is a link that says what it does, and the way out is there to be found.
        let proof = if language == "nl" { "bewijs" } else { "proof" };
        assert!(
            of("link")
                .iter()
                .any(|name| name.to_lowercase().contains(proof)),
            "{tree:?}"
        );
        let out = if language == "nl" {
            "Snel weg"
        } else {
            "Leave quickly"
        };
        assert!(of("link").contains(&out), "{tree:?}");
        // Nothing that can be reached is without a name.
        for role in ["link", "button", "textbox", "combobox"] {
            assert!(
                of(role).iter().all(|name| !name.trim().is_empty()),
                "{role}: {tree:?}"
            );
        }
    }
}
