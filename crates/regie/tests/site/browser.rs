//! A browser as far as tests need one: over a socket, with cookies, filling in the forms it sees, and looking at every page
//! for what holds of all.

use crate::page::{Form, forms, links, main_words};
use std::collections::BTreeMap;
use std::time::Duration;

/// Somebody in front of a browser.
pub struct Browser {
    agent: ureq::Agent,
    base: String,
    secure: bool,
    /// Cookies by name.
    pub cookies: BTreeMap<String, String>,
    /// The page it is on.
    pub page: String,
    /// The address of that page.
    pub here: String,
    /// Every address and status so far, for messages.
    pub trail: Vec<String>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
    /// What was asked.
    pub asked: String,
}

impl Browser {
    /// A fresh one, at `base` (`http://127.0.0.1:8700`).
    pub fn new(base: &str) -> Self {
        // The limit is no measurement: it only keeps a server that hangs from holding up the run.
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(120)))
            .build()
            .new_agent();
        Self {
            agent,
            base: base.to_owned(),
            secure: false,
            cookies: BTreeMap::new(),
            page: String::new(),
            here: "/".to_owned(),
            trail: Vec::new(),
        }
    }

    /// Asks for an address; `Err` when no answer came.
    pub fn try_get(&mut self, address: &str) -> Result<Answer, String> {
        let request = self.agent.get(format!("{}{address}", self.base));
        let request = request.header("cookie", self.cookie_header());
        let answer = request.call().map_err(|e| e.to_string())?;
        self.read("GET", address, answer)
    }

    /// Asks for an address.
    pub fn get(&mut self, address: &str) -> Answer {
        self.try_get(address)
            .unwrap_or_else(|e| panic!("{address}: {e}; {:?}", self.trail))
    }

    /// Asks for an address and goes where it leads.
    pub fn open(&mut self, address: &str) -> Answer {
        let answer = self.get(address);
        self.follow(answer)
    }

    /// Sends exactly these fields; `Err` when no answer came.
    pub fn try_post(
        &mut self,
        address: &str,
        fields: &[(String, String)],
    ) -> Result<Answer, String> {
        let body: Vec<String> = fields
            .iter()
            .map(|(n, v)| format!("{}={}", encode(n), encode(v)))
            .collect();
        let kind = "application/x-www-form-urlencoded";
        self.try_send(address, kind, body.join("&").as_bytes())
    }

    /// Sends one JSON text.
    pub fn post_json(&mut self, address: &str, text: &str) -> Answer {
        self.try_send(address, "application/json", text.as_bytes())
            .unwrap_or_else(|e| panic!("{address}: {e}; {:?}", self.trail))
    }

    fn try_send(&mut self, address: &str, kind: &str, body: &[u8]) -> Result<Answer, String> {
        let request = self
            .agent
            .post(format!("{}{address}", self.base))
            .header("cookie", self.cookie_header())
            .header("sec-fetch-site", "same-origin")
            .content_type(kind);
        let answer = request.send(body).map_err(|e| e.to_string())?;
        self.read("POST", address, answer)
    }

    /// Fills in the form that goes to `action`, with a file in its field `file`, and sends it.
    #[track_caller]
    pub fn fill_with_file(
        &mut self,
        action: &str,
        fields: &[(&str, &str)],
        (name, bytes): (&str, &[u8]),
    ) -> Answer {
        let mut body = Vec::new();
        let mut part = |field: &str, rest: &str, bytes: &[u8]| {
            let head =
                format!("--x\r\nContent-Disposition: form-data; name=\"{field}\"{rest}\r\n\r\n");
            body.extend(head.bytes());
            body.extend(bytes);
            body.extend(b"\r\n");
        };
        for (field, value) in filled(&self.form(action), fields) {
            if field != "file" {
                part(&field, "", value.as_bytes());
            }
        }
        part("file", &format!("; filename=\"{name}\""), bytes);
        body.extend(b"--x--\r\n");
        self.try_send(action, "multipart/form-data; boundary=x", &body)
            .unwrap_or_else(|e| panic!("{action}: {e}; {:?}", self.trail))
    }

    /// Sends exactly these fields.
    pub fn post(&mut self, address: &str, fields: &[(String, String)]) -> Answer {
        self.try_post(address, fields)
            .unwrap_or_else(|e| panic!("{address}: {e}; {:?}", self.trail))
    }

    /// The forms of the page it is on.
    pub fn forms(&self) -> Vec<Form> {
        forms(&self.page, self.here.split('?').next().unwrap_or_default())
    }

    /// The form of the page it is on that goes to `action`, itself or by one of its buttons.
    #[track_caller]
    pub fn form(&self, action: &str) -> Form {
        let goes = |f: &Form| {
            f.action == action
                || f.buttons
                    .iter()
                    .any(|b| b.action.as_deref() == Some(action))
        };
        match self.forms().into_iter().find(goes) {
            Some(form) => form,
            None => panic!(
                "no form goes to {action} on {}: {}",
                self.here,
                main_words(&self.page)
            ),
        }
    }

    /// Fills in the form that goes to `action` and sends it. A name that the form does not have is a fault of the test, unless
    /// it begins with `+`.
    #[track_caller]
    pub fn fill(&mut self, action: &str, fields: &[(&str, &str)]) -> Answer {
        let form = self.form(action);
        let all = filled(&form, fields);
        self.post(action, &all)
    }

    /// Fills in, sends, and goes where it leads.
    #[track_caller]
    pub fn send(&mut self, action: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.fill(action, fields);
        self.follow(answer)
    }

    /// Goes where an answer leads, at most five times.
    pub fn follow(&mut self, mut answer: Answer) -> Answer {
        for _ in 0..5 {
            if answer.status != 303 {
                break;
            }
            let to = answer.header("location").to_owned();
            assert!(to.starts_with('/'), "{} leads outside: {to}", answer.asked);
            answer = self.get(&to);
        }
        answer
    }

    /// The address of the first link whose words hold `text`.
    #[track_caller]
    pub fn link(&self, text: &str) -> String {
        let found = links(&self.page)
            .into_iter()
            .find(|(_, said)| said.contains(text));
        match found {
            Some((href, _)) => href,
            None => panic!(
                "no link says `{text}` on {}: {}",
                self.here,
                main_words(&self.page)
            ),
        }
    }

    /// The address of the first link that begins so.
    #[track_caller]
    pub fn link_to(&self, start: &str) -> String {
        let found = links(&self.page)
            .into_iter()
            .find(|(href, _)| href.starts_with(start));
        match found {
            Some((href, _)) => href,
            None => panic!(
                "no link leads to {start} on {}: {}",
                self.here,
                main_words(&self.page)
            ),
        }
    }

    /// Follows the first link whose words hold `text`.
    #[track_caller]
    pub fn click(&mut self, text: &str) -> Answer {
        let to = self.link(text);
        self.open(&to)
    }

    /// Whether it has a session.
    pub fn has_session(&self) -> bool {
        self.cookies
            .contains_key(if self.secure { "__Host-regie" } else { "regie" })
    }

    fn cookie_header(&self) -> String {
        let all: Vec<String> = self
            .cookies
            .iter()
            .map(|(n, v)| format!("{n}={v}"))
            .collect();
        all.join("; ")
    }

    fn read(
        &mut self,
        method: &str,
        address: &str,
        mut answer: ureq::http::Response<ureq::Body>,
    ) -> Result<Answer, String> {
        let status = answer.status().as_u16();
        let bytes = answer.body_mut().read_to_vec().map_err(|e| e.to_string())?;
        let headers: Vec<(String, String)> = answer
            .headers()
            .iter()
            .map(|(n, v)| {
                (
                    n.as_str().to_owned(),
                    String::from_utf8_lossy(v.as_bytes()).into_owned(),
                )
            })
            .collect();
        let answer = Answer {
            status,
            headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            asked: format!("{method} {address}"),
        };
        self.trail.push(format!("{method} {address} {status}"));
        for (_, set) in answer.headers.iter().filter(|(n, _)| n == "set-cookie") {
            let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
            check_cookie(name, set, self.secure);
            crate::seeded::token(value);
            if set.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        check(address, &answer);
        if answer.is_page() {
            for form in forms(&answer.body, address) {
                crate::seeded::token(form.value("csrf").unwrap_or_default());
            }
            self.page.clone_from(&answer.body);
            self.here = address.to_owned();
        }
        Ok(answer)
    }
}

