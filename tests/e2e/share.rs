//! The coordinator records a fact and shares it with the school.

use super::LANGUAGES;
use super::window::{Kind, Window};
use crate::server::Demo;

const FACT: &str = "Zeynep mag haar telefoon in het eerste uur houden.";

/// Opens the dossier of the Aydın family; gives its address.
pub fn aydin(window: &mut Window) -> String {
    window.login("soraya");
    window.click("table a[href^='/dossier/']:not([href*='/dossier/nieuw'])");
    window.at()
}

/// Fills in the whole label of a fact.
pub fn label(window: &Window, text: &str) {
    window.tick_nth("person", 0);
    window.write("text", text);
    window.tick("kind", "what");
    window.tick("category", "education-or-work");
    window.write("motive", "De vraag gaat over school.");
    window.pick("purpose", "support");
    window.write("basis", "Jeugdwet 7.3.8");
    window.write("need", "Anders belt zij te laat.");
    window.tick("source", "client");
    window.tick("statement", "fact");
    window.tick("together", "yes");
}

#[test]
#[ignore = "needs a browser"]
fn a_coordinator_records_a_fact_and_shares_it() {
    for language in LANGUAGES {
        let demo = Demo::start();
        let mut window = Window::open(
            &demo,
            Kind {
                width: 1280,
                language,
                scripts: true,
            },
        );
        let dossier = aydin(&mut window);
        window.says("Aydın");

        let form = format!("{dossier}/vastleggen");
        window.click(&format!("a[href='{form}']"));
        // Sent empty: the faults stand in a summary on top and at the fields, and axe looks at that too.
        window.send(&form);
        assert!(
            window.has(".field--wrong"),
            "nothing is wrong with an empty form"
        );
        label(&window, FACT);
        window.until(
            "#checklist",
            if language == "nl" {
                "Dit mag"
            } else {
                "This is allowed"
            },
        );
        window.send(&form);
        window.says(FACT);

        let list = format!("{dossier}/delen");
        window.go(&list);
        window.tick_nth("person", 0);
        window.pick("party", "school");
        window.write("recipient", "De mentor op school");
        window.send(&list);
        let share = window.at().split('/').take(5).collect::<Vec<_>>().join("/");
        window.go(&share);
        window.send(&format!("{share}/nu"));
        assert!(
            !window.has("#went"),
            "nothing goes before everything is there"
        );

        let step = |word: &str| format!("{share}/{word}");
        window.go(&step("doel"));
        window.pick("purpose", "align-provisions");
        window.write("purpose_text", "De school wil weten of de telefoon mag.");
        window.send(&step("doel"));
        window.tick_said(FACT);
        window.send(&step("gegevens"));
        window.write("necessity", "Anders neemt de docent hem in.");
        window.write("proportionality", "Het is één zin.");
        window.write("subsidiarity", "Zij wil het niet zelf vragen.");
        window.send(&step("vragen"));
        window.tick("conversation", "failed");
        window.send(&step("gesprek"));
        window.send(&step("toestemming/vraag"));
        // Her mother says yes on the telephone, Zeynep at the table: both are written down.
        for who in 0..2 {
            window.tick_nth("who", who);
            window.tick("answer", "given");
            window.tick("way", "at-the-table");
            window.write("on", &today(&demo));
            window.send(&step("toestemming"));
        }
        window.go(&share);
        window.send(&step("nu"));
        assert!(window.has("#went"), "it was shared: {}", window.words());
        window.says(FACT);
        window.go(&step("ontvanger"));
        window.says(FACT);
        window.hides("slaaptraining");
    }
}

fn today(demo: &Demo) -> String {
    demo.today.strftime("%-d-%-m-%Y").to_string()
}
