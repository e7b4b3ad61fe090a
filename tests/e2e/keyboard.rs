//! Without a mouse: a form filled in and sent with keys alone, and the focus to be seen all the way.

use super::LANGUAGES;
use super::window::{Kind, Window};
use crate::server::Demo;

const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";

#[test]
#[ignore = "needs a browser"]
fn somebody_is_found_with_keys_alone() {
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
        window.login("soraya");
        window.go("/vind");
        // The first stop is the way past the menu.
        window.press(TAB);
        assert_eq!(window.focused(), "#main");
        assert!(window.focus_shows());
        window.press(ENTER);
        let to = |name: &str| {
            for _ in 0..30 {
                window.press(TAB);
                assert!(
                    window.focus_shows(),
                    "{} has the focus and does not show it",
                    window.focused()
                );
                if window.focused() == name {
                    return;
                }
            }
            panic!("Tab does not lead to {name}");
        };
        to("surname");
        window.press("Aydın");
        to("born");
        window.press(
            &demo
                .client("zeynep")
                .born
                .strftime("%-d-%-m-%Y")
                .to_string(),
        );
        window.press_on(ENTER);
        window.says("Soraya Ramautar");
        // And back out: the button in the head can be reached and pressed.
        window.press(TAB);
        for _ in 0..60 {
            if window.focused_form() == "/uitloggen" {
                break;
            }
            window.press(TAB);
        }
        window.press_on(ENTER);
        assert!(window.at().starts_with("/uitgelogd"), "{}", window.at());
    }
}
