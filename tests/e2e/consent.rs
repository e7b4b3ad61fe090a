//! A client answers a request on a telephone, and reads who looked.

use super::window::{Kind, Window};
use crate::journeys::{dossier::aydin, share};
use crate::server::Demo;

#[test]
#[ignore = "needs a browser"]
fn a_client_answers_a_request_in_english_on_a_telephone() {
    let demo = Demo::start();
    let (mut soraya, dossier) = aydin(&demo);
    let asked = share::prepared(&mut soraya, &dossier, "De mentor op school");
    let asked = format!("/mijn/toestemming/{}", asked.rsplit('/').next().unwrap());
    for (login, language, answer, said) in [
        ("zeynep", "en", "yes", "You said yes"),
        ("elif", "nl", "no", "U zei nee"),
        ("elif", "en", "yes", "You said yes"),
        ("zeynep", "nl", "withdraw", "ingetrokken"),
    ] {
        let mut window = Window::open(
            &demo,
            Kind {
                width: 360,
                language,
                scripts: true,
            },
        );
        window.login(login);
        assert_eq!(window.at(), "/mijn");
        window.go("/mijn/toestemming");
        window.click(&format!("a[href='{asked}']"));
        window.says("De mentor op school");
        window.says(share::WHY);
        window.hides("slaaptraining");
        if answer == "yes" {
            window.send(&asked);
            assert!(window.has(".field--wrong"), "an answer is asked");
        }
        window.tick("answer", answer);
        window.send(&asked);
        window.says(said);
        // On every page the way out, and the sentence that says parts may be held back.
        for page in ["", "/wie-keek", "/gedeeld"] {
            window.go("/mijn");
            let person = window
                .leads("main a[href$='/wie-keek']")
                .replace("/wie-keek", "");
            window.go(&format!("{person}{page}"));
            assert!(
                window.has("a[data-exit]") && window.has(".standing"),
                "{person}{page}"
            );
        }
        window.go("/mijn/nergens");
    }
}
