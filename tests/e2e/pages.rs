//! Every page that can be opened by its address, wide in one language and narrow in the other, and each form as it comes back when it is sent empty.

use super::LANGUAGES;
use super::window::{Kind, Window};
use crate::routes::{pages, things};
use crate::server::Demo;

#[test]
#[ignore = "needs a browser"]
fn axe_finds_nothing_on_any_wide_page() {
    every_page(LANGUAGES[0], 1280);
}

#[test]
#[ignore = "needs a browser"]
fn axe_finds_nothing_on_any_narrow_page() {
    every_page(LANGUAGES[1], 360);
}

fn every_page(language: &'static str, width: u32) {
    let demo = Demo::start();
    let mut faulty = 0;
    for (login, addresses) in pages(&things(&demo)) {
        let mut window = Window::open(
            &demo,
            Kind {
                width,
                language,
                scripts: true,
            },
        );
        if !login.is_empty() {
            window.login(login);
        }
        for address in &addresses {
            window.go(address);
        }
        // And each form as it comes back when it is sent with nothing filled in.
        for address in &addresses {
            window.go(address);
            let form = "main form[novalidate] .button[type=submit]:not([formaction])";
            if window.has(form) {
                window.click(form);
                faulty += usize::from(window.has(".summary"));
            }
        }
    }
    assert!(faulty >= 12, "only {faulty} forms said what was wrong");
}
