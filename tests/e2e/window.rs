//! Somebody at a window: what they see is looked at by axe, and they click, tick and type as people do.

use super::driver::Driver;
use crate::server::Demo;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const AXE: &str = include_str!("axe/axe.min.js");

/// What may be wrong on a page: everything axe knows of WCAG 2.2 A and AA, and its best practices.
const LOOK: &str = "const done = arguments[arguments.length - 1]; axe.run(document, {resultTypes: ['violations'], \
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(r => done(r.violations.map(v => \
    v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.target.join(' ') + ' ' + n.html.slice(0, 160)).slice(0, 3).join(' | '))))\
    .catch(e => done(['axe: ' + e]));";

/// How wide, in which language, with or without scripts.
#[derive(Clone, Copy)]
pub struct Kind {
    pub width: u32,
    pub language: &'static str,
    pub scripts: bool,
}

/// A browser window on the demo.
pub struct Window {
    driver: Driver,
    site: String,
    kind: Kind,
    seen: BTreeSet<String>,
}

impl Window {
    /// Opens one and sets its language.
    pub fn open(demo: &Demo, kind: Kind) -> Self {
        let mut options = json!({
            "args": ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--accept-lang=nl", "--window-size=1280,900"],
        });
        if kind.width < 500 {
            options["mobileEmulation"] = json!({"deviceMetrics": {"width": kind.width, "height": 780, "pixelRatio": 1.0, "touch": true}});
        }
        if !kind.scripts {
            options["prefs"] = json!({"profile.managed_default_content_settings.javascript": 2});
        }
        let driver = Driver::start(&options);
        driver.go("data:text/html,<title>off</title><script>document.title = 'on'</script>");
        let scripts = driver.script("return document.title") == "on";
        assert_eq!(scripts, kind.scripts, "whether scripts run");
        driver.go(&format!("{}/openbaar", demo.url));
        driver.cookie("regie_lang", kind.language);
        Self {
            driver,
            site: demo.url.clone(),
            kind,
            seen: BTreeSet::new(),
        }
    }

    /// Logs in by the button of the demo's page.
    pub fn login(&mut self, login: &str) {
        self.go("/inloggen");
        self.click(&format!("button[name=login][value={login}]"));
    }

    /// Goes to an address of the site.
    pub fn go(&mut self, path: &str) {
        self.driver.go(&format!("{}{path}", self.site));
        self.look();
    }

    /// The address it is on, without the site.
    pub fn at(&self) -> String {
        self.driver.url().replace(&self.site, "")
    }