/// What a browser sends of a form with these fields filled in. The same name twice is two values of it.
#[track_caller]
pub fn filled(form: &Form, fields: &[(&str, &str)]) -> Vec<(String, String)> {
    let bare = |name: &'_ str| name.strip_prefix('+').unwrap_or(name).to_owned();
    let mut all = form.fields.clone();
    all.retain(|(name, _)| !fields.iter().any(|(known, _)| bare(known) == *name));
    for (name, value) in fields {
        let known = name.starts_with('+')
            || form.offered.iter().any(|(n, _)| n == name)
            || form.fields.iter().any(|(n, _)| n == name)
            || form.buttons.iter().any(|b| b.name == *name);
        let names: Vec<&str> = form.offered.iter().map(|(n, _)| n.as_str()).collect();
        assert!(
            known,
            "the form to {} has no {name}; it has {names:?}",
            form.action
        );
        let choices = form.choices(name);
        assert!(
            choices.is_empty() || choices.contains(value) || value.is_empty(),
            "`{name}` does not offer `{value}`, only {choices:?}"
        );
        all.push((bare(name), (*value).to_owned()));
    }
    all
}

/// What holds for every cookie.
pub fn check_cookie(name: &str, set: &str, secure: bool) {
    assert!(set.contains("HttpOnly") && set.contains("Path=/"), "{set}");
    if name != "regie_lang" {
        assert!(set.contains("SameSite=Strict"), "{set}");
        assert_eq!(set.contains("; Secure"), secure, "{set}");
    }
}

