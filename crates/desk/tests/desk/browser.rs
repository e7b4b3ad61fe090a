//! A browser as far as tests need one: it keeps cookies, sends the hidden fields of the page it is on, and looks at every page for what holds of all.

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode, header};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use tower::ServiceExt;

pub struct Browser {
    app: Router,
    secure: bool,
    pub cookies: BTreeMap<String, String>,
    /// The page it is on.
    pub page: String,
    pub address: SocketAddr,
    pub extra: Vec<(&'static str, String)>,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Browser {
    pub fn new(app: Router, secure: bool) -> Self {
        let address = SocketAddr::from(([192, 0, 2, 7], 5000));
        Self {
            app,
            secure,
            cookies: BTreeMap::new(),
            page: String::new(),
            address,
            extra: Vec::new(),
        }
    }

    fn session_name(&self) -> &'static str {
        if self.secure { "__Host-regie" } else { "regie" }
    }

    pub fn has_session(&self) -> bool {
        self.cookies.contains_key(self.session_name())
    }

    pub fn session(&self) -> String {
        self.cookies[self.session_name()].clone()
    }

    pub fn set_session(&mut self, token: &str) {
        self.cookies
            .insert(self.session_name().to_owned(), token.to_owned());
    }

    pub async fn get(&mut self, address: &str) -> Answer {
        let request = Request::get(address).body(Body::empty()).unwrap();
        self.ask(address, request).await
    }

    /// The same, with the bytes as they came: what is no page.
    pub async fn raw(&mut self, address: &str) -> (Answer, Vec<u8>) {
        let request = Request::get(address).body(Body::empty()).unwrap();
        let (page, bytes) = (self.page.clone(), &mut Vec::new());
        let answer = self.asked(address, request, bytes).await;
        self.page = page;
        (answer, std::mem::take(bytes))
    }

    /// Fills in the form of the page it is on that goes to `action` (its hidden fields included) and sends it.
    pub async fn send(&mut self, action: &str, fields: &[(&str, &str)]) -> Answer {
        let mut all: Vec<(String, String)> = hidden(&self.page, action);
        all.retain(|(name, _)| !fields.iter().any(|(known, _)| known == name));
        all.extend(
            fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        self.post(action, &all).await
    }

    /// Sends exactly these fields.
    pub async fn post(&mut self, address: &str, fields: &[(String, String)]) -> Answer {
        let body: Vec<String> = fields
            .iter()
            .map(|(n, v)| format!("{}={}", encode(n.as_bytes()), encode(v.as_bytes())))
            .collect();
        self.post_raw(address, "application/x-www-form-urlencoded", body.join("&"))
            .await
    }

    pub async fn post_raw(&mut self, address: &str, kind: &str, body: impl Into<Body>) -> Answer {
        let request = Request::post(address)
            .header(header::CONTENT_TYPE, kind)
            .body(body.into())
            .unwrap();
        self.ask(address, request).await
    }

    /// Finds the child of a laid family exactly, as whoever breaks the glass does first, and opens the form. Gives its address.
    pub async fn find_glass(&mut self, surname: &str, dossier: regie_terms::DossierId) -> String {
        self.find(surname).await.is(200);
        let glass = format!("/dossier/{dossier}/glas");
        assert!(
            self.page.contains(&format!("href=\"{glass}\"")),
            "the way in with a reason is not offered: {}",
            self.page
        );
        self.get(&glass).await.is(200);
        glass
    }

    /// Finds the child of a laid family exactly.
    pub async fn find(&mut self, surname: &str) -> Answer {
        self.get("/vind").await.is(200);
        let born = crate::site::Site::BORN;
        self.send("/vind", &[("surname", surname), ("born", born)])
            .await
    }

    async fn ask(&mut self, address: &str, request: Request<Body>) -> Answer {
        self.asked(address, request, &mut Vec::new()).await
    }

    async fn asked(
        &mut self,
        address: &str,
        mut request: Request<Body>,
        raw: &mut Vec<u8>,
    ) -> Answer {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(n, v)| format!("{n}={v}"))
            .collect();
        if !cookies.is_empty() {
            request
                .headers_mut()
                .insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        for (name, value) in &self.extra {
            request.headers_mut().append(*name, value.parse().unwrap());
        }
        request.extensions_mut().insert(ConnectInfo(self.address));
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 16_000_000).await.unwrap();
        raw.extend_from_slice(&bytes);
        let answer = Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        };
        for set in answer.headers.get_all(header::SET_COOKIE) {
            let text = set.to_str().unwrap();
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            assert!(text.contains("HttpOnly"), "{text}");
            if name != "regie_lang" {
                assert!(
                    text.contains("SameSite=Strict") && text.contains("Path=/;"),
                    "{text}"
                );
                assert_eq!(text.contains("; Secure"), self.secure, "{text}");
            }
            if text.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        check(address, &answer);
        if !answer.body.is_empty() {
            self.page.clone_from(&answer.body);
        }
        answer
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        self
    }