    /// What the page says, as it is shown.
    pub fn words(&self) -> String {
        let text = self
            .driver
            .script("return document.querySelector('main').innerText");
        text.as_str()
            .unwrap_or_default()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[track_caller]
    pub fn says(&self, text: &str) {
        let words = self.words();
        assert!(
            words.to_lowercase().contains(&text.to_lowercase()),
            "`{text}` is not on {}: {words}",
            self.at()
        );
    }

    #[track_caller]
    pub fn hides(&self, text: &str) {
        assert!(!self.words().contains(text), "`{text}` is on {}", self.at());
    }

    /// Opens the folds around the first element that a selector finds, as a reader would, and gives the element.
    #[track_caller]
    fn one(&self, css: &str) -> String {
        let outermost = format!(
            "let found = null; const e = document.querySelector({}); for (let d = e && e.parentElement; d; d = d.parentElement) \
             if (d.tagName === 'DETAILS' && !d.open) found = d; if (found && !e.closest('summary')) \
             found.firstElementChild.setAttribute('data-e2e', ''); return !!found",
            json!(css)
        );
        while self.driver.script(&outermost) == Value::Bool(true) {
            let Some(summary) = self.driver.find("summary[data-e2e]").first().cloned() else {
                break;
            };
            self.driver
                .script("document.querySelector('[data-e2e]').removeAttribute('data-e2e')");
            self.driver.click(&summary);
        }
        match self.driver.find(css).first() {
            Some(element) => element.clone(),
            None => panic!("nothing is {css} on {}: {}", self.at(), self.words()),
        }
    }

    /// Whether there is such an element.
    pub fn has(&self, css: &str) -> bool {
        !self.driver.find(css).is_empty()
    }

    /// Clicks what leads to another page, and looks at that page.
    #[track_caller]
    pub fn click(&mut self, css: &str) {
        let element = self.one(css);
        self.leave(|driver| driver.click(&element));
    }

    /// Does what leads to another page, waits until that page is there whole, and looks at it.
    #[track_caller]
    fn leave(&mut self, does: impl FnOnce(&Driver)) {
        // Another page has another root, also at the same address.
        let before = self.driver.find("html");
        does(&self.driver);
        for _ in 0..400 {
            let whole = || self.driver.script("return document.readyState") == "complete";
            if self.driver.find("html") != before && whole() {
                return self.look();
            }
            std::thread::sleep(std::time::Duration::from_millis(25));
        }
        panic!("nothing leads on from {}", self.at());
    }

    /// Ticks a box or radio.
    #[track_caller]
    pub fn tick(&self, name: &str, value: &str) {
        let element = self.one(&format!("input[name='{name}'][value='{value}']"));
        self.driver.click(&element);
    }

    /// Ticks the box or radio of this name that is the nth on the page, from 0.
    #[track_caller]
    pub fn tick_nth(&self, name: &str, nth: usize) {
        let values = format!(
            "return [...document.querySelectorAll(\"input[name='{name}']\")].map(e => e.value)"
        );
        let values = self.driver.script(&values);
        let value = values[nth]
            .as_str()
            .unwrap_or_else(|| panic!("{name} has {values}"));
        self.tick(name, value);
    }

    /// Ticks what has this label.
    #[track_caller]
    pub fn tick_said(&self, label: &str) {
        let of = format!(
            "return ([...document.querySelectorAll('label')].find(l => l.innerText.includes({})) || {{}}).htmlFor",
            json!(label)
        );
        let id = self.driver.script(&of);
        let id = id
            .as_str()
            .unwrap_or_else(|| panic!("nothing is labelled `{label}` on {}", self.at()));
        let element = self.one(&format!("[id='{id}']"));
        self.driver.click(&element);
    }

    /// Picks from a list.
    #[track_caller]
    pub fn pick(&self, name: &str, value: &str) {
        let _ = self.one(&format!("select[name='{name}']"));
        let option = self.one(&format!("select[name='{name}'] option[value='{value}']"));
        self.driver.click(&option);
    }

    /// Types into a field, in the place of what stood there.
    #[track_caller]
    pub fn write(&self, name: &str, text: &str) {
        let element = self.one(&format!("[name='{name}']:not([type=hidden])"));
        self.driver.clear(&element);
        self.driver.type_into(&element, text);
    }

    /// Sends the form that goes to `action` by its first button.
    #[track_caller]
    pub fn send(&mut self, action: &str) {
        self.click(&format!(
            "form[action='{action}'] .button[type=submit]:not([formaction])"
        ));
    }

    /// Presses keys where the focus is.
    pub fn press(&self, keys: &str) {
        self.driver.press(keys);
    }

    /// Presses a key that leads to another page, and looks at that page.
    #[track_caller]
    pub fn press_on(&mut self, key: &str) {
        self.leave(|driver| driver.press(key));
    }

    /// Where the form of what has the focus goes.
    pub fn focused_form(&self) -> String {
        let action =
            "const f = document.activeElement.form; return f ? f.getAttribute('action') : ''";
        self.driver
            .script(action)
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Where the first link that a selector finds leads.
    #[track_caller]
    pub fn leads(&self, css: &str) -> String {
        let href = self.driver.script(&format!(
            "return (document.querySelector({}) || {{}}).pathname",
            json!(css)
        ));
        href.as_str()
            .unwrap_or_else(|| panic!("nothing is {css} on {}", self.at()))
            .to_owned()
    }

    /// The name, id or address of what has the focus.
    pub fn focused(&self) -> String {
        let focused = self.driver.script(
            "const e = document.activeElement; return e.name ? e.name + (e.type === 'radio' ? '=' + e.value : '') : \
             e.id || e.getAttribute('href') || e.type || e.tagName",
        );
        focused.as_str().unwrap_or_default().to_owned()
    }

    /// Whether what has the focus can be seen to have it.
    pub fn focus_shows(&self) -> bool {
        let shows = "const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' || s.boxShadow !== 'none'";
        self.driver.script(shows) == Value::Bool(true)
    }

    /// What a screen reader is given of the page, in its order: roles and names.
    pub fn heard(&self) -> Vec<(String, String)> {
        let nodes = self.driver.accessibility();
        let text = |node: &Value, part: &str| {
            let text = node[part]["value"].as_str().unwrap_or_default();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let heard = nodes.as_array().into_iter().flatten();
        heard
            .filter(|node| node["ignored"] != Value::Bool(true))
            .map(|node| (text(node, "role"), text(node, "name")))
            .collect()
    }

    /// Waits until the page says something; the script fetches it.
    #[track_caller]
    pub fn until(&self, css: &str, text: &str) {
        let find = format!(
            "return (document.querySelector({}) || {{}}).innerText || ''",
            json!(css)
        );
        for _ in 0..400 {
            if self
                .driver
                .script(&find)
                .as_str()
                .unwrap_or_default()
                .contains(text)
            {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(25));
        }
        panic!("`{text}` did not come in {css} on {}", self.at());
    }

    /// What holds for every page: axe finds nothing, nothing has to be scrolled sideways, the language is the one chosen, and
    /// no key of a text stands in its place.
    #[track_caller]
    pub fn look(&mut self) {
        if !self.kind.scripts {
            return;
        }
        let here = self.at();
        let language = self.driver.script("return document.documentElement.lang");
        assert_eq!(language, self.kind.language, "{here}");
        let wide = self
            .driver
            .script("return [document.documentElement.scrollWidth, window.innerWidth]");
        assert!(
            wide[0].as_u64() <= wide[1].as_u64(),
            "{here} has to be scrolled sideways: {wide}"
        );
        if self.kind.width < 500 {
            assert_eq!(wide[1], self.kind.width, "{here}");
        }
        self.driver.script(AXE);
        let found = self.driver.script_later(LOOK);
        let found: Vec<&str> = found
            .as_array()
            .unwrap()
            .iter()
            .filter_map(Value::as_str)
            .collect();
        if !found.is_empty() {
            let picture = std::env::temp_dir().join("regie-e2e.png.base64");
            let _ = std::fs::write(&picture, self.driver.picture());
            panic!("axe on {here} ({}): {found:#?}", self.kind.language);
        }
        self.seen.insert(here);
    }
}