/// What holds for every answer, and for every page.
fn check(address: &str, answer: &Answer) {
    let path = address.split('?').next().unwrap_or_default();
    assert!(
        answer
            .headers
            .iter()
            .any(|(n, _)| n == "content-security-policy"),
        "{address}"
    );
    assert_eq!(
        answer.header("x-content-type-options"),
        "nosniff",
        "{address}"
    );
    let public = path == "/openbaar"
        || path.starts_with("/openbaar/")
        || path.starts_with("/vast/")
        || ["/robots.txt", "/favicon.ico", "/.well-known/security.txt"].contains(&path);
    if !public {
        assert_eq!(answer.header("cache-control"), "no-store", "{address}");
    }
    if !answer.is_page() {
        return;
    }
    let page = &answer.body;
    if !page.contains("<html") {
        return; // A piece of a page, fetched by the script.
    }
    assert_eq!(page.matches("<h1").count(), 1, "{address}: one h1: {page}");
    assert_eq!(page.matches("<main").count(), 1, "{address}: one main");
    for inline in ["<style", " style=", "<script>", " onclick=", "javascript:"] {
        assert!(!page.contains(inline), "{address} has {inline}");
    }
    for form in forms(page, path) {
        if form.method == "post" && form.action != "/taal" {
            assert!(
                form.value("csrf").is_some_and(|token| token.len() > 20),
                "{address}: a form without a token"
            );
        }
        assert!(
            form.method != "get" || form.fields.iter().all(|(n, _)| n != "bsn"),
            "{address}: a BSN in an address"
        );
    }
}

impl Answer {
    /// A header, empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    fn is_page(&self) -> bool {
        self.header("content-type").starts_with("text/html") && !self.body.is_empty()
    }

    /// The words of its main part.
    pub fn words(&self) -> String {
        main_words(&self.body)
    }

    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(
            self.status,
            status,
            "{} {}: {}",
            self.asked,
            self.header("location"),
            self.words()
        );
        self
    }

    /// A way on to another address.
    #[track_caller]
    pub fn to(self, address: &str) -> Self {
        assert_eq!(
            (self.status, self.header("location")),
            (303, address),
            "{}: {}",
            self.asked,
            self.words()
        );
        self
    }

    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        assert!(
            self.words().contains(text),
            "{}: `{text}` is not in: {}",
            self.asked,
            self.words()
        );
        self
    }

    #[track_caller]
    pub fn hides(self, text: &str) -> Self {
        assert!(
            !self.body.contains(text),
            "{}: `{text}` is in: {}",
            self.asked,
            self.words()
        );
        self
    }
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}
