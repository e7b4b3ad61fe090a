//! A colleague breaks the glass.

use super::LANGUAGES;
use super::window::{Kind, Window};
use crate::server::Demo;

#[test]
#[ignore = "needs a browser"]
fn a_colleague_breaks_the_glass_and_the_coordinator_judges_it() {
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
        window.login("abdel");
        window.go("/vind");
        window.write("surname", "van 't Wout");
        window.write(
            "born",
            &demo.client("kees").born.strftime("%-d-%-m-%Y").to_string(),
        );
        window.send("/vind");
        window.says("Meryem Kaplan");
        window.hides("huurachterstand");
        window.click("main a[href$='/glas']");
        let form = window.at();
        let dossier = form.strip_suffix("/glas").unwrap().to_owned();
        window.hides("huurachterstand");
        window.send(&form);
        assert!(window.has(".field--wrong"), "a reason is asked");
        window.write("reason", "De woningbouw belt: morgen wordt er ontruimd.");
        window.send(&form);
        window.says("huurachterstand");
        assert!(
            window.has(".banner--glass"),
            "the dossier says that it was opened so"
        );
        drop(window);

        let mut window = Window::open(
            &demo,
            Kind {
                width: 1280,
                language,
                scripts: true,
            },
        );
        window.login("meryem");
        window.click(&format!("a[href^='{dossier}/glas/']"));
        let form = window.at();
        window.send(&form);
        assert!(window.has(".field--wrong"));
        window.tick("justified", "no");
        window.write("because", "De woningbouw belde niet.");
        window.send(&form);
        drop(window);

        let mut window = Window::open(
            &demo,
            Kind {
                width: 1280,
                language,
                scripts: true,
            },
        );
        window.login("fg");
        window.says("incident");
    }
}