    /// A way on to another address.
    #[track_caller]
    pub fn to(self, address: &str) -> Self {
        assert_eq!(
            (self.status.as_u16(), self.header("location")),
            (303, address),
            "{}",
            self.body
        );
        self
    }

    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        assert!(self.body.contains(text), "`{text}` is not in {}", self.body);
        self
    }

    #[track_caller]
    pub fn hides(self, text: &str) -> Self {
        assert!(!self.body.contains(text), "`{text}` is in {}", self.body);
        self
    }
}

/// What holds for every answer, and for every page.
fn check(address: &str, answer: &Answer) {
    assert!(
        answer.headers.contains_key("content-security-policy"),
        "{address}"
    );
    let public = address == "/openbaar"
        || address.starts_with("/openbaar/")
        || address.starts_with("/vast/");
    if !public {
        assert_eq!(answer.header("cache-control"), "no-store", "{address}");
    }
    if !answer.header("content-type").starts_with("text/html") {
        return;
    }
    let page = &answer.body;
    // What the script asks for is a part of a page.
    if !page.starts_with("<!doctype html>") {
        return;
    }
    assert_eq!(page.matches("<h1").count(), 1, "{address}: one h1: {page}");
    assert!(
        !page.contains(regie_desk::words::MISSING),
        "{address}: a text is missing: {page}"
    );
    for inline in ["<style", " style=", "<script>", " onclick=", "javascript:"] {
        assert!(!page.contains(inline), "{address} has {inline}");
    }
    for (at, _) in page.match_indices("<form ") {
        let form = page[at..].split_once("</form>").unwrap().0;
        if form.contains("method=\"post\"") {
            let token = form.contains("name=\"csrf\" value=\"")
                && !form.contains("name=\"csrf\" value=\"\"");
            assert!(
                token || form.contains("action=\"/taal\""),
                "{address}: {form}"
            );
        }
    }
    let mut ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count, "{address}: an id stands twice");
}

/// The hidden fields of the form that goes to `action`.
pub fn hidden(page: &str, action: &str) -> Vec<(String, String)> {
    let start = page
        .find(&format!("action=\"{action}\""))
        .unwrap_or_else(|| panic!("no form goes to {action}: {page}"));
    let form = page[start..].split_once("</form>").unwrap().0;
    form.split("<input type=\"hidden\" ")
        .skip(1)
        .map(|input| {
            let part = |name: &str| {
                let (_, rest) = input.split_once(&format!("{name}=\"")).unwrap();
                rest.split('"')
                    .next()
                    .unwrap()
                    .replace("&#38;", "&")
                    .replace("&amp;", "&")
            };
            (part("name"), part("value"))
        })
        .collect()
}

pub fn encode(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|b| {
            if b.is_ascii_alphanumeric() {
                char::from(*b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}
