//! Every page that can be opened by its address, in both languages, on a wide window and a narrow one.

use super::LANGUAGES;
use super::window::{Kind, Window};
use crate::routes::{pages, things};
use crate::server::Demo;

#[test]
#[ignore = "needs a browser"]
fn axe_finds_nothing_on_any_page() {
    let demo = Demo::start();
    let things = things(&demo);
    for (language, width) in LANGUAGES.into_iter().zip([1280, 360]) {
        for (login, addresses) in pages(&things) {
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
            for address in addresses {
                window.go(&address);
            }
        }
    }
}
