//! Without JavaScript: everything still works, by buttons.

use super::window::{Kind, Window};
use crate::server::Demo;

#[test]
#[ignore = "needs a browser"]
fn a_fact_is_recorded_without_javascript() {
    let demo = Demo::start();
    let mut window = Window::open(
        &demo,
        Kind {
            width: 1280,
            language: "nl",
            scripts: false,
        },
    );
    let dossier = super::share::aydin(&mut window);
    let form = format!("{dossier}/vastleggen");
    window.click(&format!("a[href='{form}']"));
    window.write("text", "Zonder script opgeschreven.");
    // The charter's answer comes by a button.
    window.click("button[formaction$='/vastleggen/toets']");
    assert!(
        window.has("#checklist") && window.has(".field"),
        "the form again, with the answer beside it"
    );
    window.send(&form);
    assert!(window.has(".field--wrong"), "what is missing is told");
    super::share::label(&window, "Zonder script opgeschreven.");
    window.send(&form);
    assert!(
        window.at().starts_with(&dossier) && !window.at().contains("vastleggen"),
        "{}",
        window.at()
    );
    window.says("Zonder script opgeschreven.");
}
